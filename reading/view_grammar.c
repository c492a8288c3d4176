/* What the grammar leaves unsaid: shared subjects and objects, antecedents, passives, auxiliaries and negation. */
#include "reading/view.h"

enum { MOST_STEPS = 12 };

static bool is_relative_pronoun(const struct view *view, int at)
{
    const struct token *token = view_token(view, at);
    return text_is(token->xpos, "WDT") || text_is(token->xpos, "WP") || text_is(token->xpos, "WP$")
        || (token->upos == UPOS_PRON && text_is(token->lemma, "that"));
}

int view_antecedent(const struct view *view, int at)
{
    for (int up = at, steps = 0; steps < MOST_STEPS && is_relative_pronoun(view, at); steps++) {
        int rel = view_rel(view, up), head = view_token(view, up)->head;
        if (head < 0)
            return at;
        if (rel == DEPREL_ACL_RELCL)
            return head;
        up = head;
    }
    return at;
}

/* "Denmark, asked for a ship, begged off": a participle that the parser takes for a past tense, without a subject or an object. */
static bool is_inserted_participle(const struct view *view, int verb)
{
    bool clause = view_rel(view, verb) == DEPREL_ADVCL || view_rel(view, verb) == DEPREL_ACL;
    bool inserted = clause && (verb == 0 || view_is(view, verb - 1, ",")) && view_token(view, verb)->head > verb;
    return inserted && text_is(view_token(view, verb)->xpos, "VBD") && view_child(view, verb, DEPREL_NSUBJ) < 0
        && view_child(view, verb, DEPREL_OBJ) < 0 && view_child(view, verb, DEPREL_MARK) < 0;
}

/* "The accord brokered by Chad": a participle behind its noun that the parser takes for a past tense. */
static bool is_participle_behind(const struct view *view, int verb)
{
    bool behind = view_rel(view, verb) == DEPREL_ACL && view_token(view, verb)->head >= 0 && view_token(view, verb)->head < verb;
    return behind && text_is(view_token(view, verb)->xpos, "VBD") && view_child(view, verb, DEPREL_NSUBJ) < 0
        && view_child(view, verb, DEPREL_OBJ) < 0 && view_child(view, verb, DEPREL_MARK) < 0;
}

static bool is_participle(const struct view *view, int verb)
{
    return text_is(view_token(view, verb)->xpos, "VBN") || is_inserted_participle(view, verb) || is_participle_behind(view, verb);
}

static bool has_auxiliary(const struct view *view, int verb)
{
    return view_child(view, verb, DEPREL_AUX) >= 0;
}

/* What stands behind "by", as the tree has it; -1. */
static int own_agent(const struct view *view, int verb)
{
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        if (rel == DEPREL_OBL_AGENT || (rel == DEPREL_OBL && view_has_case(view, c, TEXT("by"))))
            return view_is_nominal(view, c) ? c : -1;
    }
    return -1;
}

/* A headline's "Chadian journalist jailed for three years", "Two killed in Mali": what has no object there was done to the
 * subject. */
static bool is_headline_passive(const struct view *view, int verb)
{
    static const char *const verbs[] = { "kill", "wound", "injure", "arrest", "detain", "jail", "imprison", "sentence", "convict",
                                         "charge", "abduct", "kidnap", "behead", "execute", "assassinate", "free", "deport",
                                         "indict", "acquit", "remand", "pardon", "expel", "extradite", "poison",
                                         "torture", NULL };
    bool past = text_is(view_token(view, verb)->xpos, "VBD") || text_is(view_token(view, verb)->xpos, "VBN");
    int subject = view->sentence->is_title && past ? view_child(view, verb, DEPREL_NSUBJ) : -1;
    return subject >= 0 && subject < verb && view_is_any(view, verb, verbs) && view_child(view, verb, DEPREL_OBJ) < 0 &&
           !has_auxiliary(view, verb);
}

static bool find_passive(const struct view *view, int verb)
{
    if (is_headline_passive(view, verb))
        return true;
    if (view_is_misread_past(view, verb))
        return false;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        if (view_child(view, verb, DEPREL_AUX_PASS) >= 0 || view_child(view, verb, DEPREL_NSUBJ_PASS) >= 0)
            return true;
        if (!is_participle(view, verb) || view_child(view, verb, DEPREL_NSUBJ) >= 0 || has_auxiliary(view, verb))
            return false;
        enum deprel rel = view_rel(view, verb);
        if (rel != DEPREL_CONJ)
            return rel == DEPREL_ACL || rel == DEPREL_ADVCL || rel == DEPREL_AMOD || rel == DEPREL_ROOT || rel == DEPREL_ACL_RELCL
                || own_agent(view, verb) >= 0;
        verb = view_token(view, verb)->head;
    }
    return false;
}

