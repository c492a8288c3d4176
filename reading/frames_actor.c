/* Who acts: the subject of a verb, its agent, or whoever a passive and a thing belong to. */
#include "reading/frames_inner.h"

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
    static const char *const cases[] = { "in", "by", "from", "on", NULL };
    int found = -1;
    for (int c = view->first[text]; c >= 0 && found < 0; c = view->next[c]) {
        if (c < text)
            continue;
        const struct mention *mention = mention_at(reader->mentions, view->index, c);
        bool organ = mention && mention->kind == MENTION_BODY && mention->code.length && frames_is_public(reader, view, c);
        if (organ && view_has_any_case(view, c, cases))
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
    static const char *const outcomes[] = { "ceasefire", "cease-fire", "truce", "settlement", "strike", "support",
                                            "operation", NULL }; /* "Mali’s truce would bring a reprieve" */
    bool comes_of_it = frame->act == ACT_PLEDGE && !frame->passive && subject >= 0 && view_is_any(view, subject, outcomes);
    if (frame->entry->kind == ENTRY_WILL && (!paper || frame->act == ACT_DECLINE || !acts || comes_of_it))
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
    if (maker >= 0 && (paper || slot) && frames_take_subject(reader, view, frame, maker, false))
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
    bool said = frames_speaker_is_known(reader, view, frame->head) && frame->act != ACT_PLEDGE;
    if (!said && frame->act == ACT_MEET)
        return false; /* "the bill heads to the Senate" */
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
    static const char *const modals[] = { "would", "can", "should", NULL };
    bool guessed = parties < 0 && frame->act != ACT_COOPERATE; /* not "a deal can be signed", "a deal signed by dockers" */
    int agent = guessed ? view_agent(view, frame->head) : -1; /* but "agreed by the two regimes" */
    bool others = agent >= 0 && view_child(view, agent, DEPREL_NUMMOD) < 0;
    if (others || (parties < 0 && frame->act == ACT_AGREE && view_any_auxiliary(view, frame->head, modals) >= 0))
        return false;
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
    bool will = frame->entry->kind == ENTRY_WILL; /* "the bridge will help bring trade" */
    if (subject >= 0 && (will || view_token(view, subject)->head == frame->head))
        return false;
    static const char *const anybody[] = { "those",    "that",    "anyone",  "anybody", "everyone",
                                           "everybody", "someone", "whoever", "one",     NULL };
    if (subject >= 0 && view_rel(view, frame->head) == DEPREL_ACL_RELCL && view_is_any(view, subject, anybody))
        return false; /* "blamed those who tore up the pact" */
    bool tells_of_thing = subject >= 0 && view_rel(view, frame->head) == DEPREL_ACL_RELCL; /* "deplored the acts that killed ten" */
    if (frame->act == ACT_ASSAULT && (tells_of_thing || is_outcome(view, frame->head)))
        return false;
    int left = frames_name_to_left(reader, view, frame->head);
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
    return gives && is_thing && frames_speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
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
    return frames_take(frame, -1, frames_speaker_is_known(reader, view, frame->head) ? ACTOR_SPEAKER : ACTOR_SAME);
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
    return (threatens || forbids) && frames_speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
}

/* "Four were killed in the storm": nobody has done it. */
static bool is_mishap(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const cases[] = { "in", "by", "during", NULL };
    for (int c = view->first[verb]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_OBL_AGENT ||
            (frames_in_class(reader, view, c, "mishaps") && view_has_any_case(view, c, cases)))
            return true;
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
    if (frame->act == ACT_ACCUSE && view_negation(view, frame->head) >= 0) /* "he has not been charged" */
        return false;
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
    bool inquires = is_inquiry(view, frame), not_yet = view_negation(view, frame->head) >= 0;
    if (frame->act != ACT_ACCUSE || beside || not_yet || (!inquires && !frames_in_class(reader, view, frame->head, "policing")))
        return false;
    if (frames_speaker_is_known(reader, view, frame->head))
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
        return frames_speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
    if (frames_is_joint(frame->act) && those_between(frame) >= 0)
        return frames_take(frame, those_between(frame), ACTOR_PARTIES);
    int filler = -1;
    const struct slot *slot = subject_slot(frame, &filler);
    if (is_done_to(frame) && (frame->act == ACT_ASSAULT || frame->act == ACT_COERCE))
        return take_harmer(reader, view, frame);
    if (is_done_to(frame))
        return frames_speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
    if (slot && slot->role == ROLE_TRIGGER && frames_is_joint(frame->act))
        return take_joint(reader, view, frame);
    bool moves = slot && slot->role == ROLE_ANY && !frame->passive && view_object(view, frame->head) >= 0;
    if (moves && frames_role(frame, ROLE_ACTOR) < 0)
        return false; /* "Chad's ban angered farmers": they are angry, and not Chad */
    if (!frame->passive)
        return frames_take_subject(reader, view, frame, frame->head, true) || take_thing(reader, view, frame) ||
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
    /* "Tariffs would return, Lind said" */
    bool warns = frame->act == ACT_THREATEN && frames_speaker_is_known(reader, view, frame->head);
    return frames_take(frame, -1, warns ? ACTOR_SPEAKER : ACTOR_EARLIER);
}

/* "According to Chad", "according to a Chadian report": who is named as the source, or whose the source is. */
static bool take_source(const struct reader *reader, const struct view *view, struct frame *frame)
{
    int source = view_token(view, frame->head)->head;
    return frames_is_public(reader, view, source) ? frames_take(frame, source, ACTOR_OF)
                                                  : frames_take_owner(reader, view, frame, source);
}

bool frames_find_actor(const struct reader *reader, const struct view *view, struct frame *frame)
{
    switch (frame->entry->kind) {
    case ENTRY_NOUN:
        return frames_take_from_noun(reader, view, frame);
    case ENTRY_SOURCE:
        return take_source(reader, view, frame);
    case ENTRY_VERDICT: case ENTRY_MODAL: case ENTRY_IMPERATIVE:
        return frames_speaker_is_known(reader, view, frame->head) && frames_take(frame, -1, ACTOR_SPEAKER);
    case ENTRY_ADJ:
        if (frame->act == ACT_COERCE && is_done_to(frame))
            return take_harmer(reader, view, frame);
        if (frames_role(frame, ROLE_TRIGGER) >= 0 && take_joint(reader, view, frame))
            return true;
        return frames_take_subject(reader, view, frame, frame->head, true) || take_thing(reader, view, frame);
    default:
        return find_for_verb(reader, view, frame);
    }
}
