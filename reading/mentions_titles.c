/* Names beside a title and states after it: "President Macron", "Macron, the French president,", "president of France". What an
 * article
 * tells so of a person it has told for good. */
#include "reading/mentions_inner.h"

static struct text form_at(const struct finder *finder, int i)
{
    if (i < 0 || i >= finder->sentence->token_count)
        return (struct text){ 0 };
    return finder->sentence->tokens[i].form;
}

static struct found *found_at(const struct finder *finder, int i)
{
    if (i < 0 || i >= finder->sentence->token_count || finder->owner[i] < 0)
        return NULL;
    return &finder->found.items[finder->owner[i]];
}

static bool is_capital(struct text form)
{
    return form.length && ((form.at[0] >= 'A' && form.at[0] <= 'Z') || (unsigned char)form.at[0] >= 0x80);
}

static bool is_person_name(const struct found *found)
{
    return found && !found->title && (found->kind == MENTION_PERSON || (found->kind == MENTION_OTHER && found->entity >= 0));
}

/* The end of a run of names that nobody has claimed: after a title it is a person, whatever the language room thought. */
static int unclaimed_run(const struct finder *finder, int from)
{
    int to = from;
    for (; to < finder->sentence->token_count && to - from < 5; to++) {
        const struct token *token = &finder->sentence->tokens[to];
        bool joint = to > from && text_is(token->form, "-") && is_capital(form_at(finder, to + 1));
        bool taken = finder->owner[to] >= 0 || found_is_day(token->form);
        if (taken || (!joint && (token->upos != UPOS_PROPN || !is_capital(token->form))))
            break;
    }
    return to;
}

/* A single name after a title is a surname that the article has explained, or somebody new. */
static struct found *name_new(struct finder *finder, int from, int to)
{
    int entity = to - from == 1 ? entity_of_surname(finder, from, to) : -1;
    if (entity < 0)
        entity = entity_of_name(finder, from, to);
    if (entity < 0)
        return NULL;
    struct found found = { .from = from, .to = to, .wide_from = from, .head = found_head(finder->sentence, from, to),
                           .form = FORM_NAME,
                           .kind = MENTION_PERSON, .text = found_text(finder, from, to), .possessor = -1, .owner_found = -1 };
    found_take_entity(finder, &found, entity);
    if (finder->learning && to - from > 1)
        entity_learn_surname(finder, entity, from, to);
    return found_add(finder, found);
}

/* Of several offices that the lexicon knows of a person, the one that the title tells: "NATO Secretary General". */
static void correct_office(struct finder *finder, const struct found *title, const struct found *name)
{
    struct entity *entity = &finder->entities.items[name->entity];
    if (!entity->actor || !title->code.length || text_equals(title->code, entity->code))
        return;
    const struct actor *actor = naming_actor_of(finder, name->from, name->to, title->code);
    bool is_of_organisation = title->owner_found >= 0 && finder->found.items[title->owner_found].kind == MENTION_ORGANISATION;
    if (!actor && !is_of_organisation)
        return;
    entity->code = title->code;
    entity->file = actor ? actor->file : title->file;
    entity->line = actor ? actor->line : title->line;
}

/* Tells the article's entity what the title says. The lexicon knows its own people better. */
static void learn_person(struct finder *finder, const struct found *title, struct found *name)
{
    correct_office(finder, title, name);
    struct entity *entity = &finder->entities.items[name->entity];
    bool is_public = title->title->kind != TITLE_PRIVATE && title->is_public;
    if (!entity->actor) {
        entity->kind = MENTION_PERSON;
        entity->is_person = true;
        if (is_public && title->code.length && !entity->code.length) {
            entity->code = title->code;
            entity->file = title->file;
            entity->line = title->line;
        }
        entity->is_public |= is_public;
        if (entity->gender == GENDER_UNKNOWN)
            entity->gender = title->gender;
    }
    if (finder->learning)
        entity_learn_surname(finder, name->entity, name->from, name->to);
    struct text code = finder->entities.items[name->entity].code;
    bool is_told = finder->quoted[name->from] && code.length && entity_with_title(finder, title->title, code) >= 0;
    if (is_public && !is_told) /* whom "the president said" names is not the one named in his words */
        entity_of_title(finder, title->title, name->entity);
    found_take_entity(finder, name, name->entity);
    name->kind = MENTION_PERSON;
}

