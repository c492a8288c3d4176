/* What reviewers found of a statement, as it is kept and as it counts. */
#include "ledger/reviews.h"

#include <limits.h>

#include "ledger/correct.h"
#include "ledger/past.h"

static const char *const kinds[] = { "confirm", "correct", "reject", "comment", "merge", "split", "retract" };
static const char *const verdicts[] = { "", "confirmed", "corrected", "rejected" };

const struct text reviews_all = { "9", 1 };
const long long reviews_no_end = LLONG_MAX;

const char *ledger_review_text(enum ledger_review_kind kind)
{
    return kinds[kind];
}

const char *ledger_verdict_text(enum ledger_verdict verdict)
{
    return verdicts[verdict];
}

static enum ledger_review_kind kind_of(struct text name)
{
    for (int i = 0; i < LEDGER_REVIEW_COUNT; i++)
        if (text_is(name, kinds[i]))
            return (enum ledger_review_kind)i;
    return LEDGER_REVIEW_COMMENT;
}

/* A field that this program does not know comes from a hand-made row, which corrects nothing then. */
static struct ledger_review read_review(struct query *query, struct arena *arena)
{
    int field = ledger_review_field_of(db_text(query, 3));
    struct ledger_review review = {
        .number = db_number(query, 0), .kind = kind_of(db_text(query, 1)), .statement_number = db_number(query, 2),
        .field = field < 0 ? LEDGER_REVIEW_FIELD_ACT : (enum ledger_review_field)field, .retracts = db_number(query, 7),
        .retracted_by = db_number(query, 11),
    };
    struct text *const fields[] = { &review.value, &review.commitment, &review.target };
    for (int i = 0; i < 3; i++)
        *fields[i] = arena_copy(arena, db_text(query, 4 + i));
    review.note = arena_copy(arena, db_text(query, 8));
    review.reviewed_by = arena_copy(arena, db_text(query, 9));
    review.learned_at = arena_copy(arena, db_text(query, 10));
    review.statement = arena_copy(arena, db_text(query, 12));
    if (review.kind == LEDGER_REVIEW_CORRECT && field < 0)
        review.kind = LEDGER_REVIEW_COMMENT;
    return review;
}

/* The query's key is bound already. */
static bool load(struct ledger *ledger, struct query *query, struct text learned, long long upto, struct arena *arena,
                 struct review_list *list, struct error *err)
{
    int got;
    *list = (struct review_list){ 0 };
    db_bind_always(query, 1, learned);
    db_bind_number(query, 2, upto);
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, list, read_review(query, arena));
    return got == 0;
}

bool reviews_load(struct ledger *ledger, statement_number statement, struct text learned, long long upto, struct arena *arena,
                  struct review_list *list, struct error *err)
{
    struct query *query = db_query(ledger, SQL_REVIEWS_OF);
    db_bind_number(query, 3, statement);
    return load(ledger, query, learned, upto, arena, list, err);
}

bool reviews_one(struct ledger *ledger, long long number, struct arena *arena, struct ledger_review *review, struct error *err)
{
    struct review_list list;
    struct query *query = db_query(ledger, SQL_REVIEW);
    db_bind_number(query, 3, number);
    if (!load(ledger, query, reviews_all, reviews_no_end, arena, &list, err))
        return false;
    if (!list.count)
        return error_set(err, ERROR_USAGE, "there is no review %lld; `troth review --log` lists them", number);
    *review = list.items[0];
    return true;
}

enum ledger_verdict reviews_verdict(const struct review_list *list)
{
    static const enum ledger_verdict found[] = { LEDGER_CONFIRMED, LEDGER_CORRECTED, LEDGER_REJECTED };
    for (size_t i = list->count; i-- > 0;)
        if (!list->items[i].retracted_by && list->items[i].kind <= LEDGER_REVIEW_REJECT)
            return found[list->items[i].kind];
    return LEDGER_UNREVIEWED;
}

bool reviews_apply(const struct review_list *list, struct arena *arena, struct statement *statement)
{
    const struct ledger_review *last[LEDGER_REVIEW_FIELD_COUNT] = { NULL };
    bool is_corrected = false;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == LEDGER_REVIEW_CORRECT && !list->items[i].retracted_by)
            last[list->items[i].field] = &list->items[i];
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        if (last[i])
            correct_apply(statement, (enum ledger_review_field)i, last[i]->value, arena);
        is_corrected |= last[i] != NULL;
    }
    return is_corrected;
}

bool reviews_step(struct ledger *ledger, const struct text *learned, long long upto, struct arena *arena, struct step *step,
                  struct error *err)
{
    struct review_list list;
    int class = record_condition_of(step->condition_class);
    struct statement as = {
        .act = step->act, .status = step->status, .object_text = step->object, .condition_text = step->condition,
        .caveat_text = step->caveat, .when_text = step->when, .amount_text = step->amount, .has_condition = class >= 0,
        .condition = class < 0 ? CONDITION_OTHER : (enum condition)class,
    };
    if (!reviews_load(ledger, step->statement, *learned, upto, arena, &list, err))
        return false;
    if (!reviews_apply(&list, arena, &as))
        return true;
    step->act = as.act;
    step->status = as.status;
    step->object = as.object_text;
    step->condition_class = as.has_condition ? text_of(record_condition_text(as.condition)) : TEXT("");
    step->condition = as.condition_text;
    step->caveat = as.caveat_text;
    step->when = as.when_text;
    step->amount = as.amount_text;
    return true;
}

bool ledger_reviews(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_review_fn each,
                    void *context, struct error *err)
{
    struct arena arena = { 0 };
    struct review_list list;
    struct past_bounds bounds = past_bounds_of(time ? time : &(struct ledger_time){ 0 }, &arena);
    struct query *query = db_query(ledger, commitment.length ? SQL_REVIEWS_ON : SQL_REVIEWS);
    if (commitment.length)
        db_bind(query, 3, commitment);
    bool good = load(ledger, query, bounds.learned, reviews_no_end, &arena, &list, err);
    for (size_t i = 0; good && i < list.count; i++)
        good = each(context, &list.items[i], err);
    arena_release(&arena);
    return good;
}
