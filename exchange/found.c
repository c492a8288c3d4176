/* What came to a book beside reports, on its way out: reviews, marks and later readings, in the order of appending and each behind
 * the reports that were there then, so that another ledger comes to the same. */
#include <limits.h>
#include <stdlib.h>

#include "exchange/inner.h"

struct step {
    enum exchange_sort sort; /* of a review, mark or reading */
    union {
        size_t review;       /* its place */
        const struct ledger_mark *mark;
        const struct ledger_reading *reading;
    };
    long long last_article; /* goes out when the next report lies behind this one; a mark goes with what comes behind it */
};

struct outgoing {
    struct arena arena;
    bool is_whole;                      /* nothing is left out by a filter: marks and merges go out too */
    struct outgoing_reviews *reviews;
    struct outgoing_marks *marks;       /* where it is whole; else NULL */
    struct outgoing_readings *readings; /* where it is whole and not of a day; else NULL */
    struct { struct step *items; size_t count, room; } steps;
    size_t next, next_review;
};

static bool is_empty(const struct ledger_filter *filter)
{
    const struct text parts[] = { filter->id,    filter->actor, filter->recipient, filter->article, filter->act,
                                  filter->means, filter->state, filter->since,     filter->until,   filter->words, filter->search };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].length)
            return false;
    return true;
}

static void add_review(struct outgoing *outgoing, size_t place)
{
    struct step step = { .sort = EXCHANGE_REVIEW, .review = place,
                         .last_article = reviews_at(outgoing->reviews, place)->last_article };
    ARENA_PUSH(&outgoing->arena, &outgoing->steps, step);
}

/* What came after the moment asked about is none of ours. */
static bool take_step(void *context, long long mark, long long review, long long reading, struct error *err)
{
    struct outgoing *outgoing = context;
    struct step step = { .sort = mark ? EXCHANGE_MARK : EXCHANGE_READING, .last_article = LLONG_MAX };
    size_t next = outgoing->next_review;
    if (review) {
        if (next < reviews_count(outgoing->reviews) && reviews_at(outgoing->reviews, next)->number == review)
            add_review(outgoing, outgoing->next_review++);
        return true;
    }
    if (mark && (step.mark = marks_by_number(outgoing->marks, mark)))
        ARENA_PUSH(&outgoing->arena, &outgoing->steps, step);
    if (reading && outgoing->readings && (step.reading = readings_by_number(outgoing->readings, reading))) {
        step.last_article = step.reading->last_article;
        ARENA_PUSH(&outgoing->arena, &outgoing->steps, step);
    }
    return true;
}

static bool take_steps(struct outgoing *outgoing, struct ledger *ledger, struct error *err)
{
    for (size_t i = 0; !outgoing->is_whole && i < reviews_count(outgoing->reviews); i++)
        add_review(outgoing, i);
    if (outgoing->is_whole && !ledger_found(ledger, take_step, outgoing, err))
        return false;
    for (size_t i = outgoing->steps.count; i-- > 1;)
        if (outgoing->steps.items[i - 1].sort == EXCHANGE_MARK)
            outgoing->steps.items[i - 1].last_article = outgoing->steps.items[i].last_article;
    return true;
}

struct outgoing *found_begin(struct exchange *exchange, struct error *err)
{
    struct outgoing *outgoing = memory_take(sizeof *outgoing);
    bool is_whole = is_empty(exchange->filter), have_readings = is_whole && !exchange->filter->time.as_of.length;
    *outgoing = (struct outgoing){ .is_whole = is_whole };
    bool good = (outgoing->reviews = reviews_begin(exchange, is_whole, have_readings, err)) &&
                (!is_whole || (outgoing->marks = marks_begin(exchange, err))) &&
                (!have_readings || (outgoing->readings = readings_begin(exchange, err))) &&
                take_steps(outgoing, exchange->ledger, err);
    if (good)
        return outgoing;
    found_end(outgoing);
    return NULL;
}

void found_end(struct outgoing *outgoing)
{
    if (!outgoing)
        return;
    reviews_end(outgoing->reviews);
    marks_end(outgoing->marks);
    readings_end(outgoing->readings);
    arena_release(&outgoing->arena);
    free(outgoing);
}

bool found_is_whole(const struct outgoing *outgoing)
{
    return outgoing->is_whole;
}

void found_note(struct outgoing *outgoing, const struct ledger_statement *row)
{
    reviews_note(outgoing->reviews, row);
}

bool found_write_first(struct outgoing *outgoing, long long report, struct buffer *out, struct error *err)
{
    return !outgoing->readings || readings_write_first(outgoing->readings, report, out, err);
}

bool found_write(struct outgoing *outgoing, long long before, struct buffer *out, struct error *err)
{
    for (; outgoing->next < outgoing->steps.count; outgoing->next++) {
        const struct step *step = &outgoing->steps.items[outgoing->next];
        if (before && step->last_article >= before)
            return true;
        if (step->sort == EXCHANGE_READING && !readings_write(outgoing->readings, step->reading, out, err))
            return false;
        if (step->sort == EXCHANGE_REVIEW)
            reviews_write(outgoing->reviews, step->review, out);
        if (step->sort == EXCHANGE_MARK) {
            ledger_write_mark(step->mark, out);
            buffer_add_char(out, '\n');
        }
    }
    return true;
}
