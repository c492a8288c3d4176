/* One function a repair; each looks at one token and its neighbours. */
#include "language/mend.h"

#include "language/hang.h"
#include "language/names_inner.h"

static int child_of(const struct sentence *sentence, int head, enum deprel relation)
{
    for (int i = 0; i < sentence->token_count; i++)
        if (sentence->tokens[i].head == head && sentence->tokens[i].deprel == relation)
            return i;
    return -1;
}

static void make_noun(struct token *token)
{
    token->upos = UPOS_NOUN;
    token->xpos = TEXT("NN");
}

/* "Will allow aid into the city": the verb takes no bare infinitive, so that what follows it is its object. */
static void mend_bare_verb(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "allow", "block", "cut", "deliver", "demand", "deny", "halt", "offer", "pledge", "promise",
                                         "provide", "receive", "seek", "send", "suspend", "urge", NULL };
    struct token *token = &sentence->tokens[at];
    bool bare = at > 0 && token->head == at - 1 && token->deprel == DEPREL_XCOMP && text_is(token->xpos, "VB");
    if (!bare || !text_is_any(sentence->tokens[at - 1].lemma, verbs) || child_of(sentence, at - 1, DEPREL_OBJ) >= 0)
        return;
    make_noun(token);
    token_hang(token, at - 1, DEPREL_OBJ);
}

/* "According to plan": what a preposition governs is a noun. */
static void mend_governed_verb(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at], *to = token - 1;
    bool governed = at > 1 && text_is(token->xpos, "VB") && to->deprel == DEPREL_FIXED && to->head == at - 2 &&
                    text_equals_nocase(sentence->tokens[at - 2].form, TEXT("according"));
    if (!governed)
        return;
    make_noun(token);
    if (token->deprel == DEPREL_ADVCL)
        token->deprel = DEPREL_OBL;
}

/* "Is to hand over ten bodies": the particle of what is handed, and no measure of the number. */
static void mend_handed_over(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "hand", "sign", "take", "turn", NULL };
    struct token *token = &sentence->tokens[at];
    bool measures = at > 0 && token->head > at && sentence->tokens[token->head].upos == UPOS_NUM && text_is(token->lemma, "over");
    if (measures && sentence->tokens[at - 1].upos == UPOS_VERB && text_is_any(sentence->tokens[at - 1].lemma, verbs))
        token_hang(token, at - 1, DEPREL_COMPOUND_PRT);
}

/* "Is to hand over", "are to field a team": before a bare verb "to" is no preposition. */
static void mend_mark(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at];
    bool before_verb = token->head == at + 1 && at + 1 < sentence->token_count && text_is(token[1].xpos, "VB");
    if (before_verb && text_is(token->lemma, "to"))
        token->deprel = DEPREL_MARK;
}

/* "Called the report baseless": no adverb is said of an object. */
static void mend_predicate(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at];
    if (token->deprel != DEPREL_XCOMP || !text_is(token->xpos, "RB") || !text_ends(token->form, TEXT("less")))
        return;
    token->upos = UPOS_ADJ;
    token->xpos = TEXT("JJ");
}

/* "Rejected Chad's offer to withdraw": the infinitive belongs to a noun that takes one. */
static void mend_infinitive(struct sentence *sentence, int at)
{
    static const char *const nouns[] = { "attempt", "bid", "decision", "demand", "intention", "offer", "plan", "pledge", "promise",
                                         "proposal", "refusal", "threat", "vow", NULL };
    struct token *tokens = sentence->tokens;
    int to = child_of(sentence, at, DEPREL_MARK), noun = to - 1;
    bool is_infinitive = tokens[at].deprel == DEPREL_XCOMP && to > 0 && to < at && text_is(tokens[to].lemma, "to");
    bool is_of_verb = is_infinitive && tokens[noun].head == tokens[at].head && tokens[noun].deprel == DEPREL_OBJ;
    if (is_of_verb && text_is_any(tokens[noun].lemma, nouns))
        token_hang(&tokens[at], noun, DEPREL_ACL);
}

/* "Called off the talks": a noun with an article and without a preposition, right behind a verb's particle, is its object. */
static void mend_object(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, particle = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_COMPOUND_PRT);
    int article = child_of(sentence, at, DEPREL_DET);
    bool is_bare = tokens[at].deprel == DEPREL_OBL && tokens[at].upos == UPOS_NOUN && child_of(sentence, at, DEPREL_CASE) < 0;
    if (is_bare && particle == verb + 1 && article == particle + 1 && child_of(sentence, verb, DEPREL_OBJ) < 0)
        tokens[at].deprel = DEPREL_OBJ;
}

/* "We call on all states": these verbs take a preposition, and no particle and object. */
static void mend_particle(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "call", "count", "depend", "focus", "insist", "prevail", "rely", NULL };
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, object = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    if (verb >= 0 && object < 0)
        object = child_of(sentence, verb, DEPREL_OBL);
    bool takes = at == verb + 1 && text_is_any(tokens[verb].lemma, verbs) &&
                 (text_is(tokens[at].lemma, "on") || text_is(tokens[at].lemma, "upon"));
    if (!takes || object < at || child_of(sentence, object, DEPREL_CASE) >= 0)
        return;
    tokens[at].upos = UPOS_ADP;
    tokens[at].xpos = TEXT("IN");
    token_hang(&tokens[at], object, DEPREL_CASE);
    tokens[object].deprel = DEPREL_OBL;
}

/* "Gave Uganda 48 hours": what is given to somebody is an object, though it is a time. */
static void mend_given_time(struct sentence *sentence, int at)
{
    static const char *const givers[] = { "give", "grant", "allow", NULL };
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head;
    if (tokens[at].deprel != DEPREL_OBL_UNMARKED || verb < 0 || verb > at || !text_is_any(tokens[verb].lemma, givers))
        return;
    int other = child_of(sentence, verb, DEPREL_IOBJ), first = at;
    while (first > 0 && tokens[first - 1].head == at)
        first--;
    if (other >= 0 && other + 1 == first && child_of(sentence, verb, DEPREL_OBJ) < 0)
        tokens[at].deprel = DEPREL_OBJ;
}

/* "The spokesman Karl Weber denied it": a verb has one subject, and a name right behind the first is its apposition. */
static void mend_second_subject(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at], *before = token - 1;
    bool is_name = at > 0 && token->upos == UPOS_PROPN && token->deprel == DEPREL_NSUBJ;
    if (is_name && before->deprel == DEPREL_NSUBJ && before->head == token->head && before->upos == UPOS_NOUN)
        token_hang(token, at - 1, DEPREL_APPOS);
}

