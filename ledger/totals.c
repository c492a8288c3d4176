/* Money added up over statements: as they stand now by one query, as they stood once a statement after the other, since what
 * reviewers had found by then is told apart in C. */
#include <stdlib.h>

#include "ledger/amount.h"
#include "ledger/past.h"
#include "ledger/statements.h"

static const char head[] =
    "SELECT CASE WHEN k.statement IS NULL THEN s.amount ELSE k.amount END, coalesce(substr(a.published, 1, 7), ''), "
    SELECT_NAMES("s", "actor") ", " SELECT_NAMES("s", "recipient") ", "
    SELECT_MEANS("coalesce(k.means, s.means)") ", coalesce(k.act, s.act) "
    "FROM statements s JOIN articles a USING (article) LEFT JOIN reviewed k ON k.statement = s.statement "
    "WHERE (s.amount IS NOT NULL OR k.amount IS NOT NULL) AND coalesce(k.verdict, '') <> 'rejected' "
    "AND NOT EXISTS (SELECT 1 FROM links l WHERE l.statement = s.statement AND l.kind = 'restates')";

struct totals {
    struct arena arena;
    unsigned by;
    struct ledger_total *items;
    size_t count, room;
};

static int compare(const void *a, const void *b)
{
    const struct ledger_total *x = a, *y = b;
    const struct text pairs[][2] = { { x->month, y->month },         { x->actor, y->actor }, { x->recipient, y->recipient },
                                     { x->means, y->means },         { x->act, y->act },     { x->currency, y->currency } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int order = text_compare(pairs[i][0], pairs[i][1]);
        if (order)
            return order;
    }
    return 0;
}

/* What money is told apart by, in the order of LEDGER_BY_…: month, actor, recipient, means, act. */
enum { FIELDS = 5 };

/* One statement's money as a total of its own. `fields` may be borrowed. */
static void add_row(struct totals *totals, struct text sum, const struct text fields[FIELDS])
{
    struct amount amount = amount_of(sum);
    if (!amount.is_number || !amount.currency.length)
        return;
    struct ledger_total total = { .currency = amount.currency, .thousandths = amount.thousandths,
                                  .statements = 1 };
    struct text *const kept[FIELDS] = { &total.month, &total.actor, &total.recipient, &total.means, &total.act };
    for (int i = 0; i < FIELDS; i++)
        *kept[i] = totals->by & 1u << i ? arena_copy(&totals->arena, fields[i]) : TEXT("");
    ARENA_PUSH(&totals->arena, totals, total);
}

static bool is_told_again(const struct statement *statement)
{
    for (size_t i = 0; i < statement->links.count; i++)
        if (statement->links.items[i].kind == LINK_RESTATES)
            return true;
    return false;
}

static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct totals *totals = context;
    const struct statement *statement = &row->statement;
    if (row->verdict == LEDGER_REJECTED || !statement->amount_text.length || is_told_again(statement))
        return true;
    const struct text fields[FIELDS] = {
        text_slice(row->article.published, 0, 7), record_party_list(&statement->actors, ", ", &totals->arena),
        record_party_list(&statement->recipients, ", ", &totals->arena), record_means_list(statement->means, ", ", &totals->arena),
        text_of(record_act_text(statement->act)),
    };
    add_row(totals, statement->amount_text, fields);
    return true;
}

static bool add_now(struct totals *totals, struct ledger *ledger, const struct ledger_filter *filter, struct error *err)
{
    struct selection selection;
    select_init(&selection, ledger, head);
    statements_last(&selection, &filter->time, &totals->arena);
    struct query *query = statements_filter(&selection, filter, &totals->arena, err) ? select_query(&selection, err) : NULL;
    int got = query ? 1 : -1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct text fields[FIELDS];
        for (int i = 0; i < FIELDS; i++)
            fields[i] = db_text(query, i + 1);
        add_row(totals, db_text(query, 0), fields);
    }
    db_end(query);
    select_release(&selection);
    return got == 0;
}

/* Adds up what is told apart by nothing. */
static bool add_up(struct totals *totals, struct error *err)
{
    size_t kept = 0;
    if (totals->count)
        qsort(totals->items, totals->count, sizeof *totals->items, compare);
    for (size_t i = 0; i < totals->count; i++) {
        struct ledger_total *last = kept ? &totals->items[kept - 1] : NULL;
        if (!last || compare(last, &totals->items[i])) {
            totals->items[kept++] = totals->items[i];
            continue;
        }
        if (__builtin_add_overflow(last->thousandths, totals->items[i].thousandths, &last->thousandths))
            return error_set(err, ERROR_LEDGER, "a sum is beyond all numbers; narrow what is asked for");
        last->statements++;
    }
    totals->count = kept;
    return true;
}

bool ledger_totals(struct ledger *ledger, const struct ledger_filter *filter, unsigned by, ledger_total_fn each, void *context,
                   struct error *err)
{
    struct totals totals = { .by = by };
    bool good = (past_is_now(&filter->time) ? add_now(&totals, ledger, filter, err)
                                            : ledger_statements(ledger, filter, add_statement, &totals, err)) &&
                add_up(&totals, err);
    for (size_t i = 0; good && i < totals.count; i++)
        good = each(context, &totals.items[i], err);
    arena_release(&totals.arena);
    return good;
}
