/* Names: the longest match of the lexicon at each place, then names that the article itself explains, then unknown ones. */
#include "reading/mentions_inner.h"

#include <string.h>

size_t naming_key(const struct finder *finder, int from, int to, char *key)
{
    size_t length = 0;
    for (int i = from; i < to; i++) {
        size_t longer = actors_key(finder->sentence->tokens[i].form, key, length, LONGEST_KEY, finder->arena);
        if (!longer && length)
            return 0;
        length = longer;
    }
    return length;
}

static bool is_capital(struct text form)
{
    return form.length && form.at[0] >= 'A' && form.at[0] <= 'Z';
}

/* A mark that names may hold between their words. */
static bool is_joint(struct text form)
{
    return text_is(form, "-") || text_is(form, "–") || text_is(form, ".") || text_is(form, "'") || text_is(form, "’");
}

static const struct phrase *first_title(const struct phrase *phrase)
{
    while (phrase && !phrase->title)
        phrase = phrase->next;
    return phrase;
}

const struct actor *naming_actor_of(const struct finder *finder, int from, int to, struct text code)
{
    char key[LONGEST_KEY];
    struct text name = { key, naming_key(finder, from, to, key) };
    const struct phrase_slot *slot = name.length ? actors_slot(finder->lexicon, name) : NULL;
    for (const struct phrase *phrase = slot ? slot->first : NULL; phrase; phrase = phrase->next)
        if (phrase->actor && phrase->actor->kind == MENTION_PERSON && text_equals(phrase->actor->code, code))
            return phrase->actor;
    return NULL;
}

static bool slot_serves(const struct finder *finder, const struct phrase_slot *slot, int from, int to, bool titles)
{
    if (titles) /* "the minister's" has the letters of "ministers" */
        return first_title(slot->first) != NULL && !text_is(finder->sentence->tokens[to - 1].xpos, "POS");
    return actors_choose(slot->first, found_text(finder, from, to), finder->day) != NULL;
}

/* "R." of "Gerald R. Ford". */
static bool is_initial(struct text form)
{
    return is_capital(form) && (form.length == 1 || (form.length == 2 && form.at[1] == '.'));
}

static bool is_of_person(const struct phrase_slot *slot)
{
    return slot->first && slot->first->actor && slot->first->actor->kind == MENTION_PERSON;
}

void naming_open(const struct finder *finder, const struct sentence *sentence, const struct phrase_slot **opens)
{
    enum { MANY = 32 }; /* some words at a time, so that they come from memory together */
    char keys[MANY][LONGEST_KEY];
    struct text words[MANY];
    unsigned long long begun[MANY];
    const struct actor_lexicon *lexicon = finder->lexicon;
    for (int from = 0; from < sentence->token_count; from += MANY) {
        int count = sentence->token_count - from < MANY ? sentence->token_count - from : MANY;
        for (int i = 0; i < count; i++) {
            size_t length = actors_key(sentence->tokens[from + i].form, keys[i], 0, sizeof keys[i], finder->arena);
            words[i] = (struct text){ keys[i], length };
            begun[i] = length ? actors_begin(lexicon, words[i]) : 0;
        }
        for (int i = 0; i < count; i++)
            actors_fetch(lexicon, begun[i]);
        for (int i = 0; i < count; i++)
            opens[from + i] = actors_at(lexicon, words[i], begun[i]);
    }
}

/* A middle initial that the lexicon does not have is passed over in the name of a person. */
const struct phrase_slot *naming_longest(const struct finder *finder, int from, bool titles, int *to)
{
    const struct token *tokens = finder->sentence->tokens;
    const struct phrase_slot *slot = finder->opens[from], *best = NULL;
    if (!slot)
        return NULL;
    char key[LONGEST_KEY];
    size_t length = slot->key.length;
    memcpy(key, slot->key.at, length);
    bool shortened = false;
    for (int i = from;; length = slot->key.length) {
        if (slot->first && (!shortened || is_of_person(slot)) && slot_serves(finder, slot, from, i + 1, titles)) {
            best = slot;
            *to = i + 1;
        }
        if (!slot->goes_on)
            return best;
        slot = NULL;
        while (!slot && ++i < finder->sentence->token_count) {
            size_t longer = actors_key(tokens[i].form, key, length, sizeof key, finder->arena);
            struct text whole = { key, longer };
            if (longer > length)
                slot = actors_slot(finder->lexicon, whole);
            bool initial = longer > length && !titles && is_initial(tokens[i].form);
            shortened |= !slot && initial;
            if (!slot && !initial && (longer != length || !is_joint(tokens[i].form)))
                return best;
        }
        if (!slot)
            return best;
    }
}

