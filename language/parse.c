/* A sentence's tokens through the network, and what comes out put into them; whole documents the same way. */
#include "language/aside.h"
#include "language/capitals.h"
#include "language/dateline.h"
#include "language/finite.h"
#include "language/glued.h"
#include "language/headline.h"
#include "language/hover.h"
#include "language/inner.h"
#include "language/lemmas.h"
#include "language/names.h"
#include "language/names_inner.h"
#include "language/mend.h"
#include "language/objects.h"

#include <string.h>

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

/* At most NET_LONGEST tokens from `from` on; heads count in the sentence. `scratch->hints` are those of the stretch. */
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
        scratch->hints[i] = (struct finite_hint){ word->finite, word->lead };
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

/* A sentence that is read again: from a token on, behind its dateline; without what stands aside; with a helping verb before
 * `helped`, or as it stands (-1). */
struct again {
    int from, aside_count, helped;
    struct aside asides[ASIDE_MOST];
    struct finite_hint hints[NET_LONGEST]; /* of the sentence's tokens */
};

/* The tokens that are read. `place` has where in the sentence each stands. Returns how many there are. */
static int choose_tokens(const struct sentence *sentence, const struct again *again, struct token *kept, int *place)
{
    int count = 0;
    for (int i = again->from, next = 0; i < sentence->token_count; i++) {
        const struct aside *aside = &again->asides[next];
        if (next < again->aside_count && i >= aside->from) {
            i = aside->to - 1;
            next++;
            continue;
        }
        if (i == again->helped) {
            place[count] = -1;
            kept[count++] = (struct token){ .form = finite_helper(&sentence->tokens[i], again->hints[i].tag),
                                            .flags = TOKEN_SPACE_BEFORE };
        }
        place[count] = i;
        kept[count++] = sentence->tokens[i];
        if (i == again->helped)
            kept[count - 1].form = finite_helped_form(&sentence->tokens[i], again->hints[i].tag);
    }
    return count;
}

/* Puts what was read where it stands. The helping verb is left out; the verb behind it is finite itself. */
static void put_back(const struct language *language, struct sentence *sentence, struct again *again, const struct token *kept,
                     const int *place, int count, const struct finite_hint *hints)
{
    for (int k = 0; k < count; k++) {
        int i = place[k];
        if (i < 0)
            continue;
        struct text form = sentence->tokens[i].form;
        sentence->tokens[i] = kept[k];
        sentence->tokens[i].form = form;
        sentence->tokens[i].head = kept[k].head < 0 ? -1 : place[kept[k].head];
        if (i == again->helped) {
            sentence->tokens[i].xpos = language->tags.items[language->net.finite[again->hints[i].tag]];
            if (kept[k].upos == UPOS_PROPN) /* "ministers pledge aid" */
                sentence->tokens[i].upos = UPOS_VERB;
            if (text_is(form, "voices") || text_is(form, "voice"))
                sentence->tokens[i].lemma = TEXT("voice");
        }
        again->hints[i] = hints[k];
    }
    if (again->helped >= 0)
        finite_settle_subject(sentence, again->helped);
}

/* False, and nothing changed, where a helping verb was put in and is none. */
static bool parse_again(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                        struct sentence *sentence, struct again *again)
{
    size_t most = (size_t)sentence->token_count + 1;
    struct token *kept = arena_take(arena, most * sizeof *kept);
    int *place = arena_take(arena, most * sizeof *place), count = choose_tokens(sentence, again, kept, place), helper = 0;
    parse_stretch(language, scratch, arena, kept, 0, count);
    while (helper < count && place[helper] >= 0)
        helper++;
    const struct sentence read = { .tokens = kept, .token_count = count, .is_title = sentence->is_title };
    bool is_sure = helper < count && finite_is_missed(&sentence->tokens[again->helped]);
    if (helper < count && !finite_is_helped(&read, helper, is_sure ? 0.0f : again->hints[again->helped].lead))
        return false;
    put_back(language, sentence, again, kept, place, count, scratch->hints);
    for (int i = 0; i < again->aside_count; i++) {
        const struct aside *aside = &again->asides[i];
        if (aside->is_apposition)
            parse_stretch(language, scratch, arena, sentence->tokens, aside->from + 1, aside->to - aside->from - 2);
        aside_hang(sentence, aside);
    }
    return true;
}

/* A verb that the sentence hangs on stays so. */
static bool keeps_root(const struct sentence *before, const struct sentence *after, int verb)
{
    return before->tokens[verb].head >= 0 || after->tokens[verb].head < 0;
}

/* Where a finite verb or its subject is missing, the likeliest words are tried as the verb. */
static void mend_finite(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                        struct sentence *sentence, const struct again *again)
{
    const struct sentence first = *sentence;
    int faults = finite_faults(&first), list[FINITE_MOST];
    int count = faults ? finite_candidates(&first, again->from, again->hints, list) : 0;
    size_t size = (size_t)first.token_count * sizeof *first.tokens;
    for (int i = 0; i < count && faults; i++) {
        struct sentence trial = first;
        struct again once = *again;
        once.helped = list[i];
        trial.tokens = arena_take(arena, size);
        memcpy(trial.tokens, first.tokens, size);
        bool is_read = parse_again(language, scratch, arena, &trial, &once) && keeps_root(&first, &trial, list[i]);
        int fewer = is_read ? finite_faults(&trial) : faults;
        if (fewer < faults) {
            faults = fewer;
            sentence->tokens = trial.tokens;
        }
    }
}

