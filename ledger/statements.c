/* Finding statements, and the statements of a commitment. */
#include <stdlib.h>

#include "ledger/load.h"
#include "ledger/past.h"
#include "ledger/reviews.h"
#include "ledger/search.h"
#include "ledger/statements.h"

/* SQL: reviewers have corrected the statement, so that it may fit or not fit whatever its reader found: is_fitting tells. */
#define CORRECTED "SELECT r.statement FROM reviews r WHERE r.kind = 'correct'"
#define IS_CORRECTED "s.statement IN (" CORRECTED ")"

static bool add_party(struct selection *query, const char *role, struct text who, struct arena *arena, struct error *err)
{
    struct text by_code = arena_print(arena, "(EXISTS (SELECT 1 FROM parties p WHERE p.statement = s.statement AND p.role = '%s' "
                                      "AND p.code = ?) OR " IS_CORRECTED ")", role);
    struct text by_name = arena_print(arena, "s.statement IN (SELECT p.statement FROM parties p WHERE p.role = '%s' AND p.text IN "
                                      SELECT_NAMED " UNION ALL " CORRECTED ")", role);
    return select_party(query, who, by_code.at, by_name.at, arena, err);
}

void statements_by(struct selection *query, const struct ledger_time *time, struct arena *arena)
{
    if (past_is_now(time))
        return;
    struct past_bounds bounds = past_bounds_of(time, arena);
    select_add(query, "coalesce(substr(a.published, 1, 10), '') <= ?", bounds.said);
    select_add(query, "a.learned_at <= ?", bounds.learned);
}

bool statements_filter(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err)
{
    select_add(query, "s.id >= ? AND s.id < ? || 'g'", filter->id);
    select_add(query, "a.id = ?", filter->article);
    select_add(query, "(s.act = ? OR " IS_CORRECTED ")", filter->act);
    select_add(query, "(instr(s.means, '\"' || ? || '\"') > 0 OR " IS_CORRECTED ")", filter->means);
    select_add(query, "a.published >= ?", filter->since);
    select_add(query, "substr(a.published, 1, 10) <= ?", filter->until);
    select_add(query, "instr(lower(s.sentence), lower(?)) > 0", filter->words);
    statements_by(query, &filter->time, arena);
    return search_add(query, "s.statement", filter->search, arena, err) &&
           add_party(query, "actor", filter->actor, arena, err) && add_party(query, "recipient", filter->recipient, arena, err);
}

/* A word of the name begins so, ASCII case ignored, as SELECT_NAMED has it. */
static bool has_name(struct text name, struct text who)
{
    for (size_t at = 0; at + who.length <= name.length; at++)
        if ((at == 0 || name.at[at - 1] == ' ') && text_equals_nocase(text_slice(name, at, at + who.length), who))
            return true;
    return false;
}

static bool has_party(const struct party_list *parties, struct text who)
{
    for (size_t i = 0; i < parties->count; i++)
        if (text_equals_nocase(parties->items[i].code, who) || has_name(parties->items[i].text, who))
            return true;
    return !who.length;
}

/* Whether a statement, as reviewers corrected it, is what the filter asks for. */
static bool is_fitting(const struct statement *statement, const struct ledger_filter *filter)
{
    int means = record_means_of(filter->means);
    return (!filter->act.length || text_is(filter->act, record_act_text(statement->act))) &&
           (means < 0 || statement->means & 1u << means) && has_party(&statement->actors, filter->actor) &&
           has_party(&statement->recipients, filter->recipient);
}

/* Statements on their way out. The article stays until one of another article comes. */
struct giving {
    struct ledger *ledger;
    ledger_statement_fn each;
    void *context;
    struct arena article_arena, arena;
    struct ledger_statement article; /* number, article, reader, learned_at */
    struct load_counters counters;
    const struct ledger_filter *filter; /* what corrected statements must fit; NULL: all do */
    struct text learned;                /* reviews count that were known by then */
    int weight;
};

