/* Whose a noun is: who made it, sent it, did it. */
#include "reading/frames.h"

/* "A request from Chad", "a visit from Lind": words, gifts and visits come from somebody; a retreat is from a place. */
static bool comes_from(const struct frame *frame)
{
    bool leaves = frame->act == ACT_RETREAT || frame->act == ACT_WITHDRAW || frame->act == ACT_COERCE || frame->act == ACT_CONCEDE;
    for (int i = 0; i < frame->entry->slot_count; i++)
        leaves |= text_is(frame->entry->slots[i].prep, "from");
    return frame->entry->kind == ENTRY_NOUN && !leaves;
}

/* "Its invasion by Chad", "the delivery of tanks to Mali by Chad": who stands in the by-phrase acts, whoever else is named around
 * the noun, and on whatever of its phrases the parser hung it; -1. */
static int agent_of_noun(const struct reader *reader, const struct view *view, int noun, int depth)
{
    int found = -1;
    for (int c = view->first[noun]; c >= 0 && found < 0; c = view->next[c]) {
        if (view_rel(view, c) != DEPREL_NMOD)
            continue;
        if (view_has_case(view, c, TEXT("by")) && frames_is_public(reader, view, c))
            found = c;
        else if (depth)
            found = agent_of_noun(reader, view, c, depth - 1);
    }
    return found;
}

/* "A Chadian-led raid": who leads it. */
static int leader_of(const struct reader *reader, const struct view *view, int participle)
{
    if (view_rel(view, participle) != DEPREL_AMOD || !view_is(view, participle, "led"))
        return -1;
    for (int c = view->first[participle]; c >= 0; c = view->next[c])
        if (c < participle && frames_is_public(reader, view, c))
            return c;
    return -1;
}

/* "An RSF drone strike", "a US air strike": the name before, which is no place; -1. */
static int maker_of_part(const struct reader *reader, const struct view *view, int part)
{
    int at = view_child(view, part, DEPREL_COMPOUND);
    const struct mention *mention = at < 0 ? NULL : mention_at(reader->mentions, view->index, at);
    struct text form = view_token(view, at < 0 ? part : at)->form;
    bool spelled = form.length > 1 && form.at[1] >= 'a' && form.at[1] <= 'z';
    return mention && mention->code.length && (mention->kind != MENTION_STATE || !spelled) ? at : -1;
}

/* "Chadian rescue teams", "an RSF drone strike": the parser hangs who it was on the word between; -1. */
static int owner_of_part(const struct reader *reader, const struct view *view, int part)
{
    bool plain = view_rel(view, part) == DEPREL_COMPOUND && view_token(view, part)->upos == UPOS_NOUN;
    int state = plain ? view_child(view, part, DEPREL_AMOD) : -1;
    if (plain && state < 0)
        state = maker_of_part(reader, view, part);
    return state >= 0 && state < part && frames_is_public(reader, view, state) ? state : -1;
}

/* "Deliveries of missiles": weapons without a state's name have no deliveries of their own. */
static bool is_bare_weapon(const struct reader *reader, const struct view *view, int at)
{
    const struct mention *mention = mention_at(reader->mentions, view->index, at);
    return mention && !mention->code.length && frames_in_class(reader, view, at, "weapons");
}

/* "The Vienna talks", "the Nairobi bombings", "the Tallinn summit promised …": where they were, and not who held them, carried them
 * out or spoke there. */
static bool is_scene(const struct reader *reader, const struct view *view, const struct frame *frame, int noun, int at)
{
    const struct mention *mention = mention_at(reader->mentions, view->index, at);
    bool takes_place = frames_is_joint(frame->act) || frame->act == ACT_ASSAULT || frame->act == ACT_PROTEST ||
                       frames_in_class(reader, view, noun, "meetings");
    return takes_place && mention && mention->is_seat;
}

/* "The Mali probe", "the Mali invasion": what is looked into or invaded, unless it is named as a people ("the Malian probe"). */
static bool is_done_to(const struct reader *reader, const struct view *view, int noun, int at)
{
    static const char *const nouns[] = { "investigation", "probe", "inquiry", "enquiry", "invasion", "annexation", NULL };
    const struct mention *mention = mention_at(reader->mentions, view->index, at);
    struct text form = view_token(view, at)->form;
    bool spelled = form.length > 1 && form.at[1] >= 'a' && form.at[1] <= 'z'; /* but "the US probe" */
    bool state = mention && mention->kind == MENTION_STATE && text_is(view_token(view, at)->xpos, "NNP");
    return state && spelled && view_is_any(view, noun, nouns);
}

/* "The Mali peace talks": the state is what is talked about; who takes part or calls them stands elsewhere. But "the Chad-Mali
 * peace talks". */
static bool is_topic(const struct reader *reader, const struct view *view, const struct frame *frame, int noun, int at)
{
    if (is_done_to(reader, view, noun, at))
        return true;
    bool about = frame->act == ACT_MEET && view_token(view, at)->upos == UPOS_PROPN
              && view_child_word(view, noun, DEPREL_COMPOUND, "peace") > at;
    return about && !mentions_are_hyphened(reader->mentions, reader->document, view->index, at);
}

bool frames_is_destination(const struct reader *reader, const struct view *view, const struct frame *frame, int noun, int at)
{
    static const char *const trips[] = { "visit", "trip", "tour", "journey", "stopover", "pilgrimage", NULL };
    const struct mention *mention = frame->act == ACT_MEET ? mention_at(reader->mentions, view->index, at) : NULL;
    bool place = mention && mention->kind == MENTION_STATE && view_token(view, at)->upos == UPOS_PROPN;
    return (place || (mention && !mention->code.length)) && view_is_any(view, noun, trips);
}

