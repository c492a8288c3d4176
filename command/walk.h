/* What waits for review, a statement after the other. */
#ifndef TROTH_COMMAND_WALK_H
#define TROTH_COMMAND_WALK_H

#include "command/query.h"

/* Appends a statement that waits for review: id, day, act, its words and each field, and what a later reading contradicts. */
void walk_add(const struct query *query, const struct ledger_statement *row, struct arena *arena, struct buffer *out);

/* Goes through the queue: prints a statement, reads what the person makes of it from standard input, a line each, and records it at
 * once. Ends with the queue, the input, or at "q". */
bool walk(const struct query *query, const struct options *options, struct error *err);

#endif
