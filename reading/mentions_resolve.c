/* Nominals whose own words do not tell of whom they are: "the president", "his envoy", "the ministry", "the two leaders". */
#include "reading/mentions_inner.h"

#include "reading/lexfile.h"

enum { NEAR_SENTENCES = 6, MOST_ENTITIES = 400 };

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
        int near = finder->index == note->sentence ? 25 : 0;
        int weight = 100 + near - 12 * (finder->index - note->sentence) + (is_subject(note->deprel) ? 25 : 0);
        weight -= note->deprel == DEPREL_OBL || note->deprel == DEPREL_NMOD || note->is_modifier ? 25 : 0;
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

/* Whether the title can stand for the state: no island is China, no kingdom France. */
static bool may_be_called(const struct title *title, struct text code)
{
    struct text states = title->states, state;
    while (lexfile_variant(&states, &state))
        if (text_equals(state, code))
            return true;
    return !title->states.length;
}

/* Of the states that can be called so the one told of last, as itself or by who acts for it; -1. */
static int last_called(struct finder *finder, const struct title *title)
{
    const struct note *note;
    for (int back = 0; (note = recent_at(finder, back)); back++) {
        struct text code = finder->out->items[note->mention].code;
        int state = code.length && may_be_called(title, code) ? entity_of_state(finder, code) : -1;
        if (state >= 0)
            return state;
    }
    return -1;
}

/* Whether a note is of a state that does something or is done to, or of those who act for one and do not only tell of it. */
static bool takes_part(const struct finder *finder, const struct note *note)
{
    const struct sentence *sentence = &finder->document->sentences[note->sentence];
    bool acts = is_subject(note->deprel), acts_for = note->kind == MENTION_PERSON || note->kind == MENTION_BODY;
    if (note->is_modifier)
        return false;
    if (note->kind == MENTION_STATE)
        return acts || note->deprel == DEPREL_OBJ || note->deprel == DEPREL_IOBJ;
    int verb = sentence->tokens[note->token].head;
    bool tells = note->deprel == DEPREL_NSUBJ && verb >= 0 && naming_has_form(finder, sentence->tokens[verb].lemma, FORM_SAYING);
    return acts_for && acts && !tells;
}

/* The state of who takes part in what a sentence told, the one named last: "Chad was praised by Mali. The country will …"; -1. */
static int state_taking_part(struct finder *finder, const struct found *found, int sentence)
{
    const struct note *note;
    bool told = teller_tells(finder, found); /* "met her Malian colleague. She said the country …" may well be of her own one */
    for (int back = 0; (note = recent_at(finder, back)) && note->sentence >= sentence; back++) {
        bool stands = note->sentence == sentence && (note->kind == MENTION_STATE || !told) && takes_part(finder, note);
        int state = stands ? entity_of_state(finder, finder->out->items[note->mention].code) : -1;
        if (state >= 0 && may_be_called(found->title, finder->entities.items[state].code))
            return state;
    }
    return -1;
}

/* "Chadian media say the country's ministry": the one state that the sentence has named so far, in
 * whatever words; -1. */
static int state_told_of(struct finder *finder, const struct found *found)
{
    const struct note *note;
    int only = -1;
    for (int back = 0; (note = recent_at(finder, back)) && note->sentence == finder->index; back++) {
        struct text code = finder->out->items[note->mention].code;
        int state = code.length ? entity_of_state(finder, code) : -1;
        if (state >= 0 && only >= 0 && only != state)
            return -1;
        only = state >= 0 && may_be_called(found->title, code) ? state : only;
    }
    return only;
}

/* "The country" is the state that was named last, in whatever place; as a subject rather one that took part in what was told. */
static int nearest_state(struct finder *finder, const struct found *found)
{
    const struct note *note;
    int told = state_told_of(finder, found);
    if (told >= 0)
        return told;
    bool acts = is_subject(finder->sentence->tokens[found->head].deprel);
    for (int back = 0; (note = recent_at(finder, back)) && finder->index - note->sentence <= 2; back++) {
        if (note->kind != MENTION_STATE || note->entity < 0 || note->is_modifier ||
            !may_be_called(found->title, finder->entities.items[note->entity].code))
            continue;
        int acting = acts ? state_taking_part(finder, found, note->sentence) : -1;
        return acting >= 0 ? acting : note->entity;
    }
    return found->title->states.length ? last_called(finder, found->title) : recent_state(finder);
}

