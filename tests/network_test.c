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
    struct word word = { .vocabulary = 1 + i % 4, .upos = (int16_t)(i % 3), .xpos = (int16_t)(i % 4), .rule = (int16_t)(i % 2 ? i % 3 : -1),
                         .deprel = (int16_t)(i % 4), .head = (int16_t)(i % 3) };
    for (int f = 0; f < FEATURE_COUNT; f++)
        word.feature[f] = (uint32_t)(i * 7 + f * 3) % 16;
    return word;
}

static const struct dropout none;

static double loss_of(struct pass *pass, const struct network *network, const struct example *const *examples)
{
    pass_clear(pass);
    return pass_learn(pass, network, NULL, examples, 2, &none, 1);
}

/* Central differences; floats allow about two digits. */
static void check_weight(struct pass *pass, const struct network *network, const struct example *const *examples, float *weight, double learnt)
{
    const float step = 4e-3f;
    float kept = *weight;
    *weight = kept + step;
    double more = loss_of(pass, network, examples);
    *weight = kept - step;
    double less = loss_of(pass, network, examples);
    *weight = kept;
    double measured = (more - less) / (2 * (double)step);
    assert_true(fabs(measured - learnt) < 0.03 + 0.03 * fabs(measured));
}

static void gradients(void **state)
{
    (void)state;
    struct shape shape = { .width = 8, .layers = 2, .words = 5, .buckets = 16, .upos = 3, .xpos = 4, .rules = 3, .arc = 6, .label = 4, .labels = 4 };
    shape_place(&shape);
    struct network network;
    network_init(&network, &shape, 3);
    struct word first[5], second[3];
    for (int i = 0; i < 5; i++)
        first[i] = some_word(i), first[i].head = (int16_t)i;
    for (int i = 0; i < 3; i++)
        second[i] = some_word(i + 2), second[i].head = (int16_t)(i ? 1 : 0);
    const struct example a = { first, 5 }, b = { second, 3 }, *const examples[] = { &a, &b };
    struct pass *pass = pass_new(&shape);
    loss_of(pass, &network, examples);
    double *learnt = malloc(sizeof *learnt * (size_t)shape.count);
    for (long i = 0; i < shape.count; i++)
        learnt[i] = pass_gradient(pass)[i];
    struct row_gradient rows = pass_row_gradient(pass);
    int32_t row = rows.rows[rows.count / 2];
    double in_row = rows.values[(rows.count / 2) * shape.width + 1];
    for (long i = 0; i < shape.count; i += 3)
        check_weight(pass, &network, examples, &network.weights[i], learnt[i]);
    check_weight(pass, &network, examples, &network.embedding[row * shape.width + 1], in_row);
    free(learnt);
    pass_free(pass);
    network_release(&network);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(gradients) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
