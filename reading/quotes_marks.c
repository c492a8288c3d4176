/* Finds the words between quotation marks, and which of them go on in the next paragraph. */
#include "reading/quotes_inner.h"

enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER };

static bool is_form(const struct page *page, int token, const char *form)
{
    return text_is(page->tokens[token]->form, form);
}

static enum mark kind_of(const struct page *page, int token)
{
    switch (page->tokens[token]->form.at[0]) {
    case '"':
        return is_form(page, token, "\"") ? MARK_EITHER : MARK_NONE;
    case '\'':
        return is_form(page, token, "''") ? MARK_EITHER : MARK_NONE;
    case '`':
        return is_form(page, token, "``") ? MARK_OPEN : MARK_NONE;
    case '\xe2':
        if (is_form(page, token, "“") || is_form(page, token, "„") || is_form(page, token, "‟"))
            return MARK_OPEN;
        return is_form(page, token, "”") ? MARK_CLOSE : MARK_NONE;
    case '\xc2':
        return is_form(page, token, "«") ? MARK_OPEN : is_form(page, token, "»") ? MARK_CLOSE : MARK_NONE;
    default:
        return MARK_NONE;
    }
}

static bool space_before(const struct page *page, int token)
{
    return token >= page->count || page->tokens[token]->flags & TOKEN_SPACE_BEFORE;
}

/* A straight mark opens before a word and closes behind one; where spaces do not tell, it is what is missing. */
static enum mark settle(const struct page *page, int token, bool is_open)
{
    enum mark mark = kind_of(page, token);
    bool turned = mark == MARK_OPEN && is_open && !space_before(page, token); /* 'too late,“ she said' */
    if (mark != MARK_EITHER && !turned)
        return mark;
    bool before = space_before(page, token) || !page_same_paragraph(page, token - 1, token);
    bool after = space_before(page, token + 1) || !page_same_paragraph(page, token, token + 1);
    if (before == after)
        return is_open ? MARK_CLOSE : MARK_OPEN;
    return before ? MARK_OPEN : MARK_CLOSE;
}

static bool is_single(const struct page *page, int token)
{
    return is_form(page, token, "'") || is_form(page, token, "‘") || is_form(page, token, "’");
}

/* "the dockers' pay": no mark, though it stands behind a word as one does. */
static bool is_possessive(const struct page *page, int token)
{
    return text_is(page->tokens[token]->xpos, "POS") && page_same_sentence(page, token, token + 1) &&
           (page->tokens[token + 1]->upos == UPOS_NOUN || page->tokens[token + 1]->upos == UPOS_ADJ);
}

static bool closes_single(const struct page *page, int token)
{
    bool before = space_before(page, token) || !page_same_paragraph(page, token - 1, token);
    bool after = space_before(page, token + 1) || !page_same_paragraph(page, token, token + 1) ||
                 page->tokens[token + 1]->upos == UPOS_PUNCT;
    return !before && after && !is_form(page, token, "‘") && !is_possessive(page, token);
}

enum { SHORTEST_SINGLE = 2, LONGEST_SINGLE = 80 };

/* A single mark looks like an apostrophe: it opens only where one that closes follows in its paragraph, with words between. */
static bool opens_single(const struct page *page, int token)
{
    bool before = space_before(page, token) || !page_same_paragraph(page, token - 1, token);
    if (!before || space_before(page, token + 1) || is_form(page, token, "’"))
        return false;
    for (int i = token + 1; i < token + LONGEST_SINGLE && page_same_paragraph(page, token, i); i++)
        if (closes_single(page, i) && is_single(page, i))
            return i - token > SHORTEST_SINGLE;
        else if (kind_of(page, i) != MARK_NONE || is_form(page, i, "‘"))
            return false;
    return false;
}

/* Marks of one kind alone count while a quotation of that kind is open. */
static enum mark mark_at(const struct page *page, int token, int open)
{
    bool single = is_single(page, token);
    if (open >= 0 && single != is_single(page, open))
        return MARK_NONE;
    if (!single)
        return settle(page, token, open >= 0);
    if (open >= 0)
        return closes_single(page, token) ? MARK_CLOSE : MARK_NONE;
    return opens_single(page, token) ? MARK_OPEN : MARK_NONE;
}

static bool ends_sentence(const struct page *page, int token)
{
    return page_is(page, token, ".") || page_is(page, token, "?") || page_is(page, token, "!") || page_is(page, token, ",") ||
           page_is(page, token, "…") || page_is(page, token, "...");
}

static bool has_verb(const struct page *page, struct run run)
{
    for (int i = run.from; i < run.to; i++) {
        struct text tag = page->tokens[i]->xpos;
        if (text_is(tag, "VBD") || text_is(tag, "VBZ") || text_is(tag, "VBP") || text_is(tag, "MD"))
            return true;
    }
    return false;
}

enum { SHORTEST_CLAUSE = 4, LONGEST_SCARE = 7 };

/* Quoted words say something by themselves if they are a clause, or are closed as a sentence is. */
static bool is_full(const struct page *page, struct run run)
{
    int words = run.to - run.from - 2;
    bool opens = run.from == page_sentence_from(page, run.from);
    if (words >= SHORTEST_CLAUSE && has_verb(page, run))
        return true;
    if (opens && run.to - 2 > run.from && ends_sentence(page, run.to - 2))
        return true;
    return words > LONGEST_SCARE;
}

static void add_region(struct page *page, int from, int to)
{
    struct run run = { from, to };
    if (to - from < 2)
        return;
    ARENA_PUSH(page->arena, &page->quoted, (struct quoted){ run, -1, is_full(page, run), false });
    for (int i = from; i < to; i++)
        page->region[i] = (int)page->quoted.count - 1;
}

static int paragraph_end(const struct page *page, int token)
{
    int s = page->sentence[token] + 1;
    while (s < page->document->sentence_count && page_same_paragraph(page, token, page->base[s]))
        s++;
    return page->base[s];
}

void marks_find(struct page *page)
{
    int pending = -1; /* a region that its paragraph left open, and may go on */
    for (int from = 0; from < page->count;) {
        int to = paragraph_end(page, from), open = -1;
        for (int i = from; i < to; i++) {
            enum mark mark = mark_at(page, i, open);
            if (mark == MARK_OPEN && open < 0)
                open = i;
            if (mark != MARK_CLOSE || open < 0)
                continue;
            if (i + 1 < to && is_form(page, i + 1, "'") && !space_before(page, i + 1))
                i++; /* a quotation within ends at the same place */
            add_region(page, open, i + 1);
            if (open == from && pending >= 0 && page->region[from] >= 0)
                page->quoted.items[pending].joins = page->region[from];
            pending = -1;
            open = -1;
        }
        int before = pending;
        pending = -1;
        if (open >= 0) {
            add_region(page, open, to);
            pending = page->region[open];
            if (open == from && before >= 0 && pending >= 0)
                page->quoted.items[before].joins = pending;
        }
        from = to;
    }
}
