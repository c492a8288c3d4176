/* Marked articles: the JSON files of a gold folder, and which of our statements they confirm. */
#ifndef TROTH_TRAINING_GOLD_H
#define TROTH_TRAINING_GOLD_H

#include "record/record.h"

struct gold_statement {
    int act; /* enum act, -1 for a name that is none */
    struct text sentence, trigger;
    struct party_list actors, recipients;
};

struct gold_article {
    struct article article;
    struct { struct gold_statement *items; size_t count, room; } statements;
};

struct gold {
    struct { struct gold_article *items; size_t count, room; } articles;
};

/* Reads every .json of the folder, in byte order of the names. */
bool gold_read(struct gold *gold, const char *folder, struct arena *arena, struct error *err);

/* Whether two sentences share most of their words (four fifths of the shorter one's), order ignored. */
bool gold_same_sentence(struct text a, struct text b, struct arena *arena);

/* How many words two texts share. */
int gold_shared_words(struct text a, struct text b, struct arena *arena);

/* Whether codes agree, or where neither has one, half of the words of the shorter name. */
bool gold_same_actor(const struct party *a, const struct party *b, struct arena *arena);

#endif
