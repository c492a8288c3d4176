/* What differs between two scenarios, or in the same one as of two days. */
#include <stdlib.h>

#include "command/weigh.h"

static bool is_day(const char *word)
{
    return strlen(word) == 10 && word[4] == '-' && word[7] == '-';
}

/* One need or commitment that stands otherwise in another scenario, or in one of the two only. Empty texts: it is not there, or
 * has no such value. */
struct difference {
    const char *kind; /* "need", "commitment" */
    struct text name, id, means;
    struct text first, second, first_sure, second_sure; /* sure: of needs, with blanks between thousands */
    const struct assessment *here, *there;              /* of needs */
    const struct weighing_entry *entry;                 /* of commitments */
};

struct differences {
    struct difference *items;
    size_t count, room;
};

/* Needs by name, or commitments by id, to be found again quickly. */
struct place {
    struct text name;
    int number;
};

struct places {
    struct place *items;
    size_t count;
};

static int by_name(const void *a, const void *b)
{
    return text_compare(((const struct place *)a)->name, ((const struct place *)b)->name);
}

static struct places sort_places(struct place *items, size_t count)
{
    if (count)
        qsort(items, count, sizeof *items, by_name);
    return (struct places){ items, count };
}

static struct places places_of_needs(const struct weigh *weigh, struct arena *arena)
{
    const struct weighing_case *made = &weigh->weighed.made;
    struct place *items = arena_take(arena, (made->weighing.needs.count + 1) * sizeof *items);
    for (size_t i = 0; i < made->weighing.needs.count; i++)
        items[i] = (struct place){ made->weighing.needs.items[i].name, (int)i };
    return sort_places(items, made->weighing.needs.count);
}

static struct places places_of_entries(const struct weigh *weigh, struct arena *arena)
{
    const struct weighing_case *made = &weigh->weighed.made;
    struct place *items = arena_take(arena, (made->entries.count + 1) * sizeof *items);
    for (size_t i = 0; i < made->entries.count; i++)
        items[i] = (struct place){ made->entries.items[i].row->id, (int)i };
    return sort_places(items, made->entries.count);
}

/* Its number, or -1. */
static int find_place(const struct places *places, struct text name)
{
    const struct place key = { name, 0 };
    const struct place *found = places->count ? bsearch(&key, places->items, places->count, sizeof key, by_name) : NULL;
    return found ? found->number : -1;
}

static void compare_needs(struct weigh *first, const struct weigh *second, const struct places *there, struct differences *out)
{
    for (size_t i = 0; i < first->weighed.made.weighing.needs.count; i++) {
        int other = find_place(there, first->weighed.made.weighing.needs.items[i].name);
        struct difference one = { .kind = "need", .name = first->weighed.made.weighing.needs.items[i].name,
                                  .here = &first->assessments[i], .there = other < 0 ? NULL : &second->assessments[other] };
        one.first = text_of(weighing_cover_text(one.here->cover));
        one.first_sure = weighed_amount(&first->weighed, &first->weighed.made.requirements.items[i], one.here->sure);
        if (one.there) {
            one.second = text_of(weighing_cover_text(one.there->cover));
            one.second_sure = weighed_amount(&first->weighed, &first->weighed.made.requirements.items[i], one.there->sure);
        }
        ARENA_PUSH(&first->weighed.arena, out, one);
    }
}

static void add_change(struct weigh *first, const struct weighing_entry *entry, struct text before, struct text after,
                       struct differences *out)
{
    struct text thing = entry->row->object.length ? entry->row->object : entry->row->means;
    struct difference one = { .kind = "commitment", .name = thing, .id = entry->row->id, .means = entry->row->means,
                              .first = before, .second = after, .entry = entry };
    ARENA_PUSH(&first->weighed.arena, out, one);
}

static void compare_entries(struct weigh *first, const struct weigh *second, const struct places *here, const struct places *there,
                            struct differences *out)
{
    const struct weighing_case *a = &first->weighed.made, *b = &second->weighed.made;
    for (size_t i = 0; i < a->entries.count; i++) {
        const struct weighing_entry *entry = &a->entries.items[i];
        int found = find_place(there, entry->row->id);
        const struct weighing_entry *other = found < 0 ? NULL : &b->entries.items[found];
        if (!other || other->verdict != entry->verdict)
            add_change(first, entry, text_of(weighing_verdict_text(entry->verdict)),
                       other ? text_of(weighing_verdict_text(other->verdict)) : TEXT(""), out);
    }
    for (size_t i = 0; i < b->entries.count; i++)
        if (find_place(here, b->entries.items[i].row->id) < 0)
            add_change(first, &b->entries.items[i], TEXT(""), text_of(weighing_verdict_text(b->entries.items[i].verdict)), out);
}

/* Needs come first. */
static struct differences find_differences(struct weigh *first, const struct weigh *second)
{
    struct arena *arena = &first->weighed.arena;
    const struct places there_needs = places_of_needs(second, arena), here = places_of_entries(first, arena),
                        there = places_of_entries(second, arena);
    struct differences out = { 0 };
    compare_needs(first, second, &there_needs, &out);
    compare_entries(first, second, &here, &there, &out);
    return out;
}

