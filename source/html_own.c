/* What a block of a page tells by its own text, and what of it the page's facts repeat. */
#include "source/html_page.h"

#include "source/inner.h"

enum {
    LEAST_PROSE = 60,        /* bytes of a block that counts as prose, where it ends as sentences do */
    LEAST_OPEN_PROSE = 140,  /* and where it does not */
    LEAST_SHORT_PROSE = 25,  /* as LEAST_PROSE, on a page without longer prose */
    LEAST_DATA = 1000,       /* bytes of an articleBody that is worth comparing with; shorter ones are often summaries */
    MOST_COMPARED = 1 << 29, /* bytes that blocks are looked for in: some tenths of a second */
};

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool ends_sentence(struct text text)
{
    while (text.length && strchr(")]'\"", text.at[text.length - 1]))
        text.length--;
    static const char *const ends[] = { ".", "!", "?", "…", "。", "！", "？", ".”", "?”", "!”", ".’", "”", "»", "։", "।" };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (text_ends(text, text_of(ends[i])))
            return true;
    return false;
}

static int count_stops(struct text text)
{
    int count = 0;
    for (size_t i = 0; i + 1 < text.length; i++)
        count += text.at[i] == '.' && text.at[i + 1] == ' ';
    return count + ends_sentence(text);
}

static bool reads_as_prose(const struct html_block *block, size_t least)
{
    size_t length = block->text.length - block->linked;
    return length >= (ends_sentence(block->text) ? least : LEAST_OPEN_PROSE) && !html_is_mostly_links(block);
}

/* How many blocks from `i` on are short prose in one element. */
static size_t run_of_short(const struct html_blocks *blocks, size_t i)
{
    size_t to = i;
    while (to < blocks->count && blocks->items[to].node->parent == blocks->items[i].node->parent &&
           reads_as_prose(&blocks->items[to], LEAST_SHORT_PROSE))
        to++;
    return to - i;
}

/* A report may be all of short paragraphs: where there are no longer ones, several of them in a row are the prose. One or two are
 * a teaser, or ask to sign in. */
static void find_prose(struct html_blocks *blocks)
{
    enum { LEAST_RUN = 3 };
    bool any = false;
    for (size_t i = 0; i < blocks->count; i++)
        any |= blocks->items[i].is_prose = reads_as_prose(&blocks->items[i], LEAST_PROSE);
    for (size_t i = 0, run; !any && i < blocks->count; i += run ? run : 1) {
        run = run_of_short(blocks, i);
        for (size_t k = i; run >= LEAST_RUN && k < i + run; k++)
            blocks->items[k].is_prose = true;
    }
}

static void set_length(struct html_block *block)
{
    static const size_t below[] = { 20, 50, 100, 200, 500 };
    int size = 0;
    while (size < 5 && block->text.length >= below[size])
        size++;
    html_set(block, (enum html_feature)(FEATURE_TINY_STOP + 2 * size + !ends_sentence(block->text)));
}

static void set_links(struct html_block *block)
{
    size_t percent = block->linked * 100 / (block->text.length + 1);
    html_set(block, !block->linked ? FEATURE_LINKS_NONE
                    : percent < 33 ? FEATURE_LINKS_SOME
                    : percent < 80 ? FEATURE_LINKS_HALF
                                   : FEATURE_LINKS_ALL);
    if (percent >= 50)
        html_set(block, block->text.length < HTML_SHORT_TEXT ? FEATURE_SHORT_LINK : FEATURE_LONG_LINK);
}

static void set_letters(struct html_block *block)
{
    size_t capitals = 0, small = 0, digits = 0;
    for (size_t i = 0; i < block->text.length; i++) {
        unsigned char c = (unsigned char)block->text.at[i];
        capitals += c >= 'A' && c <= 'Z';
        small += (c >= 'a' && c <= 'z') || c >= 0x80;
        digits += is_digit(c);
    }
    if (capitals > 3 && capitals > 3 * small)
        html_set(block, FEATURE_CAPITALS);
    if (digits > capitals + small)
        html_set(block, FEATURE_NUMBER);
    if (!capitals && !small)
        html_set(block, FEATURE_NO_WORDS);
    if (block->text.at[0] >= 'a' && block->text.at[0] <= 'z')
        html_set(block, FEATURE_SMALL);
}

static bool has_any(struct text low, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find(low, text_of(words[i])) < low.length)
            return true;
    return false;
}

static size_t digits_at(struct text text, size_t at)
{
    size_t to = at;
    while (to < text.length && is_digit((unsigned char)text.at[to]))
        to++;
    return to > at ? to - at : 0;
}

/* "05/10/2026", "5.10.2026": which of them is the month nobody knows, but it is a day. */
static bool has_day_of_digits(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        size_t day = digits_at(text, i), second = i + day + 1, month = digits_at(text, second), third = second + month + 1;
        if (day >= 1 && day <= 2 && month >= 1 && month <= 2 && digits_at(text, third) == 4 && strchr("/.-", text.at[i + day]) &&
            text.at[i + day] == text.at[third - 1])
            return true;
    }
    return false;
}

