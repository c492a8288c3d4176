/* Whether an entry matches at a token: its kind, its further words, its tests, its slots, its actor. */
#include "reading/frames.h"

static bool tell(const char **why, const char *text)
{
    if (why)
        *why = text;
    return false;
}

/* `from`: the preposition of something before this token is no such word ("In May they took the town" is not "take in"), nor is a
 * day's ("took questions on Friday" is not "take on"). */
static bool has_word_under(const struct reader *reader, const struct view *view, int at, struct text word, int depth, int from)
{
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        if (view_rel(view, c) == DEPREL_NSUBJ || view_rel(view, c) == DEPREL_CONJ)
            continue;
        bool is_day = from > 0 && view_rel(view, at) == DEPREL_OBL && frames_in_class(reader, view, at, "days");
        bool before = (c < from || is_day) && view_rel(view, c) == DEPREL_CASE;
        if ((!before && view_is_text(view, c, word)) || (depth && has_word_under(reader, view, c, word, depth - 1, from)))
            return true;
    }
    return false;
}

/* "n't" and "no longer" are "not" as well. A predicate's own preposition is one of its words ("on alert"), and a noun's ("at the
 * invitation of"), but no verb's obliques ("held on Monday" is not "on hold"). */
static bool has_further_words(const struct reader *reader, const struct view *view, const struct frame *frame, int at)
{
    const struct entry *entry = frame->entry;
    bool predicate = entry->kind == ENTRY_ADJ || entry->kind == ENTRY_VERDICT;
    int from = predicate || entry->kind == ENTRY_NOUN ? 0 : at, depth = predicate && view_is_verb(view, at) ? 0 : 1;
    bool near = at + 1 < view->count && (depth || view_token(view, at + 1)->head == at);
    for (int i = 0; i < entry->more_count; i++) {
        bool negation = text_is(entry->more[i], "not") && view_negation(view, at) >= 0;
        bool next = near && view_is_text(view, at + 1, entry->more[i]);
        bool governed = frame->head != at && view_is_text(view, frame->head, entry->more[i]); /* "in favour" */
        if (!negation && !next && !governed && !has_word_under(reader, view, at, entry->more[i], depth, from))
            return false;
    }
    return true;
}

/* "Backed off", "turned down": a particle makes another verb of it, which the entry must name. */
static bool is_other_verb(const struct view *view, const struct entry *entry, int at)
{
    static const char *const turning[] = { "off", "down", "away", NULL };
    static const char *const turned[] = { "back", "call", "hold", "turn", "talk", "play", NULL };
    int next = at + 1 < view->count ? at + 1 : -1, own = view_child(view, at, DEPREL_COMPOUND_PRT);
    int particle = own < 0 ? next : own; /* the parser may hang it elsewhere */
    bool turns = particle >= 0 && view_is_any(view, particle, turning) && view_is_any(view, at, turned);
    if (!turns || (entry->kind != ENTRY_VERB && entry->kind != ENTRY_LIGHT))
        return false;
    for (int i = 0; i < entry->more_count; i++)
        if (view_is_text(view, particle, entry->more[i]))
            return false;
    return true;
}

static bool noun_fits(const struct reader *reader, const struct view *view, const struct entry *entry, int noun)
{
    uint64_t looks = view->looks[noun];
    if (entry->noun_classes && frames_in_classes(reader, view, noun, entry->noun_classes))
        return true;
    for (int i = 0; i < entry->noun_count; i++) {
        const struct light_noun *light = &entry->nouns[i];
        if (!(light->look & looks) || !view_is_text(view, noun, light->noun))
            continue; /* most */
        if (!light->with.length || has_word_under(reader, view, noun, light->with, 1, 0))
            return true;
    }
    return false;
}

/* The noun right after a verb without an object: the parser may hang it elsewhere. */
static int noun_after(const struct view *view, int verb)
{
    for (int at = verb + 1; at < view->count && at <= verb + 4; at++) {
        enum upos upos = (enum upos)view_token(view, at)->upos;
        bool next = at + 1 < view->count && view_token(view, at + 1)->upos == UPOS_NOUN;
        if (upos == UPOS_NOUN && !next)
            return at;
        if (upos != UPOS_DET && upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_NUM)
            return -1;
    }
    return -1;
}

int frames_light_noun(const struct view *view, int verb)
{
    int noun = view_object(view, verb);
    return noun < 0 ? noun_after(view, verb) : noun;
}

/* "Voiced rejection and strong condemnation": the first of the nouns that fits; -1. */
static int fitting_noun(const struct reader *reader, const struct view *view, const struct entry *entry, int noun)
{
    int content = frames_content(reader, view, noun);
    if (noun_fits(reader, view, entry, noun))
        return noun;
    if (content != noun && noun_fits(reader, view, entry, content))
        return content;
    for (int c = view->first[noun]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_CONJ && view_is_nominal(view, c) && noun_fits(reader, view, entry, c))
            return c;
    return -1;
}

