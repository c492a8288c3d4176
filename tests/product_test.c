/* All ways of multiplying give the same numbers, and the right ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "language/product.h"

enum { MOST_ROWS = 80, MOST_COLUMNS = 640, MOST_INPUTS = 27 };

struct trial {
    _Alignas(64) int8_t weight[MOST_ROWS * MOST_COLUMNS];
    _Alignas(64) uint8_t input[MOST_INPUTS * MOST_COLUMNS];
    _Alignas(64) int32_t sum[MOST_ROWS];
    _Alignas(64) int32_t out[MOST_INPUTS * MOST_ROWS];
    int8_t plain[MOST_ROWS][MOST_COLUMNS];
};

static uint32_t draw(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

/* Extremes are drawn often: they are where sums of sixteen bits would overflow. */
static int extreme(uint32_t *state, int low, int high)
{
    uint32_t kind = draw(state) % 4;
    return kind == 0 ? low : kind == 1 ? high : low + (int)(draw(state) % (uint32_t)(high - low + 1));
}

static struct net_matrix fill(struct trial *t, int rows, int columns, uint32_t *state)
{
    struct net_matrix m = { .rows = rows, .columns = columns, .stride = net_round_up(columns, NET_COLUMNS), .weight = t->weight,
                            .sum = t->sum };
    memset(t->weight, 0, sizeof t->weight);
    memset(t->sum, 0, sizeof t->sum);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
            t->plain[r][c] = (int8_t)extreme(state, -127, 127);
            t->weight[net_place(m.stride, r, c)] = t->plain[r][c];
            t->sum[r] += 128 * t->plain[r][c];
        }
    for (int i = 0; i < MOST_INPUTS * m.stride; i++)
        t->input[i] = (uint8_t)extreme(state, 0, 255);
    return m;
}

static void check_way(struct trial *t, const struct net_matrix *m, enum product_way way, int count)
{
    int stride = net_round_up(m->rows, NET_ROWS);
    memset(t->out, 0, sizeof t->out);
    product_run(way, m, t->input, count, t->out, stride);
    for (int i = 0; i < count; i++)
        for (int r = 0; r < m->rows; r++) {
            int32_t right = 0;
            for (int c = 0; c < m->columns; c++)
                right += (t->input[i * m->stride + c] - 128) * t->plain[r][c];
            assert_int_equal(t->out[i * stride + r], right);
        }
}

static void ways_agree(void **state)
{
    static struct trial trial;
    uint32_t random = 3;
    for (int round = 0; round < 60; round++) {
        int rows = 1 + (int)(draw(&random) % MOST_ROWS), columns = 1 + (int)(draw(&random) % MOST_COLUMNS);
        struct net_matrix m = fill(&trial, rows, columns, &random);
        for (int way = PRODUCT_PORTABLE; way <= (int)product_best(); way++)
            check_way(&trial, &m, (enum product_way)way, 1 + (int)(draw(&random) % MOST_INPUTS));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(ways_agree) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
