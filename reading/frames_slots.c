/* Slots: which words around a trigger fill them, and whether they pass the entry's tests. */
#include "reading/frames.h"

static const struct text words_of_we[] = { { "we", 2 }, { "i", 1 }, { "us", 2 }, { "me", 2 }, { "our", 3 }, { "my", 2 } };

bool frames_is_we(const struct view *view, int at)
{
    if (at < 0 || view_token(view, at)->upos != UPOS_PRON)
        return false;
    for (size_t i = 0; i < sizeof words_of_we / sizeof *words_of_we; i++)
        if (text_equals_nocase(view_token(view, at)->form, words_of_we[i]))
            return true;
    return false;
}

bool frames_is_public(const struct reader *reader, const struct view *view, int at)
{
    const struct mention *mention = at < 0 ? NULL : mention_at(reader->mentions, view->index, at);
    return mention && mention->is_public && mention->head == at;
}

/* "Cut millions of dollars in aid": what the money is, which the parser may hang on the verb; -1. */
static int given_in_money(const struct reader *reader, const struct view *view, int money)
{
    int in = view->right[money], noun = in < view->count && view_is(view, in, "in") ? view_token(view, in)->head : -1;
    bool beside = noun > in && view_rel(view, noun) == DEPREL_OBL && view_rel(view, in) == DEPREL_CASE;
    return beside && frames_in_class(reader, view, money, "money") ? noun : -1;
}

static int content_of_noun(const struct reader *reader, const struct view *view, int at)
{
    for (int steps = 0; steps < 4; steps++) {
        bool counts = view_token(view, at)->upos == UPOS_NUM || view_token(view, at)->upos == UPOS_SYM
                   || (view->lemma[at] && classes_meet(&view->lemma[at]->classes, &reader->quantities));
        int of = -1;
        for (int c = view->first[at]; counts && c >= 0 && of < 0; c = view->next[c])
            if (view_rel(view, c) == DEPREL_NMOD && (view_has_case(view, c, TEXT("of")) || view_has_case(view, c, TEXT("in"))))
                of = c;
        if (of < 0 && counts)
            of = given_in_money(reader, view, at);
        if (of < 0)
            return at;
        at = of;
    }
    return at;
}

int frames_content(const struct reader *reader, const struct view *view, int at)
{
    if (!view_is_verb(view, at))
        return content_of_noun(reader, view, at);
    for (int steps = 0; steps < 4; steps++) {
        int inner = view_child(view, at, DEPREL_XCOMP);
        if (inner < 0 || !view->lemma[at] || !classes_meet(&view->lemma[at]->classes, &reader->transparent))
            return at;
        at = inner;
    }
    return at;
}

static bool word_in(const struct view *view, const struct word *word, int at, const class_set *classes)
{
    if (!word)
        return false;
    if (classes_meet(&word->classes, classes))
        return true;
    for (uint32_t i = 0; i < word->pair_count; i++)
        if (classes_meet(&word->pairs[i].classes, classes))
            for (int c = view->first[at]; c >= 0; c = view->next[c])
                if (view_is_text(view, c, word->pairs[i].second))
                    return true;
    return false;
}

static bool one_in(const struct view *view, int at, const class_set *classes)
{
    return word_in(view, view->lemma[at], at, classes) || word_in(view, view->form[at], at, classes);
}

bool frames_in_classes(const struct reader *reader, const struct view *view, int at, const class_set *classes)
{
    int content = frames_content(reader, view, at);
    if (one_in(view, at, classes) || one_in(view, content, classes))
        return true;
    for (int c = view->first[content]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_CONJ && one_in(view, c, classes))
            return true;
    return false;
}

bool frames_in_class(const struct reader *reader, const struct view *view, int at, const char *name)
{
    int number = at < 0 ? -1 : words_class(reader->words, text_of(name));
    class_set one = { 0 };
    if (number >= 0)
        classes_add(&one, number);
    return number >= 0 && one_in(view, at, &one);
}

bool frames_in_any_class(const struct reader *reader, const struct view *view, int at, const char *const *names)
{
    while (*names && !frames_in_class(reader, view, at, *names))
        names++;
    return *names;
}