static bool take_article(struct giving *giving, long long number, struct error *err)
{
    if (giving->article.number == number)
        return true;
    arena_reset(&giving->article_arena);
    giving->article = (struct ledger_statement){ .number = number };
    giving->counters = (struct load_counters){ { 0, 0 }, { 0, 0 } };
    return load_article(giving->ledger, number, &giving->article_arena, &giving->article, err);
}

/* Makes a row tell what reviewers found by then, beside the reader's own. Whether it is still asked for is in `*is_wanted`. */
static bool take_reviews(struct giving *giving, statement_number number, struct ledger_statement *row, bool *is_wanted,
                         struct error *err)
{
    struct review_list reviews;
    struct statement *machine = arena_take(&giving->arena, sizeof *machine);
    if (!reviews_load(giving->ledger, number, giving->learned, reviews_no_end, &giving->arena, &reviews, err))
        return false;
    *machine = row->statement;
    row->reviews = reviews.items;
    row->review_count = reviews.count;
    row->verdict = reviews_verdict(&reviews);
    if (reviews_apply(&reviews, &giving->arena, &row->statement))
        row->machine = machine;
    const struct ledger_filter *filter = giving->filter;
    *is_wanted = !filter || ((filter->id.length || row->verdict != LEDGER_REJECTED) && is_fitting(&row->statement, filter));
    return true;
}

/* `effect` and `state` live until the call returns. */
static bool give(struct giving *giving, statement_number number, struct text effect, struct text state, struct error *err)
{
    struct ledger_statement loaded = { 0 }, row;
    long long article;
    if (!load_statement(giving->ledger, number, &giving->arena, &loaded, &article, err) || !take_article(giving, article, err))
        return false;
    row = giving->article;
    row.statement = loaded.statement;
    row.evidence = loaded.evidence;
    row.effect = effect;
    row.state = state;
    row.weight = giving->weight;
    load_bytes(&row, &giving->counters);
    bool is_wanted, good = take_reviews(giving, number, &row, &is_wanted, err);
    bool goes_on = good && (!is_wanted || giving->each(giving->context, &row, err));
    arena_reset(&giving->arena);
    return goes_on;
}

static void giving_release(struct giving *giving)
{
    arena_release(&giving->article_arena);
    arena_release(&giving->arena);
}

/* Steps through numbers of statements. Takes the query. */
static bool give_all(struct giving *giving, struct query *query, struct error *err)
{
    int got = query ? 1 : -1;
    while (got > 0 && (got = db_next(giving->ledger, query, err)) > 0)
        if (!give(giving, db_number(query, 0), TEXT(""), TEXT(""), err))
            got = -1;
    db_end(query);
    giving_release(giving);
    return got == 0;
}

bool ledger_statements(struct ledger *ledger, const struct ledger_filter *filter, ledger_statement_fn each, void *context,
                       struct error *err)
{
    struct selection query;
    struct arena arena = { 0 };
    select_init(&query, ledger, "SELECT s.statement FROM statements s JOIN articles a USING (article) WHERE true");
    bool good = statements_filter(&query, filter, &arena, err);
    select_string(&query, filter->is_appended ? " ORDER BY s.statement"
                                              : " ORDER BY coalesce(substr(a.published, 1, 10), ''), s.statement");
    struct giving giving = { .ledger = ledger, .each = each, .context = context, .filter = filter,
                             .learned = past_bounds_of(&filter->time, &arena).learned };
    good = good && give_all(&giving, select_query(&query, err), err);
    select_release(&query);
    arena_release(&arena);
    return good;
}

static bool give_step(void *context, const struct past_step *step, struct error *err)
{
    struct giving *giving = context;
    return give(giving, step->placed->step.statement, text_of(step->effect), text_of(state_text(step->version->state)), err);
}

