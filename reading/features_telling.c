/* Features of how an act is told: how much its word may mean, in which clause it stands, of what, when and between whom. */
#include "reading/features_inner.h"

static const char *kind_of(const struct circumstances *c)
{
    return acts_kind_text(c->frame->entry->kind);
}

static const char *act_of(const struct circumstances *c)
{
    return features_act_text(c->frame->act);
}

static bool in_class(const struct circumstances *c, int token, const char *name)
{
    int class = words_class(c->words, text_of(name));
    return class >= 0 && c->view->lemma[token] && classes_have(&c->view->lemma[token]->classes, class);
}

/* How many acts the trigger's word may tell: the more, the less it says alone. */
static void add_family(const struct circumstances *c, struct features *features)
{
    const struct word *word = c->view->lemma[c->frame->head];
    int count = 0;
    for (uint32_t acts = word ? word->acts : 0; acts; acts &= acts - 1)
        count++;
    ADD("family %d %s", count > 5 ? 5 : count, kind_of(c));
    ADD("family %d %s", count > 5 ? 5 : count, act_of(c));
}

/* Climbs from a token to the head of its clause; the way through nominals is told in `role`. */
static int clause_head(const struct view *view, int at, const char **role)
{
    *role = "verb";
    for (int steps = 0; steps < 20; steps++) {
        enum deprel rel = view_rel(view, at);
        int up = view_token(view, at)->head;
        switch (rel) {
        case DEPREL_ROOT: case DEPREL_CCOMP: case DEPREL_XCOMP: case DEPREL_ADVCL: case DEPREL_ACL: case DEPREL_ACL_RELCL:
        case DEPREL_PARATAXIS: case DEPREL_CSUBJ:
            return at;
        case DEPREL_NSUBJ: case DEPREL_NSUBJ_PASS:
            *role = "subject";
            break;
        case DEPREL_OBJ: case DEPREL_IOBJ:
            *role = "object";
            break;
        case DEPREL_OBL: case DEPREL_OBL_AGENT:
            *role = "oblique";
            break;
        case DEPREL_CONJ:
            break;
        default:
            *role = "modifier";
        }
        if (up < 0)
            return at;
        at = up;
    }
    return at;
}

/* "Prompted Chad to close the border", "was forced to resign": the infinitive tells what was done, and is told as the verb over it
 * is. Who may be forced has done nothing. */
static int driven_by(const struct circumstances *c, int verb)
{
    int up = view_token(c->view, verb)->head, row = view_first_to(c->view, verb); /* "became the first to visit" */
    if (row >= 0)
        return row;
    bool to = view_child_word(c->view, verb, DEPREL_MARK, "to") >= 0 && up >= 0 && up < verb;
    bool under = to && (view_rel(c->view, verb) == DEPREL_XCOMP || view_rel(c->view, verb) == DEPREL_ADVCL);
    return under && view_is_verb(c->view, up) && in_class(c, up, "driving") ? up : verb;
}

static const char *clause_name(const struct circumstances *c, int head)
{
    const struct view *view = c->view;
    int up = view_token(view, head)->head;
    switch (view_rel(view, head)) {
    case DEPREL_ROOT:
        return "main";
    case DEPREL_CCOMP:
        return up >= 0 && in_class(c, up, "saying") ? "said" : "content";
    case DEPREL_PARATAXIS:
        return "beside";
    case DEPREL_XCOMP:
        return "infinitive";
    case DEPREL_ADVCL:
        return "adverbial";
    case DEPREL_ACL:
        return "participle";
    case DEPREL_ACL_RELCL:
        return "relative";
    default:
        return "other";
    }
}

static void add_clause(const struct circumstances *c, struct features *features)
{
    const char *role, *outer_role, *outer = "top";
    int head = driven_by(c, clause_head(c->view, c->frame->head, &role));
    const char *inner = clause_name(c, head);
    int up = view_token(c->view, head)->head;
    if (up >= 0)
        outer = clause_name(c, clause_head(c->view, up, &outer_role));
    ADD("clauses %s %s %s", role, inner, outer);
}

static const char *tense_of(const struct view *view, int verb)
{
    struct text tag = view_token(view, verb)->xpos;
    if (view_token(view, verb)->upos != UPOS_VERB && view_token(view, verb)->upos != UPOS_AUX)
        return "noun";
    if (view_auxiliary(view, verb, "will") >= 0 || view_auxiliary(view, verb, "shall") >= 0)
        return "will";
    static const char *const modals[] = { "would", "could", "can", "may", "might", "should", "must" };
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
        if (view_auxiliary(view, verb, modals[i]) >= 0)
            return modals[i];
    bool have = view_auxiliary(view, verb, "have") >= 0, be = view_auxiliary(view, verb, "be") >= 0;
    if (have)
        return view_is_passive(view, verb) ? "perfect passive" : "perfect";
    if (be)
        return "progressive";
    if (view_child_word(view, verb, DEPREL_MARK, "to") >= 0)
        return "to";
    if (text_is(tag, "VBD"))
        return "past";
    if (text_is(tag, "VBN"))
        return view_child(view, verb, DEPREL_AUX_PASS) >= 0 ? "passive" : "participle";
    if (text_is(tag, "VBG"))
        return "gerund";
    if (text_is(tag, "VBZ") || text_is(tag, "VBP"))
        return "present";
    return "base";
}

