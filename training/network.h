/* The network in floats, forwards and backwards: embeddings, bidirectional simple recurrent units (Lei et al. 2018), heads for tags
 * and lemma rules, and a biaffine parser (Dozat and Manning 2017). `language/net.h` runs the same network in integers. */
#ifndef TROTH_TRAINING_NETWORK_H
#define TROTH_TRAINING_NETWORK_H

#include <stdint.h>

#include "training/corpus.h"

enum { NETWORK_MAX_LAYERS = 6, NETWORK_GATES = 3 };

/* Sizes, and where each block of weights begins in `weights`. */
struct shape {
    int width, layers;       /* width: units of both directions together */
    int words, buckets;      /* rows of the embedding tables */
    int origins;             /* rows for enum origin, not exported; 0: sentences of all origins are taken alike */
    int upos, xpos, rules, tags; /* tags: the three together */
    int arc, label, labels;  /* arc and label: sizes of the parser's hidden vectors; labels: relations */
    long gates[NETWORK_MAX_LAYERS], peep[NETWORK_MAX_LAYERS], bias[NETWORK_MAX_LAYERS];
        /* [width][3 width], [2][width], [2][width] */
    long tag_weights, tag_bias;                  /* [width][tags], [tags] */
    long arc_weights, arc_bias, arc_root, bilinear; /* [width][2 arc], [2 arc], [arc], [arc + 1][arc] */
    long label_weights, label_bias, label_root, out_weights, out_bias;
        /* [width][2 label], …, [label], [2 label][labels], [labels] */
    long count;                                  /* of all weights but the embeddings */
};

struct network {
    struct shape shape;
    float *weights;        /* [shape.count] */
    float *embedding;      /* [shape_rows][width]: words, buckets, origins */
};

/* Sets the blocks' places after the sizes have been set. */
void shape_place(struct shape *shape);

/* Rows of the embedding. */
int shape_rows(const struct shape *shape);

void network_init(struct network *network, const struct shape *shape, uint64_t seed);
void network_release(struct network *network);

/* The weights as they are, to go on with later on the same machine. network_load: false when there is no file of these sizes. */
bool network_save(const struct network *network, const char *path, struct error *err);
bool network_load(struct network *network, const char *path);

struct dropout {
    float input, word, layer, hidden; /* probabilities; all 0: none */
};

/* What one thread works with, and the gradients that it has added up. */
struct pass;

struct pass *pass_new(const struct shape *shape);
void pass_free(struct pass *pass);

/* Runs sentences forwards with dropout and backwards from gold, adding to the pass's gradients; returns the summed loss. */
double pass_learn(struct pass *pass, const struct network *network, const struct numbering *numbering,
                  const struct example *const *examples, int count, const struct dropout *dropout, uint64_t seed);

/* The pass's gradients; `rows` lists the embedding rows that have one, in the order in which they were met. */
float *pass_gradient(struct pass *pass);
struct row_gradient {
    const int32_t *rows; /* [count] */
    const float *values; /* [count][width] */
    int count;
};
struct row_gradient pass_row_gradient(const struct pass *pass);
void pass_clear(struct pass *pass);

/* Adds the gradients of `from` to those of `into`. */
void pass_merge(struct pass *into, const struct pass *from);

/* xorshift64*: the trainer's only source of chance. */
uint64_t random_next(uint64_t *state);
float random_unit(uint64_t *state); /* [0, 1) */

#endif
