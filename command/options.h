/* What was asked for on the command line. */
#ifndef TROTH_COMMAND_OPTIONS_H
#define TROTH_COMMAND_OPTIONS_H

#include "base/base.h"

enum command {
#define COMMAND(name, text, arguments, summary, explanation, examples) COMMAND_##name,
#include "command/options.def"
    COMMAND_COUNT
};

enum option {
#define OPTION(name, text, kind, value, commands, summary) OPTION_##name,
#include "command/options.def"
    OPTION_COUNT
};

enum option_kind { OPTION_KIND_FLAG, OPTION_KIND_WORD, OPTION_KIND_NUMBER, OPTION_KIND_DATE, OPTION_KIND_MOMENT, OPTION_KIND_CODE };

struct command_entry {
    const char *name, *arguments, *summary, *explanation, *examples;
};

struct option_entry {
    const char *name, *value, *summary;
    enum option_kind kind;
    unsigned commands; /* bit 1 << enum command */
};

extern const struct command_entry command_entries[COMMAND_COUNT];
extern const struct option_entry option_entries[OPTION_COUNT];

struct engine;
struct ledger;
struct directory;

/* Input that is in memory: articles as in a file, or raw text. */
struct options_given {
    const char *name; /* as it is told to people */
    struct text bytes;
};

/* What was asked for. Everything is borrowed from argv. */
struct options {
    enum command command;
    bool wants_help, wants_summary, wants_version; /* --help, -h, --version */
    char **inputs;                 /* FILE..., ID or COMMAND */
    int input_count;
    const char *value[OPTION_COUNT]; /* NULL: not given; "" for a flag that is */
    int number[OPTION_COUNT];        /* of those of kind NUMBER; 0: not given */
    const struct engine *engine;       /* one that is open already, else NULL: only the library has it, and what follows */
    struct ledger *ledger;             /* one that is open for reading, else NULL */
    struct directory *directory;       /* names that are open already, else NULL */
    const char *data;                  /* the folder with model, lexicon and trackers; NULL: where an installation has them */
    const struct options_given *given; /* read instead of `inputs`; NULL: nothing */
};

/* Options and arguments in any order; "--" ends the options, "--name=value" and "--name value" are the same. `argv` is put in order
 * and must outlive `options`. False and `err` (ERROR_USAGE, with "did you mean") for wrong use. */
bool options_parse(struct options *options, int argc, char **argv, struct error *err);

/* Appends the help: of the program, or of one command, short (fits a screen) or long. */
void options_write_summary(struct buffer *out);
void options_write_command(enum command command, bool is_long, struct buffer *out);

#endif
