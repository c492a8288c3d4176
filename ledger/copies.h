/* Which reports are copies of one another: agency text that many print, edited or cut. */
#ifndef TROTH_LEDGER_COPIES_H
#define TROTH_LEDGER_COPIES_H

#include "ledger/db.h"

/* Recognises a new article, in a time that does not grow with the ledger, and keeps by what it will be recognised. `*source`: the
 * first article of the ledger of which it is a copy, or itself. */
bool copies_add(struct ledger *ledger, long long article, struct text text, struct arena *arena, long long *source,
                struct error *err);

/* 1: another article of this source is among a commitment's own; 0: none is; -1 and `err`. */
int copies_carry(struct ledger *ledger, const char *commitment, long long article, long long source, struct error *err);

#endif
