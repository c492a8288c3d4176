/* A review that came in as JSON, and what somebody else did meanwhile.
 *
 *     {"kind": "correct", "statement": "5f0e…", "fields": {"amount": "50 tanks"}, "note": "…", "by": "A. Analyst", "seen": 12}
 *     {"kind": "split", "statements": ["5f0e…"], "commitment": "9517…", "by": "A. Analyst", "seen": 12}
 *     {"kind": "retract", "retracts": [13, 14], "by": "A. Analyst"} */
#include <jansson.h>
#include <time.h>

#include "serving/inner.h"

enum { REVIEWS_MOST = 256 };

/* What is appended together. */
struct posting {
    struct request *request;
    json_t *root;
    struct ledger_review reviews[REVIEWS_MOST];
    size_t count;
};

bool posting_name(const struct request *request, struct text given, struct text *name, struct error *err)
{
    *name = request->name.length ? request->name : text_trim(given);
    return name->length || error_set(err, ERROR_USAGE, "by: whose word is it? give a name");
}

static bool member(const struct posting *posting, const char *key, struct text *value, struct error *err)
{
    const json_t *field = json_object_get(posting->root, key);
    *value = TEXT("");
    if (json_is_string(field))
        *value = (struct text){ json_string_value(field), json_string_length(field) };
    return json_is_string(field) || !field || json_is_null(field) || error_set(err, ERROR_USAGE, "%s: is no string", key);
}

static bool read_kind(struct text name, enum ledger_review_kind *kind, struct error *err)
{
    int found = ledger_review_of(name);
    *kind = found < 0 ? LEDGER_REVIEW_CONFIRM : (enum ledger_review_kind)found;
    return found >= 0 ||
           error_set(err, ERROR_USAGE, "kind: a review can confirm, correct, reject, comment, merge, split or retract");
}

/* What was seen is compared once: what those appended together change is no news. */
static struct ledger_review *push(struct posting *posting, const struct ledger_review *common)
{
    struct ledger_review *review = &posting->reviews[posting->count];
    *review = *common;
    review->is_checked &= !posting->count++;
    return review;
}

static bool read_fields(struct posting *posting, const struct ledger_review *common, struct error *err)
{
    json_t *fields = json_object_get(posting->root, "fields"), *value;
    const char *name;
    if (!json_is_object(fields) || !json_object_size(fields) || json_object_size(fields) > REVIEWS_MOST)
        return error_set(err, ERROR_USAGE, "fields: a correction says which: {\"amount\": \"50 tanks\"}");
    json_object_foreach(fields, name, value) {
        int field = ledger_review_field_of(text_of(name));
        if (field < 0 || !json_is_string(value))
            return error_set(err, ERROR_USAGE, "fields: '%.60s' %s", name,
                             field < 0 ? "is no field of a statement; doc/ledger.md lists them"
                                       : "needs a string, which may be empty");
        struct ledger_review *review = push(posting, common);
        review->field = (enum ledger_review_field)field;
        review->value = (struct text){ json_string_value(value), json_string_length(value) };
    }
    return true;
}

/* Statements that leave a commitment together share one of their own. */
static bool read_split(struct posting *posting, const struct ledger_review *common, struct error *err)
{
    json_t *ids = json_object_get(posting->root, "statements");
    size_t count = json_array_size(ids);
    if (!ids && common->statement.length)
        return push(posting, common);
    if (!count || count > REVIEWS_MOST)
        return error_set(err, ERROR_USAGE, "statements: which ones leave? give one to %d ids", REVIEWS_MOST);
    for (size_t i = 0; i < count; i++) {
        json_t *id = json_array_get(ids, i);
        if (!json_is_string(id))
            return error_set(err, ERROR_USAGE, "statements: a statement is told by its id, a string");
        push(posting, common)->statement = (struct text){ json_string_value(id), json_string_length(id) };
    }
    return true;
}

/* The last goes first: what they did is undone backwards. */
static bool read_retracted(struct posting *posting, const struct ledger_review *common, struct error *err)
{
    json_t *numbers = json_object_get(posting->root, "retracts");
    size_t count = json_is_integer(numbers) ? 1 : json_array_size(numbers);
    if (!count || count > REVIEWS_MOST)
        return error_set(err, ERROR_USAGE, "retracts: which review was wrong? give its number, or a list of numbers");
    while (count-- > 0) {
        const json_t *number = json_is_integer(numbers) ? numbers : json_array_get(numbers, count);
        push(posting, common)->retracts = json_integer_value(number);
    }
    return true;
}

