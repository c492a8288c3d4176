/* What each route answers: parameters are read, the ledger or a command is asked, the answer is written. */
#include <stdlib.h>

#include "exchange/exchange.h"
#include "record/record.h"
#include "serving/inner.h"

enum { USUAL_LIMIT = 50, MOST_LIMIT = 1000, USUAL_ACTORS = 40, MOST_ACTORS = 1000, ARGUMENTS_MOST = 32 };

struct text request_value(struct request *request, const char *name)
{
    return text_of(MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name));
}

static int number_value(struct request *request, const char *name, int usual, int most)
{
    int number = atoi(request_value(request, name).at);
    return number < 1 ? usual : number > most ? most : number;
}

static bool is_day(struct text day)
{
    static const char shape[] = "0000-00-00";
    for (size_t i = 0; i < 10; i++)
        if (day.length < 10 || (shape[i] == '0' ? day.at[i] < '0' || day.at[i] > '9' : day.at[i] != '-'))
            return false;
    return true;
}

static bool read_filter(struct request *request, struct ledger_filter *filter, struct error *err)
{
    static const char *const days[] = { "since", "until", "as_of", "known_by" };
    for (int i = 0; i < 4; i++) {
        struct text day = request_value(request, days[i]);
        if (day.length && !is_day(day))
            return error_set(err, ERROR_USAGE, "%s: '%.*s' is no day such as 2026-03-01", days[i], (int)day.length, day.at);
    }
    *filter = (struct ledger_filter){
        .time = { request_value(request, "as_of"), request_value(request, "known_by") },
        .actor = request_value(request, "actor"), .recipient = request_value(request, "recipient"), .act = request_value(request, "act"),
        .means = request_value(request, "means"), .state = request_value(request, "state"), .since = request_value(request, "since"),
        .until = request_value(request, "until"), .words = request_value(request, "words"),
        .article = request_value(request, "article"),
        .most = number_value(request, "limit", USUAL_LIMIT, MOST_LIMIT), .after = request_value(request, "after"),
    };
    return true;
}

static void part(struct buffer *out)
{
    char last = out->length ? out->at[out->length - 1] : '[';
    if (last != '[')
        buffer_add_string(out, ", ");
}

/* Fields of the board, on their way out. */
struct board {
    struct request *request;
    struct arena *arena;
    struct { struct ledger_field *items; size_t count, room; } fields; /* of a past day, added up here */
};

static void add_field(struct buffer *out, const struct ledger_field *field)
{
    part(out);
    buffer_add_string(out, "{\"actor\": ");
    buffer_add_json(out, field->actor);
    buffer_add_string(out, ", \"means\": ");
    if (field->means.length)
        buffer_add_json(out, field->means);
    else
        buffer_add_string(out, "null");
    buffer_add_string(out, ", \"state\": ");
    buffer_add_json(out, field->state);
    buffer_print(out, ", \"commitments\": %lld}", field->commitments);
}

static bool give_field(void *context, const struct ledger_field *field, struct error *err)
{
    struct board *board = context;
    add_field(&board->request->out, field);
    return true;
}

static bool take_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct board *board = context;
    struct ledger_field field = { arena_copy(board->arena, row->actor_code.length ? row->actor_code : row->actor),
                                  arena_copy(board->arena, row->means), arena_copy(board->arena, row->state), 1 };
    ARENA_PUSH(board->arena, &board->fields, field);
    return true;
}

static int compare_fields(const void *a, const void *b)
{
    const struct ledger_field *x = a, *y = b;
    int order = text_compare(x->actor, y->actor);
    order = order ? order : text_compare(x->means, y->means);
    return order ? order : text_compare(x->state, y->state);
}

/* Of a past day each commitment is taken back to what it was, and counted here. */
static bool board_of_past(struct board *board, struct ledger *ledger, struct ledger_filter *filter, struct error *err)
{
    filter->most = 0;
    if (!ledger_commitments(ledger, filter, take_row, board, err))
        return false;
    if (board->fields.count)
        qsort(board->fields.items, board->fields.count, sizeof *board->fields.items, compare_fields);
    for (size_t i = 0, next; i < board->fields.count; i = next) {
        struct ledger_field field = board->fields.items[i];
        for (next = i + 1; next < board->fields.count && !compare_fields(&field, &board->fields.items[next]); next++)
            field.commitments++;
        add_field(&board->request->out, &field);
    }
    return true;
}

static bool answer_board(struct request *request, struct ledger *ledger, struct error *err)
{
    struct board board = { .request = request, .arena = &request->arena };
    struct ledger_filter filter;
    if (!read_filter(request, &filter, err))
        return false;
    buffer_add_string(&request->out, "{\"fields\": [");
    bool is_past = filter.time.as_of.length || filter.time.known_by.length;
    bool good = is_past ? board_of_past(&board, ledger, &filter, err)
                        : ledger_board(ledger, number_value(request, "actors", USUAL_ACTORS, MOST_ACTORS), give_field, &board, err);
    buffer_add_string(&request->out, "]}\n");
    return good;
}

