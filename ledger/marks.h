/* What marks do to commitments. */
#ifndef TROTH_LEDGER_MARKS_H
#define TROTH_LEDGER_MARKS_H

#include "ledger/derive.h"
#include "ledger/past.h"

/* What the statements on a commitment came to, and the marks that count by then (NULL: all of them) make its state: due where its
 * condition has come about and not ended since, fulfilled where it was delivered after what was last promised. */
bool marks_apply(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct version *version,
                 struct error *err);

/* 1: the ledger has marks; 0: it has none, and states need not ask for them; -1 and `err`. Holds for the transaction, and
 * for who reads until the ledger is closed. */
int marks_are_there(struct ledger *ledger, struct error *err);

#endif
