/* Reduced ordered binary decision diagrams. */
#include "weighing/diagram.h"

#include <limits.h>
#include <stdlib.h>

/* What diagram_choose found: f, g, h and the result + 1; 0: nothing yet. */
struct diagram_entry {
    int f, g, h, result;
};

enum { FIRST_ROOM = 1 << 10, STEPS_A_NODE = 20 };

void diagram_init(struct diagram *diagram, int ceiling)
{
    *diagram = (struct diagram){ .ceiling = ceiling, .most_steps = (long long)ceiling * STEPS_A_NODE, .room = FIRST_ROOM,
                                 .slot_room = 2 * FIRST_ROOM, .cache_room = 2 * FIRST_ROOM, .count = 2 };
    diagram->nodes = memory_take(diagram->room * sizeof *diagram->nodes);
    diagram->slots = memory_take(diagram->slot_room * sizeof *diagram->slots);
    diagram->cache = memory_take(diagram->cache_room * sizeof *diagram->cache);
    memset(diagram->slots, 0, diagram->slot_room * sizeof *diagram->slots);
    memset(diagram->cache, 0, diagram->cache_room * sizeof *diagram->cache);
    diagram->nodes[DIAGRAM_NO] = (struct diagram_node){ INT_MAX, DIAGRAM_NO, DIAGRAM_NO };
    diagram->nodes[DIAGRAM_YES] = (struct diagram_node){ INT_MAX, DIAGRAM_YES, DIAGRAM_YES };
}

void diagram_release(struct diagram *diagram)
{
    free(diagram->nodes);
    free(diagram->slots);
    free(diagram->cache);
}

static size_t mix(int a, int b, int c)
{
    unsigned long long hash = (unsigned)a * 0x9e3779b97f4a7c15ull;
    hash = (hash ^ (unsigned)b) * 0xbf58476d1ce4e5b9ull;
    hash = (hash ^ (hash >> 29) ^ (unsigned)c) * 0x94d049bb133111ebull;
    return (size_t)(hash ^ (hash >> 32));
}

static size_t slot_of(const struct diagram *diagram, struct diagram_node node)
{
    size_t mask = diagram->slot_room - 1, slot = mix(node.level, node.low, node.high) & mask;
    for (; diagram->slots[slot]; slot = (slot + 1) & mask) {
        const struct diagram_node *there = &diagram->nodes[diagram->slots[slot] - 1];
        if (there->level == node.level && there->low == node.low && there->high == node.high)
            break;
    }
    return slot;
}

/* Everything doubles together; remembered results are forgotten. */
static void widen(struct diagram *diagram)
{
    diagram->room *= 2;
    diagram->slot_room *= 2;
    diagram->cache_room *= 2;
    diagram->nodes = memory_resize(diagram->nodes, diagram->room * sizeof *diagram->nodes);
    diagram->slots = memory_resize(diagram->slots, diagram->slot_room * sizeof *diagram->slots);
    diagram->cache = memory_resize(diagram->cache, diagram->cache_room * sizeof *diagram->cache);
    memset(diagram->slots, 0, diagram->slot_room * sizeof *diagram->slots);
    memset(diagram->cache, 0, diagram->cache_room * sizeof *diagram->cache);
    for (int i = 2; i < diagram->count; i++)
        diagram->slots[slot_of(diagram, diagram->nodes[i])] = i + 1;
}

int diagram_keep(struct diagram *diagram, int level, int low, int high)
{
    if (low == DIAGRAM_FULL || high == DIAGRAM_FULL)
        return DIAGRAM_FULL;
    struct diagram_node node = { level, low, high };
    size_t slot = slot_of(diagram, node);
    if (diagram->slots[slot])
        return diagram->slots[slot] - 1;
    if (diagram->count >= diagram->ceiling)
        return DIAGRAM_FULL;
    if ((size_t)diagram->count == diagram->room) {
        widen(diagram);
        slot = slot_of(diagram, node);
    }
    diagram->nodes[diagram->count] = node;
    diagram->slots[slot] = diagram->count + 1;
    return diagram->count++;
}

