/* A table that finds a text's number: open addressing over a list of different texts. */
#ifndef TROTH_LANGUAGE_TABLE_H
#define TROTH_LANGUAGE_TABLE_H

#include <stdint.h>

#include "base/base.h"

struct table {
    const struct text *keys; /* borrowed */
    int32_t *slots;          /* number + 1, 0 free */
    size_t size;             /* of slots, a power of two */
};

/* The numbers of `keys` are their places, 0 … count - 1; slots live in `arena`. */
void table_make(struct table *table, const struct text *keys, size_t count, struct arena *arena);

/* The number, or -1. */
int32_t table_find(const struct table *table, struct text key);

#endif
