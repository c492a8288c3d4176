/* What the clause of a verb of saying says: of whom, and whether it says no ("Cuba says it has not sent anyone"); what is on a
 * condition. */
#include "reading/frames.h"

static int said_clause(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].name == SLOT_THAT)
            return frame->fillers[i];
    return -1;
}

/* What is disputed: the clause, or the thing that is told of ("described shipments of rifles"). */
static int disputed_of(const struct frame *frame)
{
    int clause = said_clause(frame);
    for (int i = 0; clause < 0 && i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].name == SLOT_OBJ)
            clause = frame->fillers[i];
    return clause;
}

/* Whether what stands at a token has the code of the frame's actor. */
static bool is_actor(const struct reader *reader, const struct view *view, const struct frame *frame, int at)
{
    const struct mention *actor = frames_actor(reader, view, frame);
    const struct mention *other = mention_at(reader->mentions, view->index, at);
    return actor && other && actor->code.length && text_equals(actor->code, other->code);
}

bool frames_speaks_of_itself(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_subject(view, clause);
    if (subject < 0 || frames_is_we(view, subject))
        return subject >= 0;
    return is_actor(reader, view, frame, subject);
}

/* "His army's raid was no crime": what is said is about what he has or does. */
static bool speaks_of_its_own(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_subject(view, clause);
    for (int owner = subject < 0 ? -1 : view_child(view, subject, DEPREL_NMOD_POSS), steps = 0; owner >= 0 && steps < 3; steps++) {
        if (frames_is_we(view, owner) || is_actor(reader, view, frame, owner))
            return true;
        owner = view_child(view, owner, DEPREL_NMOD_POSS);
    }
    return frames_speaks_of_itself(reader, view, frame, clause);
}

/* "The police said the opposition leader had incited riots", "Democrats say the president lied": two of one state, not of one
 * mind. */
static bool is_opponent(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_subject(view, clause);
    const struct mention *actor = frames_actor(reader, view, frame);
    const struct mention *other = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    if (!actor || !other || actor->is_pronoun || other->is_pronoun || text_equals_nocase(actor->text, other->text))
        return false;
    bool named = actor->kind == MENTION_PERSON || actor->kind == MENTION_GROUP || actor->kind == MENTION_COLLECTIVE;
    return named && (other->kind == MENTION_PERSON || other->kind == MENTION_GROUP);
}

/* What someone will not, cannot or must not do is no denial of what is said to have been done. */
static bool under_modal(const struct view *view, int verb)
{
    static const char *const modals[] = { "will", "would", "can", "could", "shall", "should", "must", "may", "might", NULL };
    if (view_any_auxiliary(view, verb, modals) >= 0)
        return true;
    return view_is(view, verb, "go") && view_child(view, verb, DEPREL_XCOMP) >= 0; /* "is not going to pay" */
}

/* "Said it would defend every inch": what one will do is promised and not claimed. */
static bool promises(const struct view *view, int verb)
{
    return view_auxiliary(view, verb, "will") >= 0 || view_auxiliary(view, verb, "would") >= 0;
}

/* "Does not just sell arms", "does not know", "was never better": no more is told than that it is not all, not yet so, not
 * known or better than ever. */
static bool is_only_told(const struct view *view, int clause)
{
    static const char *const limits[] = { "yet", "just", "only", "merely", "simply", "necessarily", "really" };
    static const char *const minds[] = { "think", "know",    "understand", "hope", "remember", "need",  "care",  "mean", "expect",
                                         "doubt", "receive", "decide",     "see",  "hear",     "reach", "sign",  "agree",
                                         "want",  "believe", "aware",      NULL };
    static const char *const wants[] = { "illusion", "doubt", "choice", "alternative", "comment", "idea", "objection", "option",
                                         "regret", "information", NULL };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (view_child_word(view, clause, DEPREL_ADVMOD, limits[i]) >= 0)
            return true;
    for (int at = view->left[clause]; at < view->right[clause]; at++)
        if (text_is(view_token(view, at)->xpos, "JJR") && !view_is(view, at, "further"))
            return true; /* "has never been stronger" */
    int object = view_child(view, clause, DEPREL_OBJ);
    return view_is_any(view, clause, minds) || (object >= 0 && view_is_any(view, object, wants));
}

/* "There was no", "had nothing to do with", "none of it". */
static bool says_no(const struct view *view, int clause)
{
    if (is_only_told(view, clause))
        return false;
    static const char *const words[] = { "never", "nothing", "none", "nobody", "nowhere", "neither", NULL };
    if (view_negation(view, clause) >= 0)
        return true;
    for (int c = view->first[clause]; c >= 0; c = view->next[c]) {
        bool shares = view_rel(view, c) == DEPREL_CONJ && view_is_verb(view, c) && view_child(view, c, DEPREL_NSUBJ) < 0;
        if (view_child_word(view, c, DEPREL_DET, "no") >= 0 || view_is_any(view, c, words) || (shares && says_no(view, c)))
            return true;
    }
    return view_child_word(view, clause, DEPREL_DET, "no") >= 0;
}

/* What a plan is of: "a plan to send troops", "no intention of sending them"; -1. */
static int planned(const struct view *view, int plan)
{
    int verb = view_child(view, plan, DEPREL_ACL), up = view_token(view, plan)->head;
    for (int c = view->first[plan]; verb < 0 && c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_NMOD || view_rel(view, c) == DEPREL_ADVCL)
            verb = c;
    bool beside = verb < 0 && up >= 0 && view_rel(view, plan) == DEPREL_OBJ;
    return beside && view_child(view, up, DEPREL_ADVCL) > plan ? view_child(view, up, DEPREL_ADVCL) : verb;
}

