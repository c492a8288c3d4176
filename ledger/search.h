/* Search by words: what somebody writes becomes what the database's own search understands. */
#ifndef TROTH_LEDGER_SEARCH_H
#define TROTH_LEDGER_SEARCH_H

#include "ledger/select.h"

/* Adds "AND column IN (statements that fit `words`)"; nothing where there are none. False and `err` (ERROR_USAGE) where nothing is
 * left to look for. `words`: all of them must be there, in any of their endings, accents and case ignored;
 *
 *     "west bank"      these words, one behind the other
 *     guarant*         words that begin so
 *     -sanctions       none of this
 *     radar OR tanks   one or the other */
bool search_add(struct selection *selection, const char *column, struct text words, struct arena *arena, struct error *err);

#endif
