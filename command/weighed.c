/* What due and weigh share. */
#include "command/weighed.h"

#include <stdlib.h>

#include "command/terms.h"
#include "record/record.h"

static struct text code_of(void *context, struct text name)
{
    const struct query *query = context;
    return query->directory ? directory_code(query->directory, name) : TEXT("");
}

static struct text name_of(void *context, struct text code)
{
    const struct query *query = context;
    return query->directory ? directory_name(query->directory, code) : TEXT("");
}

/* A file beside the scenario that names it, unless the name begins at the root. */
static bool open_file(void *context, const char *from, struct text name, struct arena *arena, struct text *content,
                      const char **path, struct error *err)
{
    struct text folder = text_of(from);
    while (folder.length && folder.at[folder.length - 1] != '/')
        folder.length--;
    bool is_whole = (name.length && *name.at == '/') || !strncmp(from, "--", 2);
    *path = is_whole ? arena_copy(arena, name).at
                     : arena_print(arena, "%.*s%.*s", (int)folder.length, folder.at, (int)name.length, name.at).at;
    return output_read_file(*path, arena, content, err);
}

/* Options say what lines of a scenario say. */
static bool read_options(struct weighed *weighed, const struct options *options, const char *as_of, struct error *err)
{
    static const struct { enum option option; const char *word; } words[] = {
        { OPTION_NEEDS, "needs" },     { OPTION_NEED, "need" },     { OPTION_WITHOUT, "without" }, { OPTION_WITH, "with" },
        { OPTION_BELIEVE, "believe" }, { OPTION_DOUBT, "doubt" },   { OPTION_CHANCE, "chance" },   { OPTION_IF, "if" },
        { OPTION_FOR, "for" },         { OPTION_BY, "by" },         { OPTION_AS_OF, "as-of" },     { OPTION_KNOWN_BY, "known-by" },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *value = options->value[words[i].option];
        if (words[i].option == OPTION_AS_OF && as_of)
            value = as_of;
        struct text place = arena_print(&weighed->arena, "--%s", words[i].word);
        if (value && !scenario_add(weighed->scenario, place.at, 0, words[i].word, text_of(value), err))
            return false;
    }
    return true;
}

static bool read_scenario(struct weighed *weighed, const struct options *options, const char *file, const char *as_of,
                          struct error *err)
{
    struct text content;
    *weighed = (struct weighed){ .names = { code_of, name_of, &weighed->query } };
    buffer_init(&weighed->out, 0);
    weighed->scenario = scenario_new(&weighed->arena, open_file, NULL);
    if (file && (!output_read_file(file, &weighed->arena, &content, err) || !scenario_read(weighed->scenario, file, content, err)))
        return false;
    return read_options(weighed, options, as_of, err);
}

/* Once the scenario is read. */
static bool make(struct weighed *weighed, const struct options *options, struct error *err)
{
    return (scenario_is_alone(weighed->scenario) ? query_begin(&weighed->query, options, err)
                                                 : query_open(&weighed->query, options, err)) &&
           weighing_case_make(weighed->query.ledger, weighed->scenario, &weighed->names, &weighed->arena, &weighed->made, err);
}

bool weighed_open(struct weighed *weighed, const struct options *options, const char *file, const char *as_of, struct error *err)
{
    return read_scenario(weighed, options, file, as_of, err) && make(weighed, options, err);
}

bool weighed_open_near(struct weighed *weighed, const struct options *options, struct error *err)
{
    if (!read_scenario(weighed, options, NULL, NULL, err))
        return false;
    scenario_set_near(weighed->scenario);
    return make(weighed, options, err);
}

bool weighed_is_whole(const struct weighed *weighed, struct error *err)
{
    if (weighed->has_failed)
        *err = weighed->failure;
    return !weighed->has_failed;
}

void weighed_close(struct weighed *weighed)
{
    buffer_release(&weighed->out);
    arena_release(&weighed->arena);
    query_close(&weighed->query);
}

struct text weighed_actor(const struct weighed *weighed, const struct weighing_entry *entry)
{
    return query_name(&weighed->query, entry->row->actor_code, entry->row->actor);
}

struct text weighed_recipient(const struct weighed *weighed, const struct weighing_entry *entry)
{
    return query_name(&weighed->query, entry->row->recipient_code, entry->row->recipient);
}

struct text weighed_assumption(struct weighed *weighed, int number)
{
    const struct assumption *assumption = &weighed->made.weighing.assumptions.items[number];
    struct text name =
        assumption->kind == ASSUMPTION_MEMBER ? query_name(&weighed->query, assumption->name, assumption->words) : assumption->name;
    bool has_words = assumption->kind == ASSUMPTION_STATEMENT;
    if (!has_words)
        return name;
    return arena_print(&weighed->arena, "%.*s (%.*s)", (int)name.length, name.at, (int)assumption->words.length,
                       assumption->words.at);
}

