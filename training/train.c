/* Adam over minibatches shared out to threads (Kingma and Ba 2015). */
#include "training/train.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_THREADS = 8, MOST_IN_BATCH = 4096 };

/* Steps of Adam; 0.95 forgets old sizes faster than the usual 0.999, which suits a rate that falls to zero. */
static const float first_decay = 0.9f, second_decay = 0.95f, tiny = 1e-8f, clip = 5.0f;

struct adam {
    float *first, *second;         /* of the weights */
    float *row_first, *row_second; /* of the embedding */
    long step;
};

struct share {
    struct pass *pass;
    const struct network *network;
    const struct numbering *numbering;
    const struct example *const *examples;
    int count;
    const struct dropout *dropout;
    uint64_t seed;
    double loss;
};

static void *run_share(void *argument)
{
    struct share *share = argument;
    share->loss = share->count ? pass_learn(share->pass, share->network, share->numbering, share->examples, share->count, share->dropout, share->seed) : 0;
    return NULL;
}

static float *zeros(long count)
{
    float *made = memory_take(sizeof *made * (size_t)count);
    memset(made, 0, sizeof *made * (size_t)count);
    return made;
}

static void adam_init(struct adam *adam, const struct shape *shape)
{
    long embedded = (long)(shape->words + shape->buckets) * shape->width;
    *adam = (struct adam){ zeros(shape->count), zeros(shape->count), zeros(embedded), zeros(embedded), 0 };
}

static void adam_release(struct adam *adam)
{
    free(adam->first);
    free(adam->second);
    free(adam->row_first);
    free(adam->row_second);
}

static void adam_move(float *weight, float *first, float *second, const float *gradient, long count, float scale, float rate)
{
    for (long i = 0; i < count; i++) {
        float g = gradient[i] * scale;
        first[i] = first_decay * first[i] + (1.0f - first_decay) * g;
        second[i] = second_decay * second[i] + (1.0f - second_decay) * g * g;
        weight[i] -= rate * first[i] / (sqrtf(second[i]) + tiny);
    }
}

/* Gradients are divided by the batch's words and clipped to a length. */
static void adam_step(struct adam *adam, struct network *network, struct pass *pass, int words, float rate)
{
    const struct shape *s = &network->shape;
    const float *gradient = pass_gradient(pass);
    struct row_gradient rows = pass_row_gradient(pass);
    double square = 0;
    for (long i = 0; i < s->count; i++)
        square += (double)gradient[i] * (double)gradient[i];
    float length = (float)sqrt(square) / (float)words;
    float scale = (length > clip ? clip / length : 1.0f) / (float)words;
    adam->step++;
    float right = sqrtf(1.0f - powf(second_decay, (float)adam->step)) / (1.0f - powf(first_decay, (float)adam->step));
    adam_move(network->weights, adam->first, adam->second, gradient, s->count, scale, rate * right);
    for (int i = 0; i < rows.count; i++) {
        long at = (long)rows.rows[i] * s->width;
        adam_move(network->embedding + at, adam->row_first + at, adam->row_second + at, rows.values + (long)i * s->width, s->width, scale, rate * right);
    }
}

static void shuffle(const struct example **order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = random_next(state) % i;
        const struct example *kept = order[i - 1];
        order[i - 1] = order[k];
        order[k] = kept;
    }
}

/* Cuts a batch into shares of about as many words. */
static void share_out(struct share *shares, int threads, const struct example *const *batch, int count, int words)
{
    int at = 0, done = 0;
    for (int i = 0; i < threads; i++) {
        int from = at;
        while (at < count && (i == threads - 1 || done < words * (i + 1) / threads))
            done += batch[at++]->count;
        shares[i].examples = batch + from;
        shares[i].count = at - from;
    }
}

