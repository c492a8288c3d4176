/* Lemmas of what nobody writes on purpose: "sooo", "beacuse", "accomodate". */
#ifndef TROTH_LANGUAGE_LEMMA_TYPO_H
#define TROTH_LANGUAGE_LEMMA_TYPO_H

#include "language/inner.h"

/* The form as it was meant, of a form in small ASCII letters that is not in the vocabulary: drawn out letters ("sooo"), two letters
 * changed about, one doubled or not, of the misspellings one step away (Damerau 1964). A letter missing, put in or put for another
 * is left alone: rare words differ so from frequent ones ("friction", "fiction"). So are the first and the last letter. What was
 * meant is in the list of forms with this part of speech; of several the most frequent. Nothing where there is none. Lives in
 * `arena`. */
struct text lemma_meant(const struct language *language, struct text form, int upos, struct arena *arena);

#endif
