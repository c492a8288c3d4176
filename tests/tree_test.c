/* Unit tests of the spanning tree: against all trees of small random graphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "language/tree.h"

enum { SMALL = 5 };

static uint32_t next_random(uint32_t *state)
{
    return *state = *state * 1664525u + 1013904223u;
}

/* What the tree is worth, or a very small number when it is none with one root. */
static int64_t worth(const int32_t *score, int n, const int16_t *head)
{
    int64_t sum = 0;
    int roots = 0;
    for (int d = 1; d <= n; d++) {
        int steps = 0;
        for (int at = d; at; at = head[at])
            if (steps++ > n)
                return INT64_MIN;
        roots += head[d] == 0;
        sum += score[d * (n + 1) + head[d]];
    }
    return roots == 1 ? sum : INT64_MIN;
}

static int64_t best_of_all(const int32_t *score, int n)
{
    int16_t head[SMALL + 1] = { 0 };
    int64_t best = INT64_MIN;
    for (;;) {
        int64_t sum = worth(score, n, head);
        best = sum > best ? sum : best;
        int d = 1;
        while (d <= n && ++head[d] > n)
            head[d++] = 0;
        if (d > n)
            return best;
    }
}

static void against_brute_force(void **state)
{
    (void)state;
    uint32_t random = 7;
    struct arena arena = { 0 };
    for (int round = 0; round < 300; round++) {
        int n = 1 + (int)(next_random(&random) >> 16) % SMALL;
        int32_t score[(SMALL + 1) * (SMALL + 1)];
        int16_t head[SMALL + 1];
        for (int i = 0; i < (n + 1) * (n + 1); i++)
            score[i] = (int32_t)(next_random(&random) >> 20) % 50 - 25;
        tree_best(score, n, head, &arena);
        assert_true(worth(score, n, head) == best_of_all(score, n));
        arena_reset(&arena);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(against_brute_force) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