/* A name of one word inside a longer name of a person ("Michael Jordan", "Chad Smith") is no state. */
static bool is_inside_person(const struct finder *finder, int from, int to)
{
    for (int i = 0; i < finder->sentence->name_count; i++) {
        const struct name *name = &finder->sentence->names[i];
        if (name->from <= from && to <= name->to && name->kind == NAME_PERSON)
            return name->to - name->from > to - from;
        if (name->from >= to)
            break;
    }
    return false;
}

static bool is_in_office(const struct actor *actor, int day)
{
    return day ? actor->from_day <= day && day <= actor->to_day : actor->to_day == 99999999;
}

/* "Abbas Kourani" is no Mahmoud Abbas: a surname that is somebody's first name, unless its bearer puts it first himself, as
 * Xi Jinping does. */
static bool is_given_name(const struct finder *finder, const struct phrase *phrase, int from, int to)
{
    struct text surname = found_text(finder, from, to);
    if (phrase->form != FORM_SURNAME || text_starts(phrase->actor->canonical, surname))
        return false;
    for (int i = 0; i < finder->sentence->name_count; i++) {
        const struct name *name = &finder->sentence->names[i];
        if (name->kind == NAME_PERSON && name->from <= from && to < name->to)
            return finder->sentence->tokens[to].upos == UPOS_PROPN && finder->sentence->tokens[to].form.length > 2;
    }
    return false;
}

/* "Oscar Pistorius", before another Pistorius was minister: the surname is that man's, here and in the rest of the article. Who
 * is in
 * office yields only to somebody else of the lexicon whom the article names: "Simon Harris" in the days of Kamala Harris. */
static bool is_others_surname(const struct finder *finder, const struct phrase *phrase, int from, int to)
{
    if (phrase->form != FORM_SURNAME)
        return false;
    int entity = entity_of_surname(finder, from, to);
    const struct actor *other = entity >= 0 ? finder->entities.items[entity].actor : NULL;
    if (is_in_office(phrase->actor, finder->day))
        return other && other != phrase->actor;
    return is_inside_person(finder, from, to) || (entity >= 0 && other != phrase->actor);
}

static bool is_title_to(const struct finder *finder, int from, int to)
{
    int end = from + 1;
    return naming_longest(finder, from, true, &end) && end >= to;
}

/* "Chile's Joint Chiefs of Staff", "the National Security Council": a body whose name others use as well is that of the state
 * before it, or goes by a longer title. */
static bool is_others_body(const struct finder *finder, const struct phrase *phrase, int from, int to)
{
    if (phrase->form != FORM_BODY || !from)
        return false;
    int before = from - 1;
    if (is_capital(finder->sentence->tokens[before].form) && finder->owner[before] < 0 && is_title_to(finder, before, to))
        return true;
    if (before > 0 && text_is(finder->sentence->tokens[before].xpos, "POS"))
        before--;
    const struct found *owner = finder->owner[before] >= 0 ? &finder->found.items[finder->owner[before]] : NULL;
    return owner && owner->kind == MENTION_STATE && !text_equals(owner->code, phrase->actor->code) && is_title_to(finder, from, to);
}

