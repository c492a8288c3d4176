/* The view of a sentence: children, edges and the lexicon's words, made in two passes. */
#include "reading/view.h"

#include <string.h>

static void link_children(struct view *view)
{
    for (int i = 0; i < view->count; i++)
        view->first[i] = view->next[i] = -1;
    for (int i = view->count - 1; i >= 0; i--) {
        int head = view->sentence->tokens[i].head;
        if (head < 0 || head >= view->count)
            continue;
        view->next[i] = view->first[head];
        view->first[head] = i;
        view->under[head] |= view_bit(view_rel(view, i));
    }
}

/* Widens the edges of all above a token. Trees are shallow, so walking up from every token is cheap; a broken tree ends the
 * walk. */
static void find_edges(struct view *view)
{
    for (int i = 0; i < view->count; i++) {
        view->left[i] = i;
        view->right[i] = i + 1;
    }
    for (int i = 0; i < view->count; i++) {
        int up = view->sentence->tokens[i].head;
        for (int steps = 0; up >= 0 && up < view->count && steps < view->count; steps++) {
            if (view->left[up] <= i && view->right[up] > i)
                break;
            if (i < view->left[up])
                view->left[up] = i;
            if (i + 1 > view->right[up])
                view->right[up] = i + 1;
            up = view->sentence->tokens[up].head;
        }
    }
}

/* A verb whose lemma was guessed wrong ("blam" of "blamed"): what it would be without its ending. */
static const struct word *guess_word(const struct words *words, const struct token *token)
{
    static const struct { struct text ending, instead; } endings[] = {
        { { "ed", 2 }, { "e", 1 } }, { { "ed", 2 }, { "", 0 } }, { { "ing", 3 }, { "e", 1 } }, { { "ing", 3 }, { "", 0 } },
        { { "ies", 3 }, { "y", 1 } }, { { "es", 2 }, { "e", 1 } }, { { "es", 2 }, { "", 0 } }, { { "s", 1 }, { "", 0 } },
    };
    char room[64];
    const struct word *past = words_find(words, view_irregular(token->form));
    if (past)
        return past;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t stem = token->form.length - endings[i].ending.length;
        if (token->form.length > 48 || token->form.length < 5 || !text_ends(token->form, endings[i].ending))
            continue;
        memcpy(room, token->form.at, stem);
        memcpy(room + stem, endings[i].instead.at, endings[i].instead.length);
        const struct word *word = words_find(words, (struct text){ room, stem + endings[i].instead.length });
        bool doubled = stem > 3 && room[stem - 1] == room[stem - 2] && !endings[i].instead.length;
        if (!word && doubled)
            word = words_find(words, (struct text){ room, stem - 1 });
        if (word)
            return word;
    }
    return NULL;
}

static bool is_hyphen(const struct sentence *sentence, int at)
{
    const struct token *token = &sentence->tokens[at];
    bool tight = at + 1 < sentence->token_count && !((token->flags | token[1].flags) & TOKEN_SPACE_BEFORE);
    return tight && at > 0 && text_is(token->form, "-");
}

int view_word_from(const struct view *view, int at)
{
    while (at > 1 && is_hyphen(view->sentence, at - 1))
        at -= 2;
    return at;
}

/* "Build-up", "tit-for-tat": three tokens or more by the treebanks, but one word to the lexicon: what heads them is that word. */
static void join_hyphened(struct view *view, const struct words *words, struct arena *arena)
{
    const struct token *tokens = view->sentence->tokens;
    for (int i = 1; i + 1 < view->count; i++) {
        if (!is_hyphen(view->sentence, i))
            continue;
        int from = i - 1, last = i + 1;
        while (last + 2 < view->count && is_hyphen(view->sentence, last + 1))
            last += 2;
        struct text whole = tokens[from].form;
        for (int part = i + 1; part <= last; part += 2) {
            struct text word = part == last ? tokens[part].lemma : tokens[part].form;
            whole = arena_print(arena, "%.*s-%.*s", (int)whole.length, whole.at, (int)word.length, word.at);
        }
        const struct word *word = words_find(words, whole);
        int head = tokens[last].head >= from && tokens[last].head < last ? tokens[last].head : last;
        if (word)
            view->lemma[head] = word;
        i = last;
    }
}

static void find_word(struct view *view, const struct words *words, int at, unsigned long long begun)
{
    const struct token *token = view_token(view, at);
    view->lemma[at] = words_at(words, token->lemma, begun);
    if (!view->lemma[at] && view_is_verb(view, at))
        view->lemma[at] = guess_word(words, token);
    bool plural_name = at == 0 && token->upos == UPOS_PROPN && token->form.length > 3 && text_ends(token->form, TEXT("s"));
    if (!view->lemma[at] && plural_name) /* "Nurses", taken for a name */
        view->lemma[at] = words_find(words, (struct text){ token->form.at, token->form.length - 1 });
    if (!text_equals_nocase(token->lemma, token->form))
        view->form[at] = words_find(words, token->form);
}

