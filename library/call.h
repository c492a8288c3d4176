/* How the library runs a command of the program for its callers. For the library alone. */
#ifndef TROTH_LIBRARY_CALL_H
#define TROTH_LIBRARY_CALL_H

#include "command/command.h"
#include "library/troth.h"

/* What a command is run with. */
struct call {
    struct arena arena; /* the words of its command line */
    struct { char **items; size_t count, room; } words;
    const struct engine *engine; /* or NULL */
    const char *data;            /* or NULL */
    const struct troth_input *input; /* with `bytes`, or NULL */
};

/* Begins with the words "troth" and `command`; call_release ends it. */
void call_init(struct call *call, const char *command);
void call_release(struct call *call);

/* Adds a word to the command line, or an option with its value where there is one. */
void call_word(struct call *call, const char *word);
void call_option(struct call *call, const char *name, const char *value);

/* Whether the command has this option and none of `arguments` [count] is one of `rivals`, which ends in NULL. */
bool call_wants(const struct call *call, enum option option, const char *const *arguments, size_t count, const char *const *rivals);

/* Runs it; what it prints goes to `answer`. */
bool call_run(struct call *call, const struct troth_answer *answer, struct troth_error *err);

/* The same error for callers of the library: its place is taken out of the message. */
void call_tell(const struct error *from, struct troth_error *to);

#endif
