/* A page's tree, as libxml2's HTML parser sees it, in an arena. For the source room alone.
 *
 * Bounded: elements deeper than HTML_DEEPEST hang at that depth, side by side; at HTML_STOP levels, or after HTML_MOST_NODES,
 * reading ends there; a tag keeps its first HTML_MOST_ATTRIBUTES attributes. `cut` tells of an early end. Nothing is fetched, and
 * no entity but HTML's own is known. */
#ifndef TROTH_SOURCE_HTML_TREE_H
#define TROTH_SOURCE_HTML_TREE_H

#include "base/base.h"

enum { HTML_DEEPEST = 400, HTML_STOP = 1000, HTML_MOST_NODES = 1 << 20, HTML_MOST_ATTRIBUTES = 100, HTML_LONGEST_TEXT = 4096 };

#define TAG(name, text, kind) HTML_##name,
enum html_tag {
    HTML_TEXT, /* no element */
    HTML_UNKNOWN,
#include "source/html_tags.def"
    HTML_TAG_COUNT
};
#undef TAG

enum html_kind { HTML_INLINE, HTML_BLOCK, HTML_CELL, HTML_BREAK, HTML_SILENT };

struct html_attribute {
    struct text name, value;
    struct html_attribute *next;
};

struct html_node {
    enum html_tag tag;
    struct html_node *parent, *first, *last, *next;
    struct html_attribute *attributes; /* those with a value, in the order of the page */
    struct text text;                  /* of HTML_TEXT */
    int prose;                         /* for html_blocks.c: bytes of prose in it */
    unsigned marks;                    /* for html_features.c: what its name and place tell */
    bool is_marked;
};

struct html_tree {
    struct html_node *root; /* html; never NULL */
    const char *cut;        /* why reading ended early, or NULL */
    size_t count;
};

/* Reads well-formed UTF-8. */
void html_tree_read(struct text utf8, struct arena *arena, struct html_tree *tree);

/* The same bytes with what a parser would stumble over as blanks: NULs, and attributes beyond the limit. */
struct text html_guard(struct text bytes, struct arena *arena);

enum html_kind html_kind_of(enum html_tag tag);
const char *html_tag_name(enum html_tag tag);

/* The value of an attribute; empty where there is none. */
struct text html_attribute(const struct html_node *node, const char *name);

/* The node after `node` in the order of the page, within `root`; NULL at the end. */
struct html_node *html_next(const struct html_node *root, const struct html_node *node);

/* The text within a node, blanks squeezed; no more of it when HTML_LONGEST_TEXT bytes are reached. */
struct text html_text(const struct html_node *node, struct arena *arena);

/* The same as it stands: the parser gives long scripts in pieces. */
struct text html_raw_text(const struct html_node *node, struct arena *arena);

/* A copy with every run of blanks (no-break ones too) as one blank, none at the ends, and soft hyphens and the like left out. */
struct text html_squeeze(struct text text, struct arena *arena);

#endif
