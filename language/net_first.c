/* The first layer's rows of frequent words: a table with one place for each remainder of the hash, where a word that is found again
 * gains credit and one that stands in another's way loses it. */
#include "language/net_first.h"

#include <stdlib.h>
#include <string.h>

#include "language/features.h"

/* PLACES: words kept, about 5 kB each. CREDIT: so often may others ask for a place in vain before a word that was found again
 * leaves it. */
enum { PLACES = 2048, CREDIT = 6 };

struct kept {
    uint32_t key[FEATURE_COUNT + 1];
    int32_t credit;  /* 0: empty */
    uint32_t sentence; /* the last one that found it */
    float scale;
};

struct net_first {
    int width;
    uint32_t sentence;
    struct kept place[PLACES];
    float *x;     /* [PLACES][width] */
    int32_t *sum; /* [PLACES][3 width] */
};

struct net_first *net_first_new(int width)
{
    struct net_first *first = memory_take(sizeof *first);
    memset(first, 0, sizeof *first);
    first->width = width;
    first->x = memory_take(sizeof *first->x * PLACES * (size_t)width);
    first->sum = memory_take(sizeof *first->sum * PLACES * 3 * (size_t)width);
    return first;
}

void net_first_free(struct net_first *first)
{
    if (!first)
        return;
    free(first->x);
    free(first->sum);
    free(first);
}

void net_first_start(struct net_first *first)
{
    first->sentence++;
}

/* The word's key and its place. */
static size_t place_of(const struct net_word *word, uint32_t key[FEATURE_COUNT + 1])
{
    key[0] = (uint32_t)word->vocabulary;
    memcpy(key + 1, word->feature, sizeof *key * FEATURE_COUNT);
    uint32_t hash = 0;
    for (int i = 0; i <= FEATURE_COUNT; i++)
        hash = (hash ^ key[i]) * 0x9e3779b1u;
    return (hash >> 8) % PLACES;
}

bool net_first_find(struct net_first *first, const struct net_word *word, struct net_row *row)
{
    uint32_t key[FEATURE_COUNT + 1];
    size_t at = place_of(word, key);
    struct kept *kept = &first->place[at];
    if (!kept->credit || memcmp(kept->key, key, sizeof key) != 0)
        return false;
    kept->credit = CREDIT;
    kept->sentence = first->sentence;
    *row = (struct net_row){ first->x + at * (size_t)first->width, first->sum + at * 3 * (size_t)first->width, kept->scale };
    return true;
}

void net_first_keep(struct net_first *first, const struct net_word *word, const struct net_row *row)
{
    uint32_t key[FEATURE_COUNT + 1];
    size_t at = place_of(word, key), width = (size_t)first->width;
    struct kept *kept = &first->place[at];
    if (kept->credit && (kept->sentence == first->sentence || --kept->credit))
        return;
    memcpy(kept->key, key, sizeof key);
    kept->credit = 1;
    kept->sentence = first->sentence;
    kept->scale = row->scale;
    memcpy(first->x + at * width, row->x, sizeof *first->x * width);
    memcpy(first->sum + at * 3 * width, row->sum, sizeof *first->sum * 3 * width);
}
