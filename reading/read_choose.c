/* Which candidates of a sentence are told: the likeliest at each word, none that another only speaks of, none twice. */
#include "reading/read.h"

/* "Will continue to support": the same promise by two verbs is one. */
static void find_groups(struct candidate_list *list, size_t from)
{
    for (size_t i = from; i < list->count; i++) {
        struct candidate *inner = &list->items[i];
        inner->group = inner->frame.head;
        for (size_t k = from; k < list->count; k++) {
            const struct candidate *outer = &list->items[k];
            if (outer->frame.head == inner->frame.part_head && outer->statement.act == inner->statement.act)
                inner->group = outer->frame.head;
        }
    }
}

/* Of a group the likeliest is kept; of those equally likely, the one whose entry fits best. */
static void choose_in_groups(struct candidate_list *list, size_t from)
{
    for (size_t i = from; i < list->count; i++) {
        struct candidate *a = &list->items[i];
        a->chosen = true;
        for (size_t k = from; k < i; k++) {
            struct candidate *b = &list->items[k];
            if (!b->chosen || a->group != b->group)
                continue;
            int by = a->statement.confidence - b->statement.confidence;
            if (!by)
                by = frames_rank(&a->frame) - frames_rank(&b->frame);
            (by > 0 ? b : a)->chosen = false;
        }
    }
}

/* Acts whose content is told by their complement and is not done with them: "declined to commit troops", "threatened to raise
 * tariffs", "urged Norway to deliver". */
static bool only_speaks_of(enum act act)
{
    switch (act) {
    case ACT_DECLINE: case ACT_WITHDRAW: case ACT_REJECT: case ACT_DENY: case ACT_RETREAT: case ACT_THREATEN: case ACT_REQUEST:
        return true;
    default:
        return false;
    }
}

/* Whether a token fills a slot of this name. */
static bool fills(const struct frame *frame, enum slot_name name, int token)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].name == name && frame->fillers[i] == token)
            return true;
    return false;
}

/* Whether the verb of the inner frame is the outer one's complement. */
static bool is_complement(const struct frame *inner, const struct frame *outer)
{
    return fills(outer, SLOT_XCOMP, inner->head) || outer->head == inner->part_head;
}

/* Whether the inner frame tells the clause that is claimed or denied: that stays inside the claim. */
static bool is_claimed(const struct view *view, const struct frame *inner, const struct candidate *outer)
{
    bool claims = outer->statement.act == ACT_CLAIM || outer->statement.act == ACT_DENY;
    return claims && fills(&outer->frame, SLOT_THAT, inner->head) && !view_leaves_clause(view, inner->head, outer->frame.head);
}

static bool same_parties(const struct party_list *a, const struct party_list *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = text_equals(a->items[i].code, b->items[i].code)
            && (a->items[i].code.length || text_equals(a->items[i].text, b->items[i].text));
    return same;
}

/* "Peru warned that it would close the border": what one threatens to do is told by the threat. */
static bool is_threatened(const struct candidate *inner, const struct candidate *outer)
{
    return outer->statement.act == ACT_THREATEN && fills(&outer->frame, SLOT_THAT, inner->frame.head)
        && same_parties(&inner->statement.actors, &outer->statement.actors);
}

/* "Peru withdrew its pledge of ships": what one takes back is told by the withdrawal. */
static bool is_taken_back(const struct candidate *inner, const struct candidate *outer)
{
    enum act act = inner->statement.act;
    return outer->statement.act == ACT_WITHDRAW && (act == ACT_PLEDGE || act == ACT_OFFER)
        && fills(&outer->frame, SLOT_OBJ, inner->frame.head) && same_parties(&inner->statement.actors, &outer->statement.actors);
}

/* Whether the inner frame tells what the outer act depends on: "will pay, provided that Norway agrees". */
static bool is_condition(const struct view *view, const struct frame *inner, const struct candidate *outer)
{
    const struct span *condition = &outer->statement.condition_span, *own = &view_token(view, inner->head)->span;
    return outer->statement.has_condition && own->from_byte >= condition->from_byte && own->to_byte <= condition->to_byte;
}

static bool has_recipient(const struct reading *reading, const struct view *view, const struct candidate *candidate)
{
    struct statement copy = candidate->statement;
    fields_recipients(reading, view, &candidate->frame, candidate->object, &copy);
    return copy.recipients.count > 0;
}

enum { CERTAIN = 500 }; /* thousandths, from which on an avowal is taken for what it says */

