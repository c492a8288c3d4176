/* On what commitments depend, and commitments by their recipients and reports: all that a question about one condition needs. */
#include <stdlib.h>

#include "ledger/commitments.h"
#include "ledger/many.h"

bool ledger_waits(struct ledger *ledger, ledger_wait_fn each, void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_WAITS);
    int got;
    while ((got = db_next(ledger, query, err)) > 0) {
        struct ledger_wait wait = { db_text(query, 0), db_text(query, 1), db_text(query, 2), db_number(query, 3) };
        if (!each(context, &wait, err))
            return db_done(query), false;
    }
    return got == 0;
}

static int by_number(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

bool ledger_articles_of(struct ledger *ledger, const long long *statements, size_t count, long long *articles, size_t *found,
                        struct error *err)
{
    struct many many;
    size_t all = 0;
    int got;
    *found = 0;
    many_init(&many, ledger, "SELECT DISTINCT article FROM statements WHERE statement IN #", statements, NULL, count, err);
    while ((got = many_next(&many, err)) > 0)
        articles[all++] = db_number(many.query, 0);
    many_release(&many);
    if (all)
        qsort(articles, all, sizeof *articles, by_number);
    for (size_t i = 0; i < all; i++)
        if (!*found || articles[*found - 1] != articles[i])
            articles[(*found)++] = articles[i];
    return got == 0;
}

static bool give_rows(struct many *many, ledger_commitment_fn each, void *context, struct error *err)
{
    int got;
    while ((got = many_next(many, err)) > 0) {
        struct ledger_commitment row = commitments_read(many->query, true);
        if (!each(context, &row, err))
            break;
    }
    many_release(many);
    return got == 0;
}

static bool give(struct ledger *ledger, const char *where, const long long *numbers, const struct text *texts, size_t count,
                 ledger_commitment_fn each, void *context, struct error *err)
{
    struct many many;
    struct buffer sql;
    buffer_init(&sql, 0);
    buffer_print(&sql, "%s AND c.statements > 0 AND %s", commitments_in_brief, where);
    many_init(&many, ledger, sql.at, numbers, texts, count, err);
    buffer_release(&sql);
    return give_rows(&many, each, context, err);
}

bool ledger_commitments_for(struct ledger *ledger, const struct text *recipients, size_t count, ledger_commitment_fn each,
                            void *context, struct error *err)
{
    static const char where[] = "(c.recipient_code IN # OR c.recipient_code IS NULL AND c.recipient IN #)";
    return give(ledger, where, NULL, recipients, count, each, context, err);
}

/* Of nobody's commitments many more stand in the index than in the reports: that is why the index is not to be used. */
bool ledger_commitments_in(struct ledger *ledger, const long long *articles, size_t count, bool has_no_recipient,
                           ledger_commitment_fn each, void *context, struct error *err)
{
#define IN_ARTICLES                                                                                                              \
    "c.id IN (SELECT v.commitment FROM statements m JOIN versions v ON v.statement = m.statement WHERE m.article IN #) "           \
    "AND s.article IN #"
    static const char all[] = IN_ARTICLES, nobody[] = IN_ARTICLES " AND coalesce(c.recipient_code, c.recipient) IS NULL";
#undef IN_ARTICLES
    return give(ledger, has_no_recipient ? nobody : all, articles, NULL, count, each, context, err);
}

bool ledger_names(struct ledger *ledger, ledger_name_fn each, void *context, struct error *err)
{
    static const enum sql sides[] = { SQL_ACTOR_NAMES, SQL_RECIPIENT_NAMES };
    for (int i = 0; i < 2; i++) {
        struct query *query = db_query(ledger, sides[i]);
        int got;
        while ((got = db_next(ledger, query, err)) > 0)
            if (!each(context, db_text(query, 0), db_text(query, 1), err))
                return db_done(query), false;
        if (got < 0)
            return false;
    }
    return true;
}