/* Some words at a time, so that they come from memory together. */
static void find_words(struct view *view, const struct words *words)
{
    enum { MANY = 32 };
    unsigned long long begun[MANY];
    for (int from = 0; from < view->count; from += MANY) {
        int to = from + MANY < view->count ? from + MANY : view->count;
        for (int i = from; i < to; i++)
            begun[i - from] = words_begin(words, view_token(view, i)->lemma);
        for (int i = from; i < to; i++)
            words_fetch(words, begun[i - from]);
        for (int i = from; i < to; i++)
            find_word(view, words, i, begun[i - from]);
    }
}

void view_make(struct view *view, const struct document *document, int index, const struct words *words, struct arena *arena)
{
    const struct sentence *sentence = &document->sentences[index];
    size_t n = (size_t)sentence->token_count;
    int *numbers = arena_take_unset(arena, (4 * n + 1) * sizeof *numbers);
    const struct word **found = arena_take(arena, (2 * n + 1) * sizeof *found);
    uint64_t *bits = arena_take(arena, (2 * n + 1) * sizeof *bits);
    *view = (struct view){ document, sentence, index, (int)n, numbers, numbers + n, numbers + 2 * n, numbers + 3 * n, found,
                           found + n, arena_take(arena, n), bits, bits + n };
    for (size_t i = 0; i < n; i++)
        view->looks[i] = words_look(sentence->tokens[i].lemma) | words_look(sentence->tokens[i].form);
    link_children(view);
    find_edges(view);
    find_words(view, words);
    join_hyphened(view, words, arena);
}

int view_first_child(const struct view *view, int at, enum deprel rel)
{
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == rel)
            return c;
    return -1;
}

int view_first_child_word(const struct view *view, int at, enum deprel rel, const char *word)
{
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == rel && view_is(view, c, word))
            return c;
    return -1;
}

bool view_inside(const struct view *view, int inner, int outer)
{
    for (int steps = 0; inner >= 0 && steps <= view->count; steps++) {
        if (inner == outer)
            return true;
        inner = view_token(view, inner)->head;
    }
    return false;
}

bool view_has_case(const struct view *view, int at, struct text word)
{
    if (!view_may_have(view, at, DEPREL_CASE) && !view_may_have(view, at, DEPREL_MARK))
        return false;
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        if ((rel == DEPREL_CASE || rel == DEPREL_MARK) && view_is_text(view, c, word))
            return true;
    }
    return false;
}

bool view_has_any_case(const struct view *view, int at, const char *const *words)
{
    while (*words && !view_has_case(view, at, text_of(*words)))
        words++;
    return *words;
}

/* "It would free the prisoners", "Chad underlined that it should": what stands under "would" is a verb, and so is what has a
 * subject and ends like a past where nothing "is" so, though the tagger took it for an adjective. */
static bool is_misread_verb(const struct view *view, int at)
{
    const struct token *token = view_token(view, at);
    if (view_is_misread_past(view, at))
        return true;
    if (token->upos != UPOS_ADJ || text_ends(token->form, TEXT("ing")) || view_child(view, at, DEPREL_COP) >= 0)
        return false;
    int aux = view_child(view, at, DEPREL_AUX);
    bool modal = aux >= 0 && text_is(view_token(view, aux)->xpos, "MD");
    bool past = aux < 0 && text_ends(token->form, TEXT("ed")) && !view->sentence->is_title && view_rel(view, at) != DEPREL_XCOMP;
    return modal || (past && view_child(view, at, DEPREL_NSUBJ) >= 0 && view_child(view, at, DEPREL_NSUBJ) < at);
}

static bool find_verb(const struct view *view, int at)
{
    const struct token *token = view_token(view, at);
    if ((text_starts(token->xpos, TEXT("VB")) && token->upos != UPOS_AUX) || is_misread_verb(view, at))
        return true;
    return token->upos == UPOS_VERB || (token->upos == UPOS_AUX && token->deprel != DEPREL_AUX && token->deprel != DEPREL_AUX_PASS
                                        && token->deprel != DEPREL_COP);
}

bool view_is_verb(const struct view *view, int at)
{
    if (!(view->known[at] & KNOWN_VERB))
        view->known[at] |= KNOWN_VERB | (find_verb(view, at) ? IS_VERB : 0);
    return view->known[at] & IS_VERB;
}

bool view_is_nominal(const struct view *view, int at)
{
    enum upos upos = (enum upos)view_token(view, at)->upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM || upos == UPOS_SYM || upos == UPOS_X;
}
