/* Markdown becomes an article: its marks are taken off, its front matter tells title, date and author. */
#include <string.h>

#include "source/inner.h"

/* What a walk down the lines remembers. */
struct walk {
    struct buffer out;
    struct text title;
    bool in_code;    /* between fences: no prose */
    bool in_comment; /* of HTML */
};

static struct text without_quotes(struct text value)
{
    bool quoted = value.length >= 2 && (value.at[0] == '"' || value.at[0] == '\'') && value.at[value.length - 1] == value.at[0];
    return quoted ? text_slice(value, 1, value.length - 1) : value;
}

static void take_field(struct text key, struct text value, struct source_article *article)
{
    struct { const char *key; struct text *field; } fields[] = {
        { "title", &article->article.title }, { "date", &article->article.published }, { "url", &article->article.url },
        { "author", &article->author }, { "publisher", &article->article.publisher }, { "canonical_url", &article->article.url },
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (text_equals_nocase(key, text_of(fields[i].key)))
            *fields[i].field = without_quotes(text_trim(value));
}

/* Front matter: lines of "key: value" between two of "---". Returns what follows. */
static struct text take_front(struct text whole, struct source_article *article)
{
    struct text rest = text_trim(whole);
    if (!text_is(text_trim(text_cut(&rest, '\n')), "---"))
        return whole;
    for (struct text left = rest; left.length;) {
        struct text line = text_cut(&left, '\n');
        if (text_is(text_trim(line), "---")) {
            while (rest.at < line.at) {
                struct text value = text_cut(&rest, '\n'), key = text_cut(&value, ':');
                take_field(key, value, article);
            }
            return left;
        }
    }
    return whole;
}

/* The place behind the bracket or parenthesis that closes the one at `at`; `at` where none does within the line. */
static size_t behind_closing(struct text line, size_t at, char open, char close)
{
    int depth = 0;
    for (size_t i = at; i < line.length; i++) {
        if (line.at[i] == '\\')
            i++;
        else if (line.at[i] == open)
            depth++;
        else if (line.at[i] == close && --depth == 0)
            return i + 1;
    }
    return at;
}

static bool has_at(struct text line, size_t at, const char *what)
{
    return text_starts(text_slice(line, at, line.length), text_of(what));
}

static void add_inline(struct buffer *out, struct text line, int depth);

/* "[words](address)" and "[words][name]" give their words, "![picture](address)" nothing. Returns how many bytes it had, or 0. */
static size_t add_link(struct buffer *out, struct text line, size_t at, int depth)
{
    bool is_picture = line.at[at] == '!';
    size_t open = at + is_picture;
    if (open >= line.length || line.at[open] != '[' || depth > 2)
        return 0;
    size_t words_end = behind_closing(line, open, '[', ']');
    if (words_end == open)
        return 0;
    struct text words = text_slice(line, open + 1, words_end - 1);
    if (words.length && words.at[0] == '^') /* a footnote's mark */
        return words_end - at;
    size_t end = words_end;
    if (has_at(line, words_end, "("))
        end = behind_closing(line, words_end, '(', ')');
    else if (has_at(line, words_end, "["))
        end = behind_closing(line, words_end, '[', ']');
    if (end == words_end)
        return 0;
    if (!is_picture)
        add_inline(out, words, depth + 1);
    return end - at;
}

static bool is_word(struct text line, size_t at)
{
    unsigned char c = at < line.length ? (unsigned char)line.at[at] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of emphasis marks at `at`: stars that stand against a word, underscores that stand at its edge, two tildes. */
static size_t emphasis_at(struct text line, size_t at)
{
    char mark = line.at[at];
    size_t end = at;
    if (!strchr("*_~`", mark))
        return 0;
    while (end < line.length && line.at[end] == mark)
        end++;
    bool before = at && line.at[at - 1] != ' ', after = end < line.length && line.at[end] != ' ';
    if ((mark == '_' && is_word(line, at - (at > 0)) && at && is_word(line, end)) || (mark == '~' && end - at != 2) ||
        (!before && !after))
        return 0;
    return end - at;
}

/* "<https://example.org>" is an address alone; "<br>" and "<em>" are HTML. */
static size_t tag_at(struct text line, size_t at)
{
    size_t next = at + 1 + has_at(line, at + 1, "/");
    if (next >= line.length || !is_word(line, next))
        return 0;
    size_t end = text_find(text_slice(line, at, line.length), TEXT(">"));
    return at + end < line.length ? end + 1 : 0;
}

static void add_inline(struct buffer *out, struct text line, int depth)
{
    for (size_t at = 0; at < line.length;) {
        size_t passed = 0;
        char c = line.at[at];
        if (c == '\\' && at + 1 < line.length && strchr("\\`*_{}[]()#+-.!~>|", line.at[at + 1])) {
            buffer_add_char(out, line.at[at + 1]);
            passed = 2;
        } else if (c == '[' || c == '!') {
            passed = add_link(out, line, at, depth);
        } else if (c == '<') {
            passed = tag_at(line, at);
        } else {
            passed = emphasis_at(line, at);
        }
        if (!passed)
            buffer_add_char(out, c);
        at += passed ? passed : 1;
    }
}

/* Whether a line is nothing but such marks, three at least: a rule, or what underlines a heading. */
static bool is_rule(struct text line, char mark)
{
    int count = 0;
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] == mark)
            count++;
        else if (line.at[i] != ' ')
            return false;
    return count >= 3;
}

