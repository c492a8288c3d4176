/* A line of JSON that is a review becomes one. */
#include <jansson.h>

#include "exchange/exchange.h"

bool exchange_is_review(struct text object)
{
    object = text_trim(object);
    return text_starts(object, TEXT("{")) && text_starts(text_trim(text_slice(object, 1, object.length)), TEXT("\"review\""));
}

static bool wrong(const char *file, int line, const char *field, const char *what, struct error *err)
{
    return error_at(err, ERROR_INPUT, file, line, 0, "%s: %s", field, what);
}

static struct text string_of(const json_t *object, const char *key, struct arena *arena)
{
    const json_t *got = json_object_get(object, key);
    return json_is_string(got) ? arena_copy(arena, (struct text){ json_string_value(got), json_string_length(got) }) : TEXT("");
}

static bool take(const json_t *object, const char *file, int line, struct arena *arena, struct ledger_review *review,
                 struct error *err)
{
    int kind = ledger_review_of(string_of(object, "kind", arena)), field = ledger_review_field_of(string_of(object, "field", arena));
    *review = (struct ledger_review){
        .number = json_integer_value(json_object_get(object, "review")),
        .retracts = json_integer_value(json_object_get(object, "retracts")),
        .statement = string_of(object, "statement", arena), .value = string_of(object, "value", arena),
        .commitment = string_of(object, "commitment", arena), .target = string_of(object, "target", arena),
        .note = string_of(object, "note", arena), .reviewed_by = string_of(object, "reviewed_by", arena),
    };
    if (kind < 0)
        return wrong(file, line, "kind", "is none of confirm, correct, reject, comment, merge, split, retract", err);
    review->kind = (enum ledger_review_kind)kind;
    if (review->kind == LEDGER_REVIEW_CORRECT && field < 0)
        return wrong(file, line, "field", "is none that can be corrected; 'troth review --help' lists them", err);
    if (review->kind == LEDGER_REVIEW_RETRACT && !review->retracts)
        return wrong(file, line, "retracts", "is missing: the number of the review that is taken back", err);
    if (!text_trim(review->reviewed_by).length)
        return wrong(file, line, "reviewed_by", "is missing: a review has a reviewer's name", err);
    review->field = field < 0 ? LEDGER_REVIEW_FIELD_ACT : (enum ledger_review_field)field;
    return true;
}

bool exchange_take_review(struct text object, const char *file, int line, struct arena *arena, struct ledger_review *out,
                          struct error *err)
{
    json_error_t why;
    json_t *root = json_loadb(object.at, object.length, 0, &why);
    if (!root)
        return error_at(err, ERROR_INPUT, file, line + why.line - 1, why.column, "broken JSON: %s", why.text);
    bool good = take(root, file, line, arena, out, err);
    json_decref(root);
    return good;
}