/* "Spain wants peace, President Alves said": of two subjects of the clause that is said, the one behind it is who says it. */
static void mend_teller(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int clause = tokens[at].head, saying = clause < 0 ? -1 : tokens[clause].head;
    bool is_between = saying > at && at > clause && tokens[clause].deprel == DEPREL_CCOMP;
    if (!is_between || child_of(sentence, saying, DEPREL_NSUBJ) >= 0)
        return;
    int own = child_of(sentence, clause, DEPREL_NSUBJ);
    if (own >= 0 && own < clause)
        tokens[at].head = saying;
}

/* "Spain open to talks, Alves says": a subject before what is said, which lacks one, is none of who says it. */
static void mend_told_first(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int saying = tokens[at].head, clause = saying < 0 ? -1 : child_of(sentence, saying, DEPREL_CCOMP);
    if (clause <= at || clause >= saying || child_of(sentence, clause, DEPREL_NSUBJ) >= 0)
        return;
    for (int i = clause + 1; i < saying; i++)
        if (tokens[i].head == saying && tokens[i].deprel == DEPREL_NSUBJ && child_of(sentence, clause, DEPREL_NSUBJ_PASS) < 0) {
            tokens[at].head = clause;
            return;
        }
}

/* "EU lawmakers slam Mali": of two subjects side by side the name is a part of the noun's. */
static void mend_named_subject(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at], *next = token + 1;
    bool beside = sentence->is_title && token->head > at + 1 && next->head == token->head && next->deprel == DEPREL_NSUBJ;
    if (beside && token->upos == UPOS_PROPN && next->upos == UPOS_NOUN)
        token_hang(token, at + 1, DEPREL_COMPOUND);
}

static bool is_quote(const struct token *token)
{
    return text_is(token->xpos, "``") || text_is(token->xpos, "''");
}

/* The last quotation mark before `to` and behind `from`; -1. */
static int quote_before(const struct sentence *sentence, int from, int to)
{
    while (--to > from)
        if (is_quote(&sentence->tokens[to]))
            return to;
    return -1;
}

/* "‘Mali,’ the envoy said, ‘must leave’": of two subjects of what is said and of who says it, the one in quotation marks belongs
 * to what is said. */
static void mend_parted(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int saying = tokens[at].head, opens = saying < 0 ? -1 : quote_before(sentence, saying, at);
    int closes = opens < 0 ? -1 : quote_before(sentence, 0, saying);
    if (closes < 2 || !text_is(tokens[closes - 1].form, ","))
        return;
    int first = -1, second = -1, count = 0;
    for (int i = 0; i < opens; i++) {
        if (tokens[i].deprel != DEPREL_NSUBJ || (tokens[i].head != saying && tokens[i].head != at))
            continue;
        count++;
        if (i < closes)
            first = i;
        else
            second = i;
    }
    if (count != 2 || first < 0 || second < 0)
        return;
    tokens[first].head = at;
    tokens[second].head = saying;
}

/* Verbs before a gerund that tells what something is like ("is facing mounting criticism"). */
static bool has_or_meets(struct text lemma, struct text gerund)
{
    static const char *const verbs[] = { "attract", "draw", "encounter", "endure", "face", "feel", "meet", "provoke", "receive",
                                         "spark", "suffer", "sustain", NULL };
    static const char *const qualities[] = { "continuing", "crippling", "crushing", "damning", "deepening", "escalating", "growing",
                                             "increasing", "intensifying", "mounting", "rising", "scathing", "sweeping",
                                             "widening", "withering", NULL };
    return text_is(lemma, "have") || (text_is_any(lemma, verbs) && text_is_any(gerund, qualities));
}

/* "Has had promising results": who has something does not do it at once; the gerund is of what one has. */
static void mend_had(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, noun = at + 1;
    bool is_had = verb == at - 1 && text_is(tokens[at].xpos, "VBG") && has_or_meets(tokens[verb].lemma, tokens[at].form);
    if (!is_had || noun >= sentence->token_count || tokens[noun].head != at || tokens[noun].deprel != DEPREL_OBJ)
        return;
    token_hang(&tokens[noun], verb, DEPREL_OBJ);
    token_hang(&tokens[at], noun, DEPREL_AMOD);
    for (int i = noun + 1; i < sentence->token_count; i++)
        if (tokens[i].head == at)
            tokens[i].head = noun;
}

/* "Asked Chad to lower tariffs and to open the border": an infinitive is joined to an infinitive and not to a finite verb. */
static void mend_joined_infinitive(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int to = at - 1, verb = tokens[at].head;
    bool is_infinitive = to > 0 && text_is(tokens[to].lemma, "to") && tokens[to].head == at && tokens[to].deprel == DEPREL_MARK;
    if (!is_infinitive || verb < 0 || verb > at || text_is(tokens[verb].xpos, "VB"))
        return;
    for (int first = to - 1; first > verb + 1; first--) {
        bool is_first = tokens[first].head == verb && text_is(tokens[first].xpos, "VB") &&
                        (tokens[first].deprel == DEPREL_XCOMP || tokens[first].deprel == DEPREL_ADVCL ||
                         tokens[first].deprel == DEPREL_CCOMP);
        if (is_first && child_of(sentence, first, DEPREL_MARK) >= 0) {
            tokens[at].head = first;
            return;
        }
    }
}

/* "Killing 20 people and wounding 50": a gerund with an object is joined to a gerund and not to its object. */
static void mend_joined_gerund(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    if (!text_is(tokens[at].xpos, "VBG"))
        return;
    int noun = tokens[at].head, verb = noun < 0 ? -1 : tokens[noun].head, and = child_of(sentence, at, DEPREL_CC);
    bool is_joined = verb >= 0 && verb < noun && and == at - 1 && noun < and &&
                     text_is(tokens[verb].xpos, "VBG") && tokens[noun].deprel == DEPREL_OBJ;
    if (is_joined && child_of(sentence, at, DEPREL_OBJ) > at)
        tokens[at].head = verb;
}

/* The auxiliary "have" or "will" of a verb; -1. */
static int tense_of(const struct sentence *sentence, int verb)
{
    for (int i = verb - 1; i >= 0; i--)
        if (sentence->tokens[i].head == verb && sentence->tokens[i].deprel == DEPREL_AUX &&
            (text_is(sentence->tokens[i].lemma, "have") || text_is(sentence->tokens[i].lemma, "will")))
            return i;
    return -1;
}

/* "Met Sela, who has vowed to help and has sent tents": what stands in the tense of the relative clause, and not in that of the
 * verb before it, is joined to the relative clause, unless a comma closes that. */