static bool is_oblique(enum deprel rel)
{
    return rel == DEPREL_OBL || rel == DEPREL_OBL_AGENT || rel == DEPREL_NMOD || rel == DEPREL_ADVCL || rel == DEPREL_ACL
        || rel == DEPREL_XCOMP || rel == DEPREL_CCOMP || rel == DEPREL_OBL_UNMARKED;
}

/* The first child of `head` behind `after` (-1: of all) with a preposition. */
static int with_case(const struct view *view, int head, struct text prep, int after)
{
    for (int c = view->first[head]; c >= 0; c = view->next[c])
        if (c > after && is_oblique(view_rel(view, c)) && view_has_case(view, c, prep))
            return c;
    return -1;
}

/* "Sent columns of tanks and soldiers to the border": the last of several nouns in an object may have taken the preposition of the
 * verb; -1. */
static int after_last_noun(const struct view *view, int noun, struct text prep, int depth)
{
    int found = -1;
    for (int c = view->first[noun]; c >= 0 && found < 0; c = view->next[c]) {
        if (view_rel(view, c) == DEPREL_CONJ)
            found = with_case(view, c, prep, -1);
        else if (depth && view_rel(view, c) == DEPREL_NMOD && view_has_case(view, c, TEXT("of")))
            found = after_last_noun(view, c, prep, depth - 1);
    }
    return found;
}

static int within_object(const struct view *view, int object, struct text prep)
{
    int found = with_case(view, object, prep, -1);
    bool is_nouns_own = text_is(prep, "of") || text_is(prep, "for");
    return found < 0 && !is_nouns_own ? after_last_noun(view, object, prep, 1) : found;
}

/* "Discussed the rift over whether to send": what the object is about is no complement of the verb. */
static bool is_of_object(const struct view *view, int head, int clause)
{
    bool about = view_child_word(view, clause, DEPREL_MARK, "over") >= 0
              || view_child_word(view, clause, DEPREL_MARK, "about") >= 0;
    return about && view_child(view, head, DEPREL_OBJ) >= 0;
}

/* "agreed to send", "time for Mali to act": an infinitive after the verb, however the parser names the relation. */
static int infinitive_after(const struct view *view, int head)
{
    for (int c = view->first[head]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool clause = rel == DEPREL_ADVCL || rel == DEPREL_ACL || rel == DEPREL_CCOMP || rel == DEPREL_CSUBJ;
        bool near = c - head <= 3 && view_child(view, c, DEPREL_MARK) < 0 && view_child(view, c, DEPREL_PUNCT) < 0;
        bool bare = text_is(view_token(view, c)->xpos, "VBG") && (rel == DEPREL_CCOMP || (rel == DEPREL_ADVCL && near));
        if (clause && c > head && !is_of_object(view, head, c) && (bare || view_child_word(view, c, DEPREL_MARK, "to") >= 0) &&
            (view_child(view, c, DEPREL_NSUBJ) < 0 || view_child_word(view, c, DEPREL_MARK, "for") >= 0))
            return c;
    }
    return -1;
}

/* "Told them that the goal is to win": a clause that says what a thing is, and nothing that anybody is to do. */
static bool is_equated(const struct view *view, int head, int verb)
{
    if (verb < 0 || !view_is_verb(view, head) || view_token(view, verb)->head != head)
        return false;
    int to = view_child_word(view, verb, DEPREL_MARK, "to"), be = view_child(view, verb, DEPREL_COP);
    bool is_clause = view_subject(view, verb) >= 0 || view_child(view, verb, DEPREL_CSUBJ) >= 0;
    return be >= 0 && be < to && (is_clause || view_child(view, verb, DEPREL_CSUBJ_OUTER) >= 0);
}

/* "Branded him a liar", "called the story "a lie"": a second object, or what the parser hung on the first, where it sees no
 * predicate. */
static int predicate_beside(const struct view *view, int object)
{
    int beside = object < 0 ? -1 : view_child(view, object, DEPREL_APPOS), from = beside < 0 ? -1 : view->left[beside];
    bool quoted = from > object && text_is(view_token(view, from)->xpos, "``") && !view_is(view, from - 1, ",");
    if (quoted || (from == object + 1 && view_token(view, from)->upos == UPOS_DET))
        return beside;
    return view_second_object(view, object);
}

/* "Chad has sent rifles, according to Mali": what the source tells; -1. */
static int told_by_source(const struct view *view, int preposition)
{
    int source = view_token(view, preposition)->head, verb = source < 0 ? -1 : view_token(view, source)->head;
    return verb >= 0 && view_rel(view, source) == DEPREL_OBL ? verb : -1;
}

