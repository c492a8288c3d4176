/* Rows of versions and statements as the rules take them. */
#include "ledger/steps.h"

static void read_details(struct query *query, int column, struct arena *arena, struct text *const fields[6])
{
    for (int i = 0; i < 6; i++)
        *fields[i] = arena_copy(arena, db_text(query, column + i));
}

/* The first eleven columns of a row. */
struct version steps_version(struct query *query, struct arena *arena)
{
    int state = state_of(db_text(query, 0));
    struct version version = {
        .state = state < 0 ? STATE_NONE : (enum state)state, .is_disputed = db_number(query, 1), .is_revised = db_number(query, 2),
        .is_promised = db_number(query, 3), .stands_on = db_number(query, 10),
    };
    read_details(query, 4, arena,
                 (struct text *const[]){ &version.object, &version.condition_class, &version.condition, &version.caveat,
                                                          &version.when, &version.amount });
    return version;
}

static struct step read_step(struct query *query, struct arena *arena)
{
    struct step step = {
        .statement = db_number(query, 12), .article = db_number(query, 13), .is_own = db_number(query, 14),
        .restates = db_number(query, 15), .revises = db_number(query, 16), .disputes = db_number(query, 17),
    };
    int act = record_act_of(db_text(query, 18)), status = record_status_of(db_text(query, 19));
    step.act = act < 0 ? ACT_COUNT : (enum act)act;
    step.status = status < 0 ? STATUS_ACTUAL : (enum status)status;
    read_details(query, 20, arena,
                 (struct text *const[]){ &step.object, &step.condition_class, &step.condition, &step.caveat, &step.when,
                                                           &step.amount });
    return step;
}

struct placed steps_placed(struct query *query, struct arena *arena)
{
    return (struct placed){ arena_copy(arena, db_text(query, 11)), read_step(query, arena), steps_version(query, arena),
                            arena_copy(arena, db_text(query, 26)), arena_copy(arena, db_text(query, 27)),
                            db_number(query, 28) != 0 };
}