bool view_is_passive(const struct view *view, int verb)
{
    if (!(view->known[verb] & KNOWN_PASSIVE))
        view->known[verb] |= KNOWN_PASSIVE | (find_passive(view, verb) ? IS_PASSIVE : 0);
    return view->known[verb] & IS_PASSIVE;
}

/* Of several subjects, as the parser may give, the one nearest before the verb. */
static int own_subject(const struct view *view, int verb)
{
    int subject = -1;
    if (!(view->under[verb] & (view_bit(DEPREL_NSUBJ) | view_bit(DEPREL_NSUBJ_PASS) | view_bit(DEPREL_NSUBJ_OUTER))))
        return -1;
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        if ((rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_NSUBJ_OUTER) && (c < verb || subject < 0))
            subject = c;
    }
    return subject;
}

/* Whose act an infinitive after a noun is: the noun's owner, or the subject of the verb whose object the noun is. */
static int owner_of(const struct view *view, int noun)
{
    int owner = view_child(view, noun, DEPREL_NMOD_POSS);
    if (owner >= 0)
        return owner;
    if (view_child(view, noun, DEPREL_COP) >= 0 && own_subject(view, noun) >= 0)
        return own_subject(view, noun); /* "Chad is the first state to sign" */
    enum deprel rel = view_rel(view, noun);
    int verb = view_token(view, noun)->head;
    if (verb >= 0 && (rel == DEPREL_OBJ || rel == DEPREL_OBL) && view_token(view, noun)->upos == UPOS_NOUN)
        return view_subject(view, verb);
    return noun;
}

static bool is_infinitive(const struct view *view, int verb)
{
    return view_child_word(view, verb, DEPREL_MARK, "to") >= 0;
}

/* "Weighs the possibility of leaving": who weighs would leave, and no possibility does. But not "held on charges of leaving". */
static bool is_gerund_of(const struct view *view, int verb)
{
    int noun = view_token(view, verb)->head;
    bool aimed_at = view_rel(view, noun) == DEPREL_OBJ || view_child(view, noun, DEPREL_NMOD_POSS) >= 0;
    return aimed_at && text_is(view_token(view, verb)->xpos, "VBG") && view_child_word(view, verb, DEPREL_MARK, "of") >= 0;
}

/* "Quoted Lind in attacking Berg", "met Lind after rejecting the plan": who quotes or meets does so, whomever the parser hung it
 * on. */
static bool is_occasion(const struct view *view, int gerund)
{
    static const char *const words[] = { "in", "after", "before", "while", "when", "by", "without", "since", "upon", NULL };
    int name = view_token(view, gerund)->head, mark = view_child(view, gerund, DEPREL_MARK);
    bool named = name >= 0 && name < mark && view_token(view, name)->upos == UPOS_PROPN;
    return named && mark < gerund && text_is(view_token(view, gerund)->xpos, "VBG") && view_is_any(view, mark, words);
}

/* "She called him to protest", "they used the summit to demand": who calls protests, whoever is called. */
static bool keeps_subject(const struct view *view, int verb)
{
    static const char *const verbs[] = { "call", "phone", "telephone", "ring", "promise", "visit", "meet", "use", "hold",
                                         "issue", "sign", "launch", "convene", "release", "publish", "host" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_is(view_token(view, verb)->lemma, verbs[i]))
            return true;
    return false;
}

/* A name that is nothing but the first words of a sentence: "Chad donated tanks to Mali." */
static bool opens_with_name(const struct view *view, int to)
{
    int at = to - 1;
    while (at >= 0 && view_token(view, at)->upos == UPOS_PROPN)
        at--;
    return to > 0 && view_token(view, to - 1)->upos == UPOS_PROPN && at < 0;
}

bool view_is_misread_past(const struct view *view, int at)
{
    int subject = view_child(view, at, DEPREL_NSUBJ);
    if (view_rel(view, at) == DEPREL_AMOD && text_is(view_token(view, at)->xpos, "VBD") && subject >= 0 && subject < at)
        return true;
    int noun = view_token(view, at)->head;
    bool amod = view_rel(view, at) == DEPREL_AMOD && noun > at && view_rel(view, noun) == DEPREL_ROOT && !view->sentence->is_title;
    bool past = text_is(view_token(view, at)->xpos, "VBN") || text_ends(view_token(view, at)->form, TEXT("ed"));
    return amod && past && opens_with_name(view, at) && view_inside(view, at - 1, noun) && view_child(view, noun, DEPREL_COP) < 0
        && view_child(view, noun, DEPREL_NSUBJ) < 0 && view_child(view, noun, DEPREL_ACL_RELCL) < 0;
}

