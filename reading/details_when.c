/* The words that date an act or its content: found by patterns, kept where they hang on its words. */
#include "reading/details_openers.h"

#include <string.h>

enum { MOST_STEPS = 40, FAR = 1000, BEFORE = 8 };

enum { TIME_NONE = 1 }; /* words that only look like a date */

static bool read_time(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    if (file->field_count > 1 && text_is(file->fields[1], "-")) {
        pattern->flags = TIME_NONE;
        return true;
    }
    return file->field_count < 2 || patterns_acts(file, patterns, file->fields[1], &pattern->acts, err);
}

bool times_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "times.txt", read_time, arena, err);
}

/* The word of [from, to) whose head stands outside. */
static int head_of(const struct sentence *sentence, int from, int to)
{
    for (int i = from; i < to; i++)
        if (sentence->tokens[i].head < from || sentence->tokens[i].head >= to)
            return i;
    return from;
}

/* Steps by which a date still belongs to what stands above: not out of another clause. */
static bool passes(enum deprel rel)
{
    switch (rel) {
    case DEPREL_OBL: case DEPREL_OBL_UNMARKED: case DEPREL_NMOD: case DEPREL_NMOD_UNMARKED: case DEPREL_ADVMOD: case DEPREL_OBJ:
    case DEPREL_NMOD_POSS: case DEPREL_AMOD: case DEPREL_COMPOUND: case DEPREL_NUMMOD: case DEPREL_APPOS: case DEPREL_FLAT:
    case DEPREL_NSUBJ_PASS: case DEPREL_CONJ: case DEPREL_CCOMP: case DEPREL_ACL: case DEPREL_ADVCL: case DEPREL_NMOD_DESC:
    case DEPREL_XCOMP: case DEPREL_DEP: case DEPREL_DISLOCATED:
        return true;
    default:
        return false;
    }
}

static int step_cost(const struct sentence *sentence, int token)
{
    switch (sentence->tokens[token].deprel) {
    case DEPREL_CONJ: case DEPREL_ACL: case DEPREL_ADVCL: case DEPREL_CCOMP:
        return 12;
    case DEPREL_NMOD: case DEPREL_NMOD_POSS: case DEPREL_APPOS:
        return 4;
    default:
        return 2;
    }
}

/* How far below `top` the token stands, FAR where it does not or another clause is between. */
static int below(const struct sentence *sentence, int token, int top)
{
    int cost = 0;
    for (int steps = 0; token >= 0 && steps < MOST_STEPS; steps++) {
        if (token == top)
            return cost;
        if (!passes((enum deprel)sentence->tokens[token].deprel))
            return FAR;
        cost += step_cost(sentence, token);
        token = sentence->tokens[token].head;
    }
    return FAR;
}

/* How far above the trigger the token `anchor` stands: "is expected on Friday to announce", "the talks were held on Friday". */
static int above(const struct site *site, int anchor)
{
    const struct sentence *sentence = site->sentence;
    int at = site->trigger;
    for (int steps = 1; at >= 0 && steps < 4; steps++) {
        enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
        bool core = rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_OBJ || rel == DEPREL_OBL;
        bool nominal = core && !tree_is_verb(sentence, at);
        if (rel != DEPREL_XCOMP && rel != DEPREL_CSUBJ && !nominal)
            return FAR;
        at = sentence->tokens[at].head;
        if (at == anchor)
            return 6 * steps;
    }
    return FAR;
}

static bool is_between(const struct token *token)
{
    return token->upos == UPOS_AUX || token->upos == UPOS_ADV || token->upos == UPOS_PART || token->upos == UPOS_PUNCT;
}

/* "Chad, which left in May, voted": whether a clause about a noun has the token, and the verb at `verb` stands outside. */
static bool is_in_relative(const struct sentence *sentence, int token, int verb)
{
    for (int steps = 0; token >= 0 && token != verb && steps < MOST_STEPS; steps++, token = sentence->tokens[token].head)
        if (sentence->tokens[token].deprel == DEPREL_ACL_RELCL)
            return true;
    return false;
}

/* "Lawmakers on Thursday voted", "today, I am announcing": a date that stands just before the verb or its subject belongs to it,
 * whatever the tree says. */
static bool stands_before(const struct site *site, int to)
{
    const struct sentence *sentence = site->sentence;
    int subject = tree_child(sentence, site->trigger, DEPREL_NSUBJ), from = site->trigger, left, right;
    if (!tree_is_verb(sentence, site->trigger) || to > site->trigger || is_in_relative(sentence, to - 1, site->trigger))
        return false;
    if (subject >= to && subject < site->trigger) {
        tree_edges(sentence, subject, &left, &right);
        from = left >= to ? left : subject;
    }
    int at = to;
    while (at < from && is_between(&sentence->tokens[at]))
        at++;
    if (at == from)
        return true;
    for (at = to; at < site->trigger && is_between(&sentence->tokens[at]);)
        at++;
    return at == site->trigger;
}

