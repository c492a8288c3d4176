/* What one network, or several by their mean, say of sentences. */
#ifndef TROTH_TRAINING_JUDGE_H
#define TROTH_TRAINING_JUDGE_H

#include "training/network.h"
#include "training/raw.h"

struct judge;

/* Borrows the networks, which share one numbering. */
struct judge *judge_new(const struct network *networks, int count);
void judge_free(struct judge *judge);

/* Marks all words of some sentences, [words], with what has the highest probability on the mean of the networks; the heads make a
 * tree (ensembles of parsers: Kuncoro et al. 2016). */
void judge_mark(struct judge *judge, const struct example *const *examples, int count, struct mark *marks);

/* The same for all raw sentences, in threads; fills raw->marks. */
void judge_mark_raw(const struct network *networks, int count, struct raw *raw, int threads);

#endif
