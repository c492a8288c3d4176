/* Lemmas: the list of forms seen, in another letter case where that one is listed; the network's rule for the rest. */
#include "language/lemmas.h"
#include "language/lemma_irregular.h"
#include "language/lemma_mend.h"
#include "language/lemma_typo.h"
#include "language/names_inner.h"

enum { LONGEST_TAG = 8 };

static bool is_name(const struct token *token)
{
    return token->upos == UPOS_PROPN || text_starts(token->xpos, TEXT("NNP"));
}

bool lemmas_has(const struct language *language, struct text form, int upos)
{
    char room[LONGEST_FORM + 2];
    const struct text no_tag = { "", 0 };
    return form.length <= LONGEST_FORM && table_find(&language->forms, lemma_key_in(form, upos, no_tag, room)) >= 0;
}

bool lemmas_has_word(const struct language *language, struct text form)
{
    return lemmas_has(language, form, UPOS_NOUN) || lemmas_has(language, form, UPOS_ADJ) || lemmas_has(language, form, UPOS_VERB);
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

/* From the list of forms seen, in small letters where the capital is one of its place. That comes first but for adjectives, whose
 * capital may be a name's ("Democratic"); where neither is listed, it is the form from then on. */
static struct text lemma_known(const struct language *language, const struct token *token, struct text *form, struct arena *arena)
{
    struct text lemma = { "", 0 };
    bool is_of_place = is_capital_of_place(token);
    if (is_of_place && token->upos != UPOS_ADJ)
        lemma = lemma_seen(language, utf8_lower(*form, arena), token);
    if (!lemma.length)
        lemma = lemma_seen(language, *form, token);
    if (!lemma.length && lacks_its_case(token, lemma_shape(token->form)))
        lemma = lemma_as_name(language, token, arena);
    if (lemma.length || !is_of_place)
        return lemma;
    *form = utf8_lower(*form, arena);
    return lemma_seen(language, *form, token);
}

/* A capital that stays, whatever the rule says: of a name that is no other word, of an adjective made of one, of a letter. */
static bool keeps_capital(const struct language *language, const struct token *token, struct text form, struct arena *arena)
{
    if (lemma_shape(form) != SHAPE_CAPITAL && lemma_shape(form) != SHAPE_CAPITALS)
        return false;
    if (token->upos != UPOS_PROPN)
        return form.length == 1 || (token->upos == UPOS_ADJ && is_like_demonym(form));
    return !lemmas_has_word(language, utf8_lower(form, arena));
}

static bool may_be_misspelt(const struct token *token)
{
    return token->upos != UPOS_PROPN && token->upos != UPOS_X && token->upos != UPOS_NUM && token->upos != UPOS_PUNCT &&
           token->upos != UPOS_SYM && !is_name(token);
}

/* The lemma of the word that was meant, where neither the form nor what was made of it is one. */
static struct text lemma_of_meant(const struct language *language, const struct token *token, struct text form, struct text made,
                                  struct arena *arena)
{
    struct text low = utf8_lower(form, arena);
    if (!may_be_misspelt(token) || lemma_is_verb(made) || (!text_equals(low, made) && table_find(&language->words, made) >= 0))
        return made;
    struct text meant = lemma_meant(language, low, token->upos, arena);
    return meant.length ? lemma_seen(language, meant, token) : made;
}

/* By the network's rule, mended, or else the form itself. */
static struct text lemma_by_rule(const struct language *language, const struct token *token, struct text form,
                                 const struct lemma_rule *rule, struct arena *arena)
{
    struct text lemma = lemma_apply(rule, form, arena);
    if (!lemma.length)
        return form;
    lemma = lemma_mend(&language->words, token, form, lemma, arena);
    bool is_lowered = !text_equals(lemma, form) && text_equals(lemma, utf8_lower(form, arena));
    if (is_lowered && keeps_capital(language, token, form, arena))
        return form;
    return lemma_of_meant(language, token, form, lemma, arena);
}

/* "#aid", "rec.boats.sails", "Report-2.doc": the end of such a form is no ending. */
static bool is_made_of_parts(struct text form)
{
    size_t stop = text_find(form, TEXT("."));
    return form.at[0] == '#' || form.at[0] == '@' || (stop > 1 && stop + 2 < form.length && form.at[form.length - 1] != '.');
}

static struct text lemma_made(const struct language *language, const struct token *token, struct text form,
                              const struct lemma_rule *rule, struct arena *arena)
{
    enum { LONGEST_ACRONYM = 4 };
    if (token->upos == UPOS_NUM && lemma_is_grouped_number(form))
        return lemma_without_commas(form, arena);
    if (is_made_of_parts(form))
        return token->upos == UPOS_NOUN ? utf8_lower(form, arena) : form;
    if (token->upos == UPOS_PROPN && lemma_shape(form) == SHAPE_SMALL && names_is_location(token, 0, 1))
        return lemma_capital(form, arena);
    if (is_name(token) && lemma_shape(form) == SHAPE_CAPITALS && form.length > LONGEST_ACRONYM)
        form = lemma_capital(form, arena);
    return lemma_by_rule(language, token, form, rule, arena);
}

/* The lemma of an irregular verb that is in no list, or in it by a slip of the treebanks ("flead" of "fled"), which is no word;
 * else `lemma`. */
static struct text mend_irregular(const struct language *language, const struct token *token, struct text lemma,
                                  struct arena *arena)
{
    if (token->upos != UPOS_VERB || (lemma.length && table_find(&language->words, lemma) >= 0))
        return lemma;
    struct text irregular = lemma_irregular(utf8_lower(token->form, arena), token->xpos, arena);
    if (irregular.length || !lemma.length)
        return irregular;
    return lemma_mend(&language->words, token, utf8_lower(token->form, arena), lemma, arena);
}

/* "'s" is "have" before a participle ("she's left") and "'d" too, where the passive has not taken it ("it's made"). */
static bool is_short_have(const struct language_scratch *scratch, const struct token *tokens, int i)
{
    int head = scratch->words[i].head;
    struct text form = tokens[i].form;
    return tokens[i].upos == UPOS_AUX && tokens[i].deprel == DEPREL_AUX && head > 0 && text_is(tokens[head - 1].xpos, "VBN") &&
           (text_is(form, "'s") || text_is(form, "’s") || text_is(form, "'d") || text_is(form, "’d"));
}

void lemmas_find(const struct language *language, struct language_scratch *scratch, struct arena *arena, struct token *tokens,
                 int count)
{
    int unseen = 0;
    for (int i = 0; i < count; i++) {
        struct text form = tokens[i].form;
        tokens[i].lemma = mend_irregular(language, &tokens[i], lemma_known(language, &tokens[i], &form, arena), arena);
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
    for (int i = 0; i < count; i++)
        if (is_short_have(scratch, tokens, i))
            tokens[i].lemma = TEXT("have");
}