static int clause_of(const struct view *view, int head)
{
    if (view_rel(view, head) == DEPREL_CASE)
        return told_by_source(view, head);
    for (int c = view->first[head]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool infinitive = rel == DEPREL_CSUBJ && view_child_word(view, c, DEPREL_MARK, "to") >= 0; /* "it is impossible to fly" */
        if (rel == DEPREL_CCOMP || (rel == DEPREL_CSUBJ && !infinitive))
            return c;
        if ((rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL) && view_child_word(view, c, DEPREL_MARK, "that") >= 0)
            return c;
    }
    int up = view_token(view, head)->head;
    bool has_own = view_child_word(view, head, DEPREL_OBJ, "it") >= 0; /* "…, Oslo denies it" */
    bool beside = view_rel(view, head) == DEPREL_PARATAXIS && view_is_verb(view, head); /* no noun: "– a charge Oslo denies" */
    return beside && up >= 0 && up < head && !has_own ? up : -1;
}

static int as_of(const struct view *view, int head)
{
    for (int c = view->first[head]; c >= 0; c = view->next[c])
        if (view_rel(view, c) != DEPREL_CASE && view_has_case(view, c, TEXT("as")))
            return c;
    return -1;
}

/* "Our goal is to deliver ten jets": what the noun is said to be; -1. */
static int infinitive_over(const struct view *view, int noun)
{
    bool heads = view_rel(view, noun) == DEPREL_NSUBJ || view_rel(view, noun) == DEPREL_NSUBJ_OUTER;
    int verb = heads ? view_token(view, noun)->head : -1;
    bool is_to = verb >= 0 && view_child(view, verb, DEPREL_COP) >= 0 && view_child_word(view, verb, DEPREL_MARK, "to") >= 0;
    return is_to && !view_is_verb(view, noun) ? verb : -1;
}

/* "Called the arrests of its envoys "a farce"": the head of the words between the verb and the quotation (or of those in it),
 * whatever the parser makes of them; -1. */
static int head_within(const struct view *view, int from, int to)
{
    for (int at = from; at < to; at++) {
        int up = view_token(view, at)->head;
        if (up < from || up >= to)
            return view_rel(view, at) == DEPREL_PUNCT ? -1 : at;
    }
    return -1;
}

static bool is_naming(const struct view *view, int verb)
{
    static const char *const naming[] = { "call", "term", "brand", "label", "dub", "deem", NULL };
    return view_is_any(view, verb, naming) && !view_is_passive(view, verb);
}

/* "Called his "final offer" a bluff": the words in quotation marks belong to a noun behind them. */
static bool goes_on(const struct view *view, int quote)
{
    int end = quote + 1;
    while (end < view->count && !text_is(view_token(view, end)->xpos, "''"))
        end++;
    int head = head_within(view, quote + 1, end);
    return head < 0 || view_token(view, head)->head > end;
}

/* Where the quotation begins that a verb of naming gives to what stands between them; -1. */
static int name_in_quotes(const struct view *view, int verb)
{
    enum { FARTHEST = 12 };
    for (int at = verb + 1; at < view->count && at <= verb + FARTHEST; at++) {
        enum upos upos = (enum upos)view_token(view, at)->upos;
        bool ends = upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_CCONJ || upos == UPOS_SCONJ;
        if (text_is(view_token(view, at)->xpos, "``"))
            return at > verb + 1 && !goes_on(view, at) ? at : -1;
        if (ends || view_is(view, at, ",") || (at == verb + 1 && upos == UPOS_ADP))
            return -1;
    }
    return -1;
}

/* "Called the envoy a liar": the parser may take both for predicates; the second, -1 where there is one alone. */
static int second_name(const struct view *view, int verb)
{
    bool alone = view_child(view, verb, DEPREL_OBJ) < 0;
    int first = alone ? view_child(view, verb, DEPREL_XCOMP) : -1;
    for (int c = first < 0 ? -1 : view->next[first]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_XCOMP && view_is_nominal(view, first) && !view_is_verb(view, c))
            return c;
    return -1;
}

