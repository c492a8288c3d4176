/* The frames of a sentence: entries tried at every token, the best kept for each act at each, and how they stand to each other. */
#include "reading/frames.h"

/* A verb under "must" is what somebody asks for, whatever it says. */
enum { MODAL_FIRST = 4000, WILL_FIRST = 600, LOOSE_LAST = -2000 };

enum { MANY_ENTRIES = 16 };

int frames_rank(const struct frame *frame)
{
    bool any_verb = frame->entry->kind == ENTRY_MODAL || frame->entry->kind == ENTRY_IMPERATIVE;
    return frame->weight + (any_verb ? MODAL_FIRST : 0) + (frame->loose ? LOOSE_LAST : 0);
}

/* "Will send" is a promise rather than a deed; "will meet" is what it says. */
static bool promises(const struct frame *frame, const struct frame *other)
{
    return frame->entry->kind == ENTRY_WILL && (other->act == ACT_AID || other->act == ACT_MOBILIZE);
}

static bool is_better(const struct frame *a, const struct frame *b)
{
    int x = frames_rank(a) + (promises(a, b) ? WILL_FIRST : 0), y = frames_rank(b) + (promises(b, a) ? WILL_FIRST : 0);
    return x != y ? x > y : a->entry->number < b->entry->number;
}

/* Of one act at a head: the frame that names its actor rather than one that must look for him in earlier sentences ("Norway is
 * committed": no passive), then the better one. */
static bool replaces(const struct frame *frame, const struct frame *old)
{
    bool seeks = frame->source == ACTOR_EARLIER || frame->source == ACTOR_SAME;
    bool sought = old->source == ACTOR_EARLIER || old->source == ACTOR_SAME;
    return seeks != sought ? sought : is_better(frame, old);
}

/* Keeps one frame for each act at a head: the list of a head's frames is threaded through `next_at`. */
static void keep_best(const struct reader *reader, struct frame_list *list, int *at, const struct frame *frame)
{
    for (int i = at[frame->head]; i >= 0; i = list->items[i].next_at) {
        struct frame *old = &list->items[i];
        if (old->act != frame->act)
            continue;
        int next = old->next_at;
        if (replaces(frame, old)) {
            *old = *frame;
            old->next_at = next;
        }
        return;
    }
    ARENA_PUSH(reader->arena, list, *frame);
    list->items[list->count - 1].next_at = at[frame->head];
    at[frame->head] = (int)list->count - 1;
}

static uint64_t looks_under(const struct view *view, int at, int depth)
{
    uint64_t looks = 0;
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        looks |= view->looks[c] | (depth ? looks_under(view, c, depth - 1) : 0);
    return looks;
}

/* Looks of the further words that an entry may find with a token. */
static uint64_t looks_beside(const struct view *view, int at)
{
    uint64_t next = at + 1 < view->count ? view->looks[at + 1] : 0;
    int up = view_token(view, at)->head;
    uint64_t governed = view_rel(view, at) == DEPREL_CASE && up > at ? view->looks[up] : 0;
    return next | governed | looks_under(view, at, 1) | (view_negation(view, at) >= 0 ? words_look(TEXT("not")) : 0);
}

static uint64_t looks_of_object(const struct reader *reader, const struct view *view, int verb)
{
    int noun = frames_light_noun(view, verb);
    uint64_t looks = noun < 0 ? 0 : view->looks[noun] | view->looks[frames_content(reader, view, noun)];
    for (int c = noun < 0 ? -1 : view->first[noun]; c >= 0; c = view->next[c])
        looks |= view_rel(view, c) == DEPREL_CONJ ? view->looks[c] : 0;
    return looks;
}

/* Entries are large and looked at by chance: they come from memory together, and so do their slots. */
static void try_entries(const struct reader *reader, const struct view *view, const struct entry *const *tried, int count,
                        int token, struct frame_list *list, int *at)
{
    struct frame frame;
    for (int i = 0; i < count; i++)
        __builtin_prefetch(tried[i]->slots);
    for (int i = 0; i < count; i++)
        if (!tried[i]->dropped && frames_match(reader, view, tried[i], token, &frame, NULL))
            keep_best(reader, list, at, &frame);
}

