/* What an organisation, group or state named before may be called afterwards: "the bloc", "the alliance", "the North". */
#include "reading/mentions_inner.h"

static bool is_nearer(const struct finder *finder, const struct actor *a, const struct actor *b)
{
    const struct note *note;
    int first = finder->of_actor[a->number], second = finder->of_actor[b->number];
    for (int back = 0; (note = recent_at(finder, back)); back++)
        if (note->entity == first || note->entity == second)
            return note->entity == first;
    return false;
}

/* "The bloc", "the alliance": an organisation that the article names; of several the one named last. */
static const struct actor *definite_of(const struct finder *finder, const struct phrase_slot *slot, struct text surface)
{
    const struct actor *best = NULL;
    for (const struct phrase *phrase = slot ? slot->first : NULL; phrase; phrase = phrase->next)
        if (phrase->form == FORM_DEFINITE && actors_fits(phrase, surface) && finder->of_actor[phrase->actor->number] >= 0 &&
            (!best || is_nearer(finder, phrase->actor, best)))
            best = phrase->actor;
    return best;
}

/* Words that may stand between: an adjective, "Islamist", "trade", or what a hyphen joins ("27-nation", "Iran-backed"). */
static bool may_stand_between(const struct finder *finder, int i)
{
    static const char *const nouns[] = { "Islamist", "Islamic", "militant", "rebel", "terrorist", "extremist", "jihadist",
                                         "paramilitary", "trade", "defence", "defense", "Western", "Atlantic", "world",
                                         "security", "Palestinian", "Shiite", "Shia", "Sunni", "Lebanese", "Yemeni",
                                         "Kurdish", NULL };
    const struct token *tokens = finder->sentence->tokens;
    bool joined = text_is(tokens[i].form, "-") || text_is(tokens[i + 1].form, "-") || (i > 0 && text_is(tokens[i - 1].form, "-"));
    return joined || tokens[i].upos == UPOS_ADJ || text_is_any_nocase(tokens[i].form, nouns);
}

/* Where the words begin that stand between an article and the noun; -1 where no definite article stands before them. */
static int begin_of(const struct finder *finder, int noun)
{
    enum { MOST_WORDS = 5 };
    struct left left = { 0 };
    int from = noun;
    while (from > 1 && noun - from < MOST_WORDS && !left_is_article(finder->sentence->tokens[from - 1].form, &left) &&
           may_stand_between(finder, from - 1))
        from--;
    left = (struct left){ 0 };
    return from > 0 && left_is_article(finder->sentence->tokens[from - 1].form, &left) && left.is_definite ? from : -1;
}

static int state_named(const struct finder *finder, struct text first, struct text rest)
{
    for (size_t i = 0; i < finder->entities.count; i++) {
        const struct entity *entity = &finder->entities.items[i];
        struct text name = entity->full, word = text_cut(&name, ' ');
        if (entity->kind == MENTION_STATE && text_equals(word, first) && (!rest.length || text_equals(name, rest)))
            return (int)i;
    }
    return -1;
}

/* "The North", "the South": of two states that the article names and that share the rest of their names; -1. */
static int half_of(const struct finder *finder, int i)
{
    static const char *const halves[] = { "North", "South", "East", "West" };
    static const int others[] = { 1, 0, 3, 2 };
    const struct token *tokens = finder->sentence->tokens;
    struct text next = i + 1 < finder->sentence->token_count ? tokens[i + 1].form : (struct text){ 0 };
    bool goes_on = next.length && next.at[0] >= 'A' && next.at[0] <= 'Z'; /* "the North Sea" */
    for (size_t k = 0; k < sizeof others / sizeof *others && !goes_on; k++) {
        int state = text_is(tokens[i].form, halves[k]) ? state_named(finder, tokens[i].form, (struct text){ 0 }) : -1;
        struct text rest = state >= 0 ? finder->entities.items[state].full : (struct text){ 0 };
        text_cut(&rest, ' ');
        if (state >= 0 && state_named(finder, text_of(halves[others[k]]), rest) >= 0)
            return state;
    }
    return -1;
}

void definite_halves(struct finder *finder)
{
    const struct token *tokens = finder->sentence->tokens;
    for (int i = 1; i < finder->sentence->token_count; i++) {
        bool half = finder->owner[i] < 0 && (tokens[i].upos == UPOS_PROPN || tokens[i].upos == UPOS_NOUN) &&
                    text_equals_nocase(tokens[i - 1].form, TEXT("the"));
        int state = half ? half_of(finder, i) : -1;
        if (state < 0)
            continue;
        struct found found = { .from = i, .to = i + 1, .head = i, .wide_from = i, .kind = MENTION_STATE, .form = FORM_DEFINITE,
                               .text = found_text(finder, i, i + 1), .possessor = -1, .owner_found = -1 };
        found_take_entity(finder, &found, state);
        found.is_modifier = found_modifies(finder, i);
        found_add(finder, found);
    }
}

bool definite_find(struct finder *finder, int i)
{
    const struct token *tokens = finder->sentence->tokens;
    if (i == 0 || tokens[i].upos == UPOS_DET || tokens[i].upos == UPOS_PUNCT)
        return false;
    const struct phrase_slot *slot = finder->opens[i];
    int from = slot && slot->first ? begin_of(finder, i) : -1;
    const struct actor *actor = from >= 0 ? definite_of(finder, slot, tokens[i].form) : NULL;
    if (!actor)
        return false;
    for (int k = from; k < i; k++) /* "the Iran-backed group" is not Iran */
        if (finder->owner[k] >= 0)
            finder->found.items[finder->owner[k]].is_swallowed = true;
    struct found found = { .from = i, .to = i + 1, .head = i, .wide_from = from, .kind = actor->kind, .form = FORM_DEFINITE,
                           .text = found_text(finder, i, i + 1), .possessor = -1, .owner_found = -1 };
    found_take_entity(finder, &found, finder->of_actor[actor->number]);
    found.plural = text_is(tokens[i].xpos, "NNS");
    found.is_modifier = found_modifies(finder, i);
    found_add(finder, found);
    return true;
}
