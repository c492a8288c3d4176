/* Lines in nothing but capitals: the article's text tells how it writes their words elsewhere, and the lists where it is silent. */
#include "language/capitals.h"
#include "language/headline.h"
#include "language/lemma_mend.h"
#include "language/lemmas.h"
#include "language/names_inner.h"

static bool has_small(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (letter_is_small(form.at[i]))
            return true;
    return false;
}

static bool is_line_of_capitals(const struct sentence *sentence)
{
    enum { FEWEST = 4 };
    int large = 0, small = 0;
    for (int i = 0; i < sentence->token_count; i++) {
        struct text form = sentence->tokens[i].form;
        large += form.length > 2 && lemma_shape(form) == SHAPE_CAPITALS;
        small += has_small(form);
    }
    return large >= FEWEST && small * 8 <= large;
}

/* "US", "IT": what is written so everywhere, though another word is written like it in small letters. */
static bool is_always_large(struct text form)
{
    static const char *const words[] = { "US", "UN", "UK", "EU", "UAE", "AI", "TV", "I", NULL };
    return text_is_any(form, words);
}

static bool is_any_of(const struct language *language, struct text form, const enum upos *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lemmas_has(language, form, kinds[i]))
            return true;
    return false;
}

/* Small words, and verbs but for those that the lists have as a name as well. */
static bool is_plain(const struct language *language, struct text small, struct text capital)
{
    static const enum upos little[] = { UPOS_ADP, UPOS_AUX, UPOS_CCONJ, UPOS_DET, UPOS_PART, UPOS_PRON, UPOS_SCONJ, UPOS_ADV };
    if (is_any_of(language, small, little, sizeof little / sizeof *little))
        return true;
    return headline_is_word(language, small) && !lemmas_has(language, capital, UPOS_PROPN);
}

/* "Slams", "arming": the ending of a verb's form, and not one that names have as well ("Hamas", "Harris", "Adams", "Sanders"). */
static bool ends_like_verb(struct text small, struct text capital)
{
    if (text_ends(small, TEXT("ing")) || text_ends(small, TEXT("ed")))
        return true;
    if (small.length < 5 || !text_ends(small, TEXT("s")) || text_ends(small, TEXT("ers")))
        return false;
    struct token stem = { .form = text_slice(capital, 0, capital.length - 1) };
    char before = stem.form.at[stem.form.length - 1];
    return before != 'a' && before != 'i' && before != 'u' && before != 's' && !(names_word(&stem) & NAMES_GIVEN);
}

/* As the word would stand within a sentence. */
static struct text written_as(const struct language *language, const struct token *token, struct text body, struct arena *arena)
{
    enum { LONGEST_ACRONYM = 4 };
    struct text form = token->form, small = utf8_lower(form, arena);
    if (text_starts(form, TEXT("'")) || text_starts(form, TEXT("’")) || text_is(form, "A") || text_ends(small, TEXT("n't")))
        return small; /* "'S", "N'T" */
    if (lemma_shape(form) != SHAPE_CAPITALS || form.length < 2 || is_always_large(form))
        return form;
    struct text capital = lemma_capital(form, arena);
    enum headline_evidence evidence = headline_evidence_of(body, capital);
    struct token name = { .form = capital };
    if (evidence == EVIDENCE_NAME || (evidence != EVIDENCE_WORD && names_is_location(&name, 0, 1)))
        return capital;
    if (evidence == EVIDENCE_WORD || is_plain(language, small, capital))
        return small;
    if (form.length <= LONGEST_ACRONYM && lemmas_has(language, form, UPOS_PROPN))
        return form;
    bool is_name = evidence == EVIDENCE_DOUBTFUL || names_word(&name) & (NAMES_GIVEN | NAMES_SURNAME)
                || lemmas_has(language, capital, UPOS_PROPN) || headline_is_word(language, small);
    if (!is_name && ends_like_verb(small, capital))
        return small;
    return form.length <= LONGEST_ACRONYM && !is_name ? form : capital;
}

struct text *capitals_write_small(const struct language *language, struct sentence *sentence, struct text body,
                                  struct arena *arena)
{
    if (!is_line_of_capitals(sentence))
        return NULL;
    size_t count = (size_t)sentence->token_count;
    struct text *forms = arena_take(arena, count * sizeof *forms);
    for (int i = 0; i < sentence->token_count; i++) {
        forms[i] = sentence->tokens[i].form;
        sentence->tokens[i].form = written_as(language, &sentence->tokens[i], body, arena);
    }
    return forms;
}
