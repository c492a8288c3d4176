/* Whether what a trigger tells is told as done, said or promised at all, and not only asked about, supposed, ordered or denied. */
#include "reading/frames.h"

static bool is_commitment(uint16_t act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_DECLINE || act == ACT_WITHDRAW;
}

/* "Is considering whether to leave": one's own deed, which one thinks of. */
static bool is_pondered(const struct reader *reader, const struct view *view, int verb)
{
    int up = view_token(view, verb)->head;
    bool own = up >= 0 && view_rel(view, verb) != DEPREL_CONJ && view_child(view, verb, DEPREL_NSUBJ) < 0
            && view_child_word(view, verb, DEPREL_MARK, "to") >= 0 && view_child_word(view, verb, DEPREL_MARK, "whether") >= 0;
    return own && view->lemma[up] && classes_meet(&view->lemma[up]->classes, &reader->planning);
}

/* "Did not know when Norway would send jets", "asked how it will pay", "what Norway is prepared to do is unclear": asked, not
 * told. */
static bool is_wondered(const struct view *view, int verb)
{
    static const char *const words[] = { "when", "how", "why", "what", "where", NULL };
    static const char *const asking[] = { "know", "ask", "wonder", "see", "unclear", "clear", "unknown", "figure", "question",
                                          "doubt", "guess", "discuss", "debate", "explain", "determine", "examine", "assess",
                                          "decide", "look", NULL };
    int up = view_token(view, verb)->head;
    enum deprel rel = view_rel(view, verb);
    bool within = up >= 0 && (rel == DEPREL_CCOMP || rel == DEPREL_CSUBJ || rel == DEPREL_ADVCL) && view_is_any(view, up, asking);
    for (int c = within ? view->first[verb] : -1; c >= 0 && c < verb; c = view->next[c])
        if (view_is_any(view, c, words) && c > 0 && (rel != DEPREL_ADVCL || c == up + 1))
            return true;
    return false;
}

/* "Whether Norway will send", "if Norway would send", "unless Mali is ready": nobody has said so. */
static bool is_open(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const words[] = { "whether", "if", "unless" };
    verb = view_first_of_verbs(view, verb);
    if (is_pondered(reader, view, verb))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_child_word(view, verb, DEPREL_MARK, words[i]) >= 0)
            return true;
    return is_wondered(view, verb);
}

/* "If Norway had sent jets", "if it were to send some", "Norway would have sent jets", "as soon as Norway signs", "once Norway
 * sends jets": supposed, or still waited for. */
static bool is_supposed(const struct view *view, int verb)
{
    static const char *const ifs[] = { "if", "unless", NULL }, *const times[] = { "once", "until", "till", NULL };
    static const char *const would[] = { "would", "'d", "’d", NULL };
    bool is_if = false, waits = false, has_had = false;
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        bool opens = view_rel(view, c) == DEPREL_MARK || view_rel(view, c) == DEPREL_ADVMOD;
        has_had |= view_rel(view, c) == DEPREL_AUX && text_equals_nocase(view_token(view, c)->form, TEXT("had"));
        is_if |= opens && view_is_any(view, c, ifs);
        waits |= opens && (view_is_any(view, c, times) || (view_is(view, c, "as") && c > 0 && view_is(view, c - 1, "soon")));
    }
    struct text tag = view_token(view, verb)->xpos;
    bool is_present = text_is(tag, "VBZ") || text_is(tag, "VBP"), past = text_is(tag, "VBN") || text_is(tag, "VBD");
    int modal = past ? view_any_auxiliary(view, verb, would) : -1;
    if (modal >= 0 && view_child_word(view, verb, DEPREL_AUX, "have") > modal)
        return true;
    int be = view_child(view, verb, DEPREL_AUX_PASS);
    struct text being = be < 0 ? (struct text){ 0 } : view_token(view, be)->xpos;
    bool is_being = text_is(being, "VBZ") || text_is(being, "VBP"); /* "if jets are sent", "before a deal is reached" */
    is_present |= is_being;
    waits |= is_being && view_is(view, view->left[verb], "before");
    bool simple = text_is(tag, "VBD") && view_child(view, verb, DEPREL_AUX) < 0; /* "if Norway sent jets" */
    return (is_if && (has_had || text_is(tag, "VB") || simple)) || ((is_if || waits) && is_present);
}

