/* A commitment as of a day in two times. */
#include "ledger/past.h"

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

bool past_walk(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
               past_step_fn each, void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_STEPS_BY);
    struct version version = { 0 };
    int got = 1;
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, bounds->said);
    db_bind_always(query, 3, bounds->learned);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct change changes[CHANGES_MOST];
        struct placed placed = steps_placed(query, arena);
        struct past_step step = { .placed = &placed, .version = &version, .changes = changes };
        step.change_count = derive_step(&version, &placed.step, &step.effect, changes);
        got = each(context, &step, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

void past_add(struct past *past, const struct past_step *step)
{
    past->version = *step->version;
    if (!past->steps++)
        past->first_said = step->placed->said;
    past->last_said = step->placed->said;
    if (!step->placed->step.is_own)
        return;
    past->articles += past->article != step->placed->step.article;
    past->article = step->placed->step.article;
    past->statements++;
}
