/* What one training thread works with: activations kept for the way back, and gradients. For network.h's functions only. */
#ifndef TROTH_TRAINING_PASS_H
#define TROTH_TRAINING_PASS_H

#include "training/network.h"

/* Gradients of the few rows of a table that a batch touches. */
struct row_sum {
    int32_t *slot;  /* [rows of the table]: where a row's gradient stands in `values`, -1 nowhere */
    int32_t *rows;  /* [count] */
    float *values;  /* [count][width] */
    int count, room, width;
};

struct pass {
    struct shape shape;
    float *gradient;                   /* [shape.count] */
    struct row_sum embedded;           /* gradients of the embedding's rows */

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

/* Room for the sum of a row, zero at first; may move `values`. */
float *row_sum_at(struct row_sum *sum, int32_t row);

/* Embeds the examples and runs the layers, dropping on the way; the top is p->dropped[layers]. */
void pass_run_layers(struct pass *p, const struct network *network, const struct numbering *numbering,
                     const struct example *const *examples, int count, const struct dropout *dropout, uint64_t *state);

/* Takes the gradient of the dropped top, in p->ddropped, down to the embedding. */
void pass_learn_layers(struct pass *p, const struct network *network);

/* Runs examples forwards without dropout: p->tag holds the tags' scores, and the parser's vectors are ready for the next two. */
void pass_look(struct pass *p, const struct network *network, const struct example *const *examples, int count);

/* score[n][n + 1]: of a sentence's words as dependents of the root and of each word. */
void pass_arcs(struct pass *p, const struct network *network, int sentence, float *score);

/* Scores the relations of all words to the given heads, [tokens], 0 … n in each sentence; p->out has the result. */
void pass_labels(struct pass *p, const struct network *network, const int16_t *heads);

#endif
