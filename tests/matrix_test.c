/* The trainer's products, whatever the processor works them off with, are near those of plain sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "base/base.h"
#include "training/matrix.h"

struct trial {
    int rows, inner, columns;
    float *a, *b, *c, *room;
};

/* Sizes below and above the least for tile registers, with and without edges in each direction. */
static const int sizes[][3] = { { 5, 7, 9 }, { 64, 64, 96 }, { 160, 128, 96 }, { 131, 97, 101 }, { 333, 67, 50 },
                                { 33, 320, 1001 } };

static float draw(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (float)(int32_t)(*state >> 8) / 8388608.0f - 1.0f;
}

static float *floats(size_t count, uint32_t *state)
{
    float *all = memory_take(sizeof *all * count);
    for (size_t i = 0; i < count; i++)
        all[i] = draw(state);
    return all;
}

static struct trial trial_new(const int size[3], uint32_t *state)
{
    struct trial t = { .rows = size[0], .inner = size[1], .columns = size[2] };
    t.a = floats((size_t)t.rows * (size_t)t.inner, state);
    t.b = floats((size_t)t.inner * (size_t)t.columns, state);
    t.c = floats((size_t)t.rows * (size_t)t.columns, state);
    t.room = floats((size_t)t.inner * (size_t)t.columns, state);
    return t;
}

static void trial_free(struct trial *t)
{
    free(t->a);
    free(t->b);
    free(t->c);
    free(t->room);
}

/* c[i][j] += sum of a(i, k) b(k, j), by steps from one to the next; each sum may be off by what rounding to eight bits allows. */
static void check(const struct trial *t, const float *before, int a_row, int a_inner, int b_inner, int b_column)
{
    for (int i = 0; i < t->rows; i++)
        for (int j = 0; j < t->columns; j++) {
            double sum = 0, size = 0;
            for (int k = 0; k < t->inner; k++) {
                double one = (double)t->a[i * a_row + k * a_inner] * (double)t->b[k * b_inner + j * b_column];
                sum += one;
                size += fabs(one);
            }
            long at = (long)i * t->columns + j;
            if (fabs(before[at] + sum - t->c[at]) > size / 128 + 1e-4)
                fail_msg("%d x %d x %d, row %d, column %d: %f and not %f", t->rows, t->inner, t->columns, i, j, (double)t->c[at],
                         before[at] + sum);
        }
}

static void test_products(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int way = 0; way < 3; way++) {
            struct trial t = trial_new(sizes[s], &random);
            float *before = memory_take(sizeof *before * (size_t)t.rows * (size_t)t.columns);
            for (long i = 0; i < (long)t.rows * t.columns; i++)
                before[i] = t.c[i];
            if (way == 0) {
                matrix_add_product(t.rows, t.inner, t.columns, t.a, t.b, t.c);
                check(&t, before, t.inner, 1, t.columns, 1);
            } else if (way == 1) {
                matrix_add_product_left(t.rows, t.inner, t.columns, t.a, t.b, t.c);
                check(&t, before, 1, t.rows, t.columns, 1);
            } else {
                matrix_add_product_right(t.rows, t.inner, t.columns, t.a, t.b, t.c, t.room);
                check(&t, before, t.inner, 1, 1, t.inner);
            }
            free(before);
            trial_free(&t);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_products) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
