/* A paragraph into tokens: run by run of non-blank characters, each cut from left to right. */
#include <assert.h>
#include <string.h>

#include "language/split_chars.h"
#include "language/split_words.h"

/* Where we are in a paragraph. */
struct cursor {
    struct text text;
    size_t at;
    size_t run_from, run_end; /* the run without blanks around `at` */
    size_t from, end;         /* the paragraph */
    bool in_single_quotes;    /* decides whether the mark in "the allies'" is a possessive or closes the quote */
    struct arena *arena;
    struct split_words *words;
};

static const struct token *last_token(const struct cursor *cursor)
{
    return cursor->words->count ? &cursor->words->items[cursor->words->count - 1] : NULL;
}

static void add(struct cursor *cursor, size_t length, unsigned flags)
{
    struct token token = { .span = { cursor->at, cursor->at + length }, .head = -1 };
    token.form = text_slice(cursor->text, token.span.from_byte, token.span.to_byte);
    token.flags = (uint8_t)(flags | (cursor->at == cursor->run_from ? TOKEN_SPACE_BEFORE : 0));
    ARENA_PUSH(cursor->arena, cursor->words, token);
    cursor->at += length;
}

static void add_parts(struct cursor *cursor, size_t first, size_t second, size_t third)
{
    add(cursor, first, TOKEN_IN_MULTIWORD);
    add(cursor, second, TOKEN_IN_MULTIWORD | TOKEN_MULTIWORD_GOES_ON);
    if (third)
        add(cursor, third, TOKEN_IN_MULTIWORD | TOKEN_MULTIWORD_GOES_ON);
}

static unsigned kind_at(const struct cursor *cursor, size_t at)
{
    size_t length;
    return at < cursor->run_end ? split_char_at(cursor->text, at, &length) : 0;
}

static char byte_at(const struct cursor *cursor, size_t at)
{
    return at < cursor->run_end ? cursor->text.at[at] : '\0';
}

/* "AT&T", "R&D": short and in capitals on both sides, or one letter each. */
static bool joins_by_ampersand(const struct cursor *cursor, size_t from, size_t at)
{
    size_t left = at - from, right = 0;
    while (kind_at(cursor, at + 1 + right) & SPLIT_LETTER && right < 6)
        right++;
    bool capitals = kind_at(cursor, at - 1) & SPLIT_UPPER && kind_at(cursor, at + 1) & SPLIT_UPPER;
    return right && left <= 4 && right <= 4 && (capitals || (left == 1 && right == 1));
}

/* "U.S", "a.m", "e.g", "Ph.D": a letter or an abbreviation before the stop, a letter after it that is followed by no
 * lower-case word. */
static bool joins_by_stop(const struct cursor *cursor, size_t part, size_t at)
{
    struct text before = text_slice(cursor->text, part, at);
    size_t length;
    if (!(split_char_at(cursor->text, at + 1, &length) & SPLIT_LETTER) || at + 1 >= cursor->run_end)
        return false;
    bool is_letter = before.length == 1 && split_char_before(cursor->text, at) & SPLIT_LETTER;
    unsigned after = kind_at(cursor, at + 1 + length);
    return (is_letter || split_is(before, "ph")) && (!(after & SPLIT_LETTER) || split_is(before, "m"));
}

static bool joins_by_hyphen(const struct cursor *cursor, size_t part, size_t at)
{
    struct text before = text_slice(cursor->text, part, at);
    unsigned after = kind_at(cursor, at + 1);
    return after & SPLIT_ALNUM && split_is_prefix(before) && (after & SPLIT_LETTER || split_is(before, "mid"));
}

/* Whether the mark at `at` stays inside the word that began at `from`, its last part at `part`; gives its bytes. */
static size_t joiner(const struct cursor *cursor, size_t from, size_t part, size_t at)
{
    size_t mark = split_apostrophe(cursor->text, at);
    if (mark)
        return kind_at(cursor, at + mark) & SPLIT_LETTER ? mark : 0;
    bool joins = false;
    switch (byte_at(cursor, at)) {
    case '_': joins = true; break;
    case '&': joins = joins_by_ampersand(cursor, from, at); break;
    case '.': joins = joins_by_stop(cursor, part, at); break;
    case '-': joins = joins_by_hyphen(cursor, part, at); break;
    case '@':
    case '*': joins = kind_at(cursor, at + 1) & SPLIT_ALNUM; break;
    }
    return joins;
}

