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

/* How weights are learned: `rounds` steps against the slope of a loss with a quadratic penalty (not for the feature numbered
 * `unpunished`, -1: for all; twice as much for the `narrow` ones, which say of a single kind of example what others say of all).
 * Features that the examples have less often than `rare` stay at zero. `job` is the caller's; part `left_out` of its examples
 * (-1: none) is not learned from. */
struct weights_method {
    int rounds, rare, unpunished;
    double penalty;
    const bool *narrow; /* by number; NULL: none */
    void (*count_features)(const void *job, int left_out, int *counts);                        /* adds to counts[] */
    void (*add_slopes)(const void *job, int left_out, const double *weights, double *slopes); /* adds to slopes[] */
};

/* Learns weights[count] from zero. Every weight goes by a step of its own, which grows while its slope keeps its sign (iRprop-:
 * Igel, Hüsken, Neurocomputing 2003). */
void weights_learn(const struct weights_method *method, const void *job, int left_out, size_t count, double *weights);

/* Prints "name | hundredths" on standard output, by name, for every weight of at least `smallest` whose name
 * the lexicon's reader would give back. */
void weights_print(const struct weights_names *names, const double *weights, double smallest);

#endif
