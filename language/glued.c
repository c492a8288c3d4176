/* Words that lost the blank between them: one of the two is a place, a people, a day or a small word, the other a word that is
 * common; or the first is a plural, which makes no compound ("troopsadvanced"). */
#include "language/glued.h"
#include "language/lemmas.h"
#include "language/names_inner.h"

#include <string.h>

enum { SHORTEST = 6, LONGEST = 30, COMMON = 12000 }; /* letters of a whole; how far down the vocabulary a common word stands */

/* Letters, small but for the first and perhaps one within. */
static bool is_word(struct text form)
{
    int large = 0;
    for (size_t i = 1; i < form.length; i++) {
        if (!letter_is_small(form.at[i]) && !letter_is_large(form.at[i]))
            return false;
        large += letter_is_large(form.at[i]);
    }
    bool begins = form.length && (letter_is_small(form.at[0]) || letter_is_large(form.at[0]));
    return begins && form.length >= SHORTEST && form.length <= LONGEST && large < 2;
}

/* Whether the vocabulary or the lists have it, as it is, in small letters or without the ending of a plural. */
static bool is_known(const struct language *language, struct text form, struct arena *arena)
{
    if (table_find(&language->words, form) >= 0) /* nearly every word */
        return true;
    struct text small = utf8_lower(form, arena), stem = text_slice(small, 0, small.length - 1);
    struct token token = { .form = form };
    return table_find(&language->words, small) >= 0 || lemmas_has_word(language, small)
        || lemmas_has(language, form, UPOS_PROPN) || (text_ends(small, TEXT("s")) && lemmas_has_word(language, stem))
        || names_is_location(&token, 0, 1) || (names_word(&token) & NAMES_GIVEN);
}

/* The place in the vocabulary of a word in small letters; INT32_MAX of others. */
static int32_t rank_of(const struct language *language, struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (!letter_is_small(form.at[i]))
            return INT32_MAX;
    int32_t rank = table_find(&language->words, form);
    return rank < 0 || rank > COMMON ? INT32_MAX : rank;
}

/* A place, a people or a day. */
static bool is_place(const struct language *language, struct text form, struct arena *arena)
{
    struct token token = { .form = form };
    if (form.length < 4 || !letter_is_large(form.at[0]) || letter_is_large(form.at[1]) ||
        lemmas_has_word(language, utf8_lower(form, arena)))
        return false;
    return names_is_location(&token, 0, 1) || lemmas_has(language, form, UPOS_ADJ) || (names_word(&token) & NAMES_CALENDAR);
}

/* How far the rarer of the two stands down the vocabulary; INT32_MAX where they are no words that are met side by side. */
static int32_t price_of(const struct language *language, struct text left, struct text right, struct arena *arena)
{
    static const char *const behind[] = { "in", "on", "of", "to", "and", "for", "the", "from", "with", "that", "after",
                                          "against", "was", "were", "has", "had", "have", "who", "which", "would", "will",
                                          "while", "before", "when", NULL };
    static const char *const short_behind[] = { "as", "at", "by", NULL }; /* but "standby" */
    static const char *const before[] = { "the", "and", "has", "have", "had", "was", "were", "that", "into", "with", "from", NULL };
    static const char *const endings[] = { "gate", "watch", "cast", "wide", "bound", "town", "land", "phobia", NULL };
    int32_t first = rank_of(language, left), second = rank_of(language, right);
    if (is_place(language, right, arena))
        return first; /* "asRussian" */
    bool is_behind = text_is_any(right, behind) || (left.length > 5 && text_is_any(right, short_behind));
    if (is_place(language, left, arena))
        return is_behind || (right.length > 3 && !text_is_any(right, endings)) ? second
                                                                             : INT32_MAX; /* but not "Yemenis", "Russiagate" */
    bool is_many = left.length > 5 && text_ends(left, TEXT("s")) && !text_ends(left, TEXT("ss")) && right.length > 4;
    bool is_joined = is_many || (is_behind && left.length > (right.length < 3 ? 4 : 3))
                  || (right.length > 3 && text_is_any(left, before));
    return !is_joined ? INT32_MAX : first > second ? first : second;
}

/* How many letters of the form are its first word; 0 where it is one. */
static size_t first_part(const struct language *language, struct text form, struct arena *arena)
{
    if (!is_word(form) || is_known(language, form, arena))
        return 0;
    int32_t least = INT32_MAX;
    size_t best = 0;
    for (size_t at = 2; at + 2 <= form.length; at++) {
        int32_t price = price_of(language, text_slice(form, 0, at), text_slice(form, at, form.length), arena);
        if (price < least) {
            least = price;
            best = at;
        }
    }
    return best;
}

/* Makes room for one more token behind `at` and parts the two. */
static void part(struct sentence *sentence, int at, size_t first, struct arena *arena)
{
    size_t count = (size_t)sentence->token_count;
    struct token *tokens = arena_take(arena, (count + 1) * sizeof *tokens);
    memcpy(tokens, sentence->tokens, ((size_t)at + 1) * sizeof *tokens);
    memcpy(tokens + at + 1, sentence->tokens + at, (count - (size_t)at) * sizeof *tokens);
    struct token *left = &tokens[at], *right = &tokens[at + 1];
    right->form = text_slice(left->form, first, left->form.length);
    right->span.from_byte += first;
    right->flags &= (uint8_t)~TOKEN_SPACE_BEFORE;
    left->form = text_slice(left->form, 0, first);
    left->span.to_byte = right->span.from_byte;
    sentence->tokens = tokens;
    sentence->token_count++;
}

void glued_part(const struct language *language, struct sentence *sentence, struct arena *arena)
{
    for (int i = 0; i < sentence->token_count && sentence->token_count < SPLIT_MAX_TOKENS; i++) {
        size_t first = first_part(language, sentence->tokens[i].form, arena);
        if (first)
            part(sentence, i, first, arena);
    }
}
