/* The network in integers: weights of eight bits, sums exact, then single float operations in a fixed order, so that the same text
 * gives the same bits on every machine. What it computes is what `training/network.h` learns. */
#ifndef TROTH_LANGUAGE_NET_H
#define TROTH_LANGUAGE_NET_H

#include <stdint.h>

#include "language/finite.h"

enum { NET_MAX_LAYERS = 6, NET_LONGEST = 512 };

/* A matrix with a row for each output; the true value is weight × scale[row]. Its bytes lie in blocks of NET_ROWS rows: four
 * columns of the first row, four of the second …, then the next four columns, so that one instruction serves sixteen rows. */
enum { NET_ROWS = 16, NET_COLUMNS = 64 };

struct net_matrix {
    int rows, columns, stride;  /* stride: bytes of a row, a multiple of NET_COLUMNS; what is beyond `columns` is zero */
    const int8_t *weight;       /* [rows, up to a multiple of NET_ROWS][stride], in blocks */
    const float *scale;         /* [rows] */
    const int32_t *sum;         /* [rows, up to a multiple of NET_ROWS]: 128 × the row's weights added up, for unsigned products */
};

static inline int net_round_up(int count, int step)
{
    return (count + step - 1) / step * step;
}

/* Where a weight lies. */
static inline long net_place(int stride, int row, int column)
{
    return (long)(row / NET_ROWS) * NET_ROWS * stride + (long)(column / 4) * (4 * NET_ROWS) + row % NET_ROWS * 4 + column % 4;
}

struct net {
    int width, layers, words, buckets, upos, xpos, rules, arc, label, labels;
    const int8_t *embedding;      /* [words + buckets][width] */
    const float *embedding_scale; /* [words + buckets] */
    struct net_matrix gates[NET_MAX_LAYERS];               /* 3 width rows */
    const float *peep[NET_MAX_LAYERS], *bias[NET_MAX_LAYERS]; /* [2][width] */
    struct net_matrix heads;      /* upos + xpos + rules + 2 arc + 2 label rows, read from the top in one go */
    const float *heads_bias;
    struct net_matrix bilinear;   /* arc rows over arc columns */
    const float *bilinear_bias, *arc_root, *label_root; /* [arc], [arc], [label] */
    struct net_matrix out;        /* labels rows over 2 label columns */
    const float *out_bias;
    int finite[FINITE_TAGS]; /* the numbers of finite_tags among the Penn tags */
};

/* Fills `net` from a section; its arrays are borrowed from the section, small ones live in `arena`. */
bool net_read(struct net *net, struct text section, struct arena *arena, struct error *err);

/* What the network is told of a word, and what it says. */
struct net_word {
    int32_t vocabulary;
    const uint32_t *feature; /* [FEATURE_COUNT] */
    int16_t upos, xpos, rule, head, deprel; /* head: 0 the root, 1 … n */
    int16_t finite; /* the likeliest of finite_tags */
    float lead;     /* its score less that of `xpos`: 0 or less */
};

/* What one thread works with. */
struct net_scratch;
struct net_scratch *net_scratch_new(const struct net *net);
void net_scratch_free(struct net_scratch *scratch);

/* Reads one sentence of at most NET_LONGEST words; all but the lemma rules. */
void net_run(const struct net *net, struct net_scratch *scratch, struct net_word *words, int count);

/* Finds the lemma rules of some words, by their numbers, of the sentence that was read last. */
void net_find_rules(const struct net *net, struct net_scratch *scratch, struct net_word *words, const int *which, int count);

#endif