/* "Spain does not want peace, Portugal said", "Norway said it was not ruling out sending troops": who blames another for what it
 * does not do, or says what itself it may do or will not have ("it is not for sale"), denies nothing, if that is likelier; nor
 * does who insists that it will not have a thing, or respects one, claim anything. */
static bool says_more(const struct reading *reading, const struct view *view, const struct candidate *inner,
                      const struct candidate *outer)
{
    enum act act = inner->statement.act;
    bool commits = act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_DECLINE || act == ACT_REJECT || act == ACT_WITHDRAW;
    bool avows = outer->statement.act == ACT_CLAIM && (outer->frame.entry->if_own || view_is(view, outer->frame.head, "insist"));
    bool praises = act == ACT_SUPPORT && has_recipient(reading, view, inner); /* but "it respects the treaty" is claimed */
    if (avows)
        return (commits || praises || act == ACT_REQUEST) && inner->statement.confidence >= CERTAIN &&
               same_parties(&inner->statement.actors, &outer->statement.actors);
    bool refuses = commits && outer->frame.entry->if_contrary && inner->statement.confidence >= CERTAIN;
    bool likelier = inner->statement.confidence > outer->statement.confidence;
    return outer->statement.act == ACT_DENY && (refuses || (act == ACT_ACCUSE && likelier)) &&
           same_parties(&inner->statement.actors, &outer->statement.actors);
}

/* What is only spoken of is no act of its own. */
static void drop_spoken_of(const struct reading *reading, const struct view *view, struct candidate_list *list, size_t from)
{
    int threshold = reading->lexicon->confidence.threshold;
    for (size_t i = from; i < list->count; i++) {
        struct candidate *inner = &list->items[i];
        for (size_t k = from; k < list->count && inner->chosen; k++) {
            struct candidate *outer = &list->items[k];
            bool over = outer->frame.head != inner->frame.head && is_complement(&inner->frame, &outer->frame);
            bool spoken_of = (over && only_speaks_of(outer->statement.act)) || is_claimed(view, &inner->frame, outer) ||
                             is_condition(view, &inner->frame, outer) || is_threatened(inner, outer) || is_taken_back(inner, outer);
            if (spoken_of && outer->chosen && outer->statement.confidence >= threshold)
                *(says_more(reading, view, inner, outer) ? &outer->chosen : &inner->chosen) = false;
        }
    }
}

/* "Refused to accept the plan", "declined to agree to it": another's idea is rejected; but not "refused to agree to pay". */
static bool is_refused_plan(const struct view *view, const struct frame *inner, const struct frame *outer)
{
    bool of_thing = false;
    for (int i = 0; i < inner->entry->slot_count; i++)
        of_thing |= inner->fillers[i] >= 0 && view_is_nominal(view, inner->fillers[i]) && !view_is_verb(view, inner->fillers[i]);
    return of_thing && inner->act == ACT_REJECT && inner->entry->if_negated && !inner->loose &&
           fills(outer, SLOT_XCOMP, inner->head);
}

/* Who refuses to accept what another proposes rejects it, and does not only decline. */
static void take_refused_plans(const struct view *view, struct candidate_list *list, size_t from)
{
    for (size_t i = from; i < list->count; i++) {
        struct candidate *declined = &list->items[i];
        bool of_plan = false;
        for (size_t k = from; declined->chosen && declined->statement.act == ACT_DECLINE && k < list->count; k++)
            of_plan |= is_refused_plan(view, &list->items[k].frame, &declined->frame);
        for (size_t k = from; of_plan && k < list->count; k++) {
            struct candidate *rejected = &list->items[k];
            if (rejected->statement.act != ACT_REJECT || rejected->frame.head != declined->frame.head)
                continue;
            rejected->chosen = true;
            rejected->statement.confidence = declined->statement.confidence;
            declined->chosen = of_plan = false;
        }
    }
}

/* Whether both tell one promise: "promised that Oslo would send jets", "promised not to raise tariffs", "announced a package". */
static bool is_one_promise(const struct candidate *inner, const struct candidate *outer)
{
    enum act act = outer->statement.act;
    bool by_clause = inner->statement.act == act && fills(&outer->frame, SLOT_THAT, inner->frame.head);
    bool by_noun = inner->statement.act == act && fills(&outer->frame, SLOT_OBJ, inner->frame.head);
    bool forsworn = inner->statement.status == STATUS_NEGATED && is_complement(&inner->frame, &outer->frame);
    return (act == ACT_PLEDGE || act == ACT_OFFER) && (by_clause || by_noun || forsworn) &&
           same_parties(&inner->statement.actors, &outer->statement.actors);
}