bool view_is_misread_gerund(const struct view *view, int at)
{
    static const char *const words[] = { ",", "including", "by", "without", "before", "after", "while", "be", "begin", "start",
                                         "stop", "resume", "consider", "weigh", "mull", "evaluate", "suggest", "propose", "avoid",
                                         "delay", "postpone", "discuss", "contemplate", "oppose", "support", "finish" };
    enum { FARTHEST = 4 };
    if (view_rel(view, at) != DEPREL_AMOD)
        return false;
    int noun = view_token(view, at)->head;
    struct text tag = view_token(view, at)->xpos;
    bool gerund = text_is(tag, "VBG") || (text_is(tag, "JJ") && text_ends(view_token(view, at)->form, TEXT("ing")));
    if (at <= 0 || !gerund || noun <= at || noun - at > FARTHEST)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_is(view, at - 1, words[i]))
            return true;
    return false;
}

/* The first verb above a token; -1. */
static int verb_above(const struct view *view, int at)
{
    for (int steps = 0; at >= 0 && steps < MOST_STEPS; steps++) {
        at = view_token(view, at)->head;
        if (at >= 0 && view_is_verb(view, at))
            return at;
    }
    return -1;
}

/* "Norway is the largest donor, sending tanks", "remains an ally, having sent tanks": what somebody is said to be acts no other
 * than he does; -1. */
static int who_is(const struct view *view, int noun, int participle)
{
    bool active = text_is(view_token(view, participle)->xpos, "VBG") || view_auxiliary(view, participle, "having") >= 0;
    bool is_predicate = view_child(view, noun, DEPREL_COP) >= 0;
    if (!active || !(is_predicate || view_rel(view, noun) == DEPREL_XCOMP))
        return -1;
    return own_subject(view, is_predicate ? noun : view_token(view, noun)->head);
}

/* "Lost no time in rubbishing it", "had trouble persuading her": whose time or trouble it was does it; -1. */
static int whose_time(const struct view *view, int noun, int gerund)
{
    static const char *const nouns[] = { "time", "trouble", "difficulty", "hesitation", "problem", "part", "hand", "lead", NULL };
    bool is_object = view_rel(view, noun) == DEPREL_OBJ && view_child(view, noun, DEPREL_NMOD_POSS) < 0;
    bool is_gerund = text_is(view_token(view, gerund)->xpos, "VBG") && view_is_any(view, noun, nouns);
    return is_object && is_gerund ? view_subject(view, view_token(view, noun)->head) : -1;
}

/* Where to look for the subject that a verb without one of its own shares: a token to return (`*found`), or the next verb up. */
static int step_up(const struct view *view, int verb, bool *found)
{
    int head = view_token(view, verb)->head;
    *found = false;
    if (head < 0)
        return -1;
    switch (view_rel(view, verb)) {
    case DEPREL_XCOMP: {
        int object = view_child(view, head, DEPREL_OBJ);
        if (object < 0)
            object = view_child(view, head, DEPREL_IOBJ);
        *found = object >= 0 && object < verb && !keeps_subject(view, head);
        return *found ? object : head;
    }
    case DEPREL_ACL:
        *found = true;
        if (is_infinitive(view, verb) || is_gerund_of(view, verb))
            return owner_of(view, head);
        if (is_occasion(view, verb) && verb_above(view, head) >= 0) {
            *found = false;
            return verb_above(view, head);
        }
        if (whose_time(view, head, verb) >= 0)
            return whose_time(view, head, verb);
        return who_is(view, head, verb) >= 0 ? who_is(view, head, verb) : head;
    case DEPREL_AMOD:
        if (view_is_misread_past(view, verb)) {
            *found = true;
            return verb - 1;
        }
        *found = !view_is_misread_gerund(view, verb) || own_subject(view, head) >= 0;
        if (view_is_misread_gerund(view, verb) && *found)
            return own_subject(view, head);
        return *found ? head : verb_above(view, head);
    case DEPREL_ACL_RELCL:
        *found = true;
        return head;
    case DEPREL_CONJ: case DEPREL_ADVCL: case DEPREL_CCOMP: case DEPREL_PARATAXIS: case DEPREL_DEP: case DEPREL_LIST:
        return head;
    default:
        return -1;
    }
}

