/* Patterns over runs of tokens, and the tables that the files of lexicon/details/ become.
 *
 * A pattern is a few words, compared with a token's lemma and with its form (also without a last s), case aside. Hyphens between
 * the words are passed over, also within a token, so that "cease fire" is "cease-fire" too. Of the patterns that match at a token
 * the longest wins.
 *
 *     next @unit              @unit: any word of the class that a line "@unit | day, week" made
 *     by ?the end of %year    ?the: may be missing; %year: 1900 to 2199; the other signs stand in lexicon/details/README.md */
#ifndef TROTH_READING_DETAILS_PATTERNS_H
#define TROTH_READING_DETAILS_PATTERNS_H

#include "language/language.h"
#include "reading/words.h"

enum { PATTERN_ELEMENTS = 10, PATTERN_STARTS = 8192 };

enum pattern_part { PATTERN_ANY, PATTERN_VERB, PATTERN_NOUN }; /* what the first word of a verb's, the last of a noun's must be */

enum element_kind { ELEMENT_WORD, ELEMENT_CLASS, ELEMENT_NUMBER, ELEMENT_YEAR, ELEMENT_DAY, ELEMENT_CLOCK, ELEMENT_COMMA,
                    ELEMENT_ANY };

struct element {
    uint8_t kind; /* enum element_kind */
    bool optional;
    int class;
    struct text word; /* lower case */
};

struct pattern {
    struct element *elements; /* [count] */
    int count;
    struct text key;  /* as it is written in the file: the same key in an overlay overrides */
    uint32_t value;   /* what the file says of it; the reader of the file knows */
    uint32_t acts;    /* bits of the acts it holds for */
    uint32_t flags;
    uint8_t first;    /* of several classes on the line the first */
    uint8_t part;     /* enum pattern_part */
    struct text file;
    int line;
    bool dropped; /* overridden */
};

struct word_class {
    struct text name;
    struct { struct text *items; size_t count, room; } words;
};

/* A word that a pattern begins with. Equal words have their text from one place. */
struct pattern_link {
    struct text word;
    /* looks (words_look) of the words that the second may be; all bits where there is none or it may be anything */
    uint64_t second;
    uint32_t acts; /* the pattern's */
    int pattern;
};

/* Links [from, to). */
struct pattern_chain {
    int from, to;
};

/* The looks (pattern_look) of a token's form, of its lemma, and of the form as a singular. */
struct token_looks {
    uint16_t of[3];
    bool has_more; /* a hyphen or a digit: a part of the word or a number may begin a pattern */
};

/* The same for all tables at work on a document. */
struct document_looks {
    struct token_looks **rows; /* [sentence][token]; NULL: nobody has asked yet */
    struct arena *arena;
};

/* Where in a document patterns begin: the same words are looked at for every act of a sentence, and few begin one. */
struct pattern_marks {
    const struct document *document;
    uint8_t **rows; /* [sentence][token] enum pattern_mark; NULL: nobody has asked yet */
    struct document_looks *looks;
    struct arena *arena;
};

enum pattern_mark { MARK_UNKNOWN, MARK_NONE, MARK_SOME };

struct patterns {
    struct { struct pattern *items; size_t count, room; } list;
    struct { struct word_class *items; size_t count, room; } classes;
    struct pattern_link *links;   /* by the word that a pattern begins with, those of one slot together */
    struct pattern_chain *slots;  /* [slot_count] by the word's hash */
    struct pattern_chain numeric; /* of the patterns that begin with a number */
    size_t slot_count;            /* a power of two */
    uint8_t *starts; /* [PATTERN_STARTS / 8] bits: a word of this look (pattern_look) begins a pattern */
    struct pattern_marks *marks; /* of the document at hand; NULL: none are kept */
};

/* A number below PATTERN_STARTS from a word's length, its first two bytes and its last, case aside. */
static inline unsigned pattern_look(struct text word)
{
    if (!word.length)
        return 0;
    unsigned first = word.at[0] | 32u, second = word.at[word.length > 1] | 32u, last = word.at[word.length - 1] | 32u;
    return ((first * 31 + second) * 37 + last * 5 + (unsigned)word.length * 1021) % PATTERN_STARTS;
}

/* What follows the words on a line: sets value, acts and flags of the patterns on it. False and `err` for a wrong field. */
typedef bool (*pattern_reader)(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern,
                               struct error *err);

/* Reads "folder/details/NAME", then the overlay's file of that name where there is one, and makes the index. */
bool patterns_load(struct patterns *patterns, const char *folder, const char *overlay, const char *name, pattern_reader read,
                   struct arena *arena, struct error *err);

/* What the tables at work on a document share; lives in `arena`. */
struct document_looks *patterns_looks(const struct document *document, struct arena *arena);

/* The same patterns at work on a document, with marks that live in `arena`. */
struct patterns patterns_for(const struct patterns *patterns, const struct document *document, struct document_looks *looks,
                             struct arena *arena);

/* Whether a pattern may begin at a token: finds it out, and marks it. */
bool patterns_mark(const struct patterns *patterns, const struct sentence *sentence, int at);

/* The same, by the mark where there is one. */
static inline bool patterns_begin(const struct patterns *patterns, const struct sentence *sentence, int at)
{
    const struct pattern_marks *marks = patterns->marks;
    const uint8_t *row = marks ? marks->rows[sentence - marks->document->sentences] : NULL;
    return row && row[at] != MARK_UNKNOWN ? row[at] == MARK_SOME : patterns_mark(patterns, sentence, at);
}

/* The longest pattern that matches at token `at` within [at, to) and holds for `acts` (any of the bits); NULL: none. `*end` is
 * where it ends. */
const struct pattern *patterns_longest(const struct patterns *patterns, const struct sentence *sentence, int at, int to,
                                       uint32_t acts, int *end);

/* The same, by the marks: it is asked of every token for every act of a sentence, and at most of them nothing begins. */
static inline const struct pattern *patterns_at(const struct patterns *patterns, const struct sentence *sentence, int at, int to,
                                                uint32_t acts, int *end)
{
    *end = at;
    return patterns_begin(patterns, sentence, at) ? patterns_longest(patterns, sentence, at, to, acts, end) : NULL;
}

/* The number of the class, or -1. */
int patterns_class(const struct patterns *patterns, struct text name);
bool patterns_in_class(const struct patterns *patterns, int class, const struct token *token);

/* Acts named in a list "pledge, offer, @promises"; false and `err` for an unknown one. An empty list is every act. */
bool patterns_acts(const struct lexfile *file, const struct patterns *patterns, struct text list, uint32_t *acts,
                   struct error *err);

/* Whether the token is written as a number: in digits or in words. */
bool patterns_is_number(const struct token *token);

#endif
