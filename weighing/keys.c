/* Texts numbered in the order in which they come. */
#include "weighing/keys.h"

/* The slot in which the key stands or would stand; `slot_room` is a power of two and never full. */
static size_t slot_of(const struct keys *keys, struct text key)
{
    size_t mask = keys->slot_room - 1, slot = (size_t)text_hash(key) & mask;
    while (keys->slots[slot] && !text_equals(keys->items[keys->slots[slot] - 1], key))
        slot = (slot + 1) & mask;
    return slot;
}

static void widen(struct keys *keys, struct arena *arena)
{
    if (keys->count * 2 < keys->slot_room)
        return;
    keys->slot_room = keys->slot_room ? keys->slot_room * 2 : 64;
    keys->slots = arena_take(arena, keys->slot_room * sizeof *keys->slots);
    for (size_t i = 0; i < keys->count; i++)
        keys->slots[slot_of(keys, keys->items[i])] = (int)i + 1;
}

int keys_find(const struct keys *keys, struct text key)
{
    return keys->slot_room ? keys->slots[slot_of(keys, key)] - 1 : -1;
}

int keys_add(struct keys *keys, struct text key, struct arena *arena)
{
    int found = keys_find(keys, key);
    if (found >= 0)
        return found;
    widen(keys, arena);
    size_t slot = slot_of(keys, key);
    ARENA_PUSH(arena, keys, key);
    keys->slots[slot] = (int)keys->count;
    return (int)keys->count - 1;
}
