/* Mends lemmas that a rule made: "fre" of "freed", "tim" of "timed", "ach" of "aches", "LNG" of a noun. */
#include "language/lemma_mend.h"
#include "language/lemma_irregular.h"

#include <stdlib.h>
#include <string.h>

enum lemma_shape lemma_shape(struct text form)
{
    size_t capitals = 0, small = 0;
    for (size_t i = 0; i < form.length; i++) {
        capitals += letter_is_large(form.at[i]);
        small += letter_is_small(form.at[i]);
    }
    if (!capitals)
        return small ? SHAPE_SMALL : SHAPE_OTHER;
    if (capitals == 1 && letter_is_large(form.at[0]))
        return SHAPE_CAPITAL;
    return capitals == form.length ? SHAPE_CAPITALS : SHAPE_OTHER;
}

struct text lemma_capital(struct text form, struct arena *arena)
{
    struct text low = utf8_lower(form, arena);
    if (!low.length || !letter_is_small(low.at[0]))
        return low;
    char *made = arena_take(arena, low.length);
    memcpy(made, low.at, low.length);
    made[0] = (char)(made[0] - 'a' + 'A');
    return (struct text){ made, low.length };
}

bool lemma_is_grouped_number(struct text form)
{
    size_t comma = text_find(form, TEXT(","));
    if (comma == form.length || comma < 1 || comma > 3)
        return false;
    for (size_t i = 0; i < form.length; i++)
        if ((i >= comma && (i - comma) % 4 == 0) ? form.at[i] != ',' : form.at[i] < '0' || form.at[i] > '9')
            return false;
    return (form.length - comma) % 4 == 0;
}

struct text lemma_without_commas(struct text form, struct arena *arena)
{
    char *made = arena_take(arena, form.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] != ',')
            made[length++] = form.at[i];
    return (struct text){ made, length };
}

static int compare_verb(const void *word, const void *listed)
{
    return text_compare(*(const struct text *)word, text_of(*(const char *const *)listed));
}

bool lemma_is_verb(struct text word)
{
    static const char *const verbs[] = {
#define VERB(lemma) lemma,
#include "language/regular_verbs.def"
#undef VERB
    };
    return bsearch(&word, verbs, sizeof verbs / sizeof *verbs, sizeof *verbs, compare_verb) != NULL;
}

static bool is_known(const struct table *words, struct text word)
{
    return word.length > 2 && (table_find(words, word) >= 0 || lemma_is_verb(word));
}

/* Whether the vocabulary has the stem with this ending; then it is the lemma. Lives in `arena`. */
static bool try_word(const struct table *words, struct text stem, const char *ending, struct arena *arena, struct text *lemma)
{
    struct text made = *ending ? arena_print(arena, "%.*s%s", (int)stem.length, stem.at, ending) : stem;
    if (!is_known(words, made))
        return false;
    *lemma = made;
    return true;
}

/* The form without the regular ending that its tag tells of: "submitt" of "submitting", "wealthi" of "wealthiest". */
static struct text stem_of(struct text form, struct text tag)
{
    static const struct { const char *tag, *ending; } endings[] = {
        { "VBG", "ing" }, { "VBD", "ed" },  { "VBN", "ed" },  { "VBZ", "es" }, { "VBZ", "s" },
        { "JJR", "er" },  { "JJS", "est" }, { "RBR", "er" }, { "RBS", "est" },
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct text ending = text_of(endings[i].ending);
        if (text_is(tag, endings[i].tag) && form.length > ending.length + 1 && text_ends(form, ending))
            return text_slice(form, 0, form.length - ending.length);
    }
    return (struct text){ "", 0 };
}

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

/* Endings of longer stems, a vowel alone before the last letter or a consonant: "agitat", "rebuk", "depos", "travers". Before all
 * of these an "e" is the rule. */
static bool is_e_ending(char before, char last)
{
    static const char *const endings[] = { "at", "ut", "ak", "ek", "ik", "ok", "uk", "ad", "ed", "id", "od", "ud", "am", "um",
                                           "un", "in",
                                           "ur", "ir", "ar", "is", "as", "os", "rs", "ns", "ls", "ps", "dg", "rg", "ag", "eg", "ig",
                                           "ib", "ob", NULL };
    for (int i = 0; endings[i]; i++)
        if (before == endings[i][0] && last == endings[i][1])
            return true;
    return false;
}

