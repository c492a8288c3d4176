/* Files of text cases: what all their runners share. A case is a title, an input, a line of three hyphens, and what is expected:
 *
 *     == a title
 *     The input.
 *     ---
 *     what is expected
 *
 * What stands before the first case is a comment. Cases of a file below tests/failing/ are known to go wrong: they are counted,
 * and one that has come right is named. */
#ifndef TROTH_TESTS_CASES_H
#define TROTH_TESTS_CASES_H

#include "base/base.h"

struct test_case {
    const char *path; /* of its file */
    int line;         /* of its title, from 1 */
    struct text title, input, expected; /* trimmed */
    struct text content;                /* the input to the byte, with the end of its last line */
    bool is_whole;                      /* a line of three hyphens stands between the two; without one the case fails */
};

/* How the cases of a file are run: by an answer that must be the expected text, and that can be written into the file, or by a
 * check of claims, which gives the lines of those that do not hold; nothing when all is right. */
struct cases_kind {
    void (*answer)(void *context, const struct test_case *test, struct arena *arena, struct buffer *out);
    void (*check)(void *context, const struct test_case *test, struct arena *arena, struct buffer *wrong);
};

struct cases {
    const char *program; /* for messages */
    bool rewrite;        /* answers are written into the files, in the place of what was expected */
    int passed, failed, known_wrong;
};

/* Takes "--rewrite" and returns true; false for anything else, which is a file then. */
bool cases_take_option(struct cases *cases, const char *argument);

/* Runs a file's cases, and prints place, title and difference of those that fail. A file that cannot be read, or has no case,
 * fails. */
void cases_run_file(struct cases *cases, const struct cases_kind *kind, void *context, const char *path);

/* Prints "N passed, N failed, N known wrong" and returns the program's exit status. */
int cases_end(const struct cases *cases);

#endif