/* "Said that Chad's cruel raid violated the truce": a word of the clause judges what the clause blames. */
static bool is_word_of_blame(const struct view *view, const struct candidate *inner, const struct candidate *outer)
{
    const struct frame *frame = &outer->frame;
    bool within = false;
    for (int i = 0; i < frame->entry->slot_count; i++)
        within |= frame->entry->slots[i].name == SLOT_THAT && frame->fillers[i] >= 0
               && view_inside(view, inner->frame.head, frame->fillers[i]);
    return within && frame->entry->if_blaming && view_rel(view, inner->frame.head) == DEPREL_AMOD;
}

static bool is_answer(const struct candidate *candidate)
{
    return candidate->statement.act == ACT_REJECT || candidate->statement.act == ACT_DENY;
}

/* "Chad and Mali found that …": of a list who speaks is often only the first. */
static bool is_led_by_same(const struct candidate *a, const struct candidate *b)
{
    const struct party_list *one = &a->statement.actors, *other = &b->statement.actors;
    return one->count && other->count && one->items[0].code.length && text_equals(one->items[0].code, other->items[0].code);
}

/* "Said the raid was cruel and unlawful", "said that Chad had broken the truce": one reproach, whatever words tell it; "said the
 * raid was unacceptable", "said the charge was a lie" is no reproach beside the answer. */
static bool is_one_reproach(const struct view *view, const struct candidate *inner, const struct candidate *outer)
{
    uint8_t kind = outer->frame.entry->kind;
    bool blames = outer->frame.entry->if_blaming && view_is_verb(view, inner->frame.head);
    bool judges = (inner->frame.entry->kind == ENTRY_VERDICT || blames) && outer->statement.act == ACT_ACCUSE &&
                  (inner->statement.act == ACT_ACCUSE || is_answer(inner));
    int head = inner->frame.head, first = view_rel(view, head) == DEPREL_CONJ ? view_token(view, head)->head : head;
    while (blames && view_rel(view, first) == DEPREL_XCOMP)
        first = view_token(view, first)->head; /* "said that Chad kept breaking" */
    bool same = kind == ENTRY_VERDICT ? first != head && first == outer->frame.head
                                      : outer->frame.entry->if_blaming && fills(&outer->frame, SLOT_THAT, first);
    return judges && (same || is_word_of_blame(view, inner, outer)) &&
           (same_parties(&inner->statement.actors, &outer->statement.actors) || (blames && same && is_led_by_same(inner, outer)));
}

/* Whether a token is one of the words that tell of an attack: "raid", "launched a raid". */
static bool is_deed(const struct candidate *deed, int token)
{
    return token >= 0 && (deed->frame.head == token || deed->frame.helper == token || fills(&deed->frame, SLOT_OBJ, token));
}

/* "Killed in a raid", "by shelling", "injured when the house was hit", "the killing of ten in a raid": the deed stands below. */
static bool is_below(const struct view *view, int deed, int effect)
{
    enum deprel rel = view_rel(view, deed);
    bool joined = rel == DEPREL_OBL || rel == DEPREL_OBL_AGENT || rel == DEPREL_NMOD || rel == DEPREL_ADVCL;
    return joined && view_token(view, deed)->head == effect;
}

/* What an attack did is told beside it: "a raid that killed ten", "shelled the camp, killing ten and wounding five". */
static bool is_its_effect(const struct reading *reading, const struct view *view, const struct candidate *effect,
                          const struct candidate *deed)
{
    int head = effect->frame.head, first = view_first_of_verbs(view, head), up = view_token(view, first)->head;
    enum deprel rel = view_rel(view, first);
    if (!frames_in_class(&reading->reader, view, head, "effects"))
        return false;
    if (first != head && deed->frame.head == first && frames_in_class(&reading->reader, view, first, "effects"))
        return true;
    bool above = rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_ADVCL || rel == DEPREL_XCOMP;
    return (above && is_deed(deed, up)) || is_below(view, deed->frame.head, first);
}

/* "The shelling of the camp by Chad left ten dead": the deed and what it did. */
static bool is_one_deed(const struct reading *reading, const struct view *view, const struct candidate *inner,
                        const struct candidate *outer)
{
    bool named = inner->frame.entry->kind == ENTRY_NOUN && view_subject(view, outer->frame.head) == inner->frame.head;
    return inner->statement.act == ACT_ASSAULT && outer->statement.act == ACT_ASSAULT &&
           (named || is_its_effect(reading, view, outer, inner)) &&
           same_parties(&inner->statement.actors, &outer->statement.actors);
}

