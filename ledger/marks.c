/* Marks: what somebody saw of the world, appended like reports. */
#include "ledger/marks.h"

#include "ledger/chain.h"
#include "ledger/gather.h"
#include "ledger/select.h"

static const char *const kinds[] = { "met", "ended", "delivered", "retracted" };

const char *ledger_mark_text(enum ledger_mark_kind kind)
{
    return kinds[kind];
}

int ledger_mark_of(struct text name)
{
    for (int i = 0; i < LEDGER_MARK_COUNT; i++)
        if (text_is(name, kinds[i]))
            return i;
    return -1;
}

bool marks_apply(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct version *version,
                 struct error *err)
{
    const struct text all = TEXT("9");
    struct query *query = db_query(ledger, SQL_MARK_FOR);
    db_bind(query, 1, version->condition_class);
    db_bind_always(query, 2, commitment);
    db_bind_number(query, 3, version->stands_on);
    db_bind_always(query, 4, bounds ? bounds->said : all);
    db_bind_always(query, 5, bounds ? bounds->learned : all);
    int got = db_next(ledger, query, err), kind = got > 0 ? ledger_mark_of(db_text(query, 0)) : -1;
    db_done(query);
    if (kind == LEDGER_MARK_DELIVERED)
        version->state = STATE_FULFILLED;
    else if (kind == LEDGER_MARK_MET && version->state == STATE_CONDITIONAL)
        version->state = STATE_DUE;
    return got >= 0;
}

int marks_are_there(struct ledger *ledger, struct error *err)
{
    struct known *known = &ledger->known;
    if (known->has_marks_answer)
        return known->has_marks;
    struct query *query = db_query(ledger, SQL_HAS_MARKS);
    known->has_marks = db_next(ledger, query, err);
    db_done(query);
    known->has_marks_answer = known->has_marks >= 0;
    return known->has_marks;
}

/* 1: the row of a number is there; 0: it is not; -1 and `err`. */
static int is_there(struct ledger *ledger, enum sql sql, struct text key, struct error *err)
{
    struct query *query = db_query(ledger, sql);
    db_bind_always(query, 1, key);
    int got = db_next(ledger, query, err);
    db_done(query);
    return got;
}

/* What a retraction takes back decides what it bears on, and for which days it counts. */
static bool find_retracted(struct ledger *ledger, long long number, struct arena *arena, struct ledger_mark *retracted,
                           struct error *err)
{
    struct query *query = db_query(ledger, SQL_MARK_OF);
    db_bind_number(query, 1, number);
    int got = db_next(ledger, query, err);
    if (got == 0)
        return error_set(err, ERROR_USAGE, "there is no mark %lld; `troth mark` without more lists them", number);
    if (got < 0)
        return false;
    bool is_retraction = ledger_mark_of(db_text(query, 0)) == LEDGER_MARK_RETRACTED, is_retracted = db_number(query, 4);
    *retracted = (struct ledger_mark){ .condition_class = arena_copy(arena, db_text(query, 1)),
                                       .commitment = arena_copy(arena, db_text(query, 2)),
                                       .on = arena_copy(arena, db_text(query, 3)) };
    db_done(query);
    if (is_retraction || is_retracted)
        return error_set(err, ERROR_USAGE, "mark %lld %s; mark anew what holds", number,
                         is_retraction ? "is a retraction itself" : "was retracted before");
    return true;
}

static bool check(struct ledger *ledger, const struct ledger_mark *mark, struct error *err)
{
    if (mark->commitment.length) {
        int there = is_there(ledger, SQL_HAS_COMMITMENT, mark->commitment, err);
        if (there == 0)
            error_set(err, ERROR_USAGE, "no commitment has the id '%.*s'", (int)mark->commitment.length, mark->commitment.at);
        if (there <= 0)
            return false;
    }
    if (mark->kind == LEDGER_MARK_DELIVERED && !mark->commitment.length)
        return error_set(err, ERROR_USAGE, "a delivery is of one commitment: give its id");
    bool wants_class = mark->kind == LEDGER_MARK_MET || mark->kind == LEDGER_MARK_ENDED;
    if (wants_class && record_condition_of(mark->condition_class) < 0)
        return error_set(err, ERROR_USAGE, "'%.*s' is no class of conditions", (int)mark->condition_class.length,
                         mark->condition_class.at);
    return gather_day(mark->on).length || error_set(err, ERROR_USAGE, "'%.*s' is no day", (int)mark->on.length, mark->on.at);
}

