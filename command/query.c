/* What list, book and show share: the ledger, what to look for, the form of the answer, and names for people. */
#include "command/query.h"

#include <limits.h>
#include <stdlib.h>

#include "base/near.h"
#include "command/engine.h"
#include "record/record.h"

static const char *const states[] = {
#define STATE(name, text, meaning) text,
#include "ledger/states.def"
#undef STATE
};

const char *query_path(const struct options *options)
{
    const char *given = options->value[OPTION_LEDGER], *usual = getenv("TROTH_LEDGER");
    return given ? given : usual && *usual ? usual : "troth.db";
}

/* A name that must be one of a closed list; all of them are told where none is near. */
static bool check_name(const struct options *options, enum option option, const char *const *names, int count, struct text *value,
                       struct error *err)
{
    *value = text_of(options->value[option]);
    for (int i = 0; i < count; i++)
        if (!value->length || text_is(*value, names[i]))
            return true;
    const char *near = near_name(*value, names, count), *what = option_entries[option].name;
    if (near)
        return error_set(err, ERROR_USAGE, "--%s: unknown %s '%.*s'; did you mean '%s'?", what, what, (int)value->length, value->at,
                         near);
    struct buffer all;
    buffer_init(&all, 0);
    for (int i = 0; i < count; i++)
        buffer_print(&all, "%s%s", i ? ", " : "", names[i]);
    error_set(err, ERROR_USAGE, "--%s: unknown %s '%.*s'; there are: %s", what, what, (int)value->length, value->at, all.at);
    buffer_release(&all);
    return false;
}

static bool read_filter(struct ledger_filter *filter, const struct options *options, struct error *err)
{
    filter->actor = text_of(options->value[OPTION_ACTOR]);
    filter->recipient = text_of(options->value[options->value[OPTION_FOR] ? OPTION_FOR : OPTION_RECIPIENT]);
    filter->search = text_of(options->value[OPTION_SEARCH]);
    filter->since = text_of(options->value[OPTION_SINCE]);
    filter->until = text_of(options->value[OPTION_UNTIL]);
    filter->time = (struct ledger_time){ text_of(options->value[OPTION_AS_OF]), text_of(options->value[OPTION_KNOWN_BY]) };
    return check_name(options, OPTION_ACT, record_act_names(), ACT_COUNT, &filter->act, err) &&
           check_name(options, OPTION_MEANS, record_means_names(), MEANS_COUNT, &filter->means, err) &&
           check_name(options, OPTION_STATE, states, sizeof states / sizeof *states, &filter->state, err);
}

bool query_open_directory(const struct options *options, struct directory **directory, struct error *err)
{
    char path[PATH_MAX];
    struct error ignored;
    const char *overlay = options->value[OPTION_LEXICON];
    if (engine_data_path(options, "lexicon", path, sizeof path, overlay ? err : &ignored))
        *directory = directory_open(path, overlay, overlay ? err : &ignored);
    return *directory || !overlay;
}

/* "France" and "Kyiv" become codes; a code stays one, and a name that is unknown is looked for as it is. */
static void resolve(const struct query *query, struct text *who)
{
    if (!who->length || !query->directory || directory_name(query->directory, *who).length)
        return;
    struct text code = directory_code(query->directory, *who);
    if (code.length)
        *who = code;
}

bool query_begin(struct query *query, const struct options *options, struct error *err)
{
    *query = (struct query){ .width = output_width(), .has_colour = output_has_colour() };
    query->form = options->value[OPTION_CSV]     ? FORM_CSV
                  : options->value[OPTION_JSONL] ? FORM_JSONL
                  : options->value[OPTION_SVG]   ? FORM_SVG
                                                 : FORM_TABLE;
    query->has_lent_names = options->directory;
    query->directory = options->directory;
    return read_filter(&query->filter, options, err) &&
           (query->has_lent_names || query_open_directory(options, &query->directory, err));
}

bool query_open(struct query *query, const struct options *options, struct error *err)
{
    if (query_begin(query, options, err))
        query->ledger = options->ledger ? options->ledger : ledger_open(query_path(options), LEDGER_READ, err);
    query->has_lent_ledger = options->ledger;
    if (!query->ledger) {
        query_close(query);
        return false;
    }
    resolve(query, &query->filter.actor);
    resolve(query, &query->filter.recipient);
    return true;
}

void query_close(struct query *query)
{
    if (!query->has_lent_names)
        directory_free(query->directory);
    if (!query->has_lent_ledger)
        ledger_close(query->ledger);
    *query = (struct query){ 0 };
}

struct text query_name(const struct query *query, struct text code, struct text text)
{
    struct text name = query->directory && code.length ? directory_name(query->directory, code) : TEXT("");
    return name.length ? name : text.length ? text : code;
}

struct text query_short(struct text id)
{
    return text_slice(id, 0, 8);
}

void query_colour(const struct query *query, enum colour colour, struct buffer *out)
{
    static const char *const codes[] = { "\033[0m", "\033[1m", "\033[2m", "\033[32m", "\033[33m", "\033[31m", "\033[35m",
                                         "\033[36m" };
    if (query->has_colour)
        buffer_add_string(out, codes[colour]);
}

enum colour query_state_colour(struct text state)
{
    static const struct { const char *state; enum colour colour; } colours[] = {
        { "pledged", COLOUR_GREEN },   { "due", COLOUR_BOLD },           { "conditional", COLOUR_YELLOW },
        { "possible", COLOUR_YELLOW }, { "declined", COLOUR_RED },       { "withdrawn", COLOUR_RED },
        { "revised", COLOUR_CYAN },    { "disputed", COLOUR_MAGENTA },   { "fulfilled", COLOUR_GREEN },
        { "fulfilled in part", COLOUR_GREEN },
    };
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (text_is(state, colours[i].state))
            return colours[i].colour;
    return COLOUR_NONE;
}
