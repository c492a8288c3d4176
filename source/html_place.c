/* Where the prose of a page is, which of it is another article's or furniture, and where each block stands to it. */
#include "source/html_page.h"

enum { COOKIE_BYTES = 200 }; /* of a block, in which it names cookies where it is about them */

/* Kinds of words that tell of furniture, for the first guess of where the prose is. */
static const unsigned furniture_words = 1u << HTML_WORD_COMMENT | 1u << HTML_WORD_RELATED | 1u << HTML_WORD_NAVIGATION |
                                        1u << HTML_WORD_FOOTER | 1u << HTML_WORD_SIDE | 1u << HTML_WORD_NOTICE |
                                        1u << HTML_WORD_PROMO | 1u << HTML_WORD_LETTER;

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
static void find_own(struct html_page *page)
{
    enum { LEAST_OWN = 200 }; /* bytes of prose; with less it is a teaser */
    for (size_t i = 0; i < page->blocks->count && !page->own; i++) {
        const struct html_block *block = &page->blocks->items[i];
        const struct html_node *around = article_around(block->node);
        if (around && around->prose >= LEAST_OWN && block->node->tag >= HTML_H1 && block->node->tag <= HTML_H3 &&
            html_own_is_title(page, block))
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
static bool is_titled(const struct html_page *page, size_t i, const struct html_node *around)
{
    enum { LOOKED_AT = 20 }; /* blocks: a hostile page has very many before its first prose */
    int levels;
    for (size_t end = i + LOOKED_AT; i < end && i < page->blocks->count; i++) {
        const struct html_block *block = &page->blocks->items[i];
        if (!is_inside(block->node, around, &levels))
            break;
        if (block->node->tag >= HTML_H1 && block->node->tag <= HTML_H6)
            return true;
        if (block->is_prose)
            break;
    }
    return false;
}

/* Blocks in an article element that is neither the title's nor around or within it. One that has no heading of its own but more
 * prose is the text that belongs to the title: some sites put title and summary into an element of their own. */
static void find_others(struct html_page *page)
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

/* In an element that is no article's by its name or its class, unless it holds most of the prose: then it is a wrapper with a
 * misleading name. */
static bool is_in_furniture(const struct html_page *page, const struct html_node *node)
{
    enum { LEVELS = 6 };
    for (int level = 0; node && level < LEVELS; node = node->parent, level++) {
        if (node->prose * 100LL > page->prose * (long long)HTML_MOST_HELD)
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
    return block->is_prose ? (int)(block->text.length - block->linked) : 0;
}

/* First all prose is counted, to see which elements are wrappers; then what is in furniture counts a tenth: it is the article where
 * there is no other. What is in other articles' elements counts nothing: there is another. */
static void weigh_prose(struct html_page *page)
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

static void find_container(struct html_page *page)
{
    const struct html_node *node = page->tree->root;
    while (!html_is_body(node)) {
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
static bool is_run_line(const struct html_page *page, size_t i, const struct html_node *holder)
{
    const struct html_block *block = &page->blocks->items[i];
    bool is_line = block->node->tag == HTML_P || block->node->tag == HTML_LI;
    return is_line && holder_of(block->node) == holder && !html_is_mostly_links(block);
}

/* Behind the last prose, or before the first, an article may go on as a list of short paragraphs. */
static void widen_bounds(struct html_page *page)
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

static void find_bounds(struct html_page *page)
{
    int levels;
    page->first_inside = page->first_prose = page->blocks->count;
    for (size_t i = 0; i < page->blocks->count; i++) {
        const struct html_block *block = &page->blocks->items[i];
        if (!is_inside(block->node, page->container, &levels))
            continue;
        page->first_inside = i < page->first_inside ? i : page->first_inside;
        page->last_inside = i;
        if (!block->is_prose || page->is_aside[i])
            continue;
        page->first_prose = i < page->first_prose ? i : page->first_prose;
        page->last_prose = i;
    }
    widen_bounds(page);
}

static int share(const struct html_page *page, int prose)
{
    int percent = page->prose ? (int)(prose * 100LL / page->prose) : 0;
    return percent >= 60 ? 4 : percent >= 25 ? 3 : percent >= 8 ? 2 : percent > 0 ? 1 : 0;
}

void html_place_set(struct html_page *page, size_t i)
{
    struct html_block *block = &page->blocks->items[i];
    int levels;
    bool is_short = block->text.length < HTML_SHORT_TEXT;
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

void html_place_set_alike(struct html_page *page)
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
                table[at].prose += block->is_prose && !page->is_aside[i] ? (int)block->text.length : 0;
            }
            int level = pass ? share(page, table[at].setting == setting ? table[at].prose : 0) : 0;
            if (pass)
                html_set(block, (enum html_feature)(FEATURE_ALIKE_NONE + (level > 2 ? level - 1 : level)));
        }
}

void html_place_begin(struct html_page *page)
{
    weigh_prose(page);
    find_container(page);
    find_bounds(page);
}
