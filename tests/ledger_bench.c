/* How many articles a second a ledger takes, and how fast it answers.
 *
 * usage: ledger_bench ARTICLES FILE [crossed]
 *
 * With "crossed": few commitments with very long histories, reports in no order of days. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

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

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void fail(const struct error *err)
{
    fprintf(stderr, "%s\n", err->message);
    exit(3);
}

static bool count_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    ++*(long *)context;
    return true;
}

int main(int argc, char **argv)
{
    struct error err;
    struct arena arena = { 0 };
    unsigned count = argc > 2 ? (unsigned)atoi(argv[1]) : 0;
    struct ledger *ledger = count ? ledger_open(argv[2], LEDGER_WRITE, &err) : NULL;
    if (!ledger)
        fail(&err);
    struct report *reports = arena_take(&arena, count * sizeof *reports);
    for (unsigned i = 0; i < count; i++)
        reports[i] = argc > 3 ? report_random(&arena, i, 30) : report_usual(&arena, i);
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
    double took = now() - from;
    struct ledger_counts counts;
    if (!ledger_count(ledger, &counts, &err))
        fail(&err);
    printf("%.0f articles a second (%lld articles, %lld statements, %lld commitments in %.2f s)\n", count / took, counts.articles,
           counts.statements, counts.commitments, took);
    long rows = 0;
    from = now();
    if (!ledger_commitments(ledger, &(struct ledger_filter){ .actor = argc > 3 ? TEXT("NOR") : TEXT("A07") }, count_row, &rows,
                            &err))
        fail(&err);
    printf("book of one actor: %ld commitments in %.1f ms\n", rows, (now() - from) * 1000);
    ledger_close(ledger);
    arena_release(&arena);
    return 0;
}
