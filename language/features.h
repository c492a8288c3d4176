/* What the network sees of a word: its number in the vocabulary and hashed pieces of its form. Trainer and reader share it. */
#ifndef TROTH_LANGUAGE_FEATURES_H
#define TROTH_LANGUAGE_FEATURES_H

#include <stdint.h>

#include "base/base.h"

enum { FEATURE_COUNT = 8, LONGEST_FORM = 64 };

/* The form's pieces as bucket numbers below `buckets` (a power of two): prefixes of 1 to 3 characters, suffixes of 1 to 4, and
 * its shape. `lower` gets the lower-cased form, cut to LONGEST_FORM bytes. */
void features_of(struct text form, uint32_t buckets, uint32_t feature[FEATURE_COUNT], char lower[LONGEST_FORM],
                 size_t *lower_length);

#endif
