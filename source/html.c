/* A web page becomes an article: its charset, its tree, its facts, its blocks, and which of them are the article. */
#include "source/html.h"

#include "source/inner.h"

static struct text join_kept(const struct html_blocks *blocks, struct arena *arena)
{
    struct buffer all;
    buffer_init(&all, 0);
    for (size_t i = 0; i < blocks->count; i++) {
        if (!blocks->items[i].is_kept)
            continue;
        buffer_add_string(&all, all.length ? "\n\n" : "");
        buffer_add(&all, blocks->items[i].text);
    }
    struct text text = arena_copy(arena, buffer_text(&all));
    buffer_release(&all);
    return text;
}

/* Some pages are filled by a script, from data that have the whole text: then these are the article. */
static void take_data(const struct html_facts *facts, struct arena *arena, struct source_article *article)
{
    enum { LEAST = 400, TIMES = 3 };
    if (facts->body.length < LEAST || article->article.text.length * TIMES > facts->body.length)
        return;
    struct source_part part = { .text = facts->body };
    for (size_t i = 0; i < article->parts.count; i++)
        if (!article->parts.items[i].dropped)
            article->parts.items[i].dropped = "the page's data have the article's whole text";
    ARENA_PUSH(arena, &article->parts, part);
    article->article.text = facts->body;
}

static void list_parts(const struct html_blocks *blocks, struct arena *arena, struct source_article *article)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const struct html_block *block = &blocks->items[i];
        struct source_part part = { block->text, block->is_kept ? NULL : html_reason(block) };
        ARENA_PUSH(arena, &article->parts, part);
    }
}

static void warn_of_cut(const struct html_tree *tree, const struct html_blocks *blocks, const char *name, struct arena *arena,
                        struct text *warning)
{
    const char *cut = tree->cut ? tree->cut : blocks->count == HTML_MOST_BLOCKS ? "this page has too many paragraphs" : NULL;
    if (cut && !warning->length)
        *warning = arena_print(arena, "%s: %s; what comes after is left out", name, cut);
}

bool source_take_page(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    struct html_tree tree;
    struct html_facts facts = { 0 };
    struct html_blocks blocks = { 0 };
    struct text utf8 = html_decode(given, arena, &article->warning);
    html_tree_read(utf8, arena, &tree);
    html_facts_gather(&tree, arena, &facts);
    html_blocks_gather(&tree, arena, &blocks);
    warn_of_cut(&tree, &blocks, given->name, arena, &article->warning);
    html_features_fill(&tree, &facts, arena, &blocks);
    html_judge(&blocks, html_weights);
    html_facts_choose(&facts, &blocks, given->url, arena, article);
    article->article.text = join_kept(&blocks, arena);
    list_parts(&blocks, arena, article);
    take_data(&facts, arena, article);
    if (article->article.text.length)
        return true;
    return error_at(err, ERROR_INPUT, given->name, 1, 0,
                    "there is no article in this web page; a page that a browser fills by script must be saved "
                    "from the browser");
}
