/* Reads the words of a condition: a small grammar of joining words, numbers and names. */
#include "weighing/words.h"

#include <ctype.h>
#include <string.h>

static const struct { enum condition condition; const char *piece; } pieces[] = {
#define WORDS(condition, piece) { CONDITION_##condition, piece },
#include "weighing/words.def"
};

static const struct { enum means means; const char *piece; } means_pieces[] = {
#define MEANS_WORDS(means, piece) { MEANS_##means, piece },
#include "weighing/words.def"
};

static bool has(struct text lower, const char *piece)
{
    return text_find(lower, text_of(piece)) < lower.length;
}

static bool has_any(struct text lower, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has(lower, list[i]))
            return true;
    return false;
}

#define HAS_ANY(lower, list) has_any((lower), (list), sizeof(list) / sizeof *(list))

long long words_number(struct text words, struct text *rest)
{
    static const char *const small[] = { "",         "one",     "two",     "three",     "four",     "five",     "six",
                                         "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
                                         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty" };
    static const char *const tens[] = { "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };
    long long value = 0;
    *rest = text_trim(words);
    struct text word = text_cut(rest, ' ');
    if (text_equals_nocase(word, TEXT("a")) && text_starts(*rest, TEXT("dozen")))
        return *rest = text_slice(*rest, 5, rest->length), 12;
    for (size_t i = 1; i < sizeof small / sizeof *small; i++)
        if (text_equals_nocase(word, text_of(small[i])))
            return (long long)i;
    for (size_t i = 0; i < sizeof tens / sizeof *tens; i++)
        if (text_equals_nocase(word, text_of(tens[i])))
            return 30 + 10 * (long long)i;
    for (size_t i = 0; i < word.length; i++) {
        if (!isdigit((unsigned char)word.at[i]) || value > 1000000)
            return 0;
        value = value * 10 + (word.at[i] - '0');
    }
    return value;
}

bool words_counts_states(struct text words)
{
    static const char *const bodies[] = { "nation", "countr",      "states",   "members", "member states",
                                          "allies", "governments", "partners", "leaders" };
    char lower[256];
    size_t length = words.length < sizeof lower ? words.length : sizeof lower;
    for (size_t i = 0; i < length; i++)
        lower[i] = (char)tolower((unsigned char)words.at[i]);
    struct text all = { lower, length };
    return HAS_ANY(all, bodies);
}

long long words_body(struct text words)
{
    struct text rest = text_trim(words);
    while (rest.length) {
        struct text after;
        long long number = words_number(rest, &after);
        if (number)
            return words_counts_states(after) ? number : 1;
        text_cut(&rest, ' ');
        rest = text_trim(rest);
    }
    return 1;
}

/* "at least ten nations", "ten other countries", "more than nine allies". */
static long long count_of(struct text lower)
{
    static const char *const openers[] = { "at least ", "no fewer than ", "minimum of ", "if ", "once ", "when ", "that " };
    struct text after;
    if (has(lower, "more than ")) {
        size_t at = text_find(lower, TEXT("more than ")) + strlen("more than ");
        long long number = words_number(text_slice(lower, at, lower.length), &after);
        return number && words_counts_states(after) ? number + 1 : 0;
    }
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        size_t at = text_find(lower, text_of(openers[i]));
        if (at == lower.length)
            continue;
        long long number = words_number(text_slice(lower, at + strlen(openers[i]), lower.length), &after);
        if (number && (words_counts_states(after) || text_starts(after, TEXT("other"))))
            return number;
    }
    return 0;
}

static bool is_capital(struct text words, size_t at)
{
    size_t length;
    uint32_t c = utf8_at(words, at, &length);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0xDF);
}

/* The end of the word at `from`; of "Germany's" the possessive stays out. */
static size_t word_end(struct text words, size_t from)
{
    static const char marks[] = " ,;:.()\"\t\n";
    size_t end = from;
    while (end < words.length && !strchr(marks, words.at[end]))
        end++;
    return end;
}

static struct text without_possessive(struct text name)
{
    if (text_ends(name, TEXT("’s")))
        return text_slice(name, 0, name.length - strlen("’s"));
    return text_ends(name, TEXT("'s")) ? text_slice(name, 0, name.length - 2) : name;
}

/* The longest name from `from` on, of at most five words, that has a code. */
static struct text name_at(struct text words, size_t from, const struct weighing_names *names, size_t *end)
{
    size_t ends[5], count = 0;
    for (size_t at = from; at < words.length && count < 5;) {
        ends[count++] = at = word_end(words, at);
        if (at < words.length && words.at[at] != ' ')
            break;
        at++;
    }
    while (count--) {
        struct text code = names->code(names->context, without_possessive(text_slice(words, from, ends[count])));
        *end = ends[count];
        if (code.length)
            return code;
    }
    return TEXT("");
}

/* Everybody named, once each. */
static void find_parties(struct words_part *part, const struct weighing_names *names)
{
    struct text words = part->words;
    for (size_t at = 0; at < words.length;) {
        size_t end = word_end(words, at);
        struct text code = is_capital(words, at) ? name_at(words, at, names, &end) : TEXT("");
        for (int i = 0; i < part->party_count; i++)
            if (text_equals(part->parties[i], code))
                code = TEXT("");
        if (code.length && part->party_count < WORDS_PARTIES)
            part->parties[part->party_count++] = code;
        at = end + 1;
    }
}

