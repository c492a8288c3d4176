/* Assesses a need: what is there, what it hangs on, how likely it is to be covered, what more would cover it. */
#include <limits.h>
#include <stdlib.h>

#include "weighing/chance.h"
#include "weighing/compile.h"
#include "weighing/sets.h"
#include "weighing/simulate.h"

enum { CAN_BE_ADDED = 4 }; /* sums stay below a fourth of all numbers, so that what is lacking can be reckoned both ways */

struct assessing {
    const struct weighing *weighing;
    const struct need *need;
    const struct weighing_limits *limits;
    struct arena *arena; /* of the results */
    struct arena own;
    struct reach reach;
    struct assessment *out;
};

static bool check_amounts(const struct need *need, struct error *err)
{
    long long sum = need->amount;
    for (size_t i = 0; i < need->shares.count + need->further.count; i++) {
        long long amount =
            i < need->shares.count ? need->shares.items[i].amount : need->further.items[i - need->shares.count].amount;
        if (__builtin_add_overflow(sum, amount, &sum) || sum > LLONG_MAX / CAN_BE_ADDED)
            return error_set(err, ERROR_LIMIT, "need '%.*s': the amounts are too large to be added up; take a larger unit",
                             (int)need->name.length, need->name.at);
    }
    return true;
}

static void add_amounts(struct assessing *assessing)
{
    struct assessment *out = assessing->out;
    const struct weighing *weighing = assessing->weighing;
    long long best = world_sum(weighing->least, assessing->need, 1);
    out->sure = world_sum(weighing->least, assessing->need, 0);
    out->open = best - out->sure;
    out->circling = world_sum(weighing->greatest, assessing->need, 1) - best;
    out->cover = out->sure >= assessing->need->amount ? COVER_FULL
                 : best >= assessing->need->amount    ? COVER_OPEN
                 : best > 0                           ? COVER_SHORT
                                                      : COVER_NONE;
}

/* Chances by level. `marked` are undecided without a chance; these count as one half where `chances` is used with them. */
static void take_chances(const struct assessing *assessing, double *chances, int *failing, bool *marked)
{
    for (int i = 0; i < assessing->reach.count; i++) {
        const struct assumption *assumption = &assessing->weighing->assumptions.items[assessing->reach.assumptions[i]];
        bool is_given = assumption->chance != CHANCE_NONE;
        marked[i] = !is_given && assumption->holds == TRUTH_UNDECIDED;
        chances[i] = is_given ? (double)assumption->chance / CHANCE_WHOLE : marked[i] ? 0.5 : assumption->holds == TRUTH_TRUE;
        failing[i] = !is_given                    ? CHANCE_NONE
                   : assessing->reach.fails_as[i] ? assumption->chance
                                                  : CHANCE_WHOLE - assumption->chance;
        assessing->out->has_chance |= is_given;
    }
}

static int by_worth(const void *a, const void *b)
{
    const struct weighing_worth *x = a, *y = b;
    double p = x->importance < 0 ? -x->importance : x->importance, q = y->importance < 0 ? -y->importance : y->importance;
    if (p != q)
        return p > q ? -1 : 1;
    return x->assumption < y->assumption ? -1 : x->assumption > y->assumption;
}

static void add_worths(struct assessing *assessing, const struct diagram *diagram, int covered, const double *chances)
{
    int count = assessing->reach.count;
    double *worths = arena_take(&assessing->own, (size_t)(count + 1) * sizeof *worths);
    chance_worths(diagram, covered, chances, worths, count);
    for (int i = 0; i < count; i++)
        if (worths[i] != 0)
            ARENA_PUSH(assessing->arena, &assessing->out->worths,
                       (struct weighing_worth){ assessing->reach.assumptions[i], worths[i] });
    if (assessing->out->worths.count)
        qsort(assessing->out->worths.items, assessing->out->worths.count, sizeof *assessing->out->worths.items, by_worth);
}