struct text weighed_lacks(struct weighed *weighed, int entry)
{
    enum { MOST = 6 };
    int lacks[MOST], count = weighing_case_lacks(&weighed->made, entry, lacks, MOST);
    struct buffer words;
    buffer_init(&words, 0);
    for (int i = 0; i < count && i < MOST; i++) {
        struct text one = weighed_assumption(weighed, lacks[i]);
        buffer_print(&words, "%s%.*s", i ? "; " : "", (int)one.length, one.at);
    }
    if (count > MOST)
        buffer_print(&words, "; and %d more", count - MOST);
    struct text all = arena_copy(&weighed->arena, buffer_text(&words));
    buffer_release(&words);
    return all;
}

struct text weighed_amount(struct weighed *weighed, const struct weighing_requirement *requirement, long long amount)
{
    long long whole = requirement->is_count ? amount : amount / 1000, rest = requirement->is_count ? 0 : amount % 1000;
    struct text digits = arena_print(&weighed->arena, "%lld", whole);
    char grouped[40];
    size_t at = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (i && (digits.length - i) % 3 == 0 && digits.length > 4)
            grouped[at++] = ' ';
        grouped[at++] = digits.at[i];
    }
    struct text made = arena_print(&weighed->arena, rest ? "%.*s.%03lld" : "%.*s", (int)at, grouped, rest);
    while (rest && made.at[made.length - 1] == '0')
        made.length--;
    return made;
}

struct text weighed_plain(struct weighed *weighed, const struct weighing_requirement *requirement, long long value)
{
    if (requirement->is_count)
        return arena_print(&weighed->arena, "%lld", value);
    struct text made = arena_print(&weighed->arena, "%lld.%03lld", value / 1000, value % 1000);
    while (made.at[made.length - 1] == '0')
        made.length--;
    made.length -= made.at[made.length - 1] == '.';
    return made;
}

/* The thing, its amount, on what it depends, what it lacks, how it is limited, who said it. */
static struct text words_of(struct weighed *weighed, int number, const struct ledger_commitment *row)
{
    const struct weighing_entry *entry = &weighed->made.entries.items[number];
    bool waits = entry->verdict == VERDICT_WAITS || entry->verdict == VERDICT_CIRCLE;
    struct buffer words;
    buffer_init(&words, 0);
    terms_add_part(&words, "", row->object.length ? row->object : row->sentence, "");
    terms_add(&words, row);
    if (waits)
        terms_add_part(&words, "\nlacks ", weighed_lacks(weighed, number), "");
    if (entry->verdict == VERDICT_CIRCLE)
        buffer_add_string(&words, "\nwaits for others that wait for it");
    if (row->is_disputed)
        buffer_add_string(&words, "\ndisputed by somebody");
    if (row->sentence.length && row->object.length)
        terms_add_part(&words, "\n“", row->sentence, "”");
    struct text all = arena_copy(&weighed->arena, buffer_text(&words));
    buffer_release(&words);
    return all;
}

/* "2026-02-10 Ingrid Solheim in Harbour Dispatch and 2 more, confidence 0.91, 1de02d0b" */
static struct text source_of(struct weighed *weighed, const struct ledger_commitment *row)
{
    struct text day = row->last_said.length ? row->last_said : TEXT("no date"), speaker = row->speaker;
    struct text more = row->articles > 1 ? arena_print(&weighed->arena, " and %d more", row->articles - 1) : TEXT("");
    if (!row->statements)
        return TEXT("the scenario");
    return arena_print(&weighed->arena, "%.*s %.*s%s%.*s%s, confidence 0.%02d, %.8s", (int)day.length, day.at, (int)speaker.length,
                       speaker.at, speaker.length && row->publisher.length ? " in " : "", (int)row->publisher.length,
                       row->publisher.at, more.at, row->confidence / 10 > 99 ? 99 : row->confidence / 10, row->id.at);
}

struct sorted {
    bool has_no_code;
    struct text actor;
    unsigned means; /* those that no list has come last */
    int entry;
};

static int by_actor(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->has_no_code != y->has_no_code)
        return x->has_no_code - y->has_no_code;
    int order = text_compare(x->actor, y->actor);
    if (order)
        return order;
    if (x->means != y->means)
        return x->means < y->means ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* Gives all of them the words on which they stand. */
static void complete(struct weighed *weighed, const struct sorted *sorted, int count)
{
    struct ledger_commitment **rows = arena_take(&weighed->arena, ((size_t)count + 1) * sizeof *rows);
    for (int i = 0; i < count; i++)
        rows[i] = weighed->made.entries.items[sorted[i].entry].row;
    if (!weighed->has_failed)
        weighed->has_failed = !ledger_complete(weighed->query.ledger, rows, (size_t)count, &weighed->arena, &weighed->failure);
}

