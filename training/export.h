/* Writing what was learned as sections of the model file, in the form in which the language room reads them. */
#ifndef TROTH_TRAINING_EXPORT_H
#define TROTH_TRAINING_EXPORT_H

#include "training/network.h"

/* The network in eight bits: each row of weights is rounded by its own largest value. */
void export_network(const struct network *network, struct buffer *section);

/* Words and tags by number; lemma rules; the lemma most often seen for a form with a tag. */
void export_words(const struct numbering *numbering, struct buffer *section);
void export_tags(const struct numbering *numbering, struct buffer *section);
void export_rules(const struct numbering *numbering, struct buffer *section);
void export_lemmas(const struct corpus *corpus, struct buffer *section);

#endif