static int named_before(const struct view *view, int verb)
{
    if (!is_naming(view, verb))
        return -1;
    int quote = name_in_quotes(view, verb), to = quote;
    if (quote > verb + 2 && view_token(view, quote - 1)->upos == UPOS_DET)
        to = quote - 1; /* "called it a "farce"" */
    if (quote >= 0)
        return head_within(view, verb + 1, to);
    return second_name(view, verb) < 0 ? -1 : view_child(view, verb, DEPREL_XCOMP);
}

static int name_after(const struct view *view, int verb)
{
    if (!is_naming(view, verb))
        return -1;
    int from = name_in_quotes(view, verb), to = from + 1;
    while (from >= 0 && to < view->count && !text_is(view_token(view, to)->xpos, "''"))
        to++;
    return from < 0 ? second_name(view, verb) : head_within(view, from + 1, to);
}

/* "For what it called violations": the parser takes the name that somebody gives a thing for the thing; -1. */
static int called_what(const struct view *view, int verb)
{
    static const char *const naming[] = { "call", "term", "brand", "label", "dub", "deem", "consider", NULL };
    int what = view_rel(view, verb) == DEPREL_ACL_RELCL ? view_token(view, verb)->head : -1;
    return what >= 0 && view_is(view, what, "what") && view_is_any(view, verb, naming) ? view_child(view, verb, DEPREL_OBJ) : -1;
}

/* "Spoke after talks in Oslo with Lind": the parser hangs those who met on the verb of speech; -1. */
static int party_beside(const struct view *view, int noun, struct text prep)
{
    static const char *const speech[] = { "speak", "say", "tell", "talk", "comment", "appear", NULL };
    int up = view_rel(view, noun) == DEPREL_OBL && text_is(prep, "with") ? view_token(view, noun)->head : -1;
    int found = up < 0 || !view_is_any(view, up, speech) ? -1 : with_case(view, up, prep, noun);
    return found >= 0 && view->left[found] == view->right[noun] ? found : -1;
}

int frames_slot_at(const struct view *view, const struct slot *slot, int head, bool passive)
{
    int object = view_given(view, head);
    switch (slot->name) {
    case SLOT_SUBJ:
        return view_subject(view, head);
    case SLOT_OBJ: {
        int found = named_before(view, head);
        found = found < 0 ? view_object(view, head) : found;
        return found >= 0 || passive ? found : view_child(view, head, DEPREL_IOBJ); /* "urged Mali to release" */
    }
    case SLOT_IOBJ:
        return passive && object >= 0 ? view_subject(view, head) : view_receiver(view, head);
    case SLOT_XCOMP: {
        int inner = name_after(view, head);
        if (inner < 0)
            inner = view_child(view, head, DEPREL_XCOMP);
        if (inner < 0)
            inner = infinitive_after(view, head);
        if (inner < 0)
            inner = infinitive_over(view, head);
        if (inner < 0)
            inner = called_what(view, head);
        if (is_equated(view, head, inner))
            return -1;
        return inner >= 0 ? inner : predicate_beside(view, object);
    }
    case SLOT_THAT:
        return clause_of(view, head);
    case SLOT_AS: {
        int found = as_of(view, head);
        return found < 0 && object >= 0 ? as_of(view, object) : found; /* "sees the pact as a milestone" */
    }
    default: {
        int found = with_case(view, head, slot->prep, -1);
        found = is_equated(view, head, found) ? -1 : found;
        if (found < 0)
            found = party_beside(view, head, slot->prep);
        int agent = found < 0 && text_is(slot->prep, "between") ? view_agent(view, head) : -1; /* "brokered by Chad between" */
        if (agent >= 0)
            found = within_object(view, agent, slot->prep);
        return found < 0 && object >= 0 ? within_object(view, object, slot->prep) : found;
    }
    }
}

/* "Called it an illegal grab", "said that Mali must leave": what is said of a thing may stand before its noun, a duty before its
 * verb. */
static bool beside_head(const struct view *view, const struct slot *slot, int at)
{
    bool predicate = slot->name == SLOT_AS || slot->name == SLOT_XCOMP;
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool before = predicate ? rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD
                                : rel == DEPREL_AUX && !view_is(view, c, "have");
        if (before && one_in(view, c, &slot->classes))
            return true;
    }
    return false;
}

