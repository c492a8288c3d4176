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

int request_number(struct request *request, const char *name, int usual, int most)
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

bool request_filter(struct request *request, struct ledger_filter *filter, struct error *err)
{
    static const char *const days[] = { "since", "until", "as_of", "known_by" };
    for (int i = 0; i < 4; i++) {
        struct text day = request_value(request, days[i]);
        if (day.length && !is_day(day))
            return error_set(err, ERROR_USAGE, "%s: '%.*s' is no day such as 2026-03-01", days[i], (int)day.length, day.at);
    }
    *filter = (struct ledger_filter){
        .time = { request_value(request, "as_of"), request_value(request, "known_by") },
        .actor = request_value(request, "actor"), .recipient = request_value(request, "recipient"),
        .act = request_value(request, "act"), .means = request_value(request, "means"),
        .state = request_value(request, "state"), .since = request_value(request, "since"),
        .until = request_value(request, "until"), .words = request_value(request, "words"),
        .search = request_value(request, "search"),
        .article = request_value(request, "article"), .statement = request_value(request, "statement"),
        .most = request_number(request, "limit", USUAL_LIMIT, MOST_LIMIT), .after = request_value(request, "after"),
    };
    return true;
}

void request_part(struct buffer *out)
{
    char last = out->length ? out->at[out->length - 1] : '[';
    if (last != '[')
        buffer_add_string(out, ", ");
}

static void add_field(struct buffer *out, const struct ledger_field *field)
{
    request_part(out);
    buffer_add_string(out, "{\"actor\": ");
    buffer_add_json(out, field->actor);
    buffer_add_string(out, ", \"means\": ");
    buffer_add_json_or_null(out, field->means);
    buffer_add_string(out, ", \"state\": ");
    buffer_add_json(out, field->state);
    buffer_print(out, ", \"commitments\": %lld}", field->commitments);
}

static bool give_field(void *context, const struct ledger_field *field, struct error *err)
{
    add_field(context, field);
    return true;
}

static bool answer_board(struct request *request, struct ledger *ledger, struct error *err)
{
    struct ledger_filter filter;
    if (!request_filter(request, &filter, err))
        return false;
    buffer_add_string(&request->out, "{\"fields\": [");
    int actors = request_number(request, "actors", USUAL_ACTORS, MOST_ACTORS);
    bool good = ledger_board(ledger, &filter.time, actors, give_field, &request->out, err);
    buffer_add_string(&request->out, "]}\n");
    return good;
}

static bool give_day(void *context, const struct ledger_growth *row, struct error *err)
{
    struct buffer *out = context;
    request_part(out);
    buffer_print(out, "{\"day\": \"%.*s\", \"commitments\": %lld}", (int)row->day.length, row->day.at, row->commitments);
    return true;
}

static bool answer_growth(struct request *request, struct ledger *ledger, struct error *err)
{
    struct ledger_filter filter;
    if (!request_filter(request, &filter, err))
        return false;
    buffer_add_string(&request->out, "{\"days\": [");
    bool good = ledger_growth(ledger, &filter.time, give_day, &request->out, err);
    buffer_add_string(&request->out, "]}\n");
    return good;
}

static bool answer_counts(struct request *request, struct ledger *ledger, struct error *err)
{
    struct ledger_counts counts;
    if (!ledger_count(ledger, &counts, err))
        return false;
    buffer_print(&request->out,
                 "{\"articles\": %lld, \"printings\": %lld, \"statements\": %lld, \"commitments\": %lld, \"disputes\": %lld, "
                 "\"revisions\": %lld}\n", counts.articles, counts.printings, counts.statements, counts.commitments,
                 counts.disputes,
                 counts.revisions);
    return true;
}

/* Then the answer's type says so too. */
static bool is_csv(struct request *request)
{
    bool is_wanted = text_is(request_value(request, "format"), "csv");
    request->type = is_wanted ? "text/csv; charset=utf-8" : request->type;
    return is_wanted;
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
    request_part(out);
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
    struct listing listing = { .request = request, .is_csv = is_csv(request) };
    struct ledger_filter filter;
    if (!request_filter(request, &filter, err))
        return false;
    if (listing.is_csv)
        exchange_add_commitment_head("\r\n", &request->out);
    else
        buffer_add_string(&request->out, "{\"commitments\": [");
    if (!ledger_commitments(ledger, &filter, give_commitment, &listing, err))
        return false;
    if (!listing.is_csv)
        add_next(&listing, filter.most);
    return true;
}

/* Statements of a page, or of an article with its text and evidence. */
struct telling {
    struct listing listing;
    struct ledger_filter filter;
    bool is_article, is_full;
};

