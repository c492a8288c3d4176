/* A sentence's tokens through the network, and what comes out put into them; whole documents the same way. */
#include "language/dateline.h"
#include "language/inner.h"
#include "language/names.h"

/* "Speak", but not "TV" and not "Obama": a capital that only the place in the sentence or a headline gave. */
static bool is_capital_of_place(const struct token *token)
{
    struct text form = token->form;
    if (token->upos == UPOS_PROPN || token->upos == UPOS_X || token->upos == UPOS_SYM || form.length < 2 || form.at[0] < 'A' || form.at[0] > 'Z')
        return false;
    for (size_t i = 1; i < form.length; i++)
        if (form.at[i] >= 'A' && form.at[i] <= 'Z')
            return false;
    return true;
}

/* The lemma most often seen for the form with this part of speech and tag, or with this part of speech, or nothing. */
static struct text lemma_seen(const struct language *language, struct text form, const struct token *token)
{
    enum { LONGEST_TAG = 8 };
    char room[LONGEST_FORM + 2 + LONGEST_TAG];
    const struct text nothing = { "", 0 };
    if (form.length > LONGEST_FORM || token->xpos.length > LONGEST_TAG)
        return nothing;
    int32_t found = table_find(&language->forms, lemma_key_in(form, token->upos, token->xpos, room));
    if (found < 0)
        found = table_find(&language->forms, lemma_key_in(form, token->upos, nothing, room));
    return found < 0 ? nothing : language->lemmas[found];
}

/* "fre" of "freed" is no word, but "free" is; nor is "equipp" of "equipping", but "equip" is. Lives in `arena`. */
static struct text mend_verb(const struct language *language, struct text lemma, struct arena *arena)
{
    size_t length = lemma.length;
    if (length < 3 || table_find(&language->words, lemma) >= 0)
        return lemma;
    struct text longer = arena_print(arena, "%.*se", (int)length, lemma.at);
    if (table_find(&language->words, longer) >= 0)
        return longer;
    struct text shorter = text_slice(lemma, 0, length - 1);
    return lemma.at[length - 1] == lemma.at[length - 2] && table_find(&language->words, shorter) >= 0 ? shorter : lemma;
}

/* From the list of forms seen; of a form in small letters where `*form` has a capital of its place, and then that is the form. */
static struct text lemma_known(const struct language *language, const struct token *token, struct text *form, struct arena *arena)
{
    struct text lemma = lemma_seen(language, *form, token);
    if (lemma.length || !is_capital_of_place(token))
        return lemma;
    *form = utf8_lower(*form, arena);
    return lemma_seen(language, *form, token);
}

/* By the network's rule, or else the form itself. */
static struct text lemma_made(const struct language *language, const struct token *token, struct text form, int rule, struct arena *arena)
{
    struct text lemma = lemma_apply(&language->rules[rule], form, arena);
    if (token->upos == UPOS_VERB && lemma.length < form.length)
        lemma = mend_verb(language, lemma, arena);
    return lemma.length ? lemma : form;
}

/* Lemmas of `count` tokens: the list first, then rules for the rest. */
static void find_lemmas(const struct language *language, struct language_scratch *scratch, struct arena *arena, struct token *tokens, int count)
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
        token->lemma = lemma_made(language, token, token->lemma, scratch->words[scratch->unseen[k]].rule, arena);
    }
}

static void look_up(const struct language *language, const struct token *token, struct net_word *word, uint32_t *features)
{
    char lower[LONGEST_FORM];
    size_t length;
    features_of(token->form, (uint32_t)language->net.buckets, features, lower, &length);
    int32_t found = table_find(&language->words, (struct text){ lower, length });
    *word = (struct net_word){ .vocabulary = found < 0 ? 0 : found, .feature = features };
}

/* At most NET_LONGEST tokens from `from` on; heads count in the sentence. */
static void parse_stretch(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                          struct token *tokens, int from, int count)
{
    for (int i = 0; i < count; i++)
        look_up(language, &tokens[from + i], &scratch->words[i], scratch->features[i]);
    net_run(&language->net, scratch->net, scratch->words, count);
    for (int i = 0; i < count; i++) {
        const struct net_word *word = &scratch->words[i];
        struct token *token = &tokens[from + i];
        token->upos = (uint8_t)word->upos;
        token->xpos = language->tags.items[word->xpos];
        token->deprel = (uint8_t)word->deprel;
        token->head = word->head ? from + word->head - 1 : -1;
    }
    find_lemmas(language, scratch, arena, tokens + from, count);
}

/* The network's root label goes to the root alone. */
static void settle_root(struct sentence *sentence)
{
    for (int i = 0; i < sentence->token_count; i++) {
        struct token *token = &sentence->tokens[i];
        if (token->head < 0)
            token->deprel = DEPREL_ROOT;
        else if (token->deprel == DEPREL_ROOT)
            token->deprel = DEPREL_PARATAXIS;
    }
}

/* One root, even where a sentence is read in several stretches: the first is the sentence's, others hang on it. */
static void join_roots(struct sentence *sentence, int from, int to, int *root)
{
    for (int i = from; i < to; i++)
        if (sentence->tokens[i].head < 0 && *root < 0)
            *root = i;
        else if (sentence->tokens[i].head < 0)
            sentence->tokens[i].head = *root;
}

void language_parse(const struct language *language, struct language_scratch *scratch, struct arena *arena, struct sentence *sentence)
{
    int root = -1, dateline = dateline_length(sentence);
    for (int from = dateline; from < sentence->token_count; from += NET_LONGEST) {
        int left = sentence->token_count - from, count = left < NET_LONGEST ? left : NET_LONGEST;
        parse_stretch(language, scratch, arena, sentence->tokens, from, count);
        join_roots(sentence, from, from + count, &root);
    }
    if (dateline) {
        parse_stretch(language, scratch, arena, sentence->tokens, 0, dateline);
        join_roots(sentence, 0, dateline, &root);
    }
    settle_root(sentence);
    names_find(arena, sentence);
}

static void read_part(const struct language *language, struct language_scratch *scratch, struct text text, bool is_title,
                      struct arena *arena, struct split_list *sentences)
{
    size_t first = sentences->count;
    split_text(language->split, text, arena, sentences);
    for (size_t i = first; i < sentences->count; i++) {
        sentences->items[i].is_title = is_title;
        language_parse(language, scratch, arena, &sentences->items[i]);
    }
}

void language_read(const struct language *language, struct language_scratch *scratch, struct text title, struct text text,
                   struct arena *arena, struct document *document)
{
    struct split_list sentences = { 0 };
    read_part(language, scratch, title, true, arena, &sentences);
    read_part(language, scratch, text, false, arena, &sentences);
    *document = (struct document){ title, text, sentences.items, (int32_t)sentences.count };
    names_settle(arena, document);
    names_settle(arena, document);
}
