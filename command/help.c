/* `troth help`, -h and --help: what the program and its commands do, from the option table. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"

enum { NAME_COLUMN = 2, TEXT_COLUMN = 22, WIDTH = 100 };

static void add_heading(struct buffer *out, const char *heading)
{
    buffer_print(out, "\n%s\n", heading);
}

/* "  --ledger FILE        the ledger ...", wrapped. */
static void add_row(struct buffer *out, const char *left, const char *right)
{
    int column = NAME_COLUMN + (int)strlen(left);
    buffer_print(out, "%*s%s", NAME_COLUMN, "", left);
    int blanks = column < TEXT_COLUMN - 1 ? TEXT_COLUMN - column : 2;
    buffer_print(out, "%*s", blanks, "");
    column += blanks;
    output_wrap(out, text_of(right), TEXT_COLUMN, WIDTH, &column);
    buffer_add_char(out, '\n');
}

static void add_indented(struct buffer *out, const char *lines)
{
    struct text rest = text_of(lines);
    while (rest.length) {
        struct text line = text_cut(&rest, '\n');
        buffer_print(out, "  %.*s\n", (int)line.length, line.at);
    }
}

void options_write_summary(struct buffer *out)
{
    buffer_add_string(out, "Troth reads news reports and official statements and keeps the book on who promised, refused,\n"
                           "demanded, claimed or denied what.\n\nusage: troth COMMAND [OPTION...] [FILE...]\n");
    add_heading(out, "Commands");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        char name[64];
        const struct command_entry *entry = &command_entries[i];
        snprintf(name, sizeof name, "%s %s", entry->name, entry->arguments);
        add_row(out, name, entry->summary);
    }
    add_heading(out, "Options of every command");
    add_row(out, "-h, --help", "tell about a command, in short or with everything");
    add_row(out, "--version", "print the versions of program, model and lexicon");
    add_heading(out, "Try");
    add_indented(out, "troth read --table examples/statement.txt\ntroth help read\n");
}

static void add_options(enum command command, struct buffer *out)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        char name[64];
        const struct option_entry *entry = &option_entries[i];
        if (!(entry->commands >> command & 1))
            continue;
        snprintf(name, sizeof name, "--%s%s%s", entry->name, *entry->value ? " " : "", entry->value);
        add_row(out, name, entry->summary);
    }
    add_row(out, "-h, --help", "tell about this command, in short or with everything");
}

void options_write_command(enum command command, bool is_long, struct buffer *out)
{
    const struct command_entry *entry = &command_entries[command];
    buffer_print(out, "troth %s: %s\n\nusage: troth %s [OPTION...]%s%s\n", entry->name, entry->summary, entry->name,
                 *entry->arguments ? " " : "", entry->arguments);
    if (is_long && *entry->explanation)
        buffer_print(out, "\n%s\n", entry->explanation);
    add_heading(out, "Options");
    add_options(command, out);
    if (!is_long)
        return;
    if (*entry->examples) {
        add_heading(out, "Examples");
        add_indented(out, entry->examples);
    }
    add_heading(out, "Exit status");
    add_indented(out, "0 done; 1 the answer is no; 2 wrong use; 3 failed, or an input could not be read (the others were)\n");
}

int command_help(const struct options *options, struct error *err)
{
    struct buffer out;
    buffer_init(&out, 0);
    if (!options->input_count)
        options_write_summary(&out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (options->input_count && !strcmp(options->inputs[0], command_entries[i].name))
            options_write_command((enum command)i, true, &out);
    output_write(buffer_text(&out));
    buffer_release(&out);
    return output_finish(err);
}
