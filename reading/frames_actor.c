/* Who acts: where each kind of trigger names its actor. */
#include "reading/frames.h"

/* What an official publisher writes is its own word where nobody else is named for it. */
static bool speaker_is_known(const struct reader *reader, const struct view *view, int at)
{
    const struct attribution *around = quotes_around(reader->attributions, view->index, at);
    return around ? around->source_token >= 0 : reader->official;
}

int frames_name_before_aside(const struct reader *reader, const struct view *view, int verb)
{
    if (verb < 3 || !view_is(view, verb - 1, ","))
        return -1;
    int comma = verb - 2;
    while (comma > 0 && !view_is(view, comma, ","))
        comma--;
    const struct mention *mention = comma > 0 ? mention_at(reader->mentions, view->index, comma - 1) : NULL;
    return mention && mention->is_public && !mention->is_modifier && mention->to == comma ? mention->head : -1;
}

int frames_name_before_infinitive(const struct reader *reader, const struct view *view, int verb)
{
    int to = view->sentence->is_title ? view_child_word(view, verb, DEPREL_MARK, "to") : -1;
    const struct mention *mention = to > 0 ? mention_at(reader->mentions, view->index, to - 1) : NULL;
    bool whole = mention && mention->is_public && !mention->is_modifier && mention->to == to;
    return whole && (!mention->from || view_token(view, mention->from - 1)->upos == UPOS_PUNCT) ? mention->head : -1;
}

int frames_name_beside(const struct reader *reader, const struct view *view, int name)
{
    const struct mention *second = name < 0 || !view->sentence->is_title ? NULL : mention_at(reader->mentions, view->index, name);
    int comma = second ? second->from - 1 : -1;
    if (comma < 1 || !view_is(view, comma, ","))
        return -1;
    const struct mention *first = mention_at(reader->mentions, view->index, comma - 1);
    bool whole = first && first->is_public && first->code.length && first->to == comma && second->code.length
              && !text_equals(first->code, second->code);
    return whole && (!first->from || view_token(view, first->from - 1)->upos == UPOS_PUNCT) ? first->head : -1;
}

/* A name right before a verb that has no subject: the parser took it for something else ("with Moscow accusing Kyiv"). */
static int name_before(const struct reader *reader, const struct view *view, int verb)
{
    if (verb == 0 || view_child(view, verb, DEPREL_NSUBJ) >= 0 || view_child(view, verb, DEPREL_NSUBJ_PASS) >= 0)
        return -1;
    const struct mention *mention = mention_at(reader->mentions, view->index, verb - 1);
    if (!mention && text_is(view_token(view, verb)->xpos, "NNS"))
        return frames_name_before_aside(reader, view, verb);
    if (!mention || !mention->is_public)
        return -1;
    bool named = view_token(view, mention->head)->upos == UPOS_PROPN || mention->head == verb - 1;
    return named ? mention->head : -1;
}

/* Somebody public named to the left, where no grammar tells who acts: the parser lost its way ("the president has on several
 * occasions threatened"). Commas may stand between, other names may not. In "condemned deeds that killed ten" the deeds did. */
static int name_to_left(const struct reader *reader, const struct view *view, int verb)
{
    enum { FARTHEST = 14 };
    if (view_rel(view, verb) == DEPREL_ACL_RELCL && view_child_word(view, verb, DEPREL_NSUBJ, "that") >= 0)
        return -1;
    for (int at = verb - 1; at >= 0 && verb - at <= FARTHEST; at--)
        if (frames_is_public(reader, view, at)) {
            enum deprel rel = view_rel(view, at);
            bool inside = rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD_POSS || rel == DEPREL_NMOD;
            return inside || view_has_case(view, at, TEXT("of")) ? -1 : at;
        }
    return -1;
}

/* A deed without anybody named in an official's own list: "- Providing air defence". */
static bool opens_list(const struct reader *reader, const struct view *view, int verb)
{
    bool first = verb == 0 || (verb == 1 && view_token(view, 0)->upos == UPOS_PUNCT);
    return reader->official && first && text_is(view_token(view, verb)->xpos, "VBG");
}

/* "3. Condemns the raid", "Also commends Kenya and urges Chad to help": in a resolution the council that made it. */
static bool opens_paragraph(const struct reader *reader, const struct view *view, int verb)
{
    int top = verb;
    while (top >= 0 && (view_rel(view, top) == DEPREL_CONJ || view_rel(view, top) == DEPREL_PARATAXIS))
        top = view_token(view, top)->head;
    bool noun = verb == top && top > 0 && text_is(view_token(view, verb)->xpos, "NNS"); /* "4. Calls on Mali" */
    bool finite = top >= 0 && text_is(view_token(view, verb)->xpos, "VBZ") && text_is(view_token(view, top)->xpos, "VBZ");
    bool opens = (finite || noun) && !view->sentence->is_title && view_subject(view, verb) < 0;
    for (int at = 0; opens && at < top; at++) {
        enum upos upos = (enum upos)view_token(view, at)->upos;
        opens = upos == UPOS_PUNCT || upos == UPOS_X || upos == UPOS_NUM || (upos == UPOS_ADV && finite && reader->official);
    }
    return opens && (reader->official || top > 0 || view_is(view, view->count - 1, ";"));
}

static bool take_paragraph(const struct reader *reader, const struct view *view, struct frame *frame, int verb)
{
    return opens_paragraph(reader, view, verb) && frames_take(frame, -1, reader->official ? ACTOR_SPEAKER : ACTOR_WE);
}

/* "The UN met even as army troops, backed by tanks, attacked": the name before an aside between commas, where the parser has given
 * the verb the subject of another; -1. */
static int name_before_backing(const struct reader *reader, const struct view *view, int verb, int subject)
{
    bool has_own = subject >= 0 && view_token(view, subject)->head == verb;
    if (view_rel(view, verb) != DEPREL_CONJ || has_own || view_child(view, verb, DEPREL_CC) >= 0)
        return -1;
    int name = frames_name_before_aside(reader, view, verb);
    int aside = name < 0 ? -1 : mention_at(reader->mentions, view->index, name)->to + 1;
    bool opens = aside > 0 && aside < verb && view_token(view, aside)->upos == UPOS_VERB;
    return opens && text_starts(view_token(view, aside)->xpos, TEXT("VB")) ? name : -1;
}

/* Whether a subject is the verb's own: no other verb stands between. */
static bool is_own(const struct view *view, int subject, int verb)
{
    if (view_token(view, subject)->head == verb)
        return true;
    for (int at = subject + 1; at < verb; at++)
        if (view_is_verb(view, at))
            return false;
    return subject < verb;
}

bool frames_is_joint(uint16_t act)
{
    return act == ACT_MEET || act == ACT_AGREE || act == ACT_COOPERATE;
}

bool frames_is_refused_to_others(const struct frame *frame)
{
    return frame->act == ACT_DECLINE && frames_is_joint(frame->entry->act);
}

/* "Eleven nations", "two neighbours": some of whom nobody told yet. */
static bool are_new(const struct view *view, int at)
{
    return !view->sentence->is_title && view_child(view, at, DEPREL_NUMMOD) >= 0 && view_child(view, at, DEPREL_DET) < 0
        && view_child(view, at, DEPREL_NMOD_POSS) < 0;
}