/* "No decision has been made on sending troops", "it has made no decision". */
static bool is_undecided(const struct view *view, int clause)
{
    for (int c = view->first[clause]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool part = rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_OBJ;
        if (part && view_is(view, c, "decision"))
            return view_child_word(view, c, DEPREL_DET, "no") >= 0 || view_negation(view, clause) >= 0;
    }
    return false;
}

/* "There is no plan to send troops", "it has no intention of sending them": nothing is promised, which denies nothing; but who
 * has no plan to attack denies it. */
static bool has_no_plan(const struct reader *reader, const struct view *view, int clause)
{
    static const char *const plans[] = { "plan", "intention", "intent", "wish", "desire", "appetite", "inclination", NULL };
    for (int c = view->first[clause]; c >= 0; c = view->next[c]) {
        bool part = view_rel(view, c) == DEPREL_NSUBJ || view_rel(view, c) == DEPREL_OBJ;
        if (!part || view_child_word(view, c, DEPREL_DET, "no") < 0)
            continue;
        bool acts = view_child(view, c, DEPREL_ACL) >= 0 && frames_in_class(reader, view, c, "undertakings");
        int verb = view_is_any(view, c, plans) ? planned(view, c) : -1;
        bool harms = verb >= 0 && frames_in_class(reader, view, verb, "attacking");
        if ((view_rel(view, c) == DEPREL_NSUBJ && acts) || (verb >= 0 && !harms))
            return true;
    }
    return false;
}

/* "Said that the violence must end": what is wanted is no blame. */
static bool is_wanted(const struct view *view, int verb)
{
    static const char *const duties[] = { "must", "should", "ought", NULL };
    bool needs = (view_is(view, verb, "need") || view_is(view, verb, "have")) && view_child(view, verb, DEPREL_XCOMP) >= 0;
    return (needs || view_any_auxiliary(view, verb, duties) >= 0) && view_negation(view, verb) < 0;
}

/* The clause within `clause` that begins with "if", "unless" or "whether", or `clause` itself; -1. */
static int supposed_in(const struct view *view, int clause)
{
    static const struct text marks[] = { { "if", 2 }, { "unless", 6 }, { "whether", 7 } };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (view_has_case(view, clause, marks[i]))
            return clause;
        for (int c = view->first[clause]; c >= 0; c = view->next[c])
            if (view_rel(view, c) == DEPREL_ADVCL && view_has_case(view, c, marks[i]))
                return c;
    }
    return -1;
}

static bool is_within(const struct view *view, int at, int clause)
{
    return clause >= 0 && at >= view->left[clause] && at < view->right[clause];
}

/* "Said that if Chad attacked, Mali would attack, too": what would be on a condition has nobody done. */
static bool is_hypothesis(const struct view *view, int clause, int supposed)
{
    return supposed >= 0 && (supposed == clause || under_modal(view, clause));
}

/* "Said that the rebels would be crushed by its army": what the speaker's own do is no blame. */
static bool is_done_by_own(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    return is_actor(reader, view, frame, view_agent(view, clause));
}

/* "Attacks in Mali", "raids on Chad", "the Nairobi bombing": where it was, or at whom, and not whose it is. */
static bool is_where(const struct reader *reader, const struct view *view, int at)
{
    static const char *const cases[] = { "in", "at", "near", "across", "on", "against", "inside", "into", "outside", NULL };
    const struct mention *place = mention_at(reader->mentions, view->index, at);
    int up = view_token(view, at)->head;
    if (!place || place->kind != MENTION_STATE)
        return false;
    if (view_rel(view, at) == DEPREL_COMPOUND)
        return place->is_seat && up >= 0 && frames_in_class(reader, view, up, "attacks");
    return !place->is_modifier && view_has_any_case(view, at, cases);
}

/* "A Chadian missile", "jets of the army": somebody public who is not who speaks is or owns it. */
static bool names_another(const struct reader *reader, const struct view *view, const struct frame *frame, int at, int depth)
{
    if (at < 0 || view_token(view, at)->upos == UPOS_PRON)
        return false;
    const struct mention *mention = mention_at(reader->mentions, view->index, at);
    bool unknown = mention && !mention->code.length && frames_in_class(reader, view, at, "forces"); /* "the army said troops" */
    if (frames_is_public(reader, view, at) && !unknown && !is_actor(reader, view, frame, at) && !is_where(reader, view, at))
        return true;
    bool found = false;
    for (int c = view->first[at]; c >= 0 && depth && !found; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool part = rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD_POSS || rel == DEPREL_NMOD ||
                    rel == DEPREL_CONJ || rel == DEPREL_APPOS;
        found = part && names_another(reader, view, frame, c, depth - 1);
    }
    return found;
}

/* "After the raids": it tells when something was, and not what it was. */
static bool is_when(const struct view *view, int at)
{
    static const char *const words[] = { "after", "since", "before", "during", "despite", "given", "amid", "against", "because",
                                         NULL };
    return view_rel(view, at) == DEPREL_OBL && view_has_any_case(view, at, words);
}

/* Whether a word belongs to what the clause tells of its subject: not to the subject, to a time, or to a clause within. */
static bool is_told_of_subject(const struct view *view, int clause, int at)
{
    for (int steps = 0; at >= 0 && at != clause && steps < 5; steps++) {
        enum deprel rel = view_rel(view, at);
        if (rel == DEPREL_NSUBJ || rel == DEPREL_ADVCL || rel == DEPREL_ACL_RELCL || rel == DEPREL_CONJ || is_when(view, at))
            return false;
        at = view_token(view, at)->head;
    }
    return at == clause;
}

/* "Had shelled the town", "was preparing to attack", "tried to hush it up", "was struck by a Chadian jet": what harms somebody,
 * done by another than who speaks. */
