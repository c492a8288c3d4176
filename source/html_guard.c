/* What costs a parser more than it is worth is blanked before it is parsed: NULs, and a tag's attributes beyond a limit (their
 * names are compared each with each). One walk, which knows text, tags with their quotes, comments, scripts and styles. */
#include "source/html_tree.h"

struct walk {
    char *at, *end;
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

static void skip_markup(struct walk *walk)
{
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
        skip_past(walk, "</script");
    else if (is_style)
        skip_past(walk, "</style");
}

struct text html_guard(struct text bytes, struct arena *arena)
{
    struct text copy = arena_copy(arena, bytes);
    struct walk walk = { (char *)copy.at, (char *)copy.at + copy.length };
    for (char *nul = walk.at; (nul = memchr(nul, '\0', (size_t)(walk.end - nul))) != NULL;)
        *nul = ' ';
    while (walk.at < walk.end) {
        char *next = memchr(walk.at, '<', (size_t)(walk.end - walk.at));
        walk.at = next ? next : walk.end;
        if (next)
            skip_markup(&walk);
    }
    return copy;
}
