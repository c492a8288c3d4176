/* Statements and commitments as tables (RFC 4180). trackers/troth.map takes the statements back. */
#include "exchange/inner.h"

struct table_out {
    struct exchange *exchange;
    struct buffer out;
    struct arena arena; /* for one row */
    struct utf8_counter title, text; /* of the article that the row before belonged to */
    long long article;
};

static const char *const statement_columns[] = {
    "id", "article", "n", "published", "act", "event", "status", "actor_codes", "recipient_codes", "means", "object",
    "condition_class", "condition", "caveat", "when", "amount", "speaker_code", "confidence", "sentence", "trigger", "title",
    "publisher", "url", "actors", "recipients", "speaker", "links", "in_title", "spans", "reader", "text",
};
enum { STATEMENT_COLUMNS = sizeof statement_columns / sizeof *statement_columns };

static const char *const commitment_columns[] = {
    "id", "actor_code", "actor", "means", "recipient_code", "recipient", "state", "disputed", "revised", "object",
    "condition_class", "condition", "caveat", "when", "amount", "first_said", "last_said", "statements", "articles", "sources",
    "speaker", "sentence", "publisher", "statement",
};
enum { COMMITMENT_COLUMNS = sizeof commitment_columns / sizeof *commitment_columns };

/* The row as it is filled: what stands in lists is made in `made`. */
struct filling {
    struct table_out *table;
    const struct ledger_statement *row;
    struct buffer made;
};

static struct text take_made(struct filling *filling)
{
    struct text text = arena_copy(&filling->table->arena, buffer_text(&filling->made));
    buffer_reset(&filling->made);
    return text;
}

static void add_span(struct filling *filling, struct span span)
{
    bool in_title = filling->row->statement.in_title;
    struct utf8_counter *counter = in_title ? &filling->table->title : &filling->table->text;
    struct text side = in_title ? filling->row->article.title : filling->row->article.text;
    size_t from = utf8_point_of(counter, side, span.from_byte);
    buffer_print(&filling->made, "%zu-%zu", from, utf8_point_of(counter, side, span.to_byte));
}

/* "France | FRA | 0-6; Spain | ESP | 11-16" */
static void add_party(struct filling *filling, const struct party *party)
{
    buffer_add_string(&filling->made, filling->made.length ? "; " : "");
    lists_add(party->text, &filling->made);
    buffer_add_string(&filling->made, " | ");
    lists_add(party->code, &filling->made);
    if (party->span.from_byte >= party->span.to_byte)
        return;
    buffer_add_string(&filling->made, " | ");
    add_span(filling, party->span);
}

static struct text parties_of(struct filling *filling, const struct party_list *parties)
{
    for (size_t i = 0; i < parties->count; i++)
        add_party(filling, &parties->items[i]);
    return take_made(filling);
}

static struct text speaker_of(struct filling *filling, const struct party *speaker)
{
    if (speaker->text.length || speaker->code.length)
        add_party(filling, speaker);
    return take_made(filling);
}

static struct text links_of(struct filling *filling)
{
    const struct statement *statement = &filling->row->statement;
    for (size_t i = 0; i < statement->links.count; i++)
        buffer_print(&filling->made, "%s%s %d", i ? "; " : "", record_link_text(statement->links.items[i].kind),
                     statement->links.items[i].to);
    return take_made(filling);
}

static struct text spans_of(struct filling *filling)
{
    const struct statement *s = &filling->row->statement;
    const struct { const char *name; struct span span; } spans[] = {
        { "sentence", s->sentence }, { "trigger", s->trigger }, { "object", s->object }, { "condition", s->condition_span },
        { "caveat", s->caveat },     { "when", s->when },       { "amount", s->amount },
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (spans[i].span.from_byte >= spans[i].span.to_byte)
            continue;
        buffer_print(&filling->made, "%s%s ", filling->made.length ? "; " : "", spans[i].name);
        add_span(filling, spans[i].span);
    }
    return take_made(filling);
}

static struct text number_of(struct filling *filling, const char *form, int whole, int rest)
{
    return arena_print(&filling->table->arena, form[0] == 'n' ? "%d" : "%d.%03d", whole, rest);
}

