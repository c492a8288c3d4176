/* A hash chain over everything appended: whoever changes or takes away a row breaks it (Haber and Stornetta 1991). */
#ifndef TROTH_LEDGER_CHAIN_H
#define TROTH_LEDGER_CHAIN_H

#include "ledger/db.h"

/* Seals an article whose rows stand in the appended tables, or, where `printing` is not 0, only that printing of it. */
bool chain_add(struct ledger *ledger, long long article, long long printing, struct error *err);

/* Seals everything of a ledger that has no chain yet: articles first, then printings. */
bool chain_all(struct ledger *ledger, struct error *err);

#endif