/* "The leaders", "both sides", "negotiators from the two countries": several whose names stand elsewhere. */
static bool is_group(const struct reader *reader, const struct view *view, int at)
{
    const struct mention *mention = at < 0 ? NULL : mention_at(reader->mentions, view->index, at);
    bool known = mention && (mention->member_count || (mention->is_pronoun && mention->code.length));
    if (at < 0 || known || !frames_in_class(reader, view, at, "groups") || are_new(view, at))
        return false;
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool told = rel == DEPREL_COMPOUND || rel == DEPREL_AMOD || rel == DEPREL_NMOD_POSS || rel == DEPREL_CONJ
                 || rel == DEPREL_APPOS;
        if (told || (rel == DEPREL_NMOD && !is_group(reader, view, c)))
            return false;
    }
    enum upos upos = (enum upos)view_token(view, at)->upos;
    return text_is(view_token(view, at)->xpos, "NNS") || upos == UPOS_NUM || upos == UPOS_DET || upos == UPOS_PRON;
}

/* "The two leaders", "both sides": it is told how many they are, and so that they are known. */
static bool is_counted(const struct view *view, int at)
{
    static const char *const counts[] = { "two", "both" };
    for (size_t i = 0; at >= 0 && i < sizeof counts / sizeof *counts; i++)
        if (view_is(view, at, counts[i]) || view_child_word(view, at, DEPREL_NUMMOD, counts[i]) >= 0 ||
            view_child_word(view, at, DEPREL_DET, counts[i]) >= 0)
            return true;
    return false;
}

/* "The threat of Lind sending ships", "with Chad closing its border": who stands right before a gerund does what it tells. */
static int name_before_gerund(const struct reader *reader, const struct view *view, int verb)
{
    if (verb == 0 || !text_is(view_token(view, verb)->xpos, "VBG") || view_child(view, verb, DEPREL_AUX) >= 0
        || view_rel(view, verb) == DEPREL_AMOD || view_child(view, verb, DEPREL_NSUBJ) >= 0)
        return -1;
    const struct mention *mention = mention_at(reader->mentions, view->index, verb - 1);
    bool named = mention && mention->is_public && !mention->is_modifier && mention->to == verb;
    return named && view_token(view, mention->head)->upos == UPOS_PROPN ? mention->head : -1;
}

/* "Earlier Monday, President Lind signed": the parser took the day for the subject. */
static int name_beside_day(const struct reader *reader, const struct view *view, int subject)
{
    if (subject < 0 || !frames_in_class(reader, view, subject, "days"))
        return -1;
    for (int c = view->first[subject]; c >= 0; c = view->next[c])
        if (c > subject && frames_is_public(reader, view, c))
            return c;
    return -1;
}

/* "Norway and Spain will each provide": the parser took the word that parts them for the subject. */
static int parted_subject(const struct view *view, int subject, int verb)
{
    bool parts = subject >= 0
              && (view_is(view, subject, "each") || view_is(view, subject, "both") || view_is(view, subject, "all"));
    for (int c = parts ? view->first[verb] : -1; c >= 0; c = view->next[c])
        if (c < subject && view_rel(view, c) == DEPREL_NSUBJ)
            return c;
    return subject;
}

/* "Blamed Chad for closing the road", "accused Chad of closing it": what one is blamed or thanked for, one has done
 * oneself; -1. */
static int blamed_for(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const marks[] = { "for", "of" };
    int up = view_token(view, verb)->head, found = -1;
    bool is_gerund = view_rel(view, verb) == DEPREL_ADVCL && text_is(view_token(view, verb)->xpos, "VBG"), is_reason = false;
    for (size_t i = 0; is_gerund && i < sizeof marks / sizeof *marks; i++)
        is_reason |= view_child_word(view, verb, DEPREL_MARK, marks[i]) >= 0;
    for (int c = is_reason && up >= 0 ? view->first[up] : -1; c >= 0 && c < verb; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool at = rel == DEPREL_OBL && (view_has_case(view, c, TEXT("at")) || view_has_case(view, c, TEXT("on")));
        if (c > up && (rel == DEPREL_OBJ || rel == DEPREL_IOBJ || at) && frames_is_public(reader, view, c))
            found = c;
    }
    return found;
}

/* "Police shot a man for stabbing a guard": what somebody who is nobody public was punished for. */
static bool is_reason_to_punish(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const killing[] = { "kill", "shoot", "execute", "hang", "behead", "punish", "fine", NULL };
    int up = view_rel(view, verb) == DEPREL_ADVCL ? view_token(view, verb)->head : -1;
    bool punishes = up >= 0 && up < verb && (view_is_any(view, up, killing) || frames_in_class(reader, view, up, "policing"));
    return punishes && !view_is_passive(view, up) && view_child(view, up, DEPREL_OBJ) >= 0 &&
           text_is(view_token(view, verb)->xpos, "VBG") && view_child_word(view, verb, DEPREL_MARK, "for") >= 0;
}

/* "The Chadian president said it would send troops": "it", which stands for nobody named, is the state of who says so; -1. */
static int who_says_of_it(const struct reader *reader, const struct view *view, int verb, int subject)
{
    int up = view_token(view, verb)->head;
    bool said = subject >= 0 && view_is(view, subject, "it") && view_token(view, subject)->head == verb && up >= 0 && up < subject
             && view_rel(view, verb) == DEPREL_CCOMP && (view_is(view, up, "say") || view_is(view, up, "announce"));
    int teller = said ? view_subject(view, up) : -1;
    return frames_is_public(reader, view, teller) ? teller : -1;
}

/* "Prompted Chad and Mali to close the border": the parser may take what they were brought to do for a purpose; -1. */
static int who_is_driven(const struct reader *reader, const struct view *view, int verb)
{
    int up = view_token(view, verb)->head;
    bool purpose = view_rel(view, verb) == DEPREL_ADVCL && view_child_word(view, verb, DEPREL_MARK, "to") >= 0;
    bool driven = purpose && up >= 0 && up < verb && frames_in_class(reader, view, up, "driving") && !view_is_passive(view, up);
    int object = driven ? view_child(view, up, DEPREL_OBJ) : -1;
    return object > up && object < verb && frames_is_public(reader, view, object) ? object : -1;
}

/* The intention that an infinitive tells of: the noun it hangs on, or the one that the words right before it belong to ("the
 * decision by Chad to leave", "the decision taken by Chad to leave"), whatever the parser hung it on; -1. */
static int intention_of(const struct reader *reader, const struct view *view, int verb)
{
    enum { FARTHEST = 3 };
    int to = view_child_word(view, verb, DEPREL_MARK, "to");
    int at = view_rel(view, verb) == DEPREL_ACL ? view_token(view, verb)->head : to - 1;
    for (int steps = 0; to > 0 && at >= 0 && steps < FARTHEST; steps++) {
        if (at < to && frames_in_class(reader, view, at, "intentions"))
            return at;
        enum deprel rel = view_rel(view, at);
        if (rel != DEPREL_NMOD && rel != DEPREL_OBL_AGENT && rel != DEPREL_ACL)
            return -1;
        at = view_token(view, at)->head;
    }
    return -1;
}

/* "Welcomed a Chadian decision to leave", "the plan of Chad to leave": whoever hears of an intention, its owner carries it out, and
 * has done so where it is a decision. */
