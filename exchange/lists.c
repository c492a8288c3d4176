/* Lists within one field of a table: "France | FRA; Spain | ESP". */
#include "exchange/inner.h"

static bool is_mark(char c)
{
    return c == ';' || c == '|' || c == '\\';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A backslash before anything else is one. */
static bool is_escape(struct text text, size_t at)
{
    return text.at[at] == '\\' && at + 1 < text.length && (is_mark(text.at[at + 1]) || is_blank(text.at[at + 1]));
}

struct text exchange_cut(struct text *rest, char mark)
{
    size_t at = 0;
    while (at < rest->length && rest->at[at] != mark)
        at += is_escape(*rest, at) ? 2 : 1;
    struct text part = text_slice(*rest, 0, at);
    *rest = text_slice(*rest, at + 1, rest->length);
    return part;
}

struct text exchange_plain(struct text part, struct arena *arena)
{
    struct buffer plain;
    size_t solid = 0; /* without the blanks at the end */
    buffer_init(&plain, 0);
    for (size_t at = 0; at < part.length; at++) {
        bool escaped = is_escape(part, at), blank = !escaped && is_blank(part.at[at]);
        at += escaped;
        if (blank && !plain.length)
            continue;
        buffer_add_char(&plain, part.at[at]);
        solid = blank ? solid : plain.length;
    }
    struct text made = arena_copy(arena, text_slice(buffer_text(&plain), 0, solid));
    buffer_release(&plain);
    return made;
}

void lists_add(struct text part, struct buffer *out)
{
    for (size_t i = 0; i < part.length; i++) {
        bool is_edge = (i == 0 || i + 1 == part.length) && is_blank(part.at[i]);
        if (is_edge || is_mark(part.at[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, part.at[i]);
    }
}
