/* Classes of means in some words, by how far the words stand from their head. */
#include "reading/details_means.h"

enum { MOST_STEPS = 40, TOO_FAR = FINDING_FAR + 1, OUTSIDE = 2, CLAUSE = 4 };

static int cost_of_case(const struct sentence *sentence, int token)
{
    static const char *const near[] = { "on", "to", "with", "in", "about", "over", "for", "through", "via" };
    int marker = tree_marker(sentence, token);
    if (marker < 0 || tree_is(sentence, marker, "of") || tree_is(sentence, marker, "include"))
        return 1;
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (tree_is(sentence, marker, near[i]))
            return 2;
    return 3;
}

/* How far a word stands from what it is a part of. */
static int cost_of(const struct sentence *sentence, int token)
{
    switch (sentence->tokens[token].deprel) {
    case DEPREL_CONJ: case DEPREL_FLAT: case DEPREL_FIXED: case DEPREL_OBJ: case DEPREL_XCOMP: case DEPREL_APPOS: case DEPREL_CCOMP:
    case DEPREL_NSUBJ_PASS: case DEPREL_LIST: case DEPREL_COMPOUND_PRT: case DEPREL_NUMMOD: case DEPREL_CSUBJ:
        return 0;
    case DEPREL_AMOD: case DEPREL_COMPOUND: case DEPREL_NSUBJ: case DEPREL_DEP: case DEPREL_NMOD_DESC: case DEPREL_NMOD_UNMARKED:
        return 1;
    case DEPREL_NMOD: case DEPREL_OBL:
        return cost_of_case(sentence, token);
    case DEPREL_ACL: case DEPREL_ADVMOD: case DEPREL_PARATAXIS:
        return 2;
    case DEPREL_NMOD_POSS:
        return 3;
    case DEPREL_ADVCL:
        return tree_is(sentence, token - 1, "to") ? 2 : CLAUSE;
    default:
        return CLAUSE;
    }
}

/* "$1 billion in loans": what a sum consists of. */
static bool measures(const struct sentence *sentence, int object)
{
    return object >= 0 && (sentence->tokens[object].upos == UPOS_SYM || sentence->tokens[object].upos == UPOS_NUM);
}

/* How far what hangs on a verb of the statement stands from it: its subject and what tells of place, time and cause are no part
 * of it. */
static int cost_under_trigger(const struct sentence *sentence, int token)
{
    static const char *const near[] = { "of", "on", "to", "for", "with", "over", "about", "into", "from", "against", "through",
                                         "via" };
    int marker = tree_marker(sentence, token);
    switch (sentence->tokens[token].deprel) {
    case DEPREL_NSUBJ: case DEPREL_CONJ: case DEPREL_PARATAXIS: case DEPREL_OBL_AGENT: case DEPREL_OBL_UNMARKED: case DEPREL_ADVMOD:
        return TOO_FAR;
    case DEPREL_OBL:
        if (tree_is(sentence, marker, "in") && measures(sentence, tree_child(sentence, sentence->tokens[token].head, DEPREL_OBJ)))
            return 1;
        for (size_t i = 0; i < sizeof near / sizeof *near; i++)
            if (tree_is(sentence, marker, near[i]))
                return 2;
        return TOO_FAR;
    case DEPREL_ADVCL:
        return tree_is(sentence, token - 1, "to") ? 2 : TOO_FAR;
    default:
        return cost_of(sentence, token);
    }
}

/* The sum of the steps from a word up to the head of the part. Where a poor tree leads out of the part, a guess. */
static int distance(const struct sentence *sentence, int token, struct part part)
{
    int sum = 0;
    for (int steps = 0; steps < MOST_STEPS && sum < TOO_FAR; steps++) {
        if (token == part.top)
            return sum;
        bool under_trigger = part.top == part.trigger && sentence->tokens[token].head == part.top && tree_is_verb(sentence,
                part.top);
        sum += under_trigger ? cost_under_trigger(sentence, token) : cost_of(sentence, token);
        token = sentence->tokens[token].head;
        if (token < part.from || token >= part.to)
            return sum + OUTSIDE < FINDING_NEAR ? sum + OUTSIDE : FINDING_NEAR;
    }
    return TOO_FAR;
}

/* The word of [from, to) whose head stands outside. */
static int head_of(const struct sentence *sentence, int from, int to)
{
    for (int i = from; i < to; i++)
        if (sentence->tokens[i].head < from || sentence->tokens[i].head >= to)
            return i;
    return to - 1;
}

static void keep_nearest(struct found *kept, struct found one)
{
    if (!kept->why || one.distance < kept->distance)
        *kept = one;
}

static void note(struct finding *found, struct found one)
{
    if (one.why->flags & MEANS_WEAK) {
        keep_nearest(&found->weak, one);
    } else if (one.why->flags & MEANS_CONTEXT) {
        keep_nearest(&found->context, one);
    } else if (one.why->flags & MEANS_REFER) {
        keep_nearest(&found->refer, one);
    } else {
        uint32_t before = found->at[one.distance].classes;
        if (!before)
            found->at[one.distance] = one;
        found->at[one.distance].classes |= before | one.classes;
    }
}

void finding_scan(struct finding *found, const struct detail_lexicon *lexicon, const struct sentence *sentence, uint32_t acts,
                  struct part part)
{
    for (int i = part.from, end; i < part.to; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->means, sentence, i, part.to, acts, &end);
        if (!pattern) {
            end = i + 1;
            continue;
        }
        bool has_trigger = part.trigger >= i && part.trigger < end;
        if ((pattern->flags & (MEANS_BLOCK | MEANS_DEFAULT)) || ((pattern->flags & MEANS_TRIGGER) && !has_trigger))
            continue;
        int far = has_trigger && end - i > 1 ? 0 : distance(sentence, head_of(sentence, i, end), part);
        if (has_trigger && end - i == 1 && part.trigger != part.top)
            continue;
        if (far <= FINDING_FAR)
            note(found, (struct found){ .classes = pattern->value, .why = pattern, .from = i, .to = end, .distance = far });
    }
}
