/* Words of time, or of how it was said, between a subject and its verb, as news has them and the treebanks hardly do: "Japan on Friday
 * lifted sanctions". A sentence is read without them, and they hang on the verb. */
#ifndef TROTH_LANGUAGE_ASIDE_H
#define TROTH_LANGUAGE_ASIDE_H

#include "language/language.h"

enum { ASIDE_MOST = 4 }; /* that are set aside in a sentence */

/* Tokens [from, to) without which the sentence is read; `head`, one of them, will hang on the verb, or what governs it; the verb stands
 * at `verb`. */
struct aside {
    int from, to, head, verb;
};

/* Fills `list` with those of a sentence that is tagged and parsed already, in their order; how many there are. Tags decide, and where
 * the tree has them within the subject ("the deal signed on Friday failed") it is right. */
int aside_find(const struct sentence *sentence, struct aside list[ASIDE_MOST]);

/* Gives the words of one their heads and relations, those without which the sentence was read having theirs. */
void aside_hang(struct sentence *sentence, const struct aside *aside);

#endif
