/* What the files of the links share. */
#ifndef TROTH_READING_LINKS_INNER_H
#define TROTH_READING_LINKS_INNER_H

#include "reading/read.h"

/* Whether the names have a word in common, and whether they have the same code, or such names where there is none. */
bool links_same_name(const struct party *a, const struct party *b);
bool links_same_party(const struct party *a, const struct party *b);

/* Whether somebody stands in both lists, by code, or by name where there is none. */
bool links_share(const struct party_list *a, const struct party_list *b);

bool links_same_sentence(const struct statement *a, const struct statement *b);

/* The words of a text that tell what it is about: those of four letters and more, and numbers; without small words. */
enum { MOST_LINK_WORDS = 48 };
struct link_words {
    int count;
    uint32_t begins; /* bits of what the words begin with (links_begin), or of more */
    struct text items[MOST_LINK_WORDS];
};

/* A bit by a word's first letter, case aside. */
static inline uint32_t links_begin(char first)
{
    return (uint32_t)1 << ((unsigned char)first & 31);
}

/* Adds a word where there is room. */
static inline void links_add(struct link_words *words, struct text word)
{
    if (words->count == MOST_LINK_WORDS)
        return;
    words->items[words->count++] = word;
    words->begins |= links_begin(word.at[0]);
}

void links_words(struct text text, struct link_words *out);

/* The years of a text ("2023"), and its other numbers ("1,200", "2.5"). */
void links_numbers(struct text text, struct link_words *years, struct link_words *others);

/* How many words of `a` stand in `b`, endings aside. */
int links_common(const struct link_words *a, const struct link_words *b);

/* Whether two texts have a word in common. */
bool links_share_words(struct text a, struct text b);

/* Leaves out the words that stand in `without`. */
void links_leave(struct link_words *words, const struct link_words *without);

/* What a statement's words and its sentence tell by themselves, found once for all comparisons, when the first asks. */
struct telling {
    const struct statement *statement;
    bool is_told; /* the rest is found */
    struct link_words object, sentence, names; /* names: of its actors and recipients */
    struct link_words years, numbers;          /* of the sentence */
    bool of_more, of_before;                   /* the sentence has a word for more ("also"), for what was before ("previously") */
};

/* How much speaks for the later statement telling the earlier one's act again: above zero it does. */
int links_sameness(struct telling *later, struct telling *earlier);

/* What the sentences' own signs give to that: quotation marks, numbers, words that tell of something else. */
void links_tell_signs(struct telling *telling);
int links_signs(const struct telling *later, const struct telling *earlier);

/* How much speaks for a statement answering another one, before it or in the same sentence, or of a title in the text; 0: it does
 * not. */
int links_answer(const struct statement *reply, const struct statement *other);

/* "Chad countered with …": whether it follows what was told of another, and says that it is the reply. */
bool links_replies_at_once(const struct statement *reply, const struct statement *other);

/* Whether the later statement says that the earlier one is untrue; whether it changes or takes back the earlier one, in one breath
 * or in a sentence that says so; whether it keeps a promise or carries out a threat. */
bool links_dispute(const struct statement *later, const struct statement *earlier);
bool links_revise(const struct statement *later, const struct statement *earlier);
bool links_turn(const struct statement *later, const struct statement *earlier);
bool links_fulfil(const struct statement *later, const struct statement *earlier);

#endif
