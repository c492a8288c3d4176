/* Who disputes what another says, in the same sentence or at once in the next: "which Chad denies", "a charge that Chad rejects",
 * "but Chad denies it", "Chad has rejected the claim." */
#include "reading/frames.h"

/* What somebody says: who he is, and the tokens [from, to) of what he says. */
struct said {
    const struct view *view;
    const struct mention *teller;
    int from, to;
};

static const struct mention *public_at(const struct reader *reader, const struct view *view, int at)
{
    return frames_is_public(reader, view, at) ? mention_at(reader->mentions, view->index, at) : NULL;
}

static bool is_same_party(const struct mention *a, const struct mention *b)
{
    return a->code.length || b->code.length ? text_equals(a->code, b->code) : text_equals_nocase(a->text, b->text);
}

/* Who denies at a verb: another than who has said it; NULL. */
static const struct mention *denier_at(const struct reader *reader, const struct view *view, const struct said *said, int verb)
{
    static const char *const denials[] = { "deny", "dispute", "refute", "reject", "rebut", "contradict", "dismiss", "repudiate",
                                           NULL };
    if (!view_is_any(view, verb, denials) || !view_is_verb(view, verb))
        return NULL;
    const struct mention *denier = public_at(reader, view, view_is_passive(view, verb) ? view_agent(view, verb)
                                                                                       : view_subject(view, verb));
    return denier && !is_same_party(denier, said->teller) ? denier : NULL;
}

/* "Denied it", "rejected the claim", "the charge was rejected", "denied": what was said last is meant. */
static bool points_back(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const pronouns[] = { "it", "this", "that", "which", "these", "those", "them", NULL };
    static const char *const pointing[] = { "the", "this", "that", "these", "those", "such", NULL };
    bool passive = view_is_passive(view, verb);
    int object = passive ? view_subject(view, verb) : view_child(view, verb, DEPREL_OBJ);
    if (object < 0)
        return !passive && view_is(view, verb, "deny") && view_child(view, verb, DEPREL_CCOMP) < 0 &&
               view_child(view, verb, DEPREL_XCOMP) < 0 && view_child(view, verb, DEPREL_OBL) < 0;
    if (view_is_any(view, object, pronouns))
        return true;
    int which = view_child(view, object, DEPREL_DET);
    return which >= 0 && view_is_any(view, which, pointing) && frames_in_class(reader, view, object, "claims") &&
           view_child(view, object, DEPREL_ACL) < 0 && view_child(view, object, DEPREL_NMOD) < 0;
}

/* Whether what is said speaks of somebody. */
static bool speaks_of(const struct reader *reader, const struct said *said, const struct mention *whom)
{
    for (int at = said->from; at < said->to; at++) {
        const struct mention *mention = public_at(reader, said->view, at);
        if (mention && mention != whom && is_same_party(mention, whom))
            return true;
    }
    return false;
}

/* "Says Chad has troops there. Chad denies having sent them": it points back, or it is told of who denies it. */
static bool is_about_it(const struct reader *reader, const struct view *view, const struct said *said, int verb,
                        const struct mention *denier)
{
    if (points_back(reader, view, verb))
        return true;
    bool rejects = view_is(view, verb, "reject") || view_is(view, verb, "dismiss"); /* an offer, a protest */
    return !rejects && !view_is_passive(view, verb) && speaks_of(reader, said, denier);
}

/* "…, but Chad denies it", "although Chad disputes this": a clause of its own behind what is said. */
static bool is_own_clause(const struct view *view, int verb)
{
    static const char *const contrasts[] = { "but", "although", "though", "while", "whereas", NULL };
    bool own = view_child(view, verb, DEPREL_NSUBJ) >= 0 || view_child(view, verb, DEPREL_NSUBJ_PASS) >= 0;
    if (!own)
        return false;
    for (int c = view->first[verb]; c >= 0 && c < verb; c = view->next[c])
        if (view_is_any(view, c, contrasts))
            return true;
    return view_rel(view, verb) == DEPREL_PARATAXIS;
}

/* "A charge rejected by Chad". */
static bool is_told_of_claim(const struct reader *reader, const struct view *view, int verb)
{
    int noun = view_rel(view, verb) == DEPREL_ACL ? view_token(view, verb)->head : -1;
    return noun >= 0 && view_is_passive(view, verb) && frames_in_class(reader, view, noun, "claims");
}

