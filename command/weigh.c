/* troth weigh: whether what is needed is covered in a scenario, what it hangs on, how likely it is, and what more would cover it.
 */
#include "command/weigh.h"

#include "command/command.h"

enum { USUAL_NODES = 1000000, USUAL_SETS = 10, USUAL_DRAWS = 100000, WORTHS_SHOWN = 8 };

static bool assess(struct weigh *weigh, const struct options *options, struct error *err)
{
    struct weighed *weighed = &weigh->weighed;
    size_t count = weighed->made.weighing.needs.count;
    const int *numbers = options->number;
    weigh->limits = (struct weighing_limits){
        .nodes = numbers[OPTION_NODES] ? numbers[OPTION_NODES] : USUAL_NODES,
        .sets = numbers[OPTION_MOST] ? numbers[OPTION_MOST] : USUAL_SETS,
        .seed = (unsigned long long)(numbers[OPTION_SEED] ? numbers[OPTION_SEED] : 1),
        .draws = numbers[OPTION_DRAWS] ? numbers[OPTION_DRAWS] : USUAL_DRAWS,
    };
    weigh->assessments = arena_take(&weighed->arena, (count + 1) * sizeof *weigh->assessments);
    for (size_t i = 0; i < count; i++)
        if (!weighing_assess(&weighed->made.weighing, (int)i, &weigh->limits, &weighed->arena, &weigh->assessments[i], err))
            return false;
    return true;
}

static const char *unit_of(struct weigh *weigh, const struct weighing_requirement *requirement)
{
    struct text unit = requirement->unit;
    return unit.length ? arena_print(&weigh->weighed.arena, " %.*s", (int)unit.length, unit.at).at : "";
}

static struct text amount(struct weigh *weigh, int need, long long value)
{
    return weighed_amount(&weigh->weighed, &weigh->weighed.made.requirements.items[need], value);
}

/* "USA + ceasefire@UKR" */
static struct text set_text(struct weigh *weigh, int need, const struct weighing_set *set, bool is_further)
{
    struct weighed *weighed = &weigh->weighed;
    struct buffer words;
    buffer_init(&words, 0);
    for (int i = 0; i < set->count; i++) {
        const struct weighing_entry *entry = NULL;
        if (is_further)
            entry = &weighed->made.entries.items[weighed->made.requirements.items[need].further.items[set->items[i]]];
        struct text name = entry ? weighed_actor(weighed, entry) : weighed_assumption(weighed, set->items[i]);
        buffer_print(&words, "%s%s%.*s", i ? " + " : "", !is_further && set->happen[i] ? "not so: " : "", (int)name.length,
                     name.at);
        if (entry)
            buffer_print(&words, " %.*s %.*s (%s)", (int)entry->row->means.length, entry->row->means.at,
                         (int)entry->row->amount.length, entry->row->amount.at,
                         entry->is_added && text_is(entry->row->state, "none") ? "further" : weighing_verdict_text(entry->verdict));
    }
    struct text all = arena_copy(&weighed->arena, buffer_text(&words));
    buffer_release(&words);
    return all;
}

static void add_sets(struct weigh *weigh, int need, const char *title, const struct weighing_sets *sets, bool is_further)
{
    struct buffer *out = &weigh->weighed.out;
    if (!sets->count && !sets->up_to)
        return;
    if (sets->up_to < 0) {
        buffer_print(out, "  %s: too many to be found within --nodes\n", title);
        return;
    }
    buffer_print(out, "  %s (%.0f minimal set%s", title, sets->total, sets->total == 1 ? "" : "s");
    if (sets->up_to)
        buffer_print(out, " of up to %d", sets->up_to);
    buffer_print(out, "%s)\n", sets->total > sets->count ? ", the first of them" : "");
    for (int i = 0; i < sets->count; i++) {
        struct text words = set_text(weigh, need, &sets->items[i], is_further);
        int column = 4;
        buffer_add_string(out, "    ");
        output_wrap(out, words, 4, weigh->weighed.query.width, &column);
        if (sets->items[i].chance >= 0 && !is_further)
            buffer_print(out, "  (chance %.6g)", sets->items[i].chance);
        buffer_add_char(out, '\n');
    }
}

static void add_chance(struct weigh *weigh, const struct assessment *got)
{
    struct buffer *out = &weigh->weighed.out;
    if (!got->has_chance)
        return;
    if (got->low == got->high)
        buffer_print(out, "  chance that it is covered: %.9g", got->low);
    else
        buffer_print(out, "  chance that it is covered: from %.9g to %.9g, as the undecided turn out", got->low, got->high);
    if (!got->is_exact)
        buffer_print(out, " (simulated: %d draws, seed %llu, standard error %.2g)", weigh->limits.draws, weigh->limits.seed,
                     got->error);
    buffer_add_char(out, '\n');
}

