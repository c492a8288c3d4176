/* What a need comes to when its diagram is too large: drawing worlds by a seed, and trying what happens if something fails. */
#ifndef TROTH_WEIGHING_SIMULATE_H
#define TROTH_WEIGHING_SIMULATE_H

#include "weighing/compile.h"

/* Fills low, high and error of `out`. The same seed gives the same bytes. */
void simulate_chance(const struct weighing *weighing, const struct need *need, const struct reach *reach,
                     const struct weighing_limits *limits, struct arena *arena, struct assessment *out);

/* Finds the minimal sets of one or two variables whose failing uncovers the need, by trying each. Members are levels. */
void simulate_sets(const struct weighing *weighing, const struct need *need, const struct reach *reach,
                   const struct weighing_limits *limits, struct arena *arena, struct weighing_sets *out);

#endif
