/* A line of JSON that was made elsewhere becomes an article or a statement; every field is checked. */
#include <jansson.h>

#include "exchange/inner.h"

/* The object that is being read, and where. */
struct taking {
    const char *file;
    int line;
    struct arena *arena;
    struct error *err;
};

static bool wrong(const struct taking *taking, const char *field, const char *what)
{
    return error_at(taking->err, ERROR_INPUT, taking->file, taking->line, 0, "%s: %s", field, what);
}

/* Null and absent are empty. */
static bool take_raw(const struct taking *taking, const json_t *object, const char *key, const char *field, struct text *value)
{
    const json_t *got = json_object_get(object, key);
    *value = TEXT("");
    if (json_is_string(got))
        *value = arena_copy(taking->arena, (struct text){ json_string_value(got), json_string_length(got) });
    else if (got && !json_is_null(got))
        return wrong(taking, field, "is no string; write it between quotes, or null");
    return true;
}

/* Blanks around words are no part of them. */
static bool take_text(const struct taking *taking, const json_t *object, const char *key, const char *field, struct text *value)
{
    bool good = take_raw(taking, object, key, field, value);
    *value = text_trim(*value);
    return good;
}

/* The place of a name in a closed list; false and `err` for another. */
static bool take_name(const struct taking *taking, const char *field, struct text value, const char *const *names, int count,
                      int *number)
{
    for (*number = 0; *number < count; ++*number)
        if (text_is(value, names[*number]))
            return true;
    const char *near = near_name(value, names, count);
    struct text all = TEXT("");
    for (int i = 0; i < count && !near; i++)
        all = arena_print(taking->arena, "%s%s%s", all.at, i ? ", " : "", names[i]);
    return error_at(taking->err, ERROR_INPUT, taking->file, taking->line, 0, near ? "%s: unknown '%.*s'; did you mean '%s'?"
                    : "%s: unknown '%.*s'; there are: %s", field, (int)value.length, value.at, near ? near : all.at);
}

static bool take_flag(const struct taking *taking, const json_t *object, const char *key, bool *value)
{
    const json_t *got = json_object_get(object, key);
    *value = json_is_true(got);
    return !got || json_is_boolean(got) || json_is_null(got) || wrong(taking, key, "is neither true nor false");
}

/* Where a list is absent or null there are none. */
static bool take_list(const struct taking *taking, const json_t *object, const char *key, const json_t **list)
{
    *list = json_object_get(object, key);
    if (json_is_null(*list))
        *list = NULL;
    return !*list || json_is_array(*list) || wrong(taking, key, "is no list; write it between [ and ]");
}

/* Absent: still to be found; null: none. */
static bool take_span(const struct taking *taking, const json_t *object, const char *key, const char *field, struct span *span)
{
    const json_t *got = json_object_get(object, key), *from = json_array_get(got, 0), *to = json_array_get(got, 1);
    *span = got ? (struct span){ 0, 0 } : EXCHANGE_FIND;
    if (!got || json_is_null(got))
        return true;
    if (json_array_size(got) != 2 || !json_is_integer(from) || !json_is_integer(to) || json_integer_value(from) < 0 ||
        json_integer_value(to) < json_integer_value(from))
        return wrong(taking, field, "is no [from, to) of code points, as in [10, 17]");
    *span = (struct span){ (size_t)json_integer_value(from), (size_t)json_integer_value(to) };
    return true;
}

static bool take_party(const struct taking *taking, const json_t *object, const char *field, struct party *party)
{
    const char *inner[3];
    const char *const keys[] = { "text", "code", "span" };
    if (!json_is_object(object))
        return wrong(taking, field, "is no {\"text\": …, \"code\": …}");
    for (int i = 0; i < 3; i++)
        inner[i] = arena_print(taking->arena, "%s.%s", field, keys[i]).at;
    if (!take_text(taking, object, "text", inner[0], &party->text) || !take_text(taking, object, "code", inner[1], &party->code) ||
        !take_span(taking, object, "span", inner[2], &party->span))
        return false;
    return party->text.length || party->code.length || wrong(taking, field, "has neither text nor code; leave it out");
}

