/* Finding statements, and the statements of a commitment. */
#include "ledger/load.h"
#include "ledger/select.h"

/* Names are found where a word of them begins so: "Nor" finds Norway, "us" does not find Russia. */
static bool add_party(struct selection *query, const char *role, struct text who, struct arena *arena, struct error *err)
{
    struct text code;
    struct buffer part;
    if (!who.length)
        return true;
    if (!select_code(query->ledger, who, arena, &code, err))
        return false;
    buffer_init(&part, 0);
    buffer_print(&part, "EXISTS (SELECT 1 FROM parties p WHERE p.statement = s.statement AND p.role = '%s' AND %s)", role,
                 code.length ? "p.code = ?" : "instr(' ' || lower(p.text), ' ' || lower(?)) > 0");
    select_add(query, part.at, code.length ? code : who);
    buffer_release(&part);
    return true;
}

static bool add_filter(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err)
{
    select_add(query, "s.id >= ? AND s.id < ? || 'g'", filter->id);
    select_add(query, "a.id = ?", filter->article);
    select_add(query, "s.act = ?", filter->act);
    select_add(query, "instr(s.means, '\"' || ? || '\"') > 0", filter->means);
    select_add(query, "substr(a.published, 1, 10) >= ?", filter->since);
    select_add(query, "substr(a.published, 1, 10) <= ?", filter->until);
    select_add(query, "instr(lower(s.sentence), lower(?)) > 0", filter->words);
    return add_party(query, "actor", filter->actor, arena, err) && add_party(query, "recipient", filter->recipient, arena, err);
}

static bool give(struct ledger *ledger, statement_number number, struct arena *arena, struct ledger_statement *row,
                 ledger_statement_fn each, void *context, struct error *err)
{
    long long article;
    if (!load_statement(ledger, number, arena, row, &article, err) || !load_article(ledger, article, arena, row, err))
        return false;
    load_bytes(row);
    return each(context, row, err);
}

/* Steps through numbers of statements. Takes the query. */
static bool give_all(struct ledger *ledger, sqlite3_stmt *query, ledger_statement_fn each, void *context, struct error *err)
{
    struct arena arena = { 0 };
    int got = query ? 1 : -1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_statement row = { 0 };
        if (!give(ledger, db_number(query, 0), &arena, &row, each, context, err))
            got = -1;
        arena_reset(&arena);
    }
    select_end(query);
    arena_release(&arena);
    return got == 0;
}

bool ledger_statements(struct ledger *ledger, const struct ledger_filter *filter, ledger_statement_fn each, void *context,
                       struct error *err)
{
    struct selection query;
    struct arena arena = { 0 };
    select_init(&query, ledger, "SELECT s.statement FROM statements s JOIN articles a USING (article) WHERE 1");
    bool good = add_filter(&query, filter, &arena, err);
    select_string(&query, " ORDER BY coalesce(substr(a.published, 1, 10), ''), s.statement");
    good = good && give_all(ledger, select_query(&query, err), each, context, err);
    select_release(&query);
    arena_release(&arena);
    return good;
}

bool ledger_history(struct ledger *ledger, struct text commitment, ledger_statement_fn each, void *context, struct error *err)
{
    struct arena arena = { 0 };
    sqlite3_stmt *query = db_query(ledger, SQL_HISTORY);
    int got = 1;
    db_bind_always(query, 1, commitment);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_statement row = { .effect = arena_copy(&arena, db_text(query, 1)),
                                        .state = arena_copy(&arena, db_text(query, 2)) };
        if (!give(ledger, db_number(query, 0), &arena, &row, each, context, err))
            got = -1;
        arena_reset(&arena);
    }
    db_done(query);
    arena_release(&arena);
    return got == 0;
}
