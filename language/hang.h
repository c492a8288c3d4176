/* Hanging a token elsewhere in its sentence's tree, for what mends trees. */
#ifndef TROTH_LANGUAGE_HANG_H
#define TROTH_LANGUAGE_HANG_H

#include "language/language.h"

/* `head` is an index of the same sentence, or -1 for the root. */
static inline void token_hang(struct token *token, int head, enum deprel relation)
{
    token->head = head;
    token->deprel = (uint8_t)relation;
}

#endif
