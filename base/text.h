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
struct text text_of(const char *string);

/* The bytes [from_byte, to_byte) of `whole`; the range is clipped to it. */
struct text text_slice(struct text whole, size_t from_byte, size_t to_byte);

/* In the header, as these two are asked more often than all else: most answers are no, by the length or the first byte. */
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

/* ASCII case is ignored; other bytes must be equal. */
bool text_equals_nocase(struct text a, struct text b);

bool text_starts(struct text a, struct text prefix);
bool text_ends(struct text a, struct text suffix);

/* Byte order, then length: a total order. Less than, equal to or greater than zero. */
int text_compare(struct text a, struct text b);

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct text text_trim(struct text a);

/* Cuts `*rest` at the first `mark` and returns what stood before it; `*rest` is what follows. At the end `*rest` is empty. */
struct text text_cut(struct text *rest, char mark);

/* The place of `needle` in `hay`, or hay.length when it is not there. */
size_t text_find(struct text hay, struct text needle);

/* FNV-1a, 64 bits: for tables, never for identity. */
unsigned long long text_hash(struct text a);

#endif
