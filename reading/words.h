/* Words of the lexicon: each lemma with the classes it belongs to and the entries of acts that it may trigger. */
#ifndef TROTH_READING_WORDS_H
#define TROTH_READING_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "reading/lexfile.h"

enum { WORDS_CLASSES = 320, CLASS_SET_PARTS = WORDS_CLASSES / 64 };

/* Bit n, in parts of 64: member of class n. */
typedef struct { uint64_t parts[CLASS_SET_PARTS]; } class_set;

static inline bool classes_have(const class_set *set, int number)
{
    return set->parts[number / 64] >> number % 64 & 1;
}

static inline bool classes_any(const class_set *set)
{
    uint64_t any = 0;
    for (int i = 0; i < CLASS_SET_PARTS; i++)
        any |= set->parts[i];
    return any;
}

/* Whether some class is in both. */
static inline bool classes_meet(const class_set *a, const class_set *b)
{
    uint64_t both = 0;
    for (int i = 0; i < CLASS_SET_PARTS; i++)
        both |= a->parts[i] & b->parts[i];
    return both;
}

static inline void classes_add(class_set *set, int number)
{
    set->parts[number / 64] |= (uint64_t)1 << number % 64;
}

struct entry;

/* An entry as the word that finds it has it: what can be told of it without looking at it. Most entries fit few of the places where
 * their word stands. */
struct word_entry {
    const struct entry *entry;
    uint64_t needs; /* looks of the words that must stand with this one: all of them */
    uint64_t nouns; /* of a light verb: looks of its nouns, one of them; all bits where that is no matter of nouns */
    uint8_t kind;   /* enum entry_kind */
};

/* A member of a class that needs a second word: "pull" of "pull out". */
struct pair_class {
    struct text second;
    class_set classes;
};

/* Begins with a cache line: what is asked of every word stands in its first 64 bytes, its classes in the second. */
struct word {
    struct text lemma;
    struct word_entry *entries; /* [entry_count] in the order of loading */
    uint32_t entry_count, entry_room;
    uint32_t kinds; /* bits of the kinds of its entries */
    uint32_t acts;  /* bits of their acts */
    int number;     /* its place among the words */
    char short_lemma[20]; /* the lemma's letters and a NUL where they have room here */
    class_set classes;
    struct pair_class *pairs; /* [pair_count] */
    uint32_t pair_count, pair_room;
};

/* The hash stands beside the word, so that most words are told apart without being looked at. */
struct word_slot {
    unsigned long long hash;
    struct word *word; /* NULL: free */
};

enum { WORDS_LOOKS = 1 << 16 };

struct words {
    uint8_t looks[WORDS_LOOKS / 8]; /* bits: a word of this sketch is there; it is asked first, and small enough to stay near */
    struct word_slot *slots; /* open addressing, room is a power of two */
    size_t count, room;
    struct text classes[WORDS_CLASSES]; /* names, "giving" */
    int class_count;
    uint16_t class_slots[4 * WORDS_CLASSES]; /* open addressing by the names' hashes: number + 1; 0: free */
};

/* The word for a lemma, made when it is new. */
struct word *words_add(struct words *words, struct text lemma, struct arena *arena);

/* Hangs an entry of an act on the word that finds it. */
void words_add_entry(struct word *word, struct word_entry entry, uint16_t act, struct arena *arena);

/* The word for a lemma or form, compared in lower case; NULL when the lexicon does not know it. */
const struct word *words_find(const struct words *words, struct text lemma);

/* The same in steps, so that what many words need comes from memory at once: words_at(w, l, words_begin(w, l)) is words_find(w, l).
 * 0: the lexicon does not know it. */
unsigned long long words_begin(const struct words *words, struct text lemma);
void words_fetch(const struct words *words, unsigned long long begun);
const struct word *words_at(const struct words *words, struct text lemma, unsigned long long begun);

/* One bit of 64 by a word's length, first and last byte, case aside. */
static inline uint64_t words_look(struct text word)
{
    if (!word.length)
        return 1;
    unsigned first = (unsigned char)word.at[0] | 32u, last = (unsigned char)word.at[word.length - 1] | 32u;
    return (uint64_t)1 << ((first * 7 + last * 3 + (unsigned)word.length * 13) & 63);
}

/* The number of a class, or -1. */
int words_class(const struct words *words, struct text name);

/* Loads every file of "folder/classes" in byte order; `folder` may lack that folder when it is an overlay. */
bool words_load_classes(struct words *words, const char *folder, bool overlay, struct arena *arena, struct error *err);

#endif