/* "Which Chad calls a lie", "an account that the union rubbishes". */
static bool calls_it_untrue(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const calling[] = { "call", "brand", "label", "term", "deem", "find", "consider", "dub", NULL };
    static const char *const untrue[] = { "untrue", "tales", NULL };
    static const char *const doubting[] = { "deny",      "dispute", "refute", "reject",   "rebut",  "contradict", "dismiss",
                                            "repudiate", "rubbish", "doubt",  "ridicule", "scoff",  "debunk",     "question",
                                            "contest",   "halve",   "mock",   "deride",   "laugh",  "challenge",  NULL };
    for (int c = view_is_any(view, verb, calling) ? view->first[verb] : -1; c >= 0; c = view->next[c])
        if (frames_in_any_class(reader, view, c, untrue))
            return true;
    return view_is_any(view, verb, doubting) && view_negation(view, verb) < 0;
}

/* "…, a version for which no evidence was offered". */
static bool lacks_proof(const struct reader *reader, const struct view *view, int verb)
{
    for (int c = view->first[verb]; c >= 0; c = view->next[c])
        if (frames_in_class(reader, view, c, "proof") && view_child_word(view, c, DEPREL_DET, "no") >= 0)
            return true;
    return false;
}

/* "…, a claim that experts dispute", "a figure which aid workers question", "an account that could not be verified": the
 * writer sums up what was said in a noun of his own, and somebody, public or not, doubts it. */
static bool is_summed_up_in_doubt(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const sums[] = { "boast", "version", "number", "figure", "tally", "toll", "count", "explanation", NULL };
    static const char *const proving[] = { "verify", "confirm", "substantiate", "corroborate", "prove", "check", NULL };
    int noun = view_rel(view, verb) == DEPREL_ACL_RELCL || view_rel(view, verb) == DEPREL_ACL ? view_token(view, verb)->head : -1;
    int which = noun < 0 ? -1 : view_child(view, noun, DEPREL_DET);
    if (which < 1 || !(view_is(view, which, "a") || view_is(view, which, "an")) || !view_is(view, which - 1, ","))
        return false;
    if (!frames_in_class(reader, view, noun, "claims") && !view_is_any(view, noun, sums))
        return false;
    bool unproven = view_negation(view, verb) >= 0 && view_is_any(view, verb, proving);
    return unproven || lacks_proof(reader, view, verb) || calls_it_untrue(reader, view, verb);
}

/* "Despite Chad's denials". */
static bool is_denial(const struct reader *reader, const struct view *view, const struct said *said, int noun)
{
    static const char *const despite[] = { "despite", "amid", NULL };
    if (!view_is(view, noun, "denial") || !view_has_any_case(view, noun, despite))
        return false;
    for (int c = view->first[noun]; c >= 0 && c < noun; c = view->next[c]) {
        const struct mention *owner = public_at(reader, view, c);
        if (owner)
            return !is_same_party(owner, said->teller);
    }
    return false;
}

static bool is_disputed_here(const struct reader *reader, const struct said *said)
{
    const struct view *view = said->view;
    for (int at = said->from; at < view->count; at++) {
        if (is_denial(reader, view, said, at) || is_summed_up_in_doubt(reader, view, at))
            return true;
        const struct mention *denier = denier_at(reader, view, said, at);
        if (!denier)
            continue;
        if (view_rel(view, at) == DEPREL_ACL_RELCL || is_told_of_claim(reader, view, at))
            return true;
        if (is_own_clause(view, at) && is_about_it(reader, view, said, at, denier))
            return true;
    }
    return false;
}

/* The sentence's verb, or one coordinated with it, denies. */
static bool is_disputed_next(const struct reader *reader, const struct said *said)
{
    if (said->view->index + 1 >= reader->document->sentence_count || said->view->sentence->is_title)
        return false;
    const struct view *next = &reader->views[said->view->index + 1];
    for (int at = 0; at < next->count; at++) {
        bool heads = view_token(next, at)->head < 0;
        const struct mention *denier = heads ? denier_at(reader, next, said, at) : NULL;
        if (denier && view_negation(next, at) < 0)
            return is_about_it(reader, next, said, at, denier);
    }
    return false;
}

bool frames_is_disputed(const struct reader *reader, const struct view *view, const struct frame *frame, int clause)
{
    const struct mention *teller = frames_actor(reader, view, frame);
    if (!teller || clause < 0)
        return false;
    struct said said = { view, teller, clause + 1, view->right[clause] };
    if (is_disputed_here(reader, &said))
        return true;
    said.from = view->left[clause];
    return is_disputed_next(reader, &said);
}
