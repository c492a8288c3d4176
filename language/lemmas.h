/* The lemmas of a stretch of tokens that have their tags. */
#ifndef TROTH_LANGUAGE_LEMMAS_H
#define TROTH_LANGUAGE_LEMMAS_H

#include "language/inner.h"

/* From the list of forms that the treebanks show, else by the network's rule, mended where that gives no word or the wrong letter
 * case. The tokens are those that the network has just read. */
void lemmas_find(const struct language *language, struct language_scratch *scratch, struct arena *arena, struct token *tokens,
                 int count);

/* Whether the treebanks show the form, as it is written, with this part of speech. */
bool lemmas_has(const struct language *language, struct text form, int upos);

/* Whether they show it as a common noun, an adjective or a verb: then it is no name alone. */
bool lemmas_has_word(const struct language *language, struct text form);

#endif
