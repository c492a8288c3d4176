/* Words of a statement: the trigger and the object. */
#include <string.h>

#include "reading/fields.h"

struct span fields_span(const struct view *view, struct range words)
{
    if (words.from >= words.to)
        return (struct span){ 0 };
    return (struct span){ view_token(view, words.from)->span.from_byte, view_token(view, words.to - 1)->span.to_byte };
}

struct text fields_text(const struct view *view, struct range words)
{
    struct span span = fields_span(view, words);
    const struct document *document = view->document;
    return text_slice(view->sentence->is_title ? document->title : document->text, span.from_byte, span.to_byte);
}

enum { MOST_MARKED = 24, WIDEST_GAP = 3 };

/* Tokens chosen one by one, then told in their order. */
struct marked {
    int tokens[MOST_MARKED];
    int count;
};

static void mark(struct marked *marked, int token)
{
    int at = marked->count;
    if (token < 0 || at == MOST_MARKED)
        return;
    while (at > 0 && marked->tokens[at - 1] > token)
        at--;
    if (at > 0 && marked->tokens[at - 1] == token)
        return;
    memmove(marked->tokens + at + 1, marked->tokens + at, (size_t)(marked->count - at) * sizeof *marked->tokens);
    marked->tokens[at] = token;
    marked->count++;
}

static void mark_auxiliaries(const struct view *view, int verb, struct marked *marked)
{
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool negation = rel == DEPREL_ADVMOD && (view_is(view, c, "not") || view_is(view, c, "never"));
        bool to = rel == DEPREL_MARK && view_is(view, c, "to") && c < verb;
        if (rel == DEPREL_AUX || rel == DEPREL_AUX_PASS || rel == DEPREL_COP || rel == DEPREL_COMPOUND_PRT || negation || to)
            mark(marked, c);
    }
}

/* A verb with its auxiliaries, negation and particle. */
static void mark_verb(const struct view *view, int verb, struct marked *marked)
{
    mark(marked, verb);
    mark_auxiliaries(view, verb, marked);
}

/* The verbs between a "will" and the verb of giving that it governs: "will continue to provide". */
static void mark_chain(const struct view *view, int verb, int helper, struct marked *marked)
{
    for (int steps = 0; verb >= 0 && steps < 5; steps++) {
        mark_verb(view, verb, marked);
        if (view_rel(view, verb) != DEPREL_XCOMP || view_token(view, helper)->head == verb || verb == helper)
            break;
        verb = view_token(view, verb)->head;
    }
}

static bool is_commitment(uint16_t act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_DECLINE;
}

/* The verb of an infinitive right after the trigger belongs to it: "agreed to provide". */
static void mark_carried(const struct view *view, const struct frame *frame, struct marked *marked)
{
    for (int i = 0; i < frame->entry->slot_count; i++) {
        int inner = frame->fillers[i];
        bool infinitive = inner > frame->head && frame->entry->slots[i].name == SLOT_XCOMP && view_is_verb(view, inner);
        if (infinitive && inner - frame->head <= WIDEST_GAP + 1 && view_child(view, inner, DEPREL_OBJ) >= 0)
            mark_verb(view, inner, marked);
    }
}

/* "Gave the go-ahead": what ends a hyphenated word has all of it. */
static void mark_hyphened(const struct view *view, struct marked *marked)
{
    for (int i = marked->count - 1; i >= 0; i--)
        for (int at = view_word_from(view, marked->tokens[i]), last = marked->tokens[i]; at < last; at++)
            mark(marked, at);
}

