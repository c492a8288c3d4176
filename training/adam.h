/* Adam (Kingma and Ba 2015): dense blocks of weights, and tables of which a batch touches few rows. */
#ifndef TROTH_TRAINING_ADAM_H
#define TROTH_TRAINING_ADAM_H

#include "training/network.h"

/* Moving means of a block's gradients and of their squares. */
struct adam_block {
    float *first, *second; /* [count] */
    long count;
};

struct adam {
    struct adam_block weights, embedding;
    long step;
};

void adam_init(struct adam *adam, const struct shape *shape);
void adam_release(struct adam *adam);

/* One step against the gradients of `pass`, which are divided by `words` and clipped to a length. */
void adam_step(struct adam *adam, struct network *network, struct pass *pass, int words, float rate);

#endif
