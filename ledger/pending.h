/* What an article brings to each of its commitments, before any of it is written. */
#ifndef TROTH_LEDGER_PENDING_H
#define TROTH_LEDGER_PENDING_H

#include "ledger/derive.h"
#include "ledger/identity.h"

/* A statement's part in a commitment. */
struct part {
    size_t index;                                 /* of the statement in its article */
    bool is_own;                                  /* the actor's own act; else one that revises or disputes another */
    statement_number restates, revises, disputes; /* 0: none */
    size_t order;                                 /* 0, 1, 2 … as they were added */
};

struct pending {
    const struct identity *identity; /* as the first of the article's statements gives it */
    struct { struct part *items; size_t count, room; } parts;
    long long own;                   /* how many of them are own acts */
};

struct pending_list {
    struct pending **items; /* as they were named first */
    int *slots;             /* by the hash of their ids: place in `items` + 1, 0 for none */
    size_t count, room, slot_room;
};

/* The one of a commitment; NULL: the article brings nothing to it. */
struct pending *pending_find(const struct pending_list *list, const char *commitment);

/* The same, added where it is new. The identity is borrowed. */
struct pending *pending_of(struct pending_list *list, const struct identity *identity, struct arena *arena);

void pending_add(struct pending *pending, struct part part, struct arena *arena);

/* Orders by commitment, and within each by statement, each statement once: what several parts of it say comes together. No more
 * can be found or added then. */
void pending_settle(struct pending_list *list);

#endif
