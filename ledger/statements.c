/* Finding statements, and the statements of a commitment. */
#include "ledger/load.h"
#include "ledger/past.h"
#include "ledger/statements.h"

static bool add_party(struct selection *query, const char *role, struct text who, struct arena *arena, struct error *err)
{
    struct text by_code = arena_print(arena, "EXISTS (SELECT 1 FROM parties p WHERE p.statement = s.statement AND p.role = '%s' "
                                      "AND p.code = ?)", role);
    struct text by_name = arena_print(arena, "s.statement IN (SELECT p.statement FROM parties p WHERE p.role = '%s' AND p.text IN "
                                      SELECT_NAMED ")", role);
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
    select_add(query, "s.act = ?", filter->act);
    select_add(query, "instr(s.means, '\"' || ? || '\"') > 0", filter->means);
    select_add(query, "a.published >= ?", filter->since);
    select_add(query, "substr(a.published, 1, 10) <= ?", filter->until);
    select_add(query, "instr(lower(s.sentence), lower(?)) > 0", filter->words);
    statements_by(query, &filter->time, arena);
    return add_party(query, "actor", filter->actor, arena, err) && add_party(query, "recipient", filter->recipient, arena, err);
}

/* Statements on their way out. The article stays until one of another article comes. */
struct giving {
    struct ledger *ledger;
    ledger_statement_fn each;
    void *context;
    struct arena article_arena, arena;
    struct ledger_statement article; /* number, article, reader, learned_at */
    struct load_counters counters;
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
    load_bytes(&row, &giving->counters);
    bool goes_on = giving->each(giving->context, &row, err);
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
    struct giving giving = { .ledger = ledger, .each = each, .context = context };
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
    bool good = past_walk(giving->ledger, commitment, &bounds, &arena, give_step, giving, err);
    arena_release(&arena);
    giving_release(giving);
    return good;
}

bool ledger_history(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_statement_fn each,
                    void *context, struct error *err)
{
    struct giving giving = { .ledger = ledger, .each = each, .context = context };
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
