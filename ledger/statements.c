/* Finding statements, and the statements of a commitment. */
#include <stdlib.h>

#include "ledger/load.h"
#include "ledger/past.h"
#include "ledger/reviews.h"
#include "ledger/search.h"
#include "ledger/statements.h"

/* SQL, of the past: reviewers have corrected the statement, so that it may fit or not fit whatever its reader found: is_fitting
 * tells. */
#define CORRECTED "SELECT r.statement FROM reviews r WHERE r.kind = 'correct'"
#define IS_CORRECTED "s.statement IN (" CORRECTED ")"

/* SQL: a field as it stands now. */
#define NOW(field) "coalesce((SELECT n." field " FROM reviewed n WHERE n.statement = s.statement), s." field ")"

static bool add_party(struct selection *query, const char *role, struct text who, bool is_now, struct arena *arena,
                      struct error *err)
{
    const char *parties = is_now ? "statement_parties" : "parties";
    struct text by_code = arena_print(arena, "(EXISTS (SELECT 1 FROM %s p WHERE p.statement = s.statement AND p.role = '%s' "
                                      "AND p.code = ?)%s)", parties, role, is_now ? "" : " OR " IS_CORRECTED);
    struct text by_name = arena_print(arena, "s.statement IN (SELECT p.statement FROM %s p WHERE p.role = '%s' AND p.text IN "
                                      SELECT_NAMED "%s)", parties, role, is_now ? "" : " UNION ALL " CORRECTED);
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

void statements_last(struct selection *query, const struct ledger_time *time, struct arena *arena)
{
    struct text learned = past_bounds_of(time, arena).learned;
    select_add(query,
               "NOT EXISTS (SELECT 1 FROM readings g WHERE g.article = s.article AND g.reading > coalesce(s.reading, 0) "
               "AND g.learned_at <= ?) "
               "AND (s.reading IS NULL OR s.reading IN (SELECT g.reading FROM readings g WHERE g.learned_at <= ?))", learned);
}

bool statements_filter(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err)
{
    bool is_now = past_is_now(&filter->time), are_few = false;
    if (is_now && filter->act.length && !select_are_few(query->ledger, SQL_FEW_OF_ACT, filter->act, &are_few, err))
        return false;
    if (are_few)
        select_add(query, "s.statement IN " STATEMENTS_OF_ACT, filter->act);
    select_add(query, "s.id >= ? AND s.id < ? || 'g'", filter->id);
    select_add(query, "a.id = ?", filter->article);
    select_add(query, is_now ? NOW("act") " = ?" : "(s.act = ? OR " IS_CORRECTED ")", filter->act);
    select_add(query, is_now ? "instr(" NOW("means") ", '\"' || ? || '\"') > 0"
                             : "(instr(s.means, '\"' || ? || '\"') > 0 OR " IS_CORRECTED ")", filter->means);
    select_add(query, "a.published >= ?", filter->since);
    select_add(query, "substr(a.published, 1, 10) <= ?", filter->until);
    select_add(query, "instr(lower(s.sentence), lower(?)) > 0", filter->words);
    statements_by(query, &filter->time, arena);
    return search_add(query, "s.statement", filter->search, arena, err) &&
           add_party(query, "actor", filter->actor, is_now, arena, err) &&
           add_party(query, "recipient", filter->recipient, is_now, arena, err);
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
    bool is_own;
    size_t given;
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
    struct reviewed *reviewed = arena_take(&giving->arena, sizeof *reviewed);
    struct statement *machine = arena_take(&giving->arena, sizeof *machine);
    if (!reviews_take(giving->ledger, row, number, giving->learned, reviews_no_end, &giving->arena, reviewed, err))
        return false;
    *machine = row->statement;
    row->statement = reviewed->statement;
    row->reviews = reviewed->reviews.items;
    row->review_count = reviewed->reviews.count;
    row->verdict = reviewed->verdict;
    row->conflicts = reviewed->conflicts;
    row->machine = reviewed->is_corrected ? machine : NULL;
    const struct ledger_filter *filter = giving->filter;
    *is_wanted = !filter || ((filter->id.length || filter->has_rejected || row->verdict != LEDGER_REJECTED) &&
                             is_fitting(&row->statement, filter));
    return true;
}

/* When a later reading took the statement's place, by the time of the question; empty where it counts. */
static bool find_superseded(struct giving *giving, statement_number number, struct ledger_statement *row, struct error *err)
{
    struct query *query = db_query(giving->ledger, SQL_SUPERSEDED_AT);
    db_bind_number(query, 1, number);
    db_bind_always(query, 2, giving->learned);
    int got = db_next(giving->ledger, query, err);
    if (got > 0)
        row->superseded_at = arena_copy(&giving->arena, db_text(query, 0));
    db_done(query);
    return got >= 0;
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
    row.reading = loaded.reading;
    if (loaded.reading) {
        row.reader = loaded.reader;
        row.learned_at = loaded.learned_at;
    }
    row.effect = effect;
    row.state = state;
    row.weight = giving->weight;
    row.is_own = giving->is_own;
    load_bytes(&row, &giving->counters);
    bool is_wanted = true, is_by_id = giving->filter && giving->filter->id.length;
    bool good = take_reviews(giving, number, &row, &is_wanted, err) && (!is_by_id || find_superseded(giving, number, &row, err));
    giving->given += good && is_wanted;
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
    return got == 0;
}

#define DAY "coalesce(substr(a.published, 1, 10), '')"

/* A page begins behind a place in the order of days, of articles within a day, and of an article's statements. */
static void add_place(struct selection *query, struct text after, struct arena *arena)
{
    if (!after.length)
        return;
    struct text rest = after, day = text_cut(&rest, '~'), article = text_cut(&rest, '~');
    long long number = strtoll(arena_copy(arena, article).at, NULL, 10), n = strtoll(arena_copy(arena, rest).at, NULL, 10);
    const char *behind = arena_print(arena, "(a.article > %lld OR (a.article = %lld AND s.n > %lld))", number, number, n).at;
    if (day.length)
        select_add(query, arena_print(arena, DAY " >= ? AND (" DAY " > ? OR %s)", behind).at, day);
    else
        select_string(query, arena_print(arena, " AND (" DAY " > '' OR %s)", behind).at);
}

/* Which of the statements that fit are asked for: those that count, or of those that later readings superseded the last. */
enum which { WHICH_COUNT, WHICH_SUPERSEDED };

static bool give_which(struct giving *giving, enum which which, struct arena *arena, struct error *err)
{
    struct selection query;
    const struct ledger_filter *filter = giving->filter;
    select_init(&query, giving->ledger, "SELECT s.statement FROM statements s JOIN articles a USING (article) WHERE true");
    bool good = statements_filter(&query, filter, arena, err);
    if (which == WHICH_COUNT)
        statements_last(&query, &filter->time, arena);
    add_place(&query, filter->after, arena);
    select_string(&query, which == WHICH_SUPERSEDED
                              ? " AND NOT EXISTS (SELECT 1 FROM statements l WHERE l.id = s.id AND l.article = s.article "
                                "AND coalesce(l.reading, 0) > coalesce(s.reading, 0)) ORDER BY s.statement"
                          : filter->is_appended ? " ORDER BY s.article, s.n"
                                                : " ORDER BY " DAY ", a.article, s.n");
    good = good && give_all(giving, select_query(&query, err), err);
    select_release(&query);
    return good;
}

bool ledger_statements(struct ledger *ledger, const struct ledger_filter *filter, ledger_statement_fn each, void *context,
                       struct error *err)
{
    struct arena arena = { 0 };
    struct giving giving = { .ledger = ledger, .each = each, .context = context, .filter = filter,
                             .learned = past_bounds_of(&filter->time, &arena).learned };
    bool good = give_which(&giving, WHICH_COUNT, &arena, err) &&
                (giving.given || !filter->id.length || give_which(&giving, WHICH_SUPERSEDED, &arena, err));
    giving_release(&giving);
    arena_release(&arena);
    return good;
}

static bool give_step(void *context, const struct past_step *step, struct error *err)
{
    struct giving *giving = context;
    giving->is_own = step->placed->step.is_own;
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
        giving.is_own = db_number(query, 3);
        if (!give(&giving, db_number(query, 0), effect, state, err))
            got = -1;
    }
    db_done(query);
    giving_release(&giving);
    return got == 0;
}

