/* What the boundary model sees of a place between two tokens. The trainer and the splitter share it. */
#ifndef TROTH_LANGUAGE_SPLIT_FEATURES_H
#define TROTH_LANGUAGE_SPLIT_FEATURES_H

#include "language/language.h"

enum { SPLIT_MAX_FEATURES = 64 };

/* A token as the model sees it. */
struct split_atom {
    uint32_t word;  /* hash of the form, lower case, quotes made alike */
    uint32_t shape; /* hash of its letters, digits and marks: "Xx", "d", "X." */
    uint32_t tail;  /* hash of its last three letters */
    uint8_t class;  /* what it can do to a sentence, see split_features.c */
    uint8_t glued;  /* no blank before it */
    uint8_t goes_on; /* not the first word of its multiword token */
};

/* A paragraph's tokens, and what has been decided so far. */
struct split_view {
    const struct split_atom *atoms; /* [count] */
    size_t count;
    size_t first;    /* where the sentence began that may now end */
    int quotes;      /* double quotes open in it, 0 or 1 */
    int brackets;    /* brackets open in it */
    uint32_t style;  /* how the paragraph is written */
};

/* Fills atoms[count] from a paragraph's tokens; returns the paragraph's style for split_view. */
uint32_t split_atoms(const struct token *tokens, size_t count, struct split_atom *atoms);

/* Takes token `at` into the open sentence's quotes and brackets; to be called for each token in order. */
void split_view_pass(struct split_view *view, size_t at);

/* Begins a new sentence at token `at`. */
void split_view_open(struct split_view *view, size_t at);

/* False where no sentence can end: inside a multiword token, and before a mark that closes what came before. */
bool split_may_end(const struct split_view *view, size_t at);

/* Hashes of what holds at the place after token `at`, which is not the last; returns how many. */
int split_features(const struct split_view *view, size_t at, uint32_t *features);

#endif