/* Tries a word's entries, but for those of which it can be told without a look at them that they do not match. */
static void try_word(const struct reader *reader, const struct view *view, const struct word *word, int token, unsigned asked,
                     struct frame_list *list, int *at)
{
    asked &= word ? word->kinds : 0;
    unsigned kinds = asked ? frames_kinds(reader, view, token, asked) : 0;
    uint64_t beside = kinds ? looks_beside(view, token) : 0;
    uint64_t object = kinds >> ENTRY_LIGHT & 1 ? looks_of_object(reader, view, token) : 0;
    const struct entry *tried[MANY_ENTRIES];
    int count = 0;
    for (uint32_t i = 0; kinds && i < word->entry_count; i++) {
        const struct word_entry *one = &word->entries[i];
        if (!(kinds >> one->kind & 1) || (one->needs & ~beside) || (one->kind == ENTRY_LIGHT && !(one->nouns & object)))
            continue;
        __builtin_prefetch(one->entry);
        tried[count++] = one->entry;
        if (count == MANY_ENTRIES) {
            try_entries(reader, view, tried, count, token, list, at);
            count = 0;
        }
    }
    try_entries(reader, view, tried, count, token, list, at);
}

/* Whether `inner` is told by what fills an infinitive of `outer`: "vowed to send and train". */
static bool is_carried(const struct view *view, const struct frame *inner, const struct frame *outer)
{
    for (int i = 0; i < outer->entry->slot_count; i++) {
        int filler = outer->fillers[i];
        if (filler < 0 || outer->entry->slots[i].name == SLOT_SUBJ || view_is_nominal(view, filler))
            continue;
        if (outer->entry->slots[i].name != SLOT_XCOMP && !view_is_verb(view, filler))
            continue;
        if (view_inside(view, outer->head, inner->head)) /* "warned that …, a charge that Chad denies" */
            continue;
        for (int at = inner->head, steps = 0; at >= 0 && steps < view->count; steps++) {
            if (at == filler)
                return outer->entry->slots[i].name == SLOT_XCOMP || view_child(view, filler, DEPREL_NSUBJ) < 0;
            if (view_rel(view, at) != DEPREL_XCOMP && view_rel(view, at) != DEPREL_CONJ)
                break;
            at = view_token(view, at)->head;
        }
    }
    return false;
}

/* "Commits Chad to years of training and equipping them": gerunds within what is promised, asked for or blamed tell what it is. */
static bool is_detail(const struct view *view, const struct frame *inner, const struct frame *outer)
{
    if (!text_is(view_token(view, inner->head)->xpos, "VBG") || view_subject(view, inner->head) >= 0)
        return false;
    for (int at = inner->head; at >= 0; at = view_token(view, at)->head) {
        for (int i = 0; at != inner->head && view_is_nominal(view, at) && i < outer->entry->slot_count; i++)
            if (outer->fillers[i] == at && outer->entry->slots[i].name != SLOT_SUBJ)
                return true;
        enum deprel rel = view_rel(view, at);
        if (rel != DEPREL_ACL && rel != DEPREL_CONJ && rel != DEPREL_ADVCL && rel != DEPREL_NMOD)
            return false;
    }
    return false;
}

/* "Rejected Chad's claim that the dam had burst": what another claims is a statement of its own. */
static bool is_anothers_claim(const struct reader *reader, const struct view *view, const struct frame *inner,
                              const struct frame *outer)
{
    bool answers = outer->act == ACT_DENY || outer->act == ACT_REJECT;
    if (!answers || inner->act != ACT_CLAIM || inner->entry->kind != ENTRY_NOUN || inner->loose)
        return false;
    const struct mention *first = frames_actor(reader, view, inner);
    const struct mention *second = frames_actor(reader, view, outer);
    return first && second && first->code.length && !text_equals(first->code, second->code);
}

