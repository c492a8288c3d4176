/* Where somebody overrules which statements make one commitment. */
#include "ledger/rulings.h"

#include <string.h>

int rulings_are_there(struct ledger *ledger, long long upto, struct error *err)
{
    struct query *query = db_query(ledger, SQL_HAS_RULINGS);
    db_bind_number(query, 1, upto);
    int got = db_next(ledger, query, err);
    db_done(query);
    return got;
}

/* Takes the target of a ruling. 1: there is one; 0: there is none; -1 and `err`. */
static int take_target(struct ledger *ledger, struct query *query, char commitment[33], struct error *err)
{
    int got = db_next(ledger, query, err);
    if (got > 0) {
        struct text target = text_slice(db_text(query, 0), 0, 32);
        memcpy(commitment, target.at, target.length);
        commitment[target.length] = 0;
    }
    db_done(query);
    return got;
}

/* Merges never lead back: what is merged is what the two have come to by then (reviews.c). A later split or retraction takes none
 * of that away. */
bool rulings_merged(struct ledger *ledger, long long upto, char commitment[33], struct error *err)
{
    int got = 1;
    while (got > 0) {
        struct query *query = db_query(ledger, SQL_MERGED_INTO);
        db_bind_always(query, 1, text_of(commitment));
        db_bind_number(query, 2, upto);
        got = take_target(ledger, query, commitment, err);
    }
    return got == 0;
}

bool rulings_apply(struct ledger *ledger, statement_number statement, long long upto, char commitment[33], struct error *err)
{
    if (!rulings_merged(ledger, upto, commitment, err))
        return false;
    struct query *query = db_query(ledger, SQL_SPLIT_TO);
    db_bind_always(query, 1, text_of(commitment));
    db_bind_number(query, 2, upto);
    db_bind_number(query, 3, statement);
    int got = take_target(ledger, query, commitment, err);
    return got <= 0 ? got == 0 : rulings_merged(ledger, upto, commitment, err);
}
