/* What the first layer's product makes of a word depends on the word alone, not on its neighbours: frequent words are kept. */
#ifndef TROTH_LANGUAGE_NET_FIRST_H
#define TROTH_LANGUAGE_NET_FIRST_H

#include "language/net.h"

/* A word on its way into a layer. */
struct net_row {
    const float *x;       /* [width]: the layer's input */
    const int32_t *sum;   /* [3 width]: the product with the layer's weights ... */
    float scale;          /* ... to be multiplied by this and the weights' scales */
};

struct net_first;
struct net_first *net_first_new(int width);
void net_first_free(struct net_first *first);

/* Begins a sentence: rows found before may now be replaced. */
void net_first_start(struct net_first *first);

/* The row kept for a word of the same vocabulary number and features, valid until the next sentence begins; false if there is
 * none. */
bool net_first_find(struct net_first *first, const struct net_word *word, struct net_row *row);

/* Keeps a copy of a row that was not found, unless its place is needed for words seen more often. */
void net_first_keep(struct net_first *first, const struct net_word *word, const struct net_row *row);

#endif
