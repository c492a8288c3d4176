/* What reviewers found of a statement, as it is kept and as it counts. */
#ifndef TROTH_LEDGER_REVIEWS_H
#define TROTH_LEDGER_REVIEWS_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* Bounds that leave nothing out: a moment, and a number. */
extern const struct text reviews_all;
extern const long long reviews_no_end;

/* What a person let stand of an earlier reading of the statement, field by field: that holds, whatever a later one says. */
struct review_pin {
    long long review; /* the number of the confirmation or correction */
    enum ledger_review_field field;
    struct text value;
};

struct review_list {
    struct ledger_review *items;
    size_t count, room;
    struct { struct review_pin *items; size_t count, room; } pins;
};

/* Those of a statement, and of the same one in earlier readings, that were known by a moment and have no higher number than `upto`,
 * in order; whether one was taken back is told as of then. Everything lives in `arena`. */
bool reviews_load(struct ledger *ledger, statement_number statement, struct text learned, long long upto, struct arena *arena,
                  struct review_list *list, struct error *err);

/* One by its number, with whether it was taken back by now. False and `err` (ERROR_USAGE) where it is not there. */
bool reviews_one(struct ledger *ledger, long long number, struct arena *arena, struct ledger_review *review, struct error *err);

/* What they come to: the last that was not taken back counts, comments aside. */
enum ledger_verdict reviews_verdict(const struct review_list *list);

/* Makes a statement say what they say. Returns whether anything was corrected. */
bool reviews_apply(const struct review_list *list, struct arena *arena, struct statement *statement);

/* A statement with what its reviews come to. */
struct reviewed {
    struct review_list reviews;
    enum ledger_verdict verdict;
    struct statement statement; /* as they corrected it */
    bool is_corrected;
    unsigned conflicts;         /* as in struct ledger_statement */
};

/* Loads the reviews of a row of load.h and applies them to a copy. */
bool reviews_take(struct ledger *ledger, const struct ledger_statement *row, statement_number number, struct text learned,
                  long long upto, struct arena *arena, struct reviewed *reviewed, struct error *err);

/* reviews_apply for a step, which is a statement's part in a commitment. */
bool reviews_step(struct ledger *ledger, const struct text *learned, long long upto, struct arena *arena, struct step *step,
                  struct error *err);

#endif