/* A sentence that is read in one piece. */
static void parse_whole(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                        struct sentence *sentence, int dateline)
{
    struct again again = { .from = dateline, .helped = -1 };
    memcpy(again.hints + dateline, scratch->hints, (size_t)(sentence->token_count - dateline) * sizeof *again.hints);
    again.aside_count = aside_find(sentence, again.asides);
    if (again.aside_count)
        parse_again(language, scratch, arena, sentence, &again);
    mend_finite(language, scratch, arena, sentence, &again);
}

void language_parse(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                    struct sentence *sentence)
{
    int root = -1, dateline = dateline_length(sentence);
    for (int i = 0; i < dateline; i++)
        sentence->tokens[i].head = -1;
    for (int from = dateline; from < sentence->token_count; from += NET_LONGEST) {
        int left = sentence->token_count - from, count = left < NET_LONGEST ? left : NET_LONGEST;
        parse_stretch(language, scratch, arena, sentence->tokens, from, count);
    }
    if (sentence->token_count < NET_LONGEST)
        parse_whole(language, scratch, arena, sentence, dateline);
    join_roots(sentence, dateline, sentence->token_count, &root);
    if (dateline) {
        parse_stretch(language, scratch, arena, sentence->tokens, 0, dateline);
        join_roots(sentence, 0, dateline, &root);
    }
    settle_root(sentence);
    mend_tree(sentence);
    objects_settle(sentence);
    names_find(arena, sentence);
}

/* A title is read with the article's text in view, which tells what of its capitals are names. */
static void read_title(const struct language *language, struct language_scratch *scratch, struct text body,
                       struct sentence *sentence, struct arena *arena)
{
    sentence->is_title = true;
    struct text *forms = capitals_write_small(language, sentence, body, arena);
    sentence->is_capitals = forms;
    if (!forms)
        forms = headline_write_small(language, sentence, body, arena);
    language_parse(language, scratch, arena, sentence);
    if (forms)
        headline_restore(sentence, forms);
}

/* A line of capitals in the text is read like a headline. */
static void read_sentence(const struct language *language, struct language_scratch *scratch, struct text body,
                          struct sentence *sentence, struct arena *arena)
{
    struct text *forms = capitals_write_small(language, sentence, body, arena);
    sentence->is_title = sentence->is_capitals = forms;
    language_parse(language, scratch, arena, sentence);
    if (forms)
        headline_restore(sentence, forms);
    sentence->is_title = false;
}

static bool ends_with_dash(const struct sentence *sentence)
{
    struct text last = sentence->tokens[sentence->token_count - 1].form;
    return text_is(last, "-") || text_is(last, "--") || text_is(last, "–") || text_is(last, "—");
}

/* "Raid will be answered — Foreign Ministry": a headline ends behind no dash. */
static void join_at_dashes(struct split_list *sentences, size_t first, struct arena *arena)
{
    for (size_t at = first; at + 1 < sentences->count;) {
        struct sentence *one = &sentences->items[at], *next = one + 1;
        int count = one->token_count + next->token_count;
        if (!ends_with_dash(one) || one->paragraph != next->paragraph || count > SPLIT_MAX_TOKENS) {
            at++;
            continue;
        }
        struct token *tokens = arena_take(arena, (size_t)count * sizeof *tokens);
        memcpy(tokens, one->tokens, (size_t)one->token_count * sizeof *tokens);
        memcpy(tokens + one->token_count, next->tokens, (size_t)next->token_count * sizeof *tokens);
        one->tokens = tokens;
        one->token_count = count;
        one->span.to_byte = next->span.to_byte;
        memmove(next, next + 1, (sentences->count - at - 2) * sizeof *next);
        sentences->count--;
    }
}

static void read_part(const struct language *language, struct language_scratch *scratch, struct text text, const struct text *body,
                      struct arena *arena, struct split_list *sentences)
{
    size_t first = sentences->count;
    split_text(language->split, text, arena, sentences);
    if (body)
        join_at_dashes(sentences, first, arena);
    for (size_t i = first; i < sentences->count; i++) {
        glued_part(language, &sentences->items[i], arena);
        if (body)
            read_title(language, scratch, *body, &sentences->items[i], arena);
        else
            read_sentence(language, scratch, text, &sentences->items[i], arena);
    }
}

void language_read(const struct language *language, struct language_scratch *scratch, struct text title, struct text text,
                   struct arena *arena, struct document *document)
{
    struct split_list sentences = { 0 };
    read_part(language, scratch, title, &text, arena, &sentences);
    read_part(language, scratch, hover_hide(text, arena), NULL, arena, &sentences);
    *document = (struct document){ title, text, sentences.items, (int32_t)sentences.count };
    names_settle(arena, document);
    names_settle(arena, document);
}
