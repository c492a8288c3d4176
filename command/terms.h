/* The words in which a commitment stands on a page. */
#ifndef TROTH_COMMAND_TERMS_H
#define TROTH_COMMAND_TERMS_H

#include "ledger/ledger.h"

/* `part` between `before` and `after`; nothing where it is empty. */
void terms_add_part(struct buffer *out, const char *before, struct text part, const char *after);

/* Behind its words: its amount where they do not have it, then, each on a line, on what it depends, how it is limited, and when,
 * where the condition does not say so. */
void terms_add(struct buffer *out, const struct ledger_commitment *row);

#endif
