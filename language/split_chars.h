/* What kind of character stands at a place, as the splitter sees it. */
#ifndef TROTH_LANGUAGE_SPLIT_CHARS_H
#define TROTH_LANGUAGE_SPLIT_CHARS_H

#include "base/base.h"

enum split_char {
    SPLIT_BLANK = 1,   /* white space, line ends, controls, zero-width spaces */
    SPLIT_UPPER = 2,   /* also title case */
    SPLIT_LOWER = 4,
    SPLIT_LETTER = 8,  /* any letter or combining mark; goes with SPLIT_UPPER or SPLIT_LOWER where there is case */
    SPLIT_DIGIT = 16,  /* 0 to 9 and their like in other scripts */
    SPLIT_JOINER = 32, /* changes or joins the symbol before it: variation selectors, skin tones, the zero-width joiner */
    SPLIT_ALNUM = SPLIT_LETTER | SPLIT_DIGIT,
};

/* The kinds of the character at `at` (0 for punctuation and symbols), and in `*length` its bytes; at the end 0 and 0. */
unsigned split_char_at(struct text text, size_t at, size_t *length);

/* The same for the character that ends just before `at`. */
unsigned split_char_before(struct text text, size_t at);

/* The bytes of the apostrophe at `at`, straight, curly, grave or acute; 0 when there is none. */
size_t split_apostrophe(struct text text, size_t at);

/* Whether the lower-cased ASCII letters of `word` are exactly `lower`. A curly apostrophe counts as a straight one. */
bool split_is(struct text word, const char *lower);

/* Whether `word`, as split_is sees it, is one of `list`, which ends with NULL. */
bool split_is_one_of(struct text word, const char *const *list);

#endif
