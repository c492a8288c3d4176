/* Formulas reckoned in a world, and pledges brought to their fixed point there. */
#include <limits.h>

#include "weighing/inner.h"

static bool has_enough(const struct world *world, const struct formula *formula, int best)
{
    long long lacking = formula->need;
    for (int i = 0; i < formula->count && lacking > 0; i++)
        if (i != formula->except && world_has(world, formula->parts[i], best))
            lacking -= formula->weights ? formula->weights[i] : 1;
    return lacking <= 0;
}

bool world_has(const struct world *world, const struct formula *formula, int best)
{
    switch (formula->kind) {
    case FORMULA_ASSUMPTION:
        return world->assumptions[best][formula->subject];
    case FORMULA_PLEDGE:
        return world->pledges[best][formula->subject];
    case FORMULA_NOT:
        return !world_has(world, formula->parts[0], !best);
    case FORMULA_AT_LEAST:
        break;
    }
    return has_enough(world, formula, best);
}

void world_settle(struct world *world, const struct weighing *weighing, const struct components *components, int component,
                  bool is_least)
{
    int from = components->starts[component], to = components->starts[component + 1];
    bool moves = true;
    for (int i = from; i < to; i++)
        world->pledges[0][components->pledges[i]] = world->pledges[1][components->pledges[i]] = !is_least;
    while (moves) {
        moves = false;
        for (int i = from; i < to; i++)
            for (int best = 0; best < 2; best++) {
                int pledge = components->pledges[i];
                bool is_given = world_has(world, weighing->pledges.items[pledge].when, best);
                moves |= is_given != world->pledges[best][pledge];
                world->pledges[best][pledge] = is_given;
            }
        moves &= components->loops[component];
    }
}

long long world_sum(const struct world *world, const struct need *need, int best)
{
    long long sum = 0;
    for (size_t i = 0; i < need->shares.count; i++)
        if (world_has(world, need->shares.items[i].when, best) && __builtin_add_overflow(sum, need->shares.items[i].amount, &sum))
            return LLONG_MAX;
    return sum;
}