static bool is_blocked(const struct finder *finder, const struct phrase *phrase, int from, int to)
{
    const struct token *token = &finder->sentence->tokens[from];
    if (phrase->form == FORM_NAME && phrase->actor->kind == MENTION_STATE && finder->elsewhere[phrase->actor->number])
        return true;
    if (phrase->actor->kind == MENTION_STATE && (phrase->form == FORM_NAME || phrase->form == FORM_SEAT) &&
        is_inside_person(finder, from, to))
        return true;
    if (is_given_name(finder, phrase, from, to) || is_others_surname(finder, phrase, from, to) ||
        is_others_body(finder, phrase, from, to))
        return true;
    if (phrase->form == FORM_SURNAME && (token->upos == UPOS_VERB || token->upos == UPOS_ADP || token->upos == UPOS_AUX ||
                                         token->upos == UPOS_PRON))
        return true;
    return false;
}

static bool is_country_adjective(const struct token *token)
{
    return token->upos == UPOS_ADJ || token->deprel == DEPREL_AMOD;
}

bool naming_has_form(const struct finder *finder, struct text word, uint8_t form)
{
    char key[LONGEST_KEY];
    struct text name = { key, actors_key(word, key, 0, sizeof key, finder->arena) };
    const struct phrase_slot *slot = name.length ? actors_slot(finder->lexicon, name) : NULL;
    for (const struct phrase *phrase = slot ? slot->first : NULL; phrase; phrase = phrase->next)
        if (phrase->form == form)
            return true;
    return false;
}

static bool has_place_case(const struct finder *finder, int head)
{
    const struct sentence *sentence = finder->sentence;
    int low = head > 6 ? head - 6 : 0;
    for (int i = low; i < head; i++) {
        const struct token *token = &sentence->tokens[i];
        if (token->head != head || token->deprel != DEPREL_CASE)
            continue;
        if (naming_has_form(finder, token->form, FORM_PLACE))
            return true;
    }
    return false;
}

static bool has_number(const struct finder *finder, int head)
{
    for (int i = head > 4 ? head - 4 : 0; i < head; i++)
        if (finder->sentence->tokens[i].head == head && finder->sentence->tokens[i].deprel == DEPREL_NUMMOD)
            return true;
    return false;
}

static bool is_shouted(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] >= 'a' && form.at[i] <= 'z')
            return false;
    return form.length > 1;
}

/* "Accra, Ghana - ", "Ottawa (CP) - ": names and an agency, then a dash with blanks around it. */
static bool stands_before_dash(const struct sentence *sentence, int to)
{
    enum { LONGEST = 10 };
    bool apart = false;
    for (int i = 0; i + 1 < sentence->token_count && i < LONGEST; i++) {
        const struct token *token = &sentence->tokens[i];
        bool dash = text_is(token->form, "-") || text_is(token->form, "–") || text_is(token->form, "—");
        if (dash)
            return i >= to && apart && (sentence->tokens[i + 1].flags & TOKEN_SPACE_BEFORE) && (token->flags & TOKEN_SPACE_BEFORE);
        apart |= text_is(token->form, ",") || text_is(token->form, ")");
        if (token->upos != UPOS_PROPN && token->upos != UPOS_PUNCT && !is_capital(token->form))
            return false;
    }
    return false;
}

/* "TALLINN (Reuters) - ", "GAZIANTEP, Turkey The minister": where the report was written. */
static bool is_dateline(const struct finder *finder, int from, int to)
{
    const struct sentence *sentence = finder->sentence;
    if (!sentence->opens_paragraph || sentence->is_title || sentence->is_capitals || to >= sentence->token_count || from > 6)
        return false;
    if (stands_before_dash(sentence, to))
        return true;
    for (int i = 0; i < to; i++)
        if (!is_shouted(sentence->tokens[i].form) && sentence->tokens[i].upos != UPOS_PUNCT)
            return false;
    if (sentence->tokens[from].form.length < 5 && to - from == 1)
        return false; /* an acronym that acts */
    struct text next = sentence->tokens[to].form;
    return text_is(next, "(") || text_is(next, "—") || text_is(next, "–") || text_is(next, "-") || text_is(next, "/") ||
        text_is(next, ",") ||
           (is_capital(next) && !is_shouted(next)) || is_shouted(next);
}

