/* Random reviews and later readings for property tests of a ledger. */
#ifndef TROTH_TESTS_LEDGER_EVENTS_H
#define TROTH_TESTS_LEDGER_EVENTS_H

#include "tests/ledger_random.h"

/* A review, or a later reading of a report, that follows report `after`. */
struct event {
    struct ledger_review review;
    const struct report *reread; /* the report that is read again; NULL: it is a review */
    struct statement_list statements; /* what it is read as */
    int retracts;     /* index of the event that it takes back, or -1 */
    unsigned after;
    long long number; /* in the ledger to which it was applied last; 0: it could not be */
};

/* A review of a statement of the reports up to `after`, a later reading of one of them, or, where `is_wild` allows it, a merge or
 * split of commitments of the ledger as it stands; now and then it takes an event before it back. Texts live in `arena`. */
struct event event_some(struct ledger *ledger, const struct report *reports, unsigned after, const struct event *before, int count,
                        bool is_wild, unsigned long long *seed, struct arena *arena);

/* Applies event `index`. What a ledger cannot take, since it knows less, it does without; anything else that fails is false. */
bool event_apply(struct ledger *ledger, struct event *events, int index, long long learned_ms, struct error *err);

#endif