/* "Minister for Home Affairs Kari Lund": where the name begins behind the office's matter; -1 where there is none. */
static int name_behind_matter(const struct finder *finder, const struct found *title)
{
    enum { MOST_WORDS = 6 };
    int i = title->to + 1;
    struct text link = form_at(finder, title->to);
    if (title->title->kind != TITLE_ROLE || (!text_is(link, "for") && !text_is(link, "of")))
        return -1;
    while (i < finder->sentence->token_count && i - title->to <= MOST_WORDS && finder->owner[i] < 0 &&
           (is_capital(form_at(finder, i)) || text_is(form_at(finder, i), "and") || text_is(form_at(finder, i), ",")))
        i++;
    const struct found *name = found_at(finder, i);
    return is_person_name(name) && name->from == i && naming_is_portfolio(form_at(finder, i - 1)) ? i : -1;
}

/* "President Miguel Lund of Norway": whose president he is stands behind the name. */
static void take_state_behind(const struct finder *finder, struct found *title, const struct found *name)
{
    int next = name->to + 1 + text_is(form_at(finder, name->to + 1), "the");
    const struct found *state = text_is(form_at(finder, name->to), "of") ? found_at(finder, next) : NULL;
    if (!title->is_bare || !state || state->from != next || state->kind > MENTION_ORGANISATION || state->form != FORM_NAME)
        return;
    title->code = state->code;
    title->file = state->file;
    title->line = state->line;
    title->is_bare = false;
}

/* "French President Emmanuel Macron": one mention, the name, whose head is whatever the whole has. */
static bool attach_after(struct finder *finder, struct found *title)
{
    int number = finder->owner[title->to - 1], next = title->to;
    const struct found *place = text_is(form_at(finder, next), "to") ? found_at(finder, next + 1) : NULL;
    if (place && place->from == next + 1 && place->kind <= MENTION_GROUP)
        next = place->to; /* "US ambassador to Turkey Paul Grant" */
    int behind = name_behind_matter(finder, title);
    next = behind >= 0 ? behind : next;
    if (form_at(finder, next).length && (text_is(form_at(finder, next), ".") || text_is(form_at(finder, next), "-")))
        next++;
    if (!found_at(finder, next) && entity_is_knighthood(form_at(finder, next)))
        next++;
    struct found *name = found_at(finder, next);
    if (!name) {
        int to = unclaimed_run(finder, next);
        name = to > next ? name_new(finder, next, to) : NULL;
        title = &finder->found.items[number];
    }
    if (!is_person_name(name) || name->from != next)
        return false;
    if (title->kind == MENTION_BODY && title->title->kind == TITLE_BODY)
        return false;
    take_state_behind(finder, title, name);
    learn_person(finder, title, name);
    name->wide_from = title->wide_from;
    name->head = found_head(finder->sentence, name->wide_from, name->to);
    name->owner_found = title->owner_found;
    name->possessor = title->possessor;
    name->is_bare = title->is_bare && !name->code.length;
    name->title = name->is_bare || name->possessor >= 0 ? title->title : NULL;
    title->is_swallowed = true;
    return true;
}

/* The nominal takes the name's person: "the French president, Emmanuel Macron". */
static void join(struct finder *finder, struct found *title, struct found *name)
{
    learn_person(finder, title, name);
    title->entity = name->entity;
    title->text = name->text;
    if (name->code.length)
        title->code = name->code;
    title->is_bare = title->is_bare && !title->code.length;
    title->gender = name->gender;
    name->is_bare = title->is_bare;
    name->title = title->is_bare || title->possessor >= 0 ? title->title : NULL;
    name->possessor = title->possessor;
}

static bool codes_agree(const struct found *title, const struct found *name)
{
    return !title->code.length || !name->code.length || text_equals(title->code, name->code);
}

static bool ends_apposition(struct text form)
{
    static const char *const marks[] = { ",", ".", ";", ")", "—", "–", "-", ":", NULL };
    if (!form.length)
        return true;
    for (int i = 0; marks[i]; i++)
        if (text_is(form, marks[i]))
            return true;
    return false;
}

static bool attach_apposition_after(struct finder *finder, struct found *title)
{
    if (!text_is(form_at(finder, title->to), ",") || title->plural)
        return false;
    struct found *name = found_at(finder, title->to + 1);
    if (!is_person_name(name) || name->wide_from != title->to + 1 || !codes_agree(title, name) ||
        !ends_apposition(form_at(finder, name->to)))
        return false;
    join(finder, title, name);
    return true;
}