static bool belongs_to(const struct reader *reader, const struct view *view, const struct frame *inner, const struct frame *outer)
{
    if (inner->head == outer->head || outer->loose || outer->handed_over || is_anothers_claim(reader, view, inner, outer))
        return false;
    if (outer->entry->kind == ENTRY_LIGHT && inner->head == outer->helper)
        return true;
    if (frames_role(outer, ROLE_TRIGGER) == inner->head)
        return true;
    return is_carried(view, inner, outer) || is_detail(view, inner, outer);
}

/* "Plans to launch a satellite": a sense that is no act is likelier. */
static bool is_none(const struct frame_list *found, const struct frame *frame, int first)
{
    for (int i = first; i >= 0; i = found->items[i].next_at)
        if (found->items[i].act == ACTS_NONE && is_better(&found->items[i], frame))
            return true;
    return false;
}

/* Whether a verb that fills a slot of the frame tells of the act by itself. */
static bool tells_below(const struct view *view, const struct frame_list *found, const struct frame *outer, const int *at,
                        enum act act)
{
    for (int i = 0; i < outer->entry->slot_count; i++)
        for (int k = outer->fillers[i] < 0 ? -1 : at[outer->fillers[i]]; k >= 0; k = found->items[k].next_at) {
            const struct frame *inner = &found->items[k];
            bool sends = view_is(view, inner->head, "send") || view_is(view, inner->head, "deploy");
            if (inner->act == act && inner->entry->kind != ENTRY_NOUN && !inner->loose && !sends &&
                !is_none(found, inner, at[inner->head]))
                return true; /* "ready to send troops into Haiti" offers them to somebody */
        }
    return false;
}

/* "Chad's decision to recognise Mali": what one has decided to do is told by the verb, unless it is to give. */
static bool is_decided(const struct reader *reader, const struct view *view, const struct frame_list *found,
                       const struct frame *outer, const int *at)
{
    static const enum act acts[] = { ACT_SUPPORT, ACT_CONCEDE, ACT_RETREAT, ACT_SANCTION, ACT_COERCE, ACT_WITHDRAW };
    bool decides = outer->act == ACT_PLEDGE && outer->entry->kind == ENTRY_NOUN
                && frames_in_class(reader, view, outer->head, "decisions");
    for (size_t i = 0; decides && i < sizeof acts / sizeof *acts; i++)
        if (tells_below(view, found, outer, at, acts[i]))
            return true;
    return false;
}

/* "Is considering leaving the pact", "is set to suspend aid": what somebody thinks of or is about to do is told by the verb below
 * alone, where that takes something away, gives way or attacks. */
static bool is_handed_over(const struct reader *reader, const struct view *view, const struct frame_list *found,
                           const struct frame *outer, const int *at)
{
    bool gives = outer->act == ACT_PLEDGE || outer->act == ACT_OFFER || outer->act == ACT_THREATEN || outer->act == ACT_SANCTION;
    int word = outer->entry->kind == ENTRY_LIGHT ? outer->helper : outer->head;
    if (!gives || !view->lemma[word] || !classes_meet(&view->lemma[word]->classes, &reader->planning))
        return false;
    return tells_below(view, found, outer, at, ACT_WITHDRAW)
        || (outer->act == ACT_SANCTION && tells_below(view, found, outer, at, ACT_CONCEDE))
        || (outer->act == ACT_PLEDGE && tells_below(view, found, outer, at, ACT_ASSAULT))
        || (outer->act == ACT_PLEDGE && tells_below(view, found, outer, at, ACT_MEET));
}

/* "Will continue to press for a truce": what somebody goes on asking or punishing for is told by the verb below. */
static bool is_gone_on_with(const struct view *view, const struct frame_list *found, const struct frame *outer, const int *at)
{
    static const char *const on[] = { "continue", "keep", "go", NULL };
    bool goes_on = outer->act == ACT_PLEDGE && outer->entry->kind == ENTRY_WILL && view_is_any(view, outer->head, on);
    return goes_on && (tells_below(view, found, outer, at, ACT_REQUEST) || tells_below(view, found, outer, at, ACT_SANCTION));
}

