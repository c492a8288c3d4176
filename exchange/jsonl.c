/* Statements and commitments as this program prints them, a line each. */
#include "exchange/inner.h"

struct lines_out {
    struct exchange *exchange;
    struct buffer out;
    struct record_writer writer; /* of the article that it was last used for */
    long long article;
    struct outgoing *found;           /* where everything goes out that another ledger needs; else NULL */
    struct outgoing_reports *reports; /* the same, where no filter leaves anything out */
};

void jsonl_add_article(const struct article *article, const char *more, struct buffer *out)
{
    buffer_add_char(out, '{');
    buffer_add_string(out, more ? more : "");
    json_member(out, "id", article->id);
    json_member(out, "title", article->title);
    json_member(out, "publisher", article->publisher);
    json_member(out, "published", article->published);
    json_member(out, "url", article->url);
    json_member(out, "text", article->text);
    buffer_add_string(out, "}\n");
}

void jsonl_add_statement(struct record_writer *writer, const struct statement *statement, struct text evidence, struct buffer *out)
{
    record_writer_statement(writer, statement, out);
    if (!evidence.length)
        return;
    out->length -= 2; /* the end of the object and of the line */
    buffer_add_string(out, ", \"evidence\": ");
    buffer_add(out, evidence);
    buffer_add_string(out, "}\n");
}

/* "as_read": the reader's own record where reviewers corrected it, which is what another ledger takes. */
static void add_machine(struct lines_out *lines, const struct ledger_statement *row)
{
    lines->out.length -= 2; /* the end of the object and of the line */
    buffer_add_string(&lines->out, ", \"as_read\": ");
    record_writer_statement(&lines->writer, row->machine, &lines->out);
    lines->out.length--;
    buffer_add_string(&lines->out, "}\n");
}

static bool begin_report(struct lines_out *lines, const struct ledger_statement *row, struct error *err)
{
    lines->writer = (struct record_writer){ .has_places = lines->found };
    if (lines->reports && !reports_before(lines->reports, row->number, &row->article, &lines->out, err))
        return false;
    if (lines->found && (!found_write(lines->found, row->number, &lines->out, err) ||
                         !found_write_first(lines->found, row->number, &lines->out, err)))
        return false;
    if (lines->exchange->has_text)
        jsonl_add_article(&row->article, NULL, &lines->out);
    return true;
}

/* Statements of one article follow each other: the writer remembers how far it has counted its text. */
static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct lines_out *lines = context;
    if (lines->article != row->number && !begin_report(lines, row, err))
        return false;
    lines->article = row->number;
    lines->writer.article = &row->article;
    lines->writer.reader = row->reader.at;
    jsonl_add_statement(&lines->writer, &row->statement, lines->found ? row->evidence : TEXT(""), &lines->out);
    ledger_write_reviewed(row, &lines->out);
    if (lines->found)
        found_note(lines->found, row);
    if (lines->found && row->machine)
        add_machine(lines, row);
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
    struct ledger_filter filter = *exchange->filter;
    bool is_all = exchange->has_text && !exchange->is_commitments;
    filter.has_rejected = is_all;
    if (is_all && !(lines.found = found_begin(exchange, err)))
        return false;
    buffer_init(&lines.out, 0);
    bool is_whole = is_all && found_is_whole(lines.found);
    bool good = !is_whole || (lines.reports = reports_begin(exchange, lines.found, err));
    good = good && (exchange->is_commitments ? ledger_commitments(exchange->ledger, exchange->filter, add_commitment, &lines, err)
                                             : ledger_statements(exchange->ledger, &filter, add_statement, &lines, err));
    if (good && is_whole)
        good = reports_before(lines.reports, 0, NULL, &lines.out, err);
    if (good && is_all)
        good = found_write(lines.found, 0, &lines.out, err) && run_flush(exchange, &lines.out, err);
    reports_end(lines.reports);
    found_end(lines.found);
    buffer_release(&lines.out);
    return good;
}
