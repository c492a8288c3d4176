/* What can be told of each block of a page: of its words, its place, and what stands around it. */
#include "source/html.h"

#include "source/inner.h"

enum {
    LEAST_PROSE = 60,      /* bytes of a block that counts as prose, where it ends as sentences do */
    LEAST_OPEN_PROSE = 140, /* and where it does not */
    LEAST_SHORT_PROSE = 25, /* as LEAST_PROSE, on a page without longer prose */
    SHORT_TEXT = 80,
    LEAST_DATA = 1000,     /* bytes of an articleBody that is worth comparing with; shorter ones are often summaries */
    LONGEST_CLASS = 400,   /* bytes of a class that are looked at */
    MOST_COMPARED = 1 << 29, /* bytes that blocks are looked for in: some tenths of a second */
    TITLES = 4,
    AUTHORS = 2,
    FAR_LEVELS = 40,
    NEAR_LEVELS = 3,
    COOKIE_BYTES = 200,    /* of a block, in which it names cookies where it is about them */
    MOST_HELD = 45,        /* percent of the page's prose: an element that holds so much is no furniture, whatever its class says */
};

/* Kinds of words that tell of furniture, for the first guess of where the prose is. */
static const unsigned furniture_words = 1u << HTML_WORD_COMMENT | 1u << HTML_WORD_RELATED | 1u << HTML_WORD_NAVIGATION |
                                        1u << HTML_WORD_FOOTER | 1u << HTML_WORD_SIDE | 1u << HTML_WORD_NOTICE |
                                        1u << HTML_WORD_PROMO | 1u << HTML_WORD_LETTER;

struct page {
    const struct html_tree *tree;
    const struct html_facts *facts;
    struct arena *arena;
    struct html_blocks *blocks;
    const struct html_node *container;
    const struct html_node *own;   /* the article element in which the title stands, where it has prose; else NULL */
    int prose, article_count;
    bool has_body, has_main;
    bool *is_aside;                /* of each block: in what looks like furniture */
    bool *is_other;                /* of each block: in an element of another article */
    struct text titles[TITLES], authors[AUTHORS], description, data; /* as the page tells them, letters and digits alone */
    size_t compared;               /* bytes of data that blocks were looked for in */
    size_t first_inside, last_inside; /* places of blocks: of the container's */
    size_t first_prose, last_prose;
};

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* -- words of classes -- */

static const struct { const char *word; unsigned kind; } class_words[] = {
#define WORD(kind, word) { word, 1u << HTML_WORD_##kind },
#include "source/html_words.def"
#undef WORD
};

static unsigned kind_of_word(const char *word, size_t length)
{
    int from = 0, to = sizeof class_words / sizeof class_words[0];
    while (from < to) {
        int middle = (from + to) / 2;
        const char *known = class_words[middle].word;
        size_t known_length = strlen(known), shorter = known_length < length ? known_length : length;
        int order = memcmp(word, known, shorter);
        if (!order && (known_length == length || (known_length < length && known_length >= 5)))
            return class_words[middle].kind;
        if (order < 0 || (!order && length < known_length))
            to = middle;
        else
            from = middle + 1;
    }
    return 0;
}

/* Words end at what is no letter, and where a capital follows a small letter: "articleBody". */
static unsigned kinds_of_names(struct text names)
{
    char word[32];
    size_t length = 0;
    unsigned kinds = 0;
    for (size_t i = 0; i <= names.length && i < LONGEST_CLASS; i++) {
        char c = i < names.length ? names.at[i] : ' ';
        bool is_capital = c >= 'A' && c <= 'Z', is_small = c >= 'a' && c <= 'z';
        bool ends = !(is_capital || is_small) || (is_capital && length && names.at[i - 1] >= 'a' && names.at[i - 1] <= 'z');
        if (ends && length) {
            kinds |= kind_of_word(word, length);
            length = 0;
        }
        if ((is_capital || is_small) && length < sizeof word)
            word[length++] = (char)(c | 32);
    }
    return kinds;
}

