/* Weights of named features, learned from marked articles and printed as a file of the lexicon: for troth-weigh and troth-aim. */
#ifndef TROTH_TRAINING_WEIGHTS_H
#define TROTH_TRAINING_WEIGHTS_H

#include "base/base.h"

/* Features by name and number; all zeros: none yet. */
struct weights_names {
    struct arena arena;
    struct text *items;
    size_t count, room;
    int *slots; /* open addressing: number + 1; 0: free */
};

/* The number of a feature, a new one where it is not known yet. */
int weights_number(struct weights_names *names, struct text name);
void weights_release(struct weights_names *names);

/* Fills slopes[names->count] with the slope of the loss in every weight. */
typedef void (*weights_slopes_fn)(const void *context, const double *weights, double *slopes);

/* Takes weights[count] from zero down the slopes, `rounds` times. Every weight goes by a step of its own, which grows while its
 * slope keeps its sign (iRprop-: Igel, Hüsken, Neurocomputing 2003). */
void weights_descend(size_t count, int rounds, weights_slopes_fn slopes, const void *context, double *weights);

/* Prints "name | hundredths" on standard output, by name, for every weight of at least `smallest` whose name
 * the lexicon's reader would give back. */
void weights_print(const struct weights_names *names, const double *weights, double smallest);

#endif
