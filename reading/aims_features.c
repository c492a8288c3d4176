/* What speaks for somebody being aimed at: the slot of the entry, the way through the tree, the place beside trigger and object. */
#include "reading/aims.h"

#include <string.h>

enum { LONGEST_WAY = 4 };

#define SHOW(text) (int)(text).length, (text).at
#define ADD(...) aims_describe(aiming, aim, __VA_ARGS__)

static struct text case_of(const struct view *view, int at)
{
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_CASE || view_rel(view, c) == DEPREL_MARK)
            return view_token(view, c)->lemma;
    return (struct text){ 0 };
}

static int depth_of(const struct view *view, int at)
{
    int depth = 0;
    for (; at >= 0 && depth < view->count; depth++)
        at = view_token(view, at)->head;
    return depth;
}

/* The words of a way; what is longer than anything that was ever learned is cut. */
struct words_of_way {
    char at[200];
    size_t length;
};

static void append(struct words_of_way *words, struct text text)
{
    size_t room = sizeof words->at - words->length, count = text.length < room ? text.length : room;
    if (count)
        memcpy(words->at + words->length, text.at, count);
    words->length += count;
}

/* The relations from the trigger to a token: "obj>nmod:of", "^nsubj"; empty when it is too far. */
static struct words_of_way way_to(const struct view *view, int from, int to)
{
    struct words_of_way words = { .length = 0 };
    int above = depth_of(view, from), below = depth_of(view, to), down[LONGEST_WAY], steps = 0, count = 0;
    for (; from != to && steps < LONGEST_WAY && from >= 0 && to >= 0; steps++)
        if (above >= below) {
            append(&words, TEXT("^"));
            append(&words, text_of(language_deprel_text(view_rel(view, from))));
            from = view_token(view, from)->head;
            above--;
        } else {
            down[count++] = to;
            to = view_token(view, to)->head;
            below--;
        }
    while (from == to && count--) {
        struct text word = case_of(view, down[count]);
        append(&words, TEXT(">"));
        append(&words, text_of(language_deprel_text(view_rel(view, down[count]))));
        append(&words, word.length ? TEXT(":") : TEXT(""));
        append(&words, word);
    }
    if (from != to)
        words.length = 0;
    return words;
}

static void add_way(const struct aiming *aiming, struct aim *aim, int at)
{
    const struct view *view = aiming->view;
    struct words_of_way way = way_to(view, aiming->frame->head, at);
    struct text word = case_of(view, at);
    if (way.length)
        ADD("way %.*s", (int)way.length, way.at);
    if (word.length)
        ADD("case %.*s", SHOW(word));
    ADD("relation %s%s%.*s", language_deprel_text(view_rel(view, at)), word.length ? " " : "", SHOW(word));
}

static void add_slots(const struct aiming *aiming, struct aim *aim, int at)
{
    static const char *const names[] = { "subj", "obj", "iobj", "xcomp", "that", "as", "prep" };
    const struct frame *frame = aiming->frame;
    for (int i = 0; i < frame->entry->slot_count; i++) {
        const struct slot *slot = &frame->entry->slots[i];
        int filler = frame->fillers[i];
        if (filler < 0)
            continue;
        if (filler == at && frames_is_for_recipient(frame, i)) {
            ADD("slot %s%.*s", names[slot->name], SHOW(slot->prep));
            ADD("slot %s%.*s %s", names[slot->name], SHOW(slot->prep), acts_kind_text(frame->entry->kind));
            ADD("in slot");
        } else if (view_inside(aiming->view, at, filler)) {
            ADD("%s %s%.*s", filler == at ? "is filler" : "within", names[slot->name], SHOW(slot->prep));
        }
    }
}

/* Who is given to, who does or undergoes what the entry's clauses tell. */
static void add_roles(const struct aiming *aiming, struct aim *aim, int at)
{
    const struct reading *reading = aiming->reading;
    const struct view *view = aiming->view;
    const struct frame *frame = aiming->frame;
    bool gives = frame->entry->kind == ENTRY_WILL || frame->entry->act == ACT_AID;
    if (gives && fields_gift(reading, view, frame->head).receiver == at)
        ADD("receives");
    for (int i = 0; i < frame->entry->slot_count; i++) {
        int filler = frame->fillers[i];
        if (filler < 0 || !view_is_verb(view, filler))
            continue;
        int verb = frames_content(&reading->reader, view, filler);
        if (frame->entry->slots[i].name == SLOT_XCOMP && fields_gift(reading, view, verb).receiver == at)
            ADD("receives");
        if (view_subject(view, filler) == at)
            ADD("does");
        if (view_object(view, verb) == at)
            ADD("undergoes");
    }
}

