/* Means of the networks' probabilities, and the best tree under them. */
#include "training/judge.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "language/tree.h"
#include "training/pass.h"

enum { MOST_NETWORKS = 8 };

struct judge {
    const struct network *networks;
    int count;
    struct pass *passes[MOST_NETWORKS];
    struct arena arena;
};

struct judge *judge_new(const struct network *networks, int count)
{
    struct judge *judge = memory_take(sizeof *judge);
    *judge = (struct judge){ .networks = networks, .count = count < MOST_NETWORKS ? count : MOST_NETWORKS };
    for (int i = 0; i < judge->count; i++)
        judge->passes[i] = pass_new(&networks[i].shape);
    return judge;
}

void judge_free(struct judge *judge)
{
    if (!judge)
        return;
    for (int i = 0; i < judge->count; i++)
        pass_free(judge->passes[i]);
    arena_release(&judge->arena);
    free(judge);
}

/* Adds the probabilities that scores stand for; `room` has as many places. */
static void add_probabilities(const float *score, int count, float *into, float *room)
{
    float top = score[0], sum = 0;
    for (int i = 1; i < count; i++)
        top = score[i] > top ? score[i] : top;
    for (int i = 0; i < count; i++)
        sum += room[i] = expf(score[i] - top);
    for (int i = 0; i < count; i++)
        into[i] += room[i] / sum;
}

static int16_t best_of(const float *score, int count)
{
    int best = 0;
    for (int i = 1; i < count; i++)
        best = score[i] > score[best] ? i : best;
    return (int16_t)best;
}

/* The best tree of a sentence; heads[n]. */
static void find_heads(struct judge *judge, int sentence, int n, int16_t *heads)
{
    enum { TO_INTEGER = 4096 };
    size_t size = (size_t)(n + 1) * (size_t)(n + 1);
    float *score = arena_take(&judge->arena, sizeof(float) * size), *sum = arena_take(&judge->arena, sizeof(float) * size);
    float *room = arena_take(&judge->arena, sizeof(float) * size);
    int32_t *whole = arena_take(&judge->arena, sizeof *whole * size);
    for (int k = 0; k < judge->count; k++) {
        pass_arcs(judge->passes[k], &judge->networks[k], sentence, score);
        for (int d = 0; d < n; d++)
            add_probabilities(score + (long)d * (n + 1), n + 1, sum + (long)d * (n + 1), room);
    }
    for (int d = 0; d < n; d++)
        for (int h = 0; h <= n; h++) {
            float x = d + 1 == h ? -TREE_SCORE_LIMIT : logf(sum[(long)d * (n + 1) + h] + 1e-9f) * TO_INTEGER;
            whole[(long)(d + 1) * (n + 1) + h] = (int32_t)(x < -TREE_SCORE_LIMIT ? -TREE_SCORE_LIMIT : x);
        }
    int16_t head[n + 1];
    tree_best(whole, n, head, &judge->arena);
    memcpy(heads, head + 1, sizeof *head * (size_t)n);
}

/* The likeliest of `count` when each network has given its scores. */
static int16_t likeliest(const float *const *scores, int networks, int count)
{
    float sum[count], room[count];
    memset(sum, 0, sizeof sum);
    for (int k = 0; k < networks; k++)
        add_probabilities(scores[k], count, sum, room);
    return best_of(sum, count);
}

static struct mark mark_of(const struct judge *judge, int t, int16_t head)
{
    const struct shape *s = &judge->networks[0].shape;
    const float *upos[MOST_NETWORKS], *xpos[MOST_NETWORKS], *rule[MOST_NETWORKS], *label[MOST_NETWORKS];
    for (int k = 0; k < judge->count; k++) {
        upos[k] = judge->passes[k]->tag + (long)t * s->tags;
        xpos[k] = upos[k] + s->upos;
        rule[k] = xpos[k] + s->xpos;
        label[k] = judge->passes[k]->out + (long)t * s->labels;
    }
    return (struct mark){ likeliest(upos, judge->count, s->upos), likeliest(xpos, judge->count, s->xpos),
                          likeliest(rule, judge->count, s->rules), head, likeliest(label, judge->count, s->labels) };
}

void judge_mark(struct judge *judge, const struct example *const *examples, int count, struct mark *marks)
{
    for (int k = 0; k < judge->count; k++)
        pass_look(judge->passes[k], &judge->networks[k], examples, count);
    const struct pass *first = judge->passes[0];
    int16_t *heads = memory_take(sizeof *heads * (size_t)(first->tokens + 1));
    for (int i = 0; i < count; i++, arena_reset(&judge->arena))
        find_heads(judge, i, examples[i]->count, heads + first->from[i]);
    for (int k = 0; k < judge->count; k++)
        pass_labels(judge->passes[k], &judge->networks[k], heads);
    for (int t = 0; t < first->tokens; t++)
        marks[t] = mark_of(judge, t, heads[t]);
    free(heads);
}

/* A thread's part of the raw sentences. */
struct part {
    const struct network *networks;
    int count;
    struct raw *raw;
    size_t from, to;
};

static void *mark_part(void *argument)
{
    enum { BATCH = 800 };
    struct part *part = argument;
    struct judge *judge = judge_new(part->networks, part->count);
    struct raw_batch batch = { 0 };
    size_t *order = memory_take(sizeof *order * (part->raw->sentence_count + 1));
    for (size_t i = part->from; i < part->to; i++)
        order[i] = i;
    for (size_t at = part->from; at < part->to;) {
        struct mark *marks = part->raw->marks + part->raw->from[at];
        raw_fill(part->raw, order, &at, part->to, BATCH, &batch);
        judge_mark(judge, batch.examples, batch.count, marks);
    }
    free(order);
    raw_batch_release(&batch);
    judge_free(judge);
    return NULL;
}

void judge_mark_raw(const struct network *networks, int count, struct raw *raw, int threads)
{
    enum { MOST_THREADS = 8 };
    pthread_t id[MOST_THREADS];
    struct part parts[MOST_THREADS];
    threads = threads < 1 ? 1 : threads > MOST_THREADS ? MOST_THREADS : threads;
    free(raw->marks);
    raw->marks = memory_take(sizeof *raw->marks * (raw->token_count + 1));
    memset(raw->marks, 0, sizeof *raw->marks * (raw->token_count + 1));
    for (int i = 0; i < threads; i++) {
        parts[i] = (struct part){ networks, count, raw, raw->sentence_count * (size_t)i / (size_t)threads,
                                  raw->sentence_count * (size_t)(i + 1) / (size_t)threads };
        pthread_create(&id[i], NULL, mark_part, &parts[i]);
    }
    for (int i = 0; i < threads; i++)
        pthread_join(id[i], NULL);
}
