/* The values of rows that are being added, kept for the hash chain as they are bound, so that no row need be read again. */
#ifndef TROTH_LEDGER_SEAL_H
#define TROTH_LEDGER_SEAL_H

#include "ledger/db.h"

/* Rows of one table, all zeros at first: each with the values of all its columns in their order, `at` NULL for none. */
struct seal {
    struct arena *arena; /* borrowed; numbers are printed there, texts are borrowed too */
    struct text *items;
    size_t count, room;
    size_t row;          /* where the row that is being bound begins */
    struct query *query; /* which adds it; its places count as the table's columns */
};

/* Begins a row. */
void seal_row(struct seal *seal, struct query *query, int columns);

/* Bind a value and keep it: as db_bind, db_bind_always, db_bind_number. */
void seal_bind(struct seal *seal, int place, struct text text);
void seal_bind_always(struct seal *seal, int place, struct text text);
void seal_bind_number(struct seal *seal, int place, long long number);

/* Keeps a value that is not bound. */
void seal_keep(struct seal *seal, int place, struct text text);

#endif
