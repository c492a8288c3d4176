/* The words that measure what is pledged, refused, asked or done: a sum, or a count with its noun. */
#include "reading/details_inner.h"

/* Flags: how far the words of an amount go. */
enum { AMOUNT_MONEY = 1, AMOUNT_COUNT = 2 };

enum { MOST_STEPS = 12, FARTHEST = 4 };

/* WORDS | KIND */
static bool read_amount(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    struct text kind = file->field_count > 1 ? file->fields[1] : (struct text){ 0 };
    if (text_is(kind, "money"))
        pattern->flags = AMOUNT_MONEY;
    else if (text_is(kind, "count"))
        pattern->flags = AMOUNT_COUNT;
    else
        return lexfile_fail(file, kind.length ? kind : file->fields[0], err, "unknown kind of amount");
    return true;
}

bool amounts_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "amounts.txt", read_amount, arena, err);
}

/* Steps from the number up to the object's head; MOST_STEPS where it stands elsewhere or in a clause of its own. */
static int depth_of(const struct sentence *sentence, int token, int top)
{
    for (int steps = 0; token >= 0 && steps < MOST_STEPS; steps++) {
        enum deprel rel = (enum deprel)sentence->tokens[token].deprel;
        if (token == top)
            return steps;
        if (rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_ADVCL || rel == DEPREL_NMOD_POSS)
            return MOST_STEPS;
        token = sentence->tokens[token].head;
    }
    return MOST_STEPS;
}

/* "5,000 more troops": on to the noun that is counted, with the adjectives between. */
static int to_noun(const struct sentence *sentence, int from, int to, int limit)
{
    int noun = sentence->tokens[to - 1].head;
    for (int i = from; i < to; i++)
        if (sentence->tokens[i].head >= to)
            noun = sentence->tokens[i].head;
    bool near = noun >= to && noun < limit && noun - to <= FARTHEST;
    return near && (sentence->tokens[noun].upos == UPOS_NOUN || sentence->tokens[noun].upos == UPOS_PROPN) ? noun + 1 : to;
}

static bool is_date(const struct detail_lexicon *lexicon, const struct site *site, int at)
{
    int end;
    for (int from = at > 2 ? at - 2 : 0; from <= at; from++)
        if (patterns_at(&lexicon->times, site->sentence, from, site->sentence->token_count, ~0u, &end) && end > at)
            return true;
    return false;
}

static struct detail within(const struct detail_lexicon *lexicon, const struct site *site, int from, int to, int top)
{
    const struct sentence *sentence = site->sentence;
    struct detail best = { 0 };
    int least = MOST_STEPS;
    for (int i = from, end; i < to; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->amounts, sentence, i, to, ~0u, &end);
        if (!pattern || is_date(lexicon, site, i)) {
            end = pattern ? end : i + 1;
            continue;
        }
        int depth = depth_of(sentence, i, top);
        if (depth < least) {
            least = depth;
            best = detail_at(i, pattern->flags & AMOUNT_COUNT ? to_noun(sentence, i, end, to) : end, pattern);
        }
    }
    return best;
}

struct detail details_amount(const struct detail_lexicon *lexicon, const struct site *site)
{
    if (site->object >= 0 && site->object_to > site->object_from)
        return within(lexicon, site, site->object_from, site->object_to, site->object);
    int from, to;
    if (tree_is_verb(site->sentence, site->trigger))
        return (struct detail){ 0 };
    tree_edges(site->sentence, site->trigger, &from, &to);
    return within(lexicon, site, from, to, site->trigger);
}