/* "A Lind-era pact". */
static bool names_an_era(const struct finder *finder, int to)
{
    const struct sentence *sentence = finder->sentence;
    struct text next = to < sentence->token_count ? sentence->tokens[to].form : (struct text){ 0 };
    bool joined = to + 1 < sentence->token_count && (text_is(next, "-") || text_is(next, "–"));
    return text_is(next, "-era") || (joined && text_is(sentence->tokens[to + 1].form, "era"));
}

/* "The Latvian said": somebody of whom the article told. */
static bool is_the_subject(const struct finder *finder, const struct found *found)
{
    return found->from > 0 && text_equals_nocase(finder->sentence->tokens[found->from - 1].form, TEXT("the")) &&
        finder->sentence->tokens[found->head].deprel == DEPREL_NSUBJ;
}

/* "No comment from Kyiv", "a response from Kyiv": what comes from those who govern there. */
static bool is_answerer(const struct finder *finder, const struct found *found)
{
    static const char *const words[] = { "comment", "response", "reaction", "reply", "answer", "statement", "threat", "demand",
                                         "criticism", "condemnation", "protest", "denial", "pressure", "complaint", "rebuke",
                                         NULL };
    const struct token *tokens = finder->sentence->tokens, *head = &tokens[found->head];
    if (found->from < 1 || !text_is(tokens[found->from - 1].form, "from") || head->head < 0)
        return false;
    for (int i = found->from - 2; i >= 0 && i >= found->from - 3; i--)
        if (text_is_any_nocase(tokens[i].lemma, words))
            return true;
    return false;
}

/* What the phrase's form and the grammar around it say about the mention. */
static void describe(const struct finder *finder, const struct phrase *phrase, struct found *found)
{
    const struct token *head = &finder->sentence->tokens[found->head];
    found->is_modifier = found_modifies(finder, found->head);
    found->is_public = true;
    if (phrase->form == FORM_DEMONYM && !is_country_adjective(head) && !found->is_modifier) {
        found->plural = text_ends(head->form, TEXT("s")) || text_is(head->xpos, "NNPS") || text_is(head->xpos, "NNS");
        found->is_people = found->plural;
        found->is_public = !has_number(finder, found->head) && (found->plural || is_the_subject(finder, found));
    }
    if (phrase->form == FORM_DEMONYM && is_country_adjective(head) && !found->is_modifier)
        found->is_public = is_the_subject(finder, found); /* "the plane is Russian" */
    found->is_aside = names_an_era(finder, found->to);
    if (phrase->form != FORM_DEMONYM && is_dateline(finder, found->from, found->to)) {
        found->is_public = false;
        found->is_aside = true;
    }
    if (phrase->form == FORM_SEAT && !found->is_modifier && has_place_case(finder, found->head) &&
        !is_answerer(finder, found))
        found->is_public = false; /* "in Kyiv" is a place */
}

static void add_lexicon_name(struct finder *finder, const struct phrase *phrase, int from, int to)
{
    const struct actor *actor = phrase->actor;
    struct found found = { .from = from, .to = to, .head = found_head(finder->sentence, from, to), .wide_from = from,
                           .form = phrase->form, .kind = actor->kind, .text = found_text(finder, from, to), .entity = -1,
                               .possessor = -1, .owner_found = -1 };
    if (actor->kind == MENTION_OTHER) {
        found_add(finder, found);
        return;
    }
    found.entity = entity_of_actor(finder, actor);
    found.code = actor->code;
    found.file = actor->file;
    found.line = actor->line;
    found.gender = actor->gender;
    found.is_person = actor->kind == MENTION_PERSON;
    describe(finder, phrase, &found);
    if (phrase->form == FORM_BODY && actor->kind == MENTION_STATE)
        found.kind = MENTION_BODY;
    if (finder->learning && phrase->form == FORM_NAME && actor->kind == MENTION_PERSON)
        entity_learn_surname(finder, found.entity, from, to);
    found_add(finder, found);
}

