/* Random reviews and later readings for property tests of a ledger. */
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

/* The report as another reader might see it: some statements are missing, some say something else, at the same places. */
static void reread_some(struct event *event, const struct report *reports, unsigned after, unsigned long long *seed,
                        struct arena *arena)
{
    event->reread = &reports[random_below(seed, after + 1)];
    const struct report *other = &reports[random_below(seed, after + 1)];
    char hash[65];
    record_article_hash(&event->reread->article, hash);
    for (size_t i = 0; i < event->reread->statements.count; i++) {
        struct statement statement = event->reread->statements.items[i];
        const struct statement *from = other->statements.count ? &other->statements.items[i % other->statements.count] : &statement;
        unsigned what = random_below(seed, 6);
        if (what == 0)
            continue;
        if (what == 1)
            statement.amount_text = from->amount_text;
        if (what == 2)
            statement.actors = from->actors;
        if (what == 3) {
            statement.act = from->act;
            record_set_id(&statement, hash);
        }
        statement.n = (int)event->statements.count + 1;
        statement.links.items = NULL;
        statement.links.count = statement.links.room = 0;
        if (statement.n > 1 && random_below(seed, 3) == 0) {
            struct link link = { (enum link_kind)random_below(seed, LINK_COUNT), 1 + (int)random_below(seed,
                                                                                                       (unsigned)statement.n - 1) };
            ARENA_PUSH(arena, &statement.links, link);
        }
        ARENA_PUSH(arena, &event->statements, statement);
    }
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
    if (!random_below(seed, 4)) {
        reread_some(&event, reports, after, seed, arena);
        return event;
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

static bool ignore(void *context, const struct ledger_difference *difference, struct error *err)
{
    return true;
}

/* The number of a report that the ledger holds; 0: it does not. */
static bool find_report(struct ledger *ledger, const struct report *report, long long *number, struct error *err)
{
    struct arena arena = { 0 };
    struct ledger_report found;
    long long after = 0;
    int got;
    *number = 0;
    while (!*number && (got = ledger_next_report(ledger, after, &arena, &found, err)) > 0) {
        after = found.number;
        if (text_equals(found.article.id, report->article.id))
            *number = found.number;
        arena_reset(&arena);
    }
    arena_release(&arena);
    return *number || got == 0;
}

static bool apply_reread(struct ledger *ledger, const struct event *event, long long learned_ms, struct error *err)
{
    struct ledger_rereading rereading = { .statements = &event->statements, .reader = "another", .learned_ms = learned_ms };
    bool is_new;
    if (!find_report(ledger, event->reread, &rereading.article, err))
        return false;
    return !rereading.article || ledger_reread(ledger, &rereading, false, ignore, NULL, &is_new, err);
}

bool event_apply(struct ledger *ledger, struct event *events, int index, long long learned_ms, struct error *err)
{
    struct event *event = &events[index];
    struct error failed = { 0 };
    event->number = 0;
    if (event->reread)
        return apply_reread(ledger, event, learned_ms, err);
    if (event->retracts >= 0 && !(event->review.retracts = events[event->retracts].number))
        return true;
    if (ledger_add_reviews(ledger, &event->review, 1, learned_ms, &event->number, &failed))
        return true;
    event->number = 0;
    if (failed.code != ERROR_USAGE)
        *err = failed;
    return failed.code == ERROR_USAGE;
}