static void mend_joined_relative(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    if (tokens[at].upos != UPOS_VERB)
        return;
    int verb = tokens[at].head, and = child_of(sentence, at, DEPREL_CC), tense = tense_of(sentence, at);
    bool is_joined = verb >= 0 && and > verb && tense > and && !text_is(tokens[and - 1].form, ",");
    if (!is_joined || tense_of(sentence, verb) >= 0 || child_of(sentence, at, DEPREL_NSUBJ) >= 0)
        return;
    for (int clause = and - 1; clause > verb; clause--) {
        if (tokens[clause].deprel != DEPREL_ACL_RELCL)
            continue;
        int subject = child_of(sentence, clause, DEPREL_NSUBJ), other = tense_of(sentence, clause);
        bool same = other >= 0 && text_equals(tokens[other].lemma, tokens[tense].lemma);
        if (same && subject >= 0 && (text_is(tokens[subject].lemma, "who") || text_is(tokens[subject].lemma, "which")))
            tokens[at].head = clause;
        return;
    }
}

/* Whether a verb is told of one in the present: "is", "has", "aims"; or of whomever: `one` false. */
static bool is_present(const struct sentence *sentence, int verb, bool one)
{
    static const char *const ones[] = { "is", "'s", "has", "does", NULL }, *const many[] = { "are", "'re", "am", "do", NULL };
    int aux = child_of(sentence, verb, DEPREL_AUX), be = aux < 0 ? child_of(sentence, verb, DEPREL_COP) : aux;
    struct text tag = sentence->tokens[verb].xpos, form = be < 0 ? tag : sentence->tokens[be].form;
    if (be >= 0)
        return text_is_any(form, ones) || (!one && text_is_any(form, many));
    return text_is(tag, "VBZ") || (!one && text_is(tag, "VBP"));
}

/* "Officials said aid is coming, and deny that", "said Mali is at war and urged talks": what does not agree with the clause that is
 * said, in number or in tense, is joined to the verb of saying. */
static void mend_joined_teller(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int clause = tokens[at].head, teller = clause < 0 || tokens[clause].deprel != DEPREL_CCOMP ? -1 : tokens[clause].head;
    if (teller < 0 || teller > clause || at < clause || tokens[at].upos != UPOS_VERB)
        return;
    static const enum deprel parts[] = { DEPREL_NSUBJ, DEPREL_AUX, DEPREL_AUX_PASS, DEPREL_MARK, DEPREL_NSUBJ_PASS };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (child_of(sentence, at, parts[i]) >= 0)
            return;
    bool bare = text_is(tokens[at].xpos, "VBP") || text_is(tokens[at].xpos, "VB"), past = text_is(tokens[at].xpos, "VBD");
    if ((bare && is_present(sentence, clause, true)) ||
        (past && text_is(tokens[teller].xpos, "VBD") && is_present(sentence, clause, false) && tense_of(sentence, clause) < 0))
        tokens[at].head = teller;
}

/* "Said it was suspending talks": what one does to several things is no quality of theirs, since nobody is several things. */
static void mend_progressive(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int noun = tokens[at].head;
    bool is_doing = at > 1 && noun > at && text_is(tokens[at].xpos, "VBG") && text_is(tokens[noun].xpos, "NNS");
    bool is_one = is_doing && tokens[at - 1].deprel == DEPREL_COP && tokens[at - 1].head == noun &&
                  (text_equals_nocase(tokens[at - 1].form, TEXT("was")) || text_equals_nocase(tokens[at - 1].form, TEXT("is")));
    if (!is_one || child_of(sentence, noun, DEPREL_NSUBJ) < 0)
        return;
    token_hang(&tokens[at], tokens[noun].head, (enum deprel)tokens[noun].deprel);
    token_hang(&tokens[noun], at, DEPREL_OBJ);
    tokens[at].upos = UPOS_VERB;
    tokens[at - 1].deprel = DEPREL_AUX;
    for (int i = 0; i < sentence->token_count; i++)
        if (tokens[i].head == noun && (i < at || tokens[i].deprel == DEPREL_PUNCT || tokens[i].deprel == DEPREL_ADVCL))
            tokens[i].head = at;
}

/* "Went on to seize the islands": what one goes on to do is no purpose. */
static void mend_went_on(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, to = child_of(sentence, at, DEPREL_MARK);
    bool goes_on = verb >= 0 && to == verb + 2 && text_is(tokens[to].lemma, "to") && text_is(tokens[verb].lemma, "go");
    if (goes_on && text_is(tokens[to - 1].lemma, "on"))
        tokens[at].deprel = DEPREL_XCOMP;
}

/* "Is in Peru to attend a summit": a clause has one subject, and who is somewhere to do a thing does it there. */
static void mend_purpose(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int place = tokens[at].head, to = child_of(sentence, at, DEPREL_MARK);
    bool is_infinitive = place >= 0 && place < to && to < at && text_is(tokens[to].lemma, "to");
    int in = is_infinitive ? child_of(sentence, place, DEPREL_CASE) : -1;
    if (in < 0 || child_of(sentence, place, DEPREL_NSUBJ) < 0 || child_of(sentence, place, DEPREL_COP) < 0)
        return;
    if (tokens[place].upos == UPOS_PROPN && (text_is(tokens[in].lemma, "in") || text_is(tokens[in].lemma, "at")))
        tokens[at].deprel = DEPREL_XCOMP;
}

/* "Chad let in two convoys": of one state the bare form would have an "s", so that it is the past, which is like it. */
static void mend_past(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "bid", "cast", "cut", "hit", "let", "put", "quit", "set", "shut", "spread", NULL };
    struct token *token = &sentence->tokens[at];
    if (sentence->is_title || text_is(token->xpos, "VBD") || token->upos != UPOS_VERB || !text_is_any(token->form, verbs))
        return;
    int subject = child_of(sentence, at, DEPREL_NSUBJ);
    bool is_one = subject >= 0 && subject < at && child_of(sentence, subject, DEPREL_CONJ) < 0 &&
                  (text_is(sentence->tokens[subject].xpos, "NN") || text_is(sentence->tokens[subject].xpos, "NNP"));
    if (is_one && child_of(sentence, at, DEPREL_AUX) < 0 && child_of(sentence, at, DEPREL_MARK) < 0)
        token->xpos = TEXT("VBD");
}

static bool opens_quote(const struct sentence *sentence, int at)
{
    return at > 0 && text_is(sentence->tokens[at - 1].xpos, "``");
}

/* "Called the plan for the port “disproportionate”": behind the object of such a verb, a quoted word without a preposition is what
 * the object is called, and no part of it. */