static void fill(struct filling *filling, struct text fields[STATEMENT_COLUMNS], bool is_first)
{
    const struct statement *s = &filling->row->statement;
    const struct article *a = &filling->row->article;
    const struct text made[STATEMENT_COLUMNS] = {
        text_of(s->id), a->id, number_of(filling, "n", s->n, 0), a->published, text_of(record_act_text(s->act)),
        text_of(record_event_text(s->act)), text_of(record_status_text(s->status)),
        record_party_list(&s->actors, ";", &filling->table->arena),
        record_party_list(&s->recipients, ";", &filling->table->arena), record_means_list(s->means, ";", &filling->table->arena),
        s->object_text,
        s->has_condition ? text_of(record_condition_text(s->condition)) : TEXT(""), s->condition_text, s->caveat_text, s->when_text,
        s->amount_text, s->speaker.code, number_of(filling, "confidence", s->confidence / 1000, s->confidence % 1000),
        s->sentence_text,
        s->trigger_text, a->title, a->publisher, a->url, parties_of(filling, &s->actors), parties_of(filling, &s->recipients),
        speaker_of(filling, &s->speaker), links_of(filling), text_of(s->in_title ? "true" : "false"), spans_of(filling),
        filling->row->reader, is_first ? a->text : TEXT(""),
    };
    memcpy(fields, made, sizeof made);
}

static void write_statement(struct table_out *table, const struct ledger_statement *row, bool has_text)
{
    struct filling filling = { .table = table, .row = row };
    struct text fields[STATEMENT_COLUMNS];
    bool is_first = table->article != row->number;
    if (is_first)
        table->title = table->text = (struct utf8_counter){ 0, 0 };
    table->article = row->number;
    buffer_init(&filling.made, 0);
    fill(&filling, fields, is_first);
    buffer_add_csv_row(&table->out, fields, STATEMENT_COLUMNS - !has_text, "\r\n");
    buffer_release(&filling.made);
    arena_reset(&table->arena);
}

static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct table_out *table = context;
    write_statement(table, row, table->exchange->has_text);
    table->exchange->rows++;
    return run_flush(table->exchange, &table->out, err);
}

static void add_head(struct buffer *out, const char *const *names, size_t count, const char *line_end)
{
    struct text fields[STATEMENT_COLUMNS];
    for (size_t i = 0; i < count; i++)
        fields[i] = text_of(names[i]);
    buffer_add_csv_row(out, fields, count, line_end);
}

void exchange_add_statement_head(struct buffer *out)
{
    add_head(out, statement_columns, STATEMENT_COLUMNS - 1, "\r\n");
}

void exchange_add_statement(const struct ledger_statement *row, struct buffer *out)
{
    struct table_out table = { .article = -1 };
    buffer_init(&table.out, 0);
    write_statement(&table, row, false);
    buffer_add(out, buffer_text(&table.out));
    buffer_release(&table.out);
    arena_release(&table.arena);
}

void exchange_add_commitment_head(const char *line_end, struct buffer *out)
{
    add_head(out, commitment_columns, COMMITMENT_COLUMNS, line_end);
}

void exchange_add_commitment(const struct ledger_commitment *row, const char *line_end, struct buffer *out)
{
    struct arena arena = { 0 };
    const struct text fields[COMMITMENT_COLUMNS] = {
        row->id, row->actor_code, row->actor, row->means, row->recipient_code, row->recipient, row->state,
        text_of(row->is_disputed ? "true" : "false"), text_of(row->is_revised ? "true" : "false"), row->object,
        row->condition_class, row->condition, row->caveat, row->when, row->amount, row->first_said, row->last_said,
        arena_print(&arena, "%d", row->statements), arena_print(&arena, "%d", row->articles),
        arena_print(&arena, "%d", row->sources), row->speaker, row->sentence, row->publisher, row->statement,
    };
    buffer_add_csv_row(out, fields, COMMITMENT_COLUMNS, line_end);
    arena_release(&arena);
}

static bool add_commitment(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct table_out *table = context;
    exchange_add_commitment(row, "\r\n", &table->out);
    table->exchange->rows++;
    return run_flush(table->exchange, &table->out, err);
}

bool csv_run(struct exchange *exchange, struct error *err)
{
    struct table_out table = { .exchange = exchange };
    buffer_init(&table.out, 0);
    if (exchange->is_commitments)
        exchange_add_commitment_head("\r\n", &table.out);
    else
        add_head(&table.out, statement_columns, STATEMENT_COLUMNS - !exchange->has_text, "\r\n");
    bool good = run_flush(exchange, &table.out, err) &&
                (exchange->is_commitments ? ledger_commitments(exchange->ledger, exchange->filter, add_commitment, &table, err)
                                          : ledger_statements(exchange->ledger, exchange->filter, add_statement, &table, err));
    buffer_release(&table.out);
    arena_release(&table.arena);
    return good;
}