static int distance_of(const struct site *site, int from, int to)
{
    const struct sentence *sentence = site->sentence;
    int head = head_of(sentence, from, to), best = below(sentence, head, site->trigger);
    if (site->trigger >= from && site->trigger < to)
        return FAR;
    if (site->object >= 0) {
        int under_object = below(sentence, head, site->object);
        if (under_object < FAR && under_object + 3 < best)
            best = under_object + 3;
    }
    int over = above(site, sentence->tokens[head].head);
    if (over < best)
        best = over;
    if (best > BEFORE && stands_before(site, to))
        best = BEFORE;
    int apart = from > site->trigger ? from - site->trigger : site->trigger - from;
    return best < FAR ? best * 8 + apart : FAR;
}

/* Takes the preposition and the like before a date, as far as they belong to it by the tree. */
static int with_lead(const struct detail_lexicon *lexicon, const struct sentence *sentence, int from, int to)
{
    int head = head_of(sentence, from, to), leads = patterns_class(&lexicon->times, TEXT("lead"));
    while (from > 0 && patterns_in_class(&lexicon->times, leads, &sentence->tokens[from - 1])) {
        int before = from - 1, up = sentence->tokens[before].head;
        bool is_inside = up >= from && up < to; /* of whatever word of the date */
        if (!is_inside && !tree_under(sentence, before, head) && !tree_under(sentence, head, before))
            break;
        from = before;
    }
    return from;
}

/* "on Monday, May 4": what follows at once, or after a comma, is the same date. */
static int joined(const struct detail_lexicon *lexicon, const struct site *site, int to)
{
    const struct sentence *sentence = site->sentence;
    for (int end; to < sentence->token_count;) {
        bool comma = text_is(sentence->tokens[to].form, ",") && to + 1 < sentence->token_count;
        const struct pattern *more = patterns_at(&lexicon->times, sentence, to + comma, sentence->token_count, site_act(site),
                                                 &end);
        if (!more)
            return to;
        to = end;
    }
    return to;
}

/* "a six-month mission", "the 48-hour deadline": the span of time belongs to a noun. */
static bool is_measure(const struct sentence *sentence, int from, int to)
{
    const struct token *first = &sentence->tokens[from];
    bool number = first->upos == UPOS_NUM || first->form.at[0] <= '9';
    enum upos next = to < sentence->token_count ? (enum upos)sentence->tokens[to].upos : UPOS_X;
    bool before_noun = next == UPOS_NOUN || next == UPOS_VERB;
    bool one = to - from == 1, hyphen = one ? memchr(first->form.at, '-', first->form.length) != NULL : to - from > 2;
    enum deprel rel = (enum deprel)sentence->tokens[to - 1].deprel;
    bool modifies = one || rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NUMMOD;
    return number && hyphen && before_noun && modifies;
}

/* "may", "sun", "march": a word alone is a month or a day only as a name. */
static bool is_common_word(const struct detail_lexicon *lexicon, const struct token *token)
{
    bool small = token->form.at[0] >= 'a' && token->form.at[0] <= 'z';
    bool name = patterns_in_class(&lexicon->times, patterns_class(&lexicon->times, TEXT("month")), token)
             || patterns_in_class(&lexicon->times, patterns_class(&lexicon->times, TEXT("day")), token);
    return name && (small || token->upos == UPOS_AUX || token->upos == UPOS_VERB);
}

static bool is_date(const struct detail_lexicon *lexicon, const struct pattern *pattern, const struct sentence *sentence, int from,
                    int to)
{
    if ((pattern->flags & TIME_NONE) || is_measure(sentence, from, to))
        return false;
    return to > from + 1 || (!tree_is_counted(sentence, from) && !is_common_word(lexicon, &sentence->tokens[from]));
}

struct detail details_when(const struct detail_lexicon *lexicon, const struct site *site)
{
    const struct sentence *sentence = site->sentence;
    struct detail best = { 0 };
    int least = FAR;
    for (int i = 0, end; i < sentence->token_count; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->times, sentence, i, sentence->token_count, site_act(site), &end);
        if (!pattern) {
            end = i + 1;
            continue;
        }
        if (!is_date(lexicon, pattern, sentence, i, end))
            continue;
        end = joined(lexicon, site, end);
        int from = with_lead(lexicon, sentence, i, end), distance = distance_of(site, from, end);
        if (distance < least) {
            least = distance;
            best = detail_at(from, end, pattern);
        }
    }
    return best.found ? best : condition_time(lexicon, site);
}
