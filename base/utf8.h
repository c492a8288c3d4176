/* UTF-8 (RFC 3629): stepping, checking, counting. Case and normal forms come from utf8proc. */
#ifndef TROTH_BASE_UTF8_H
#define TROTH_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* How many bytes the well-formed character at `at` has (1 to 4); 0 when there is none. */
size_t utf8_length(struct text text, size_t at);

/* The code point at `at`, and in `*length` its bytes; a malformed byte gives U+FFFD and 1. At the end: 0 and 0. */
uint32_t utf8_at(struct text text, size_t at, size_t *length);

/* The place of the first malformed byte, or text.length. */
size_t utf8_check(struct text text);

/* How many code points `text` has. */
size_t utf8_count(struct text text);

/* `text` with every malformed byte replaced by U+FFFD; `text` itself when it is well formed. */
struct text utf8_repair(struct text text, struct arena *arena);

/* Lower case, full Unicode. The copy lives in `arena`. */
struct text utf8_lower(struct text text, struct arena *arena);

/* Folded for lookups: lower case, no diacritics (NFKD without marks), curly quotes as straight ones. "Élysée" gives "elysee". */
struct text utf8_fold(struct text text, struct arena *arena);

/* Byte offsets to code points; costs as many bytes as lie between an offset and the one asked for before. Start from all zeros.
 * Offsets are those of whole characters. */
struct utf8_counter {
    size_t byte, point;
};
size_t utf8_point_of(struct utf8_counter *counter, struct text text, size_t byte);

/* The other way: the byte at which a code point begins, text.length for those behind the end. */
size_t utf8_byte_of(struct utf8_counter *counter, struct text text, size_t point);

#endif
