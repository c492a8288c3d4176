/* Makes a model: assumptions, pledges, needs and the formulas between them. */
#include "weighing/keys.h"
#include "weighing/weighing.h"

void weighing_init(struct weighing *weighing, struct arena *arena)
{
    *weighing = (struct weighing){ .arena = arena };
}

int weighing_find(const struct weighing *weighing, struct text name)
{
    return weighing->names ? keys_find(weighing->names, name) : -1;
}

int weighing_assume(struct weighing *weighing, enum assumption_kind kind, struct text name, struct text words)
{
    if (!weighing->names)
        weighing->names = arena_take(weighing->arena, sizeof *weighing->names);
    int number = keys_add(weighing->names, name, weighing->arena);
    if ((size_t)number < weighing->assumptions.count)
        return number;
    struct assumption assumption = { .kind = kind, .name = name, .words = words, .holds = TRUTH_UNDECIDED, .chance = CHANCE_NONE };
    ARENA_PUSH(weighing->arena, &weighing->assumptions, assumption);
    return number;
}

int weighing_pledge(struct weighing *weighing, struct text name, const struct formula *when)
{
    struct pledge pledge = { .name = name, .when = when, .circle = -1 };
    ARENA_PUSH(weighing->arena, &weighing->pledges, pledge);
    return (int)weighing->pledges.count - 1;
}

int weighing_need(struct weighing *weighing, struct text name, long long amount)
{
    struct need need = { .name = name, .amount = amount };
    ARENA_PUSH(weighing->arena, &weighing->needs, need);
    return (int)weighing->needs.count - 1;
}

void weighing_share(struct weighing *weighing, int need, const struct formula *when, long long amount, int pledge)
{
    struct share share = { when, amount, pledge };
    ARENA_PUSH(weighing->arena, &weighing->needs.items[need].shares, share);
}

void weighing_further(struct weighing *weighing, int need, long long amount, int pledge)
{
    struct share share = { NULL, amount, pledge };
    ARENA_PUSH(weighing->arena, &weighing->needs.items[need].further, share);
}

static struct formula *make(struct weighing *weighing, enum formula_kind kind, int subject)
{
    struct formula *made = arena_take(weighing->arena, sizeof *made);
    *made = (struct formula){ .kind = kind, .subject = subject, .except = -1 };
    return made;
}

const struct formula *weighing_is(struct weighing *weighing, int assumption)
{
    return make(weighing, FORMULA_ASSUMPTION, assumption);
}

const struct formula *weighing_given(struct weighing *weighing, int pledge)
{
    return make(weighing, FORMULA_PLEDGE, pledge);
}

const struct formula *weighing_at_least(struct weighing *weighing, long long need, const struct formula *const *parts,
                                        const long long *weights, int count)
{
    struct formula *made = make(weighing, FORMULA_AT_LEAST, 0);
    made->need = need;
    made->count = count;
    made->parts = arena_take(weighing->arena, (size_t)(count + 1) * sizeof *made->parts);
    for (int i = 0; i < count; i++)
        made->parts[i] = parts[i];
    if (!weights)
        return made;
    long long *copy = arena_take(weighing->arena, (size_t)(count + 1) * sizeof *copy);
    for (int i = 0; i < count; i++)
        copy[i] = weights[i];
    made->weights = copy;
    return made;
}

const struct formula *weighing_others(struct weighing *weighing, long long need, const struct formula **parts,
                                      const long long *weights, int count, int except)
{
    struct formula *made = make(weighing, FORMULA_AT_LEAST, 0);
    made->need = need;
    made->parts = parts;
    made->weights = weights;
    made->count = count;
    made->except = except;
    return made;
}

const struct formula *weighing_not(struct weighing *weighing, const struct formula *part)
{
    struct formula *made = make(weighing, FORMULA_NOT, 0);
    made->count = 1;
    made->parts = arena_take(weighing->arena, sizeof *made->parts);
    made->parts[0] = part;
    return made;
}

const struct formula *weighing_all(struct weighing *weighing, const struct formula *const *parts, int count)
{
    return count == 1 ? parts[0] : weighing_at_least(weighing, count, parts, NULL, count);
}

const struct formula *weighing_one(struct weighing *weighing, const struct formula *const *parts, int count)
{
    return count == 1 ? parts[0] : weighing_at_least(weighing, 1, parts, NULL, count);
}
