/* How many articles a second a ledger takes, and how fast it answers.
 *
 * usage: ledger_bench add ARTICLES LEDGER [crossed]     a dozen statements each; crossed: long histories, days mixed
 *        ledger_bench big STATEMENTS LEDGER             twelve years of news (ledger_big.h); 1000000 is a large ledger
 *        ledger_bench ask STATEMENTS LEDGER [QUESTIONS] questions to such a ledger, each of a random day and moment */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/ledger_big.h"
#include "tests/ledger_random.h"

/* As news has it: many actors, days that rise, a dozen statements an article, half of them on commitments. */
static struct report report_usual(struct arena *arena, unsigned number)
{
    static const char *const acts[] = { "pledge", "meet", "aid", "request", "decline", "accuse", "offer", "support", "meet",
                                        "claim", "reject" };
    static const char *const means[] = { "air", "troops", "funding;training", "talks", "arms", NULL };
    struct said said[12] = { 0 };
    unsigned long long seed = number + 1;
    for (int i = 0; i < 12; i++) {
        unsigned actor = random_below(&seed, 150), recipient = random_below(&seed, 150);
        said[i].act = acts[random_below(&seed, 11)];
        said[i].actors = arena_print(arena, "Actor %u:A%02u", actor, actor).at;
        said[i].recipients = arena_print(arena, "Actor %u:A%02u", recipient, recipient).at;
        said[i].means = means[random_below(&seed, 6)];
        said[i].object = "words for what is promised";
    }
    unsigned day = number / 300;
    const char *published = arena_print(arena, "20%02u-%02u-%02u", 10 + day / 336, 1 + day / 28 % 12, 1 + day % 28).at;
    return report_make(arena, arena_print(arena, "r%u", number).at, published, said, 12);
}

