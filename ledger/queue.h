/* What waits for a person's eye, by weight: kept as reports and reviews come, so that the queue need not be reckoned when it is
 * asked
 * for. */
#ifndef TROTH_LEDGER_QUEUE_H
#define TROTH_LEDGER_QUEUE_H

#include "ledger/gather.h"
#include "ledger/reviews.h"

/* Adds the statements of an article that is new. `is_disputed` [statement]: it disputes another one, or is disputed. */
bool queue_add(struct ledger *ledger, const struct gathered *article, const bool *is_disputed, struct error *err);

/* Takes an article's statements out; and puts one back that waits, by what its reviews come to. */
bool queue_drop(struct ledger *ledger, long long article, struct error *err);
bool queue_keep(struct ledger *ledger, const struct ledger_statement *row, statement_number number, const struct reviewed *reviewed,
                struct text said, struct error *err);

#endif
