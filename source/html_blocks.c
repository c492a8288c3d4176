/* A page's tree becomes blocks: what stands between two breaks of its layout. */
#include "source/html.h"

enum { LONG_CELL = 120 }; /* bytes: a longer cell is a block of its own (a layout made of tables) */

struct walk {
    struct arena *arena;
    struct html_blocks *blocks;
    struct buffer text;
    const struct html_node *node; /* the innermost block element */
    size_t linked, strong;        /* bytes of `text` */
    int in_link, in_strong;
    bool after_break;
};

static size_t squeezed_length(struct text text)
{
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        length += (unsigned char)text.at[i] > ' ' || (i && (unsigned char)text.at[i - 1] > ' ');
    return length;
}

/* Each line squeezed, empty ones left out. */
static struct text squeeze_lines(struct text text, struct arena *arena)
{
    struct text line = html_squeeze(text_cut(&text, '\x1e'), arena);
    if (!text.length)
        return line;
    struct buffer all;
    buffer_init(&all, 0);
    buffer_add(&all, line);
    while (text.length) {
        line = html_squeeze(text_cut(&text, '\x1e'), arena);
        if (line.length && all.length)
            buffer_add_char(&all, '\n');
        buffer_add(&all, line);
    }
    struct text copy = arena_copy(arena, buffer_text(&all));
    buffer_release(&all);
    return copy;
}

static void flush(struct walk *walk)
{
    struct text text = walk->text.length ? squeeze_lines(buffer_text(&walk->text), walk->arena) : TEXT("");
    if (text.length && walk->blocks->count < HTML_MOST_BLOCKS) {
        struct html_block block = { .text = text, .node = walk->node };
        block.linked = walk->linked < text.length ? walk->linked : text.length;
        block.strong = walk->strong < text.length ? walk->strong : text.length;
        ARENA_PUSH(walk->arena, walk->blocks, block);
    }
    buffer_reset(&walk->text);
    walk->linked = walk->strong = 0;
    walk->after_break = false;
}

static bool ends_sentence(struct text text)
{
    text = text_trim(text);
    return text.length && (strchr(".!?:\"", text.at[text.length - 1]) || text_ends(text, TEXT("”")) || text_ends(text, TEXT("。")));
}

/* One line break within a sentence is a line's end; two, or one behind a sentence, are a block's. */
static void take_break(struct walk *walk)
{
    if (walk->after_break || ends_sentence(buffer_text(&walk->text))) {
        flush(walk);
        return;
    }
    if (text_trim(buffer_text(&walk->text)).length)
        buffer_add_char(&walk->text, '\x1e');
    walk->after_break = true;
}

static void take_text(struct walk *walk, struct text text)
{
    size_t length = squeezed_length(text);
    walk->after_break &= !text_trim(text).length;
    walk->linked += walk->in_link ? length : 0;
    walk->strong += walk->in_strong ? length : 0;
    buffer_add(&walk->text, text);
}

static void take_node(struct walk *walk, const struct html_node *node);

static void take_children(struct walk *walk, const struct html_node *node)
{
    for (const struct html_node *child = node->first; child; child = child->next)
        take_node(walk, child);
}

/* Runs of text that a reader does not see where they stand: they open when a name is pointed at, or are hidden. */
static bool is_apart(const struct html_node *node)
{
    const unsigned apart = 1u << HTML_WORD_NOTICE | 1u << HTML_WORD_RELATED | 1u << HTML_WORD_SHARE | 1u << HTML_WORD_PROMO;
    if (node->tag == HTML_A || !node->attributes)
        return false;
    return html_is_hidden(node) || html_words_of((struct html_node *)node) & apart;
}

/* Such a run becomes a block of its own, and the text around it goes on. */
static void take_apart(struct walk *walk, const struct html_node *node)
{
    struct walk inner = { .arena = walk->arena, .blocks = walk->blocks, .node = node };
    buffer_init(&inner.text, 0);
    take_children(&inner, node);
    flush(&inner);
    buffer_release(&inner.text);
}

static void take_inline(struct walk *walk, const struct html_node *node)
{
    if (is_apart(node)) {
        take_apart(walk, node);
        return;
    }
    bool is_link = node->tag == HTML_A, is_strong = node->tag == HTML_STRONG || node->tag == HTML_B;
    walk->in_link += is_link;
    walk->in_strong += is_strong;
    take_children(walk, node);
    walk->in_link -= is_link;
    walk->in_strong -= is_strong;
}

static void take_block(struct walk *walk, const struct html_node *node)
{
    const struct html_node *outer = walk->node;
    flush(walk);
    walk->node = node;
    take_children(walk, node);
    flush(walk);
    walk->node = outer;
}

static void take_cell(struct walk *walk, const struct html_node *node)
{
    if (walk->text.length > LONG_CELL)
        flush(walk);
    else
        buffer_add_char(&walk->text, ' ');
    const struct html_node *outer = walk->node;
    size_t count = walk->blocks->count;
    take_children(walk, node);
    if (walk->text.length <= LONG_CELL && walk->blocks->count == count)
        return;
    walk->node = node;
    flush(walk);
    walk->node = outer;
}

static void take_node(struct walk *walk, const struct html_node *node)
{
    switch (node->tag == HTML_TEXT ? HTML_INLINE : html_kind_of(node->tag)) {
    case HTML_INLINE:
        if (node->tag == HTML_TEXT)
            take_text(walk, node->text);
        else
            take_inline(walk, node);
        break;
    case HTML_BLOCK: take_block(walk, node); break;
    case HTML_CELL: take_cell(walk, node); break;
    case HTML_BREAK: take_break(walk); break;
    case HTML_SILENT: break;
    }
}

void html_blocks_gather(const struct html_tree *tree, struct arena *arena, struct html_blocks *blocks)
{
    struct walk walk = { .arena = arena, .blocks = blocks, .node = tree->root };
    buffer_init(&walk.text, 0);
    take_children(&walk, tree->root);
    flush(&walk);
    buffer_release(&walk.text);
}

struct text html_paragraphs(struct text utf8, struct arena *arena)
{
    struct html_tree tree;
    struct html_blocks blocks = { 0 };
    struct buffer all;
    html_tree_read(utf8, arena, &tree);
    html_blocks_gather(&tree, arena, &blocks);
    buffer_init(&all, 0);
    for (size_t i = 0; i < blocks.count; i++) {
        buffer_add_string(&all, all.length ? "\n\n" : "");
        buffer_add(&all, blocks.items[i].text);
    }
    struct text text = arena_copy(arena, buffer_text(&all));
    buffer_release(&all);
    return text;
}
