/* A page while its blocks' features are being found: what the files that find them share. For them alone.
 *
 *     html_features.c ──▶ html_own.c    what the block's own text and the page's facts tell
 *                     ──▶ html_place.c  where the prose is, and where the block stands to it
 *                     ──▶ itself        the elements around the block, its neighbours */
#ifndef TROTH_SOURCE_HTML_PAGE_H
#define TROTH_SOURCE_HTML_PAGE_H

#include "source/html.h"

enum {
    HTML_SHORT_TEXT = 80, /* bytes */
    HTML_MOST_HELD = 45, /* percent of the page's prose: an element that holds so much is no furniture, whatever its class says */
    HTML_TITLES = 4,
    HTML_AUTHORS = 2,
};

struct html_page {
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
    struct text titles[HTML_TITLES], authors[HTML_AUTHORS]; /* as the page tells them, letters and digits alone */
    struct text description, data;                          /* the same */
    size_t compared;               /* bytes of data that blocks were looked for in */
    size_t first_inside, last_inside; /* places of blocks: of the container's */
    size_t first_prose, last_prose;
};

/* Tells which blocks are prose, and makes the page's facts ready for comparing. */
void html_own_begin(struct html_page *page);

/* What a block's own text tells, and what of it the page's facts repeat. */
void html_own_set(struct html_page *page, struct html_block *block);

/* Whether the text of `block` is one of the page's titles, or the beginning of one. */
bool html_own_is_title(const struct html_page *page, const struct html_block *block);

/* Finds the part with most of the prose, its first and last blocks, and what is furniture or another article. */
void html_place_begin(struct html_page *page);

/* Where block `i` stands to that part. */
void html_place_set(struct html_page *page, size_t i);

/* How much of the prose is set like each block. */
void html_place_set_alike(struct html_page *page);

/* Marked as the article's body. */
static inline bool html_is_body(const struct html_node *node)
{
    struct text property = html_attribute(node, "itemprop");
    return property.length && text_equals_nocase(property, TEXT("articleBody"));
}

#endif
