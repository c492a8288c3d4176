/* Between the files of `troth explain`. */
#ifndef TROTH_READING_EXPLAIN_H
#define TROTH_READING_EXPLAIN_H

#include "reading/read.h"

/* Writes a sign's name in words: "actor 0 subject" as "the actor is a state (subject)". */
void explain_sign(struct text name, struct buffer *out);

/* Writes which signs spoke most for and against a candidate, at most `most` of each, one a line behind `indent` blanks. */
void explain_signs(const struct reading *reading, const struct candidate *candidate, int most, int indent, struct buffer *out);

/* Writes which words of a sentence could have told an act and what was missing, and which have no entry at all. `candidates` are
 * all of the article. */
void explain_words(const struct reading *reading, const struct view *view, const struct candidate_list *candidates,
                   struct buffer *out);

#endif
