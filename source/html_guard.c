/* What costs a parser more than it is worth is blanked before it is parsed: NULs, and a tag's attributes beyond a limit (their
 * names are compared each with each). Long scripts and styles, of which nobody reads a word, are left out. One walk, which knows
 * text, tags with their quotes, comments, scripts and styles. */
#include "source/html_tree.h"

enum { LONG_SCRIPT = 256 };

struct walk {
    char *at, *end;
    char *kept, *from; /* what is kept of the bytes before `from` ends at `kept`; from there on nothing was left out yet */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c && strchr(" \t\r\n\f", c);
}

static bool starts(const struct walk *walk, const char *word)
{
    for (size_t i = 0; word[i]; i++)
        if (walk->at + i >= walk->end || (walk->at[i] != word[i] && (walk->at[i] | 32) != word[i]))
            return false;
    return true;
}

/* Past the next `mark`, or to the end. */
static void skip_past(struct walk *walk, const char *mark)
{
    size_t length = strlen(mark);
    while (walk->at < walk->end) {
        char *next = memchr(walk->at, mark[0], (size_t)(walk->end - walk->at));
        walk->at = next ? next : walk->end;
        if (next && starts(walk, mark)) {
            walk->at += length;
            return;
        }
        walk->at += next != NULL;
    }
}

static void skip_blanks(struct walk *walk)
{
    while (walk->at < walk->end && is_blank(*walk->at))
        walk->at++;
}

static void skip_value(struct walk *walk)
{
    if (walk->at < walk->end && (*walk->at == '"' || *walk->at == '\'')) {
        char quote = *walk->at++;
        char *close = memchr(walk->at, quote, (size_t)(walk->end - walk->at));
        walk->at = close ? close + 1 : walk->end;
        return;
    }
    while (walk->at < walk->end && !is_blank(*walk->at) && *walk->at != '>')
        walk->at++;
}

static void skip_attribute(struct walk *walk)
{
    do
        walk->at++;
    while (walk->at < walk->end && !is_blank(*walk->at) && !strchr("=>/\"'", *walk->at));
    struct walk behind = *walk;
    skip_blanks(&behind);
    if (behind.at == behind.end || *behind.at != '=')
        return;
    *walk = behind;
    walk->at++;
    skip_blanks(walk);
    skip_value(walk);
}

static void skip_tag(struct walk *walk)
{
    int count = 0;
    while (walk->at < walk->end && !is_blank(*walk->at) && *walk->at != '>' && *walk->at != '/')
        walk->at++;
    for (skip_blanks(walk); walk->at < walk->end && *walk->at != '>'; skip_blanks(walk)) {
        char *from = walk->at;
        skip_attribute(walk);
        if (++count > HTML_MOST_ATTRIBUTES)
            memset(from, ' ', (size_t)(walk->at - from));
    }
}

/* Takes the bytes [from, to) out. */
static void leave_out(struct walk *walk, char *from, char *to)
{
    memmove(walk->kept, walk->from, (size_t)(from - walk->from));
    walk->kept += from - walk->from;
    walk->from = to;
}

/* Whether a tag, of which `[from, to)` ends before the '>', opens a script or style that nobody reads: data in JSON may be read,
 * and what is closed at once has no content. `name`: the bytes of "<script". */
static bool is_unread(const struct walk *walk, const char *from, const char *to, ptrdiff_t name)
{
    if (to == walk->end || to - from < name || !(to == from + name || is_blank(from[name])) || to[-1] == '/')
        return false;
    for (const char *at = from; at + 4 <= to; at++)
        if ((at[0] | 32) == 'j' && (at[1] | 32) == 's' && (at[2] | 32) == 'o' && (at[3] | 32) == 'n')
            return false;
    return true;
}

static void skip_script(struct walk *walk, const char *tag, const char *closing)
{
    bool is_left_out = is_unread(walk, tag, walk->at, (ptrdiff_t)strlen(closing) - 1);
    char *begin = walk->at + 1;
    skip_past(walk, closing);
    char *end = walk->at < walk->end ? walk->at - strlen(closing) : walk->end;
    if (is_left_out && end - begin >= LONG_SCRIPT)
        leave_out(walk, begin, end);
}

static void skip_markup(struct walk *walk)
{
    const char *tag = walk->at;
    bool is_script = starts(walk, "<script"), is_style = starts(walk, "<style");
    if (starts(walk, "<!--")) {
        skip_past(walk, "-->");
        return;
    }
    walk->at++;
    if (walk->at == walk->end || !is_letter(*walk->at))
        return;
    skip_tag(walk);
    if (is_script)
        skip_script(walk, tag, "</script");
    else if (is_style)
        skip_script(walk, tag, "</style");
}

struct text html_guard(struct text bytes, struct arena *arena)
{
    struct text copy = arena_copy(arena, bytes);
    char *begin = (char *)copy.at;
    struct walk walk = { begin, begin + copy.length, begin, begin };
    for (char *nul = walk.at; (nul = memchr(nul, '\0', (size_t)(walk.end - nul))) != NULL;)
        *nul = ' ';
    while (walk.at < walk.end) {
        char *next = memchr(walk.at, '<', (size_t)(walk.end - walk.at));
        walk.at = next ? next : walk.end;
        if (next)
            skip_markup(&walk);
    }
    leave_out(&walk, walk.end, walk.end);
    return (struct text){ begin, (size_t)(walk.kept - begin) };
}
