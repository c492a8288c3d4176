/* Settles to which commitment a statement belongs, of those that identity.h has names for. */
#ifndef TROTH_LEDGER_SETTLE_H
#define TROTH_LEDGER_SETTLE_H

#include "ledger/db.h"
#include "ledger/pending.h"

/* Sets identity->id by what the ledger holds of the day `said` and before and by what its own article has brought so far, and keeps
 * what the statement names for those that follow. False and `err` when the ledger cannot be read or written. */
bool settle_identity(struct ledger *ledger, const struct pending_list *pending, struct identity *identity, struct text said,
                     struct error *err);

/* A statement that is placed again goes where it was placed first, as far as what it says allows that still. 1: so it does; 0: it
 * was not there, settle_identity has to tell; -1 and `err`. */
int settle_again(struct ledger *ledger, statement_number statement, struct identity *identity, struct error *err);

#endif
