/* What reviewers found of a statement, as it is kept and as it counts. */
#include "ledger/reviews.h"

#include <limits.h>

#include "ledger/correct.h"
#include "ledger/load.h"
#include "ledger/past.h"

static const char *const kinds[] = { "confirm", "correct", "reject", "comment", "merge", "split", "retract" };
static const char *const verdicts[] = { "", "confirmed", "corrected", "rejected" };

const struct text reviews_all = { "9", 1 };
const long long reviews_no_end = LLONG_MAX;

int ledger_review_of(struct text name)
{
    for (int i = 0; i < LEDGER_REVIEW_COUNT; i++)
        if (text_is(name, kinds[i]))
            return i;
    return -1;
}

const char *ledger_review_text(enum ledger_review_kind kind)
{
    return kinds[kind];
}

const char *ledger_verdict_text(enum ledger_verdict verdict)
{
    return verdicts[verdict];
}

/* A kind or field that this program does not know comes from a hand-made row, which corrects nothing then. */
static struct ledger_review read_review(struct query *query, struct arena *arena)
{
    int kind = ledger_review_of(db_text(query, 1)), field = ledger_review_field_of(db_text(query, 3));
    struct ledger_review review = {
        .number = db_number(query, 0), .kind = kind < 0 ? LEDGER_REVIEW_COMMENT : (enum ledger_review_kind)kind,
        .statement_number = db_number(query, 2),
        .field = field < 0 ? LEDGER_REVIEW_FIELD_ACT : (enum ledger_review_field)field, .retracts = db_number(query, 7),
        .retracted_by = db_number(query, 11), .last_article = db_number(query, 13),
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

static bool counts(const struct ledger_review *review, enum ledger_review_kind kind)
{
    return review->kind == kind && !review->retracted_by;
}

/* What the statement said when the person was done with it: as its reader had it, and as it was corrected by then. */
static bool load_seen(struct ledger *ledger, const struct review_list *list, const struct ledger_review *last, struct arena *arena,
                      struct statement *machine, struct statement *left, struct error *err)
{
    struct ledger_statement row = { 0 };
    long long article;
    if (!load_statement(ledger, last->statement_number, arena, &row, &article, err))
        return false;
    *machine = *left = row.statement;
    for (const struct ledger_review *review = list->items; review <= last; review++)
        if (counts(review, LEDGER_REVIEW_CORRECT))
            correct_apply(left, review->field, review->value, arena);
    return true;
}

static bool pin(struct ledger *ledger, const struct ledger_review *last, struct arena *arena, struct review_list *list,
                struct error *err)
{
    struct statement machine, left;
    if (!load_seen(ledger, list, last, arena, &machine, &left, err))
        return false;
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        enum ledger_review_field field = (enum ledger_review_field)i;
        struct review_pin one = { last->number, field, ledger_review_field_value(&left, field, arena) };
        ARENA_PUSH(arena, &list->pins, one);
    }
    return true;
}

bool reviews_load(struct ledger *ledger, statement_number statement, struct text learned, long long upto, struct arena *arena,
                  struct review_list *list, struct error *err)
{
    struct query *query = db_query(ledger, SQL_REVIEWS_OF);
    db_bind_number(query, 3, statement);
    if (!load(ledger, query, learned, upto, arena, list, err))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        const struct ledger_review *review = &list->items[i];
        bool vouches = counts(review, LEDGER_REVIEW_CONFIRM) || counts(review, LEDGER_REVIEW_CORRECT);
        if (vouches && review->statement_number != statement && !pin(ledger, review, arena, list, err))
            return false;
    }
    return true;
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

/* The review that decides; NULL where there is none. */
static const struct ledger_review *last_verdict(const struct review_list *list)
{
    for (size_t i = list->count; i-- > 0;)
        if (!list->items[i].retracted_by && list->items[i].kind <= LEDGER_REVIEW_REJECT)
            return &list->items[i];
    return NULL;
}

enum ledger_verdict reviews_verdict(const struct review_list *list)
{
    static const enum ledger_verdict found[] = { LEDGER_CONFIRMED, LEDGER_CORRECTED, LEDGER_REJECTED };
    const struct ledger_review *last = last_verdict(list);
    return last ? found[last->kind] : LEDGER_UNREVIEWED;
}

/* What a person last said of each field; `review` is 0 where nobody did. */
static void find_last(const struct review_list *list, struct review_pin last[LEDGER_REVIEW_FIELD_COUNT])
{
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++)
        last[i] = (struct review_pin){ .review = 0 };
    for (size_t i = 0; i < list->pins.count; i++)
        if (list->pins.items[i].review >= last[list->pins.items[i].field].review)
            last[list->pins.items[i].field] = list->pins.items[i];
    for (size_t i = 0; i < list->count; i++) {
        const struct ledger_review *review = &list->items[i];
        if (counts(review, LEDGER_REVIEW_CORRECT) && review->number >= last[review->field].review)
            last[review->field] = (struct review_pin){ review->number, review->field, review->value };
    }
}

