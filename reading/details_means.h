/* What the files of details_means*.c share: classes found in some words, by their distance from the head. */
#ifndef TROTH_READING_DETAILS_MEANS_H
#define TROTH_READING_DETAILS_MEANS_H

#include "reading/details_inner.h"

enum { FINDING_NEAR = 4, FINDING_FAR = 8 }; /* what stands farther from the head says nothing of it */

struct found {
    uint32_t classes;
    const struct pattern *why;
    int from, to, distance;
};

/* Classes of means in some words. All zeros: none. */
struct finding {
    struct found at[FINDING_FAR + 1]; /* by distance from the head */
    struct found weak, context, refer; /* the nearest of each */
};

/* Tokens [from, to) with their head, and the statement's trigger (-1: none). */
struct part {
    int from, to, top, trigger;
};

/* Looks for patterns in the part and notes them. */
void finding_scan(struct finding *found, const struct detail_lexicon *lexicon, const struct sentence *sentence, uint32_t acts,
                  struct part part);

/* The class of `pattern` that the article tells most often, the nearer sentences counting more; its first where none is told. */
uint32_t context_class(const struct detail_lexicon *lexicon, const struct site *site, const struct pattern *pattern);

/* The classes of what the noun at `token` stands for: the nearest noun before it of the same or a like word that tells some; or
 * 0. */
uint32_t context_refer(const struct detail_lexicon *lexicon, const struct site *site, int token);

/* The class that most of the article around the statement is about, or 0 where it is about several. */
uint32_t context_topic(const struct detail_lexicon *lexicon, const struct site *site);

/* The classes told last before the statement's words, in its sentence or one just before; or 0. */
uint32_t context_before(const struct detail_lexicon *lexicon, const struct site *site);

#endif
