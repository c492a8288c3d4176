/* Lexicon files: one entry a line, fields parted by '|', variants by ',', '#' begins a comment (at the start of a line or after a
 * blank). Errors carry file, line and column. */
#ifndef TROTH_READING_LEXFILE_H
#define TROTH_READING_LEXFILE_H

#include "base/base.h"

enum { LEXFILE_FIELDS = 12 };

struct lexfile {
    struct text name;    /* as it is told to people: "acts/pledge.txt" */
    struct text content; /* owned by the arena given to lexfile_read */
    struct text rest;
    int line;            /* of the current entry, from 1 */
    struct text whole;   /* the current line, without comment */
    struct text fields[LEXFILE_FIELDS]; /* trimmed */
    int field_count;
};

/* Reads the whole file "folder/name". False and `err` (ERROR_LEXICON, or ERROR_SYSTEM when it cannot be read) otherwise; malformed
 * UTF-8 is an error with its place. */
bool lexfile_read(struct lexfile *file, const char *folder, const char *name, struct arena *arena, struct error *err);

/* Moves to the next entry; returns 1, 0 at the end, -1 and `err` for a line with too many fields. */
int lexfile_next(struct lexfile *file, struct error *err);

/* Fails with "name:line:column: …", where the column is that of `at`, a part of the current line. */
bool lexfile_fail(const struct lexfile *file, struct text at, struct error *err, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Takes the next of the variants in `*list` ("Ukrainian, Ukrainians"), trimmed; false when there is none left. */
bool lexfile_variant(struct text *list, struct text *variant);

/* The nearest of `names` to `wrong` by edit distance, for "did you mean"; NULL when none is near. */
const char *lexfile_nearest(struct text wrong, const char *const *names, int count);

#endif
