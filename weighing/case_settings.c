/* What a scenario sets: who is in and out, what is believed, what is likely, what is assumed. */
#include "weighing/case.h"

/* Remembers which line set an assumption; false where another line has set it otherwise. */
static bool set(struct making *making, const struct directive *at, int number, enum truth holds)
{
    while (making->settings.count < making->out->weighing.assumptions.count)
        ARENA_PUSH(making->arena, &making->settings, NULL);
    struct assumption *assumption = &making->out->weighing.assumptions.items[number];
    const struct directive *before = making->settings.items[number];
    if (before && assumption->holds != holds)
        return case_fail(making, at, "'%.*s' cannot both hold and fail, as %s%.0d says otherwise; take one of them out",
                         (int)assumption->name.length, assumption->name.at, before->place.line ? "line " : before->place.file,
                         before->place.line);
    making->settings.items[number] = at;
    assumption->holds = holds;
    return true;
}

static bool clash(struct making *making, const struct directive *at)
{
    return case_fail(making, at, "'%.*s' is both with and without; take one of them out", (int)at->name.length, at->name.at);
}

bool case_prepare(struct making *making)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        int who;
        if (directive->kind != DIRECTIVE_WITH && directive->kind != DIRECTIVE_WITHOUT)
            continue;
        if (!case_find_who(making, directive, directive->name, &who))
            return false;
        struct who *member = &making->who.items[who];
        member->is_in |= directive->kind == DIRECTIVE_WITH;
        member->is_out |= directive->kind == DIRECTIVE_WITHOUT;
        if (member->is_in && member->is_out)
            return clash(making, directive);
        case_member(making, who);
    }
    return true;
}

/* "group \"26 nations\" = FRA GBR": a body counts less by those of it who back out, and is gone with all of them. */
static bool apply_group(struct making *making, const struct directive *group)
{
    int body, who, named = 0, out = 0;
    struct text rest = group->words;
    if (!case_find_who(making, group, group->name, &body))
        return false;
    while (rest.length) {
        struct text name = text_cut(&rest, ' ');
        if (!name.length)
            continue;
        if (!case_find_who(making, group, name, &who))
            return false;
        named++;
        out += making->who.items[who].is_out;
    }
    struct who *member = &making->who.items[body];
    member->body = member->body > out ? member->body - out : 0;
    member->is_out |= named == out;
    return true;
}

/* An entry whose id begins so; -1: none. */
static int entry_of(const struct making *making, struct text id)
{
    for (size_t i = 0; id.length >= 6 && i < making->out->entries.count; i++)
        if (!making->out->entries.items[i].is_added && text_starts(making->out->entries.items[i].row->id, id))
            return (int)i;
    return -1;
}

static bool apply_belief(struct making *making, const struct directive *at)
{
    static const char *const rules[] = { "sceptical", "neutral", "credulous" };
    int entry = entry_of(making, at->name);
    if (entry >= 0)
        return set(making, at, case_belief(making, entry), at->kind == DIRECTIVE_BELIEVE ? TRUTH_TRUE : TRUTH_FALSE);
    for (int rule = 0; rule < 3 && at->kind == DIRECTIVE_BELIEVE; rule++) {
        if (!text_is(at->name, rules[rule]))
            continue;
        for (size_t i = 0; i < making->out->entries.count; i++) {
            const struct weighing_entry *contested = &making->out->entries.items[i];
            if (contested->belief >= 0 && (text_is(contested->row->state, "disputed") || text_is(contested->row->state, "revised")))
                making->out->weighing.assumptions.items[contested->belief].holds = (enum truth)rule;
        }
        return true;
    }
    const char *near = near_name(at->name, rules, 3);
    return case_fail(making, at, "'%.*s' is no commitment's id and no rule; %s%s%s", (int)at->name.length, at->name.at,
                     near ? "did you mean '" : "the rules are sceptical, neutral, credulous", near ? near : "", near ? "'?" : "");
}

