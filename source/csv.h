/* Tables of comma-separated values, as RFC 4180 has them: a header first, fields that may be quoted, quotes doubled inside. */
#ifndef TROTH_SOURCE_CSV_H
#define TROTH_SOURCE_CSV_H

#include "base/base.h"

struct csv_row {
    const struct text *fields; /* [count] */
    int count;
    int line;                  /* where the row begins, from 1 */
};

/* A table being read. Fields are borrowed from `text`, or live in `arena` where quotes were doubled. */
struct csv {
    struct text rest;
    int line; /* of `rest` */
};

/* Begins with a whole file; a byte order mark is passed over. */
void csv_open(struct csv *csv, struct text text);

/* Where the end of a line stands: begin with CSV_AT_FIELD; after CSV_IN_QUOTES the row goes on in the next line. */
enum csv_place { CSV_AT_FIELD, CSV_IN_FIELD, CSV_IN_QUOTES, CSV_AFTER_QUOTES };
enum csv_place csv_follow(enum csv_place place, struct text line);

/* The next row that is not empty: 1; 0 at the end; -1 and `err` (ERROR_INPUT) for a quote that is never closed. `file` is the name
 * that is told. */
int csv_next(struct csv *csv, const char *file, struct arena *arena, struct csv_row *row, struct error *err);

#endif
