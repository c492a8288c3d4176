/* Takes a commitment through its statements by the rules of derive.c and keeps each version. */
#include "ledger/gather.h"
#include "ledger/marks.h"
#include "ledger/steps.h"

/* The commitment whose versions are derived. */
struct deriving {
    struct ledger *ledger;
    const char *commitment;
    struct arena *arena;
    struct text learned; /* when the book learned of the new article */
    struct text since;   /* from when on the book has held the version before the next step */
};

/* What stood before `said` and `statement`, or at last where `statement` is 0; all zeros where nothing did. */
static bool load_version(struct deriving *of, struct text said, statement_number statement, struct version *version,
                         struct error *err)
{
    struct query *query = db_query(of->ledger, statement ? SQL_VERSION_BEFORE : SQL_LAST_VERSION);
    *version = (struct version){ 0 };
    db_bind(query, 1, text_of(of->commitment));
    if (statement) {
        db_bind_always(query, 2, said);
        db_bind_number(query, 3, statement);
    }
    int got = db_next(of->ledger, query, err);
    if (got > 0)
        *version = steps_version(query, of->arena);
    if (got > 0 && statement)
        of->since = arena_copy(of->arena, db_text(query, 11));
    db_done(query);
    return got >= 0;
}

/* What the step changed when it was derived last; a new one was not. */
static bool drop_changes(struct deriving *of, const struct placed *placed, struct error *err)
{
    if (!placed->kept.stands_on)
        return true;
    struct query *query = db_query(of->ledger, SQL_DROP_REVISIONS);
    db_bind(query, 1, text_of(of->commitment));
    db_bind_always(query, 2, placed->said);
    db_bind_number(query, 3, placed->step.statement);
    return db_run(of->ledger, query, err);
}

static bool keep_changes(struct deriving *of, const struct placed *placed, const struct change *changes, int count,
                         struct error *err)
{
    bool good = drop_changes(of, placed, err);
    for (int i = 0; good && i < count; i++) {
        struct query *query = db_query(of->ledger, SQL_ADD_REVISION);
        db_bind(query, 1, text_of(of->commitment));
        db_bind_always(query, 2, placed->said);
        db_bind_number(query, 3, placed->step.statement);
        db_bind(query, 4, text_of(changes[i].what));
        db_bind_number(query, 5, changes[i].earlier);
        db_bind(query, 6, changes[i].before);
        db_bind(query, 7, changes[i].after);
        good = db_run(of->ledger, query, err);
    }
    return good;
}

static void bind_version(struct query *query, int place, const struct version *version)
{
    const struct text details[] = { version->object, version->condition_class, version->condition,
                                    version->caveat, version->when,            version->amount };
    db_bind(query, place, text_of(state_text(version->state)));
    db_bind_number(query, place + 1, version->is_disputed);
    db_bind_number(query, place + 2, version->is_revised);
    for (int i = 0; i < 6; i++)
        db_bind(query, place + 3 + i, details[i]);
    db_bind_number(query, place + 9, version->stands_on);
}

static bool keep_version(struct deriving *of, const struct placed *placed, const char *effect, const struct version *version,
                         struct error *err)
{
    struct query *query = db_query(of->ledger, SQL_SET_VERSION);
    db_bind(query, 1, text_of(of->commitment));
    db_bind_always(query, 2, placed->said);
    db_bind_number(query, 3, placed->step.statement);
    db_bind(query, 4, text_of(effect));
    db_bind_number(query, 5, version->is_promised);
    bind_version(query, 6, version);
    db_bind_always(query, 16, of->since);
    return db_run(of->ledger, query, err);
}

/* `known` is the last version; NULL: it is to be looked up. */
static bool keep_commitment(struct deriving *of, const struct version *known, struct error *err)
{
    struct version last;
    if (known)
        last = *known;
    else if (!load_version(of, TEXT(""), 0, &last, err))
        return false;
    if (!marks_apply(of->ledger, text_of(of->commitment), NULL, &last, err))
        return false;
    struct query *query = db_query(of->ledger, SQL_SET_COMMITMENT);
    db_bind(query, 1, text_of(of->commitment));
    bind_version(query, 2, &last);
    return db_run(of->ledger, query, err);
}