static double read_clock(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* Of this program alone: what others do on the machine does not count. */
static double own_time(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static void fail(const struct error *err)
{
    fprintf(stderr, "%s\n", err->message);
    exit(3);
}

static struct ledger *open_ledger(const char *path, enum ledger_mode mode)
{
    struct error err;
    struct ledger *ledger = ledger_open(path, mode, &err);
    if (!ledger)
        fail(&err);
    return ledger;
}

static void tell_speed(struct ledger *ledger, unsigned count, double took)
{
    struct error err;
    struct ledger_counts counts;
    if (!ledger_count(ledger, &counts, &err))
        fail(&err);
    printf("%.0f articles a second (%lld articles, %lld statements, %lld commitments in %.2f s)\n", count / took, counts.articles,
           counts.statements, counts.commitments, took);
}

/* All reports stand ready before the clock starts. */
static void add(unsigned count, const char *path, bool crossed)
{
    struct error err;
    struct arena arena = { 0 };
    struct ledger *ledger = open_ledger(path, LEDGER_WRITE);
    struct report *reports = arena_take(&arena, count * sizeof *reports);
    for (unsigned i = 0; i < count; i++)
        reports[i] = crossed ? report_random(&arena, i, 30) : report_usual(&arena, i);
    double from = now();
    if (!ledger_begin(ledger, &err))
        fail(&err);
    for (unsigned i = 0; i < count; i++) {
        enum ledger_outcome outcome;
        if (!report_append(ledger, &reports[i], &outcome, &err))
            fail(&err);
    }
    if (!ledger_commit(ledger, &err))
        fail(&err);
    tell_speed(ledger, count, now() - from);
    ledger_close(ledger);
    arena_release(&arena);
}

/* Making the reports is left out of the time. */
static void add_big(unsigned statements, const char *path)
{
    struct error err;
    struct arena arena = { 0 };
    struct big *big = big_new(statements);
    struct ledger *ledger = open_ledger(path, LEDGER_WRITE);
    double took = 0;
    if (!ledger_begin(ledger, &err))
        fail(&err);
    for (unsigned i = 0; i < big_reports(big); i++) {
        enum ledger_outcome outcome;
        long long learned;
        struct report report = big_report(big, i, &arena, &learned);
        double from = now();
        if (!report_append_at(ledger, &report, learned, &outcome, &err))
            fail(&err);
        took += now() - from;
        arena_reset(&arena);
    }
    double from = now();
    if (!ledger_commit(ledger, &err))
        fail(&err);
    tell_speed(ledger, big_reports(big), took + now() - from);
    ledger_close(ledger);
    arena_release(&arena);
    big_free(big);
}

/* Commitments by the length of their histories, and whose they are. */
enum { LENGTHS = 4 };
static const int longest[LENGTHS] = { 1, 14, 999, 1 << 30 };
static const char *const length_names[LENGTHS] = { "1", "2 to 14", "15 to 999", "1,000 and more" };

struct known {
    struct text id, statement, actor;
};

struct known_list {
    struct known *items;
    size_t count, room;
};

struct asking {
    struct ledger *ledger;
    const struct big *big;
    struct arena arena;
    struct known_list by_length[LENGTHS];
    unsigned questions;
    unsigned long long seed;
    long rows;
};

static bool note(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct asking *asking = context;
    int length = 0;
    while (row->statements > longest[length])
        length++;
    struct known known = { arena_copy(&asking->arena, row->id), arena_copy(&asking->arena, row->statement),
                           arena_copy(&asking->arena, row->actor_code) };
    ARENA_PUSH(&asking->arena, &asking->by_length[length], known);
    asking->rows++;
    return true;
}

static bool count_commitment(void *context, const struct ledger_commitment *row, struct error *err)
{
    ((struct asking *)context)->rows++;
    return true;
}

static bool count_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    ((struct asking *)context)->rows++;
    return true;
}

static bool count_dispute(void *context, const struct ledger_dispute *row, struct error *err)
{
    ((struct asking *)context)->rows++;
    return true;
}

static bool count_total(void *context, const struct ledger_total *row, struct error *err)
{
    ((struct asking *)context)->rows++;
    return true;
}

/* One kind of question. `time` is of a random day and moment, or of a day alone. */
typedef bool (*question_fn)(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err);

static bool ask_state(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    struct ledger_filter filter = { .id = about->id, .time = time };
    return ledger_commitments(asking->ledger, &filter, count_commitment, asking, err);
}

static bool ask_state_as_of(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    time.known_by = TEXT("");
    return ask_state(asking, about, time, err);
}

static bool ask_state_now(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    return ask_state(asking, about, (struct ledger_time){ TEXT(""), TEXT("") }, err);
}

static bool ask_by_statement(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    struct ledger_filter filter = { .statement = about->statement, .time = time };
    return ledger_commitments(asking->ledger, &filter, count_commitment, asking, err);
}

static bool ask_statement(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    struct ledger_filter filter = { .id = about->statement, .time = time };
    return ledger_statements(asking->ledger, &filter, count_statement, asking, err);
}

static bool ask_disputes(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    struct ledger_filter filter = { .time = time };
    return ledger_disputes(asking->ledger, &filter, about->id, count_dispute, asking, err);
}

static bool ask_history(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    return ledger_history(asking->ledger, about->id, &time, count_statement, asking, err);
}

static bool ask_find(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    enum ledger_kind kind;
    char id[65];
    struct error ignored; /* eight digits may begin several ids */
    return ledger_find(asking->ledger, text_slice(about->id, 0, 8), &kind, id, &ignored) || ignored.code == ERROR_USAGE;
}

static bool ask_actor(struct asking *asking, const struct known *about, struct ledger_time time, struct error *err)
{
    struct ledger_filter filter = { .actor = about->actor.length ? about->actor : TEXT("AAA"), .time = time };
    return ledger_commitments(asking->ledger, &filter, count_commitment, asking, err);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* "name, by length: median, p99, longest; p99 and longest of the processor's time alone" */
static void measure(struct asking *asking, const char *name, question_fn ask, int length)
{
    const struct known_list *list = &asking->by_length[length];
    unsigned all = asking->questions;
    double *took = memory_take(2 * all * sizeof *took), *own = took + all;
    struct error err;
    asking->rows = 0;
    for (unsigned i = 0; list->count && i < asking->questions; i++) {
        char day[11], known[11];
        big_day(asking->big, random_below(&asking->seed, big_reports(asking->big)), day);
        big_day(asking->big, random_below(&asking->seed, big_reports(asking->big)), known);
        const struct known *about = &list->items[random_below(&asking->seed, (unsigned)list->count)];
        double from = now(), own_from = own_time();
        if (!ask(asking, about, (struct ledger_time){ text_of(day), text_of(known) }, &err))
            fail(&err);
        took[i] = (now() - from) * 1000;
        own[i] = (own_time() - own_from) * 1000;
    }
    if (list->count) {
        qsort(took, all, sizeof *took, by_size);
        qsort(own, all, sizeof *own, by_size);
        printf("%-36s %-15s %8.3f %8.3f %8.3f %8.3f %8.3f %8.1f\n", name, length_names[length], took[all / 2], took[all * 99 / 100],
               took[all - 1], own[all * 99 / 100], own[all - 1], (double)asking->rows / all);
    }
    free(took);
}

static void measure_all(struct asking *asking)
{
    static const struct { const char *name; question_fn ask; } questions[] = {
        { "a commitment, day and moment", ask_state },   { "a commitment, day", ask_state_as_of },
        { "a commitment, now", ask_state_now },          { "commitments of a statement", ask_by_statement },
        { "a statement, day and moment", ask_statement }, { "disputes of a commitment", ask_disputes },
        { "the beginning of an id", ask_find },          { "a whole history, day and moment", ask_history },
    };
    printf("%-36s %-15s %8s %8s %8s %8s %8s %8s\n", "milliseconds", "statements", "median", "p99", "most", "own p99", "own most",
           "rows");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        for (int length = 0; length < LENGTHS; length++)
            measure(asking, questions[i].name, questions[i].ask, length);
}

typedef bool (*long_question_fn)(struct asking *asking, const struct ledger_filter *filter, struct error *err);

/* One long answer, with how long it took. */
static void measure_once(struct asking *asking, const char *name, long_question_fn ask, struct ledger_filter filter)
{
    struct error err;
    asking->rows = 0;
    double from = now(), own_from = own_time();
    if (!ask(asking, &filter, &err))
        fail(&err);
    double took = now() - from, own = own_time() - own_from;
    printf("%-46s %9.1f ms, own %9.1f ms, %8ld rows\n", name, took * 1000, own * 1000, asking->rows);
}

static bool list_commitments(struct asking *asking, const struct ledger_filter *filter, struct error *err)
{
    return ledger_commitments(asking->ledger, filter, count_commitment, asking, err);
}

static bool list_statements(struct asking *asking, const struct ledger_filter *filter, struct error *err)
{
    return ledger_statements(asking->ledger, filter, count_statement, asking, err);
}

static bool list_disputes(struct asking *asking, const struct ledger_filter *filter, struct error *err)
{
    return ledger_disputes(asking->ledger, filter, TEXT(""), count_dispute, asking, err);
}

static bool add_up(struct asking *asking, const struct ledger_filter *filter, struct error *err)
{
    return ledger_totals(asking->ledger, filter, LEDGER_BY_ACTOR | LEDGER_BY_MONTH, count_total, asking, err);
}

static void measure_long(struct asking *asking)
{
    struct text mine = asking->by_length[LENGTHS - 1].count ? asking->by_length[LENGTHS - 1].items[0].actor : TEXT("AAA");
    char day[11];
    big_day(asking->big, big_reports(asking->big) / 2, day);
    struct ledger_time then = { text_of(day), TEXT("") }, both = { text_of(day), text_of(day) };
    measure_once(asking, "book of the greatest actor", list_commitments, (struct ledger_filter){ .actor = TEXT("AAA") });
    measure_once(asking, "the same as of a day", list_commitments, (struct ledger_filter){ .actor = TEXT("AAA"), .time = then });
    measure_once(asking, "the same, day and moment", list_commitments,
                 (struct ledger_filter){ .actor = TEXT("AAA"), .time = both });
    measure_once(asking, "book of the actor of a long history", list_commitments, (struct ledger_filter){ .actor = mine });
    measure_once(asking, "book of a name that is there", list_commitments, (struct ledger_filter){ .actor = TEXT("Ingrid") });
    measure_once(asking, "book of a name that is not there", list_commitments,
                 (struct ledger_filter){ .actor = TEXT("Nobody") });
    measure_once(asking, "statements of a name that is not there", list_statements,
                 (struct ledger_filter){ .actor = TEXT("Nobody") });
    measure_once(asking, "statements of the greatest actor in a month", list_statements,
                 (struct ledger_filter){ .actor = TEXT("AAA"), .since = TEXT("2020-03-01"), .until = TEXT("2020-03-31") });
    measure_once(asking, "statements of a month", list_statements,
                 (struct ledger_filter){ .since = TEXT("2020-03-01"), .until = TEXT("2020-03-31") });
    measure_once(asking, "disputes of a month", list_disputes,
                 (struct ledger_filter){ .since = TEXT("2020-03-01"), .until = TEXT("2020-03-31") });
    measure_once(asking, "disputes of the greatest actor", list_disputes, (struct ledger_filter){ .actor = TEXT("AAA") });
    measure_once(asking, "totals by month and actor", add_up, (struct ledger_filter){ .act = TEXT("") });
    measure_once(asking, "the whole book as of a day", list_commitments, (struct ledger_filter){ .time = then });
}

static void ask(unsigned statements, const char *path, unsigned questions)
{
    struct error err;
    double from = now();
    struct asking asking = { .ledger = open_ledger(path, LEDGER_READ), .questions = questions, .seed = 5 };
    struct big *big = big_new(statements);
    asking.big = big;
    printf("opened in %.1f ms\n", (now() - from) * 1000);
    from = now();
    if (!ledger_commitments(asking.ledger, &(struct ledger_filter){ .act = TEXT("") }, note, &asking, &err))
        fail(&err);
    printf("the whole book: %ld commitments in %.1f ms\n", asking.rows, (now() - from) * 1000);
    measure_all(&asking);
    for (int length = 0; length < LENGTHS; length++)
        measure(&asking, "book of one actor, day and moment", ask_actor, length);
    measure_long(&asking);
    ledger_close(asking.ledger);
    arena_release(&asking.arena);
    big_free(big);
}

int main(int argc, char **argv)
{
    struct text mode = text_of(argc > 3 ? argv[1] : "");
    unsigned count = argc > 3 ? (unsigned)atoi(argv[2]) : 0;
    if (count && text_is(mode, "add"))
        add(count, argv[3], argc > 4);
    else if (count && text_is(mode, "big"))
        add_big(count, argv[3]);
    else if (count && text_is(mode, "ask"))
        ask(count, argv[3], argc > 4 ? (unsigned)atoi(argv[4]) : 300);
    else
        return fprintf(stderr, "usage: ledger_bench add|big|ask COUNT LEDGER [crossed|QUESTIONS]\n") > 0 ? 2 : 3;
    return 0;
}