static bool take_parties(const struct taking *taking, const json_t *object, const char *key, struct party_list *parties)
{
    const json_t *list;
    if (!take_list(taking, object, key, &list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct party party = { .span = { 0, 0 } };
        if (!take_party(taking, json_array_get(list, i), arena_print(taking->arena, "%s[%zu]", key, i).at, &party))
            return false;
        ARENA_PUSH(taking->arena, parties, party);
    }
    return true;
}

static bool take_means(const struct taking *taking, const json_t *object, uint32_t *means)
{
    const json_t *list;
    int number;
    if (!take_list(taking, object, "means", &list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *field = arena_print(taking->arena, "means[%zu]", i).at;
        if (!take_name(taking, field, text_of(json_string_value(json_array_get(list, i))), record_means_names(), MEANS_COUNT,
                       &number))
            return false;
        *means |= 1u << number;
    }
    return true;
}

static bool take_condition(const struct taking *taking, const json_t *object, struct statement *statement)
{
    const json_t *condition = json_object_get(object, "condition");
    struct text class;
    int number;
    if (!condition || json_is_null(condition))
        return true;
    if (!json_is_object(condition))
        return wrong(taking, "condition", "is no {\"class\": …, \"text\": …}");
    if (!take_text(taking, condition, "class", "condition.class", &class) ||
        !take_name(taking, "condition.class", class, record_condition_names(), CONDITION_COUNT, &number) ||
        !take_text(taking, condition, "text", "condition.text", &statement->condition_text))
        return false;
    statement->has_condition = true;
    statement->condition = (enum condition)number;
    return take_span(taking, condition, "span", "condition.span", &statement->condition_span);
}

static bool take_links(const struct taking *taking, const json_t *object, struct statement *statement)
{
    const json_t *list;
    if (!take_list(taking, object, "links", &list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i), *to = json_object_get(one, "to");
        const char *field = arena_print(taking->arena, "links[%zu]", i).at;
        struct text kind;
        int number;
        if (!json_is_integer(to) || json_integer_value(to) < 1 || json_integer_value(to) > INT32_MAX)
            return wrong(taking, field, "is no {\"kind\": …, \"to\": the n of another statement}");
        if (!take_text(taking, one, "kind", field, &kind) || !take_name(taking, field, kind, record_link_names(), LINK_COUNT,
                                                                        &number))
            return false;
        ARENA_PUSH(taking->arena, &statement->links, (struct link){ (enum link_kind)number, (int)json_integer_value(to) });
    }
    return true;
}

static bool take_numbers(const struct taking *taking, const json_t *object, struct statement *statement)
{
    const json_t *n = json_object_get(object, "n"), *confidence = json_object_get(object, "confidence");
    if (n && !json_is_null(n) && (!json_is_integer(n) || json_integer_value(n) < 1 || json_integer_value(n) > INT32_MAX))
        return wrong(taking, "n", "is no number 1, 2, 3; leave it out to number statements as they come");
    statement->n = json_is_integer(n) ? (int)json_integer_value(n) : 0;
    double value = json_is_number(confidence) ? json_number_value(confidence) : 1;
    if ((confidence && !json_is_number(confidence) && !json_is_null(confidence)) || !(value >= 0 && value <= 1))
        return wrong(taking, "confidence", "is no number from 0 to 1");
    statement->confidence = (int)(value * 1000 + 0.5);
    return true;
}

static bool take_id(const struct taking *taking, const json_t *object, struct statement *statement)
{
    struct text id;
    if (!take_text(taking, object, "id", "id", &id))
        return false;
    for (size_t i = 0; i < id.length; i++)
        if (id.length != 32 || !((id.at[i] >= '0' && id.at[i] <= '9') || (id.at[i] >= 'a' && id.at[i] <= 'f')))
            return wrong(taking, "id", "has not the form of a statement's id (32 hexadecimal digits); leave it out and one is "
                                       "made");
    memcpy(statement->id, id.at, id.length);
    return true;
}

/* What the act's event is follows from the act; another one is a mistake in either. */
static bool take_act(const struct taking *taking, const json_t *object, struct statement *statement)
{
    struct text act, event, status;
    int number, state = STATUS_ACTUAL;
    if (!take_text(taking, object, "act", "act", &act) || !take_name(taking, "act", act, record_act_names(), ACT_COUNT, &number) ||
        !take_text(taking, object, "event", "event", &event) || !take_text(taking, object, "status", "status", &status) ||
        (status.length && !take_name(taking, "status", status, record_status_names(), STATUS_COUNT, &state)))
        return false;
    statement->act = (enum act)number;
    statement->status = (enum status)state;
    const char *right = record_event_text(statement->act);
    if (event.length && !text_is(event, right ? right : ""))
        return wrong(taking, "event", arena_print(taking->arena, "'%.*s' is not that of act '%s'%s%s%s; leave it out",
                                                  (int)event.length,
                                                  event.at, record_act_text(statement->act), right ? " ('" : "", right ? right : "",
                                                  right ? "')" : "").at);
    return true;
}

static bool take_spans(const struct taking *taking, const json_t *object, struct statement *statement)
{
    const json_t *spans = json_object_get(object, "spans");
    struct { const char *key, *field; struct span *span; } fields[] = {
        { "sentence", "spans.sentence", &statement->sentence }, { "trigger", "spans.trigger", &statement->trigger },
        { "object", "spans.object", &statement->object },       { "caveat", "spans.caveat", &statement->caveat },
        { "when", "spans.when", &statement->when },             { "amount", "spans.amount", &statement->amount },
    };
    if (spans && !json_is_object(spans) && !json_is_null(spans))
        return wrong(taking, "spans", "is no {\"sentence\": [from, to], …}");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!take_span(taking, spans, fields[i].key, fields[i].field, fields[i].span))
            return false;
    return true;
}

/* A field's name goes into the ledger as it is. */
static bool is_field_name(struct text name)
{
    for (size_t i = 0; i < name.length; i++)
        if (!((name.at[i] >= 'a' && name.at[i] <= 'z') || name.at[i] == '_'))
            return false;
    return name.length > 0;
}

static bool take_why(const struct taking *taking, const json_t *object, const char *field, struct evidence *why)
{
    const json_t *line = json_object_get(object, "line");
    struct text name;
    if (!take_text(taking, object, "field", field, &name) || !take_text(taking, object, "file", field, &why->file) ||
        !take_raw(taking, object, "because", field, &why->because))
        return false;
    if (!is_field_name(name) || (line && (!json_is_integer(line) || json_integer_value(line) < 0 ||
                                          json_integer_value(line) > INT32_MAX)))
        return wrong(taking, field, "is no {\"field\": …, \"because\": …} as exports have it; leave evidence out");
    why->field = name.at;
    why->line = (int)json_integer_value(line);
    const char *span = arena_print(taking->arena, "%s.span", field).at;
    if (!json_object_get(object, "span"))
        return true;
    return take_span(taking, object, "span", span, &why->span);
}

/* Why fields are as they are, where an export tells it: nothing is looked for. */
static bool take_evidence(const struct taking *taking, const json_t *object, struct statement *statement)
{
    const json_t *list;
    if (!take_list(taking, object, "evidence", &list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct evidence why = { .span = { 0, 0 } };
        if (!take_why(taking, json_array_get(list, i), arena_print(taking->arena, "evidence[%zu]", i).at, &why))
            return false;
        ARENA_PUSH(taking->arena, &statement->evidence, why);
    }
    return true;
}

static bool take_words(const struct taking *taking, const json_t *object, struct statement *statement)
{
    const json_t *speaker = json_object_get(object, "speaker");
    return take_raw(taking, object, "sentence", "sentence", &statement->sentence_text) &&
           take_text(taking, object, "trigger", "trigger", &statement->trigger_text) &&
           take_text(taking, object, "object", "object", &statement->object_text) &&
           take_text(taking, object, "caveat", "caveat", &statement->caveat_text) &&
           take_text(taking, object, "when", "when", &statement->when_text) &&
           take_text(taking, object, "amount", "amount", &statement->amount_text) &&
           (!speaker || json_is_null(speaker) || take_party(taking, speaker, "speaker", &statement->speaker));
}

/* A mistyped key would silently lose its value. */
static bool check_keys(const struct taking *taking, json_t *object, const char *const *keys, int count)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        bool known = false;
        for (int i = 0; i < count && !known; i++)
            known = text_is(text_of(key), keys[i]);
        const char *near = known || strlen(key) < 3 ? NULL : near_name(text_of(key), keys, count);
        if (near)
            return wrong(taking, key, arena_print(taking->arena, "is no field of the record; did you mean '%s'?", near).at);
    }
    return true;
}