/* Whether another act, or a sense that is no act, has a stronger claim to the same head. */
static void find_rivals(const struct frame_list *found, struct frame *frame, int first)
{
    for (int i = first; i >= 0; i = found->items[i].next_at) {
        const struct frame *rival = &found->items[i];
        if (rival->act == frame->act || rival->handed_over)
            continue;
        frame->rivals++;
        bool none_won = frame->outdone && frame->outdone->act == ACTS_NONE;
        if (is_better(rival, frame) && !none_won)
            frame->outdone = rival->entry;
    }
}

/* "Will send", "is to train": what is still to be given is promised or refused, and no gift yet. */
static bool is_yet_to_give(const struct frame_list *found, const struct frame *frame, int first)
{
    for (int i = frame->act == ACT_AID ? first : -1; i >= 0; i = found->items[i].next_at) {
        const struct frame *other = &found->items[i];
        if (other->entry->kind == ENTRY_WILL && (other->act == ACT_PLEDGE || other->act == ACT_DECLINE))
            return true;
    }
    return false;
}

/* "Is ready to launch strikes": a threat, and no offer, and told better than by an entry that missed its words. */
static void settle(const struct reader *reader, const struct view *view, struct frame_list *found, struct frame *frame,
                   const int *at)
{
    frame->handed_over |= is_handed_over(reader, view, found, frame, at) || is_decided(reader, view, found, frame, at)
                       || is_gone_on_with(view, found, frame, at);
    if (frame->act != ACT_OFFER || !tells_below(view, found, frame, at, ACT_ASSAULT))
        return;
    for (int i = at[frame->head]; i >= 0; i = found->items[i].next_at)
        found->items[i].handed_over |= found->items[i].act == ACT_THREATEN;
    frame->act = ACT_THREATEN;
}

const struct mention *frames_teller(const struct reader *reader, const struct view *view, int at)
{
    const struct attribution *around = quotes_around(reader->attributions, view->index, at);
    bool named = around && around->source_token >= 0;
    return named ? mention_at(reader->mentions, around->source_sentence, around->source_token) : NULL;
}

/* "Mali will attack if they vote, the Chadian minister said": what another foretells is no threat. */
static bool is_foretold(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    const struct mention *actor = frames_actor(reader, view, frame);
    const struct mention *teller = frames_teller(reader, view, frame->head);
    return actor && teller && actor->code.length && teller->code.length && !text_equals(actor->code, teller->code);
}

static bool is_harm_to_come(const struct frame *frame)
{
    switch (frame->act) {
    case ACT_ASSAULT: case ACT_COERCE: case ACT_SANCTION: case ACT_WITHDRAW:
        return !frame->loose;
    default:
        return false;
    }
}

/* "Will close the border if they attack", "will retaliate with tariffs": a harm on a condition, or in return for another, is
 * threatened, whatever deed it would be. */
static bool is_threat(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    static const char *const wills[] = { "will", "would", "shall", "'ll", "’ll", NULL };
    bool will = frame->entry->kind == ENTRY_WILL || view_any_auxiliary(view, view_first_of_verbs(view, frame->head), wills) >= 0;
    bool threatens = frame->act == ACT_THREATEN && frame->entry->kind == ENTRY_WILL;
    bool thinks = view->lemma[frame->head] && classes_meet(&view->lemma[frame->head]->classes, &reader->planning);
    if (!will || thinks || frame->passive || frame->loose || !(threatens || is_harm_to_come(frame)))
        return false;
    if (is_foretold(reader, view, frame))
        return false;
    return view_negation(view, frame->head) < 0 &&
           (frames_depends(view, frame->head, true) || (threatens && frames_in_class(reader, view, frame->head, "reprisals")));
}

/* Whether a frame is left out, since the same words threaten, or only foretell another's threat; where they threaten by no entry of
 * their own, they do by the deed's. */