/* "The army said the rebels had shelled the port", "a strike killed ten, the ministry says": the clause tells the deed. */
static bool tells_deed(const struct reading *reading, const struct view *view, const struct frame *deed, const struct frame *said)
{
    int head = deed->head, verb = view_token(view, head)->head;
    bool harms = verb >= 0 && view_subject(view, verb) == head && frames_in_class(&reading->reader, view, verb, "attacking");
    return fills(said, SLOT_THAT, head) || (harms && fills(said, SLOT_THAT, verb));
}

/* Who only says that a likely deed was done blames nobody beside it. */
static void drop_told_deeds(const struct reading *reading, const struct view *view, struct candidate_list *list, size_t from)
{
    enum { LIKELY = 400 };
    for (size_t i = from; i < list->count; i++) {
        const struct candidate *deed = &list->items[i];
        bool told = deed->chosen && (deed->statement.act == ACT_ASSAULT || deed->statement.act == ACT_COERCE);
        for (size_t k = from; k < list->count && told && deed->statement.confidence >= LIKELY; k++) {
            struct candidate *other = &list->items[k];
            bool blames = other->statement.act == ACT_ACCUSE && other->frame.entry->if_blaming;
            if (blames && view_is(view, other->frame.head, "say") && tells_deed(reading, view, &deed->frame, &other->frame))
                other->chosen = false;
        }
    }
}

/* What is told by two words is as likely as the likelier of them. */
static void join_told_twice(const struct reading *reading, const struct view *view, struct candidate_list *list, size_t from)
{
    for (size_t i = from; i < list->count; i++)
        for (size_t k = from; k < list->count; k++) {
            struct candidate *inner = &list->items[i], *outer = &list->items[k];
            bool both = i != k && inner->chosen && outer->chosen;
            bool deed = both && is_one_deed(reading, view, inner, outer);
            if (!both || (!deed && !is_one_promise(inner, outer) && !is_one_reproach(view, inner, outer)))
                continue;
            struct candidate *kept = deed || is_answer(inner) ? inner : outer;
            struct candidate *other = kept == inner ? outer : inner;
            if (kept->statement.confidence < other->statement.confidence)
                kept->statement.confidence = other->statement.confidence;
            other->chosen = false;
        }
}

/* Whether one's parties are some of the other's. */
static bool is_part_of(const struct party_list *part, const struct party_list *whole)
{
    size_t known = 0;
    for (size_t i = 0; i < part->count; i++)
        for (size_t k = 0; k < whole->count; k++)
            known += part->items[i].code.length && text_equals(part->items[i].code, whole->items[k].code);
    return part->count < whole->count && known >= part->count;
}

/* "Chad's agreement with Mali was signed": the noun names them both, the verb but one. */
static bool is_told_by_noun(const struct candidate *verb, const struct candidate *noun)
{
    bool takes = noun->frame.entry->kind == ENTRY_NOUN && (fills(&verb->frame, SLOT_OBJ, noun->frame.head) ||
                                                          fills(&verb->frame, SLOT_SUBJ, noun->frame.head));
    return takes && verb->statement.act == ACT_AGREE && is_part_of(&verb->statement.actors, &noun->statement.actors);
}

/* One sentence seldom tells the same act of the same actor twice: of two such, the less likely stays only where it is likely by
 * itself ("Norway condemned the raid and condemned the silence"). */
static void drop_repeats(struct candidate_list *list, size_t from)
{
    enum { LIKELY = 400, ONCE = 750 };
    for (size_t i = from; i < list->count; i++) {
        struct candidate *one = &list->items[i];
        enum act act = one->statement.act;
        bool once = act == ACT_MEET || act == ACT_AGREE || act == ACT_PROTEST; /* "will meet to continue their talks" */
        int likely = once ? ONCE : LIKELY;
        for (size_t k = from; k < list->count && one->chosen; k++) {
            const struct candidate *other = &list->items[k];
            if (other->chosen && other->statement.act == one->statement.act && is_told_by_noun(one, other))
                one->chosen = false;
            if (one->statement.confidence >= likely)
                continue;
            int by = other->statement.confidence - one->statement.confidence;
            if (k != i && other->chosen && other->statement.act == one->statement.act && (by > 0 || (!by && k < i))
                && same_parties(&other->statement.actors, &one->statement.actors))
                one->chosen = false;
        }
    }
}

void read_choose(const struct reading *reading, const struct view *view, struct candidate_list *list, size_t from)
{
    find_groups(list, from);
    choose_in_groups(list, from);
    take_refused_plans(view, list, from);
    drop_spoken_of(reading, view, list, from);
    drop_told_deeds(reading, view, list, from);
    join_told_twice(reading, view, list, from);
    drop_repeats(list, from);
}
