/* Reviews, marks and later readings that come in with statements made elsewhere: their numbers become ours, and what is there
 * already adds nothing. */
#include "command/import_found.h"

#include "command/output.h"

static bool take_there(void *context, const struct ledger_review *review, struct error *err)
{
    struct import_reviews *reviews = context;
    struct ledger_review copy = *review;
    struct text *const texts[] = { &copy.statement, &copy.value, &copy.commitment, &copy.target, &copy.note, &copy.reviewed_by };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&reviews->arena, *texts[i]);
    ARENA_PUSH(&reviews->arena, &reviews->there, copy);
    return true;
}

static bool look(struct import_reviews *reviews, struct ledger *ledger, struct error *err)
{
    bool good = reviews->has_looked || ledger_reviews(ledger, TEXT(""), NULL, take_there, reviews, err);
    reviews->has_looked = true;
    return good;
}

static long long ours(const struct import_numbers *came, long long theirs)
{
    for (size_t i = came->count; theirs && i-- > 0;)
        if (came->items[i].theirs == theirs)
            return came->items[i].ours;
    return 0;
}

static void note(struct arena *arena, struct import_numbers *came, long long theirs, long long ours)
{
    ARENA_PUSH(arena, came, (struct import_number){ theirs, ours });
}

/* The same words about the same thing; of a retraction, of the same review. */
static bool is_same(const struct ledger_review *a, const struct ledger_review *b)
{
    if (a->kind != b->kind || !text_equals(a->reviewed_by, text_trim(b->reviewed_by)) || !text_equals(a->note, b->note))
        return false;
    if (a->kind == LEDGER_REVIEW_RETRACT)
        return a->retracts == b->retracts;
    return text_equals(a->statement, b->statement) && a->field == b->field && text_equals(a->value, b->value) &&
           text_equals(a->commitment, b->commitment) && text_equals(a->target, b->target);
}

/* The number of one that was there before, and has not come in again yet; 0: there is none. */
static long long find_there(struct import_reviews *reviews, const struct ledger_review *review)
{
    for (size_t i = 0; i < reviews->there.count; i++) {
        long long number = reviews->there.items[i].number;
        if (!number || !is_same(&reviews->there.items[i], review))
            continue;
        reviews->there.items[i].number = 0;
        return number;
    }
    return 0;
}

/* A split into a commitment of its own names one that is not there before. */
static bool append(struct ledger *ledger, struct ledger_review *review, long long *number, struct error *err)
{
    struct error first;
    if (ledger_add_reviews(ledger, review, 1, output_now(), number, &first))
        return true;
    if (review->kind != LEDGER_REVIEW_SPLIT || first.code != ERROR_USAGE) {
        *err = first;
        return false;
    }
    review->target = TEXT("");
    return ledger_add_reviews(ledger, review, 1, output_now(), number, err);
}

bool import_review_add(struct import_reviews *reviews, struct ledger *ledger, const struct ledger_review *review, struct error *err)
{
    struct ledger_review mine = *review;
    long long number;
    if (!look(reviews, ledger, err))
        return false;
    mine.retracts = ours(&reviews->came, review->retracts);
    if (review->kind == LEDGER_REVIEW_RETRACT && !mine.retracts)
        return error_set(err, ERROR_USAGE, "review %lld takes back review %lld, which did not come in before it", review->number,
                         review->retracts);
    number = find_there(reviews, &mine);
    bool is_known = number > 0;
    if (!is_known && !append(ledger, &mine, &number, err))
        return false;
    *(is_known ? &reviews->known : &reviews->added) += 1;
    note(&reviews->arena, &reviews->came, review->number, number);
    return true;
}

void import_reviews_release(struct import_reviews *reviews)
{
    arena_release(&reviews->arena);
}

static bool take_mark_there(void *context, const struct ledger_mark *mark, struct error *err)
{
    struct import_marks *marks = context;
    struct ledger_mark copy = *mark;
    struct text *const texts[] = { &copy.condition_class, &copy.recipient, &copy.commitment, &copy.on, &copy.source, &copy.note,
                                   &copy.marked_by };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&marks->arena, *texts[i]);
    ARENA_PUSH(&marks->arena, &marks->there, copy);
    return true;
}

/* A retraction's day is that of the mark that it takes back. */
static bool is_same_mark(const struct ledger_mark *a, const struct ledger_mark *b)
{
    return a->kind == b->kind && a->retracts == b->retracts && text_equals(a->condition_class, b->condition_class) &&
           text_equals(a->recipient, b->recipient) && text_equals(a->commitment, b->commitment) &&
           (a->retracts || text_equals(a->on, b->on)) && text_equals(a->source, b->source) && text_equals(a->note, b->note) &&
           text_equals(a->marked_by, b->marked_by);
}

static long long find_mark_there(struct import_marks *marks, const struct ledger_mark *mark)
{
    for (size_t i = 0; i < marks->there.count; i++) {
        long long number = marks->there.items[i].number;
        if (!number || !is_same_mark(&marks->there.items[i], mark))
            continue;
        marks->there.items[i].number = 0;
        return number;
    }
    return 0;
}

bool import_mark_add(struct import_marks *marks, struct ledger *ledger, const struct ledger_mark *mark, struct error *err)
{
    struct ledger_mark mine = *mark;
    if (!marks->has_looked && !ledger_marks(ledger, &(struct ledger_time){ 0 }, take_mark_there, marks, err))
        return false;
    marks->has_looked = true;
    mine.retracts = ours(&marks->came, mark->retracts);
    if (mark->kind == LEDGER_MARK_RETRACTED && !mine.retracts)
        return error_set(err, ERROR_USAGE, "mark %lld takes back mark %lld, which did not come in before it", mark->number,
                         mark->retracts);
    long long number = find_mark_there(marks, &mine);
    bool is_known = number > 0;
    if (!is_known && !ledger_add_mark(ledger, &mine, output_now(), &number, err))
        return false;
    *(is_known ? &marks->known : &marks->added) += 1;
    note(&marks->arena, &marks->came, mark->number, number);
    return true;
}

void import_marks_release(struct import_marks *marks)
{
    arena_release(&marks->arena);
}

static bool pass_difference(void *context, const struct ledger_difference *difference, struct error *err)
{
    return true;
}

bool import_reading_add(struct import_readings *readings, struct ledger *ledger, struct exchange_reading *reading,
                        struct arena *arena, struct error *err)
{
    struct ledger_report report;
    struct statement_list statements;
    bool is_new = false;
    int got = ledger_find_report(ledger, reading->hash, arena, &report, err);
    if (got == 0)
        return error_set(err, ERROR_USAGE, "its report is not there; it stands before it in an export");
    if (got < 0)
        return false;
    if (report.readings < reading->number) {
        reading->report.article = report.article;
        struct ledger_rereading rereading = { report.number, &statements, reading->report.reader.at, output_now() };
        if (!exchange_assemble(&reading->report, arena, &statements, err) ||
            !ledger_reread(ledger, &rereading, false, pass_difference, NULL, &is_new, err))
            return false;
    }
    *(is_new ? &readings->added : &readings->known) += 1;
    return true;
}
