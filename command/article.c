/* `troth article`: the article as it was understood, and what was dropped and why. */
#include "command/command.h"

enum { LABEL = 12 }; /* columns of a field's name */

static const char *const line_reason = "a credit, notice or link, or the title again (source/furniture.def)";

struct field {
    const char *name;
    struct text value;
};
enum { FIELDS = 7 };

static void list_fields(const struct source_article *source, struct field fields[FIELDS])
{
    const struct article *article = &source->article;
    const struct field list[FIELDS] = {
        { "id", article->id },
        { "title", article->title },
        { "publisher", article->publisher },
        { "published", article->published },
        { "author", source->author },
        { "language", source->language },
        { "url", article->url },
    };
    memcpy(fields, list, sizeof list);
}

static void add_wrapped(struct buffer *out, const char *mark, struct text text)
{
    int indent = (int)strlen(mark), column = indent;
    buffer_add_string(out, mark);
    output_wrap(out, text, indent, output_width(), &column);
    buffer_add_char(out, '\n');
}

/* -- what is dropped -- */

/* Tells of a dropped piece; `context` is what list_pieces was given. */
typedef void tell(void *context, struct text piece, const char *why);

/* Lines of a part of the article's text that are not read, and, where `keep` is given, those that are. */
static void list_lines(const struct source_article *source, size_t from, size_t to, tell *drop, tell *keep, void *context)
{
    struct text rest = text_slice(source->article.text, from, to);
    while (rest.length) {
        struct text line = text_cut(&rest, '\n');
        size_t at = (size_t)(line.at - source->article.text.at);
        bool is_read = text_trim(text_slice(source->text, at, at + line.length)).length;
        if (!text_trim(line).length)
            continue;
        if (!is_read)
            drop(context, text_trim(line), line_reason);
        else if (keep)
            keep(context, text_trim(line), NULL);
    }
}

/* Of a page its parts in their order, the kept ones line by line; of anything else the lines. */
static void list_pieces(const struct source_article *source, tell *drop, tell *keep, void *context)
{
    size_t at = 0;
    if (!source->parts.count)
        list_lines(source, 0, source->article.text.length, drop, keep, context);
    for (size_t i = 0; i < source->parts.count; i++) {
        const struct source_part *part = &source->parts.items[i];
        if (part->dropped) {
            drop(context, part->text, part->dropped);
            continue;
        }
        list_lines(source, at, at + part->text.length, drop, keep, context);
        at += part->text.length + 2;
    }
}

/* -- for people -- */

static void print_kept(void *context, struct text piece, const char *why)
{
    struct buffer *out = context;
    buffer_add_char(out, '\n');
    add_wrapped(out, "", piece);
}

static void print_dropped(void *context, struct text piece, const char *why)
{
    struct buffer *out = context;
    buffer_add_char(out, '\n');
    add_wrapped(out, "  - ", piece);
    add_wrapped(out, "    dropped: ", text_of(why));
}

static void pass_over(void *context, struct text piece, const char *why)
{
}

static void print_page(const struct source_article *source, bool explain, struct buffer *out)
{
    struct field fields[FIELDS];
    list_fields(source, fields);
    for (int i = 0; i < FIELDS; i++) {
        int column = LABEL;
        if (!fields[i].value.length)
            continue;
        output_cell(out, text_of(fields[i].name), LABEL);
        output_wrap(out, fields[i].value, LABEL, output_width(), &column);
        buffer_add_char(out, '\n');
    }
    list_pieces(source, explain ? print_dropped : pass_over, print_kept, out);
}

/* -- for programs -- */

static void add_dropped(void *context, struct text piece, const char *why)
{
    struct buffer *out = context;
    buffer_add_string(out, text_ends(buffer_text(out), TEXT("[")) ? "{\"text\": " : ", {\"text\": ");
    buffer_add_json(out, piece);
    buffer_add_string(out, ", \"why\": ");
    buffer_add_json(out, text_of(why));
    buffer_add_char(out, '}');
}

/* The fields that `troth read` takes, in a line. */
static void print_line(const struct source_article *source, bool explain, struct buffer *out)
{
    struct field fields[FIELDS];
    list_fields(source, fields);
    buffer_add_char(out, '{');
    for (int i = 0; i < FIELDS; i++) {
        if (!fields[i].value.length)
            continue;
        buffer_print(out, "\"%s\": ", fields[i].name);
        buffer_add_json(out, fields[i].value);
        buffer_add_string(out, ", ");
    }
    buffer_add_string(out, "\"text\": ");
    buffer_add_json(out, source->article.text);
    if (explain) {
        buffer_add_string(out, ", \"dropped\": [");
        list_pieces(source, add_dropped, NULL, out);
        buffer_add_char(out, ']');
    }
    buffer_add_string(out, "}\n");
}

static bool print_article(const struct options *options, const struct source_article *source, bool is_first)
{
    struct buffer out;
    bool explain = options->value[OPTION_EXPLAIN] != NULL;
    buffer_init(&out, 0);
    if (source->warning.length)
        output_complain(source->warning.at);
    if (source->aside.length)
        output_complain(source->aside.at);
    if (options->value[OPTION_JSONL]) {
        print_line(source, explain, &out);
    } else {
        buffer_add_string(&out, is_first ? "" : "\n\n");
        print_page(source, explain, &out);
    }
    bool good = output_write(buffer_text(&out));
    buffer_release(&out);
    return good;
}

/* All articles of one input. Returns the exit status; what is no article is told, and the next one taken. */
static int print_articles(const struct options *options, struct source *source, bool *is_first)
{
    struct arena arena = { 0 };
    struct source_article article;
    int got, status = 0;
    for (struct error err = { 0 }; (got = source_next(source, &arena, &article, &err)) != 0;
         arena_reset(&arena), err = (struct error){ 0 }) {
        if (got < 0) {
            output_refuse(&err);
            status = 3;
        } else if (!print_article(options, &article, *is_first)) {
            break;
        } else {
            *is_first = false;
        }
    }
    arena_release(&arena);
    return status;
}

int command_article(const struct options *options, struct error *err)
{
    int status = 0;
    bool is_first = true;
    for (int i = 0; i < pipeline_input_count(options); i++) {
        struct error why = { 0 };
        struct source *source = pipeline_input(options, i, &why);
        if (!source)
            output_refuse(&why);
        int one = source ? print_articles(options, source, &is_first) : 3;
        status = one ? one : status;
        source_close(source);
    }
    int end = output_finish(err);
    return status ? status : end;
}