static bool take_intender(const struct reader *reader, const struct view *view, struct frame *frame, int verb)
{
    int noun = intention_of(reader, view, verb), taken = noun < 0 ? -1 : view_child(view, noun, DEPREL_ACL);
    int agent = taken < 0 ? -1 : view_agent(view, taken);
    enum actor_source source = frames_in_class(reader, view, noun, "decisions") ? ACTOR_DECIDER : ACTOR_SHARED;
    if (frames_is_public(reader, view, agent))
        return frames_take(frame, agent, source);
    if (noun < 0 || !frames_take_owner(reader, view, frame, noun))
        return false;
    if (frame->source != ACTOR_WE)
        frame->source = (uint8_t)source;
    return true;
}

/* "The news agency ANP accused": the name that stands right behind what it is; else the subject itself. */
static int name_of_subject(const struct reader *reader, const struct view *view, int subject)
{
    for (int c = subject < 0 ? -1 : view->first[subject]; c >= 0; c = view->next[c]) {
        const struct mention *name = view_rel(view, c) == DEPREL_APPOS ? mention_at(reader->mentions, view->index, c) : NULL;
        if (name && name->is_public && name->code.length && name->from == subject + 1)
            return name->head;
    }
    return subject;
}

/* "Chad was among those who left", "is one of five that left", "among those who left was Chad", "those leaving include Chad":
 * who is counted among those of whom the verb's clause tells; -1. */
static int counted_among(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const ranks[] = { "first", "last", "latest", "only", "next", NULL };
    int noun = view_token(view, verb)->head;
    bool tells_of_noun = view_rel(view, verb) == DEPREL_ACL_RELCL || view_rel(view, verb) == DEPREL_ACL
                      || (view_rel(view, verb) == DEPREL_ADVCL && noun >= 0 && view_is_any(view, noun, ranks));
    if (!tells_of_noun || noun < 0 || noun > verb || view_token(view, noun)->upos == UPOS_PROPN)
        return -1;
    int up = view_token(view, noun)->head;
    if (up >= 0 && view_rel(view, noun) == DEPREL_NMOD && view_is(view, up, "one")) {
        noun = up;
        up = view_token(view, noun)->head;
    }
    int counted = -1;
    if (view_child(view, noun, DEPREL_COP) >= 0)
        counted = view_child(view, noun, DEPREL_NSUBJ);
    else if (up >= 0 && view_rel(view, noun) == DEPREL_NSUBJ && view_is(view, up, "include"))
        counted = view_child(view, up, DEPREL_OBJ);
    else if (up > verb && view_rel(view, noun) == DEPREL_OBL && view_has_case(view, noun, TEXT("among")))
        counted = view_child(view, up, DEPREL_COP) >= 0 ? up : view_child(view, up, DEPREL_NSUBJ);
    for (int c = view->first[noun]; counted < 0 && c >= 0; c = view->next[c]) /* where the tree hangs it on "among those" */
        if (c > verb && view_child(view, c, DEPREL_COP) >= 0 && view_has_case(view, noun, TEXT("among")))
            counted = c;
    return counted >= 0 && frames_is_public(reader, view, counted) ? counted : -1;
}

/* "Chad was one of the first to pay", "Chad, one of the states that paid": who of them is named; else the subject itself. */
static int named_of_several(const struct reader *reader, const struct view *view, int subject)
{
    const struct mention *several = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    if (!several || several->kind != MENTION_COLLECTIVE || several->code.length || several->member_count)
        return subject;
    int at = subject, up = view_token(view, at)->head;
    if (view_rel(view, at) == DEPREL_NMOD && view_has_case(view, at, TEXT("of")) && up >= 0 && view_is(view, up, "one"))
        at = up;
    int name = view_rel(view, at) == DEPREL_APPOS ? view_token(view, at)->head
             : view_child(view, at, DEPREL_COP) >= 0 ? view_child(view, at, DEPREL_NSUBJ) : -1;
    const struct mention *mention = name < 0 ? NULL : mention_at(reader->mentions, view->index, name);
    return mention && mention->code.length && frames_is_public(reader, view, name) ? name : subject;
}

/* Somebody told of by where he is, right before a participle that may be his: "a team in Mali investigating the raid", "spoke in
 * Mali, describing the raid as"; -1. */
static int place_before(const struct reader *reader, const struct view *view, int verb)
{
    if (verb < 2 || !text_is(view_token(view, verb)->xpos, "VBG") || view_child(view, verb, DEPREL_NSUBJ) >= 0
        || view_child(view, verb, DEPREL_AUX) >= 0)
        return -1;
    int before = view_is(view, verb - 1, ",") ? verb - 2 : verb - 1;
    const struct mention *place = mention_at(reader->mentions, view->index, before);
    bool named = place && place->to == before + 1 && !place->is_modifier && place->kind != MENTION_PERSON;
    bool beside = view_rel(view, verb) == DEPREL_ACL || (view_rel(view, verb) == DEPREL_ADVCL && before == verb - 2);
    return named && beside && view_has_case(view, place->head, TEXT("in")) ? place->head : -1;
}

/* Who acts there: what the participle hangs on, unless that is the place, or whoever the place is told of; -1. */
static int who_is_there(const struct reader *reader, const struct view *view, int place, int verb)
{
    int up = view_token(view, verb)->head;
    if (up == place)
        up = view_token(view, place)->head;
    int who = up >= 0 && view_is_verb(view, up) ? view_subject(view, up) : up;
    return frames_is_public(reader, view, who) ? who : -1;
}

static bool take_subject(const struct reader *reader, const struct view *view, struct frame *frame, int verb, bool own_is_plain)
{
    if (take_paragraph(reader, view, frame, verb))
        return true;
    int place = place_before(reader, view, verb);
    if (place >= 0) {
        int who = who_is_there(reader, view, place, verb);
        return who >= 0 && frames_take(frame, who, ACTOR_SHARED);
    }
    int blamed = blamed_for(reader, view, verb);
    if (blamed < 0 && is_reason_to_punish(reader, view, verb))
        return false;
    if (blamed < 0)
        blamed = who_is_driven(reader, view, verb);
    int row = blamed < 0 ? view_first_to(view, verb) : -1, one = row < 0 ? -1 : view_subject(view, row);
    if (frames_is_public(reader, view, one))
        blamed = one;
    if (blamed >= 0)
        return frames_take(frame, blamed, ACTOR_SHARED);
    if (take_intender(reader, view, frame, verb))
        return true;
    int counted = counted_among(reader, view, verb);
    if (counted >= 0)
        return frames_take(frame, counted, ACTOR_SUBJECT);
    int subject = parted_subject(view, view_subject(view, verb), verb), beside = name_beside_day(reader, view, subject);
    subject = named_of_several(reader, view, name_of_subject(reader, view, beside >= 0 ? beside : subject));
    beside = name_before_backing(reader, view, verb, subject);
    if (beside >= 0)
        return frames_take(frame, beside, ACTOR_BEFORE);
    beside = name_before_gerund(reader, view, verb);
    if (beside >= 0)
        return frames_take(frame, beside, ACTOR_BEFORE);
    beside = frames_name_before_infinitive(reader, view, verb);
    if (beside >= 0)
        return frames_take(frame, beside, ACTOR_SUBJECT);
    if (frames_is_we(view, subject))
        return frames_take(frame, -1, ACTOR_WE);
    if ((frames_is_joint(frame->act) || is_counted(view, subject)) && is_group(reader, view, subject))
        return frames_take(frame, subject, ACTOR_GROUP);
    if (frames_is_public(reader, view, subject))
        return frames_take(frame, subject, own_is_plain && is_own(view, subject, verb) ? ACTOR_SUBJECT : ACTOR_SHARED);
    const struct mention *around = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    if (around && around->is_public && subject >= around->from && subject < around->to)
        return frames_take(frame, around->head, ACTOR_SUBJECT); /* the parser chose another word of the name */
    int before = name_before(reader, view, verb);
    if (before >= 0)
        return frames_take(frame, before, ACTOR_BEFORE);
    int top = verb;
    while (view_rel(view, top) == DEPREL_XCOMP || view_rel(view, top) == DEPREL_ADVCL || view_rel(view, top) == DEPREL_CONJ)
        top = view_token(view, top)->head;
    before = top == verb || view_subject(view, top) >= 0 ? -1 : name_before(reader, view, top);
    if (before >= 0)
        return frames_take(frame, before, ACTOR_SHARED);
    if (opens_list(reader, view, verb))
        return frames_take(frame, -1, ACTOR_WE);
    int teller = who_says_of_it(reader, view, verb, subject);
    return teller >= 0 && frames_take(frame, teller, ACTOR_SHARED);
}

