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

/* A cycle while its first node stands for all of it. Outer nodes are those that are neither on it nor gone. */
struct ring {
    int cycle, count;
    bool *inside;              /* [node] */
    int16_t *members;          /* [count] */
    int16_t *head;             /* [node on it]: its head on the cycle */
    int16_t *enter, *leave;    /* [outer node]: the member that would take it as head, and that it would take */
    int64_t *row, *column;     /* [node]: the first node's own scores, as dependent and as head */
};

static struct ring ring_new(const struct graph *g, int cycle, struct arena *arena)
{
    size_t nodes = (size_t)g->n + 1;
    struct ring r = { .cycle = cycle, .inside = arena_take(arena, nodes) };
    r.members = arena_take(arena, nodes * sizeof *r.members), r.head = arena_take(arena, nodes * sizeof *r.head);
    r.enter = arena_take(arena, nodes * sizeof *r.enter), r.leave = arena_take(arena, nodes * sizeof *r.leave);
    r.row = arena_take(arena, nodes * sizeof *r.row), r.column = arena_take(arena, nodes * sizeof *r.column);
    for (int at = cycle; !r.count || at != cycle; at = g->head[at]) {
        r.members[r.count++] = (int16_t)at;
        r.inside[at] = true;
        r.head[at] = g->head[at];
    }
    return r;
}

static bool is_outer(const struct ring *r, const bool *gone, int node)
{
    return !r->inside[node] && !gone[node];
}

/* What it is worth that the cycle is opened at `member` by the head `out`. */
static int64_t worth_of_entering(const struct graph *g, const struct ring *r, int member, int out)
{
    return g->score[member * g->width + out] - g->score[member * g->width + r->head[member]];
}

/* The members through which arcs from and to an outer node run. */
static void find_gates(const struct graph *g, struct ring *r, int out)
{
    int in_best = r->members[0], out_best = r->members[0];
    for (int k = 0; k < r->count; k++) {
        int m = r->members[k];
        if (worth_of_entering(g, r, m, out) > worth_of_entering(g, r, in_best, out))
            in_best = m;
        if (out && g->score[out * g->width + m] > g->score[out * g->width + out_best])
            out_best = m;
    }
    r->enter[out] = (int16_t)in_best;
    r->leave[out] = (int16_t)out_best;
}

/* The first node gets the arcs of the whole cycle, the other members are gone. */
static void contract(struct graph *g, struct ring *r, bool *gone)
{
    for (int out = 0; out <= g->n; out++)
        if (is_outer(r, gone, out))
            find_gates(g, r, out);
    for (int out = 0; out <= g->n; out++) {
        r->row[out] = g->score[r->cycle * g->width + out];
        r->column[out] = g->score[out * g->width + r->cycle];
        if (!is_outer(r, gone, out))
            continue;
        /* The value of entering is relative to the cycle's own arcs. */
        g->score[r->cycle * g->width + out] = worth_of_entering(g, r, r->enter[out], out);
        if (out)
            g->score[out * g->width + r->cycle] = g->score[out * g->width + r->leave[out]];
    }
    for (int k = 0; k < r->count; k++)
        gone[r->members[k]] = r->members[k] != r->cycle;
}

/* The members are nodes again: one has the head that the cycle chose, the others keep theirs. */
static void expand(struct graph *g, const struct ring *r, bool *gone)
{
    for (int k = 0; k < r->count; k++)
        gone[r->members[k]] = false;
    for (int out = 0; out <= g->n; out++) {
        g->score[r->cycle * g->width + out] = r->row[out];
        if (out)
            g->score[out * g->width + r->cycle] = r->column[out];
    }
    int outer = g->head[r->cycle], entered = r->enter[outer];
    for (int out = 1; out <= g->n; out++)
        if (is_outer(r, gone, out) && g->head[out] == r->cycle)
            g->head[out] = r->leave[out];
    for (int k = 0; k < r->count; k++)
        g->head[r->members[k]] = r->head[r->members[k]];
    g->head[entered] = (int16_t)outer;
}

static void contract_and_solve(struct graph *g, bool *gone, int cycle, struct arena *arena)
{
    struct ring ring = ring_new(g, cycle, arena);
    contract(g, &ring, gone);
    /* Who had a head on the cycle still likes nothing better than the cycle; only the cycle has to choose anew. */
    for (int out = 1; out <= g->n; out++)
        if (is_outer(&ring, gone, out) && ring.inside[g->head[out]])
            g->head[out] = (int16_t)cycle;
    choose_head(g, gone, cycle);
    solve(g, gone, arena);
    expand(g, &ring, gone);
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
