/* How a condition begins and what its words tell: the values and flags of openers.txt and conditions.txt. */
#ifndef TROTH_READING_DETAILS_OPENERS_H
#define TROTH_READING_DETAILS_OPENERS_H

#include "reading/details_inner.h"
#include "record/record.h"

/* How a condition begins; the low bits of a pattern's value. The class that the words themselves tell, plus one, stands above
 * them. */
enum opener_kind { OPENER_CLAUSE, OPENER_PHRASE, OPENER_WORD, OPENER_FIXED, OPENER_INVERSION, OPENER_NONE };
enum { KIND_BITS = 4, KIND_MASK = 15, CONDITION_NONE = CONDITION_COUNT };

/* Flags: tests on the clause, and what else the words are. */
enum { OPENER_PRESENT = 1, OPENER_TIME = 2, OPENER_MARK = 4, OPENER_FINITE = 8 };

/* The condition's words where they date the act as well: "the day the war ends". */
struct detail condition_time(const struct detail_lexicon *lexicon, const struct site *site);

#endif