static void tell_marked(const struct view *view, const struct marked *marked, struct arena *arena, struct statement *out)
{
    bool together = true;
    struct text text = { 0 };
    for (int i = 0; i < marked->count; i++) {
        int at = marked->tokens[i];
        together &= !i || at - marked->tokens[i - 1] == 1;
        struct text word = fields_text(view, (struct range){ at, at + 1 });
        bool glued = i && view_token(view, at)->span.from_byte == view_token(view, marked->tokens[i - 1])->span.to_byte;
        text = arena_print(arena, "%.*s%s%.*s", (int)text.length, i ? text.at : "", !i || glued ? "" : " ", (int)word.length,
                           word.at);
    }
    struct range whole = { marked->tokens[0], marked->tokens[marked->count - 1] + 1 };
    out->trigger = fields_span(view, whole);
    out->trigger_text = together ? fields_text(view, whole) : text;
}

void fields_trigger(const struct view *view, const struct frame *frame, struct arena *arena, struct statement *out)
{
    struct marked marked = { 0 };
    /* "is in Chad for talks": the place is no trigger; "is against the plan": nor is the plan */
    bool stays = (frame->entry->kind == ENTRY_VERB && frame->helper >= 0) || frames_is_stance(frame);
    mark_auxiliaries(view, frame->head, &marked);
    mark(&marked, stays ? frame->helper : frame->head);
    if (frame->entry->if_negated && frames_is_declined(view, frame->head))
        mark_verb(view, view_token(view, frame->head)->head, &marked);
    if (frame->entry->kind == ENTRY_WILL)
        mark_chain(view, frame->head, frame->helper, &marked);
    mark(&marked, frame->helper);
    mark(&marked, frames_role(frame, ROLE_TRIGGER));
    if (is_commitment(frame->act))
        mark_carried(view, frame, &marked);
    mark_hyphened(view, &marked);
    tell_marked(view, &marked, arena, out);
}

static bool is_case(enum deprel rel)
{
    return rel == DEPREL_CASE || rel == DEPREL_MARK || rel == DEPREL_PUNCT || rel == DEPREL_CC;
}

/* A subtree's words, without the preposition or "to" before them and the marks around. */
static struct range words_of(const struct view *view, int head)
{
    struct range words = { view->left[head], view->right[head] };
    for (int c = view->first[head]; c >= 0; c = view->next[c])
        if (c > head && view->left[c] > head && view->left[c] < words.to && view_leaves_clause(view, c, head))
            words.to = view->left[c]; /* "must not decide this, while Berlin …" */
    while (words.from < head && view_token(view, words.from)->head == head && is_case(view_rel(view, words.from)))
        words.from++;
    while (words.to > head + 1 && view_rel(view, words.to - 1) == DEPREL_PUNCT)
        words.to--;
    return words;
}

static bool sees_through(const struct frame *frame, int slot)
{
    uint16_t act = frame->act;
    bool content = frame->entry->slots[slot].name == SLOT_XCOMP || frame->entry->slots[slot].name == SLOT_THAT;
    return content && (is_commitment(act) || act == ACT_WITHDRAW || act == ACT_AID || act == ACT_AGREE);
}

/* The slot of the object: an O or RO slot that no recipient fills. */
static int object_slot(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++) {
        uint8_t role = frame->entry->slots[i].role;
        if (frame->fillers[i] >= 0 && (role == ROLE_OBJECT || (role == ROLE_EITHER && !frame->as_recipient[i])))
            return i;
    }
    return -1;
}

static bool is_quantity(const struct reading *reading, const struct view *view, int at)
{
    enum upos upos = (enum upos)view_token(view, at)->upos;
    return upos == UPOS_NUM || upos == UPOS_SYM
        || (view->lemma[at] && classes_meet(&view->lemma[at]->classes, &reading->reader.quantities));
}

static bool are_quantities(const struct reading *reading, const struct view *view, struct range words)
{
    for (int at = words.from; at < words.to; at++)
        if (!is_quantity(reading, view, at))
            return false;
    return words.from < words.to;
}

/* "$5 million aid package", "$5 million in aid": what is counted stands right behind, wherever the tree hangs it. */
static int end_of_counted(const struct view *view, int from)
{
    int at = from;
    bool of = at + 1 < view->count && (view_is(view, at, "in") || view_is(view, at, "of"));
    if (of && view_rel(view, at) == DEPREL_CASE)
        return view_token(view, at)->head > at ? view_token(view, at)->head + 1 : from;
    for (; at < view->count; at++) {
        enum upos upos = (enum upos)view_token(view, at)->upos;
        if (upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_PROPN)
            break;
    }
    return at > from && view_token(view, at - 1)->upos == UPOS_NOUN ? at : from;
}

