/* Brings a ledger's commitments and a scenario into a model, settles it, and tells how each commitment stands. */
#include "weighing/case.h"
#include "weighing/inner.h"

const char *weighing_verdict_text(enum verdict verdict)
{
    static const char *const texts[] = {
#define VERDICT(name, text, meaning) text,
#include "weighing/verdicts.def"
#undef VERDICT
    };
    return texts[verdict];
}

const char *weighing_cover_text(enum cover cover)
{
    static const char *const texts[] = { "covered", "open", "short", "uncovered" };
    return texts[cover];
}

/* What the scenario promises itself: further ones count only as what might be promised. */
static bool add_pledge(struct making *making, const struct directive *directive)
{
    struct ledger_commitment *row = arena_take(making->arena, sizeof *row);
    int means = 0, who = -1;
    while (!(directive->means >> means & 1))
        means++;
    struct text code = case_code(making, directive->name), recipient = case_code(making, directive->recipient);
    if (directive->recipient.length && !recipient.length && !case_find_who(making, directive, directive->recipient, &who))
        return false;
    *row = (struct ledger_commitment){
        .actor = directive->name,
        .actor_code = code,
        .recipient = directive->recipient,
        .recipient_code = recipient,
        .means = text_of(record_means_text((enum means)means)),
        .amount = directive->amount,
        .act = TEXT("pledge"),
        .state = text_of(directive->kind == DIRECTIVE_FURTHER ? "none"
                         : directive->expression              ? "conditional"
                                                              : "pledged"),
        .object = directive->amount,
        .publisher = TEXT("the scenario"),
        .id = arena_print(making->arena, "+%zu", making->out->entries.count),
    };
    case_add(making, row);
    return true;
}

static bool add_pledges(struct making *making)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        if ((directive->kind == DIRECTIVE_PLEDGE || directive->kind == DIRECTIVE_FURTHER) && !add_pledge(making, directive))
            return false;
        if (directive->kind != DIRECTIVE_EVENT)
            continue;
        if (weighing_find(&making->out->weighing, directive->name) >= 0)
            return case_fail(making, directive, "there are two events called '%.*s'; give one of them another name",
                             (int)directive->name.length, directive->name.at);
        int number = weighing_assume(&making->out->weighing, ASSUMPTION_CONDITION, directive->name, directive->words);
        making->out->weighing.assumptions.items[number].chance = directive->number;
    }
    return true;
}

/* Entries' pledges come first, so that they have the same numbers. */
static bool make_formulas(struct making *making)
{
    struct weighing_case *out = making->out;
    size_t added = 0;
    for (size_t i = 0; i < out->entries.count; i++) {
        const struct weighing_entry *entry = &out->entries.items[i];
        weighing_pledge(&out->weighing, entry->is_added ? entry->row->actor : text_slice(entry->row->id, 0, 8), NULL);
    }
    for (size_t i = 0; i < out->entries.count; i++) {
        const struct formula *formula = case_formula(making, (int)i);
        out->weighing.pledges.items[i].when = formula;
    }
    for (size_t i = 0; i < out->entries.count; i++) {
        if (!out->entries.items[i].is_added)
            continue;
        const struct directive *directive = making->scenario->directives.items + added;
        for (; directive->kind != DIRECTIVE_PLEDGE && directive->kind != DIRECTIVE_FURTHER; directive++)
            ;
        added = (size_t)(directive - making->scenario->directives.items) + 1;
        const struct formula *parts[2] = { out->weighing.pledges.items[i].when, NULL };
        if (directive->expression && !(parts[1] = case_expression(making, directive, directive->expression, (int)i)))
            return false;
        if (directive->expression)
            out->weighing.pledges.items[i].when = weighing_all(&out->weighing, parts, 2);
    }
    return true;
}

static enum verdict verdict_of(const struct weighing_case *weighed, int entry)
{
    const struct weighing_entry *at = &weighed->entries.items[entry];
    const struct pledge *pledge = &weighed->weighing.pledges.items[entry];
    struct text state = at->row->state;
    bool is_doubted = at->belief >= 0 && weighed->weighing.assumptions.items[at->belief].holds == TRUTH_UNDECIDED;
    if (text_is(state, "fulfilled"))
        return VERDICT_GIVEN;
    if (at->is_added && text_is(state, "none"))
        return VERDICT_POSSIBLE; /* what might be promised further */
    if (text_is(state, "declined") || text_is(state, "withdrawn") || text_is(state, "none"))
        return VERDICT_DECLINED;
    if (at->is_later)
        return VERDICT_LATER;
    if (pledge->given == TRUTH_TRUE)
        return at->before == TRUTH_TRUE ? VERDICT_OWED : VERDICT_FALLS_DUE;
    if (pledge->given == TRUTH_FALSE)
        return VERDICT_LOST;
    if (pledge->is_in_circle)
        return VERDICT_CIRCLE;
    if (is_doubted)
        return text_is(state, "possible") ? VERDICT_POSSIBLE : VERDICT_CONTESTED;
    return VERDICT_WAITS;
}

