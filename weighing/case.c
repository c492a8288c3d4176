/* Brings a ledger's commitments and a scenario into a model, settles it, and tells how each commitment stands. */
#include <stdlib.h>
#include <string.h>

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

/* Under who promises it and who receives it. */
static void index_entry(struct making *making, const struct weighing_entry *entry, int number)
{
    if (entry->actor >= 0)
        ARENA_PUSH(making->arena, &making->who.items[entry->actor].entries, number);
    if (entry->recipient >= 0)
        ARENA_PUSH(making->arena, &making->who.items[entry->recipient].received, number);
}

static void add_entry(struct making *making, struct ledger_commitment *row, bool is_added)
{
    struct weighing_entry entry = { .row = row, .belief = -1, .is_added = is_added };
    struct text by = making->scenario->by;
    struct text day = by.length && row->when.length ? words_day(row->when, row->last_said, making->arena) : TEXT("");
    int number = (int)making->out->entries.count;
    entry.actor = case_who(making, row->actor_code, row->actor);
    entry.recipient = case_who(making, row->recipient_code, row->recipient);
    entry.is_later = day.length && text_compare(day, by) > 0;
    ARENA_PUSH(making->arena, &making->out->entries, entry);
    index_entry(making, &entry, number);
}

/* Rows on their way in. */
struct loading {
    struct making *making;
    struct { struct ledger_commitment **items; size_t count, room; } rows;
};

/* Copies a text behind the others of its row, each with a zero behind it; moves on. */
static struct text pack(char **at, struct text text)
{
    struct text copy = { *at, text.length };
    if (!text.length)
        return TEXT("");
    memcpy(*at, text.at, text.length);
    *at += text.length + 1;
    return copy;
}

static bool take_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct loading *loading = context;
    struct arena *arena = loading->making->arena;
    struct ledger_commitment *copy = arena_take(arena, sizeof *copy);
    struct text *const texts[] = {
        &copy->id, &copy->actor, &copy->actor_code, &copy->recipient, &copy->recipient_code, &copy->means, &copy->state,
        &copy->object, &copy->condition_class, &copy->condition, &copy->caveat, &copy->when, &copy->amount, &copy->first_said,
        &copy->last_said, &copy->statement, &copy->sentence, &copy->speaker, &copy->publisher, &copy->act,
    };
    size_t length = 0;
    *copy = *row;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        length += texts[i]->length ? texts[i]->length + 1 : 0;
    char *at = arena_take(arena, length + 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = pack(&at, *texts[i]);
    ARENA_PUSH(arena, &loading->rows, copy);
    return true;
}

static int by_order(const void *a, const void *b)
{
    return ledger_compare(*(struct ledger_commitment *const *)a, *(struct ledger_commitment *const *)b);
}

/* Adds the commitments that fit, in their order. */
static bool take_rows(struct making *making, struct ledger *ledger, const struct ledger_filter *filter)
{
    struct loading loading = { .making = making };
    if (!ledger_commitments(ledger, filter, take_row, &loading, making->err))
        return false;
    if (loading.rows.count)
        qsort(loading.rows.items, loading.rows.count, sizeof *loading.rows.items, by_order);
    for (size_t i = 0; i < loading.rows.count; i++)
        add_entry(making, loading.rows.items[i], false);
    return true;
}

static int by_number(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

bool *case_are_for(struct making *making, int recipient)
{
    size_t count = making->out->entries.count, reports = 0;
    const struct weighing_entry *entries = making->out->entries.items;
    long long *articles = arena_take(making->arena, (count + 1) * sizeof *articles);
    bool *are_for = arena_take(making->arena, count + 1);
    for (size_t i = 0; i < count; i++)
        if (entries[i].recipient == recipient && entries[i].row->article)
            articles[reports++] = entries[i].row->article;
    if (reports)
        qsort(articles, reports, sizeof *articles, by_number);
    for (size_t i = 0; i < count; i++)
        are_for[i] = entries[i].recipient == recipient ||
                     (entries[i].recipient < 0 && reports &&
                      bsearch(&entries[i].row->article, articles, reports, sizeof *articles, by_number));
    return are_for;
}

/* Forgets everything that is not for the scenario's recipient. */
static bool keep_recipient(struct making *making)
{
    struct directive place = { .place = { "--for", 0 } };
    struct weighing_case *out = making->out;
    size_t kept = 0, all = out->entries.count;
    int recipient;
    if (!case_find_who(making, &place, making->scenario->recipient, &recipient))
        return false;
    const bool *are_for = case_are_for(making, recipient);
    for (size_t i = 0; i < making->who.count; i++)
        making->who.items[i].entries.count = making->who.items[i].received.count = 0;
    for (size_t i = 0; i < all; i++) {
        if (!are_for[i])
            continue;
        struct weighing_entry entry = out->entries.items[i];
        index_entry(making, &entry, (int)kept);
        out->entries.items[kept++] = entry;
    }
    out->entries.count = kept;
    return true;
}

/* Those for the scenario's recipient and those for nobody in particular, of which only those of the same reports are kept; else
 * all. */
static bool load(struct making *making, struct ledger *ledger)
{
    const struct scenario *scenario = making->scenario;
    struct ledger_filter filter = { .time = { scenario->as_of, scenario->known_by }, .is_brief = true };
    bool has_recipient = scenario->recipient.length, good = true;
    if (has_recipient) {
        struct text code = case_code(making, scenario->recipient);
        filter.recipient = code.length ? code : scenario->recipient;
    }
    if (ledger && !scenario->is_alone)
        good = take_rows(making, ledger, &filter);
    if (good && has_recipient && ledger && !scenario->is_alone) {
        filter.recipient = TEXT("");
        filter.has_no_recipient = true;
        good = take_rows(making, ledger, &filter);
    }
    return good && (!has_recipient || keep_recipient(making));
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
    add_entry(making, row, true);
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
    return load(&making, ledger) && add_pledges(&making) && case_check_definitions(&making) && case_prepare(&making) &&
           make_formulas(&making) && case_apply(&making) && case_needs(&making) && settle(&making);
}

struct walk {
    const struct weighing_case *weighed;
    bool *is_seen; /* [pledges] */
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
    struct arena arena = { 0 };
    struct walk walk = { weighed, arena_take(&arena, weighed->weighing.pledges.count + 1), assumptions, 0, most };
    find_lacks(&walk, weighed->weighing.pledges.items[entry].when);
    arena_release(&arena);
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
