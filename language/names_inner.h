/* What the files for names share. */
#ifndef TROTH_LANGUAGE_NAMES_INNER_H
#define TROTH_LANGUAGE_NAMES_INNER_H

#include "language/names.h"

enum names_word {
    NAMES_ROLE = 1, NAMES_HONORIFIC = 2, NAMES_MODIFIER = 4, NAMES_ORGANISATION = 8, NAMES_PLACE = 16, NAMES_TOPIC = 32,
    NAMES_PARTICLE = 64, NAMES_SURNAME = 128, NAMES_REGIONAL = 256, NAMES_CALENDAR = 512, NAMES_SAYING = 1024,
    NAMES_GIVEN = 2048,     /* a given name */
    NAMES_LOCATION = 4096,  /* the name of a place as it stands */
    NAMES_CAPITAL = 8192,   /* begins with a capital */
    NAMES_ACRONYM = 16384,  /* two capitals or more and nothing small: "NATO", "U.N." */
    NAMES_PROPER = 32768,   /* tagged as a proper noun */
    NAMES_PLACE_FIRST = 1 << 16, NAMES_FAMILY = 1 << 17, NAMES_THING = 1 << 18,
    NAMES_LARGE = 1 << 19,  /* has a capital somewhere and is no address: "eBay" */
};

/* A sentence being looked through. */
struct names_view {
    struct sentence *sentence;
    const struct token *tokens;
    int count;
    const uint32_t *words; /* [count]: enum names_word of each token */
};

enum { NAMES_LONGEST_KEY = 96 };

/* The kinds of a word by the lists, its capitals and its tag. */
uint32_t names_word(const struct token *token);

/* The kinds of a lower-case common noun, plurals as their singular: "ministers" is a ROLE. */
uint32_t names_noun(const struct token *token);

/* Tokens [from, to) folded, with single blanks between, in `key`; 0 when there is no room. Returns its length. */
size_t names_key(const struct token *tokens, int from, int to, char key[NAMES_LONGEST_KEY]);

/* Whether tokens [from, to) are the name of a place in the list. */
bool names_is_location(const struct token *tokens, int from, int to);

/* Whether more than half of the longer words after the first begin with a capital, and no full stop ends it. */
bool names_is_headline(const struct sentence *sentence);

/* How much speaks for each kind of name; the largest wins, the earlier of equals. */
struct names_points {
    int of[4]; /* by enum name_kind */
};
void names_weigh(const struct names_view *view, const struct name *name, struct names_points *points);
uint8_t names_best(const struct names_points *points);

/* Fills a view; `words` lives in `arena`. */
void names_view_init(struct names_view *view, struct sentence *sentence, struct arena *arena);

#endif
