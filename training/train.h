/* Learning the network's weights from a corpus. */
#ifndef TROTH_TRAINING_TRAIN_H
#define TROTH_TRAINING_TRAIN_H

#include "training/network.h"
#include "training/raw.h"

struct train_options {
    int epochs, threads, batch_words;
    int heads_first;        /* epochs in which the layers that raw text taught stay as they are */
    float rate;             /* Adam's first step size; it falls to zero along a half cosine */
    struct dropout dropout;
    uint64_t seed;
};

/* Learns until the last epoch, telling on standard error how it goes; `dev` may be NULL. Deterministic for a seed and a number of
 * threads. */
void train_run(struct network *network, const struct numbering *numbering, const struct corpus *corpus, const struct corpus *dev,
               const struct train_options *options);

/* Learns to guess hidden words of raw text (after Devlin et al. 2019), before trees are learned: hides as many words as
 * dropout.input says. */
void train_words(struct network *network, const struct numbering *numbering, struct guesser *guesser, const struct raw *raw,
                 const struct train_options *options);

/* Percent right on a corpus with its own tokens, subtypes of relations ignored. */
struct train_score {
    double upos, xpos, rule, uas, las;
};
struct train_score train_measure(const struct network *network, const struct corpus *corpus);

#endif
