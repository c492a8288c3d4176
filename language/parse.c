/* A sentence's tokens through the network, and what comes out put into them; whole documents the same way. */
#include "language/aside.h"
#include "language/dateline.h"
#include "language/inner.h"
#include "language/lemmas.h"
#include "language/names.h"
#include "language/names_inner.h"

static void look_up(const struct language *language, const struct token *token, struct net_word *word, uint32_t *features)
{
    char lower[LONGEST_FORM];
    size_t length;
    features_of(token->form, (uint32_t)language->net.buckets, features, lower, &length);
    int32_t found = table_find(&language->words, (struct text){ lower, length });
    *word = (struct net_word){ .vocabulary = found < 0 ? 0 : found, .feature = features };
}

/* A word, or a noun's plural. */
static bool is_other_word(const struct language *language, struct text form)
{
    return lemmas_has_word(language, form) ||
           (text_ends(form, TEXT("s")) && lemmas_has(language, text_slice(form, 0, form.length - 1), UPOS_NOUN));
}

/* "ukraine", carelessly written, is a proper noun: the name of a place that is no other word. */
static void mend_small_place(const struct language *language, struct token *token)
{
    if ((token->upos != UPOS_NOUN && token->upos != UPOS_ADJ && token->upos != UPOS_X) || token->form.at[0] < 'a' ||
        token->form.at[0] > 'z' || !names_is_location(token, 0, 1) || is_other_word(language, token->form))
        return;
    token->upos = UPOS_PROPN;
    token->xpos = TEXT("NNP");
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
        mend_small_place(language, token);
    }
    lemmas_find(language, scratch, arena, tokens + from, count);
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

/* Reads the sentence again without what stands aside: `dateline` tokens before it are done. */
static void parse_without(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                          struct sentence *sentence, int dateline, const struct aside *asides, int count)
{
    struct token *kept = arena_take(arena, (size_t)sentence->token_count * sizeof *kept);
    int *place = arena_take(arena, (size_t)sentence->token_count * sizeof *place), kept_count = 0;
    for (int i = dateline, next = 0; i < sentence->token_count; i++) {
        next += next < count && i >= asides[next].to;
        if (next < count && i >= asides[next].from)
            continue;
        place[kept_count] = i;
        kept[kept_count++] = sentence->tokens[i];
    }
    parse_stretch(language, scratch, arena, kept, 0, kept_count);
    for (int i = 0; i < kept_count; i++) {
        sentence->tokens[place[i]] = kept[i];
        sentence->tokens[place[i]].head = kept[i].head < 0 ? -1 : place[kept[i].head];
    }
    for (int i = 0; i < count; i++) {
        if (asides[i].is_apposition)
            parse_stretch(language, scratch, arena, sentence->tokens, asides[i].from + 1, asides[i].to - asides[i].from - 2);
        aside_hang(sentence, &asides[i]);
    }
}

void language_parse(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                    struct sentence *sentence)
{
    int root = -1, dateline = dateline_length(sentence);
    for (int from = dateline; from < sentence->token_count; from += NET_LONGEST) {
        int left = sentence->token_count - from, count = left < NET_LONGEST ? left : NET_LONGEST;
        parse_stretch(language, scratch, arena, sentence->tokens, from, count);
        join_roots(sentence, from, from + count, &root);
    }
    struct aside asides[ASIDE_MOST];
    int aside_count = sentence->token_count - dateline <= NET_LONGEST ? aside_find(sentence, asides) : 0;
    if (aside_count) {
        parse_without(language, scratch, arena, sentence, dateline, asides, aside_count);
        root = -1;
        join_roots(sentence, dateline, sentence->token_count, &root);
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