static void add_worths(struct weigh *weigh, const struct assessment *got)
{
    struct buffer *out = &weigh->weighed.out;
    if (!got->worths.count)
        return;
    buffer_add_string(out, "  worth of each assumption (chance with it less chance without)\n");
    for (size_t i = 0; i < got->worths.count && i < WORTHS_SHOWN; i++) {
        struct text name = weighed_assumption(&weigh->weighed, got->worths.items[i].assumption);
        buffer_print(out, "    %8.6f  %.*s\n", got->worths.items[i].importance, (int)name.length, name.at);
    }
}

static void add_unmeasured(struct weigh *weigh, int need)
{
    const struct weighing_requirement *requirement = &weigh->weighed.made.requirements.items[need];
    struct buffer *out = &weigh->weighed.out;
    if (!requirement->unmeasured.count)
        return;
    buffer_add_string(out, "  without an amount in this unit, and so not counted:");
    for (size_t i = 0; i < requirement->unmeasured.count; i++) {
        const struct weighing_entry *entry = &weigh->weighed.made.entries.items[requirement->unmeasured.items[i]];
        struct text name = weighed_actor(&weigh->weighed, entry);
        buffer_print(out, "%s %.*s %.*s (%s)", i ? "," : "", (int)name.length, name.at, (int)entry->row->means.length,
                     entry->row->means.at, weighing_verdict_text(entry->verdict));
    }
    buffer_add_char(out, '\n');
}

static void add_heading(struct weigh *weigh, const struct need *need, enum cover cover)
{
    static const enum colour colours[] = { COLOUR_GREEN, COLOUR_YELLOW, COLOUR_RED, COLOUR_RED };
    struct weighed *weighed = &weigh->weighed;
    query_colour(&weighed->query, COLOUR_BOLD, &weighed->out);
    buffer_print(&weighed->out, "\n%.*s", (int)need->name.length, need->name.at);
    query_colour(&weighed->query, COLOUR_NONE, &weighed->out);
    buffer_add_string(&weighed->out, ": ");
    query_colour(&weighed->query, colours[cover], &weighed->out);
    buffer_add_string(&weighed->out, weighing_cover_text(cover));
    query_colour(&weighed->query, COLOUR_NONE, &weighed->out);
}

/* "  needs 15 000 soldiers; 3000 sure, 2000 open, 12 000 missing" */
static void add_amounts(struct weigh *weigh, int number)
{
    const struct weighing_requirement *requirement = &weigh->weighed.made.requirements.items[number];
    const struct assessment *got = &weigh->assessments[number];
    long long wanted = weigh->weighed.made.weighing.needs.items[number].amount;
    long long missing = wanted > got->sure ? wanted - got->sure : 0;
    struct text need = amount(weigh, number, wanted), sure = amount(weigh, number, got->sure),
                open = amount(weigh, number, got->open), lacks = amount(weigh, number, missing),
                circling = amount(weigh, number, got->circling);
    struct buffer *out = &weigh->weighed.out;
    buffer_print(out, "\n  needs %.*s%s; %.*s sure, %.*s open, %.*s missing", (int)need.length, need.at,
                 unit_of(weigh, requirement), (int)sure.length, sure.at, (int)open.length, open.at, (int)lacks.length, lacks.at);
    if (got->circling)
        buffer_print(out, ", %.*s in circles", (int)circling.length, circling.at);
}

static void add_need(struct weigh *weigh, int number)
{
    const struct weighing_case *made = &weigh->weighed.made;
    const struct assessment *got = &weigh->assessments[number];
    add_heading(weigh, &made->weighing.needs.items[number], got->cover);
    if (made->requirements.items[number].what.length)
        add_amounts(weigh, number);
    buffer_add_char(&weigh->weighed.out, '\n');
    add_unmeasured(weigh, number);
    add_chance(weigh, got);
    add_sets(weigh, number, "would be uncovered if these failed", &got->linchpins, false);
    add_sets(weigh, number, "further pledges that would cover it", &got->further, true);
    if (got->has_chance || got->cover == COVER_OPEN)
        add_worths(weigh, got);
}