unsigned html_words_of(struct html_node *node)
{
    if (!node->is_marked) {
        node->marks = kinds_of_names(html_attribute(node, "class")) | kinds_of_names(html_attribute(node, "id")) |
                      kinds_of_names(html_attribute(node, "data-component"));
        node->is_marked = true;
    }
    return node->marks;
}

/* -- the block's own text -- */

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

static bool is_mostly_links(const struct html_block *block)
{
    return block->linked * 2 > block->text.length;
}

static bool is_prose(const struct html_block *block)
{
    return block->is_prose;
}

static bool reads_as_prose(const struct html_block *block, size_t least)
{
    size_t length = block->text.length - block->linked;
    return length >= (ends_sentence(block->text) ? least : LEAST_OPEN_PROSE) && !is_mostly_links(block);
}

/* A report may be all of short paragraphs: where there are no longer ones, they are the prose. */
static void find_prose(struct html_blocks *blocks)
{
    bool any = false;
    for (size_t i = 0; i < blocks->count; i++)
        any |= blocks->items[i].is_prose = reads_as_prose(&blocks->items[i], LEAST_PROSE);
    for (size_t i = 0; !any && i < blocks->count; i++)
        blocks->items[i].is_prose = reads_as_prose(&blocks->items[i], LEAST_SHORT_PROSE);
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
        html_set(block, block->text.length < SHORT_TEXT ? FEATURE_SHORT_LINK : FEATURE_LONG_LINK);
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
    if (block->text.length < LOOKED_AT && html_day(block->text, arena).length)
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
    if (text.length < 2 * SHORT_TEXT && (text_find(text, TEXT("|")) < text.length || text_find(text, TEXT("•")) < text.length ||
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

static bool repeats_title(const struct page *page, struct text own)
{
    for (size_t i = 0; i < TITLES; i++)
        if (own.length > 10 && text_starts(page->titles[i], own))
            return true;
    return false;
}

static void set_facts(struct page *page, struct html_block *block)
{
    struct text own = bare(block->text, page->arena);
    if (block->text.length < 400 && repeats_title(page, own))
        html_set(block, FEATURE_IS_TITLE);
    for (size_t i = 0; i < AUTHORS && block->text.length < SHORT_TEXT; i++)
        if (page->authors[i].length > 4 && holds(own, page->authors[i]))
            html_set(block, FEATURE_IS_AUTHOR);
    if (own.length > 20 && holds(page->description, own))
        html_set(block, FEATURE_IS_DESCRIPTION);
    if (page->data.length < LEAST_DATA || own.length < 8 || page->compared > MOST_COMPARED)
        return;
    bool in = holds(page->data, own.length > 60 ? text_slice(own, 0, 60) : own);
    page->compared += page->data.length;
    html_set(block, in ? FEATURE_IN_DATA : FEATURE_OUT_DATA);
    if (!in && is_prose(block))
        html_set(block, FEATURE_OUT_DATA_LONG);
}

static void take_facts(struct page *page)
{
    const struct html_facts *facts = page->facts;
    const struct text titles[TITLES] = { facts->linked_title, facts->open_title, facts->heading, facts->title };
    const struct text authors[AUTHORS] = { facts->linked_author, facts->author };
    for (size_t i = 0; i < TITLES; i++)
        page->titles[i] = bare(titles[i], page->arena);
    for (size_t i = 0; i < AUTHORS; i++)
        page->authors[i] = bare(authors[i], page->arena);
    page->description = bare(facts->description, page->arena);
    page->data = bare(facts->body, page->arena);
}

/* -- the elements around it -- */

bool html_is_hidden(const struct html_node *node)
{
    struct text style = html_attribute(node, "style");
    if (style.length &&
        (text_find(style, TEXT("display:none")) < style.length || text_find(style, TEXT("display: none")) < style.length ||
         text_find(style, TEXT("visibility:hidden")) < style.length))
        return true;
    return text_is(html_attribute(node, "aria-hidden"), "true") || html_attribute(node, "hidden").length;
}

static bool is_body(const struct html_node *node)
{
    struct text property = html_attribute(node, "itemprop");
    return property.length && text_equals_nocase(property, TEXT("articleBody"));
}

static void set_tag(struct html_block *block)
{
    switch (block->node->tag) {
    case HTML_P: html_set(block, FEATURE_TAG_P); break;
    case HTML_LI: case HTML_DD: case HTML_DT: html_set(block, FEATURE_TAG_LI); break;
    case HTML_H1: html_set(block, FEATURE_TAG_H1); break;
    case HTML_H2: html_set(block, FEATURE_TAG_H2); break;
    case HTML_H3: case HTML_H4: case HTML_H5: case HTML_H6: html_set(block, FEATURE_TAG_H3); break;
    case HTML_DIV: html_set(block, FEATURE_TAG_DIV); break;
    case HTML_TD: case HTML_TH: html_set(block, FEATURE_TAG_CELL); break;
    case HTML_TR: html_set(block, FEATURE_TAG_ROW); break;
    case HTML_BLOCKQUOTE: html_set(block, FEATURE_TAG_QUOTATION); break;
    case HTML_FIGCAPTION: html_set(block, FEATURE_TAG_FIGCAPTION); break;
    case HTML_SECTION: case HTML_ARTICLE: case HTML_MAIN: case HTML_BODY: html_set(block, FEATURE_TAG_SECTION); break;
    case HTML_PRE: html_set(block, FEATURE_TAG_PRE); break;
    default: html_set(block, FEATURE_TAG_OTHER); break;
    }
}

static int feature_of_element(enum html_tag tag)
{
    switch (tag) {
    case HTML_NAV: case HTML_MENU: return FEATURE_IN_NAV;
    case HTML_ASIDE: return FEATURE_IN_ASIDE;
    case HTML_FOOTER: return FEATURE_IN_FOOTER;
    case HTML_HEADER: return FEATURE_IN_HEADER;
    case HTML_FIGURE: return FEATURE_IN_FIGURE;
    case HTML_FORM: return FEATURE_IN_FORM;
    case HTML_TABLE: return FEATURE_IN_TABLE;
    case HTML_UL: case HTML_OL: case HTML_DL: return FEATURE_IN_LIST;
    case HTML_BLOCKQUOTE: return FEATURE_IN_BLOCKQUOTE;
    case HTML_ARTICLE: return FEATURE_IN_ARTICLE;
    case HTML_MAIN: return FEATURE_IN_MAIN;
    case HTML_DIALOG: return FEATURE_IN_DIALOG;
    case HTML_DETAILS: return FEATURE_IN_DETAILS;
    default: return -1;
    }
}

static bool is_inside(const struct html_node *node, const struct html_node *outer, int *levels)
{
    *levels = 0;
    for (; node; node = node->parent, ++*levels)
        if (node == outer)
            return true;
    return false;
}

static const struct html_node *article_around(const struct html_node *node)
{
    while (node && node->tag != HTML_ARTICLE)
        node = node->parent;
    return node;
}

/* A title as heading of an article element tells it from the elements of other articles that are shown below it. */
static void find_own(struct page *page)
{
    enum { LEAST_OWN = 200 }; /* bytes of prose; with less it is a teaser */
    for (size_t i = 0; i < page->blocks->count && !page->own; i++) {
        const struct html_block *block = &page->blocks->items[i];
        const struct html_node *around = article_around(block->node);
        if (around && around->prose >= LEAST_OWN && block->node->tag >= HTML_H1 && block->node->tag <= HTML_H3 &&
            repeats_title(page, bare(block->text, page->arena)))
            page->own = around;
    }
}

/* What a site says of its cookies is often its longest text. */
static bool is_of_cookies(const struct html_block *block)
{
    struct text text = text_slice(block->text, 0, block->text.length < COOKIE_BYTES ? block->text.length : COOKIE_BYTES);
    return text_find(text, TEXT("cookie")) < text.length || text_find(text, TEXT("Cookie")) < text.length;
}

/* A heading comes before the prose of the article element in which block `i` is the first. */
static bool is_titled(const struct page *page, size_t i, const struct html_node *around)
{
    int levels;
    for (; i < page->blocks->count && is_inside(page->blocks->items[i].node, around, &levels); i++) {
        const struct html_block *block = &page->blocks->items[i];
        if (block->node->tag >= HTML_H1 && block->node->tag <= HTML_H6)
            return true;
        if (is_prose(block))
            break;
    }
    return false;
}

/* Blocks in an article element that is neither the title's nor around or within it. One that has no heading of its own but more
 * prose is the text that belongs to the title: some sites put title and summary into an element of their own. */
static void find_others(struct page *page)
{
    const struct html_node *last = NULL;
    bool is_other = false;
    int levels;
    for (size_t i = 0; page->own && i < page->blocks->count; i++) {
        const struct html_node *around = article_around(page->blocks->items[i].node);
        if (around && around != last)
            is_other = !is_inside(around, page->own, &levels) && !is_inside(page->own, around, &levels) &&
                       (around->prose <= page->own->prose || is_titled(page, i, around));
        last = around;
        page->is_other[i] = around && is_other;
    }
}

/* An element with most of the prose is the article's, whatever it is called: then only what speaks for it counts. */
static void set_around(struct page *page, size_t i)
{
    struct html_block *block = &page->blocks->items[i];
    int level = 0;
    bool in_body = false;
    for (const struct html_node *node = block->node; node && level < FAR_LEVELS; node = node->parent, level++) {
        bool holds_most = page->prose && node->prose * 100 > page->prose * MOST_HELD;
        unsigned kinds = html_words_of((struct html_node *)node);
        int element = feature_of_element(node->tag);
        bool is_good = element == FEATURE_IN_ARTICLE || element == FEATURE_IN_MAIN;
        if (element >= 0 && (!holds_most || is_good))
            html_set(block, (enum html_feature)element);
        if (holds_most)
            kinds &= 1u << HTML_WORD_BODY;
        for (int kind = 0; kind < HTML_WORD_COUNT && kinds; kind++)
            if (kinds >> kind & 1)
                html_set(block, (enum html_feature)((level < NEAR_LEVELS ? FEATURE_NEAR_BODY : FEATURE_FAR_BODY) + kind));
        if (!holds_most && html_is_hidden(node))
            html_set(block, FEATURE_IN_HIDDEN);
        in_body |= is_body(node);
    }
    if (page->has_body)
        html_set(block, in_body ? FEATURE_IN_BODY : FEATURE_OUT_BODY);
    if (page->article_count && !html_has(block, FEATURE_IN_ARTICLE))
        html_set(block, FEATURE_OUT_ARTICLE);
    if (page->is_other[i])
        html_set(block, FEATURE_OTHER_ARTICLE);
    if (page->article_count > 3 && html_has(block, FEATURE_IN_ARTICLE))
        html_set(block, FEATURE_MANY_ARTICLES);
    if (page->has_main && !html_has(block, FEATURE_IN_MAIN))
        html_set(block, FEATURE_OUT_MAIN);
}

/* -- where the prose is -- */

/* In an element that is no article's by its name or its class, unless it holds most of the prose: then it is a wrapper with a
 * misleading name. */
static bool is_in_furniture(const struct page *page, const struct html_node *node)
{
    enum { LEVELS = 6 };
    for (int level = 0; node && level < LEVELS; node = node->parent, level++) {
        if (node->prose * 100LL > page->prose * (long long)MOST_HELD)
            return false;
        if (html_words_of((struct html_node *)node) & furniture_words && !(node->marks & 1u << HTML_WORD_BODY))
            return true;
        if (node->tag == HTML_NAV || node->tag == HTML_FOOTER || node->tag == HTML_ASIDE || node->tag == HTML_FIGURE)
            return true;
    }
    return false;
}

static void add_prose(const struct html_node *node, int bytes)
{
    for (struct html_node *at = (struct html_node *)node; at; at = at->parent)
        at->prose += bytes;
}

static int prose_of(const struct html_block *block)
{
    return is_prose(block) ? (int)(block->text.length - block->linked) : 0;
}

/* First all prose is counted, to see which elements are wrappers; then what is in furniture counts a tenth: it is the article where
 * there is no other. What is in other articles' elements counts nothing: there is another. */
static void weigh_prose(struct page *page)
{
    struct html_block *items = page->blocks->items;
    size_t count = page->blocks->count;
    page->is_aside = arena_take(page->arena, count + 1);
    for (size_t i = 0; i < count; i++)
        add_prose(items[i].node, prose_of(&items[i]));
    page->prose = page->tree->root->prose;
    find_own(page);
    page->is_other = arena_take(page->arena, count + 1);
    find_others(page);
    for (size_t i = 0; i < count; i++)
        page->is_aside[i] = page->is_other[i] || is_in_furniture(page, items[i].node) || is_of_cookies(&items[i]);
    for (size_t i = 0; i < count; i++)
        if (page->is_aside[i])
            add_prose(items[i].node, (page->is_other[i] ? 0 : prose_of(&items[i]) / 10) - prose_of(&items[i]));
    page->prose = page->tree->root->prose;
}

static void find_container(struct page *page)
{
    const struct html_node *node = page->tree->root;
    while (!is_body(node)) {
        const struct html_node *best = NULL;
        for (const struct html_node *child = node->first; child; child = child->next)
            if (child->tag != HTML_TEXT && (!best || child->prose > best->prose))
                best = child;
        if (!best || best->prose * 10 < node->prose * 7 || html_kind_of(best->tag) == HTML_INLINE || best->tag == HTML_P)
            break;
        node = best;
    }
    page->container = node;
}

/* The element in which a paragraph, or the list of an item, stands. */
static const struct html_node *holder_of(const struct html_node *node)
{
    const struct html_node *parent = node->parent;
    bool is_item = node->tag == HTML_LI && parent && (parent->tag == HTML_UL || parent->tag == HTML_OL);
    return is_item ? parent->parent : parent;
}

/* A line of a run: not prose by itself, but set in the same element as its neighbour. */
static bool is_run_line(const struct page *page, size_t i, const struct html_node *holder)
{
    const struct html_block *block = &page->blocks->items[i];
    return holder_of(block->node) == holder && (block->node->tag == HTML_P || block->node->tag == HTML_LI) && !is_mostly_links(block);
}

/* Behind the last prose, or before the first, an article may go on as a list of short paragraphs. */
static void widen_bounds(struct page *page)
{
    enum { LEAST_RUN = 5 };
    size_t last = page->last_prose, first = page->first_prose, count = page->blocks->count;
    if (first == count)
        return;
    while (last + 1 < count && is_run_line(page, last + 1, holder_of(page->blocks->items[page->last_prose].node)))
        last++;
    while (first && is_run_line(page, first - 1, holder_of(page->blocks->items[page->first_prose].node)))
        first--;
    if (last >= page->last_prose + LEAST_RUN)
        page->last_prose = last;
    if (first + LEAST_RUN <= page->first_prose)
        page->first_prose = first;
}

static void find_bounds(struct page *page)
{
    int levels;
    page->first_inside = page->first_prose = page->blocks->count;
    for (size_t i = 0; i < page->blocks->count; i++) {
        const struct html_block *block = &page->blocks->items[i];
        if (!is_inside(block->node, page->container, &levels))
            continue;
        page->first_inside = i < page->first_inside ? i : page->first_inside;
        page->last_inside = i;
        if (!is_prose(block) || page->is_aside[i])
            continue;
        page->first_prose = i < page->first_prose ? i : page->first_prose;
        page->last_prose = i;
    }
    widen_bounds(page);
}

static int share(const struct page *page, int prose)
{
    int percent = page->prose ? (int)(prose * 100LL / page->prose) : 0;
    return percent >= 60 ? 4 : percent >= 25 ? 3 : percent >= 8 ? 2 : percent > 0 ? 1 : 0;
}

static void set_place(struct page *page, size_t i)
{
    struct html_block *block = &page->blocks->items[i];
    int levels;
    bool is_short = block->text.length < SHORT_TEXT;
    const struct html_node *parent = block->node->parent ? block->node->parent : block->node;
    const struct html_node *grand = parent->parent ? parent->parent : parent;
    html_set(block, (enum html_feature)(FEATURE_PARENT_NONE + share(page, parent->prose)));
    html_set(block, (enum html_feature)(FEATURE_GRAND_NONE + share(page, grand->prose)));
    if (!is_inside(block->node, page->container, &levels)) {
        html_set(block, i < page->first_inside ? FEATURE_BEFORE : FEATURE_BEHIND);
        if (!is_short)
            html_set(block, FEATURE_LONG_OUTSIDE);
        return;
    }
    html_set(block, FEATURE_INSIDE);
    html_set(block, (enum html_feature)(FEATURE_DOWN_0 + (levels < 3 ? levels : 3)));
    html_set(block, is_short ? FEATURE_SHORT_INSIDE : FEATURE_LONG_INSIDE);
    html_set(block, i < page->first_prose    ? FEATURE_EARLIER
                    : i == page->first_prose ? FEATURE_FIRST_PROSE
                    : i > page->last_prose   ? FEATURE_LATER
                                             : FEATURE_BETWEEN);
}

/* -- blocks that are set alike -- */

static unsigned long long setting_of(const struct html_block *block)
{
    unsigned long long hash = text_hash(html_attribute(block->node, "class"));
    const struct html_node *parent = block->node->parent;
    hash = text_hash_more(hash, text_of(html_tag_name(block->node->tag)));
    return parent ? text_hash_more(text_hash_more(hash, html_attribute(parent, "class")), text_of(html_tag_name(parent->tag)))
                  : hash;
}

enum { SETTINGS = 1024 };

static void set_alike(struct page *page)
{
    struct { unsigned long long setting; int prose; } *table = arena_take(page->arena, SETTINGS * sizeof *table);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < page->blocks->count; i++) {
            struct html_block *block = &page->blocks->items[i];
            unsigned long long setting = setting_of(block) | 1;
            size_t at = setting % SETTINGS, tries = 0;
            while (table[at].setting && table[at].setting != setting && tries++ < 8)
                at = (at + 1) % SETTINGS;
            if (!pass && (!table[at].setting || table[at].setting == setting)) {
                table[at].setting = setting;
                table[at].prose += is_prose(block) && !page->is_aside[i] ? (int)block->text.length : 0;
            }
            int level = pass ? share(page, table[at].setting == setting ? table[at].prose : 0) : 0;
            if (pass)
                html_set(block, (enum html_feature)(FEATURE_ALIKE_NONE + (level > 2 ? level - 1 : level)));
        }
}

/* -- neighbours -- */

static void set_neighbour(const struct html_block *block, const struct html_block *other, struct html_block *to, int first)
{
    if (!other)
        html_set(to, (enum html_feature)(first + FEATURE_BACK_EDGE - FEATURE_BACK_PROSE));
    else if (is_mostly_links(other))
        html_set(to, (enum html_feature)(first + FEATURE_BACK_LINKS - FEATURE_BACK_PROSE));
    else if (!is_prose(other))
        html_set(to, (enum html_feature)(first + FEATURE_BACK_SHORT - FEATURE_BACK_PROSE));
    else
        html_set(to, (enum html_feature)first);
    if (other && is_prose(other) && (other->node == block->node || other->node->parent == block->node->parent))
        html_set(to, (enum html_feature)(first + FEATURE_BACK_SIBLING_PROSE - FEATURE_BACK_PROSE));
}

static void set_neighbours(struct page *page, size_t i)
{
    struct html_block *items = page->blocks->items, *block = &items[i];
    size_t count = page->blocks->count;
    int prose = 0;
    set_neighbour(block, i ? &items[i - 1] : NULL, block, FEATURE_BACK_PROSE);
    set_neighbour(block, i + 1 < count ? &items[i + 1] : NULL, block, FEATURE_AHEAD_PROSE);
    for (size_t j = i < 3 ? 0 : i - 3; j < count && j <= i + 3; j++)
        prose += j != i && is_prose(&items[j]);
    html_set(block, prose > 3 ? FEATURE_PROSE_AROUND_2 : prose ? FEATURE_PROSE_AROUND_1 : FEATURE_PROSE_AROUND_0);
    if (block->text.length < SHORT_TEXT && html_has(block, FEATURE_BACK_PROSE) && html_has(block, FEATURE_AHEAD_PROSE))
        html_set(block, FEATURE_SHORT_AMID_PROSE);
    bool is_heading = block->node->tag >= HTML_H1 && block->node->tag <= HTML_H6;
    if (is_heading)
        html_set(block, html_has(block, FEATURE_AHEAD_PROSE) ? FEATURE_HEADING_OF_PROSE : FEATURE_HEADING_OF_LINKS);
}

static bool is_link_alone(const struct html_block *block)
{
    return html_has(block, FEATURE_LINKS_ALL);
}

/* Most lists are menus, which says nothing of an article's lists. */
static void forget_list(struct html_block *block)
{
    static const enum html_feature marks[] = { FEATURE_TAG_LI, FEATURE_IN_LIST, FEATURE_LIST_OF_LINKS, FEATURE_LIST_OF_PROSE };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        block->features[marks[i] / 64] &= ~(1ull << marks[i] % 64);
}

/* What only several of the marks tell together. */
static void set_together(struct page *page, size_t i)
{
    struct html_block *items = page->blocks->items, *block = &items[i];
    bool between = html_has(block, FEATURE_BETWEEN), is_item = html_has(block, FEATURE_TAG_LI), is_link = is_link_alone(block);
    bool in_run = is_link && ((i && is_link_alone(&items[i - 1])) ||
                              (i + 1 < page->blocks->count && items[i + 1].linked * 5 > items[i + 1].text.length * 4));
    bool is_good = html_has(block, FEATURE_NEAR_BODY) || html_has(block, FEATURE_FAR_BODY) || html_has(block, FEATURE_IN_BODY);
    bool is_pointer = html_has(block, FEATURE_POINTS) || html_has(block, FEATURE_ASKS) || html_has(block, FEATURE_FURNITURE);
    if (is_item)
        html_set(block, is_link ? FEATURE_ITEM_LINK : html_has(block, FEATURE_INSIDE) ? FEATURE_ITEM_INSIDE : FEATURE_ITEM_OUTSIDE);
    if (html_has(block, FEATURE_ITEM_INSIDE) && html_has(block, FEATURE_LINKS_NONE))
        forget_list(block);
    if (in_run)
        html_set(block, FEATURE_RUN_OF_LINKS);
    if (is_link)
        html_set(block, between ? FEATURE_LINK_BETWEEN : FEATURE_LINK_ASIDE);
    if (is_pointer)
        html_set(block, block->text.length < SHORT_TEXT ? FEATURE_SHORT_POINTER : FEATURE_LONG_POINTER);
    if (between && is_good && !is_pointer && !is_link)
        html_set(block, FEATURE_BETWEEN_IN_BODY);
    if (html_has(block, FEATURE_LATER) &&
        (is_pointer || html_has(block, FEATURE_NEAR_BYLINE) || html_has(block, FEATURE_IS_AUTHOR)))
        html_set(block, FEATURE_LATER_NOTE);
    if (html_has(block, FEATURE_EARLIER) && block->node->tag != HTML_P)
        html_set(block, FEATURE_EARLIER_NO_P);
}

/* Lists tell by all their items what they are for. */
static void set_list(struct page *page, struct html_block *block)
{
    const struct html_node *list = block->node;
    while (list && list->tag != HTML_UL && list->tag != HTML_OL)
        list = list->parent;
    if (!list)
        return;
    html_set(block, list->prose ? FEATURE_LIST_OF_PROSE : FEATURE_LIST_OF_LINKS);
}

/* Texts that were there before: a summary and its repetition, a pull quote. */
static void set_again(struct page *page)
{
    enum { PLACES = 4096 };
    unsigned long long *seen = arena_take(page->arena, PLACES * sizeof *seen);
    for (size_t i = 0; i < page->blocks->count; i++) {
        struct html_block *block = &page->blocks->items[i];
        unsigned long long hash = text_hash(block->text) | 1, *place = &seen[hash % PLACES];
        if (*place == hash)
            html_set(block, FEATURE_AGAIN);
        *place = hash;
    }
}

/* Where the block stands to the title: the last block that repeats it before the prose. */
static void set_title_place(struct page *page)
{
    struct html_block *items = page->blocks->items;
    size_t title = page->blocks->count, prose = 0;
    for (size_t i = 0; i < page->blocks->count; i++)
        if (html_has(&items[i], FEATURE_IS_TITLE) && (items[i].node->tag >= HTML_H1 && items[i].node->tag <= HTML_H3) &&
            (title == page->blocks->count || i <= page->first_prose))
            title = i;
    for (size_t i = 0; i < page->blocks->count && title < page->blocks->count; i++) {
        html_set(&items[i], i < title ? FEATURE_ABOVE_TITLE : !prose ? FEATURE_RIGHT_UNDER_TITLE : FEATURE_UNDER_TITLE);
        prose += i > title && is_prose(&items[i]);
    }
}

/* Below a heading such as "Related news", until prose comes. */
static void set_pointers(struct page *page)
{
    bool under = false;
    for (size_t i = 0; i < page->blocks->count; i++) {
        struct html_block *block = &page->blocks->items[i];
        if (html_has(block, FEATURE_POINTS) && block->text.length < SHORT_TEXT)
            under = true;
        else if (is_prose(block) && !page->is_aside[i])
            under = false;
        else if (under)
            html_set(block, FEATURE_UNDER_POINTER);
    }
}

static void look_at_elements(struct page *page)
{
    for (const struct html_node *node = page->tree->root; node; node = html_next(page->tree->root, node)) {
        page->article_count += node->tag == HTML_ARTICLE;
        page->has_main |= node->tag == HTML_MAIN;
        page->has_body |= node->attributes && is_body(node);
    }
}

static void set_own(struct page *page, size_t i)
{
    struct html_block *block = &page->blocks->items[i];
    html_set(block, FEATURE_ALWAYS);
    set_length(block);
    set_links(block);
    set_letters(block);
    set_words(block, page->arena);
    set_marks(block);
    set_tag(block);
    set_list(page, block);
    set_facts(page, block);
    set_around(page, i);
    html_set(block, page->prose > 3000 ? FEATURE_PAGE_LONG : FEATURE_PAGE_SHORT);
}

void html_features_fill(const struct html_tree *tree, const struct html_facts *facts, struct arena *arena,
                        struct html_blocks *blocks)
{
    struct page page = { .tree = tree, .facts = facts, .arena = arena, .blocks = blocks };
    find_prose(blocks);
    take_facts(&page);
    look_at_elements(&page);
    weigh_prose(&page);
    find_container(&page);
    find_bounds(&page);
    for (size_t i = 0; i < blocks->count; i++) {
        set_own(&page, i);
        set_place(&page, i);
        set_neighbours(&page, i);
        set_together(&page, i);
    }
    set_alike(&page);
    set_again(&page);
    set_pointers(&page);
    set_title_place(&page);
}
