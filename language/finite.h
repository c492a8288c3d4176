/* A sentence of prose has a finite verb, and a finite verb has a subject. Where the network finds none it took the verb for a
 * participle or a noun ("The UN barred guards", "Price controls hurt"), or the subject for something else. The sentence is then
 * read with a helping verb before the word that is likeliest to be finite ("will bar", "will hurt"), which leaves no doubt what
 * it is, and that reading is taken where less is amiss in it. */
#ifndef TROTH_LANGUAGE_FINITE_H
#define TROTH_LANGUAGE_FINITE_H

#include "language/language.h"

/* The tags that a finite verb without a helping one may have: VBD, VBZ, VBP. */
enum { FINITE_PAST, FINITE_THIRD, FINITE_PRESENT, FINITE_TAGS };
extern const char *const finite_tags[FINITE_TAGS];

/* What the network holds of a word as a finite verb: the likeliest of the tags, and its score less that of the tag chosen, 0 or
 * less. */
struct finite_hint {
    int tag;
    float lead;
};

enum { FINITE_MOST = 2 }; /* readings that are tried for a sentence */

/* "Denies", "insists": no noun, whatever the network took it for. */
bool finite_is_missed(const struct token *token);

/* How much is amiss: a verb that was taken for a noun counts one, a main clause that is not finite two, a finite verb without a
 * subject one, but in a headline nothing. 0 in what is no prose: other lines without a full stop, points of a list. */
int finite_faults(const struct sentence *sentence);

/* Fills `list` with the words to try behind token `from`, the likeliest first; how many there are. `hints` are of the sentence's
 * tokens. A headline has but words in -s behind a name or a noun ("Peru slaps tariffs on copper"), and others behind several names
 * or whoever may act ("Peru, Chile sign pact", "Peru police arrest spy"). */
int finite_candidates(const struct sentence *sentence, int from, const struct finite_hint *hints, int list[FINITE_MOST]);

/* The helping verb, and the form of the word that stands behind it: "will bar", "had expired". */
struct text finite_helper(const struct token *token, int tag);
struct text finite_helped_form(const struct token *token, int tag);

/* Is the helping verb at `helper` what was meant: one of the word behind it, which has a subject before? `lead`: the word's, as
 * it was read without. A single comma behind the subject tells that it has no verb there ("a fine store, highly recommended"),
 * but not in a headline's list of names, and where the network was sure of a participle the verb must have an object. An object
 * before it must be a question's. */
bool finite_is_helped(const struct sentence *sentence, int helper, float lead);

/* What a preposition governs is no subject of the verb that was helped ("Kenya after a vote condemned them"), where it has
 * another. */
void finite_settle_subject(struct sentence *sentence, int verb);

#endif
