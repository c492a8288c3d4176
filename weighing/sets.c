/* Minimal sets by Rauzy's algorithm (New Algorithms for Fault Trees Analysis, 1993): families of sets as zero-suppressed diagrams
 * (Minato 1993), in which a node says "sets without the variable, and those with it". The best are taken from the family by
 * best-first search, so that a million sets need not be written down to list ten. */
#include "weighing/sets.h"

#include <limits.h>
#include <stdlib.h>

enum { NOTHING = DIAGRAM_NO, EMPTY_SET = DIAGRAM_YES, UNLIMITED = -1, STEPS_A_NODE = 2 };

/* Results by two numbers, kept exactly. */
struct memo {
    struct { int a, b, result; } *items; /* result + 1; 0: free */
    size_t room, count;
};

static size_t memo_slot(const struct memo *memo, int a, int b)
{
    unsigned long long hash = ((unsigned long long)(unsigned)a << 32 | (unsigned)b) * 0x9e3779b97f4a7c15ull;
    size_t slot = (size_t)(hash >> 20) & (memo->room - 1);
    while (memo->items[slot].result && (memo->items[slot].a != a || memo->items[slot].b != b))
        slot = (slot + 1) & (memo->room - 1);
    return slot;
}

static void memo_widen(struct memo *memo)
{
    struct memo wider = { .room = memo->room ? memo->room * 2 : 1024, .count = memo->count };
    wider.items = memory_take(wider.room * sizeof *wider.items);
    memset(wider.items, 0, wider.room * sizeof *wider.items);
    for (size_t i = 0; i < memo->room; i++)
        if (memo->items[i].result)
            wider.items[memo_slot(&wider, memo->items[i].a, memo->items[i].b)] = memo->items[i];
    free(memo->items);
    *memo = wider;
}

static bool memo_get(const struct memo *memo, int a, int b, int *result)
{
    size_t slot = memo->room ? memo_slot(memo, a, b) : 0;
    if (!memo->room || !memo->items[slot].result)
        return false;
    *result = memo->items[slot].result - 1;
    return true;
}

static int memo_keep(struct memo *memo, int a, int b, int result)
{
    if (result == DIAGRAM_FULL)
        return result;
    if (memo->count * 2 >= memo->room)
        memo_widen(memo);
    size_t slot = memo_slot(memo, a, b);
    memo->items[slot].a = a;
    memo->items[slot].b = b;
    memo->items[slot].result = result + 1;
    memo->count++;
    return result;
}

struct family {
    const struct sets_question *question;
    struct diagram diagram; /* level, sets without the variable, sets with it */
    struct memo found, less;
    long long steps;
    bool is_full; /* from then on nothing is sought */
};

static int keep(struct family *family, int level, int without, int with)
{
    int kept = with == NOTHING ? without : diagram_keep(&family->diagram, level, without, with);
    family->is_full |= kept == DIAGRAM_FULL;
    return kept;
}

/* The sets of `f` that contain none of `g`. */
static int less(struct family *family, int f, int g)
{
    int result;
    if (f == DIAGRAM_FULL || g == DIAGRAM_FULL || family->is_full)
        return DIAGRAM_FULL;
    if (f == NOTHING || g == EMPTY_SET)
        return NOTHING;
    if (g == NOTHING || f == EMPTY_SET)
        return f;
    if (memo_get(&family->less, f, g, &result))
        return result;
    family->is_full |= ++family->steps > (long long)STEPS_A_NODE * family->question->ceiling;
    struct diagram_node a = family->diagram.nodes[f], b = family->diagram.nodes[g];
    if (a.level > b.level) {
        result = less(family, f, b.low);
    } else if (a.level < b.level) {
        int without = less(family, a.low, g);
        result = keep(family, a.level, without, less(family, a.high, g));
    } else {
        int without = less(family, a.low, b.low), with = less(family, less(family, a.high, b.low), b.high);
        result = keep(family, a.level, without, with);
    }
    return memo_keep(&family->less, f, g, result);
}

