/* The book in brief: a board of actors by means, and how it grew. */
#include <stdlib.h>
#include <string.h>

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

/* Fields that are counted here, each in a slot of a table of hashes until all are there; and how many commitments each actor
 * has. */
struct counting {
    struct arena arena;
    struct ledger_field *slots;
    size_t slot_count, field_count; /* slots: a power of two, or none yet; no more than half of them are taken */
    struct { struct ledger_field *items; size_t count, room; } actors;
};

static bool is_field(const struct ledger_field *field, struct text actor, struct text means, struct text state)
{
    return text_equals(field->actor, actor) && text_equals(field->means, means) && text_equals(field->state, state);
}

static struct ledger_field *slot_of(const struct counting *counting, struct text actor, struct text means, struct text state)
{
    size_t at = (size_t)text_hash_more(text_hash_more(text_hash(actor), means), state);
    for (;; at++) {
        struct ledger_field *field = &counting->slots[at & (counting->slot_count - 1)];
        if (!field->commitments || is_field(field, actor, means, state))
            return field;
    }
}

static void grow(struct counting *counting)
{
    enum { SLOTS_FIRST = 4096 };
    const struct ledger_field *before = counting->slots;
    size_t count = counting->slot_count;
    counting->slot_count = count ? 2 * count : SLOTS_FIRST;
    counting->slots = arena_take(&counting->arena, counting->slot_count * sizeof *counting->slots);
    memset(counting->slots, 0, counting->slot_count * sizeof *counting->slots);
    for (size_t i = 0; i < count; i++)
        if (before[i].commitments)
            *slot_of(counting, before[i].actor, before[i].means, before[i].state) = before[i];
}

