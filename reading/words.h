/* Words of the lexicon: each lemma with the classes it belongs to and the entries of acts that it may trigger. */
#ifndef TROTH_READING_WORDS_H
#define TROTH_READING_WORDS_H

#include "reading/lexfile.h"

/* Bit n: member of class n. */
typedef unsigned __int128 class_set;
enum { WORDS_CLASSES = 128 };

struct entry;

/* A member of a class that needs a second word: "pull" of "pull out". */
struct pair_class {
    struct text second;
    class_set classes;
};

struct word {
    struct text lemma;
    class_set classes;
    struct { struct pair_class *items; size_t count, room; } pairs;
    struct { const struct entry **items; size_t count, room; } entries; /* in the order of loading */
    int number; /* its place among the words */
};

struct words {
    struct word **slots; /* open addressing, room is a power of two */
    size_t count, room;
    struct text classes[WORDS_CLASSES]; /* names, "giving" */
    int class_count;
};

/* The word for a lemma, made when it is new. */
struct word *words_add(struct words *words, struct text lemma, struct arena *arena);

/* The word for a lemma or form, compared in lower case; NULL when the lexicon does not know it. */
const struct word *words_find(const struct words *words, struct text lemma);

/* The number of a class, or -1. */
int words_class(const struct words *words, struct text name);

/* Loads every file of "folder/classes" in byte order; `folder` may lack that folder when it is an overlay. */
bool words_load_classes(struct words *words, const char *folder, bool overlay, struct arena *arena, struct error *err);

#endif