/* A stem of one syllable with one vowel before one consonant: that would be doubled ("fitted"), were there no "e" ("timed"). So it
 * is with endings that no English word has without one: "reduc", "believ", "argu", "settl". */
static bool wants_e(struct text stem)
{
    size_t length = stem.length, vowels = 0;
    char last = stem.at[length - 1], before = stem.at[length - 2];
    for (size_t i = 0; i < length; i++)
        vowels += is_vowel(stem.at[i]) || stem.at[i] == 'y';
    if (vowels == 1 && is_vowel(before) && !is_vowel(last) && !strchr("wxy", last))
        return true;
    bool has_pair = length > 3 && is_vowel(before) && strchr(last == 't' ? "aeo" : "aeiou", stem.at[length - 3]);
    if (vowels > 1 && length > 3 && is_e_ending(before, last) && !has_pair)
        return true;
    return strchr("cuvz", last) || (last == 'l' && strchr("bcdfgkptz", before));
}

/* Two consonants, or two vowels and a consonant, after which no "e" is lost: "blacklist", "indict", "attack", "float". */
static bool ends_whole(struct text stem)
{
    static const char *const endings[] = { "st", "ct", "ft", "nt", "pt", "xt", "lt", "rt", "ck", "nk", "lk", "rk", "sk", "mp",
                                           "lp", "rp", "rd", "nd", "ld", "ss", "sh", "ch", "rm", "lm", "rn", "wn", "mb", NULL };
    size_t length = stem.length;
    for (int i = 0; endings[i]; i++)
        if (text_ends(stem, text_of(endings[i])))
            return true;
    return length > 3 && is_vowel(stem.at[length - 2]) && is_vowel(stem.at[length - 3]) && strchr("tdnmpklr", stem.at[length - 1]);
}

/* Of "sits", "classifies", "impeaches", "rehearses". */
static struct text without_s(struct text form, struct arena *arena)
{
    static const char *const hissing[] = { "sses", "shes", "ches", "xes", "zzes", NULL };
    size_t length = form.length;
    if (length > 4 && text_ends(form, TEXT("ies")))
        return arena_print(arena, "%.*sy", (int)length - 3, form.at);
    for (int i = 0; hissing[i]; i++)
        if (text_ends(form, text_of(hissing[i])))
            return text_slice(form, 0, length - 2);
    return text_slice(form, 0, length - 1);
}

/* What a verb is by its writing alone, where no word is known that it could be: "snub" of "snubbed", "rebuke" of "rebuked",
 * "indict" of "indicting". */
static struct text guess_verb(struct text tag, struct text form, struct text stem, struct text lemma, struct arena *arena)
{
    size_t length = stem.length;
    if (text_is(tag, "VBZ"))
        return without_s(form, arena);
    if (stem.at[length - 1] == stem.at[length - 2] && strchr("bdgmnprt", stem.at[length - 1]))
        return text_slice(stem, 0, length - 1);
    if (wants_e(stem))
        return arena_print(arena, "%.*se", (int)length, stem.at);
    return ends_whole(stem) ? stem : lemma;
}

/* The word that a stem is, or becomes without its second of two consonants, with "y" for "i", or with "e". */
static bool find_word(const struct table *words, struct text stem, struct arena *arena, struct text *word)
{
    struct text shorter = text_slice(stem, 0, stem.length - 1);
    char last = stem.at[stem.length - 1];
    return (last == stem.at[stem.length - 2] && try_word(words, shorter, "", arena, word)) ||
           (last == 'i' && try_word(words, shorter, "y", arena, word)) || try_word(words, stem, "", arena, word) ||
           try_word(words, stem, "e", arena, word);
}

/* The same of verbs that are listed alone. */
static bool find_listed(struct text stem, struct arena *arena, struct text *verb)
{
    const struct text with_e = arena_print(arena, "%.*se", (int)stem.length, stem.at);
    const struct text shorter = text_slice(stem, 0, stem.length - 1), *const made[] = { &with_e, &stem, &shorter };
    bool is_double = stem.at[stem.length - 1] == stem.at[stem.length - 2];
    for (int i = 0; i < 2 + is_double; i++)
        if (lemma_is_verb(*made[i])) {
            *verb = *made[i];
            return true;
        }
    return false;
}

/* The word that a stem makes is better than what the rule made where that is none, or is the stem that lacks its "e" or has a
 * letter too much. */
