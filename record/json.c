/* Statements and attributions as JSON Lines: the record of the command line, the library and the exports alike. */
#include "record/record.h"

/* One side of the article (title or text), and how far its code points are counted. */
struct side {
    struct text text;
    struct utf8_counter *counter;
};

static struct side side_of(struct record_writer *writer, bool in_title)
{
    const struct article *article = writer->article;
    return in_title ? (struct side){ article->title, &writer->title } : (struct side){ article->text, &writer->text };
}

static void add_key(struct buffer *out, const char *key)
{
    buffer_add_string(out, ", \"");
    buffer_add_string(out, key);
    buffer_add_string(out, "\": ");
}

static void add_string(struct buffer *out, const char *key, struct text value)
{
    add_key(out, key);
    buffer_add_json_or_null(out, value);
}

static void add_points(struct buffer *out, struct side *side, struct span span)
{
    size_t from = utf8_point_of(side->counter, side->text, span.from_byte);
    size_t to = utf8_point_of(side->counter, side->text, span.to_byte);
    buffer_print(out, "[%zu, %zu]", from, to);
}

static bool is_empty(struct span span)
{
    return span.from_byte >= span.to_byte;
}

static void add_span(struct buffer *out, const char *key, struct side *side, struct span span)
{
    add_key(out, key);
    if (is_empty(span))
        buffer_add_string(out, "null");
    else
        add_points(out, side, span);
}

static void add_party(struct buffer *out, struct side *side, const struct party *party)
{
    buffer_add_string(out, "{\"text\": ");
    buffer_add_json(out, party->text);
    add_string(out, "code", party->code);
    add_span(out, "span", side, party->span);
    buffer_add_char(out, '}');
}

static void add_parties(struct buffer *out, struct side *side, const struct party_list *parties)
{
    buffer_add_char(out, '[');
    for (size_t i = 0; i < parties->count; i++) {
        if (i)
            buffer_add_string(out, ", ");
        add_party(out, side, &parties->items[i]);
    }
    buffer_add_char(out, ']');
}

static void add_speaker(struct buffer *out, struct side *side, const struct party *speaker)
{
    buffer_add_string(out, ", \"speaker\": ");
    if (speaker->text.length || speaker->code.length)
        add_party(out, side, speaker);
    else
        buffer_add_string(out, "null");
}

static void add_article(struct buffer *out, const struct article *article)
{
    buffer_add_string(out, "\"article\": {\"id\": ");
    buffer_add_json(out, article->id);
    add_string(out, "title", article->title);
    add_string(out, "publisher", article->publisher);
    add_string(out, "published", article->published);
    add_string(out, "url", article->url);
    buffer_add_char(out, '}');
}

static void add_means(struct buffer *out, uint32_t means)
{
    buffer_add_string(out, ", \"means\": [");
    for (int i = 0, any = 0; i < MEANS_COUNT; i++)
        if (means & 1u << i)
            buffer_print(out, "%s\"%s\"", any++ ? ", " : "", record_means_text(i));
    buffer_add_char(out, ']');
}

static void add_condition(struct buffer *out, struct side *side, const struct statement *statement)
{
    if (!statement->has_condition) {
        buffer_add_string(out, ", \"condition\": null");
        return;
    }
    buffer_print(out, ", \"condition\": {\"class\": \"%s\", \"text\": ", record_condition_text(statement->condition));
    buffer_add_json(out, statement->condition_text);
    add_span(out, "span", side, statement->condition_span);
    buffer_add_char(out, '}');
}

static void add_links(struct buffer *out, const struct statement *statement)
{
    buffer_add_string(out, ", \"links\": [");
    for (size_t i = 0; i < statement->links.count; i++) {
        const struct link *link = &statement->links.items[i];
        buffer_print(out, "%s{\"kind\": \"%s\", \"to\": %d}", i ? ", " : "", record_link_text(link->kind), link->to);
    }
    buffer_add_char(out, ']');
}

