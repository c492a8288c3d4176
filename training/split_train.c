/* Learns the weights of the features at places where a sentence may end. */
#include "training/split_train.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "language/model.h"
#include "language/split_features.h"
#include "language/split_words.h"
#include "training/split_variants.h"

/* Chosen on the dev parts of EWT and GUM. */
enum {
    BITS = 19,
    EPOCHS = 8,
    SETTLED = 3, /* the weights are the mean of those after the epochs from here on */
    DROP = 20, /* percent of a place's features left out each time, so that none is relied on alone */
    SCALE = 40, /* weights are stored in steps of 1/40; the largest are near 3 */
    THRESHOLD = -SCALE, /* odds of e to the -1 are enough: an end that is missed costs the trees more than a false one */
};
static const double rate = 0.12, decay = 2e-6;

/* A place between two tokens. */
struct place {
    uint32_t from; /* its features begin here */
    uint8_t count;
    bool ends;
};

struct places {
    struct arena arena;
    uint32_t mask;
    struct { uint32_t *items; size_t count, room; } features;
    struct place *items;
    size_t count, room;
};

/* The weights, the sum of squares of their gradients, and the weights averaged over epochs (Polyak and Juditsky 1992). */
struct learner {
    float *weights, *squares, *means;
    uint32_t mask;
};

static void add_place(struct places *places, const struct split_view *view, size_t at, bool ends)
{
    uint32_t features[SPLIT_MAX_FEATURES];
    int count = split_features(view, at, features);
    struct place place = { (uint32_t)places->features.count, (uint8_t)count, ends };
    ARENA_PUSH(&places->arena, places, place);
    for (int i = 0; i < count; i++)
        ARENA_PUSH(&places->arena, &places->features, features[i] & places->mask);
}

/* The sentences before a place are taken as they are in the treebank. An end inside of what our rules make one token is passed
 * over. */
static void add_paragraph(struct places *places, const struct split_paragraph *paragraph, struct arena *scratch)
{
    struct split_words words = { 0 };
    split_words(paragraph->text, 0, paragraph->text.length, scratch, &words);
    struct split_atom *atoms = arena_take(scratch, words.count * sizeof *atoms);
    struct split_view view = { .atoms = atoms, .count = words.count };
    view.style = split_atoms(words.items, words.count, atoms);
    size_t end = 0;
    split_view_open(&view, 0);
    for (size_t at = 0; at + 1 < words.count; at++) {
        split_view_pass(&view, at);
        while (end < paragraph->end_count && paragraph->ends[end] < words.items[at].span.to_byte)
            end++;
        bool ends = end < paragraph->end_count && paragraph->ends[end] == words.items[at].span.to_byte;
        if (split_may_end(&view, at))
            add_place(places, &view, at, ends);
        if (ends)
            split_view_open(&view, at + 1);
    }
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static void learn(struct learner *learner, const uint32_t *all, int total, double target, uint64_t *state)
{
    double sum = 0;
    uint32_t features[SPLIT_MAX_FEATURES];
    int count = 0;
    for (int i = 0; i < total; i++)
        if (next_random(state) % 100 >= DROP)
            features[count++] = all[i];
    for (int i = 0; i < count; i++)
        sum += (double)learner->weights[features[i]];
    double error = 1 / (1 + exp(-sum)) - target;
    for (int i = 0; i < count; i++) {
        uint32_t f = features[i];
        double slope = error + decay * (double)learner->weights[f];
        learner->squares[f] += (float)(slope * slope);
        learner->weights[f] -= (float)(rate * slope / sqrt((double)learner->squares[f] + 1e-6));
    }
}

static void shuffle(uint32_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = (size_t)(next_random(state) % i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[k];
        order[k] = kept;
    }
}

static void run(struct learner *learner, const struct places *places)
{
    uint64_t state = 1;
    uint32_t *order = memory_take(sizeof *order * (places->count + 1));
    for (size_t i = 0; i < places->count; i++)
        order[i] = (uint32_t)i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        shuffle(order, places->count, &state);
        for (size_t i = 0; i < places->count; i++) {
            const struct place *place = &places->items[order[i]];
            learn(learner, &places->features.items[place->from], place->count, place->ends, &state);
        }
        for (size_t f = 0; epoch >= SETTLED && f <= learner->mask; f++)
            learner->means[f] += learner->weights[f] / (EPOCHS - SETTLED);
    }
    free(order);
}

static void write_section(const struct learner *learner, struct buffer *section)
{
    size_t count = (size_t)learner->mask + 1;
    int8_t *weights = memory_take(count);
    for (size_t i = 0; i < count; i++) {
        long rounded = lround((double)learner->means[i] * SCALE);
        weights[i] = (int8_t)(rounded > 127 ? 127 : rounded < -127 ? -127 : rounded);
    }
    model_add_u32(section, BITS);
    model_add_u32(section, (uint32_t)(int32_t)THRESHOLD);
    model_add_array(section, weights, count, 1);
    free(weights);
}

static void train(const struct split_corpus *corpus, struct buffer *section)
{
    struct places places = { .mask = ((uint32_t)1 << BITS) - 1 };
    struct arena arena = { 0 }, scratch = { 0 };
    for (size_t i = 0; i < corpus->count; i++) {
        add_paragraph(&places, &corpus->items[i], &scratch);
        arena_reset(&scratch);
    }
    size_t size = sizeof(float) * ((size_t)places.mask + 1);
    struct learner learner = { arena_take(&arena, size), arena_take(&arena, size), arena_take(&arena, size), places.mask };
    run(&learner, &places);
    write_section(&learner, section);
    arena_release(&scratch);
    arena_release(&arena);
    arena_release(&places.arena);
}

bool split_train(const char *const *paths, int count, struct buffer *section, struct error *err)
{
    struct split_corpus corpus = { 0 };
    bool ok = true;
    for (int i = 0; ok && i < count; i++)
        ok = split_corpus_read(&corpus, paths[i], err);
    if (ok) {
        split_variants_add(&corpus);
        train(&corpus, section);
    }
    split_corpus_release(&corpus);
    return ok;
}
