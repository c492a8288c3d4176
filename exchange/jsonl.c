/* Statements and commitments as this program prints them, a line each. */
#include "exchange/inner.h"

struct lines_out {
    struct exchange *exchange;
    struct buffer out;
    struct record_writer writer; /* of the article that it was last used for */
    long long article;
};

/* The article as `troth add` and `troth import` take it, before its statements. */
static void add_article(const struct article *article, struct buffer *out)
{
    buffer_add_char(out, '{');
    json_member(out, "id", article->id);
    json_member(out, "title", article->title);
    json_member(out, "publisher", article->publisher);
    json_member(out, "published", article->published);
    json_member(out, "url", article->url);
    json_member(out, "text", article->text);
    buffer_add_string(out, "}\n");
}

/* Statements of one article follow each other: the writer remembers how far it has counted its text. */
static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct lines_out *lines = context;
    if (lines->article != row->number) {
        lines->writer = (struct record_writer){ 0 };
        if (lines->exchange->has_text)
            add_article(&row->article, &lines->out);
    }
    lines->article = row->number;
    lines->writer.article = &row->article;
    lines->writer.reader = row->reader.at;
    record_writer_statement(&lines->writer, &row->statement, &lines->out);
    ledger_write_reviewed(row, &lines->out);
    lines->exchange->rows++;
    return run_flush(lines->exchange, &lines->out, err);
}

static bool add_commitment(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct lines_out *lines = context;
    ledger_write_commitment(row, &lines->out);
    buffer_add_char(&lines->out, '\n');
    lines->exchange->rows++;
    return run_flush(lines->exchange, &lines->out, err);
}

bool jsonl_run(struct exchange *exchange, struct error *err)
{
    struct lines_out lines = { .exchange = exchange };
    buffer_init(&lines.out, 0);
    bool good = exchange->is_commitments ? ledger_commitments(exchange->ledger, exchange->filter, add_commitment, &lines, err)
                                         : ledger_statements(exchange->ledger, exchange->filter, add_statement, &lines, err);
    buffer_release(&lines.out);
    return good;
}