static bool harms(const struct reader *reader, const struct view *view, const struct frame *frame, int verb, int depth)
{
    if (view_negation(view, verb) >= 0 || under_modal(view, verb))
        return false;
    if (!view_is_verb(view, verb)) /* "had been the target", "are in their early stages" */
        return false;
    int doer = view_is_passive(view, verb) ? view_agent(view, verb) : view_subject(view, verb);
    int object = view_object(view, verb);
    static const char *const answering[] = { "judging", "suffering", "countering", NULL };
    bool answers = frames_in_any_class(reader, view, verb, answering);
    bool attacks = object >= 0 && !answers && frames_in_class(reader, view, object, "attacks"); /* "had ordered the raid" */
    if ((attacks || frames_in_class(reader, view, verb, "deeds")) && names_another(reader, view, frame, doer, 2))
        return true;
    bool ends = frames_in_class(reader, view, verb, "ceasing");
    for (int c = view->first[verb]; c >= 0 && depth && !ends && !attacks; c = view->next[c])
        if ((view_rel(view, c) == DEPREL_XCOMP || view_rel(view, c) == DEPREL_CONJ) && view_is_verb(view, c) &&
            harms(reader, view, frame, c, depth - 1))
            return true;
    return false;
}

/* "Would tackle violence", "fights against terrorism", "ends a reign of terror": what is said to be done against something bad. */
static bool is_countered(const struct reader *reader, const struct view *view, int at)
{
    enum deprel rel = view_rel(view, at);
    for (int steps = 0; steps < 3 && (rel == DEPREL_NMOD || rel == DEPREL_COMPOUND || rel == DEPREL_CONJ); steps++) {
        at = view_token(view, at)->head;
        rel = view_rel(view, at);
    }
    int up = view_token(view, at)->head;
    return up >= 0 && (rel == DEPREL_OBJ || rel == DEPREL_OBL) && frames_in_class(reader, view, up, "countering");
}

/* "There was no plot", "none of the reports is true", "there was not a shred of truth": the subject of what is said not to be, or
 * its own "no"; -1. */
static int subject_that_is_not(const struct view *view, int clause)
{
    static const char *const nobody[] = { "none", "nothing", NULL };
    for (int c = view->first[clause]; c >= 0; c = view->next[c]) {
        bool subject = view_rel(view, c) == DEPREL_NSUBJ || view_rel(view, c) == DEPREL_NSUBJ_PASS;
        bool no = view_child_word(view, c, DEPREL_DET, "no") >= 0 || view_child_word(view, c, DEPREL_ADVMOD, "not") >= 0;
        if (subject && (no || view_is_any(view, c, nobody)))
            return c;
    }
    return -1;
}

/* "Was no threat", "is not a dictator": a predicate with a no. */
static bool is_denied_predicate(const struct view *view, int clause, int at)
{
    enum deprel rel = view_rel(view, at);
    bool part = at == clause || (view_token(view, at)->head == clause && (rel == DEPREL_AMOD || rel == DEPREL_NMOD));
    return part && view_child(view, clause, DEPREL_COP) >= 0 && view_negation(view, clause) >= 0;
}

/* "Said Chad was sorry that rebels had used a brutal method": the word stands in another clause, about somebody else. */
static bool is_told_elsewhere(const struct view *view, int clause, int at)
{
    for (int steps = 0; at >= 0 && at != clause && steps < 8; steps++) {
        enum deprel rel = view_rel(view, at);
        bool leaves = rel == DEPREL_CCOMP || rel == DEPREL_ACL_RELCL || rel == DEPREL_ADVCL || rel == DEPREL_PARATAXIS;
        if (leaves && view_subject(view, at) >= 0)
            return true;
        at = view_token(view, at)->head;
    }
    return at != clause;
}

/* "Did not breach any treaty", "does not amount to abuse", "have not seen such threats": what is said not to be done or seen, where
 * who does not stop, end or punish it is to blame. */
static bool is_said_not_to_be(const struct view *view, int clause, int at)
{
    static const char *const being[] = { "amount", "constitute", "violate", "breach", "contravene", "infringe", "break", "commit",
                                         "cause",  "pose",       "involve", "represent", "contain", "see",       "find",  "mean",
                                         "show",   "have",       "use",     NULL };
    bool denied = view_negation(view, clause) >= 0 && view_is_any(view, clause, being);
    for (int steps = 0; denied && at >= 0 && steps < 8; steps++) {
        enum deprel rel = view_rel(view, at);
        if (at == clause || rel == DEPREL_OBJ || rel == DEPREL_OBL)
            return true;
        at = rel == DEPREL_AMOD || rel == DEPREL_NMOD || rel == DEPREL_COMPOUND || rel == DEPREL_CONJ ? view_token(view, at)->head
                                                                                                     : -1;
    }
    return false;
}

/* "Hard days lie ahead", "the cause lies in the law". */
static bool lies_somewhere(const struct view *view, int at)
{
    bool more = view_is(view, at, "lie") && view_is_verb(view, at) && at + 1 < view->count;
    return more && (view_is(view, at + 1, "ahead") || view_is(view, at + 1, "in"));
}

/* "They will use the meeting to make an offer", "the deal blocks all ways to a bomb", "supports a truce", "hard days lie ahead":
 * verbs of crimes that are none here. */
static bool is_no_crime(const struct reader *reader, const struct view *view, int content, int doer)
{
    static const char *const harmless[] = { "meetings", "proposals", "agreements", "undertakings", NULL };
    static const char *const backed[] = { "bad", "wrongs", "crimes", "attacks", "conflicts", "foes", NULL };
    if (!view_is_verb(view, content)) /* "it was an attack"; but "was behind the attack" */
        return !view_has_case(view, content, TEXT("behind"));
    if (lies_somewhere(view, content))
        return true;
    if (view_is(view, content, "support") || view_is(view, content, "back")) {
        int whom = view_object(view, content);
        const struct mention *group = whom < 0 ? NULL : mention_at(reader->mentions, view->index, whom);
        return !(group && group->kind == MENTION_GROUP) && !frames_in_any_class(reader, view, whom, backed);
    }
    if (view_is(view, content, "block"))
        return doer >= 0 && frames_in_class(reader, view, doer, "agreements");
    int object = view_is(view, content, "use") ? view_object(view, content) : -1;
    return frames_in_any_class(reader, view, object, harmless);
}

