/* Names of persons, places and organisations in tagged and parsed sentences.
 *
 * Rules over tags, capitals and the tree, with short lists of words (names_*.def). Nothing of politics: "the Kremlin" is a name of
 * unknown kind unless the text tells. */
#ifndef TROTH_LANGUAGE_NAMES_H
#define TROTH_LANGUAGE_NAMES_H

#include "language/language.h"

/* Fills names and name_count of a sentence that has tags and a tree. The names live in `arena`. */
void names_find(struct arena *arena, struct sentence *sentence);

/* Looks over the whole document once all its sentences have names: the same name gets the same kind everywhere, a surname alone is
 * the person whose full name stands elsewhere, and in a headline written in capitals words that the text writes small are no
 * names. */
void names_settle(struct arena *arena, struct document *document);

#endif