static bool match_light(const struct reader *reader, const struct view *view, struct frame *frame, const char **why)
{
    int noun = frames_light_noun(view, frame->head);
    if (noun < 0)
        return tell(why, "the verb has no object");
    frame->helper = fitting_noun(reader, view, frame->entry, noun);
    return frame->helper >= 0 || tell(why, "its object is none of the nouns");
}

static int will_at(const struct view *view, int verb)
{
    static const char *const words[] = { "will", "would", "shall", "'ll", "’ll", "wo", NULL };
    return view_any_auxiliary(view, verb, words);
}

/* "Is to send", "are to be sent". */
static int be_before(const struct view *view, int verb, int to)
{
    int be = view_child(view, verb, DEPREL_COP);
    for (int c = view->first[verb]; be < 0 && c >= 0 && c < to; c = view->next[c])
        if (view_rel(view, c) == DEPREL_AUX_PASS && view_is(view, c, "be"))
            be = c;
    return be;
}

/* "is going to", "is to", "is due to", "is expected to"; a headline's "Hamas to free". */
static int going_to(const struct reader *reader, const struct view *view, int verb)
{
    int up = view_token(view, verb)->head;
    int to = view_child_word(view, verb, DEPREL_MARK, "to"), be = be_before(view, verb, to);
    bool due = view_child_word(view, verb, DEPREL_MARK, "due") >= 0, yet = view_child_word(view, verb, DEPREL_ADVMOD, "yet") >= 0;
    if (be >= 0 && be < verb && (to >= 0 || due) && !yet)
        return be;
    if (to < 0)
        return -1;
    bool heads = view_child(view, verb, DEPREL_NSUBJ) >= 0 || frames_name_before_infinitive(reader, view, verb) >= 0;
    if (view->sentence->is_title && heads)
        return to;
    if (up < 0 || view_rel(view, verb) != DEPREL_XCOMP)
        return -1;
    bool told = view_child(view, up, DEPREL_COP) >= 0 || view_child(view, up, DEPREL_AUX) >= 0 ||
                view_child(view, up, DEPREL_AUX_PASS) >= 0 || view->sentence->is_title;
    bool raising = (view->lemma[up] && classes_meet(&view->lemma[up]->classes, &reader->raising))
                || (view->form[up] && classes_meet(&view->form[up]->classes, &reader->raising));
    return view_is(view, up, "be") || (told && raising) ? up : -1;
}

/* "Hopes that Norway will send", "fears that it would leave", "how far it will go": no promise of Norway's. */
static bool is_guessed(const struct view *view, int verb)
{
    static const char *const guesses[] = { "hope", "fear", "doubt", "worry", "wonder", "suspect", "speculate", "predict",
                                           "forecast", "concern", "speculation", "likelihood", "chance", "risk", "question",
                                           "prediction", NULL };
    static const char *const opinions[] = { "believe", "think", "expect", "assume", "reckon", "bet", "imagine", "guess",
                                            "confident", "optimistic", "convinced", "sure", "certain", NULL };
    static const char *const asks[] = { "how", "why", "what", NULL };
    verb = view_first_of_verbs(view, verb);
    while (view_rel(view, verb) == DEPREL_XCOMP)
        verb = view_token(view, verb)->head;
    enum deprel rel = view_rel(view, verb);
    int up = view_token(view, verb)->head;
    if (up >= 0 && (rel == DEPREL_CCOMP || rel == DEPREL_ACL) && view_is_any(view, up, guesses))
        return true;
    int subject = view_subject(view, verb);
    bool of_others = subject >= 0 && view_token(view, subject)->upos != UPOS_PRON; /* but "we think that we will send" */
    if (up >= 0 && rel == DEPREL_CCOMP && of_others && view_is_any(view, up, opinions))
        return true;
    for (int c = view->first[verb]; c >= 0 && c < verb; c = view->next[c])
        if (view_is_any(view, c, asks) || (view->left[c] < c && view_is_any(view, view->left[c], asks)))
            return true;
    return false;
}

/* "It will send a signal, he said": in somebody's own words "it" is a thing; in reported ones ("said it will send") it is who
 * speaks. "Those who" are people. */
static bool is_thing(const struct reader *reader, const struct view *view, int verb)
{
    int subject = view_subject(view, verb);
    if (subject < 0 || view_child(view, subject, DEPREL_ACL_RELCL) >= 0 ||
        !(view_is(view, subject, "it") || view_is(view, subject, "this") || view_is(view, subject, "that")))
        return false;
    const struct attribution *around = quotes_around(reader->attributions, view->index, verb);
    return around ? around->direct : reader->official;
}

/* "The loan, which he said would help them": what stands between "said" and "would" is the thing before. */
static bool is_said_of_thing(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const wills[] = { "will", "would", "shall", NULL };
    int will = view_any_auxiliary(view, view_first_of_verbs(view, verb), wills);
    return will > 1 && view_is_verb(view, will - 1) && frames_in_class(reader, view, will - 1, "saying")
        && view_subject(view, will - 1) >= 0;
}

