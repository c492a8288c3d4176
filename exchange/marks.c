/* Marks on their way out. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_marks {
    struct arena arena;
    struct { struct ledger_mark *items; size_t count, room; } all; /* by number */
};

static bool take(void *context, const struct ledger_mark *mark, struct error *err)
{
    struct outgoing_marks *marks = context;
    struct ledger_mark copy = *mark;
    struct text *const texts[] = { &copy.condition_class, &copy.recipient, &copy.commitment, &copy.on, &copy.source, &copy.note,
                                   &copy.marked_by, &copy.learned_at };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&marks->arena, *texts[i]);
    ARENA_PUSH(&marks->arena, &marks->all, copy);
    return true;
}

struct outgoing_marks *marks_begin(struct exchange *exchange, struct error *err)
{
    struct outgoing_marks *marks = memory_take(sizeof *marks);
    *marks = (struct outgoing_marks){ 0 };
    if (ledger_marks(exchange->ledger, &exchange->filter->time, take, marks, err))
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

static int by_number(const void *a, const void *b)
{
    long long x = ((const struct ledger_mark *)a)->number, y = ((const struct ledger_mark *)b)->number;
    return x < y ? -1 : x > y;
}

const struct ledger_mark *marks_by_number(const struct outgoing_marks *marks, long long number)
{
    const struct ledger_mark key = { .number = number };
    return marks->all.count ? bsearch(&key, marks->all.items, marks->all.count, sizeof key, by_number) : NULL;
}
