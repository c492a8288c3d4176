/* Reviews on their way out: each behind the reports that were there when it was made, so that another ledger comes to the same. */
#include <stdlib.h>

#include "exchange/inner.h"

/* Which reviews belong to a statement that has gone out, and under which id: that of the reading that counts. */
struct outgoing_review {
    long long number;
    struct text statement;
    const struct ledger_review *left; /* [left_count] corrections before it: what a person left in an earlier reading */
    size_t left_count;
};

struct outgoing {
    struct exchange *exchange;
    struct arena arena;
    struct { struct ledger_review *items; size_t count, room; } all;
    struct { struct outgoing_review *items; size_t count, room; } known;
    size_t next; /* of `all` */
    bool is_whole; /* nothing is left out by a filter, and so merges go out too */
};

static bool take_review(void *context, const struct ledger_review *review, struct error *err)
{
    struct outgoing *outgoing = context;
    struct ledger_review copy = *review;
    struct text *const texts[] = { &copy.statement, &copy.value, &copy.commitment, &copy.target, &copy.note, &copy.reviewed_by,
                                   &copy.learned_at };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&outgoing->arena, *texts[i]);
    ARENA_PUSH(&outgoing->arena, &outgoing->all, copy);
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
    if (ledger_reviews(exchange->ledger, TEXT(""), &exchange->filter->time, take_review, outgoing, err))
        return outgoing;
    reviews_end(outgoing);
    return NULL;
}

void reviews_end(struct outgoing *outgoing)
{
    if (!outgoing)
        return;
    arena_release(&outgoing->arena);
    free(outgoing);
}

static bool counts(const struct ledger_review *review)
{
    return !review->retracted_by && review->kind <= LEDGER_REVIEW_REJECT;
}

/* Fields of a later reading that say something else than the reader, which nobody has corrected there. */
static void add_left(struct outgoing *outgoing, const struct ledger_statement *row, struct outgoing_review *last,
                     const struct ledger_review *review)
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
        struct ledger_review one = { .kind = LEDGER_REVIEW_CORRECT, .statement = last->statement, .field = field,
                                     .value = arena_copy(&outgoing->arena, value),
                                     .note = TEXT("as it was left in an earlier reading"),
                                     .reviewed_by = arena_copy(&outgoing->arena, review->reviewed_by),
                                     .learned_at = arena_copy(&outgoing->arena, review->learned_at) };
        ARENA_PUSH(&outgoing->arena, &left, one);
    }
    last->left = left.items;
    last->left_count = left.count;
}

void reviews_note(struct outgoing *outgoing, const struct ledger_statement *row)
{
    struct text id = row->review_count ? arena_copy(&outgoing->arena, text_of(row->statement.id)) : TEXT("");
    size_t last = row->review_count;
    for (size_t i = 0; i < row->review_count; i++)
        last = counts(&row->reviews[i]) ? i : last;
    for (size_t i = 0; i < row->review_count; i++) {
        struct outgoing_review known = { .number = row->reviews[i].number, .statement = id };
        if (i == last)
            add_left(outgoing, row, &known, &row->reviews[i]);
        ARENA_PUSH(&outgoing->arena, &outgoing->known, known);
    }
}

static const struct outgoing_review *find(const struct outgoing *outgoing, long long number)
{
    for (size_t i = outgoing->known.count; i-- > 0;)
        if (outgoing->known.items[i].number == number)
            return &outgoing->known.items[i];
    return NULL;
}

static void write(const struct ledger_review *review, struct buffer *out)
{
    ledger_write_review(review, out);
    buffer_add_char(out, '\n');
}

void reviews_write(struct outgoing *outgoing, long long before, struct buffer *out)
{
    for (; outgoing->next < outgoing->all.count; outgoing->next++) {
        struct ledger_review review = outgoing->all.items[outgoing->next];
        if (before && review.last_article >= before)
            return;
        const struct outgoing_review *known = find(outgoing, review.number);
        if (!known && (review.statement.length || !outgoing->is_whole))
            continue;
        for (size_t i = 0; known && i < known->left_count; i++)
            write(&known->left[i], out);
        if (known)
            review.statement = known->statement;
        write(&review, out);
    }
}
