/* Minibatches shared out to threads. */
#include "training/train.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "training/adam.h"
#include "training/judge.h"

enum { MOST_THREADS = 8, MOST_IN_BATCH = 4096 };

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
    struct share *s = argument;
    s->loss = s->count ? pass_learn(s->pass, s->network, s->numbering, s->examples, s->count, s->dropout, s->seed) : 0;
    return NULL;
}

static void shuffle(size_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = random_next(state) % i, kept = order[i - 1];
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
        struct train_score s = train_measure(network, 1, dev);
        fprintf(stderr, "  upos %.2f  xpos %.2f  rule %.2f  uas %.2f  las %.2f", s.upos, s.xpos, s.rule, s.uas, s.las);
    }
    fputc('\n', stderr);
}

/* The rate rises over the first steps and falls along a half cosine; `done` is the part of the whole work that is done. */
static float rate_at(const struct train_options *options, long step, double done)
{
    double left = 0.5 * (1.0 + cos(3.14159265358979 * done)), warm = (double)(step + 1) / 100.0;
    return options->rate * (float)(left * (warm < 1 ? warm : 1));
}

static float between(float from, float to, double done)
{
    return from + (to - from) * (float)done;
}

static struct dropout dropout_at(const struct train_options *options, double done)
{
    const struct dropout *a = &options->dropout, *z = &options->last_dropout;
    return (struct dropout){ between(a->input, z->input, done), between(a->word, z->word, done),
                             between(a->layer, z->layer, done), between(a->hidden, z->hidden, done) };
}

/* Threads with their passes, the optimiser, and where in their orders the sentences of both kinds stand. */
struct crew {
    struct share shares[MOST_THREADS];
    struct adam adam;
    int threads;
    uint64_t chance;
    const struct corpus *corpus;
    const struct raw *raw;
    size_t *order, at, *raw_order, raw_at;
    struct raw_batch silver;
    struct dropout dropout; /* of the batch */
    const struct example *batch[MOST_IN_BATCH];
    int count, gold_words, words; /* of the batch */
};

static size_t *order_new(size_t count)
{
    size_t *order = memory_take(sizeof *order * (count + 1));
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    return order;
}

static void crew_init(struct crew *crew, const struct network *network, const struct numbering *numbering,
                      const struct corpus *corpus, const struct raw *raw, const struct train_options *options)
{
    *crew = (struct crew){ .corpus = corpus, .raw = raw, .chance = options->seed * 77777 + 1 };
    crew->threads = options->threads < 1 ? 1 : options->threads > MOST_THREADS ? MOST_THREADS : options->threads;
    adam_init(&crew->adam, &network->shape);
    for (int i = 0; i < crew->threads; i++)
        crew->shares[i] = (struct share){ .pass = pass_new(&network->shape), .network = network, .numbering = numbering,
                                          .dropout = &crew->dropout };
    crew->order = order_new(corpus->count);
    if (raw) {
        crew->raw_order = order_new(raw->sentence_count);
        shuffle(crew->raw_order, raw->sentence_count, &crew->chance);
    }
}

static void crew_release(struct crew *crew)
{
    for (int i = 0; i < crew->threads; i++)
        pass_free(crew->shares[i].pass);
    adam_release(&crew->adam);
    raw_batch_release(&crew->silver);
    free(crew->order);
    free(crew->raw_order);
}

/* The next sentences of the treebanks, and marked ones of raw text with `raw_share` words to each word of those. */
static void fill_batch(struct crew *crew, int batch_words, int raw_share)
{
    crew->count = crew->words = 0;
    while (crew->at < crew->corpus->count && crew->words < batch_words && crew->count < MOST_IN_BATCH) {
        crew->batch[crew->count] = &crew->corpus->items[crew->order[crew->at++]];
        crew->words += crew->batch[crew->count++]->count;
    }
    crew->gold_words = crew->words;
    if (!raw_share)
        return;
    if (crew->raw_at >= crew->raw->sentence_count) {
        crew->raw_at = 0;
        shuffle(crew->raw_order, crew->raw->sentence_count, &crew->chance);
    }
    crew->words += raw_fill(crew->raw, crew->raw_order, &crew->raw_at, crew->raw->sentence_count, crew->words * raw_share,
                            &crew->silver);
    for (int i = 0; i < crew->silver.count && crew->count < MOST_IN_BATCH; i++)
        crew->batch[crew->count++] = crew->silver.examples[i];
}

void train_run(struct network *network, const struct numbering *numbering, const struct corpus *corpus, const struct raw *raw,
               const struct corpus *dev, const struct train_options *options)
{
    struct crew *crew = memory_take(sizeof *crew);
    crew_init(crew, network, numbering, corpus, raw, options);
    double start = now(), all = (double)options->epochs * (double)corpus->word_count, seen = 0;
    for (int epoch = 1; epoch <= options->epochs; epoch++) {
        double loss = 0, words = 0;
        shuffle(crew->order, corpus->count, &crew->chance);
        for (crew->at = 0; crew->at < corpus->count;) {
            fill_batch(crew, options->batch_words, raw && epoch <= options->epochs - options->alone ? options->raw_share : 0);
            crew->dropout = dropout_at(options, seen / all);
            share_out(crew->shares, crew->threads, crew->batch, crew->count, crew->words);
            loss += run_batch(crew->shares, crew->threads, random_next(&crew->chance));
            adam_step(&crew->adam, network, crew->shares[0].pass, crew->words, rate_at(options, crew->adam.step, seen / all));
            seen += crew->gold_words;
            words += crew->words;
        }
        tell(epoch, loss / words, now() - start, network, epoch % 2 == 0 || epoch == options->epochs ? dev : NULL);
    }
    crew_release(crew);
    free(crew);
}

static bool same_relation(int a, int b)
{
    struct text x = text_of(language_deprel_text((enum deprel)a)), y = text_of(language_deprel_text((enum deprel)b));
    return text_equals(text_cut(&x, ':'), text_cut(&y, ':'));
}

struct train_score train_measure(const struct network *networks, int count, const struct corpus *corpus)
{
    struct train_score s = { 0 };
    struct judge *judge = judge_new(networks, count);
    for (size_t i = 0; i < corpus->count; i++) {
        const struct example *example = &corpus->items[i];
        struct mark marks[example->count];
        judge_mark(judge, &example, 1, marks);
        for (int k = 0; k < example->count; k++) {
            const struct word *word = &example->words[k];
            s.upos += marks[k].upos == word->upos;
            s.xpos += marks[k].xpos == word->xpos;
            s.rule += marks[k].rule == word->rule;
            s.uas += marks[k].head == word->head;
            s.las += marks[k].head == word->head && same_relation(marks[k].deprel, word->deprel);
        }
    }
    double percent = 100.0 / (double)corpus->word_count;
    judge_free(judge);
    return (struct train_score){ s.upos * percent, s.xpos * percent, s.rule * percent, s.uas * percent, s.las * percent };
}