static bool insert(struct ledger *ledger, const struct ledger_mark *mark, struct text learned, long long *number, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ADD_MARK);
    db_bind(query, 1, text_of(kinds[mark->kind]));
    db_bind(query, 2, mark->condition_class);
    db_bind(query, 3, mark->recipient);
    db_bind(query, 4, mark->commitment);
    if (mark->retracts)
        db_bind_number(query, 5, mark->retracts);
    db_bind(query, 6, mark->on);
    db_bind(query, 7, mark->source);
    db_bind(query, 8, mark->note);
    db_bind(query, 9, mark->marked_by);
    db_bind(query, 10, learned);
    return db_answer(ledger, query, number, err) && chain_add(ledger, (struct link_of_chain){ .mark = *number }, err);
}

/* The states of the commitments that a mark can bear on. */
static bool refresh(struct ledger *ledger, struct text class, struct text commitment, struct arena *arena, struct error *err)
{
    struct { const char **items; size_t count, room; } ids = { 0 };
    struct query *query = db_query(ledger, SQL_MARKED);
    int got;
    db_bind(query, 1, class);
    db_bind(query, 2, commitment);
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, &ids, arena_copy(arena, db_text(query, 0)).at);
    for (size_t i = 0; got == 0 && i < ids.count; i++)
        got = versions_refresh(ledger, ids.items[i], arena, err) ? 0 : -1;
    return got == 0;
}

static bool add(struct ledger *ledger, struct ledger_mark mark, struct text learned, struct arena *arena, long long *number,
                struct error *err)
{
    struct ledger_mark about = mark;
    if (mark.kind == LEDGER_MARK_RETRACTED) {
        if (!find_retracted(ledger, mark.retracts, arena, &about, err))
            return false;
        mark.on = about.on;
    }
    return check(ledger, &mark, err) && insert(ledger, &mark, learned, number, err) &&
           refresh(ledger, about.condition_class, about.commitment, arena, err);
}

bool ledger_add_mark(struct ledger *ledger, const struct ledger_mark *mark, long long learned_ms, long long *number,
                     struct error *err)
{
    struct arena arena = { 0 };
    if (!db_start(ledger, err))
        return false;
    bool good = add(ledger, *mark, db_time(learned_ms, &arena), &arena, number, err) && db_finish(ledger, err);
    if (!good)
        db_undo(ledger);
    arena_release(&arena);
    return good;
}

static const char list[] =
    "SELECT m.mark, m.kind, m.condition_class, m.recipient, m.commitment, m.retracts, m.\"on\", m.source, m.note, m.marked_by, "
    "m.learned_at, (SELECT min(r.mark) FROM marks r WHERE r.retracts = m.mark AND r.learned_at <= ?1) FROM marks m "
    "WHERE m.learned_at <= ?1";

static struct ledger_mark read_mark(struct query *query)
{
    return (struct ledger_mark){
        .number = db_number(query, 0), .kind = (enum ledger_mark_kind)ledger_mark_of(db_text(query, 1)),
        .condition_class = db_text(query, 2), .recipient = db_text(query, 3), .commitment = db_text(query, 4),
        .retracts = db_number(query, 5),
        .on = db_text(query, 6),
        .source = db_text(query, 7), .note = db_text(query, 8), .marked_by = db_text(query, 9), .learned_at = db_text(query, 10),
        .retracted_by = db_number(query, 11),
    };
}

bool ledger_marks(struct ledger *ledger, const struct ledger_time *time, ledger_mark_fn each, void *context, struct error *err)
{
    struct arena arena = { 0 };
    struct selection selection;
    struct past_bounds bounds = past_bounds_of(time, &arena);
    select_init(&selection, ledger, list);
    selection.values[selection.count++] = bounds.learned;
    select_add(&selection, "m.\"on\" <= ?", bounds.said);
    select_string(&selection, " ORDER BY m.mark");
    struct query *query = select_query(&selection, err);
    int got = query ? 1 : -1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_mark mark = read_mark(query);
        got = each(context, &mark, err) ? 1 : -1;
    }
    db_end(query);
    select_release(&selection);
    arena_release(&arena);
    return got == 0;
}

bool ledger_found(struct ledger *ledger, ledger_found_fn each, void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_CHAIN_FOUND);
    int got;
    while ((got = db_next(ledger, query, err)) > 0)
        if (!each(context, db_number(query, 0), db_number(query, 1), db_number(query, 2), err))
            break;
    db_done(query);
    return got == 0;
}
