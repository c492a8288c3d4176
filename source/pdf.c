/* A PDF press release becomes an article: blocks in the order of reading, without what stands at the head and foot of each page. */
#include "source/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "source/html.h"
#include "source/inner.h"
#include "source/xml.h"

enum {
    MARGIN = 10,        /* hundredths of a page's height in which heads and feet stand */
    LONGEST_TITLE = 300,/* bytes */
    LEAST_WORDS = 2,
    LARGER = 115,       /* hundredths: a title's height against that of most lines */
    DATED_WITHIN = 1500,/* bytes of the text in which the day of a release is looked for */
};

struct block {
    struct text text;
    int page;           /* from 0 */
    int height;         /* of a line, thousandths of a point */
    bool in_margin, is_dropped;
};

struct layout {
    struct block *items;
    size_t count, room;
};

static double number_of(xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, BAD_CAST name);
    double number = value ? strtod((const char *)value, NULL) : 0;
    xmlFree(value);
    return number;
}

/* "secur-" and "ity" at a line's end and the next one's beginning are one word. */
static void add_line(struct buffer *out, struct text line)
{
    bool is_lower = line.length && line.at[0] >= 'a' && line.at[0] <= 'z';
    bool is_cut = is_lower && out->length > 2 && out->at[out->length - 1] == '-' && out->at[out->length - 2] >= 'a' &&
        out->at[out->length - 2] <= 'z';
    if (is_cut)
        out->at[--out->length] = '\0';
    else if (out->length)
        buffer_add_char(out, ' ');
    buffer_add(out, line);
}

static struct text line_of(xmlNode *line, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, 0);
    for (xmlNode *word = xml_element(line->children); word; word = xml_element(word->next)) {
        buffer_add_string(&out, out.length ? " " : "");
        buffer_add(&out, text_trim(xml_text(word, arena)));
    }
    struct text text = arena_copy(arena, text_trim(buffer_text(&out)));
    buffer_release(&out);
    return text;
}

static void take_block(struct layout *layout, xmlNode *node, int page, double page_height, struct arena *arena)
{
    struct buffer out;
    struct block block = { .page = page };
    double top = number_of(node, "yMin"), foot = number_of(node, "yMax");
    buffer_init(&out, 0);
    for (xmlNode *line = xml_element(node->children); line; line = xml_element(line->next)) {
        int height = (int)(1000 * (number_of(line, "yMax") - number_of(line, "yMin")));
        block.height = height > block.height ? height : block.height;
        add_line(&out, line_of(line, arena));
    }
    block.text = arena_copy(arena, text_trim(buffer_text(&out)));
    block.in_margin = foot * 100 < MARGIN * page_height || top * 100 > (100 - MARGIN) * page_height;
    buffer_release(&out);
    if (block.text.length)
        ARENA_PUSH(arena, layout, block);
}

static xmlNode *child_named(xmlNode *node, const char *name)
{
    for (xmlNode *child = node ? xml_element(node->children) : NULL; child; child = xml_element(child->next))
        if (text_is(xml_name(child), name))
            return child;
    return NULL;
}

static void take_pages(xmlNode *pages, struct arena *arena, struct layout *layout)
{
    int number = 0;
    for (xmlNode *page = pages ? xml_element(pages->children) : NULL; page; page = xml_element(page->next), number++)
        for (xmlNode *flow = xml_element(page->children); flow; flow = xml_element(flow->next))
            for (xmlNode *block = xml_element(flow->children); block; block = xml_element(block->next))
                take_block(layout, block, number, number_of(page, "height"), arena);
}

/* Letters are the same, whatever the numbers: "Page 2 of 5". */
static bool same_letters(struct text a, struct text b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.length && (a.at[i] <= '9' && a.at[i] >= 0))
            i++;
        while (j < b.length && (b.at[j] <= '9' && b.at[j] >= 0))
            j++;
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.at[i++] != b.at[j++])
            return false;
    }
}

/* Numbers of pages, and what stands again in the margin of another page, are no text. */
static void drop_margins(struct layout *layout)
{
    for (size_t i = 0; i < layout->count; i++) {
        struct block *block = &layout->items[i];
        block->is_dropped |= block->in_margin && same_letters(block->text, TEXT(""));
        for (size_t j = i + 1; block->in_margin && j < layout->count && layout->items[j].page <= block->page + 2; j++)
            if (layout->items[j].in_margin && layout->items[j].page > block->page &&
                same_letters(block->text, layout->items[j].text))
                block->is_dropped = layout->items[j].is_dropped = true;
    }
}

