/* What a text is recognised by when it is printed again, edited or cut. */
#include <ctype.h>
#include <stdlib.h>

#include "ledger/sketch.h"

enum { COPY_OF_SHORTER = 2, COPY_OF_LONGER = 5 }; /* a half, a fifth */

static const uint64_t multiplier = 0x9e3779b97f4a7c15u;

/* Finishes a hash, so that every bit of it depends on all that went in (murmur3). */
static uint64_t mix(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdu;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53u;
    return hash ^ hash >> 33;
}

/* Typographic quotes and dashes (U+2000 to U+206F) part words like ASCII's; other characters beyond ASCII are letters. */
static size_t mark_length(struct text text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    if (c < 0x80)
        return !isalnum(c);
    bool is_mark = c == 0xe2 && at + 2 < text.length && ((unsigned char)text.at[at + 1] & 0xfe) == 0x80;
    return is_mark ? 3 : 0;
}

/* The hash of the next word; 0 at the end. */
static uint64_t next_word(struct text text, size_t *at)
{
    uint64_t hash = 1469598103934665603u;
    size_t length;
    while (*at < text.length && (length = mark_length(text, *at)))
        *at += length;
    if (*at >= text.length)
        return 0;
    for (; *at < text.length && !mark_length(text, *at); ++*at) {
        unsigned char c = (unsigned char)text.at[*at];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
    }
    return hash | 1;
}

/* Keeps the smallest keys, rising, each once. */
static void keep_key(struct sketch *sketch, long long key)
{
    int at = sketch->key_count;
    if (at == SKETCH_KEYS && key >= sketch->keys[at - 1])
        return;
    while (at > 0 && sketch->keys[at - 1] > key)
        at--;
    if (at > 0 && sketch->keys[at - 1] == key)
        return;
    sketch->key_count += sketch->key_count < SKETCH_KEYS;
    for (int i = sketch->key_count - 1; i > at; i--)
        sketch->keys[i] = sketch->keys[i - 1];
    sketch->keys[at] = key;
}

void sketch_make(struct text text, struct arena *arena, struct sketch *out)
{
    uint64_t words[SKETCH_WORDS] = { 0 }, word;
    *out = (struct sketch){ .shingles = arena_take(arena, (text.length / 2 + 1) * sizeof *out->shingles) };
    size_t count = 0;
    for (size_t at = 0; (word = next_word(text, &at)); count++) {
        uint64_t hash = 0;
        words[count % SKETCH_WORDS] = word;
        for (size_t i = 1; i <= SKETCH_WORDS; i++)
            hash = (hash + words[(count + i) % SKETCH_WORDS]) * multiplier;
        if (count + 1 < SKETCH_WORDS)
            continue;
        out->shingles[out->count] = mix(hash);
        keep_key(out, (long long)(out->shingles[out->count++] >> 1));
    }
    if (out->count < SKETCH_LEAST)
        out->key_count = 0;
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void sketch_sort(struct sketch *sketch)
{
    size_t kept = 0;
    if (sketch->count)
        qsort(sketch->shingles, sketch->count, sizeof *sketch->shingles, compare);
    for (size_t i = 0; i < sketch->count; i++)
        if (!i || sketch->shingles[i] != sketch->shingles[i - 1])
            sketch->shingles[kept++] = sketch->shingles[i];
    sketch->count = kept;
}

size_t sketch_shared(const struct sketch *a, const struct sketch *b)
{
    size_t shared = 0, i = 0, k = 0;
    while (i < a->count && k < b->count) {
        uint64_t x = a->shingles[i], y = b->shingles[k];
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    return shared;
}

bool sketch_is_copy(const struct sketch *a, const struct sketch *b)
{
    size_t shared = sketch_shared(a, b), shorter = a->count < b->count ? a->count : b->count,
           longer = a->count < b->count ? b->count : a->count;
    return shared >= SKETCH_LEAST && shared * COPY_OF_SHORTER >= shorter && shared * COPY_OF_LONGER >= longer;
}
