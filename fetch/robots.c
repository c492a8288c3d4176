/* robots.txt (RFC 9309): which paths of a site a program may ask for. */
#include <stdlib.h>

#include "fetch/inner.h"

enum {
    MOST_BYTES = 500 << 10,
    MOST_RULE = 2048, /* bytes of a path: as long as an address can be */
    LONGEST_DELAY_S = 3600,
};

struct reading {
    struct text agent;
    struct arena *arena;
    struct robots own, any;  /* for our name, and for "*" */
    bool has_own;            /* somewhere our name stood */
    bool in_agents;          /* the last line that counted named an agent: the next one belongs to the same group */
    bool for_own, for_any;   /* whom the group is for */
};

static int hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
}

/* Escapes in one form, so that paths compare byte by byte: letters and the like bare, bytes beyond ASCII escaped, hex digits
 * large. */
static struct text normal_form(struct text path, struct arena *arena)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_take(arena, path.length * 3 + 1);
    size_t length = 0;
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.at[i];
        int high = i + 2 < path.length && c == '%' ? hex_of(path.at[i + 1]) : -1;
        int low = high >= 0 ? hex_of(path.at[i + 2]) : -1;
        unsigned char byte = low >= 0 ? (unsigned char)(high << 4 | low) : c;
        if (low >= 0)
            i += 2;
        if ((low >= 0 && !(byte && is_plain(byte))) || byte >= 0x80) {
            out[length++] = '%';
            out[length++] = digits[byte >> 4];
            out[length++] = digits[byte & 15];
        } else {
            out[length++] = (char)byte;
        }
    }
    return (struct text){ out, length };
}

/* A name of an agent ends where something stands that cannot be part of one: "troth/1.0" is "troth". */
static struct text product_of(struct text value)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
    size_t i = 0;
    while (i < value.length && value.at[i] && strchr(letters, value.at[i]))
        i++;
    return text_slice(value, 0, i);
}

static void take_agent(struct reading *reading, struct text value)
{
    if (!reading->in_agents)
        reading->for_own = reading->for_any = false;
    reading->in_agents = true;
    if (text_starts(value, TEXT("*")))
        reading->for_any = true;
    else if (value.length && text_equals_nocase(product_of(value), reading->agent))
        reading->for_own = reading->has_own = true;
}

static void add_rule(struct reading *reading, struct text value, bool allows)
{
    reading->in_agents = false;
    if (!value.length || value.length > MOST_RULE || !(reading->for_own || reading->for_any))
        return;
    struct robots_rule rule = { normal_form(value, reading->arena), allows };
    if (reading->for_own)
        ARENA_PUSH(reading->arena, &reading->own.rules, rule);
    if (reading->for_any)
        ARENA_PUSH(reading->arena, &reading->any.rules, rule);
}

static void set_delay(struct reading *reading, struct text value)
{
    char number[16] = "";
    memcpy(number, value.at, value.length < sizeof number - 1 ? value.length : sizeof number - 1);
    double seconds = strtod(number, NULL);
    long long ms = seconds > LONGEST_DELAY_S ? LONGEST_DELAY_S * 1000LL : seconds > 0 ? (long long)(seconds * 1000) : 0;
    if (reading->for_own)
        reading->own.delay_ms = ms;
    if (reading->for_any)
        reading->any.delay_ms = ms;
}

static void take_line(struct reading *reading, struct text line)
{
    line = text_cut(&line, '#');
    struct text value = line, key = text_trim(text_cut(&value, ':'));
    value = text_trim(value);
    if (text_equals_nocase(key, TEXT("user-agent")))
        take_agent(reading, value);
    else if (text_equals_nocase(key, TEXT("allow")))
        add_rule(reading, value, true);
    else if (text_equals_nocase(key, TEXT("disallow")))
        add_rule(reading, value, false);
    else if (text_equals_nocase(key, TEXT("crawl-delay")))
        set_delay(reading, value);
}

/* A line ends with CR, LF or both. */
static struct text next_line(struct text *rest)
{
    size_t i = 0;
    while (i < rest->length && rest->at[i] != '\n' && rest->at[i] != '\r')
        i++;
    struct text line = text_slice(*rest, 0, i);
    *rest = text_slice(*rest, i + 1, rest->length);
    return line;
}

void robots_parse(struct text file, struct text agent, struct arena *arena, struct robots *robots)
{
    struct reading reading = { .agent = agent, .arena = arena };
    struct text rest = text_slice(file, 0, MOST_BYTES);
    while (file.length > MOST_BYTES && rest.length && rest.at[rest.length - 1] != '\n' && rest.at[rest.length - 1] != '\r')
        rest.length--; /* half a rule could forbid everything */
    if (text_starts(rest, TEXT("\xef\xbb\xbf")))
        rest = text_slice(rest, 3, rest.length);
    while (rest.length)
        take_line(&reading, next_line(&rest));
    *robots = reading.has_own ? reading.own : reading.any;
}

/* Whether `pattern` matches the beginning of `path` ("$" at its end: all of it). Each piece between stars is looked for as far left
 * as it goes, which is enough, and makes the work no more than both are long. */
static bool matches(struct text pattern, struct text path)
{
    bool to_end = pattern.length && pattern.at[pattern.length - 1] == '$';
    if (to_end)
        pattern.length--;
    bool is_first = true;
    for (;;) {
        bool is_last = !memchr(pattern.at, '*', pattern.length);
        struct text piece = text_cut(&pattern, '*');
        bool at_end = is_last && to_end && !is_first && piece.length <= path.length;
        const char *found = is_first ? path.at
                            : at_end ? path.at + path.length - piece.length
                                     : memmem(path.at, path.length, piece.at, piece.length);
        if (!found || !text_starts(text_slice(path, (size_t)(found - path.at), path.length), piece))
            return false;
        path = text_slice(path, (size_t)(found - path.at) + piece.length, path.length);
        if (is_last)
            return !to_end || !path.length;
        is_first = false;
    }
}

bool robots_allows(const struct robots *robots, struct text path)
{
    struct arena arena = { 0 };
    struct text normal = normal_form(path, &arena);
    size_t longest = 0;
    bool allowed = true;
    for (size_t i = 0; i < robots->rules.count; i++) {
        const struct robots_rule *rule = &robots->rules.items[i];
        bool wins = rule->path.length > longest || (rule->path.length == longest && rule->allows);
        if (wins && matches(rule->path, normal)) {
            longest = rule->path.length;
            allowed = rule->allows;
        }
    }
    allowed |= text_is(normal, "/robots.txt");
    arena_release(&arena);
    return allowed;
}