/* "Was ready for a ground offensive": no word of blame as in "launched an offensive", "offensive remarks". */
static bool is_aside_offensive(const struct view *view, int at)
{
    enum deprel rel = view_rel(view, at);
    bool beside = rel == DEPREL_OBL || rel == DEPREL_NMOD;
    return beside && view_is(view, at, "offensive") && view_token(view, at)->upos == UPOS_NOUN;
}

/* "A war of aggression", but not "the risk of escalation", "an end to the violence". */
static bool is_made_of(const struct view *view, int at)
{
    static const char *const answers[] = { "response", "reaction", "answer", "retaliation", NULL };
    static const char *const distant[] = { "risk", "fear", "end", "cessation", "danger", "possibility", "prospect", "concern",
                                           "absence", "prevention", "level", "charge", "allegation", "report", "inquiry",
                                           "investigation", "probe", "review", "notion", NULL };
    if (view_has_case(view, at, TEXT("to")))
        return view_is_any(view, view_token(view, at)->head, answers);
    return view_has_case(view, at, TEXT("of")) && !view_is_any(view, view_token(view, at)->head, distant);
}

/* Whether a word of blame judges, as what is said of the subject or (of a party) in what it has or does: "is a cruel war", "its
 * cruel raids endanger us", "acts with impunity"; but not "spoke of terrorists", "a rise in violence", "after the invasion". */
static bool is_judged(const struct reader *reader, const struct view *view, int clause, int word, bool party)
{
    static const char *const manners[] = { "in", "with", "as", "like", "of", "to", "into", "through", "by", NULL };
    bool names = frames_in_class(reader, view, word, "labels");
    for (int at = word, steps = 0; at >= 0 && at != clause && steps < 8; steps++) {
        enum deprel rel = view_rel(view, at);
        int up = view_token(view, at)->head;
        bool asked = view_has_case(view, at, TEXT("whether"));
        if (asked || (rel == DEPREL_NMOD && !is_made_of(view, at)))
            return false;
        bool subject = rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS;
        bool part = subject || rel == DEPREL_OBJ || rel == DEPREL_IOBJ || rel == DEPREL_OBL || rel == DEPREL_OBL_AGENT;
        if (part && names)
            return up >= 0 && frames_in_class(reader, view, up, "abetting");
        if (subject && (!party || view_child_word(view, at, DEPREL_DET, "any") >= 0)) /* "any threat will be met" */
            return false;
        if (rel == DEPREL_OBL && !(party && view_has_any_case(view, at, manners)))
            return false;
        at = up;
    }
    return true;
}

/* "A sham", but not "the Sham Liberation Council": a word of a name says nothing of whom it names. */
static bool is_of_name(const struct view *view, int at)
{
    return view_token(view, at)->upos == UPOS_PROPN && !view->sentence->is_title;
}

/* The first word of blame of a clause that tells of its subject, or of anything where the subject is a party; -1. */
static int word_of_blame(const struct reader *reader, const struct view *view, const struct frame *frame, int clause, bool party)
{
    int none = subject_that_is_not(view, clause), supposed = supposed_in(view, clause); /* "there was no evidence of abuse" */
    for (int at = view->left[clause]; at < view->right[clause]; at++)
        if (at != frame->head && frames_in_class(reader, view, at, "bad") && !is_aside_offensive(view, at) &&
            !lies_somewhere(view, at) && !is_of_name(view, at) &&
            !is_within(view, at, supposed) && !is_within(view, at, none) && !is_denied_predicate(view, clause, at) &&
            !is_said_not_to_be(view, clause, at) && (none < 0 || at != clause) &&
            view_child_word(view, at, DEPREL_DET, "no") < 0 && !is_countered(reader, view, at) &&
            is_judged(reader, view, clause, at, party) &&
            ((party && !is_told_elsewhere(view, clause, at)) ||
             (is_told_of_subject(view, clause, at) && !frames_in_class(reader, view, at, "woes"))))
            return at;
    return -1;
}

/* "The army said aircraft had hit terrorists", "said it was targeting suspects": what who tells of strikes commands. */
static bool is_of_own_forces(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_subject(view, clause);
    const struct mention *mention = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    bool named = mention && mention->code.length && !mention->is_pronoun;
    if (subject < 0 || frame->actor < 0 || named || view_is_passive(view, clause) ||
        view_child(view, subject, DEPREL_AMOD) >= 0 || !frames_in_class(reader, view, frame->actor, "forces"))
        return false;
    bool strikes = frames_in_class(reader, view, clause, "attacking");
    return frames_in_class(reader, view, subject, "forces") || frames_in_class(reader, view, subject, "weapons") ||
           (strikes && (view_is(view, subject, "it") || view_is(view, subject, "they")));
}

/* "Said that two people were killed in a Chadian raid", "said bombs had killed two": it is told what happened, and nobody named who
 * has done it. */
static bool is_done_by_nobody(const struct reader *reader, const struct view *view, const struct frame *frame, int clause,
                              int content, int doer)
{
    if (!frames_in_class(reader, view, content, "attacking") || names_another(reader, view, frame, doer, 3))
        return false;
    if (view_is_passive(view, clause) && doer < 0)
        return true;
    for (int at = view->left[clause]; at < view->right[clause]; at++)
        if (at != doer && view_rel(view, at) == DEPREL_OBL && names_another(reader, view, frame, at, 3))
            return false;
    return view_is_passive(view, clause) || (doer >= 0 && view_token(view, doer)->upos == UPOS_NOUN);
}

