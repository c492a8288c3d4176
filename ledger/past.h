/* A commitment as of a day in two times: its statements by then are taken through the rules again. */
#ifndef TROTH_LEDGER_PAST_H
#define TROTH_LEDGER_PAST_H

#include "ledger/steps.h"

/* Whether the time leaves anything out. */
bool past_is_now(const struct ledger_time *time);

/* The last day and the last moment that count, for comparing texts; live in `arena`. */
struct past_bounds {
    struct text said, learned;
};

/* 1: reviews have taken statements from the commitment, or put them elsewhere, since some time; 0: never; -1 and `err`. */
int past_has_former(struct ledger *ledger, struct text commitment, struct error *err);

struct past_bounds past_bounds_of(const struct ledger_time *time, struct arena *arena);

/* What a step made of a commitment. Valid during the callback, texts as long as the arena. */
struct past_step {
    const struct placed *placed;
    const struct version *version; /* after it */
    const char *effect;
    const struct change *changes;
    int change_count;
};

typedef bool (*past_step_fn)(void *context, const struct past_step *step, struct error *err);

/* Calls `each` for every step of a commitment that had been said and learned by then, in order. */
bool past_walk(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
               past_step_fn each, void *context, struct error *err);

/* What the commitment had come to; all zeros at first. `statements` is 0 where there was none yet. */
struct past {
    struct version version;
    struct text first_said, last_said; /* empty where no day is known */
    int statements, articles;
    long long article; /* of the last own statement */
};

/* What the commitment had come to by then. Only what reports that came late have changed since is walked through again. */
bool past_state(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                struct past *past, struct error *err);

/* How many statements and articles carried it by then, and from when to when. */
bool past_count(struct ledger *ledger, struct text commitment, const struct past_bounds *bounds, struct arena *arena,
                struct past *past, struct error *err);

#endif
