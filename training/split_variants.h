/* Paragraphs of a treebank written otherwise, as news writes them. */
#ifndef TROTH_TRAINING_SPLIT_VARIANTS_H
#define TROTH_TRAINING_SPLIT_VARIANTS_H

#include "training/split_corpus.h"

/* Appends variants of some of the paragraphs: with words put in quotes, with speakers behind a quotation, with a list's dashes
 * between the sentences. The treebanks have few of these. The same corpus gives the same variants. */
void split_variants_add(struct split_corpus *corpus);

#endif
