/* A commitment as of a day in two times. */
#include "ledger/past.h"

#include "ledger/reviews.h"

static const char end_of_time[] = "9999-12-31T23:59:59.999Z";

bool past_is_now(const struct ledger_time *time)
{
    return !time || (!time->as_of.length && !time->known_by.length);
}

/* The last moment that begins with these digits: "2026-03-01" lasts until its midnight. */
static struct text last_moment(struct text beginning, struct arena *arena)
{
    size_t length = beginning.length < sizeof end_of_time - 1 ? beginning.length : sizeof end_of_time - 1;
    if (length == 4 || length == 7) /* months differ in their last day, but none has a 99th */
        return arena_print(arena, "%.*s-99", (int)length, beginning.at);
    return arena_print(arena, "%.*s%s", (int)length, beginning.at, end_of_time + length);
}

struct past_bounds past_bounds_of(const struct ledger_time *time, struct arena *arena)
{
    return (struct past_bounds){ last_moment(time->as_of, arena), last_moment(time->known_by, arena) };
}

/* Where a walk begins: after this place, with what stood there. */
struct start {
    struct text said;
    statement_number statement;
    struct version version;
};

int past_has_former(struct ledger *ledger, struct text commitment, struct error *err)
{
    struct query *query = db_query(ledger, SQL_HAS_FORMER);
    db_bind_always(query, 1, commitment);
    int got = db_next(ledger, query, err);
    db_done(query);
    return got;
}

static bool walk(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, const struct start *start,
                 struct arena *arena, past_step_fn each, void *context, struct error *err)
{
    int has_former = past_has_former(ledger, commitment, err), got = 1;
    if (has_former < 0)
        return false;
    struct query *query = db_query(ledger, has_former ? SQL_STEPS_WITH_FORMER : SQL_STEPS_BY);
    struct version version = start->version;
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, bounds->said);
    db_bind_always(query, 3, bounds->learned);
    db_bind_always(query, 4, start->said);
    db_bind_number(query, 5, start->statement);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct change changes[CHANGES_MOST];
        struct placed placed = steps_placed(query, arena);
        struct past_step step = { .placed = &placed, .version = &version, .changes = changes };
        if (placed.is_corrected && !reviews_step(ledger, &bounds->learned, reviews_no_end, arena, &placed.step, err)) {
            got = -1;
            break;
        }
        step.change_count = derive_step(&version, &placed.step, &step.effect, changes);
        got = each(context, &step, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

bool past_walk(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
               past_step_fn each, void *context, struct error *err)
{
    return walk(ledger, commitment, bounds, &(struct start){ .statement = 0 }, arena, each, context, err);
}

/* The last version of then that still stands as it did. */
static bool find_start(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                       struct start *start, struct error *err)
{
    struct query *query = db_query(ledger, SQL_VERSION_BY);
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, bounds->said);
    db_bind_always(query, 3, bounds->learned);
    int got = db_next(ledger, query, err);
    if (got > 0)
        *start = (struct start){ arena_copy(arena, db_text(query, 11)), db_number(query, 12), steps_version(query, arena) };
    db_done(query);
    return got >= 0;
}

bool past_count(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                struct past *past, struct error *err)
{
    struct query *query = db_query(ledger, SQL_COUNTS_BY);
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, bounds->said);
    db_bind_always(query, 3, bounds->learned);
    int got = db_next(ledger, query, err);
    if (got > 0) {
        past->statements = (int)db_number(query, 0);
        past->articles = (int)db_number(query, 1);
        past->first_said = arena_copy(arena, db_text(query, 2));
        past->last_said = arena_copy(arena, db_text(query, 3));
    }
    db_done(query);
    return got >= 0;
}

static bool take_version(void *context, const struct past_step *step, struct error *err)
{
    *(struct version *)context = *step->version;
    return true;
}

/* The statements of an article stand together. */
static void count_own(struct past *past, bool is_own, long long article)
{
    if (!is_own)
        return;
    past->articles += past->article != article;
    past->article = article;
    past->statements++;
}

/* Walked through again from there. */
static bool walk_state(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                       struct version *version, struct error *err)
{
    struct start start = { .statement = 0 };
    if (!find_start(ledger, commitment, bounds, arena, &start, err))
        return false;
    *version = start.version;
    return walk(ledger, commitment, bounds, &start, arena, take_version, version, err);
}

static bool read_version(struct ledger *ledger, struct text commitment, struct text said, statement_number statement,
                         struct arena *arena, struct version *version, struct error *err)
{
    struct query *query = db_query(ledger, SQL_VERSION_AT);
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, said);
    db_bind_number(query, 3, statement);
    int got = db_next(ledger, query, err);
    if (got > 0)
        *version = steps_version(query, arena);
    db_done(query);
    return got >= 0;
}

/* Where no review has ever changed what bears on it, the last version by then mostly stands as it did. */
static bool read_state(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                       struct past *past, struct error *err)
{
    struct query *query = db_query(ledger, SQL_BRIEF_BY);
    statement_number last = 0;
    bool is_late = false;
    int got;
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, bounds->said);
    db_bind_always(query, 3, bounds->learned);
    while ((got = db_next(ledger, query, err)) > 0) {
        struct text said = db_text(query, 0);
        if (!last || !text_equals(past->last_said, said))
            past->last_said = arena_copy(arena, said);
        past->first_said = last ? past->first_said : past->last_said;
        last = db_number(query, 1);
        count_own(past, db_number(query, 3), db_number(query, 2));
        is_late = db_number(query, 4);
    }
    if (got < 0 || !last)
        return got == 0;
    return is_late ? walk_state(ledger, commitment, bounds, arena, &past->version, err)
                   : read_version(ledger, commitment, past->last_said, last, arena, &past->version, err);
}

bool past_state(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                struct past *past, struct error *err)
{
    int has_former = past_has_former(ledger, commitment, err);
    if (has_former <= 0)
        return has_former == 0 && read_state(ledger, commitment, bounds, arena, past, err);
    return walk_state(ledger, commitment, bounds, arena, &past->version, err) &&
           past_count(ledger, commitment, bounds, arena, past, err);
}