/* Without the marks of a heading, list or quotation at its beginning. */
static struct text without_marks(struct text line, bool *is_heading)
{
    size_t marks = 0;
    while (marks < line.length && line.at[marks] == '#')
        marks++;
    *is_heading = marks && marks <= 6 && (marks == line.length || line.at[marks] == ' ');
    if (*is_heading) {
        while (line.length > marks && line.at[line.length - 1] == '#')
            line.length--;
        return text_trim(text_slice(line, marks, line.length));
    }
    while (text_starts(line, TEXT(">")))
        line = text_trim(text_slice(line, 1, line.length));
    if (text_starts(line, TEXT("- ")) || text_starts(line, TEXT("* ")) || text_starts(line, TEXT("+ ")))
        return text_trim(text_slice(line, 2, line.length));
    return line;
}

static void end_paragraph(struct buffer *out)
{
    while (out->length && out->at[out->length - 1] == '\n')
        out->at[--out->length] = '\0';
    if (out->length)
        buffer_add_string(out, "\n\n");
}

/* A definition of a link ("[1]: https://…"), which is not shown. */
static bool is_definition(struct text line)
{
    size_t end = text_starts(line, TEXT("[")) ? behind_closing(line, 0, '[', ']') : 0;
    return end && has_at(line, end, ":");
}

/* A fence, a comment, a definition, a rule: lines that are not shown. */
static bool is_hidden(struct walk *walk, struct text line)
{
    if (text_starts(line, TEXT("```")) || text_starts(line, TEXT("~~~"))) {
        walk->in_code = !walk->in_code;
        return true;
    }
    if (!walk->in_code && text_starts(line, TEXT("<!--")))
        walk->in_comment = true;
    bool in_comment = walk->in_comment;
    if (in_comment && text_find(line, TEXT("-->")) < line.length)
        walk->in_comment = false;
    return walk->in_code || in_comment || is_definition(line) || is_rule(line, '-') || is_rule(line, '*') || is_rule(line, '_') ||
        is_rule(line, '=');
}

/* The first heading is the title where the front matter has none. */
static void add_line(struct walk *walk, struct text line, bool is_heading, struct arena *arena)
{
    size_t before = walk->out.length;
    add_inline(&walk->out, line, 0);
    if (is_heading && !before && !walk->title.length) {
        walk->title = arena_copy(arena, text_trim(buffer_text(&walk->out)));
        buffer_reset(&walk->out);
        return;
    }
    buffer_add_string(&walk->out, is_heading ? "\n\n" : "\n");
}

static void walk_lines(struct walk *walk, struct text rest, struct arena *arena)
{
    while (rest.length) {
        struct text line = text_trim(text_cut(&rest, '\n')), ahead = rest;
        bool is_heading, underlines;
        if (is_hidden(walk, line))
            continue;
        line = without_marks(line, &is_heading);
        ahead = text_trim(text_cut(&ahead, '\n'));
        underlines = line.length && (is_rule(ahead, '=') || (is_rule(ahead, '-') && text_find(ahead, TEXT(" ")) == ahead.length));
        is_heading |= underlines;
        if (!line.length || is_heading)
            end_paragraph(&walk->out);
        if (line.length)
            add_line(walk, line, is_heading, arena);
    }
}

bool source_take_markdown(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    struct walk walk = { 0 };
    struct text whole = source_repair(arena_copy(arena, given->bytes), given->name, 1, arena, &article->warning);
    buffer_init(&walk.out, 0);
    article->article.url = given->url;
    struct text body = take_front(whole, article);
    walk.title = article->article.title;
    walk_lines(&walk, body, arena);
    article->article.title = walk.title;
    article->article.text = arena_copy(arena, text_trim(buffer_text(&walk.out)));
    buffer_release(&walk.out);
    return article->article.text.length || article->article.title.length ||
           error_at(err, ERROR_INPUT, given->name, 0, 0, "empty: there is no article in it");
}