static void add_circles(struct weigh *weigh)
{
    struct weighed *weighed = &weigh->weighed;
    const struct weighing *weighing = &weighed->made.weighing;
    for (int circle = 0; circle < weighing->circle_count; circle++) {
        bool is_first = true;
        for (size_t i = 0; i < weighed->made.entries.count; i++) {
            if (weighing->pledges.items[i].circle != circle)
                continue;
            const struct weighing_entry *entry = &weighed->made.entries.items[i];
            struct text name = weighed_actor(weighed, entry);
            buffer_print(&weighed->out, "%s%.*s (%.*s)", is_first ? "\nEach waits for the other: " : ", ", (int)name.length,
                         name.at, (int)entry->row->means.length, entry->row->means.at);
            is_first = false;
        }
        buffer_add_string(&weighed->out, is_first ? "" : "\n");
    }
}

static void add_open(struct weigh *weigh)
{
    struct weighed *weighed = &weigh->weighed;
    for (size_t i = 0; i < weighed->made.open.count; i++) {
        const struct weighing_open *open = &weighed->made.open.items[i];
        const struct assumption *assumption = &weighed->made.weighing.assumptions.items[open->assumption];
        struct text name = weighed_actor(weighed, &weighed->made.entries.items[open->entry]);
        if (assumption->holds == TRUTH_UNDECIDED)
            buffer_print(&weighed->out, "%s  %.*s: %.*s\n", i ? "" : "\nConditions known by their words only\n", (int)name.length,
                         name.at, (int)assumption->name.length, assumption->name.at);
    }
}

static bool has_verdict(void *context, int entry)
{
    const struct weigh *weigh = context;
    return weigh->weighed.made.entries.items[entry].verdict == weigh->verdict;
}

static bool is_live(void *context, int entry)
{
    return true;
}

static void add_counts(struct weigh *weigh)
{
    int counts[VERDICT_COUNT] = { 0 };
    const char *before = "";
    for (size_t i = 0; i < weigh->weighed.made.entries.count; i++)
        counts[weigh->weighed.made.entries.items[i].verdict]++;
    buffer_add_string(&weigh->weighed.out, "Commitments: ");
    for (int i = 0; i < VERDICT_COUNT; i++) {
        if (counts[i])
            buffer_print(&weigh->weighed.out, "%s%d %s", before, counts[i], weighing_verdict_text((enum verdict)i));
        before = counts[i] ? ", " : before;
    }
    buffer_add_string(&weigh->weighed.out, *before ? "\n" : "none\n");
}

static void write_page(struct weigh *weigh)
{
    static const struct { enum verdict verdict; const char *title; } sections[] = {
        { VERDICT_FALLS_DUE, "Falls due" }, { VERDICT_LOST, "Lost" }, { VERDICT_CIRCLE, "Waits in a circle" },
    };
    add_counts(weigh);
    for (size_t i = 0; i < weigh->weighed.made.weighing.needs.count; i++)
        add_need(weigh, (int)i);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        weigh->verdict = sections[i].verdict;
        weighed_section(&weigh->weighed, sections[i].title, has_verdict, weigh);
    }
    add_circles(weigh);
    add_open(weigh);
}

enum { FIELDS = 15 };

static const char *const field_names[FIELDS] = { "need", "means", "recipient", "unit",      "amount",
                                                 "sure", "open",  "circling",  "missing",   "cover",
                                                 "low",  "high",  "error",     "linchpins", "further" };

static struct text sets_text(struct weigh *weigh, int need, const struct weighing_sets *sets, bool is_further)
{
    struct buffer words;
    buffer_init(&words, 0);
    for (int i = 0; i < sets->count; i++) {
        struct text one = set_text(weigh, need, &sets->items[i], is_further);
        buffer_print(&words, "%s%.*s", i ? "; " : "", (int)one.length, one.at);
    }
    struct text all = arena_copy(&weigh->weighed.arena, buffer_text(&words));
    buffer_release(&words);
    return all;
}

static struct text plain_of(struct weigh *weigh, int need, long long value)
{
    return weighed_plain(&weigh->weighed, &weigh->weighed.made.requirements.items[need], value);
}

static void take_fields(struct weigh *weigh, int number, struct text *fields)
{
    struct arena *arena = &weigh->weighed.arena;
    const struct need *need = &weigh->weighed.made.weighing.needs.items[number];
    const struct weighing_requirement *requirement = &weigh->weighed.made.requirements.items[number];
    const struct assessment *got = &weigh->assessments[number];
    long long missing = need->amount > got->sure ? need->amount - got->sure : 0;
    const struct text values[FIELDS] = {
        need->name,
        requirement->what,
        requirement->recipient,
        requirement->unit,
        plain_of(weigh, number, need->amount),
        plain_of(weigh, number, got->sure),
        plain_of(weigh, number, got->open),
        plain_of(weigh, number, got->circling),
        plain_of(weigh, number, missing),
        text_of(weighing_cover_text(got->cover)),
        got->has_chance ? arena_print(arena, "%.12g", got->low) : TEXT(""),
        got->has_chance ? arena_print(arena, "%.12g", got->high) : TEXT(""),
        got->is_exact ? TEXT("0") : arena_print(arena, "%.6g", got->error),
        sets_text(weigh, number, &got->linchpins, false),
        sets_text(weigh, number, &got->further, true),
    };
    memcpy(fields, values, sizeof values);
}

