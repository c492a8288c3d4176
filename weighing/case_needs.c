/* What a scenario needs: amounts of means, added up from commitments; and whatever else must come about. */
#include <limits.h>
#include <stdlib.h>

#include "weighing/case.h"

struct wanting {
    struct making *making;
    const struct directive *at;
    int need;
    const bool *are_for; /* [entries] NULL: for whomever */
};

static bool is_same_word(struct text a, struct text b)
{
    a.length -= a.length > 1 && (a.at[a.length - 1] == 's');
    b.length -= b.length > 1 && (b.at[b.length - 1] == 's');
    return text_equals_nocase(a, b);
}

static bool has_word(struct text words, struct text word)
{
    while (words.length)
        if (is_same_word(text_cut(&words, ' '), word))
            return true;
    return false;
}

/* What is measured, in words: the currency, or the last word of "40 fighter jets"; empty for a mere number. */
static struct text unit_of(struct text words, struct text currency)
{
    struct text last = TEXT("");
    if (currency.length)
        return currency;
    for (struct text rest = text_trim(words); rest.length;) {
        struct text word = text_cut(&rest, ' '), ignored;
        long long number;
        if (word.length && !ledger_amount(word, &number, &ignored) && !words_number(word, &ignored))
            last = word;
    }
    return last;
}

/* Into thousandths of the wanted unit: the same unit, a mere number, or by "unit A = N B"; -1 where it cannot be told. */
static long long measure(const struct wanting *wanting, struct text words)
{
    const struct scenario *scenario = wanting->making->scenario;
    struct text unit = wanting->making->out->requirements.items[wanting->need].unit, currency, other;
    long long thousandths, factor;
    if (!ledger_amount(words, &thousandths, &currency) || words_counts_states(words))
        return -1;
    if (currency.length ? is_same_word(currency, unit) : !unit.length || has_word(words, unit))
        return thousandths;
    for (size_t i = 0; i < scenario->directives.count; i++) {
        const struct directive *rate = &scenario->directives.items[i];
        if (rate->kind != DIRECTIVE_UNIT || !(currency.length ? is_same_word(currency, rate->name) : has_word(words, rate->name)))
            continue;
        if (ledger_amount(rate->amount, &factor, &other) && is_same_word(unit_of(rate->amount, other), unit) && factor >= 0)
            return (long long)((__int128)thousandths * factor / 1000 > LLONG_MAX ? LLONG_MAX
                                                                                 : (__int128)thousandths * factor / 1000);
    }
    return -1;
}

static bool is_wanted(const struct wanting *wanting, int entry)
{
    const struct weighing_entry *weighed = &wanting->making->out->entries.items[entry];
    int means = record_means_of(weighed->row->means);
    return means >= 0 && wanting->at->means >> means & 1 && (!wanting->are_for || wanting->are_for[entry]);
}

static bool is_firm(const struct wanting *wanting, int entry)
{
    const struct ledger_commitment *row = wanting->making->out->entries.items[entry].row;
    return !text_is(row->state, "declined") && !text_is(row->state, "withdrawn") && !text_is(row->state, "none");
}

/* What an entry might add, where `pledge` is not given already. */
static void add_further(const struct wanting *wanting, int entry, int pledge, long long amount)
{
    struct making *making = wanting->making;
    weighing_further(&making->out->weighing, wanting->need, amount, pledge);
    ARENA_PUSH(making->arena, &making->out->requirements.items[wanting->need].further, entry);
}

/* One statement that promises one amount of several means or by several actors counts once, and needs them all. */
static void add_amount(const struct wanting *wanting, int first, bool *is_seen)
{
    struct making *making = wanting->making;
    const struct ledger_commitment *row = making->out->entries.items[first].row;
    const struct formula **parts = arena_take(making->arena, (making->out->entries.count + 1) * sizeof *parts);
    long long amount = measure(wanting, row->amount);
    int count = 0;
    for (size_t i = (size_t)first; i < making->out->entries.count; i++) {
        const struct ledger_commitment *other = making->out->entries.items[i].row;
        bool is_joint = (int)i == first || (row->statement.length && text_equals(other->statement, row->statement) &&
                                            text_equals(other->amount, row->amount));
        if (is_seen[i] || !is_joint || !is_wanted(wanting, (int)i) || !is_firm(wanting, (int)i))
            continue;
        is_seen[i] = true;
        parts[count++] = weighing_given(&making->out->weighing, (int)i);
    }
    weighing_share(&making->out->weighing, wanting->need, weighing_all(&making->out->weighing, parts, count), amount, first);
    add_further(wanting, first, first, amount);
}