/* "Was supposed to bring relief", "was likely to run", "would rather stay": what is only thought or wished. */
static bool is_thought(const struct view *view, int verb, int helper)
{
    static const char *const thought[] = { "suppose", "supposed", NULL };
    if (view_child_word(view, verb, DEPREL_ADVMOD, "rather") >= 0)
        return true;
    bool was = false;
    for (int c = view->first[helper]; c >= 0 && c < helper; c = view->next[c])
        was |= text_is(view_token(view, c)->xpos, "VBD");
    return view_is_any(view, helper, thought) || (view_is(view, helper, "likely") && was);
}

/* Whether a coordinated verb has neither a subject nor an auxiliary of its own. */
static bool shares_beginning(const struct view *view, int verb)
{
    return view_child(view, verb, DEPREL_NSUBJ) < 0 && view_child(view, verb, DEPREL_AUX) < 0
        && view_child(view, verb, DEPREL_COP) < 0 && text_is(view_token(view, verb)->xpos, "VB");
}

/* "Will continue to be a danger": what somebody goes on being, he has not promised, unless it is something good. */
static bool goes_on_being(const struct reader *reader, const struct view *view, int verb)
{
    int inner = view_child(view, verb, DEPREL_XCOMP);
    bool seen_through = view->lemma[verb] && classes_meet(&view->lemma[verb]->classes, &reader->transparent);
    return seen_through && inner >= 0 && view_child(view, inner, DEPREL_COP) >= 0 && !frames_in_class(reader, view, inner, "good");
}

/* "Their mission is to spy", "the only way would be to wait": what is told of a thing, and nobody is to do it. */
static bool is_predicate_of_thing(const struct reader *reader, const struct view *view, int verb)
{
    int be = view_child(view, verb, DEPREL_COP), subject = view_child(view, verb, DEPREL_NSUBJ);
    bool noun = subject >= 0 && view_token(view, subject)->upos == UPOS_NOUN;
    return be >= 0 && be < verb && noun && subject < be && view_child_word(view, verb, DEPREL_MARK, "to") >= 0
        && !frames_is_public(reader, view, subject);
}

static bool match_will(const struct reader *reader, const struct view *view, struct frame *frame, const char **why)
{
    int verb = frame->head;
    if (is_predicate_of_thing(reader, view, verb))
        return tell(why, "it tells what something is");
    if (goes_on_being(reader, view, verb))
        return tell(why, "it tells what somebody will be");
    if (is_guessed(view, verb))
        return tell(why, "it is only hoped, feared or asked that it will");
    if (is_thing(reader, view, verb) || is_said_of_thing(reader, view, verb))
        return tell(why, "a thing, and nobody, will");
    for (int steps = 0; steps < 4; steps++) {
        frame->helper = will_at(view, verb);
        if (frame->helper < 0)
            frame->helper = going_to(reader, view, verb);
        int up = view_token(view, verb)->head;
        bool binds = frame->entry->act == ACT_PLEDGE || frame->entry->act == ACT_OFFER;
        if (frame->helper >= 0 && binds && is_thought(view, verb, frame->helper))
            return tell(why, "it is only thought or wished that it will");
        if (frame->helper >= 0)
            return true;
        if (up >= 0 && view_rel(view, verb) == DEPREL_CONJ && view_is_verb(view, up) && shares_beginning(view, verb)) {
            verb = up; /* "is expected to send tanks and train soldiers" */
            continue;
        }
        bool through = up >= 0 && view_rel(view, verb) == DEPREL_XCOMP && view->lemma[up]
                    && classes_meet(&view->lemma[up]->classes, &reader->transparent);
        if (!through)
            break;
        verb = up;
    }
    return tell(why, "the verb stands under no 'will'");
}

/* "That should send a signal": what is likely, and nobody's duty. */
static bool is_likely(const struct view *view, int verb, int modal)
{
    static const char *const things[] = { "that", "this", "which", NULL };
    int subject = view_child(view, verb, DEPREL_NSUBJ);
    return view_is(view, modal, "should") && subject >= 0 && subject < modal && view_is_any(view, subject, things);
}

