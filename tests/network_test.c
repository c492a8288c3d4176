/* The trainer's gradients against differences of the loss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "training/judge.h"

static struct word some_word(int i)
{
    struct word word = { .vocabulary = 1 + i % 4, .upos = (int16_t)(i % 3), .xpos = (int16_t)(i % 4),
                         .rule = (int16_t)(i % 2 ? i % 3 : -1), .deprel = (int16_t)(i % 4), .head = (int16_t)(i % 3) };
    for (int f = 0; f < FEATURE_COUNT; f++)
        word.feature[f] = (uint32_t)(i * 7 + f * 3) % 16;
    return word;
}

struct trial {
    struct pass *pass;
    struct network network;
    const struct example *const *examples;
};

static double loss_of(const struct trial *t)
{
    pass_clear(t->pass);
    return pass_learn(t->pass, &t->network, NULL, t->examples, 2, &(struct dropout){ 0 }, 1);
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

/* One number of a row that the batch touched. */
static void check_row(const struct trial *t, int32_t row, float *table, int width)
{
    struct row_gradient rows = pass_row_gradient(t->pass);
    int at = 0;
    while (at < rows.count && rows.rows[at] != row)
        at++;
    assert_true(at < rows.count);
    check_weight(t, &table[row * width + 1], rows.values[at * width + 1]);
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
    int32_t middle = pass_row_gradient(t->pass).rows[pass_row_gradient(t->pass).count / 2];
    check_row(t, middle, t->network.embedding, shape->width);
    loss_of(t);
    check_row(t, shape->words + shape->buckets + ORIGIN_RAW, t->network.embedding, shape->width);
}

static const struct shape small = { .width = 8, .layers = 2, .words = 5, .buckets = 16, .origins = ORIGIN_COUNT, .upos = 3,
                                    .xpos = 4, .rules = 3, .arc = 6, .label = 4, .labels = 4 };

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
    const struct example a = { first, 5, ORIGIN_EWT }, b = { second, 3, ORIGIN_RAW }, *const examples[] = { &a, &b };
    struct trial t;
    trial_init(&t, examples);
    check_all(&t, 3);
    trial_release(&t);
}

/* One network judges as it does beside itself, and its heads make a tree. */
static void judging(void **state)
{
    struct word words[5];
    for (int i = 0; i < 5; i++)
        words[i] = some_word(i);
    const struct example example = { words, 5, ORIGIN_EWT }, *const examples[] = { &example, &example };
    struct trial t;
    trial_init(&t, examples);
    struct network twice[] = { t.network, t.network };
    struct judge *one = judge_new(&t.network, 1), *two = judge_new(twice, 2);
    struct mark marks[10], again[10];
    judge_mark(one, examples, 2, marks);
    judge_mark(two, examples, 2, again);
    assert_memory_equal(marks, again, sizeof marks);
    int roots = 0;
    for (int i = 0; i < 5; i++) {
        int up = i + 1, steps = 0;
        for (; up && steps <= 5; steps++)
            up = marks[up - 1].head;
        assert_int_equal(up, 0);
        roots += marks[i].head == 0;
    }
    assert_int_equal(roots, 1);
    judge_free(one);
    judge_free(two);
    trial_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(of_trees), cmocka_unit_test(judging) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
