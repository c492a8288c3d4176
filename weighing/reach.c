/* What a need hangs on, in an order that keeps together what belongs together: FORCE, a fast and easy-to-implement
 * variable-ordering heuristic (Aloul, Markov and Sakallah 2003). */
#include <stdlib.h>

#include "weighing/compile.h"

enum { GROUP_MOST = 8, ROUNDS = 24 }; /* variables of one share that are drawn together; rounds until the order hardly moves */

/* Variables that should stand near each other, by their place in the order of finding. */
struct group {
    int items[GROUP_MOST];
    int count;
};

struct found {
    int pledge, is_not;
};

struct finding {
    const struct weighing *weighing;
    struct arena *arena;
    struct reach *out;
    bool *has_pledge[2], *is_met[2]; /* [pledge], [assumption]; plain, and under a "not" */
    int *mark;                       /* [pledge] the group that last walked through it */
    struct { struct group *items; size_t count, room; } groups;
    struct { int *items; size_t count, room; } met, variables;
    struct { struct found *items; size_t count, room; } pledges;
};

/* Walks through a formula: which assumptions it has, plain or under a "not", and which pledges. */
static void find_parts(struct finding *finding, const struct formula *formula, int is_not)
{
    if (formula->kind == FORMULA_ASSUMPTION)
        finding->is_met[is_not][formula->subject] = true;
    if (formula->kind == FORMULA_ASSUMPTION && finding->out->level_of[formula->subject] < 0) {
        finding->out->level_of[formula->subject] = 0;
        ARENA_PUSH(finding->arena, &finding->met, formula->subject);
    }
    if (formula->kind == FORMULA_PLEDGE && !finding->has_pledge[is_not][formula->subject]) {
        finding->has_pledge[is_not][formula->subject] = true;
        ARENA_PUSH(finding->arena, &finding->pledges, (struct found){ formula->subject, is_not });
    }
    for (int i = 0; i < formula->count; i++)
        if (i != formula->except)
            find_parts(finding, formula->parts[i], is_not ^ (formula->kind == FORMULA_NOT));
}

/* What may turn out otherwise, in the order of finding. */
static void choose_variables(struct finding *finding)
{
    for (size_t i = 0; i < finding->met.count; i++) {
        int number = finding->met.items[i];
        const struct assumption *assumption = &finding->weighing->assumptions.items[number];
        enum truth failed = finding->is_met[0][number] ? TRUTH_FALSE : TRUTH_TRUE;
        bool is_variable = !assumption->is_settled && (assumption->holds != failed || assumption->chance != CHANCE_NONE);
        finding->out->level_of[number] = is_variable ? (int)finding->variables.count : -1;
        if (is_variable)
            ARENA_PUSH(finding->arena, &finding->variables, number);
    }
}

static void add_to_group(struct finding *finding, struct group *group, const struct formula *formula, int mark)
{
    int level = formula->kind == FORMULA_ASSUMPTION ? finding->out->level_of[formula->subject] : -1;
    for (int i = 0; level >= 0 && i < group->count; i++)
        if (group->items[i] == level)
            level = -1;
    if (group->count == GROUP_MOST)
        return;
    if (level >= 0)
        group->items[group->count++] = level;
    if (formula->kind == FORMULA_PLEDGE && finding->mark[formula->subject] != mark) {
        finding->mark[formula->subject] = mark;
        add_to_group(finding, group, finding->weighing->pledges.items[formula->subject].when, mark);
    }
    for (int i = 0; i < formula->count; i++)
        if (i != formula->except)
            add_to_group(finding, group, formula->parts[i], mark);
}

static void add_group(struct finding *finding, const struct formula *formula)
{
    struct group group = { .count = 0 };
    add_to_group(finding, &group, formula, (int)finding->groups.count + 1);
    ARENA_PUSH(finding->arena, &finding->groups, group);
}

static int by_amount(const void *a, const void *b)
{
    const struct share *x = *(const struct share *const *)a, *y = *(const struct share *const *)b;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Depth first from the largest share on; pledges that are found in passing are walked through in turn. */
static void find_all(struct finding *finding, const struct need *need)
{
    const struct share **shares = arena_take(finding->arena, (need->shares.count + 1) * sizeof *shares);
    size_t walked = 0;
    for (size_t i = 0; i < need->shares.count; i++)
        shares[i] = &need->shares.items[i];
    if (need->shares.count)
        qsort(shares, need->shares.count, sizeof *shares, by_amount);
    for (size_t i = 0; i < need->shares.count; i++) {
        find_parts(finding, shares[i]->when, 0);
        for (; walked < finding->pledges.count; walked++) {
            struct found found = finding->pledges.items[walked];
            find_parts(finding, finding->weighing->pledges.items[found.pledge].when, found.is_not);
        }
    }
    choose_variables(finding);
    for (size_t i = 0; i < need->shares.count; i++)
        add_group(finding, shares[i]->when);
    for (size_t i = 0; i < finding->pledges.count; i++)
        add_group(finding, finding->weighing->pledges.items[finding->pledges.items[i].pledge].when);
}

struct placed {
    double centre; /* of the groups that it belongs to */
    int variable, groups;
};

static int by_centre(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->centre != y->centre)
        return x->centre < y->centre ? -1 : 1;
    return x->variable < y->variable ? -1 : x->variable > y->variable;
}