/* "If Norway signs and sends jets": supposed along with the verb that it follows. */
static bool is_supposed_along(const struct view *view, int verb)
{
    int first = view_is_verb(view, verb) ? view_first_of_verbs(view, verb) : verb;
    return first != verb && view_child(view, verb, DEPREL_AUX) < 0 && is_supposed(view, first);
}

/* "What if Norway sends jets?", "no matter who sends them". */
static bool is_what_if(const struct view *view, int verb)
{
    int from = view->left[view_is_verb(view, verb) ? view_first_of_verbs(view, verb) : verb];
    bool what_if = from + 1 < view->count && view_is(view, from, "what") && view_is(view, from + 1, "if");
    bool no_matter = from > 1 && view_is(view, from - 2, "no") && view_is(view, from - 1, "matter");
    return what_if || no_matter || (from + 1 < verb && view_is(view, from, "no") && view_is(view, from + 1, "matter"));
}

/* "Norway should offer", "the loan must be approved": said of what is not done. */
static bool is_due(const struct view *view, int verb)
{
    static const char *const duties[] = { "should", "must", "ought", NULL };
    return view_any_auxiliary(view, verb, duties) >= 0;
}

/* "The army is now larger and more effective": who compares praises nothing. */
static bool only_compares(const struct view *view, const struct frame *frame)
{
    if (frame->entry->act != ACT_SUPPORT || frame->entry->kind != ENTRY_VERDICT)
        return false;
    for (int at = frame->head + 1; at < view->right[frame->head]; at++)
        if (view_is(view, at, "ever")) /* "the alliance is stronger than ever" */
            return false;
    return text_is(view_token(view, frame->head)->xpos, "JJR") || view_child_word(view, frame->head, DEPREL_ADVMOD, "more") >= 0
        || view_child_word(view, frame->head, DEPREL_ADVMOD, "less") >= 0;
}

/* "Norway should make a commitment": the promise is only asked for. */
static bool is_due_to_be_made(const struct view *view, const struct frame *frame)
{
    static const char *const verbs[] = { "make", "give", "take", "issue", "offer", "sign", "present", NULL };
    int verb = view_token(view, frame->head)->head;
    bool made = frame->entry->kind == ENTRY_NOUN && view_rel(view, frame->head) == DEPREL_OBJ && verb >= 0;
    return made && view_is_any(view, verb, verbs) && is_due(view, verb);
}

/* "Mali should detain him", "must meet and sign the pact": a deed that somebody is told to do. */
static bool is_duty(const struct view *view, const struct frame *frame)
{
    static const uint8_t deeds[] = { ACT_AGREE, ACT_COOPERATE, ACT_CONCEDE, ACT_RETREAT, ACT_MEET,   ACT_SUPPORT,
                                     ACT_SANCTION, ACT_MOBILIZE, ACT_COERCE, ACT_ASSAULT, ACT_PROTEST };
    const struct entry *entry = frame->entry;
    int first = view_first_of_verbs(view, frame->head);
    bool does = (entry->kind == ENTRY_VERB || entry->kind == ENTRY_LIGHT) && view_is_verb(view, frame->head), deed = false;
    for (size_t i = 0; does && i < sizeof deeds / sizeof *deeds; i++)
        deed |= entry->act == deeds[i];
    bool shares = view_child(view, frame->head, DEPREL_AUX) < 0 && text_is(view_token(view, frame->head)->xpos, "VB");
    return deed && (is_due(view, frame->head) || (shares && first >= 0 && is_due(view, first)));
}

/* "Mali can hit any town": nobody has attacked. */
static bool is_ability(const struct view *view, const struct frame *frame)
{
    return frame->entry->act == ACT_ASSAULT && view_is_verb(view, frame->head) && view_auxiliary(view, frame->head, "can") >= 0;
}

/* "Would stop attacking ships", "refrain from shelling": who ends it does not do it. */
static bool is_ended(const struct view *view, int verb)
{
    static const char *const enders[] = { "stop", "halt", "cease", "end", "suspend", "pause", "quit", "avoid", "refrain", "abstain",
                                          "desist", NULL };
    int up = view_token(view, verb)->head;
    bool takes = view_rel(view, verb) == DEPREL_XCOMP || (view_rel(view, verb) == DEPREL_ADVCL &&
                                                          view_child_word(view, verb, DEPREL_MARK, "from") >= 0);
    return takes && text_is(view_token(view, verb)->xpos, "VBG") && view_is_any(view, up, enders);
}