/* What waits stands in the order of its weight, and is found without reckoning anything. */
static struct query *select_waiting(struct ledger *ledger, const struct ledger_filter *filter, size_t from, size_t most,
                                    struct arena *arena, struct error *err)
{
    enum { ROWS_MOST = INT32_MAX };
    struct selection selection;
    struct ledger_filter now = *filter;
    struct query *query = NULL;
    now.time = (struct ledger_time){ 0 };
    select_init(&selection, ledger, "SELECT w.statement, w.weight FROM waiting w JOIN statements s ON s.statement = w.statement "
                "JOIN articles a ON a.article = s.article WHERE true");
    if (statements_filter(&selection, &now, arena, err)) {
        select_string(&selection, arena_print(arena, " ORDER BY w.weight DESC, w.said, w.statement LIMIT %zu OFFSET %zu",
                                              most < ROWS_MOST ? most : ROWS_MOST,
                                               from < ROWS_MOST ? from : ROWS_MOST).at);
        query = select_query(&selection, err);
    }
    select_release(&selection);
    return query;
}

bool ledger_review_queue(struct ledger *ledger, const struct ledger_filter *filter, size_t from, size_t most,
                         ledger_statement_fn each, void *context, struct error *err)
{
    struct giving giving = { .ledger = ledger, .each = each, .context = context, .learned = reviews_all };
    struct arena arena = { 0 };
    struct query *query = select_waiting(ledger, filter, from, most, &arena, err);
    int got = query ? 1 : -1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        giving.weight = (int)db_number(query, 1);
        got = give(&giving, db_number(query, 0), TEXT(""), TEXT(""), err) ? 1 : -1;
    }
    db_end(query);
    giving_release(&giving);
    arena_release(&arena);
    return got == 0;
}