static bool is_finite(const struct view *view, int verb)
{
    struct text xpos = view_token(view, verb)->xpos;
    return text_is(xpos, "VBD") || text_is(xpos, "VBZ") || text_is(xpos, "VBP") || has_auxiliary(view, verb);
}

/* "Macron suggested all 26 countries would send": a nominal right before a finite verb is its subject, though the parser hangs it
 * elsewhere. Auxiliaries and adverbs may stand between. */
static int subject_before(const struct view *view, int verb)
{
    if (!is_finite(view, verb) || view_child_word(view, verb, DEPREL_MARK, "to") >= 0)
        return -1;
    int at = verb - 1;
    while (at >= 0 && view_token(view, at)->head == verb
           && (view_rel(view, at) == DEPREL_AUX || view_rel(view, at) == DEPREL_AUX_PASS || view_rel(view, at) == DEPREL_ADVMOD))
        at--;
    if (at < 0 || !view_is_nominal(view, at) || view_inside(view, at, verb))
        return -1;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        enum deprel rel = view_rel(view, at);
        if (rel != DEPREL_FLAT && rel != DEPREL_COMPOUND && rel != DEPREL_CONJ)
            return at;
        at = view_token(view, at)->head;
    }
    return -1;
}

/* "Chad, Niger and others will, in time, send troops, the statement said": what is said may lose its subject to the verb of saying,
 * which then has two; -1. */
static int lost_subject(const struct view *view, int verb)
{
    int up = view_token(view, verb)->head, first = -1;
    bool fronted = up > verb && (view_rel(view, verb) == DEPREL_CCOMP || view_rel(view, verb) == DEPREL_PARATAXIS);
    for (int c = fronted ? view->first[up] : -1; c >= 0; c = view->next[c]) {
        if (view_rel(view, c) != DEPREL_NSUBJ)
            continue;
        if (first >= 0 && c > verb)
            return first;
        first = c < verb && first < 0 ? c : first;
    }
    return -1;
}

int view_subject(const struct view *view, int verb)
{
    for (int steps = 0; verb >= 0 && steps < MOST_STEPS; steps++) {
        int subject = own_subject(view, verb);
        if (subject < 0)
            subject = subject_before(view, verb);
        if (subject < 0)
            subject = lost_subject(view, verb);
        if (subject >= 0)
            return view_antecedent(view, subject);
        bool found;
        verb = step_up(view, verb, &found);
        if (found)
            return verb;
    }
    return -1;
}

/* "A raid that Mali says it carried out": the verb of the relative clause around the one that somebody says; or the verb itself. */
static int relative_over(const struct view *view, int verb)
{
    static const char *const verbs[] = { "say", "claim", "believe", "think", "allege", "report", "suspect", "confirm", "know",
                                         "acknowledge", "insist", NULL };
    int up = view_token(view, verb)->head;
    bool is_said = up >= 0 && up < verb && view_rel(view, verb) == DEPREL_CCOMP && view_rel(view, up) == DEPREL_ACL_RELCL;
    return is_said && text_is_any(view_token(view, up)->lemma, verbs) && view_child(view, verb, DEPREL_MARK) < 0 ? up : verb;
}

/* "the guarantees France offered": the gap is the noun. A clause with an object of its own, or with an adverbial pronoun, has
 * none. */
static int gap_of(const struct view *view, int verb)
{
    int over = relative_over(view, verb), subject = own_subject(view, over);
    if (view_rel(view, over) != DEPREL_ACL_RELCL || subject < 0 || own_subject(view, verb) < 0)
        return -1;
    return is_relative_pronoun(view, subject) ? -1 : view_token(view, over)->head;
}

