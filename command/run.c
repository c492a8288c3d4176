/* Which function does a command; help and versions. */
#include "command/command.h"

typedef int (*command_fn)(const struct options *options, struct error *err);

static const command_fn commands[COMMAND_COUNT] = {
    [COMMAND_READ] = command_read, [COMMAND_QUOTES] = command_quotes, [COMMAND_PARSE] = command_parse,
    [COMMAND_ARTICLE] = command_article, [COMMAND_EXPLAIN] = command_explain, [COMMAND_ADD] = command_add,
    [COMMAND_WATCH] = command_watch,
    [COMMAND_LIST] = command_list,
    [COMMAND_BOOK] = command_book, [COMMAND_DISPUTES] = command_disputes, [COMMAND_SHOW] = command_show,
    [COMMAND_HISTORY] = command_history, [COMMAND_MARK] = command_mark, [COMMAND_IMPORT] = command_import,
    [COMMAND_REVIEW] = command_review, [COMMAND_MERGE] = command_merge, [COMMAND_SPLIT] = command_split,
    [COMMAND_EXPORT] = command_export, [COMMAND_TOTALS] = command_totals,
    [COMMAND_DUE] = command_due, [COMMAND_WEIGH] = command_weigh,
    [COMMAND_VERIFY] = command_verify, [COMMAND_REREAD] = command_reread, [COMMAND_REBUILD] = command_rebuild,
    [COMMAND_TRANSFER] = command_transfer,
    [COMMAND_SERVE] = command_serve,
    [COMMAND_HELP] = command_help,
};

static int print_help(const struct options *options, struct error *err)
{
    struct buffer out;
    buffer_init(&out, 0);
    if (options->command == COMMAND_HELP)
        options_write_summary(&out);
    else
        options_write_command(options->command, options->wants_help, &out);
    output_write(buffer_text(&out));
    buffer_release(&out);
    return output_finish(err);
}

/* "troth 0.1.0", then the versions of model and lexicon, a line each. */
static int print_version(const struct options *options, struct error *err)
{
    struct engine engine;
    struct buffer out;
    if (!engine_open(&engine, options, true, err))
        return error_status(err->code);
    buffer_init(&out, 0);
    buffer_print(&out, "troth %s\nmodel %s\n%s\n", TROTH_VERSION, language_version(engine.language),
                 lexicon_version(engine.lexicon));
    output_write(buffer_text(&out));
    buffer_release(&out);
    engine_close(&engine);
    return output_finish(err);
}

int command_run(const struct options *options, struct error *err)
{
    if (options->wants_help || options->wants_summary)
        return print_help(options, err);
    if (options->wants_version)
        return print_version(options, err);
    return commands[options->command](options, err);
}
