/* Brings a new article's statements to their commitments, and takes those from there on to their states. */
#ifndef TROTH_LEDGER_GATHER_H
#define TROTH_LEDGER_GATHER_H

#include "ledger/db.h"
#include "ledger/pending.h"

/* What counts of all that was appended: reviews and later readings up to these numbers. */
struct counting {
    long long review, reading;
};

/* An article whose rows stand in the appended tables. */
struct gathered {
    long long article;
    struct text title, hash;
    struct text said;                      /* day of publication; empty where it is not known */
    const struct statement_list *statements;
    const statement_number *numbers;       /* [statements->count] rising */
    struct text text;                      /* its words */
    struct text learned;                   /* when the book learned it */
    long long upto;                        /* the last review that counts: its number, or 0 for none */
    statement_number first;                /* of a report that is gathered again (renew.h): its first statement, also where that
                                              counts no more; 0: it is new */
};

/* Writes the commitments, versions, changes and disputes that follow from an article. */
bool gather_article(struct ledger *ledger, const struct gathered *article, struct arena *arena, struct error *err);

/* The day of a date: "2026-03-01" of "2026-03-01T12:00Z". Empty for what begins with no year. */
struct text gather_day(struct text published);

/* Adds the versions that an article brings to a commitment, and derives those of later days anew. `came_to`: what stands then,
 * marks left aside. */
bool versions_add(struct ledger *ledger, const struct pending *pending, const struct gathered *article, struct arena *arena,
                  struct version *came_to, struct error *err);

/* Derives a commitment anew from where an article has lost its versions. `came_to`: what stands then, all zeros where nothing
 * does. */
bool versions_renew(struct ledger *ledger, const char *commitment, const struct gathered *article, struct arena *arena,
                    struct version *came_to, struct error *err);

/* Binds state, disputed, revised, the six details and what it stands on, from `place` on. */
void versions_bind(struct query *query, int place, const struct version *version);

/* Gives a commitment the state to which its last version and its marks have come. One that reviews have emptied is of state none;
 * it keeps its names, and a statement, for questions about the past. */
bool versions_refresh(struct ledger *ledger, const char *commitment, struct arena *arena, struct error *err);

#endif
