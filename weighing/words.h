/* What the words of a condition say: on what, on whom, on how many, and how the parts are joined. */
#ifndef TROTH_WEIGHING_WORDS_H
#define TROTH_WEIGHING_WORDS_H

#include "record/record.h"
#include "weighing/weighing.h"

enum { WORDS_PARTS = 8, WORDS_PARTIES = 8 };

enum words_kind {
    WORDS_EVENT,   /* something that comes about: a ceasefire, an approval */
    WORDS_PARTIES_GIVE, /* named others contribute */
    WORDS_COUNT,   /* so many others contribute */
    WORDS_OTHERS,  /* some other contributes */
    WORDS_OPEN,    /* others, in words that are not understood */
};

struct words_part {
    enum words_kind kind;
    enum condition condition;
    bool is_not;                        /* "unless" */
    bool is_any;                        /* one of the parties is enough */
    struct text parties[WORDS_PARTIES]; /* codes */
    int party_count;
    long long count;                    /* of WORDS_COUNT */
    uint32_t means;                     /* what others are to give: bit 1 << enum means; 0: anything */
    struct text words;
};

struct words {
    struct words_part parts[WORDS_PARTS];
    int count;
    bool is_any; /* one of the parts is enough */
};

/* Reads the words of a condition of this class; of class `other`, the words may tell a better one. `names` finds codes. Texts are
 * borrowed from `condition`, or live in `arena`. */
void words_read(struct text condition, enum condition class, const struct weighing_names *names, struct arena *arena,
                struct words *out);

/* The classes of its parts: bits 1 << enum condition. */
uint32_t words_classes(struct text condition, enum condition class, struct arena *arena);

/* A number at the beginning of the words, in digits or letters up to twenty, or a ten; 0 where there is none. `*rest` is what
 * follows. */
long long words_number(struct text words, struct text *rest);

/* How many the words of a body without a code stand for: 26 for "26 nations", 1 where they do not say. */
long long words_body(struct text words);

/* Whether a number counts states and the like: "22 countries". */
bool words_counts_states(struct text words);

/* The last day of a date in words that is found ("by 2030", "end of June", "in March 2026", "2026-03-01"): "2026-06-30"; empty
 * where there is none. `said`: the day on which it was said, for the year. */
struct text words_day(struct text when, struct text said, struct arena *arena);

#endif
