/* The details of a statement: means, condition, caveat, time, amount, status, read off the words around a trigger. */
#ifndef TROTH_READING_DETAILS_H
#define TROTH_READING_DETAILS_H

#include "reading/mentions.h"

struct detail_lexicon; /* means, conditions, caveats, times, amounts, modals and negations: lexicon/details/ */

/* A trigger in its sentence, as frames found it. Token indices; -1 where there is none. */
struct site {
    const struct document *document;
    const struct sentence *sentence;
    int sentence_index;
    int trigger;        /* head token of the trigger */
    int object;         /* head token of the object, or of the complement clause */
    int object_from, object_to; /* token range of the object's words */
    enum act act;
};

struct detail {
    bool found;
    int from, to;      /* tokens [from, to) */
    int value;         /* enum condition; for the others unused */
    struct text file;  /* lexicon line */
    int line;
};

const struct detail_lexicon *details_load(const char *folder, const char *overlay, struct arena *arena, struct error *err);

/* The same lexicon at work on a document: it keeps in `arena` where in the document something begins. */
const struct detail_lexicon *details_for(const struct detail_lexicon *lexicon, const struct document *document,
                                         struct arena *arena);

/* Classes of what is pledged, refused, asked: bits 1 << enum means. `why` gets the line of the first class found. */
uint32_t details_means(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why);

/* On what the act's content depends ("once a ceasefire is in place", "postwar", "if asked", "in exchange for"). */
struct detail details_condition(const struct detail_lexicon *lexicon, const struct site *site);
struct detail details_caveat(const struct detail_lexicon *lexicon, const struct site *site);
struct detail details_when(const struct detail_lexicon *lexicon, const struct site *site);
/* A sum or a count with its noun; where neither the object nor the trigger is measured, how many act ("26 nations"). */
struct detail details_amount(const struct detail_lexicon *lexicon, const struct site *site);

/* Status of the act from modals, negation, tense and governing verbs ("is expected to", "is considering", "has not", "may"). An
 * act that holds its "not" (a refusal, a denial) is not negated by it. */
enum status details_status(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why);

#endif
