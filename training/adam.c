/* Steps of Adam; 0.95 forgets old sizes faster than the usual 0.999, which suits a rate that falls to zero. */
#include "training/adam.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float first_decay = 0.9f, second_decay = 0.95f, tiny = 1e-8f, clip = 5.0f;

static struct adam_block block_new(long count)
{
    struct adam_block block = { memory_take(sizeof(float) * (size_t)count + 1), memory_take(sizeof(float) * (size_t)count + 1),
                                count };
    memset(block.first, 0, sizeof(float) * (size_t)count);
    memset(block.second, 0, sizeof(float) * (size_t)count);
    return block;
}

static void block_free(struct adam_block *block)
{
    free(block->first);
    free(block->second);
}

void adam_init(struct adam *adam, const struct shape *shape)
{
    *adam = (struct adam){ block_new(shape->count), block_new((long)shape_rows(shape) * shape->width), 0 };
}

void adam_release(struct adam *adam)
{
    block_free(&adam->weights);
    block_free(&adam->embedding);
}

static void move(float *table, struct adam_block *block, long at, const float *gradient, long count, float scale, float rate)
{
    float *weight = table + at, *first = block->first + at, *second = block->second + at;
    for (long i = 0; i < count; i++) {
        float g = gradient[i] * scale;
        first[i] = first_decay * first[i] + (1.0f - first_decay) * g;
        second[i] = second_decay * second[i] + (1.0f - second_decay) * g * g;
        weight[i] -= rate * first[i] / (sqrtf(second[i]) + tiny);
    }
}

static void move_rows(float *table, struct adam_block *block, struct row_gradient rows, int width, float scale, float rate)
{
    for (int i = 0; i < rows.count; i++)
        move(table, block, (long)rows.rows[i] * width, rows.values + (long)i * width, width, scale, rate);
}

void adam_step(struct adam *adam, struct network *network, struct pass *pass, int words, float rate)
{
    const struct shape *s = &network->shape;
    const float *gradient = pass_gradient(pass);
    double square = 0;
    for (long i = 0; i < s->count; i++)
        square += (double)gradient[i] * (double)gradient[i];
    float length = (float)sqrt(square) / (float)words;
    float scale = (length > clip ? clip / length : 1.0f) / (float)words;
    adam->step++;
    rate *= sqrtf(1.0f - powf(second_decay, (float)adam->step)) / (1.0f - powf(first_decay, (float)adam->step));
    move(network->weights, &adam->weights, 0, gradient, s->count, scale, rate);
    move_rows(network->embedding, &adam->embedding, pass_row_gradient(pass), s->width, scale, rate);
}
