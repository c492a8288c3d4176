/* Reviews on their way out, with marks: each behind the reports that were there when it was made, so that another ledger comes to the same. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_review {
    struct ledger_review review;
    bool is_known; /* its statement has gone out: under the id that it has in the reading that counts, which is now the review's */
    const struct ledger_review *left; /* [left_count] corrections before it: what a person left in an earlier reading */
    size_t left_count;
};

struct outgoing {
    struct exchange *exchange;
    struct arena arena;
    struct { struct outgoing_review *items; size_t count, room; } all; /* by number */
    size_t next; /* of `all` */
    bool is_whole; /* nothing is left out by a filter, and so merges and marks go out too */
    struct outgoing_marks *marks; /* where it is whole; else NULL */
};

static bool take_review(void *context, const struct ledger_review *review, struct error *err)
{
    struct outgoing *outgoing = context;
    struct ledger_review copy = *review;
    struct text *const texts[] = { &copy.statement, &copy.value, &copy.commitment, &copy.target, &copy.note, &copy.reviewed_by,
                                   &copy.learned_at };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&outgoing->arena, *texts[i]);
    ARENA_PUSH(&outgoing->arena, &outgoing->all, (struct outgoing_review){ .review = copy });
    return true;
}

static bool is_empty(const struct ledger_filter *filter)
{
    const struct text parts[] = { filter->id,    filter->actor, filter->recipient, filter->article, filter->act,
                                  filter->means, filter->state, filter->since,     filter->until,   filter->words, filter->search };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].length)
            return false;
    return true;
}

struct outgoing *reviews_begin(struct exchange *exchange, struct error *err)
{
    struct outgoing *outgoing = memory_take(sizeof *outgoing);
    *outgoing = (struct outgoing){ .exchange = exchange, .is_whole = is_empty(exchange->filter) };
    if ((!outgoing->is_whole || (outgoing->marks = marks_begin(exchange, err))) &&
        ledger_reviews(exchange->ledger, TEXT(""), &exchange->filter->time, take_review, outgoing, err))
        return outgoing;
    reviews_end(outgoing);
    return NULL;
}

void reviews_end(struct outgoing *outgoing)
{
    if (!outgoing)
        return;
    marks_end(outgoing->marks);
    arena_release(&outgoing->arena);
    free(outgoing);
}

bool reviews_are_all(const struct outgoing *outgoing)
{
    return outgoing->is_whole;
}

static bool counts(const struct ledger_review *review)
{
    return !review->retracted_by && review->kind <= LEDGER_REVIEW_REJECT;
}

/* Fields of a later reading that say something else than the reader, which nobody has corrected there. */
static void add_left(struct outgoing *outgoing, const struct ledger_statement *row, struct outgoing_review *last)
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

/* NULL: the question was of a moment before it. */
static struct outgoing_review *find(const struct outgoing *outgoing, long long number)
{
    const struct outgoing_review key = { .review = { .number = number } };
    return outgoing->all.count ? bsearch(&key, outgoing->all.items, outgoing->all.count, sizeof key, by_number) : NULL;
}

void reviews_note(struct outgoing *outgoing, const struct ledger_statement *row)
{
    struct text id = row->review_count ? arena_copy(&outgoing->arena, text_of(row->statement.id)) : TEXT("");
    size_t last = row->review_count;
    for (size_t i = 0; i < row->review_count; i++)
        last = counts(&row->reviews[i]) ? i : last;
    for (size_t i = 0; i < row->review_count; i++) {
        struct outgoing_review *known = find(outgoing, row->reviews[i].number);
        if (!known)
            continue;
        known->is_known = true;
        known->review.statement = id;
        if (i == last)
            add_left(outgoing, row, known);
    }
}

static void write(const struct ledger_review *review, struct buffer *out)
{
    ledger_write_review(review, out);
    buffer_add_char(out, '\n');
}

void reviews_write(struct outgoing *outgoing, long long before, struct buffer *out)
{
    for (; outgoing->next < outgoing->all.count; outgoing->next++) {
        const struct outgoing_review *next = &outgoing->all.items[outgoing->next];
        if (before && next->review.last_article >= before)
            return;
        if (!next->is_known && (next->review.statement.length || !outgoing->is_whole))
            continue;
        if (outgoing->marks)
            marks_write(outgoing->marks, next->review.number, out);
        for (size_t i = 0; i < next->left_count; i++)
            write(&next->left[i], out);
        write(&next->review, out);
    }
    if (!before && outgoing->marks)
        marks_write(outgoing->marks, 0, out);
}