/* What others must do. */
static void read_others(struct words_part *part, struct text lower)
{
    static const char *const some[] = { "others",        "other allies",  "other countries", "other nations", "other states",
                                        "other members", "partners",      "allies",          "the rest",      "another country",
                                        "someone else",  "everyone else", "its neighbours",  "neighbors" };
    static const char *const amiss[] = { "half",  "most ",           "majority",    "a third",
                                         "sides", "hold their fire", "in exchange", "in return" };
    part->count = count_of(lower);
    part->is_any = has(lower, " or ") || has(lower, "either ");
    part->kind = part->count                                            ? WORDS_COUNT
                 : part->party_count                                    ? WORDS_PARTIES_GIVE
                 : HAS_ANY(lower, some) && !HAS_ANY(lower, amiss)       ? WORDS_OTHERS
                                                                        : WORDS_OPEN;
    for (size_t i = 0; i < sizeof means_pieces / sizeof *means_pieces; i++)
        if (has(lower, means_pieces[i].piece))
            part->means |= 1u << means_pieces[i].means;
    if (part->kind == WORDS_PARTIES_GIVE && HAS_ANY(lower, amiss))
        part->kind = WORDS_OPEN;
}

static bool is_turned(struct text lower, enum condition condition)
{
    bool is_until = text_starts(lower, TEXT("until ")) || text_starts(lower, TEXT("unless "));
    bool is_absent = condition == CONDITION_AGGRESSION && (has(lower, " no ") || has(lower, " not ") || has(lower, "absence of"));
    return is_until != is_absent;
}

static void read_part(struct words_part *part, const struct weighing_names *names, struct arena *arena)
{
    struct text lower = utf8_lower(part->words, arena);
    part->is_not = is_turned(lower, part->condition);
    find_parties(part, names);
    if (part->condition == CONDITION_OTHERS)
        read_others(part, lower);
}

/* The class that the words of a clause tell, or -1: of several pieces the first in the words. */
static int class_of(struct text lower)
{
    size_t first = lower.length;
    int found = -1;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t at = text_find(lower, text_of(pieces[i].piece));
        if (at < first) {
            first = at;
            found = (int)pieces[i].condition;
        }
    }
    return found;
}

/* Where a joining word begins at or after `from`: its place and length; false where there is none. */
static bool find_joint(struct text lower, size_t from, size_t *at, size_t *length, bool *is_or)
{
    static const struct {
        const char *word;
        bool is_or;
    } joints[] = { { " and ", false }, { " or ", true }, { "; ", false }, { ", but only ", false } };
    *at = lower.length;
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t place = from + text_find(text_slice(lower, from, lower.length), text_of(joints[i].word));
        if (place < *at) {
            *at = place;
            *length = strlen(joints[i].word);
            *is_or = joints[i].is_or;
        }
    }
    return *at < lower.length;
}

/* A clause after a joining word is a part of its own when its words tell another class than the one before. */
static void split(struct text condition, struct text lower, enum condition class, struct words *out)
{
    size_t from = 0, at, length = 0, next = 0;
    bool is_or = false, is_first = true;
    while (out->count < WORDS_PARTS - 1 && find_joint(lower, next, &at, &length, &is_or)) {
        size_t after = at + length, end, ignored;
        bool ignored_or;
        find_joint(lower, after, &end, &ignored, &ignored_or);
        int found = class_of(text_slice(lower, after, end));
        next = after;
        if (found < 0 || found == (int)class || class_of(text_slice(lower, from, at)) == found)
            continue;
        out->parts[out->count++] = (struct words_part){ .condition = class, .words = text_trim(text_slice(condition, from, at)) };
        out->is_any = is_first ? is_or : out->is_any && is_or;
        is_first = false;
        class = (enum condition)found;
        from = after;
    }
    out->parts[out->count++] =
        (struct words_part){ .condition = class, .words = text_trim(text_slice(condition, from, condition.length)) };
}

static void take_apart(struct text condition, enum condition class, struct arena *arena, struct words *out)
{
    *out = (struct words){ .count = 0 };
    struct text lower = utf8_lower(condition, arena);
    if (class == CONDITION_OTHER && class_of(lower) >= 0)
        class = (enum condition)class_of(lower);
    split(condition, lower.length == condition.length ? lower : condition, class, out);
}

uint32_t words_classes(struct text condition, enum condition class, struct arena *arena)
{
    struct words words;
    uint32_t classes = 0;
    take_apart(condition, class, arena, &words);
    for (int i = 0; i < words.count; i++)
        classes |= 1u << words.parts[i].condition;
    return classes;
}

void words_read(struct text condition, enum condition class, const struct weighing_names *names, struct arena *arena,
                struct words *out)
{
    take_apart(condition, class, arena, out);
    for (int i = 0; i < out->count; i++)
        read_part(&out->parts[i], names, arena);
}