/* "Delivered the first ten", "sent the rest": the noun that is counted was told before. */
static bool is_ellipsis(const struct view *view, const struct slot *slot, int at)
{
    static const char *const counts[] = { "last", "rest", "remainder", "first", "half" };
    bool counts_some = view_token(view, at)->upos == UPOS_NUM;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        counts_some |= view_is(view, at, counts[i]);
    bool is_object = slot->name == SLOT_OBJ && view_rel(view, at) == DEPREL_OBJ;
    return counts_some && is_object && view_child_word(view, at, DEPREL_DET, "the") >= 0 && view_child(view, at, DEPREL_NMOD) < 0;
}

/* "Iranians marched", "let 40 Palestinians cross": the people of a state may be a crowd, or persons like others. */
static bool is_people(const struct reader *reader, const struct view *view, const struct slot *slot, int at)
{
    static const char *const classes[] = { "crowds", "persons", "refugees" };
    const struct mention *mention = mention_at(reader->mentions, view->index, at);
    bool found = false;
    for (size_t i = 0; mention && mention->is_people && !found && i < sizeof classes / sizeof *classes; i++) {
        int class = words_class(reader->words, text_of(classes[i]));
        found = class >= 0 && classes_have(&slot->classes, class);
    }
    return found;
}

static bool fits_classes(const struct reader *reader, const struct view *view, const struct slot *slot, int at)
{
    return frames_in_classes(reader, view, at, &slot->classes) || is_people(reader, view, slot, at);
}

/* "The people of Mali", "families in Gaza": who is told of by where he is from. */
static bool is_of_state(const struct reader *reader, const struct view *view, int at)
{
    bool person = frames_in_class(reader, view, at, "peoples");
    for (int c = person ? view->first[at] : -1; c >= 0; c = view->next[c]) {
        bool there = view_rel(view, c) == DEPREL_NMOD && (view_has_case(view, c, TEXT("of")) || view_has_case(view, c, TEXT("in")));
        if (there && frames_is_public(reader, view, c))
            return true;
    }
    return false;
}

/* "Arrived in Nairobi": a seat of power is a mere place, but whoever comes there comes to those who sit in it, unless it is his
 * own. */
static bool is_visited_seat(const struct reader *reader, const struct view *view, const struct frame *frame,
                            const struct slot *slot, int at)
{
    const struct mention *seat = mention_at(reader->mentions, view->index, at);
    bool comes = frame->act == ACT_MEET && slot->required && text_is(slot->prep, "in") &&
                 frames_in_class(reader, view, frame->head, "arriving");
    int who = comes && seat && seat->is_seat && !seat->is_modifier ? view_subject(view, frame->head) : -1;
    const struct mention *guest = who < 0 ? NULL : mention_at(reader->mentions, view->index, who);
    return guest && guest->is_public && guest->code.length && !text_equals(guest->code, seat->code);
}

/* Whether `at` may fill the slot; tells in `*as_recipient` whether as the recipient. "We" who praise ourselves back nobody. */
static bool passes(const struct reader *reader, const struct view *view, const struct frame *frame, const struct slot *slot, int at,
                   bool *as_recipient)
{
    bool judges_itself = slot->name == SLOT_SUBJ && slot->role == ROLE_RECIPIENT && frame->entry->act == ACT_SUPPORT;
    bool is_public = frames_is_we(view, at) ? !judges_itself : frames_is_public(reader, view, at);
    switch (slot->role) {
    case ROLE_ACTOR: /* "a strike by dockers" is no "strike by Chad" */
        *as_recipient = is_public;
        if (classes_any(&slot->classes) && frame->entry->act == ACT_PROTEST)
            return frames_in_classes(reader, view, at, &slot->classes);
        return is_public;
    case ROLE_RECIPIENT:
        *as_recipient = is_public || is_of_state(reader, view, at) || is_visited_seat(reader, view, frame, slot, at);
        return *as_recipient;
    case ROLE_EITHER:
        *as_recipient = is_public || is_of_state(reader, view, at);
        return *as_recipient || !classes_any(&slot->classes) || fits_classes(reader, view, slot, at);
    case ROLE_CLASS:
        return (is_public && !slot->required) || fits_classes(reader, view, slot, at);
    case ROLE_ANY:
        return true;
    default:
        if (!classes_any(&slot->classes) || fits_classes(reader, view, slot, at) || is_ellipsis(view, slot, at))
            return true;
        return (slot->name == SLOT_AS || slot->name == SLOT_XCOMP || slot->name == SLOT_THAT) && beside_head(view, slot, at);
    }
}

