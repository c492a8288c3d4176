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

/* What is left of a cell. */
struct left {
    struct text text, source; /* lines */
};

/* How many blanks are owed is kept apart, so that no line ends in blanks. */
static void add_line(const struct table *table, const struct cell *cells, struct left left[], struct buffer *out)
{
    int owed = table->indent;
    for (int i = 0; i < table->count; i++) {
        enum colour colour = left[i].text.length ? cells[i].colour : COLOUR_DIM;
        struct text line = text_cut(left[i].text.length ? &left[i].text : &left[i].source, '\n');
        if (line.length) {
            buffer_print(out, "%*s", owed, "");
            if (colour)
                query_colour(table->query, colour, out);
            buffer_add(out, line);
            if (colour)
                query_colour(table->query, COLOUR_NONE, out);
            owed = 0;
        }
        owed += table->widths[i] - output_columns(line) + GAP;
    }
    buffer_add_char(out, '\n');
}

static bool is_left(const struct left left[], int count)
{
    for (int i = 0; i < count; i++)
        if (left[i].text.length || left[i].source.length)
            return true;
    return false;
}

void table_add(const struct table *table, const struct cell *cells, struct buffer *out)
{
    struct buffer text[TABLE_COLUMNS], source[TABLE_COLUMNS];
    struct left left[TABLE_COLUMNS];
    for (int i = 0; i < table->count; i++) {
        buffer_init(&text[i], 0);
        buffer_init(&source[i], 0);
        wrap_cell(cells[i].text, table->widths[i], &text[i]);
        wrap_cell(cells[i].source, table->widths[i], &source[i]);
        left[i] = (struct left){ buffer_text(&text[i]), buffer_text(&source[i]) };
    }
    while (is_left(left, table->count))
        add_line(table, cells, left, out);
    for (int i = 0; i < table->count; i++) {
        buffer_release(&text[i]);
        buffer_release(&source[i]);
    }
}
