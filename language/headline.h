/* Headlines that write nearly every word large ("Chad Closes Border With Mali"), where a capital tells of no name. */
#ifndef TROTH_LANGUAGE_HEADLINE_H
#define TROTH_LANGUAGE_HEADLINE_H

#include "language/inner.h"

/* Writes those of its words small that are no names: what the article's text writes small, and what is a word where the text does
 * not have it. Returns the forms as they were, which headline_restore puts back after reading; NULL, and nothing changed, for
 * another sentence. */
struct text *headline_write_small(const struct language *language, struct sentence *sentence, struct text body,
                                  struct arena *arena);

/* How the text writes a word: nowhere; large where its place may ask for it; large where only names are; small. */
enum headline_evidence { EVIDENCE_NONE, EVIDENCE_DOUBTFUL, EVIDENCE_NAME, EVIDENCE_WORD };

/* Of a word that begins with a capital, others small. */
enum headline_evidence headline_evidence_of(struct text body, struct text form);

/* Whether it is a word of the language, or the plural of a noun, or a form of a verb. */
bool headline_is_word(const struct language *language, struct text small);

void headline_restore(struct sentence *sentence, const struct text *forms);

#endif
