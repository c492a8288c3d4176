/* A dispute on a page for people, as `book` and `disputes` print it. */
#ifndef TROTH_COMMAND_DISPUTES_H
#define TROTH_COMMAND_DISPUTES_H

#include "command/query.h"

/* Appends an empty line, then both sides beside each other: who says what, and who says that it is untrue. */
void disputes_add(const struct query *query, const struct ledger_dispute *row, struct arena *arena, struct buffer *out);

#endif