static const struct slot *subject_slot(const struct frame *frame, int *filler)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].name == SLOT_SUBJ) {
            *filler = frame->fillers[i];
            return &frame->entry->slots[i];
        }
    return NULL;
}

/* The verb whose object the noun is that a relative clause tells of: "signed an order that blocks"; -1. */
static int verb_over_relative(const struct view *view, int subject, int verb)
{
    int noun = view_rel(view, verb) == DEPREL_ACL_RELCL || view_rel(view, verb) == DEPREL_ACL ? view_token(view, verb)->head : -1;
    int up = noun >= 0 && noun == subject ? view_token(view, noun)->head : -1;
    return up >= 0 && view_rel(view, noun) == DEPREL_OBJ && view_is_verb(view, up) ? up : -1;
}

/* "Vetoed a bill that asks", "condemned acts that killed ten": who turns against a thing does not do what it does. */
static bool is_turned_against(const struct view *view, int subject, int verb)
{
    static const char *const undoing[] = { "veto", "reject", "oppose", "block", "criticise", "criticize", "condemn", "dismiss",
                                           "denounce", "turn", "ignore", "violate", "break", "breach", "cancel", "repeal", "scrap",
                                           "revoke", "shelve", "defeat", NULL };
    int up = verb_over_relative(view, subject, verb);
    return up >= 0 && view_is_any(view, up, undoing);
}

/* "Signed an order that blocks", "introduced a bill that would sanction": the verb whose object the subject is, but who vetoes a
 * resolution that asks asks nothing; -1. */
static int verb_that_makes(const struct view *view, int subject, int verb)
{
    return is_turned_against(view, subject, verb) ? -1 : verb_over_relative(view, subject, verb);
}

/* "An article in the party's daily", "a commentary published by state television", "on state radio": whose words a text is, where
 * it came out in a public outlet; -1. */
static int outlet_of(const struct reader *reader, const struct view *view, int text, int depth)
{
    static const struct text cases[] = { { "in", 2 }, { "by", 2 }, { "from", 4 }, { "on", 2 } };
    int found = -1;
    for (int c = view->first[text]; c >= 0 && found < 0; c = view->next[c]) {
        if (c < text)
            continue;
        const struct mention *mention = mention_at(reader->mentions, view->index, c);
        bool organ = mention && mention->kind == MENTION_BODY && mention->code.length && frames_is_public(reader, view, c);
        for (size_t i = 0; organ && i < sizeof cases / sizeof *cases; i++)
            if (view_has_case(view, c, cases[i]))
                found = c;
        if (found < 0 && depth && (view_rel(view, c) == DEPREL_ACL || view_rel(view, c) == DEPREL_NMOD))
            found = outlet_of(reader, view, c, depth - 1);
    }
    return found;
}

/* "Evidence gathered by Chad suggests", "a letter, signed by Chad, urges", "a message from Chad": whose a thing is by what stands
 * behind it; -1. */
static int maker_beside(const struct reader *reader, const struct view *view, int thing, bool is_written)
{
    for (int c = thing < 0 ? -1 : view->first[thing]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        int agent = rel == DEPREL_ACL || (is_written && rel == DEPREL_ACL_RELCL) ? view_agent(view, c) : -1;
        if (frames_is_public(reader, view, agent))
            return agent;
        if (is_written && rel == DEPREL_NMOD && view_has_case(view, c, TEXT("from")) && frames_is_public(reader, view, c))
            return c;
    }
    return -1;
}

/* "Chadian fire killed two": shots, where "the fire" or "fires" burn. */
static bool is_shooting(const struct view *view, int at)
{
    return view_is(view, at, "fire") && text_is(view_token(view, at)->xpos, "NN") && view_child(view, at, DEPREL_DET) < 0;
}

static bool is_accident(const struct reader *reader, const struct view *view, int at)
{
    return at >= 0 && frames_in_class(reader, view, at, "mishaps") && !is_shooting(view, at);
}

/* A subject that is a thing: its owner acts, or who speaks of it; of a person who is nobody public it is no state's deed. A crowd
 * acts itself. */
static bool take_thing(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int filler = -1;
    const struct slot *slot = subject_slot(frame, &filler);
    int subject = frame->passive ? view_agent(view, frame->head) : view_subject(view, frame->head);
    if (slot && slot->role == ROLE_CLASS && filler >= 0 && frame->act == ACT_PROTEST)
        return frames_take(frame, filler, ACTOR_SUBJECT);
    if (subject >= 0 && frames_in_class(reader, view, subject, "strangers"))
        return false;
    bool paper = subject >= 0 && view->lemma[subject] && classes_meet(&view->lemma[subject]->classes, &reader->papers);
    bool acts = frame->act != ACT_PLEDGE || frame->passive || view_is(view, frame->head, "continue") ||
                frames_in_class(reader, view, frame->head, "giving");
    if (frame->entry->kind == ENTRY_WILL && (!paper || frame->act == ACT_DECLINE || !acts))
        return false; /* "Mali's exports will move", "the deal will calm markets": what things are to do, nobody has promised */
    if (frame->act == ACT_THREATEN && view_is(view, frame->head, "threaten") && subject >= 0 &&
        !frames_in_class(reader, view, subject, "texts"))
        return false; /* "Chad's tariffs threaten growth", "leaving would threaten it, Lind said": a danger */
    if (frame->act == ACT_ASSAULT && is_accident(reader, view, subject))
        return false; /* "Chad's floods killed ten" */
    if (subject >= 0 && frames_take_owner(reader, view, frame, subject)) {
        if (frame->source != ACTOR_WE)
            frame->source = ACTOR_SUBJECT_OWNER;
        return true;
    }
    bool text = subject >= 0 && frames_in_class(reader, view, subject, "texts");
    int maker_of_it = paper || text || (slot && slot->role == ROLE_CLASS) ? maker_beside(reader, view, subject, paper || text) : -1;
    if (maker_of_it >= 0)
        return frames_take(frame, maker_of_it, ACTOR_SUBJECT_OWNER);
    int outlet = text ? outlet_of(reader, view, subject, 1) : -1;
    if (outlet >= 0)
        return frames_take(frame, outlet, ACTOR_SUBJECT_OWNER);
    int maker = subject < 0 || frame->passive ? -1 : verb_that_makes(view, subject, frame->head);
    if (maker >= 0 && (paper || slot) && take_subject(reader, view, frame, maker, false))
        return true;
    if (slot && slot->role == ROLE_ANY) {
        int parties = frames_role(frame, ROLE_ACTOR);
        return frames_take(frame, parties, parties < 0 ? ACTOR_NONE : ACTOR_PARTIES);
    }
    if (!paper && (!slot || filler < 0 || slot->role != ROLE_CLASS))
        return false;
    if (frame->act == ACT_ASSAULT && is_turned_against(view, subject, frame->head))
        return false;
    if (frame->act == ACT_ASSAULT)
        return frames_take(frame, -1, ACTOR_DOER); /* "a missile hit the plane, Lind said": not he has fired it */
    bool said = speaker_is_known(reader, view, frame->head) && frame->act != ACT_PLEDGE;
    return frames_take(frame, -1, said ? ACTOR_SPEAKER : ACTOR_EARLIER);
}

