/* What reviewers found of a statement, as it is kept and as it counts. */
#ifndef TROTH_LEDGER_REVIEWS_H
#define TROTH_LEDGER_REVIEWS_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* Bounds that leave nothing out: a moment, and a number. */
extern const struct text reviews_all;
extern const long long reviews_no_end;

struct review_list {
    struct ledger_review *items;
    size_t count, room;
};

/* Those of a statement that were known by a moment and have no higher number than `upto`, in order; whether one was taken back
 * is told as of then. Everything lives in `arena`. */
bool reviews_load(struct ledger *ledger, statement_number statement, struct text learned, long long upto, struct arena *arena,
                  struct review_list *list, struct error *err);

/* One by its number, with whether it was taken back by now. False and `err` (ERROR_USAGE) where it is not there. */
bool reviews_one(struct ledger *ledger, long long number, struct arena *arena, struct ledger_review *review, struct error *err);

/* What they come to: the last that was not taken back counts, comments aside. */
enum ledger_verdict reviews_verdict(const struct review_list *list);

/* Makes a statement say what they say. Returns whether anything was corrected. */
bool reviews_apply(const struct review_list *list, struct arena *arena, struct statement *statement);

/* The same for a step, which is a statement's part in a commitment. */
bool reviews_step(struct ledger *ledger, const struct text *learned, long long upto, struct arena *arena, struct step *step,
                  struct error *err);

#endif
