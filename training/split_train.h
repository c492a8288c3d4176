/* Learning where sentences end. */
#ifndef TROTH_TRAINING_SPLIT_TRAIN_H
#define TROTH_TRAINING_SPLIT_TRAIN_H

#include "base/base.h"

/* Trains the model of the ends of sentences on `count` CoNLL-U files and appends the section that split_model_read reads: u32 bits,
 * u32 threshold, then 2^bits weights of eight bits. Logistic regression over hashed features, steps after Duchi, Hazan, Singer,
 * "Adaptive Subgradient Methods for Online Learning", JMLR 12, 2011. The same files in the same order give the same section. */
bool split_train(const char *const *paths, int count, struct buffer *section, struct error *err);

#endif
