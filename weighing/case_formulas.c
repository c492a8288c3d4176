/* What a commitment waits for, as a formula: its actor, its conditions, whether it is believed. */
#include <stdlib.h>

#include "weighing/case.h"

static const struct ledger_commitment *row_of(const struct making *making, int entry)
{
    return making->out->entries.items[entry].row;
}

static const struct formula *always(struct making *making)
{
    return weighing_all(&making->out->weighing, NULL, 0);
}

static const struct formula *never(struct making *making)
{
    return weighing_one(&making->out->weighing, NULL, 0);
}

static int assume(struct making *making, enum assumption_kind kind, struct text name, struct text words, enum truth usual)
{
    size_t before = making->out->weighing.assumptions.count;
    int number = weighing_assume(&making->out->weighing, kind, name, words);
    if (making->out->weighing.assumptions.count > before)
        making->out->weighing.assumptions.items[number].holds = usual;
    return number;
}

int case_condition(struct making *making, enum condition condition, struct text scope, struct text words)
{
    struct text class = text_of(record_condition_text(condition));
    struct text name =
        !scope.length ? class : arena_print(making->arena, "%.*s@%.*s", (int)class.length, class.at, (int)scope.length, scope.at);
    return assume(making, ASSUMPTION_CONDITION, name, words.length ? words : name, TRUTH_UNDECIDED);
}

int case_member(struct making *making, int who)
{
    const struct who *member = &making->who.items[who];
    return assume(making, ASSUMPTION_MEMBER, case_key(making, who), member->name, member->is_out ? TRUTH_FALSE : TRUTH_TRUE);
}

/* That a member stands by its word: one formula for all that it promises. */
static const struct formula *is_member(struct making *making, int who)
{
    struct who *member = &making->who.items[who];
    if (!member->stands)
        member->stands = weighing_is(&making->out->weighing, case_member(making, who));
    return member->stands;
}

/* That somebody joins who has promised nothing. */
static const struct formula *joins(struct making *making, int who)
{
    struct text key = case_key(making, who), name = arena_print(making->arena, "%.*s joins", (int)key.length, key.at);
    const struct who *member = &making->who.items[who];
    enum truth usual = member->is_out ? TRUTH_FALSE : member->is_in ? TRUTH_TRUE : TRUTH_UNDECIDED;
    return weighing_is(&making->out->weighing, assume(making, ASSUMPTION_MEMBER, name, name, usual));
}

static bool is_possible(const struct ledger_commitment *row)
{
    return text_is(row->state, "possible");
}

static bool is_refused(const struct ledger_commitment *row)
{
    return text_is(row->state, "declined") || text_is(row->state, "withdrawn") || text_is(row->state, "none");
}

static bool is_contested(const struct ledger_commitment *row)
{
    return text_is(row->state, "disputed") || text_is(row->state, "revised");
}

int case_belief(struct making *making, int entry)
{
    struct weighing_entry *weighed = &making->out->entries.items[entry];
    const struct ledger_commitment *row = weighed->row;
    if (weighed->belief >= 0)
        return weighed->belief;
    enum truth usual = is_possible(row) && making->who.items[weighed->actor].is_in ? TRUTH_TRUE
                       : is_possible(row) || is_contested(row)                       ? TRUTH_UNDECIDED
                                                                                     : TRUTH_TRUE;
    struct text object = row->object.length ? row->object : row->means, short_id = text_slice(row->id, 0, 8),
                actor = case_key(making, weighed->actor);
    struct text words = arena_print(making->arena, "%.*s: %.*s", (int)actor.length, actor.at, (int)object.length, object.at);
    return weighed->belief = assume(making, ASSUMPTION_STATEMENT, short_id, words, usual);
}