/* Whether the entry names those with whom it is done ("with", "between"). */
static bool has_parties(const struct entry *entry)
{
    for (int i = 0; i < entry->slot_count; i++)
        if (entry->slots[i].role == ROLE_ACTOR)
            return true;
    return false;
}

/* "The talks began", "a deal was reached": those named with the noun, or those whom the article told of before. */
static bool take_joint(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int noun = frames_role(frame, ROLE_TRIGGER), parties = frames_role(frame, ROLE_ACTOR);
    if (noun < 0)
        noun = frames_role(frame, ROLE_OBJECT);
    bool told = noun >= 0 ? view_is_nominal(view, noun) : parties >= 0;
    if (!frames_is_joint(frame->act) || !has_parties(frame->entry) || !told)
        return false;
    if (noun >= 0 && frames_take_owner(reader, view, frame, noun)) {
        frame->source = ACTOR_SUBJECT_OWNER;
        return true;
    }
    return frames_take(frame, parties, parties < 0 ? ACTOR_JOINT : ACTOR_PARTIES);
}

/* "The plane crashed in Chad, killing ten": what the clause above tells of has done it, and none of its places. */
static bool is_outcome(const struct view *view, int verb)
{
    int up = view_token(view, verb)->head;
    return view_rel(view, verb) == DEPREL_ADVCL && up >= 0 && up < verb && text_is(view_token(view, verb)->xpos, "VBG") &&
           view_child(view, up, DEPREL_NSUBJ) >= 0;
}

static bool take_left(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int subject = view_subject(view, frame->head);
    if (subject >= 0 && view_token(view, subject)->head == frame->head)
        return false;
    static const char *const anybody[] = { "those",    "that",    "anyone",  "anybody", "everyone",
                                           "everybody", "someone", "whoever", "one",     NULL };
    if (subject >= 0 && view_rel(view, frame->head) == DEPREL_ACL_RELCL && view_is_any(view, subject, anybody))
        return false; /* "blamed those who tore up the pact" */
    bool tells_of_thing = subject >= 0 && view_rel(view, frame->head) == DEPREL_ACL_RELCL; /* "deplored the acts that killed ten" */
    if (frame->act == ACT_ASSAULT && (tells_of_thing || is_outcome(view, frame->head)))
        return false;
    int left = name_to_left(reader, view, frame->head);
    return left >= 0 && frames_take(frame, left, ACTOR_LEFT);
}

/* "Agreed between Chad and Niger": they do it, whoever the subject is. */
static int those_between(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].role == ROLE_ACTOR && text_is(frame->entry->slots[i].prep, "between"))
            return frame->fillers[i];
    return -1;
}

/* "Three banks were blacklisted": who punished before in the report is likely to have done it again. */
static bool may_be_told_again(const struct frame *frame)
{
    return frame->act == ACT_SANCTION && !frame->loose && frame->entry->kind != ENTRY_WILL;
}

/* Whether the entry takes its object for a thing: who withdraws troops withdraws his own, who frees some frees another's. */
static bool object_is_thing(const struct entry *entry)
{
    for (int i = 0; i < entry->slot_count; i++)
        if (entry->slots[i].name == SLOT_OBJ)
            return entry->slots[i].role == ROLE_OBJECT;
    return false;
}

/* "Chadian troops were deployed", "were withdrawn": whose troops and weapons are sent or brought back does so. */
static bool take_sent(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int subject = view_subject(view, frame->head);
    bool leaves = frame->act == ACT_RETREAT || frame->act == ACT_CONCEDE || frame->act == ACT_WITHDRAW;
    bool sends = frame->act == ACT_AID || frame->act == ACT_MOBILIZE || frame->act == ACT_PLEDGE;
    sends |= leaves && object_is_thing(frame->entry);
    const struct mention *mention = sends && subject >= 0 ? mention_at(reader->mentions, view->index, subject) : NULL;
    bool force = mention && mention->code.length && frames_is_public(reader, view, subject)
              && (frames_in_class(reader, view, subject, "forces") || frames_in_class(reader, view, subject, "weapons"));
    if (force)
        return frames_take(frame, subject, ACTOR_SUBJECT_OWNER);
    bool parts = frame->act == ACT_MOBILIZE && frames_in_class(reader, view, subject, "forces"); /* "Chadian army units were put" */
    if (!parts || frame->loose || !frames_take_owner(reader, view, frame, subject))
        return false;
    frame->source = ACTOR_SUBJECT_OWNER;
    return true;
}

static bool take_owner_of(const struct reader *reader, const struct view *view, struct frame *frame, int noun)
{
    if (noun < 0 || !frames_take_owner(reader, view, frame, noun))
        return false;
    frame->source = ACTOR_SUBJECT_OWNER;
    return true;
}

/* "The Chadian ambassador was recalled", "Chad's embassy was closed": whose they are. */
static bool take_recaller(const struct reader *reader, const struct view *view, struct frame *frame)
{
    static const char *const recalling[] = { "recall", "withdraw", "close", "shut", NULL };
    bool recalls = frame->act == ACT_SANCTION && frame->entry->kind == ENTRY_LIGHT && view_is_any(view, frame->head, recalling);
    const struct mention *mention = recalls ? mention_at(reader->mentions, view->index, frame->helper) : NULL;
    return mention && mention->code.length && frames_take(frame, frame->helper, ACTOR_SUBJECT_OWNER);
}

/* "Was added to Chad's blacklist", "was hit with Chadian tariffs", "Chadian tariffs were raised": whose the punishment is. */
static bool take_punisher(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int subject = frame->act == ACT_SANCTION && !frame->loose ? view_subject(view, frame->head) : -1;
    if (frames_in_class(reader, view, subject, "sanctions") && take_owner_of(reader, view, frame, subject))
        return true;
    for (int i = 0; i < frame->entry->slot_count && frame->act == ACT_SANCTION && !frame->loose; i++) {
        int what = frame->entry->slots[i].name == SLOT_PREP ? frame->fillers[i] : -1;
        if (frames_in_class(reader, view, what, "sanctions") && take_owner_of(reader, view, frame, what))
            return true;
    }
    return false;
}

/* "The treaty binds Chad to cut", "Chad received jets from Mali": the entry says that another than the subject acts; not where
 * both do, or where one of them will not ("Chad will not negotiate with Mali"); -1. */
static int other_actor(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count && !frames_is_joint(frame->entry->act); i++)
        if (frame->entry->slots[i].role == ROLE_ACTOR && frame->entry->slots[i].required)
            return frame->fillers[i];
    return -1;
}

/* "No soldiers will be sent, the Chadian minister said": what is not to be given, who says so does not give. But "Mali will not be
 * deterred": nobody has refused. */