/* "Chad had blocked the port", "they refuse to leave": not "the wreck blocked it", "was used", "could weaken both". */
static bool is_done_by_somebody(const struct reader *reader, const struct view *view, const struct frame *frame, int verb, int doer)
{
    static const char *const persons[] = { "he", "she", "they", "you", NULL };
    bool named = doer >= 0 && (names_another(reader, view, frame, doer, 2) || view_is_any(view, doer, persons));
    return named && !under_modal(view, verb);
}

/* "Said the two were committed to peace": no crime is committed. */
static bool is_bound_to(const struct view *view, int verb)
{
    bool commits = view_is(view, verb, "commit");
    for (int c = commits ? view->first[verb] : -1; c >= 0; c = view->next[c])
        if (view_has_case(view, c, TEXT("to")))
            return true;
    return commits && verb + 2 < view->count && (view_is(view, verb + 1, "to") || view_is(view, verb + 2, "to"));
}

/* "The army said rebels had shelled the port", "the ministry says the bus was hit by Chadian jets": no more than a report. */
static bool is_war_report(const struct reader *reader, const struct view *view, const struct frame *frame, int verb)
{
    static const char *const telling[] = { "say", "tell", "report", "add", "announce", "confirm", "state", "note", "write", NULL };
    static const char *const shots[] = { "fire", "launch", "drop", "carry out", "conduct", NULL };
    const struct mention *teller = frames_actor(reader, view, frame);
    bool deed = frames_in_class(reader, view, verb, "attacking") || view_is_any(view, verb, shots);
    return deed && teller && teller->kind != MENTION_PERSON && view_is_any(view, frame->head, telling);
}

/* "Rifles that the army said were stolen", "what it says is a plot": the clause tells something of the noun before. */
static bool is_aside(const struct view *view, int verb, int clause)
{
    bool beside = view_rel(view, verb) == DEPREL_ACL_RELCL && view_token(view, clause)->head == verb && clause > verb;
    return beside && view_child(view, clause, DEPREL_NSUBJ) < 0 && view_child(view, clause, DEPREL_NSUBJ_PASS) < 0 &&
           view_child_word(view, clause, DEPREL_MARK, "that") < 0;
}

/* "The drone came from Chad", "had been launched from Chadian soil": something that harms is traced to another. */
static bool comes_from_another(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    static const char *const coming[] = { "come", "launch",   "fly",    "fire",  "originate", "enter",  "take",  "cross", "smuggle",
                                          "send", "assemble", "supply", "bring", "release",   "direct", "guide", NULL };
    static const char *const claiming[] = { "claim", "allege", "contend", NULL };
    int subject = view_is_any(view, frame->head, claiming) ? -1 : view_subject(view, clause);
    bool arms = subject >= 0 && (frames_in_class(reader, view, subject, "weapons") ||
                                 frames_in_class(reader, view, subject, "attacks") ||
                                 frames_in_class(reader, view, subject, "incidents"));
    if (!arms || !view_is_any(view, clause, coming) || view_negation(view, clause) >= 0 || under_modal(view, clause))
        return false;
    for (int c = view->first[clause]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_OBL && view_has_case(view, c, TEXT("from")) && names_another(reader, view, frame, c, 2))
            return true;
    return false;
}

/* "It was Chad that broke off the talks": who tells it so means that nobody else is to blame. */
static bool is_pointed_at(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_child(view, clause, DEPREL_NSUBJ), relative = view_child(view, clause, DEPREL_ACL_RELCL);
    bool cleft = subject >= 0 && view_is(view, subject, "it") && view_child(view, clause, DEPREL_COP) >= 0 && relative > clause;
    return cleft && view_negation(view, clause) < 0 && view_is_verb(view, relative) && view_negation(view, relative) < 0 &&
           !under_modal(view, relative) && names_another(reader, view, frame, clause, 2);
}

/* "Warned that the sanctions could undermine the truce": what others have decided is called harmful. */
static bool is_warned_of(const struct reader *reader, const struct view *view, const struct frame *frame, int clause, int content)
{
    static const char *const warning[] = { "warn", "caution", NULL };
    static const char *const deeds[] = { "sanctions", "proposals", "undertakings", "decisions", "papers", NULL };
    static const char *const pointing[] = { "it", "they", "this", "that", "move", NULL };
    if (!view_is_any(view, frame->head, warning) || !frames_in_class(reader, view, content, "crimes"))
        return false;
    int subject = view_subject(view, clause);
    return subject >= 0 && (frames_in_any_class(reader, view, subject, deeds) || view_is_any(view, subject, pointing));
}

/* "Said its neighbour stokes unrest", "said that the raids were part of a barbaric campaign": a deed of blame by somebody else,
 * a word of blame about it. */
