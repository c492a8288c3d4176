/* What reviews have made of statements, kept beside them for lists and views. */
#ifndef TROTH_LEDGER_STANDING_H
#define TROTH_LEDGER_STANDING_H

#include "ledger/reviews.h"

/* Takes away what is kept of an article's statements. */
bool standing_drop(struct ledger *ledger, long long article, struct error *err);

/* Keeps what a statement has come to; nothing where nobody has reviewed it. */
bool standing_keep(struct ledger *ledger, const struct ledger_statement *row, statement_number number,
                   const struct reviewed *reviewed,
                   struct arena *arena, struct error *err);

/* "act: aid; amount: 50 tanks": what the reader had of the fields that reviewers made something else; empty where
 * there are none. */
struct text standing_machine(const struct statement *machine, const struct statement *now, struct arena *arena);

#endif
