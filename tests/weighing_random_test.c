/* The weighing room against brute force: random small models, every assignment tried, everything compared exactly.
 *
 * Chances are sixteenths, so that sums over all assignments are whole numbers that a double holds without rounding. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/ledger_random.h"
#include "weighing/weighing.h"

enum { MODELS = 10000, ASSUMPTIONS = 9, PLEDGES = 6, SHARES = 6, FURTHER = 5, LISTED = 1 << 12, NODES = 1 << 16, SIXTEENTHS = 16 };

/* A model as the test knows it, beside the room's own. */
struct given {
    struct weighing weighing;
    struct arena arena;
    int assumptions, pledges;
    bool is_layered;               /* pledges look at earlier ones only, and may look at their absence */
    bool is_odd[ASSUMPTIONS];      /* met as "not" only, in models that are not layered */
    const struct formula *when[PLEDGES];
    unsigned long long seed;
};

static int passed, failed;

static void expect(bool is_right, unsigned model, const char *what)
{
    if (is_right) {
        passed++;
        return;
    }
    failed++;
    printf("model %u: %s\n", model, what);
}

static unsigned below(struct given *given, unsigned most)
{
    return random_below(&given->seed, most);
}

static const struct formula *random_formula(struct given *given, int pledge, int depth)
{
    struct weighing *weighing = &given->weighing;
    unsigned kind = below(given, depth ? 6 : 4);
    int range = given->is_layered ? pledge : given->pledges;
    if (kind == 0 && range > 0) {
        const struct formula *other = weighing_given(weighing, (int)below(given, (unsigned)range));
        return given->is_layered && !below(given, 3) ? weighing_not(weighing, other) : other;
    }
    if (kind < 4) {
        int assumption = (int)below(given, (unsigned)given->assumptions);
        const struct formula *is = weighing_is(weighing, assumption);
        bool is_not = given->is_layered ? !below(given, 4) : given->is_odd[assumption];
        return is_not ? weighing_not(weighing, is) : is;
    }
    const struct formula *parts[4];
    long long weights[4], sum = 0;
    int count = (int)below(given, 4) + 1;
    for (int i = 0; i < count; i++) {
        parts[i] = random_formula(given, pledge, depth - 1);
        sum += weights[i] = below(given, 5);
    }
    return weighing_at_least(weighing, below(given, (unsigned)sum + 2), parts, weights, count);
}

static void make_model(struct given *given, unsigned number)
{
    static const char *const names[ASSUMPTIONS] = { "a", "b", "c", "d", "e", "f", "g", "h", "i" };
    *given = (struct given){ .seed = number * 2654435761ull + 99 };
    weighing_init(&given->weighing, &given->arena);
    random_below(&given->seed, 2);
    given->is_layered = below(given, 2);
    given->weighing.circles_move = !given->is_layered && !below(given, 4);
    given->assumptions = 2 + (int)below(given, ASSUMPTIONS - 1);
    given->pledges = 1 + (int)below(given, PLEDGES);
    for (int i = 0; i < given->assumptions; i++) {
        int at = weighing_assume(&given->weighing, ASSUMPTION_CONDITION, text_of(names[i]), TEXT(""));
        struct assumption *made = &given->weighing.assumptions.items[at];
        made->holds = (enum truth)below(given, 3);
        made->is_settled = made->holds != TRUTH_UNDECIDED && !below(given, 4);
        made->chance = made->is_settled || !below(given, 3) ? CHANCE_NONE : (int)below(given, 17) * (CHANCE_WHOLE / SIXTEENTHS);
        given->is_odd[i] = !below(given, 4);
    }
    for (int i = 0; i < given->pledges; i++)
        weighing_pledge(&given->weighing, text_of(names[i]), NULL);
    for (int i = 0; i < given->pledges; i++)
        given->weighing.pledges.items[i].when = given->when[i] = random_formula(given, i, 2);
    int need = weighing_need(&given->weighing, TEXT("need"), 1 + below(given, 12)), shares = 1 + (int)below(given, SHARES);
    for (int i = 0; i < shares; i++) {
        int pledge = (int)below(given, (unsigned)given->pledges);
        weighing_share(&given->weighing, need, weighing_given(&given->weighing, pledge), below(given, 8), pledge);
    }
    for (int i = (int)below(given, FURTHER); i > 0; i--)
        weighing_further(&given->weighing, need, 1 + below(given, 6), -1);
}