/* "Latin American": a region's name of several words, whose parts are no states. */
static int region_end(const struct finder *finder, int from)
{
    int to = from + 1;
    if (!is_capital(finder->sentence->tokens[from].form))
        return from;
    const struct phrase_slot *slot = naming_longest(finder, from, true, &to);
    bool genitive = slot && text_is(finder->sentence->tokens[to - 1].xpos, "POS"); /* "America's" is not the Americas */
    return slot && !genitive && first_title(slot->first)->title->kind == TITLE_REGION ? to : from;
}

static void find_lexicon_names(struct finder *finder)
{
    for (int i = 0; i < finder->sentence->token_count; i++) {
        int to = i + 1;
        const struct phrase_slot *slot = naming_longest(finder, i, false, &to);
        int region_to = region_end(finder, i);
        if (region_to > i + 1 && (!slot || region_to > to)) {
            i = region_to - 1;
            continue;
        }
        if (!slot)
            continue;
        const struct phrase *phrase = actors_choose(slot->first, found_text(finder, i, to), finder->day);
        if (phrase && !is_blocked(finder, phrase, i, to)) {
            add_lexicon_name(finder, phrase, i, to);
            i = to - 1;
        }
    }
}

static void add_article_name(struct finder *finder, int from, int to, int number, bool person)
{
    const struct entity *entity = &finder->entities.items[number];
    struct found found = { .from = from, .to = to, .head = found_head(finder->sentence, from, to), .wide_from = from,
                           .kind = entity->kind,
                           .text = found_text(finder, from, to), .form = FORM_NAME, .possessor = -1, .owner_found = -1 };
    found_take_entity(finder, &found, number);
    found.is_person |= person;
    found.is_modifier = found_modifies(finder, found.head);
    found_add(finder, found);
}

/* "Foreign Ministry", "National Security Council": a title of the lexicon, whatever it looks like. */
static bool ends_in_title(const struct finder *finder, const struct name *name)
{
    if (name->kind == NAME_PERSON)
        return false;
    for (int i = name->from; i < name->to; i++) {
        int to = i + 1;
        if (naming_longest(finder, i, true, &to) && to >= name->to)
            return true;
    }
    return false;
}

bool naming_is_portfolio(struct text word)
{
    static const char *const words[] = { "Action", "Affairs", "Aid", "Agriculture", "Change", "Climate", "Commerce",
                                         "Cooperation", "Culture", "Defence", "Defense", "Development", "Economy",
                                         "Education", "Energy", "Enlargement", "Environment", "Finance", "Fisheries",
                                         "Health", "Industry", "Infrastructure", "Integration", "Interior",
                                         "Investment", "Justice", "Labour", "Labor", "Management", "Migration",
                                         "Operations", "Peace", "Planning", "Policy", "Relations", "Resources",
                                         "Safety", "Security", "Services", "Space", "Technology", "Tourism", "Trade",
                                         "Transport", "Works", NULL };
    return text_is_any(word, words);
}

/* "Commissioner for Home Affairs Kari Lund": the office's matter is no part of the name. */
static int name_from(const struct finder *finder, const struct name *name)
{
    const struct token *tokens = finder->sentence->tokens;
    int from = name->from;
    bool behind = from > 0 && (text_is(tokens[from - 1].form, "for") || text_is(tokens[from - 1].form, "of")
                               || text_is(tokens[from - 1].form, "and"));
    for (int i = name->from; behind && i + 1 < name->to; i++)
        if (naming_is_portfolio(tokens[i].form))
            from = i + 1;
    return from;
}

/* Names that the language room saw and the lexicon does not know. */
static void find_other_names(struct finder *finder)
{
    for (int i = 0; i < finder->sentence->name_count; i++) {
        const struct name *name = &finder->sentence->names[i];
        if (!found_is_free(finder, name->from, name->to) || name->kind == NAME_PLACE || ends_in_title(finder, name))
            continue;
        bool knight = name->to == name->from + 1 && entity_of_knight(finder, name->from) >= 0;
        if (knight || entity_of_surname(finder, name->from, name->to) != -1)
            continue;
        int from = name_from(finder, name), entity = entity_of_name(finder, from, name->to);
        if (entity < 0)
            continue;
        if (name->kind == NAME_PERSON)
            finder->entities.items[entity].is_person = true;
        if (finder->learning && name->kind == NAME_PERSON)
            entity_learn_surname(finder, entity, from, name->to);
        add_article_name(finder, from, name->to, entity, name->kind == NAME_PERSON);
    }
}

