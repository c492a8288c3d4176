/* Who does what a noun tells of: its owner, its maker, the subject of the verb around it, who did the same before. */
#include "reading/frames_inner.h"

/* "In a statement", "after talks", "on a visit": what somebody does meanwhile. */
static bool is_occasion(const struct view *view, int noun)
{
    if (view_has_case(view, noun, TEXT("on")))
        return view_is(view, noun, "visit") || view_is(view, noun, "trip") || view_is(view, noun, "tour");
    static const char *const cases[] = { "in", "at", "after", "during", "following", "since", "by", "through", "under", NULL };
    return view_has_any_case(view, noun, cases);
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
    static const char *const cases[] = { "after", "since", "following", NULL };
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
    static const char *const cases[] = { "after", "since", "following", NULL };
    int noun = frame->head, up = view_token(view, noun)->head, whose = view_child(view, noun, DEPREL_NMOD);
    bool yields = frame->act == ACT_RETREAT || frame->act == ACT_CONCEDE;
    bool leaves = yields && whose >= 0 && view_has_case(view, whose, TEXT("of")) &&
                  frames_in_class(reader, view, whose, "forces"); /* "the rebels advanced after the withdrawal of foreign troops" */
    bool harms = frame->act == ACT_ASSAULT && view_child_word(view, noun, DEPREL_DET, "the") >= 0 && whose < 0;
    if (!harms && !leaves)
        return false;
    if (view_rel(view, noun) == DEPREL_OBJ && up >= 0 && view_is(view, up, "follow") && text_is(view_token(view, up)->xpos, "VBG"))
        return true;
    return view_has_any_case(view, noun, cases);
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
    if (verb < 0 || suffers || view_is_passive(view, verb) || !frames_take_subject(reader, view, frame, verb, false))
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
                        || (frames_speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER))
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
    return (exists || is_set) && frames_speaker_is_known(reader, view, noun) && frames_take(frame, -1, ACTOR_SPEAKER);
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

bool frames_take_from_noun(const struct reader *reader, const struct view *view, struct frame *frame)
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
    if (frame->act == ACT_REQUEST && frames_take_paragraph(reader, view, frame, frame->head))
        return true;
    return take_from_verb(reader, view, frame) || take_planner(reader, view, frame) || take_repeater(reader, view, frame);
}
