/* How fast the weighing room is.
 *
 * usage: weighing_bench              a scenario of 50 members, 400 commitments, 60 conditions and 12 needs: settled and assessed
 *        weighing_bench FILE COUNT   makes a ledger of about COUNT commitments, for `time troth due --if ceasefire --ledger FILE`:
 *                                    a third have conditions, in many wordings, a fiftieth a ceasefire, for 8 of 150 recipients
 *        weighing_bench FILE COUNT half   the same with a ceasefire for every recipient, so that half of it belongs to the answer
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/ledger_random.h"
#include "weighing/weighing.h"

enum { MEMBERS = 50, CONDITIONS = 60, PLEDGES = 400, NEEDS = 12, NODES = 1000000 };

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

/* Each pledge is by a member, on up to two conditions; one in twelve waits for ten members, one in twelve for another
 * pledge. Four fifths of what is promised are needed. */
static void make_model(struct weighing *weighing, struct arena *arena, unsigned long long *seed)
{
    int members[MEMBERS], conditions[CONDITIONS], pledges[PLEDGES];
    for (int i = 0; i < MEMBERS; i++) {
        members[i] = weighing_assume(weighing, ASSUMPTION_MEMBER, arena_print(arena, "M%d", i), TEXT("a member"));
        weighing->assumptions.items[members[i]].holds = TRUTH_TRUE;
        weighing->assumptions.items[members[i]].chance = 700000000 + (int)random_below(seed, 300) * 1000000;
    }
    for (int i = 0; i < CONDITIONS; i++) {
        conditions[i] = weighing_assume(weighing, ASSUMPTION_CONDITION, arena_print(arena, "C%d", i), TEXT("a condition"));
        weighing->assumptions.items[conditions[i]].chance = 100000000 + (int)random_below(seed, 800) * 1000000;
    }
    for (int i = 0; i < PLEDGES; i++)
        pledges[i] = weighing_pledge(weighing, arena_print(arena, "P%d", i), NULL);
    for (int i = 0; i < PLEDGES; i++) {
        const struct formula *parts[3] = { weighing_is(weighing, members[random_below(seed, MEMBERS)]) }, *others[MEMBERS];
        int count = 1;
        unsigned kind = random_below(seed, 12);
        for (unsigned j = random_below(seed, 3); j > 0; j--)
            parts[count++] = weighing_is(weighing, conditions[random_below(seed, CONDITIONS)]);
        for (int j = 0; j < MEMBERS; j++)
            others[j] = weighing_is(weighing, members[j]);
        if (!kind && count < 3)
            parts[count++] = weighing_at_least(weighing, 10, others, NULL, MEMBERS);
        if (kind == 1 && count < 3)
            parts[count++] = weighing_given(weighing, pledges[random_below(seed, PLEDGES)]);
        weighing->pledges.items[i].when = weighing_all(weighing, parts, count);
    }
    for (int i = 0; i < NEEDS; i++) {
        int need = weighing_need(weighing, arena_print(arena, "N%d", i), 0);
        long long sum = 0;
        for (int j = i; j < PLEDGES; j += NEEDS) {
            static const int sizes[] = { 100, 200, 500, 1000, 2000 };
            long long amount = sizes[random_below(seed, 5)];
            weighing_share(weighing, need, weighing_given(weighing, pledges[j]), amount, pledges[j]);
            sum += amount;
        }
        weighing->needs.items[need].amount = sum * 4 / 5;
    }
}

static void weigh(unsigned long long seed)
{
    const struct weighing_limits limits = { .nodes = NODES, .sets = 10, .seed = 1, .draws = 10000 };
    struct arena arena = { 0 };
    struct weighing weighing;
    struct assessment got;
    struct error err;
    weighing_init(&weighing, &arena);
    make_model(&weighing, &arena, &seed);
    double start = now();
    if (!weighing_settle(&weighing, &err))
        fail(&err);
    for (int i = 0; i < NEEDS; i++) {
        double before = now();
        if (!weighing_assess(&weighing, i, &limits, &arena, &got, &err))
            fail(&err);
        printf("  need %2d: %s, %lld nodes, chance %.6f, %.0f minimal sets%s, %.0f ms\n", i, got.is_exact ? "exact" : "simulated",
               got.nodes, got.low, got.linchpins.total, got.linchpins.up_to ? " of a few" : "", (now() - before) * 1e3);
        fflush(stdout);
    }
    printf("all: %.0f ms\n", (now() - start) * 1e3);
    arena_release(&arena);
}

/* Of two draws the lower: some are met much more often than others. */
static unsigned low_of(unsigned long long *seed, unsigned below)
{
    unsigned a = random_below(seed, below), b = random_below(seed, below);
    return a < b ? a : b;
}

