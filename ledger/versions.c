/* Takes a commitment through its statements by the rules of derive.c and keeps each version. */
#include "ledger/gather.h"

/* A step with its place in the order. */
struct placed {
    struct text said;
    struct step step;
};

struct placed_list {
    struct placed *items;
    size_t count, room;
};

static void read_details(sqlite3_stmt *query, int column, struct arena *arena, struct text *const fields[6])
{
    for (int i = 0; i < 6; i++)
        *fields[i] = arena_copy(arena, db_text(query, column + i));
}

/* What stood before `said` and `statement`; all zeros where nothing did. */
static bool load_before(struct ledger *ledger, const char *commitment, struct text said, statement_number statement, struct arena *arena,
                        struct version *version, struct error *err)
{
    sqlite3_stmt *query = db_query(ledger, SQL_VERSION_BEFORE);
    *version = (struct version){ 0 };
    db_bind(query, 1, text_of(commitment));
    db_bind_always(query, 2, said);
    db_bind_number(query, 3, statement);
    int got = db_next(ledger, query, err);
    if (got <= 0)
        return got == 0;
    int state = state_of(db_text(query, 0));
    version->state = state < 0 ? STATE_NONE : (enum state)state;
    version->is_disputed = db_number(query, 1);
    version->is_revised = db_number(query, 2);
    version->is_promised = db_number(query, 3);
    read_details(query, 4, arena, (struct text *const[]){ &version->object, &version->condition_class, &version->condition,
                                                          &version->caveat, &version->when, &version->amount });
    version->position = (int)db_number(query, 10);
    version->statements = (int)db_number(query, 11);
    version->articles = (int)db_number(query, 12);
    version->stands_on = db_number(query, 13);
    db_done(query);
    return true;
}

static struct step read_step(sqlite3_stmt *query, struct arena *arena)
{
    struct step step = {
        .statement = db_number(query, 1), .article = db_number(query, 2), .is_own = db_number(query, 3),
        .restates = db_number(query, 4), .revises = db_number(query, 5), .disputes = db_number(query, 6),
    };
    int act = record_act_of(db_text(query, 7)), status = record_status_of(db_text(query, 8));
    step.act = act < 0 ? ACT_COUNT : (enum act)act;
    step.status = status < 0 ? STATUS_ACTUAL : (enum status)status;
    read_details(query, 9, arena, (struct text *const[]){ &step.object, &step.condition_class, &step.condition, &step.caveat, &step.when,
                                                          &step.amount });
    return step;
}

/* All are read before the first is written, since both are rows of the same table. */
static bool load_steps(struct ledger *ledger, const char *commitment, struct text said, statement_number statement, struct arena *arena,
                       struct placed_list *steps, struct error *err)
{
    sqlite3_stmt *query = db_query(ledger, SQL_STEPS);
    int got;
    db_bind(query, 1, text_of(commitment));
    db_bind_always(query, 2, said);
    db_bind_number(query, 3, statement);
    while ((got = db_next(ledger, query, err)) > 0) {
        struct placed placed = { arena_copy(arena, db_text(query, 0)), read_step(query, arena) };
        ARENA_PUSH(arena, steps, placed);
    }
    return got == 0;
}

static void bind_state(sqlite3_stmt *query, int place, const struct version *version)
{
    const struct text details[] = { version->object, version->condition_class, version->condition,
                                    version->caveat, version->when,            version->amount };
    db_bind(query, place, text_of(state_text(version->state)));
    db_bind_number(query, place + 1, version->is_disputed);
    db_bind_number(query, place + 2, version->is_revised);
    for (int i = 0; i < 6; i++)
        db_bind(query, place + 3 + i, details[i]);
    db_bind_number(query, place + 9, version->statements);
    db_bind_number(query, place + 10, version->articles);
    db_bind_number(query, place + 11, version->stands_on);
}

static bool keep_version(struct ledger *ledger, const char *commitment, const struct placed *placed, const char *effect,
                         const struct version *version, struct error *err)
{
    sqlite3_stmt *query = db_query(ledger, SQL_SET_VERSION);
    db_bind(query, 1, text_of(commitment));
    db_bind_always(query, 2, placed->said);
    db_bind_number(query, 3, placed->step.statement);
    db_bind_number(query, 4, version->position);
    db_bind(query, 5, text_of(effect));
    db_bind_number(query, 6, version->is_promised);
    bind_state(query, 7, version);
    return db_run(ledger, query, err);
}

static bool keep_changes(struct ledger *ledger, const char *commitment, const struct placed *placed, const struct change *changes,
                         int count, struct error *err)
{
    for (int i = 0; i < count; i++) {
        sqlite3_stmt *query = db_query(ledger, SQL_ADD_REVISION);
        db_bind(query, 1, text_of(commitment));
        db_bind_always(query, 2, placed->said);
        db_bind_number(query, 3, placed->step.statement);
        db_bind(query, 4, text_of(changes[i].what));
        db_bind_number(query, 5, changes[i].earlier);
        db_bind(query, 6, changes[i].before);
        db_bind(query, 7, changes[i].after);
        if (!db_run(ledger, query, err))
            return false;
    }
    return true;
}

static bool drop_changes(struct ledger *ledger, const char *commitment, struct text said, statement_number statement, struct error *err)
{
    sqlite3_stmt *query = db_query(ledger, SQL_DROP_REVISIONS);
    db_bind(query, 1, text_of(commitment));
    db_bind_always(query, 2, said);
    db_bind_number(query, 3, statement);
    return db_run(ledger, query, err);
}

static bool keep_commitment(struct ledger *ledger, const char *commitment, const struct version *version, struct error *err)
{
    sqlite3_stmt *query = db_query(ledger, SQL_SET_COMMITMENT);
    db_bind(query, 1, text_of(commitment));
    bind_state(query, 2, version);
    return db_run(ledger, query, err);
}

bool versions_derive(struct ledger *ledger, const char *commitment, struct text said, statement_number statement, struct arena *arena,
                     struct error *err)
{
    struct version version;
    struct placed_list steps = { 0 };
    if (!load_before(ledger, commitment, said, statement, arena, &version, err) ||
        !load_steps(ledger, commitment, said, statement, arena, &steps, err) || !drop_changes(ledger, commitment, said, statement, err))
        return false;
    for (size_t i = 0; i < steps.count; i++) {
        struct change changes[CHANGES_MOST];
        const char *effect;
        int count = derive_step(&version, &steps.items[i].step, &effect, changes);
        if (!keep_version(ledger, commitment, &steps.items[i], effect, &version, err) ||
            !keep_changes(ledger, commitment, &steps.items[i], changes, count, err))
            return false;
    }
    return keep_commitment(ledger, commitment, &version, err);
}
