/* A need as a decision diagram over the assumptions that may turn out either way. */
#ifndef TROTH_WEIGHING_COMPILE_H
#define TROTH_WEIGHING_COMPILE_H

#include "weighing/diagram.h"
#include "weighing/inner.h"

/* What a need hangs on. */
struct reach {
    int *assumptions; /* [count] those that are variables, in the order of the levels */
    bool *fails_as;   /* [count] the value that is bad news: false, but true for what is only met as "not" ("unless there is an
                         attack") */
    int *level_of;    /* [assumptions of the model] its level, or -1 */
    int count;
    int *components;  /* [component_count] of pledges, dependencies first */
    int component_count;
};

/* Finds what a need hangs on, leaves out what is settled or has failed, and puts the rest into an order that keeps together what
 * belongs together. Lives in `arena`. */
void reach_find(const struct weighing *weighing, const struct need *need, struct arena *arena, struct reach *out);

/* The node for "the need is covered"; DIAGRAM_FULL when the diagram would be too large. */
int compile_need(const struct weighing *weighing, const struct need *need, const struct reach *reach, struct diagram *diagram,
                 struct arena *arena);

#endif