static bool take_statement(const struct taking *taking, json_t *object, struct exchange_line *out)
{
    static const char *const keys[] = { "id", "article", "n", "in_title", "sentence", "trigger", "act", "event", "actors",
                                        "recipients",
                                        "object", "means", "condition", "caveat", "when", "amount", "speaker", "status", "links",
                                        "spans", "confidence", "reader", "evidence" };
    struct statement *statement = &out->row.statement;
    out->has_statement = true;
    return check_keys(taking, object, keys, sizeof keys / sizeof *keys) && take_act(taking, object, statement) &&
           take_id(taking, object, statement) && take_numbers(taking, object, statement) &&
           take_flag(taking, object, "in_title", &statement->in_title) && take_words(taking, object, statement) &&
           take_parties(taking, object, "actors", &statement->actors) &&
           take_parties(taking, object, "recipients", &statement->recipients) && take_means(taking, object, &statement->means) &&
           take_condition(taking, object, statement) && take_links(taking, object, statement) &&
           take_spans(taking, object, statement) && take_text(taking, object, "reader", "reader", &out->reader);
}

static bool take_article(const struct taking *taking, const json_t *object, const char *prefix, struct article *article)
{
    struct { const char *key; struct text *value; } fields[] = {
        { "id", &article->id },   { "title", &article->title }, { "publisher", &article->publisher },
        { "published", &article->published },
        { "url", &article->url }, { "text", &article->text },
    };
    const json_t *id = json_object_get(object, "id");
    for (size_t i = json_is_integer(id); i < sizeof fields / sizeof *fields; i++)
        if (!take_raw(taking, object, fields[i].key, arena_print(taking->arena, "%s%s", prefix, fields[i].key).at, fields[i].value))
            return false;
    if (json_is_integer(id))
        article->id = arena_print(taking->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    return article->id.length || article->title.length || article->text.length ||
           wrong(taking, *prefix ? "article" : "id", "is missing; without id, title and text nobody can tell what report this is");
}

/* The article stands in the record, or is the record. */
static bool take_object(const struct taking *taking, json_t *root, struct exchange_line *out)
{
    const json_t *article = json_object_get(root, "article");
    bool is_statement = article || json_object_get(root, "act") || json_object_get(root, "sentence");
    if (!is_statement && !json_object_get(root, "text"))
        return error_at(taking->err, ERROR_INPUT, taking->file, taking->line, 0,
                        "is neither a statement (article, act, sentence …) nor an article (id, title, text); doc/exchange.md has "
                        "both");
    if (is_statement && !json_is_object(article))
        return wrong(taking, "article", "is missing, or no {\"id\": …, \"title\": …}");
    out->has_article = take_article(taking, is_statement ? article : root, is_statement ? "article." : "", &out->article);
    json_t *as_read = json_object_get(root, "as_read"); /* reviews, which follow, made another of it */
    return out->has_article && (is_statement ? take_statement(taking, json_is_object(as_read) ? as_read : root, out) &&
                                                   take_evidence(taking, root, &out->row.statement)
                                             : take_text(taking, root, "reader", "reader", &out->reader));
}

json_t *take_load(struct text object, bool may_have_nul, const char *file, int line, struct error *err)
{
    json_error_t why;
    json_t *root = json_loadb(object.at, object.length, JSON_DECODE_ANY | (may_have_nul ? JSON_ALLOW_NUL : 0), &why);
    if (!root)
        error_at(err, ERROR_INPUT, file, line + why.line - 1, why.column, "broken JSON: %s", why.text);
    else if (!json_is_object(root))
        error_at(err, ERROR_INPUT, file, line, 0, "this is JSON, but no object; write one statement a line");
    if (json_is_object(root))
        return root;
    json_decref(root);
    return NULL;
}

bool exchange_take(struct text object, const char *file, int line, struct arena *arena, struct exchange_line *out,
                   struct error *err)
{
    const struct taking taking = { file, line, arena, err };
    *out = (struct exchange_line){ .row.line = line };
    json_t *root = take_load(object, true, file, line, err);
    bool good = root && take_object(&taking, root, out);
    json_decref(root);
    return good;
}

/* The reader is said once, for all statements. */
static bool take_reading(const struct taking *taking, const json_t *root, struct exchange_reading *out)
{
    const json_t *number = json_object_get(root, "reading"), *list;
    struct exchange_report *report = &out->report;
    out->number = json_integer_value(number);
    if (number && out->number < 1)
        return wrong(taking, "reading", "is no number 1, 2, 3");
    if (!take_text(taking, root, "hash", "hash", &out->hash) || !take_text(taking, root, "reader", "reader", &report->reader) ||
        (!out->number && !take_article(taking, root, "", &report->article)) || !take_list(taking, root, "statements", &list))
        return false;
    if (out->number && !out->hash.length)
        return wrong(taking, "hash", "is missing: that of the report which is read again");
    if (!out->number && !report->article.text.length)
        return wrong(taking, "text", "is missing: of a report that was read again it must be there");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *one = json_array_get(list, i);
        struct exchange_line line = { .row.line = taking->line };
        if (!json_is_object(one))
            return wrong(taking, arena_print(taking->arena, "statements[%zu]", i).at, "is no statement, an object between { and }");
        if (!take_statement(taking, one, &line) || !take_evidence(taking, one, &line.row.statement))
            return false;
        ARENA_PUSH(taking->arena, &report->rows, line.row);
    }
    return true;
}

bool exchange_take_reading(struct text object, const char *file, int line, struct arena *arena, struct exchange_reading *out,
                           struct error *err)
{
    const struct taking taking = { file, line, arena, err };
    *out = (struct exchange_reading){ .report = { .file = file, .first_line = line, .last_line = line } };
    json_t *root = take_load(object, true, file, line, err);
    bool good = root && take_reading(&taking, root, out);
    json_decref(root);
    return good;
}