static double run_batch(struct share *shares, int threads, uint64_t seed)
{
    pthread_t id[MOST_THREADS];
    double loss = 0;
    for (int i = 0; i < threads; i++) {
        pass_clear(shares[i].pass);
        shares[i].seed = seed * MOST_THREADS + (uint64_t)i;
    }
    for (int i = 1; i < threads; i++)
        pthread_create(&id[i], NULL, run_share, &shares[i]);
    run_share(&shares[0]);
    for (int i = 1; i < threads; i++)
        pthread_join(id[i], NULL);
    for (int i = 0; i < threads; i++) {
        loss += shares[i].loss;
        if (i)
            pass_merge(shares[0].pass, shares[i].pass);
    }
    return loss;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void tell(int epoch, double loss, double seconds, const struct network *network, const struct corpus *dev)
{
    fprintf(stderr, "epoch %2d  loss %.4f  %.0f s", epoch, loss, seconds);
    if (dev) {
        struct train_score s = train_measure(network, dev);
        fprintf(stderr, "  upos %.2f  xpos %.2f  rule %.2f  uas %.2f  las %.2f", s.upos, s.xpos, s.rule, s.uas, s.las);
    }
    fputc('\n', stderr);
}

void train_run(struct network *network, const struct numbering *numbering, const struct corpus *corpus, const struct corpus *dev,
               const struct train_options *options)
{
    struct adam adam;
    struct share shares[MOST_THREADS];
    int threads = options->threads < 1 ? 1 : options->threads > MOST_THREADS ? MOST_THREADS : options->threads;
    adam_init(&adam, &network->shape);
    for (int i = 0; i < threads; i++)
        shares[i] = (struct share){ .pass = pass_new(&network->shape), .network = network, .numbering = numbering, .dropout = &options->dropout };
    const struct example **order = memory_take(sizeof *order * corpus->count);
    for (size_t i = 0; i < corpus->count; i++)
        order[i] = &corpus->items[i];
    uint64_t state = options->seed * 77777 + 1;
    double start = now(), all = (double)options->epochs * (double)corpus->word_count, seen = 0;
    for (int epoch = 1; epoch <= options->epochs; epoch++) {
        double loss = 0;
        shuffle(order, corpus->count, &state);
        for (size_t at = 0; at < corpus->count;) {
            size_t from = at;
            int words = 0;
            while (at < corpus->count && words < options->batch_words && at - from < MOST_IN_BATCH)
                words += order[at++]->count;
            share_out(shares, threads, order + from, (int)(at - from), words);
            loss += run_batch(shares, threads, random_next(&state));
            double left = 0.5 * (1.0 + cos(3.14159265358979 * seen / all));
            double warm = (double)(adam.step + 1) / 100.0;
            adam_step(&adam, network, shares[0].pass, words, options->rate * (float)(left * (warm < 1 ? warm : 1)));
            seen += words;
        }
        tell(epoch, loss / (double)corpus->word_count, now() - start, network, epoch % 2 == 0 || epoch == options->epochs ? dev : NULL);
    }
    for (int i = 0; i < threads; i++)
        pass_free(shares[i].pass);
    free(order);
    adam_release(&adam);
}

static bool same_relation(int a, int b)
{
    struct text x = text_of(language_deprel_text((enum deprel)a)), y = text_of(language_deprel_text((enum deprel)b));
    return text_equals(text_cut(&x, ':'), text_cut(&y, ':'));
}

struct train_score train_measure(const struct network *network, const struct corpus *corpus)
{
    struct train_score s = { 0 };
    struct pass *pass = pass_new(&network->shape);
    for (size_t i = 0; i < corpus->count; i++) {
        const struct example *example = &corpus->items[i];
        int n = example->count;
        int16_t upos[n], xpos[n], rule[n], head[n], deprel[n];
        struct answer answer = { upos, xpos, rule, head, deprel };
        pass_answer(pass, network, example, &answer);
        for (int k = 0; k < n; k++) {
            const struct word *word = &example->words[k];
            s.upos += upos[k] == word->upos;
            s.xpos += xpos[k] == word->xpos;
            s.rule += rule[k] == word->rule;
            s.uas += head[k] == word->head;
            s.las += head[k] == word->head && same_relation(deprel[k], word->deprel);
        }
    }
    double percent = 100.0 / (double)corpus->word_count;
    pass_free(pass);
    return (struct train_score){ s.upos * percent, s.xpos * percent, s.rule * percent, s.uas * percent, s.las * percent };
}
