/* What the article around tells of words that say little by themselves: "aid", "the deal". */
#include "reading/details_means.h"

/* How far is looked; the last two keep the time linear in a text made to be slow. */
enum { REACH = 8, FARTHEST_BACK = 10, TOPIC_REACH = 20, TOPIC_TITLE = 3, TOPIC_LEAST = 8, TOPIC_SHARE = 50,
       MOST_TOKENS = 80, MOST_TRIES = 16, NEARBY = 2 };

static void count_classes(const struct detail_lexicon *lexicon, const struct sentence *sentence, uint8_t counts[MEANS_COUNT])
{
    int to = sentence->token_count < MOST_TOKENS ? sentence->token_count : MOST_TOKENS;
    for (int i = 0, end; i < to; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->means, sentence, i, to, ~0u, &end);
        if (!pattern) {
            end = i + 1;
            continue;
        }
        if (pattern->flags & (MEANS_BLOCK | MEANS_DEFAULT | MEANS_TRIGGER | MEANS_WEAK | MEANS_CONTEXT | MEANS_REFER))
            continue;
        for (int m = 0; m < MEANS_COUNT; m++)
            counts[m] += pattern->value >> m & 1;
    }
}

/* Adds, for each class told in the sentence, `weight`; what a sentence tells is counted once where the lexicon is at work on the
 * document. */
static void add_classes(const struct detail_lexicon *lexicon, const struct document *document, int sentence, uint32_t classes,
                        int weight, int counts[MEANS_COUNT])
{
    struct class_counts once = { 0 }, *told = lexicon->told ? &lexicon->told[sentence] : &once;
    if (!told->is_counted)
        count_classes(lexicon, &document->sentences[sentence], told->of);
    told->is_counted = true;
    for (int m = 0; m < MEANS_COUNT; m++)
        if (classes >> m & 1)
            counts[m] += told->of[m] * weight;
}

uint32_t context_class(const struct detail_lexicon *lexicon, const struct site *site, const struct pattern *pattern)
{
    const struct document *document = site->document;
    int counts[MEANS_COUNT] = { 0 }, best = pattern->first;
    for (int i = site->sentence_index - REACH; i <= site->sentence_index + REACH; i++) {
        int apart = i < site->sentence_index ? site->sentence_index - i : i - site->sentence_index;
        if (i >= 0 && i < document->sentence_count)
            add_classes(lexicon, document, i, pattern->value, REACH + 1 - apart, counts);
    }
    if (document->sentence_count && document->sentences[0].is_title)
        add_classes(lexicon, document, 0, pattern->value, REACH, counts);
    for (int m = 0; m < MEANS_COUNT; m++)
        if (counts[m] > counts[best])
            best = m;
    return 1u << best;
}

uint32_t context_topic(const struct detail_lexicon *lexicon, const struct site *site)
{
    const struct document *document = site->document;
    int counts[MEANS_COUNT] = { 0 }, best = 0, sum = 0;
    for (int i = site->sentence_index - TOPIC_REACH; i <= site->sentence_index + TOPIC_REACH; i++)
        if (i >= 0 && i < document->sentence_count)
            add_classes(lexicon, document, i, ~0u, document->sentences[i].is_title ? TOPIC_TITLE : 1, counts);
    for (int m = 0; m < MEANS_COUNT; m++) {
        sum += counts[m];
        if (counts[m] > counts[best])
            best = m;
    }
    return counts[best] >= TOPIC_LEAST && counts[best] * 100 >= TOPIC_SHARE * sum ? 1u << best : 0;
}

/* The classes that the noun's own words tell. */
static uint32_t classes_of(const struct detail_lexicon *lexicon, const struct sentence *sentence, int noun)
{
    struct finding found = { 0 };
    int from, to;
    tree_edges(sentence, noun, &from, &to);
    finding_scan(&found, lexicon, sentence, ~0u, (struct part){ from, to, noun, -1 });
    for (int i = 0; i <= FINDING_NEAR; i++)
        if (found.at[i].classes)
            return found.at[i].classes;
    return 0;
}

static bool is_like(const struct detail_lexicon *lexicon, const struct sentence *sentence, int token, struct text lemma, bool same)
{
    const struct token *one = &sentence->tokens[token];
    if (one->upos != UPOS_NOUN && one->upos != UPOS_PROPN)
        return false;
    if (same)
        return text_equals_nocase(one->lemma, lemma);
    int end;
    const struct pattern *pattern = patterns_at(&lexicon->means, sentence, token, token + 1, ~0u, &end);
    return pattern && (pattern->flags & MEANS_REFER);
}

static uint32_t look_back(const struct detail_lexicon *lexicon, const struct site *site, int token, bool same)
{
    const struct document *document = site->document;
    struct text lemma = site->sentence->tokens[token].lemma;
    int tries = 0;
    for (int i = site->sentence_index, back = 0; i >= 0 && back <= FARTHEST_BACK; i--, back++) {
        const struct sentence *sentence = &document->sentences[i];
        for (int at = (i == site->sentence_index ? token : sentence->token_count) - 1; at >= 0; at--) {
            if (!is_like(lexicon, sentence, at, lemma, same))
                continue;
            uint32_t classes = classes_of(lexicon, sentence, at);
            if (classes || ++tries == MOST_TRIES)
                return classes;
        }
    }
    return 0;
}

uint32_t context_refer(const struct detail_lexicon *lexicon, const struct site *site, int token)
{
    uint32_t classes = look_back(lexicon, site, token, true);
    return classes ? classes : look_back(lexicon, site, token, false);
}

static uint32_t last_told(const struct detail_lexicon *lexicon, const struct sentence *sentence, int to)
{
    uint32_t classes = 0;
    for (int i = 0, end; i < to && i < MOST_TOKENS; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->means, sentence, i, to, ~0u, &end);
        end = pattern ? end : i + 1;
        if (pattern && !(pattern->flags & (MEANS_BLOCK | MEANS_DEFAULT | MEANS_TRIGGER | MEANS_WEAK | MEANS_CONTEXT | MEANS_REFER)))
            classes = pattern->value;
    }
    return classes;
}

uint32_t context_before(const struct detail_lexicon *lexicon, const struct site *site)
{
    int first = site->object_from < site->trigger ? site->object_from : site->trigger;
    uint32_t classes = last_told(lexicon, site->sentence, first);
    for (int back = 1; back <= NEARBY && back <= site->sentence_index && !classes; back++) {
        const struct sentence *sentence = &site->document->sentences[site->sentence_index - back];
        classes = last_told(lexicon, sentence, sentence->token_count);
    }
    return classes;
}