/* "Must have known", "should have left", "I must say": it asks nobody to do anything. */
static bool asks_nothing(const struct view *view, int verb, int modal)
{
    static const char *const sayings[] = { "say", "admit", "confess", "add", "stress", "emphasise", "emphasize", "note", "repeat",
                                           "tell", "mention", NULL };
    static const char *const minds[] = { "assume", "think", "see", "wait", "remember", "understand", "realise", "realize", "wonder",
                                         "ask", "agree", "accept", "expect", "look", "live", "fight", "persuade", NULL };
    static const char *const modals[] = { "must", "should", "ought", NULL };
    int have = view_child_word(view, verb, DEPREL_AUX, "have");
    bool minds_only = view_is(view, modal, "have") && view_is_any(view, verb, minds); /* "we will have to see" */
    bool perfect = have > modal && view_rel(view, modal) == DEPREL_AUX && view_is_any(view, modal, modals);
    bool asks = !perfect && !is_likely(view, verb, modal);
    static const char *const moods[] = { "proud", "ashamed", "grateful", "thankful", "glad", "happy", "sorry", "last", NULL };
    static const char *const noticed[] = { "note", "remember", "stress", "emphasise", "emphasize", "mention", "recall", NULL };
    int subject = view_subject(view, verb);
    bool by_us = frames_is_we(view, subject);
    bool it = (subject >= 0 && view_is(view, subject, "it")) || view_child(view, verb, DEPREL_EXPL) >= 0;
    bool noted = it && view_is_passive(view, verb) && view_is_any(view, verb, noticed);
    if (noted || view_is_any(view, verb, moods)) /* "it should be noted", "we should be proud", "the talks should last a week" */
        return true;
    bool own = view_is(view, modal, "need"); /* "we need to work on it" */
    return !asks || (by_us && (own || minds_only || view_is_any(view, verb, sayings)));
}

/* The verb under a modal: "must leave", "needs to leave". */
static bool match_modal(const struct view *view, struct frame *frame, int at, const char **why)
{
    int verb = view_rel(view, at) == DEPREL_AUX ? view_token(view, at)->head : view_child(view, at, DEPREL_XCOMP);
    if (verb < 0 || (view_rel(view, at) != DEPREL_AUX && !view_is_verb(view, verb)))
        return tell(why, "there is no verb under the modal");
    if (view_is(view, at, "have") && at + 1 < view->count && view_is(view, at + 1, "yet"))
        return tell(why, "it is not yet so"); /* "has yet to sign" */
    if (asks_nothing(view, verb, at) || view_child_word(view, verb, DEPREL_MARK, "whether") >= 0)
        return tell(why, "it asks nobody to do anything"); /* "questioned whether Chad should pay" */
    int there = view_child(view, verb, DEPREL_EXPL);
    bool exists = there >= 0 && there < at; /* "there must be a truce" */
    if (view_rel(view, at) == DEPREL_AUX && view_child(view, verb, DEPREL_NSUBJ) > at && !exists)
        return tell(why, "the modal stands before its subject"); /* "Should Norway sign, …" */
    frame->head = verb;
    frame->helper = at;
    return true;
}

static bool is_predicate(const struct view *view, int at)
{
    static const char *const copulas[] = { "be", "stand", "remain", "seem", "feel", "stay", "become", "appear", "look",
                                           "grow", "sound", NULL };
    if (view_child(view, at, DEPREL_COP) >= 0 || view_child(view, at, DEPREL_AUX_PASS) >= 0)
        return true;
    int up = view_token(view, at)->head;
    if (up >= 0 && view_rel(view, at) == DEPREL_NSUBJ && view_child(view, up, DEPREL_EXPL) >= 0)
        return view_child(view, up, DEPREL_AUX) >= 0; /* "there would be consequences" */
    if (view_rel(view, at) == DEPREL_CONJ && up >= 0)
        return view_child(view, up, DEPREL_COP) >= 0;
    if (up >= 0 && view_rel(view, at) == DEPREL_XCOMP && view_is_any(view, up, copulas))
        return true;
    bool says = up >= 0 && up < at && view_rel(view, at) == DEPREL_CCOMP && view_is(view, up, "say");
    return view->sentence->is_title && (says || view_child(view, at, DEPREL_NSUBJ) >= 0); /* "Chad says ready to talk" */
}

/* What stands before an imperative: "Please send", "Do not send", "And never sell". */
static bool may_open(const struct view *view, int at)
{
    static const char *const words[] = { "please", "do", "not", "never", "and", "but", "so", "then", "now", "just", "first",
                                         "always", "instead", ",", NULL };
    return view_is_any(view, at, words);
}

/* "Thank you", "Look", "Let us go": nobody is asked for anything. */
static bool is_formula(const struct view *view, int verb)
{
    static const char *const words[] = { "thank", "look", "see", "listen", "imagine", "believe", "remember", "mark", "wait",
                                         "consider", "suppose", "say", "welcome", "bless", "forgive", "excuse", "guess", "note",
                                         "bear", "forget", "be", "know", "check", "read", "watch", "think", "ask", NULL };
    static const char *const own[] = { "us", "me", "'s", "’s", NULL };
    int object = view_object(view, verb);
    bool let = view_is(view, verb, "let") && verb + 1 < view->count;
    for (int i = 0; let && own[i]; i++)
        if (text_equals_nocase(view_token(view, verb + 1)->form, text_of(own[i])))
            return true;
    return view_is_any(view, verb, words) || (object >= 0 && view_is(view, object, "I"));
}

