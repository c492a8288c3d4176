/* What is done to a lemma that a rule made: numbers, letter case, endings of verbs and plurals. */
#ifndef TROTH_LANGUAGE_LEMMA_MEND_H
#define TROTH_LANGUAGE_LEMMA_MEND_H

#include "language/language.h"
#include "language/table.h"

/* How a form is written. Only ASCII letters are looked at. */
enum lemma_shape {
    SHAPE_OTHER,    /* "iPhone", "McDonald", "4th" */
    SHAPE_SMALL,    /* "grain": letters and no capital */
    SHAPE_CAPITAL,  /* "Grain": a capital first, no other, nor a digit */
    SHAPE_CAPITALS, /* "GRAIN": two letters or more, all capitals, and nothing else */
};
enum lemma_shape lemma_shape(struct text form);

/* With its first letter as a capital, the rest small. Lives in `arena`. */
struct text lemma_capital(struct text form, struct arena *arena);

/* "1,100" is 1100. */
bool lemma_is_grouped_number(struct text form);
struct text lemma_without_commas(struct text form, struct arena *arena);

/* Whether a word is one of the verbs that are listed since their forms alone do not tell them (language/regular_verbs.def). */
bool lemma_is_verb(struct text word);

/* The lemma that a rule made of a form, made better by what the vocabulary `words` knows; borrowed, or in `arena`. */
struct text lemma_mend(const struct table *words, const struct token *token, struct text form, struct text lemma,
                       struct arena *arena);

#endif
