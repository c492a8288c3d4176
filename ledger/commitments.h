/* Rows of commitments: what the files that find them share. */
#ifndef TROTH_LEDGER_COMMITMENTS_H
#define TROTH_LEDGER_COMMITMENTS_H

#include "ledger/db.h"

/* SQL: everything of commitments c and their statements s but the words; it ends in a WHERE clause. */
extern const char commitments_in_brief[];

/* The row of such a query. */
struct ledger_commitment commitments_read(struct query *query, bool is_brief);

#endif