/* "Is considering easing tariffs": the parser takes what is to be done with them for one of their kinds. */
static bool is_eased(const struct view *view, int noun)
{
    static const char *const words[] = { "lift", "ease", "waive", "suspend", "relax", "loosen", "remove", "scrap", "end", "drop",
                                         "easing", "lifting", "loosening", NULL };
    for (int c = view->first[noun]; c >= 0 && c < noun; c = view->next[c]) {
        bool before = view_rel(view, c) == DEPREL_AMOD || view_rel(view, c) == DEPREL_COMPOUND;
        if (before && text_ends(view_token(view, c)->form, TEXT("ing")) && view_is_any(view, c, words))
            return true;
    }
    return false;
}

/* "The ban was lifted", "the lifting of the sanctions": who ends what restricts does not impose it. */
static bool is_lifted(const struct view *view, int noun)
{
    static const char *const words[] = { "lift", "ease", "waive", "repeal", "rescind", "revoke", "scrap", "relax", "lifting",
                                         "easing", "waiver", "removal", "relaxation", "relief", "end", "suspension", NULL };
    int up = view_token(view, noun)->head;
    enum deprel rel = view_rel(view, noun);
    bool takes = rel == DEPREL_OBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_NMOD;
    return (takes && view_is_any(view, up, words)) || is_eased(view, noun);
}

/* "Cancelled the talks", "the cancellation of the talks", "ruled out a summit": who calls a meeting off does not meet. */
static bool is_called_off(const struct view *view, int noun)
{
    static const char *const words[] = { "cancel", "scrap", "postpone", "shelve", "scuttle", "boycott", "reject", "rule", "refuse",
                                         "snub", "cancellation", "postponement", "boycott", "refusal", "rejection", NULL };
    int up = view_token(view, noun)->head;
    enum deprel rel = view_rel(view, noun);
    bool takes = rel == DEPREL_OBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_NMOD;
    bool off = up >= 0 && up + 1 < view->count && view_is(view, up, "call")
            && (view_is(view, up + 1, "off") || view_child_word(view, up, DEPREL_COMPOUND_PRT, "off") >= 0);
    takes |= off && view_has_case(view, noun, TEXT("off")); /* the parser took the particle for the noun's preposition */
    return takes && (off || view_is_any(view, up, words));
}

/* "Called the minister “a friend”": what is quoted next to the object, without a comma or preposition, is its name. */
static bool names_in_quotes(const struct view *view, int verb)
{
    enum { WIDEST = 8 };
    for (int i = verb + 1; i < view->count && i <= verb + WIDEST; i++) {
        const struct token *token = view_token(view, i);
        if (text_is(token->xpos, "``"))
            return true;
        if (token->upos == UPOS_ADP || token->upos == UPOS_PUNCT || token->upos == UPOS_VERB)
            return false;
    }
    return false;
}

/* "Called Chad a friend", "a force called the Lions": who gives a name does not ring up. */
static bool is_naming(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    enum { NEAR = 3 };
    int verb = frame->head;
    bool calls = frame->entry->act == ACT_MEET || frame->entry->act == ACT_OFFER; /* "called talks" */
    if (!calls || frame->entry->kind != ENTRY_VERB || !view_is(view, verb, "call"))
        return false;
    for (int i = verb - 1; i >= 0 && i >= verb - NEAR; i--)
        if (view_is(view, i, "what"))
            return true; /* "what it called a long discussion" */
    int objects = 0, named = view_object(view, verb);
    bool oneself = named > verb && text_ends(view_token(view, named)->form, TEXT("self"));
    if (oneself || (named > verb && (view_is(view, named, "it") || view_is(view, named, "this"))) || names_in_quotes(view, verb))
        return true;
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        const struct mention *mention = mention_at(reader->mentions, view->index, c);
        bool part = mention && mention->head != c; /* of a name: "called Prime Minister Lind" */
        bool object = rel == DEPREL_OBJ || rel == DEPREL_XCOMP || rel == DEPREL_OBL_UNMARKED;
        objects += c > verb && object && !part && !view_is_verb(view, c) && !frames_in_class(reader, view, c, "days");
    }
    return objects > 1 || (view_is_passive(view, verb) && (objects || view_agent(view, verb) < 0));
}