/* The minimal sets of at most `most` variables by which `f` comes to the target. */
static int find(struct family *family, int f, int most)
{
    const struct sets_question *question = family->question;
    int result;
    if (f <= DIAGRAM_YES)
        return f == question->target ? EMPTY_SET : NOTHING;
    if (memo_get(&family->found, f, most, &result))
        return result;
    const struct diagram_node *node = &question->diagram->nodes[f];
    bool turns_to = question->turns_to[node->level];
    int stays = turns_to ? node->low : node->high, turns = turns_to ? node->high : node->low;
    int without = find(family, stays, most), with = NOTHING;
    if (without == DIAGRAM_FULL)
        return without;
    if (most)
        with = less(family, find(family, turns, most == UNLIMITED ? most : most - 1), without);
    return memo_keep(&family->found, f, most, with == DIAGRAM_FULL ? with : keep(family, node->level, without, with));
}

/* -log2 of a chance, in 2^-20ths, in whole numbers so that equally likely sets are equal; unknown: one half. */
static long long burden_of(int chance)
{
    enum { BITS = 20 };
    if (chance == CHANCE_NONE)
        return 1ll << BITS;
    if (!chance)
        return 64ll << BITS;
    double x = (double)chance / CHANCE_WHOLE;
    long long whole = 0, rest = 0;
    for (; x < 1; whole++)
        x *= 2;
    for (int i = 0; i < BITS; i++) {
        x *= x;
        rest = rest * 2 + (x >= 2);
        x = x >= 2 ? x / 2 : x;
    }
    return (whole << BITS) - rest;
}

struct cost {
    int size;
    long long burden;
};

static struct cost add(struct cost a, struct cost b)
{
    return (struct cost){ a.size + b.size, a.burden + b.burden };
}

static int compare(struct cost a, struct cost b)
{
    if (a.size != b.size)
        return a.size < b.size ? -1 : 1;
    return a.burden < b.burden ? -1 : a.burden > b.burden;
}

/* A set on its way: what it has, and the node from which it goes on. */
struct way {
    struct cost so_far, least; /* least: of the whole set */
    int node, level, before;   /* the last variable taken, or -1; the way before that */
    int number;
};

struct ranking {
    const struct family *family;
    struct arena *arena;
    struct cost *rests; /* [node] the least that a node still costs */
    long long *burdens; /* [level] */
    struct { struct way *items; size_t count, room; } ways; /* all that were made */
    int *heap;
    size_t height, heap_room;
};

/* Of two that cost the same the newer one is first: the search goes deep, and variables of early levels come first. */
static bool is_before(const struct ranking *ranking, int a, int b)
{
    const struct way *x = &ranking->ways.items[a], *y = &ranking->ways.items[b];
    int order = compare(x->least, y->least);
    return order ? order < 0 : a > b;
}

static void sink(struct ranking *ranking, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < ranking->height; at = child) {
        if (child + 1 < ranking->height && is_before(ranking, ranking->heap[child + 1], ranking->heap[child]))
            child++;
        if (!is_before(ranking, ranking->heap[child], ranking->heap[at]))
            return;
        int swapped = ranking->heap[at];
        ranking->heap[at] = ranking->heap[child];
        ranking->heap[child] = swapped;
    }
}

static int pop(struct ranking *ranking)
{
    int first = ranking->heap[0];
    ranking->heap[0] = ranking->heap[--ranking->height];
    sink(ranking, 0);
    return first;
}

static void push(struct ranking *ranking, struct way way)
{
    if (way.node == NOTHING)
        return;
    way.least = add(way.so_far, ranking->rests[way.node]);
    ARENA_PUSH(ranking->arena, &ranking->ways, way);
    ranking->heap = arena_grow(ranking->arena, ranking->heap, ranking->height, &ranking->heap_room, sizeof *ranking->heap);
    size_t at = ranking->height++;
    ranking->heap[at] = (int)ranking->ways.count - 1;
    while (at && is_before(ranking, ranking->heap[at], ranking->heap[(at - 1) / 2])) {
        int swapped = ranking->heap[at];
        ranking->heap[at] = ranking->heap[(at - 1) / 2];
        ranking->heap[at = (at - 1) / 2] = swapped;
    }
}

