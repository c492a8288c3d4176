/* Property test of questions about the past: what a ledger answers as of a day and as known by a moment is what another ledger says
 * that holds only the reports, marks, reviews and readings of then; and a rebuild changes nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/ledger_events.h"

enum { REPORTS = 70, MARKS = 16, EVENTS = 60, QUESTIONS = 16 };

/* Reports are learned an hour apart, in the order of their numbers. */
static const long long first_ms = 1772366400000, hour_ms = 3600000;

static struct error err;

static void demand(bool good)
{
    if (good)
        return;
    fprintf(stderr, "ledger_past_test: %s\n", err.message);
    exit(1);
}

static void add_text(struct buffer *out, struct text text)
{
    buffer_print(out, "%.*s|", (int)text.length, text.at);
}

static bool add_commitment(void *context, const struct ledger_commitment *row, struct error *ignored)
{
    struct buffer *out = context;
    const struct text texts[] = { row->id, row->actor_code, row->recipient_code, row->means, row->state, row->object,
                                  row->condition_class, row->condition, row->amount, row->first_said, row->last_said,
                                  row->statement, row->sentence };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(out, texts[i]);
    buffer_print(out, "%d|%d|%d|%d\n", row->statements, row->articles, row->is_disputed, row->is_revised);
    return true;
}

static bool add_statement(void *context, const struct ledger_statement *row, struct error *ignored)
{
    struct buffer *out = context;
    add_text(out, text_of(row->statement.id));
    add_text(out, row->article.published);
    add_text(out, row->effect);
    add_text(out, row->state);
    add_text(out, text_of(ledger_verdict_text(row->verdict)));
    add_text(out, text_of(record_act_text(row->statement.act)));
    add_text(out, row->statement.object_text);
    buffer_print(out, "%zu|%d\n", row->review_count, row->machine != NULL);
    return true;
}

static bool add_revision(void *context, const struct ledger_revision *row, struct error *ignored)
{
    const struct text texts[] = { row->what, row->before, row->after, row->statement, row->revised_by, row->said };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(context, texts[i]);
    buffer_add_char(context, '\n');
    return true;
}

static bool add_dispute(void *context, const struct ledger_dispute *row, struct error *ignored)
{
    add_text(context, row->rule);
    add_text(context, row->statement.id);
    add_text(context, row->disputed_by.id);
    buffer_add_char(context, '\n');
    return true;
}

static bool add_field(void *context, const struct ledger_field *field, struct error *ignored)
{
    add_text(context, field->actor);
    add_text(context, field->means);
    add_text(context, field->state);
    buffer_print(context, "%lld\n", field->commitments);
    return true;
}

static bool add_growth(void *context, const struct ledger_growth *row, struct error *ignored)
{
    add_text(context, row->day);
    buffer_print(context, "%lld\n", row->commitments);
    return true;
}

struct ids {
    struct arena arena;
    struct text *items;
    size_t count, room;
};

static bool add_id(void *context, const struct ledger_commitment *row, struct error *ignored)
{
    struct ids *ids = context;
    ARENA_PUSH(&ids->arena, ids, arena_copy(&ids->arena, row->id));
    return true;
}

static bool add_mark(void *context, const struct ledger_mark *mark, struct error *ignored)
{
    buffer_print(context, "%s|%d|", ledger_mark_text(mark->kind), mark->retracted_by > 0);
    add_text(context, mark->condition_class);
    add_text(context, mark->on);
    buffer_add_char(context, '\n');
    return true;
}

/* Everything that can be asked, under a filter and time. */
static void ask_all(struct ledger *ledger, const struct ledger_filter *filter, struct buffer *out)
{
    struct ids ids = { 0 };
    demand(ledger_board(ledger, &filter->time, 1000, add_field, out, &err));
    demand(ledger_growth(ledger, &filter->time, add_growth, out, &err));
    demand(ledger_commitments(ledger, filter, add_commitment, out, &err));
    demand(ledger_commitments(ledger, filter, add_id, &ids, &err));
    demand(ledger_statements(ledger, filter, add_statement, out, &err));
    demand(ledger_disputes(ledger, filter, TEXT(""), add_dispute, out, &err));
    demand(ledger_marks(ledger, &filter->time, add_mark, out, &err));
    for (size_t i = 0; i < ids.count; i++) {
        buffer_print(out, "history of %.*s\n", (int)ids.items[i].length, ids.items[i].at);
        demand(ledger_history(ledger, ids.items[i], &filter->time, add_statement, out, &err));
        demand(ledger_revisions(ledger, ids.items[i], &filter->time, add_revision, out, &err));
        demand(ledger_disputes(ledger, filter, ids.items[i], add_dispute, out, &err));
    }
    arena_release(&ids.arena);
}

struct place {
    char path[LEDGER_ADDRESS_ROOM];
    struct ledger *ledger;
};

