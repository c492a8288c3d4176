/* Raw text into sentences of tokens, by the rules of the treebanks EWT and GUM.
 *
 * Tokens come from rules alone; where a sentence ends is decided by a trained linear model that looks at the words around
 * every token. Both take time in proportion to the text. */
#ifndef TROTH_LANGUAGE_SPLIT_H
#define TROTH_LANGUAGE_SPLIT_H

#include "language/language.h"

enum {
    SPLIT_MAX_TOKENS = 400, /* no sentence is longer; where the model sees no end before, its best place is taken */
};

struct split_model;

struct split_list {
    struct sentence *items;
    size_t count, room;
};

/* Reads the model out of its section of the model file. The model lives in `arena` and borrows from `section`. */
bool split_model_read(struct text section, struct arena *arena, struct split_model **out, struct error *err);

/* Appends the sentences of `text`, which is well-formed UTF-8, to `out`. Filled are each sentence's tokens (span, form, flags;
 * head -1), token_count, span, paragraph and opens_paragraph; all of it lives in `arena`, forms are borrowed from `text`.
 * Blank lines part paragraphs, and so does a line feed between lines that were meant to stand alone. A text of nothing but
 * blanks gives no sentence. */
void split_text(const struct split_model *model, struct text text, struct arena *arena, struct split_list *out);

#endif
