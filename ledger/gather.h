/* Brings a new article's statements to their commitments, and takes those from there on to their states. */
#ifndef TROTH_LEDGER_GATHER_H
#define TROTH_LEDGER_GATHER_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* An article whose rows stand in the appended tables. */
struct gathered {
    long long article;
    struct text title, hash;
    struct text said;                      /* day of publication; empty where it is not known */
    const struct statement_list *statements;
    const statement_number *numbers;       /* [statements->count] rising */
    struct text text;                      /* its words */
};

/* Writes the commitments' names, the bare versions and the disputes that follow from an article, and derives what it touched. */
bool gather_article(struct ledger *ledger, const struct gathered *article, struct arena *arena, struct error *err);

/* The day of a date: "2026-03-01" of "2026-03-01T12:00Z". Empty for what begins with no year. */
struct text gather_day(struct text published);

/* Derives the versions of a commitment anew from an article's first statement on, and its present state. */
bool versions_derive(struct ledger *ledger, const char *commitment, const struct gathered *article, struct arena *arena,
                     struct error *err);

/* Gives a commitment the state to which its last version and its marks have come. */
bool versions_refresh(struct ledger *ledger, const char *commitment, struct arena *arena, struct error *err);

#endif
