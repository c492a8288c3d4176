/* What reviewers ask: what waits, a statement with all they need, who has done how much, what was found. */
#include "record/record.h"
#include "serving/inner.h"

enum { USUAL_QUEUE = 20, MOST_QUEUE = 200, USUAL_REVIEWS = 100, MOST_REVIEWS = 1000, CONTEXT_BYTES = 400 };

static void add_member(struct buffer *out, const char *name, struct text value)
{
    buffer_print(out, "\"%s\": ", name);
    buffer_add_json_or_null(out, value);
}

/* Not in the middle of a character. */
static size_t whole(struct text text, size_t at)
{
    while (at < text.length && (text.at[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* What stands before and behind the sentence, so that nobody has to open the report. */
static void add_context(struct buffer *out, const struct ledger_statement *row)
{
    struct text text = row->article.text;
    struct span sentence = row->statement.sentence;
    if (row->statement.in_title || sentence.to_byte > text.length)
        return;
    size_t from = sentence.from_byte > CONTEXT_BYTES ? whole(text, sentence.from_byte - CONTEXT_BYTES) : 0;
    size_t to = sentence.to_byte + CONTEXT_BYTES < text.length ? whole(text, sentence.to_byte + CONTEXT_BYTES) : text.length;
    buffer_add_string(out, ", \"context\": {");
    add_member(out, "before", text_slice(text, from, sentence.from_byte));
    buffer_add_string(out, ", ");
    add_member(out, "after", text_slice(text, sentence.to_byte, to));
    buffer_add_char(out, '}');
}

/* Each field in the form in which it is corrected. */
static void add_fields(struct request *request, const struct statement *statement)
{
    struct buffer *out = &request->out;
    buffer_add_string(out, ", \"fields\": {");
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        enum ledger_review_field field = (enum ledger_review_field)i;
        buffer_add_string(out, i ? ", " : "");
        buffer_print(out, "\"%s\": ", ledger_review_field_text(field));
        buffer_add_json(out, ledger_review_field_value(statement, field, &request->arena));
    }
    buffer_add_char(out, '}');
}

/* `seen` comes back with a review, which is refused where it is no longer true. */
static void add_row(struct request *request, const struct ledger_statement *row)
{
    struct buffer *out = &request->out;
    long long seen = row->review_count ? row->reviews[row->review_count - 1].number : 0;
    record_write_statement(&row->article, &row->statement, arena_copy(&request->arena, row->reader).at, out);
    ledger_write_reviewed(row, out);
    out->length -= 2; /* the closing brace and its line feed */
    buffer_print(out, ", \"weight\": %d, \"seen\": %lld", row->weight, seen);
    add_fields(request, &row->statement);
    add_context(out, row);
    if (row->evidence.length) {
        buffer_add_string(out, ", \"evidence\": ");
        buffer_add(out, row->evidence);
    }
    buffer_add_char(out, '}');
}

static bool give_row(void *context, const struct ledger_statement *row, struct error *err)
{
    struct request *request = context;
    request_part(&request->out);
    add_row(request, row);
    return true;
}

static bool answer_queue(struct request *request, struct error *err)
{
    struct ledger_filter filter;
    int most = request_number(request, "limit", USUAL_QUEUE, MOST_QUEUE);
    if (!request_filter(request, &filter, err))
        return false;
    filter.most = 0;
    buffer_add_string(&request->out, "{\"statements\": [");
    if (!ledger_review_queue(request->ledger, &filter, (size_t)request_number(request, "skip", 0, 1 << 30), (size_t)most, give_row,
                             request, err))
        return false;
    buffer_add_string(&request->out, "]}\n");
    return true;
}

struct only {
    struct request *request;
    bool is_there;
};

/* Two reports may have brought the same statement: one of them is shown. */
static bool give_only(void *context, const struct ledger_statement *row, struct error *err)
{
    struct only *only = context;
    if (!only->is_there)
        add_row(only->request, row);
    only->is_there = true;
    return true;
}

bool reviewing_one(struct request *request, struct ledger *ledger, struct text id, struct error *err)
{
    struct only only = { .request = request };
    enum ledger_kind kind;
    char whole_id[65];
    if (!ledger_find(ledger, id, &kind, whole_id, err))
        return false;
    const struct ledger_filter filter = { .id = text_of(whole_id) };
    if (kind == LEDGER_STATEMENT && !ledger_statements(ledger, &filter, give_only, &only, err))
        return false;
    return only.is_there || request_absent(request);
}

static bool answer_one(struct request *request, struct error *err)
{
    if (!reviewing_one(request, request->ledger, request->id, err))
        return false;
    if (request->status == MHD_HTTP_OK)
        buffer_add_char(&request->out, '\n');
    return true;
}

static bool give_reviewer(void *context, const struct ledger_reviewer *reviewer, struct error *err)
{
    struct buffer *out = context;
    request_part(out);
    buffer_add_char(out, '{');
    add_member(out, "name", reviewer->name);
    buffer_print(out, ", \"confirmed\": %lld, \"corrected\": %lld, \"rejected\": %lld, \"commented\": %lld, ", reviewer->confirmed,
                 reviewer->corrected, reviewer->rejected, reviewer->commented);
    add_member(out, "last", reviewer->last);
    buffer_add_char(out, '}');
    return true;
}

static bool answer_progress(struct request *request, struct error *err)
{
    struct ledger_progress progress;
    struct buffer *out = &request->out;
    buffer_add_string(out, "{\"reviewers\": [");
    if (!ledger_review_progress(request->ledger, &progress, give_reviewer, out, err))
        return false;
    buffer_print(out, "], \"statements\": %lld, \"open\": %lld, \"confirmed\": %lld, \"corrected\": %lld, \"rejected\": %lld}\n",
                 progress.statements, progress.open, progress.confirmed, progress.corrected, progress.rejected);
    return true;
}

/* A page of the log. */
struct log {
    struct request *request;
    long long after, last;
    int left;
    bool has_more;
};

static bool give_review(void *context, const struct ledger_review *review, struct error *err)
{
    struct log *log = context;
    if (review->number <= log->after)
        return true;
    log->has_more = !log->left;
    if (log->has_more)
        return false;
    log->left--;
    log->last = review->number;
    request_part(&log->request->out);
    ledger_write_review(review, &log->request->out);
    return true;
}

/* The merges and splits of a commitment, also of one that has ended so, or all reviews. */
static bool answer_reviews(struct request *request, struct error *err)
{
    struct ledger_filter filter;
    struct text commitment = request_value(request, "commitment");
    enum ledger_kind kind;
    char id[65] = "";
    if (!request_filter(request, &filter, err) || (commitment.length && !ledger_find(request->ledger, commitment, &kind, id, err)))
        return false;
    if (commitment.length && kind != LEDGER_COMMITMENT)
        return request_absent(request);
    struct log log = { .request = request, .after = request_number(request, "after", 0, 1 << 30),
                       .left = request_number(request, "limit", USUAL_REVIEWS, MOST_REVIEWS) };
    buffer_add_string(&request->out, "{\"reviews\": [");
    if (!ledger_reviews(request->ledger, text_of(id), &filter.time, give_review, &log, err) && !log.has_more)
        return false;
    buffer_print(&request->out, log.has_more ? "], \"next\": %lld}\n" : "], \"next\": null}\n", log.last);
    return true;
}

static bool answer_me(struct request *request)
{
    static const char *const roles[] = { "none", "read", "review", "admin" };
    buffer_print(&request->out, "{\"role\": \"%s\", ", roles[request->role]);
    add_member(&request->out, "name", request->name);
    buffer_add_string(&request->out, "}\n");
    return true;
}

bool reviewing_answer(struct request *request, struct error *err)
{
    switch ((enum route_name)(request->route - routes)) {
    case ROUTE_ME: return answer_me(request);
    case ROUTE_QUEUE: return answer_queue(request, err);
    case ROUTE_QUEUED: return answer_one(request, err);
    case ROUTE_PROGRESS: return answer_progress(request, err);
    case ROUTE_REVIEWS: return answer_reviews(request, err);
    case ROUTE_ADD_REVIEW: return posting_review(request, err);
    case ROUTE_LEASES: return leases_list(request);
    default: return leases_take(request, err);
    }
}
