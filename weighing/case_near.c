/* Of a large ledger only what a question about conditions needs: what hangs on them, what stands beside it, and what that hangs on.
 *
 * Commitments hang on each other only through conditions on others, and others are those for the same recipient, or, for those of
 * nobody in particular, those of the same report. So the words of all conditions tell where to look: the recipients for whom
 * something waits for the condition, and the reports that speak of it. */
#include <stdlib.h>

#include "weighing/case.h"

enum { TOO_MANY = 20000 }; /* so many waits, and more than a third of all: then all is read at one go, which costs less */

struct numbers {
    long long *items;
    size_t count, room;
};

/* A commitment that waits for others. */
struct follower {
    int recipient; /* of `places`, or -1 */
    long long ground;
};

struct nearing {
    struct making *making;
    struct ledger *ledger;
    uint32_t wanted;       /* classes of conditions: bit 1 << enum condition */
    struct arena scratch;  /* of one row */
    struct keys places;    /* recipients of whatever waits */
    struct { bool *items; size_t count, room; } is_hot; /* [places] something for it waits for what is wanted */
    struct numbers waits;  /* [places] how much waits for something */
    struct numbers hot;    /* statements on which stands what hangs on it */
    struct numbers nobody; /* statements of those without a recipient that wait for others */
    struct { struct follower *items; size_t count, room; } followers;
    struct keys further;   /* recipients on whom something near depends */
    struct { struct ledger_commitment **items; size_t count, room; } beside; /* of reports in which some wait for others there */
    case_row_fn each;
    void *context;
};

/* The classes that `if` asks about; 0 where something in the scenario may bear on any commitment. */
static uint32_t wanted_by(const struct scenario *scenario)
{
    uint32_t wanted = 0;
    for (size_t i = 0; i < scenario->directives.count; i++) {
        const struct directive *directive = &scenario->directives.items[i];
        struct text rest = directive->name, class = text_cut(&rest, '@');
        int condition = directive->kind == DIRECTIVE_IF ? record_condition_of(class) : -1;
        if (condition < 0 && directive->kind != DIRECTIVE_WITH && directive->kind != DIRECTIVE_WITHOUT)
            return 0;
        wanted |= condition < 0 ? 0 : 1u << condition;
    }
    return wanted;
}

static int place_of(struct nearing *near, struct text recipient)
{
    if (!recipient.length)
        return -1;
    int found = keys_find(&near->places, recipient);
    if (found >= 0)
        return found;
    ARENA_PUSH(near->making->arena, &near->is_hot, false);
    ARENA_PUSH(near->making->arena, &near->waits, 0);
    return keys_add(&near->places, arena_copy(near->making->arena, recipient), near->making->arena);
}

/* The classes of a condition that has this name; 0: none. */
static uint32_t classes_of(struct nearing *near, struct text name, struct text words)
{
    int class = record_condition_of(name);
    if (class < 0)
        return 0;
    uint32_t classes = words_classes(words, (enum condition)class, &near->scratch);
    arena_reset(&near->scratch);
    return classes;
}

static bool take_wait(void *context, const struct ledger_wait *wait, struct error *err)
{
    struct nearing *near = context;
    struct arena *arena = near->making->arena;
    uint32_t classes = classes_of(near, wait->condition_class, wait->condition);
    int place = place_of(near, wait->recipient);
    if (place >= 0)
        near->waits.items[place]++;
    if (classes & near->wanted) {
        ARENA_PUSH(arena, &near->hot, wait->ground);
        if (place >= 0)
            near->is_hot.items[place] = true;
    }
    if (!(classes & 1u << CONDITION_OTHERS))
        return true;
    if (place < 0)
        ARENA_PUSH(arena, &near->nobody, wait->ground);
    ARENA_PUSH(arena, &near->followers, ((struct follower){ place, wait->ground }));
    return true;
}

/* Those who wait for others of a recipient for whom something hangs on it. */
static void follow(struct nearing *near)
{
    for (size_t i = 0; i < near->followers.count; i++) {
        struct follower *one = &near->followers.items[i];
        if (one->recipient >= 0 && near->is_hot.items[one->recipient])
            ARENA_PUSH(near->making->arena, &near->hot, one->ground);
    }
}