/* Of several of that surname the one named last. */
static int nearest_bearer(const struct finder *finder, int from, int to)
{
    struct text surname = found_text(finder, from, to);
    const struct note *note;
    for (int back = 0; (note = recent_at(finder, back)); back++)
        if (note->entity >= 0 && note->is_person && text_ends(finder->entities.items[note->entity].full, surname))
            return note->entity;
    return -1;
}

/* The end of a surname that the article has explained and that begins here, hyphens included: "Kosiniak-Kamysz". */
static int surname_at(const struct finder *finder, int from, int *entity)
{
    const struct token *tokens = finder->sentence->tokens;
    int count = finder->sentence->token_count, to = from + 1;
    while (to + 1 < count && to - from < 6 && (text_is(tokens[to].form, "-") || !is_capital(tokens[to - 1].form)))
        to += text_is(tokens[to].form, "-") ? 2 : 1;
    for (; to > from; to--) {
        *entity = found_is_free(finder, from, to) && is_capital(tokens[to - 1].form) ? entity_of_surname(finder, from, to) : -1;
        if (*entity == -2)
            *entity = nearest_bearer(finder, from, to);
        if (*entity >= 0)
            return to;
    }
    return from;
}

static bool may_begin_surname(const struct token *token)
{
    static const char *const particles[] = { "von", "van", "de", "al", "el", "bin", "ben", "da", "di", "den", "der" };
    if (is_capital(token->form))
        return token->upos != UPOS_PRON && token->upos != UPOS_ADP && token->upos != UPOS_DET;
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (text_is(token->form, particles[i]))
            return true;
    return false;
}

/* Where the full name begins that ends in this surname, if it stands here. */
static int full_name_from(const struct finder *finder, int surname, int entity)
{
    struct text full = finder->entities.items[entity].full;
    int from = surname;
    while (from > 0 && finder->owner[from - 1] < 0 && is_capital(finder->sentence->tokens[from - 1].form) &&
           text_find(full, finder->sentence->tokens[from - 1].form) < full.length)
        from--;
    return from;
}

static void find_surnames(struct finder *finder)
{
    for (int i = 0; i < finder->sentence->token_count; i++) {
        int entity = -1;
        if (finder->owner[i] >= 0 || !may_begin_surname(&finder->sentence->tokens[i]))
            continue;
        int to = surname_at(finder, i, &entity), knight = to > i ? -1 : entity_of_knight(finder, i);
        if (knight >= 0) { /* "Sir Keir" */
            entity = knight;
            to = i + 1;
        }
        if (to > i) {
            add_article_name(finder, full_name_from(finder, i, entity), to, entity, true);
            i = to - 1;
        }
    }
}

/* "Mrs" of "Mrs Lund" belongs to the name where the tree looks for its head. */
static void take_honorifics(struct finder *finder)
{
    static const char *const words[] = { "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Dame", "Lord",
                                         "Lady", "Madam", "Madame", "Monsieur", "H.E", "H.E.", "Hon", "Hon.", "Prof",
                                         "Prof.", "Professor", NULL };
    for (size_t i = 0; i < finder->found.count; i++) {
        struct found *found = &finder->found.items[i];
        int before = found->from - 1;
        bool free = found->is_person && before >= 0 && finder->owner[before] < 0;
        if (!free || !text_is_any_nocase(finder->sentence->tokens[before].form, words))
            continue;
        found->wide_from = before;
        found->head = found_head(finder->sentence, before, found->to);
        found->is_modifier = found_modifies(finder, found->head);
    }
}

void naming_find(struct finder *finder)
{
    definite_halves(finder);
    find_lexicon_names(finder);
    find_other_names(finder);
    find_surnames(finder);
    take_honorifics(finder);
}