bool frames_is_imperative(const struct reader *reader, const struct view *view, int at)
{
    enum deprel rel = view_rel(view, at);
    bool heads = rel == DEPREL_ROOT || rel == DEPREL_CCOMP || rel == DEPREL_PARATAXIS;
    bool own = view_child(view, at, DEPREL_NSUBJ) >= 0 || view_child(view, at, DEPREL_NSUBJ_PASS) >= 0;
    if (!heads || own || !text_is(view_token(view, at)->xpos, "VB") || is_formula(view, at))
        return false;
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        if ((view_rel(view, c) == DEPREL_AUX && !view_is(view, c, "do")) || view_rel(view, c) == DEPREL_MARK)
            return false;
    int first = at;
    while (first > 0 && may_open(view, first - 1))
        first--;
    bool opens = first == 0 || text_is(view_token(view, first - 1)->xpos, "``") || text_is(view_token(view, first - 1)->form, ":");
    return opens && quotes_around(reader->attributions, view->index, at);
}

/* "countries willing to send": an adjective after its noun. */
static bool is_after_noun(const struct view *view, int at)
{
    enum deprel rel = view_rel(view, at);
    int up = view_token(view, at)->head;
    return up >= 0 && up < at && (rel == DEPREL_AMOD || rel == DEPREL_ACL || rel == DEPREL_ADVCL);
}

/* Whether the word is the subject of a finite verb, and so no verb itself. */
static bool is_subject(const struct view *view, int at)
{
    int up = view_token(view, at)->head;
    bool subject = up > at && (view_rel(view, at) == DEPREL_NSUBJ || view_rel(view, at) == DEPREL_NSUBJ_PASS);
    return subject && !text_is(view_token(view, up)->xpos, "VBG");
}

/* Whether what stands here may begin a verb's object or clause. */
static bool opens_object(const struct view *view, int at)
{
    enum upos upos = (enum upos)view_token(view, at)->upos;
    return upos == UPOS_DET || upos == UPOS_PRON || upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ
        || upos == UPOS_SCONJ;
}

/* "Russia denies", "which the army denies having": a verb in -s after a name that the parser took for a plural. */
static bool may_be_verb(const struct reader *reader, const struct view *view, int at)
{
    bool shoots = at && at + 1 < view->count && view_is(view, at, "shot") && view_is(view, at + 1, "dead");
    if (!at || (!shoots && !text_is(view_token(view, at)->xpos, "NNS")))
        return false;
    if (frames_name_before_aside(reader, view, at) >= 0)
        return at + 1 < view->count && opens_object(view, at + 1);
    const struct mention *mention = mention_at(reader->mentions, view->index, at - 1);
    if (!mention || !mention->is_public || mention->from >= at || mention->to < at || mention->to > at + 1)
        return false;
    if (shoots)
        return true; /* "police shot dead ten men": no shot */
    bool whole = mention->head == at - 1 && !mention->is_modifier;
    return view_token(view, at - 1)->upos == UPOS_PROPN || (whole && !is_subject(view, at));
}

/* "- Providing air defence": in a list of deeds the parser may take the gerund for an adjective. */
static bool opens_sentence(const struct view *view, int at)
{
    return text_is(view_token(view, at)->xpos, "VBG") && (at == 0 || (at == 1 && view_token(view, 0)->upos == UPOS_PUNCT));
}

enum { KIND_VERB = 1 << ENTRY_VERB, KIND_LIGHT = 1 << ENTRY_LIGHT, KIND_WILL = 1 << ENTRY_WILL, KIND_MODAL = 1 << ENTRY_MODAL,
       KIND_IMPERATIVE = 1 << ENTRY_IMPERATIVE,
       KIND_ADJ = 1 << ENTRY_ADJ, KIND_VERDICT = 1 << ENTRY_VERDICT, KIND_NOUN = 1 << ENTRY_NOUN,
       KIND_SOURCE = 1 << ENTRY_SOURCE };

/* "Is in Chad for talks": the place is the predicate, and "be" stands under it; but nobody meets "in prison". */
static bool is_stay(const struct view *view, int at)
{
    int place = view_rel(view, at) == DEPREL_COP ? view_token(view, at)->head : -1;
    if (place < at || !(view_has_case(view, place, TEXT("in")) || view_has_case(view, place, TEXT("at"))))
        return false;
    return view_token(view, place)->upos == UPOS_PROPN || view_child(view, place, DEPREL_DET) >= 0;
}

/* "Is against sanctions", "was behind the raid": the preposition tells the act, and what it governs is the predicate. */
static bool is_stance(const struct view *view, int at)
{
    enum deprel rel = view_rel(view, at);
    int governed = view_token(view, at)->head;
    bool governs = (rel == DEPREL_CASE || rel == DEPREL_MARK) && governed > at;
    int be = governs ? view_child(view, governed, DEPREL_COP) : -1;
    return be >= 0 && be < at;
}

static unsigned kinds_of_verb(const struct reader *reader, const struct view *view, int at)
{
    if (is_stay(view, at))
        return KIND_VERB;
    if (!view_is_verb(view, at))
        return may_be_verb(reader, view, at) ? KIND_VERB : 0;
    bool alone = view_rel(view, at) != DEPREL_AMOD || opens_sentence(view, at) || view_is_misread_gerund(view, at)
              || view_is_misread_past(view, at);
    return alone ? KIND_VERB | KIND_LIGHT | KIND_WILL : 0;
}

