/* Marks on their way out: each before the reviews that came after it, so that the commitments which it names are there. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_mark {
    struct ledger_mark mark;
    long long last_review; /* appended before it; 0: none */
};

struct outgoing_marks {
    struct arena arena;
    struct { struct outgoing_mark *items; size_t count, room; } all; /* by number */
    long long last_review; /* met so far */
    size_t next; /* of `all` */
};

static bool take(void *context, const struct ledger_mark *mark, struct error *err)
{
    struct outgoing_marks *marks = context;
    struct ledger_mark copy = *mark;
    struct text *const texts[] = { &copy.condition_class, &copy.recipient, &copy.commitment, &copy.on, &copy.source, &copy.note,
                                   &copy.marked_by, &copy.learned_at };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&marks->arena, *texts[i]);
    ARENA_PUSH(&marks->arena, &marks->all, (struct outgoing_mark){ .mark = copy });
    return true;
}

static int by_number(const void *a, const void *b)
{
    long long x = ((const struct outgoing_mark *)a)->mark.number, y = ((const struct outgoing_mark *)b)->mark.number;
    return x < y ? -1 : x > y;
}

/* A mark that was made after the moment asked about is none of ours. */
static bool take_order(void *context, long long mark, long long review, struct error *err)
{
    struct outgoing_marks *marks = context;
    const struct outgoing_mark key = { .mark = { .number = mark } };
    if (review)
        marks->last_review = review;
    struct outgoing_mark *found =
        mark && marks->all.count ? bsearch(&key, marks->all.items, marks->all.count, sizeof key, by_number) : NULL;
    if (found)
        found->last_review = marks->last_review;
    return true;
}

struct outgoing_marks *marks_begin(struct exchange *exchange, struct error *err)
{
    struct outgoing_marks *marks = memory_take(sizeof *marks);
    *marks = (struct outgoing_marks){ 0 };
    if (ledger_marks(exchange->ledger, &exchange->filter->time, take, marks, err) &&
        (!marks->all.count || ledger_found(exchange->ledger, take_order, marks, err)))
        return marks;
    marks_end(marks);
    return NULL;
}

void marks_end(struct outgoing_marks *marks)
{
    if (!marks)
        return;
    arena_release(&marks->arena);
    free(marks);
}

void marks_write(struct outgoing_marks *marks, long long before, struct buffer *out)
{
    for (; marks->next < marks->all.count; marks->next++) {
        const struct outgoing_mark *next = &marks->all.items[marks->next];
        if (before && next->last_review >= before)
            return;
        ledger_write_mark(&next->mark, out);
        buffer_add_char(out, '\n');
    }
}