/* Whether the words from `at` on only measure what follows: "at least nine", "up to 50". */
static bool is_measure(const struct view *view, int at)
{
    static const char *const words[][2] = { { "at", "least" }, { "at", "most" }, { "up", "to" }, { "as", "many" }, { "as", "much" },
                                            { "more", "than" }, { "less", "than" }, { "close", "to" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (at + 1 < view->count && view_is(view, at, words[i][0]) && view_is(view, at + 1, words[i][1]))
            return true;
    return false;
}

/* "Kicked off annual drills": an object behind a particle that the parser took for an adverbial. */
static bool is_behind_particle(const struct view *view, int verb, int noun)
{
    bool particle = view->left[noun] == verb + 2 && view_rel(view, verb + 1) == DEPREL_COMPOUND_PRT;
    return particle && view_token(view, noun)->upos == UPOS_NOUN && view_child(view, noun, DEPREL_CASE) < 0;
}

/* "Handed over the captives", "freed at least nine": the parser takes the particle or the measure for a preposition; -1. */
static int object_after(const struct view *view, int verb)
{
    static const char *const particles[] = { "over", "off", "up", "down", "out", "back", "away" };
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        if (view_rel(view, c) == DEPREL_OBL && is_behind_particle(view, verb, c))
            return c;
        if (view_rel(view, c) != DEPREL_OBL || view->left[c] != verb + 1 || c == verb + 1)
            continue;
        enum upos upos = (enum upos)view_token(view, c)->upos;
        bool counted = upos == UPOS_NUM || upos == UPOS_SYM || view_child(view, c, DEPREL_NUMMOD) >= 0;
        if (counted && is_measure(view, verb + 1))
            return c;
        for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
            if (view_is(view, verb + 1, particles[i]) && view_rel(view, verb + 1) == DEPREL_CASE)
                return c;
    }
    return -1;
}

/* "Struck what it said was a depot": the parser hangs the predicate on the verb before "what"; -1. */
static int predicate_of_said(const struct view *view, int what, int said)
{
    int verb = view_token(view, what)->head;
    for (int c = verb < 0 || verb == said ? -1 : view->first[verb]; c >= 0; c = view->next[c]) {
        bool is_told = c > said && view_rel(view, c) == DEPREL_CCOMP && view_is_nominal(view, c);
        if (is_told && view_child(view, c, DEPREL_COP) == said + 1)
            return c;
    }
    return -1;
}

/* "Fired what appeared to be a rocket", "hit what it called a depot": what a free relative with such a verb names; -1. */
static int named_by_what(const struct view *view, int what)
{
    static const char *const verbs[] = { "appear", "seem", "call", "describe", "term", "dub", "label", "deem", "consider",
                                         "believe", "think", "suspect", "see", "regard", "say", "claim", "look", NULL };
    int verb = view_child(view, what, DEPREL_ACL_RELCL);
    if (verb < 0)
        verb = view_token(view, what)->head;
    bool names = verb > what && text_is_any(view_token(view, verb)->lemma, verbs);
    for (int c = names ? view->first[verb] : -1; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool is_predicate = rel == DEPREL_XCOMP || rel == DEPREL_CCOMP || rel == DEPREL_OBJ
                         || (rel == DEPREL_OBL && view_has_case(view, c, TEXT("as")));
        if (c > verb && is_predicate && view_is_nominal(view, c))
            return c;
    }
    return names ? predicate_of_said(view, what, verb) : -1;
}

/* The "what" that a verb's object begins with, or the clause that the parser took for it; -1. */
static int what_under(const struct view *view, int verb)
{
    int object = view_child(view, verb, DEPREL_OBJ), clause = object < 0 ? view_child(view, verb, DEPREL_CCOMP) : -1;
    bool begins = clause > verb && (clause == verb + 1 || view_token(view, verb + 1)->head == clause);
    if (object < 0 && begins)
        object = verb + 1;
    return object >= 0 && view_is(view, object, "what") ? object : -1;
}

int view_given(const struct view *view, int verb)
{
    int object = view_child(view, verb, DEPREL_OBJ), predicate = object < 0 ? view_child(view, verb, DEPREL_XCOMP) : -1;
    bool is_thing = predicate > verb && view_token(view, predicate)->upos == UPOS_NOUN && view_is_passive(view, verb);
    return is_thing && view_child(view, predicate, DEPREL_COP) < 0 ? predicate : object;
}

/* "Made Mali an offer", "paid Mali 18 million euros": the parser takes who is given to for an object of its own, or for a part of
 * the sum; -1. */
static int misread_receiver(const struct view *view, int verb)
{
    static const char *const gives[] = { "make", "give", "pay", "hand", "send", "offer", "lend", "loan", "grant", "promise",
                                         "pledge", "sell", "ship", "supply", "wire", "cost", "owe", "deny", "refuse", NULL };
    int object = text_is_any(view_token(view, verb)->lemma, gives) ? view_child(view, verb, DEPREL_OBJ) : -1, next = verb + 1;
    bool named = object >= 0 && next + 1 < view->count && view_token(view, next)->upos == UPOS_PROPN
              && !view_is_passive(view, verb);
    if (named && object == next && view_second_object(view, object) > object)
        return object;
    bool counted = named && view_token(view, next + 1)->upos == UPOS_NUM && view_rel(view, next) == DEPREL_COMPOUND;
    return counted && view_token(view, next)->head == object ? next : -1;
}

int view_receiver(const struct view *view, int verb)
{
    int receiver = view_child(view, verb, DEPREL_IOBJ);
    return receiver < 0 ? misread_receiver(view, verb) : receiver;
}

int view_second_object(const struct view *view, int object)
{
    for (int c = object < 0 ? -1 : view->next[object]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_OBJ || view_rel(view, c) == DEPREL_OBL_UNMARKED)
            return c;
    return -1;
}

/* "Helped Mali retake the town": the parser hangs the name on the second verb; -1. */
static int name_between(const struct view *view, int verb)
{
    int inner = view_child(view, verb, DEPREL_XCOMP), next = verb + 1;
    bool named = inner > next && view_token(view, next)->upos == UPOS_PROPN && view_is_verb(view, inner);
    return named && view_rel(view, next) == DEPREL_COMPOUND && view_token(view, next)->head == inner ? next : -1;
}

int view_object(const struct view *view, int verb)
{
    int what = what_under(view, verb), named = what < 0 ? -1 : named_by_what(view, what);
    if (named >= 0)
        return named;
    if (view_is_passive(view, verb)) {
        int object = view_given(view, verb);
        return object >= 0 ? object : view_subject(view, verb);
    }
    int object = view_child(view, verb, DEPREL_OBJ);
    if (object >= 0)
        return misread_receiver(view, verb) == object ? view_second_object(view, object) : view_antecedent(view, object);
    if (view_rel(view, verb) == DEPREL_AMOD && (text_is(view_token(view, verb)->xpos, "VBG") || view_is_misread_past(view, verb)))
        return view_token(view, verb)->head;
    object = gap_of(view, verb);
    if (object < 0)
        object = object_after(view, verb);
    if (object < 0)
        object = name_between(view, verb);
    if (object >= 0)
        return object;
    for (int c = view->first[verb]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_CONJ && c == verb + 2 && own_subject(view, c) < 0 && view_is_verb(view, c))
            return view_child(view, c, DEPREL_OBJ); /* "signed and ratified the treaty" */
    return -1;
}

/* "Was hit with sanctions by Chad", "was promised ships by Chad", "were killed in a raid by rebels", "was jailed for two years by
 * a court": the parser hangs who did it on the noun between; -1. */
static int agent_within(const struct view *view, int noun, int depth)
{
    int found = -1;
    for (int c = view->first[noun]; c >= 0 && found < 0; c = view->next[c])
        if (c > noun && view_rel(view, c) == DEPREL_NMOD && view_is_nominal(view, c))
            found = view_has_case(view, c, TEXT("by")) ? c : depth ? agent_within(view, c, depth - 1) : -1;
    return found;
}

static int agent_beside(const struct view *view, int verb)
{
    static const char *const between[] = { "with", "on", "under", "to", "in", "at", "for", "from", "over", NULL };
    int found = -1;
    for (int c = view->first[verb]; c >= 0 && found < 0; c = view->next[c]) {
        bool stands_between = view_rel(view, c) == DEPREL_OBL
                           && text_is_any_nocase(view_token(view, view->left[c])->form, between);
        bool is_told = view_rel(view, c) == DEPREL_XCOMP && view_child_word(view, c, DEPREL_MARK, "to") >= 0
                    && view_child(view, c, DEPREL_AUX_PASS) < 0; /* "were told to leave by Chad" */
        if (c < verb)
            continue;
        if (is_told)
            found = own_agent(view, c);
        else if (stands_between || c == view_given(view, verb))
            found = agent_within(view, c, c == view_given(view, verb));
    }
    return found;
}

int view_agent(const struct view *view, int verb)
{
    int agent = own_agent(view, verb);
    if (agent > 0 && view_is(view, agent, "force") && view_is(view, agent - 1, "by"))
        return -1; /* "removed by force" */
    return agent < 0 && view_is_passive(view, verb) ? agent_beside(view, verb) : agent;
}

/* "The first state", "one of the latest": a noun that is told to be one of a row. */
static bool is_of_row(const struct view *view, int noun)
{
    static const char *const rows[] = { "first", "second", "third", "fourth", "latest", "late", "last", "only", "sole", NULL };
    for (int c = view->first[noun]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_AMOD && view_is_any(view, c, rows))
            return true;
    return view_is_any(view, noun, rows);
}

int view_first_to(const struct view *view, int verb)
{
    bool told = view_rel(view, verb) == DEPREL_ACL && view_child_word(view, verb, DEPREL_MARK, "to") >= 0;
    int noun = told ? view_token(view, verb)->head : -1;
    if (noun < 0 || noun > verb || !is_of_row(view, noun))
        return -1;
    int up = view_token(view, noun)->head; /* "one of the first states to" */
    if (view_rel(view, noun) == DEPREL_NMOD && up >= 0 && view_has_case(view, noun, TEXT("of")))
        noun = up;
    up = view_token(view, noun)->head;
    if (view_child(view, noun, DEPREL_COP) >= 0)
        return noun;
    bool what = view_rel(view, noun) == DEPREL_XCOMP || view_rel(view, noun) == DEPREL_OBJ;
    return what && up >= 0 && view_is(view, up, "become") ? up : -1;
}

/* A verb that has no auxiliary, and shares none with another. */
static bool is_without(const struct view *view, int verb)
{
    return verb >= 0 && !view_may_have(view, verb, DEPREL_AUX) && view_rel(view, verb) != DEPREL_CONJ &&
           view_rel(view, verb) != DEPREL_AMOD;
}

int view_auxiliary(const struct view *view, int verb, const char *word)
{
    if (is_without(view, verb))
        return -1;
    for (int steps = 0; verb >= 0 && steps < MOST_STEPS; steps++) {
        int aux = view_child_word(view, verb, DEPREL_AUX, word);
        if (aux < 0 && view_is_misread_gerund(view, verb))
            aux = view_child_word(view, view_token(view, verb)->head, DEPREL_AUX, word);
        if (aux >= 0)
            return aux;
        if (view_rel(view, verb) != DEPREL_CONJ || own_subject(view, verb) >= 0 || has_auxiliary(view, verb))
            return -1;
        verb = view_token(view, verb)->head;
    }
    return -1;
}

int view_any_auxiliary(const struct view *view, int verb, const char *const *words)
{
    int found = -1;
    for (; *words && found < 0 && !is_without(view, verb); words++)
        found = view_auxiliary(view, verb, *words);
    return found;
}

/* But "not only delivered tanks but also trained soldiers" tells of both. */
static bool is_negative(const struct view *view, int at)
{
    static const char *const more[] = { "only", "just", "merely", "simply", "solely", NULL };
    if (view_is(view, at, "not"))
        return at + 1 >= view->count || !view_is_any(view, at + 1, more);
    return view_is(view, at, "n't") || view_is(view, at, "never") || view_is(view, at, "n’t");
}

static bool is_core(enum deprel rel)
{
    return rel == DEPREL_OBJ || rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS;
}

int view_negative(const struct view *view, int at)
{
    if (view_is(view, at, "nothing") || view_is(view, at, "none") || view_is(view, at, "nobody"))
        return at;
    for (int c = view->first[at]; c >= 0 && c < at; c = view->next[c]) {
        int own = view_is(view, c, "one") ? view_child_word(view, c, DEPREL_ADVMOD, "not") : -1; /* "not one soldier" */
        if (own >= 0 || (view_is(view, c, "not") && (view_is(view, c + 1, "a") || view_is(view, c + 1, "one"))))
            return own >= 0 ? own : c;
        bool parts = view_rel(view, c) == DEPREL_DET || view_rel(view, c) == DEPREL_CC_PRECONJ;
        if (parts && (view_is(view, c, "no") || view_is(view, c, "neither")))
            return c;
    }
    return -1;
}

/* "Under no circumstances", "in no way", "at no point": the word that negates the verb; -1. */
static int negative_around(const struct view *view, int at)
{
    static const char *const nouns[] = { "circumstance", "condition", "account", "way", "mean", "means", "point", "time", "event" };
    int no = view_child_word(view, at, DEPREL_DET, "no");
    for (size_t i = 0; no >= 0 && i < sizeof nouns / sizeof *nouns; i++)
        if (view_is(view, at, nouns[i]))
            return no;
    return -1;
}

int view_negation(const struct view *view, int verb)
{
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        if (view_rel(view, c) == DEPREL_OBL && negative_around(view, c) >= 0)
            return negative_around(view, c);
        if ((view_rel(view, c) == DEPREL_ADVMOD || view_rel(view, c) == DEPREL_AUX) && is_negative(view, c))
            return c;
        if (view_rel(view, c) == DEPREL_ADVMOD && view_is(view, c, "long") && view_child(view, c, DEPREL_ADVMOD) >= 0)
            return view_is(view, view_child(view, c, DEPREL_ADVMOD), "no") ? c : -1;
        if (view_rel(view, c) == DEPREL_CC && view_is(view, c, "nor"))
            return c;
        if (c < verb && view_token(view, c)->upos == UPOS_CCONJ && view_is(view, c, "neither"))
            return c;
        int none = is_core(view_rel(view, c)) ? view_negative(view, c) : -1;
        if (none >= 0)
            return none;
    }
    return -1;
}