/* How it is told that somebody does something: "to leave", "must leave", "leaves". */
static const char *mood_of(const struct view *view, int verb)
{
    static const char *const musts[] = { "must", "should", "need", "ought", "have" };
    if (view_child_word(view, verb, DEPREL_MARK, "to") >= 0)
        return "infinitive";
    for (size_t i = 0; i < sizeof musts / sizeof *musts; i++)
        if (view_child_word(view, verb, DEPREL_AUX, musts[i]) >= 0)
            return "must";
    struct text tag = view_token(view, verb)->xpos;
    return text_is(tag, "VB") ? "bare" : text_is(tag, "VBG") ? "gerund" : "finite";
}

/* The infinitive of the trigger: "asked Mali to leave". */
static int infinitive_of(const struct view *view, int head)
{
    for (int c = view->first[head]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool clause = rel == DEPREL_ADVCL || rel == DEPREL_CCOMP;
        if (rel == DEPREL_XCOMP || (clause && view_child_word(view, c, DEPREL_MARK, "to") >= 0))
            return c;
    }
    return -1;
}

/* "Wants Mali to leave", "called on Mali to leave", "said that Mali must leave": who is to do what is spoken of. */
static void add_doing(const struct aiming *aiming, struct aim *aim, int at)
{
    const struct view *view = aiming->view;
    int up = view_token(view, at)->head, head = aiming->frame->head;
    if (up < 0)
        return;
    enum deprel rel = view_rel(view, at);
    bool does = rel == DEPREL_NSUBJ && view_is_verb(view, up) && !view_is_passive(view, up);
    if (does && (up != head || aiming->frame->entry->kind == ENTRY_MODAL)) {
        const char *where = up == head ? "itself" : view_inside(view, up, head) ? "below" : "outside";
        ADD("doer %s", where);
        ADD("doer %s %s", where, mood_of(view, up));
    }
    int inner = infinitive_of(view, head);
    if (up == head && at > head && inner > at)
        ADD("before infinitive");
    if (up == inner && view_rel(view, up) == DEPREL_XCOMP && rel == DEPREL_OBJ)
        ADD("object of infinitive");
}

/* Whether another name stands between the trigger and the token. */
static bool name_between(const struct aiming *aiming, int at)
{
    int head = aiming->frame->head, from = head < at ? head : at, to = head < at ? at : head;
    for (int i = from + 1; i < to; i++)
        if (frames_is_public(&aiming->reading->reader, aiming->view, i))
            return true;
    return false;
}

static void add_place(const struct aiming *aiming, struct aim *aim, int at)
{
    int head = aiming->frame->head, object = aiming->object, distance = at > head ? at - head : head - at;
    const char *side = at > head ? "after" : "before";
    ADD("%s", side);
    ADD("%s %s", side, distance < 3 ? "next" : distance < 6 ? "near" : distance < 12 ? "middle" : "far");
    ADD("%s %s", side, name_between(aiming, at) ? "another" : "first");
    ADD("%s %s", side, view_inside(aiming->view, at, head) ? "below" : "outside");
    if (object == at)
        ADD("is object");
    else if (object >= 0 && view_inside(aiming->view, at, object))
        ADD("in object");
    if (view_leaves_clause(aiming->view, at, head))
        ADD("other clause");
}

/* A person, company or crowd without a code. */
static bool is_private(const struct aiming *aiming, int at)
{
    const struct mention *mention = mention_at(&aiming->reading->mentions, aiming->view->index, at);
    return mention && !mention->is_public && !mention->is_pronoun && mention->head == at;
}

/* Whether a nominal stands where the entry has its recipients, though only somebody public fills a slot: "sanctions on two
 * banks". */
static bool is_at_slot(const struct aiming *aiming, int at)
{
    const struct frame *frame = aiming->frame;
    bool passive = view_is_passive(aiming->view, frame->head);
    for (int i = 0; i < frame->entry->slot_count; i++) {
        const struct slot *slot = &frame->entry->slots[i];
        bool whom = slot->role == ROLE_RECIPIENT || slot->role == ROLE_EITHER;
        if (whom && (frame->fillers[i] == at || frames_slot_at(aiming->view, slot, frame->head, passive) == at
                     || (aiming->object >= 0 && frames_slot_at(aiming->view, slot, aiming->object, false) == at)))
            return true;
    }
    return false;
}

static void add_kind(const struct aiming *aiming, struct aim *aim, int at)
{
    static const char *const kinds[] = { "state", "organisation", "group", "person", "body", "collective", "other" };
    const struct mention *mention = mention_at(&aiming->reading->mentions, aiming->view->index, at);
    bool small = mention->text.length && mention->text.at[0] >= 'a' && mention->text.at[0] <= 'z';
    ADD("kind %s", mention->kind == MENTION_BODY && small ? "unnamed body" : kinds[mention->kind]);
    ADD("%s", mention->code.length ? "code" : "no code");
    if (mention->is_modifier)
        ADD("modifier");
    if (!mention->is_public)
        ADD("private");
    int up = view_token(aiming->view, at)->head;
    if (!mention->is_public && is_at_slot(aiming, at))
        ADD("private at slot");
    else if (up >= 0 && is_private(aiming, up) && is_at_slot(aiming, up))
        ADD("of private at slot");
    if (mention->is_pronoun)
        ADD("pronoun");
}