/* "Praised his talks with Putin": the parser may hang on the verb what belongs to its object. */
static int beside_noun(const struct view *view, const struct slot *slot, int noun)
{
    int verb = view_token(view, noun)->head;
    enum deprel rel = view_rel(view, noun);
    if (slot->name != SLOT_PREP || verb < 0 || !view_is_verb(view, verb) || (rel != DEPREL_OBJ && rel != DEPREL_NSUBJ_PASS))
        return -1;
    int at = with_case(view, verb, slot->prep, -1);
    return at > noun ? at : -1;
}

int frames_public_from(const struct reader *reader, const struct view *view, int at)
{
    enum { FARTHEST = 3 };
    for (int from = at; at < view->count && at <= from + FARTHEST; at++) {
        const struct mention *mention = mention_at(reader->mentions, view->index, at);
        if (mention && mention->is_public && !mention->is_modifier && mention->from <= at)
            return mention->head;
        enum upos upos = (enum upos)view_token(view, at)->upos;
        if (upos != UPOS_DET && upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_PROPN && !(upos == UPOS_PRON && mention))
            return -1;
    }
    return -1;
}

/* "A call with Commission President Anna Lind", "spoke by phone with Lind": the words stand in order, whatever the tree makes of
 * them. */
static int party_in_order(const struct reader *reader, const struct view *view, const struct slot *slot, int trigger)
{
    enum { FARTHEST = 6 };
    if (slot->name != SLOT_PREP || classes_any(&slot->classes) || (slot->role != ROLE_RECIPIENT && slot->role != ROLE_ACTOR))
        return -1;
    for (int at = trigger + 1; at + 1 < view->count && at <= trigger + FARTHEST; at++) {
        enum upos upos = (enum upos)view_token(view, at)->upos;
        if (upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_CCONJ || upos == UPOS_SCONJ || upos == UPOS_PUNCT)
            return -1;
        if (view_is_text(view, at, slot->prep))
            return frames_public_from(reader, view, at + 1);
    }
    return -1;
}

bool frames_is_stance(const struct frame *frame)
{
    return frame->helper >= 0 && (frame->entry->kind == ENTRY_ADJ || frame->entry->kind == ENTRY_VERDICT);
}

/* "Is in Chad for talks with Mali": the noun that an earlier slot took into the trigger; -1. */
static int noun_of_trigger(const struct view *view, const struct frame *frame, const struct slot *slot)
{
    for (int i = 0; frame->entry->slots + i < slot; i++)
        if (frame->entry->slots[i].role == ROLE_TRIGGER && frame->fillers[i] >= 0)
            return view_is_nominal(view, frame->fillers[i]) ? frame->fillers[i] : -1;
    return -1;
}

/* "Ten were taken hostage": the parser may take a further word of the entry for the object. */
static bool is_further_word(const struct view *view, const struct entry *entry, int at)
{
    for (int i = 0; i < entry->more_count; i++)
        if (view_is_text(view, at, entry->more[i]))
            return true;
    return false;
}

/* "Ordered residents of two towns to leave": the parser may hang the infinitive on the last noun of those who are told; -1. */
static int told_to(const struct reader *reader, const struct view *view, int people)
{
    bool told = people >= 0 && (frames_is_public(reader, view, people) || frames_in_class(reader, view, people, "persons"));
    for (int c = told ? view->first[people] : -1; c >= 0; c = view->next[c])
        if (c > people && view_rel(view, c) == DEPREL_NMOD) {
            int clause = view_child(view, c, DEPREL_ACL);
            if (clause > c && view_child_word(view, clause, DEPREL_MARK, "to") >= 0)
                return clause;
        }
    return -1;
}

static bool is_of_another(const struct reader *reader, const struct view *view, int at, const struct mention *taker)
{
    const struct mention *maker = frames_is_public(reader, view, at) ? mention_at(reader->mentions, view->index, at) : NULL;
    return maker && maker->code.length && !text_equals(maker->code, taker->code);
}