bool view_leaves_clause(const struct view *view, int inner, int outer)
{
    static const char *const contrasts[] = { "though", "although", "while", "whereas", "but" };
    for (int at = inner, steps = 0; at >= 0 && at != outer && steps < view->count; steps++) {
        bool clause = view_rel(view, at) == DEPREL_ADVCL, own = clause && view_child(view, at, DEPREL_NSUBJ) >= 0;
        int before = view->left[at] - (view->left[at] < at && view_rel(view, view->left[at]) == DEPREL_PUNCT ? 0 : 1);
        if (clause && text_is(view_token(view, at)->xpos, "VBG") && before >= 0 && view_is(view, before, ","))
            return true; /* "declined to send troops, choosing to pay instead" */
        for (size_t i = 0; own && i < sizeof contrasts / sizeof *contrasts; i++)
            if (view_child_word(view, at, DEPREL_MARK, contrasts[i]) >= 0)
                return true;
        at = view_token(view, at)->head;
    }
    return false;
}

/* "Began to withdraw", "begins to withdraw": who has begun a deed does it. */
static int begun_by(const struct view *view, int verb)
{
    int up = view_token(view, verb)->head;
    bool infinitive = view_rel(view, verb) == DEPREL_XCOMP && up >= 0 && up < verb && text_is(view_token(view, verb)->xpos, "VB");
    return infinitive && (view_is(view, up, "begin") || view_is(view, up, "start")) ? up : -1;
}

