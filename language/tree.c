/* Maximum spanning trees by contracting cycles. */
#include "language/tree.h"

#include <string.h>

/* A node of the graph that is being contracted is a set of words; `into` and `from` remember which word's arc stands for it. */
struct graph {
    int n, width;   /* nodes 0 … n, row length */
    int64_t *score; /* [dependent][head] */
    int16_t *head;
};

/* The head that node `d` would take if it could choose alone. */
static void choose_head(struct graph *g, const bool *gone, int d)
{
    const int64_t *score = g->score + (long)d * g->width;
    int best = -1;
    for (int h = 0; h <= g->n; h++)
        if (h != d && !gone[h] && (best < 0 || score[h] > score[best]))
            best = h;
    g->head[d] = (int16_t)best;
}

/* A node on a cycle, or 0. */
static int find_cycle(const struct graph *g, const bool *gone, int16_t *mark)
{
    memset(mark, 0, sizeof *mark * (size_t)(g->n + 1));
    for (int start = 1; start <= g->n; start++) {
        int at = start;
        while (at && !gone[at] && !mark[at]) {
            mark[at] = (int16_t)start;
            at = g->head[at];
        }
        if (at && !gone[at] && mark[at] == start)
            return at;
    }
    return 0;
}

static void contract_and_solve(struct graph *g, bool *gone, int cycle, struct arena *arena);

/* Every node has the head that it would choose; what is left to do is to break cycles. */
static void solve(struct graph *g, bool *gone, struct arena *arena)
{
    int16_t *mark = arena_take(arena, sizeof *mark * (size_t)(g->n + 1));
    int cycle = find_cycle(g, gone, mark);
    if (cycle)
        contract_and_solve(g, gone, cycle, arena);
}

/* The cycle's first node stands for all of it; the others are gone while the smaller graph is solved. */
static void contract_and_solve(struct graph *g, bool *gone, int cycle, struct arena *arena)
{
    size_t nodes = (size_t)g->n + 1;
    bool *inside = arena_take(arena, nodes);
    int16_t *members = arena_take(arena, nodes * sizeof *members), *ring = arena_take(arena, nodes * sizeof *ring);
    int16_t *enter = arena_take(arena, nodes * sizeof *enter), *leave = arena_take(arena, nodes * sizeof *leave);
    int count = 0;
    for (int at = cycle; !count || at != cycle; at = g->head[at]) {
        members[count++] = (int16_t)at;
        inside[at] = true;
        ring[at] = g->head[at];
    }
    for (int out = 0; out <= g->n; out++) {
        if (inside[out] || gone[out])
            continue;
        int in_best = members[0], out_best = members[0];
        for (int k = 0; k < count; k++) {
            int m = members[k];
            int64_t in = g->score[m * g->width + out] - g->score[m * g->width + ring[m]];
            int64_t in_so_far = g->score[in_best * g->width + out] - g->score[in_best * g->width + ring[in_best]];
            if (in > in_so_far)
                in_best = m;
            if (out && g->score[out * g->width + m] > g->score[out * g->width + out_best])
                out_best = m;
        }
        enter[out] = (int16_t)in_best;
        leave[out] = (int16_t)out_best;
    }
    int64_t *row = arena_take(arena, nodes * sizeof *row), *column = arena_take(arena, nodes * sizeof *column);
    for (int out = 0; out <= g->n; out++) {
        row[out] = g->score[cycle * g->width + out];
        column[out] = g->score[out * g->width + cycle];
        if (inside[out] || gone[out])
            continue;
        int m = enter[out];
        g->score[cycle * g->width + out] = g->score[m * g->width + out] - g->score[m * g->width + ring[m]];
        if (out)
            g->score[out * g->width + cycle] = g->score[out * g->width + leave[out]];
    }
    /* The value of entering is relative to the ring; `row` keeps the words' own arcs. */
    for (int k = 0; k < count; k++)
        gone[members[k]] = members[k] != cycle;
    /* Who had a head in the ring still likes nothing better than the ring; only the ring has to choose anew. */
    for (int out = 1; out <= g->n; out++)
        if (!inside[out] && !gone[out] && inside[g->head[out]])
            g->head[out] = (int16_t)cycle;
    choose_head(g, gone, cycle);
    solve(g, gone, arena);
    for (int k = 0; k < count; k++)
        gone[members[k]] = false;
    for (int out = 0; out <= g->n; out++) {
        g->score[cycle * g->width + out] = row[out];
        if (out)
            g->score[out * g->width + cycle] = column[out];
    }
    int outer = g->head[cycle], entered = enter[outer];
    for (int out = 1; out <= g->n; out++)
        if (!inside[out] && !gone[out] && g->head[out] == cycle)
            g->head[out] = leave[out];
    for (int k = 0; k < count; k++)
        g->head[members[k]] = ring[members[k]];
    g->head[entered] = (int16_t)outer;
}

/* The largest of a dependent's scores; false when two heads have it. */
static bool choose_alone(const int32_t *score, int n, int16_t *head)
{
    int32_t top = score[0];
    int same = 0, best = 0;
    for (int h = 1; h <= n; h++)
        top = score[h] > top ? score[h] : top;
    for (int h = 0; h <= n; h++)
        same += score[h] == top;
    while (score[best] != top)
        best++;
    *head = (int16_t)best;
    return same == 1;
}

/* Where every word's one best head makes a tree with one word under the root, no other tree is as good: most sentences. */
static bool is_tree_at_once(const int32_t *score, int n, int16_t *head, struct arena *arena)
{
    int roots = 0;
    for (int d = 1; d <= n; d++) {
        if (!choose_alone(score + (long)d * (n + 1), n, &head[d]))
            return false;
        roots += head[d] == 0;
    }
    struct graph g = { .n = n, .head = head };
    const bool *none = arena_take(arena, (size_t)n + 1);
    return roots == 1 && !find_cycle(&g, none, arena_take(arena, sizeof(int16_t) * (size_t)(n + 1)));
}

void tree_best(const int32_t *score, int n, int16_t *head, struct arena *arena)
{
    head[0] = -1;
    if (is_tree_at_once(score, n, head, arena))
        return;
    /* So dear that no tree with two words under the root can be best. */
    const int64_t root_price = (int64_t)TREE_SCORE_LIMIT * 4 * (n + 1);
    struct graph g = { n, n + 1, arena_take(arena, sizeof(int64_t) * (size_t)(n + 1) * (size_t)(n + 1)), head };
    for (int d = 1; d <= n; d++)
        for (int h = 0; h <= n; h++)
            g.score[d * g.width + h] = score[d * g.width + h] - (h ? 0 : root_price);
    bool *gone = arena_take(arena, (size_t)n + 1);
    for (int d = 1; d <= n; d++)
        choose_head(&g, gone, d);
    solve(&g, gone, arena);
}
