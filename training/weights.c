/* Weights of named features: numbering, learning, printing. */
#include "training/weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE = 1 << 18 };

int weights_number(struct weights_names *names, struct text name)
{
    if (!names->slots)
        names->slots = arena_take(&names->arena, TABLE * sizeof *names->slots);
    size_t at = text_hash(name) & (TABLE - 1);
    while (names->slots[at] && !text_equals(names->items[names->slots[at] - 1], name))
        at = (at + 1) & (TABLE - 1);
    if (!names->slots[at]) {
        ARENA_PUSH(&names->arena, names, arena_copy(&names->arena, name));
        names->slots[at] = (int)names->count;
    }
    return names->slots[at] - 1;
}

void weights_release(struct weights_names *names)
{
    arena_release(&names->arena);
    *names = (struct weights_names){ 0 };
}

/* The slope of the loss in every weight. */
static void find_slopes(const struct weights_method *method, const void *job, int left_out, size_t count, const int *counts,
                        const double *weights, double *slopes)
{
    for (size_t n = 0; n < count; n++) {
        double penalty = method->narrow && method->narrow[n] ? 2 * method->penalty : method->penalty;
        slopes[n] = (int)n == method->unpunished ? 0 : penalty * weights[n];
    }
    method->add_slopes(job, left_out, weights, slopes);
    for (size_t n = 0; n < count; n++)
        if (counts[n] < method->rare)
            slopes[n] = 0;
}

void weights_learn(const struct weights_method *method, const void *job, int left_out, size_t count, double *weights)
{
    struct arena arena = { 0 };
    double *steps = arena_take(&arena, count * sizeof *steps), *slopes = arena_take(&arena, count * sizeof *slopes);
    double *before = arena_take(&arena, count * sizeof *before);
    int *counts = arena_take(&arena, count * sizeof *counts);
    method->count_features(job, left_out, counts);
    for (size_t n = 0; n < count; n++) {
        weights[n] = 0;
        steps[n] = 0.02;
    }
    for (int round = 0; round < method->rounds; round++) {
        find_slopes(method, job, left_out, count, counts, weights, slopes);
        for (size_t n = 0; n < count; n++) {
            double same = slopes[n] * before[n];
            steps[n] = same > 0 ? fmin(steps[n] * 1.2, 0.5) : same < 0 ? fmax(steps[n] * 0.5, 1e-6) : steps[n];
            before[n] = same < 0 ? 0 : slopes[n];
            weights[n] -= before[n] > 0 ? steps[n] : before[n] < 0 ? -steps[n] : 0;
        }
    }
    arena_release(&arena);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Whether the file's reader gives the name back as it is: no mark of a field or comment in it, no blank at its end. */
static bool is_writable(struct text name)
{
    return name.length && name.at[name.length - 1] != ' ' && !memchr(name.at, '#', name.length) &&
           !memchr(name.at, '|', name.length);
}

void weights_print(const struct weights_names *names, const double *weights, double smallest)
{
    char **lines = memory_take((names->count + 1) * sizeof *lines);
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++)
        if (fabs(weights[i]) >= smallest && is_writable(names->items[i]) &&
            asprintf(&lines[count], "%s | %d", names->items[i].at, (int)lround(100 * weights[i])) > 0)
            count++;
    qsort(lines, count, sizeof *lines, by_bytes);
    for (size_t i = 0; i < count; i++) {
        puts(lines[i]);
        free(lines[i]);
    }
    free(lines);
}
