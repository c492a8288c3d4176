/* What pages put around an article (bylines, credits, captions, newsletters, cookies, links) is blanked out and not read. */
#include <string.h>

#include "source/inner.h"

enum {
    LONGEST_PART = 300, /* bytes: a longer line is a paragraph, whatever stands in it */
    LONGEST_START = 600,
    LONGEST_CREDIT = 160,
    LEAST_PROSE = 60,   /* bytes: after a heading such as "Related news", what is shorter or has no full stop is a link */
};

enum rule_kind { RULE_LINE, RULE_CREDIT, RULE_START, RULE_PART, RULE_SECTION };

struct rule {
    struct text words;
    enum rule_kind kind;
};

static const struct rule rules[] = {
#define FURNITURE(kind, words) { { words, sizeof(words) - 1 }, RULE_##kind },
#include "source/furniture.def"
};
enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* A line of the text: as it is, and its beginning in small letters with straight apostrophes. */
struct row {
    struct text whole; /* trimmed */
    char small[LONGEST_PART + 4];
    struct text low;   /* of `small`, marks before the words left out */
    size_t skipped;    /* bytes of these marks, in `whole` */
};

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_word(unsigned char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static bool starts_at(struct text text, size_t at, const char *bytes)
{
    return text_starts(text_slice(text, at, text.length), text_of(bytes));
}

/* Bytes of a bullet, bracket or heading's mark at the beginning; quotation marks are none: what they hold is somebody's words. */
static size_t mark_length(struct text text, size_t at)
{
    static const char *const marks[] = { " ", "\t", "-", "*", "#", ">", "[", "(", "_", "|", "•", "▪", "●", "–", "—", "»", "→",
                                         "\xc2\xa0" };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (starts_at(text, at, marks[i]))
            return strlen(marks[i]);
    return 0;
}

static void take_row(struct text line, struct row *row)
{
    size_t length = 0, n;
    row->whole = text_trim(line);
    row->skipped = 0;
    while ((n = mark_length(row->whole, row->skipped)))
        row->skipped += n;
    for (size_t i = row->skipped; i < row->whole.length && length < LONGEST_PART; i++) {
        char c = row->whole.at[i];
        if (starts_at(row->whole, i, "’")) {
            c = '\'';
            i += 2;
        }
        row->small[length++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    row->low = (struct text){ row->small, length };
}

/* Whether only stops and closing marks follow `words`. */
static bool is_all(struct text low, struct text words)
{
    for (size_t i = words.length; i < low.length; i++)
        if (is_word((unsigned char)low.at[i]) && !starts_at(low, i, "…") && !starts_at(low, i, "»"))
            return false;
        else if ((unsigned char)low.at[i] >= 0x80)
            i += utf8_length(low, i) - 1;
    return true;
}

static bool ends_sentence(struct text line)
{
    bool has_stop = line.length && strchr(".!?:,;\"", line.at[line.length - 1]);
    return has_stop || text_ends(line, TEXT("”")) || text_ends(line, TEXT("’"));
}

/* "By Ana Ruiz in Geneva", "(Reporting by Tom Fox)": a name after the words, and no sentence around them. */
static bool is_credit(const struct row *row, struct text words)
{
    struct text name = text_trim(text_slice(row->whole, row->skipped + words.length, row->whole.length));
    bool bracketed = row->whole.at[0] == '(' && row->whole.at[row->whole.length - 1] == ')';
    bool is_name = name.length && ((name.at[0] >= 'A' && name.at[0] <= 'Z') || (unsigned char)name.at[0] >= 0xc3);
    return is_name && (bracketed || (row->whole.length <= LONGEST_CREDIT && !ends_sentence(row->whole)));
}

/* Whether the words at `at` end where a word ends. */
static bool ends_word(struct text low, size_t at, struct text words)
{
    size_t end = at + words.length;
    return end == low.length || !is_word((unsigned char)low.at[end]) || !is_word((unsigned char)words.at[words.length - 1]);
}

static bool has_part(struct text low, struct text words)
{
    size_t at = text_find(low, words);
    return at < low.length && (!at || !is_word((unsigned char)low.at[at - 1])) && ends_word(low, at, words);
}

/* "Video: “We will send ships”" is what somebody said. */
static bool is_quoted(struct text low, size_t at)
{
    while (at < low.length && (low.at[at] == ' ' || low.at[at] == ':'))
        at++;
    return starts_at(low, at, "\"") || starts_at(low, at, "“") || starts_at(low, at, "‘");
}

static bool fits(const struct row *row, const struct rule *rule)
{
    if (rule->kind == RULE_PART)
        return row->whole.length <= LONGEST_PART && has_part(row->low, rule->words);
    if (!text_starts(row->low, rule->words) || !ends_word(row->low, 0, rule->words))
        return false;
    switch (rule->kind) {
    case RULE_START: return row->whole.length <= LONGEST_START && !is_quoted(row->low, rule->words.length);
    case RULE_CREDIT: return is_credit(row, rule->words);
    default: return is_all(row->low, rule->words);
    }
}

static const struct rule *rule_for(const struct row *row)
{
    for (int i = 0; i < RULE_COUNT; i++)
        if (fits(row, &rules[i]))
            return &rules[i];
    return NULL;
}

/* "12 Comments" */
static bool is_count_of_comments(const struct row *row)
{
    size_t i = 0;
    while (i < row->low.length && row->low.at[i] >= '0' && row->low.at[i] <= '9')
        i++;
    struct text rest = text_trim(text_slice(row->low, i, row->low.length));
    return i && (text_is(rest, "comments") || text_is(rest, "comment") || text_is(rest, "shares"));
}

static bool has_letters(struct text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (is_letter((unsigned char)line.at[i]))
            return true;
    return false;
}

static bool is_address(struct text line)
{
    bool web = text_starts(line, TEXT("http://")) || text_starts(line, TEXT("https://")) || text_starts(line, TEXT("www."));
    return web && text_find(line, TEXT(" ")) == line.length;
}

/* What one walk down the lines remembers. */
struct walk {
    bool in_section; /* under a heading of links or comments */
    bool goes_on;    /* the line before is wrapped prose that this line may go on with */
};

static bool is_furniture(struct text line, struct walk *walk)
{
    struct row row;
    take_row(line, &row);
    bool may_go_on = walk->goes_on, ends = ends_sentence(row.whole);
    walk->goes_on = row.whole.length >= LEAST_PROSE && !ends;
    if (!row.whole.length)
        return false;
    if (!has_letters(row.whole) || is_address(row.whole))
        return true;
    const struct rule *rule = may_go_on ? NULL : rule_for(&row);
    if ((rule && rule->kind == RULE_SECTION) || is_count_of_comments(&row))
        walk->in_section = true;
    else if (!rule && row.whole.length >= LEAST_PROSE && ends)
        walk->in_section = false;
    else if (rule || walk->in_section)
        walk->goes_on = false;
    return rule || walk->in_section;
}

static void blank(char *at, size_t length, char with)
{
    for (size_t i = 0; i < length; i++)
        if (at[i] != '\n')
            at[i] = with;
}

/* A carriage return before a line feed is a blank; one alone is an old kind of line feed. */
static void blank_returns(char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (at[i] == '\r')
            at[i] = i + 1 < length && at[i + 1] == '\n' ? ' ' : '\n';
}

struct text source_blank_furniture(struct text text, struct arena *arena)
{
    struct text copy = arena_copy(arena, text), rest;
    char *at = (char *)copy.at;
    bool changed = false;
    struct walk walk = { 0 };
    blank_returns(at, copy.length);
    for (rest = copy; rest.length;) {
        struct text line = text_cut(&rest, '\n');
        if (!line.length)
            walk.goes_on = false;
        if (!is_furniture(line, &walk) && text_trim(line).length)
            continue;
        blank(at + (line.at - copy.at), line.length, '\n');
        changed |= line.length > 0;
    }
    return changed || text_find(text, TEXT("\r")) < text.length ? copy : text;
}
