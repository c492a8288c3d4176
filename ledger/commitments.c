/* Finding commitments, what changed in them, and who disputes what. */
#include "ledger/select.h"

static const char commitments[] =
    "SELECT c.id, c.actor, c.actor_code, c.recipient, c.recipient_code, c.means, c.state, c.object, c.condition_class, "
    "c.condition, c.caveat, c.\"when\", c.amount, c.first_said, c.last_said, s.id, s.sentence, "
    "(SELECT p.text FROM parties p WHERE p.statement = s.statement AND p.role = 'speaker'), a.publisher, "
    "c.statements, c.articles, c.is_disputed, c.is_revised "
    "FROM commitments c JOIN statements s USING (statement) JOIN articles a USING (article) WHERE 1";

static const char commitments_order[] =
    " ORDER BY coalesce(c.actor_code, c.actor) COLLATE NOCASE, coalesce(c.actor_code, c.actor), c.means IS NULL, c.means, "
    "c.recipient_code IS NULL AND c.recipient IS NULL, coalesce(c.recipient_code, c.recipient), c.id";

static const char disputes[] =
    "SELECT d.rule, s.id, s.act, (SELECT group_concat(n, ', ') FROM (SELECT coalesce(code, text) AS n FROM parties p "
    "WHERE p.statement = s.statement AND p.role = 'actor' ORDER BY p.position)), s.sentence, substr(a.published, 1, 10), "
    "a.publisher, t.id, t.act, (SELECT group_concat(n, ', ') FROM (SELECT coalesce(code, text) AS n FROM parties p "
    "WHERE p.statement = t.statement AND p.role = 'actor' ORDER BY p.position)), t.sentence, substr(b.published, 1, 10), "
    "b.publisher FROM disputes d JOIN statements s ON s.statement = d.statement JOIN articles a ON a.article = s.article "
    "JOIN statements t ON t.statement = d.disputed_by JOIN articles b ON b.article = t.article WHERE 1";

/* A name fits the one that the book shows, or another that one of the commitment's own statements gives: a minister's, say. */
static bool add_party(struct selection *query, const char *role, struct text who, struct arena *arena, struct error *err)
{
    struct text by_code = arena_print(arena, "c.%s_code = ?", role);
    struct text by_name =
        arena_print(arena, "(instr(' ' || lower(c.%s), ' ' || lower(?)) > 0 OR EXISTS (SELECT 1 FROM versions v JOIN parties p "
                    "ON p.statement = v.statement WHERE v.commitment = c.id AND v.is_own AND p.role = '%s' AND p.code = c.%s_code "
                    "AND instr(' ' || lower(p.text), ' ' || lower(?)) > 0))", role, role, role);
    return select_party(query, who, by_code.at, by_name.at, arena, err);
}

static void add_state(struct selection *query, struct text state)
{
    if (text_is(state, "disputed"))
        select_string(query, " AND c.is_disputed");
    else if (text_is(state, "revised"))
        select_string(query, " AND c.is_revised");
    else
        select_add(query, "c.state = ?", state);
}

static bool add_filter(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err)
{
    select_add(query, "c.id >= ? AND c.id < ? || 'g'", filter->id);
    select_add(query, "EXISTS (SELECT 1 FROM versions v JOIN statements m USING (statement) WHERE v.commitment = c.id AND v.is_own "
               "AND m.act = ?)", filter->act);
    select_add(query, "c.id IN (SELECT v.commitment FROM versions v JOIN statements m USING (statement) WHERE m.id = ?)",
               filter->statement);
    select_add(query, "c.means = ?", filter->means);
    select_add(query, "c.last_said >= ?", filter->since);
    select_add(query, "c.first_said <= ?", filter->until);
    if (filter->since.length && filter->until.length) { /* a report between them, and not only around them */
        select_add(query, "EXISTS (SELECT 1 FROM versions v WHERE v.commitment = c.id AND v.said >= ?", filter->since);
        select_add(query, "v.said <= ?)", filter->until);
    }
    select_add(query, "instr(lower(c.object), lower(?)) > 0", filter->words);
    add_state(query, filter->state);
    return add_party(query, "actor", filter->actor, arena, err) && add_party(query, "recipient", filter->recipient, arena, err);
}

