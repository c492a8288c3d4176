/* Treebanks as the trainer sees them: words with their numbers. */
#ifndef TROTH_TRAINING_CORPUS_H
#define TROTH_TRAINING_CORPUS_H

#include <stdint.h>

#include "language/features.h"
#include "language/language.h"
#include "language/lemma.h"
#include "language/table.h"

struct word {
    struct text form, lemma, tag, lower; /* tag: of the Penn Treebank; live in the corpus's arena */
    int32_t vocabulary;             /* number of the word, 0 for one that is not in the vocabulary */
    uint32_t feature[FEATURE_COUNT];
    int16_t upos, xpos, rule, deprel, head; /* head: 1 … n, 0 the root; rule -1: none of the kept ones */
};

/* Where a sentence is from. Its annotation has habits of its own, which a vector added to its words takes up (Stymne et al. 2018);
 * the network that is shipped reads as the first one, whose vector is nothing. */
enum origin { ORIGIN_EWT, ORIGIN_GUM, ORIGIN_RAW, ORIGIN_COUNT };

struct example {
    struct word *words;
    int count;
    enum origin origin;
};

struct corpus {
    struct arena arena;
    struct example *items;
    size_t count, room;
    long word_count;
};

/* What words are numbered by; made from the training corpus, saved in the model. */
struct numbering {
    struct arena arena;
    uint32_t buckets;
    struct { struct text *items; int32_t *counts; size_t count, room; } vocabulary; /* item 0 stands for all others */
    struct { struct text *items; size_t count, room; } xpos;
    struct { struct lemma_rule *items; long *counts; size_t count, room; } rules;
    struct table table; /* finds a word's number in the vocabulary */
};

/* Appends the sentences of a CoNLL-U file, gzipped or not. */
bool corpus_read(struct corpus *corpus, const char *path, enum origin origin, struct error *err);
void corpus_release(struct corpus *corpus);

/* A lower-cased word and how often it stands in treebanks and in raw text. */
struct counted {
    struct text text;
    int trees, raw;
};

/* Which words get a number: those seen so often in treebanks, or so often in raw text (0: none for that). */
struct vocabulary_wish {
    int least_trees, least_raw;
    const struct counted *extra; /* words of raw text, repeats allowed */
    size_t extra_count;
};

/* The form as the vocabulary has it: lower-cased, cut to LONGEST_FORM bytes. Lives in `arena`. */
struct text corpus_lower(struct text form, struct arena *arena);

/* Numbers everything that occurs in `corpus`. */
void numbering_make(struct numbering *numbering, const struct corpus *corpus, uint32_t buckets, const struct vocabulary_wish *wish);
void numbering_release(struct numbering *numbering);

/* Fills in the words' numbers. */
void numbering_apply(const struct numbering *numbering, struct corpus *corpus);

#endif
