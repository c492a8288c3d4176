/* The trainer's gradients against differences of the loss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "training/network.h"

static struct word some_word(int i)
{
    struct word word = { .vocabulary = 1 + i % 4, .upos = (int16_t)(i % 3), .xpos = (int16_t)(i % 4),
                         .rule = (int16_t)(i % 2 ? i % 3 : -1), .deprel = (int16_t)(i % 4), .head = (int16_t)(i % 3) };
    for (int f = 0; f < FEATURE_COUNT; f++)
        word.feature[f] = (uint32_t)(i * 7 + f * 3) % 16;
    return word;
}

/* What is learned: trees, or hidden words where there is a guesser. */
struct trial {
    struct pass *pass;
    struct network network;
    const struct numbering *numbering;
    const struct guesser *guesser;
    const struct example *const *examples;
    struct dropout dropout;
};

static double loss_of(const struct trial *t)
{
    pass_clear(t->pass);
    if (t->guesser)
        return pass_guess(t->pass, &t->network, t->numbering, t->guesser, t->examples, 2, &t->dropout, 1).sum;
    return pass_learn(t->pass, &t->network, t->numbering, t->examples, 2, &t->dropout, 1);
}

/* Central differences; floats allow about two digits. */
static void check_weight(const struct trial *t, float *weight, double learnt)
{
    const float step = 4e-3f;
    float kept = *weight;
    *weight = kept + step;
    double more = loss_of(t);
    *weight = kept - step;
    double less = loss_of(t);
    *weight = kept;
    double measured = (more - less) / (2 * (double)step);
    assert_true(fabs(measured - learnt) < 0.03 + 0.03 * fabs(measured));
}

/* One number of the middle row that the batch touched. */
static void check_row(const struct trial *t, struct row_gradient rows, float *table, int width)
{
    int middle = rows.count / 2;
    int32_t row = rows.rows[middle];
    check_weight(t, &table[row * width + 1], rows.values[middle * width + 1]);
}

static void check_all(struct trial *t, int every)
{
    const struct shape *shape = &t->network.shape;
    loss_of(t);
    double *learnt = malloc(sizeof *learnt * (size_t)shape->count);
    for (long i = 0; i < shape->count; i++)
        learnt[i] = pass_gradient(t->pass)[i];
    for (long i = 0; i < shape->count; i += every)
        check_weight(t, &t->network.weights[i], learnt[i]);
    free(learnt);
    loss_of(t);
    check_row(t, pass_row_gradient(t->pass), t->network.embedding, shape->width);
}

static const struct shape small = { .width = 8, .layers = 2, .words = 5, .buckets = 16, .upos = 3, .xpos = 4, .rules = 3,
                                    .arc = 6, .label = 4, .labels = 4 };

static void trial_init(struct trial *t, const struct example *const *examples)
{
    struct shape shape = small;
    shape_place(&shape);
    *t = (struct trial){ .pass = pass_new(&shape), .examples = examples };
    network_init(&t->network, &shape, 3);
}

static void trial_release(struct trial *t)
{
    pass_free(t->pass);
    network_release(&t->network);
}

static void of_trees(void **state)
{
    struct word first[5], second[3];
    for (int i = 0; i < 5; i++)
        first[i] = some_word(i), first[i].head = (int16_t)i;
    for (int i = 0; i < 3; i++)
        second[i] = some_word(i + 2), second[i].head = (int16_t)(i ? 1 : 0);
    const struct example a = { first, 5 }, b = { second, 3 }, *const examples[] = { &a, &b };
    struct trial t;
    trial_init(&t, examples);
    check_all(&t, 3);
    trial_release(&t);
}

static void of_hidden_words(void **state)
{
    struct word first[6], second[4];
    int32_t counts[] = { 0, 9, 5, 3, 2 };
    struct numbering numbering = { .vocabulary = { .counts = counts, .count = 5 } };
    struct guesser guesser;
    for (int i = 0; i < 6; i++)
        first[i] = some_word(i);
    for (int i = 0; i < 4; i++)
        second[i] = some_word(i + 3);
    const struct example a = { first, 6 }, b = { second, 4 }, *const examples[] = { &a, &b };
    struct trial t;
    trial_init(&t, examples);
    guesser_init(&guesser, &t.network, &numbering, 3);
    t.numbering = &numbering;
    t.guesser = &guesser;
    t.dropout = (struct dropout){ .input = 0.5f };
    for (int i = 0; i < small.words * small.width; i++)
        guesser.output[i] *= 10; /* large enough to measure */
    check_all(&t, 7);
    check_row(&t, pass_output_gradient(t.pass), guesser.output, small.width);
    guesser_release(&guesser);
    trial_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(of_trees), cmocka_unit_test(of_hidden_words) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
