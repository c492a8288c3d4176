/* Which commitments a statement belongs to: one for each of its actors, things and recipients. Pure: no database. */
#ifndef TROTH_LEDGER_IDENTITY_H
#define TROTH_LEDGER_IDENTITY_H

#include "base/base.h"
#include "record/record.h"

enum { IDENTITIES_MOST = 512 }; /* of one statement: every member of a large alliance with several means */

/* The name of a commitment: one actor on one thing for one recipient. */
struct identity {
    char id[33];                          /* hex: a hash of the three, the same in every ledger */
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
    const struct party *topic;               /* identity_topic, or NULL */
};

/* The recipient that an article is about: the only one, by code, of its promises, gifts and refusals, where the title names it too.
 * NULL where there is none. It stands for a recipient that a statement leaves out. */
const struct party *identity_topic(const struct statement_list *statements, struct text title);

/* Appends the identities of statement `index` of an article. Empty when its act binds nobody, or when it does not say to what. A
 * thing or recipient that it leaves out is taken from the statement that it restates, revises or fulfils, or that restates it; a
 * recipient also from the article, where that names one for this actor and thing, and no other, and at last from its topic. Actors
 * of whom only "some" or "they" is known are told apart from those of other articles. */
void identity_of(const struct identity_article *article, size_t index, struct arena *arena, struct identity_list *out);

const struct identity *identity_find(const struct identity_list *list, const char *id);

/* Whether two parties are the same: by code, else by name. */
bool identity_same_party(const struct party *a, const struct party *b);

#endif