static enum blame blames(const struct reader *reader, const struct view *view, const struct frame *frame, int clause,
                         int *word)
{
    bool suffers = frames_in_class(reader, view, clause, "suffering"); /* "said it was facing Chadian raids" */
    bool is_own = speaks_of_its_own(reader, view, frame, clause) || is_done_by_own(reader, view, frame, clause) ||
                  is_of_own_forces(reader, view, frame, clause);
    int supposed = supposed_in(view, clause);
    if (supposed < 0 && subject_that_is_not(view, clause) < 0 && harms(reader, view, frame, clause, 2))
        return is_war_report(reader, view, frame, clause) ? BLAME_NONE : BLAME_DEED;
    if (supposed < 0 && (comes_from_another(reader, view, frame, clause) || is_pointed_at(reader, view, frame, clause)))
        return BLAME_DEED;
    is_own &= !is_opponent(reader, view, frame, clause) && !is_aside(view, frame->head, clause);
    if ((!suffers && is_own) || is_wanted(view, clause) || frames_is_question(view, clause) ||
        is_hypothesis(view, clause, supposed))
        return BLAME_NONE;
    int content = frames_content(reader, view, clause);
    int doer = view_is_passive(view, clause) ? view_agent(view, clause) : view_subject(view, clause);
    if (doer >= 0 && frames_in_class(reader, view, doer, "mishaps")) /* "said the storm had destroyed houses" */
        return BLAME_NONE;
    if (is_done_by_nobody(reader, view, frame, clause, content, doer))
        return BLAME_NONE;
    static const char *const supposing[] = { "would", "could", "may", "might", NULL };
    bool party = names_another(reader, view, frame, view_subject(view, clause), 3);
    bool foreseen = frames_in_class(reader, view, content, "attacking") && under_modal(view, clause); /* "said it could invade" */
    bool warned = is_warned_of(reader, view, frame, clause, content);
    if (!party && view_any_auxiliary(view, clause, supposing) >= 0 && !warned) /* "said that sanctions would harm both" */
        return BLAME_NONE;
    bool denied = view_negation(view, clause) >= 0 || subject_that_is_not(view, clause) >= 0;
    if (!suffers && !foreseen && !(denied && content == clause) && !is_bound_to(view, content) &&
        frames_in_class(reader, view, content, "crimes") && !is_no_crime(reader, view, content, doer)) {
        bool lesser = frames_in_class(reader, view, content, "lesser");
        if (view_is_passive(view, clause) && doer < 0) /* "hostages are being held", "was poisoned": by nobody who is told */
            return BLAME_NONE;
        if (!lesser || is_done_by_somebody(reader, view, frame, clause, doer))
            return lesser ? BLAME_LESSER : BLAME_CRIME;
    }
    static const char *const helping[] = { "help", "cooperate", NULL };
    if (denied && party && view_is_any(view, content, helping)) /* "said Chad was not helping" */
        return BLAME_FAILING;
    if (denied && frames_in_class(reader, view, content, "complying"))
        return BLAME_FAILING;
    *word = word_of_blame(reader, view, frame, clause, party);
    if (denied && *word == content) /* "said that nobody could undermine the pact" */
        return BLAME_NONE;
    return *word < 0 ? BLAME_NONE : party ? BLAME_OF_PARTY : BLAME_OF_THING;
}

/* "Said there was evidence that …", "said he believed that …": the clause within the clause, where nobody else is said to say it;
 * -1. */
static int clause_within(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_subject(view, clause), found = -1;
    bool others = frames_is_public(reader, view, subject) && !is_actor(reader, view, frame, subject);
    bool hopes = view_is(view, clause, "hope") || view_is(view, clause, "wish"); /* "said he hoped that Chad would stop" */
    for (int c = others || hopes || view_negation(view, clause) >= 0 ? -1 : view->first[clause]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        int that = view_is_nominal(view, c) ? view_child(view, c, DEPREL_ACL) : -1;
        if (rel == DEPREL_CCOMP || rel == DEPREL_CSUBJ)
            found = c;
        else if (that >= 0 && view_child_word(view, that, DEPREL_MARK, "that") >= 0)
            found = that;
    }
    return found;
}

/* "Said that Chad had moved the fence, which Chad denies": told of another, and disputed. Who claims it, or says what another has,
 * claims no more. */
static bool is_disputed_blame(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    static const char *const claiming[] = { "claim", "insist", "maintain", "contend", NULL };
    static const char *const having[] = { "have", "be", "possess", "own", "receive", "get", "buy", "obtain", NULL };
    if (clause < 0 || view_is_any(view, frame->head, claiming) || view_is_any(view, clause, having) ||
        view_child(view, clause, DEPREL_COP) >= 0)
        return false;
    bool of_another = names_another(reader, view, frame, view_subject(view, clause), 2) ||
                      (view_is_passive(view, clause) && names_another(reader, view, frame, view_agent(view, clause), 2));
    return of_another && frames_is_disputed(reader, view, frame, clause);
}

static bool has_blame(const struct reader *reader, const struct view *view, struct frame *frame, int clause)
{
    enum { DEEPEST = 2 };
    frame->blame_word = -1;
    frame->blame = is_disputed_blame(reader, view, frame, clause) ? BLAME_DISPUTED : BLAME_NONE;
    for (int depth = 0; !frame->blame && clause >= 0 && depth <= DEEPEST; depth++) {
        frame->blame = (uint8_t)blames(reader, view, frame, clause, &frame->blame_word);
        frame->blamed = names_another(reader, view, frame, view_subject(view, clause), 2);
        clause = clause_within(reader, view, frame, clause);
    }
    return frame->blame != BLAME_NONE;
}

/* Whether what is said not to be so is done, or is something, that somebody may be blamed for. */
static bool is_blameworthy(const struct reader *reader, const struct view *view, int clause, int at)
{
    static const char *const deeds[] = { "crimes", "deeds", "attacking", NULL };
    static const char *const things[] = { "bad", "attacks", "weapons", "forces", NULL };
    static const char *const words[] = { "true",   "involve", "involved", "involvement", "responsible", "responsibility",
                                         "part",   "role",    "party",    "participant", "aim",         "target",
                                         "direct", "link",    "evidence", "knowledge",   "proof",       "truth",
                                         "guilty", "such",    "sense",    "contact",     NULL };
    bool done = at == clause || (view_token(view, at)->head == clause && view_rel(view, at) == DEPREL_XCOMP);
    if ((done || view_rel(view, at) == DEPREL_ACL) && frames_in_any_class(reader, view, at, deeds))
        return true;
    return frames_in_any_class(reader, view, at, things) || view_is_any(view, at, words);
}

/* "Had not armed the rebels", "had no part in the plot", "there is no evidence of abuse": what is said not to be so is something
 * that somebody may be blamed for; but not "did not have time", "is no rich country", "there is no doubt that". */