static void place_open(struct place *place)
{
    ledger_new_address(place->path);
    demand((place->ledger = ledger_open(place->path, LEDGER_WRITE, &err)) != NULL);
    demand(ledger_begin(place->ledger, &err)); /* nobody cuts the power */
}

static void place_close(struct place *place)
{
    ledger_close(place->ledger);
    ledger_remove_place(place->path);
}

/* The filters of a question, now and then with an act, a state, a person or days. */
static struct ledger_filter some_filter(unsigned long long *seed)
{
    struct ledger_filter filter = { .id = TEXT("") };
    switch (random_below(seed, 7)) {
    case 0: filter.act = TEXT("pledge"); break;
    case 1: filter.state = TEXT("revised"); break;
    case 2: filter.state = TEXT("fulfilled"); break;
    case 3: filter.actor = TEXT("NOR"); break;
    case 4: filter.words = TEXT("RADAR"); break;
    case 6: filter.state = TEXT("due"); break;
    case 5: filter.since = TEXT("2026-01-10"), filter.until = TEXT("2026-01-20"); break;
    }
    return filter;
}

/* The first line that differs is told. */
static void compare(const char *expected, const char *got, const char *as_of, const char *known_by)
{
    while (*expected && *got) {
        size_t length = strcspn(expected, "\n"), other = strcspn(got, "\n");
        if (length != other || memcmp(expected, got, length))
            break;
        expected += length + 1;
        got += other + 1;
    }
    if (!*expected && !*got)
        return;
    fprintf(stderr, "ledger_past_test: as of '%s', known by '%s': expected '%.*s', got '%.*s'\n", as_of, known_by,
            (int)strcspn(expected, "\n"), expected, (int)strcspn(got, "\n"), got);
    exit(1);
}

/* A mark that follows report `after`, half an hour later. */
struct seen {
    struct ledger_mark mark;
    int retracts; /* index of the mark that it takes back, or -1 */
    unsigned after;
};

static struct seen some_mark(const struct seen *before, unsigned index, unsigned long long *seed, struct arena *arena)
{
    static const char *const classes[] = { "ceasefire", "approval", "others" }, *const recipients[] = { "", "MDA", "UKR" };
    unsigned day = random_below(seed, 40);
    struct seen seen = { .retracts = -1, .after = index * REPORTS / MARKS };
    seen.mark = (struct ledger_mark){ .kind = random_below(seed, 3) ? LEDGER_MARK_MET : LEDGER_MARK_ENDED,
                                      .condition_class = text_of(classes[random_below(seed, 3)]),
                                      .recipient = text_of(recipients[random_below(seed, 3)]),
                                      .on = arena_print(arena, "2026-%02u-%02u", (1 + day / 28) % 100, (1 + day % 28) % 100) };
    if (index % 4 == 3) {
        seen.retracts = (int)index - 2;
        seen.mark = (struct ledger_mark){ .kind = LEDGER_MARK_RETRACTED, .on = before[index - 2].mark.on };
    }
    return seen;
}

/* What is true of the marks of a time: those that had happened and were known, without retractions of others. */
static void add_marks(struct ledger *ledger, struct seen *marks, unsigned after, struct text as_of, struct error *failed)
{
    for (int i = 0; i < MARKS; i++) {
        struct seen *seen = &marks[i];
        if (seen->after != after || (as_of.length && text_compare(seen->mark.on, as_of) > 0))
            continue;
        if (seen->retracts >= 0 && !(seen->mark.retracts = marks[seen->retracts].mark.number))
            continue;
        demand(ledger_add_mark(ledger, &seen->mark, first_ms + after * hour_ms + hour_ms / 2, &seen->mark.number, failed));
    }
}

/* What the reports of a round are reviewed by; no events: by nobody. */
struct reviewed {
    struct event events[EVENTS];
    int count;
    bool is_wild; /* merges and splits too, which depend on what was added first, and so not on days alone */
};

static void apply_events(struct ledger *ledger, struct reviewed *reviewed, unsigned after)
{
    for (int i = 0; i < reviewed->count; i++)
        if (reviewed->events[i].after == after)
            demand(event_apply(ledger, reviewed->events, i, first_ms + after * hour_ms + hour_ms / 2, &err));
}

static void make_events(struct ledger *ledger, struct reviewed *reviewed, const struct report *reports, unsigned after,
                        unsigned long long *seed, struct arena *arena)
{
    for (unsigned i = after * EVENTS / REPORTS; i < (after + 1) * EVENTS / REPORTS; i++) {
        struct event event = event_some(ledger, reports, after, reviewed->events, reviewed->count, reviewed->is_wild, seed, arena);
        reviewed->events[reviewed->count++] = event;
        demand(event_apply(ledger, reviewed->events, reviewed->count - 1, first_ms + after * hour_ms + hour_ms / 2, &err));
    }
}

