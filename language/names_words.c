/* Word lists of the names: what a word's own letters tell. */
#include "language/names_inner.h"

#include <stdlib.h>
#include <string.h>

#include "language/split_chars.h"

struct listed {
    struct text word;
    uint32_t kinds;
};

static const struct listed words[] = {
#define WORD(word, kinds) { { word, sizeof(word) - 1 }, kinds },
#include "language/names_words.def"
#undef WORD
};

static const struct listed given[] = {
#define GIVEN(word) { { word, sizeof(word) - 1 }, NAMES_GIVEN },
#include "language/names_given.def"
#undef GIVEN
};

static const struct listed places[] = {
#define PLACE(word) { { word, sizeof(word) - 1 }, NAMES_LOCATION },
#include "language/names_places.def"
#undef PLACE
};

static uint32_t look_up(const struct listed *list, size_t count, struct text key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = text_compare(key, list[middle].word);
        if (!order)
            return list[middle].kinds;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

#define LOOK_UP(list, key) look_up(list, sizeof list / sizeof *list, key)

/* Appends `form`, folded, to `key`; false when there is no room. */
static bool fold(struct text form, char key[NAMES_LONGEST_KEY], size_t *length)
{
    if (form.length > NAMES_LONGEST_KEY - *length)
        return false;
    bool plain = true;
    for (size_t i = 0; i < form.length; i++) {
        char c = form.at[i];
        plain = plain && (unsigned char)c < 0x80;
        key[*length + i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    if (plain) {
        *length += form.length;
        return true;
    }
    struct arena arena = { 0 };
    struct text folded = utf8_fold(form, &arena);
    bool fits = folded.length <= NAMES_LONGEST_KEY - *length;
    if (fits) {
        memcpy(key + *length, folded.at, folded.length);
        *length += folded.length;
    }
    arena_release(&arena);
    return fits;
}

size_t names_key(const struct token *tokens, int from, int to, char key[NAMES_LONGEST_KEY])
{
    size_t length = 0;
    for (int i = from; i < to; i++) {
        if (i > from && length < NAMES_LONGEST_KEY)
            key[length++] = ' ';
        if (!fold(tokens[i].form, key, &length))
            return 0;
    }
    return length;
}

bool names_is_location(const struct token *tokens, int from, int to)
{
    char key[NAMES_LONGEST_KEY];
    size_t length = names_key(tokens, from, to, key);
    return length && LOOK_UP(places, ((struct text){ key, length }));
}

static uint32_t capitals_of(struct text form)
{
    size_t length;
    unsigned first = split_char_at(form, 0, &length);
    int upper = 0;
    bool lower = false;
    for (size_t at = 0; at < form.length; at += length) {
        unsigned kind = split_char_at(form, at, &length);
        upper += (kind & SPLIT_UPPER) != 0;
        lower = lower || kind & SPLIT_LOWER;
    }
    bool is_address = form.at[0] == '@' || memchr(form.at, '/', form.length);
    uint32_t large = upper && !is_address ? NAMES_LARGE : 0;
    return large | (first & SPLIT_UPPER ? NAMES_CAPITAL : 0) | (upper > 1 && !lower ? NAMES_ACRONYM : 0);
}

/* Names of persons and places are looked for among words written large only. */
static uint32_t kinds_of(struct text form, bool is_large)
{
    char key[NAMES_LONGEST_KEY];
    size_t length = 0;
    if (!fold(form, key, &length))
        return 0;
    struct text folded = { key, length };
    uint32_t kinds = LOOK_UP(words, folded);
    return is_large ? kinds | LOOK_UP(given, folded) | LOOK_UP(places, folded) : kinds;
}

static uint32_t plural_role(struct text form)
{
    bool is_plural = form.length > 3 && form.at[form.length - 1] == 's';
    return is_plural ? kinds_of(text_slice(form, 0, form.length - 1), false) & NAMES_ROLE : 0;
}

uint32_t names_word(const struct token *token)
{
    bool proper = (token->upos == UPOS_PROPN || text_starts(token->xpos, TEXT("NNP"))) && token->upos != UPOS_PUNCT;
    uint32_t capitals = capitals_of(token->form);
    uint32_t kinds = kinds_of(token->form, capitals & NAMES_LARGE);
    bool is_written_so = capitals & NAMES_LARGE || kinds & NAMES_PARTICLE;
    return (kinds ? kinds : plural_role(token->form)) | capitals | (proper && is_written_so ? NAMES_PROPER : 0);
}

uint32_t names_noun(const struct token *token)
{
    struct text form = token->form;
    uint32_t kinds = kinds_of(form, false);
    bool is_plural = form.length > 3 && form.at[form.length - 1] == 's';
    return !kinds && is_plural ? kinds_of(text_slice(form, 0, form.length - 1), false) : kinds;
}

/* Looking words up takes time, so only those are that a name or the title before one can be made of. */
void names_view_init(struct names_view *view, struct sentence *sentence, struct arena *arena)
{
    enum { TITLE = 8 }; /* words of a title in small letters */
    uint32_t *kinds = arena_take(arena, sizeof *kinds * (size_t)sentence->token_count);
    for (int i = sentence->token_count - 1, left = 0; i >= 0; i--, left--) {
        const struct token *token = &sentence->tokens[i];
        bool is_small = token->form.at[0] >= 'a' && token->form.at[0] <= 'z';
        if (!is_small || token->upos == UPOS_PROPN)
            left = TITLE;
        if (left > 0)
            kinds[i] = names_word(token);
    }
    *view = (struct names_view){ sentence, sentence->tokens, sentence->token_count, kinds };
}

bool names_is_headline(const struct sentence *sentence)
{
    int large = 0, all = 0;
    for (int i = 1; i < sentence->token_count; i++) {
        struct text form = sentence->tokens[i].form;
        bool small = form.at[0] >= 'a' && form.at[0] <= 'z';
        if (form.length < 4 || !(small || (form.at[0] >= 'A' && form.at[0] <= 'Z')))
            continue;
        large += !small;
        all++;
    }
    bool is_closed = sentence->token_count && text_is(sentence->tokens[sentence->token_count - 1].form, ".");
    return !is_closed && large * 2 > all;
}
