/* A scenario that is weighed: what `troth weigh` and its comparison with another share. */
#ifndef TROTH_COMMAND_WEIGH_H
#define TROTH_COMMAND_WEIGH_H

#include "command/weighed.h"

struct weigh {
    struct weighed weighed;
    struct weighing_limits limits;
    struct assessment *assessments; /* [needs] */
    enum verdict verdict;
};

/* weighed_open, and every need assessed. False and `err`; `weigh->weighed` is to be closed either way. */
bool weigh_open(struct weigh *weigh, const struct options *options, const char *file, const char *as_of, struct error *err);

/* Appends to the output of `first` what differs in another scenario, or in the same one (`file`, or NULL) as of a day. */
bool weigh_against(struct weigh *first, const struct options *options, const char *file, const char *against, struct error *err);

#endif