/* First without what `if` assumes, then with it. */
static bool settle(struct making *making)
{
    struct weighing_case *out = making->out;
    if (!weighing_settle(&out->weighing, making->err))
        return false;
    for (size_t i = 0; i < out->entries.count; i++)
        out->entries.items[i].before = out->weighing.pledges.items[i].given;
    size_t settled = out->weighing.pledges.count;
    if (!case_assume(making))
        return false;
    if (out->weighing.pledges.count == settled)
        weighing_settle_again(&out->weighing);
    else if (!weighing_settle(&out->weighing, making->err)) /* a definition that nothing has named before */
        return false;
    for (size_t i = 0; i < out->entries.count; i++)
        out->entries.items[i].verdict = verdict_of(out, (int)i);
    return true;
}

bool weighing_case_make(struct ledger *ledger, const struct scenario *scenario, const struct weighing_names *names,
                        struct arena *arena, struct weighing_case *out, struct error *err)
{
    struct making making = { .out = out, .scenario = scenario, .names = names, .arena = arena, .err = err };
    making.own = (struct weighing_names){ case_code, NULL, &making };
    *out = (struct weighing_case){ .entries = { 0 } };
    weighing_init(&out->weighing, arena);
    out->weighing.circles_move = scenario->circles_move;
    return case_load(&making, ledger) && add_pledges(&making) && case_check_definitions(&making) && case_prepare(&making) &&
           make_formulas(&making) && case_apply(&making) && case_needs(&making) && settle(&making);
}

struct walk {
    const struct weighing_case *weighed;
    struct arena arena;
    bool *is_seen; /* [pledges] NULL until one is met: most wait for none */
    int *found;
    int count, most;
};

static void find_lacks(struct walk *walk, const struct formula *formula)
{
    const struct weighing *weighing = &walk->weighed->weighing;
    if (weighing_truth(weighing, formula) == TRUTH_TRUE)
        return;
    if (formula->kind == FORMULA_ASSUMPTION && weighing->assumptions.items[formula->subject].holds == TRUTH_UNDECIDED) {
        for (int i = 0; i < walk->count && i < walk->most; i++)
            if (walk->found[i] == formula->subject)
                return;
        if (walk->count < walk->most)
            walk->found[walk->count] = formula->subject;
        walk->count++;
    }
    if (formula->kind == FORMULA_PLEDGE && !walk->is_seen)
        walk->is_seen = arena_take(&walk->arena, weighing->pledges.count);
    if (formula->kind == FORMULA_PLEDGE && !walk->is_seen[formula->subject]) {
        walk->is_seen[formula->subject] = true;
        find_lacks(walk, weighing->pledges.items[formula->subject].when);
    }
    for (int i = 0; i < formula->count; i++)
        if (i != formula->except)
            find_lacks(walk, formula->parts[i]);
}

int weighing_case_lacks(const struct weighing_case *weighed, int entry, int *assumptions, int most)
{
    struct walk walk = { .weighed = weighed, .found = assumptions, .most = most };
    find_lacks(&walk, weighed->weighing.pledges.items[entry].when);
    arena_release(&walk.arena);
    return walk.count;
}

static bool hangs(const struct formula *formula, const bool *is_assumed, const bool *hanging)
{
    if (formula->kind == FORMULA_ASSUMPTION)
        return is_assumed[formula->subject];
    if (formula->kind == FORMULA_PLEDGE)
        return hanging[formula->subject];
    for (int i = 0; i < formula->count; i++)
        if (i != formula->except && hangs(formula->parts[i], is_assumed, hanging))
            return true;
    return false;
}

/* Dependencies come first; a loop hangs on what one of its pledges hangs on. */
const bool *weighing_case_hanging(const struct weighing_case *weighed, struct arena *arena)
{
    const struct weighing *weighing = &weighed->weighing;
    const struct components *components = weighing->components;
    bool *is_assumed = arena_take(arena, weighing->assumptions.count + 1),
         *hanging = arena_take(arena, weighing->pledges.count + 1);
    for (size_t i = 0; i < weighed->assumed.count; i++)
        is_assumed[weighed->assumed.items[i]] = true;
    for (int i = 0; i < components->count; i++) {
        bool is_hanging = false;
        for (int j = components->starts[i]; j < components->starts[i + 1] && !is_hanging; j++)
            is_hanging = hangs(weighing->pledges.items[components->pledges[j]].when, is_assumed, hanging);
        for (int j = components->starts[i]; j < components->starts[i + 1]; j++)
            hanging[components->pledges[j]] = is_hanging;
    }
    return hanging;
}
