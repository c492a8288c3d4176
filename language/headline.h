/* Headlines that write nearly every word large ("Chad Closes Border With Mali"), where a capital tells of no name. */
#ifndef TROTH_LANGUAGE_HEADLINE_H
#define TROTH_LANGUAGE_HEADLINE_H

#include "language/inner.h"

/* Writes those of its words small that are no names: what the article's text writes small, and what is a word where the text does
 * not have it. Returns the forms as they were, which headline_restore puts back after reading; NULL, and nothing changed, for
 * another sentence. */
struct text *headline_write_small(const struct language *language, struct sentence *sentence, struct text body,
                                  struct arena *arena);

void headline_restore(struct sentence *sentence, const struct text *forms);

#endif
