/* Recipients of a statement: who stands in the entry's slots, who is given to, who is named with the object or after the
 * trigger. */
#include "reading/aims.h"

/* Whether somebody public stands there who can receive: troops, a brigade, an army without a state's name are given rather than
 * given to. */
static bool can_receive(const struct reading *reading, const struct view *view, int at)
{
    const struct mention *mention = at < 0 ? NULL : mention_at(&reading->mentions, view->index, at);
    if (at < 0 || !frames_is_public(&reading->reader, view, at))
        return false;
    char first = mention && mention->kind == MENTION_BODY && mention->text.length ? mention->text.at[0] : 'A';
    return !(first >= 'a' && first <= 'z') && !(first >= '0' && first <= '9');
}

struct gift fields_gift(const struct reading *reading, const struct view *view, int verb)
{
    struct gift gift = { -1, -1 };
    static const struct text to[] = { { "to", 2 }, { "for", 3 }, { "with", 4 } };
    int object = view_object(view, verb), second = view_child(view, verb, DEPREL_IOBJ);
    struct slot slot = { .name = SLOT_PREP };
    for (int i = 0; i < 3; i++) {
        slot.prep = to[i];
        int at = frames_slot_at(view, &slot, verb, false);
        bool who = can_receive(reading, view, at);
        if (who && gift.receiver < 0)
            gift.receiver = at;
        else if (at >= 0 && !who && i == 2 && gift.thing < 0 && can_receive(reading, view, object))
            gift.thing = at; /* "provide Ukraine with tanks" */
    }
    if (can_receive(reading, view, second))
        gift.receiver = second;
    if (can_receive(reading, view, object) && !view_is_passive(view, verb))
        gift.receiver = object;
    else if (gift.thing < 0)
        gift.thing = object;
    return gift;
}

int fields_against(const struct reading *reading, const struct view *view, int noun)
{
    const struct reader *reader = &reading->reader;
    bool punishes = frames_in_class(reader, view, noun, "sanctions") || frames_in_class(reader, view, noun, "duties");
    for (int c = view->first[noun]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_NMOD && frames_is_public(reader, view, c) &&
            (view_has_case(view, c, TEXT("against")) || (punishes && view_has_case(view, c, TEXT("on")))))
            return c;
    return -1;
}

/* Somebody public who owns, makes or is named with the nominal: "Russia's attack", "Russian banks", "the attack by Russia". */
static int party_within(const struct reading *reading, const struct view *view, int at, int depth)
{
    int against = fields_against(reading, view, at);
    if (against >= 0)
        return against;
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool names = rel == DEPREL_NMOD_POSS || rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD
                  || rel == DEPREL_NMOD_DESC;
        if (names && frames_is_public(&reading->reader, view, c))
            return c;
    }
    for (int c = view->first[at]; c >= 0 && depth > 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_NMOD || view_rel(view, c) == DEPREL_CONJ || view_rel(view, c) == DEPREL_NMOD_POSS) {
            int inner = party_within(reading, view, c, depth - 1);
            if (inner >= 0)
                return inner;
        }
    return -1;
}

/* "Belarusian banks", "Iran's ships". */
static bool has_public_modifier(const struct reading *reading, const struct view *view, int at)
{
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        if (c < at && frames_is_public(&reading->reader, view, c))
            return true;
    return false;
}

/* Who is punished or arrested without being public, where the slot takes only public names: "sanctions on two banks in Minsk",
 * but not "on two Belarusian banks", which stand for their state; -1. */
static int private_at(const struct reading *reading, const struct view *view, const struct frame *frame, int number)
{
    const struct slot *slot = &frame->entry->slots[number];
    bool whom = slot->role == ROLE_RECIPIENT || slot->role == ROLE_EITHER;
    if (!whom || (frame->act != ACT_SANCTION && frame->act != ACT_COERCE))
        return -1;
    int at = frames_slot_at(view, slot, frame->head, view_is_passive(view, frame->head)), object = frames_role(frame, ROLE_OBJECT);
    if (at < 0 && slot->name == SLOT_PREP && object >= 0)
        at = frames_slot_at(view, slot, object, false);
    const struct mention *mention = at < 0 ? NULL : mention_at(&reading->mentions, view->index, at);
    bool private = mention && !mention->is_public && !mention->code.length && !mention->is_pronoun && mention->head == at;
    return private && !has_public_modifier(reading, view, at) ? at : -1;
}

static void add_from_slots(const struct reading *reading, const struct view *view, const struct frame *frame,
                           struct party_list *out)
{
    const struct entry *entry = frame->entry;
    for (int i = 0; i < entry->slot_count; i++) {
        uint8_t role = entry->slots[i].role;
        bool recipient = role == ROLE_RECIPIENT || (role == ROLE_EITHER && frame->as_recipient[i]) ||
                         (role == ROLE_ACTOR && frames_is_refused_to_others(frame));
        if (frame->fillers[i] >= 0 && recipient && frame->fillers[i] != frame->actor)
            fields_add_parties(reading, view, frame->fillers[i], out);
    }
}

