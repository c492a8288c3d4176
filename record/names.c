/* The closed lists: numbers to names and back. */
#include "record/record.h"

static const char *const acts[] = {
#define ACT(name, text, event, meaning) text,
#include "record/acts.def"
#undef ACT
};
static const char *const events[] = {
#define ACT(name, text, event, meaning) event,
#include "record/acts.def"
#undef ACT
};
static const char *const means_names[] = {
#define MEANS(name, text, examples) text,
#include "record/means.def"
#undef MEANS
};
static const char *const conditions[] = {
#define CONDITION(name, text, met) text,
#include "record/conditions.def"
#undef CONDITION
};
static const char *const links[] = {
#define LINK(name, text, meaning) text,
#include "record/links.def"
#undef LINK
};
static const char *const statuses[] = {
#define STATUS(name, text, meaning) text,
#include "record/statuses.def"
#undef STATUS
};

static int number_of(struct text name, const char *const names[], int count)
{
    for (int i = 0; i < count; i++)
        if (text_is(name, names[i]))
            return i;
    return -1;
}

const char *record_act_text(enum act act) { return acts[act]; }
const char *record_event_text(enum act act) { return events[act]; }
const char *record_means_text(enum means means) { return means_names[means]; }
const char *record_condition_text(enum condition condition) { return conditions[condition]; }
const char *record_link_text(enum link_kind kind) { return links[kind]; }
const char *record_status_text(enum status status) { return statuses[status]; }

const char *const *record_act_names(void) { return acts; }
const char *const *record_means_names(void) { return means_names; }
const char *const *record_condition_names(void) { return conditions; }
const char *const *record_link_names(void) { return links; }
const char *const *record_status_names(void) { return statuses; }

int record_act_of(struct text name) { return number_of(name, acts, ACT_COUNT); }
int record_means_of(struct text name) { return number_of(name, means_names, MEANS_COUNT); }
int record_condition_of(struct text name) { return number_of(name, conditions, CONDITION_COUNT); }
int record_link_of(struct text name) { return number_of(name, links, LINK_COUNT); }
int record_status_of(struct text name) { return number_of(name, statuses, STATUS_COUNT); }

struct text record_means_list(uint32_t means, const char *separator, struct arena *arena)
{
    struct text all = TEXT("");
    for (int i = 0; i < MEANS_COUNT; i++)
        if (means & 1u << i)
            all = arena_print(arena, "%s%s%s", all.at, all.length ? separator : "", means_names[i]);
    return all;
}

struct text record_party_list(const struct party_list *parties, const char *separator, struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < parties->count; i++) {
        struct text name = parties->items[i].code.length ? parties->items[i].code : parties->items[i].text;
        all = arena_print(arena, "%.*s%s%.*s", (int)all.length, all.at, i ? separator : "", (int)name.length, name.at);
    }
    return all;
}