/* Whose words decide where several are possible: an approval is that of whoever is named, else of the actor's own state. */
static struct text scope_of(struct making *making, const struct words_part *part, int entry)
{
    const struct weighing_entry *weighed = &making->out->entries.items[entry];
    bool is_own = part->condition == CONDITION_APPROVAL;
    bool is_named = part->condition != CONDITION_CEASEFIRE && part->condition != CONDITION_AGREEMENT && part->party_count == 1;
    return is_named ? part->parties[0] : case_key(making, is_own ? weighed->actor : weighed->recipient);
}

/* Whose commitments are meant by "others": those for the same recipient; where that is not known, those of the same report. */
struct circle {
    int recipient;
    long long article;
    uint32_t means; /* 0: any */
};

static struct circle circle_of(const struct making *making, int entry, uint32_t means)
{
    const struct weighing_entry *weighed = entry >= 0 ? &making->out->entries.items[entry] : NULL;
    return (struct circle){ weighed ? weighed->recipient : -1, weighed && weighed->recipient < 0 ? weighed->row->article : 0,
                            means };
}

static bool is_meant(const struct making *making, const struct circle *circle, int entry)
{
    const struct weighing_entry *other = &making->out->entries.items[entry];
    bool is_there =
        circle->recipient >= 0 ? other->recipient == circle->recipient : !circle->article || other->row->article == circle->article;
    if (!is_there || is_refused(other->row))
        return false;
    int means = circle->means ? record_means_of(other->row->means) : -1;
    return !circle->means || (means >= 0 && circle->means >> means & 1);
}

static void add_meant(struct making *making, const struct circle *circle, int entry, struct actor_list *meant)
{
    if (is_meant(making, circle, entry))
        ARENA_PUSH(making->arena, meant, entry);
}

/* What an actor gives there. */
static struct actor_list meant_of(struct making *making, int who, const struct circle *circle)
{
    struct actor_list meant = { 0 };
    for (size_t i = 0; i < making->who.items[who].entries.count; i++)
        add_meant(making, circle, making->who.items[who].entries.items[i], &meant);
    return meant;
}

/* That an actor gives something there, as a pledge of its own that others can wait for. `meant`: what it gives there, where that is
 * known already, else NULL. */
static const struct formula *gives(struct making *making, int who, struct circle circle, const struct actor_list *meant)
{
    struct weighing *weighing = &making->out->weighing;
    struct text name = arena_print(making->arena, "%d gives %x to %d in %lld", who, circle.means, circle.recipient, circle.article);
    int number = keys_find(&making->gives, name);
    if (number >= 0)
        return weighing_given(weighing, making->gives_pledge.items[number]);
    const struct actor_list entries = meant ? *meant : meant_of(making, who, &circle);
    const struct formula **parts = arena_take(making->arena, (entries.count + 1) * sizeof *parts);
    int count = (int)entries.count;
    for (int i = 0; i < count; i++)
        parts[i] = weighing_given(weighing, entries.items[i]);
    int pledge =
        weighing_pledge(weighing, case_key(making, who), count ? weighing_one(weighing, parts, count) : joins(making, who));
    keys_add(&making->gives, name, making->arena);
    ARENA_PUSH(making->arena, &making->gives_pledge, pledge);
    return weighing_given(weighing, pledge);
}

/* What each promises in a circle: [who]. */
static struct actor_list *meant_by_all(struct making *making, const struct circle *circle)
{
    struct actor_list *meant = arena_take(making->arena, (making->who.count + 1) * sizeof *meant);
    const int *received = circle->recipient >= 0 ? making->who.items[circle->recipient].received.items : NULL;
    size_t count = circle->recipient >= 0 ? making->who.items[circle->recipient].received.count : making->out->entries.count;
    for (size_t i = 0; i < count; i++) {
        int entry = circle->recipient >= 0 ? received[i] : (int)i, actor = making->out->entries.items[entry].actor;
        if (actor >= 0)
            add_meant(making, circle, entry, &meant[actor]);
    }
    return meant;
}