/* Two bounds: the undecided at worst and at best. False: the diagram grew too large. */
static bool add_chances(struct assessing *assessing, struct diagram *diagram, int covered, const double *chances,
                        const bool *marked)
{
    int worst = diagram_quantify(diagram, covered, marked, false), best = diagram_quantify(diagram, covered, marked, true);
    if (worst == DIAGRAM_FULL || best == DIAGRAM_FULL)
        return false;
    assessing->out->low = chance_of(diagram, worst, chances);
    assessing->out->high = chance_of(diagram, best, chances);
    return true;
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

/* Levels become assumptions, in their order. */
static void name_members(struct assessing *assessing, struct weighing_sets *sets)
{
    const struct reach *reach = &assessing->reach;
    for (int i = 0; i < sets->count; i++) {
        struct weighing_set *set = &sets->items[i];
        for (int j = 0; j < set->count; j++)
            set->items[j] = reach->assumptions[set->items[j]];
        qsort(set->items, (size_t)set->count, sizeof(int), by_number);
        set->happen = arena_take(assessing->arena, (size_t)set->count + 1);
        for (int j = 0; j < set->count; j++)
            set->happen[j] = reach->fails_as[reach->level_of[set->items[j]]];
    }
}

/* Everything that the diagram tells; false where it is too large. */
static bool assess_exactly(struct assessing *assessing, const double *chances, const int *failing, const bool *marked)
{
    struct diagram diagram;
    int ceiling = assessing->limits->nodes > INT_MAX / 4 ? INT_MAX / 4 : (int)assessing->limits->nodes;
    diagram_init(&diagram, ceiling);
    int covered = compile_need(assessing->weighing, assessing->need, &assessing->reach, &diagram, &assessing->own);
    bool good = covered != DIAGRAM_FULL && add_chances(assessing, &diagram, covered, chances, marked);
    if (good) {
        struct sets_question question = { &diagram, covered, assessing->reach.fails_as, DIAGRAM_NO, failing, assessing->reach.count,
                                          assessing->limits->sets, ceiling };
        assessing->out->is_exact = true;
        assessing->out->nodes = diagram.count;
        add_worths(assessing, &diagram, covered, chances);
        if (assessing->out->cover <= COVER_OPEN)
            sets_find(&question, assessing->arena, &assessing->out->linchpins);
        if (assessing->out->linchpins.count && !assessing->out->linchpins.items[0].count) /* uncovered although nothing fails */
            assessing->out->linchpins = (struct weighing_sets){ 0 };
    }
    diagram_release(&diagram);
    return good;
}

/* The smallest sets of further shares that would reach what is lacking beyond what is sure. */
static void add_further(struct assessing *assessing)
{
    const struct need *need = assessing->need;
    struct diagram diagram;
    int count = (int)need->further.count;
    int *parts = arena_take(&assessing->own, (size_t)(count + 1) * sizeof *parts);
    long long *weights = arena_take(&assessing->own, (size_t)(count + 1) * sizeof *weights);
    bool *turns = arena_take(&assessing->own, (size_t)count + 1);
    if (assessing->out->cover == COVER_FULL || !count)
        return;
    diagram_init(&diagram, (int)assessing->limits->nodes);
    for (int i = 0; i < count; i++) {
        parts[i] = diagram_node(&diagram, i, DIAGRAM_NO, DIAGRAM_YES);
        int pledge = need->further.items[i].pledge;
        bool is_there = pledge >= 0 && assessing->weighing->pledges.items[pledge].given == TRUTH_TRUE;
        weights[i] = is_there ? 0 : need->further.items[i].amount;
        turns[i] = true;
    }
    int covered = diagram_at_least(&diagram, need->amount - assessing->out->sure, parts, weights, count);
    struct sets_question question = {
        &diagram, covered, turns, DIAGRAM_YES, NULL, count, assessing->limits->sets, (int)assessing->limits->nodes
    };
    if (covered != DIAGRAM_FULL)
        sets_find(&question, assessing->arena, &assessing->out->further);
    diagram_release(&diagram);
}

bool weighing_assess(const struct weighing *weighing, int need, const struct weighing_limits *limits, struct arena *arena,
                     struct assessment *out, struct error *err)
{
    struct assessing assessing = {
        .weighing = weighing, .need = &weighing->needs.items[need], .limits = limits, .arena = arena, .out = out
    };
    *out = (struct assessment){ 0 };
    if (!check_amounts(assessing.need, err))
        return false;
    add_amounts(&assessing);
    reach_find(weighing, assessing.need, &assessing.own, &assessing.reach);
    size_t count = (size_t)assessing.reach.count + 1;
    double *chances = arena_take(&assessing.own, count * sizeof *chances);
    int *failing = arena_take(&assessing.own, count * sizeof *failing);
    bool *marked = arena_take(&assessing.own, count);
    take_chances(&assessing, chances, failing, marked);
    if (!assess_exactly(&assessing, chances, failing, marked)) {
        simulate_chance(weighing, assessing.need, &assessing.reach, limits, &assessing.own, out);
        simulate_sets(weighing, assessing.need, &assessing.reach, limits, arena, &out->linchpins);
    }
    name_members(&assessing, &out->linchpins);
    add_further(&assessing);
    arena_release(&assessing.own);
    return true;
}