static void add_article(struct buffer *out, const struct article *article)
{
    const struct { const char *name; struct text value; } fields[] = {
        { "id", article->id }, { "title", article->title }, { "publisher", article->publisher },
        { "published", article->published },
        { "url", article->url }, { "text", article->text },
    };
    buffer_add_string(out, "{\"article\": {");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buffer_print(out, "%s\"%s\": ", i ? ", " : "", fields[i].name);
        buffer_add_json_or_null(out, fields[i].value);
    }
    buffer_add_string(out, "}, \"statements\": [");
}

static bool give_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct telling *telling = context;
    struct request *request = telling->listing.request;
    if (!telling->is_article && telling->listing.count == telling->filter.most) {
        telling->is_full = true;
        return false;
    }
    if (telling->is_article && !telling->listing.count)
        add_article(&request->out, &row->article);
    telling->listing.count++;
    telling->listing.place = arena_print(&request->arena, "%.*s~%lld~%d", (int)text_slice(row->article.published, 0, 10).length,
                                         row->article.published.at, row->number, row->statement.n);
    if (telling->listing.is_csv) {
        exchange_add_statement(row, &request->out);
        return true;
    }
    request_part(&request->out);
    record_write_statement(&row->article, &row->statement, arena_copy(&request->arena, row->reader).at, &request->out);
    request->out.length--; /* its line feed */
    ledger_write_reviewed(row, &request->out);
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
    struct telling telling = { .listing = { .request = request, .is_csv = is_csv(request) } };
    if (!request_filter(request, &telling.filter, err))
        return false;
    if (telling.listing.is_csv)
        exchange_add_statement_head(&request->out);
    else
        buffer_add_string(&request->out, "{\"statements\": [");
    if (!ledger_statements(ledger, &telling.filter, give_statement, &telling, err) && !telling.is_full)
        return false;
    if (!telling.listing.is_csv)
        add_next(&telling.listing, telling.is_full ? telling.listing.count : -1);
    return true;
}

static bool give_dispute(void *context, const struct ledger_dispute *row, struct error *err)
{
    struct listing *listing = context;
    listing->count++;
    listing->place = arena_copy(&listing->request->arena, row->place);
    request_part(&listing->request->out);
    ledger_write_dispute(row, &listing->request->out);
    return true;
}

static bool answer_disputes(struct request *request, struct ledger *ledger, struct error *err)
{
    struct listing listing = { .request = request };
    struct ledger_filter filter;
    if (!request_filter(request, &filter, err))
        return false;
    buffer_add_string(&request->out, "{\"items\": [");
    if (!ledger_disputes(ledger, &filter, TEXT(""), give_dispute, &listing, err))
        return false;
    add_next(&listing, filter.most);
    return true;
}

bool request_absent(struct request *request)
{
    request->status = MHD_HTTP_NOT_FOUND;
    return true;
}

static bool answer_article(struct request *request, struct ledger *ledger, struct error *err)
{
    struct telling telling = { .listing = { .request = request }, .is_article = true };
    if (!request_filter(request, &telling.filter, err))
        return false;
    telling.filter.article = request_value(request, "id");
    if (!telling.filter.article.length)
        return error_set(err, ERROR_USAGE, "id: which article? give its id, as a statement's `article` has it");
    if (!ledger_statements(ledger, &telling.filter, give_statement, &telling, err))
        return false;
    if (!telling.listing.count)
        return request_absent(request);
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
    static const char *const own[] = { "", "format", "limit", "after" }; /* not the command's */
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!strcmp(name, own[i]))
            return MHD_YES;
    if (words->count == ARGUMENTS_MOST)
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
    if (text_is(form, "svg"))
        request->type = "image/svg+xml";
    return is_csv(request) ? "--csv" : text_is(form, "svg") ? "--svg" : "--jsonl";
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
    bool is_tree = request->route == &routes[ROUTE_PARSE], is_post = !strcmp(request->route->method, "POST");
    struct buffer lines;
    int status = 0;
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, add_word, &words);
    if (words.count + 4 > ARGUMENTS_MOST)
        return error_set(err, ERROR_USAGE, "too many parameters");
    bool is_one = request->id.length || is_tree || request->route == &routes[ROUTE_ADD];
    if (is_tree)
        request->type = "text/plain; charset=utf-8";
    else
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
        good = request_absent(request);
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
    case ROUTE_ARTICLE: return answer_article(request, ledger, err);
    case ROUTE_DISPUTES: return answer_disputes(request, ledger, err);
    default: return reviewing_answer(request, err);
    }
}

bool answers_make(struct request *request, struct error *err)
{
    bool has_pages = request->route == &routes[ROUTE_DISPUTES] && !is_csv(request); /* the whole table comes from the command */
    bool is_command = request->route->command && !has_pages;
    return is_command ? answer_by_command(request, err) : answer_from_ledger(request, request->ledger, err);
}