static void add_amounts(const struct wanting *wanting)
{
    struct making *making = wanting->making;
    struct weighing_requirement *requirement = &making->out->requirements.items[wanting->need];
    bool *is_seen = arena_take(making->arena, making->out->entries.count + 1);
    for (size_t i = 0; i < making->out->entries.count; i++) {
        if (is_seen[i] || !is_wanted(wanting, (int)i))
            continue;
        long long amount = measure(wanting, making->out->entries.items[i].row->amount);
        if (amount < 0)
            ARENA_PUSH(making->arena, &requirement->unmeasured, (int)i);
        else if (is_firm(wanting, (int)i))
            add_amount(wanting, (int)i, is_seen);
        else
            add_further(wanting, (int)i, (int)i, amount);
    }
}

/* States are counted once each, by whatever they give; a body counts as many as it says. */
static void count_states(const struct wanting *wanting)
{
    struct making *making = wanting->making;
    for (size_t i = 0; i < making->who.count; i++) {
        const struct actor_list *entries = &making->who.items[i].entries;
        const struct formula **parts = arena_take(making->arena, (entries->count + 1) * sizeof *parts);
        int count = 0, first = -1;
        for (size_t j = 0; j < entries->count; j++) {
            if (!is_wanted(wanting, entries->items[j]))
                continue;
            first = first < 0 ? entries->items[j] : first;
            if (is_firm(wanting, entries->items[j]))
                parts[count++] = weighing_given(&making->out->weighing, entries->items[j]);
        }
        if (first < 0)
            continue;
        struct weighing *weighing = &making->out->weighing;
        int pledge = weighing_pledge(weighing, making->keys.items[i], weighing_one(weighing, parts, count));
        weighing_share(weighing, wanting->need, weighing_given(weighing, pledge), making->who.items[i].body, pledge);
        add_further(wanting, first, pledge, making->who.items[i].body);
    }
}

static bool add_need(struct making *making, const struct directive *at)
{
    struct text currency;
    long long thousandths;
    struct weighing_requirement requirement = { .what = at->words,
                                                .recipient = at->recipient,
                                                .is_count = words_counts_states(at->amount) };
    struct wanting wanting = { making, at, 0, NULL };
    int recipient;
    if (!ledger_amount(at->amount, &thousandths, &currency) || thousandths <= 0)
        return case_fail(making, at, "need '%.*s': no number in '%.*s'; write for example 'need land: 15000'", (int)at->name.length,
                         at->name.at, (int)at->amount.length, at->amount.at);
    if (at->recipient.length && !case_find_who(making, at, at->recipient, &recipient))
        return false;
    if (at->recipient.length)
        wanting.are_for = case_are_for(making, recipient);
    requirement.unit = unit_of(at->amount, currency);
    wanting.need = weighing_need(&making->out->weighing, at->name, requirement.is_count ? thousandths / 1000 : thousandths);
    ARENA_PUSH(making->arena, &making->out->requirements, requirement);
    if (requirement.is_count)
        count_states(&wanting);
    else
        add_amounts(&wanting);
    return true;
}

static bool add_required(struct making *making, const struct directive *at)
{
    const struct formula *formula = case_expression(making, at, at->expression, -1);
    if (!formula)
        return false;
    int need = weighing_need(&making->out->weighing, at->name, 1);
    ARENA_PUSH(making->arena, &making->out->requirements, (struct weighing_requirement){ .is_count = true });
    weighing_share(&making->out->weighing, need, formula, 1, -1);
    return true;
}

bool case_needs(struct making *making)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        if (directive->kind == DIRECTIVE_NEED && !add_need(making, directive))
            return false;
        if (directive->kind == DIRECTIVE_REQUIRE && !add_required(making, directive))
            return false;
    }
    return true;
}