static bool is_too_much(const struct nearing *near)
{
    long long hot = 0, all = 0;
    for (size_t i = 0; i < near->places.count; i++) {
        all += near->waits.items[i];
        hot += near->is_hot.items[i] ? near->waits.items[i] : 0;
    }
    return hot > TOO_MANY && hot > all / 3;
}

static bool find_articles(struct nearing *near, const struct numbers *grounds, struct numbers *articles)
{
    articles->items = arena_take(near->making->arena, (grounds->count + 1) * sizeof *articles->items);
    return ledger_articles_of(near->ledger, grounds->items, grounds->count, articles->items, &articles->count, near->making->err);
}

/* Parts the reports that speak of it: in some of them something without a recipient waits for the others there. Both are sorted. */
static void part(struct nearing *near, const struct numbers *hot, const struct numbers *crossed, struct numbers *plain,
                 struct numbers *inner)
{
    for (size_t i = 0, j = 0; i < hot->count; i++) {
        while (j < crossed->count && crossed->items[j] < hot->items[i])
            j++;
        bool is_crossed = j < crossed->count && crossed->items[j] == hot->items[i];
        ARENA_PUSH(near->making->arena, is_crossed ? inner : plain, hot->items[i]);
    }
}

static struct text recipient_of(const struct ledger_commitment *row)
{
    return row->recipient_code.length ? row->recipient_code : row->recipient;
}

static bool is_hot(const struct nearing *near, struct text recipient)
{
    int place = recipient.length ? keys_find(&near->places, recipient) : -1;
    return place >= 0 && near->is_hot.items[place];
}

/* A row of a report whose statements wait for each other: it may wait for others elsewhere. */
static bool take_beside(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct nearing *near = context;
    struct text recipient = recipient_of(row);
    if (is_hot(near, recipient)) /* comes with its recipient */
        return true;
    struct ledger_commitment *copy = case_copy(near->making, row);
    ARENA_PUSH(near->making->arena, &near->beside, copy);
    if (recipient.length && classes_of(near, copy->condition_class, copy->condition) & 1u << CONDITION_OTHERS)
        keys_add(&near->further, recipient_of(copy), near->making->arena);
    return true;
}

static bool take_name(void *context, struct text code, struct text name, struct error *err)
{
    struct making *making = context;
    case_who(making, arena_copy(making->arena, code), arena_copy(making->arena, name));
    return true;
}

bool case_names(struct making *making, struct ledger *ledger)
{
    return ledger_names(ledger, take_name, making, making->err);
}

/* Recipients first, then the reports. */
static bool give(struct nearing *near, const struct numbers *plain, const struct numbers *inner)
{
    struct arena *arena = near->making->arena;
    struct { struct text *items; size_t count, room; } hot = { 0 };
    for (size_t i = 0; i < near->places.count; i++)
        if (near->is_hot.items[i])
            ARENA_PUSH(arena, &hot, near->places.items[i]);
    if (!ledger_commitments_for(near->ledger, hot.items, hot.count, near->each, near->context, near->making->err) ||
        !ledger_commitments_in(near->ledger, plain->items, plain->count, true, near->each, near->context, near->making->err) ||
        !ledger_commitments_in(near->ledger, inner->items, inner->count, false, take_beside, near, near->making->err) ||
        !ledger_commitments_for(near->ledger, near->further.items, near->further.count, near->each, near->context,
                                near->making->err))
        return false;
    for (size_t i = 0; i < near->beside.count; i++)
        if (keys_find(&near->further, recipient_of(near->beside.items[i])) < 0 &&
            !near->each(near->context, near->beside.items[i], near->making->err))
            return false;
    return true;
}

int case_near(struct making *making, struct ledger *ledger, case_row_fn each, void *context)
{
    struct nearing near = { .making = making, .ledger = ledger, .wanted = wanted_by(making->scenario), .each = each,
                            .context = context };
    struct numbers hot, crossed, plain = { 0 }, inner = { 0 };
    if (!near.wanted)
        return 0;
    bool good = ledger_waits(ledger, take_wait, &near, making->err);
    bool is_whole = good && is_too_much(&near);
    if (good && !is_whole) {
        follow(&near);
        good = find_articles(&near, &near.hot, &hot) && find_articles(&near, &near.nobody, &crossed);
        if (good)
            part(&near, &hot, &crossed, &plain, &inner);
        good = good && case_names(making, ledger) && give(&near, &plain, &inner);
    }
    arena_release(&near.scratch);
    return !good ? -1 : !is_whole;
}
