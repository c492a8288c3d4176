/* Irregular verbs, also behind a prefix: "fled" of "flee", "overthrew" of "overthrow". */
#ifndef TROTH_LANGUAGE_LEMMA_IRREGULAR_H
#define TROTH_LANGUAGE_LEMMA_IRREGULAR_H

#include "base/base.h"

/* The lemma of a verb's form in small letters that is a past or a participle, or nothing. `tag`: of the Penn Treebank; VBP is taken
 * for VBD, JJ for VBN, since no form that is not irregular is found so. Lives in `arena`. */
struct text lemma_irregular(struct text form, struct text tag, struct arena *arena);

/* The form without a prefix that verbs take ("over", "re", "under"): at least three letters are left. False where it begins with
 * none from place `*next` on in the list of prefixes; `*next` begins with 0. */
bool lemma_prefix_next(struct text form, int *next, struct text *rest);

#endif
