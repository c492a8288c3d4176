/* Borrowed runs of bytes: comparing, cutting, searching. */
#include "base/text.h"

#include <string.h>

static unsigned char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : (unsigned char)c;
}

bool text_same_letters(struct text a, struct text b)
{
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct text text_trim(struct text a)
{
    while (a.length && is_blank(a.at[0]))
        a.at++, a.length--;
    while (a.length && is_blank(a.at[a.length - 1]))
        a.length--;
    return a;
}

struct text text_cut(struct text *rest, char mark)
{
    const char *found = rest->length ? memchr(rest->at, mark, rest->length) : NULL;
    struct text before = *rest;
    if (!found) {
        *rest = text_slice(*rest, rest->length, rest->length);
        return before;
    }
    before.length = (size_t)(found - rest->at);
    *rest = text_slice(*rest, before.length + 1, rest->length);
    return before;
}

size_t text_find(struct text hay, struct text needle)
{
    if (!needle.length)
        return 0;
    for (size_t i = 0; i + needle.length <= hay.length; i++) {
        const char *found = memchr(hay.at + i, needle.at[0], hay.length - needle.length - i + 1);
        if (!found)
            return hay.length;
        i = (size_t)(found - hay.at);
        char second = needle.at[needle.length > 1]; /* most differ there */
        if (found[needle.length > 1] == second && !memcmp(found, needle.at, needle.length))
            return i;
    }
    return hay.length;
}

/* Of a polynomial in BASE, four bytes are added at once, since a product waits for the one before it. */
static const unsigned long long BASE = 0x9E3779B97F4A7C15ull;

unsigned long long text_hash(struct text a)
{
    return text_hash_more(14695981039346656037ull, a);
}

unsigned long long text_hash_more(unsigned long long h, struct text a)
{
    const unsigned char *at = (const unsigned char *)a.at, *end = at + a.length;
    for (; end - at >= 4; at += 4)
        h = h * (BASE * BASE * BASE * BASE) + (at[0] * (BASE * BASE * BASE) + at[1] * (BASE * BASE) + at[2] * BASE + at[3]);
    for (; at < end; at++)
        h = h * BASE + *at;
    return h;
}

struct text_ending text_ending_of(struct text a)
{
    struct text_ending ending = { .by = 1, .add = text_hash_more(0, a) };
    for (size_t i = 0; i < a.length; i++)
        ending.by *= BASE;
    return ending;
}