/* What a formula comes to when every assumption has a value in both views; told the plain way, apart from the room's code. */
static bool value(const struct formula *formula, const bool *holds[2], bool given[2][PLEDGES], int view)
{
    long long sum = 0;
    if (formula->kind == FORMULA_ASSUMPTION)
        return holds[view][formula->subject];
    if (formula->kind == FORMULA_PLEDGE)
        return given[view][formula->subject];
    if (formula->kind == FORMULA_NOT)
        return !value(formula->parts[0], holds, given, 1 - view);
    for (int i = 0; i < formula->count; i++)
        if (value(formula->parts[i], holds, given, view))
            sum += formula->weights ? formula->weights[i] : 1;
    return sum >= formula->need;
}

/* All pledges at once, over and over, until nothing moves. Layered models are reckoned in their order. */
static void fix(const struct given *model, const bool *holds[2], bool starts, bool given[2][PLEDGES])
{
    for (int i = 0; i < model->pledges; i++)
        given[0][i] = given[1][i] = starts;
    for (int round = 0; round <= 2 * model->pledges; round++)
        for (int i = 0; i < model->pledges; i++) {
            bool worst = value(model->when[i], holds, given, 0), best = value(model->when[i], holds, given, 1);
            given[0][i] = worst;
            given[1][i] = best;
        }
}

static long long reached(const struct given *model, const bool *holds[2], bool starts, int view)
{
    const struct need *need = &model->weighing.needs.items[0];
    bool given[2][PLEDGES];
    long long sum = 0;
    fix(model, holds, starts, given);
    for (size_t i = 0; i < need->shares.count; i++)
        sum += given[view][need->shares.items[i].pledge] ? need->shares.items[i].amount : 0;
    return sum;
}

static bool is_covered(const struct given *model, unsigned assignment)
{
    bool values[ASSUMPTIONS];
    const bool *holds[2] = { values, values };
    for (int i = 0; i < model->assumptions; i++)
        values[i] = assignment >> i & 1;
    return reached(model, holds, model->weighing.circles_move, 0) >= model->weighing.needs.items[0].amount;
}

static void check_values(const struct given *model, const struct assessment *got, unsigned number)
{
    bool worst[ASSUMPTIONS], best[ASSUMPTIONS];
    const bool *holds[2] = { worst, best };
    for (int i = 0; i < model->assumptions; i++) {
        worst[i] = model->weighing.assumptions.items[i].holds == TRUTH_TRUE;
        best[i] = model->weighing.assumptions.items[i].holds != TRUTH_FALSE;
    }
    long long sure = reached(model, holds, model->weighing.circles_move, 0),
              open = reached(model, holds, model->weighing.circles_move, 1);
    expect(got->sure == sure && got->sure + got->open == open, number, "what is sure and what is open");
    expect(got->circling == reached(model, holds, true, 1) - open, number, "what is in circles");
    long long need = model->weighing.needs.items[0].amount;
    enum cover cover = sure >= need ? COVER_FULL : open >= need ? COVER_OPEN : open > 0 ? COVER_SHORT : COVER_NONE;
    expect(got->cover == cover, number, "whether it is covered");
}

/* Sixteenths that an assumption holds; undecided ones without a chance are given by `loose`. */
static unsigned sixteenths(const struct assumption *assumption, unsigned loose)
{
    if (assumption->chance != CHANCE_NONE)
        return (unsigned)(assumption->chance / (CHANCE_WHOLE / SIXTEENTHS));
    return assumption->holds == TRUTH_TRUE ? SIXTEENTHS : assumption->holds == TRUTH_FALSE ? 0 : loose;
}