/* A member stands by its word; one who has promised nothing where others wait for it may join. */
static void add_member(struct making *making, int member, struct actor_list *out)
{
    struct weighing *weighing = &making->out->weighing;
    struct text name = weighing->assumptions.items[member].name;
    int joins = weighing_find(weighing, arena_print(making->arena, "%.*s joins", (int)name.length, name.at));
    ARENA_PUSH(making->arena, out, member);
    if (joins >= 0)
        ARENA_PUSH(making->arena, out, joins);
}

/* All assumptions that a name means: a class wherever it is waited for, one of them, a member, a commitment's statement. */
static bool find_meant(struct making *making, const struct directive *at, struct text name, struct actor_list *out)
{
    struct weighing *weighing = &making->out->weighing;
    int who, found = weighing_find(weighing, name), entry = entry_of(making, name);
    bool is_class = record_condition_of(name) >= 0;
    for (size_t i = 0; is_class && i < weighing->assumptions.count; i++) {
        struct text other = weighing->assumptions.items[i].name, class = text_slice(other, 0, name.length);
        bool is_longer = other.length > name.length && (other.at[name.length] == '@' || other.at[name.length] == ':');
        if (text_equals(class, name) && (is_longer || other.length == name.length) &&
            weighing->assumptions.items[i].kind == ASSUMPTION_CONDITION)
            ARENA_PUSH(making->arena, out, (int)i);
    }
    if (!is_class && found >= 0 && weighing->assumptions.items[found].kind == ASSUMPTION_MEMBER)
        add_member(making, found, out);
    else if (!is_class && found >= 0)
        ARENA_PUSH(making->arena, out, found);
    if (is_class || found >= 0)
        return true;
    if (entry >= 0) {
        ARENA_PUSH(making->arena, out, case_belief(making, entry));
        return true;
    }
    struct text scope = name, class = text_cut(&scope, '@');
    int condition = record_condition_of(class);
    if (condition < 0)
        scope = case_code(making, name).length ? name : TEXT("");
    if (condition >= 0 && case_find_who(making, at, scope, &who))
        ARENA_PUSH(making->arena, out, case_condition(making, (enum condition)condition, case_key(making, who), name));
    else if (condition < 0 && scope.length && case_find_who(making, at, scope, &who))
        add_member(making, case_member(making, who), out);
    else if (condition < 0) /* completes the error */
        return case_expression(making, at, &(struct expression){ .kind = EXPRESSION_NAME, .name = name }, -1);
    return out->count;
}

static bool apply_chance(struct making *making, const struct directive *at)
{
    struct actor_list meant = { 0 };
    if (!find_meant(making, at, at->name, &meant))
        return false;
    for (size_t i = 0; i < meant.count; i++) {
        struct assumption *assumption = &making->out->weighing.assumptions.items[meant.items[i]];
        if (assumption->kind == ASSUMPTION_MEMBER && assumption->holds == TRUTH_FALSE)
            return case_fail(making, at, "'%.*s' backs out and has a chance too; take one of them out", (int)at->name.length,
                             at->name.at);
        assumption->chance = at->number;
    }
    return true;
}

bool case_apply(struct making *making)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        bool good = true;
        if (directive->kind == DIRECTIVE_BELIEVE || directive->kind == DIRECTIVE_DOUBT)
            good = apply_belief(making, directive);
        if (directive->kind == DIRECTIVE_CHANCE)
            good = apply_chance(making, directive);
        if (directive->kind == DIRECTIVE_GROUP)
            good = apply_group(making, directive);
        if (!good)
            return false;
    }
    return true;
}

bool case_assume(struct making *making)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        struct actor_list meant = { 0 };
        if (directive->kind != DIRECTIVE_IF)
            continue;
        if (!find_meant(making, directive, directive->name, &meant))
            return false;
        for (size_t j = 0; j < meant.count; j++) {
            if (!set(making, directive, meant.items[j], directive->is_not ? TRUTH_FALSE : TRUTH_TRUE))
                return false;
            ARENA_PUSH(making->arena, &making->out->assumed, meant.items[j]);
        }
    }
    return true;
}