static bool give_day(void *context, const struct ledger_growth *row, struct error *err)
{
    struct buffer *out = context;
    part(out);
    buffer_print(out, "{\"day\": \"%.*s\", \"commitments\": %lld}", (int)row->day.length, row->day.at, row->commitments);
    return true;
}

static bool answer_growth(struct request *request, struct ledger *ledger, struct error *err)
{
    buffer_add_string(&request->out, "{\"days\": [");
    bool good = ledger_growth(ledger, give_day, &request->out, err);
    buffer_add_string(&request->out, "]}\n");
    return good;
}

static bool answer_counts(struct request *request, struct ledger *ledger, struct error *err)
{
    struct ledger_counts counts;
    if (!ledger_count(ledger, &counts, err))
        return false;
    buffer_print(&request->out, "{\"articles\": %lld, \"printings\": %lld, \"statements\": %lld, \"commitments\": %lld, \"disputes\": %lld, "
                 "\"revisions\": %lld}\n", counts.articles, counts.printings, counts.statements, counts.commitments, counts.disputes,
                 counts.revisions);
    return true;
}

/* A page of commitments; the place of its last row is where the next page begins. */
struct listing {
    struct request *request;
    bool is_csv;
    int count;
    struct text place;
};

static bool give_commitment(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct listing *listing = context;
    struct buffer *out = &listing->request->out;
    listing->count++;
    listing->place = arena_print(&listing->request->arena, "%.*s~%.*s", (int)row->last_said.length, row->last_said.at,
                                 (int)row->id.length, row->id.at);
    if (listing->is_csv) {
        exchange_add_commitment(row, "\r\n", out);
        return true;
    }
    part(out);
    ledger_write_commitment(row, out);
    return true;
}

static void add_next(struct listing *listing, int limit)
{
    struct buffer *out = &listing->request->out;
    buffer_add_string(out, "], \"next\": ");
    if (listing->count == limit)
        buffer_add_json(out, listing->place);
    else
        buffer_add_string(out, "null");
    buffer_add_string(out, "}\n");
}

static bool answer_commitments(struct request *request, struct ledger *ledger, struct error *err)
{
    struct listing listing = { .request = request, .is_csv = text_is(request_value(request, "format"), "csv") };
    struct ledger_filter filter;
    if (!read_filter(request, &filter, err))
        return false;
    if (listing.is_csv)
        exchange_add_commitment_head("\r\n", &request->out);
    else
        buffer_add_string(&request->out, "{\"commitments\": [");
    if (!ledger_commitments(ledger, &filter, give_commitment, &listing, err))
        return false;
    request->type = listing.is_csv ? "text/csv; charset=utf-8" : request->type;
    if (!listing.is_csv)
        add_next(&listing, filter.most);
    return true;
}

/* Statements of a page, or of an article with its text and evidence. */
struct telling {
    struct listing listing;
    struct ledger_filter filter;
    bool is_article, is_begun, is_full;
};

static void add_article(struct buffer *out, const struct article *article)
{
    const struct { const char *name; struct text value; } fields[] = {
        { "id", article->id }, { "title", article->title }, { "publisher", article->publisher }, { "published", article->published },
        { "url", article->url }, { "text", article->text },
    };
    buffer_add_string(out, "{\"article\": {");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buffer_print(out, "%s\"%s\": ", i ? ", " : "", fields[i].name);
        if (fields[i].value.length)
            buffer_add_json(out, fields[i].value);
        else
            buffer_add_string(out, "null");
    }
    buffer_add_string(out, "}, \"statements\": [");
}

static bool give_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct telling *telling = context;
    struct request *request = telling->listing.request;
    struct text id = text_of(row->statement.id);
    if (telling->filter.after.length && !telling->is_begun && !telling->is_article) {
        telling->is_begun = text_equals(id, telling->filter.after);
        return true;
    }
    if (!telling->is_article && telling->listing.count == telling->filter.most) {
        telling->is_full = true;
        return false;
    }
    if (telling->is_article && !telling->listing.count)
        add_article(&request->out, &row->article);
    telling->listing.count++;
    telling->listing.place = arena_copy(&request->arena, id);
    part(&request->out);
    record_write_statement(&row->article, &row->statement, arena_copy(&request->arena, row->reader).at, &request->out);
    request->out.length--; /* its line feed */
    if (telling->is_article && row->evidence.length) {
        request->out.length--; /* the closing brace: why it was read so goes in */
        buffer_add_string(&request->out, ", \"evidence\": ");
        buffer_add(&request->out, row->evidence);
        buffer_add_char(&request->out, '}');
    }
    return true;
}

