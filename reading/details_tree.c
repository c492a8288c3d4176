/* Walks over a sentence's tree that the details need. */
#include "reading/details_inner.h"

enum { MOST_STEPS = 400 };

bool tree_under(const struct sentence *sentence, int token, int top)
{
    for (int steps = 0; token >= 0 && steps < MOST_STEPS; steps++) {
        if (token == top)
            return true;
        token = sentence->tokens[token].head;
    }
    return false;
}

void tree_edges(const struct sentence *sentence, int top, int *from, int *to)
{
    for (*from = top; *from > 0 && tree_under(sentence, *from - 1, top); --*from)
        ;
    for (*to = top + 1; *to < sentence->token_count && tree_under(sentence, *to, top); ++*to)
        ;
}

int tree_child(const struct sentence *sentence, int top, enum deprel rel)
{
    for (int i = 0; i < sentence->token_count; i++)
        if (sentence->tokens[i].head == top && sentence->tokens[i].deprel == rel)
            return i;
    return -1;
}

int tree_marker(const struct sentence *sentence, int top)
{
    int marker = tree_child(sentence, top, DEPREL_CASE);
    return marker >= 0 ? marker : tree_child(sentence, top, DEPREL_MARK);
}

bool tree_is(const struct sentence *sentence, int token, const char *word)
{
    if (token < 0 || token >= sentence->token_count)
        return false;
    const struct token *one = &sentence->tokens[token];
    return text_equals_nocase(one->form, text_of(word)) || text_equals_nocase(one->lemma, text_of(word));
}

bool tree_is_counted(const struct sentence *sentence, int number)
{
    const struct token *one = &sentence->tokens[number];
    bool before_noun = one->deprel == DEPREL_NUMMOD && one->head == number + 1 && text_is(sentence->tokens[number + 1].xpos, "NNS");
    return before_noun && !tree_is(sentence, number - 1, "the");
}

bool tree_is_verb(const struct sentence *sentence, int token)
{
    return sentence->tokens[token].upos == UPOS_VERB || sentence->tokens[token].upos == UPOS_AUX;
}

bool tree_is_finite(const struct sentence *sentence, int verb)
{
    struct text xpos = sentence->tokens[verb].xpos;
    if (text_is(xpos, "VBD") || text_is(xpos, "VBZ") || text_is(xpos, "VBP"))
        return true;
    for (int i = 0; i < sentence->token_count; i++) {
        const struct token *one = &sentence->tokens[i];
        if (one->head != verb)
            continue;
        if (one->deprel == DEPREL_NSUBJ || one->deprel == DEPREL_NSUBJ_PASS || one->deprel == DEPREL_COP)
            return true;
        if ((one->deprel == DEPREL_AUX || one->deprel == DEPREL_AUX_PASS) && !text_is(one->xpos, "VB") && !text_is(one->xpos,
                "VBG"))
            return true;
    }
    return false;
}

/* Relations that lead from a word to what it is said of, or what it says, without leaving the statement. */
static bool stays_inside(enum deprel rel)
{
    switch (rel) {
    case DEPREL_XCOMP: case DEPREL_CCOMP: case DEPREL_OBJ: case DEPREL_OBL: case DEPREL_NMOD: case DEPREL_CONJ:
    case DEPREL_ACL: case DEPREL_NSUBJ_PASS: case DEPREL_AUX: case DEPREL_COP: case DEPREL_APPOS: case DEPREL_AMOD:
    case DEPREL_COMPOUND: case DEPREL_NSUBJ: case DEPREL_ADVMOD: case DEPREL_NUMMOD: case DEPREL_OBL_UNMARKED:
    case DEPREL_NMOD_POSS: case DEPREL_IOBJ:
    case DEPREL_NMOD_UNMARKED: case DEPREL_OBL_AGENT: case DEPREL_CSUBJ: case DEPREL_DEP:
        return true;
    default:
        return false;
    }
}

/* "to deter Moscow", "warning that …": a clause whose subject is that of the words it hangs on. */
static bool is_open_clause(const struct sentence *sentence, int at)
{
    return sentence->tokens[at].deprel == DEPREL_ADVCL && tree_child(sentence, at, DEPREL_NSUBJ) < 0 && tree_child(sentence, at,
            DEPREL_NSUBJ_PASS) < 0;
}

static bool climbs_to(const struct sentence *sentence, int from, int top)
{
    for (int at = from, steps = 0; at >= 0 && steps < MOST_STEPS; steps++) {
        if (at == top)
            return true;
        if (!stays_inside((enum deprel)sentence->tokens[at].deprel) && !is_open_clause(sentence, at))
            return false;
        at = sentence->tokens[at].head;
    }
    return false;
}

/* From the trigger up through what governs it: "has agreed to send", "it is important that Iran stops". */
static bool governs(const struct sentence *sentence, int token, int trigger)
{
    for (int at = trigger, steps = 0; at >= 0 && steps < 8; steps++) {
        if (at == token)
            return true;
        enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
        if (rel != DEPREL_XCOMP && rel != DEPREL_CCOMP && rel != DEPREL_CONJ && rel != DEPREL_OBJ && rel != DEPREL_AUX
            && rel != DEPREL_CSUBJ
            && rel != DEPREL_PARATAXIS && rel != DEPREL_NSUBJ_PASS && rel != DEPREL_NSUBJ && rel != DEPREL_OBL && rel != DEPREL_ACL)
            return false;
        at = sentence->tokens[at].head;
    }
    return false;
}

bool tree_same_clause(const struct site *site, int token)
{
    const struct sentence *sentence = site->sentence;
    if (token < 0)
        return false;
    if (token >= site->object_from && token < site->object_to)
        return true;
    return climbs_to(sentence, token, site->trigger) || (site->object >= 0 && climbs_to(sentence, token, site->object))
        || governs(sentence, token, site->trigger);
}
