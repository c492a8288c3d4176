/* Pledges that depend on each other, found by Tarjan's algorithm (Depth-First Search and Linear Graph Algorithms, 1972). */
#include <stdlib.h>

#include "weighing/inner.h"

struct edge {
    int to;
    bool is_not; /* the pledge waits for the other not to be given */
};

struct search {
    const struct weighing *weighing;
    struct arena *arena;
    struct edge *edges;  /* [edge_starts[pledges]] those of one pledge after another: counted first, for they are many */
    size_t *edge_starts; /* [pledges + 1] */
    size_t edge_count;
    int *index, *low;    /* [pledge] when it was reached, from 1; the earliest that it reaches */
    bool *is_open;       /* [pledge] on the stack */
    int *stack, *path;   /* reached and not yet in a component; the way to where the search is */
    size_t *next;        /* [pledge] the edge to take next, a place in `edges` */
    int reached, height, depth;
    struct components *out;
};

/* The edges of a formula: only counted while there is no room for them yet. */
static void collect(struct search *search, const struct formula *formula, bool is_not)
{
    if (formula->kind == FORMULA_PLEDGE) {
        if (search->edges)
            search->edges[search->edge_count] = (struct edge){ formula->subject, is_not };
        search->edge_count++;
    }
    for (int i = 0; i < formula->count; i++)
        if (i != formula->except)
            collect(search, formula->parts[i], is_not != (formula->kind == FORMULA_NOT));
}

static void collect_all(struct search *search)
{
    size_t count = search->weighing->pledges.count;
    search->edge_count = 0;
    for (size_t i = 0; i < count; i++) {
        search->edge_starts[i] = search->next[i] = search->edge_count;
        collect(search, search->weighing->pledges.items[i].when, false);
    }
    search->edge_starts[count] = search->edge_count;
}

static void reach(struct search *search, int pledge)
{
    search->index[pledge] = search->low[pledge] = ++search->reached;
    search->stack[search->height++] = pledge;
    search->path[search->depth++] = pledge;
    search->is_open[pledge] = true;
}

/* Everything on the stack from `pledge` on is one component. */
static void close_component(struct search *search, int pledge)
{
    struct components *out = search->out;
    int at = out->starts[out->count], member;
    do {
        member = search->stack[--search->height];
        search->is_open[member] = false;
        out->of[member] = out->count;
        out->pledges[at++] = member;
    } while (member != pledge);
    out->loops[out->count] = at - out->starts[out->count] > 1;
    out->starts[++out->count] = at;
}

/* The path is kept by hand: a chain of promises may be long. */
static void walk(struct search *search, int from)
{
    reach(search, from);
    while (search->depth) {
        int pledge = search->path[search->depth - 1];
        if (search->next[pledge] < search->edge_starts[pledge + 1]) {
            int to = search->edges[search->next[pledge]++].to;
            if (!search->index[to])
                reach(search, to);
            else if (search->is_open[to] && search->index[to] < search->low[pledge])
                search->low[pledge] = search->index[to];
            continue;
        }
        if (search->low[pledge] == search->index[pledge])
            close_component(search, pledge);
        search->depth--;
        int above = search->depth ? search->path[search->depth - 1] : -1;
        if (above >= 0 && search->low[pledge] < search->low[above])
            search->low[above] = search->low[pledge];
    }
}

/* Loops of one pledge, and loops through a "not". */
static bool check_edges(const struct search *search, struct error *err)
{
    const struct pledge *pledges = search->weighing->pledges.items;
    struct components *out = search->out;
    for (size_t i = 0; i < search->weighing->pledges.count; i++)
        for (size_t j = search->edge_starts[i]; j < search->edge_starts[i + 1]; j++) {
            struct edge edge = search->edges[j];
            if (out->of[i] != out->of[edge.to])
                continue;
            out->loops[out->of[i]] = true;
            if (edge.is_not)
                return error_set(err, ERROR_INPUT, "'%.*s' waits for '%.*s' not to be given, which depends on it in turn: that "
                                 "contradicts itself; take the 'not' out of one of them", (int)pledges[i].name.length,
                                 pledges[i].name.at, (int)pledges[edge.to].name.length, pledges[edge.to].name.at);
        }
    return true;
}

bool components_find(const struct weighing *weighing, struct arena *arena, struct components *out, struct error *err)
{
    size_t count = weighing->pledges.count, bytes = (count + 1) * sizeof(int);
    *out = (struct components){ arena_take(arena, bytes), arena_take(arena, bytes), arena_take(arena, bytes),
                                arena_take(arena, count + 1), 0 };
    struct search search = {
        .weighing = weighing, .arena = arena, .edge_starts = arena_take(arena, (count + 1) * sizeof *search.edge_starts),
        .index = arena_take(arena, bytes), .low = arena_take(arena, bytes), .is_open = arena_take(arena, count + 1),
        .stack = arena_take(arena, bytes), .path = arena_take(arena, bytes),
        .next = arena_take(arena, (count + 1) * sizeof *search.next), .out = out,
    };
    collect_all(&search);
    search.edges = arena_take(arena, (search.edge_count + 1) * sizeof *search.edges);
    collect_all(&search);
    for (size_t i = 0; i < count; i++)
        if (!search.index[i])
            walk(&search, (int)i);
    return check_edges(&search, err);
}