/* "His envoy", "its allies": whoever the pronoun stands for was named before, and stands in the table. */
static const struct mention *owner_of(const struct finder *finder, const struct found *found)
{
    return found->possessor >= 0 ? mention_at(finder->out, finder->index, found->possessor) : NULL;
}

/* "His counterpart" is of another state than he. */
static bool is_other(const struct finder *finder, const struct found *found)
{
    static const char *const others[] = { "counterpart", "counterparts", "colleague", "colleagues", "homologue", "number", "rival",
                                          "rivals", NULL };
    return text_is_any_nocase(finder->sentence->tokens[found->to - 1].form, others);
}

/* "Its gunmen": whoever fights for a group, as forces do for a state. */
static bool are_fighters(const struct finder *finder, const struct found *found)
{
    static const char *const words[] = { "fighter", "fighters", "gunman", "gunmen", "militants", "guerrillas", NULL };
    return text_is_any_nocase(finder->sentence->tokens[found->to - 1].form, words);
}

static void resolve_owned(struct finder *finder, struct found *found)
{
    const struct mention *owner = is_other(finder, found) ? NULL : owner_of(finder, found);
    uint8_t kind = found->title->kind;
    bool are_others = kind == TITLE_COLLECTIVE || kind == TITLE_REGION || kind == TITLE_PRIVATE; /* "its Western allies" */
    are_others &= !are_fighters(finder, found);
    bool is_own = owner && owner->is_pronoun && !are_others;
    if (is_own && !owner->code.length && finder->quoted[found->possessor])
        ARENA_PUSH(finder->arena, &finder->waiting, (struct waiting){ .mention = (int)finder->out->count, .code_only = true });
    if (!owner || !owner->code.length || are_others)
        return;
    found->code = owner->code;
    found->file = owner->file;
    found->line = owner->line;
    int bearer = entity_with_title(finder, found->title, found->code);
    if (found->form == FORM_TITLE && bearer >= 0 && !found->plural)
        name_it(finder, found, bearer);
    else if (found->entity >= 0 && !finder->entities.items[found->entity].code.length) {
        finder->entities.items[found->entity].code = found->code;
        finder->entities.items[found->entity].is_public = true;
        found->is_public = true;
    }
}

/* "The two soldiers", "both sides"; "two soldiers" without an article are any two. */
static bool is_pair_word(const struct finder *finder, const struct found *found)
{
    static const char *const definite[] = { "the", "The", "these", "These", "those", "Those", "all", NULL };
    const struct token *tokens = finder->sentence->tokens;
    for (int i = found->wide_from > 0 ? found->wide_from - 1 : 0; i < found->to; i++) {
        bool known = finder->sentence->is_title || (i > 0 && text_is_any_nocase(tokens[i - 1].form, definite));
        if ((known && text_equals_nocase(tokens[i].form, TEXT("two"))) || text_equals_nocase(tokens[i].form, TEXT("both")))
            return true;
    }
    return false;
}

/* How much speaks for a note as one of "the two": nearness, and how often the article names its state. */
static int weigh_for_pair(struct finder *finder, const struct note *note)
{
    int state = entity_of_state(finder, finder->out->items[note->mention].code);
    int often = state >= 0 ? finder->entities.items[state].count : 0;
    return 100 - 15 * (finder->index - note->sentence) + (often > 12 ? 36 : 3 * often) - (note->deprel == DEPREL_OBL ? 10 : 0);
}