static bool is_same(const struct version *a, const struct version *b)
{
    return a->state == b->state && a->is_disputed == b->is_disputed && a->is_revised == b->is_revised &&
           a->is_promised == b->is_promised && a->stands_on == b->stands_on && text_equals(a->object, b->object) &&
           text_equals(a->condition_class, b->condition_class) && text_equals(a->condition, b->condition) &&
           text_equals(a->caveat, b->caveat) && text_equals(a->when, b->when) && text_equals(a->amount, b->amount);
}

/* Reads a stretch of steps before it writes any, since both are rows of the same table. */
enum { STRETCH = 32 };

static bool load_steps(struct deriving *of, struct text said, statement_number statement, struct placed_list *steps,
                       struct error *err)
{
    struct query *query = db_query(of->ledger, SQL_STEPS);
    int got = 1;
    db_bind(query, 1, text_of(of->commitment));
    db_bind_always(query, 2, said);
    db_bind_number(query, 3, statement);
    db_bind_number(query, 4, STRETCH);
    for (steps->count = 0; got > 0;) {
        got = db_next(of->ledger, query, err);
        if (got > 0) {
            struct placed placed = steps_placed(query, of->arena);
            ARENA_PUSH(of->arena, steps, placed);
        }
    }
    db_done(query);
    return got >= 0;
}

static struct text later(struct text a, struct text b)
{
    return text_compare(a, b) < 0 ? b : a;
}

/* Derives one step. `*is_as_before`: its version came out as it was kept. What came out otherwise is held from when the last of all
 * was learned that it comes from. */
static bool derive_one(struct deriving *of, const struct placed *placed, struct version *version, bool *is_as_before,
                       struct error *err)
{
    struct change changes[CHANGES_MOST];
    const char *effect;
    int count = derive_step(version, &placed->step, &effect, changes);
    *is_as_before = is_same(version, &placed->kept);
    of->since = *is_as_before ? placed->since : later(later(of->learned, of->since), placed->system_from);
    return keep_changes(of, placed, changes, count, err) && keep_version(of, placed, effect, version, err);
}

/* Derives on until the steps end (`*is_last`), or an article later than the new one ends with what was kept: then the rest stays as
 * it is. */
static bool derive_on(struct deriving *of, struct text said, statement_number statement, long long article, struct version *version,
                      bool *is_last, struct error *err)
{
    struct placed_list steps = { 0 };
    bool is_as_before = false;
    long long last = article;
    *is_last = false;
    do {
        if (!load_steps(of, said, statement, &steps, err))
            return false;
        for (size_t i = 0; i < steps.count; i++) {
            const struct placed *placed = &steps.items[i];
            if (!of->learned.length)
                of->learned = placed->system_from;
            if (placed->step.article != last && last != article && is_as_before)
                return true;
            last = placed->step.article;
            if (!derive_one(of, placed, version, &is_as_before, err))
                return false;
            said = placed->said;
            statement = placed->step.statement + 1;
        }
    } while (steps.count == STRETCH);
    *is_last = true;
    return true;
}

bool versions_derive(struct ledger *ledger, const char *commitment, const struct gathered *article, struct arena *arena,
                     struct error *err)
{
    struct deriving of = { .ledger = ledger, .commitment = commitment, .arena = arena };
    struct version version;
    bool is_last;
    return load_version(&of, article->said, article->numbers[0], &version, err) &&
           derive_on(&of, article->said, article->numbers[0], article->article, &version, &is_last, err) &&
           keep_commitment(&of, is_last ? &version : NULL, err);
}

bool versions_refresh(struct ledger *ledger, const char *commitment, struct arena *arena, struct error *err)
{
    struct deriving of = { .ledger = ledger, .commitment = commitment, .arena = arena };
    return keep_commitment(&of, NULL, err);
}