bool fields_object(const struct reading *reading, const struct view *view, const struct frame *frame, int *head,
                   struct range *words)
{
    int slot = object_slot(frame), at = slot < 0 ? -1 : frame->fillers[slot];
    bool any_verb = frame->entry->kind == ENTRY_MODAL || frame->entry->kind == ENTRY_IMPERATIVE;
    if (any_verb)
        at = frame->head;
    else if (slot >= 0 && sees_through(frame, slot) && view_is_verb(view, at)) {
        int verb = frames_content(&reading->reader, view, at);
        struct gift gift = fields_gift(reading, view, verb);
        at = gift.thing >= 0 ? gift.thing : at;
    } else if (at < 0 && (frame->entry->kind == ENTRY_WILL || frame->entry->act == ACT_AID)) {
        at = fields_gift(reading, view, frame->head).thing;
    } else if (at < 0 && frame->entry->kind == ENTRY_LIGHT)
        at = frame->helper;
    if (at < 0)
        return false;
    bool is_told = slot >= 0 && frame->entry->slots[slot].name == SLOT_THAT; /* parties stand around the clause, not the thing */
    *head = is_told ? frame->fillers[slot] : at;
    *words = words_of(view, at);
    if (are_quantities(reading, view, *words))
        words->to = end_of_counted(view, words->to);
    if (any_verb)
        words->from = at;
    if (frames_is_stance(frame) && words->from <= frame->helper)
        words->from = frame->helper + 1;
    return true;
}

static bool is_recipient(const struct view *view, int token, const struct statement *out)
{
    struct span span = view_token(view, token)->span;
    for (size_t i = 0; i < out->recipients.count; i++)
        if (span.from_byte < out->recipients.items[i].span.to_byte && out->recipients.items[i].span.from_byte < span.to_byte)
            return true;
    return false;
}

/* Whether a mention is of a state, or the like, that does not act itself. */
static bool is_other(const struct mention *mention, const struct statement *out)
{
    for (size_t i = 0; i < out->actors.count; i++)
        if (text_equals(mention->code, out->actors.items[i].code))
            return false;
    return mention->code.length;
}

bool fields_object_instead(const struct reading *reading, const struct view *view, const struct frame *frame,
                           const struct statement *out, int *head, struct range *words)
{
    for (int i = 0; i < frame->entry->slot_count; i++) {
        const struct slot *slot = &frame->entry->slots[i];
        int at = frame->fillers[i];
        bool may_receive = slot->role == ROLE_RECIPIENT || slot->role == ROLE_EITHER;
        bool is_object = slot->name == SLOT_OBJ || slot->name == SLOT_IOBJ;
        const struct mention *mention = at < 0 ? NULL : mention_at(&reading->mentions, view->index, at);
        if (!may_receive || !is_object || !mention || mention->is_pronoun || is_recipient(view, at, out) || is_other(mention, out))
            continue;
        *head = at;
        *words = words_of(view, at);
        return true;
    }
    return false;
}

bool fields_leave_recipient(const struct view *view, int head, const struct statement *out, struct range *words)
{
    for (int c = view->first[head]; c >= 0; c = view->next[c]) {
        int preposition = view_child(view, c, DEPREL_CASE);
        bool is_last = c > head && view->left[c] > head && view->right[c] >= words->to && view->left[c] < words->to;
        if (!is_last || preposition < 0 || !(view_is(view, preposition, "to") || view_is(view, preposition, "for")))
            continue;
        if (view_rel(view, c) != DEPREL_NMOD || !is_recipient(view, c, out))
            continue;
        words->to = view->left[c];
        return true;
    }
    return false;
}
