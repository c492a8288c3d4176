/* troth review: what waits for a person's eye; what a person found of a statement; all reviews. */
#include <string.h>

#include "base/near.h"
#include "command/command.h"
#include "command/query.h"
#include "command/reviewing.h"
#include "command/walk.h"

enum { PAGE = 20, FIELDS_MOST = 64 };

/* The queue or the log on its way out. */
struct listing {
    struct query *query;
    struct arena arena; /* for one row */
    struct buffer out;
    size_t count;
};

static bool flush(struct listing *listing)
{
    bool goes_on = output_write(buffer_text(&listing->out));
    buffer_reset(&listing->out);
    arena_reset(&listing->arena);
    listing->count++;
    return goes_on;
}

static void add_waiting_csv(struct listing *listing, const struct ledger_statement *row)
{
    struct text fields[LEDGER_REVIEW_FIELD_COUNT + 8] = {
        text_of(row->statement.id), arena_print(&listing->arena, "%d", row->weight),
        arena_print(&listing->arena, "%d.%03d", row->statement.confidence / 1000, row->statement.confidence % 1000),
        row->article.published, row->article.publisher,
    };
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++)
        fields[5 + i] = ledger_review_field_value(&row->statement, (enum ledger_review_field)i, &listing->arena);
    fields[5 + LEDGER_REVIEW_FIELD_COUNT] = row->statement.sentence_text;
    fields[6 + LEDGER_REVIEW_FIELD_COUNT] = text_of(ledger_verdict_text(row->verdict));
    fields[7 + LEDGER_REVIEW_FIELD_COUNT] = review_conflicts(row, &listing->arena);
    buffer_add_csv_row(&listing->out, fields, sizeof fields / sizeof *fields, "\n");
}

static void add_waiting_json(struct listing *listing, const struct ledger_statement *row)
{
    record_write_statement(&row->article, &row->statement, arena_copy(&listing->arena, row->reader).at, &listing->out);
    ledger_write_reviewed(row, &listing->out);
}

static bool write_waiting(void *context, const struct ledger_statement *row, struct error *err)
{
    struct listing *listing = context;
    if (listing->query->form == FORM_CSV)
        add_waiting_csv(listing, row);
    else if (listing->query->form == FORM_JSONL)
        add_waiting_json(listing, row);
    else
        walk_add(listing->query, row, &listing->arena, &listing->out);
    return flush(listing);
}

static bool list_queue(struct query *query, const struct options *options, struct error *err)
{
    struct listing listing = { .query = query };
    size_t most = options->value[OPTION_LIMIT] ? (size_t)options->number[OPTION_LIMIT] : PAGE;
    size_t from = options->value[OPTION_SKIP] ? (size_t)options->number[OPTION_SKIP] : 0;
    buffer_init(&listing.out, 0);
    if (query->form == FORM_CSV) {
        buffer_add_string(&listing.out, "id,weight,confidence,published,publisher");
        for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++)
            buffer_print(&listing.out, ",%s", ledger_review_field_text((enum ledger_review_field)i));
        buffer_add_string(&listing.out, ",sentence,verdict,conflicts\n");
        output_write(buffer_text(&listing.out));
        buffer_reset(&listing.out);
    }
    bool good = ledger_review_queue(query->ledger, &query->filter, from, most, write_waiting, &listing, err) ||
                err->code == ERROR_NONE;
    if (good && query->form == FORM_TABLE && !listing.count)
        output_write(TEXT("nothing waits for review\n"));
    buffer_release(&listing.out);
    arena_release(&listing.arena);
    return good;
}

static bool write_review(void *context, const struct ledger_review *review, struct error *err)
{
    struct listing *listing = context;
    if (listing->query->form == FORM_JSONL) {
        ledger_write_review(review, &listing->out);
        buffer_add_char(&listing->out, '\n');
    } else {
        struct text what = review_words(review, &listing->arena);
        buffer_print(&listing->out, "%3lld %.10s  %.*s\n", review->number, review->learned_at.at, (int)what.length, what.at);
    }
    return flush(listing);
}

static bool list_log(struct query *query, struct error *err)
{
    struct listing listing = { .query = query };
    buffer_init(&listing.out, 0);
    bool good = ledger_reviews(query->ledger, TEXT(""), NULL, write_review, &listing, err) || err->code == ERROR_NONE;
    if (good && query->form == FORM_TABLE && !listing.count)
        output_write(TEXT("nothing has been reviewed\n"));
    buffer_release(&listing.out);
    arena_release(&listing.arena);
    return good;
}

/* "confirm", "correct", "reject", "comment". */
static bool read_kind(const char *word, enum ledger_review_kind *kind, struct error *err)
{
    const char *names[LEDGER_REVIEW_COMMENT + 1];
    for (int i = 0; i <= LEDGER_REVIEW_COMMENT; i++) {
        names[i] = ledger_review_text((enum ledger_review_kind)i);
        *kind = (enum ledger_review_kind)i;
        if (!strcmp(word, names[i]))
            return true;
    }
    const char *near = near_name(text_of(word), names, LEDGER_REVIEW_COMMENT + 1);
    return error_set(err, ERROR_USAGE, "a review does not '%s'%s%s%s: it can confirm, correct, reject or comment", word,
                     near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

static bool read_reviews(const struct options *options, const struct query *query, char id[65], struct ledger_review *reviews,
                         size_t *count, struct error *err)
{
    enum ledger_review_kind kind;
    if (!read_kind(options->inputs[0], &kind, err))
        return false;
    if (options->input_count < 2)
        return error_set(err, ERROR_USAGE, "'troth review %s' wants a statement's ID; 'troth review' and 'troth list' print them",
                         options->inputs[0]);
    if (!reviewing_find(query, options->inputs[1], LEDGER_STATEMENT, id, err))
        return false;
    size_t fields = (size_t)options->input_count - 2;
    bool is_correction = kind == LEDGER_REVIEW_CORRECT;
    if (is_correction ? !fields || fields > FIELDS_MOST : fields > 0)
        return error_set(err, ERROR_USAGE, is_correction ? "'troth review correct' wants what to correct: FIELD=VALUE"
                                                         : "only 'troth review correct' takes more than an ID");
    *count = is_correction ? fields : 1;
    for (size_t i = 0; i < *count; i++) {
        reviews[i] = (struct ledger_review){ .kind = kind, .statement = text_of(id) };
        if (is_correction && !reviewing_correction(options->inputs[2 + i], &reviews[i], err))
            return false;
    }
    return true;
}

static bool review(struct query *query, const struct options *options, struct error *err)
{
    struct ledger_review reviews[FIELDS_MOST];
    char id[65];
    size_t count = 0;
    return read_reviews(options, query, id, reviews, &count, err) && reviewing_add(query, options, reviews, count, err);
}

int command_review(const struct options *options, struct error *err)
{
    struct query query;
    if (!query_open(&query, options, err))
        return error_status(err->code);
    bool good = options->value[OPTION_WALK]      ? walk(&query, options, err)
                : options->value[OPTION_RETRACT] ? reviewing_retract(&query, options, err)
                : options->input_count         ? review(&query, options, err)
                : options->value[OPTION_LOG]   ? list_log(&query, err)
                                               : list_queue(&query, options, err);
    query_close(&query);
    return good ? output_finish(err) : error_status(err->code);
}
