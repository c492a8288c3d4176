/* What waits for a person's eye, by weight. */
#include "ledger/queue.h"

/* How much it matters. Hand-chosen: a dispute is worth half of all doubt, and a reading that contradicts a person's word all of
 * it. */
enum { OF_DISPUTE = 50, OF_DIGIT = 5, OF_CONFLICT = 100 };

static int weigh(const struct statement *statement, bool is_disputed, bool is_conflict)
{
    long long thousandths;
    struct text currency;
    int weight = (1000 - statement->confidence) / 10 + (is_disputed ? OF_DISPUTE : 0) + (is_conflict ? OF_CONFLICT : 0);
    if (ledger_amount(statement->amount_text, &thousandths, &currency))
        for (thousandths /= 1000; thousandths > 0; thousandths /= 10)
            weight += OF_DIGIT;
    return weight;
}

static bool keep(struct ledger *ledger, statement_number statement, int weight, struct text said, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ADD_WAITING);
    db_bind_number(query, 1, statement);
    db_bind_number(query, 2, weight);
    db_bind_always(query, 3, said);
    return db_run(ledger, query, err);
}

bool queue_add(struct ledger *ledger, const struct gathered *article, const bool *is_disputed, struct error *err)
{
    for (size_t i = 0; i < article->statements->count; i++)
        if (!keep(ledger, article->numbers[i], weigh(&article->statements->items[i], is_disputed[i], false), article->said, err))
            return false;
    return true;
}

/* 1: the statement disputes another one, or is disputed; 0: neither; -1 and `err`. */
static int has_dispute(struct ledger *ledger, statement_number statement, struct error *err)
{
    struct query *query = db_query(ledger, SQL_HAS_DISPUTE);
    db_bind_number(query, 1, statement);
    int got = db_next(ledger, query, err);
    db_done(query);
    return got;
}

bool queue_drop(struct ledger *ledger, long long article, struct error *err)
{
    struct query *query = db_query(ledger, SQL_DROP_WAITING);
    db_bind_number(query, 1, article);
    return db_run(ledger, query, err);
}

bool queue_keep(struct ledger *ledger, const struct ledger_statement *row, statement_number number, const struct reviewed *reviewed,
                struct text said, struct error *err)
{
    if (reviewed->verdict != LEDGER_UNREVIEWED && !reviewed->conflicts)
        return true;
    int is_disputed = has_dispute(ledger, number, err);
    return is_disputed >= 0 && keep(ledger, number, weigh(&row->statement, is_disputed, reviewed->conflicts), said, err);
}
