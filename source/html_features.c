/* What can be told of each block of a page: of the elements around it, of its neighbours, and of all that together. What its own
 * text and its place tell is found by html_own.c and html_place.c. */
#include "source/html_page.h"

enum { FAR_LEVELS = 40, NEAR_LEVELS = 3 };

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

/* An element with most of the prose is the article's, whatever it is called: then only what speaks for it counts. */
static void set_around(struct html_page *page, size_t i)
{
    struct html_block *block = &page->blocks->items[i];
    int level = 0;
    bool in_body = false;
    for (const struct html_node *node = block->node; node && level < FAR_LEVELS; node = node->parent, level++) {
        bool holds_most = page->prose && node->prose * 100 > page->prose * HTML_MOST_HELD;
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
        in_body |= html_is_body(node);
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

/* -- neighbours -- */

static void set_neighbour(const struct html_block *block, const struct html_block *other, struct html_block *to, int first)
{
    if (!other)
        html_set(to, (enum html_feature)(first + FEATURE_BACK_EDGE - FEATURE_BACK_PROSE));
    else if (html_is_mostly_links(other))
        html_set(to, (enum html_feature)(first + FEATURE_BACK_LINKS - FEATURE_BACK_PROSE));
    else if (!other->is_prose)
        html_set(to, (enum html_feature)(first + FEATURE_BACK_SHORT - FEATURE_BACK_PROSE));
    else
        html_set(to, (enum html_feature)first);
    if (other && other->is_prose && (other->node == block->node || other->node->parent == block->node->parent))
        html_set(to, (enum html_feature)(first + FEATURE_BACK_SIBLING_PROSE - FEATURE_BACK_PROSE));
}

static void set_neighbours(struct html_page *page, size_t i)
{
    struct html_block *items = page->blocks->items, *block = &items[i];
    size_t count = page->blocks->count;
    int prose = 0;
    set_neighbour(block, i ? &items[i - 1] : NULL, block, FEATURE_BACK_PROSE);
    set_neighbour(block, i + 1 < count ? &items[i + 1] : NULL, block, FEATURE_AHEAD_PROSE);
    for (size_t j = i < 3 ? 0 : i - 3; j < count && j <= i + 3; j++)
        prose += j != i && items[j].is_prose;
    html_set(block, prose > 3 ? FEATURE_PROSE_AROUND_2 : prose ? FEATURE_PROSE_AROUND_1 : FEATURE_PROSE_AROUND_0);
    if (block->text.length < HTML_SHORT_TEXT && html_has(block, FEATURE_BACK_PROSE) && html_has(block, FEATURE_AHEAD_PROSE))
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
static void set_together(struct html_page *page, size_t i)
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
        html_set(block, block->text.length < HTML_SHORT_TEXT ? FEATURE_SHORT_POINTER : FEATURE_LONG_POINTER);
    if (between && is_good && !is_pointer && !is_link)
        html_set(block, FEATURE_BETWEEN_IN_BODY);
    if (html_has(block, FEATURE_LATER) &&
        (is_pointer || html_has(block, FEATURE_NEAR_BYLINE) || html_has(block, FEATURE_IS_AUTHOR)))
        html_set(block, FEATURE_LATER_NOTE);
    if (html_has(block, FEATURE_EARLIER) && block->node->tag != HTML_P)
        html_set(block, FEATURE_EARLIER_NO_P);
}

/* Lists tell by all their items what they are for. */
static void set_list(struct html_page *page, struct html_block *block)
{
    const struct html_node *list = block->node;
    while (list && list->tag != HTML_UL && list->tag != HTML_OL)
        list = list->parent;
    if (!list)
        return;
    html_set(block, list->prose ? FEATURE_LIST_OF_PROSE : FEATURE_LIST_OF_LINKS);
}

/* Texts that were there before: a summary and its repetition, a pull quote. */
static void set_again(struct html_page *page)
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
static void set_title_place(struct html_page *page)
{
    struct html_block *items = page->blocks->items;
    size_t title = page->blocks->count, prose = 0;
    for (size_t i = 0; i < page->blocks->count; i++)
        if (html_has(&items[i], FEATURE_IS_TITLE) && (items[i].node->tag >= HTML_H1 && items[i].node->tag <= HTML_H3) &&
            (title == page->blocks->count || i <= page->first_prose))
            title = i;
    for (size_t i = 0; i < page->blocks->count && title < page->blocks->count; i++) {
        html_set(&items[i], i < title ? FEATURE_ABOVE_TITLE : !prose ? FEATURE_RIGHT_UNDER_TITLE : FEATURE_UNDER_TITLE);
        prose += i > title && items[i].is_prose;
    }
}

/* Below a heading such as "Related news", until prose comes. */
static void set_pointers(struct html_page *page)
{
    bool under = false;
    for (size_t i = 0; i < page->blocks->count; i++) {
        struct html_block *block = &page->blocks->items[i];
        if (html_has(block, FEATURE_POINTS) && block->text.length < HTML_SHORT_TEXT)
            under = true;
        else if (block->is_prose && !page->is_aside[i])
            under = false;
        else if (under)
            html_set(block, FEATURE_UNDER_POINTER);
    }
}

static void look_at_elements(struct html_page *page)
{
    for (const struct html_node *node = page->tree->root; node; node = html_next(page->tree->root, node)) {
        page->article_count += node->tag == HTML_ARTICLE;
        page->has_main |= node->tag == HTML_MAIN;
        page->has_body |= node->attributes && html_is_body(node);
    }
}

static void set_alone(struct html_page *page, size_t i)
{
    struct html_block *block = &page->blocks->items[i];
    html_set(block, FEATURE_ALWAYS);
    html_own_set(page, block);
    set_tag(block);
    set_list(page, block);
    set_around(page, i);
    html_set(block, page->prose > 3000 ? FEATURE_PAGE_LONG : FEATURE_PAGE_SHORT);
}

void html_features_fill(const struct html_tree *tree, const struct html_facts *facts, struct arena *arena,
                        struct html_blocks *blocks)
{
    struct html_page page = { .tree = tree, .facts = facts, .arena = arena, .blocks = blocks };
    html_own_begin(&page);
    look_at_elements(&page);
    html_place_begin(&page);
    for (size_t i = 0; i < blocks->count; i++) {
        set_alone(&page, i);
        html_place_set(&page, i);
        set_neighbours(&page, i);
        set_together(&page, i);
    }
    html_place_set_alike(&page);
    set_again(&page);
    set_pointers(&page);
    set_title_place(&page);
}