static int by_height(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

static int usual_height(const struct layout *layout, struct arena *arena)
{
    int *heights = arena_take(arena, layout->count * sizeof *heights + 1);
    for (size_t i = 0; i < layout->count; i++)
        heights[i] = layout->items[i].height;
    if (layout->count)
        qsort(heights, layout->count, sizeof *heights, by_height);
    return layout->count ? heights[layout->count / 2] : 0;
}

static bool has_words(struct text text)
{
    int words = 1;
    for (size_t i = 0; i < text.length; i++)
        words += text.at[i] == ' ';
    return words >= LEAST_WORDS;
}

/* The title is set larger than the rest, on the first page; else it is what comes first, if that is short. */
static struct block *title_of(struct layout *layout, struct arena *arena)
{
    int usual = usual_height(layout, arena);
    struct block *best = NULL, *first = NULL;
    for (size_t i = 0; i < layout->count && layout->items[i].page == 0; i++) {
        struct block *block = &layout->items[i];
        if (block->is_dropped || block->text.length > LONGEST_TITLE || !has_words(block->text))
            continue;
        first = first ? first : block;
        if (!best || block->height > best->height)
            best = block;
    }
    return best && (long long)best->height * 100 > (long long)usual * LARGER ? best : first;
}

static bool ends_sentence(struct text text)
{
    return text.length && strchr(".!?:;\"", text.at[text.length - 1]);
}

/* A paragraph may go on in the next column or on the next page. */
static struct text join(const struct layout *layout, const struct block *title, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, 0);
    for (size_t i = 0; i < layout->count; i++) {
        const struct block *block = &layout->items[i];
        if (block->is_dropped || block == title)
            continue;
        bool goes_on = out.length && !ends_sentence(buffer_text(&out)) && block->text.at[0] >= 'a' && block->text.at[0] <= 'z';
        buffer_add_string(&out, goes_on ? " " : out.length ? "\n\n" : "");
        buffer_add(&out, block->text);
    }
    struct text text = arena_copy(arena, buffer_text(&out));
    buffer_release(&out);
    return text;
}

/* "D:20260305093000+01'00'" is when the file was made. */
static struct text made_on(xmlNode *head, struct arena *arena)
{
    for (xmlNode *node = head ? xml_element(head->children) : NULL; node; node = xml_element(node->next)) {
        struct text name = xml_attribute(node, "name", arena), value = xml_attribute(node, "content", arena);
        if (text_is(name, "CreationDate") && text_starts(value, TEXT("D:")) && value.length >= 10)
            return html_day(arena_print(arena, "%.4s-%.2s-%.2s", value.at + 2, value.at + 6, value.at + 8), arena);
        if (text_is(name, "CreationDate"))
            return html_day(value, arena);
    }
    return TEXT("");
}

static bool take(xmlDoc *document, const struct source_bytes *given, struct arena *arena, struct source_article *article,
                 struct error *err)
{
    struct layout layout = { 0 };
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL, *body = child_named(root, "body");
    take_pages(child_named(body, "doc"), arena, &layout);
    drop_margins(&layout);
    const struct block *title = title_of(&layout, arena);
    article->article.title = title ? title->text : TEXT("");
    article->article.text = join(&layout, title, arena);
    article->article.url = given->url;
    article->article.published = html_day(text_slice(article->article.text, 0, DATED_WITHIN), arena);
    if (!article->article.published.length)
        article->article.published = made_on(child_named(root, "head"), arena);
    return article->article.text.length ||
           error_at(err, ERROR_INPUT, given->name, 0, 0,
                    "this PDF has no text, perhaps only pictures of it; read it with a program for recognising text first");
}

bool source_take_pdf(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    struct buffer out;
    bool is_whole;
    buffer_init(&out, PDF_LARGEST);
    bool good = pdf_layout(given->bytes, given->name, &out, err);
    xmlDoc *document = good ? xml_parse(utf8_repair(buffer_text(&out), arena), &is_whole) : NULL;
    good = good && take(document, given, arena, article, err);
    xmlFreeDoc(document);
    buffer_release(&out);
    return good;
}
