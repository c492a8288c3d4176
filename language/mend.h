/* Small repairs of trees where the words tell for certain what the network, which saw few such sentences, may get wrong: bare nouns
 * behind verbs that take no bare infinitive ("will allow aid in"), infinitives of nouns ("rejected the offer to leave"), objects of
 * verbs with a particle ("called off the talks"), and the like. Each names Universal Dependencies' own rule for the words. */
#ifndef TROTH_LANGUAGE_MEND_H
#define TROTH_LANGUAGE_MEND_H

#include "language/language.h"

void mend_tree(struct sentence *sentence);

#endif
