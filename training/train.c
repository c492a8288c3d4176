/* Minibatches shared out to threads: learning trees from treebanks, and words from raw text before that. */
#include "training/train.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "training/adam.h"

enum { MOST_THREADS = 8, MOST_IN_BATCH = 4096 };

struct share {
    struct pass *pass;
    const struct network *network;
    const struct numbering *numbering;
    const struct guesser *guesser; /* NULL: trees are learned, not words */
    const struct example *const *examples;
    int count;
    const struct dropout *dropout;
    uint64_t seed;
    struct guess_loss loss;
};

static void *run_share(void *argument)
{
    struct share *s = argument;
    s->loss = (struct guess_loss){ 0 };
    if (s->count && s->guesser)
        s->loss = pass_guess(s->pass, s->network, s->numbering, s->guesser, s->examples, s->count, s->dropout, s->seed);
    else if (s->count)
        s->loss.sum = pass_learn(s->pass, s->network, s->numbering, s->examples, s->count, s->dropout, s->seed);
    return NULL;
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

static struct guess_loss run_batch(struct share *shares, int threads, uint64_t seed)
{
    pthread_t id[MOST_THREADS];
    struct guess_loss loss = { 0 };
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
        loss.sum += shares[i].loss.sum;
        loss.count += shares[i].loss.count;
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

/* Threads with their passes, and the optimiser. */
struct crew {
    struct share shares[MOST_THREADS];
    struct adam adam;
    int threads;
};

static void crew_init(struct crew *crew, const struct network *network, const struct numbering *numbering,
                      const struct guesser *guesser, const struct train_options *options)
{
    crew->threads = options->threads < 1 ? 1 : options->threads > MOST_THREADS ? MOST_THREADS : options->threads;
    adam_init(&crew->adam, &network->shape, guesser ? (long)network->shape.words * network->shape.width : 0);
    for (int i = 0; i < crew->threads; i++)
        crew->shares[i] = (struct share){ .pass = pass_new(&network->shape), .network = network, .numbering = numbering,
                                          .guesser = guesser, .dropout = &options->dropout };
}

static void crew_release(struct crew *crew)
{
    for (int i = 0; i < crew->threads; i++)
        pass_free(crew->shares[i].pass);
    adam_release(&crew->adam);
}

/* The rate rises over the first steps and falls along a half cosine; `done` is the part of the whole work that is done. */
static float rate_at(const struct train_options *options, long step, double done)
{
    double left = 0.5 * (1.0 + cos(3.14159265358979 * done)), warm = (double)(step + 1) / 100.0;
    return options->rate * (float)(left * (warm < 1 ? warm : 1));
}

void train_run(struct network *network, const struct numbering *numbering, const struct corpus *corpus, const struct corpus *dev,
               const struct train_options *options)
{
    struct crew crew;
    crew_init(&crew, network, numbering, NULL, options);
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
            share_out(crew.shares, crew.threads, order + from, (int)(at - from), words);
            loss += run_batch(crew.shares, crew.threads, random_next(&state)).sum;
            adam_step(&crew.adam, network, NULL, crew.shares[0].pass, words, rate_at(options, crew.adam.step, seen / all),
                      epoch <= options->heads_first);
            seen += words;
        }
        tell(epoch, loss / (double)corpus->word_count, now() - start, network,
             epoch % 2 == 0 || epoch == options->epochs ? dev : NULL);
    }
    free(order);
    crew_release(&crew);
}

void train_words(struct network *network, const struct numbering *numbering, struct guesser *guesser, const struct raw *raw,
                 const struct train_options *options)
{
    struct crew crew;
    struct raw_batch batch = { 0 };
    crew_init(&crew, network, numbering, guesser, options);
    size_t *order = memory_take(sizeof *order * raw->sentence_count);
    for (size_t i = 0; i < raw->sentence_count; i++)
        order[i] = i;
    uint64_t state = options->seed * 33333 + 1;
    double start = now(), all = (double)options->epochs * (double)raw->token_count, seen = 0;
    struct guess_loss loss = { 0 };
    for (int epoch = 1; epoch <= options->epochs; epoch++) {
        for (size_t i = raw->sentence_count; i > 1; i--) {
            size_t k = random_next(&state) % i, kept = order[i - 1];
            order[i - 1] = order[k];
            order[k] = kept;
        }
        for (size_t at = 0; at < raw->sentence_count;) {
            int words = raw_fill(raw, order, &at, options->batch_words, &batch);
            share_out(crew.shares, crew.threads, batch.examples, batch.count, words);
            struct guess_loss lost = run_batch(crew.shares, crew.threads, random_next(&state));
            adam_step(&crew.adam, network, guesser->output, crew.shares[0].pass, lost.count + 1,
                      rate_at(options, crew.adam.step, seen / all), false);
            loss.sum += lost.sum;
            loss.count += lost.count;
            seen += words;
            if (crew.adam.step % 500 == 0) {
                fprintf(stderr, "words %.1f million of %.1f  loss %.4f  %.0f s\n", seen * 1e-6, all * 1e-6, loss.sum / loss.count,
                        now() - start);
                loss = (struct guess_loss){ 0 };
            }
        }
    }
    raw_batch_release(&batch);
    free(order);
    crew_release(&crew);
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
