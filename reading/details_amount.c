/* The words that measure what is pledged, refused, asked or done: a sum, or a count with its noun. */
#include "reading/details_inner.h"

/* Flags: how far the words of an amount go. */
enum { AMOUNT_MONEY = 1, AMOUNT_COUNT = 2 };

enum { MOST_STEPS = 20, FARTHEST = 4, CLAUSE = 5 };

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

/* Steps from the number up to `top`; more for a clause between, MOST_STEPS where it stands elsewhere. */
static int depth_of(const struct sentence *sentence, int token, int top)
{
    int depth = 0;
    for (int steps = 0; token >= 0 && steps < MOST_STEPS; steps++) {
        enum deprel rel = (enum deprel)sentence->tokens[token].deprel;
        if (token == top)
            return depth;
        bool clause = rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_ADVCL || rel == DEPREL_CCOMP
            || rel == DEPREL_PARATAXIS;
        depth += clause ? CLAUSE : 1;
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

/* Whether some word of [from, to) belongs to a date or a span of time. */
static bool is_date(const struct detail_lexicon *lexicon, const struct site *site, int from, int to)
{
    int end;
    for (int i = from > 2 ? from - 2 : 0; i < to; i++) {
        const struct pattern *time = patterns_at(&lexicon->times, site->sentence, i, site->sentence->token_count, ~0u, &end);
        bool counted = end == i + 1 && tree_is_counted(site->sentence, i);
        if (time && end > from && !counted)
            return true;
    }
    return false;
}

static bool is_ordinal_or_part(const struct token *token)
{
    struct text form = token->form;
    bool letters = form.length > 2 && form.at[0] >= '0' && form.at[0] <= '9' && form.at[form.length - 1] >= 'a';
    return (letters && (text_ends(form, TEXT("st")) || text_ends(form, TEXT("nd")) || text_ends(form, TEXT("rd"))
                        || text_ends(form, TEXT("th"))))
        || text_equals_nocase(form, TEXT("one")) || text_is(form, "1");
}

static bool is_hyphen(const struct sentence *sentence, int at)
{
    return at >= 0 && at < sentence->token_count && (text_is(sentence->tokens[at].form, "-")
                                                     || text_is(sentence->tokens[at].form, "–"));
}

/* "F-16", "seven-point plan", "Article 5", "Brigade 45", "3." of a list hold numbers that count nothing. */
static bool counts(const struct sentence *sentence, const struct pattern *pattern, int from, int to)
{
    if (pattern->flags & AMOUNT_MONEY)
        return true;
    const struct token *first = &sentence->tokens[from];
    if (from == 0 && text_is(first->xpos, "LS"))
        return false;
    if (is_ordinal_or_part(first) || is_hyphen(sentence, from - 1) || is_hyphen(sentence, to))
        return false;
    if (first->upos == UPOS_NUM && (first->form.at[0] | 32) >= 'a' && first->form.length < 3)
        return false;
    for (size_t i = 0; i < first->form.length; i++)
        if (first->form.at[i] == '-' || first->form.at[i] == '/' || first->form.at[i] == ':')
            return false;
    bool bare = to == from + 1 && patterns_is_number(first);
    return !bare || first->head < 0 || first->head > from || first->deprel == DEPREL_OBJ || first->deprel == DEPREL_NSUBJ;
}

/* The amount of [from, to) that stands least deep under `top`, not deeper than `most`. */
static struct detail within(const struct detail_lexicon *lexicon, const struct site *site, int from, int to, int top, int most)
{
    const struct sentence *sentence = site->sentence;
    struct detail best = { 0 };
    int least = most + 1;
    for (int i = from, end; i < to; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->amounts, sentence, i, to, ~0u, &end);
        if (!pattern || !counts(sentence, pattern, i, end) || is_date(lexicon, site, i, end)) {
            end = pattern ? end : i + 1;
            continue;
        }
        int depth = MOST_STEPS;
        for (int j = i; j < end; j++) {
            int one = depth_of(sentence, j, top);
            depth = one < depth ? one : depth;
        }
        if (depth + (best.found ? 1 : 0) < least) {
            least = depth;
            best = detail_at(i, pattern->flags & AMOUNT_COUNT ? to_noun(sentence, i, end, to) : end, pattern);
        }
    }
    return best;
}

/* "26 nations have agreed": where nothing else is measured, how many act. */
static struct detail of_subject(const struct detail_lexicon *lexicon, const struct site *site)
{
    const struct sentence *sentence = site->sentence;
    int from, to, verb = site->trigger, subject = -1;
    for (int steps = 0; verb >= 0 && steps < 3 && subject < 0; steps++) {
        subject = tree_child(sentence, verb, DEPREL_NSUBJ);
        enum deprel rel = (enum deprel)sentence->tokens[verb].deprel;
        verb = rel == DEPREL_XCOMP || rel == DEPREL_CONJ ? sentence->tokens[verb].head : -1;
    }
    if (subject < 0 || !text_is(sentence->tokens[subject].xpos, "NNS"))
        return (struct detail){ 0 };
    tree_edges(sentence, subject, &from, &to);
    return within(lexicon, site, from, to, subject, 1);
}

struct detail details_amount(const struct detail_lexicon *lexicon, const struct site *site)
{
    const struct sentence *sentence = site->sentence;
    struct detail amount = { 0 };
    int from = site->trigger, to = site->trigger + 1;
    if (site->object >= 0 && site->object_to > site->object_from)
        amount = within(lexicon, site, site->object_from, site->object_to, site->object, MOST_STEPS - 1);
    if (amount.found)
        return amount;
    tree_edges(sentence, site->trigger, &from, &to);
    amount = within(lexicon, site, site->trigger + 1, to, site->trigger, 2);
    if (!amount.found && !tree_is_verb(sentence, site->trigger))
        amount = within(lexicon, site, from, site->trigger, site->trigger, 1);
    return amount.found ? amount : of_subject(lexicon, site);
}