/* "Rather than supporting the plan", "instead of meeting Lind", "without signing": what is not done. */
static bool is_left_undone(const struct view *view, int verb)
{
    int at = verb - 1;
    while (at > 0 && (view_token(view, at)->upos == UPOS_ADV || view_is(view, at, "either"))) /* "without either sending" */
        at--;
    bool instead = at > 0 && ((view_is(view, at, "than") && view_is(view, at - 1, "rather"))
                              || (view_is(view, at, "of") && view_is(view, at - 1, "instead")));
    bool without = at >= 0 && view_is(view, at, "without");
    return (instead || without) && text_is(view_token(view, verb)->xpos, "VBG");
}

/* "Is against sending jets", "argued against lifting the ban": who is against it does not do it. */
static bool is_opposed(const struct view *view, const struct frame *frame, int at)
{
    int mark = view_child_word(view, at, DEPREL_MARK, "against"), be = mark < 0 ? -1 : view_child(view, at, DEPREL_COP);
    bool is_stance = mark < at && be >= 0 && be < mark;
    if (is_stance || frame->entry->kind != ENTRY_VERB)
        return is_stance;
    return view_child_word(view, frame->head, DEPREL_MARK, "against") >= 0 ||
           view_child_word(view, frame->head, DEPREL_CASE, "against") >= 0;
}

static bool is_harm(uint16_t act)
{
    return act == ACT_ASSAULT || act == ACT_COERCE || act == ACT_SANCTION || act == ACT_THREATEN;
}

bool frames_is_declined(const struct view *view, int verb)
{
    int up = view_rel(view, verb) == DEPREL_XCOMP ? view_token(view, verb)->head : -1;
    return up >= 0 && (view_is(view, up, "refuse") || view_is(view, up, "decline"));
}

static bool is_negated(const struct view *view, int verb)
{
    return view_negation(view, verb) >= 0 || frames_is_declined(view, verb);
}

/* "Has not decided whether to send": not yet a refusal. */
static bool leaves_undecided(const struct view *view, int verb)
{
    for (int c = view->first[verb]; c >= 0; c = view->next[c])
        if (view_child_word(view, c, DEPREL_MARK, "whether") >= 0)
            return true;
    return false;
}

/* Whether a refusal is of ruling something out, so that it leaves it open. */
static bool refuses_to_rule_out(const struct view *view, const struct frame *frame)
{
    for (int c = view->first[frame->head]; c >= 0; c = view->next[c]) {
        bool rules_out = c + 1 < view->count && view_is(view, c, "rule") && view_is(view, c + 1, "out");
        if (frames_is_declined(view, c) && (rules_out || view_is(view, c, "exclude")))
            return true;
    }
    return false;
}

/* "Vowed never to cede land": the word behind a refusal that negates it is one of its own. But not "has not vowed". */
static bool negates_itself(const struct view *view, const struct entry *entry, int verb)
{
    for (int i = 0; i < entry->more_count && view_negation(view, verb) > verb; i++)
        if (text_is(entry->more[i], "not") || text_is(entry->more[i], "never"))
            return true;
    return false;
}

/* "To stop shelling the town", "to end its raids". */
static bool ceases_fire(const struct reader *reader, const struct view *view, int verb)
{
    int what = view_child(view, verb, DEPREL_OBJ), deed = view_child(view, verb, DEPREL_XCOMP);
    bool attacks = (what >= 0 && frames_in_class(reader, view, what, "attacks"))
                || (deed >= 0 && frames_in_class(reader, view, deed, "attacking"));
    return attacks && frames_in_class(reader, view, verb, "ceasing");
}

/* "Promised not to raise tariffs", "vowed never to invade", "promised to stop its raids", "vowed that it would never invade": what
 * one binds oneself not to do is no threat. */
bool frames_is_forsworn(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    int clause = view_child(view, frame->head, DEPREL_CCOMP);
    if (frame->act != ACT_THREATEN || frame->entry->kind != ENTRY_VERB)
        return false;
    if (clause >= 0 && view_negation(view, clause) >= 0 && frames_speaks_of_itself(reader, view, frame, clause))
        return true;
    for (int i = 0; i < frame->entry->slot_count; i++) {
        int verb = frame->entry->slots[i].name == SLOT_XCOMP ? frame->fillers[i] : -1;
        int own = verb < 0 ? -1 : view_negation(view, verb), above = verb < 0 ? -1 : view_negation(view, frame->head);
        if (own >= 0 || (above > frame->head && above < verb) || (verb >= 0 && ceases_fire(reader, view, verb)))
            return true;
    }
    return false;
}