/* "A raid blamed on Chad", "an attack claimed by the rebels", "rockets fired by them": whom the report names as who did it; -1. */
static int blamed_with(const struct reader *reader, const struct view *view, int noun)
{
    static const struct { const char *verb; struct text prep; } words[] = {
        { "blame", { "on", 2 } }, { "pin", { "on", 2 } }, { "attribute", { "to", 2 } }, { "claim", { "by", 2 } },
        { "fire", { "by", 2 } }, { "launch", { "by", 2 } }, { "drop", { "by", 2 } }, { "carry", { "by", 2 } },
        { "lob", { "by", 2 } }, { "plant", { "by", 2 } }, { "fire", { "from", 4 } }, { "launch", { "from", 4 } },
    };
    int verb = view_child(view, noun, DEPREL_ACL), told = view_child(view, noun, DEPREL_ACL_RELCL);
    if (verb < 0)
        verb = told;
    for (size_t i = 0; verb > noun && i < sizeof words / sizeof *words; i++)
        for (int c = view_is(view, verb, words[i].verb) ? view->first[verb] : -1; c >= 0; c = view->next[c])
            if (c > verb && view_has_case(view, c, words[i].prep) && frames_is_public(reader, view, c))
                return c;
    return -1;
}

/* "The offer Chad made", "the pressure that it exerted": who made it, in the noun's relative clause; -1. */
static int maker_in_clause(const struct reader *reader, const struct view *view, int noun)
{
    static const char *const making[] = { "make", "issue", "exert", "generate", "submit", "extend", "voice", "raise", "present",
                                          "announce", "level", "give", NULL };
    for (int verb = view->first[noun]; verb >= 0; verb = view->next[verb]) {
        bool clause = view_rel(view, verb) == DEPREL_ACL || view_rel(view, verb) == DEPREL_ACL_RELCL;
        int maker = clause && verb > noun && view_is_any(view, verb, making) ? view_child(view, verb, DEPREL_NSUBJ) : -1;
        if (maker > noun && frames_is_public(reader, view, maker))
            return maker;
    }
    return -1;
}

/* The public owner or maker named around a noun; false and nothing taken when there is none. */
bool frames_take_owner(const struct reader *reader, const struct view *view, struct frame *frame, int noun)
{
    int agent = agent_of_noun(reader, view, noun, noun == frame->head ? 2 : 0);
    if (agent < 0)
        agent = blamed_with(reader, view, noun);
    if (agent < 0 && frame->entry->kind == ENTRY_NOUN && noun == frame->head)
        agent = maker_in_clause(reader, view, noun);
    if (agent >= 0)
        return frames_take(frame, agent, ACTOR_AGENT);
    bool of_is_slot = false;
    for (int i = 0; i < frame->entry->slot_count; i++)
        of_is_slot |= text_is(frame->entry->slots[i].prep, "of") && noun == frame->head;
    for (int c = view->first[noun]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool who = frames_is_public(reader, view, c), we = frames_is_we(view, c);
        if (rel == DEPREL_NMOD_POSS && (who || we))
            return frames_take(frame, we ? -1 : c, we ? ACTOR_WE : ACTOR_OWNER);
        if (leader_of(reader, view, c) >= 0)
            return frames_take(frame, leader_of(reader, view, c), ACTOR_MODIFIER);
        if (owner_of_part(reader, view, c) >= 0)
            return frames_take(frame, owner_of_part(reader, view, c), ACTOR_MODIFIER);
        if (!who)
            continue;
        bool before = c < noun && (rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD_DESC);
        if (before && (is_scene(reader, view, frame, noun, c) || is_topic(reader, view, frame, noun, c)
                       || frames_is_destination(reader, view, frame, noun, c)))
            continue;
        if (before)
            return frames_take(frame, c, ACTOR_MODIFIER);
        bool among = view_has_case(view, c, TEXT("among")) && frame->act != ACT_COOPERATE; /* "trade among" is no deed */
        if (rel == DEPREL_NMOD && (among || view_has_case(view, c, TEXT("between"))))
            return frames_take(frame, c, ACTOR_PARTIES);
        if (rel == DEPREL_NMOD && comes_from(frame) && view_has_case(view, c, TEXT("from")))
            return frames_take(frame, c, ACTOR_OF);
        if (rel == DEPREL_NMOD && !of_is_slot && view_has_case(view, c, TEXT("of")) && !is_bare_weapon(reader, view, c))
            return frames_take(frame, c, ACTOR_OF);
    }
    return false;
}

/* "The shelling of the port by Chad", "a visit to the port by Lind": where the by-phrase of the noun begins behind its other
 * phrase; the noun's next token. */
static int after_of_phrase(const struct view *view, int noun)
{
    enum { FARTHEST = 8 };
    int next = noun + 1;
    static const char *const preps[] = { "of", "to", "on", "against", "for", NULL };
    if (next >= view->count || !view_is_any(view, next, preps))
        return next;
    for (int at = next + 1; at < view->count && at - noun <= FARTHEST; at++) {
        if (view_is(view, at, "by"))
            return at;
        if (view_is_verb(view, at) || view_token(view, at)->upos == UPOS_PUNCT)
            return next;
    }
    return next;
}

/* "A visit from Lind", "a pledge by Chad": the words stand side by side, whatever the tree makes of them. */
bool frames_take_maker_after(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int prep = after_of_phrase(view, frame->head);
    bool by = prep + 1 < view->count && view_is(view, prep, "by"), from = prep + 1 < view->count && view_is(view, prep, "from");
    int maker = by || (from && frame->act == ACT_MEET) ? frames_public_from(reader, view, prep + 1) : -1;
    return maker >= 0 && frames_take(frame, maker, by ? ACTOR_AGENT : ACTOR_OF);
}
