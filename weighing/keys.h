/* Texts numbered in the order in which they come, and found again quickly. */
#ifndef TROTH_WEIGHING_KEYS_H
#define TROTH_WEIGHING_KEYS_H

#include "base/base.h"

/* Ready when it is all zeros. Texts are borrowed. */
struct keys {
    struct text *items;
    size_t count, room;
    int *slots; /* [slot_room] a number + 1, or 0 */
    size_t slot_room;
};

int keys_find(const struct keys *keys, struct text key);                     /* or -1 */
int keys_add(struct keys *keys, struct text key, struct arena *arena);       /* its number, new or old */

#endif
