/* Meetings that are none: only asked for, held by a body within itself, told of as the place where somebody spoke. */
#include "reading/frames.h"

/* "Called for talks", "leverage in negotiations", "hope for a summit", "talks with Chad are impossible": nobody has met yet. */
static bool is_meeting_sought(const struct view *view, int noun)
{
    static const char *const nouns[] = { "leverage", "hand", "position", "hope", "window", "prospect", "chance", "possibility",
                                         "likelihood", "need", "call", "demand", "appeal", "readiness", "willingness", "openness",
                                         "refusal", "reluctance", "proposal", "framework", "envoy", "role", "alternative", "idea",
                                         "suggestion", "plea", "condition", "precondition", "obstacle", "preference", "opposition",
                                         "nature", "request", "offer", "invitation", NULL };
    static const char *const verbs[] = { "call", "urge", "demand", "propose", "suggest", "seek", "want", "need", "hint", "oppose",
                                         "prefer", "avoid", "offer", "push", "press", "advocate", "envisage", "envision", "foresee",
                                         "require", "hope", NULL };
    static const char *const judged[] = { "impossible", "possible", "unlikely", "necessary", "needed", "essential", "crucial",
                                          "pointless", "futile", "useless", "conditional", NULL };
    static const char *const cases[] = { "for", "of", "on", "about", "towards", "toward", "to", "in", "at", NULL };
    enum deprel rel = view_rel(view, noun);
    int up = view_token(view, noun)->head;
    if (up < 0)
        return false;
    if (rel == DEPREL_NSUBJ && view_child(view, up, DEPREL_COP) >= 0)
        return view_is_any(view, up, judged);
    if (up > noun)
        return rel == DEPREL_COMPOUND && view_is(view, up, "envoy");
    int before = view->left[noun] - 1; /* "gave Chad leverage in negotiations": hung on the verb */
    if (view_is_verb(view, up) && rel == DEPREL_OBL && before > up && view_is_any(view, before, nouns))
        return true;
    if (view_is_verb(view, up))
        return view_has_any_case(view, noun, cases) ? view_is_any(view, up, verbs)
                                                    : rel == DEPREL_OBJ && !view_is(view, up, "call") &&
                                                      view_is_any(view, up, verbs);
    return rel == DEPREL_NMOD && view_has_any_case(view, noun, cases) && view_is_any(view, up, nouns);
}

/* "Spoke at a news conference with Lind", "speaks during a rally with miners": with whom the occasion was held, which tells of
 * itself. */
static bool speaks_at_occasion(const struct view *view, const struct frame *frame)
{
    static const char *const speech[] = { "speak", "talk", "chat", NULL };
    static const char *const cases[] = { "at", "in", "during", "after", "following", "before", "ahead", NULL };
    static const char *const occasions[] = { "conference", "briefing", "event", "rally", "ceremony", "appearance", "meeting",
                                             "summit", "call", "visit", "dinner", "lunch", "discussion", "conversation", "session",
                                             "forum", "solidarity", NULL };
    const struct slot *slot = frame->entry->slots;
    bool speaks = frame->entry->slot_count && text_is(slot->prep, "with");
    int with = speaks && view_is_any(view, frame->head, speech) ? frame->fillers[0] : -1;
    for (int c = with < 0 ? -1 : view->first[frame->head]; c >= 0 && c < with; c = view->next[c])
        if (c > frame->head && view_is_any(view, c, occasions) && view_has_any_case(view, c, cases))
            return true;
    return false;
}

/* "Iranians gather for the funeral", "Malians made trips abroad": people of a state by themselves do not meet for it. */
static bool are_mere_people(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    const struct mention *mention = frames_actor(reader, view, frame);
    bool alone = frames_role(frame, ROLE_ACTOR) < 0 && frames_role(frame, ROLE_RECIPIENT) < 0;
    return alone && mention && mention->is_people && !frames_are_several(reader, view, frame->actor);
}

/* "Berg spoke at the start of the meeting": who else met is not told, and of what was told before it is only the time. */
static bool is_the_meeting(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    static const char *const nouns[] = { "meeting", "talk", "negotiation", "session", "gathering", "conference", "summit", NULL };
    int noun = frame->head, up = view_token(view, noun)->head, object = up < 0 ? -1 : view_object(view, up);
    bool alone = frame->source == ACTOR_VERB && frame->entry->kind == ENTRY_NOUN && frames_role(frame, ROLE_ACTOR) < 0;
    bool known = view_child_word(view, noun, DEPREL_DET, "the") >= 0 || view_child_word(view, noun, DEPREL_DET, "this") >= 0;
    return alone && known && view_is_any(view, noun, nouns) && view_rel(view, noun) != DEPREL_OBJ &&
           !frames_is_public(reader, view, object) && !frames_are_several(reader, view, frame->actor);
}

/* "At a WHO meeting", "the UN climate talks", "meetings of the board": what a body holds within itself only tells where or
 * when. */
static bool is_meeting_of_one(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    static const char *const trips[] = { "visit", "trip", "tour", "call", "delegation", "presence", "participation", "attendance",
                                         "mediation", NULL };
    const struct mention *mention = frames_actor(reader, view, frame);
    bool noun = frame->entry->kind == ENTRY_NOUN && frames_role(frame, ROLE_ACTOR) < 0;
    bool named = frame->source == ACTOR_MODIFIER || frame->source == ACTOR_OF;
    static const char *const bodies[] = { "cabinet", "committee", "board", "council", "parliament", "congress", "commission",
                                          "assembly", "panel", NULL };
    bool body = mention && (view_token(view, frame->actor)->upos == UPOS_NOUN
                                ? view_is_any(view, frame->actor, bodies)
                                : mention->kind == MENTION_ORGANISATION || mention->kind == MENTION_BODY);
    return noun && named && body && !mention->member_count && !view_is_any(view, frame->head, trips) &&
           !frames_are_several(reader, view, frame->actor);
}

/* "The deal, announced by Qatar": who only tells of it is no party to it. */
static bool only_announces(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    static const char *const words[] = { "announce", "release", "unveil", "publish", NULL };
    bool agent = frame->passive && frame->source == ACTOR_AGENT && view_is_any(view, frame->head, words);
    return agent && !frames_are_several(reader, view, frame->actor);
}

const char *frames_meets_nobody(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    if (frame->act == ACT_AGREE)
        return only_announces(reader, view, frame) ? "it is only announced by one" : NULL;
    if (frame->entry->kind == ENTRY_NOUN && is_meeting_sought(view, frame->head))
        return "nobody has met yet";
    if (speaks_at_occasion(view, frame))
        return "it is only where somebody spoke";
    if (is_the_meeting(reader, view, frame))
        return "it is only when somebody spoke";
    if (are_mere_people(reader, view, frame) || is_meeting_of_one(reader, view, frame))
        return "nobody meets anybody else";
    return NULL;
}