static void mend_called(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "brand", "call", "deem", "dub", "label", "term", NULL };
    struct token *tokens = sentence->tokens;
    int object = tokens[at].head, verb = object < 0 ? -1 : tokens[object].head;
    bool is_called = verb >= 0 && object < at && tokens[object].deprel == DEPREL_OBJ && text_is_any(tokens[verb].lemma, verbs);
    if (!is_called || !opens_quote(sentence, at) || child_of(sentence, verb, DEPREL_XCOMP) >= 0)
        return;
    if (child_of(sentence, at, DEPREL_CASE) >= 0 || at + 1 >= sentence->token_count || !is_quote(&tokens[at + 1]))
        return;
    token_hang(&tokens[at], verb, DEPREL_XCOMP);
    for (int i = object + 1; i < at - 1; i++) /* "for the port" was hung on the quoted word */
        if (tokens[i].head == at)
            tokens[i].head = tokens[i].deprel == DEPREL_PUNCT ? at : object;
}

/* "Condemned the raid and offered help": of two objects the one behind a joined verb is that verb's. */
static void mend_joined_object(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, first = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    if (first < 0 || first >= at)
        return;
    for (int joined = at - 1; joined > first; joined--)
        if (tokens[joined].head == verb && tokens[joined].deprel == DEPREL_CONJ && tokens[joined].upos == UPOS_VERB) {
            if (child_of(sentence, joined, DEPREL_OBJ) < 0)
                tokens[at].head = joined;
            return;
        }
}

/* "Presented a plan Mali opposes": a verb has one object, and a word in "-s" behind a name, right behind the object, is what the
 * name does to it. */
static void mend_bare_relative(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int name = at - 1, verb = tokens[at].head, object = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    bool is_second = object > verb && object == at - 2 && text_is(tokens[at].xpos, "NNS") && tokens[object].upos == UPOS_NOUN;
    if (!is_second || tokens[name].upos != UPOS_PROPN || tokens[name].head != at || tokens[name].deprel != DEPREL_COMPOUND)
        return;
    tokens[at].upos = UPOS_VERB;
    tokens[at].xpos = TEXT("VBZ");
    token_hang(&tokens[at], object, DEPREL_ACL_RELCL);
    tokens[name].deprel = DEPREL_NSUBJ;
}

/* "Is up to Israel": who is up to something is not what one is, and "up" is said of the clause. */
static void mend_up_to(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    bool is_up = at > 2 && text_is(tokens[at - 1].lemma, "to") && text_is(tokens[at - 2].lemma, "up");
    if (!is_up || tokens[at - 1].head != at || tokens[at - 2].head != at || tokens[at - 2].deprel != DEPREL_CASE)
        return;
    if (child_of(sentence, at, DEPREL_COP) < 0)
        return;
    int up = at - 2;
    for (int i = 0; i < sentence->token_count; i++)
        if (tokens[i].head == at && i != at - 1 && tokens[i].deprel != DEPREL_COMPOUND && tokens[i].deprel != DEPREL_DET &&
            tokens[i].deprel != DEPREL_FLAT && tokens[i].deprel != DEPREL_AMOD)
            tokens[i].head = up;
    tokens[up].upos = UPOS_ADV;
    token_hang(&tokens[up], tokens[at].head, tokens[at].deprel == DEPREL_OBL ? DEPREL_CCOMP : (enum deprel)tokens[at].deprel);
    token_hang(&tokens[at], up, DEPREL_OBL);
}

/* "Officials in Peru who met": a place is no "who". */
static void mend_relative(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int place = tokens[at].head, noun = place < 0 ? -1 : tokens[place].head, subject = child_of(sentence, at, DEPREL_NSUBJ);
    bool is_who = tokens[at].deprel == DEPREL_ACL_RELCL && subject >= 0 && text_equals_nocase(tokens[subject].form, TEXT("who"));
    if (is_who && noun >= 0 && noun < place && tokens[place].deprel == DEPREL_NMOD && tokens[noun].upos == UPOS_NOUN &&
        names_is_location(tokens, place, place + 1))
        tokens[at].head = noun;
}

/* "Urged Vardan to stop": these verbs have whom they move as their object, and not beside it. */
static void mend_moved(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "accuse", "blame", "compel", "convince", "criticise", "criticize", "encourage", "force",
                                         "invite", "oblige", "order", "persuade", "press", "threaten", "urge", NULL };
    struct token *token = &sentence->tokens[at];
    if (token->deprel == DEPREL_IOBJ && token->head >= 0 && text_is_any(sentence->tokens[token->head].lemma, verbs) &&
        child_of(sentence, token->head, DEPREL_OBJ) < 0)
        token->deprel = DEPREL_OBJ;
}

/* "Promised Cape Verde two boats": behind a name that is given something, without a comma, no apposition begins with a number. */
static void mend_gift(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int name = tokens[at].head, verb = name < 0 ? -1 : tokens[name].head, number = child_of(sentence, at, DEPREL_NUMMOD);
    bool is_gift = tokens[at].deprel == DEPREL_APPOS && name >= 0 && tokens[name].deprel == DEPREL_IOBJ && number > name;
    if (!is_gift || child_of(sentence, verb, DEPREL_OBJ) >= 0)
        return;
    int last = number - 1;
    for (int i = name + 1; i <= last; i++)
        if (tokens[i].head != name || tokens[i].deprel != DEPREL_FLAT)
            return;
    token_hang(&tokens[at], verb, DEPREL_OBJ);
    if (last == name || !names_is_location(tokens, name, last + 1))
        return;
    for (int i = 0; i < sentence->token_count; i++) /* the last word of a place's name heads it */
        if (tokens[i].head == name && i != last)
            tokens[i].head = last;
    token_hang(&tokens[name], last, DEPREL_COMPOUND);
    token_hang(&tokens[last], verb, DEPREL_IOBJ);
}

/* The first token behind what hangs on a word, itself included. */
static int end_of(const struct sentence *sentence, int word)
{
    const struct token *tokens = sentence->tokens;
    int end = word + 1;
    while (end < sentence->token_count) {
        int up = tokens[end].head;
        while (up > word)
            up = tokens[up].head;
        if (up != word)
            return end;
        end++;
    }
    return end;
}

static const char *const times[] = { "after", "before", "since", "until", "when", "while", "once", NULL };

/* "A week after a raid destroyed the mill": a participle has no object, so that the noun before it is its subject. */
static void mend_time_past(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int subject = tokens[at].head, up = subject < 0 ? -1 : tokens[subject].head;
    int word = subject < 0 ? -1 : child_of(sentence, subject, DEPREL_CASE);
    bool is_clause = text_is(tokens[at].xpos, "VBD") && subject < at && up >= 0 && word >= 0 && word < subject &&
                     tokens[subject].deprel == DEPREL_OBL && text_is_any(tokens[word].lemma, times);
    if (!is_clause || child_of(sentence, at, DEPREL_OBJ) < at || child_of(sentence, at, DEPREL_AUX_PASS) >= 0)
        return;
    token_hang(&tokens[at], up, DEPREL_ADVCL);
    token_hang(&tokens[subject], at, DEPREL_NSUBJ);
    token_hang(&tokens[word], at, DEPREL_MARK);
}

