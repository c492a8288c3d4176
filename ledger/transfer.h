/* What the drivers share with transfer.c. */
#ifndef TROTH_LEDGER_TRANSFER_H
#define TROTH_LEDGER_TRANSFER_H

#include "ledger/db.h"

/* Appends the columns of a row that is there: their names in quotes, or ?1, ?2, ?3 ..., with commas between. */
void transfer_columns(struct query *row, bool is_named, struct buffer *out);

#endif
