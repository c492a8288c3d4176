/* Web pages: bytes of any charset become UTF-8, a tree, and blocks of which some are the article. For the source room alone.
 *
 *     struct text text = html_paragraphs(TEXT("<p>One.<p>Two."), &arena);        "One.\n\nTwo."
 *     source_take_page(&given, &arena, &article, &err)                           a whole page: see inner.h
 *
 * A block is what stands between two breaks of the layout. Whether it belongs to the article is a sum of weights over what can be
 * told of it (html_features.def): its length, links and stops, its element and those around it, the words of their classes, how
 * much of the page's prose stands beside it, what its neighbours are. Weights are learned by training/page.c. The method follows
 * block classification as in Boilerpipe (Kohlschütter et al. 2010) and Web2Text (Vogels et al. 2018), and text density as in
 * readability. */
#ifndef TROTH_SOURCE_HTML_H
#define TROTH_SOURCE_HTML_H

#include "source/html_tree.h"
#include "source/source.h"

enum { HTML_MOST_BLOCKS = 100000 };

#define FEATURE(name, meaning) FEATURE_##name,
enum html_feature {
#include "source/html_features.def"
    FEATURE_COUNT
};
#undef FEATURE
enum { FEATURE_SETS = (FEATURE_COUNT + 63) / 64 };

/* The words of classes and ids, as kinds (html_words.def). */
#define KIND(name) HTML_WORD_##name,
enum html_word_kind {
#include "source/html_words.def"
    HTML_WORD_COUNT
};
#undef KIND

struct html_block {
    struct text text;          /* blanks squeezed; a line feed where a line break stood */
    const struct html_node *node; /* the innermost block element around it */
    size_t linked, strong;     /* bytes in links; in strong, b */
    unsigned long long features[FEATURE_SETS]; /* a bit each */
    int score;                 /* above 0: article */
    bool is_prose;             /* sentences, by their length and links */
    bool is_kept;
    const char *why;           /* it is not kept, where that was decided apart from the score; else NULL */
};

struct html_blocks {
    struct html_block *items;
    size_t count, room;
};

/* What the head of a page, and marks in its body, say of the article. Empty: not said. Texts live in the arena. */
struct html_facts {
    struct text linked_title, open_title, heading, title; /* JSON-LD, Open Graph, h1, <title> */
    struct text linked_publisher, site_name, other_site, rights;
    struct text linked_date, meta_date, item_date, time, changed;
    struct text linked_author, author, url, open_url, base, language, linked_language;
    struct text body;        /* articleBody of JSON-LD, its text */
    struct text description;
};

/* The page's bytes as UTF-8. `*warning` tells of bytes that are no characters, unless it holds something. */
struct text html_decode(const struct source_bytes *given, struct arena *arena, struct text *warning);

/* Markup without a page around it (a feed's content, the body of a mail), in UTF-8: all its paragraphs, parted by blank lines. */
struct text html_paragraphs(struct text utf8, struct arena *arena);

/* Cuts a tree into blocks. */
void html_blocks_gather(const struct html_tree *tree, struct arena *arena, struct html_blocks *blocks);

/* Fills the features of all blocks, those of neighbours' scores excepted. */
void html_features_fill(const struct html_tree *tree, const struct html_facts *facts, struct arena *arena,
                        struct html_blocks *blocks);

/* Kinds of words in the class and id of a node: a bit each. */
unsigned html_words_of(struct html_node *node);

/* Hidden by its own attributes. */
bool html_is_hidden(const struct html_node *node);

/* Scores the blocks with weights by which they are kept: weights[0] without, weights[1] with what their neighbours are. The two
 * steps alone are for learning. */
void html_judge(struct html_blocks *blocks, const int weights[2][FEATURE_COUNT]);
void html_judge_first(struct html_blocks *blocks, const int weights[FEATURE_COUNT]);
void html_judge_second(struct html_blocks *blocks, const int weights[FEATURE_COUNT]);
extern const int html_weights[2][FEATURE_COUNT]; /* thousandths of log odds */

/* For people: why a block is no part of the article. */
const char *html_reason(const struct html_block *block);

/* Gathers the facts of a tree, and chooses among them; `blocks` (judged) tell where they are silent. */
void html_facts_gather(const struct html_tree *tree, struct arena *arena, struct html_facts *facts);
void html_facts_choose(const struct html_facts *facts, const struct html_blocks *blocks, struct text url, struct arena *arena,
                       struct source_article *article);

/* The first day that `text` tells ("2026-03-05T09:30:00Z", "/2026/03/05/", "March 5, 2026", "5 March 2026"), as YYYY-MM-DD with the
 * time of day where that is given in ISO 8601; else empty. */
struct text html_day(struct text text, struct arena *arena);

static inline bool html_is_mostly_links(const struct html_block *block)
{
    return block->linked * 2 > block->text.length;
}

static inline bool html_has(const struct html_block *block, enum html_feature feature)
{
    return block->features[feature / 64] >> feature % 64 & 1;
}

static inline void html_set(struct html_block *block, enum html_feature feature)
{
    block->features[feature / 64] |= 1ull << feature % 64;
}

#endif
