/* Marks on their way out: each before the reviews that came after it, so that the commitments which it names are there. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_marks {
    struct arena arena;
    struct { struct ledger_mark *items; size_t count, room; } all;
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

void marks_write(struct outgoing_marks *marks, struct text before, struct buffer *out)
{
    for (; marks->next < marks->all.count; marks->next++) {
        const struct ledger_mark *mark = &marks->all.items[marks->next];
        if (before.length && text_compare(mark->learned_at, before) >= 0)
            return;
        ledger_write_mark(mark, out);
        buffer_add_char(out, '\n');
    }
}
