/* Words that lost the blank between them, as where a link was taken out of its page ("Chinalaunched", "hasthreatened"). */
#ifndef TROTH_LANGUAGE_GLUED_H
#define TROTH_LANGUAGE_GLUED_H

#include "language/inner.h"

/* Parts them, where neither the vocabulary nor the lists have the whole. */
void glued_part(const struct language *language, struct sentence *sentence, struct arena *arena);

#endif