static int by_key(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* Everybody who promises something in a circle, found once for each. */
static const struct crowd *crowd_of(struct making *making, struct circle circle)
{
    struct text name = arena_print(making->arena, "%x to %d in %lld", circle.means, circle.recipient, circle.article);
    int found = keys_find(&making->crowd_names, name);
    if (found >= 0)
        return making->crowds.items[found];
    struct crowd *crowd = arena_take(making->arena, sizeof *crowd);
    const struct actor_list *meant = meant_by_all(making, &circle);
    crowd->parts = arena_take(making->arena, (making->who.count + 1) * sizeof *crowd->parts);
    crowd->weights = arena_take(making->arena, (making->who.count + 1) * sizeof *crowd->weights);
    crowd->keys = arena_take(making->arena, (making->who.count + 1) * sizeof *crowd->keys);
    for (size_t i = 0; i < making->who.count; i++)
        if (meant[i].count)
            crowd->keys[crowd->count++] = making->keys.items[i];
    if (crowd->count)
        qsort(crowd->keys, (size_t)crowd->count, sizeof *crowd->keys, by_key);
    for (int i = 0; i < crowd->count; i++) {
        int who = keys_find(&making->keys, crowd->keys[i]);
        crowd->parts[i] = gives(making, who, circle, &meant[who]);
        crowd->weights[i] = making->who.items[who].body;
    }
    keys_add(&making->crowd_names, name, making->arena);
    ARENA_PUSH(making->arena, &making->crowds, crowd);
    return crowd;
}

/* So many others give. */
static const struct formula *others_give(struct making *making, const struct words_part *part, int entry, long long need)
{
    const struct crowd *crowd = crowd_of(making, circle_of(making, entry, part->means));
    const struct text key = case_key(making, making->out->entries.items[entry].actor);
    const struct text *own = crowd->count ? bsearch(&key, crowd->keys, (size_t)crowd->count, sizeof key, by_key) : NULL;
    return weighing_others(&making->out->weighing, need, crowd->parts, crowd->weights, crowd->count,
                           own ? (int)(own - crowd->keys) : -1);
}

static const struct formula *parties_give(struct making *making, const struct words_part *part, int entry)
{
    const struct formula *parts[WORDS_PARTIES];
    for (int i = 0; i < part->party_count; i++)
        parts[i] = gives(making, case_who(making, part->parties[i], TEXT("")), circle_of(making, entry, part->means), NULL);
    return weighing_at_least(&making->out->weighing, part->is_any ? 1 : part->party_count, parts, NULL, part->party_count);
}

/* What is not understood, or belongs to no class, is a condition of its own, named by its words. */
static const struct formula *open_condition(struct making *making, const struct words_part *part, int entry)
{
    struct text name =
        arena_print(making->arena, "%s: %.*s", record_condition_text(part->condition), (int)part->words.length, part->words.at);
    int number = assume(making, ASSUMPTION_CONDITION, name, part->words, TRUTH_UNDECIDED);
    ARENA_PUSH(making->arena, &making->out->open, (struct weighing_open){ number, entry });
    return weighing_is(&making->out->weighing, number);
}

static const struct formula *part_formula(struct making *making, const struct words_part *part, int entry)
{
    switch (part->kind) {
    case WORDS_EVENT:
        if (part->condition == CONDITION_OTHER && part->words.length)
            return open_condition(making, part, entry);
        return weighing_is(&making->out->weighing,
                           case_condition(making, part->condition, scope_of(making, part, entry), part->words));
    case WORDS_PARTIES_GIVE:
        return parties_give(making, part, entry);
    case WORDS_COUNT:
        return others_give(making, part, entry, part->count);
    case WORDS_OTHERS:
        return others_give(making, part, entry, 1);
    case WORDS_OPEN:
        break;
    }
    return open_condition(making, part, entry);
}

/* All parts, or one of them. A mark has settled the first one where the commitment is due. */
static const struct formula *conditions(struct making *making, int entry)
{
    const struct ledger_commitment *row = row_of(making, entry);
    const struct formula *parts[WORDS_PARTS];
    int class = record_condition_of(row->condition_class);
    struct words words;
    if (class < 0 && text_is(row->act, "offer") && text_is(row->state, "conditional"))
        class = CONDITION_REQUEST; /* an offer waits for its being wanted */
    if (class < 0)
        return always(making);
    words_read(row->condition, (enum condition)class, &making->own, making->arena, &words);
    for (int i = 0; i < words.count; i++) {
        bool is_met = !i && text_is(row->state, "due");
        parts[i] = is_met ? always(making) : part_formula(making, &words.parts[i], entry);
        if (words.parts[i].is_not && !is_met)
            parts[i] = weighing_not(&making->out->weighing, parts[i]);
    }
    return weighing_at_least(&making->out->weighing, words.is_any ? 1 : words.count, parts, NULL, words.count);
}

const struct formula *case_formula(struct making *making, int entry)
{
    struct weighing_entry *weighed = &making->out->entries.items[entry];
    const struct ledger_commitment *row = weighed->row;
    const struct formula *parts[3];
    int count = 0;
    if (text_is(row->state, "fulfilled"))
        return always(making);
    if (is_refused(row) || weighed->is_later || weighed->actor < 0)
        return never(making);
    parts[count++] = is_member(making, weighed->actor);
    if (is_possible(row) || is_contested(row) || (making->scenario->statements_fail && !weighed->is_added))
        parts[count++] = weighing_is(&making->out->weighing, case_belief(making, entry));
    if (!weighed->is_added)
        parts[count++] = conditions(making, entry);
    return weighing_all(&making->out->weighing, parts, count);
}

static const struct directive *definition_of(const struct making *making, struct text name)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++)
        if (making->scenario->directives.items[i].kind == DIRECTIVE_DEFINE &&
            text_equals(making->scenario->directives.items[i].name, name))
            return &making->scenario->directives.items[i];
    return NULL;
}