static bool read_reviews(struct posting *posting, struct error *err)
{
    struct ledger_review common = { 0 };
    struct text kind, given;
    const json_t *seen = json_object_get(posting->root, "seen");
    if (!member(posting, "kind", &kind, err) || !read_kind(kind, &common.kind, err) || !member(posting, "by", &given, err) ||
        !posting_name(posting->request, given, &common.reviewed_by, err) || !member(posting, "statement", &common.statement, err) ||
        !member(posting, "commitment", &common.commitment, err) || !member(posting, "target", &common.target, err) ||
        !member(posting, "note", &common.note, err))
        return false;
    common.is_checked = json_is_integer(seen);
    common.seen = json_integer_value(seen);
    if (common.kind == LEDGER_REVIEW_CORRECT)
        return read_fields(posting, &common, err);
    if (common.kind == LEDGER_REVIEW_SPLIT)
        return read_split(posting, &common, err);
    if (common.kind == LEDGER_REVIEW_RETRACT)
        return read_retracted(posting, &common, err);
    push(posting, &common);
    return true;
}

static bool add_statement_now(struct request *request, struct text id, struct error *err)
{
    struct worker *worker = workers_take(request->serving, err);
    if (!worker)
        return false;
    buffer_add_string(&request->out, ", \"statement\": ");
    bool good = reviewing_one(request, worker->ledger, id, err);
    workers_give(request->serving, worker);
    return good;
}

/* What a statement is now goes with the refusal, so that nobody has to ask again to see what changed. */
static bool tell_conflict(struct posting *posting, const struct error *why, struct error *err)
{
    struct request *request = posting->request;
    const struct ledger_review *review = &posting->reviews[0];
    bool is_ruling = review->kind == LEDGER_REVIEW_MERGE || review->kind == LEDGER_REVIEW_SPLIT;
    buffer_print(&request->out, "{\"type\": \"about:blank\", \"title\": \"changed meanwhile\", \"status\": %d, \"detail\": ",
                 MHD_HTTP_CONFLICT);
    buffer_add_json(&request->out, text_of(why->message));
    if (!is_ruling && !add_statement_now(request, review->statement, err))
        return false;
    buffer_add_string(&request->out, "}\n");
    request->status = MHD_HTTP_CONFLICT;
    return true;
}

static bool append(struct posting *posting, struct error *err)
{
    struct request *request = posting->request;
    struct error why = { .code = ERROR_NONE };
    struct timespec now;
    long long first = 0;
    struct ledger *ledger = ledger_open(request->serving->settings.ledger, LEDGER_MEND, err);
    if (!ledger)
        return false;
    clock_gettime(CLOCK_REALTIME, &now);
    long long now_ms = now.tv_sec * 1000ll + now.tv_nsec / 1000000;
    bool good = ledger_add_reviews(ledger, posting->reviews, posting->count, now_ms, &first, &why);
    ledger_close(ledger);
    if (!good && why.code == ERROR_CHANGED)
        return tell_conflict(posting, &why, err);
    if (!good)
        return error_set(err, why.code, "%s", why.message);
    buffer_add_string(&request->out, "{\"reviews\": [");
    for (size_t i = 0; i < posting->count; i++)
        buffer_print(&request->out, "%s%lld", i ? ", " : "", first + (long long)i);
    buffer_add_string(&request->out, "]}\n");
    return true;
}

bool posting_review(struct request *request, struct error *err)
{
    json_error_t wrong;
    struct posting posting = { .request = request };
    posting.root = json_loadb(request->body.at, request->body.length, JSON_REJECT_DUPLICATES, &wrong);
    bool good = json_is_object(posting.root) ||
                error_set(err, ERROR_INPUT, "the body is no JSON object: %s", posting.root ? "it is another value" : wrong.text);
    good = good && read_reviews(&posting, err) && append(&posting, err);
    json_decref(posting.root);
    return good;
}
