/* Which statements of two readings of one article are the same, and what differs between them. Pure: no database. */
#ifndef TROTH_LEDGER_MATCH_H
#define TROTH_LEDGER_MATCH_H

#include "ledger/ledger.h"

/* Two readings of an article whose spans count in the same unit. Borrowed. */
struct match {
    const struct statement_list *before, *after;
    int *to;   /* [before->count] the place in `after`, from 1; 0: it has none there */
    int *from; /* [after->count] the same the other way */
};

/* Pairs those of the same id; then of the same trigger; then of triggers that overlap; then of the same sentence and act; and then
 * the last two that a sentence has left. Lives in `arena`. */
struct match match_statements(const struct statement_list *before, const struct statement_list *after, struct arena *arena);

/* Whether a pair says the same with the same words; confidence and evidence are left aside. `place` in `before`, from 0. */
bool match_is_same(const struct match *match, size_t place);

/* What a pair says otherwise: fields of a review, "trigger", "links", and "places" where the words are the same but stand
 * elsewhere.
 * Writes at most MATCH_FIELDS of them, and returns how many. Texts live in `arena`. */
enum { MATCH_FIELDS = LEDGER_REVIEW_FIELD_COUNT + 3 };
size_t match_fields(const struct match *match, size_t place, struct arena *arena, struct ledger_changed_field fields[MATCH_FIELDS]);

#endif