static bool wrong_name(struct making *making, const struct directive *at, struct text name)
{
    const char **names = arena_take(making->arena, (CONDITION_COUNT + making->keys.count + making->spoken.count +
                                                    making->out->weighing.assumptions.count + making->scenario->directives.count) *
                                                       sizeof *names);
    int count = 0;
    for (int i = 0; i < CONDITION_COUNT; i++)
        names[count++] = record_condition_text((enum condition)i);
    for (size_t i = 0; i < making->keys.count; i++)
        names[count++] = arena_copy(making->arena, making->keys.items[i]).at;
    for (size_t i = 0; i < making->spoken.count; i++)
        names[count++] = arena_copy(making->arena, making->spoken.items[i]).at;
    for (size_t i = 0; i < making->out->weighing.assumptions.count; i++)
        names[count++] = arena_copy(making->arena, making->out->weighing.assumptions.items[i].name).at;
    for (size_t i = 0; i < making->scenario->directives.count; i++)
        if (making->scenario->directives.items[i].kind == DIRECTIVE_DEFINE)
            names[count++] = arena_copy(making->arena, making->scenario->directives.items[i].name).at;
    const char *near = near_name(name, names, count);
    return case_fail(making, at, "'%.*s' is no class of conditions, event, definition, member or commitment; %s%s%s",
                     (int)name.length, name.at,
                     near ? "did you mean '"
                          : "conditions are ceasefire, agreement, withdrawal, approval, others, aggression, request, "
                            "compliance, other; say what else is meant: event NAME",
                     near ? near : "", near ? "'?" : "");
}

/* "ceasefire", "ceasefire@UKR": the class, and who is meant; -1 where it is none. */
static int condition_of(struct making *making, const struct directive *at, struct text name, struct text *scope)
{
    struct text rest = name, class = text_cut(&rest, '@');
    int who;
    *scope = rest;
    if (rest.length && record_condition_of(class) >= 0)
        *scope = case_find_who(making, at, rest, &who) ? case_key(making, who) : TEXT("");
    return record_condition_of(class);
}

