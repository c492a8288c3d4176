/* Which commitments a statement belongs to: one for each of its actors, things and recipients. Pure: no database. */
#ifndef TROTH_LEDGER_IDENTITY_H
#define TROTH_LEDGER_IDENTITY_H

#include "base/base.h"
#include "record/record.h"

enum { IDENTITIES_MOST = 512 }; /* of one statement: every member of a large alliance with several means */

/* The names that a commitment can have; empty where there is none. */
struct identity_names {
    char plain[33], added[33]; /* added: as an addition to what was promised before, or with an amount that may be one */
};

/* One actor on one thing for one recipient: hex, hashes of the three, the same in every ledger. Which of the names it is depends
 * on what earlier reports have said: gather.c settles that. */
struct identity {
    char id[33];                          /* the name that was settled on; until then the most particular one */
    struct identity_names whole, own;     /* of the class of means; of the kind of thing within it, where one is named */
    uint64_t kinds;                       /* all kinds of this class that the statement names: things_kinds */
    int kind;                             /* the one that `own` is of; -1: none */
    struct text addition;                 /* things_addition */
    const struct party *actor;
    const struct party *recipient;        /* NULL: nobody is named */
    int means;                            /* enum means; -1: the object's words stand for it */
};

struct identity_list {
    struct identity *items;
    size_t count, room;
};

/* An article whose statements are to be told apart. */
struct identity_article {
    const struct statement_list *statements; /* whose n count 1, 2, 3 … */
    struct text hash;                        /* of its content */
    const struct party *topic;               /* lend_topic */
    const uint64_t *kinds;                   /* [statement] of things, of those that bind: things_kinds */
};
struct identity_article identity_article(const struct statement_list *statements, struct text title, struct text hash,
                                         struct arena *arena);

/* Appends the identities of statement `index` of an article, by the rules of doc/ledger.md ("Commitments"). Empty when its act
 * binds nobody, or when it does not say to what. Lists of actors that it makes live in `arena`, the rest is borrowed from the
 * statements. */
void identity_of(const struct identity_article *article, size_t index, struct arena *arena, struct identity_list *out);

const struct identity *identity_find(const struct identity_list *list, const char *id);

/* Whether two parties are the same: by code, else by name. */
bool identity_same_party(const struct party *a, const struct party *b);

#endif