/* "Received six Norwegian jets": the state before the noun is from where it came, where it is not the subject's own. */
static int maker_of_object(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    bool takes = frame->entry->kind != ENTRY_LIGHT && !frame->passive;
    int object = takes ? view_object(view, frame->head) : -1, subject = view_subject(view, frame->head);
    int noun = object < 0 ? -1 : frames_content(reader, view, object);
    const struct mention *taker = subject < 0 ? NULL : mention_at(reader->mentions, view->index, subject);
    if (noun < 0 || !taker || !frames_is_public(reader, view, subject))
        return -1;
    for (int c = view->first[noun]; c >= 0; c = view->next[c]) {
        bool before = c < noun && (view_rel(view, c) == DEPREL_AMOD || view_rel(view, c) == DEPREL_COMPOUND);
        if (before && is_of_another(reader, view, c, taker))
            return c;
    }
    return -1;
}

static int find_slot(const struct reader *reader, const struct view *view, const struct frame *frame, const struct slot *slot)
{
    if (slot->name == SLOT_OBJ && frames_is_stance(frame))
        return frame->head;
    int found = frames_slot_at(view, slot, frame->head, frame->passive);
    if (slot->name == SLOT_OBJ && frame->passive && found >= 0 && is_further_word(view, frame->entry, found))
        found = view_subject(view, frame->head);
    if (slot->name == SLOT_XCOMP && found < 0 && frame->entry->kind == ENTRY_VERB)
        found = told_to(reader, view, view_child(view, frame->head, DEPREL_OBJ));
    if (slot->name == SLOT_XCOMP && found < 0 && frame->entry->kind == ENTRY_VERB)
        found = told_to(reader, view, view_child(view, frame->head, DEPREL_IOBJ));
    bool noun_too = frame->entry->kind == ENTRY_LIGHT && slot->name != SLOT_SUBJ && slot->name != SLOT_OBJ;
    if (found < 0 && frame->entry->kind == ENTRY_NOUN)
        found = beside_noun(view, slot, frame->head);
    if (found < 0 && noun_too)
        found = frames_slot_at(view, slot, frame->helper, false);
    if (found < 0 && slot->role == ROLE_ACTOR && text_is(slot->prep, "from") && view_subject(view, frame->head) >= 0)
        found = with_case(view, view_subject(view, frame->head), slot->prep, -1); /* "howitzers from Chad arrived" */
    if (found < 0 && slot->role == ROLE_ACTOR && text_is(slot->prep, "from"))
        found = maker_of_object(reader, view, frame);
    int noun = found < 0 && slot->name == SLOT_PREP ? noun_of_trigger(view, frame, slot) : -1;
    if (noun >= 0)
        found = frames_slot_at(view, slot, noun, false);
    return found < 0 ? party_in_order(reader, view, slot, noun_too ? frame->helper : frame->head) : found;
}

/* Where the parser chose another word of a name than its head, the head. */
static int head_of_name(const struct reader *reader, const struct view *view, int at)
{
    const struct mention *mention = at < 0 ? NULL : mention_at(reader->mentions, view->index, at);
    bool within = mention && mention->is_public && !mention->is_modifier && at >= mention->from && at < mention->to;
    return within ? mention->head : at;
}

/* A verb of one sense by itself tells its act even where its object or clause is not seen ("which Hamas denies"). What stands
 * in a slot of the subject or is part of the trigger cannot be missed. A firm slot gives way only to a name ("released Ms
 * Kovač") or where the parser did not see the verb. */
static bool may_be_loose(const struct reader *reader, const struct view *view, const struct frame *frame, const struct slot *slot,
                         int at)
{
    const struct entry *entry = frame->entry;
    bool kind = (entry->kind == ENTRY_VERB || entry->kind == ENTRY_ADJ) && entry->act != ACTS_NONE;
    bool common = !entry->more_count && frames_in_class(reader, view, frame->head, "common");
    bool says_what = slot->name == SLOT_AS || slot->name == SLOT_XCOMP; /* "named the pilot as Adam Berg" */
    bool named = at >= 0 && !says_what && view_token(view, at)->upos == UPOS_PROPN && !frames_in_class(reader, view, at, "days") &&
        (slot->name != SLOT_OBJ || view_rel(view, at) != DEPREL_OBL); /* "floated down the Nile" */
    bool unseen = entry->kind == ENTRY_VERB && !view_is_verb(view, frame->head) && !entry->more_count;
    return kind && !common && slot->name != SLOT_SUBJ && slot->role != ROLE_TRIGGER && (!slot->firm || named || unseen);
}