/* "After the ministers of Chad, a neighbour, protested": an apposition parts the clause's subject from its verb, and the parser
 * takes the word of time for a preposition. */
static void mend_time_clause(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int up = tokens[at].head, first = up < at ? up + 1 : 0, subject = at - 1;
    bool finite = text_is(tokens[at].xpos, "VBD") || text_is(tokens[at].xpos, "VBZ") || text_is(tokens[at].xpos, "VBP");
    if (!finite || up < 0 || child_of(sentence, at, DEPREL_NSUBJ) >= 0 || child_of(sentence, at, DEPREL_MARK) >= 0 ||
        child_of(sentence, at, DEPREL_CC) >= 0)
        return;
    while (subject >= first && (tokens[subject].deprel != DEPREL_OBL || (tokens[subject].head != up && tokens[subject].head != at)))
        subject--;
    int word = subject >= first ? child_of(sentence, subject, DEPREL_CASE) : -1;
    if (word < first || word > subject || !text_is_any(tokens[word].lemma, times) || end_of(sentence, subject) != at)
        return;
    if (text_is(tokens[at - 1].form, ",") && tokens[tokens[at - 1].head].deprel != DEPREL_APPOS)
        return;
    token_hang(&tokens[word], at, DEPREL_MARK);
    token_hang(&tokens[subject], at, DEPREL_NSUBJ);
    tokens[at].deprel = DEPREL_ADVCL;
}

/* "Advisers who had read it argue that the plan will fail": who stands before the verb of saying is no subject of what is said. */
static void mend_crossing_subject(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int clause = tokens[at].head, saying = clause < 0 ? -1 : tokens[clause].head;
    bool crosses = at < saying && saying < clause && tokens[at].upos != UPOS_PRON && tokens[clause].deprel == DEPREL_CCOMP &&
                   tokens[saying].upos == UPOS_VERB;
    if (!crosses || child_of(sentence, saying, DEPREL_NSUBJ) >= 0 || child_of(sentence, saying, DEPREL_NSUBJ_PASS) >= 0)
        return;
    tokens[at].head = saying;
    if (text_is(tokens[saying].xpos, "VB"))
        tokens[saying].xpos = TEXT("VBP");
}

/* "Peru sends tents; calls for talks": a headline's second part has its verb first, like the one before it. */
static void mend_second_part(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int first = tokens[at].head;
    bool may_be = sentence->is_title && at > 1 && text_is(tokens[at - 1].form, ";") && text_is(tokens[at].xpos, "NNS");
    if (!may_be || first < 0 || first > at || !text_is(tokens[first].xpos, "VBZ"))
        return;
    tokens[at].upos = UPOS_VERB;
    tokens[at].xpos = TEXT("VBZ");
    tokens[at].deprel = DEPREL_CONJ;
    for (int i = at + 1; i < sentence->token_count; i++)
        if (tokens[i].head == at && tokens[i].deprel == DEPREL_NMOD)
            tokens[i].deprel = DEPREL_OBL;
}

/* "Weighs how many soldiers to send": what is asked for is the infinitive's object. */
static void mend_asked(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int object = child_of(sentence, at, DEPREL_NSUBJ), to = child_of(sentence, at, DEPREL_MARK);
    if (object < 2 || to != object + 1 || !text_is(tokens[to].form, "to") || child_of(sentence, at, DEPREL_OBJ) >= 0)
        return;
    bool much = text_is(tokens[object - 1].form, "many") || text_is(tokens[object - 1].form, "much");
    bool asks = much ? text_is(tokens[object - 2].form, "how")
                     : text_is(tokens[object - 1].form, "what") || text_is(tokens[object - 1].form, "which");
    if (asks)
        tokens[object].deprel = DEPREL_OBJ;
}

/* "Granted observers access": of two objects of such a verb the first is whom it is given to. */
static void mend_given(struct sentence *sentence, int at)
{
    static const char *const givers[] = { "accord", "allow", "award", "deny", "give", "grant", "guarantee", "hand", "lend", "loan",
                                          "offer", "promise", "refuse", "send", NULL };
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, first = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    bool is_second = first > verb && first < at && text_is_any(tokens[verb].lemma, givers);
    for (int i = first + 1; is_second && i < at; i++)
        is_second = tokens[i].head == at;
    if (is_second && child_of(sentence, verb, DEPREL_IOBJ) < 0)
        tokens[first].deprel = DEPREL_IOBJ;
}

/* "Gave the envoys two days to leave": a time right behind whom it is given to is what is given. */
static void mend_given_span(struct sentence *sentence, int at)
{
    static const char *const givers[] = { "give", "grant", "allow", NULL };
    struct token *tokens = sentence->tokens;
    int whom = tokens[at].head, verb = whom < 0 ? -1 : tokens[whom].head;
    bool is_given = verb >= 0 && verb < whom && whom < at && tokens[whom].deprel == DEPREL_OBJ &&
                    text_is_any(tokens[verb].lemma, givers);
    for (int i = whom + 1; is_given && i < at; i++)
        is_given = tokens[i].head == at;
    if (!is_given || child_of(sentence, verb, DEPREL_IOBJ) >= 0)
        return;
    token_hang(&tokens[at], verb, DEPREL_OBJ);
    tokens[whom].deprel = DEPREL_IOBJ;
}

/* "Weighs sending shells": a gerund right behind a verb is what that verb is about, and modifies no noun. */
static void mend_gerund(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head;
    if (verb >= 0 && verb == at - 1 && text_is(tokens[at].xpos, "VBG") && tokens[verb].upos == UPOS_VERB)
        tokens[at].deprel = DEPREL_XCOMP;
}

static const char *const tellers[] = { "acknowledge", "admit", "allege", "argue", "believe", "claim", "concede", "conclude",
                                       "confirm", "deny", "fear", "insist", "maintain", "report", "reveal", "say", "suspect",
                                       "think", NULL };

/* "Maintains the building housed a workshop": behind a verb of telling, a past with an object of its own is a clause, whose
 * subject the parser took for the teller's object. */
