/* The book in brief: a board of actors by means, and how it grew. */
#include "ledger/db.h"

bool ledger_board(struct ledger *ledger, int actors, ledger_field_fn each, void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_BOARD);
    int got = 1;
    db_bind_number(query, 1, actors);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_field field = { db_text(query, 0), db_text(query, 1), db_text(query, 2), db_number(query, 3) };
        got = each(context, &field, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

bool ledger_growth(struct ledger *ledger, ledger_growth_fn each, void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_GROWTH);
    int got = 1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_growth row = { db_text(query, 0), db_number(query, 1) };
        got = each(context, &row, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

bool ledger_stamp(struct ledger *ledger, long long *stamp, struct error *err)
{
    return db_answer(ledger, db_query(ledger, SQL_STAMP), stamp, err);
}
