/* Headlines in capitals: the text of the article tells which words are names, and the lists of words where it is silent. */
#include "language/headline.h"
#include "language/lemma_mend.h"
#include "language/lemmas.h"
#include "language/names_inner.h"

static bool is_letter(char c)
{
    return letter_is_large(c) || letter_is_small(c) || (unsigned char)c >= 0x80;
}

/* Most words of some length are large. More is asked than of a headline whose names are looked for: "Lind meets Berg in Oslo" has
 * its capitals from names. */
static bool is_written_large(const struct sentence *sentence)
{
    int large = 0, all = 0;
    for (int i = 1; i < sentence->token_count; i++) {
        struct text form = sentence->tokens[i].form;
        bool is_word = form.length > 3 && is_letter(form.at[0]) && (unsigned char)form.at[0] < 0x80;
        large += is_word && letter_is_large(form.at[0]);
        all += is_word;
    }
    return large > 1 && large * 4 >= all * 3;
}

/* Where a word of the text starts at or after `from`, first letter aside; its length where it has none more. */
static size_t find_word(struct text body, struct text form, size_t from)
{
    char first = form.at[0], other = (char)(first + 32);
    for (size_t at = from; at + form.length <= body.length; at++) {
        if (body.at[at] != first && body.at[at] != other)
            continue;
        bool is_apart = (at == 0 || !is_letter(body.at[at - 1]))
                     && (at + form.length == body.length || !is_letter(body.at[at + form.length]));
        if (is_apart && !memcmp(body.at + at + 1, form.at + 1, form.length - 1))
            return at;
    }
    return body.length;
}

/* Behind a word or a comma of the same sentence a capital is a name's. */
static bool is_within_sentence(struct text body, size_t at)
{
    return at > 1 && body.at[at - 1] == ' ' && (is_letter(body.at[at - 2]) || body.at[at - 2] == ',');
}

enum headline_evidence headline_evidence_of(struct text body, struct text form)
{
    enum headline_evidence found = EVIDENCE_NONE;
    for (size_t at = find_word(body, form, 0); at < body.length; at = find_word(body, form, at + form.length)) {
        if (letter_is_small(body.at[at]))
            return EVIDENCE_WORD;
        if (is_within_sentence(body, at))
            found = EVIDENCE_NAME;
        else if (found == EVIDENCE_NONE)
            found = EVIDENCE_DOUBTFUL;
    }
    return found;
}

/* Whether the text has the words of two tokens side by side in just these letters: "Security Council". */
static bool has_pair(const struct sentence *sentence, struct text body, int first)
{
    if (first < 0 || first + 1 >= sentence->token_count)
        return false;
    struct text one = sentence->tokens[first].form, two = sentence->tokens[first + 1].form;
    for (size_t at = find_word(body, one, 0); at < body.length; at = find_word(body, one, at + one.length)) {
        struct text behind = text_slice(body, at + one.length, body.length);
        if (body.at[at] == one.at[0] && text_starts(behind, TEXT(" ")) && text_starts(text_slice(behind, 1, behind.length), two))
            return true;
    }
    return false;
}

bool headline_is_word(const struct language *language, struct text small)
{
    struct text stem = text_slice(small, 0, small.length - 1);
    bool is_word = text_ends(small, TEXT("s"))
                && (lemmas_has(language, stem, UPOS_VERB) || lemmas_has(language, stem, UPOS_NOUN));
    for (int upos = 0; !is_word && upos < UPOS_COUNT; upos++)
        is_word = upos != UPOS_PROPN && upos != UPOS_X && lemmas_has(language, small, upos);
    return is_word;
}

/* "Expels", "Arming": the ending of a verb's form, where the lists know neither the word nor a name. */
static bool ends_like_verb(const struct language *language, const struct token *token)
{
    struct text form = token->form;
    bool ends = text_ends(form, TEXT("s")) || text_ends(form, TEXT("ing")) || text_ends(form, TEXT("ed"));
    return ends && !(names_word(token) & NAMES_GIVEN) && !lemmas_has(language, form, UPOS_PROPN);
}

/* Whether the word is written large for the headline's sake alone. */
static bool is_plain_word(const struct language *language, const struct sentence *sentence, struct text body, int at,
                          struct text small)
{
    enum { SHORT = 500 }; /* a longer text has the names of its headline */
    const struct token *token = &sentence->tokens[at];
    if (has_pair(sentence, body, at - 1) || has_pair(sentence, body, at))
        return false;
    enum headline_evidence evidence = headline_evidence_of(body, token->form);
    if (evidence >= EVIDENCE_NAME || names_is_location(token, 0, 1))
        return evidence == EVIDENCE_WORD;
    if (headline_is_word(language, small))
        return true;
    return evidence == EVIDENCE_NONE && (body.length > SHORT || ends_like_verb(language, token));
}

struct text *headline_write_small(const struct language *language, struct sentence *sentence, struct text body,
                                  struct arena *arena)
{
    if (!is_written_large(sentence))
        return NULL;
    size_t count = (size_t)sentence->token_count;
    struct text *forms = arena_take(arena, count * sizeof *forms), *small = arena_take(arena, count * sizeof *small);
    for (int i = 0; i < sentence->token_count; i++) {
        forms[i] = small[i] = sentence->tokens[i].form;
        if (lemma_shape(forms[i]) != SHAPE_CAPITAL || text_is(forms[i], "I"))
            continue;
        struct text lower = utf8_lower(forms[i], arena);
        if (is_plain_word(language, sentence, body, i, lower))
            small[i] = lower;
    }
    for (int i = 0; i < sentence->token_count; i++)
        sentence->tokens[i].form = small[i];
    return forms;
}

void headline_restore(struct sentence *sentence, const struct text *forms)
{
    for (int i = 0; i < sentence->token_count; i++)
        sentence->tokens[i].form = forms[i];
}
