/* The nearest of several names to a wrong one, for "did you mean". */
#ifndef TROTH_BASE_NEAR_H
#define TROTH_BASE_NEAR_H

#include "base/text.h"

/* The nearest of `names` to `wrong` by edit distance, the first where two are as near; NULL when none is near. */
const char *near_name(struct text wrong, const char *const *names, int count);

#endif
