/* Lemmas: the list of forms seen, in another letter case where that one is listed; the network's rule for the rest. */
#include "language/lemmas.h"
#include "language/lemma_mend.h"

enum { LONGEST_TAG = 8 };

static bool is_name(const struct token *token)
{
    return text_starts(token->xpos, TEXT("NNP"));
}

/* The lemma most often seen for the form with this part of speech and tag, or with this part of speech, or nothing. */
static struct text lemma_seen(const struct language *language, struct text form, const struct token *token)
{
    char room[LONGEST_FORM + 2 + LONGEST_TAG];
    const struct text nothing = { "", 0 };
    if (form.length > LONGEST_FORM || token->xpos.length > LONGEST_TAG)
        return nothing;
    int32_t found = table_find(&language->forms, lemma_key_in(form, token->upos, token->xpos, room));
    if (found < 0)
        found = table_find(&language->forms, lemma_key_in(form, token->upos, nothing, room));
    return found < 0 ? nothing : language->lemmas[found];
}

/* "Speak", but not "TV" and not "Obama": a capital that only the place in the sentence or a headline gave. */
static bool is_capital_of_place(const struct token *token)
{
    return !is_name(token) && token->upos != UPOS_PROPN && token->upos != UPOS_X && token->upos != UPOS_SYM &&
           token->form.length > 1 && lemma_shape(token->form) == SHAPE_CAPITAL;
}

/* "german", "english", "chinese": an ending of adjectives made of names. */
static bool is_like_demonym(struct text form)
{
    return text_ends(form, TEXT("an")) || text_ends(form, TEXT("ish")) || text_ends(form, TEXT("ese"));
}

/* Names and the adjectives made of them, carelessly written; names in a line of capitals. */
static bool lacks_its_case(const struct token *token, enum lemma_shape shape)
{
    if (token->upos == UPOS_PROPN)
        return shape == SHAPE_SMALL || shape == SHAPE_CAPITALS;
    return token->upos == UPOS_ADJ && shape == SHAPE_SMALL && is_like_demonym(token->form);
}

/* The listed lemma of the form written like a name, where that lemma is one. */
static struct text lemma_as_name(const struct language *language, const struct token *token, struct arena *arena)
{
    struct text lemma = lemma_seen(language, lemma_capital(token->form, arena), token);
    return lemma.length && lemma.at[0] >= 'A' && lemma.at[0] <= 'Z' ? lemma : (struct text){ "", 0 };
}

/* From the list of forms seen; of a form in small letters where `*form` has a capital of its place, and then that is the form. */
static struct text lemma_known(const struct language *language, const struct token *token, struct text *form, struct arena *arena)
{
    struct text lemma = lemma_seen(language, *form, token);
    if (!lemma.length && lacks_its_case(token, lemma_shape(token->form)))
        lemma = lemma_as_name(language, token, arena);
    if (lemma.length || !is_capital_of_place(token))
        return lemma;
    *form = utf8_lower(*form, arena);
    return lemma_seen(language, *form, token);
}

/* By the network's rule, or else the form itself. A long name in capitals is written so in a headline. */
static struct text lemma_made(const struct language *language, const struct token *token, struct text form, const struct lemma_rule *rule,
                              struct arena *arena)
{
    enum { LONGEST_ACRONYM = 4 };
    if (token->upos == UPOS_NUM && lemma_is_grouped_number(form))
        return lemma_without_commas(form, arena);
    if (is_name(token) && lemma_shape(form) == SHAPE_CAPITALS && form.length > LONGEST_ACRONYM)
        form = lemma_capital(form, arena);
    struct text lemma = lemma_apply(rule, form, arena);
    return lemma.length ? lemma_mend(&language->words, token, form, lemma, arena) : form;
}

void lemmas_find(const struct language *language, struct language_scratch *scratch, struct arena *arena, struct token *tokens,
                 int count)
{
    int unseen = 0;
    for (int i = 0; i < count; i++) {
        struct text form = tokens[i].form;
        tokens[i].lemma = lemma_known(language, &tokens[i], &form, arena);
        if (!tokens[i].lemma.length) {
            tokens[i].lemma = form; /* what the rule is for */
            scratch->unseen[unseen++] = i;
        }
    }
    net_find_rules(&language->net, scratch->net, scratch->words, scratch->unseen, unseen);
    for (int k = 0; k < unseen; k++) {
        struct token *token = &tokens[scratch->unseen[k]];
        token->lemma = lemma_made(language, token, token->lemma, &language->rules[scratch->words[scratch->unseen[k]].rule],
                                  arena);
    }
}
