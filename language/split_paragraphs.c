/* Paragraphs: parted by blank lines, and by line feeds that somebody meant, as opposed to those that wrap a long line. */
#include "language/split_paragraphs.h"

#include <string.h>

#include "language/split_chars.h"

enum {
    LEAST_WRAP = 60,  /* nobody wraps prose at fewer columns: shorter lines are a list, a headline, an address */
    WIDEST_WRAP = 120, /* nor at more: where a line is longer, each line is a paragraph */
};

struct line {
    size_t from, to; /* without blanks at its ends */
};

static struct line line_at(struct text text, size_t at, size_t *next)
{
    const char *feed = at < text.length ? memchr(text.at + at, '\n', text.length - at) : NULL;
    struct line line = { at, feed ? (size_t)(feed - text.at) : text.length };
    *next = feed ? line.to + 1 : line.to;
    size_t length;
    while (line.from < line.to && split_char_at(text, line.from, &length) & SPLIT_BLANK)
        line.from += length;
    if (line.from > line.to)
        line.from = line.to;
    while (line.to > line.from && split_char_before(text, line.to) & SPLIT_BLANK)
        do
            line.to--;
        while (((unsigned char)text.at[line.to] & 0xc0) == 0x80);
    return line;
}

static bool is_empty(struct line line)
{
    return line.from == line.to;
}

static void measure_block(struct split_paragraphs *p)
{
    size_t next;
    p->widest = 0;
    for (p->block_end = p->at; p->block_end < p->text.length; p->block_end = next) {
        struct line line = line_at(p->text, p->block_end, &next);
        if (is_empty(line))
            return;
        if (line.to - line.from > p->widest)
            p->widest = line.to - line.from;
    }
}

/* "- ", "* ", "• ", "(a) ", "12. ", "3) ". */
static bool is_item(struct text text, struct line line)
{
    struct text rest = text_slice(text, line.from, line.to);
    size_t length, at = 0;
    if (text_starts(rest, TEXT("- ")) || text_starts(rest, TEXT("* ")) || text_starts(rest, TEXT("\xe2\x80\x93 ")))
        return true;
    uint32_t first = utf8_at(rest, 0, &length);
    if (first == 0x2022 || first == 0x25aa || first == 0x25cf || first == 0x25e6)
        return true;
    bool bracket = first == '(';
    at = bracket;
    while (at < rest.length && at < 4 && split_char_at(rest, at, &length) & SPLIT_ALNUM)
        at += length;
    bool is_number = at > bracket && split_char_at(rest, bracket, &length) & SPLIT_DIGIT;
    if (at == bracket || at + 1 >= rest.length || !(is_number || at == (size_t)bracket + 1))
        return false;
    return (rest.at[at] == ')' || (rest.at[at] == '.' && is_number)) && rest.at[at + 1] == ' ';
}

static bool begins_afresh(struct text text, struct line line)
{
    size_t length;
    return !(split_char_at(text, line.from, &length) & SPLIT_LOWER);
}

static bool is_closed(struct text text, struct line line)
{
    size_t to = line.to;
    while (to > line.from) {
        size_t from = to - 1, length;
        while (from > line.from && ((unsigned char)text.at[from] & 0xc0) == 0x80)
            from--;
        uint32_t point = utf8_at(text, from, &length);
        if (point != '"' && point != '\'' && point != ')' && point != 0x201d && point != 0x2019 && point != ']')
            return point == '.' || point == '!' || point == '?' || point == ':' || point == 0x2026;
        to = from;
    }
    return false;
}

static size_t first_word(struct text text, struct line line)
{
    size_t at = line.from;
    while (at < line.to && text.at[at] != ' ' && text.at[at] != '\t')
        at++;
    return at - line.from;
}

/* Whether the writer ended `a` on purpose: the next word would still have fitted, or lines are not wrapped here at all. */
static bool parts(const struct split_paragraphs *p, struct line a, struct line b)
{
    if (is_item(p->text, b))
        return true;
    if (!begins_afresh(p->text, b))
        return false;
    if (p->widest > WIDEST_WRAP || p->widest < LEAST_WRAP)
        return true;
    size_t width = a.to - a.from;
    bool fits = width + 1 + first_word(p->text, b) <= p->widest;
    return fits && (is_closed(p->text, a) || width * 5 < p->widest * 3);
}

bool split_next_paragraph(struct split_paragraphs *p, struct span *paragraph)
{
    size_t next;
    struct line line = line_at(p->text, p->at, &next);
    while (is_empty(line)) {
        if (p->at >= p->text.length)
            return false;
        p->at = next;
        line = line_at(p->text, p->at, &next);
    }
    if (p->at >= p->block_end)
        measure_block(p);
    *paragraph = (struct span){ line.from, line.to };
    for (p->at = next; p->at < p->block_end; p->at = next) {
        struct line follower = line_at(p->text, p->at, &next);
        if (is_empty(follower) || parts(p, line, follower))
            return true;
        paragraph->to_byte = follower.to;
        line = follower;
    }
    return true;
}
