/* Probabilities and importances from a decision diagram. */
#ifndef TROTH_WEIGHING_CHANCE_H
#define TROTH_WEIGHING_CHANCE_H

#include "weighing/diagram.h"

/* The probability of a function whose variables are independent; `chances` [level]. */
double chance_of(const struct diagram *diagram, int function, const double *chances);

/* Birnbaum's importance of each variable: `worths` [levels], set whole. */
void chance_worths(const struct diagram *diagram, int function, const double *chances, double *worths, int levels);

#endif
