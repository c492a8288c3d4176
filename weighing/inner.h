/* What the room's files share: pledges in the order in which they can be reckoned, and formulas reckoned in a world. */
#ifndef TROTH_WEIGHING_INNER_H
#define TROTH_WEIGHING_INNER_H

#include "weighing/weighing.h"

/* Pledges that depend on each other, together; those on which others depend come first. */
struct components {
    int *pledges; /* [number of pledges] */
    int *starts;  /* [count + 1] where in `pledges` each component begins */
    int *of;      /* [number of pledges] the component in which it stands */
    bool *loops;  /* [count] its pledges depend on themselves */
    int count;
};

/* False and `err` where a pledge waits for its own absence. */
bool components_find(const struct weighing *weighing, struct arena *arena, struct components *out, struct error *err);

/* What is true in a world. Where the two views of the assumptions differ, something is undecided; a "not" looks at the other one.
 */
struct world {
    const bool *assumptions[2]; /* at worst, at best */
    bool *pledges[2];
};

/* Whether a formula is true in the world, at worst (0) or at best (1). */
bool world_has(const struct world *world, const struct formula *formula, int best);

/* Fills the pledges of one component to its fixed point, least or greatest, in both views. */
void world_settle(struct world *world, const struct weighing *weighing, const struct components *components, int component,
                  bool is_least);

/* How much of a need's shares is true, never beyond LLONG_MAX. */
long long world_sum(const struct world *world, const struct need *need, int best);

#endif
