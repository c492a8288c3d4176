/* Who disputes what: both sides, as reviewers have made them. */
#include <stdlib.h>

#include "ledger/load.h"
#include "ledger/past.h"
#include "ledger/reviews.h"
#include "ledger/standing.h"
#include "ledger/statements.h"

static const char disputes[] =
    "SELECT d.rule, d.statement, d.disputed_by, s.id, s.sentence, substr(a.published, 1, 10), a.publisher, t.id, t.sentence, "
    "substr(b.published, 1, 10), b.publisher FROM disputes d JOIN statements s ON s.statement = d.statement "
    "JOIN articles a ON a.article = s.article JOIN statements t ON t.statement = d.disputed_by "
    "JOIN articles b ON b.article = t.article WHERE true";

/* SQL: the statements of a commitment when the book learned of the dispute, which it did of both at once. */
#define THEN_OF                                                                                                                  \
    "SELECT v.statement FROM versions v WHERE v.commitment = ? AND v.system_from = d.system_from UNION ALL "                       \
    "SELECT f.statement FROM former_versions f WHERE f.commitment = ? AND f.system_from = d.system_from"

/* SQL: all that ever bore on it, by which the few disputes that matter are found. */
#define EVER_OF                                                                                                                  \
    "SELECT v.statement FROM versions v WHERE v.commitment = ? UNION ALL "                                                         \
    "SELECT f.statement FROM former_versions f WHERE f.commitment = ?"

/* SQL: an actor of one of the sides; of the past as their readers had them. */
#define HAS_ACTOR(parties, how)                                                                                                  \
    "EXISTS (SELECT 1 FROM " parties " p WHERE p.statement IN (d.statement, d.disputed_by) AND p.role = 'actor' AND p." how ")"

static void add_actor(struct selection *query, struct text actor, struct text code, bool is_now)
{
    if (code.length)
        select_add(query, is_now ? HAS_ACTOR("statement_parties", "code = ?") : HAS_ACTOR("parties", "code = ?"), code);
    else
        select_add(query, is_now ? HAS_ACTOR("statement_parties", "text IN " SELECT_NAMED)
                                 : HAS_ACTOR("parties", "text IN " SELECT_NAMED), actor);
}

static bool add_sides(struct selection *query, const struct ledger_filter *filter, struct text commitment, struct arena *arena,
                      struct error *err)
{
    struct text code;
    if (!select_code(query->ledger, filter->actor, arena, &code, err))
        return false;
    select_add(query, "a.published >= ?", filter->since);
    select_add(query, "substr(a.published, 1, 10) <= ?", filter->until);
    statements_by(query, &filter->time, arena);
    if (past_is_now(&filter->time)) {
        select_string(query, " AND d.system_to IS NULL");
        select_add(query, "(d.statement IN (SELECT v.statement FROM versions v WHERE v.commitment = ?) "
                   "OR d.disputed_by IN (SELECT v.statement FROM versions v WHERE v.commitment = ?))", commitment);
    } else {
        select_add(query, "d.system_from <= ? AND (d.system_to IS NULL OR d.system_to > ?)",
                   past_bounds_of(&filter->time, arena).learned);
        select_add(query, "(d.statement IN (" EVER_OF ") OR d.disputed_by IN (" EVER_OF "))", commitment);
        select_add(query, "(d.statement IN (" THEN_OF ") OR d.disputed_by IN (" THEN_OF "))", commitment);
    }
    add_actor(query, filter->actor, code, past_is_now(&filter->time));
    return true;
}

#define DAY "coalesce(substr(a.published, 1, 10), '')"

/* A page begins behind a place in the order of days, and of the two statements. */
static void add_page(struct selection *query, const struct ledger_filter *filter, struct arena *arena)
{
    struct text rest = filter->after, day = text_cut(&rest, '~'), said = text_cut(&rest, '~');
    if (filter->after.length) {
        long long number = strtoll(arena_copy(arena, said).at, NULL, 10), by = strtoll(arena_copy(arena, rest).at, NULL, 10);
        const char *behind = arena_print(arena, "(d.statement > %lld OR (d.statement = %lld AND d.disputed_by > %lld))", number,
                                         number, by).at;
        if (day.length)
            select_add(query, arena_print(arena, DAY " >= ? AND (" DAY " > ? OR %s)", behind).at, day);
        else
            select_string(query, arena_print(arena, " AND (" DAY " > '' OR %s)", behind).at);
    }
    select_string(query, " ORDER BY " DAY ", d.statement, d.disputed_by");
    if (filter->most)
        select_string(query, arena_print(arena, " LIMIT %d", filter->most).at);
}

/* Act and actors of a side, by the reviews known by then, and what its reader had instead. */
static bool complete(struct ledger *ledger, struct ledger_side *side, statement_number number, struct text learned,
                     struct arena *arena,
                     struct error *err)
{
    struct ledger_statement row = { 0 };
    struct reviewed reviewed;
    long long article;
    if (!load_statement(ledger, number, arena, &row, &article, err) ||
        !reviews_take(ledger, &row, number, learned, reviews_no_end, arena, &reviewed, err))
        return false;
    side->act = text_of(record_act_text(reviewed.statement.act));
    side->actors = record_party_list(&reviewed.statement.actors, ", ", arena);
    side->machine = standing_machine(&row.statement, &reviewed.statement, arena);
    return true;
}

static bool give(struct ledger *ledger, struct query *query, struct text learned, ledger_dispute_fn each, void *context,
                 struct error *err)
{
    struct arena arena = { 0 };
    struct ledger_dispute row = {
        .rule = db_text(query, 0),
        .statement = { .id = db_text(query, 3), .sentence = db_text(query, 4), .said = db_text(query, 5),
                       .publisher = db_text(query, 6) },
        .disputed_by = { .id = db_text(query, 7), .sentence = db_text(query, 8), .said = db_text(query, 9),
                         .publisher = db_text(query, 10) },
        .place = arena_print(&arena, "%.*s~%lld~%lld", (int)db_text(query, 5).length, db_text(query, 5).at, db_number(query, 1),
                             db_number(query, 2)),
    };
    bool good = complete(ledger, &row.statement, db_number(query, 1), learned, &arena, err) &&
                complete(ledger, &row.disputed_by, db_number(query, 2), learned, &arena, err) && each(context, &row, err);
    arena_release(&arena);
    return good;
}

bool ledger_disputes(struct ledger *ledger, const struct ledger_filter *filter, struct text commitment, ledger_dispute_fn each,
                     void *context, struct error *err)
{
    struct selection selection;
    struct arena arena = { 0 };
    struct query *query = NULL;
    int got = -1;
    select_init(&selection, ledger, disputes);
    if (add_sides(&selection, filter, commitment, &arena, err)) {
        add_page(&selection, filter, &arena);
        query = select_query(&selection, err);
        got = query ? 1 : -1;
    }
    struct text learned = past_bounds_of(&filter->time, &arena).learned;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0)
        got = give(ledger, query, learned, each, context, err) ? 1 : -1;
    db_end(query);
    select_release(&selection);
    arena_release(&arena);
    return got == 0;
}