/* Where an apposition that this title belongs to begins: "founder and chief executive", "a former army". */
static int apposition_start(const struct finder *finder, const struct found *title)
{
    int before = title->from - 1;
    for (int steps = 0; before > 0 && steps < 6; steps++, before--) {
        uint8_t upos = finder->sentence->tokens[before].upos;
        const struct found *found = found_at(finder, before);
        if (found ? !found->title : upos != UPOS_DET && upos != UPOS_NOUN && upos != UPOS_ADJ && upos != UPOS_CCONJ &&
            before != title->possessor)
            break;
    }
    return before;
}

/* "Admiral Harris, the commander of the Chadian fleet": of whose title nothing is known but the rank. */
static bool is_bare_name(const struct found *found)
{
    return found && found->title && found->is_bare && found->form == FORM_NAME && found->kind == MENTION_PERSON;
}

static bool attach_apposition_before(struct finder *finder, struct found *title)
{
    int before = apposition_start(finder, title);
    if (before < 1 || title->plural || !text_is(form_at(finder, before), ","))
        return false;
    struct found *name = found_at(finder, before - 1);
    bool takes = is_person_name(name) || (is_bare_name(name) && title->code.length);
    if (!takes || name->to != before || !codes_agree(title, name))
        return false;
    join(finder, title, name);
    return true;
}

/* "An aide to the governor" is the governor's; an ambassador to Norway is not Norway's. */
static bool serves(struct text word)
{
    static const char *const words[] = { "aide", "adviser", "advisor", "assistant", "aides", "advisers", "advisors", "counsel",
                                         NULL };
    return text_is_any_nocase(word, words);
}

static bool is_link(struct text form, const struct title *title)
{
    if (text_is(form, "of") || text_is(form, "for") || text_is(form, "from") || text_is(form, "at"))
        return true;
    return text_is(form, "in") && (title->kind == TITLE_BODY || title->kind == TITLE_OFFICIALS);
}

/* The found that follows "of", "for" or "from", over an article, a few adjectives and what a hyphen joins ("the Chad-backed FLM",
 * "al-Haram"). */
static int found_after(const struct finder *finder, int from)
{
    for (int i = from; i < finder->sentence->token_count && i < from + 7; i++) {
        int found = finder->owner[i];
        int to = found >= 0 ? finder->found.items[found].to : i + 1;
        if (text_is(form_at(finder, to), "-") && to + 1 < finder->sentence->token_count) {
            i = found >= 0 || finder->owner[to + 1] < 0 ? to + 1 : to;
            continue;
        }
        if (found >= 0)
            return found;
        const struct token *token = &finder->sentence->tokens[i];
        if (token->upos != UPOS_DET && token->upos != UPOS_ADJ && token->upos != UPOS_PROPN && token->upos != UPOS_NOUN)
            return -1;
    }
    return -1;
}

/* "The front", "the FLM militia". */
static bool is_group(const struct finder *finder, const struct found *found)
{
    return found->kind == MENTION_GROUP
        || (found->code.length && found->owner_found >= 0 && finder->found.items[found->owner_found].kind == MENTION_GROUP);
}

/* "Chad", "the front", "the Chadian army": who may be a member of a list. */
static bool is_party(const struct found *found)
{
    bool named = found->kind <= MENTION_GROUP && !found->title;
    return found->code.length && (named || found->kind == MENTION_BODY);
}

/* "the leaders of France, Germany and Poland", "officers of the Chadian army and the front": every one of the list is a member. */
static void take_list(struct finder *finder, struct found *title, int first)
{
    struct party parties[16];
    int count = 0;
    for (int number = first; count < 16;) {
        const struct found *found = &finder->found.items[number];
        if (!is_party(found))
            break;
        const struct token *tokens = finder->sentence->tokens;
        parties[count++] = (struct party){ .text = found->text, .code = found->code,
                                           .span = { tokens[found->from].span.from_byte, tokens[found->to - 1].span.to_byte } };
        int next = found->to;
        if (text_is(form_at(finder, next), ","))
            next++;
        if (text_is(form_at(finder, next), "and"))
            next++;
        if (text_equals_nocase(form_at(finder, next), TEXT("the")))
            next++;
        if (next == found->to || !found_at(finder, next))
            break;
        number = finder->owner[next];
    }
    if (count < 2)
        return;
    struct party *members = arena_take(finder->arena, (size_t)count * sizeof *members);
    for (int i = 0; i < count; i++)
        members[i] = parties[i];
    title->members = members;
    title->member_count = count;
}

