/* A struct text is a borrowed run of UTF-8 bytes: it owns nothing and need not end in NUL. */
#ifndef TROTH_BASE_TEXT_H
#define TROTH_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
    const char *at;
    size_t length; /* bytes */
};

/* Half-open byte range [from_byte, to_byte) of an article's text. */
struct span {
    size_t from_byte, to_byte;
};

#define TEXT(literal) ((struct text){ (literal), sizeof(literal) - 1 })

/* The bytes of a NUL-terminated string; NULL gives the empty text. */
static inline struct text text_of(const char *string)
{
    return (struct text){ string ? string : "", string ? strlen(string) : 0 };
}

/* The bytes [from_byte, to_byte) of `whole`; the range is clipped to it. */
static inline struct text text_slice(struct text whole, size_t from_byte, size_t to_byte)
{
    if (to_byte > whole.length)
        to_byte = whole.length;
    if (from_byte > to_byte)
        from_byte = to_byte;
    return (struct text){ whole.at + from_byte, to_byte - from_byte };
}

/* Most answers are no, by the length or the first byte; that is why these and others stand in the header. */
static inline bool text_equals(struct text a, struct text b)
{
    return a.length == b.length && (!a.length || (*a.at == *b.at && !memcmp(a.at, b.at, a.length)));
}

static inline bool text_is(struct text a, const char *string)
{
    if (!a.length || *a.at != *string)
        return !a.length && !*string;
    return text_equals(a, (struct text){ string, strlen(string) });
}

static inline bool letter_is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool letter_is_large(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Of two texts of one length: whether they are equal, ASCII case aside. */
bool text_same_letters(struct text a, struct text b);

/* ASCII case is ignored; other bytes must be equal. */
static inline bool text_equals_nocase(struct text a, struct text b)
{
    return a.length == b.length && (!a.length || (!((*a.at ^ *b.at) & ~32) && text_same_letters(a, b)));
}

/* Whether it is one of a list that NULL ends: to the letter; ASCII case aside. */
static inline bool text_is_any(struct text a, const char *const *strings)
{
    while (*strings && !text_is(a, *strings))
        strings++;
    return *strings;
}

static inline bool text_is_any_nocase(struct text a, const char *const *strings)
{
    while (*strings && (((a.length ? *a.at : '\0') ^ **strings) & ~32 || !text_equals_nocase(a, text_of(*strings))))
        strings++; /* most begin otherwise */
    return *strings;
}

static inline bool text_starts(struct text a, struct text prefix)
{
    return a.length >= prefix.length && text_equals(text_slice(a, 0, prefix.length), prefix);
}

static inline bool text_ends(struct text a, struct text suffix)
{
    return a.length >= suffix.length && text_equals(text_slice(a, a.length - suffix.length, a.length), suffix);
}

/* Byte order, then length: a total order. Less than, equal to or greater than zero. */
static inline int text_compare(struct text a, struct text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    if (shorter && *a.at != *b.at)
        return (unsigned char)*a.at < (unsigned char)*b.at ? -1 : 1;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    if (order)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct text text_trim(struct text a);

/* Cuts `*rest` at the first `mark` and returns what stood before it; `*rest` is what follows. At the end `*rest` is empty. */
struct text text_cut(struct text *rest, char mark);

/* The place of `needle` in `hay`, or hay.length when it is not there. */
size_t text_find(struct text hay, struct text needle);

/* A polynomial of the bytes modulo 2^64 (Karp, Rabin 1987): for tables, never for identity. */
unsigned long long text_hash(struct text a);

/* The hash of a text of which `hash` is the hash of the first part and `rest` the other. */
unsigned long long text_hash_more(unsigned long long hash, struct text rest);

/* The same of one byte more. */
static inline unsigned long long text_hash_byte(unsigned long long hash, char byte)
{
    return hash * 0x9E3779B97F4A7C15ull + (unsigned char)byte;
}

/* 16 bits from a word's length, its first two bytes, the one in the middle and its last, ASCII case aside: for small tables that
 * are asked first. */
static inline unsigned text_sketch(struct text word)
{
    size_t length = word.length;
    if (!length)
        return 0;
    unsigned first = (unsigned char)word.at[0] | 32u, second = (unsigned char)word.at[length > 1] | 32u;
    unsigned middle = (unsigned char)word.at[length / 2] | 32u, last = (unsigned char)word.at[length - 1] | 32u;
    return ((((first * 29 + second) * 31 + middle) * 37 + last) * 13 + (unsigned)length * 4099) & 0xffff;
}

/* The same where one ending follows many texts: text_hash_ending(h, text_ending_of(rest)) is text_hash_more(h, rest). */
struct text_ending {
    unsigned long long by, add;
};

struct text_ending text_ending_of(struct text rest);

static inline unsigned long long text_hash_ending(unsigned long long hash, struct text_ending ending)
{
    return hash * ending.by + ending.add;
}

#endif
