/* Whose president and ministry somebody means who speaks of them: his own state's; and whose "the regime" is: another's. */
#include "reading/mentions_inner.h"

/* The state or official at a token: written down already, or found further on in the sentence; empty where it is nobody's. */
static struct text code_at(const struct finder *finder, int token)
{
    int mention = finder->out->at[finder->index][token], found = finder->owner[token];
    if (mention >= 0 && finder->out->items[mention].kind <= MENTION_BODY && !finder->out->items[mention].is_modifier)
        return finder->out->items[mention].code;
    if (found >= 0 && finder->found.items[found].kind <= MENTION_BODY)
        return finder->found.items[found].code;
    return (struct text){ 0 };
}

static int subject_of(const struct finder *finder, int verb)
{
    const struct token *tokens = finder->sentence->tokens;
    for (int i = 0; i < finder->sentence->token_count; i++)
        if (tokens[i].head == verb && (tokens[i].deprel == DEPREL_NSUBJ || tokens[i].deprel == DEPREL_NSUBJ_PASS))
            return i;
    return -1;
}

/* The subject of the verb of saying whose clause a token stands in; -1. */
static int teller_of(const struct finder *finder, int token)
{
    const struct token *tokens = finder->sentence->tokens;
    for (int at = token; at >= 0; at = tokens[at].head) {
        int verb = tokens[at].deprel == DEPREL_CCOMP ? tokens[at].head : -1;
        if (verb >= 0 && naming_has_form(finder, tokens[verb].lemma, FORM_SAYING))
            return subject_of(finder, verb);
    }
    return -1;
}

bool teller_tells(const struct finder *finder, const struct found *found)
{
    return teller_of(finder, found->head) >= 0;
}

/* "Lind said the president had agreed": her own one, whichever president was named last; unless she is the president. */
int teller_bearer(struct finder *finder, const struct found *found)
{
    int teller = teller_of(finder, found->head);
    int state = teller < 0 || teller == found->head ? -1 : entity_of_state(finder, code_at(finder, teller));
    int bearer = state < 0 ? -1 : entity_with_title(finder, found->title, finder->entities.items[state].code);
    if (bearer < 0 || !finder->entities.items[bearer].is_person)
        return -1;
    int mention = finder->out->at[finder->index][teller];
    return mention >= 0 && finder->out->items[mention].entity == bearer ? -1 : bearer;
}

/* "The Chadian army said troops had opened fire": troops that act in what a state's own body tells are that state's; -1. */
int teller_own_force(struct finder *finder, const struct found *found)
{
    static const char *const forces[] = { "troops", "forces", "soldiers", "servicemen", "officers", "police", "army", NULL };
    const struct token *tokens = finder->sentence->tokens;
    bool acts = tokens[found->head].deprel == DEPREL_NSUBJ && found->to == found->from + 1 &&
                text_is_any_nocase(tokens[found->from].form, forces);
    for (int i = 0; acts && i < finder->sentence->token_count; i++) /* "enemy troops" */
        acts = tokens[i].head != found->head || i > found->head || tokens[i].upos == UPOS_PUNCT;
    int teller = acts ? teller_of(finder, found->head) : -1, mention = teller < 0 ? -1 : finder->out->at[finder->index][teller];
    bool own = mention >= 0 && finder->out->items[mention].kind == MENTION_BODY;
    return own ? entity_of_state(finder, finder->out->items[mention].code) : -1;
}

/* Whether who tells of it is this one: "Lind said the president had agreed". */
static bool is_teller(const struct finder *finder, const struct found *found, int entity)
{
    int teller = teller_of(finder, found->head), mention = teller < 0 ? -1 : finder->out->at[finder->index][teller];
    return mention >= 0 && finder->out->items[mention].entity == entity;
}

/* How much speaks for a person named lately as "the president": nearness, that he acts rather than is spoken of, that he is no
 * other whom somebody quoted names, and that he is of the state that the article is about. */
static int weigh_bearer(const struct finder *finder, const struct found *found, const struct note *note)
{
    struct text code = finder->entities.items[note->entity].code;
    int weight = 100 - 25 * (finder->index - note->sentence);
    weight += note->deprel == DEPREL_NSUBJ || note->deprel == DEPREL_NSUBJ_PASS ? 30 : 0;
    weight -= note->is_modifier || note->deprel == DEPREL_OBL || note->deprel == DEPREL_NMOD ? 20 : 0;
    weight -= note->is_quoted && !finder->quoted[found->head] ? 90 : 0;
    return weight + (finder->main_state >= 0 && text_equals(code, finder->entities.items[finder->main_state].code) ? 20 : 0);
}

int teller_nearest_bearer(struct finder *finder, const struct found *found)
{
    enum { NEAR_SENTENCES = 6 };
    const struct note *note;
    int best = entity_with_title(finder, found->title, (struct text){ 0 }), best_weight = 0;
    for (int back = 0; best >= 0 && (note = recent_at(finder, back)) && finder->index - note->sentence <= NEAR_SENTENCES; back++) {
        if (note->entity < 0 || note->kind != MENTION_PERSON)
            continue;
        struct text code = finder->entities.items[note->entity].code;
        int weight = weigh_bearer(finder, found, note);
        if (weight <= best_weight || !code.length || entity_with_title(finder, found->title, code) != note->entity ||
            is_teller(finder, found, note->entity))
            continue;
        best = note->entity;
        best_weight = weight;
    }
    return best;
}

bool teller_means_other(const struct found *found)
{
    return found->title->kind == TITLE_BODY && text_is(found->title->name, "regime");
}

/* Who does something to "the regime" or speaks of it is of another state. */
static bool may_be_regime_of(const struct finder *finder, const struct found *found, struct text code)
{
    const struct token *tokens = finder->sentence->tokens;
    bool quoted = finder->quoted[found->head] && finder->speaker_mention >= 0
               && finder->sentence->paragraph - finder->speaker_paragraph <= 2;
    if (quoted && text_equals(finder->out->items[finder->speaker_mention].code, code))
        return false;
    for (int at = tokens[found->head].head; at >= 0; at = tokens[at].head) {
        int subject = subject_of(finder, at);
        if (subject >= 0 && subject != found->head && text_equals(code_at(finder, subject), code))
            return false;
    }
    return true;
}

int teller_other_state(struct finder *finder, const struct found *found)
{
    const struct note *note;
    int bearer = entity_with_title(finder, found->title, (struct text){ 0 });
    if (bearer >= 0 && may_be_regime_of(finder, found, finder->entities.items[bearer].code))
        return bearer;
    for (int back = 0; (note = recent_at(finder, back)); back++) {
        struct text code = finder->out->items[note->mention].code;
        int state = note->kind <= MENTION_BODY ? entity_of_state(finder, code) : -1;
        if (state >= 0 && finder->entities.items[state].kind == MENTION_STATE && may_be_regime_of(finder, found, code))
            return state;
    }
    return -1;
}
