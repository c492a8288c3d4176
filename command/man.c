/* Writes the manual pages from the option table, when the program is built: man_pages FOLDER makes troth.1, troth-read.1, ... */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "command/options.h"

enum { LINE = 60 }; /* no line of the pages' sources is much longer, where troff fills the lines anyway */

/* Troff takes a backslash for a command, and a full stop or apostrophe at the start of a line. */
static void add_letter(FILE *out, char letter, bool at_start)
{
    if (at_start && (letter == '.' || letter == '\''))
        fputs("\\&", out);
    if (letter == '\\' || letter == '-')
        fputc('\\', out);
    fputc(letter == '\\' ? 'e' : letter, out);
}

static void add_lines(FILE *out, const char *text)
{
    for (const char *p = text; *p; p++)
        add_letter(out, *p, p == text || p[-1] == '\n');
}

/* Words that troff fills into lines: broken where the next one would make the line long. */
static void add_text(FILE *out, const char *text)
{
    int column = 0;
    for (const char *p = text; *p; p++) {
        bool is_break = *p == ' ' && column + (int)strcspn(p + 1, " \n") > LINE;
        add_letter(out, is_break ? '\n' : *p, column == 0);
        column = is_break || *p == '\n' ? 0 : column + 1;
    }
}

static void add_head(FILE *out, const char *name, const char *summary)
{
    fputs(".TH \"", out);
    for (const char *p = name; *p; p++)
        fputc(toupper((unsigned char)*p), out);
    fprintf(out, "\" 1 \"%s\" \"troth %s\" \"Troth\"\n.SH NAME\n", TROTH_DAY, TROTH_VERSION);
    add_text(out, name);
    fputs(" \\- ", out);
    add_text(out, summary);
    fputc('\n', out);
}

static void add_item(FILE *out, const char *name, const char *value, const char *summary)
{
    fputs(".TP\n.B ", out);
    add_text(out, name);
    if (*value)
        fprintf(out, " \\fI%s\\fR", value);
    fputc('\n', out);
    add_text(out, summary);
    fputc('\n', out);
}

static void add_options(FILE *out, int command)
{
    fputs(".SH OPTIONS\n", out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        char name[64];
        if (!(option_entries[i].commands >> command & 1))
            continue;
        snprintf(name, sizeof name, "--%s", option_entries[i].name);
        add_item(out, name, option_entries[i].value, option_entries[i].summary);
    }
    add_item(out, "-h, --help", "", "Tell about this command, in short or with everything.");
}

static void add_end(FILE *out)
{
    fputs(".SH EXIT STATUS\n", out);
    add_item(out, "0", "", "done");
    add_item(out, "1", "", "the answer is no: what was asked for is not there");
    add_item(out, "2", "", "wrong use");
    add_item(out, "3", "", "failed, or an input could not be read (the others were)");
    fputs(".SH ENVIRONMENT\n", out);
    add_item(out, "TROTH_DATA", "", "the folder that holds model and lexicon, if they are not beside the program");
    add_item(out, "TROTH_LEDGER", "", "the ledger where --ledger is not given");
    add_item(out, "NO_COLOR", "", "print no colours");
}

static void add_examples(FILE *out, const char *examples)
{
    if (!*examples)
        return;
    fputs(".SH EXAMPLES\n.nf\n", out);
    add_lines(out, examples);
    fputs(".fi\n", out);
}

static void write_command(FILE *out, int command)
{
    const struct command_entry *entry = &command_entries[command];
    char name[64];
    snprintf(name, sizeof name, "troth-%s", entry->name);
    add_head(out, name, entry->summary);
    fprintf(out, ".SH SYNOPSIS\n.B troth %s\n[\\fIOPTION\\fR...]%s%s\n.SH DESCRIPTION\n", entry->name, *entry->arguments ? " " : "",
            entry->arguments);
    add_text(out, *entry->explanation ? entry->explanation : entry->summary);
    fputc('\n', out);
    add_options(out, command);
    add_examples(out, entry->examples);
    add_end(out);
    fputs(".SH SEE ALSO\n.BR troth (1)\n", out);
}

static void write_program(FILE *out)
{
    add_head(out, "troth", "keeps the book on who promised, refused, demanded, claimed or denied what");
    fputs(".SH SYNOPSIS\n.B troth\n\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n.SH DESCRIPTION\n", out);
    add_text(out, "Troth reads news reports and official statements: who promised, refused, demanded, claimed or denied what,\n"
                  "to whom, with what means, on what condition, and who said so in which words. It keeps these statements\n"
                  "in a ledger and derives commitments and their histories from them. Each command has a page of its own.\n");
    fputs(".SH COMMANDS\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        add_item(out, command_entries[i].name, command_entries[i].arguments, command_entries[i].summary);
    fputs(".SH OPTIONS\n", out);
    add_item(out, "-h, --help", "", "tell about the program or a command");
    add_item(out, "--version", "", "print the versions of program, model and lexicon");
    add_end(out);
    fputs(".SH SEE ALSO\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, ".BR troth\\-%s (1)%s\n", command_entries[i].name, i + 1 < COMMAND_COUNT ? "," : "");
}

static bool write_page(const char *folder, int command)
{
    char path[4096];
    bool is_program = command == COMMAND_COUNT;
    snprintf(path, sizeof path, "%s/troth%s%s.1", folder, is_program ? "" : "-", is_program ? "" : command_entries[command].name);
    FILE *out = fopen(path, "w");
    if (!out)
        return false;
    if (is_program)
        write_program(out);
    else
        write_command(out, command);
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: man_pages FOLDER\n", stderr);
        return 2;
    }
    for (int i = 0; i <= COMMAND_COUNT; i++)
        if (!write_page(argv[1], i)) {
            perror(argv[1]);
            return 3;
        }
    return 0;
}