static const struct note *best_for_pair(struct finder *finder, bool persons, struct text other_than)
{
    const struct note *note, *best = NULL;
    int best_weight = 0;
    for (int back = 0; (note = recent_at(finder, back)) && finder->index - note->sentence <= 4; back++) {
        const struct mention *mention = &finder->out->items[note->mention];
        if (!mention->code.length || mention->member_count || text_equals(mention->code, other_than))
            continue;
        if (persons ? note->kind != MENTION_PERSON : note->kind != MENTION_STATE && note->kind != MENTION_PERSON &&
            note->kind != MENTION_BODY)
            continue;
        int weight = weigh_for_pair(finder, note);
        if (weight > best_weight) {
            best = note;
            best_weight = weight;
        }
    }
    return best;
}

static struct party party_of_note(struct finder *finder, const struct note *note, bool persons)
{
    struct party party = mention_party(&finder->out->items[note->mention]);
    int state = persons ? -1 : entity_of_state(finder, party.code);
    if (state >= 0)
        party.text = finder->entities.items[state].full;
    return party;
}

/* "The two leaders" are persons, "both countries" states; in the order of the text. */
static void resolve_pair(struct finder *finder, struct found *found)
{
    bool persons = found->title->kind == TITLE_OFFICIALS;
    const struct note *first = best_for_pair(finder, persons, (struct text){ 0 });
    const struct note *second = first ? best_for_pair(finder, persons, finder->out->items[first->mention].code) : NULL;
    if (!second)
        return;
    struct party *members = arena_take(finder->arena, 2 * sizeof *members);
    bool swapped = second->mention < first->mention;
    members[0] = party_of_note(finder, swapped ? second : first, persons);
    members[1] = party_of_note(finder, swapped ? first : second, persons);
    for (int i = 0; i < 2; i++)
        members[i].span = (struct span){ finder->sentence->tokens[found->from].span.from_byte,
                                         finder->sentence->tokens[found->to - 1].span.to_byte };
    found->members = members;
    found->member_count = 2;
}

static int number_of(struct text form)
{
    static const char *const words[] = { "two", "three", "four", "five", "six", "seven", "eight", "nine" };
    for (int i = 0; i < 8; i++)
        if (text_equals_nocase(form, text_of(words[i])))
            return i + 2;
    return form.length == 1 && form.at[0] >= '2' && form.at[0] <= '9' ? form.at[0] - '0' : 0;
}

/* "These countries", "those leaders": those whom a list named just before; not "those countries that sell oil". */
static bool are_these(const struct finder *finder, const struct found *found)
{
    static const char *const these[] = { "these", "those", NULL };
    static const char *const parties[] = { "country", "nation", "state", "government", "capital", "leader", "minister",
                                           NULL };
    const struct token *tokens = finder->sentence->tokens;
    int before = found->wide_from > 0 ? found->wide_from - 1 : 0;
    const struct token *next = found->to < finder->sentence->token_count ? &tokens[found->to] : NULL;
    bool whole = next && (next->upos == UPOS_AUX || next->upos == UPOS_PUNCT || text_is(next->xpos, "VBD") ||
                          text_is(next->xpos, "VBP") || text_is(next->xpos, "POS") || text_is(next->xpos, "TO"));
    bool named = text_is_any_nocase(tokens[before].form, these) || text_is_any_nocase(tokens[found->wide_from].form, these);
    return whole && named && found->plural && text_is_any_nocase(tokens[found->to - 1].lemma, parties);
}

static bool resolve_these(struct finder *finder, struct found *found)
{
    const struct list_note *list = are_these(finder, found) ? recent_list_at(finder, 0) : NULL;
    if (!list || finder->index - list->sentence > 2)
        return false;
    found->members = list->parties.items;
    found->member_count = (int)list->parties.count;
    return true;
}

