/* Writes the manual's page of commands from the option table, when the manual is built: command_page FILE makes Markdown. */
#include <stdio.h>

#include "command/options.h"

/* Some words of the table would mean something else in Markdown. */
static void add_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|' || *text == '*' || *text == '<')
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void add_options(FILE *out, int command)
{
    fputs("| option | what it does |\n| --- | --- |\n", out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_entry *entry = &option_entries[i];
        if (!(entry->commands >> command & 1))
            continue;
        fprintf(out, "| `--%s%s%s` | ", entry->name, *entry->value ? " " : "", entry->value);
        add_text(out, entry->summary);
        fputs(" |\n", out);
    }
    fputs("| `-h`, `--help` | tell about this command, in short or with everything |\n\n", out);
}

static void add_examples(FILE *out, const char *examples)
{
    if (!*examples)
        return;
    fputs("```sh\n", out);
    fputs(examples, out);
    fputs("```\n\n", out);
}

static void add_command(FILE *out, int command)
{
    const struct command_entry *entry = &command_entries[command];
    fprintf(out, "## `troth %s`\n\n", entry->name);
    fprintf(out, "`troth %s [OPTION...]%s%s`\n\n", entry->name, *entry->arguments ? " " : "", entry->arguments);
    add_text(out, *entry->explanation ? entry->explanation : entry->summary);
    fputs("\n\n", out);
    add_examples(out, entry->examples);
    add_options(out, command);
}

static void add_list(FILE *out)
{
    fputs("| command | what it does |\n| --- | --- |\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "| [`troth %s`](#troth-%s) | ", command_entries[i].name, command_entries[i].name);
        add_text(out, command_entries[i].summary);
        fputs(" |\n", out);
    }
    fputc('\n', out);
}

static void write_page(FILE *out)
{
    fputs("# Commands\n\nEvery command with all its options, as `troth COMMAND --help` and the man pages tell them. "
          "`troth --version` prints the versions of program, model and lexicon.\n\n", out);
    add_list(out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        add_command(out, i);
}

int main(int argc, char **argv)
{
    FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
    if (!out) {
        fputs("usage: command_page FILE\n", stderr);
        return 2;
    }
    write_page(out);
    return fclose(out) == 0 ? 0 : 3;
}
