/* What an article brings to each of its commitments. */
#include "ledger/pending.h"

#include <stdlib.h>
#include <string.h>

/* The slot in which the commitment stands or would stand; `slot_room` is a power of two, and half of it is free. */
static size_t slot_of(const struct pending_list *list, const char *commitment)
{
    size_t mask = list->slot_room - 1, slot = (size_t)text_hash(text_of(commitment)) & mask;
    while (list->slots[slot] && strcmp(list->items[list->slots[slot] - 1]->identity->id, commitment) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

struct pending *pending_find(const struct pending_list *list, const char *commitment)
{
    int place = list->slot_room ? list->slots[slot_of(list, commitment)] : 0;
    return place ? list->items[place - 1] : NULL;
}

static void widen(struct pending_list *list, struct arena *arena)
{
    enum { FIRST = 64 };
    if (list->count * 2 < list->slot_room)
        return;
    list->slot_room = list->slot_room ? list->slot_room * 2 : FIRST;
    list->slots = arena_take(arena, list->slot_room * sizeof *list->slots);
    for (size_t i = 0; i < list->count; i++)
        list->slots[slot_of(list, list->items[i]->identity->id)] = (int)i + 1;
}

struct pending *pending_of(struct pending_list *list, const struct identity *identity, struct arena *arena)
{
    struct pending *pending = pending_find(list, identity->id);
    if (pending)
        return pending;
    widen(list, arena);
    size_t slot = slot_of(list, identity->id);
    pending = arena_take(arena, sizeof *pending);
    pending->identity = identity;
    ARENA_PUSH(arena, list, pending);
    list->slots[slot] = (int)list->count;
    return pending;
}

void pending_add(struct pending *pending, struct part part, struct arena *arena)
{
    part.order = pending->parts.count;
    ARENA_PUSH(arena, &pending->parts, part);
}

static int by_commitment(const void *a, const void *b)
{
    const struct pending *const *x = a, *const *y = b;
    return strcmp((*x)->identity->id, (*y)->identity->id);
}

static int by_statement(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    return x->index != y->index ? (x->index < y->index ? -1 : 1) : x->order < y->order ? -1 : x->order > y->order;
}

static statement_number first(statement_number a, statement_number b)
{
    return a ? a : b;
}

static void join_parts(struct pending *pending)
{
    size_t kept = 0;
    struct part *items = pending->parts.items;
    for (size_t i = 1; i < pending->parts.count; i++) {
        if (items[i].index != items[kept].index) {
            items[++kept] = items[i];
            continue;
        }
        items[kept].is_own |= items[i].is_own;
        items[kept].restates = first(items[kept].restates, items[i].restates);
        items[kept].revises = first(items[kept].revises, items[i].revises);
        items[kept].disputes = first(items[kept].disputes, items[i].disputes);
    }
    pending->parts.count = kept + 1;
}

void pending_settle(struct pending_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_commitment);
    for (size_t i = 0; i < list->count; i++) {
        struct pending *pending = list->items[i];
        qsort(pending->parts.items, pending->parts.count, sizeof *pending->parts.items, by_statement);
        join_parts(pending);
    }
    list->slot_room = 0;
}
