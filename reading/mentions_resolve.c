/* Nominals whose own words do not tell of whom they are: "the president", "his envoy", "the ministry", "the two leaders". */
#include "reading/mentions_inner.h"

enum { NEAR_SENTENCES = 6 };

static void take_code_of(const struct finder *finder, struct found *found, int entity)
{
    const struct entity *whole = &finder->entities.items[entity];
    found->code = whole->code;
    found->file = whole->file;
    found->line = whole->line;
}

static void name_it(const struct finder *finder, struct found *found, int entity)
{
    found_take_entity(finder, found, entity);
    found->is_public = true;
    found->text = finder->entities.items[entity].full;
}

static bool is_subject(uint8_t deprel)
{
    return deprel == DEPREL_NSUBJ || deprel == DEPREL_NSUBJ_PASS;
}

/* The state that a bare body belongs to: named lately, rather as who acts than as a place, and rather the article's own. */
static int recent_state(struct finder *finder)
{
    const struct note *note;
    int best = finder->main_state, best_weight = 0;
    for (int back = 0; (note = recent_at(finder, back)) && finder->index - note->sentence <= NEAR_SENTENCES; back++) {
        struct text code = finder->out->items[note->mention].code;
        if (!code.length || (note->kind != MENTION_STATE && note->kind != MENTION_PERSON && note->kind != MENTION_BODY))
            continue;
        int weight = 100 - 12 * (finder->index - note->sentence) + (is_subject(note->deprel) ? 25 : 0);
        weight -= note->deprel == DEPREL_OBL || note->deprel == DEPREL_NMOD ? 25 : 0;
        weight += finder->main_state >= 0 && text_equals(code, finder->entities.items[finder->main_state].code) ? 20 : 0;
        if (weight <= best_weight)
            continue;
        int state = entity_of_state(finder, code);
        if (state < 0)
            continue;
        best = state;
        best_weight = weight;
    }
    return best;
}

/* "His envoy", "its allies": whoever the pronoun stands for was named before, and stands in the table. */
static const struct mention *owner_of(const struct finder *finder, const struct found *found)
{
    return found->possessor >= 0 ? mention_at(finder->out, finder->index, found->possessor) : NULL;
}

static void resolve_owned(struct finder *finder, struct found *found)
{
    const struct mention *owner = owner_of(finder, found);
    if (!owner || !owner->code.length || found->title->kind == TITLE_COLLECTIVE || found->title->kind == TITLE_PRIVATE)
        return;
    found->code = owner->code;
    found->file = owner->file;
    found->line = owner->line;
    int bearer = title_bearer(finder, found->title, found->code);
    if (found->form == FORM_TITLE && bearer >= 0 && !found->plural)
        name_it(finder, found, bearer);
    else if (found->entity >= 0 && !finder->entities.items[found->entity].code.length) {
        finder->entities.items[found->entity].code = found->code;
        finder->entities.items[found->entity].is_public = true;
        found->is_public = true;
    }
}

static bool is_pair_word(const struct finder *finder, const struct found *found)
{
    for (int i = found->wide_from > 0 ? found->wide_from - 1 : 0; i < found->to; i++) {
        struct text form = finder->sentence->tokens[i].form;
        if (text_equals_nocase(form, TEXT("two")) || text_equals_nocase(form, TEXT("both")))
            return true;
    }
    return false;
}

/* The last two of the kind, in the order of the text: "the two leaders" are persons, "both countries" states. */
static void resolve_pair(struct finder *finder, struct found *found)
{
    bool persons = found->title->kind == TITLE_OFFICIALS;
    const struct note *note, *pair[2] = { NULL, NULL };
    for (int back = 0; (note = recent_at(finder, back)) && !pair[1]; back++) {
        const struct mention *mention = &finder->out->items[note->mention];
        if (finder->index - note->sentence > 4)
            break;
        if (!mention->code.length || mention->member_count || (persons && note->kind != MENTION_PERSON) || (!persons && note->kind > MENTION_GROUP))
            continue;
        if (!pair[0])
            pair[0] = note;
        else if (!text_equals(finder->out->items[pair[0]->mention].code, mention->code))
            pair[1] = note;
    }
    if (!pair[1])
        return;
    struct party *members = arena_take(finder->arena, 2 * sizeof *members);
    for (int i = 0; i < 2; i++) {
        members[i] = mention_party(&finder->out->items[pair[1 - i]->mention]);
        members[i].span = (struct span){ finder->sentence->tokens[found->from].span.from_byte, finder->sentence->tokens[found->to - 1].span.to_byte };
    }
    found->members = members;
    found->member_count = 2;
}

