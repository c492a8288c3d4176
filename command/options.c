/* The command line taken apart by the option table. */
#include "command/options.h"

#include <limits.h>
#include <string.h>

#define IN(command) (1u << COMMAND_##command)

const struct command_entry command_entries[COMMAND_COUNT] = {
#define COMMAND(name, text, arguments, summary, explanation, examples) { text, arguments, summary, explanation, examples },
#include "command/options.def"
};

const struct option_entry option_entries[OPTION_COUNT] = {
#define OPTION(name, text, kind, value, commands, summary) { text, value, summary, OPTION_KIND_##kind, commands },
#include "command/options.def"
};

/* Every command takes these. */
static const char *const common[] = { "help", "version" };
enum { COMMON_COUNT = sizeof common / sizeof common[0] };

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1];
}

static bool takes(enum command command, int option)
{
    return option_entries[option].commands >> command & 1;
}

static int option_of(struct text name)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (text_is(name, option_entries[i].name))
            return i;
    return -1;
}

/* The same, where a name means something else to another command. */
static int option_in(enum command command, struct text name)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (takes(command, i) && text_is(name, option_entries[i].name))
            return i;
    return option_of(name);
}

static int command_of(struct text name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (text_is(name, command_entries[i].name))
            return i;
    return -1;
}

static struct text name_of(const char *word)
{
    struct text rest = text_of(word + (word[1] == '-' ? 2 : 1));
    return text_cut(&rest, '=');
}

static bool wrong_command(struct text name, struct error *err)
{
    const char *names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++)
        names[i] = command_entries[i].name;
    const char *near = near_name(name, names, COMMAND_COUNT);
    if (near)
        return error_set(err, ERROR_USAGE, "unknown command '%.*s'; did you mean '%s'?", (int)name.length, name.at, near);
    return error_set(err, ERROR_USAGE, "unknown command '%.*s'; 'troth help' lists them", (int)name.length, name.at);
}

static bool wrong_option(const struct options *options, const char *word, struct error *err)
{
    const char *names[OPTION_COUNT + COMMON_COUNT], *command = command_entries[options->command].name;
    struct text name = name_of(word);
    int count = 0, known = option_of(name);
    if (known >= 0 && word[1] == '-')
        return error_set(err, ERROR_USAGE, "'troth %s' takes no option '--%s'; 'troth %s -h' lists its options", command,
                         option_entries[known].name, command);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (takes(options->command, i))
            names[count++] = option_entries[i].name;
    for (int i = 0; i < COMMON_COUNT; i++)
        names[count++] = common[i];
    const char *near = near_name(name, names, count);
    if (near)
        return error_set(err, ERROR_USAGE, "unknown option '%s'; did you mean '--%s'?", word, near);
    return error_set(err, ERROR_USAGE, "unknown option '%s'; 'troth %s -h' lists what there is", word, command);
}

static bool is_number(const char *word, int *number)
{
    long value = 0;
    for (const char *p = word; *p; p++) {
        if (*p < '0' || *p > '9' || value > (INT_MAX - 9) / 10)
            return false;
        value = value * 10 + (*p - '0');
    }
    *number = (int)value;
    return value > 0;
}

static bool is_date(const char *word)
{
    static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (strlen(word) != 10)
        return false;
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? word[i] != '-' : word[i] < '0' || word[i] > '9')
            return false;
    int year = (word[0] - '0') * 1000 + (word[1] - '0') * 100 + (word[2] - '0') * 10 + (word[3] - '0');
    int month = (word[5] - '0') * 10 + (word[6] - '0'), day = (word[8] - '0') * 10 + (word[9] - '0');
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month != 2 || day < 29 || is_leap;
}

/* A day, or the beginning of "2026-03-01T12:00:00.000Z" that ends with the hour or something smaller. */
static bool is_moment(const char *word)
{
    static const char form[] = "2026-03-01T12:00:00.000Z";
    char day[11] = "";
    size_t length = strlen(word);
    memcpy(day, word, length < 10 ? length : 10);
    bool is_whole = length == 10 || length == 13 || length == 16 || length == 19 || length == 23 || length == 24;
    if (!is_date(day) || !is_whole)
        return false;
    for (size_t i = 10; i < length; i++)
        if (form[i] >= '0' && form[i] <= '9' ? word[i] < '0' || word[i] > '9' : word[i] != form[i])
            return false;
    return true;
}

/* Options of due and weigh say what lines of a scenario say: of two the first would be lost. */
static bool is_weighing(const struct option_entry *entry)
{
    return !(entry->commands & ~(IN(DUE) | IN(WEIGH)));
}