static void add_spans(struct buffer *out, struct side *side, const struct statement *statement, bool has_places)
{
    buffer_add_string(out, ", \"spans\": {\"sentence\": ");
    add_points(out, side, statement->sentence);
    add_span(out, "trigger", side, statement->trigger);
    add_span(out, "object", side, statement->object);
    if (has_places) {
        add_span(out, "caveat", side, statement->caveat);
        add_span(out, "when", side, statement->when);
        add_span(out, "amount", side, statement->amount);
    }
    buffer_add_char(out, '}');
}

static void add_confidence(struct buffer *out, int thousandths)
{
    buffer_print(out, ", \"confidence\": %d.%03d", thousandths / 1000, thousandths % 1000);
}

void record_writer_statement(struct record_writer *writer, const struct statement *statement, struct buffer *out)
{
    struct side side = side_of(writer, statement->in_title);
    const char *event = record_event_text(statement->act);
    buffer_print(out, "{\"id\": \"%s\", ", statement->id);
    add_article(out, writer->article);
    buffer_print(out, ", \"n\": %d, \"in_title\": %s", statement->n, statement->in_title ? "true" : "false");
    add_string(out, "sentence", statement->sentence_text);
    add_string(out, "trigger", statement->trigger_text);
    add_string(out, "act", text_of(record_act_text(statement->act)));
    add_string(out, "event", text_of(event));
    buffer_add_string(out, ", \"actors\": ");
    add_parties(out, &side, &statement->actors);
    buffer_add_string(out, ", \"recipients\": ");
    add_parties(out, &side, &statement->recipients);
    add_string(out, "object", statement->object_text);
    add_means(out, statement->means);
    add_condition(out, &side, statement);
    add_string(out, "caveat", statement->caveat_text);
    add_string(out, "when", statement->when_text);
    add_string(out, "amount", statement->amount_text);
    add_speaker(out, &side, &statement->speaker);
    add_string(out, "status", text_of(record_status_text(statement->status)));
    add_links(out, statement);
    add_spans(out, &side, statement, writer->has_places);
    add_confidence(out, statement->confidence);
    add_string(out, "reader", text_of(writer->reader));
    buffer_add_string(out, "}\n");
}

void record_write_statement(const struct article *article, const struct statement *statement, const char *reader,
                            struct buffer *out)
{
    struct record_writer writer = { .article = article, .reader = reader };
    record_writer_statement(&writer, statement, out);
}

void record_write_parties(const struct article *article, bool in_title, const struct party_list *parties, struct buffer *out)
{
    struct record_writer writer = { .article = article };
    struct side side = side_of(&writer, in_title);
    add_parties(out, &side, parties);
}

/* The pieces of a part as spans, or as their words where `is_words`. */
static void add_pieces(struct buffer *out, const char *key, struct side *side, const struct span *items, size_t count,
                       bool is_words)
{
    add_key(out, key);
    if (!count) {
        buffer_add_string(out, "null");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(out, i ? ", " : "[");
        if (is_words)
            buffer_add_json(out, text_slice(side->text, items[i].from_byte, items[i].to_byte));
        else
            add_points(out, side, items[i]);
    }
    buffer_add_char(out, ']');
}

void record_writer_quote(struct record_writer *writer, const struct quote *quote, struct buffer *out)
{
    struct side side = side_of(writer, quote->in_title);
    buffer_add_char(out, '{');
    add_article(out, writer->article);
    buffer_print(out, ", \"in_title\": %s, \"direct\": %s", quote->in_title ? "true" : "false", quote->direct ? "true" : "false");
    add_pieces(out, "source", &side, quote->source.items, quote->source.count, false);
    add_pieces(out, "cue", &side, quote->cue.items, quote->cue.count, false);
    add_pieces(out, "content", &side, quote->content.items, quote->content.count, false);
    add_pieces(out, "source_text", &side, quote->source.items, quote->source.count, true);
    add_pieces(out, "cue_text", &side, quote->cue.items, quote->cue.count, true);
    add_pieces(out, "content_text", &side, quote->content.items, quote->content.count, true);
    add_speaker(out, &side, &quote->speaker);
    buffer_add_string(out, "}\n");
}