int diagram_node(struct diagram *diagram, int level, int low, int high)
{
    return low == high ? low : diagram_keep(diagram, level, low, high);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The part of `f` for one value of the variable of `level`. */
static int part(const struct diagram *diagram, int f, int level, bool value)
{
    const struct diagram_node *node = &diagram->nodes[f];
    return node->level != level ? f : value ? node->high : node->low;
}

int diagram_choose(struct diagram *diagram, int f, int g, int h)
{
    if (f == DIAGRAM_FULL || g == DIAGRAM_FULL || h == DIAGRAM_FULL || ++diagram->steps > diagram->most_steps)
        return DIAGRAM_FULL;
    if (f == DIAGRAM_YES || g == h)
        return g;
    if (f == DIAGRAM_NO)
        return h;
    if (g == DIAGRAM_YES && h == DIAGRAM_NO)
        return f;
    struct diagram_entry *entry = &diagram->cache[mix(f, g, h) & (diagram->cache_room - 1)];
    if (entry->result && entry->f == f && entry->g == g && entry->h == h)
        return entry->result - 1;
    int level = least(diagram->nodes[f].level, least(diagram->nodes[g].level, diagram->nodes[h].level));
    int low =
        diagram_choose(diagram, part(diagram, f, level, false), part(diagram, g, level, false), part(diagram, h, level, false));
    int high = low == DIAGRAM_FULL ? low : diagram_choose(diagram, part(diagram, f, level, true), part(diagram, g, level, true),
                                                          part(diagram, h, level, true));
    int result = diagram_node(diagram, level, low, high);
    if (result != DIAGRAM_FULL)
        diagram->cache[mix(f, g, h) & (diagram->cache_room - 1)] = (struct diagram_entry){ f, g, h, result + 1 };
    return result;
}

/* The parts from one on, asked for different sums that are still lacking, give the same diagram for whole ranges of them. */
struct range {
    long long from, to; /* both included */
    int node;
};

struct ranges {
    struct range *items; /* rising */
    size_t count, room;
};

struct adding {
    struct diagram *diagram;
    struct arena arena;
    const int *parts;
    const long long *weights, *rests; /* rests: [count + 1] weights of the parts from here on */
    struct ranges *known;             /* [count + 1] */
    int count;
};

/* Where a range with `lacking` stands or would stand. */
static size_t place_of(const struct ranges *ranges, long long lacking)
{
    size_t from = 0, to = ranges->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (ranges->items[middle].to < lacking)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void keep(struct adding *adding, struct ranges *ranges, size_t place, struct range range)
{
    ARENA_PUSH(&adding->arena, ranges, range);
    memmove(&ranges->items[place + 1], &ranges->items[place], (ranges->count - 1 - place) * sizeof range);
    ranges->items[place] = range;
}

/* Whether the parts from `at` on weigh at least `lacking`, and for which other sums the answer is the same. */
static struct range reach(struct adding *adding, int at, long long lacking)
{
    if (lacking <= 0)
        return (struct range){ LLONG_MIN, 0, DIAGRAM_YES };
    if (lacking > adding->rests[at])
        return (struct range){ adding->rests[at] + 1, LLONG_MAX, DIAGRAM_NO };
    struct ranges *ranges = &adding->known[at];
    size_t place = place_of(ranges, lacking);
    if (place < ranges->count && ranges->items[place].from <= lacking)
        return ranges->items[place];
    long long weight = adding->weights ? adding->weights[at] : 1;
    struct range with = reach(adding, at + 1, lacking - weight), without = reach(adding, at + 1, lacking);
    long long from = with.from == LLONG_MIN ? LLONG_MIN : with.from + weight,
              to = with.to == LLONG_MAX ? LLONG_MAX : with.to + weight;
    struct range range = { from > without.from ? from : without.from, to < without.to ? to : without.to,
                           diagram_choose(adding->diagram, adding->parts[at], with.node, without.node) };
    keep(adding, ranges, place_of(ranges, lacking), range);
    return range;
}

int diagram_at_least(struct diagram *diagram, long long need, const int *parts, const long long *weights, int count)
{
    struct adding adding = { .diagram = diagram, .parts = parts, .weights = weights, .count = count };
    long long *rests = arena_take(&adding.arena, (size_t)(count + 1) * sizeof *rests);
    for (int i = count - 1; i >= 0; i--)
        if (__builtin_add_overflow(rests[i + 1], weights ? weights[i] : 1, &rests[i]))
            rests[i] = LLONG_MAX - 1;
    adding.rests = rests;
    adding.known = arena_take(&adding.arena, (size_t)(count + 1) * sizeof *adding.known);
    int node = reach(&adding, 0, need).node;
    arena_release(&adding.arena);
    return node;
}

/* `known` [count at the beginning] holds results + 1. */
static int quantify(struct diagram *diagram, int f, const bool *is_marked, bool is_best, int *known)
{
    if (f == DIAGRAM_FULL || f <= DIAGRAM_YES)
        return f;
    if (known[f])
        return known[f] - 1;
    struct diagram_node node = diagram->nodes[f];
    int low = quantify(diagram, node.low, is_marked, is_best, known);
    int high = low == DIAGRAM_FULL ? low : quantify(diagram, node.high, is_marked, is_best, known);
    int result = !is_marked[node.level] ? diagram_node(diagram, node.level, low, high)
                 : is_best              ? diagram_choose(diagram, low, DIAGRAM_YES, high)
                                        : diagram_choose(diagram, low, high, DIAGRAM_NO);
    if (result != DIAGRAM_FULL)
        known[f] = result + 1;
    return result;
}

int diagram_quantify(struct diagram *diagram, int f, const bool *is_marked, bool is_best)
{
    if (f == DIAGRAM_FULL)
        return f;
    int *known = memory_take((size_t)diagram->count * sizeof *known);
    memset(known, 0, (size_t)diagram->count * sizeof *known);
    int result = quantify(diagram, f, is_marked, is_best, known);
    free(known);
    return result;
}