/* Who is given to by the verb that the trigger carries, or by the trigger itself. */
static void add_receiver(const struct reading *reading, const struct view *view, const struct frame *frame, struct party_list *out)
{
    const struct entry *entry = frame->entry;
    for (int i = 0; i < entry->slot_count; i++) {
        bool tells = entry->slots[i].name == SLOT_XCOMP || (entry->slots[i].name == SLOT_THAT && frame->act == ACT_PLEDGE);
        if (tells && frame->fillers[i] >= 0 && view_is_verb(view, frame->fillers[i])) {
            int verb = frames_content(&reading->reader, view, frame->fillers[i]);
            fields_add_parties(reading, view, fields_gift(reading, view, verb).receiver, out);
        }
    }
    if (entry->kind == ENTRY_WILL || entry->act == ACT_AID)
        fields_add_parties(reading, view, fields_gift(reading, view, frame->head).receiver, out);
}

/* Of whom a clause speaks: "said Russia was to blame", "insisted that Iran leave". */
static void add_clause_subject(const struct reading *reading, const struct view *view, const struct frame *frame,
                               struct party_list *out)
{
    for (int i = 0; i < frame->entry->slot_count; i++) {
        int clause = frame->fillers[i];
        bool told = clause >= 0 && frame->entry->slots[i].name == SLOT_THAT && view_is_verb(view, clause);
        int subject = told ? view_subject(view, clause) : -1;
        if (subject >= 0 && subject != frame->actor && frames_is_public(&reading->reader, view, subject))
            fields_add_parties(reading, view, subject, out);
    }
}

/* Acts that are nearly always directed at somebody. */
static bool is_directed(uint16_t act)
{
    switch (act) {
    case ACT_PLEDGE: case ACT_AID: case ACT_OFFER: case ACT_WITHDRAW: case ACT_SUPPORT: case ACT_ACCUSE: case ACT_THREATEN:
    case ACT_SANCTION: case ACT_ASSAULT: case ACT_COERCE: case ACT_RETREAT: case ACT_DECLINE: case ACT_REJECT:
        return true;
    default:
        return false;
    }
}

/* The first public name in the words after the trigger that belong to it, clauses of others left out. */
static void add_named_after(const struct reading *reading, const struct view *view, const struct frame *frame,
                            struct party_list *out)
{
    for (int at = frame->head + 1; at < view->right[frame->head]; at++) {
        enum deprel rel = view_rel(view, at);
        if (at == frame->actor || !can_receive(reading, view, at) || rel == DEPREL_NSUBJ || rel == DEPREL_OBL_AGENT)
            continue;
        const struct mention *mention = mention_at(&reading->mentions, view->index, at);
        if (!mention->code.length && mention->kind != MENTION_COLLECTIVE)
            continue; /* "troops", "a brigade": means rather than receivers */
        fields_add_parties(reading, view, at, out);
        return;
    }
}

/* Whom the same act of the same actor was directed at, when it was told before: "the sanctions also block". */
static void add_known(const struct reading *reading, const struct statement *statement, struct party_list *out)
{
    for (size_t i = reading->kept->count; i-- > 0;) {
        const struct statement *old = &reading->kept->items[i];
        bool both = old->act == statement->act && old->actors.count && statement->actors.count;
        /* Two groups without a code are taken for the same: "26 nations", then "all 26 countries". */
        bool same = both && text_equals(old->actors.items[0].code, statement->actors.items[0].code);
        for (size_t k = 0; same && k < old->recipients.count; k++)
            fields_add_party(reading, &old->recipients.items[k], out);
        if (same && old->recipients.count)
            return;
    }
}

static bool still_nobody(const struct statement *out)
{
    for (size_t i = 0; i < out->recipients.count; i++)
        for (size_t k = 0; k < out->actors.count; k++)
            if (!out->actors.items[k].code.length || !text_equals(out->actors.items[k].code, out->recipients.items[i].code))
                return false;
    return !out->recipients.count || out->actors.count;
}

/* Slots of the entry first, then who is given to or spoken of, then who is named with the object, then what was told before. */
const char *fields_by_rule(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                           struct statement *out)
{
    struct party_list *recipients = &out->recipients;
    add_from_slots(reading, view, frame, recipients);
    if (!still_nobody(out))
        return "slots";
    for (int i = 0; i < frame->entry->slot_count; i++)
        fields_add_parties(reading, view, private_at(reading, view, frame, i), recipients);
    if (!still_nobody(out))
        return "private";
    add_receiver(reading, view, frame, recipients);
    if (!still_nobody(out))
        return "receiver";
    add_clause_subject(reading, view, frame, recipients);
    if (!still_nobody(out))
        return "clause";
    /* "Called for sanctions on Mali": who is asked to act is not whom the act would be against. */
    bool is_target = frame->act == ACT_REQUEST && object >= 0 && fields_against(reading, view, object) >= 0;
    int within = object >= 0 && !is_target ? party_within(reading, view, object, 2) : -1;
    if (within >= 0 && within != frame->actor)
        fields_add_parties(reading, view, within, recipients);
    if (!still_nobody(out))
        return "within";
    const struct statement *meant = object >= 0 ? fields_meant_by(reading, view, object) : NULL;
    for (size_t i = 0; meant && (frame->act == ACT_SUPPORT || frame->act == ACT_REJECT) && i < meant->actors.count; i++)
        fields_add_party(reading, &meant->actors.items[i], recipients);
    if (!still_nobody(out))
        return "meant";
    if (is_directed(frame->act))
        add_named_after(reading, view, frame, recipients);
    if (!still_nobody(out))
        return "after";
    if (is_directed(frame->act))
        add_known(reading, out, recipients);
    return still_nobody(out) ? "none" : "known";
}