static bool answer_statements(struct request *request, struct ledger *ledger, struct error *err)
{
    struct telling telling = { .listing = { .request = request } };
    if (!read_filter(request, &telling.filter, err))
        return false;
    buffer_add_string(&request->out, "{\"statements\": [");
    if (!ledger_statements(ledger, &telling.filter, give_statement, &telling, err) && !telling.is_full)
        return false;
    add_next(&telling.listing, telling.is_full ? telling.listing.count : -1);
    return true;
}

static bool absent(struct request *request)
{
    request->status = MHD_HTTP_NOT_FOUND;
    return true;
}

static bool answer_article(struct request *request, struct ledger *ledger, struct error *err)
{
    struct telling telling = { .listing = { .request = request }, .is_article = true };
    if (!read_filter(request, &telling.filter, err))
        return false;
    telling.filter.article = request_value(request, "id");
    if (!telling.filter.article.length)
        return error_set(err, ERROR_USAGE, "id: which article? give its id, as a statement's `article` has it");
    if (!ledger_statements(ledger, &telling.filter, give_statement, &telling, err))
        return false;
    if (!telling.listing.count)
        return absent(request);
    buffer_add_string(&request->out, "]}\n");
    return true;
}

/* The words of a command line, from the request's parameters: as_of=2026-03-01 is --as-of=2026-03-01. */
struct words {
    struct request *request;
    const char *items[ARGUMENTS_MOST];
    size_t count;
};

static enum MHD_Result add_word(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct words *words = context;
    if (words->count == ARGUMENTS_MOST || !strcmp(name, "format"))
        return MHD_YES;
    char *word = (char *)arena_print(&words->request->arena, "--%s=%s", name, value ? value : "").at;
    for (char *at = word; *at && *at != '='; at++)
        *at = *at == '_' ? '-' : *at;
    words->items[words->count++] = word;
    return MHD_YES;
}

static const char *form_of(struct request *request)
{
    struct text form = request_value(request, "format");
    if (text_is(form, "csv"))
        request->type = "text/csv; charset=utf-8";
    if (text_is(form, "svg"))
        request->type = "image/svg+xml";
    return text_is(form, "csv") ? "--csv" : text_is(form, "svg") ? "--svg" : "--jsonl";
}

/* Lines of JSON become one array, unless a route gives one thing. */
static void add_lines(struct request *request, struct text lines)
{
    bool is_first = true;
    buffer_add_string(&request->out, "{\"items\": [");
    while (lines.length) {
        struct text line = text_cut(&lines, '\n');
        if (!line.length)
            continue;
        buffer_add_string(&request->out, is_first ? "\n" : ",\n");
        buffer_add(&request->out, line);
        is_first = false;
    }
    buffer_add_string(&request->out, "]}\n");
}

static bool answer_by_command(struct request *request, struct error *err)
{
    struct words words = { .request = request };
    const struct serving_host *host = &request->serving->host;
    bool is_one = request->id.length || request->route == &routes[ROUTE_ADD], is_post = !strcmp(request->route->method, "POST");
    struct buffer lines;
    int status = 0;
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, add_word, &words);
    if (words.count + 4 > ARGUMENTS_MOST)
        return error_set(err, ERROR_USAGE, "too many parameters");
    words.items[words.count++] = form_of(request);
    if (is_post)
        words.items[words.count++] = "--threads=1";
    if (request->id.length) {
        words.items[words.count++] = "--";
        words.items[words.count++] = arena_copy(&request->arena, request->id).at;
    }
    struct serving_question question = { request->route->command, words.items, words.count, is_post ? &request->body : NULL,
                                         request->ledger };
    buffer_init(&lines, 0);
    bool good = host->ask(host->context, &question, &lines, &status, err);
    if (good && status == 1)
        good = absent(request);
    else if (good && (is_one || strcmp(request->type, "application/json")))
        buffer_add(&request->out, buffer_text(&lines));
    else if (good)
        add_lines(request, buffer_text(&lines));
    buffer_release(&lines);
    return good;
}

static bool answer_from_ledger(struct request *request, struct ledger *ledger, struct error *err)
{
    switch ((enum route_name)(request->route - routes)) {
    case ROUTE_BOARD: return answer_board(request, ledger, err);
    case ROUTE_GROWTH: return answer_growth(request, ledger, err);
    case ROUTE_COUNTS: return answer_counts(request, ledger, err);
    case ROUTE_COMMITMENTS: return answer_commitments(request, ledger, err);
    case ROUTE_STATEMENTS: return answer_statements(request, ledger, err);
    default: return answer_article(request, ledger, err);
    }
}

bool answers_make(struct request *request, struct error *err)
{
    return request->route->command ? answer_by_command(request, err) : answer_from_ledger(request, request->ledger, err);
}
