/* A page's tree is built from what libxml2's HTML parser meets, in an arena and within bounds. */
#include "source/html_tree.h"

#include <libxml/HTMLparser.h>

#define TAG(name, text, kind) { text, HTML_##kind },
static const struct {
    const char *name;
    enum html_kind kind;
} tags[] = {
    { "", HTML_INLINE },
    { "", HTML_INLINE },
#include "source/html_tags.def"
};
#undef TAG

struct builder {
    struct arena *arena;
    struct html_tree *tree;
    struct html_node *at; /* the element that is open */
    int below;            /* open elements that hang beside `at` for being too deep */
    int depth;
    htmlParserCtxt *parser;
};

enum html_kind html_kind_of(enum html_tag tag)
{
    return tags[tag].kind;
}

const char *html_tag_name(enum html_tag tag)
{
    return tags[tag].name;
}

static enum html_tag tag_of(const char *name)
{
    int from = HTML_UNKNOWN + 1, to = HTML_TAG_COUNT;
    while (from < to) {
        int middle = (from + to) / 2, order = strcmp(name, tags[middle].name);
        if (!order)
            return (enum html_tag)middle;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return HTML_UNKNOWN;
}

static struct html_node *add(struct builder *builder, enum html_tag tag)
{
    struct html_node *node = arena_take(builder->arena, sizeof *node), *parent = builder->at;
    node->tag = tag;
    node->parent = parent;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    builder->tree->count++;
    return node;
}

static void stop(struct builder *builder, const char *why)
{
    builder->tree->cut = why;
    xmlStopParser(builder->parser);
}

static void add_attributes(struct builder *builder, struct html_node *node, const xmlChar **attributes)
{
    struct html_attribute **end = &node->attributes;
    while (*end)
        end = &(*end)->next;
    for (; attributes && *attributes; attributes += 2) {
        if (!attributes[1] || !attributes[1][0])
            continue;
        struct html_attribute *attribute = arena_take(builder->arena, sizeof *attribute);
        attribute->name = arena_copy(builder->arena, text_of((const char *)attributes[0]));
        attribute->value = arena_copy(builder->arena, text_of((const char *)attributes[1]));
        *end = attribute;
        end = &attribute->next;
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct builder *builder = context;
    if (++builder->depth > HTML_STOP)
        stop(builder, "elements are nested deeper than 1000");
    if (builder->tree->count >= HTML_MOST_NODES)
        stop(builder, "it has more than a million elements");
    if (builder->tree->cut)
        return;
    enum html_tag tag = tag_of((const char *)name);
    bool is_root = tag == HTML_HTML;
    struct html_node *node = is_root ? builder->tree->root : add(builder, tag);
    add_attributes(builder, node, attributes);
    if (builder->depth > HTML_DEEPEST)
        builder->below++;
    else
        builder->at = node;
}

static void on_end(void *context, const xmlChar *name)
{
    struct builder *builder = context;
    if (builder->depth > 0)
        builder->depth--;
    if (builder->below)
        builder->below--;
    else if (builder->at->parent)
        builder->at = builder->at->parent;
}

static void on_text(void *context, const xmlChar *bytes, int length)
{
    struct builder *builder = context;
    if (builder->tree->cut || builder->tree->count >= HTML_MOST_NODES)
        return;
    add(builder, HTML_TEXT)->text = arena_copy(builder->arena, (struct text){ (const char *)bytes, (size_t)length });
}

void html_tree_read(struct text utf8, struct arena *arena, struct html_tree *tree)
{
    const int options = HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_RECOVER;
    struct builder builder = { .arena = arena, .tree = tree };
    *tree = (struct html_tree){ .root = arena_take(arena, sizeof *tree->root) };
    tree->root->tag = HTML_HTML;
    builder.at = tree->root;
    struct text safe = html_guard(utf8, arena);
    builder.parser = htmlNewParserCtxt();
    if (!builder.parser)
        return;
    memset(builder.parser->sax, 0, sizeof *builder.parser->sax);
    builder.parser->sax->startElement = on_start;
    builder.parser->sax->endElement = on_end;
    builder.parser->sax->characters = builder.parser->sax->ignorableWhitespace = builder.parser->sax->cdataBlock = on_text;
    builder.parser->userData = &builder;
    xmlFreeDoc(htmlCtxtReadMemory(builder.parser, safe.at, (int)safe.length, NULL, "UTF-8", options));
    htmlFreeParserCtxt(builder.parser);
}

struct text html_attribute(const struct html_node *node, const char *name)
{
    for (const struct html_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
        if (text_is(attribute->name, name))
            return attribute->value;
    return TEXT("");
}

struct html_node *html_next(const struct html_node *root, const struct html_node *node)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* Bytes of a blank at `at`: ASCII ones, the no-break space, and characters that are not seen. `*is_seen`: it parts words. */
static size_t blank_length(struct text text, size_t at, bool *is_seen)
{
    unsigned char c = (unsigned char)text.at[at];
    *is_seen = true;
    if (c <= ' ')
        return 1;
    if (c != 0xc2 && c != 0xe2 && c != 0xef)
        return 0;
    struct text rest = text_slice(text, at, text.length);
    if (text_starts(rest, TEXT("\xc2\xa0")))
        return 2;
    if (text_starts(rest, TEXT("\xe2\x80\x89")) || text_starts(rest, TEXT("\xe2\x80\xaf")) ||
        text_starts(rest, TEXT("\xe2\x80\xa8")))
        return 3;
    *is_seen = false;
    if (text_starts(rest, TEXT("\xc2\xad")))
        return 2;
    return text_starts(rest, TEXT("\xe2\x80\x8b")) || text_starts(rest, TEXT("\xef\xbb\xbf")) ? 3 : 0;
}

struct text html_squeeze(struct text text, struct arena *arena)
{
    char *to = arena_take(arena, text.length + 1);
    size_t length = 0, blank;
    bool is_seen;
    for (size_t at = 0; at < text.length; at += blank) {
        if ((blank = blank_length(text, at, &is_seen)) == 0)
            to[length++] = text.at[at], blank = 1;
        else if (is_seen && length && to[length - 1] != ' ')
            to[length++] = ' ';
    }
    return text_trim((struct text){ to, length });
}

struct text html_raw_text(const struct html_node *node, struct arena *arena)
{
    struct buffer all;
    buffer_init(&all, 0);
    for (const struct html_node *at = node; at; at = html_next(node, at))
        buffer_add(&all, at->text);
    struct text text = arena_copy(arena, buffer_text(&all));
    buffer_release(&all);
    return text;
}

struct text html_text(const struct html_node *node, struct arena *arena)
{
    struct buffer all;
    buffer_init(&all, 0);
    for (const struct html_node *at = node; at && all.length < HTML_LONGEST_TEXT; at = html_next(node, at))
        if (at->tag == HTML_TEXT)
            buffer_add(&all, at->text);
        else if (html_kind_of(at->tag) != HTML_INLINE)
            buffer_add_char(&all, ' ');
    struct text text = html_squeeze(buffer_text(&all), arena);
    buffer_release(&all);
    return text;
}
