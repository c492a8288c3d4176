/* Rows of wrapped columns, for people. */
#ifndef TROTH_COMMAND_TABLE_H
#define TROTH_COMMAND_TABLE_H

#include "command/query.h"

enum { TABLE_COLUMNS = 8 };

struct table {
    const struct query *query;
    int indent;
    int widths[TABLE_COLUMNS]; /* columns of the terminal; two blanks stand between */
    int count;
};

/* One cell: paragraphs parted by line feeds, wrapped to the column; under them, dim, where they come from. */
struct cell {
    struct text text;
    enum colour colour;
    struct text source;
};

/* Appends a row, as many lines high as its highest cell. */
void table_add(const struct table *table, const struct cell *cells, struct buffer *out);

#endif