/* "Did he offer any help?", "Will they stay?": who asks does not tell. */
static bool is_asked(const struct view *view, int at)
{
    if (!text_is(view_token(view, view->count - 1)->form, "?"))
        return false;
    int subject = view_child(view, at, DEPREL_NSUBJ), aux = view_child(view, at, DEPREL_AUX);
    return subject >= 0 && aux >= 0 && aux < subject;
}

/* "Chad has faced tariffs", "the raid caused destruction": what has come to pass, nobody who speaks of it threatens with. */
static bool has_come(const struct view *view, const struct frame *frame)
{
    const struct entry *entry = frame->entry;
    bool by_speaker = false;
    for (int i = 0; i < entry->slot_count; i++)
        by_speaker |= entry->slots[i].name == SLOT_SUBJ && entry->slots[i].role <= ROLE_EITHER;
    bool verb = entry->kind == ENTRY_VERB || entry->kind == ENTRY_LIGHT;
    return entry->act == ACT_THREATEN && verb && by_speaker && !view->sentence->is_title && view_is_past(view, frame->head);
}

/* "Stop the raids, the minister told Chad": a bare verb without a subject, first in what is said or behind another such verb. */
static bool is_order(const struct view *view, int verb)
{
    if (!text_is(view_token(view, verb)->xpos, "VB") || view_negation(view, verb) >= 0)
        return false;
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        if (rel == DEPREL_NSUBJ || rel == DEPREL_MARK || rel == DEPREL_AUX || rel == DEPREL_AUX_PASS)
            return false;
    }
    int up = view_token(view, verb)->head, before = verb - 1;
    if (view_rel(view, verb) == DEPREL_CONJ && up >= 0)
        return up < verb && is_order(view, up);
    while (before >= 0 && (view_is(view, before, "please") || view_is(view, before, "so") || view_is(view, before, "and")))
        before--;
    return before < 0 || view_token(view, before)->upos == UPOS_PUNCT;
}

/* "Let us be clear", "let me tell you", "has to, by the way, come": it tells nobody to do anything. */
static bool is_told_to(const struct view *view, int verb)
{
    static const char *const own[] = { "us", "me", "'s", "’s", NULL };
    for (int i = 0; own[i] && view_is(view, verb, "let") && verb + 1 < view->count; i++)
        if (text_equals_nocase(view_token(view, verb + 1)->form, text_of(own[i])))
            return false;
    int first = verb;
    while (view_rel(view, first) == DEPREL_CONJ && view_token(view, first)->head >= 0)
        first = view_token(view, first)->head;
    enum deprel rel = view_rel(view, first);
    return rel == DEPREL_ROOT || rel == DEPREL_CCOMP || rel == DEPREL_PARATAXIS;
}

/* What somebody is told to do is not what who speaks does: "Open the border, the minister said". */
static bool is_ordered(const struct reader *reader, const struct view *view, const struct entry *entry, int head)
{
    bool verbal = entry->kind == ENTRY_VERB || entry->kind == ENTRY_LIGHT;
    if (!verbal || entry->if_order || entry->act == ACT_REQUEST || entry->act == ACTS_NONE || !is_order(view, head))
        return false;
    const struct attribution *around = quotes_around(reader->attributions, view->index, head);
    return around && around->source_token >= 0;
}

/* "Lawmakers have 30 days to block it", "its ability to hit back", "gave Mali permission to strike": what one could do is not
 * done. */
static bool is_enabled(const struct view *view, int verb)
{
    static const char *const means[] = { "day", "week", "month", "ability", "capability", "capacity", "permission", "authority",
                                         "authorisation", "authorization", "clearance", "leeway", "range", "reach", "firepower",
                                         "potential", "opportunity", NULL };
    enum deprel rel = view_rel(view, verb);
    int up = view_token(view, verb)->head;
    if (up < 0 || up > verb || (rel != DEPREL_ACL && rel != DEPREL_ADVCL) || view_child_word(view, verb, DEPREL_MARK, "to") < 0)
        return false;
    bool has = view_is(view, up, "have") || view_is(view, up, "give") || view_is(view, up, "grant");
    int noun = rel == DEPREL_ACL ? up : has ? view_child(view, up, DEPREL_OBJ) : -1;
    return noun >= 0 && noun < verb && view_is_any(view, noun, means);
}