static bool denies_wrong(const struct reader *reader, const struct view *view, int clause, bool own)
{
    static const char *const enduring[] = { "tolerate", "accept", "condone", "excuse", "forgive", "forget", "stand", "operate",
                                            NULL };
    static const char *const doubts[] = { "doubt", "question", "secret", "wonder", "surprise", "way",      "need",     "time",
                                          "one",   "room",     "place",  "excuse", "change", "choice",   "injury",   "casualty",
                                          "solution", "reason", NULL };
    int none = subject_that_is_not(view, clause), no = view_negation(view, clause);
    if (none >= 0 && view_is_any(view, none, doubts))
        return false;
    if (view_is_any(view, frames_content(reader, view, clause), enduring)) /* "we shall not tolerate such abuse" */
        return false;
    if (no >= 0 && view_is(view, no, "never") && view_is_past(view, clause)) /* "had never left the port" */
        return true;
    for (int at = view->left[clause]; at < view->right[clause]; at++) {
        bool itself = at == clause || (view_token(view, at)->head == clause && view_rel(view, at) == DEPREL_XCOMP);
        bool told = own ? is_told_of_subject(view, clause, at) : itself; /* "wars do not stop trade" denies no war */
        if ((told || is_within(view, at, none)) && is_blameworthy(reader, view, clause, at))
            return true;
    }
    for (int c = view->first[clause]; c >= 0; c = view->next[c]) /* "had flown over the sea and had not entered its airspace" */
        if (view_rel(view, c) == DEPREL_CONJ && view_child(view, c, DEPREL_NSUBJ) < 0 && view_negation(view, c) >= 0 &&
            denies_wrong(reader, view, c, own))
            return true;
    return false;
}

/* "Warned that the exercise could lead to war", "that whoever crosses will meet destruction": what may or will come is grave; a
 * civil war is another's own. */
static bool is_grave(const struct reader *reader, const struct view *view, int clause)
{
    static const char *const modals[] = { "will", "would", "can", "could", "shall", "may", "might", NULL };
    static const char *const sure[] = { "certain", "inevitable", "imminent", "unavoidable", "assured", NULL };
    bool foretold = view_any_auxiliary(view, clause, modals) >= 0 || view_is_any(view, clause, sure);
    bool foreseen = foretold && view_negation(view, clause) < 0;
    for (int at = view->left[clause]; foreseen && at < view->right[clause]; at++)
        if (frames_in_class(reader, view, at, "dooms") &&
            (is_told_of_subject(view, clause, at) || view_is_any(view, clause, sure)) &&
            view_child_word(view, at, DEPREL_AMOD, "civil") < 0)
            return true;
    return false;
}

/* "Warned that tariffs would follow if the border stayed shut". */
static bool has_condition(const struct view *view, int clause)
{
    for (int at = view->left[clause]; at < view->right[clause]; at++)
        if (view_is(view, at, "if") || view_is(view, at, "unless"))
            return true;
    return false;
}

/* Whether a verb's past is like its bare form. */
static bool is_unchanging(struct text lemma)
{
    static const char *const verbs[] = { "bid", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "read", "set", "shut",
                                         "split", "spread" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_is(lemma, verbs[i]))
            return true;
    return false;
}

/* "Insists that Chad leave", "that it be signed": what is asked for, and not what is so. The tagger, which sees few such, takes the
 * verb for a present, told apart by its number, or for a past, told apart by its form. */
static bool is_bare(const struct view *view, int clause)
{
    struct text tag = view_token(view, clause)->xpos;
    for (int c = view->first[clause]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        if (rel == DEPREL_AUX || rel == DEPREL_AUX_PASS || rel == DEPREL_COP)
            return text_is(view_token(view, c)->form, "be");
    }
    int subject = view_child(view, clause, DEPREL_NSUBJ);
    if (subject < 0 || view_child_word(view, clause, DEPREL_MARK, "to") >= 0)
        return false;
    struct text number = view_token(view, subject)->xpos;
    bool one = (text_is(number, "NN") || text_is(number, "NNP")) && view_child(view, subject, DEPREL_CONJ) < 0;
    const struct token *verb = view_token(view, clause);
    bool plain = text_equals_nocase(verb->form, verb->lemma) && !is_unchanging(verb->lemma);
    return text_is(tag, "VB") || (text_is(tag, "VBP") && one) || (text_is(tag, "VBD") && plain);
}

/* "Will close the border if the talks fail": a promise or a threat on a condition. */
static bool depends(const struct view *view, int verb)
{
    for (int at = verb + 1; at + 1 < view->count && !view_is(view, at, ";"); at++) {
        if (view_is(view, at, "only") && view_is(view, at + 1, "if"))
            return true; /* "would end the raids, as it calls them, only if Chad paid", wherever the parser hangs it */
        if (view_is(view, at, "will") || view_is(view, at, "would"))
            break;
    }
    for (int steps = 0; verb >= 0 && steps < 4; steps++) {
        for (int c = view->first[verb]; c >= 0; c = view->next[c])
            if (view_rel(view, c) == DEPREL_ADVCL && (view_has_case(view, c, TEXT("if")) || view_has_case(view, c, TEXT("unless"))))
                return true;
        bool shares = view_rel(view, verb) == DEPREL_CONJ || view_rel(view, verb) == DEPREL_XCOMP;
        verb = shares ? view_token(view, verb)->head : -1;
    }
    return false;
}

/* "Will sink any ship that enters", "will arrest whoever crosses the border": the condition stands with whom it is done to. */
static bool depends_on_whom(const struct view *view, int verb)
{
    static const char *const open[] = { "any", "every", "anyone", "anybody", "anything", "everyone", "whoever", "whatever", "those",
                                        NULL };
    int whom = view_object(view, verb), which = whom < 0 ? -1 : view_child(view, whom, DEPREL_DET);
    if (whom < verb)
        return false;
    bool bare = which < 0 && text_is(view_token(view, whom)->xpos, "NNS") && view_child(view, whom, DEPREL_NMOD_POSS) < 0
             && view_child(view, whom, DEPREL_NUMMOD) < 0; /* "will sink ships that enter" */
    bool is_any = bare || view_is_any(view, whom, open) || (which >= 0 && view_is_any(view, which, open));
    return is_any && (view_child(view, whom, DEPREL_ACL_RELCL) >= 0 || (!bare && view_child(view, whom, DEPREL_ACL) >= 0));
}

