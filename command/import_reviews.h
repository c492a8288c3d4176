/* Reviews that come in with statements made elsewhere. */
#ifndef TROTH_COMMAND_IMPORT_REVIEWS_H
#define TROTH_COMMAND_IMPORT_REVIEWS_H

#include "ledger/ledger.h"

/* What is known of reviews that came in, and of those that were there before. All zeros: nothing yet. */
struct import_reviews {
    struct arena arena;
    bool has_looked;
    struct { struct ledger_review *items; size_t count, room; } there; /* `number` becomes 0 when one has come in again */
    struct { struct import_review *items; size_t count, room; } came;
    long long added, known;
};

/* A review by its number where it comes from, and in this ledger. */
struct import_review {
    long long theirs, ours;
};

/* Appends a review, unless the ledger has it already. False and `err`: ERROR_USAGE where it cannot be one of this ledger. */
bool import_review_add(struct import_reviews *reviews, struct ledger *ledger, const struct ledger_review *review, struct error *err);
void import_reviews_release(struct import_reviews *reviews);

#endif