/* Whoever last bore the title: a person, or the state whose official it was. */
static bool resolve_by_title(struct finder *finder, struct found *found)
{
    int bearer = title_bearer(finder, found->title, (struct text){ 0 });
    if (bearer < 0)
        return false;
    struct text code = finder->entities.items[bearer].code;
    if (finder->author >= 0 && !text_equals(code, finder->entities.items[finder->author].code))
        return false; /* "the President" of an official statement is its own */
    if (finder->entities.items[bearer].is_person && found->title->kind == TITLE_ROLE)
        name_it(finder, found, bearer);
    else
        take_code_of(finder, found, bearer);
    return true;
}

static void resolve_role(struct finder *finder, struct found *found)
{
    if (!resolve_by_title(finder, found) && finder->main_state >= 0)
        take_code_of(finder, found, finder->main_state);
}

/* Of several governments that an article names, "the government" is that of the state it is about. */
static void resolve_body(struct finder *finder, struct found *found)
{
    int state = -1;
    if (finder->main_state >= 0 && title_bearer(finder, found->title, finder->entities.items[finder->main_state].code) >= 0)
        state = finder->main_state;
    else if (!resolve_by_title(finder, found))
        state = recent_state(finder);
    if (state >= 0)
        take_code_of(finder, found, state);
}

/* "A US official" may go on as "the official". */
static void remember(struct finder *finder, const struct found *found)
{
    if (found->form != FORM_TITLE || (found->title->kind != TITLE_ROLE && found->title->kind != TITLE_BODY))
        return;
    int entity = found->entity;
    if (entity < 0 && found->code.length)
        entity = entity_of_state(finder, found->code);
    if (entity >= 0)
        entity_of_title(finder, found->title, entity);
}

/* "Defence Minister Lund", of nobody's state: the one that the article is about. */
static void resolve_name(struct finder *finder, struct found *found)
{
    struct entity *entity = &finder->entities.items[found->entity];
    if (finder->main_state < 0 || entity->code.length)
        return;
    take_code_of(finder, found, finder->main_state);
    entity->code = found->code;
    entity->file = found->file;
    entity->line = found->line;
}

static void resolve_bare(struct finder *finder, struct found *found)
{
    if (is_pair_word(finder, found) && found->plural) {
        resolve_pair(finder, found);
        return;
    }
    if (found->form == FORM_NAME) {
        resolve_name(finder, found);
        return;
    }
    if (!found->is_definite)
        return;
    int state;
    switch (found->title->kind) {
    case TITLE_ROLE:
        resolve_role(finder, found);
        return;
    case TITLE_BODY:
    case TITLE_OFFICIALS:
        resolve_body(finder, found);
        return;
    case TITLE_COUNTRY:
        state = recent_state(finder);
        if (state >= 0)
            take_code_of(finder, found, state);
        found->entity = state;
        return;
    default:
        return;
    }
}

/* "The French president" is whoever the article named so. */
static void resolve_named(struct finder *finder, struct found *found)
{
    int bearer = found->title->kind == TITLE_ROLE && found->is_definite ? title_bearer(finder, found->title, found->code) : -1;
    if (bearer >= 0 && found->entity < 0)
        name_it(finder, found, bearer);
}

void resolve_nominal(struct finder *finder, struct found *found)
{
    if (found->entity >= 0 && found->code.length) {
        remember(finder, found);
        return;
    }
    if (found->code.length)
        resolve_named(finder, found);
    else if (found->possessor >= 0)
        resolve_owned(finder, found);
    else if (found->title->kind == TITLE_COLLECTIVE && found->plural && is_pair_word(finder, found))
        resolve_pair(finder, found);
    else if (found->is_bare)
        resolve_bare(finder, found);
    remember(finder, found);
}
