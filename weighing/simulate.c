/* Draws worlds by a seed, and tries what happens if something fails. */
#include "weighing/simulate.h"

#include <math.h>

struct trial {
    const struct weighing *weighing;
    const struct need *need;
    const struct reach *reach;
    struct world world;
    bool *holds[2]; /* the world's assumptions */
};

/* SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014). */
static unsigned long long next_random(unsigned long long *state)
{
    unsigned long long z = *state += 0x9e3779b97f4a7c15ull;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ z >> 27) * 0x94d049bb133111ebull;
    return z ^ z >> 31;
}

static void begin(struct trial *trial, struct arena *arena)
{
    for (int best = 0; best < 2; best++) {
        trial->holds[best] = arena_take(arena, trial->weighing->assumptions.count + 1);
        trial->world.assumptions[best] = trial->holds[best];
        trial->world.pledges[best] = arena_take(arena, trial->weighing->pledges.count + 1);
        for (size_t i = 0; i < trial->weighing->assumptions.count; i++)
            trial->holds[best][i] = trial->weighing->assumptions.items[i].holds == TRUTH_TRUE;
    }
}

/* Whether the need is covered in the trial's world, at worst and at best. */
static void run(struct trial *trial, bool is_covered[2])
{
    for (int i = 0; i < trial->reach->component_count; i++)
        world_settle(&trial->world, trial->weighing, trial->weighing->components, trial->reach->components[i],
                     !trial->weighing->circles_move);
    for (int best = 0; best < 2; best++)
        is_covered[best] = world_sum(&trial->world, trial->need, best) >= trial->need->amount;
}

/* A variable without a chance is certain where it is true, and at worst fails and at best holds where it is undecided. */
static void draw(struct trial *trial, unsigned long long *state)
{
    for (int i = 0; i < trial->reach->count; i++) {
        int assumption = trial->reach->assumptions[i];
        const struct assumption *drawn = &trial->weighing->assumptions.items[assumption];
        bool holds = drawn->chance != CHANCE_NONE && (int)(next_random(state) % CHANCE_WHOLE) < drawn->chance;
        bool is_open = drawn->chance == CHANCE_NONE && drawn->holds == TRUTH_UNDECIDED;
        bool is_sure = drawn->chance == CHANCE_NONE && drawn->holds == TRUTH_TRUE;
        trial->holds[0][assumption] = holds || is_sure;
        trial->holds[1][assumption] = holds || is_sure || is_open;
    }
}

void simulate_chance(const struct weighing *weighing, const struct need *need, const struct reach *reach,
                     const struct weighing_limits *limits, struct arena *arena, struct assessment *out)
{
    struct trial trial = { .weighing = weighing, .need = need, .reach = reach };
    unsigned long long state = limits->seed;
    int covered[2] = { 0, 0 };
    begin(&trial, arena);
    for (int i = 0; i < limits->draws; i++) {
        bool is_covered[2];
        draw(&trial, &state);
        run(&trial, is_covered);
        covered[0] += is_covered[0];
        covered[1] += is_covered[1];
    }
    out->low = (double)covered[0] / limits->draws;
    out->high = (double)covered[1] / limits->draws;
    double low = out->low * (1 - out->low), high = out->high * (1 - out->high);
    out->error = sqrt((low > high ? low : high) / limits->draws);
}

/* Whether the need is uncovered when these two fail (or the one, twice) and everything else comes about. */
static bool fails(struct trial *trial, int a, int b)
{
    bool is_covered[2];
    for (int i = 0; i < trial->reach->count; i++)
        trial->holds[0][trial->reach->assumptions[i]] = trial->holds[1][trial->reach->assumptions[i]] =
            (i == a || i == b) == trial->reach->fails_as[i];
    run(trial, is_covered);
    return !is_covered[1];
}

static void add(struct weighing_sets *out, int most, int a, int b, struct arena *arena)
{
    struct weighing_set set = { .count = a == b ? 1 : 2, .chance = -1 };
    out->total++;
    if (out->count == most)
        return;
    set.items = arena_take(arena, 2 * sizeof *set.items);
    set.items[0] = a;
    set.items[1] = b;
    out->items[out->count++] = set;
}

void simulate_sets(const struct weighing *weighing, const struct need *need, const struct reach *reach,
                   const struct weighing_limits *limits, struct arena *arena, struct weighing_sets *out)
{
    struct trial trial = { .weighing = weighing, .need = need, .reach = reach };
    bool *alone = arena_take(arena, (size_t)reach->count + 1);
    *out = (struct weighing_sets){ .up_to = 2, .items = arena_take(arena, (size_t)(limits->sets + 1) * sizeof *out->items) };
    begin(&trial, arena);
    if (fails(&trial, -1, -1))
        return;
    for (int i = 0; i < reach->count; i++)
        if ((alone[i] = fails(&trial, i, i)))
            add(out, limits->sets, i, i, arena);
    for (int i = 0; i < reach->count; i++)
        for (int j = i + 1; j < reach->count; j++)
            if (!alone[i] && !alone[j] && fails(&trial, i, j))
                add(out, limits->sets, i, j, arena);
}