static int sort_entries(struct weighed *weighed, weighed_fits_fn fits, void *context, struct sorted **out)
{
    struct sorted *sorted = arena_take(&weighed->arena, (weighed->made.entries.count + 1) * sizeof *sorted);
    int count = 0;
    for (size_t i = 0; i < weighed->made.entries.count; i++) {
        const struct weighing_entry *entry = &weighed->made.entries.items[i];
        if (fits(context, (int)i))
            sorted[count++] = (struct sorted){ !entry->row->actor_code.length, weighed_actor(weighed, entry),
                                               (unsigned)record_means_of(entry->row->means), (int)i };
    }
    if (count)
        qsort(sorted, (size_t)count, sizeof *sorted, by_actor);
    complete(weighed, sorted, count);
    *out = sorted;
    return count;
}

static void add_row(struct weighed *weighed, const struct table *table, int number, bool is_same_actor)
{
    const struct weighing_entry *entry = &weighed->made.entries.items[number];
    struct text to = weighed_recipient(weighed, entry);
    const struct cell cells[] = {
        { .text = is_same_actor ? TEXT("") : weighed_actor(weighed, entry), .colour = COLOUR_BOLD },
        { .text = entry->row->means.length ? entry->row->means : TEXT("other") },
        { .text = to.length ? arena_print(&weighed->arena, "for %.*s", (int)to.length, to.at) : TEXT("") },
        { .text = words_of(weighed, number, entry->row), .source = source_of(weighed, entry->row) },
    };
    table_add(table, cells, &weighed->out);
}

int weighed_section(struct weighed *weighed, const char *title, weighed_fits_fn fits, void *context)
{
    struct sorted *sorted;
    int width = weighed->query.width < 80 ? 80 : weighed->query.width, rest = width - 2 - 14 - 12 - 3 * 2,
        recipient = rest * 22 / 100;
    struct table table = { &weighed->query, 2, { 14, 12, recipient, rest - recipient }, 4 };
    int count = sort_entries(weighed, fits, context, &sorted);
    if (!count)
        return 0;
    buffer_add_char(&weighed->out, '\n');
    query_colour(&weighed->query, COLOUR_BOLD, &weighed->out);
    buffer_print(&weighed->out, "%s (%d)", title, count);
    query_colour(&weighed->query, COLOUR_NONE, &weighed->out);
    buffer_add_char(&weighed->out, '\n');
    for (int i = 0; i < count; i++)
        add_row(weighed, &table, sorted[i].entry, i && text_equals(sorted[i].actor, sorted[i - 1].actor));
    return count;
}

enum { FIELDS = 23 };

static const char *const field_names[FIELDS] = {
    "verdict",         "actor_code", "actor",      "means",     "recipient_code", "recipient", "object",   "amount",
    "condition_class", "condition",  "lacks",      "caveat",    "when",           "state",     "disputed", "confidence",
    "statements",      "articles",   "first_said", "last_said", "speaker",        "sentence",  "id",
};

static void take_fields(struct weighed *weighed, int number, struct text *fields)
{
    const struct weighing_entry *entry = &weighed->made.entries.items[number];
    const struct ledger_commitment *row = entry->row;
    const struct text values[FIELDS] = {
        text_of(weighing_verdict_text(entry->verdict)),
        row->actor_code,
        row->actor,
        row->means,
        row->recipient_code,
        row->recipient,
        row->object,
        row->amount,
        row->condition_class,
        row->condition,
        weighed_lacks(weighed, number),
        row->caveat,
        row->when,
        row->state,
        text_of(row->is_disputed ? "true" : "false"),
        arena_print(&weighed->arena, "0.%03d", row->confidence > 999 ? 999 : row->confidence),
        arena_print(&weighed->arena, "%d", row->statements),
        arena_print(&weighed->arena, "%d", row->articles),
        row->first_said,
        row->last_said,
        row->speaker,
        row->sentence,
        row->id,
    };
    memcpy(fields, values, sizeof values);
}

static bool is_bare(int field)
{
    return field >= 14 && field <= 17;
}

static void add_json(struct weighed *weighed, const struct text *fields)
{
    for (int i = 0; i < FIELDS; i++) {
        buffer_print(&weighed->out, "%s\"%s\": ", i ? ", " : "{", field_names[i]);
        if (is_bare(i))
            buffer_add(&weighed->out, fields[i]);
        else
            buffer_add_json_or_null(&weighed->out, fields[i]);
    }
    buffer_add_string(&weighed->out, "}\n");
}

void weighed_rows(struct weighed *weighed, weighed_fits_fn fits, void *context)
{
    struct sorted *sorted;
    struct text fields[FIELDS];
    int count = sort_entries(weighed, fits, context, &sorted);
    for (int i = 0; i < FIELDS; i++)
        fields[i] = text_of(field_names[i]);
    if (weighed->query.form == FORM_CSV)
        buffer_add_csv_row(&weighed->out, fields, FIELDS, "\n");
    for (int i = 0; i < count; i++) {
        take_fields(weighed, sorted[i].entry, fields);
        if (weighed->query.form == FORM_CSV)
            buffer_add_csv_row(&weighed->out, fields, FIELDS, "\n");
        else
            add_json(weighed, fields);
    }
}