/* "Members of the alliance", "fighters of the front": of whatever follows, or only of a group. */
static bool belong(const struct finder *finder, const struct found *title)
{
    static const char *const fighters[] = { "rebel", "separatist", "insurgent", "militant", "fighter", "guerrilla", "terrorist",
                                            "jihadist", "extremist", "gunman", NULL };
    const struct token *head = &finder->sentence->tokens[title->to - 1];
    if (title->title->kind != TITLE_COLLECTIVE || title->code.length)
        return false;
    if (text_is(head->lemma, "member"))
        return true;
    int group = text_is_any_nocase(head->lemma, fighters) ? found_after(finder, title->to + 1) : -1;
    return group >= 0 && is_group(finder, &finder->found.items[group]);
}

/* ", vice president at the Linden Institute", "a director with Linden Water": who serves a house of which nothing is known. */
static bool serves_private_house(const struct finder *finder, const struct found *title)
{
    int at = title->to, before = title->from - 1;
    bool advises = serves(form_at(finder, at - 1)) && text_is(form_at(finder, at), "to"); /* "Chad adviser to the Linden Group" */
    if (title->title->kind != TITLE_ROLE || (title->code.length && !advises) || before < 0)
        return false;
    if (text_is(form_at(finder, before), "senior"))
        before--;
    bool aside = before >= 0 && (text_is(form_at(finder, before), ",") || text_is(form_at(finder, before), "a"));
    if (!aside || (!text_is(form_at(finder, at), "at") && !text_is(form_at(finder, at), "with") && !advises))
        return false;
    at += 1 + text_is(form_at(finder, at + 1), "the");
    struct text first = form_at(finder, at);
    bool named = first.length && first.at[0] >= 'A' && first.at[0] <= 'Z';
    int number = named ? found_after(finder, at) : -1;
    return named && (number < 0 || finder->found.items[number].kind == MENTION_OTHER);
}

/* "The ally of Chad" is another than Chad. */
static bool is_ally(const struct finder *finder, const struct found *title)
{
    static const char *const words[] = { "ally", "partner", "neighbour", "neighbor", NULL };
    return title->title->kind == TITLE_COUNTRY && text_is_any_nocase(form_at(finder, title->to - 1), words);
}

/* "The leader of Chad's FLM group": the group whose owner stands first; otherwise who stands there. */
static int group_owned_by(const struct finder *finder, int number)
{
    const struct found *owner = &finder->found.items[number];
    struct text mark = form_at(finder, owner->to);
    bool owns = text_is(mark, "'s") || text_is(mark, "’s") || text_is(mark, "'") || text_is(mark, "’");
    int owned = owns ? found_after(finder, owner->to + 1) : -1;
    return owned >= 0 && finder->found.items[owned].kind == MENTION_GROUP ? owned : number;
}

static void attach_state_after(struct finder *finder, struct found *title)
{
    if (is_ally(finder, title)) {
        title->is_bare &= !text_is(form_at(finder, title->to), "of");
        return;
    }
    bool is_members = belong(finder, title);
    if (serves_private_house(finder, title)) {
        title->is_public = title->is_bare = false;
        title->code = (struct text){ 0 };
    }
    bool is_served = text_is(form_at(finder, title->to), "to") && serves(form_at(finder, title->to - 1));
    if (name_behind_matter(finder, title) >= 0)
        return;
    /* "the administration of President Lind" is not the American one */
    bool is_default = title->title->code.length && title->owner_found < 0 && text_equals(title->code, title->title->code) &&
                      text_is(form_at(finder, title->to), "of");
    if ((!title->is_bare && !is_members && !is_default) || (!is_served && !is_link(form_at(finder, title->to), title->title)))
        return;
    int number = found_after(finder, title->to + 1);
    if (number < 0 || finder->found.items[number].kind == MENTION_OTHER) {
        if (is_members || is_default)
            return;
        title->is_public &= title->title->kind != TITLE_ROLE || !text_is(form_at(finder, title->to), "of");
        bool somewhere = text_is(form_at(finder, title->to), "in"); /* "president of the bakery", but "a court in Linden" */
        title->is_bare &= somewhere;
        title->is_definite |= title->is_bare;
        return;
    }
    number = group_owned_by(finder, number);
    struct found *state = &finder->found.items[number];
    if (state->is_swallowed)
        return;
    if (state->kind == MENTION_COLLECTIVE && !state->code.length) { /* "leaders of European states", not "of G7 states" */
        title->kind = MENTION_COLLECTIVE;
        title->is_bare = false;
        title->owner_found = number;
        return;
    }
    title->code = state->code;
    title->file = state->file;
    title->line = state->line;
    title->owner_found = number;
    title->is_bare = state->is_bare;
    if (title->plural)
        take_list(finder, title, number);
    struct found *name = found_at(finder, state->to);
    if (is_person_name(name) && name->from == state->to) /* "Prime Minister of Denmark Mette Frederiksen" */
        join(finder, title, name);
}

