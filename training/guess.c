/* Guessing hidden words: what the network learns of a language before it learns trees. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "training/matrix.h"
#include "training/pass.h"

enum { DRAWS = 1 << 20, WRONG = 1024 };

void guesser_init(struct guesser *guesser, const struct network *network, const struct numbering *numbering, uint64_t seed)
{
    const struct shape *s = &network->shape;
    uint64_t state = seed * 0x9e3779b97f4a7c15ull + 5;
    long weights = (long)s->words * s->width;
    *guesser = (struct guesser){ .output = memory_take(sizeof(float) * (size_t)weights),
                                 .offset = memory_take(sizeof(float) * (size_t)s->words),
                                 .draw = memory_take(sizeof(int32_t) * (DRAWS + (size_t)s->words)) };
    for (long i = 0; i < weights; i++)
        guesser->output[i] = (random_unit(&state) - 0.5f) * 0.1f;
    double all = 0;
    for (int w = 1; w < s->words; w++)
        all += pow(numbering->vocabulary.counts[w], 0.75);
    for (int w = 0; w < s->words; w++) {
        double count = numbering->vocabulary.counts[w] > 0 ? numbering->vocabulary.counts[w] : 1;
        guesser->offset[w] = (float)(0.25 * log(count));
        int draws = w ? (int)(pow(count, 0.75) / all * DRAWS) + 1 : 0;
        for (int i = 0; i < draws; i++)
            guesser->draw[guesser->draw_count++] = w;
    }
}

void guesser_release(struct guesser *guesser)
{
    free(guesser->output);
    free(guesser->offset);
    free(guesser->draw);
    *guesser = (struct guesser){ 0 };
}

/* What one call of pass_guess works with. */
struct guesses {
    int count, width;       /* hidden words */
    int *token;             /* [count] */
    float *top, *dtop;      /* [count][width] */
    int32_t wrong[WRONG];
    float *row, *drow;      /* [WRONG][width]: of the wrong words */
    float *score, *room;    /* [count][WRONG]; for products */
};

static void gather(struct guesses *g, const struct pass *p, const struct guesser *guesser, uint64_t *state)
{
    int width = p->shape.width;
    g->width = width;
    g->token = memory_take(sizeof *g->token * (size_t)p->tokens);
    for (int t = 0; t < p->tokens; t++)
        if (p->input_mask[t] == 0.0f && p->words[t]->vocabulary)
            g->token[g->count++] = t;
    size_t rows = (size_t)g->count + 1;
    g->top = memory_take(sizeof(float) * rows * (size_t)width);
    g->dtop = memory_take(sizeof(float) * rows * (size_t)width);
    g->score = memory_take(sizeof(float) * rows * WRONG);
    g->row = memory_take(sizeof(float) * WRONG * (size_t)width);
    g->drow = memory_take(sizeof(float) * WRONG * (size_t)width);
    g->room = memory_take(sizeof(float) * WRONG * (size_t)width);
    memset(g->dtop, 0, sizeof(float) * rows * (size_t)width);
    memset(g->score, 0, sizeof(float) * rows * WRONG);
    memset(g->drow, 0, sizeof(float) * WRONG * (size_t)width);
    for (int i = 0; i < g->count; i++)
        memcpy(g->top + (long)i * width, p->dropped[p->shape.layers] + (long)g->token[i] * width, sizeof(float) * (size_t)width);
    for (int k = 0; k < WRONG; k++) {
        g->wrong[k] = guesser->draw[random_next(state) % (uint64_t)guesser->draw_count];
        memcpy(g->row + (long)k * width, guesser->output + (long)g->wrong[k] * width, sizeof(float) * (size_t)width);
    }
}

static void release(struct guesses *g)
{
    free(g->token);
    free(g->top);
    free(g->dtop);
    free(g->score);
    free(g->row);
    free(g->drow);
    free(g->room);
}

/* The loss of one hidden word; its scores become gradients. */
static double judge(struct pass *p, const struct guesser *guesser, struct guesses *g, int i)
{
    int32_t right = p->words[g->token[i]]->vocabulary;
    const float *top = g->top + (long)i * g->width, *row = guesser->output + (long)right * g->width;
    float *score = g->score + (long)i * WRONG, *dtop = g->dtop + (long)i * g->width;
    float own = guesser->offset[right], sum = 0;
    for (int u = 0; u < g->width; u++)
        own += top[u] * row[u];
    float most = own;
    for (int k = 0; k < WRONG; k++) {
        score[k] = g->wrong[k] == right ? -1e9f : score[k] + guesser->offset[g->wrong[k]];
        most = score[k] > most ? score[k] : most;
    }
    for (int k = 0; k < WRONG; k++)
        sum += score[k] = expf(score[k] - most);
    float mine = expf(own - most);
    sum += mine;
    for (int k = 0; k < WRONG; k++)
        score[k] /= sum;
    float d = mine / sum - 1.0f, *drow = row_sum_at(&p->output, right);
    for (int u = 0; u < g->width; u++) {
        dtop[u] += d * row[u];
        drow[u] += d * top[u];
    }
    return logf(sum) - (own - most);
}

struct guess_loss pass_guess(struct pass *p, const struct network *network, const struct numbering *numbering,
                             const struct guesser *guesser, const struct example *const *examples, int count,
                             const struct dropout *dropout, uint64_t seed)
{
    uint64_t state = seed * 0x9e3779b97f4a7c15ull + 0x7654321;
    struct guesses g = { 0 };
    struct guess_loss loss = { 0 };
    pass_run_layers(p, network, numbering, examples, count, dropout, &state);
    gather(&g, p, guesser, &state);
    int width = g.width;
    matrix_add_product_right(g.count, width, WRONG, g.top, g.row, g.score, g.room);
    for (int i = 0; i < g.count; i++)
        loss.sum += judge(p, guesser, &g, i);
    loss.count = g.count;
    matrix_add_product(g.count, WRONG, width, g.score, g.row, g.dtop);
    matrix_add_product_left(WRONG, g.count, width, g.score, g.top, g.drow);
    for (int k = 0; k < WRONG; k++) {
        float *into = row_sum_at(&p->output, g.wrong[k]);
        for (int u = 0; u < width; u++)
            into[u] += g.drow[(long)k * width + u];
    }
    memset(p->ddropped, 0, sizeof(float) * (size_t)p->tokens * (size_t)width);
    for (int i = 0; i < g.count; i++)
        memcpy(p->ddropped + (long)g.token[i] * width, g.dtop + (long)i * width, sizeof(float) * (size_t)width);
    pass_learn_layers(p, network);
    release(&g);
    return loss;
}
