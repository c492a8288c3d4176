/* The letters of a mailbox (mbox, RFC 4155) become articles, one after another: memory holds one of them.
 *
 *     From ana@example.org Mon Mar  2 10:00:00 2026       begins a letter, behind a blank line
 *     >From the start …                                   a line of the text that began with "From ", or with ">From " */
#include "source/inner.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "From ", and a time of day somewhere behind it: a sentence may begin with "From", too. */
static bool is_letter_start(struct text line)
{
    if (!text_starts(line, TEXT("From ")))
        return false;
    for (size_t i = 5; i + 4 < line.length; i++)
        if (is_digit(line.at[i]) && is_digit(line.at[i + 1]) && line.at[i + 2] == ':' && is_digit(line.at[i + 3]) &&
            is_digit(line.at[i + 4]))
            return true;
    return false;
}

static struct text unescape(struct text line)
{
    size_t marks = 0;
    while (marks < line.length && line.at[marks] == '>')
        marks++;
    bool is_escaped = marks && text_starts(text_slice(line, marks, line.length), TEXT("From "));
    return text_slice(line, is_escaped, line.length);
}

/* Gathers lines in `held` up to the line that begins the next letter, which is taken away. LINES_GOT: there is one. */
static enum lines_result read_letter(struct source *source, bool *has_long)
{
    struct text line;
    enum lines_result result;
    bool after_blank = !source->any;
    while ((result = lines_next(&source->lines, &line)) == LINES_GOT || result == LINES_TOO_LONG) {
        *has_long |= result == LINES_TOO_LONG;
        if (after_blank && is_letter_start(line)) {
            if (text_trim(buffer_text(&source->held)).length || source->held.full)
                return LINES_GOT;
            source->held_line = source->lines.line + 1;
        } else {
            buffer_add(&source->held, unescape(line));
            buffer_add_char(&source->held, '\n');
        }
        after_blank = !text_trim(line).length;
    }
    return result;
}

/* A letter that is too large, or has a line that is, or of which a part cannot be read, is no loss to the next one. Returns 1; 0 at
 * the end; -1 and `err`. */
static int gather_letter(struct source *source, struct error *err)
{
    bool has_long = false;
    buffer_reset(&source->held);
    source->held.ceiling = SOURCE_LARGEST_MAIL;
    source->held_line = source->lines.line + 1;
    enum lines_result result = read_letter(source, &has_long);
    source->any = true;
    if (result == LINES_FAILED)
        return source_fail_read(source, err);
    if (source->held.full)
        return source_fail_large(source, source->held_line, "a letter", err);
    source->held.ceiling = SOURCE_CEILING;
    if (has_long)
        return source_fail_large(source, source->held_line, "a letter with a line", err);
    return text_trim(buffer_text(&source->held)).length ? 1 : 0;
}

int source_next_of_mailbox(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    int got = gather_letter(source, err);
    source->is_over |= got == 0;
    if (got <= 0)
        return got;
    struct text name = arena_print(arena, "%s (letter at line %d)", source->name, source->held_line);
    struct source_bytes given = { .bytes = buffer_text(&source->held), .name = name.at };
    article->line = source->held_line;
    return source_take_mail(&given, arena, article, err) ? 1 : -1;
}
