/* What a review or a later reading does to the derived tables: its reports are gathered again, and what was is kept under the
 * time in
 * which it held. */
#ifndef TROTH_LEDGER_RENEW_H
#define TROTH_LEDGER_RENEW_H

#include "ledger/gather.h"

extern const struct counting renew_all; /* leaves nothing out */

/* An article as it stands by what counts: what was rejected is left out, what was corrected says so. `first` is 0. */
bool renew_load(struct ledger *ledger, long long article, struct counting counting, struct arena *arena, struct gathered *gathered,
                struct error *err);

/* Does to the book what review `counting.review` does, which stands in its table; `learned` is its own. Nothing where it changes
 * nothing. */
bool renew(struct ledger *ledger, struct counting counting, struct text learned, struct arena *arena, struct error *err);

/* The same for a later reading; `counting.reading` is left aside. */
bool renew_reading(struct ledger *ledger, long long reading, struct text learned, struct counting counting, struct arena *arena,
                   struct error *err);

/* When the book learns of a review or reading. Time never goes back in a ledger, whatever the clock does: what was is kept by
 * when it
 * held. */
bool renew_time(struct ledger *ledger, long long learned_ms, struct arena *arena, struct text *learned, struct error *err);

#endif
