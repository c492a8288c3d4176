/* What stands between a subject or a helping verb and the verb, as news has it and the treebanks hardly do: words of time or of how
 * it was said ("Japan on Friday lifted sanctions", "Japan has in the past denied it"), and who somebody is, between commas ("Anna
 * Berg, the foreign minister, jailed them"). A sentence is read without it; words of time hang on the verb, an apposition, which is
 * read by itself, on the subject. */
#ifndef TROTH_LANGUAGE_ASIDE_H
#define TROTH_LANGUAGE_ASIDE_H

#include "language/language.h"

enum { ASIDE_MOST = 4 }; /* that are set aside in a sentence */

/* Tokens [from, to) without which the sentence is read; the verb stands at `verb`. Of words of time, `head`, one of them, will
 * hang on the verb, or what governs it; of an apposition the first and the last are its commas or dashes. */
struct aside {
    int from, to, head, verb;
    bool is_apposition;
};

/* Fills `list` with those of a sentence that is tagged and parsed already, in their order; how many there are. Tags decide, and
 * where the tree has words of time within the subject ("the deal signed on Friday failed"), or a subject for the verb behind an
 * apposition, it is right. */
int aside_find(const struct sentence *sentence, struct aside list[ASIDE_MOST]);

/* Gives the words of one their heads and relations, all others having theirs; those of an apposition too, but for its own root. */
void aside_hang(struct sentence *sentence, const struct aside *aside);

#endif