/* "Chad's disappointing decision": in somebody's own words what he calls another's deed judges it as well. */
static bool is_judged(const struct reader *reader, const struct view *view, int at)
{
    int noun = view_rel(view, at) == DEPREL_AMOD ? view_token(view, at)->head : -1;
    const struct attribution *around = noun > at ? quotes_around(reader->attributions, view->index, at) : NULL;
    if (!around || !around->direct || around->source_token < 0)
        return false;
    for (int c = view->first[noun]; c >= 0 && c < at; c = view->next[c])
        if (view_rel(view, c) == DEPREL_NMOD_POSS && frames_is_public(reader, view, c))
            return true;
    return false;
}

/* "In March", "March 3": the month, and no march. */
static bool is_month(const struct view *view, int at)
{
    static const char *const before[] = { "in", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid",
                                          "from", "to", "and", "of" };
    if (!text_is(view_token(view, at)->form, "March") || view->sentence->is_title)
        return false;
    if (at + 1 < view->count && view_token(view, at + 1)->upos == UPOS_NUM)
        return true;
    for (size_t i = 0; at > 0 && i < sizeof before / sizeof *before; i++)
        if (text_equals_nocase(view_token(view, at - 1)->form, text_of(before[i])))
            return true;
    return at > 0 && view_token(view, at - 1)->upos == UPOS_NUM;
}

unsigned frames_kinds(const struct reader *reader, const struct view *view, int at, unsigned asked)
{
    enum upos upos = (enum upos)view_token(view, at)->upos;
    struct text xpos = view_token(view, at)->xpos;
    bool adjective = upos == UPOS_ADJ || text_is(xpos, "VBN") || text_starts(xpos, TEXT("JJ"));
    bool noun = (upos == UPOS_NOUN || upos == UPOS_PROPN) && view_rel(view, at) != DEPREL_COMPOUND && !is_month(view, at);
    unsigned kinds = KIND_MODAL | (noun ? KIND_NOUN : 0);
    if (view_rel(view, at) == DEPREL_CASE && view_token(view, at)->head > at)
        kinds |= KIND_SOURCE;
    if ((asked & KIND_IMPERATIVE) && frames_is_imperative(reader, view, at))
        kinds |= KIND_IMPERATIVE;
    if (asked & (KIND_VERB | KIND_LIGHT | KIND_WILL))
        kinds |= kinds_of_verb(reader, view, at);
    bool predicate = (asked & (KIND_ADJ | KIND_VERDICT)) && is_predicate(view, at);
    if (predicate || ((asked & KIND_VERDICT) && is_judged(reader, view, at)))
        kinds |= KIND_VERDICT;
    if ((asked & (KIND_ADJ | KIND_VERDICT)) && is_stance(view, at))
        kinds |= KIND_ADJ | KIND_VERDICT;
    if ((asked & KIND_ADJ) && (adjective || upos == UPOS_ADV || noun) && (predicate || is_after_noun(view, at)))
        kinds |= KIND_ADJ;
    return kinds & asked;
}

/* What a preposition governs is its object, or a further word of the entry ("in favour"). */
static bool match_stance(const struct view *view, struct frame *frame, int at, const char **why)
{
    bool takes = frame->entry->more_count > 0;
    for (int i = 0; i < frame->entry->slot_count; i++)
        takes |= frame->entry->slots[i].name == SLOT_OBJ;
    if (!takes)
        return tell(why, "no predicate here");
    frame->head = view_token(view, at)->head;
    frame->helper = at;
    return true;
}

/* "Accused Chad of shelling villages or arming rebels": what somebody is accused of is told by the accusation alone. A gerund
 * joined to it may as well be joined to "accusing" itself. */
static bool is_alleged(const struct view *view, int verb)
{
    static const char *const verbs[] = { "accuse", "suspect", "accusation", "allegation", "suspicion", NULL };
    if (!text_is(view_token(view, verb)->xpos, "VBG"))
        return false;
    int first = verb, steps = 0;
    for (; first >= 0 && view_rel(view, first) == DEPREL_CONJ && steps < 3; steps++)
        first = view_token(view, first)->head;
    if (first < 0 || view_child_word(view, first, DEPREL_MARK, "of") < 0)
        return false;
    int up = view_token(view, first)->head;
    if (up < 0 || (first != verb && text_is(view_token(view, up)->xpos, "VBG")))
        return false;
    if (view_rel(view, up) == DEPREL_OBJ && view_rel(view, first) == DEPREL_ACL) /* hung on who is accused */
        up = view_token(view, up)->head;
    return view_is_any(view, up, verbs);
}

