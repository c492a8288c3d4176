/* Probabilities and importances from a decision diagram, in one walk up and one down. */
#include "weighing/chance.h"

#include <stdlib.h>

/* Children were made before their nodes, so that rising numbers lead from the ends to the root. */
static double *walk_up(const struct diagram *diagram, int root, const double *chances)
{
    double *likely = memory_take((size_t)(root + 2) * sizeof *likely);
    likely[DIAGRAM_NO] = 0;
    likely[DIAGRAM_YES] = 1;
    for (int i = 2; i <= root; i++) {
        const struct diagram_node *node = &diagram->nodes[i];
        double chance = chances[node->level];
        likely[i] = chance * likely[node->high] + (1 - chance) * likely[node->low];
    }
    return likely;
}

double chance_of(const struct diagram *diagram, int function, const double *chances)
{
    double *likely = walk_up(diagram, function, chances), chance = likely[function];
    free(likely);
    return chance;
}

void chance_worths(const struct diagram *diagram, int function, const double *chances, double *worths, int levels)
{
    double *likely = walk_up(diagram, function, chances);
    double *reached = memory_take((size_t)(function + 2) * sizeof *reached); /* chance that the way from the root comes by */
    for (int i = 0; i <= function; i++)
        reached[i] = 0;
    for (int i = 0; i < levels; i++)
        worths[i] = 0;
    reached[function] = 1;
    for (int i = function; i >= 2; i--) {
        const struct diagram_node *node = &diagram->nodes[i];
        double chance = chances[node->level];
        worths[node->level] += reached[i] * (likely[node->high] - likely[node->low]);
        reached[node->high] += reached[i] * chance;
        reached[node->low] += reached[i] * (1 - chance);
    }
    free(likely);
    free(reached);
}