/* "Agreed on Monday on a budget": of several with the same preposition the first that passes, and no day where a thing is meant. */
static int passing(const struct reader *reader, const struct view *view, const struct frame *frame, const struct slot *slot, int at,
                   bool *as_recipient)
{
    bool timed = at >= 0 && slot->name == SLOT_PREP && slot->role != ROLE_CLASS && frames_in_class(reader, view, at, "days");
    bool day = timed && !(classes_any(&slot->classes) && frames_in_classes(reader, view, at, &slot->classes)); /* "for a march" */
    bool fits = at >= 0 && !day && passes(reader, view, frame, slot, at, as_recipient);
    if (fits || at < 0 || slot->name != SLOT_PREP || view_token(view, at)->head < 0)
        return fits ? at : -1;
    int next = with_case(view, view_token(view, at)->head, slot->prep, at);
    next = next < 0 ? -1 : head_of_name(reader, view, next);
    return next > at ? passing(reader, view, frame, slot, next, as_recipient) : -1;
}

/* Whether an earlier slot has the word already: a lone object is no direct one beside itself as an indirect one. */
static bool is_taken(const struct frame *frame, int slot, int at)
{
    for (int i = 0; i < slot && at >= 0; i++)
        if (frame->entry->slots[i].name == SLOT_IOBJ && frame->entry->slots[slot].name == SLOT_OBJ && frame->fillers[i] == at)
            return true;
    return false;
}

/* What a required slot lacks, for people. */
static const char *tell_slot(const struct reader *reader, const struct view *view, const struct slot *slot, int at)
{
    struct text name = slot->name == SLOT_PREP ? slot->prep : text_of(acts_slot_text(slot->name));
    if (at < 0)
        return arena_print(reader->arena, "nothing stands in its slot ‘%.*s’", (int)name.length, name.at).at;
    struct text word = view_token(view, at)->form;
    return arena_print(reader->arena, "its slot ‘%.*s’ does not take ‘%.*s’", (int)name.length, name.at, (int)word.length,
                       word.at).at;
}

/* "Came under fire from Chadian positions": whose the place is from which it comes. */
static int maker_behind(const struct reader *reader, const struct view *view, const struct slot *slot, int at)
{
    if (slot->role != ROLE_ACTOR || at < 0 || !text_is(slot->prep, "from") || frames_is_public(reader, view, at))
        return at;
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool owns = rel == DEPREL_NMOD_POSS || rel == DEPREL_AMOD || rel == DEPREL_COMPOUND;
        if (owns && frames_is_public(reader, view, c))
            return c;
    }
    return at;
}

bool frames_fill(const struct reader *reader, const struct view *view, struct frame *frame, const char **why)
{
    const struct entry *entry = frame->entry;
    for (int i = 0; i < entry->slot_count; i++) {
        const struct slot *slot = &entry->slots[i];
        int at = head_of_name(reader, view, find_slot(reader, view, frame, slot));
        if (slot->name == SLOT_SUBJ && frame->passive && entry->kind != ENTRY_VERDICT && entry->kind != ENTRY_ADJ)
            at = view_agent(view, frame->head);
        if (is_taken(frame, i, at))
            at = -1;
        at = maker_behind(reader, view, slot, at);
        int fits = passing(reader, view, frame, slot, at, &frame->as_recipient[i]);
        bool filled = fits >= 0;
        frame->fillers[i] = fits;
        frame->weight += filled;
        if (filled || !slot->required)
            continue;
        if (why)
            *why = tell_slot(reader, view, slot, at);
        if (!may_be_loose(reader, view, frame, slot, at))
            return false;
        frame->loose = true;
    }
    return true;
}

bool frames_is_for_recipient(const struct frame *frame, int slot)
{
    uint8_t role = frame->entry->slots[slot].role;
    return frame->fillers[slot] >= 0 && (role == ROLE_RECIPIENT || (role == ROLE_EITHER && frame->as_recipient[slot]));
}

bool frames_names_recipient(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frames_is_for_recipient(frame, i))
            return true;
    return false;
}

int frames_role(const struct frame *frame, enum slot_role role)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->fillers[i] >= 0 && frame->entry->slots[i].role == role)
            return frame->fillers[i];
    return -1;
}