static size_t word_end(const struct cursor *cursor)
{
    size_t at = cursor->at, part = at, length;
    while (at < cursor->run_end) {
        if (split_char_at(cursor->text, at, &length) & (SPLIT_ALNUM | SPLIT_JOINER)) {
            at += length;
            continue;
        }
        size_t joins = joiner(cursor, cursor->at, part, at);
        if (!joins)
            break;
        at += joins;
        part = at;
    }
    return at;
}

/* "years'" outside single quotes. */
static size_t bare_possessive(const struct cursor *cursor, size_t end)
{
    size_t mark = end < cursor->run_end ? split_apostrophe(cursor->text, end) : 0;
    char last = cursor->text.at[end - 1];
    bool is_possessive = mark && (last == 's' || last == 'S') && end - cursor->at > 1 && !cursor->in_single_quotes &&
                         !(kind_at(cursor, end + mark) & SPLIT_ALNUM) && !split_apostrophe(cursor->text, end + mark);
    return is_possessive ? mark : 0;
}

/* The letters behind the blanks after `at`; none where a hyphen goes on. */
static struct text word_after(const struct cursor *cursor, size_t at)
{
    size_t length, to;
    while (at < cursor->end && split_char_at(cursor->text, at, &length) & SPLIT_BLANK)
        at += length;
    for (to = at; to < cursor->end && split_char_at(cursor->text, to, &length) & SPLIT_LETTER; to += length)
        ;
    return text_slice(cursor->text, at, to < cursor->end && cursor->text.at[to] == '-' ? at : to);
}

/* A stack of clitics as in "wouldn't've" is cut at its last one only; the treebanks have no such words. */
static void add_word(struct cursor *cursor)
{
    size_t end = word_end(cursor);
    assert(end > cursor->at);
    struct text word = text_slice(cursor->text, cursor->at, end);
    size_t clitic = split_clitic(word), mark = bare_possessive(cursor, end);
    struct split_cuts cuts = split_fused(word, word_after(cursor, end));
    struct span span = { cursor->at, end };
    if (clitic)
        add_parts(cursor, word.length - clitic, clitic, 0);
    else if (mark)
        add_parts(cursor, word.length, mark, 0);
    else if (cuts.second)
        add_parts(cursor, cuts.first, cuts.second, word.length - cuts.first - cuts.second);
    else if (cuts.first)
        add_parts(cursor, cuts.first, word.length - cuts.first, 0);
    else if (byte_at(cursor, end) == '$' && word.length <= 3 && kind_at(cursor, end - 1) & SPLIT_UPPER)
        add(cursor, word.length + 1, 0); /* "US$" */
    else if (byte_at(cursor, end) == '.' && (byte_at(cursor, end + 1) != '.' || byte_at(cursor, end + 2) != '.') &&
             split_keeps_stop(cursor->text, span, cursor->end, last_token(cursor)))
        add(cursor, word.length + 1, 0);
    else
        add(cursor, word.length, 0);
}

/* "1." at the head of a paragraph numbers it. */
static bool numbers_paragraph(const struct cursor *cursor, size_t length)
{
    return cursor->at == cursor->from && length <= 2 && byte_at(cursor, cursor->at + length) == '.' &&
           cursor->at + length + 1 == cursor->run_end && cursor->run_end < cursor->end;
}

/* Letters that follow a number are its unit, a multiplication sign between numbers, or make a word with it ("3G", "18T"). */
static void add_number(struct cursor *cursor, size_t length)
{
    size_t unit = split_unit(cursor->text, cursor->at + length, cursor->run_end);
    size_t after = cursor->at + length;
    if (numbers_paragraph(cursor, length))
        add(cursor, length + 1, 0);
    else if (unit) {
        add(cursor, length, 0);
        add_word(cursor);
    } else if (byte_at(cursor, after) == 'x' && kind_at(cursor, after + 1) & SPLIT_DIGIT) {
        add(cursor, length, 0);
        add(cursor, 1, 0);
    } else if (kind_at(cursor, after) & SPLIT_LETTER && !(kind_at(cursor, after - 1) & SPLIT_LETTER) &&
               byte_at(cursor, cursor->at) != '.')
        add_word(cursor);
    else
        add(cursor, length, 0);
}

