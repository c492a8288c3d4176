/* Random reviews for property tests of a ledger. */
#include "tests/ledger_events.h"

struct ids {
    struct arena *arena;
    struct text *items;
    size_t count, room;
};

static bool add_id(void *context, const struct ledger_commitment *row, struct error *ignored)
{
    struct ids *ids = context;
    ARENA_PUSH(ids->arena, ids, arena_copy(ids->arena, row->id));
    return true;
}

static struct text pick(const struct ids *ids, unsigned long long *seed)
{
    return ids->count ? ids->items[random_below(seed, (unsigned)ids->count)] : TEXT("00000000000000000000000000000000");
}

static const struct statement *pick_statement(const struct report *reports, unsigned after, unsigned long long *seed)
{
    for (;;) {
        const struct report *report = &reports[random_below(seed, after + 1)];
        if (report->statements.count)
            return &report->statements.items[random_below(seed, (unsigned)report->statements.count)];
    }
}

static void correct_some(struct ledger_review *review, unsigned long long *seed)
{
    static const struct { enum ledger_review_field field; const char *value; } choices[] = {
        { LEDGER_REVIEW_FIELD_ACT, "decline" },          { LEDGER_REVIEW_FIELD_ACT, "pledge" },
        { LEDGER_REVIEW_FIELD_ACTORS, "Norway (NOR)" },  { LEDGER_REVIEW_FIELD_ACTORS, "Spain (ESP); Italy (ITA)" },
        { LEDGER_REVIEW_FIELD_RECIPIENTS, "" },          { LEDGER_REVIEW_FIELD_RECIPIENTS, "Moldova (MDA)" },
        { LEDGER_REVIEW_FIELD_MEANS, "arms, funding" },  { LEDGER_REVIEW_FIELD_OBJECT, "two more radars" },
        { LEDGER_REVIEW_FIELD_AMOUNT, "30 tanks" },      { LEDGER_REVIEW_FIELD_CONDITION_CLASS, "ceasefire" },
        { LEDGER_REVIEW_FIELD_CONDITION_CLASS, "" },     { LEDGER_REVIEW_FIELD_STATUS, "possible" },
        { LEDGER_REVIEW_FIELD_CAVEAT, "only for a year" },
    };
    unsigned which = random_below(seed, sizeof choices / sizeof *choices);
    review->kind = LEDGER_REVIEW_CORRECT;
    review->field = choices[which].field;
    review->value = text_of(choices[which].value);
}

static void rule_some(struct ledger *ledger, struct ledger_review *review, unsigned long long *seed, struct arena *arena)
{
    struct ids ids = { .arena = arena };
    struct ledger_filter all = { .id = TEXT("") };
    struct error ignored;
    ledger_commitments(ledger, &all, add_id, &ids, &ignored);
    if (random_below(seed, 2)) {
        review->kind = LEDGER_REVIEW_MERGE;
        review->commitment = pick(&ids, seed);
        review->target = pick(&ids, seed);
        review->statement = TEXT("");
        return;
    }
    review->kind = LEDGER_REVIEW_SPLIT;
    review->target = random_below(seed, 2) ? pick(&ids, seed) : TEXT("");
}

struct event event_some(struct ledger *ledger, const struct report *reports, unsigned after, const struct event *before, int count,
                        bool is_wild, unsigned long long *seed, struct arena *arena)
{
    struct event event = { .retracts = -1, .after = after,
                           .review = { .reviewed_by = TEXT("A. Reader"), .note = TEXT("as printed") } };
    struct ledger_review *review = &event.review;
    if (count && !random_below(seed, 4)) {
        event.retracts = (int)random_below(seed, (unsigned)count);
        if (before[event.retracts].number && before[event.retracts].retracts < 0) {
            review->kind = LEDGER_REVIEW_RETRACT;
            return event;
        }
        event.retracts = -1;
    }
    review->statement = arena_copy(arena, text_of(pick_statement(reports, after, seed)->id));
    switch (random_below(seed, is_wild ? 8 : 5)) {
    case 0: review->kind = LEDGER_REVIEW_CONFIRM; break;
    case 1: review->kind = LEDGER_REVIEW_REJECT; break;
    case 2:
    case 3:
    case 4: correct_some(review, seed); break;
    default: rule_some(ledger, review, seed, arena); break;
    }
    return event;
}

bool event_apply(struct ledger *ledger, struct event *events, int index, long long learned_ms, struct error *err)
{
    struct event *event = &events[index];
    struct error failed = { 0 };
    event->number = 0;
    if (event->retracts >= 0 && !(event->review.retracts = events[event->retracts].number))
        return true;
    if (ledger_add_reviews(ledger, &event->review, 1, learned_ms, &event->number, &failed))
        return true;
    event->number = 0;
    if (failed.code != ERROR_USAGE)
        *err = failed;
    return failed.code == ERROR_USAGE;
}
