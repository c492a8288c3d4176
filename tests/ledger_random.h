/* Reports made at random, the same for the same seed: few actors and things, so that histories are long and crossed. */
#ifndef TROTH_TESTS_LEDGER_RANDOM_H
#define TROTH_TESTS_LEDGER_RANDOM_H

#include "tests/ledger_help.h"

/* A number below `below`. */
unsigned random_below(unsigned long long *seed, unsigned below);

/* Report `number` with 1 to `most` statements on a day that does not depend on the numbers before it. */
struct report report_random(struct arena *arena, unsigned number, unsigned most);

#endif
