/* What a review does to the derived tables: its reports are gathered again, and what was is kept under the time in which it held. */
#ifndef TROTH_LEDGER_RENEW_H
#define TROTH_LEDGER_RENEW_H

#include "ledger/gather.h"

/* An article as it stands with the reviews up to this number: what was rejected is left out, what was corrected says so.
 * `first` is 0. */
bool renew_load(struct ledger *ledger, long long article, long long upto, struct arena *arena, struct gathered *gathered,
                struct error *err);

/* Does to the book what a review does that stands in its table; `learned` and `number` are its own. Nothing where it changes
 * nothing. */
bool renew(struct ledger *ledger, long long number, struct text learned, struct arena *arena, struct error *err);

#endif
