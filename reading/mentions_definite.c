/* What an organisation or group named before may be called afterwards: "the bloc", "the alliance". */
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
static const struct actor *definite_of(const struct finder *finder, const struct phrase_slot *slot)
{
    const struct actor *best = NULL;
    for (const struct phrase *phrase = slot ? slot->first : NULL; phrase; phrase = phrase->next)
        if (phrase->form == FORM_DEFINITE && finder->of_actor[phrase->actor->number] >= 0 &&
            (!best || is_nearer(finder, phrase->actor, best)))
            best = phrase->actor;
    return best;
}

bool definite_find(struct finder *finder, int i)
{
    struct left left = { 0 };
    const struct token *tokens = finder->sentence->tokens;
    if (i == 0 || tokens[i].upos == UPOS_DET || tokens[i].upos == UPOS_PUNCT)
        return false;
    int before = i - 1;
    if (tokens[before].upos == UPOS_ADJ && before > 0)
        before--; /* "the military alliance" */
    if (!left_is_article(tokens[before].form, &left) || !left.is_definite)
        return false;
    char key[LONGEST_KEY];
    struct text name = { key, naming_key(finder, i, i + 1, key) };
    const struct actor *actor = name.length ? definite_of(finder, actors_slot(finder->lexicon, text_hash(name), name)) : NULL;
    if (!actor)
        return false;
    struct found found = { .from = i, .to = i + 1, .head = i, .wide_from = i, .kind = actor->kind, .form = FORM_DEFINITE,
                           .text = found_text(finder, i, i + 1), .possessor = -1, .owner_found = -1 };
    found_take_entity(finder, &found, finder->of_actor[actor->number]);
    found.is_modifier = found_modifies(finder, i);
    found_add(finder, found);
    return true;
}