/* In sixteenths of sixteenths ...; 0: the assignment cannot be. */
static unsigned weight_of(const struct given *model, unsigned assignment, unsigned skipped, unsigned loose,
                          unsigned long long *weight)
{
    *weight = 1;
    for (int i = 0; i < model->assumptions; i++) {
        unsigned part = sixteenths(&model->weighing.assumptions.items[i], loose);
        if (!(skipped >> i & 1))
            *weight *= assignment >> i & 1 ? part : SIXTEENTHS - part;
    }
    return *weight > 0;
}

static unsigned open_ones(const struct given *model)
{
    unsigned open = 0;
    for (int i = 0; i < model->assumptions; i++) {
        const struct assumption *assumption = &model->weighing.assumptions.items[i];
        open |= (unsigned)(assumption->chance == CHANCE_NONE && assumption->holds == TRUTH_UNDECIDED) << i;
    }
    return open;
}

/* Bounds: for each assignment of the others, the worst and the best that the open ones can do. */
static void check_chances(const struct given *model, const struct assessment *got, const bool *covered, unsigned number)
{
    unsigned open = open_ones(model), all = 1u << model->assumptions;
    unsigned long long low = 0, high = 0, whole = 1, weight;
    for (int i = 0; i < model->assumptions; i++)
        whole *= open >> i & 1 ? 1 : SIXTEENTHS;
    for (unsigned fixed = 0; fixed < all; fixed++) {
        bool worst = true, best = false;
        if (fixed & open || !weight_of(model, fixed, open, 0, &weight))
            continue;
        for (unsigned loose = open;; loose = (loose - 1) & open) {
            worst &= covered[fixed | loose];
            best |= covered[fixed | loose];
            if (!loose)
                break;
        }
        low += worst ? weight : 0;
        high += best ? weight : 0;
    }
    expect(got->low * (double)whole == (double)low && got->high * (double)whole == (double)high, number, "chance");
}

static void check_worths(const struct given *model, const struct assessment *got, const bool *covered, unsigned number)
{
    unsigned all = 1u << model->assumptions;
    unsigned long long whole = 1, weight;
    for (int i = 1; i < model->assumptions; i++)
        whole *= SIXTEENTHS;
    for (size_t i = 0; i < got->worths.count; i++) {
        long long sum = 0;
        int assumption = got->worths.items[i].assumption;
        for (unsigned assignment = 0; assignment < all; assignment++)
            if (covered[assignment] && weight_of(model, assignment, 1u << assumption, SIXTEENTHS / 2, &weight))
                sum += assignment >> assumption & 1 ? (long long)weight : -(long long)weight;
        expect(got->worths.items[i].importance * (double)whole == (double)sum, number, "importance");
    }
}

/* Which of the subsets of `variables` turn the outcome, and have no smaller set that does. */
static int minimal_sets(const bool *turns, unsigned variables, unsigned *sets)
{
    int count = 0;
    for (unsigned set = 0; set <= variables; set++) {
        bool is_minimal = !(set & ~variables) && turns[set];
        for (int i = 0; i < count && is_minimal; i++)
            is_minimal = (sets[i] & set) != sets[i];
        for (unsigned smaller = (set - 1) & set; is_minimal && set && smaller; smaller = (smaller - 1) & set)
            is_minimal = !turns[smaller];
        if (is_minimal && set && turns[0])
            is_minimal = false;
        if (is_minimal)
            sets[count++] = set;
    }
    return count;
}

static void compare_sets(const struct weighing_sets *got, const unsigned *sets, int count, unsigned number, const char *what)
{
    bool is_right = got->count == count && got->total == count && !got->up_to;
    for (int i = 0; i < got->count && is_right; i++) {
        unsigned bits = 0;
        bool is_there = false;
        for (int j = 0; j < got->items[i].count; j++)
            bits |= 1u << got->items[i].items[j];
        for (int j = 0; j < count; j++)
            is_there |= sets[j] == bits;
        is_right = is_there && (!i || got->items[i - 1].count <= got->items[i].count);
        if (is_right && i && got->items[i - 1].count == got->items[i].count && got->items[i].chance >= 0 &&
            got->items[i - 1].chance >= 0)
            is_right = got->items[i - 1].chance >= got->items[i].chance * (1 - 1e-5);
    }
    expect(is_right, number, what);
}