/* "0.4", or "0.4 to 0.6" where it hangs on what is undecided. */
static void add_chance(struct buffer *out, const struct assessment *got)
{
    buffer_print(out, "%.6g", got->low);
    if (got->high != got->low)
        buffer_print(out, " to %.6g", got->high);
}

static void add_need_line(struct buffer *out, const struct difference *one)
{
    buffer_print(out, "  %.*s: %.*s", (int)one->name.length, one->name.at, (int)one->first.length, one->first.at);
    if (!one->there) {
        buffer_add_string(out, ", not needed in the second\n");
        return;
    }
    buffer_print(out, " → %.*s, sure %.*s → %.*s", (int)one->second.length, one->second.at, (int)one->first_sure.length,
                 one->first_sure.at, (int)one->second_sure.length, one->second_sure.at);
    if (one->here->has_chance || one->there->has_chance) {
        buffer_add_string(out, ", chance ");
        add_chance(out, one->here);
        buffer_add_string(out, " → ");
        add_chance(out, one->there);
    }
    buffer_add_char(out, '\n');
}

static void add_entry_line(struct weigh *first, const struct difference *one)
{
    struct text name = weighed_actor(&first->weighed, one->entry), none = TEXT("not there"),
                before = one->first.length ? one->first : none, after = one->second.length ? one->second : none;
    buffer_print(&first->weighed.out, "  %.*s, %.*s: %.*s → %.*s (%.8s)\n", (int)name.length, name.at, (int)one->name.length,
                 one->name.at, (int)before.length, before.at, (int)after.length, after.at, one->id.at);
}

static void add_difference_page(struct weigh *first, const struct differences *all)
{
    int changes = 0;
    buffer_add_string(&first->weighed.out, "What differs, first → second\n");
    for (size_t i = 0; i < all->count; i++) {
        changes += all->items[i].entry != NULL;
        if (all->items[i].entry)
            add_entry_line(first, &all->items[i]);
        else
            add_need_line(&first->weighed.out, &all->items[i]);
    }
    if (!changes)
        buffer_add_string(&first->weighed.out, "  no commitment stands otherwise\n");
}

enum { DIFFERENCE_FIELDS = 13 };

static const char *const difference_names[DIFFERENCE_FIELDS] = {
    "kind", "name", "actor_code", "actor", "means", "id", "first", "second", "first_sure", "second_sure", "unit",
    "first_chance", "second_chance",
};

static struct text chance_of_need(struct weigh *first, const struct assessment *got)
{
    return got && got->has_chance ? arena_print(&first->weighed.arena, "%.12g", got->low) : TEXT("");
}

/* As a row of CSV or an object of JSON; amounts as numbers. */
static void add_difference_row(struct weigh *first, const struct difference *one, int number)
{
    const struct weighing_case *made = &first->weighed.made;
    struct text sure = one->here ? weighed_plain(&first->weighed, &made->requirements.items[number], one->here->sure) : TEXT(""),
                there_sure = one->there ? weighed_plain(&first->weighed, &made->requirements.items[number], one->there->sure)
                                        : TEXT("");
    const struct text fields[DIFFERENCE_FIELDS] = {
        text_of(one->kind), one->name, one->entry ? one->entry->row->actor_code : TEXT(""),
        one->entry ? one->entry->row->actor : TEXT(""), one->means, one->id, one->first, one->second, sure, there_sure,
        one->here ? made->requirements.items[number].unit : TEXT(""), chance_of_need(first, one->here),
        chance_of_need(first, one->there),
    };
    struct buffer *out = &first->weighed.out;
    if (first->weighed.query.form == FORM_CSV) {
        buffer_add_csv_row(out, fields, DIFFERENCE_FIELDS, "\n");
        return;
    }
    for (int i = 0; i < DIFFERENCE_FIELDS; i++) {
        bool is_number = i == 8 || i == 9 || i > 10;
        buffer_print(out, "%s\"%s\": ", i ? ", " : "{", difference_names[i]);
        if (!fields[i].length)
            buffer_add_string(out, "null");
        else if (is_number)
            buffer_add(out, fields[i]);
        else
            buffer_add_json(out, fields[i]);
    }
    buffer_add_string(out, "}\n");
}

static void add_difference_rows(struct weigh *first, const struct differences *all)
{
    struct text names[DIFFERENCE_FIELDS];
    for (int i = 0; i < DIFFERENCE_FIELDS; i++)
        names[i] = text_of(difference_names[i]);
    if (first->weighed.query.form == FORM_CSV)
        buffer_add_csv_row(&first->weighed.out, names, DIFFERENCE_FIELDS, "\n");
    for (size_t i = 0; i < all->count; i++)
        add_difference_row(first, &all->items[i], (int)i);
}

bool weigh_against(struct weigh *first, const struct options *options, const char *file, const char *against, struct error *err)
{
    struct weigh second = { 0 };
    bool good = weigh_open(&second, options, is_day(against) ? file : against, is_day(against) ? against : NULL, err);
    struct differences all = { 0 };
    if (good)
        all = find_differences(first, &second);
    if (good && (first->weighed.query.form == FORM_CSV || first->weighed.query.form == FORM_JSONL))
        add_difference_rows(first, &all);
    else if (good)
        add_difference_page(first, &all);
    weighed_close(&second.weighed);
    return good;
}
