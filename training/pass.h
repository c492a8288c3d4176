/* What one training thread works with: activations kept for the way back, and gradients. For network.h's functions only. */
#ifndef TROTH_TRAINING_PASS_H
#define TROTH_TRAINING_PASS_H

#include "training/network.h"

struct pass {
    struct shape shape;
    float *gradient;                   /* [shape.count] */
    int32_t *slot;                     /* [words + buckets]: where a row's gradient stands in `values`, -1 nowhere */
    int32_t *rows;                     /* [row_count] */
    float *values;                     /* [row_count][width] */
    int row_count, row_room;

    int tokens, room;                  /* words of the sentences at hand, and how many fit */
    const struct word **words;         /* [tokens] */
    int32_t *ids;                      /* [tokens][FEATURE_COUNT + 1]: embedding rows */
    int *from;                         /* [sentences + 1]: where each sentence begins */
    int sentences, sentence_room;

    float *x[NETWORK_MAX_LAYERS + 1];  /* [tokens][width]: a layer's input, at last the top */
    float *dropped[NETWORK_MAX_LAYERS + 1]; /* the same after dropout */
    float *mask[NETWORK_MAX_LAYERS + 1];    /* [sentences][width] */
    float *input_mask;                 /* [tokens]: 0 or the scale that makes up for dropped words */
    float *gates[NETWORK_MAX_LAYERS];  /* [tokens][3 width] */
    float *cell[NETWORK_MAX_LAYERS];   /* [tokens][width] */
    float *dx, *ddropped, *dgates;     /* gradients of x, dropped, gates of the layer at hand */
    float *tag, *arc, *label, *query, *mixed, *out; /* [tokens][tags], [2 arc], [2 label], [arc + 1 … arc], [2 label], [labels] */
    float *dtag, *darc, *dlabel, *dquery, *dmixed, *dout;
    float *arc_mask, *label_mask;
    float *square;                     /* room for one sentence's scores, twice, and for products */
    long square_room;
};

#endif