static bool take_giver(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int subject = view_subject(view, frame->head);
    const struct mention *mention = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    bool gives = frames_in_class(reader, view, frame->head, "giving"), is_thing = !mention || !mention->code.length;
    is_thing |= mention && view_negative(view, subject) >= 0; /* "no Chadian soldiers" */
    return gives && is_thing && speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
}

/* "The tariffs could be lifted, the Chadian minister said", "the tariffs were lifted": who tells it lifts them, or who was told
 * before to have imposed some. */
static bool take_easer(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int subject = view_subject(view, frame->head);
    const struct mention *mention = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    bool eases = (frame->entry->act == ACT_CONCEDE || frame->act == ACT_RETREAT || frame->act == ACT_OFFER) && !frame->loose;
    if (eases && frames_in_class(reader, view, subject, "restrictions") && take_owner_of(reader, view, frame, subject))
        return true; /* "Chadian sanctions were lifted" */
    if (!eases || (mention && mention->code.length) || !frames_in_class(reader, view, subject, "restrictions"))
        return false;
    return frames_take(frame, -1, speaker_is_known(reader, view, frame->head) ? ACTOR_SPEAKER : ACTOR_SAME);
}

/* "The tanks were delivered in June", "the loan has been frozen": what was pledged or given before comes from who told so then;
 * what was stopped, and by whom is not told, from who tells of it ("aid to Mali has been paused, the Chadian minister said"). */
static bool take_giver_before(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int subject = view_subject(view, frame->head);
    const struct mention *mention = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    bool gives = (frame->act == ACT_AID || frame->act == ACT_WITHDRAW) && !frame->loose;
    return gives && subject >= 0 && (!mention || !mention->code.length) && frames_take(frame, -1, ACTOR_EARLIER);
}

/* "Tariffs could be imposed again if Mali attacks, Lind said", "Malian troops are not allowed to stay, Lind said": who tells of it
 * is who would do or who forbids it. */
static bool take_teller(const struct reader *reader, const struct view *view, struct frame *frame)
{
    bool threatens = frame->act == ACT_THREATEN && frame->entry->if_hedged;
    bool forbids = frame->act == ACT_DECLINE && frame->entry->if_passive;
    return (threatens || forbids) && speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
}

/* "Four were killed in the storm": nobody has done it. */
static bool is_mishap(const struct reader *reader, const struct view *view, int verb)
{
    static const struct text cases[] = { { "in", 2 }, { "by", 2 }, { "during", 6 } };
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        bool is_cause = view_rel(view, c) == DEPREL_OBL_AGENT;
        for (size_t i = 0; !is_cause && frames_in_class(reader, view, c, "mishaps") && i < sizeof cases / sizeof *cases; i++)
            is_cause = view_has_case(view, c, cases[i]);
        if (is_cause)
            return true;
    }
    return false;
}

/* "Was arrested in Chad", "four were shot dead": who attacks or jails is often left out; the report tells it elsewhere. */
static bool take_doer(const struct reader *reader, const struct view *view, struct frame *frame)
{
    bool judges = frame->act == ACT_SANCTION || frame->act == ACT_ACCUSE || frame->act == ACT_RETREAT;
    bool jails = frame->act == ACT_COERCE || (judges && frames_in_class(reader, view, frame->head, "policing"));
    bool attacks = frame->act == ACT_ASSAULT && !is_mishap(reader, view, frame->head);
    bool declares = frame->entry->kind == ENTRY_LIGHT && frame->act == ACT_COERCE; /* "a curfew was imposed in Chad" */
    bool tells = (frame->entry->kind == ENTRY_VERB || declares) && !frame->loose && view_subject(view, frame->head) >= 0
              && view_agent(view, frame->head) < 0; /* "arrested by an injury" */
    bool beside = frame->act == ACT_ACCUSE && view_rel(view, frame->head) == DEPREL_ACL;
    return tells && !beside && (jails || attacks) && frames_take(frame, -1, ACTOR_DOER);
}

/* Whether the entry's subject is no doer: whom it is directed at. */
static bool is_done_to(const struct frame *frame)
{
    int filler = -1;
    const struct slot *slot = subject_slot(frame, &filler);
    return slot && (slot->role == ROLE_RECIPIENT || slot->role == ROLE_EITHER || slot->role == ROLE_OBJECT);
}

/* "The town came under Chadian fire", "Lind is behind bars": whose the harm is, or who does such things in the report. */
static bool take_harmer(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int harm = frame->entry->kind == ENTRY_LIGHT ? frame->helper : frames_role(frame, ROLE_TRIGGER);
    if (harm >= 0 && frames_take_owner(reader, view, frame, harm)) {
        frame->source = ACTOR_SUBJECT_OWNER;
        return true;
    }
    return !frame->loose && frames_take(frame, -1, ACTOR_DOER);
}

/* "An investigation was opened, the Chadian army said": what police and armies look into is told by themselves. */
static bool is_inquiry(const struct view *view, const struct frame *frame)
{
    static const char *const inquiries[] = { "investigation", "probe", "inquiry", "enquiry", "case", NULL };
    return frame->entry->kind == ENTRY_LIGHT && frame->helper >= 0 && view_is_any(view, frame->helper, inquiries);
}

/* "A minister was charged in Lagos with spying, the court said", "a Chadian minister was indicted": who tells of it, the place
 * or the state of the accused tells whose court it is. */
static bool take_court(const struct reader *reader, const struct view *view, struct frame *frame)
{
    bool beside = view_rel(view, frame->head) == DEPREL_ACL; /* "a man charged with theft": whoever charged him */
    bool inquires = is_inquiry(view, frame);
    if (frame->act != ACT_ACCUSE || beside || (!inquires && !frames_in_class(reader, view, frame->head, "policing")))
        return false;
    if (speaker_is_known(reader, view, frame->head))
        return frames_take(frame, -1, ACTOR_SPEAKER);
    for (int c = view->first[frame->head]; c >= 0; c = view->next[c])
        if (c > frame->head && view_rel(view, c) == DEPREL_OBL && view_has_case(view, c, TEXT("in")) &&
            frames_is_public(reader, view, c))
            return frames_take(frame, c, ACTOR_PARTIES);
    int accused = inquires ? -1 : view_subject(view, frame->head);
    const struct mention *mention = accused < 0 ? NULL : mention_at(reader->mentions, view->index, accused);
    bool official = mention && mention->code.length && mention->kind != MENTION_STATE; /* "two Chadians were charged": anywhere */
    return official && frames_take(frame, accused, ACTOR_SUBJECT_OWNER);
}