static bool match_kind(const struct reader *reader, const struct view *view, struct frame *frame, int at, const char **why)
{
    static const char *const missing[ENTRY_KINDS] = {
        [ENTRY_VERB] = "no verb here", [ENTRY_LIGHT] = "no verb here", [ENTRY_WILL] = "no verb here",
        [ENTRY_IMPERATIVE] = "nobody is told to do it", [ENTRY_SOURCE] = "no preposition here",
        [ENTRY_ADJ] = "no predicate here", [ENTRY_VERDICT] = "no predicate here", [ENTRY_NOUN] = "no noun here",
    };
    if (!frames_kinds(reader, view, at, 1u << frame->entry->kind))
        return tell(why, missing[frame->entry->kind]);
    if (is_alleged(view, at))
        return tell(why, "it is what somebody is accused of");
    switch (frame->entry->kind) {
    case ENTRY_LIGHT:
        return match_light(reader, view, frame, why);
    case ENTRY_WILL:
        return match_will(reader, view, frame, why);
    case ENTRY_MODAL:
        return match_modal(view, frame, at, why);
    case ENTRY_VERB:
        if (is_stay(view, at)) {
            frame->head = view_token(view, at)->head;
            frame->helper = at;
        }
        return true;
    case ENTRY_ADJ: case ENTRY_VERDICT:
        return !is_stance(view, at) || match_stance(view, frame, at, why);
    default:
        return true;
    }
}

/* "Will not send", "would not meet", "is not ready to": said by whom it is asked of, that is a refusal. Entries for negated words
 * ("will not rest until") know themselves what they mean. */
static bool is_refused(const struct view *view, const struct frame *frame)
{
    bool can = frame->act == ACT_PLEDGE || frame->act == ACT_OFFER || frame->act == ACT_AID || frame->act == ACT_MEET
            || frame->act == ACT_MOBILIZE || frame->act == ACT_AGREE || frame->act == ACT_COOPERATE || frame->act == ACT_CONCEDE
            || frame->act == ACT_RETREAT;
    uint8_t kind = frame->entry->kind;
    bool verb = kind == ENTRY_VERB || kind == ENTRY_LIGHT || kind == ENTRY_WILL;
    bool going = kind == ENTRY_WILL && view_is(view, frame->helper, "go") && view_negation(view, frame->helper) >= 0;
    if (can && going)
        return true;
    bool can_do = view_auxiliary(view, frame->head, "can") >= 0 || view_auxiliary(view, frame->head, "could") >= 0;
    bool gives = frame->act == ACT_PLEDGE || frame->act == ACT_OFFER
              || (frame->act == ACT_AID && !view_is_passive(view, frame->head));
    if (kind == ENTRY_VERB && can_do && gives && view_negation(view, frame->head) >= 0)
        return true; /* "we cannot guarantee", "cannot send tanks" */
    if (frame->entry->if_negated || view_negation(view, frame->head) < 0)
        return false;
    return (can && verb && will_at(view, frame->head) >= 0) || (frame->act == ACT_OFFER && kind == ENTRY_ADJ);
}

/* "Some blame Chad": what is only said, anybody may have said. */
static bool is_opinion(uint16_t act)
{
    bool judges = act == ACT_ACCUSE || act == ACT_SUPPORT || act == ACT_REJECT;
    return judges || act == ACT_REQUEST || act == ACT_CLAIM || act == ACT_DENY;
}

bool frames_is_anybody(const struct view *view, int at)
{
    static const char *const words[] = { "some", "many", "most", "few", NULL };
    bool alone = view_token(view, at)->upos != UPOS_NOUN && view_child(view, at, DEPREL_NMOD) < 0;
    return alone && view_is_any(view, at, words);
}

/* "No soldier will go", "some blame Chad", "activists urged Chad to": nobody does it whom the report could name as acting. */
static bool is_nobody(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    int actor = frame->actor;
    const struct mention *mention = actor < 0 ? NULL : mention_at(reader->mentions, view->index, actor);
    if (!mention || mention->code.length)
        return false;
    bool vague = is_opinion(frame->act) && frames_is_anybody(view, actor);
    bool looks_on = frame->act != ACT_PROTEST && frames_in_class(reader, view, actor, "onlookers");
    return (!mention->member_count && (vague || looks_on)) || view_child_word(view, actor, DEPREL_DET, "no") >= 0;
}

/* "The three nations", "both countries": several whose number is told. */
static bool is_counted_group(const struct reader *reader, const struct view *view, int actor)
{
    bool counted = view_child(view, actor, DEPREL_NUMMOD) >= 0 || view_child_word(view, actor, DEPREL_DET, "both") >= 0;
    return counted && text_is(view_token(view, actor)->xpos, "NNS") && frames_in_class(reader, view, actor, "groups");
}

