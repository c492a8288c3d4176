/* Tables: lines of a source are put together into rows. */
#include "source/inner.h"

/* Lines are put together until no quoted field is open. */
int source_next_row(struct source *source, struct arena *arena, struct csv_row *row, struct text *warning, struct error *err)
{
    enum csv_place place = CSV_AT_FIELD;
    struct text line;
    enum lines_result result = LINES_GOT;
    *warning = TEXT("");
    buffer_reset(&source->held);
    while (!source->is_over && (!source->held.length || place == CSV_IN_QUOTES) && !source->held.full &&
           (result = lines_next(&source->lines, &line)) == LINES_GOT) {
        if (!source->held.length && !text_trim(line).length)
            continue;
        source_hold(source, line);
        place = csv_follow(place, line);
    }
    if (result == LINES_FAILED)
        return source_fail_read(source, err);
    if (source->held.full || result == LINES_TOO_LONG) {
        source->is_over = true;
        const char *what = place == CSV_IN_QUOTES ? "a row in which a quote is perhaps never closed and that is" : "a row";
        return source_fail_large(source, source->held_line, what, err);
    }
    struct text whole = source_repair(arena_copy(arena, buffer_text(&source->held)), source->name, source->held_line, arena,
                                      warning);
    struct csv csv;
    csv_open(&csv, whole);
    csv.line = source->held_line;
    return csv_next(&csv, source->name, arena, row, err);
}