static void add_json_sets(struct weigh *weigh, int need, const char *name, const struct weighing_sets *sets, bool is_further)
{
    struct buffer *out = &weigh->weighed.out;
    buffer_print(out, ", \"%s\": {\"total\": %.0f, \"up_to\": %d, \"sets\": [", name, sets->total, sets->up_to);
    for (int i = 0; i < sets->count; i++) {
        buffer_add_string(out, i ? ", [" : "[");
        for (int j = 0; j < sets->items[i].count; j++) {
            struct weighing_set one = { .items = &sets->items[i].items[j], .count = 1 };
            if (!is_further)
                one.happen = &sets->items[i].happen[j];
            buffer_add_string(out, j ? ", " : "");
            buffer_add_json(out, set_text(weigh, need, &one, is_further));
        }
        buffer_add_char(out, ']');
    }
    buffer_add_string(out, "]}");
}

static void add_json(struct weigh *weigh, int number, const struct text *fields)
{
    struct buffer *out = &weigh->weighed.out;
    const struct assessment *got = &weigh->assessments[number];
    for (int i = 0; i < FIELDS - 2; i++) {
        buffer_print(out, "%s\"%s\": ", i ? ", " : "{", field_names[i]);
        if (!fields[i].length)
            buffer_add_string(out, "null");
        else if (i >= 4 && i != 9)
            buffer_add(out, fields[i]);
        else
            buffer_add_json(out, fields[i]);
    }
    buffer_print(out, ", \"exact\": %s", got->is_exact ? "true" : "false");
    add_json_sets(weigh, number, "linchpins", &got->linchpins, false);
    add_json_sets(weigh, number, "further", &got->further, true);
    buffer_add_string(out, ", \"worths\": [");
    for (size_t i = 0; i < got->worths.count; i++) {
        buffer_add_string(out, i ? ", {\"assumption\": " : "{\"assumption\": ");
        buffer_add_json(out, weighed_assumption(&weigh->weighed, got->worths.items[i].assumption));
        buffer_print(out, ", \"worth\": %.12g}", got->worths.items[i].importance);
    }
    buffer_add_string(out, "]}\n");
}

/* Needs, or commitments where nothing is needed. */
static void write_data(struct weigh *weigh)
{
    struct text fields[FIELDS];
    size_t needs = weigh->weighed.made.weighing.needs.count;
    bool is_csv = weigh->weighed.query.form == FORM_CSV;
    if (!needs)
        weighed_rows(&weigh->weighed, is_live, weigh);
    for (int i = 0; i < FIELDS; i++)
        fields[i] = text_of(field_names[i]);
    if (needs && is_csv)
        buffer_add_csv_row(&weigh->weighed.out, fields, FIELDS, "\n");
    for (size_t i = 0; i < needs; i++) {
        take_fields(weigh, (int)i, fields);
        if (is_csv)
            buffer_add_csv_row(&weigh->weighed.out, fields, FIELDS, "\n");
        else
            add_json(weigh, (int)i, fields);
    }
}

bool weigh_open(struct weigh *weigh, const struct options *options, const char *file, const char *as_of, struct error *err)
{
    return weighed_open(&weigh->weighed, options, file, as_of, err) && assess(weigh, options, err);
}

static bool write_answer(struct weigh *weigh, const struct options *options, const char *file, struct error *err)
{
    const char *against = options->value[OPTION_AGAINST];
    bool good = true;
    if (against)
        good = weigh_against(weigh, options, file, against, err);
    else if (weigh->weighed.query.form == FORM_TABLE)
        write_page(weigh);
    else if (weigh->weighed.query.form == FORM_SVG)
        chart_add(&weigh->weighed, weigh->assessments, is_live, weigh);
    else
        write_data(weigh);
    if (!good || !weighed_is_whole(&weigh->weighed, err))
        return false;
    output_write(buffer_text(&weigh->weighed.out));
    return true;
}

int command_weigh(const struct options *options, struct error *err)
{
    struct weigh weigh = { .verdict = VERDICT_LOST };
    const char *file = options->input_count ? options->inputs[0] : NULL;
    bool good = weigh_open(&weigh, options, file, NULL, err) && write_answer(&weigh, options, file, err);
    int status = good ? output_finish(err) : error_status(err->code);
    weighed_close(&weigh.weighed);
    return status;
}