/* "Hanoi let in pork": of one that acts, a verb whose past is like its infinitive is told in the past. */
static bool is_same_in_past(const struct view *view, int verb)
{
    static const char *const verbs[] = { "let", "cut", "put", "quit", "set", "shut", "hit", "split", "spread", NULL };
    int subject = own_subject(view, verb);
    bool finite = view_child(view, verb, DEPREL_MARK) < 0 && view_rel(view, verb) != DEPREL_XCOMP;
    struct text tag = subject < 0 ? TEXT("NNS") : view_token(view, subject)->xpos;
    bool third = subject >= 0 && (view_is(view, subject, "it") || view_is(view, subject, "he") || view_is(view, subject, "she"));
    bool singular = third || !(text_is(tag, "NNS") || text_is(tag, "NNPS") || text_is(tag, "PRP"));
    bool same = view_is_any(view, verb, verbs) && text_equals(view_token(view, verb)->form, view_token(view, verb)->lemma);
    return finite && singular && same && view_child(view, subject, DEPREL_CONJ) < 0;
}

/* A headline's present tells what was done; "has begun leaving" is told by its first verb. */
bool view_is_past(const struct view *view, int verb)
{
    struct text xpos = view_token(view, verb)->xpos;
    int begins = begun_by(view, verb);
    if (begins >= 0 && view_child(view, begins, DEPREL_MARK) < 0)
        return text_is(view_token(view, begins)->xpos, "VBZ") || view_is_past(view, begins);
    if (text_is(xpos, "VBG") && view_rel(view, verb) == DEPREL_XCOMP && view_token(view, verb)->head < verb)
        return view_is_past(view, view_token(view, verb)->head);
    bool perfect = view_auxiliary(view, verb, "have") >= 0, plain = view_child(view, verb, DEPREL_AUX) < 0;
    bool present = text_is(xpos, "VBZ") || text_is(xpos, "VBP") || text_is(xpos, "NNS"); /* titles' verbs are taken for nouns */
    bool news = view->sentence->is_title && plain && present;
    bool bare = text_is(xpos, "VB") || text_is(xpos, "VBP"); /* "has let": a participle like its infinitive */
    bool past = text_is(xpos, "VBD") || (text_is(xpos, "VBN") && (perfect || plain)) || (bare && perfect);
    return news || past || (bare && plain && is_same_in_past(view, verb));
}

int view_first_of_verbs(const struct view *view, int verb)
{
    while (view_rel(view, verb) == DEPREL_CONJ && view_child(view, verb, DEPREL_NSUBJ) < 0)
        verb = view_token(view, verb)->head;
    return verb;
}