/* Children were made before their nodes. */
static void reckon_rests(struct ranking *ranking)
{
    const struct diagram *diagram = &ranking->family->diagram;
    ranking->rests = arena_take(ranking->arena, (size_t)diagram->count * sizeof *ranking->rests);
    ranking->rests[NOTHING] = (struct cost){ INT_MAX / 2, LLONG_MAX / 2 };
    for (int i = 2; i < diagram->count; i++) {
        const struct diagram_node *node = &diagram->nodes[i];
        struct cost with = add(ranking->rests[node->high], (struct cost){ 1, ranking->burdens[node->level] });
        struct cost without = ranking->rests[node->low];
        ranking->rests[i] = compare(with, without) < 0 ? with : without;
    }
}

static int by_level(const void *a, const void *b)
{
    return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

static struct weighing_set read_way(const struct ranking *ranking, int last, struct arena *arena)
{
    struct weighing_set set = { .count = ranking->ways.items[last].so_far.size, .chance = 1 };
    const int *chances = ranking->family->question->chances;
    set.items = arena_take(arena, (size_t)(set.count + 1) * sizeof *set.items);
    int at = 0;
    for (int way = last; way >= 0; way = ranking->ways.items[way].before)
        if (ranking->ways.items[way].level >= 0)
            set.items[at++] = ranking->ways.items[way].level;
    if (at)
        qsort(set.items, (size_t)at, sizeof *set.items, by_level);
    for (int i = 0; i < at; i++)
        set.chance = !chances || chances[set.items[i]] == CHANCE_NONE || set.chance < 0
                         ? -1 : set.chance * ((double)chances[set.items[i]] / CHANCE_WHOLE);
    return set;
}

static void rank(const struct family *family, int root, struct arena *arena, struct weighing_sets *out)
{
    const struct sets_question *question = family->question;
    struct arena own = { 0 };
    struct ranking ranking = { .family = family, .arena = &own };
    ranking.burdens = arena_take(&own, (size_t)(question->levels + 1) * sizeof *ranking.burdens);
    for (int i = 0; i < question->levels; i++)
        ranking.burdens[i] = burden_of(question->chances ? question->chances[i] : CHANCE_NONE);
    reckon_rests(&ranking);
    out->items = arena_take(arena, (size_t)(question->most + 1) * sizeof *out->items);
    push(&ranking, (struct way){ .node = root, .level = -1, .before = -1 });
    while (ranking.height && out->count < question->most) {
        int at = pop(&ranking);
        struct way way = ranking.ways.items[at];
        if (way.node == EMPTY_SET) {
            out->items[out->count++] = read_way(&ranking, at, arena);
            continue;
        }
        struct diagram_node node = family->diagram.nodes[way.node];
        push(&ranking, (struct way){ .so_far = way.so_far, .node = node.low, .level = -1, .before = at });
        push(&ranking, (struct way){ .so_far = add(way.so_far, (struct cost){ 1, ranking.burdens[node.level] }), .node = node.high,
                                     .level = node.level, .before = at });
    }
    arena_release(&own);
}

static double count_sets(const struct diagram *diagram, int root)
{
    double *counts = memory_take((size_t)diagram->count * sizeof *counts), total;
    counts[NOTHING] = 0;
    counts[EMPTY_SET] = 1;
    for (int i = 2; i < diagram->count; i++)
        counts[i] = counts[diagram->nodes[i].low] + counts[diagram->nodes[i].high];
    total = counts[root];
    free(counts);
    return total;
}

static bool find_up_to(const struct sets_question *question, int most, struct arena *arena, struct weighing_sets *out)
{
    struct family family = { .question = question };
    diagram_init(&family.diagram, question->ceiling);
    int root = find(&family, question->function, most);
    if (root != DIAGRAM_FULL) {
        rank(&family, root, arena, out);
        out->total = count_sets(&family.diagram, root);
        out->up_to = most == UNLIMITED ? 0 : most;
    }
    diagram_release(&family.diagram);
    free(family.found.items);
    free(family.less.items);
    return root != DIAGRAM_FULL;
}

void sets_find(const struct sets_question *question, struct arena *arena, struct weighing_sets *out)
{
    static const int most[] = { 1, 2, 3, 4, 6, UNLIMITED };
    *out = (struct weighing_sets){ .up_to = UNLIMITED }; /* none could be sought */
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        struct weighing_sets found = { 0 };
        if (!find_up_to(question, most[i], arena, &found))
            return;
        *out = found;
    }
}
