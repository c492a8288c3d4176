/* Reviews on their way out. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_review {
    struct ledger_review review;
    bool is_known; /* its statement has gone out: under the id that it has in the reading that counts, which is now the review's */
    const struct ledger_review *left; /* [left_count] corrections before it: what a person left in an earlier reading */
    size_t left_count;
};

struct outgoing_reviews {
    struct arena arena;
    struct { struct outgoing_review *items; size_t count, room; } all; /* by number */
    bool have_readings; /* earlier readings go out too, and each review with the one that it was made of */
    bool have_merges;   /* reviews of no statement go out too */
};

static bool take_review(void *context, const struct ledger_review *review, struct error *err)
{
    struct outgoing_reviews *outgoing = context;
    struct ledger_review copy = *review;
    struct text *const texts[] = { &copy.statement, &copy.value, &copy.commitment, &copy.target, &copy.note, &copy.reviewed_by,
                                   &copy.learned_at };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&outgoing->arena, *texts[i]);
    ARENA_PUSH(&outgoing->arena, &outgoing->all, (struct outgoing_review){ .review = copy });
    return true;
}

struct outgoing_reviews *reviews_begin(struct exchange *exchange, bool have_merges, bool have_readings, struct error *err)
{
    struct outgoing_reviews *outgoing = memory_take(sizeof *outgoing);
    *outgoing = (struct outgoing_reviews){ .have_merges = have_merges, .have_readings = have_readings };
    if (ledger_reviews(exchange->ledger, TEXT(""), &exchange->filter->time, take_review, outgoing, err))
        return outgoing;
    reviews_end(outgoing);
    return NULL;
}

void reviews_end(struct outgoing_reviews *outgoing)
{
    if (!outgoing)
        return;
    arena_release(&outgoing->arena);
    free(outgoing);
}

size_t reviews_count(const struct outgoing_reviews *outgoing)
{
    return outgoing->all.count;
}

static bool counts(const struct ledger_review *review)
{
    return !review->retracted_by && review->kind <= LEDGER_REVIEW_REJECT;
}

/* Fields of a later reading that say something else than the reader, which nobody has corrected there. */
static void add_left(struct outgoing_reviews *outgoing, const struct ledger_statement *row, struct outgoing_review *last)
{
    struct { struct ledger_review *items; size_t count, room; } left = { 0 };
    for (int i = 0; row->machine && row->reading && i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        enum ledger_review_field field = (enum ledger_review_field)i;
        struct text value = ledger_review_field_value(&row->statement, field, &outgoing->arena);
        bool is_said = text_equals(value, ledger_review_field_value(row->machine, field, &outgoing->arena));
        for (size_t k = 0; k < row->review_count; k++)
            if (counts(&row->reviews[k]) && row->reviews[k].kind == LEDGER_REVIEW_CORRECT && row->reviews[k].field == field)
                is_said |= text_equals(row->reviews[k].value, value);
        if (is_said)
            continue;
        struct ledger_review one = { .kind = LEDGER_REVIEW_CORRECT, .statement = last->review.statement, .field = field,
                                     .value = arena_copy(&outgoing->arena, value),
                                     .note = TEXT("as it was left in an earlier reading"),
                                     .reviewed_by = last->review.reviewed_by, .learned_at = last->review.learned_at };
        ARENA_PUSH(&outgoing->arena, &left, one);
    }
    last->left = left.items;
    last->left_count = left.count;
}

static int by_number(const void *a, const void *b)
{
    long long x = ((const struct outgoing_review *)a)->review.number, y = ((const struct outgoing_review *)b)->review.number;
    return x < y ? -1 : x > y;
}

static struct outgoing_review *by_review_number(const struct outgoing_reviews *outgoing, long long number)
{
    const struct outgoing_review key = { .review = { .number = number } };
    return outgoing->all.count ? bsearch(&key, outgoing->all.items, outgoing->all.count, sizeof key, by_number) : NULL;
}

void reviews_note(struct outgoing_reviews *outgoing, const struct ledger_statement *row)
{
    if (outgoing->have_readings)
        return;
    struct text id = row->review_count ? arena_copy(&outgoing->arena, text_of(row->statement.id)) : TEXT("");
    size_t last = row->review_count;
    for (size_t i = 0; i < row->review_count; i++)
        last = counts(&row->reviews[i]) ? i : last;
    for (size_t i = 0; i < row->review_count; i++) {
        struct outgoing_review *known = by_review_number(outgoing, row->reviews[i].number);
        if (!known)
            continue;
        known->is_known = true;
        known->review.statement = id;
        if (i == last)
            add_left(outgoing, row, known);
    }
}

const struct ledger_review *reviews_at(const struct outgoing_reviews *outgoing, size_t place)
{
    return &outgoing->all.items[place].review;
}

static void write(const struct ledger_review *review, struct buffer *out)
{
    ledger_write_review(review, out);
    buffer_add_char(out, '\n');
}

void reviews_write(const struct outgoing_reviews *outgoing, size_t place, struct buffer *out)
{
    const struct outgoing_review *one = &outgoing->all.items[place];
    bool is_out = one->is_known || outgoing->have_readings || (outgoing->have_merges && !one->review.statement.length);
    for (size_t i = 0; is_out && i < one->left_count; i++)
        write(&one->left[i], out);
    if (is_out)
        write(&one->review, out);
}