/* Words of a condition; those of each kind differ, as in reports. */
static const char *words_of(struct arena *arena, unsigned long long *seed, bool is_at_war)
{
    static const char *const kinds[] = { "approval:if parliament agrees to plan %u", "agreement:once deal %u is signed",
                                         "others:if at least %u nations join", "withdrawal:if brigade %u withdraws",
                                         "compliance:if all %u prisoners are freed", "approval:once cabinet %u has met" };
    unsigned number = random_below(seed, 400);
    if (is_at_war && random_below(seed, 5) == 0)
        return arena_print(arena, "ceasefire:once a ceasefire holds for %u days", number).at;
    return random_below(seed, 3) ? NULL : arena_print(arena, kinds[random_below(seed, 6)], 2 + number % 60).at;
}

/* A report is about one recipient, and mostly tells who does what for it; some tell no recipient. */
static struct report report_of_wars(struct arena *arena, unsigned number)
{
    static const char *const acts[] = { "pledge", "pledge", "pledge", "pledge", "pledge", "decline", "offer", "aid" };
    static const char *const means[] = { "air", "troops", "funding", "naval", "arms", "training", "guarantee", "talks",
                                         "humanitarian", "trade", "climate", "reform", "intelligence", "membership" };
    enum { STATEMENTS = 12, RECIPIENTS = 150, AT_WAR = 8, ACTORS = 600 };
    struct said said[STATEMENTS] = { 0 };
    unsigned long long seed = number + 1;
    unsigned recipient = low_of(&seed, RECIPIENTS);
    for (int i = 0; i < STATEMENTS; i++) {
        unsigned actor = low_of(&seed, ACTORS);
        said[i] = (struct said){ .act = acts[random_below(&seed, 8)], .means = means[random_below(&seed, 14)],
                                 .object = arena_print(arena, "the %u of batch %u", 100 + random_below(&seed, 900), number).at,
                                 .condition = words_of(arena, &seed, recipient < AT_WAR), .amount = "200 million euros" };
        said[i].actors = arena_print(arena, "Actor %u:A%02u", actor, actor).at;
        if (random_below(&seed, 4))
            said[i].recipients = arena_print(arena, "Actor %u:A%02u", recipient, recipient).at;
    }
    return report_make(arena, arena_print(arena, "r%u", number).at, "2026-03-01", said, STATEMENTS);
}

/* Many actors and recipients, so that most statements make a commitment of their own. */
static struct report report_of(struct arena *arena, unsigned number)
{
    static const char *const acts[] = { "pledge", "pledge", "pledge", "pledge", "pledge", "decline", "offer", "aid" };
    static const char *const means[] = { "air", "troops", "funding", "naval", "arms", "training", "guarantee" };
    static const char *const conditions[] = { NULL,
                                              NULL,
                                              NULL,
                                              NULL,
                                              "ceasefire:once a ceasefire holds",
                                              "approval:if parliament agrees",
                                              "agreement:once a deal is signed",
                                              "others:if at least ten nations join",
                                              "withdrawal:if the troops withdraw",
                                              "request:if it is asked for" };
    struct said said[12] = { 0 };
    unsigned long long seed = number + 1;
    for (int i = 0; i < 12; i++) {
        unsigned actor = random_below(&seed, 200), recipient = random_below(&seed, 200);
        said[i] = (struct said){ .act = acts[random_below(&seed, 8)],
                                 .means = means[random_below(&seed, 7)],
                                 .object = "words for it",
                                 .condition = conditions[random_below(&seed, 10)],
                                 .amount = "200 million euros" };
        said[i].actors = arena_print(arena, "Actor %u:A%02u", actor, actor).at;
        said[i].recipients = arena_print(arena, "Actor %u:A%02u", recipient, recipient).at;
    }
    return report_make(arena, arena_print(arena, "r%u", number).at, "2026-03-01", said, 12);
}

static void fill(const char *file, unsigned commitments, bool is_half)
{
    struct error err;
    struct ledger_counts counts = { 0 };
    struct ledger *ledger = ledger_open(file, LEDGER_WRITE, &err);
    if (!ledger || !ledger_begin(ledger, &err))
        fail(&err);
    for (unsigned i = 0; counts.commitments < commitments; i++) {
        struct arena arena = { 0 };
        struct report report = is_half ? report_of(&arena, i) : report_of_wars(&arena, i);
        enum ledger_outcome outcome;
        if (!report_append(ledger, &report, &outcome, &err) || (i % 500 == 0 && !ledger_count(ledger, &counts, &err)))
            fail(&err);
        arena_release(&arena);
    }
    if (!ledger_commit(ledger, &err))
        fail(&err);
    printf("%lld commitments\n", counts.commitments);
    ledger_close(ledger);
}

int main(int argc, char **argv)
{
    if (argc > 2)
        fill(argv[1], (unsigned)atoi(argv[2]), argc > 3);
    else
        for (unsigned long long seed = 1; seed <= 3; seed++)
            weigh(seed);
    return 0;
}
