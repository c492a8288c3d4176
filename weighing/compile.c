/* Makes a need's decision diagram from its shares, the pledges behind them and their formulas. */
#include <stdlib.h>

#include "weighing/compile.h"

struct compiling {
    const struct weighing *weighing;
    const struct reach *reach;
    struct diagram *diagram;
    struct arena *arena;
    int *pledges; /* [pledge] its node, where it has been made */
};

/* A part of a sum, with the level that it asks first. */
struct part {
    long long weight;
    int node, level;
};

/* Early levels first, then heavy parts. */
static int by_level(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* The node for "these parts reach the need". What is certain is taken off the need. */
static int add_up(struct compiling *compiling, long long need, struct part *parts, int count)
{
    int *nodes = arena_take(compiling->arena, (size_t)(count + 1) * sizeof *nodes), kept = 0;
    long long *weights = arena_take(compiling->arena, (size_t)(count + 1) * sizeof *weights);
    for (int i = 0; i < count; i++) {
        if (parts[i].node == DIAGRAM_FULL)
            return DIAGRAM_FULL;
        parts[i].level = compiling->diagram->nodes[parts[i].node].level;
    }
    if (count)
        qsort(parts, (size_t)count, sizeof *parts, by_level);
    for (int i = 0; i < count; i++) {
        if (parts[i].node == DIAGRAM_NO || !parts[i].weight)
            continue;
        if (parts[i].node == DIAGRAM_YES) {
            need -= parts[i].weight;
            continue;
        }
        nodes[kept] = parts[i].node;
        weights[kept++] = parts[i].weight;
    }
    return diagram_at_least(compiling->diagram, need, nodes, weights, kept);
}

static int compile(struct compiling *compiling, const struct formula *formula);

static int compile_assumption(struct compiling *compiling, int assumption)
{
    int level = compiling->reach->level_of[assumption];
    if (level >= 0)
        return diagram_node(compiling->diagram, level, DIAGRAM_NO, DIAGRAM_YES);
    return compiling->weighing->assumptions.items[assumption].holds == TRUTH_TRUE ? DIAGRAM_YES : DIAGRAM_NO;
}

static int compile_at_least(struct compiling *compiling, const struct formula *formula)
{
    struct part *parts = arena_take(compiling->arena, (size_t)(formula->count + 1) * sizeof *parts);
    int count = 0;
    for (int i = 0; i < formula->count; i++)
        if (i != formula->except)
            parts[count++] = (struct part){ formula->weights ? formula->weights[i] : 1, compile(compiling, formula->parts[i]), 0 };
    return add_up(compiling, formula->need, parts, count);
}

static int compile(struct compiling *compiling, const struct formula *formula)
{
    switch (formula->kind) {
    case FORMULA_ASSUMPTION:
        return compile_assumption(compiling, formula->subject);
    case FORMULA_PLEDGE:
        return compiling->pledges[formula->subject];
    case FORMULA_NOT:
        return diagram_choose(compiling->diagram, compile(compiling, formula->parts[0]), DIAGRAM_NO, DIAGRAM_YES);
    case FORMULA_AT_LEAST:
        break;
    }
    return compile_at_least(compiling, formula);
}

/* One round through a component; whether anything moved. */
static bool compile_round(struct compiling *compiling, int component)
{
    const struct components *components = compiling->weighing->components;
    bool moves = false;
    for (int i = components->starts[component]; i < components->starts[component + 1]; i++) {
        int pledge = components->pledges[i], node = compile(compiling, compiling->weighing->pledges.items[pledge].when);
        moves |= node != compiling->pledges[pledge];
        compiling->pledges[pledge] = node;
        if (node == DIAGRAM_FULL)
            return false;
    }
    return moves;
}

/* Equal functions are equal nodes: the fixed point is seen when no node moves. */
static void compile_component(struct compiling *compiling, int component)
{
    const struct components *components = compiling->weighing->components;
    int start = compiling->weighing->circles_move ? DIAGRAM_YES : DIAGRAM_NO;
    for (int i = components->starts[component]; i < components->starts[component + 1]; i++)
        compiling->pledges[components->pledges[i]] = start;
    while (compile_round(compiling, component) && components->loops[component])
        ;
}

int compile_need(const struct weighing *weighing, const struct need *need, const struct reach *reach, struct diagram *diagram,
                 struct arena *arena)
{
    struct compiling compiling = { weighing, reach, diagram, arena, NULL };
    compiling.pledges = arena_take(arena, (weighing->pledges.count + 1) * sizeof *compiling.pledges);
    for (int i = 0; i < reach->component_count; i++)
        compile_component(&compiling, reach->components[i]);
    struct part *parts = arena_take(arena, (need->shares.count + 1) * sizeof *parts);
    for (size_t i = 0; i < need->shares.count; i++)
        parts[i] = (struct part){ need->shares.items[i].amount, compile(&compiling, need->shares.items[i].when), 0 };
    return add_up(&compiling, need->amount, parts, (int)need->shares.count);
}
