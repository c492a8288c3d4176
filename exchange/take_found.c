/* A line of JSON that is a review or a mark becomes one. */
#include <jansson.h>

#include "exchange/inner.h"

enum exchange_sort exchange_sort_of(struct text object)
{
    static const char *const keys[] = { [EXCHANGE_PRINTING] = "printing", [EXCHANGE_REVIEW] = "review", [EXCHANGE_MARK] = "mark",
                                        [EXCHANGE_FIRST_READING] = "first_reading", [EXCHANGE_READING] = "reading" };
    object = text_trim(object);
    if (!text_starts(object, TEXT("{")))
        return EXCHANGE_RECORD;
    object = text_trim(text_slice(object, 1, object.length));
    object = text_starts(object, TEXT("\"")) ? text_slice(object, 1, object.length) : TEXT("");
    struct text key = text_cut(&object, '"');
    for (int i = EXCHANGE_PRINTING; i <= EXCHANGE_READING; i++)
        if (text_is(key, keys[i]))
            return (enum exchange_sort)i;
    return EXCHANGE_RECORD;
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

static bool take_review(const json_t *object, const char *file, int line, struct arena *arena, struct ledger_review *review,
                        struct error *err)
{
    int kind = ledger_review_of(string_of(object, "kind", arena));
    int field = ledger_review_field_of(string_of(object, "field", arena));
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

static bool take_mark(const json_t *object, const char *file, int line, struct arena *arena, struct ledger_mark *mark,
                      struct error *err)
{
    int kind = ledger_mark_of(string_of(object, "kind", arena));
    *mark = (struct ledger_mark){
        .number = json_integer_value(json_object_get(object, "mark")),
        .retracts = json_integer_value(json_object_get(object, "retracts")),
        .condition_class = string_of(object, "condition_class", arena), .recipient = string_of(object, "recipient", arena),
        .commitment = string_of(object, "commitment", arena), .on = string_of(object, "on", arena),
        .source = string_of(object, "source", arena), .note = string_of(object, "note", arena),
        .marked_by = string_of(object, "marked_by", arena),
    };
    if (kind < 0)
        return wrong(file, line, "kind", "is none of met, ended, delivered, retracted", err);
    mark->kind = (enum ledger_mark_kind)kind;
    return mark->kind != LEDGER_MARK_RETRACTED || mark->retracts ||
           wrong(file, line, "retracts", "is missing: the number of the mark that is taken back", err);
}

bool exchange_take_review(struct text object, const char *file, int line, struct arena *arena, struct ledger_review *out,
                          struct error *err)
{
    json_t *root = take_load(object, false, file, line, err);
    bool good = root && take_review(root, file, line, arena, out, err);
    json_decref(root);
    return good;
}

bool exchange_take_mark(struct text object, const char *file, int line, struct arena *arena, struct ledger_mark *out,
                        struct error *err)
{
    json_t *root = take_load(object, false, file, line, err);
    bool good = root && take_mark(root, file, line, arena, out, err);
    json_decref(root);
    return good;
}
