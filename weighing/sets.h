/* Minimal sets of variables that must turn out otherwise for a function to come out otherwise. */
#ifndef TROTH_WEIGHING_SETS_H
#define TROTH_WEIGHING_SETS_H

#include "weighing/diagram.h"
#include "weighing/weighing.h"

/* What is sought: all variables are as expected; which smallest sets must turn for the function to be `target`? */
struct sets_question {
    const struct diagram *diagram;
    int function;
    const bool *turns_to;  /* [level] the value that is not expected */
    int target;            /* DIAGRAM_NO or DIAGRAM_YES */
    const int *chances;    /* [level] that a variable turns, in billionths; CHANCE_NONE: not known. NULL: none is known */
    int levels;
    int most;              /* sets to list */
    int ceiling;           /* nodes */
};

/* Lists the smallest, the likeliest of them first. Where all of them are too many for the ceiling, only the sets of a few variables
 * are sought (`up_to`). Members are levels. Lives in `arena`. */
void sets_find(const struct sets_question *question, struct arena *arena, struct weighing_sets *out);

#endif