static void count_one(struct counting *counting, struct text actor, struct text means, struct text state)
{
    if (2 * counting->field_count >= counting->slot_count)
        grow(counting);
    struct ledger_field *field = slot_of(counting, actor, means, state);
    if (!field->commitments) {
        *field = (struct ledger_field){ arena_copy(&counting->arena, actor), arena_copy(&counting->arena, means),
                                        arena_copy(&counting->arena, state), 0 };
        counting->field_count++;
    }
    field->commitments++;
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

/* The fields stand in order then, without gaps, and each actor's sum is taken. */
static void add_up(struct counting *counting)
{
    struct ledger_field *fields = counting->slots;
    size_t kept = 0;
    for (size_t i = 0; i < counting->slot_count; i++)
        if (fields[i].commitments)
            fields[kept++] = fields[i];
    if (kept)
        qsort(fields, kept, sizeof *fields, compare_fields);
    for (size_t i = 0; i < kept; i++) {
        size_t last = counting->actors.count;
        if (last && text_equals(counting->actors.items[last - 1].actor, fields[i].actor))
            counting->actors.items[last - 1].commitments += fields[i].commitments;
        else
            ARENA_PUSH(&counting->arena, &counting->actors,
                       (struct ledger_field){ .actor = fields[i].actor, .commitments = fields[i].commitments });
    }
}

/* The first of an actor's fields; they stand together. */
static struct ledger_field *fields_of(const struct counting *counting, struct text actor)
{
    size_t from = 0, to = counting->field_count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (text_compare(counting->slots[middle].actor, actor) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return &counting->slots[from];
}

static bool give_counted(struct counting *counting, int actors, ledger_field_fn each, void *context, struct error *err)
{
    add_up(counting);
    if (counting->actors.count)
        qsort(counting->actors.items, counting->actors.count, sizeof *counting->actors.items, compare_counts);
    for (size_t i = 0; i < counting->actors.count && (int)i < actors; i++) {
        struct text actor = counting->actors.items[i].actor;
        struct ledger_field *first = fields_of(counting, actor), *last = first;
        while (last < counting->slots + counting->field_count && text_equals(last->actor, actor))
            last++;
        qsort(first, (size_t)(last - first), sizeof *first, compare_states);
        for (; first < last; first++)
            if (!each(context, first, err))
                return false;
    }
    return true;
}

/* A board of the past. The book is gone through once, in the order of ids: commitments, beside them their versions by then, and the
 * ids of those that have to be taken back one by one. */
struct walking {
    struct ledger *ledger;
    struct past_bounds bounds;
    bool may_have_marks;
    struct arena arena; /* for one commitment */
    struct query *commitments, *versions, *singles;
    int has_version, has_single; /* a row is there: 1; no more: 0; failed: -1 */
    struct counting counting;
};

/* What the versions of a commitment come to. */
struct last {
    bool is_there, is_late; /* late: its last version was made again since, after a report that came late */
    enum state state;
    int condition; /* enum condition, or -1 */
    statement_number stands_on;
};

/* Takes all versions of the commitment that the walk is at. */
static bool take_versions(struct walking *walking, struct text id, struct last *last, struct error *err)
{
    *last = (struct last){ .is_there = false };
    while (walking->has_version > 0 && text_compare(db_text(walking->versions, 0), id) <= 0) {
        int state = state_of(db_text(walking->versions, 1));
        last->state = state < 0 ? STATE_NONE : (enum state)state;
        last->is_there |= db_number(walking->versions, 2) == 1;
        last->is_late = db_number(walking->versions, 3);
        last->condition = record_condition_of(db_text(walking->versions, 4));
        last->stands_on = db_number(walking->versions, 5);
        walking->has_version = db_next(walking->ledger, walking->versions, err);
    }
    return walking->has_version >= 0;
}

/* 1: the commitment has to be taken back by itself; 0: its versions tell all; -1 and `err`. */
static int is_single(struct walking *walking, struct text id, struct error *err)
{
    while (walking->has_single > 0 && text_compare(db_text(walking->singles, 0), id) < 0)
        walking->has_single = db_next(walking->ledger, walking->singles, err);
    return walking->has_single > 0 ? text_equals(db_text(walking->singles, 0), id) : walking->has_single;
}

static bool take_back(struct walking *walking, struct text id, struct last *last, struct error *err)
{
    struct past past = { 0 };
    arena_reset(&walking->arena);
    if (!past_state(walking->ledger, id, &walking->bounds, &walking->arena, &past, err))
        return false;
    *last = (struct last){ .is_there = past.statements > 0, .state = past.version.state,
                           .condition = record_condition_of(past.version.condition_class), .stands_on = past.version.stands_on };
    return true;
}

/* Marks change what waits for something, and what was delivered, which is single. */
static bool apply_marks(struct walking *walking, struct text id, bool is_alone, struct last *last, struct error *err)
{
    if (!walking->may_have_marks || !last->is_there || (!is_alone && last->state != STATE_CONDITIONAL))
        return true;
    struct version version = { .state = last->state, .stands_on = last->stands_on };
    if (last->condition >= 0)
        version.condition_class = text_of(record_condition_text((enum condition)last->condition));
    bool good = marks_apply(walking->ledger, id, &walking->bounds, &version, err);
    last->state = version.state;
    return good;
}

static bool walk(struct walking *walking, struct error *err)
{
    int got;
    walking->has_version = db_next(walking->ledger, walking->versions, err);
    walking->has_single = walking->has_version < 0 ? -1 : db_next(walking->ledger, walking->singles, err);
    if (walking->has_single < 0)
        return false;
    while ((got = db_next(walking->ledger, walking->commitments, err)) > 0) {
        struct text id = db_text(walking->commitments, 0);
        struct last last;
        int is_alone = is_single(walking, id, err);
        if (is_alone < 0 || !take_versions(walking, id, &last, err) ||
            ((is_alone || last.is_late) && !take_back(walking, id, &last, err)) || !apply_marks(walking, id, is_alone, &last, err))
            return false;
        if (last.is_there)
            count_one(&walking->counting, db_text(walking->commitments, 1), db_text(walking->commitments, 2),
                      text_of(state_text(last.state)));
    }
    return got == 0;
}

static bool count_past(struct ledger *ledger, const struct ledger_time *time, int actors, ledger_field_fn each, void *context,
                       struct error *err)
{
    struct arena arena = { 0 };
    struct walking walking = { .ledger = ledger, .bounds = past_bounds_of(time, &arena),
                               .may_have_marks = ledger->mode != LEDGER_READ || marks_are_there(ledger, err),
                               .commitments = db_query(ledger, SQL_BOARD_COMMITMENTS),
                               .versions = db_query(ledger, SQL_BOARD_VERSIONS),
                               .singles = db_query(ledger, SQL_BOARD_SINGLES) };
    db_bind_always(walking.versions, 1, walking.bounds.said);
    db_bind_always(walking.versions, 2, walking.bounds.learned);
    bool good = walk(&walking, err);
    db_done(walking.commitments);
    db_done(walking.versions);
    db_done(walking.singles);
    good = good && give_counted(&walking.counting, actors, each, context, err);
    arena_release(&walking.counting.arena);
    arena_release(&walking.arena);
    arena_release(&arena);
    return good;
}

bool ledger_board(struct ledger *ledger, const struct ledger_time *time, int actors, ledger_field_fn each, void *context,
                  struct error *err)
{
    if (!past_is_now(time))
        return count_past(ledger, time, actors, each, context, err);
    struct query *query = db_query(ledger, SQL_BOARD);
    db_bind_number(query, 1, actors);
    return give_board(ledger, query, each, context, err);
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