static bool is_only_threatened(const struct reader *reader, const struct view *view, const struct frame_list *found,
                               struct frame *frame, int first)
{
    bool hedged = frame->entry->kind == ENTRY_WILL && frame->entry->if_hedged;
    if (frame->act == ACT_THREATEN && hedged && is_foretold(reader, view, frame))
        return true;
    bool harms = is_harm_to_come(frame), told = false, better = false;
    bool binds = frame->act == ACT_PLEDGE || frame->act == ACT_OFFER;
    for (int i = harms || binds ? first : -1; i >= 0; i = found->items[i].next_at) {
        const struct frame *other = &found->items[i];
        bool threatens = other->act == ACT_THREATEN && is_threat(reader, view, other);
        told |= threatens;
        better |= other->act != frame->act && (threatens || (is_harm_to_come(other) && is_threat(reader, view, other)));
        harms |= is_harm_to_come(other);
    }
    if (!harms || (binds && !better))
        return false;
    if (told || binds)
        return true;
    if (is_threat(reader, view, frame))
        frame->act = ACT_THREATEN;
    return false;
}

/* "Will not let Chad down": a promise by words of its own, and no refusal. */
static bool is_promised(const struct frame_list *found, const struct frame *frame, int first)
{
    for (int i = frame->act == ACT_DECLINE ? first : -1; i >= 0; i = found->items[i].next_at) {
        const struct frame *other = &found->items[i];
        if (other->act == ACT_PLEDGE && other->entry->if_negated && is_better(other, frame))
            return true;
    }
    return false;
}

static void sort_by_head(const struct reader *reader, const struct view *view, struct frame_list *found, const int *at,
                         struct frame_list *out)
{
    for (int token = 0; token < view->count; token++)
        for (int i = at[token]; i >= 0; i = found->items[i].next_at)
            settle(reader, view, found, &found->items[i], at);
    for (int token = 0; token < view->count; token++)
        for (int i = at[token]; i >= 0; i = found->items[i].next_at) {
            struct frame frame = found->items[i];
            if (frame.act == ACTS_NONE || frame.handed_over || is_yet_to_give(found, &frame, at[token]) ||
                is_promised(found, &frame, at[token]) || is_only_threatened(reader, view, found, &frame, at[token]))
                continue;
            for (size_t k = 0; k < found->count && !frame.part_of; k++)
                if (belongs_to(reader, view, &frame, &found->items[k])) {
                    frame.part_of = found->items[k].entry;
                    frame.part_head = found->items[k].head;
                }
            if (frame.act == ACT_AID && frame.source == ACTOR_DECIDER && frame.part_of && frame.part_of->act == ACT_PLEDGE)
                frame.act = ACT_PLEDGE; /* "the decision to send tanks" */
            find_rivals(found, &frame, at[token]);
            if (!frame.outdone || frame.outdone->act != ACTS_NONE)
                ARENA_PUSH(reader->arena, out, frame);
        }
}

void frames_find(const struct reader *reader, const struct view *view, struct frame_list *out)
{
    struct frame_list found = { 0 };
    int *at = arena_take(reader->arena, ((size_t)view->count + 1) * sizeof *at);
    for (int i = 0; i < view->count; i++)
        at[i] = -1;
    const unsigned imperative = 1u << ENTRY_IMPERATIVE; /* of whatever verb; "it is imperative that" is the word's own */
    const struct word *any = words_find(reader->words, TEXT("imperative"));
    for (int i = 0; i < view->count; i++)
        if (view->lemma[i])
            __builtin_prefetch(view->lemma[i]->entries);
    for (int i = 0; i < view->count; i++) {
        if (any && text_is(view_token(view, i)->xpos, "VB"))
            try_word(reader, view, any, i, imperative, &found, at);
        try_word(reader, view, view->lemma[i], i, ~imperative, &found, at);
        if (view->form[i] != view->lemma[i])
            try_word(reader, view, view->form[i], i, ~imperative, &found, at);
    }
    sort_by_head(reader, view, &found, at, out);
}
