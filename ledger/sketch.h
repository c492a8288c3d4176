/* What a text is recognised by when it is printed again, edited or cut. Pure: no database.
 *
 * A text is the set of its shingles, runs of five words each, as hashes. Its keys are the smallest of them: a bottom-k sketch
 * (Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007), which is MinHash (Broder, "On the resemblance and
 * containment of documents", 1997) with one hash function in place of many. Two texts that share half of their shingles share
 * several keys; two of the same day and affair by different hands share none, or one. */
#ifndef TROTH_LEDGER_SKETCH_H
#define TROTH_LEDGER_SKETCH_H

#include <stdint.h>

#include "base/base.h"

enum {
    SKETCH_WORDS = 5,     /* of a shingle */
    SKETCH_KEYS = 12,     /* of a text */
    SKETCH_LEAST = 12,    /* shingles; of a shorter text nothing can be told */
};

struct sketch {
    uint64_t *shingles; /* [count] in the order of the text until sketch_sort */
    size_t count;
    long long keys[SKETCH_KEYS]; /* positive, rising */
    int key_count;               /* 0 for a text that is too short */
};

/* Takes words as runs of letters and digits, ASCII case ignored. `shingles` lives in `arena`. */
void sketch_make(struct text text, struct arena *arena, struct sketch *out);

/* Sorts the shingles and takes out doubles. */
void sketch_sort(struct sketch *sketch);

/* How many shingles two sorted sketches share. */
size_t sketch_shared(const struct sketch *a, const struct sketch *b);

/* Whether one of two sorted sketches is of an edited copy of the other: half of the shorter is in the longer, and at least a
 * fifth of the longer is shared, since a digest of many reports is no copy of each. */
bool sketch_is_copy(const struct sketch *a, const struct sketch *b);

#endif