/* Whether the frame is directed at one of the statement's actors: "Chad accused Mali, which denied it". */
static bool is_at_actor(const struct aiming *aiming, const struct frame *other)
{
    for (int i = 0; i < other->entry->slot_count; i++) {
        int filler = other->fillers[i];
        const struct mention *mention = filler < 0 ? NULL : mention_at(&aiming->reading->mentions, aiming->view->index, filler);
        if (mention && frames_is_for_recipient(other, i)) {
            struct party party = mention_party(mention);
            if (aims_is_among(&aiming->statement->actors, &party))
                return true;
        }
    }
    return false;
}

/* Whom other frames of the sentence are directed at, and who acts in them. */
static void add_others(const struct aiming *aiming, struct aim *aim, int at)
{
    const struct frame_list *frames = &aiming->reading->frames[aiming->view->index];
    const struct frame *own = aiming->frame;
    for (size_t f = 0; f < frames->count; f++) {
        const struct frame *other = &frames->items[f];
        if (other->head == own->head)
            continue;
        const char *alike = other->act == own->act ? " same" : "";
        const char *actor = other->actor >= 0 && other->actor == own->actor ? " by actor" : "";
        if (other->actor == at) {
            ADD("acts too%s", alike);
            if (other->act != ACTS_NONE)
                ADD("acts too %s", record_act_text((enum act)other->act));
            if (is_at_actor(aiming, other))
                ADD("acts on actor");
        }
        for (int i = 0; i < other->entry->slot_count; i++)
            if (other->fillers[i] == at && frames_is_for_recipient(other, i))
                ADD("receives too%s%s", alike, actor);
    }
}

/* The classes of the word at a token. */
static void add_classes(const struct aiming *aiming, struct aim *aim, const char *what, int at)
{
    const struct words *words = &aiming->reading->lexicon->words;
    const struct word *word = aiming->view->lemma[at];
    for (int part = 0; word && part < CLASS_SET_PARTS; part++)
        for (uint64_t left = word->classes.parts[part]; left; left &= left - 1)
            ADD("%s @%.*s", what, SHOW(words->classes[64 * part + __builtin_ctzll(left)]));
}

/* The word that a name hangs on: "a deal with Iran", "the troops of Chad"; who is under a verb of countering is not promised
 * anything. */
static void add_governor(const struct aiming *aiming, struct aim *aim, int at)
{
    int up = view_token(aiming->view, at)->head;
    if (up < 0 || up == aiming->frame->head)
        ADD("under %s", up < 0 ? "nothing" : "trigger");
    else {
        ADD("under %.*s", SHOW(view_token(aiming->view, up)->lemma));
        add_classes(aiming, aim, "under", up);
    }
}

/* Whose words the sentence reports is seldom whom they are aimed at. */
static void add_speaking(const struct aiming *aiming, struct aim *aim, int at)
{
    const struct attribution_list *list = &aiming->reading->attributions;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].source_sentence == aiming->view->index && list->items[i].source_token == at)
            ADD("speaks");
}

void aims_add_grammar(const struct aiming *aiming, struct aim *aim, int at)
{
    add_governor(aiming, aim, at);
    add_speaking(aiming, aim, at);
    add_way(aiming, aim, at);
    add_slots(aiming, aim, at);
    add_roles(aiming, aim, at);
    add_doing(aiming, aim, at);
    add_place(aiming, aim, at);
    add_kind(aiming, aim, at);
    add_others(aiming, aim, at);
}

void aims_add_nobody(const struct aiming *aiming, struct aim *aim)
{
    const struct view *view = aiming->view;
    const struct frame *frame = aiming->frame;
    const struct entry *entry = frame->entry;
    bool slot = frames_names_recipient(frame);
    ADD("nobody");
    ADD("nobody %s", acts_kind_text(entry->kind));
    ADD("nobody entry %d %.*s", entry->slot_count, SHOW(entry->words));
    ADD("nobody word %.*s", SHOW(view_token(view, frame->head)->lemma));
    ADD("nobody %s", aiming->object >= 0 ? "object" : "no object");
    ADD("nobody %s", slot ? "slot" : "no slot");
    ADD("nobody %s", record_status_text(aiming->statement->status));
    ADD("nobody %s", aiming->statement->actors.count > 1 ? "several actors" : "one actor");
    if (view->sentence->is_title)
        ADD("nobody title");
    if (aiming->object >= 0) {
        ADD("nobody thing %.*s", SHOW(view_token(view, aiming->object)->lemma));
        add_classes(aiming, aim, "nobody object", aiming->object);
    }
}