static struct text mend_verb(const struct table *words, struct text tag, struct text form, struct text lemma, struct arena *arena)
{
    struct text stem = stem_of(form, tag);
    size_t length = stem.length;
    if (length < 2)
        return lemma;
    if (text_is(tag, "VBZ") && !text_ends(form, TEXT("es")))
        return stem;
    if (find_listed(stem, arena, &lemma))
        return lemma;
    struct text shorter = text_slice(stem, 0, length - 1);
    char last = stem.at[length - 1];
    bool is_stem = text_equals(lemma, stem), is_double = last == stem.at[length - 2] && !strchr("lsfz", last);
    if ((is_double || (is_stem && text_ends(stem, TEXT("ick")))) && try_word(words, shorter, "", arena, &lemma))
        return lemma;
    if (is_stem && wants_e(stem) && try_word(words, stem, "e", arena, &lemma))
        return lemma;
    if ((lemma.length < form.length && is_known(words, lemma)) || find_word(words, stem, arena, &lemma))
        return lemma;
    return guess_verb(tag, form, stem, lemma, arena);
}

/* The same behind a prefix: "overstate" of "overstating", where only "state" is known. */
static struct text mend_prefixed(const struct table *words, struct text tag, struct text form, struct text lemma,
                                 struct arena *arena)
{
    struct text rest, mended = mend_verb(words, tag, form, lemma, arena);
    for (int next = 0; !is_known(words, mended) && lemma_prefix_next(form, &next, &rest);) {
        struct text made = mend_verb(words, tag, rest, stem_of(rest, tag), arena);
        if (is_known(words, made))
            return arena_print(arena, "%.*s%.*s", (int)(form.length - rest.length), form.at, (int)made.length, made.at);
    }
    return mended;
}

/* "wealthy" of "wealthiest"; "dishonest" is no degree. */
static struct text mend_degree(const struct table *words, struct text tag, struct text form, struct text lemma, struct arena *arena)
{
    struct text stem = stem_of(form, tag);
    if (stem.length < 2)
        return text_ends(form, TEXT("est")) && is_known(words, form) && !is_known(words, lemma) ? form : lemma;
    if (text_equals(lemma, form) || !is_known(words, lemma))
        find_word(words, stem, arena, &lemma);
    return lemma;
}

/* "Salvoes", "mosquitoes", and not "shoes", "canoes": a stem of more than one syllable before "es". */
static bool is_plural_of_o(struct text form)
{
    size_t vowels = 0;
    for (size_t i = 0; i + 3 < form.length; i++)
        vowels += is_vowel(form.at[i]);
    return vowels && text_ends(form, TEXT("oes")) && !text_ends(form, TEXT("shoes")) && !text_ends(form, TEXT("noes"));
}

/* Plurals: "horseman" of "horsemen", "ache" of "aches", "potato" of "potatoes". */
static struct text mend_plural(const struct table *words, struct text form, struct text lemma, struct arena *arena)
{
    size_t length = form.length;
    if (length > 4 && text_ends(form, TEXT("men")) && text_equals(lemma, form))
        return arena_print(arena, "%.*san", (int)length - 2, form.at);
    if (length < 5 || !text_ends(form, TEXT("es")) || is_known(words, lemma))
        return lemma;
    bool known = try_word(words, text_slice(form, 0, length - 1), "", arena, &lemma) ||
                 try_word(words, text_slice(form, 0, length - 2), "", arena, &lemma);
    return !known && is_plural_of_o(form) ? text_slice(form, 0, length - 2) : lemma;
}

struct text lemma_mend(const struct table *words, const struct token *token, struct text form, struct text lemma,
                       struct arena *arena)
{
    switch (token->upos) {
    case UPOS_VERB:
        return mend_prefixed(words, token->xpos, form, lemma, arena);
    case UPOS_NOUN:
        if (text_starts(token->xpos, TEXT("NNP")))
            return lemma;
        lemma = utf8_lower(lemma, arena);
        return text_is(token->xpos, "NNS") ? mend_plural(words, utf8_lower(form, arena), lemma, arena) : lemma;
    case UPOS_ADJ:
        if (text_is(token->xpos, "JJR") || text_is(token->xpos, "JJS"))
            lemma = utf8_lower(lemma, arena);
        return mend_degree(words, token->xpos, utf8_lower(form, arena), lemma, arena);
    case UPOS_ADV:
        return mend_degree(words, token->xpos, utf8_lower(form, arena), lemma, arena);
    default:
        return lemma;
    }
}