static bool check_value(struct options *options, int option, const char *value, struct error *err)
{
    const struct option_entry *entry = &option_entries[option];
    switch (entry->kind) {
    case OPTION_KIND_FLAG:
        break;
    case OPTION_KIND_NUMBER:
        if (!is_number(value, &options->number[option]))
            return error_set(err, ERROR_USAGE, "'--%s' takes a whole number from 1, not '%s'", entry->name, value);
        break;
    case OPTION_KIND_DATE:
        if (!is_date(value))
            return error_set(err, ERROR_USAGE, "'--%s' takes a day as in 2026-03-01, not '%s'", entry->name, value);
        break;
    case OPTION_KIND_MOMENT:
        if (!is_moment(value))
            return error_set(err, ERROR_USAGE,
                             "'--%s' takes a day or a moment in UTC, as in 2026-03-01 or 2026-03-01T12:30, not '%s'",
                             entry->name, value);
        break;
    case OPTION_KIND_WORD:
    case OPTION_KIND_CODE:
        if (!*value)
            return error_set(err, ERROR_USAGE, "'--%s' takes %s, which is empty here", entry->name, entry->value);
    }
    if (options->value[option] && is_weighing(entry))
        return error_set(err, ERROR_USAGE, "'--%s' is given twice; write both into one, or into a file: a scenario, or --needs",
                         entry->name);
    options->value[option] = value;
    return true;
}

/* "--name", "--name=value" or "--name value"; `next` is the word after it, and `*used` tells whether it was the value. */
static bool take_option(struct options *options, const char *word, const char *next, bool *used, struct error *err)
{
    struct text name = name_of(word);
    const char *value = strchr(word, '=');
    int option = word[1] == '-' ? option_in(options->command, name) : -1;
    if (!strcmp(word, "-h") || !strcmp(word, "--help") || !strcmp(word, "--version")) {
        options->wants_summary |= word[1] == 'h';
        options->wants_help |= !strcmp(word, "--help");
        options->wants_version |= !strcmp(word, "--version");
        return true;
    }
    if (option < 0 || !takes(options->command, option))
        return wrong_option(options, word, err);
    const struct option_entry *entry = &option_entries[option];
    if (entry->kind == OPTION_KIND_FLAG && value)
        return error_set(err, ERROR_USAGE, "'--%s' takes no value", entry->name);
    if (entry->kind != OPTION_KIND_FLAG && !value) {
        if (!next)
            return error_set(err, ERROR_USAGE, "'--%s' takes %s after it", entry->name, entry->value);
        *used = true;
    }
    return check_value(options, option, entry->kind == OPTION_KIND_FLAG ? "" : value ? value + 1 : next, err);
}

/* The first word that is neither an option nor an option's value names the command. Returns its place, or 0. */
static int find_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (!is_option(argv[i]))
            return i;
        int option = option_of(name_of(argv[i]));
        if (option >= 0 && option_entries[option].kind != OPTION_KIND_FLAG && !strchr(argv[i], '='))
            i++;
    }
    return 0;
}

static bool check_inputs(const struct options *options, struct error *err)
{
    const struct command_entry *entry = &command_entries[options->command];
    size_t length = strlen(entry->arguments);
    bool is_optional = !length || entry->arguments[0] == '[', many = length > 3 && !strcmp(entry->arguments + length - 3, "...");
    if (!options->input_count && !is_optional)
        return error_set(err, ERROR_USAGE, "'troth %s' wants %s; 'troth %s -h' tells more", entry->name,
                         many ? "at least one FILE, or - for standard input" : entry->arguments, entry->name);
    if (!many && options->input_count > (length ? 1 : 0))
        return error_set(err, ERROR_USAGE, "'troth %s' does not know what to do with '%s'; 'troth %s -h' tells more", entry->name,
                         options->inputs[length ? 1 : 0], entry->name);
    return true;
}

static bool check_forms(const struct options *options, struct error *err)
{
    static const enum option forms[] = { OPTION_TABLE, OPTION_JSONL, OPTION_CSV, OPTION_SVG };
    const char *first = NULL;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (!options->value[forms[i]])
            continue;
        if (first)
            return error_set(err, ERROR_USAGE, "'--%s' and '--%s' exclude each other", first, option_entries[forms[i]].name);
        first = option_entries[forms[i]].name;
    }
    return true;
}

/* Arguments are moved to the front of argv, over words that have been read. */
static bool take_words(struct options *options, int argc, char **argv, int command_at, struct error *err)
{
    bool options_end = false;
    for (int i = 1; i < argc; i++) {
        bool used = false;
        if (i == command_at)
            continue;
        if (!options_end && !strcmp(argv[i], "--"))
            options_end = true;
        else if (options_end || !is_option(argv[i]))
            options->inputs[options->input_count++] = argv[i];
        else if (!take_option(options, argv[i], i + 1 < argc ? argv[i + 1] : NULL, &used, err))
            return false;
        i += used;
    }
    return true;
}

bool options_parse(struct options *options, int argc, char **argv, struct error *err)
{
    *options = (struct options){ .command = COMMAND_HELP, .inputs = argv + 1 };
    int at = find_command(argc, argv);
    if (at) {
        int command = command_of(text_of(argv[at]));
        if (command < 0)
            return wrong_command(text_of(argv[at]), err);
        options->command = (enum command)command;
    }
    if (!take_words(options, argc, argv, at, err))
        return false;
    if (options->wants_help || options->wants_summary || options->wants_version)
        return true;
    if (options->command == COMMAND_HELP && options->input_count && command_of(text_of(options->inputs[0])) < 0)
        return wrong_command(text_of(options->inputs[0]), err);
    return check_inputs(options, err) && check_forms(options, err);
}
