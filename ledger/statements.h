/* What several questions about statements share. */
#ifndef TROTH_LEDGER_STATEMENTS_H
#define TROTH_LEDGER_STATEMENTS_H

#include "ledger/select.h"

/* Adds a filter's parts to a query over statements s and their articles a. */
bool statements_filter(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err);

#endif