static void question(const struct report *reports, const struct seen *marks, const struct reviewed *whole_reviewed,
                     struct ledger *whole, unsigned long long *seed)
{
    struct reviewed reviewed = { .count = 0 };
    struct place part;
    struct buffer expected, got;
    enum ledger_outcome outcome;
    char as_of[16] = "", known_by[32] = "";
    unsigned day = random_below(seed, 42), learned = random_below(seed, REPORTS + 10);
    struct ledger_filter filter = some_filter(seed), then = filter;
    if (whole_reviewed)
        reviewed = *whole_reviewed;
    if (random_below(seed, 4) && !reviewed.is_wild)
        snprintf(as_of, sizeof as_of, "2026-%02u-%02u", (1 + day / 28) % 100, (1 + day % 28) % 100);
    if (random_below(seed, 4) || !*as_of)
        snprintf(known_by, sizeof known_by, "2026-03-%02uT%02u", (1 + (12 + learned) / 24) % 100, (12 + learned) % 24 % 100);
    place_open(&part);
    struct seen known[MARKS];
    if (marks)
        memcpy(known, marks, sizeof known);
    for (int i = 0; marks && i < MARKS; i++)
        known[i].mark.number = 0;
    for (unsigned i = 0; i < REPORTS && (!*known_by || i <= learned); i++) {
        if (!*as_of || text_compare(reports[i].article.published, text_of(as_of)) <= 0)
            demand(report_append_at(part.ledger, &reports[i], first_ms + i * hour_ms, &outcome, &err));
        if (marks)
            add_marks(part.ledger, known, i, text_of(as_of), &err);
        apply_events(part.ledger, &reviewed, i);
    }
    then.time = (struct ledger_time){ text_of(as_of), text_of(known_by) };
    buffer_init(&expected, 0);
    buffer_init(&got, 0);
    buffer_add_string(&expected, "commitments\n");
    buffer_add_string(&got, "commitments\n");
    ask_all(part.ledger, &filter, &expected);
    ask_all(whole, &then, &got);
    compare(expected.at, got.at, as_of, known_by);
    buffer_release(&expected);
    buffer_release(&got);
    place_close(&part);
}

/* A rebuild gives the same rows, and the chain holds. */
static void check_rebuilt(const struct place *place)
{
    struct ledger_chain chain;
    struct buffer before, after;
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    demand(ledger_flush(place->ledger, &err));
    ledger_dump(place->path, false, &before);
    demand(ledger_rebuild(place->ledger, &err) && ledger_verify(place->ledger, TEXT(""), &chain, &err));
    demand(ledger_flush(place->ledger, &err));
    ledger_dump(place->path, false, &after);
    compare(before.at, after.at, "rebuilt", "");
    buffer_release(&before);
    buffer_release(&after);
}

/* Questions to a ledger with all reports: with marks, asked by who writes it; and without, asked by a reader, who is spared some
 * work. */
static void ask_round(const struct report *reports, const struct seen *marks, struct reviewed *reviewed, int count,
                      unsigned long long *seed)
{
    struct arena arena = { 0 };
    struct place whole;
    enum ledger_outcome outcome;
    struct seen known[MARKS];
    if (marks)
        memcpy(known, marks, sizeof known);
    place_open(&whole);
    for (unsigned i = 0; i < REPORTS; i++) {
        demand(report_append_at(whole.ledger, &reports[i], first_ms + i * hour_ms, &outcome, &err));
        if (marks)
            add_marks(whole.ledger, known, i, TEXT(""), &err);
        if (reviewed)
            make_events(whole.ledger, reviewed, reports, i, seed, &arena);
    }
    if (reviewed)
        check_rebuilt(&whole);
    if (!marks) {
        demand(ledger_commit(whole.ledger, &err));
        ledger_close(whole.ledger);
        demand((whole.ledger = ledger_open(whole.path, LEDGER_READ, &err)) != NULL);
    }
    for (int i = 0; i < count; i++)
        question(reports, marks ? known : NULL, reviewed, whole.ledger, seed);
    place_close(&whole);
    arena_release(&arena);
}

int main(void)
{
    struct arena arena = { 0 };
    struct report *reports = memory_take(sizeof *reports * REPORTS);
    unsigned long long seed = 5;
    struct seen marks[MARKS];
    for (unsigned i = 0; i < MARKS; i++)
        marks[i] = some_mark(marks, i, &seed, &arena);
    for (unsigned i = 0; i < REPORTS; i++)
        reports[i] = report_random(&arena, i, 12);
    ask_round(reports, marks, NULL, QUESTIONS, &seed);
    ask_round(reports, NULL, NULL, QUESTIONS, &seed);
    struct reviewed tame = { .count = 0 }, wild = { .is_wild = true };
    ask_round(reports, marks, &tame, QUESTIONS, &seed);
    ask_round(reports, marks, &wild, QUESTIONS, &seed);
    free(reports);
    arena_release(&arena);
    printf("%d questions about the past answered as a ledger of their time would\n", 4 * QUESTIONS);
    return 0;
}
