/* Words that two statements have in common. */
#include "reading/links_inner.h"

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The point of "2.5", the comma of "10,000". */
static bool is_within_number(struct text text, size_t at)
{
    return (text.at[at] == '.' || text.at[at] == ',') && at + 1 < text.length && is_digit(text.at[at + 1]);
}

static bool has_digit(struct text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (is_digit(word.at[i]))
            return true;
    return false;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Asked of every word: length and first letter first. */
static bool is_small(struct text word)
{
    enum { LONGEST = 7 };
    static const char small[][LONGEST + 1] = { "about", "after", "against", "also", "been", "before", "between", "could",
        "during", "from",
        "have", "into", "more", "other", "over", "said", "says", "should", "some", "such", "than", "that", "their", "them", "there",
        "they", "this", "under", "were", "what", "when", "where", "which", "will", "with", "would" };
    static const uint32_t begins = 1u << ('a' & 31) | 1u << ('b' & 31) | 1u << ('c' & 31) | 1u << ('d' & 31) | 1u << ('f' & 31)
        | 1u << ('h' & 31) | 1u << ('i' & 31) | 1u << ('m' & 31) | 1u << ('o' & 31) | 1u << ('s' & 31) | 1u << ('t' & 31)
        | 1u << ('u' & 31) | 1u << ('w' & 31);
    if (word.length < 4)
        return !has_digit(word);
    if (word.length > LONGEST || !(begins & links_begin(word.at[0])))
        return false;
    char first = lower(word.at[0]);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (small[i][0] == first && text_equals_nocase(word, text_of(small[i])))
            return true;
    return false;
}

/* Equal but for an ending: "releases", "released", "release". */
static bool alike(struct text a, struct text b)
{
    enum { STEM = 4, ENDING = 3 };
    size_t same = 0, shorter = a.length < b.length ? a.length : b.length;
    while (same < shorter && lower(a.at[same]) == lower(b.at[same]))
        same++;
    if (same == a.length && same == b.length)
        return true;
    return !has_digit(a) && same >= STEM && a.length - same <= ENDING && b.length - same <= ENDING;
}

static bool is_among(struct text word, const struct link_words *words)
{
    if (!(words->begins & links_begin(word.at[0])))
        return false;
    for (int i = 0; i < words->count; i++)
        if (!((words->items[i].at[0] ^ word.at[0]) & ~32) && alike(words->items[i], word)) /* most begin otherwise */
            return true;
    return false;
}

void links_words(struct text text, struct link_words *out)
{
    out->count = 0;
    out->begins = 0;
    for (size_t i = 0; i < text.length && out->count < MOST_LINK_WORDS; i++) {
        size_t from = i;
        while (i < text.length && (is_word_byte(text.at[i]) || (i > from && is_within_number(text, i))))
            i++;
        struct text word = text_slice(text, from, i);
        if (!is_small(word) && !is_among(word, out))
            links_add(out, word);
    }
}

static bool is_year(struct text number)
{
    return number.length == 4 && (text_starts(number, TEXT("19")) || text_starts(number, TEXT("20")));
}

void links_numbers(struct text text, struct link_words *years, struct link_words *others)
{
    years->count = others->count = 0;
    years->begins = others->begins = 0;
    for (size_t i = 0; i < text.length; i++) {
        size_t from = i;
        while (i < text.length && (is_digit(text.at[i]) || (i > from && is_within_number(text, i))))
            i++;
        struct text number = text_slice(text, from, i);
        struct link_words *out = is_year(number) ? years : others;
        if (number.length)
            links_add(out, number);
    }
}

int links_common(const struct link_words *a, const struct link_words *b)
{
    int common = 0;
    for (int i = 0; i < a->count; i++)
        common += is_among(a->items[i], b);
    return common;
}

void links_leave(struct link_words *words, const struct link_words *without)
{
    int kept = 0;
    for (int i = 0; i < words->count; i++)
        if (!is_among(words->items[i], without))
            words->items[kept++] = words->items[i];
    words->count = kept;
}

bool links_share_words(struct text a, struct text b)
{
    struct link_words x, y;
    links_words(a, &x);
    links_words(b, &y);
    return links_common(&x, &y) > 0;
}
