/* What the language room answers to the input of a case, written as the cases write it. */
#ifndef TROTH_TESTS_LANGUAGE_ANSWERS_H
#define TROTH_TESTS_LANGUAGE_ANSWERS_H

#include "language/language.h"
#include "language/split.h"

struct engine {
    const struct language *language;
    struct language_scratch *scratch;
    const struct split_model *split;
};

void answer_tokens(const struct engine *engine, struct text input, struct arena *arena, struct buffer *out);
void answer_sentences(const struct engine *engine, struct text input, struct arena *arena, struct buffer *out);
void answer_names(const struct engine *engine, struct text input, struct arena *arena, struct buffer *out);

/* Appends those claims that do not hold, a line each. */
void answer_trees(const struct engine *engine, struct text input, struct text claims, struct arena *arena, struct buffer *out);

#endif