bool frames_are_several(const struct reader *reader, const struct view *view, int actor)
{
    const struct mention *mention = actor < 0 ? NULL : mention_at(reader->mentions, view->index, actor);
    if (!mention || mention->member_count > 1)
        return mention;
    if (mentions_are_hyphened(reader->mentions, reader->document, view->index, actor))
        return true;
    if (frames_name_beside(reader, view, actor) >= 0 || is_counted_group(reader, view, actor))
        return true;
    int up = view_rel(view, actor) == DEPREL_NSUBJ ? view_token(view, actor)->head : -1;
    for (int c = view->first[actor]; c >= 0; c = view->next[c])
        if ((view_rel(view, c) == DEPREL_CONJ || view_rel(view, c) == DEPREL_APPOS) && frames_is_public(reader, view, c))
            return true;
    for (int c = up < 0 ? -1 : view->first[up]; c >= 0; c = view->next[c])
        if (c != actor && view_rel(view, c) == DEPREL_NSUBJ && frames_is_public(reader, view, c))
            return true;
    return false;
}

/* "Is no friend of ours", "does not deserve a seat": what is denied to somebody does not back him. */
static bool is_denied_backing(const struct view *view, const struct frame *frame)
{
    const struct entry *entry = frame->entry;
    bool judges = entry->kind == ENTRY_VERDICT;
    for (int i = 0; i < entry->slot_count; i++)
        judges |= entry->slots[i].name == SLOT_SUBJ && entry->slots[i].role == ROLE_RECIPIENT;
    bool no = frame->helper >= 0 && view_child_word(view, frame->helper, DEPREL_DET, "no") >= 0;
    return entry->act == ACT_SUPPORT && judges && !entry->if_negated && (no || view_negation(view, frame->head) >= 0);
}

/* "Has stolen the aid, which Chad denies": what is denied is what was told, and not the aid; but "a request that Chad denies". */
static bool is_denied_story(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    int head = frame->head, object = view_child(view, head, DEPREL_OBJ);
    bool relative = view_rel(view, head) == DEPREL_ACL_RELCL && view_is(view, head, "deny");
    bool all = object < 0 || view_is(view, object, "which");
    bool asked = relative && frames_in_class(reader, view, view_token(view, head)->head, "demands");
    return relative && all && !asked && view_child(view, head, DEPREL_IOBJ) < 0 && frame->act != ACT_DENY;
}

/* "The people we want to cover", "issues they want to address": who wants it does it himself. */
static bool is_own_want(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    static const char *const wants[] = { "want", "need", "expect", "wish", "like", NULL };
    int object = -1;
    bool acts = false;
    for (int i = 0; i < frame->entry->slot_count; i++) {
        object = frame->entry->slots[i].name == SLOT_OBJ ? frame->fillers[i] : object;
        acts |= frame->entry->slots[i].name == SLOT_XCOMP && frame->fillers[i] >= 0;
    }
    return acts && object >= 0 && object < frame->head && !frame->passive && view_is_any(view, frame->head, wants)
        && !frames_is_public(reader, view, object);
}

bool frames_match(const struct reader *reader, const struct view *view, const struct entry *entry, int at, struct frame *frame,
                  const char **why)
{
    *frame = (struct frame){ .entry = entry, .act = entry->act, .head = at, .helper = -1, .actor = -1, .part_head = -1,
                              .weight = 4 * entry->weight };
    if (!match_kind(reader, view, frame, at, why))
        return false;
    if (!has_further_words(reader, view, frame, at))
        return tell(why, "a further word of the entry is missing");
    if (is_other_verb(view, entry, at))
        return tell(why, "its particle makes another verb of it");
    bool verbal = entry->kind == ENTRY_VERB || entry->kind == ENTRY_LIGHT || entry->kind == ENTRY_WILL ||
                  entry->kind == ENTRY_MODAL;
    frame->passive = verbal && view_is_passive(view, frame->head);
    if (entry->if_passive && !frame->passive)
        return tell(why, "it is no passive");
    if (!frames_fill(reader, view, frame, why)) /* most fail here, so that what takes longer is asked afterwards */
        return false;
    const char *unmeant = frames_unmeant(reader, view, frame, at);
    if (unmeant)
        return tell(why, unmeant);
    if (is_denied_backing(view, frame))
        return tell(why, "it denies that somebody is to be backed");
    if (is_own_want(reader, view, frame))
        return tell(why, "who wants it does it himself");
    if (is_denied_story(reader, view, frame))
        return tell(why, "it says that what was told is untrue");
    if (is_refused(view, frame))
        frame->act = ACT_DECLINE;
    if (entry->act == ACTS_NONE)
        return true;
    if (!frames_find_actor(reader, view, frame) || is_nobody(reader, view, frame))
        return tell(why, "nobody public is named as its actor");
    const char *alone = frame->act == ACT_MEET || frame->act == ACT_AGREE ? frames_meets_nobody(reader, view, frame) : NULL;
    if (alone)
        return tell(why, alone);
    const char *blameless = frames_blames_nobody(reader, view, frame);
    if (blameless)
        return tell(why, blameless);
    if (frames_is_forsworn(reader, view, frame))
        return tell(why, "it is promised not to be done");
    if (entry->if_several && !frames_are_several(reader, view, frame->actor))
        return tell(why, "only one is named as its actor");
    return frames_said(reader, view, frame, why);
}
