/* Lemmas: a rule that edits the form, chosen by the network, and a list of the forms that the treebanks show. */
#ifndef TROTH_LANGUAGE_LEMMA_H
#define TROTH_LANGUAGE_LEMMA_H

#include "base/base.h"

enum lemma_case { LEMMA_KEEP, LEMMA_LOWER };

/* Lower-case or not, take `strip` bytes off the end, add `ending`. */
struct lemma_rule {
    uint8_t letter_case; /* enum lemma_case */
    uint8_t strip;
    struct text ending;
};

/* The rule that makes `lemma` of `form`, strip as small as can be; false when there is none short enough. `ending` lives in
 * `arena`. */
bool lemma_rule_of(struct text form, struct text lemma, struct lemma_rule *rule, struct arena *arena);

/* What the rule makes of the form; empty when the form is too short for it. Borrowed from the form where nothing changes. */
struct text lemma_apply(const struct lemma_rule *rule, struct text form, struct arena *arena);

/* How a form is looked up in the list of forms seen: the form, a tab, its part of speech, and its Penn Treebank tag or nothing;
 * made in `room`, which must hold the form, the tag and two bytes more. A key with a tag is listed only where the tag tells ("her",
 * of "she" or of itself). */
struct text lemma_key_in(struct text form, int upos, struct text tag, char *room);

#endif