static bool history_by(struct giving *giving, struct text commitment, const struct ledger_time *time, struct error *err)
{
    struct arena arena = { 0 };
    struct past_bounds bounds = past_bounds_of(time, &arena);
    giving->learned = bounds.learned;
    bool good = past_walk(giving->ledger, commitment, &bounds, &arena, give_step, giving, err);
    arena_release(&arena);
    giving_release(giving);
    return good;
}

bool ledger_history(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_statement_fn each,
                    void *context, struct error *err)
{
    struct giving giving = { .ledger = ledger, .each = each, .context = context, .learned = reviews_all };
    if (!past_is_now(time))
        return history_by(&giving, commitment, time, err);
    struct query *query = db_query(ledger, SQL_HISTORY);
    int got = 1;
    db_bind_always(query, 1, commitment);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct text effect = arena_copy(&giving.arena, db_text(query, 1)), state = arena_copy(&giving.arena, db_text(query, 2));
        if (!give(&giving, db_number(query, 0), effect, state, err))
            got = -1;
    }
    db_done(query);
    giving_release(&giving);
    return got == 0;
}

/* A statement that waits for review. */
struct waiting {
    statement_number number;
    int weight;
    size_t order;
};

static int by_weight(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    return x->weight != y->weight ? (x->weight > y->weight ? -1 : 1) : x->order < y->order ? -1 : x->order > y->order;
}

/* Of a row of statement, confidence, amount and whether it is part of a dispute. */
static int weigh(struct query *query)
{
    long long thousandths;
    struct text currency;
    int weight = (int)(1000 - db_number(query, 1)) / 10 + (db_number(query, 3) ? 50 : 0);
    if (ledger_amount(db_text(query, 2), &thousandths, &currency))
        for (thousandths /= 1000; thousandths > 0; thousandths /= 10)
            weight += 5;
    return weight;
}

static const char waiting_head[] =
    "SELECT s.statement, s.confidence, s.amount, CASE WHEN EXISTS (SELECT 1 FROM disputes d WHERE d.statement = s.statement AND "
    "d.system_to IS NULL) OR EXISTS (SELECT 1 FROM disputes d WHERE d.disputed_by = s.statement AND d.system_to IS NULL) THEN 1 "
    "ELSE 0 END FROM statements s JOIN articles a USING (article) WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.statement = s.statement "
    "AND r.kind IN ('confirm', 'correct', 'reject') AND NOT EXISTS (SELECT 1 FROM reviews x WHERE x.retracts = r.review))";

bool ledger_review_queue(struct ledger *ledger, const struct ledger_filter *filter, size_t from, size_t most,
                         ledger_statement_fn each, void *context, struct error *err)
{
    struct selection selection;
    struct arena arena = { 0 };
    struct { struct waiting *items; size_t count, room; } list = { 0 };
    struct ledger_filter now = *filter;
    struct query *query = NULL;
    int got = -1;
    now.time = (struct ledger_time){ 0 };
    select_init(&selection, ledger, waiting_head);
    if (statements_filter(&selection, &now, &arena, err)) {
        select_string(&selection, " ORDER BY coalesce(substr(a.published, 1, 10), ''), s.statement");
        query = select_query(&selection, err);
        got = query ? 1 : -1;
    }
    while (got > 0 && (got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(&arena, &list, (struct waiting){ db_number(query, 0), weigh(query), list.count });
    db_end(query);
    select_release(&selection);
    if (got == 0 && list.count)
        qsort(list.items, list.count, sizeof *list.items, by_weight);
    struct giving giving = { .ledger = ledger, .each = each, .context = context, .learned = reviews_all };
    for (size_t i = from; got == 0 && i < list.count && i - from < most; i++) {
        giving.weight = list.items[i].weight;
        got = give(&giving, list.items[i].number, TEXT(""), TEXT(""), err) ? 0 : -1;
    }
    giving_release(&giving);
    arena_release(&arena);
    return got == 0;
}
