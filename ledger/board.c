/* The book in brief: a board of actors by means, and how it grew. */
#include <stdlib.h>

#include "ledger/marks.h"

static bool give_board(struct ledger *ledger, struct query *query, ledger_field_fn each, void *context, struct error *err)
{
    int got = 1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_field field = { db_text(query, 0), db_text(query, 1), db_text(query, 2), db_number(query, 3) };
        got = each(context, &field, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

/* Fields that are counted here, and how many commitments each actor has. */
struct counting {
    struct arena arena;
    struct { struct ledger_field *items; size_t count, room; } fields;
    struct { struct ledger_field *items; size_t count, room; } actors;
};

static bool take_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct counting *counting = context;
    struct text actor = row->actor_code.length ? row->actor_code : row->actor;
    struct ledger_field field = { arena_copy(&counting->arena, actor), arena_copy(&counting->arena, row->means),
                                  arena_copy(&counting->arena, row->state), 1 };
    ARENA_PUSH(&counting->arena, &counting->fields, field);
    return true;
}

/* What has no means comes last. */
static int compare_means(struct text a, struct text b)
{
    return !a.length != !b.length ? !a.length - !b.length : text_compare(a, b);
}

static int compare_fields(const void *a, const void *b)
{
    const struct ledger_field *x = a, *y = b;
    int order = text_compare(x->actor, y->actor);
    if (!order)
        order = compare_means(x->means, y->means);
    return order ? order : text_compare(x->state, y->state);
}

static int compare_counts(const void *a, const void *b)
{
    const struct ledger_field *x = a, *y = b;
    return x->commitments != y->commitments ? (x->commitments > y->commitments ? -1 : 1) : text_compare(x->actor, y->actor);
}

/* The same as BOARD orders them within one actor and means. */
static int compare_states(const void *a, const void *b)
{
    const struct ledger_field *x = a, *y = b;
    int order = compare_means(x->means, y->means);
    if (!order && x->commitments != y->commitments)
        return x->commitments > y->commitments ? -1 : 1;
    return order ? order : text_compare(x->state, y->state);
}

/* Rows of one field become one, and each actor's sum is taken. */
static void add_up(struct counting *counting)
{
    struct ledger_field *fields = counting->fields.items;
    size_t kept = 0;
    if (counting->fields.count)
        qsort(fields, counting->fields.count, sizeof *fields, compare_fields);
    for (size_t i = 0; i < counting->fields.count; i++) {
        if (kept && !compare_fields(&fields[kept - 1], &fields[i]))
            fields[kept - 1].commitments++;
        else
            fields[kept++] = fields[i];
        size_t last = counting->actors.count;
        if (last && text_equals(counting->actors.items[last - 1].actor, fields[kept - 1].actor))
            counting->actors.items[last - 1].commitments++;
        else
            ARENA_PUSH(&counting->arena, &counting->actors,
                       (struct ledger_field){ .actor = fields[kept - 1].actor, .commitments = 1 });
    }
    counting->fields.count = kept;
}

/* The first of an actor's fields; they stand together. */
static struct ledger_field *fields_of(const struct counting *counting, struct text actor)
{
    size_t from = 0, to = counting->fields.count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (text_compare(counting->fields.items[middle].actor, actor) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return &counting->fields.items[from];
}

static bool give_counted(struct counting *counting, int actors, ledger_field_fn each, void *context, struct error *err)
{
    add_up(counting);
    if (counting->actors.count)
        qsort(counting->actors.items, counting->actors.count, sizeof *counting->actors.items, compare_counts);
    for (size_t i = 0; i < counting->actors.count && (int)i < actors; i++) {
        struct text actor = counting->actors.items[i].actor;
        struct ledger_field *first = fields_of(counting, actor), *last = first;
        while (last < counting->fields.items + counting->fields.count && text_equals(last->actor, actor))
            last++;
        qsort(first, (size_t)(last - first), sizeof *first, compare_states);
        for (; first < last; first++)
            if (!each(context, first, err))
                return false;
    }
    return true;
}

/* Each commitment is taken back to what it was. */
static bool count_past(struct ledger *ledger, const struct ledger_time *time, int actors, ledger_field_fn each, void *context,
                       struct error *err)
{
    struct ledger_filter filter = { .time = *time, .is_brief = true };
    struct counting counting = { .arena = { 0 } };
    bool good = ledger_commitments(ledger, &filter, take_row, &counting, err) &&
                give_counted(&counting, actors, each, context, err);
    arena_release(&counting.arena);
    return good;
}

bool ledger_board(struct ledger *ledger, const struct ledger_time *time, int actors, ledger_field_fn each, void *context,
                  struct error *err)
{
    bool is_now = past_is_now(time);
    int has_marks = is_now ? 0 : marks_are_there(ledger, err);
    struct arena arena = { 0 };
    if (has_marks < 0)
        return false;
    if (!is_now && (has_marks || time->known_by.length))
        return count_past(ledger, time, actors, each, context, err);
    struct query *query = db_query(ledger, is_now ? SQL_BOARD : SQL_BOARD_BY);
    db_bind_number(query, 1, actors);
    if (!is_now)
        db_bind_always(query, 2, past_bounds_of(time, &arena).said);
    bool good = give_board(ledger, query, each, context, err);
    arena_release(&arena);
    return good;
}

bool ledger_growth(struct ledger *ledger, const struct ledger_time *time, ledger_growth_fn each, void *context, struct error *err)
{
    struct arena arena = { 0 };
    struct past_bounds bounds = past_bounds_of(time, &arena);
    struct query *query = db_query(ledger, time->known_by.length ? SQL_GROWTH_BY : SQL_GROWTH);
    int got = 1;
    db_bind_always(query, 1, bounds.said);
    if (time->known_by.length)
        db_bind_always(query, 2, bounds.learned);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_growth row = { db_text(query, 0), db_number(query, 1) };
        got = each(context, &row, err) ? 1 : -1;
    }
    db_done(query);
    arena_release(&arena);
    return got == 0;
}

bool ledger_stamp(struct ledger *ledger, long long *stamp, struct error *err)
{
    return db_answer(ledger, db_query(ledger, SQL_STAMP), stamp, err);
}
