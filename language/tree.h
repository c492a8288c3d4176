/* The best tree over scored arcs: Chu and Liu 1965, Edmonds 1967, with exactly one word under the root. */
#ifndef TROTH_LANGUAGE_TREE_H
#define TROTH_LANGUAGE_TREE_H

#include <stdint.h>

#include "base/base.h"

enum { TREE_MAX = 512, TREE_SCORE_LIMIT = 1 << 22 };

/* score[d * (n + 1) + h] is what it is worth that h (1 … n, or 0 for the root) is the head of d (1 … n); at most TREE_SCORE_LIMIT
 * in size. Fills head[1 … n]; n is at most TREE_MAX. Ties go to the smaller head. */
void tree_best(const int32_t *score, int n, int16_t *head, struct arena *arena);

#endif