static bool has_code_of(const struct party_list *list, const struct party *party)
{
    for (size_t i = 0; i < list->count; i++)
        if (aims_same(&list->items[i], party))
            return true;
    return false;
}

static bool is_own(const struct party *party, const struct party_list *actors)
{
    for (size_t k = 0; k < actors->count; k++)
        if (actors->items[k].code.length && text_equals(actors->items[k].code, party->code))
            return true;
    return false;
}

/* Nobody does something to himself: "Italy refused to send troops" says nothing of Italian troops as receivers. */
static void drop_own(struct party_list *recipients, const struct party_list *actors)
{
    size_t kept = 0;
    for (size_t i = 0; i < recipients->count; i++)
        if (!is_own(&recipients->items[i], actors))
            recipients->items[kept++] = recipients->items[i];
    recipients->count = kept;
}

/* Somebody of one's own state may be aimed at, but not beside other states. */
static bool aims_abroad(const struct party_list *recipients, const struct party_list *actors)
{
    for (size_t i = 0; i < recipients->count; i++)
        if (recipients->items[i].code.length && !is_own(&recipients->items[i], actors))
            return true;
    return false;
}

/* Whether a nominal belongs to what the trigger is done to: "tariffs on each other's goods", but no clause of its own. */
static bool hangs_on(const struct view *view, int at, int head)
{
    enum { FARTHEST = 5 };
    for (int steps = 0; at >= 0 && at != head && steps < FARTHEST; steps++) {
        enum deprel rel = view_rel(view, at);
        if (rel != DEPREL_NMOD_POSS && rel != DEPREL_NMOD && rel != DEPREL_OBJ && rel != DEPREL_OBL && rel != DEPREL_XCOMP &&
            rel != DEPREL_IOBJ)
            return false;
        at = view_token(view, at)->head;
    }
    return at == head;
}

/* "Blamed each other", "hit one another's ships": who acts is aimed at as well. */
static bool is_mutual(const struct view *view, const struct frame *frame)
{
    if (frames_is_joint(frame->act))
        return false;
    for (int at = frame->head + 1; at + 1 < view->right[frame->head]; at++) {
        bool words = (view_is(view, at, "each") && view_is(view, at + 1, "other"))
                  || (view_is(view, at, "one") && view_is(view, at + 1, "another"));
        int up = view_token(view, at + 1)->head;
        bool near = up == frame->head || (up >= 0 && view_token(view, up)->head == frame->head);
        if (words && (near || hangs_on(view, up == at ? at : at + 1, frame->head)))
            return true;
    }
    return false;
}

/* What the rules give is kept where it was learned that they are right; otherwise the likeliest aim, with those named beside it. */
void fields_take_aim(const struct reading *reading, const struct view *view, const struct aims *aims, int best,
                     struct statement *out)
{
    const struct aim *aim = &aims->items[best];
    if (aims->is_settled || (best && !aim->own && has_code_of(&aims->by_rule, &aim->party)))
        for (size_t i = 0; i < aims->by_rule.count; i++)
            fields_add_party(reading, &aims->by_rule.items[i], &out->recipients);
    else if (best && aim->token >= 0)
        fields_add_parties(reading, view, aim->token, &out->recipients);
    else if (best)
        fields_add_party(reading, &(struct party){ .text = aim->party.text, .code = aim->party.code }, &out->recipients);
    fields_drop_repeated(&out->recipients, &out->actors);
    if (aims_abroad(&out->recipients, &out->actors))
        drop_own(&out->recipients, &out->actors);
}

void fields_recipients(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                       struct statement *out)
{
    const struct confidence *weights = &reading->lexicon->recipients;
    if (is_mutual(view, frame)) {
        for (size_t i = 0; i < out->actors.count; i++)
            fields_add_party(reading, &out->actors.items[i], &out->recipients);
    } else if (!weights->room || frame->source == ACTOR_EARLIER || frame->act == ACTS_NONE) {
        fields_by_rule(reading, view, frame, object, out);
        fields_drop_repeated(&out->recipients, &out->actors);
        if (!weights->room || aims_abroad(&out->recipients, &out->actors))
            drop_own(&out->recipients, &out->actors);
    } else {
        struct aims aims;
        aims_find(reading, view, frame, object, out, &aims);
        fields_take_aim(reading, view, &aims, aims_best(weights, &aims), out);
    }
}
