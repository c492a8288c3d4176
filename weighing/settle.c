/* Brings a model's pledges to their fixed point in three values, and finds the circles. */
#include "weighing/inner.h"

static struct world *world_of(const struct weighing *weighing)
{
    struct world *world = arena_take(weighing->arena, sizeof *world);
    for (int best = 0; best < 2; best++) {
        bool *holds = arena_take(weighing->arena, weighing->assumptions.count + 1);
        for (size_t i = 0; i < weighing->assumptions.count; i++)
            holds[i] = weighing->assumptions.items[i].holds >= (best ? TRUTH_UNDECIDED : TRUTH_TRUE);
        world->assumptions[best] = holds;
        world->pledges[best] = arena_take(weighing->arena, weighing->pledges.count + 1);
    }
    return world;
}

/* Pledges of a loop that would be given if they moved together, and are not by themselves. */
static void mark_circle(struct weighing *weighing, const struct components *components, int component)
{
    int circle = -1;
    for (int i = components->starts[component]; components->loops[component] && i < components->starts[component + 1]; i++) {
        struct pledge *pledge = &weighing->pledges.items[components->pledges[i]];
        if (!pledge->is_in_circle)
            continue;
        if (circle < 0)
            circle = weighing->circle_count++;
        pledge->circle = circle;
    }
}

static void take_values(struct weighing *weighing)
{
    const struct world *least = weighing->least, *greatest = weighing->greatest;
    for (size_t i = 0; i < weighing->pledges.count; i++) {
        struct pledge *pledge = &weighing->pledges.items[i];
        bool sure = least->pledges[0][i], open = least->pledges[1][i];
        pledge->is_in_circle = !open && greatest->pledges[1][i];
        pledge->given = sure ? TRUTH_TRUE : open || pledge->is_in_circle ? TRUTH_UNDECIDED : TRUTH_FALSE;
        pledge->circle = -1;
    }
}

bool weighing_settle(struct weighing *weighing, struct error *err)
{
    struct components *components = arena_take(weighing->arena, sizeof *components);
    if (!components_find(weighing, weighing->arena, components, err))
        return false;
    weighing->components = components;
    weighing_settle_again(weighing);
    return true;
}

void weighing_settle_again(struct weighing *weighing)
{
    const struct components *components = weighing->components;
    weighing->least = world_of(weighing);
    weighing->greatest = world_of(weighing);
    for (int i = 0; i < components->count; i++) {
        world_settle(weighing->least, weighing, components, i, !weighing->circles_move);
        world_settle(weighing->greatest, weighing, components, i, false);
    }
    take_values(weighing);
    weighing->circle_count = 0;
    for (int i = 0; i < components->count; i++)
        mark_circle(weighing, components, i);
}

enum truth weighing_truth(const struct weighing *weighing, const struct formula *formula)
{
    return world_has(weighing->least, formula, 0)    ? TRUTH_TRUE
         : world_has(weighing->greatest, formula, 1) ? TRUTH_UNDECIDED
                                                     : TRUTH_FALSE;
}