/* Only where each assumption is met one way: then it is plain what "fails" means. */
static void check_linchpins(const struct given *model, const struct assessment *got, const bool *covered, unsigned number)
{
    unsigned base = 0, variables = 0, sets[1 << ASSUMPTIONS];
    bool *turns = malloc((size_t)1 << ASSUMPTIONS);
    for (int i = 0; i < model->assumptions; i++) {
        const struct assumption *assumption = &model->weighing.assumptions.items[i];
        bool has_failed = assumption->holds == (model->is_odd[i] ? TRUTH_TRUE : TRUTH_FALSE) && assumption->chance == CHANCE_NONE;
        variables |= (unsigned)(!assumption->is_settled && !has_failed) << i;
        base |= (unsigned)(assumption->is_settled || has_failed ? assumption->holds == TRUTH_TRUE : !model->is_odd[i]) << i;
    }
    for (unsigned set = 0; set < 1u << model->assumptions; set++)
        turns[set] = !covered[base ^ (set & variables)];
    int count = turns[0] ? 0 : minimal_sets(turns, variables, sets);
    compare_sets(&got->linchpins, sets, got->cover <= COVER_OPEN ? count : 0, number, "linchpins");
    free(turns);
}

static void check_further(const struct given *model, const struct assessment *got, unsigned number)
{
    const struct need *need = &model->weighing.needs.items[0];
    unsigned sets[1 << FURTHER], all = (1u << need->further.count) - 1;
    bool reaches[1 << FURTHER];
    for (unsigned set = 0; set <= all; set++) {
        long long sum = got->sure;
        for (size_t i = 0; i < need->further.count; i++)
            sum += set >> i & 1 ? need->further.items[i].amount : 0;
        reaches[set] = sum >= need->amount;
    }
    int count = got->cover == COVER_FULL || !need->further.count ? 0 : minimal_sets(reaches, all, sets);
    compare_sets(&got->further, sets, count, number, "further pledges");
}

/* Draws instead of the diagram: near the truth, and the same twice. What is met both ways (in layered models) may widen the bounds.
 */
static void check_draws(const struct given *model, const struct assessment *exact, unsigned number)
{
    const struct weighing_limits limits = { .nodes = 2, .sets = LISTED, .seed = number, .draws = 2000 };
    struct assessment first, second;
    struct error err;
    struct arena arena = { 0 };
    bool good = weighing_assess(&model->weighing, 0, &limits, &arena, &first, &err) &&
                weighing_assess(&model->weighing, 0, &limits, &arena, &second, &err);
    expect(good && first.low == second.low && first.high == second.high && first.error == second.error, number,
           "the same draws twice");
    double most = 6 * first.error + 0.02;
    bool is_outside = first.low < exact->low + most && first.high > exact->high - most;
    bool is_near = first.low > exact->low - most && first.high < exact->high + most;
    expect(is_outside && (is_near || model->is_layered), number, "draws near the chance");
    arena_release(&arena);
}

static void check_model(unsigned number)
{
    const struct weighing_limits limits = { .nodes = NODES, .sets = LISTED, .seed = 1, .draws = 100 };
    struct given model;
    struct assessment got;
    struct error err;
    make_model(&model, number);
    bool good = weighing_settle(&model.weighing, &err) && weighing_assess(&model.weighing, 0, &limits, &model.arena, &got, &err);
    expect(good && got.is_exact, number, good ? "too large" : err.message);
    if (good) {
        bool *covered = malloc((size_t)1 << model.assumptions);
        for (unsigned i = 0; i < 1u << model.assumptions; i++)
            covered[i] = is_covered(&model, i);
        check_values(&model, &got, number);
        check_chances(&model, &got, covered, number);
        check_worths(&model, &got, covered, number);
        if (!model.is_layered)
            check_linchpins(&model, &got, covered, number);
        check_further(&model, &got, number);
        if (number % 100 == 0)
            check_draws(&model, &got, number);
        free(covered);
    }
    arena_release(&model.arena);
}

int main(void)
{
    for (unsigned i = 0; i < MODELS; i++)
        check_model(i);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