static bool find_for_verb(const struct reader *reader, const struct view *view, struct frame *frame)
{
    if (other_actor(frame) >= 0)
        return frames_take(frame, other_actor(frame), ACTOR_PARTIES);
    if (frame->entry->if_order)
        return speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
    if (frames_is_joint(frame->act) && those_between(frame) >= 0)
        return frames_take(frame, those_between(frame), ACTOR_PARTIES);
    int filler = -1;
    const struct slot *slot = subject_slot(frame, &filler);
    if (is_done_to(frame) && (frame->act == ACT_ASSAULT || frame->act == ACT_COERCE))
        return take_harmer(reader, view, frame);
    if (is_done_to(frame))
        return speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
    if (slot && slot->role == ROLE_TRIGGER && frames_is_joint(frame->act))
        return take_joint(reader, view, frame);
    bool moves = slot && slot->role == ROLE_ANY && !frame->passive && view_object(view, frame->head) >= 0;
    if (moves && frames_role(frame, ROLE_ACTOR) < 0)
        return false; /* "Chad's ban angered farmers": they are angry, and not Chad */
    if (!frame->passive)
        return take_subject(reader, view, frame, frame->head, true) || take_thing(reader, view, frame) ||
               take_left(reader, view, frame);
    int agent = view_agent(view, frame->head);
    if (frames_is_public(reader, view, agent))
        return frames_take(frame, agent, ACTOR_AGENT);
    if (take_teller(reader, view, frame) || take_sent(reader, view, frame) || take_punisher(reader, view, frame) ||
        take_recaller(reader, view, frame) || take_court(reader, view, frame))
        return true;
    if (frame->entry->kind == ENTRY_LIGHT && frames_take_owner(reader, view, frame, frame->helper))
        return true;
    if (frame->entry->kind == ENTRY_WILL && frame->act == ACT_DECLINE)
        return take_giver(reader, view, frame);
    if (frame->entry->kind != ENTRY_WILL && frame->act != ACT_PLEDGE)
        return take_thing(reader, view, frame) || (!frame->loose && take_joint(reader, view, frame))
            || take_easer(reader, view, frame) || take_giver_before(reader, view, frame) || take_doer(reader, view, frame)
            || (may_be_told_again(frame) && frames_take(frame, -1, ACTOR_SAME));
    int subject = view_subject(view, frame->head);
    bool harmed = frame->act == ACT_THREATEN && subject >= 0 && !frames_in_class(reader, view, subject, "threats")
               && !frames_in_class(reader, view, subject, "sanctions"); /* "Chad's bases will be hit": it threatens nobody */
    if (subject >= 0 && !harmed && frames_take_owner(reader, view, frame, subject)) {
        frame->source = ACTOR_SUBJECT_OWNER;
        return true;
    }
    bool warns = frame->act == ACT_THREATEN && speaker_is_known(reader, view, frame->head); /* "Tariffs would return, Lind said" */
    return frames_take(frame, -1, warns ? ACTOR_SPEAKER : ACTOR_EARLIER);
}

/* "In a statement", "after talks", "on a visit": what somebody does meanwhile. */
static bool is_occasion(const struct view *view, int noun)
{
    if (view_has_case(view, noun, TEXT("on")))
        return view_is(view, noun, "visit") || view_is(view, noun, "trip") || view_is(view, noun, "tour");
    static const struct text cases[] = { { "in", 2 }, { "at", 2 }, { "after", 5 }, { "during", 6 }, { "following", 9 },
                                         { "since", 5 }, { "by", 2 }, { "through", 7 }, { "under", 5 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (view_has_case(view, noun, cases[i]))
            return true;
    return false;
}

/* The verb whose object or adverbial the noun is, or is within: "at the start of a tour", "after months of talks"; -1. */
static int verb_over(const struct reader *reader, const struct view *view, int noun)
{
    enum { FARTHEST = 4 };
    for (int steps = 0; steps < FARTHEST; steps++) {
        enum deprel rel = view_rel(view, noun);
        int up = view_token(view, noun)->head;
        if (up < 0)
            return -1;
        if (view_is_verb(view, up))
            return rel == DEPREL_OBJ || (rel == DEPREL_OBL && is_occasion(view, noun)) ? up : -1;
        if (view_child(view, up, DEPREL_COP) >= 0 && view_has_case(view, noun, TEXT("for")))
            return up; /* "is in Chad for talks" */
        if (rel != DEPREL_NMOD || !frames_in_class(reader, view, up, "spans"))
            return -1;
        noun = up;
    }
    return -1;
}

/* "Lind, at the start of a visit": the parser may hang the occasion on the name. */
static int name_over(const struct reader *reader, const struct view *view, int noun)
{
    int up = view_token(view, noun)->head;
    if (up >= 0 && view_rel(view, noun) == DEPREL_NMOD && frames_in_class(reader, view, up, "spans"))
        return name_over(reader, view, up);
    int place = view->sentence->is_title && view_has_case(view, noun, TEXT("for")) ? up : -1; /* "Lind in Chad for talks" */
    if (place >= 0 && view_rel(view, place) == DEPREL_NMOD && view_has_case(view, place, TEXT("in")))
        place = view_token(view, place)->head;
    if (place >= 0 && place < noun && view_rel(view, place) == DEPREL_ROOT && frames_is_public(reader, view, place))
        return place;
    bool beside = up >= 0 && up < noun && view_rel(view, noun) == DEPREL_NMOD && is_occasion(view, noun);
    return beside && view_rel(view, up) == DEPREL_NSUBJ && frames_is_public(reader, view, up) ? up : -1;
}

/* "Called Lind a tyrant since the jailing of students", "hit Mali after the raid": whom one blames or punishes after a harm has
 * done it; -1. */
static int who_is_answered(const struct reader *reader, const struct view *view, const struct frame *frame, int verb)
{
    static const char *const cases[] = { "after", "since", "following" };
    bool harm = frame->act == ACT_ASSAULT || frame->act == ACT_COERCE, behind = false;
    for (size_t i = 0; harm && i < sizeof cases / sizeof *cases; i++)
        behind |= view_rel(view, frame->head) == DEPREL_OBL && view_has_case(view, frame->head, text_of(cases[i]));
    int object = behind ? view_object(view, verb) : -1;
    return object >= 0 && frames_is_public(reader, view, object) ? object : -1;
}

/* "Lind is in Oslo meeting with Berg": the parser may take the gerund for a noun, and the place for a part of its name; -1. */
static int name_with_place(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    int noun = frame->head, who = view_child(view, noun, DEPREL_NSUBJ);
    bool there = frames_is_joint(frame->act) && view_child(view, noun, DEPREL_COP) >= 0 && view_has_case(view, noun, TEXT("in"));
    return there && frames_is_public(reader, view, who) ? who : -1;
}

/* "Following the raid, Chad closed the border", "the army learned after the raid": what went before is not told of whoever acts
 * then; not "withdrew after the bombing of the capital". */
static bool went_before(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    static const char *const cases[] = { "after", "since", "following" };
    int noun = frame->head, up = view_token(view, noun)->head, whose = view_child(view, noun, DEPREL_NMOD);
    bool yields = frame->act == ACT_RETREAT || frame->act == ACT_CONCEDE;
    bool leaves = yields && whose >= 0 && view_has_case(view, whose, TEXT("of")) &&
                  frames_in_class(reader, view, whose, "forces"); /* "the rebels advanced after the withdrawal of foreign troops" */
    bool harms = frame->act == ACT_ASSAULT && view_child_word(view, noun, DEPREL_DET, "the") >= 0 && whose < 0;
    if (!harms && !leaves)
        return false;
    if (view_rel(view, noun) == DEPREL_OBJ && up >= 0 && view_is(view, up, "follow") && text_is(view_token(view, up)->xpos, "VBG"))
        return true;
    bool behind = false;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        behind |= view_has_case(view, noun, text_of(cases[i]));
    return behind;
}

static bool take_from_verb(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int verb = verb_over(reader, view, frame->head), name = verb < 0 ? name_over(reader, view, frame->head) : -1;
    if (verb < 0 && name < 0)
        name = name_with_place(reader, view, frame);
    if (went_before(reader, view, frame))
        return false;
    if (name >= 0)
        return frames_take(frame, name, ACTOR_VERB);
    int answered = verb < 0 ? -1 : who_is_answered(reader, view, frame, verb);
    if (answered >= 0)
        return frames_take(frame, answered, ACTOR_VERB);
    static const char *const getting[] = { "win", "get", "receive", "seek", "secure", "gain", "earn", "draw", "lose", "need",
                                           NULL };
    bool gets = verb >= 0 && frame->act == ACT_SUPPORT && view_is_any(view, verb, getting); /* "won endorsement" */
    bool suffers = verb >= 0 && !frames_is_joint(frame->act) &&
                   (gets || frames_in_class(reader, view, verb, "suffering") || frames_in_class(reader, view, verb, "judging"));
    if (verb < 0 || suffers || view_is_passive(view, verb) || !take_subject(reader, view, frame, verb, false))
        return false;
    if (frame->source == ACTOR_SHARED)
        frame->source = ACTOR_VERB;
    return true;
}

/* "Lind voiced hope for talks with Berg": the other side is whom the clause is about. */
static bool take_from_clause(const struct reader *reader, const struct view *view, struct frame *frame)
{
    enum { FARTHEST = 6 };
    int at = frame->head;
    for (int steps = 0; steps < FARTHEST; steps++) {
        enum deprel rel = view_rel(view, at);
        bool within = rel == DEPREL_NMOD || rel == DEPREL_OBL || rel == DEPREL_OBJ || rel == DEPREL_ADVCL || rel == DEPREL_ACL
                   || rel == DEPREL_XCOMP || rel == DEPREL_CONJ || rel == DEPREL_ADVMOD; /* "ahead of talks with" */
        at = view_token(view, at)->head;
        if (!within || at < 0)
            return false;
        int subject = view_is_verb(view, at) ? view_child(view, at, DEPREL_NSUBJ) : -1;
        if (subject >= 0)
            return frames_is_public(reader, view, subject) && frames_take(frame, subject, ACTOR_VERB);
    }
    return false;
}

/* "The call with Lind was useful, Berg said": of the two who spoke, one is who tells of it. */
static bool take_other_side(const struct reader *reader, const struct view *view, struct frame *frame)
{
    bool together = false;
    for (int i = 0; i < frame->entry->slot_count; i++) {
        const struct slot *slot = &frame->entry->slots[i];
        together |= frame->fillers[i] >= 0 && slot->role == ROLE_ACTOR && text_is(slot->prep, "with");
    }
    bool joined = together && view_rel(view, frame->head) == DEPREL_CONJ && view_child(view, frame->head, DEPREL_CASE) < 0;
    int first = joined ? view_token(view, frame->head)->head : -1;
    if (first >= 0 && view_is_nominal(view, first) && frames_take_owner(reader, view, frame, first))
        return true; /* "Lind's summit with Berg and talks with Sela" */
    return together && (take_from_verb(reader, view, frame)
                        || (speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER))
                        || (frame->act == ACT_MEET && take_from_clause(reader, view, frame)));
}

/* "Her release by the army": the owner of such a noun is whom it was done to. */
static bool needs_agent(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].required && text_is(frame->entry->slots[i].prep, "by"))
            return true;
    return false;
}

