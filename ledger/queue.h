/* What waits for a person's eye, by weight: kept as reports and reviews come, so that the queue need not be reckoned when it is asked for. */
#ifndef TROTH_LEDGER_QUEUE_H
#define TROTH_LEDGER_QUEUE_H

#include "ledger/gather.h"
#include "ledger/load.h"
#include "ledger/reviews.h"

/* Adds the statements of an article that is new. `is_disputed` [statement]: it disputes another one, or is disputed. */
bool queue_add(struct ledger *ledger, const struct gathered *article, const bool *is_disputed, struct error *err);

/* Reckons anew what of an article waits, by the reviews and readings that count. */
bool queue_renew(struct ledger *ledger, long long article, struct counting counting, struct arena *arena, struct error *err);

#endif