static long long span_of(const struct finding *finding, const int *places)
{
    long long span = 0;
    for (size_t i = 0; i < finding->groups.count; i++) {
        const struct group *group = &finding->groups.items[i];
        int least = group->count ? places[group->items[0]] : 0, most = least;
        for (int j = 1; j < group->count; j++) {
            least = places[group->items[j]] < least ? places[group->items[j]] : least;
            most = places[group->items[j]] > most ? places[group->items[j]] : most;
        }
        span += most - least;
    }
    return span;
}

/* Each variable moves to the mean centre of its groups. */
static void move(const struct finding *finding, int *places, struct placed *placed)
{
    size_t count = finding->variables.count;
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed){ 0, (int)i, 0 };
    for (size_t i = 0; i < finding->groups.count; i++) {
        const struct group *group = &finding->groups.items[i];
        double centre = 0;
        for (int j = 0; j < group->count; j++)
            centre += places[group->items[j]];
        for (int j = 0; j < group->count; j++) {
            placed[group->items[j]].centre += centre / group->count;
            placed[group->items[j]].groups++;
        }
    }
    for (size_t i = 0; i < count; i++)
        placed[i].centre = placed[i].groups ? placed[i].centre / placed[i].groups : places[i];
    if (count)
        qsort(placed, count, sizeof *placed, by_centre);
    for (size_t i = 0; i < count; i++)
        places[placed[i].variable] = (int)i;
}

/* The best order of some rounds, as levels. */
static void order(struct finding *finding)
{
    size_t count = finding->variables.count;
    int *places = arena_take(finding->arena, (count + 1) * sizeof *places),
        *best = arena_take(finding->arena, (count + 1) * sizeof *best);
    struct placed *placed = arena_take(finding->arena, (count + 1) * sizeof *placed);
    for (size_t i = 0; i < count; i++)
        places[i] = best[i] = (int)i;
    long long least = span_of(finding, places);
    for (int round = 0; round < ROUNDS; round++) {
        move(finding, places, placed);
        long long span = span_of(finding, places);
        if (span < least)
            memcpy(best, places, count * sizeof *best);
        least = span < least ? span : least;
    }
    finding->out->count = (int)count;
    finding->out->assumptions = arena_take(finding->arena, (count + 1) * sizeof *finding->out->assumptions);
    finding->out->fails_as = arena_take(finding->arena, count + 1);
    for (size_t i = 0; i < count; i++) {
        finding->out->assumptions[best[i]] = finding->variables.items[i];
        finding->out->fails_as[best[i]] = !finding->is_met[0][finding->variables.items[i]];
        finding->out->level_of[finding->variables.items[i]] = best[i];
    }
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

/* Components are numbered with dependencies first. */
static void list_components(struct finding *finding)
{
    struct reach *out = finding->out;
    out->components = arena_take(finding->arena, (finding->pledges.count + 1) * sizeof *out->components);
    for (size_t i = 0; i < finding->pledges.count; i++)
        out->components[i] = finding->weighing->components->of[finding->pledges.items[i].pledge];
    if (finding->pledges.count)
        qsort(out->components, finding->pledges.count, sizeof *out->components, by_number);
    for (size_t i = 0; i < finding->pledges.count; i++)
        if (!i || out->components[i] != out->components[i - 1])
            out->components[out->component_count++] = out->components[i];
}

void reach_find(const struct weighing *weighing, const struct need *need, struct arena *arena, struct reach *out)
{
    struct finding finding = { .weighing = weighing, .arena = arena, .out = out };
    *out = (struct reach){ .level_of = arena_take(arena, (weighing->assumptions.count + 1) * sizeof *out->level_of) };
    for (size_t i = 0; i < weighing->assumptions.count; i++)
        out->level_of[i] = -1;
    for (int is_not = 0; is_not < 2; is_not++) {
        finding.has_pledge[is_not] = arena_take(arena, weighing->pledges.count + 1);
        finding.is_met[is_not] = arena_take(arena, weighing->assumptions.count + 1);
    }
    finding.mark = arena_take(arena, (weighing->pledges.count + 1) * sizeof *finding.mark);
    find_all(&finding, need);
    order(&finding);
    list_components(&finding);
}
