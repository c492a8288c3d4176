/* Rows of wrapped columns, for people. */
#include "command/table.h"

enum { GAP = 2 };

/* A cell's text, wrapped: lines parted by line feeds. */
static void wrap_cell(struct text text, int width, struct buffer *out)
{
    while (text.length) {
        struct text paragraph = text_cut(&text, '\n');
        int column = 0;
        output_wrap(out, paragraph, 0, width, &column);
        if (text.length)
            buffer_add_char(out, '\n');
    }
}

/* How many blanks are owed is kept apart, so that no line ends in blanks. */
static void add_line(const struct table *table, const struct cell *cells, struct text rest[], struct buffer *out)
{
    int owed = table->indent;
    for (int i = 0; i < table->count; i++) {
        struct text line = text_cut(&rest[i], '\n');
        if (line.length) {
            buffer_print(out, "%*s", owed, "");
            if (cells[i].colour)
                query_colour(table->query, cells[i].colour, out);
            buffer_add(out, line);
            if (cells[i].colour)
                query_colour(table->query, COLOUR_NONE, out);
            owed = 0;
        }
        owed += table->widths[i] - output_columns(line) + GAP;
    }
    buffer_add_char(out, '\n');
}

static bool is_left(const struct text rest[], int count)
{
    for (int i = 0; i < count; i++)
        if (rest[i].length)
            return true;
    return false;
}

void table_add(const struct table *table, const struct cell *cells, struct buffer *out)
{
    struct buffer wrapped[TABLE_COLUMNS];
    struct text rest[TABLE_COLUMNS];
    for (int i = 0; i < table->count; i++) {
        buffer_init(&wrapped[i], 0);
        wrap_cell(cells[i].text, table->widths[i], &wrapped[i]);
        rest[i] = buffer_text(&wrapped[i]);
    }
    while (is_left(rest, table->count))
        add_line(table, cells, rest, out);
    for (int i = 0; i < table->count; i++)
        buffer_release(&wrapped[i]);
}
