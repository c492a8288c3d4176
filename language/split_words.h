/* A paragraph into tokens: rules after the treebanks EWT and GUM. Room-mates and the trainer use it. */
#ifndef TROTH_LANGUAGE_SPLIT_WORDS_H
#define TROTH_LANGUAGE_SPLIT_WORDS_H

#include "language/language.h"

struct split_words {
    struct token *items;
    size_t count, room;
};

/* Appends the tokens of text[from_byte, to_byte), a paragraph, with form, span and flags. An abbreviation keeps its full stop;
 * where a sentence turns out to end with it, split_gives_up_stop tells whether the stop becomes a token of its own. */
void split_words(struct text text, size_t from_byte, size_t to_byte, struct arena *arena, struct split_words *words);

/* "etc." gives up its stop at the end of a sentence, "U.S." and "a.m." do not. */
bool split_gives_up_stop(struct text form);

/* Whether `form` ends in a full stop that belongs to it ("Gen.", "U.N.", "J."). */
bool split_is_abbreviation(struct text form);

/* The following look at text[at, end), where `end` closes the run without blanks. They give bytes, 0 when there is no such
 * thing. */

/* A number with what belongs to it: "1,500.25", "7:30", "9/11", "713-555-0142", "1970s", "20th"; not its unit or currency. */
size_t split_number(struct text text, size_t at, size_t end);

/* A web or mail address, a file name, a handle or hash tag, without the punctuation that follows it. */
size_t split_address(struct text text, size_t at, size_t end);

/* An emoticon, or a run of punctuation that makes one token ("...", "--", "?!", "====", "(...)", "''"). */
size_t split_mark_run(struct text text, size_t at, size_t end);

/* How many bytes of text[at, end), letters after a number, are a unit of it ("pm", "km", "bn"), up to the next non-letter. */
size_t split_unit(struct text text, size_t at, size_t end);

/* Where a word without an apostrophe is two or three ("can|not", "gon|na", "do|nt"): bytes of the first parts, 0 for none. Of some
 * ("it|s not") the next word tells. */
struct split_cuts {
    size_t first, second;
};
struct split_cuts split_fused(struct text word, struct text next);

/* Bytes of the clitic at the end of `word` ("n't", "'s", "'ll"), which leaves something before it; 0 for none. */
size_t split_clitic(struct text word);

/* Whether the full stop after the word at `word` belongs to it. `end` closes the paragraph, `before` is the token before or
 * NULL. */
bool split_keeps_stop(struct text text, struct span word, size_t end, const struct token *before);

/* Whether a hyphen after `part` stays inside the word ("non-", "anti-", "mid-"). */
bool split_is_prefix(struct text part);

#endif
