/* What several questions about statements share. */
#ifndef TROTH_LEDGER_STATEMENTS_H
#define TROTH_LEDGER_STATEMENTS_H

#include "ledger/select.h"

/* Leaves out of a query over articles a what had not been said or was not known by then. */
void statements_by(struct selection *query, const struct ledger_time *time, struct arena *arena);

/* Of each report only the statements of the reading that was the last one by then. */
void statements_last(struct selection *query, const struct ledger_time *time, struct arena *arena);

/* SQL: the statements that have an act, "?", or had it before reviewers corrected them, or have it since. */
#define STATEMENTS_OF_ACT                                                                                                        \
    "(SELECT e.statement FROM statements e WHERE e.act = ? UNION ALL SELECT n.statement FROM reviewed n WHERE n.act = ?)"

/* Adds a filter's parts to a query over statements s and their articles a. */
bool statements_filter(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err);

#endif