/* "Is not going to leave". */
static bool is_not_going(const struct view *view, const struct frame *frame)
{
    int helper = frame->entry->kind == ENTRY_WILL ? frame->helper : -1;
    return helper >= 0 && view_is(view, helper, "go") && view_negation(view, helper) >= 0;
}

/* "Hopes that Chad will help Mali", "the hope that it would": what one hopes of others they have not done. */
static bool is_hoped_for(const struct view *view, const struct frame *frame)
{
    static const char *const modals[] = { "will", "would", "can", "could", NULL };
    enum deprel rel = view_rel(view, frame->head);
    int up = view_token(view, frame->head)->head;
    bool verbal = frame->entry->kind == ENTRY_VERB || frame->entry->kind == ENTRY_LIGHT;
    return verbal && !frames_is_joint(frame->entry->act) && up >= 0 && up < frame->head && view_is(view, up, "hope")
        && (rel == DEPREL_CCOMP || rel == DEPREL_ACL) && view_any_auxiliary(view, frame->head, modals) >= 0;
}

/* What the entry itself asks of its verb, and of whom it is said. */
static const char *other_than_asked(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    const struct entry *entry = frame->entry;
    if (entry->if_negated && !is_negated(view, frame->head) && !is_not_going(view, frame))
        return "it is not negated";
    if (entry->if_past && !view_is_past(view, frame->head))
        return "it is not told in the past";
    if (entry->if_order && !(is_order(view, frame->head) && is_told_to(view, frame->head)))
        return "it is no order";
    return is_ordered(reader, view, entry, frame->head) ? "who speaks orders it" : NULL;
}

/* "They condemned the raid in a joint statement": the paper is only where they said so. */
static bool is_where_said(const struct view *view, const struct frame *frame)
{
    static const char *const papers[] = { "statement", "declaration", "communique", "communiqué", "letter", NULL };
    int head = frame->head, up = view_token(view, head)->head;
    return frame->entry->act == ACT_AGREE && frame->entry->kind == ENTRY_NOUN && up >= 0 && up < head
        && view_rel(view, head) == DEPREL_OBL && view_has_case(view, head, TEXT("in")) && view_is_any(view, head, papers);
}

/* "A possible truce", "any deal". */
static bool is_only_thought_of(const struct view *view, int noun)
{
    static const char *const thought[] = { "possible", "prospective", "potential", "proposed", "eventual", "future", "hypothetical",
                                           "elusive", "hoped-for", "any", "lasting", "permanent", NULL };
    for (int c = view->first[noun]; c >= 0 && c < noun; c = view->next[c])
        if ((view_rel(view, c) == DEPREL_AMOD || view_rel(view, c) == DEPREL_DET) && view_is_any(view, c, thought))
            return true;
    return false;
}

/* "Talk of a deal", "pushed for a truce", "a demand for the withdrawal of the troops": it is still sought. */
static bool is_sought(const struct view *view, const struct frame *frame)
{
    static const char *const nouns[] = { "talk", "chance", "hope", "prospect", "possibility", "push", "effort", "bid", "quest",
                                         "search", "need", "call", "negotiation", "demand", "proposal", "formula", "condition",
                                         "likelihood", "prediction", "path", "pressure", "plea", "idea", NULL };
    static const char *const verbs[] = { "push", "press", "hope", "wait", "plead", "negotiate", "work", "strive", "call", "seek",
                                         "want", "propose", "demand", "discuss", "pursue", "need", "mediate", "urge", "predict",
                                         "envisage", "envision", "include", "foresee", NULL };
    static const char *const cases[] = { "for", "of", "on", "about", "towards", "toward", NULL };
    int head = frame->head;
    bool listed = view_rel(view, head) == DEPREL_CONJ || view_rel(view, head) == DEPREL_APPOS;
    int first = listed ? view_token(view, head)->head : head, up = view_token(view, first)->head;
    bool brings = frame->entry->act == ACT_AGREE || frame->entry->act == ACT_RETREAT;
    if (!brings || frame->entry->kind != ENTRY_NOUN)
        return false;
    if (is_only_thought_of(view, head))
        return true;
    bool joined = up >= 0 && up < head && (view_rel(view, first) == DEPREL_OBJ || view_has_any_case(view, first, cases));
    return joined && view_is_any(view, up, view_is_verb(view, up) ? verbs : nouns);
}