/* "The three countries" after a list of three. */
static bool resolve_counted(struct finder *finder, struct found *found)
{
    const struct list_note *list;
    size_t count = 0;
    if (!found->plural || resolve_these(finder, found))
        return found->plural;
    for (int i = found->wide_from > 0 ? found->wide_from - 1 : 0; i < found->to && !count; i++)
        count = text_equals_nocase(finder->sentence->tokens[i].form, TEXT("both")) ? 2
            : (size_t)number_of(finder->sentence->tokens[i].form);
    for (int back = 0; count && (list = recent_list_at(finder, back)) && finder->index - list->sentence <= 5; back++)
        if (list->parties.count == count) {
            found->members = list->parties.items;
            found->member_count = (int)count;
            return true;
        }
    return false;
}

/* Whoever bore the title: a person, or the state whose official it was. */
static bool resolve_by_title(struct finder *finder, struct found *found)
{
    int bearer = teller_nearest_bearer(finder, found);
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

static bool is_office(const struct finder *finder, struct text office, const struct title *title)
{
    char key[LONGEST_KEY];
    while (office.length) {
        struct text one = text_trim(text_cut(&office, ','));
        struct text name = { key, actors_key(one, key, 0, sizeof key, finder->arena) };
        const struct phrase_slot *slot = name.length ? actors_slot(finder->lexicon, name) : NULL;
        for (const struct phrase *phrase = slot ? slot->first : NULL; phrase; phrase = phrase->next)
            if (phrase->title == title)
                return true;
    }
    return false;
}

static bool holds(const struct finder *finder, int entity, const struct title *title)
{
    const struct entity *one = &finder->entities.items[entity];
    if (!one->actor || !one->actor->office.length || !is_office(finder, one->actor->office, title))
        return false;
    return finder->author < 0 || text_equals(one->code, finder->entities.items[finder->author].code);
}

/* Whoever holds the office by the lexicon: who was named last, else whom the article names as one of its main state's. */
static bool resolve_by_office(struct finder *finder, struct found *found)
{
    const struct note *note;
    int best = -1;
    for (int back = 0; best < 0 && (note = recent_at(finder, back)); back++)
        if (note->entity >= 0 && note->is_person && holds(finder, note->entity, found->title))
            best = note->entity;
    for (size_t i = 0; best < 0 && i < finder->entities.count && i < MOST_ENTITIES; i++)
        if (finder->main_state >= 0 && text_equals(finder->entities.items[i].code,
                                                   finder->entities.items[finder->main_state].code) &&
            holds(finder, (int)i, found->title))
            best = (int)i;
    if (best >= 0)
        name_it(finder, found, best);
    return best >= 0;
}

/* The verb whose subject a token is, or whose object, or what its infinitives take; -1. */
static int verb_of(const struct token *tokens, int at, bool as_subject)
{
    bool fits = as_subject ? tokens[at].deprel == DEPREL_NSUBJ
                           : tokens[at].deprel == DEPREL_OBJ || tokens[at].deprel == DEPREL_IOBJ || tokens[at].deprel == DEPREL_OBL;
    int verb = fits ? tokens[at].head : -1;
    while (!as_subject && verb >= 0 && tokens[verb].deprel == DEPREL_XCOMP && tokens[verb].head >= 0)
        verb = tokens[verb].head;
    return verb;
}

/* "The minister accused Chile of spying", "the president will visit Chile": whose state is named as his verb's object is of another
 * one. */
static bool is_opposed(const struct finder *finder, const struct found *found, int state)
{
    const struct token *tokens = finder->sentence->tokens;
    int verb = verb_of(tokens, found->head, true);
    for (size_t i = 0; verb >= 0 && i < finder->found.count; i++) {
        const struct found *other = &finder->found.items[i];
        bool is_place = other->form == FORM_SEAT && tokens[other->head].deprel != DEPREL_OBJ; /* "troops took hills near Doba" */
        if (other != found && other->kind == MENTION_STATE && !other->is_modifier && !is_place && other->head > verb &&
            text_equals(other->code, finder->entities.items[state].code) && verb_of(tokens, other->head, false) == verb)
            return true;
    }
    return false;
}

/* The state that the article is about, or the next one where that cannot be meant; -1. */
static int main_state_for(const struct finder *finder, const struct found *found)
{
    int states[] = { finder->main_state, finder->next_state };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (states[i] >= 0 && !is_opposed(finder, found, states[i]))
            return states[i];
    return -1;
}

static void resolve_role(struct finder *finder, struct found *found)
{
    int own = teller_bearer(finder, found);
    if (own >= 0) {
        name_it(finder, found, own);
        return;
    }
    if (resolve_by_title(finder, found) || resolve_by_office(finder, found))
        return;
    int state = main_state_for(finder, found);
    if (state >= 0)
        take_code_of(finder, found, state);
}

/* "In Chad, government troops withdrew": the state that the sentence begins with as the place; -1. */
static int state_of_opening(struct finder *finder, const struct found *found)
{
    const struct token *tokens = finder->sentence->tokens;
    const struct found *place = finder->sentence->token_count > 2 && finder->owner[1] >= 0
                              ? &finder->found.items[finder->owner[1]] : NULL;
    bool opens = place && text_is(tokens[0].form, "In") && place->kind == MENTION_STATE && place->code.length &&
                 place->form != FORM_SEAT && place->to < found->from;
    return opens && text_is(tokens[place->to].form, ",") ? entity_of_state(finder, place->code) : -1;
}

/* "In Chad, where government forces shelled the town": the state before "where", or with which the sentence begins; -1. */
static int state_of_place(struct finder *finder, const struct found *found)
{
    const struct token *tokens = finder->sentence->tokens;
    int where = found->wide_from - 1;
    while (where > 0 && tokens[where].upos == UPOS_DET)
        where--;
    if (where < 2 || !text_is(tokens[where].form, "where"))
        return state_of_opening(finder, found);
    int place = finder->owner[text_is(tokens[where - 1].form, ",") ? where - 2 : where - 1];
    return place >= 0 && finder->found.items[place].kind == MENTION_STATE
        ? entity_of_state(finder, finder->found.items[place].code) : -1;
}

/* Of several governments that an article names, "the government" is that of the state it is about. */
static void resolve_body(struct finder *finder, struct found *found)
{
    int state = teller_means_other(found) ? teller_other_state(finder, found) : state_of_place(finder, found);
    if (state >= 0) {
        take_code_of(finder, found, state);
        return;
    }
    if (finder->main_state >= 0 && entity_with_title(finder, found->title, finder->entities.items[finder->main_state].code) >= 0)
        state = finder->main_state;
    else if (!resolve_by_title(finder, found))
        state = recent_state(finder);
    if (state >= 0 && is_opposed(finder, found, state))
        state = main_state_for(finder, found);
    if (state >= 0)
        take_code_of(finder, found, state);
}

/* "A US official" may go on as "the official", "Chinese hackers" as "the hackers". */
static void remember(struct finder *finder, const struct found *found)
{
    uint8_t kind = found->title->kind;
    bool goes_on = kind == TITLE_ROLE || kind == TITLE_BODY || text_is(found->title->name, "hackers");
    if (found->form != FORM_TITLE || !goes_on)
        return;
    int entity = found->entity;
    if (entity < 0 && found->code.length)
        entity = entity_of_state(finder, found->code);
    if (entity >= 0)
        entity_of_title(finder, found->title, entity);
}

/* "Spoke with her Norwegian counterpart": she is no Norwegian. */
static bool has_counterpart_of(const struct finder *finder, int state)
{
    const struct token *tokens = finder->sentence->tokens;
    for (size_t i = 0; i < finder->found.count; i++) {
        const struct found *found = &finder->found.items[i];
        if (!text_equals(found->code, finder->entities.items[state].code))
            continue;
        for (int at = found->from; at < finder->sentence->token_count && at <= found->to; at++)
            if (text_is(tokens[at].lemma, "counterpart") || text_is(tokens[at].lemma, "colleague"))
                return true;
    }
    return false;
}

/* "Chad sat in the middle. Climate Minister Lund pledged …", "the Chadian objection, restated by Minister Lund": the one state
 * that the paragraph named so far, in whatever words, but for places; -1 where it named none or several. */
static int only_state_of_paragraph(struct finder *finder)
{
    const struct note *note;
    int only = -1;
    for (int back = 0; (note = recent_at(finder, back)) && note->paragraph == finder->sentence->paragraph; back++) {
        const struct mention *mention = &finder->out->items[note->mention];
        bool is_aside = note->deprel == DEPREL_OBL || note->deprel == DEPREL_NMOD;
        bool is_place = note->kind == MENTION_STATE && !note->is_modifier && is_aside;
        if (note->is_quoted) /* who speaks names others */
            continue;
        int state = mention->code.length && note->kind <= MENTION_BODY && !is_place ? entity_of_state(finder, mention->code) : -1;
        if (mention->member_count || note->kind == MENTION_COLLECTIVE || (state >= 0 && only >= 0 && state != only))
            return -1;
        only = state >= 0 ? state : only;
    }
    return only;
}

/* "Ministry spokesman Lund" after "Chad's foreign ministry protested": the ministry's that was named last; -1. */
static int state_of_ministry(struct finder *finder, const struct found *found)
{
    static const char *const bodies[] = { "ministry", "army", "navy", "police", "government", "cabinet", NULL };
    enum { NEAR = 3 };
    const struct note *note;
    const struct token *first = &finder->sentence->tokens[found->wide_from];
    if (!text_is_any_nocase(first->form, bodies))
        return -1;
    for (int back = 0; (note = recent_at(finder, back)) && finder->index - note->sentence <= NEAR; back++) {
        const struct mention *mention = &finder->out->items[note->mention];
        const struct token *last = &finder->document->sentences[note->sentence].tokens[mention->to - 1];
        if (note->kind == MENTION_BODY && mention->code.length && text_equals_nocase(last->form, first->form))
            return entity_of_state(finder, mention->code);
    }
    return -1;
}

/* "Defence Minister Lund", of nobody's state: the one just told of, else the one that the article is about. */
static void resolve_name(struct finder *finder, struct found *found)
{
    struct entity *entity = &finder->entities.items[found->entity];
    if (entity->code.length)
        return;
    int state = state_of_ministry(finder, found);
    if (state < 0)
        state = only_state_of_paragraph(finder);
    if (state < 0) {
        state = main_state_for(finder, found);
        if (state >= 0 && finder->next_state >= 0 && has_counterpart_of(finder, state))
            state = finder->next_state;
    }
    if (state < 0)
        return;
    take_code_of(finder, found, state);
    entity->code = found->code;
    entity->file = found->file;
    entity->line = found->line;
    entity_learn_surname(finder, found->entity, found->from, found->to); /* of some states it stands first */
}

/* "The 27 leaders", "the three presidents": of as many states, and not of the one that the article is about. */
static bool are_many(const struct finder *finder, const struct found *found)
{
    static const char *const heads[] = { "leader", "president", "premier", NULL }, *const few[] = { "one", "two", "2", NULL };
    const struct token *tokens = finder->sentence->tokens;
    bool counted = false;
    for (int i = found->wide_from > 0 ? found->wide_from - 1 : 0; i < found->to; i++)
        counted |= tokens[i].upos == UPOS_NUM && !text_is_any_nocase(tokens[i].form, few);
    return counted && found->plural && text_is_any_nocase(tokens[found->to - 1].lemma, heads);
}

/* "A court jailed nine", "a judge blocked the order": of the one state that the report is about. */
static bool is_bench(const struct finder *finder, const struct found *found)
{
    static const char *const benches[] = { "court", "tribunal", "judge", "jury", NULL };
    static const char *const elsewhere[] = { "in", "of", "at", "there", NULL };
    const struct token *tokens = finder->sentence->tokens;
    bool placed = found->to < finder->sentence->token_count && text_is_any_nocase(tokens[found->to].form, elsewhere);
    bool shared = text_equals_nocase(tokens[found->from].form, TEXT("international")) || finder->next_state >= 0;
    return !placed && !shared && !found->plural && text_is_any_nocase(tokens[found->to - 1].lemma, benches);
}

static void resolve_bare(struct finder *finder, struct found *found)
{
    if (resolve_counted(finder, found) || are_many(finder, found))
        return;
    if (is_pair_word(finder, found) && found->plural) {
        resolve_pair(finder, found);
        return;
    }
    if (found->form == FORM_NAME) {
        resolve_name(finder, found);
        return;
    }
    int state = found->is_definite ? -1 : teller_own_force(finder, found);
    if (!found->is_definite && state < 0 && is_bench(finder, found))
        state = main_state_for(finder, found);
    if (state >= 0)
        take_code_of(finder, found, state);
    if (!found->is_definite)
        return;
    switch (found->title->kind) {
    case TITLE_ROLE:
        resolve_role(finder, found);
        return;
    case TITLE_BODY:
    case TITLE_OFFICIALS:
        resolve_body(finder, found);
        return;
    case TITLE_COUNTRY:
        state = nearest_state(finder, found);
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
    int bearer = found->title->kind == TITLE_ROLE && found->is_definite ? entity_with_title(finder, found->title, found->code) : -1;
    if (bearer >= 0 && found->entity < 0)
        name_it(finder, found, bearer);
}

static bool is_the(const struct finder *finder, const struct found *found)
{
    int before = found->wide_from - 1;
    struct text form = finder->sentence->tokens[before >= 0 ? before : 0].form,
        first = finder->sentence->tokens[found->wide_from].form;
    return text_equals_nocase(form, TEXT("the")) || text_equals_nocase(form, TEXT("all")) || text_equals_nocase(first,
                                                                                                                TEXT("both")) ||
           text_equals_nocase(first, TEXT("all"));
}

/* "Negotiators from both countries" are of those two. */
static void resolve_of_several(struct finder *finder, struct found *found)
{
    struct found *several = &finder->found.items[found->owner_found];
    if (!several->title || several->title->kind != TITLE_COLLECTIVE || !found->plural)
        return;
    if (!several->member_count)
        resolve_nominal(finder, several);
    found->members = several->members;
    found->member_count = several->member_count;
}

/* "The Parties", "all Delegations", "the Council" of a common declaration or a resolution; not "the two other Parties". */
static bool resolve_common(const struct finder *finder, struct found *found)
{
    static const char *const several[] = { "party", "side", "minister", "delegation", "leader", "head", "participant", "president",
                                           NULL };
    static const char *const councils[] = { "council", "assembly", "conference", "board", NULL };
    const struct token *last = &finder->sentence->tokens[found->to - 1];
    bool whole = finder->is_common && finder->group.count && found->owner_found < 0 && found->core_from == found->from &&
                 found->form == FORM_TITLE && is_the(finder, found);
    if (whole && found->plural && text_is_any_nocase(last->lemma, several)) {
        found->members = finder->group.items;
        found->member_count = (int)finder->group.count;
        return true;
    }
    if (!whole || found->plural || finder->group.count != 1 || !text_is_any_nocase(last->lemma, councils))
        return false;
    found->code = finder->group.items[0].code;
    return true;
}

void resolve_nominal(struct finder *finder, struct found *found)
{
    if (!found->code.length && found->possessor < 0 && resolve_common(finder, found))
        return;
    if (found->entity >= 0 && found->code.length) {
        remember(finder, found);
        return;
    }
    if (found->code.length)
        resolve_named(finder, found);
    else if (found->possessor >= 0)
        resolve_owned(finder, found);
    else if (found->kind == MENTION_COLLECTIVE && found->owner_found >= 0 && found->title->kind != TITLE_COLLECTIVE)
        resolve_of_several(finder, found);
    else if (found->title->kind == TITLE_COLLECTIVE && (is_the(finder, found) || are_these(finder, found)) &&
             resolve_counted(finder, found))
        ;
    else if (found->title->kind == TITLE_COLLECTIVE && found->plural && is_pair_word(finder, found))
        resolve_pair(finder, found);
    else if (found->is_bare)
        resolve_bare(finder, found);
    remember(finder, found);
}