/* An apostrophe that begins a word belongs to it: "'s", "'em", "'90s". Any other opens or closes a quotation. */
static size_t leading_apostrophe(const struct cursor *cursor)
{
    static const char *const words[] = { "s", "re", "ve", "ll", "m", "d", "em", "til", "till", "cause", "cuz", "n", "bout",
        "tis", "twas", NULL };
    size_t mark = split_apostrophe(cursor->text, cursor->at);
    size_t at = cursor->at + mark, length = 0;
    if (!mark || cursor->at != cursor->run_from)
        return 0;
    while (kind_at(cursor, at + length) & SPLIT_ALNUM && (unsigned char)byte_at(cursor, at + length) < 0x80)
        length++;
    struct text word = text_slice(cursor->text, at, at + length);
    bool is_year = kind_at(cursor, at) & SPLIT_DIGIT && kind_at(cursor, at + 1) & SPLIT_DIGIT &&
                   (length == 2 || (length == 3 && word.at[2] == 's'));
    bool closes_later = split_apostrophe(cursor->text, at + length);
    return (is_year || split_is_one_of(word, words)) && !closes_later ? mark + length : 0;
}

static void add_mark(struct cursor *cursor)
{
    size_t length = leading_apostrophe(cursor), next;
    if (!length)
        length = split_mark_run(cursor->text, cursor->at, cursor->run_end);
    else {
        add(cursor, length, 0);
        return;
    }
    if (!length)
        split_char_at(cursor->text, cursor->at, &length);
    while (cursor->at + length < cursor->run_end && split_char_at(cursor->text, cursor->at + length, &next) & SPLIT_JOINER)
        length += next;
    if (split_apostrophe(cursor->text, cursor->at) && length < 4)
        cursor->in_single_quotes = kind_at(cursor, cursor->at + length) & SPLIT_ALNUM;
    add(cursor, length, 0);
}

/* Whether a word could begin here: at the run's start or after a mark. */
static bool may_open(const struct cursor *cursor)
{
    return cursor->at == cursor->run_from || !(split_char_before(cursor->text, cursor->at) & SPLIT_ALNUM);
}

/* After a mark that can be part of an address, the look from before the mark has already failed; looking again would take
 * quadratic time. */
static bool may_open_address(const struct cursor *cursor)
{
    return cursor->at == cursor->run_from || (may_open(cursor) && !strchr("-_.+%@#", cursor->text.at[cursor->at - 1]));
}

static void cut_run(struct cursor *cursor)
{
    while (cursor->at < cursor->run_end) {
        unsigned kind = kind_at(cursor, cursor->at);
        size_t length = may_open_address(cursor) ? split_address(cursor->text, cursor->at, cursor->run_end) : 0;
        if (length) {
            add(cursor, length, 0);
            continue;
        }
        bool may_be_number = kind & SPLIT_DIGIT || (byte_at(cursor, cursor->at) == '.' && may_open(cursor));
        length = may_be_number ? split_number(cursor->text, cursor->at, cursor->run_end) : 0;
        if (length)
            add_number(cursor, length);
        else if (kind & SPLIT_ALNUM)
            add_word(cursor);
        else
            add_mark(cursor);
    }
}

void split_words(struct text text, size_t from_byte, size_t to_byte, struct arena *arena, struct split_words *words)
{
    struct cursor cursor = { .text = text, .at = from_byte, .from = from_byte, .end = to_byte, .arena = arena, .words = words };
    while (cursor.at < to_byte) {
        size_t length;
        if (split_char_at(text, cursor.at, &length) & SPLIT_BLANK) {
            cursor.at += length;
            continue;
        }
        cursor.run_from = cursor.run_end = cursor.at;
        while (cursor.run_end < to_byte && !(split_char_at(text, cursor.run_end, &length) & SPLIT_BLANK))
            cursor.run_end += length;
        cut_run(&cursor);
    }
}