static struct ledger_commitment read_commitment(sqlite3_stmt *query)
{
    return (struct ledger_commitment){
        .id = db_text(query, 0), .actor = db_text(query, 1), .actor_code = db_text(query, 2), .recipient = db_text(query, 3),
        .recipient_code = db_text(query, 4), .means = db_text(query, 5), .state = db_text(query, 6), .object = db_text(query, 7),
        .condition_class = db_text(query, 8), .condition = db_text(query, 9), .caveat = db_text(query, 10),
        .when = db_text(query, 11), .amount = db_text(query, 12), .first_said = db_text(query, 13), .last_said = db_text(query, 14),
        .statement = db_text(query, 15),         .sentence = db_text(query, 16), .speaker = db_text(query, 17),
        .publisher = db_text(query, 18),
        .statements = (int)db_number(query, 19), .articles = (int)db_number(query, 20), .is_disputed = db_number(query, 21),
        .is_revised = db_number(query, 22),
    };
}

bool ledger_commitments(struct ledger *ledger, const struct ledger_filter *filter, ledger_commitment_fn each, void *context,
                        struct error *err)
{
    struct selection selection;
    struct arena arena = { 0 };
    sqlite3_stmt *query = NULL;
    int got = -1;
    select_init(&selection, ledger, commitments);
    if (add_filter(&selection, filter, &arena, err)) {
        select_string(&selection, commitments_order);
        query = select_query(&selection, err);
        got = query ? 1 : -1;
    }
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_commitment row = read_commitment(query);
        got = each(context, &row, err) ? 1 : -1;
    }
    select_end(query);
    select_release(&selection);
    arena_release(&arena);
    return got == 0;
}

bool ledger_revisions(struct ledger *ledger, struct text commitment, ledger_revision_fn each, void *context, struct error *err)
{
    sqlite3_stmt *query = db_query(ledger, SQL_REVISIONS);
    int got = 1;
    db_bind_always(query, 1, commitment);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_revision row = { db_text(query, 0), db_text(query, 1), db_text(query, 2),
                                       db_text(query, 3), db_text(query, 4), db_text(query, 5) };
        got = each(context, &row, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

static const char is_coded[] = "EXISTS (SELECT 1 FROM parties p WHERE p.statement IN (d.statement, d.disputed_by) "
                               "AND p.role = 'actor' AND p.code = ?)";
static const char is_named[] = "EXISTS (SELECT 1 FROM parties p WHERE p.statement IN (d.statement, d.disputed_by) "
                               "AND p.role = 'actor' AND instr(' ' || lower(p.text), ' ' || lower(?)) > 0)";

static bool add_sides(struct selection *query, const struct ledger_filter *filter, struct text commitment, struct arena *arena,
                      struct error *err)
{
    struct text code;
    if (!select_code(query->ledger, filter->actor, arena, &code, err))
        return false;
    select_add(query, "substr(a.published, 1, 10) >= ?", filter->since);
    select_add(query, "substr(a.published, 1, 10) <= ?", filter->until);
    select_add(query, "EXISTS (SELECT 1 FROM versions v WHERE v.commitment = ? AND v.statement IN (d.statement, d.disputed_by))",
               commitment);
    select_add(query, code.length ? is_coded : is_named, code.length ? code : filter->actor);
    return true;
}

static struct ledger_dispute read_dispute(sqlite3_stmt *query)
{
    return (struct ledger_dispute){
        .rule = db_text(query, 0),
        .statement = { db_text(query, 1), db_text(query, 2), db_text(query, 3), db_text(query, 4), db_text(query, 5),
                       db_text(query, 6) },
        .disputed_by = { db_text(query, 7), db_text(query, 8), db_text(query, 9), db_text(query, 10), db_text(query, 11),
                         db_text(query, 12) },
    };
}

bool ledger_disputes(struct ledger *ledger, const struct ledger_filter *filter, struct text commitment, ledger_dispute_fn each,
                     void *context, struct error *err)
{
    struct selection selection;
    struct arena arena = { 0 };
    sqlite3_stmt *query = NULL;
    int got = -1;
    select_init(&selection, ledger, disputes);
    if (add_sides(&selection, filter, commitment, &arena, err)) {
        select_string(&selection, " ORDER BY coalesce(substr(a.published, 1, 10), ''), d.statement, d.disputed_by");
        query = select_query(&selection, err);
        got = query ? 1 : -1;
    }
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_dispute row = read_dispute(query);
        got = each(context, &row, err) ? 1 : -1;
    }
    select_end(query);
    select_release(&selection);
    arena_release(&arena);
    return got == 0;
}
