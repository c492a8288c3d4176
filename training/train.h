/* Learning the network's weights from a corpus. */
#ifndef TROTH_TRAINING_TRAIN_H
#define TROTH_TRAINING_TRAIN_H

#include "training/network.h"
#include "training/raw.h"

struct train_options {
    int epochs, threads, batch_words; /* words of the treebanks in a batch */
    int raw_share, alone;   /* words of raw text to each of those; last epochs with the treebanks alone */
    float rate;             /* Adam's first step size; it falls to zero along a half cosine */
    struct dropout dropout, last_dropout; /* at the beginning and at the end; between them it falls in a straight line (Rennie,
                                             Goel and Thomas 2014) */
    uint64_t seed;
};

/* Learns until the last epoch, telling on standard error how it goes; `raw`, marked before, and `dev` may be NULL. Deterministic
 * for a seed and a number of threads. */
void train_run(struct network *network, const struct numbering *numbering, const struct corpus *corpus, const struct raw *raw,
               const struct corpus *dev, const struct train_options *options);

/* Percent right on a corpus with its own tokens, subtypes of relations ignored, by the mean of some networks. */
struct train_score {
    double upos, xpos, rule, uas, las;
};
struct train_score train_measure(const struct network *networks, int count, const struct corpus *corpus);

#endif