static void add_manner(const struct circumstances *c, struct features *features)
{
    int told = driven_by(c, c->frame->head);
    const char *tense = told != c->frame->head && !view_is_verb(c->view, told) ? "past" : tense_of(c->view, told);
    if (c->actor) {
        const struct token *actor = view_token(c->view, c->frame->actor);
        bool bare = view_child(c->view, c->frame->actor, DEPREL_DET) < 0 && text_is(actor->xpos, "NNS");
        ADD("generic %d %s %s", bare, tense, kind_of(c));
    }
    ADD("voice %d %s", c->frame->passive, act_of(c));
}

/* How a noun is determined: "the", "a", "their", a number, nothing; with its own number. */
static const char *determined(const struct view *view, int noun)
{
    if (view_token(view, noun)->upos == UPOS_PROPN)
        return "name";
    if (view_token(view, noun)->upos == UPOS_PRON)
        return "pronoun";
    if (view_token(view, noun)->upos != UPOS_NOUN)
        return "clause";
    if (view_child(view, noun, DEPREL_NUMMOD) >= 0)
        return "number";
    if (view_child(view, noun, DEPREL_NMOD_POSS) >= 0)
        return "owned";
    int det = view_child(view, noun, DEPREL_DET);
    if (det >= 0)
        return view_is(view, det, "a") || view_is(view, det, "an") ? "a" : view_is(view, det, "the") ? "the" : "other";
    return text_is(view_token(view, noun)->xpos, "NNS") ? "bare many" : "bare";
}

static void add_thing(const struct circumstances *c, struct features *features)
{
    if (c->object >= 0)
        ADD("what %s %s", determined(c->view, c->object), kind_of(c));
}

static void add_time(const struct circumstances *c, struct features *features)
{
    const struct statement *s = c->statement;
    ADD("when %d %s", s->when_text.length > 0, act_of(c));
    ADD("when %d %s", s->when_text.length > 0, kind_of(c));
    if (s->amount_text.length)
        ADD("amount %s", act_of(c));
    if (s->has_condition)
        ADD("condition %s", act_of(c));
}

/* "Chad's letter urged", "the order bans", "Chad's economy suffers": what the thing is whose owner is taken to act. */
static void add_owned(const struct circumstances *c, struct features *features)
{
    int subject = c->frame->source == ACTOR_SUBJECT_OWNER && !c->frame->passive ? view_subject(c->view, c->frame->head) : -1;
    if (subject < 0)
        return;
    const char *what = in_class(c, subject, "texts") ? "text" : in_class(c, subject, "papers") ? "paper" : "thing";
    ADD("owned %s %s", what, kind_of(c));
}

/* "Ten gunmen were killed, the army said": by itself; of others the police tells as well who kills whom. */
static bool tells_own_deed(const struct circumstances *c)
{
    static const char *const armed[] = { "army", "Army", "ilitary", "avy", "ir force", "ir Force", "efense", "efence", "IDF",
                                         "eneral Staff", "Pentagon", "orces" };
    struct text teller = c->statement->actors.items[0].text;
    if (c->frame->source != ACTOR_DOER || !c->actor_is_speaker)
        return false;
    for (size_t i = 0; i < sizeof armed / sizeof *armed; i++)
        if (text_find(teller, text_of(armed[i])) < teller.length)
            return true;
    int victim = view_subject(c->view, c->frame->head);
    return victim >= 0 && in_class(c, victim, "foes");
}

static void add_parties(const struct circumstances *c, struct features *features)
{
    const struct statement *s = c->statement;
    ADD("actors %d %s", s->actors.count > 2 ? 3 : (int)s->actors.count, kind_of(c));
    ADD("to %s %s", frames_names_recipient(c->frame) ? "known" : "nobody", act_of(c));
    ADD("voice of %s %s", !c->has_speaker ? "nobody" : c->actor_is_speaker ? "actor" : "other", kind_of(c));
    if (c->own_side)
        ADD("own side %s", act_of(c));
    if (tells_own_deed(c))
        ADD("doer tells %s", act_of(c));
    ADD("code? %d %s", s->actors.items[0].code.length > 0, act_of(c));
}

/* What blames somebody in what is said, and whom. */
static void add_blame(const struct circumstances *c, struct features *features)
{
    static const char *const ways[] = { "none", "deed", "crime", "lesser", "failing", "party", "thing", "disputed" };
    const struct frame *frame = c->frame;
    if (!frame->blame)
        return;
    ADD("blame %s", ways[frame->blame]);
    ADD("blame %s %d", ways[frame->blame], frame->blamed);
    if (frame->blame_word >= 0) {
        ADD("blame word %.*s", SHOW(view_token(c->view, frame->blame_word)->lemma));
        ADD("blame word as %s %d", language_deprel_text(view_rel(c->view, frame->blame_word)), frame->blamed);
    }
}

void features_telling(const struct circumstances *c, struct features *features)
{
    add_blame(c, features);
    add_family(c, features);
    add_clause(c, features);
    add_owned(c, features);
    add_manner(c, features);
    add_thing(c, features);
    add_time(c, features);
    add_parties(c, features);
}