bool frames_depends(const struct view *view, int verb, bool harms)
{
    harms = harms && !view_is_passive(view, verb) && view_negation(view, verb) < 0;
    for (int c = harms ? view->first[verb] : -1; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_ADVCL && view_child_word(view, c, DEPREL_MARK, "until") >= 0)
            return true;
    return depends(view, verb) || (harms && depends_on_whom(view, verb));
}

/* Whether somebody is named whom the verb asks: "urged Chad to", "called on Chad to". */
static bool asks_somebody(const struct view *view, int asking, int asked_for)
{
    for (int c = view->first[asking]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool on = rel == DEPREL_OBL && (view_has_case(view, c, TEXT("on")) || view_has_case(view, c, TEXT("with")));
        if (c > asking && c < asked_for && (rel == DEPREL_OBJ || rel == DEPREL_IOBJ || on))
            return true;
    }
    return false;
}

bool frames_is_asked_for(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const of_others[] = { "urge", "ask", "call", "press", "pressure", "beg", "implore", "entreat", "exhort",
                                             "appeal", "plead", "petition", "lobby", "want", NULL };
    static const char *const that[] = { "demand", "request", "urge", "recommend", "ask", "insist", "propose", "require", NULL };
    static const char *const calls[] = { "call", "demand", "request", "plea", "appeal", NULL };
    enum deprel rel = view_rel(view, verb);
    int up = view_token(view, verb)->head;
    if (rel == DEPREL_ACL && view_child_word(view, verb, DEPREL_MARK, "to") >= 0 && view_is_any(view, up, calls))
        return true; /* "rejected calls to open the border" */
    if (up < 0 || up > verb || (rel != DEPREL_XCOMP && rel != DEPREL_ADVCL && rel != DEPREL_CCOMP))
        return false;
    if (rel == DEPREL_CCOMP && is_bare(view, verb))
        return view_is_any(view, up, that);
    bool passive = view_is_passive(view, up);
    if (frames_is_public(reader, view, passive ? view_agent(view, up) : view_subject(view, up)))
        return false;
    bool infinitive = view_child_word(view, verb, DEPREL_MARK, "to") >= 0;
    return infinitive && view_is_any(view, up, of_others)
        && (passive || asks_somebody(view, up, verb));
}

/* "Hopes that Chad will stop": the clause is about somebody public who is not who speaks. */
static bool speaks_of_another(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    int subject = view_subject(view, clause);
    return frames_is_public(reader, view, subject) && !frames_speaks_of_itself(reader, view, frame, clause);
}

static bool asks_for_clause(const struct entry *entry)
{
    for (int i = 0; i < entry->slot_count; i++)
        if (entry->slots[i].name == SLOT_THAT)
            return true;
    return false;
}

static const char *what_is_missing(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int clause = said_clause(frame);
    bool harms = frame->act == ACT_THREATEN && frame->entry->kind == ENTRY_WILL;
    if (frame->entry->if_disputed && !frames_is_disputed(reader, view, frame, disputed_of(frame)))
        return "nobody else is told to dispute what it says";
    if (!asks_for_clause(frame->entry))
        return frame->entry->if_hedged && !frames_depends(view, frame->head, harms) ? "it has no condition" : NULL;
    if (clause < 0)
        return "it has no clause";
    if (frame->entry->if_bare && !is_bare(view, clause))
        return "its clause has no bare verb";
    if (frame->entry->if_aside && !is_aside(view, frame->head, clause))
        return "its clause tells nothing of the noun before it";
    if (frame->entry->if_own && !speaks_of_its_own(reader, view, frame, clause))
        return "its clause is not about who speaks";
    if (frame->entry->if_other && !speaks_of_another(reader, view, frame, clause))
        return "its clause is about nobody else who is public";
    if (frame->entry->if_own && frame->act == ACT_CLAIM && promises(view, clause))
        return "its clause tells what will be";
    if (frame->entry->if_contrary && (!says_no(view, clause) || under_modal(view, clause)))
        return "its clause does not say no";
    bool of_others = frame->entry->if_contrary && !frame->entry->if_own;
    if (of_others && names_another(reader, view, frame, view_subject(view, clause), 2))
        return "its clause is about somebody else";
    if (frame->entry->if_contrary && !denies_wrong(reader, view, clause, frame->entry->if_own))
        return "its clause says of nothing blameworthy that it is not so";
    if (frame->entry->if_contrary && frames_is_imperative(reader, view, clause))
        return "its clause tells somebody what to do";
    if (frame->entry->if_contrary && (has_no_plan(reader, view, clause) || is_undecided(view, clause)))
        return "its clause says that nothing is promised";
    if (frame->entry->if_blaming && !has_blame(reader, view, frame, clause))
        return "its clause has no word of blame";
    if (frame->entry->if_grave && !is_grave(reader, view, clause))
        return "its clause foresees nothing grave";
    if (frame->entry->if_hedged && !has_condition(view, clause))
        return "its clause has no condition";
    return NULL;
}

bool frames_said(const struct reader *reader, const struct view *view, struct frame *frame, const char **why)
{
    const struct entry *entry = frame->entry;
    if (!entry->if_own && !entry->if_contrary && !entry->if_blaming && !entry->if_hedged && !entry->if_bare && !entry->if_aside &&
        !entry->if_disputed && !entry->if_other && !entry->if_grave)
        return true;
    const char *missing = what_is_missing(reader, view, frame);
    if (missing && why)
        *why = missing;
    return !missing;
}