static void set_words(struct html_block *block, struct arena *arena)
{
    static const char *const asks[] = { "subscribe",  "newsletter", "sign up", "follow us", "follow @", "click here",
                                        "share this", "download",   "cookie",  "log in",    "sign in",  "register",
                                        "whatsapp",   "facebook",   "e-mail",  "inbox",     "tweet",    "your email" };
    static const char *const points[] = {
        "read more", "read also", "also read", "read next", "related",     "see also", "more from", "more on",
        "more:",     "watch:",    "most read", "trending",  "recommended", "you may",  "follow ",   "contributed to",
        "for more",  "updated",   "published", "photo",     "image",       "video",    "getty",     "continue reading"
    };
    static const char *const rights[] = { "©", "copyright", "all rights reserved", "(c) 20" };
    enum { LOOKED_AT = 240 };
    if (block->text.length > 2 * LOOKED_AT)
        return;
    struct text low = arena_copy(arena, text_slice(block->text, 0, LOOKED_AT));
    for (char *c = (char *)low.at; *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    if (has_any(low, asks, sizeof asks / sizeof asks[0]))
        html_set(block, FEATURE_ASKS);
    if (has_any(low, points, sizeof points / sizeof points[0]))
        html_set(block, FEATURE_POINTS);
    if (has_any(low, rights, sizeof rights / sizeof rights[0]))
        html_set(block, FEATURE_COPYRIGHT);
    if (text_find(low, TEXT("@")) < low.length || text_find(low, TEXT("http")) < low.length ||
        text_find(low, TEXT("www.")) < low.length)
        html_set(block, FEATURE_ADDRESS);
    if (block->text.length < LOOKED_AT && (html_day(block->text, arena).length || has_day_of_digits(block->text)))
        html_set(block, FEATURE_DATED);
    if (!text_trim(source_blank_furniture(block->text, arena)).length)
        html_set(block, FEATURE_FURNITURE);
}

static void set_marks(struct html_block *block)
{
    struct text text = block->text;
    if (count_stops(text) >= 2)
        html_set(block, FEATURE_STOPS);
    if (text_ends(text, TEXT(":")))
        html_set(block, FEATURE_COLON);
    if (text_ends(text, TEXT("?")))
        html_set(block, FEATURE_QUESTION);
    if (text_ends(text, TEXT("...")) || text_ends(text, TEXT("…")))
        html_set(block, FEATURE_DOTS);
    if (text_starts(text, TEXT("\"")) || text_starts(text, TEXT("“")) || text_starts(text, TEXT("«")))
        html_set(block, FEATURE_QUOTE);
    if (block->strong * 10 >= text.length * 9)
        html_set(block, FEATURE_STRONG);
    if (text.length < 2 * HTML_SHORT_TEXT && (text_find(text, TEXT("|")) < text.length ||
                                              text_find(text, TEXT("•")) < text.length ||
                                         text_find(text, TEXT("·")) < text.length))
        html_set(block, FEATURE_PIPE);
    if (text_find(text, TEXT("\n")) < text.length)
        html_set(block, FEATURE_LINES);
}

/* -- what the page says of the article -- */

/* Letters and digits alone, in small letters: for comparing. */
static struct text bare(struct text text, struct arena *arena)
{
    char *to = arena_take(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == 0xe2 && i + 2 < text.length && (unsigned char)text.at[i + 1] == 0x80) { /* dashes and quotation marks */
            i += 2;
            continue;
        }
        if (is_letter(c) || is_digit(c))
            to[length++] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : (char)c;
    }
    return (struct text){ to, length };
}

static bool holds(struct text hay, struct text needle)
{
    return needle.length && memmem(hay.at, hay.length, needle.at, needle.length);
}

static bool repeats_title(const struct html_page *page, struct text own)
{
    for (size_t i = 0; i < HTML_TITLES; i++)
        if (own.length > 10 && text_starts(page->titles[i], own))
            return true;
    return false;
}

static void set_facts(struct html_page *page, struct html_block *block)
{
    struct text own = bare(block->text, page->arena);
    if (block->text.length < 400 && repeats_title(page, own))
        html_set(block, FEATURE_IS_TITLE);
    for (size_t i = 0; i < HTML_AUTHORS && block->text.length < HTML_SHORT_TEXT; i++)
        if (page->authors[i].length > 4 && holds(own, page->authors[i]))
            html_set(block, FEATURE_IS_AUTHOR);
    if (own.length > 20 && holds(page->description, own))
        html_set(block, FEATURE_IS_DESCRIPTION);
    if (page->data.length < LEAST_DATA || own.length < 8 || page->compared > MOST_COMPARED)
        return;
    bool in = holds(page->data, own.length > 60 ? text_slice(own, 0, 60) : own);
    page->compared += page->data.length;
    html_set(block, in ? FEATURE_IN_DATA : FEATURE_OUT_DATA);
    if (!in && block->is_prose)
        html_set(block, FEATURE_OUT_DATA_LONG);
}

static void take_facts(struct html_page *page)
{
    const struct html_facts *facts = page->facts;
    const struct text titles[HTML_TITLES] = { facts->linked_title, facts->open_title, facts->heading, facts->title };
    const struct text authors[HTML_AUTHORS] = { facts->linked_author, facts->author };
    for (size_t i = 0; i < HTML_TITLES; i++)
        page->titles[i] = bare(titles[i], page->arena);
    for (size_t i = 0; i < HTML_AUTHORS; i++)
        page->authors[i] = bare(authors[i], page->arena);
    page->description = bare(facts->description, page->arena);
    page->data = bare(facts->body, page->arena);
}

bool html_own_is_title(const struct html_page *page, const struct html_block *block)
{
    return repeats_title(page, bare(block->text, page->arena));
}

void html_own_begin(struct html_page *page)
{
    find_prose(page->blocks);
    take_facts(page);
}

void html_own_set(struct html_page *page, struct html_block *block)
{
    set_length(block);
    set_links(block);
    set_letters(block);
    set_words(block, page->arena);
    set_marks(block);
    set_facts(page, block);
}