static void mend_told_clause(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, object = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    bool past = text_is(tokens[at].xpos, "VBD") || text_is(tokens[at].xpos, "VBN");
    if (!past || object < verb || object > at || end_of(sentence, object) != at || !text_is_any(tokens[verb].lemma, tellers) ||
        child_of(sentence, at, DEPREL_OBJ) < at)
        return;
    tokens[at].xpos = TEXT("VBD");
    tokens[at].deprel = DEPREL_CCOMP;
    token_hang(&tokens[object], at, DEPREL_NSUBJ);
}

/* "Denied the transfer was made": the teller's object, right before the helping verb of a clause without a subject, is that. */
static void mend_told_subject(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, object = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    if (object < verb || object > at || !text_is_any(tokens[verb].lemma, tellers) || child_of(sentence, at, DEPREL_NSUBJ) >= 0 ||
        child_of(sentence, at, DEPREL_NSUBJ_PASS) >= 0)
        return;
    int helper = end_of(sentence, object);
    bool helps = tokens[helper].head == at && tokens[helper].upos == UPOS_AUX && !text_is(tokens[helper].xpos, "VB");
    if (helper < at && helps)
        token_hang(&tokens[object], at, child_of(sentence, at, DEPREL_AUX_PASS) >= 0 ? DEPREL_NSUBJ_PASS : DEPREL_NSUBJ);
}

static const char *const naming[] = { "brand", "call", "deem", "dub", "label", "term", NULL };

/* "Calls that a lie": a pronoun, and what it is called, where the parser took both for one. */
static void mend_called_that(struct sentence *sentence, int at)
{
    static const char *const articles[] = { "a", "an", "the", NULL };
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, that = verb + 1;
    bool is_that = verb >= 0 && that + 1 < at && (text_is(tokens[that].form, "that") || text_is(tokens[that].form, "this"));
    int article = is_that && text_is(tokens[that + 1].xpos, "``") ? that + 2 : that + 1;
    if (!is_that || tokens[that].head != at || article >= at || !text_is_any(tokens[article].form, articles) ||
        !text_is_any(tokens[verb].lemma, naming))
        return;
    tokens[that].upos = UPOS_PRON;
    token_hang(&tokens[that], verb, DEPREL_OBJ);
    tokens[at].deprel = DEPREL_XCOMP;
}

/* "A charge that they termed a lie", "a charge they termed a lie": what the relative clause names is the noun before it. "Termed
 * the charge a lie": of two objects the second is what the first is called. */
static void mend_called_before(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, first = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_OBJ);
    if (first > verb && first < at && text_is_any(tokens[verb].lemma, naming)) {
        tokens[at].deprel = DEPREL_XCOMP;
        return;
    }
    int subject = verb < 0 ? -1 : child_of(sentence, verb, DEPREL_NSUBJ);
    bool is_named = verb >= 0 && verb < at && tokens[verb].deprel == DEPREL_ACL_RELCL && text_is_any(tokens[verb].lemma, naming);
    int noun = is_named ? tokens[verb].head : -1;
    if (noun < 0 || noun > subject || subject > verb || text_is(tokens[noun].lemma, "what"))
        return;
    if (text_is(tokens[subject].xpos, "WP") || text_is(tokens[subject].xpos, "WDT") || text_is(tokens[at].xpos, "WDT"))
        return;
    tokens[at].deprel = DEPREL_XCOMP;
}

/* "Denounced in the strongest terms "the siege"": what is quoted behind an adverbial, without a comma, is what the verb is about,
 * where it is about nothing else. */
static void mend_quoted_object(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "condemn", "criticise", "criticize", "decry", "denounce", "deplore", "reject", "welcome",
                                         NULL };
    struct token *tokens = sentence->tokens;
    int noun = tokens[at].head, verb = noun < 0 ? -1 : tokens[noun].head, from = noun + 1;
    bool is_adverbial = verb >= 0 && verb < noun && noun < at && tokens[noun].deprel == DEPREL_OBL;
    if (is_adverbial && text_is(tokens[from].xpos, "``") && text_is_any(tokens[verb].lemma, verbs) &&
        child_of(sentence, verb, DEPREL_OBJ) < 0 && child_of(sentence, verb, DEPREL_NSUBJ) >= 0)
        token_hang(&tokens[at], verb, DEPREL_OBJ);
}

/* "Described the charges as baseless": the parser takes "as" for an adverb of degree. */
static void mend_described(struct sentence *sentence, int at)
{
    static const char *const verbs[] = { "brand", "characterise", "characterize", "condemn", "criticise", "criticize", "denounce",
                                         "depict", "describe", "dismiss", "label", "portray", "regard", "reject", "slam", NULL };
    struct token *tokens = sentence->tokens;
    int verb = tokens[at].head, as = child_of(sentence, at, DEPREL_ADVMOD);
    bool is_said = verb >= 0 && verb < at && as > verb && text_is_any(tokens[verb].lemma, verbs) && text_is(tokens[as].form, "as");
    for (int i = at + 1; is_said && i < sentence->token_count && i <= at + 3; i++)
        is_said = !text_is(tokens[i].form, "as") || tokens[i].head != at; /* "as baseless as the first" */
    if (!is_said || (tokens[at].upos != UPOS_ADJ && tokens[at].upos != UPOS_NOUN))
        return;
    tokens[as].upos = UPOS_ADP;
    tokens[as].xpos = TEXT("IN");
    tokens[as].deprel = DEPREL_CASE;
    tokens[at].deprel = DEPREL_OBL;
}

/* "A Chadian raid wounds two": a noun right before a finite verb that has no subject is no part of its name; nor is one before
 * what stands aside in a headline ("Peru premier, in Oslo, vows aid"). */
static void mend_compound_subject(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at];
    if (token->head <= at)
        return;
    struct token *verb = &sentence->tokens[token->head];
    bool parted = sentence->is_title && text_is(token[1].form, ",") && text_is(verb[-1].form, ",");
    bool before = (verb == token + 1 || parted) && (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN);
    bool third = before && (text_is(verb->xpos, "VBZ") || text_is(verb->xpos, "NNS"));
    bool finite = before && verb->upos == UPOS_VERB && (third || text_is(verb->xpos, "VBP") || text_is(verb->xpos, "VBD"));
    if (!finite || child_of(sentence, token->head, DEPREL_NSUBJ) >= 0 || child_of(sentence, token->head, DEPREL_NSUBJ_PASS) >= 0)
        return;
    token->deprel = DEPREL_NSUBJ;
    if (third)
        verb->xpos = TEXT("VBZ");
}

