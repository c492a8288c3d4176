/* The frames of a sentence: entries tried at every token, the best kept at each, and what belongs to another left out. */
#include "reading/frames.h"

/* A verb under "must" is what somebody asks for, whatever it says; one under "will" is rather a promise than a deed. */
enum { MODAL_FIRST = 4000, WILL_FIRST = 600 };

static int rank_of(const struct frame *frame)
{
    int first = frame->entry->kind == ENTRY_MODAL ? MODAL_FIRST : frame->entry->kind == ENTRY_WILL ? WILL_FIRST : 0;
    return frame->weight + first;
}

static bool is_better(const struct frame *a, const struct frame *b)
{
    int x = rank_of(a), y = rank_of(b);
    return x != y ? x > y : a->entry->number < b->entry->number;
}

static void keep_best(const struct reader *reader, struct frame_list *list, int *at, const struct frame *frame)
{
    int known = at[frame->head];
    if (known < 0) {
        at[frame->head] = (int)list->count;
        ARENA_PUSH(reader->arena, list, *frame);
        return;
    }
    struct frame *old = &list->items[known];
    int rivals = old->rivals + (old->entry->act != frame->entry->act);
    if (is_better(frame, old))
        *old = *frame;
    old->rivals = rivals;
}

static void try_word(const struct reader *reader, const struct view *view, const struct word *word, int token,
                     struct frame_list *list, int *at)
{
    struct frame frame;
    for (size_t i = 0; word && i < word->entries.count; i++)
        if (!word->entries.items[i]->dropped && frames_match(reader, view, word->entries.items[i], token, &frame, NULL))
            keep_best(reader, list, at, &frame);
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

static bool belongs_to(const struct view *view, const struct frame *inner, const struct frame *outer)
{
    if (inner == outer || inner->head == outer->head)
        return false;
    if (outer->entry->kind == ENTRY_LIGHT && inner->head == outer->helper)
        return true;
    if (frames_role(outer, ROLE_TRIGGER) == inner->head)
        return true;
    return is_carried(view, inner, outer);
}

/* The frames come out by head; a frame under "must" stands at its verb. */
static void sort_by_head(const struct frame_list *found, const int *at, int count, const struct view *view, struct arena *arena,
                         struct frame_list *out)
{
    for (int token = 0; token < count; token++) {
        if (at[token] < 0)
            continue;
        const struct frame *frame = &found->items[at[token]];
        bool part = frame->entry->act == ACTS_NONE;
        for (size_t i = 0; i < found->count && !part; i++)
            part = belongs_to(view, frame, &found->items[i]);
        if (!part)
            ARENA_PUSH(arena, out, *frame);
    }
}

void frames_find(const struct reader *reader, const struct view *view, struct frame_list *out)
{
    struct frame_list found = { 0 };
    int *at = arena_take(reader->arena, ((size_t)view->count + 1) * sizeof *at);
    for (int i = 0; i < view->count; i++)
        at[i] = -1;
    for (int i = 0; i < view->count; i++) {
        try_word(reader, view, view->lemma[i], i, &found, at);
        if (view->form[i] != view->lemma[i])
            try_word(reader, view, view->form[i], i, &found, at);
    }
    sort_by_head(&found, at, view->count, view, reader->arena, out);
}
