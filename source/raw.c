/* Raw text comes in stretches of whole paragraphs, CoNLL-U in stretches of whole sentences. */
#include "source/inner.h"

/* Text without a blank line for so long is cut at a line's end all the same. */
enum { LONGEST_STRETCH = 1 << 20 };

static bool is_blank(struct text line)
{
    return !text_trim(line).length;
}

/* Gathers lines in `held` up to a blank one after `want` bytes. Returns 1, 0 at the end, -1 and `err`. */
static int gather(struct source *source, bool is_conllu, size_t want, struct error *err)
{
    struct text line;
    enum lines_result result;
    if (source->long_line) {
        int at = source->long_line;
        source->long_line = 0;
        return source_fail_large(source, at, "a line", err);
    }
    buffer_reset(&source->held);
    source->held_line = source->lines.line + 1;
    while ((result = lines_next(&source->lines, &line)) == LINES_GOT) {
        buffer_add(&source->held, line);
        buffer_add_char(&source->held, '\n');
        bool is_end = is_conllu ? !line.length : is_blank(line);
        if ((is_end && source->held.length >= want) || (!is_conllu && source->held.length >= LONGEST_STRETCH))
            return 1;
        if (source->held.full)
            return source_fail_large(source, source->held_line, "a sentence", err);
    }
    if (result == LINES_FAILED)
        return source_fail_read(source, err);
    if (result == LINES_TOO_LONG) {
        source->long_line = source->lines.line;
        return source->held.length ? 1 : gather(source, is_conllu, want, err);
    }
    return source->held.length ? 1 : 0;
}

/* Raw text may begin with a bracket or a heading; what is text only after somebody has taken it apart is refused. */
static int look(struct source *source, struct error *err)
{
    if (source_look(source, err) < 0)
        return -1;
    switch (source->kind) {
    case KIND_PAGE:
    case KIND_FEED:
    case KIND_ARCHIVE:
    case KIND_PDF:
        source->is_over = true;
        error_at(err, ERROR_INPUT, source->name, 1, 0, "this is %s, not raw text; take the text out first: troth article FILE",
                 kind_name(source->kind));
        return -1;
    default: return 1;
    }
}

static int next_of_folder(struct source *source, bool is_conllu, size_t want, struct arena *arena, struct text *raw, int *line,
                          struct text *warning, struct error *err)
{
    for (int opened; (opened = source_open_file(source, err)) != 0; source_close_file(source)) {
        int got = opened < 0 ? opened : source_next_raw(source->inner, is_conllu, want, arena, raw, line, warning, err);
        if (got)
            return got;
    }
    return source_end(source, err);
}

int source_next_raw(struct source *source, bool is_conllu, size_t want, struct arena *arena, struct text *raw, int *line,
                    struct text *warning, struct error *err)
{
    *warning = (struct text){ "", 0 };
    if (source->folder)
        return next_of_folder(source, is_conllu, want, arena, raw, line, warning, err);
    if (source->is_over)
        return 0;
    if (look(source, err) < 0)
        return -1;
    int got = gather(source, is_conllu, want, err);
    *line = source->held_line;
    if (got == 0 && !source->any) {
        error_at(err, ERROR_INPUT, source->name, 0, 0, "empty: there is no text in it");
        got = -1;
    }
    source->is_over |= got == 0;
    source->any = true;
    if (got > 0)
        *raw = source_repair(arena_copy(arena, buffer_text(&source->held)), source->name, *line, arena, warning);
    return got;
}
