/* What review, merge and split share: ids, recording, words. */
#include "command/reviewing.h"

#include <string.h>

#include "base/near.h"

bool reviewing_find(const struct query *query, const char *given, enum ledger_kind kind, char id[65], struct error *err)
{
    enum ledger_kind found;
    if (!ledger_find(query->ledger, text_of(given), &found, id, err))
        return false;
    return found == kind || error_set(err, ERROR_USAGE, "'%s' is no %s of this ledger; `troth %s` prints their ids", given,
                                      kind == LEDGER_STATEMENT ? "statement" : "commitment",
                                      kind == LEDGER_STATEMENT ? "list" : "book");
}

struct text review_words(const struct ledger_review *review, struct arena *arena)
{
    struct text what = text_of(ledger_review_text(review->kind)), value = review->value;
    if (review->kind == LEDGER_REVIEW_RETRACT)
        what = arena_print(arena, "%s: review %lld", what.at, review->retracts);
    else if (review->kind == LEDGER_REVIEW_MERGE)
        what = arena_print(arena, "%s %.8s into %.8s", what.at, review->commitment.at, review->target.at);
    else if (review->kind == LEDGER_REVIEW_SPLIT)
        what = arena_print(arena, "%s %.8s from %.8s, into %.8s", what.at, review->statement.at, review->commitment.at,
                           review->target.at);
    else
        what = arena_print(arena, "%s %.8s", what.at, review->statement.at);
    if (review->kind == LEDGER_REVIEW_CORRECT)
        what = arena_print(arena, "%s: %s = %.*s", what.at, ledger_review_field_text(review->field), (int)value.length, value.at);
    if (review->note.length)
        what = arena_print(arena, "%s (%.*s)", what.at, (int)review->note.length, review->note.at);
    what = arena_print(arena, "%s, by %.*s", what.at, (int)review->reviewed_by.length, review->reviewed_by.at);
    return review->retracted_by ? arena_print(arena, "%s; taken back by review %lld", what.at, review->retracted_by) : what;
}

struct text review_conflicts(const struct ledger_statement *row, struct arena *arena)
{
    const struct statement *read = row->machine ? row->machine : &row->statement;
    struct text all = TEXT("");
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        struct text value = ledger_review_field_value(read, (enum ledger_review_field)i, arena);
        if (row->conflicts & 1u << i)
            all = arena_print(arena, "%s%s%s: %.*s", all.at, all.length ? "; " : "",
                              ledger_review_field_text((enum ledger_review_field)i),
                              (int)value.length, value.length ? value.at : "");
    }
    if (row->conflicts & LEDGER_CONFLICT_GONE)
        all = arena_print(arena, "%s%sit no more", all.at, all.length ? "; " : "");
    return all;
}

/* The reviews that were recorded just now. */
struct recorded {
    const struct query *query;
    const char *ledger;
    long long first;
};

static bool write_recorded(void *context, const struct ledger_review *review, struct error *err)
{
    const struct recorded *recorded = context;
    struct arena arena = { 0 };
    struct buffer out;
    if (review->number < recorded->first)
        return true;
    buffer_init(&out, 0);
    if (recorded->query->form == FORM_JSONL) {
        ledger_write_review(review, &out);
    } else {
        struct text what = review_words(review, &arena);
        buffer_print(&out, "%s: review %lld: %.*s", recorded->ledger, review->number, (int)what.length, what.at);
    }
    buffer_add_char(&out, '\n');
    bool goes_on = output_write(buffer_text(&out));
    buffer_release(&out);
    arena_release(&arena);
    return goes_on;
}

bool reviewing_add(const struct query *query, const struct options *options, struct ledger_review *reviews, size_t count,
                   struct error *err)
{
    long long first;
    struct ledger *ledger = ledger_open(query_path(options), LEDGER_WRITE, err);
    if (!ledger)
        return false;
    for (size_t i = 0; i < count; i++) {
        reviews[i].reviewed_by = text_of(options->value[OPTION_REVIEWER]);
        reviews[i].note = text_of(options->value[OPTION_NOTE]);
    }
    bool good = ledger_add_reviews(ledger, reviews, count, output_now(), &first, err);
    struct recorded recorded = { query, ledger_name(ledger), first };
    good = good && (ledger_reviews(ledger, TEXT(""), NULL, write_recorded, &recorded, err) || err->code == ERROR_NONE);
    ledger_close(ledger);
    return good;
}

bool reviewing_retract(const struct query *query, const struct options *options, struct error *err)
{
    struct ledger_review review = { .kind = LEDGER_REVIEW_RETRACT, .retracts = options->number[OPTION_RETRACT] };
    if (options->input_count)
        return error_set(err, ERROR_USAGE, "'--retract' takes a review back and does nothing else; leave '%s' out",
                         options->inputs[0]);
    return reviewing_add(query, options, &review, 1, err);
}

bool reviewing_correction(const char *word, struct ledger_review *review, struct error *err)
{
    struct text value = text_of(word), name = text_cut(&value, '=');
    int field = ledger_review_field_of(name);
    if (!strchr(word, '='))
        return error_set(err, ERROR_USAGE, "'%s' is no correction; write FIELD=VALUE, as in amount=\"50 tanks\"", word);
    if (field < 0) {
        char wrong[64] = "";
        const char *near = near_name(name, ledger_review_field_names(), LEDGER_REVIEW_FIELD_COUNT);
        memcpy(wrong, name.at, name.length < sizeof wrong ? name.length : sizeof wrong - 1);
        return error_set(err, ERROR_USAGE, "a statement has no field '%s'%s%s%s; 'troth review --help' lists them", wrong,
                         near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    review->field = (enum ledger_review_field)field;
    review->value = value;
    return true;
}