/* "Chad drone raid kills shepherds": a verb is no part of a noun's name, and its subject is another part of that. */
static void mend_compound_verb(struct sentence *sentence, int at)
{
    struct token *token = &sentence->tokens[at], *next = token + 1;
    int subject = child_of(sentence, at, DEPREL_NSUBJ), noun = token->head;
    if (token->upos != UPOS_VERB || noun <= at || text_is(token->xpos, "VBG"))
        return;
    if (next->head == noun && next->deprel == DEPREL_NSUBJ)
        noun = at + 1;
    if (sentence->tokens[noun].upos != UPOS_NOUN)
        return;
    make_noun(token);
    token->head = noun;
    if (subject >= 0)
        token_hang(&sentence->tokens[subject], noun, DEPREL_COMPOUND);
}

/* "Calls protesters ‘thugs’": a mark that opens a quotation is no genitive of the noun before it, which is what is called so. */
static void mend_opening_mark(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    bool opens = text_is(tokens[at].form, "‘") || (text_is(tokens[at].form, "'") && tokens[at].flags & TOKEN_SPACE_BEFORE);
    if (!opens || !text_is(tokens[at].xpos, "POS"))
        return;
    tokens[at].upos = UPOS_PUNCT;
    tokens[at].xpos = TEXT("``");
    tokens[at].lemma = TEXT("'");
    tokens[at].deprel = DEPREL_PUNCT;
    int noun = tokens[at].head, quoted = noun < 0 ? -1 : tokens[noun].head, verb = quoted < 0 ? -1 : tokens[quoted].head;
    bool of_noun = noun > at && quoted >= 0 && quoted < at && tokens[noun].deprel == DEPREL_XCOMP; /* "calls raids ‘cruel’" */
    if (of_noun && verb >= 0 && tokens[quoted].deprel == DEPREL_OBJ && text_is_any(tokens[verb].lemma, naming))
        tokens[noun].head = verb;
    bool is_called = verb >= 0 && verb < noun && noun < at && at < quoted && tokens[noun].deprel == DEPREL_NMOD_POSS
                  && tokens[quoted].deprel == DEPREL_OBJ && text_is_any(tokens[verb].lemma, naming);
    if (!is_called)
        return;
    token_hang(&tokens[noun], verb, DEPREL_OBJ);
    tokens[quoted].deprel = DEPREL_XCOMP;
    tokens[at].head = quoted;
}

/* "Is solely to blame for the raid": no infinitive of somebody who blames. */
static void mend_to_blame(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int be = at - 2;
    if (at < 2 || !text_is(tokens[at].form, "blame") || !text_is(tokens[at - 1].form, "to"))
        return;
    while (be > 0 && (tokens[be].upos == UPOS_ADV || tokens[be].upos == UPOS_PUNCT))
        be--;
    for (int i = at + 1; i < sentence->token_count; i++)
        if (tokens[i].head == at && (tokens[i].deprel == DEPREL_OBJ || tokens[i].deprel == DEPREL_CCOMP))
            return;
    if (!text_is(tokens[be].lemma, "be"))
        return;
    tokens[at].upos = UPOS_ADJ;
    tokens[at].xpos = TEXT("JJ");
    token_hang(&tokens[be], at, DEPREL_COP);
}

/* "Rebels driven out of the town": of a participle that is no past tense, alone and without an object, the subject is done to. */
static void mend_bare_participle(struct sentence *sentence, int at)
{
    static const char *const participles[] = { "driven", "taken", "given",  "shown",  "thrown",    "chosen", "stolen", "frozen",
                                               "beaten", "torn",  "shaken", "broken", "forbidden", "hidden", "seen",   "flown",
                                               "drawn",  "known", NULL };
    struct token *tokens = sentence->tokens;
    if (tokens[at].deprel != DEPREL_ROOT || tokens[at].upos != UPOS_VERB || !text_is_any_nocase(tokens[at].form, participles))
        return;
    int subject = -1;
    for (int i = 0; i < sentence->token_count; i++) {
        if (tokens[i].head != at)
            continue;
        if (tokens[i].upos == UPOS_AUX || tokens[i].deprel == DEPREL_OBJ || tokens[i].deprel == DEPREL_CCOMP)
            return;
        subject = tokens[i].deprel == DEPREL_NSUBJ ? i : subject;
    }
    if (subject < 0)
        return;
    tokens[at].xpos = TEXT("VBN");
    tokens[subject].deprel = DEPREL_NSUBJ_PASS;
}

/* "Chadian envoy held in Mali for spying": what a headline tells of somebody, without a verb besides, is done to him. */
static void mend_headline_passive(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int noun = tokens[at].head;
    bool reduced = sentence->is_title && noun >= 0 && noun < at && text_is(tokens[at].xpos, "VBN");
    bool names = reduced && tokens[noun].deprel == DEPREL_ROOT
              && (tokens[noun].upos == UPOS_NOUN || tokens[noun].upos == UPOS_PROPN);
    for (int i = 0; names && i < sentence->token_count; i++) {
        bool finite = text_is(tokens[i].xpos, "VBZ") || text_is(tokens[i].xpos, "VBP") || text_is(tokens[i].xpos, "VBD")
                   || text_is(tokens[i].xpos, "MD");
        bool parted = i > noun && i < at && tokens[i].upos == UPOS_PUNCT;
        names = !finite && !parted;
    }
    if (!names)
        return;
    token_hang(&tokens[at], -1, DEPREL_ROOT);
    token_hang(&tokens[noun], at, DEPREL_NSUBJ_PASS);
    for (int i = at + 1; i < sentence->token_count; i++)
        if (tokens[i].head == noun)
            token_hang(&tokens[i], at, tokens[i].deprel == DEPREL_NMOD ? DEPREL_OBL : (enum deprel)tokens[i].deprel);
}

/* "The decision by Chad to halt arms sales": what "to" marks is an infinitive, and the noun behind it is its object. */
static void mend_marked_noun(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens, *token = &tokens[at];
    int noun = token->head;
    bool marked = at > 1 && text_is(tokens[at - 1].form, "to") && tokens[at - 1].deprel == DEPREL_MARK && tokens[at - 1].head == at;
    if (!marked || token->upos != UPOS_NOUN || noun <= at || tokens[noun].head >= at || tokens[noun].head < 0)
        return;
    int up = tokens[noun].head;
    token->upos = UPOS_VERB;
    token->xpos = TEXT("VB");
    token_hang(token, up, tokens[up].upos == UPOS_VERB ? DEPREL_XCOMP : DEPREL_ACL);
    token_hang(&tokens[noun], at, DEPREL_OBJ);
}