static bool is_dash(struct text mark)
{
    return text_is(mark, "--") || text_is(mark, "—") || text_is(mark, "–") || text_is(mark, "-");
}

/* The state, body or group with a code that ends before `to`, over "and", a comma and "the"; NULL. */
static const struct found *listed_before(const struct finder *finder, int to)
{
    while (to > 0 && (text_equals_nocase(form_at(finder, to - 1), TEXT("the")) || text_is(form_at(finder, to - 1), "and")
                      || text_is(form_at(finder, to - 1), ",")))
        to--;
    const struct found *found = to > 0 ? found_at(finder, to - 1) : NULL;
    return found && found->kind <= MENTION_GROUP && found->code.length && !found->title ? found : NULL;
}

/* "Chad, Niger and Mali -- the countries that signed": those whom the list before names. */
static void attach_list_before(struct finder *finder, struct found *title)
{
    int dash = title->from - 1;
    while (dash > 0 && text_equals_nocase(form_at(finder, dash), TEXT("the")))
        dash--;
    if (!title->plural || title->code.length || dash < 1 || !is_dash(form_at(finder, dash)) || !found_at(finder, dash - 1))
        return;
    const struct found *first = listed_before(finder, dash), *found = first;
    while (found) {
        first = found;
        found = listed_before(finder, found->from);
    }
    if (first)
        take_list(finder, title, finder->owner[first->from]);
    if (title->member_count)
        title->is_bare = false;
}

/* "three European countries -- France, Germany and Britain", "oil exporters Russia and Oman": those whom the list names. */
static void attach_list(struct finder *finder, struct found *title)
{
    int next = title->to;
    struct text mark = form_at(finder, next);
    bool has_mark = is_dash(mark) || text_is(mark, ":");
    next += has_mark;
    if (text_equals_nocase(form_at(finder, next), TEXT("the")))
        next++;
    const struct found *state = found_at(finder, next);
    if (!title->plural || title->code.length || !state || state->from != next || state->kind > MENTION_GROUP || state->title ||
        state->form == FORM_DEMONYM)
        return;
    take_list(finder, title, finder->owner[next]);
    if (title->member_count)
        title->is_bare = false;
}

/* "Her counterpart, Finnish Defence Minister Antti Berg": one person, once the title behind has its name. */
static void attach_counterpart(struct finder *finder, struct found *title)
{
    bool is_one = title->title && !title->is_swallowed && title->title->kind == TITLE_ROLE &&
                  text_is(form_at(finder, title->to), ",") && text_is(form_at(finder, title->to - 1), "counterpart");
    const struct found *next = is_one ? found_at(finder, title->to + 1) : NULL;
    struct found *name = next && next->is_swallowed ? found_at(finder, next->to) : NULL;
    if (name && name->kind == MENTION_PERSON && name->wide_from == title->to + 1 && codes_agree(title, name))
        join(finder, title, name);
}

/* From the right, so that "a spokesman for the president of France" finds its end first. */
void titles_attach(struct finder *finder)
{
    for (size_t i = finder->found.count; i-- > 0;)
        if (finder->found.items[i].title && !finder->found.items[i].is_swallowed)
            attach_state_after(finder, &finder->found.items[i]);
    size_t count = finder->found.count;
    for (size_t i = 0; i < count; i++) {
        struct found *found = &finder->found.items[i];
        if (found->title && !found->is_swallowed && !found->member_count)
            attach_list(finder, found);
        if (found->title && !found->is_swallowed && !found->member_count)
            attach_list_before(finder, found);
        if (!found->title || found->is_swallowed || found->form != FORM_TITLE || found->title->kind == TITLE_COLLECTIVE ||
            found->title->kind == TITLE_REGION || found->title->kind == TITLE_COUNTRY)
            continue;
        if (!attach_after(finder, found)) {
            found = &finder->found.items[i];
            if (found->title->kind != TITLE_BODY && !attach_apposition_after(finder, found))
                attach_apposition_before(finder, found);
        }
    }
    for (size_t i = 0; i < count; i++)
        attach_counterpart(finder, &finder->found.items[i]);
}
