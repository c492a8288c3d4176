/* Kinds of characters for the splitter: a table for ASCII, utf8proc's categories for the rest. */
#include "language/split_chars.h"

#include <utf8proc.h>

static unsigned ascii_kind(unsigned char c)
{
    if (c <= ' ' || c == 0x7f)
        return SPLIT_BLANK;
    if (c >= 'a' && c <= 'z')
        return SPLIT_LETTER | SPLIT_LOWER;
    if (c >= 'A' && c <= 'Z')
        return SPLIT_LETTER | SPLIT_UPPER;
    return c >= '0' && c <= '9' ? SPLIT_DIGIT : 0;
}

static bool is_joiner(uint32_t point)
{
    return point == 0x200d || (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0x1f3fb && point <= 0x1f3ff) ||
           (point >= 0xe0020 && point <= 0xe007f);
}

static unsigned point_kind(uint32_t point)
{
    if (is_joiner(point))
        return SPLIT_JOINER;
    if (point == 0x200b || point == 0xfeff || point == 0x2060)
        return SPLIT_BLANK;
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return SPLIT_LETTER | SPLIT_UPPER;
    case UTF8PROC_CATEGORY_LL: return SPLIT_LETTER | SPLIT_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return SPLIT_LETTER;
    case UTF8PROC_CATEGORY_ND: return SPLIT_DIGIT;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return SPLIT_BLANK;
    case UTF8PROC_CATEGORY_CF: return SPLIT_JOINER;
    default: return 0;
    }
}

unsigned split_char_at(struct text text, size_t at, size_t *length)
{
    if (at < text.length && (unsigned char)text.at[at] < 0x80) {
        *length = 1;
        return ascii_kind((unsigned char)text.at[at]);
    }
    uint32_t point = utf8_at(text, at, length);
    return *length ? point_kind(point) : 0;
}

unsigned split_char_before(struct text text, size_t at)
{
    if (!at)
        return 0;
    size_t from = at - 1, length;
    while (from && at - from < 4 && ((unsigned char)text.at[from] & 0xc0) == 0x80)
        from--;
    return split_char_at(text, from, &length);
}

size_t split_apostrophe(struct text text, size_t at)
{
    if (at >= text.length)
        return 0;
    unsigned char c = (unsigned char)text.at[at];
    if (c < 0x80)
        return c == '\'' || c == '`';
    size_t length;
    uint32_t point = utf8_at(text, at, &length);
    return point == 0x2019 || point == 0x2018 || point == 0x02bc || point == 0x00b4 || point == 0x2032 ? length : 0;
}

bool split_is(struct text word, const char *lower)
{
    size_t at = 0;
    while (at < word.length && *lower) {
        size_t mark = *lower == '\'' ? split_apostrophe(word, at) : 0;
        char c = word.at[at];
        if (!mark && (c >= 'A' && c <= 'Z' ? c + 32 : c) != *lower)
            return false;
        at += mark ? mark : 1;
        lower++;
    }
    return at == word.length && !*lower;
}

bool split_is_one_of(struct text word, const char *const *list)
{
    for (; *list; list++)
        if (split_is(word, *list))
            return true;
    return false;
}
