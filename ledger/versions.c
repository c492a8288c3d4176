/* Takes a commitment through its statements by the rules of derive.c and keeps each version. */
#include "ledger/gather.h"
#include "ledger/marks.h"
#include "ledger/reviews.h"
#include "ledger/steps.h"

/* The commitment whose versions are derived. */
struct deriving {
    struct ledger *ledger;
    const char *commitment;
    struct arena *arena;
    struct text learned; /* when the book learned of the new article */
    struct text since;   /* from when on the book has held the version before the next step */
    bool is_new;         /* its versions have no rows yet */
    long long upto;      /* the last review that counts */
};

/* What stood before `said` and `statement`, or at last where `statement` is 0; all zeros where nothing did. `last_said`: its
 * day. */
static bool load_version(struct deriving *of, struct text said, statement_number statement, struct version *version,
                         struct text *last_said, struct error *err)
{
    struct query *query = db_query(of->ledger, statement ? SQL_VERSION_BEFORE : SQL_LAST_VERSION);
    *version = (struct version){ 0 };
    *last_said = TEXT("");
    db_bind(query, 1, text_of(of->commitment));
    if (statement) {
        db_bind_always(query, 2, said);
        db_bind_number(query, 3, statement);
    }
    int got = db_next(of->ledger, query, err);
    if (got > 0) {
        *version = steps_version(query, of->arena);
        of->since = arena_copy(of->arena, db_text(query, 11));
        *last_said = arena_copy(of->arena, db_text(query, 12));
    }
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

void versions_bind(struct query *query, int place, const struct version *version)
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

static void bind_number(struct query *query, int place, long long number)
{
    if (number)
        db_bind_number(query, place, number);
}

/* A version that is new has its row made; another one's is there. */
static bool keep_version(struct deriving *of, const struct placed *placed, const char *effect, const struct version *version,
                         struct error *err)
{
    struct query *query = db_query(of->ledger, of->is_new ? SQL_ADD_VERSION : SQL_SET_VERSION);
    db_bind(query, 1, text_of(of->commitment));
    db_bind_always(query, 2, placed->said);
    db_bind_number(query, 3, placed->step.statement);
    db_bind_always(query, 4, text_of(effect));
    db_bind_number(query, 5, version->is_promised);
    versions_bind(query, 6, version);
    db_bind_always(query, 16, of->since);
    if (of->is_new) {
        db_bind_number(query, 17, placed->step.is_own);
        bind_number(query, 18, placed->step.restates);
        bind_number(query, 19, placed->step.revises);
        bind_number(query, 20, placed->step.disputes);
        db_bind_number(query, 21, placed->step.article);
        db_bind(query, 22, placed->system_from);
    }
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
    for (size_t i = 0; got >= 0 && i < steps->count; i++)
        if (steps->items[i].is_corrected && !reviews_step(of->ledger, &reviews_all, of->upto, of->arena, &steps->items[i].step,
                                                          err))
            return false;
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

/* A statement of the article as a step. */
static struct placed place_part(const struct gathered *article, const struct part *part)
{
    const struct statement *statement = &article->statements->items[part->index];
    return (struct placed){
        .said = article->said, .system_from = article->learned, .since = TEXT(""),
        .step = {
            .statement = article->numbers[part->index], .article = article->article, .is_own = part->is_own,
            .restates = part->restates, .revises = part->revises, .disputes = part->disputes, .act = statement->act,
            .status = statement->status, .object = statement->object_text,
            .condition_class = statement->has_condition ? text_of(record_condition_text(statement->condition)) : TEXT(""),
            .condition = statement->condition_text, .caveat = statement->caveat_text, .when = statement->when_text,
            .amount = statement->amount_text,
        },
    };
}

/* Nothing of a later day is there: the article's steps are the last ones, and are written as they come out. */
static bool add_last(struct deriving *of, const struct pending *pending, const struct gathered *article, struct version *version,
                     struct error *err)
{
    bool is_as_before;
    of->is_new = true;
    of->learned = article->learned;
    for (size_t i = 0; i < pending->parts.count; i++) {
        struct placed placed = place_part(article, &pending->parts.items[i]);
        if (!derive_one(of, &placed, version, &is_as_before, err))
            return false;
    }
    return true;
}

/* Derives what stands from the article's place on. */
static bool derive_from(struct deriving *of, const struct gathered *article, struct version *version, struct error *err)
{
    statement_number first = article->first ? article->first : article->numbers[0];
    struct text last_said;
    bool is_last;
    of->learned = article->learned;
    of->since = TEXT("");
    return load_version(of, article->said, first, version, &last_said, err) &&
           derive_on(of, article->said, first, article->article, version, &is_last, err) &&
           (is_last || load_version(of, TEXT(""), 0, version, &last_said, err));
}

/* Between others: the bare steps are put there, and all is derived from them on. */
static bool add_between(struct deriving *of, const struct pending *pending, const struct gathered *article,
                        struct version *version, struct error *err)
{
    static const struct version none;
    of->is_new = true;
    of->since = TEXT("");
    for (size_t i = 0; i < pending->parts.count; i++) {
        struct placed placed = place_part(article, &pending->parts.items[i]);
        if (!keep_version(of, &placed, "", &none, err))
            return false;
    }
    of->is_new = false;
    return derive_from(of, article, version, err);
}

bool versions_add(struct ledger *ledger, const struct pending *pending, const struct gathered *article, struct arena *arena,
                  struct version *came_to, struct error *err)
{
    struct deriving of = { .ledger = ledger, .commitment = pending->identity->id, .arena = arena, .upto = article->upto };
    struct text last_said;
    if (article->first)
        return add_between(&of, pending, article, came_to, err);
    if (!load_version(&of, TEXT(""), 0, came_to, &last_said, err))
        return false;
    return text_compare(last_said, article->said) <= 0 ? add_last(&of, pending, article, came_to, err)
                                                       : add_between(&of, pending, article, came_to, err);
}

bool versions_renew(struct ledger *ledger, const char *commitment, const struct gathered *article, struct arena *arena,
                    struct version *came_to, struct error *err)
{
    struct deriving of = { .ledger = ledger, .commitment = commitment, .arena = arena, .upto = article->upto };
    return derive_from(&of, article, came_to, err);
}

bool versions_refresh(struct ledger *ledger, const char *commitment, struct arena *arena, struct error *err)
{
    struct deriving of = { .ledger = ledger, .commitment = commitment, .arena = arena };
    struct text last_said;
    struct version last;
    if (!load_version(&of, TEXT(""), 0, &last, &last_said, err))
        return false;
    if (!last.stands_on) {
        struct query *query = db_query(ledger, SQL_EMPTY_COMMITMENT);
        db_bind(query, 1, text_of(commitment));
        return db_run(ledger, query, err);
    }
    if (!marks_apply(ledger, text_of(commitment), NULL, &last, err))
        return false;
    struct query *query = db_query(ledger, SQL_SET_COMMITMENT);
    db_bind(query, 1, text_of(commitment));
    versions_bind(query, 2, &last);
    return db_run(ledger, query, err);
}
