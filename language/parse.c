/* A sentence's tokens through the network, and what comes out put into them; whole documents the same way. */
#include "language/dateline.h"
#include "language/inner.h"
#include "language/names.h"

/* "Speak", but not "TV" and not "Obama": a capital that only the place in the sentence or a headline gave. */
static bool is_capital_of_place(const struct token *token)
{
    struct text form = token->form;
    if (text_starts(token->xpos, TEXT("NNP")) || token->upos == UPOS_PROPN || token->upos == UPOS_X || token->upos == UPOS_SYM || form.length < 2 || form.at[0] < 'A' || form.at[0] > 'Z')
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

/* Whether the vocabulary has a verb's stem with this ending; then it is the lemma. Lives in `arena`. */
static bool is_verb(const struct language *language, struct text stem, const char *ending, struct arena *arena, struct text *lemma)
{
    struct text made = *ending ? arena_print(arena, "%.*s%s", (int)stem.length, stem.at, ending) : stem;
    if (made.length < 3 || table_find(&language->words, made) < 0)
        return false;
    *lemma = made;
    return true;
}

/* The form without a regular ending of verbs, as long as its tag says: "submitt" of "submitting". */
static struct text stem_of(struct text form, struct text tag)
{
    static const struct { const char *tag, *ending; } endings[] = { { "VBG", "ing" }, { "VBD", "ed" }, { "VBN", "ed" },
                                                                    { "VBZ", "es" },  { "VBZ", "s" } };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct text ending = text_of(endings[i].ending);
        if (text_is(tag, endings[i].tag) && form.length > ending.length + 1 && text_ends(form, ending))
            return text_slice(form, 0, form.length - ending.length);
    }
    return (struct text){ "", 0 };
}

/* What the network's rule makes of a verb may be no word: "fre" of "freed", "submitting" of itself, "digge". A stem that is one, or
 * becomes one with "e", without its second of two consonants, or with "y" for "i", is better. Lives in `arena`. */
static struct text mend_verb(const struct language *language, const struct token *token, struct text form, struct text lemma,
                             struct arena *arena)
{
    struct text stem = stem_of(form, token->xpos);
    size_t length = stem.length;
    if (length < 2 || (lemma.length < form.length && table_find(&language->words, lemma) >= 0))
        return lemma;
    bool is_double = stem.at[length - 1] == stem.at[length - 2], ends_in_i = stem.at[length - 1] == 'i';
    if ((is_double && is_verb(language, text_slice(stem, 0, length - 1), "", arena, &lemma)) ||
        (ends_in_i && is_verb(language, text_slice(stem, 0, length - 1), "y", arena, &lemma)) ||
        is_verb(language, stem, "", arena, &lemma) || is_verb(language, stem, "e", arena, &lemma))
        return lemma;
    return lemma;
}

/* "1,100" is 1100. */
static bool is_grouped_number(struct text form)
{
    size_t comma = text_find(form, TEXT(","));
    if (comma == form.length || comma < 1 || comma > 3)
        return false;
    for (size_t i = 0; i < form.length; i++)
        if ((i >= comma && (i - comma) % 4 == 0) ? form.at[i] != ',' : form.at[i] < '0' || form.at[i] > '9')
            return false;
    return (form.length - comma) % 4 == 0;
}

static struct text without_commas(struct text form, struct arena *arena)
{
    char *made = arena_take(arena, form.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] != ',')
            made[length++] = form.at[i];
    return (struct text){ made, length };
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
    if (token->upos == UPOS_NUM && is_grouped_number(form))
        return without_commas(form, arena);
    if (token->upos == UPOS_VERB)
        lemma = mend_verb(language, token, form, lemma, arena);
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
