/* Property test of questions about the past: what a ledger answers as of a day and as known by a moment is what another ledger says
 * that holds only the reports said and learned by then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/ledger_random.h"

enum { REPORTS = 70, QUESTIONS = 24 };

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
    buffer_add_char(out, '\n');
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

/* Everything that can be asked, under a filter and time. */
static void ask_all(struct ledger *ledger, const struct ledger_filter *filter, struct buffer *out)
{
    struct ids ids = { 0 };
    demand(ledger_commitments(ledger, filter, add_commitment, out, &err));
    demand(ledger_commitments(ledger, filter, add_id, &ids, &err));
    demand(ledger_statements(ledger, filter, add_statement, out, &err));
    demand(ledger_disputes(ledger, filter, TEXT(""), add_dispute, out, &err));
    for (size_t i = 0; i < ids.count; i++) {
        buffer_print(out, "history of %.*s\n", (int)ids.items[i].length, ids.items[i].at);
        demand(ledger_history(ledger, ids.items[i], &filter->time, add_statement, out, &err));
        demand(ledger_revisions(ledger, ids.items[i], &filter->time, add_revision, out, &err));
        demand(ledger_disputes(ledger, filter, ids.items[i], add_dispute, out, &err));
    }
    arena_release(&ids.arena);
}

struct place {
    char folder[64], path[80];
    struct ledger *ledger;
};

static void place_open(struct place *place)
{
    strcpy(place->folder, "/tmp/troth-past-XXXXXX");
    if (!mkdtemp(place->folder))
        exit(1);
    snprintf(place->path, sizeof place->path, "%s/book.db", place->folder);
    demand((place->ledger = ledger_open(place->path, LEDGER_WRITE, &err)) != NULL);
    demand(ledger_begin(place->ledger, &err)); /* nobody cuts the power */
}

static void place_close(struct place *place)
{
    char name[96];
    ledger_close(place->ledger);
    for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", NULL }; *end; end++) {
        snprintf(name, sizeof name, "%s%s", place->path, *end);
        unlink(name);
    }
    rmdir(place->folder);
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

static void question(const struct report *reports, struct ledger *whole, unsigned long long *seed)
{
    struct place part;
    struct buffer expected, got;
    enum ledger_outcome outcome;
    char as_of[16] = "", known_by[32] = "";
    unsigned day = random_below(seed, 42), learned = random_below(seed, REPORTS + 10);
    struct ledger_filter filter = some_filter(seed), then = filter;
    if (random_below(seed, 4))
        snprintf(as_of, sizeof as_of, "2026-%02u-%02u", (1 + day / 28) % 100, (1 + day % 28) % 100);
    if (random_below(seed, 4) || !*as_of)
        snprintf(known_by, sizeof known_by, "2026-03-%02uT%02u", (1 + (12 + learned) / 24) % 100, (12 + learned) % 24 % 100);
    place_open(&part);
    for (unsigned i = 0; i < REPORTS && (!*known_by || i <= learned); i++)
        if (!*as_of || text_compare(reports[i].article.published, text_of(as_of)) <= 0)
            demand(report_append_at(part.ledger, &reports[i], first_ms + i * hour_ms, &outcome, &err));
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

int main(void)
{
    struct arena arena = { 0 };
    struct report *reports = memory_take(sizeof *reports * REPORTS);
    struct place whole;
    enum ledger_outcome outcome;
    unsigned long long seed = 5;
    place_open(&whole);
    for (unsigned i = 0; i < REPORTS; i++) {
        reports[i] = report_random(&arena, i, 12);
        demand(report_append_at(whole.ledger, &reports[i], first_ms + i * hour_ms, &outcome, &err));
    }
    for (int i = 0; i < QUESTIONS; i++)
        question(reports, whole.ledger, &seed);
    place_close(&whole);
    free(reports);
    arena_release(&arena);
    printf("%d questions about the past answered as a ledger of their time would\n", QUESTIONS);
    return 0;
}