/* "There is no plan to send troops, the minister said", "there is every intention", "the aim is to send them": who says so has
 * none, or has it. */
static bool take_planner(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int noun = frame->head, up = view_token(view, noun)->head;
    if (frame->act != ACT_PLEDGE || up < 0 || view_rel(view, noun) != DEPREL_NSUBJ)
        return false;
    bool exists = view_child(view, up, DEPREL_EXPL) >= 0 && (view_child_word(view, noun, DEPREL_DET, "no") >= 0 ||
                                                             view_child_word(view, noun, DEPREL_DET, "every") >= 0);
    bool is_set = view_child(view, up, DEPREL_COP) >= 0 && view_child_word(view, up, DEPREL_MARK, "to") >= 0
               && view_child(view, noun, DEPREL_NMOD) < 0;
    return (exists || is_set) && speaker_is_known(reader, view, noun) && frames_take(frame, -1, ACTOR_SPEAKER);
}

/* "The farmers' protests", "a student march": the crowd before the noun. */
static bool take_crowd(const struct reader *reader, const struct view *view, struct frame *frame)
{
    for (int c = frame->act == ACT_PROTEST ? view->first[frame->head] : -1; c >= 0 && c < frame->head; c = view->next[c]) {
        bool before = view_rel(view, c) == DEPREL_NMOD_POSS || view_rel(view, c) == DEPREL_COMPOUND;
        if (before && frames_in_class(reader, view, c, "crowds"))
            return frames_take(frame, c, ACTOR_OWNER);
    }
    return false;
}

/* The public name that one of the frame's slots takes for whom it is directed at; -1. */
static int public_victim(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->fillers[i] >= 0 && (frame->entry->slots[i].role == ROLE_RECIPIENT || frame->as_recipient[i]))
            return frame->fillers[i];
    return -1;
}

/* "The killing of Lind", "sanctions on Chad": nobody is named for it, but the report has told who did so to them. */
static bool take_repeater(const struct reader *reader, const struct view *view, struct frame *frame)
{
    bool harms = frame->act == ACT_ASSAULT || frame->act == ACT_COERCE || frame->act == ACT_SANCTION;
    int victim = harms && !frame->loose ? public_victim(frame) : -1;
    const struct mention *mention = victim < 0 ? NULL : mention_at(reader->mentions, view->index, victim);
    bool has_owner = view_child(view, frame->head, DEPREL_NMOD_POSS) >= 0; /* "a gunman's attack" */
    for (int c = view->first[frame->head]; c >= 0 && !has_owner; c = view->next[c])
        has_owner = view_rel(view, c) == DEPREL_NMOD && view_has_case(view, c, TEXT("by"));
    return mention && mention->code.length && !has_owner && frames_take(frame, -1, ACTOR_REPEATER);
}

static bool find_for_noun(const struct reader *reader, const struct view *view, struct frame *frame)
{
    if (needs_agent(frame))
        return frames_take(frame, frames_role(frame, ROLE_ACTOR), ACTOR_AGENT);
    if (frames_take_owner(reader, view, frame, frame->head) || frames_take_maker_after(reader, view, frame)
        || take_other_side(reader, view, frame))
        return true;
    int parties = frames_role(frame, ROLE_ACTOR);
    if (parties >= 0)
        return frames_take(frame, parties, ACTOR_PARTIES);
    if (take_crowd(reader, view, frame))
        return true;
    if (frame->act == ACT_REQUEST && take_paragraph(reader, view, frame, frame->head))
        return true;
    return take_from_verb(reader, view, frame) || take_planner(reader, view, frame) || take_repeater(reader, view, frame);
}

bool frames_find_actor(const struct reader *reader, const struct view *view, struct frame *frame)
{
    switch (frame->entry->kind) {
    case ENTRY_NOUN:
        return find_for_noun(reader, view, frame);
    case ENTRY_VERDICT: case ENTRY_MODAL: case ENTRY_IMPERATIVE:
        return speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
    case ENTRY_ADJ:
        if (frame->act == ACT_COERCE && is_done_to(frame))
            return take_harmer(reader, view, frame);
        if (frames_role(frame, ROLE_TRIGGER) >= 0 && take_joint(reader, view, frame))
            return true;
        return take_subject(reader, view, frame, frame->head, true) || take_thing(reader, view, frame);
    default:
        return find_for_verb(reader, view, frame);
    }
}
