/* Reviews, marks and later readings that come in with statements made elsewhere. */
#ifndef TROTH_COMMAND_IMPORT_FOUND_H
#define TROTH_COMMAND_IMPORT_FOUND_H

#include "exchange/exchange.h"
#include "ledger/ledger.h"

/* A number of what came in: where it comes from, and in this ledger. */
struct import_number {
    long long theirs, ours;
};

struct import_numbers {
    struct import_number *items;
    size_t count, room;
};

/* What is known of reviews that came in, and of those that were there before. All zeros: nothing yet. */
struct import_reviews {
    struct arena arena;
    bool has_looked;
    struct { struct ledger_review *items; size_t count, room; } there; /* `number` becomes 0 when one has come in again */
    struct import_numbers came;
    long long added, known;
};

/* The same of marks. */
struct import_marks {
    struct arena arena;
    bool has_looked;
    struct { struct ledger_mark *items; size_t count, room; } there;
    struct import_numbers came;
    long long added, known;
};

/* The same of later readings. */
struct import_readings {
    long long added, known;
};

/* Appends a review, unless the ledger has it already. False and `err`: ERROR_USAGE where it cannot be one of this ledger. */
bool import_review_add(struct import_reviews *reviews, struct ledger *ledger, const struct ledger_review *review,
                       struct error *err);
void import_reviews_release(struct import_reviews *reviews);

bool import_mark_add(struct import_marks *marks, struct ledger *ledger, const struct ledger_mark *mark, struct error *err);
void import_marks_release(struct import_marks *marks);

/* Takes a later reading of a report, unless the report has as many of them already. */
bool import_reading_add(struct import_readings *readings, struct ledger *ledger, struct exchange_reading *reading,
                        struct arena *arena, struct error *err);

#endif