/* "Trying to strike a deal", "the push to sign a pact", "on the verge of signing": nobody has agreed yet. */
static bool is_agreement_sought(const struct view *view, const struct frame *frame)
{
    static const char *const tries[] = { "try", "attempt", "seek", "aim", "push", "press", "work", "strive", "struggle", "bid",
                                         "effort", "failure", "desire", "chance", "opportunity", "pressure", "path", "race",
                                         "scramble", "urge", "encourage", "help", NULL };
    static const char *const before[] = { "verge", "brink", "cusp", "point", "hope", "chance", "prospect", "possibility", "idea",
                                          "aim", "goal", "close", "near", NULL };
    int head = frame->head, up = view_token(view, head)->head;
    bool agrees = frame->entry->act == ACT_AGREE && view_is_verb(view, head) && up >= 0 && up < head;
    if (!agrees)
        return false;
    bool of = view_child_word(view, head, DEPREL_MARK, "of") >= 0 || view_child_word(view, head, DEPREL_MARK, "to") >= 0;
    if (of && text_is(view_token(view, head)->xpos, "VBG"))
        return view_is_any(view, up, before);
    return view_child_word(view, head, DEPREL_MARK, "to") >= 0 && view_is_any(view, up, tries);
}

/* "Opened the road, allowing lorries in", "talks to allow the sale", "a base that would let it strike", "the authority allows
 * the army to pull": what something makes possible, nobody has granted. */
static bool is_mere_effect(const struct view *view, const struct frame *frame)
{
    static const char *const words[] = { "allow", "permit", "let", "enable", NULL };
    static const char *const modals[] = { "would", "could", "can", "may", "might", NULL };
    int verb = frame->head, subject = view_child(view, verb, DEPREL_NSUBJ);
    if (frame->entry->act != ACT_CONCEDE || !view_is_any(view, verb, words))
        return false;
    enum deprel rel = view_rel(view, verb);
    bool below = rel == DEPREL_ADVCL && view_is_verb(view, view_token(view, verb)->head);
    bool aside = below && subject < 0 &&
                 (text_is(view_token(view, verb)->xpos, "VBG") || view_child_word(view, verb, DEPREL_MARK, "to") >= 0);
    bool told_of = rel == DEPREL_ACL_RELCL && view_any_auxiliary(view, verb, modals) >= 0;
    return aside || told_of || (subject >= 0 && view_is(view, subject, "authority") &&
                                text_is(view_token(view, subject)->xpos, "NN"));
}

/* "It is hard for Chad to cut its ties", "finds it impossible to pay": it is told how hard it would be. */
static bool is_hard(const struct view *view, int verb)
{
    static const char *const hard[] = { "difficult", "hard", "impossible", "tough", "tricky", "easy", "risky", "costly", "tempting",
                                        "unthinkable", "inconceivable", NULL };
    static const char *const over[] = { "find", "make", NULL };
    int up = view_child_word(view, verb, DEPREL_MARK, "to") >= 0 ? view_token(view, verb)->head : -1;
    if (up >= 0 && up < verb && view_is_any(view, up, over))
        up = view_child(view, up, DEPREL_XCOMP);
    return up >= 0 && up < verb && view_is_any(view, up, hard);
}

/* "Did not accept the demand", "does not recognise its right": it is turned down, and that is an act of its own. */
static bool is_turned_down(const struct view *view, const struct frame *frame)
{
    static const char *const yields[] = { "accept", "recognise", "recognize", NULL };
    enum act act = frame->entry->act;
    return (act == ACT_CONCEDE || act == ACT_SUPPORT) && view_is_any(view, frame->head, yields) && is_negated(view, frame->head);
}

