/* troth list: the statements of a ledger. */
#include "command/command.h"
#include "command/query.h"
#include "command/table.h"

struct listing {
    struct query query;
    struct table table;
    struct arena arena; /* for one row */
    struct buffer out;
    struct record_writer writer; /* of the article that it was last used for */
    long long article, count;
};

static struct text join_names(struct listing *listing, const struct party_list *parties)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < parties->count; i++) {
        struct text name = query_name(&listing->query, parties->items[i].code, parties->items[i].text);
        all = arena_print(&listing->arena, "%s%s%.*s", all.at, i ? ", " : "", (int)name.length, name.at);
    }
    return all;
}

static struct text condition_class(const struct statement *statement)
{
    return statement->has_condition ? text_of(record_condition_text(statement->condition)) : TEXT("");
}

static void add_csv(struct listing *listing, const struct ledger_statement *row)
{
    const struct statement *s = &row->statement;
    const struct article *a = &row->article;
    const struct text fields[] = {
        text_of(s->id), a->published, text_of(record_act_text(s->act)), text_of(record_status_text(s->status)),
        record_party_list(&s->actors, ";", &listing->arena), record_party_list(&s->recipients, ";", &listing->arena),
        record_means_list(s->means, ";", &listing->arena),
        s->object_text,         condition_class(s), s->condition_text, s->caveat_text, s->when_text, s->amount_text,
        s->speaker.text, s->speaker.code,
        arena_print(&listing->arena, "%d.%03d", s->confidence / 1000, s->confidence % 1000), s->sentence_text, a->title,
        a->publisher, a->url, a->id,
    };
    buffer_add_csv_row(&listing->out, fields, sizeof fields / sizeof *fields, "\n");
}

/* "pledge", or "pledge, possible". */
static struct text act_of(struct listing *listing, const struct statement *statement)
{
    const char *act = record_act_text(statement->act);
    if (statement->status == STATUS_ACTUAL)
        return text_of(act);
    return arena_print(&listing->arena, "%s\n(%s)", act, record_status_text(statement->status));
}

static void add_row(struct listing *listing, const struct ledger_statement *row)
{
    const struct statement *s = &row->statement;
    struct text what = s->object_text.length ? s->object_text : s->trigger_text;
    if (s->condition_text.length)
        what = arena_print(&listing->arena, "%.*s\n– %.*s", (int)what.length, what.at, (int)s->condition_text.length,
                           s->condition_text.at);
    const struct cell cells[] = {
        { .text = text_slice(row->article.published, 0, 10), .colour = COLOUR_DIM },
        { .text = act_of(listing, s), .colour = COLOUR_BOLD },
        { .text = join_names(listing, &s->actors) },
        { .text = join_names(listing, &s->recipients) },
        { .text = what },
        { .text = query_short(text_of(s->id)), .colour = COLOUR_DIM },
    };
    table_add(&listing->table, cells, &listing->out);
}

static void add_head(struct listing *listing)
{
    static const char header[] = "id,published,act,status,actors,recipients,means,object,condition_class,condition,caveat,when,"
                                 "amount,speaker,speaker_code,confidence,sentence,title,publisher,url,article\n";
    static const char *const titles[] = { "DAY", "ACT", "ACTOR", "TO", "WHAT", "ID" };
    struct cell cells[6];
    for (int i = 0; i < 6; i++)
        cells[i] = (struct cell){ .text = text_of(titles[i]), .colour = COLOUR_DIM };
    if (listing->query.form == FORM_CSV)
        buffer_add_string(&listing->out, header);
    else if (listing->query.form == FORM_TABLE)
        table_add(&listing->table, cells, &listing->out);
}

/* Statements of one article follow each other: the writer remembers how far it has counted its text. */
static void add_json(struct listing *listing, const struct ledger_statement *row)
{
    if (listing->article != row->number)
        listing->writer = (struct record_writer){ 0 };
    listing->article = row->number;
    listing->writer.article = &row->article;
    listing->writer.reader = row->reader.at;
    record_writer_statement(&listing->writer, &row->statement, &listing->out);
    ledger_write_reviewed(row, &listing->out);
}

static bool add(void *context, const struct ledger_statement *row, struct error *err)
{
    struct listing *listing = context;
    if (!listing->count++)
        add_head(listing);
    if (listing->query.form == FORM_CSV)
        add_csv(listing, row);
    else if (listing->query.form == FORM_JSONL)
        add_json(listing, row);
    else
        add_row(listing, row);
    arena_reset(&listing->arena);
    bool goes_on = output_write(buffer_text(&listing->out));
    buffer_reset(&listing->out);
    return goes_on;
}

/* An empty answer as data still has its header. */
static void add_foot(struct listing *listing)
{
    if (listing->query.form == FORM_TABLE && listing->count)
        buffer_print(&listing->out, "\n%lld statement%s\n", listing->count, listing->count == 1 ? "" : "s");
    else if (listing->query.form == FORM_TABLE)
        buffer_add_string(&listing->out, "nothing in the ledger fits\n");
    else if (!listing->count)
        add_head(listing);
}

/* Day, act and id have their width; actor, recipient and thing share the rest. */
static void lay_out(struct listing *listing)
{
    int rest = (listing->query.width < 80 ? 80 : listing->query.width) - 10 - 11 - 8 - 5 * 2;
    int actor = rest * 27 / 100, recipient = rest * 21 / 100;
    listing->table = (struct table){ &listing->query, 0, { 10, 11, actor, recipient, rest - actor - recipient, 8 }, 6 };
}

int command_list(const struct options *options, struct error *err)
{
    struct listing listing = { 0 };
    if (!query_open(&listing.query, options, err))
        return error_status(err->code);
    buffer_init(&listing.out, 0);
    lay_out(&listing);
    bool good = ledger_statements(listing.query.ledger, &listing.query.filter, add, &listing, err) || err->code == ERROR_NONE;
    if (good)
        add_foot(&listing);
    output_write(buffer_text(&listing.out));
    int status = good ? output_finish(err) : error_status(err->code);
    buffer_release(&listing.out);
    arena_release(&listing.arena);
    query_close(&listing.query);
    return status;
}