static bool says(const struct statement *statement, enum ledger_review_field field, struct text value, struct arena *arena)
{
    return text_equals(ledger_review_field_value(statement, field, arena), value);
}

bool reviews_apply(const struct review_list *list, struct arena *arena, struct statement *statement)
{
    struct review_pin last[LEDGER_REVIEW_FIELD_COUNT];
    bool is_corrected = false;
    find_last(list, last);
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++)
        if (last[i].review && !says(statement, last[i].field, last[i].value, arena)) {
            correct_apply(statement, last[i].field, last[i].value, arena);
            is_corrected = true;
        }
    return is_corrected;
}

/* A person looked at what an earlier reading said, and the present one says something else, which is not what the person left there
 * either. Who has looked at the present one has settled it. */
static bool find_conflicts(struct ledger *ledger, const struct ledger_statement *row, statement_number number, struct arena *arena,
                           struct reviewed *reviewed, struct error *err)
{
    struct statement seen, left;
    const struct ledger_review *last = last_verdict(&reviewed->reviews);
    if (!last || last->statement_number == number)
        return true;
    if (!load_seen(ledger, &reviewed->reviews, last, arena, &seen, &left, err))
        return false;
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        enum ledger_review_field field = (enum ledger_review_field)i;
        struct text now = ledger_review_field_value(&row->statement, field, arena);
        if (!says(&seen, field, now, arena) && (reviewed->verdict == LEDGER_REJECTED || !says(&left, field, now, arena)))
            reviewed->conflicts |= 1u << i;
    }
    if (load_is_kept(row))
        reviewed->conflicts |= LEDGER_CONFLICT_GONE;
    return true;
}

bool reviews_take(struct ledger *ledger, const struct ledger_statement *row, statement_number number, struct text learned,
                  long long upto, struct arena *arena, struct reviewed *reviewed, struct error *err)
{
    *reviewed = (struct reviewed){ .statement = row->statement };
    if (!reviews_load(ledger, number, learned, upto, arena, &reviewed->reviews, err))
        return false;
    reviewed->verdict = reviews_verdict(&reviewed->reviews);
    reviewed->is_corrected = reviews_apply(&reviewed->reviews, arena, &reviewed->statement);
    return find_conflicts(ledger, row, number, arena, reviewed, err);
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

bool ledger_last_review(struct ledger *ledger, struct text commitment, const struct ledger_time *time, long long *number,
                        struct error *err)
{
    struct arena arena = { 0 };
    struct query *query = db_query(ledger, SQL_LAST_REVIEW_ON);
    db_bind_always(query, 1, commitment);
    db_bind_always(query, 2, past_bounds_of(time, &arena).learned);
    bool good = db_answer(ledger, query, number, err);
    arena_release(&arena);
    return good;
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
