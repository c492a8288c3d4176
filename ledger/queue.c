/* What waits for a person's eye, by weight. */
#include "ledger/queue.h"

/* How much it matters. Hand-chosen: a dispute is worth half of all doubt, and a reading that contradicts a person's word all of it. */
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

static bool renew_one(struct ledger *ledger, const struct ledger_statement *row, statement_number number, struct text said, long long upto,
                      struct arena *arena, struct error *err)
{
    struct reviewed reviewed;
    if (!reviews_take(ledger, row, number, reviews_all, upto, arena, &reviewed, err))
        return false;
    if (reviewed.verdict != LEDGER_UNREVIEWED && !reviewed.conflicts)
        return true;
    int is_disputed = has_dispute(ledger, number, err);
    return is_disputed >= 0 && keep(ledger, number, weigh(&row->statement, is_disputed, reviewed.conflicts), said, err);
}

bool queue_renew(struct ledger *ledger, long long article, struct counting counting, struct arena *arena, struct error *err)
{
    struct loaded loaded;
    struct ledger_statement report;
    struct query *query = db_query(ledger, SQL_DROP_WAITING);
    db_bind_number(query, 1, article);
    if (!db_run(ledger, query, err) || !load_article(ledger, article, arena, &report, err) ||
        !load_reading(ledger, article, counting.reading, arena, &loaded, err))
        return false;
    struct text said = gather_day(report.article.published);
    for (size_t i = 0; i < loaded.count; i++)
        if (!renew_one(ledger, &loaded.rows[i], loaded.numbers[i], said, counting.review, arena, err))
            return false;
    return true;
}