/* "Resumes ‘limited’ raids": a participle takes no object, and in quotation marks it is said of the noun behind them. */
static void mend_quoted_participle(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens, *token = &tokens[at];
    bool inside = at > 1 && at + 2 < sentence->token_count;
    bool quoted = inside && text_is(tokens[at - 1].xpos, "``") && text_is(tokens[at + 1].xpos, "''");
    if (!quoted || !text_is(token->xpos, "VBN") || token->head < 0 || token->head > at)
        return;
    struct token *noun = &tokens[at + 2];
    if (noun->head != at || noun->deprel != DEPREL_OBJ)
        return;
    token_hang(noun, token->head, DEPREL_OBJ);
    token_hang(token, at + 2, DEPREL_AMOD);
}

/* "Is warning that the dam may break", "are warning of floods": with no article, and with what it is about, it is the verb. */
static void mend_warning(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int noun = tokens[at].head;
    bool bare = noun > at && noun + 1 < sentence->token_count && tokens[noun].upos == UPOS_NOUN
             && text_is(tokens[noun].form, "warning") && child_of(sentence, noun, DEPREL_NSUBJ) >= 0
             && (text_is(tokens[noun + 1].form, "that") || text_is(tokens[noun + 1].form, "of"));
    for (int i = at + 1; bare && i < noun; i++)
        bare = tokens[i].upos == UPOS_ADV;
    if (!bare)
        return;
    tokens[noun].upos = UPOS_VERB;
    tokens[noun].xpos = TEXT("VBG");
    tokens[noun].lemma = TEXT("warn");
    tokens[at].deprel = DEPREL_AUX;
    for (int i = noun + 1; i < sentence->token_count; i++)
        if (tokens[i].head == noun && tokens[i].deprel == DEPREL_ACL)
            tokens[i].deprel = DEPREL_CCOMP;
        else if (tokens[i].head == noun && tokens[i].deprel == DEPREL_NMOD)
            tokens[i].deprel = DEPREL_OBL;
}

/* "Is giving Chad an ultimatum": of two words without a preposition the second is what is given. */
static void mend_two_given(struct sentence *sentence, int at)
{
    struct token *tokens = sentence->tokens;
    int first = child_of(sentence, tokens[at].head, DEPREL_IOBJ);
    bool given = first < at && tokens[at].upos == UPOS_NOUN && text_is(tokens[tokens[at].head].lemma, "give");
    if (given && child_of(sentence, tokens[at].head, DEPREL_OBJ) < 0)
        tokens[at].deprel = DEPREL_OBJ;
}

/* "19 F-16s", "20 Marders": a number that was taken for the first word of a name counts what bears it. */
static void mend_counted(struct sentence *sentence, int at)
{
    struct token *name = &sentence->tokens[at], *number = name - 1;
    bool is_name = at > 0 && name->head == at - 1 && name->upos == UPOS_PROPN;
    if (!is_name || number->upos != UPOS_NUM || number->deprel == DEPREL_NUMMOD || number->head == at)
        return;
    for (int i = 0; i < sentence->token_count; i++)
        if (i != at && sentence->tokens[i].head == at - 1)
            sentence->tokens[i].head = at;
    token_hang(name, number->head, number->deprel);
    token_hang(number, at, DEPREL_NUMMOD);
}

void mend_tree(struct sentence *sentence)
{
    for (int i = 0; i < sentence->token_count; i++) {
        mend_up_to(sentence, i);
        mend_opening_mark(sentence, i);
        mend_to_blame(sentence, i);
        switch (sentence->tokens[i].deprel) {
        case DEPREL_XCOMP:
            mend_bare_verb(sentence, i);
            mend_predicate(sentence, i);
            mend_infinitive(sentence, i);
            mend_told_clause(sentence, i);
            mend_quoted_participle(sentence, i);
            if (i > 0)
                mend_had(sentence, i);
            break;
        case DEPREL_CCOMP:
            mend_parted(sentence, i);
            mend_asked(sentence, i);
            mend_told_subject(sentence, i);
            break;
        case DEPREL_CONJ:
            mend_joined_infinitive(sentence, i);
            mend_time_clause(sentence, i);
            mend_joined_relative(sentence, i);
            mend_joined_gerund(sentence, i);
            mend_joined_teller(sentence, i);
            break;
        case DEPREL_AMOD:
            mend_progressive(sentence, i);
            break;
        case DEPREL_ADVMOD:
            mend_handed_over(sentence, i);
            break;
        case DEPREL_COP:
            mend_warning(sentence, i);
            break;
        case DEPREL_CASE:
            mend_mark(sentence, i);
            break;
        case DEPREL_NMOD:
        case DEPREL_NMOD_DESC:
            mend_called(sentence, i);
            break;
        case DEPREL_ROOT:
            mend_past(sentence, i);
            mend_bare_participle(sentence, i);
            break;
        case DEPREL_CSUBJ:
            mend_purpose(sentence, i);
            break;
        case DEPREL_ADVCL:
            mend_described(sentence, i);
            mend_governed_verb(sentence, i);
            mend_went_on(sentence, i);
            mend_purpose(sentence, i);
            mend_time_clause(sentence, i);
            break;
        case DEPREL_PARATAXIS:
            mend_second_part(sentence, i);
            break;
        case DEPREL_COMPOUND:
            mend_compound_subject(sentence, i);
            mend_compound_verb(sentence, i);
            mend_marked_noun(sentence, i);
            break;
        case DEPREL_ACL:
            mend_headline_passive(sentence, i);
            mend_purpose(sentence, i);
            mend_gerund(sentence, i);
            mend_time_past(sentence, i);
            break;
        case DEPREL_NMOD_UNMARKED:
            mend_given_span(sentence, i);
            break;
        case DEPREL_OBL:
            mend_object(sentence, i);
            break;
        case DEPREL_OBJ:
            mend_joined_object(sentence, i);
            mend_given(sentence, i);
            mend_bare_relative(sentence, i);
            mend_called_that(sentence, i);
            mend_called_before(sentence, i);
            break;
        case DEPREL_FLAT:
            mend_counted(sentence, i);
            break;
        case DEPREL_COMPOUND_PRT:
            mend_particle(sentence, i);
            break;
        case DEPREL_OBL_UNMARKED:
            mend_given_time(sentence, i);
            break;
        case DEPREL_NSUBJ:
            mend_named_subject(sentence, i);
            mend_told_first(sentence, i);
            mend_second_subject(sentence, i);
            mend_teller(sentence, i);
            mend_crossing_subject(sentence, i);
            break;
        case DEPREL_ACL_RELCL:
            mend_relative(sentence, i);
            break;
        case DEPREL_IOBJ:
            mend_moved(sentence, i);
            mend_two_given(sentence, i);
            break;
        case DEPREL_APPOS:
            mend_called(sentence, i);
            mend_gift(sentence, i);
            mend_quoted_object(sentence, i);
            break;
        default:
            break;
        }
    }
}
