/* Who stands as the subject of a verb: beside it, before what parts the two, at the head of a list, among those it counts. */
#include "reading/frames_inner.h"

/* What an official publisher writes is its own word where nobody else is named for it. */
bool frames_speaker_is_known(const struct reader *reader, const struct view *view, int at)
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
int frames_name_to_left(const struct reader *reader, const struct view *view, int verb)
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

bool frames_take_paragraph(const struct reader *reader, const struct view *view, struct frame *frame, int verb)
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

bool frames_take_subject(const struct reader *reader, const struct view *view, struct frame *frame, int verb, bool own_is_plain)
{
    if (frames_take_paragraph(reader, view, frame, verb))
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