static const char *not_done(const struct reader *reader, const struct view *view, const struct frame *frame, int at)
{
    const struct entry *entry = frame->entry;
    int head = frame->head, object = view_is_verb(view, head) ? view_object(view, head) : -1;
    bool restricts = entry->act == ACT_SANCTION && entry->kind == ENTRY_NOUN;
    bool eases = entry->act == ACT_SANCTION && object >= 0 && is_eased(view, object);
    if (is_asked(view, head))
        return "it is only asked about";
    if (is_supposed(view, head) || is_supposed_along(view, head) || is_what_if(view, head))
        return "it is only supposed";
    if (frames_is_asked_for(reader, view, head))
        return "it is only asked for";
    if (is_hoped_for(view, frame))
        return "it is only hoped for";
    if (is_duty(view, frame))
        return "somebody is only told to do it";
    if (is_enabled(view, head) || is_ability(view, frame))
        return "somebody is only able to do it";
    if (is_turned_down(view, frame))
        return "it is turned down";
    if (is_hard(view, head))
        return "it is told how hard it is";
    if (has_come(view, frame))
        return "it has come to pass, and is no threat";
    if (is_opposed(view, frame, at))
        return "somebody is against it";
    if (is_naming(reader, view, frame))
        return "it gives a name";
    if (only_compares(view, frame))
        return "it only compares";
    if (is_mere_effect(view, frame))
        return "it is only what comes of something";
    if (is_where_said(view, frame))
        return "it is only where something was said";
    if (is_sought(view, frame) || is_agreement_sought(view, frame))
        return "it is only sought";
    if (entry->act != ACT_DECLINE && is_left_undone(view, head))
        return "something else is done instead";
    if (entry->act == ACT_MEET && entry->kind == ENTRY_NOUN && is_called_off(view, head))
        return "it is told that it is called off";
    if ((is_harm(entry->act) && is_ended(view, head)) || eases || (restricts && is_lifted(view, head)))
        return "it is told that it ends";
    return NULL;
}

/* "Swears that the mine was old": what is sworn to have been is promised to nobody. */
static bool swears_a_fact(const struct view *view, const struct frame *frame)
{
    static const char *const oaths[] = { "swear", "assure", "vouch", NULL };
    int clause = frame->entry->act == ACT_PLEDGE && frame->entry->kind == ENTRY_VERB && view_is_any(view, frame->head, oaths)
               ? view_child(view, frame->head, DEPREL_CCOMP) : -1;
    int copula = clause < 0 ? -1 : view_child(view, clause, DEPREL_COP);
    return clause >= 0 && view_is_past(view, copula < 0 ? clause : copula);
}

/* "Herders were promised wells": an old promise, of which nobody says whose it was. */
static bool is_nobodys_promise(const struct view *view, const struct frame *frame)
{
    bool promised = frame->entry->act == ACT_PLEDGE && frame->entry->kind == ENTRY_VERB && view_is(view, frame->head, "promise");
    return promised && frame->passive && view_agent(view, frame->head) < 0;
}

/* Promises that are left open, refusals that are none. */
static const char *not_bound(const struct reader *reader, const struct view *view, const struct frame *frame, int at)
{
    const struct entry *entry = frame->entry;
    int head = frame->head;
    bool binds = is_commitment(entry->act) || (entry->act == ACT_AID && !view_is_past(view, head));
    bool yields = (entry->act == ACT_CONCEDE || entry->act == ACT_RETREAT) && view_is_verb(view, head) && !view_is_past(view, head);
    if ((binds || yields) && (is_open(reader, view, head) || is_due(view, head) || is_due_to_be_made(view, frame)))
        return "it is left open whether it is so";
    if (swears_a_fact(view, frame))
        return "what is sworn has been";
    if (is_nobodys_promise(view, frame))
        return "nobody is told to have promised it";
    bool refuses = (entry->act == ACT_DECLINE || entry->act == ACT_REJECT) && !entry->if_negated;
    bool refusal = refuses && (entry->kind == ENTRY_VERB || entry->kind == ENTRY_ADJ);
    if (entry->act == ACT_DECLINE && entry->if_negated && view_is(view, at, "decide") && leaves_undecided(view, at))
        return "it is not decided";
    bool rules_out = view_is(view, head, "rule") && (entry->act == ACT_DECLINE || entry->act == ACT_REJECT);
    if (rules_out && !entry->if_negated && view_negation(view, head) >= 0)
        return "a refusal that is negated is none";
    bool is_none = entry->act == ACT_DECLINE && is_negated(view, head) && !negates_itself(view, entry, head);
    return refusal && (is_none || refuses_to_rule_out(view, frame)) ? "a refusal that is negated is none" : NULL;
}

const char *frames_unmeant(const struct reader *reader, const struct view *view, const struct frame *frame, int at)
{
    const char *why = other_than_asked(reader, view, frame);
    if (!why)
        why = not_done(reader, view, frame, at);
    return why ? why : not_bound(reader, view, frame, at);
}
