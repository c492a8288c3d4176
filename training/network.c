/* The network's weights: their places and first values, and the trainer's source of chance. */
#include "training/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t random_next(uint64_t *state)
{
    uint64_t x = *state;
    x ^= x >> 12, x ^= x << 25, x ^= x >> 27;
    *state = x;
    return x * 2685821657736338717ull;
}

float random_unit(uint64_t *state)
{
    return (float)(random_next(state) >> 40) / (float)(1 << 24);
}

void shape_place(struct shape *s)
{
    long at = 0;
    for (int l = 0; l < s->layers; l++) {
        s->gates[l] = at, at += (long)s->width * NETWORK_GATES * s->width;
        s->peep[l] = at, at += 2L * s->width;
        s->bias[l] = at, at += 2L * s->width;
    }
    s->tags = s->upos + s->xpos + s->rules;
    s->tag_weights = at, at += (long)s->width * s->tags;
    s->tag_bias = at, at += s->tags;
    s->arc_weights = at, at += 2L * s->width * s->arc;
    s->arc_bias = at, at += 2L * s->arc;
    s->arc_root = at, at += s->arc;
    s->bilinear = at, at += (long)(s->arc + 1) * s->arc;
    s->label_weights = at, at += 2L * s->width * s->label;
    s->label_bias = at, at += 2L * s->label;
    s->label_root = at, at += s->label;
    s->out_weights = at, at += 2L * s->label * s->labels;
    s->out_bias = at, at += s->labels;
    s->count = at;
}

static void fill(float *weights, long count, float size, uint64_t *state)
{
    for (long i = 0; i < count; i++)
        weights[i] = (2.0f * random_unit(state) - 1.0f) * size;
}

int shape_rows(const struct shape *shape)
{
    return shape->words + shape->buckets + shape->origins;
}

void network_init(struct network *network, const struct shape *shape, uint64_t seed)
{
    uint64_t state = seed * 0x9e3779b97f4a7c15ull + 1;
    struct shape *s = &network->shape;
    *s = *shape;
    long embedded = (long)shape_rows(s) * s->width;
    network->weights = memory_take(sizeof(float) * (size_t)s->count);
    network->embedding = memory_take(sizeof(float) * (size_t)embedded);
    memset(network->weights, 0, sizeof(float) * (size_t)s->count);
    float even = sqrtf(3.0f / (float)s->width);
    for (int l = 0; l < s->layers; l++) {
        fill(network->weights + s->gates[l], (long)s->width * NETWORK_GATES * s->width, even, &state);
        for (int u = 0; u < s->width; u++)
            network->weights[s->bias[l] + s->width + u] = -1.0f; /* at first most of a layer's input passes through */
    }
    fill(network->weights + s->tag_weights, (long)s->width * s->tags, even, &state);
    fill(network->weights + s->arc_weights, 2L * s->width * s->arc, even, &state);
    fill(network->weights + s->arc_root, s->arc, 0.5f, &state);
    fill(network->weights + s->bilinear, (long)s->arc * s->arc, 0.5f / (float)sqrtf((float)s->arc), &state);
    fill(network->weights + s->label_weights, 2L * s->width * s->label, even, &state);
    fill(network->weights + s->label_root, s->label, 0.5f, &state);
    fill(network->weights + s->out_weights, 2L * s->label * s->labels, sqrtf(1.5f / (float)s->label), &state);
    fill(network->embedding, embedded, 0.5f * sqrtf(3.0f / (float)(FEATURE_COUNT + 1)), &state);
}

void network_release(struct network *network)
{
    free(network->weights);
    free(network->embedding);
    *network = (struct network){ 0 };
}

bool network_save(const struct network *network, const char *path, struct error *err)
{
    const struct shape *s = &network->shape;
    size_t embedded = (size_t)shape_rows(s) * (size_t)s->width;
    FILE *to = fopen(path, "wb");
    bool ok = to && fwrite(s, sizeof *s, 1, to) == 1 &&
              fwrite(network->weights, sizeof(float), (size_t)s->count, to) == (size_t)s->count &&
              fwrite(network->embedding, sizeof(float), embedded, to) == embedded;
    if (to && fclose(to))
        ok = false;
    return ok || error_set(err, ERROR_SYSTEM, "'%s' cannot be written", path);
}

bool network_load(struct network *network, const char *path)
{
    const struct shape *s = &network->shape;
    struct shape kept;
    size_t embedded = (size_t)shape_rows(s) * (size_t)s->width;
    FILE *from = fopen(path, "rb");
    bool ok = from && fread(&kept, sizeof kept, 1, from) == 1 && !memcmp(&kept, s, sizeof kept) &&
              fread(network->weights, sizeof(float), (size_t)s->count, from) == (size_t)s->count &&
              fread(network->embedding, sizeof(float), embedded, from) == embedded;
    if (from)
        fclose(from);
    return ok;
}