/* A definition is a pledge of nobody's, made once however often it is named. */
static const struct formula *defined(struct making *making, const struct directive *definition)
{
    struct text key = arena_print(making->arena, "define %.*s", (int)definition->name.length, definition->name.at);
    int found = keys_find(&making->gives, key);
    if (found >= 0)
        return weighing_given(&making->out->weighing, making->gives_pledge.items[found]);
    const struct formula *formula = case_expression(making, definition, definition->expression, -1);
    if (!formula)
        return NULL;
    keys_add(&making->gives, key, making->arena);
    int pledge = weighing_pledge(&making->out->weighing, definition->name, formula);
    ARENA_PUSH(making->arena, &making->gives_pledge, pledge);
    return weighing_given(&making->out->weighing, pledge);
}

static const struct formula *name_formula(struct making *making, const struct directive *at, struct text name, int entry)
{
    struct text scope, key;
    const struct directive *definition = definition_of(making, name);
    int found = weighing_find(&making->out->weighing, name), condition = definition ? -1 : condition_of(making, at, name, &scope);
    if (definition)
        return defined(making, definition);
    if (condition >= 0 && !scope.length && entry >= 0)
        scope = case_key(making, condition == CONDITION_APPROVAL ? making->out->entries.items[entry].actor
                                                                 : making->out->entries.items[entry].recipient);
    if (condition >= 0)
        return weighing_is(&making->out->weighing, case_condition(making, (enum condition)condition, scope, name));
    if (found >= 0 && making->out->weighing.assumptions.items[found].kind != ASSUMPTION_MEMBER)
        return weighing_is(&making->out->weighing, found);
    key = case_code(making, name);
    if (key.length)
        return gives(making, case_who(making, key, TEXT("")), circle_of(making, entry, 0), NULL);
    wrong_name(making, at, name);
    return NULL;
}

const struct formula *case_expression(struct making *making, const struct directive *at, const struct expression *expression,
                                      int entry)
{
    if (expression->kind == EXPRESSION_NAME)
        return name_formula(making, at, expression->name, entry);
    const struct formula **parts = arena_take(making->arena, (size_t)(expression->count + 1) * sizeof *parts);
    for (int i = 0; i < expression->count; i++)
        if (!(parts[i] = case_expression(making, at, expression->parts[i], entry)))
            return NULL;
    if (expression->kind == EXPRESSION_NOT)
        return weighing_not(&making->out->weighing, parts[0]);
    return weighing_at_least(&making->out->weighing, expression->need, parts, NULL, expression->count);
}

enum { UNSEEN, ON_THE_WAY, DONE };

/* Follows the names of a definition; false where it leads back to one that is on the way. */
static bool follow(struct making *making, const struct directive *from, const struct expression *expression, char *states)
{
    const struct directive *next = expression->kind == EXPRESSION_NAME ? definition_of(making, expression->name) : NULL;
    char *state = next ? &states[next - making->scenario->directives.items] : NULL;
    if (next && *state == ON_THE_WAY)
        return case_fail(
            making, from, "'%.*s' needs '%.*s', which needs '%.*s' in turn; take one of these names out of its definition",
            (int)from->name.length, from->name.at, (int)next->name.length, next->name.at, (int)from->name.length, from->name.at);
    if (next && *state == UNSEEN) {
        *state = ON_THE_WAY;
        if (!follow(making, next, next->expression, states))
            return false;
        *state = DONE;
    }
    for (int i = 0; i < expression->count; i++)
        if (!follow(making, from, expression->parts[i], states))
            return false;
    return true;
}

bool case_check_definitions(struct making *making)
{
    char *states = arena_take(making->arena, making->scenario->directives.count + 1);
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        if (directive->kind != DIRECTIVE_DEFINE || states[i] != UNSEEN)
            continue;
        states[i] = ON_THE_WAY;
        if (!follow(making, directive, directive->expression, states))
            return false;
        states[i] = DONE;
    }
    return true;
}
