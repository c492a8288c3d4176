/* The fields of a statement as a reviewer writes and corrects them. Pure: no database. */
#ifndef TROTH_LEDGER_CORRECT_H
#define TROTH_LEDGER_CORRECT_H

#include "ledger/ledger.h"

/* The value as it is kept: names checked against the closed lists, blanks in lists as ledger_review_field_value has them. False and
 * `err` (ERROR_USAGE, with the nearest name) where it cannot be one of the field. */
bool correct_check(enum ledger_review_field field, struct text value, struct arena *arena, struct text *kept, struct error *err);

/* Makes a field say `value`, one that has been checked; an empty one clears it. A condition in words is one of class "other" where
 * none is known, and one without class or words is none. Words that stand in the sentence get their span; others have none. */
void correct_apply(struct statement *statement, enum ledger_review_field field, struct text value, struct arena *arena);

#endif
