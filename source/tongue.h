/* Which language a text is written in, by its letters and its commonest small words. For the source room alone.
 *
 * Words are counted, weights are whole numbers: the same text has the same language everywhere. A sentence is enough; of a few
 * words nothing is told. English with foreign names stays English, for its small words outnumber theirs. */
#ifndef TROTH_SOURCE_TONGUE_H
#define TROTH_SOURCE_TONGUE_H

#include "base/base.h"

struct tongue {
    const char *code, *name; /* "fr", "French"; NULL: too little to tell */
    int words, hits;         /* how many were looked at; how many of them speak for it */
};

struct tongue_table;

/* The words of all languages, ready to be looked up; lives in `arena`. */
const struct tongue_table *tongue_table(struct arena *arena);

/* The language of a well-formed text; of a title and the text below it. */
struct tongue tongue_of(const struct tongue_table *table, struct text text);
struct tongue tongue_of_both(const struct tongue_table *table, struct text title, struct text text);

/* The name for a code such as "fr" or "fr-CA"; NULL where it is not known. */
const char *tongue_name(struct text code);

bool tongue_is_english(const struct tongue *tongue);

#endif
