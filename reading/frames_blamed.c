/* Whom an accusation is directed at, and whether anybody is blamed at all. */
#include "reading/frames.h"

/* Whether the entry says that its subject is blamed: "Chad breached the truce, Mali said", "the raid was cruel". */
static bool blames_subject(const struct entry *entry)
{
    for (int i = 0; i < entry->slot_count; i++)
        if (entry->slots[i].name == SLOT_SUBJ)
            return entry->slots[i].role == ROLE_RECIPIENT || entry->slots[i].role == ROLE_EITHER;
    return false;
}

/* "He was not interested, he said", "we have not done enough": who speaks. */
static bool is_teller(const struct reader *reader, const struct view *view, int at, int subject)
{
    static const char *const having[] = { "have", "interested", "want", "fail", "refuse", NULL };
    if (subject < 0 || frames_is_we(view, subject))
        return subject >= 0;
    const struct attribution *around = quotes_around(reader->attributions, view->index, at);
    const struct mention *mention = mention_at(reader->mentions, view->index, subject), *teller = frames_teller(reader, view, at);
    if (!mention || !teller)
        return false;
    bool thing = view_is(view, subject, "it"); /* mostly what is spoken of */
    bool same = mention->is_pronoun && !thing && mention->entity >= 0 && mention->entity == teller->entity;
    bool has = thing && view_is_any(view, at, having); /* "said it has no interest in peace" */
    bool one = text_equals(mention->code, teller->code);
    same |= mention->is_pronoun && (!thing || has) && !around->direct && teller->code.length && one;
    return same || (mention->kind == MENTION_GROUP && one);
}

/* "Is no threat", "has not violated the pact": but "is not only cruel". */
static bool says_it_is_not(const struct view *view, const struct frame *frame)
{
    static const char *const more[] = { "only", "just", "merely", "simply" };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (view_child_word(view, frame->head, DEPREL_ADVMOD, more[i]) >= 0)
            return false;
    bool no = frame->helper >= 0 && view_child_word(view, frame->helper, DEPREL_DET, "no") >= 0;
    return no || view_child_word(view, frame->head, DEPREL_DET, "no") >= 0 || view_negation(view, frame->head) >= 0;
}

/* "The raid, raising fears of war", "the move has raised concerns": a thing raises them in others, who are not told. */
static bool is_raised_by_thing(const struct view *view, const struct frame *frame)
{
    if (frame->entry->kind != ENTRY_LIGHT || !view_is(view, frame->head, "raise"))
        return false;
    enum deprel rel = view_rel(view, frame->head);
    bool beside = (rel == DEPREL_ADVCL || rel == DEPREL_ACL) && text_is(view_token(view, frame->head)->xpos, "VBG")
               && view_child(view, frame->head, DEPREL_NSUBJ) < 0;
    bool behind_comma = frame->head > 0 && view_is(view, frame->head - 1, ",");
    bool by_somebody = frame->source == ACTOR_SUBJECT || frame->source == ACTOR_SHARED || frame->source == ACTOR_WE ||
                       frame->source == ACTOR_AGENT || frame->source == ACTOR_SPEAKER;
    return (beside && behind_comma) || !by_somebody;
}

/* "A move that would anger Chad", "not to anger Chad": whom something may anger has said nothing yet. */
static bool is_anger_to_come(const struct view *view, const struct frame *frame)
{
    static const char *const modals[] = { "will", "would", "can", "could", "shall", "should", "may", "might", NULL };
    bool felt = false;
    for (int i = 0; i < frame->entry->slot_count; i++)
        felt |= frame->entry->slots[i].name == SLOT_OBJ && frame->entry->slots[i].role == ROLE_ACTOR;
    bool to_come = view_any_auxiliary(view, frame->head, modals) >= 0 || view_child_word(view, frame->head, DEPREL_MARK, "to") >= 0;
    return felt && !frame->passive && to_come && view_auxiliary(view, frame->head, "have") < 0;
}

/* "Was kidnapped by Chad", "had been smuggled in": a deed, and no word by which who tells of it judges, as in "was rigged". */
static bool is_deed(const struct view *view, const struct frame *frame)
{
    static const char *const judging[] = { "rig", "fabricate", "falsify", "distort", "politicise", "politicize", "misguide",
                                           "misjudge", "militarise", "militarize", NULL };
    if (frame->entry->kind != ENTRY_VERDICT || !view_is_verb(view, frame->head))
        return false;
    return view_agent(view, frame->head) >= 0 || (view_is_passive(view, frame->head) && !view_is_any(view, frame->head, judging));
}

/* "Has no doubt", "raised no objection". */
static bool is_none_at_all(const struct view *view, const struct frame *frame)
{
    bool light = frame->entry->kind == ENTRY_LIGHT && !frame->entry->if_negated && !blames_subject(frame->entry);
    return light && frame->helper >= 0 && view_child_word(view, frame->helper, DEPREL_DET, "no") >= 0;
}

bool frames_is_question(const struct view *view, int verb)
{
    int subject = view_child(view, verb, DEPREL_NSUBJ), aux = view_child(view, verb, DEPREL_AUX);
    int first = aux < 0 ? view_child(view, verb, DEPREL_COP) : aux;
    for (int at = view->left[verb]; at < first; at++)
        if (view_token(view, at)->upos != UPOS_PUNCT)
            return false;
    return first >= 0 && first < subject;
}

/* "Did not think that Chad had broken the truce", "asked whether it had". */
static bool is_not_said(const struct view *view, int verb)
{
    if (view_child_word(view, verb, DEPREL_MARK, "whether") >= 0)
        return true;
    static const char *const verbs[] = { "think", "believe", "say", "claim", "suggest", "mean", NULL };
    int up = view_rel(view, verb) == DEPREL_CCOMP ? view_token(view, verb)->head : -1;
    return up >= 0 && up < verb && view_is_any(view, up, verbs) && view_negation(view, up) >= 0;
}

/* "Chad could exploit the gap", "would harm both": of a misdeed that is only thought of nobody is guilty. */
static bool is_misdeed_to_come(const struct reader *reader, const struct view *view, int verb)
{
    static const char *const modals[] = { "can", "could", "may", "might", "would", NULL };
    return view_is_verb(view, verb) && view_any_auxiliary(view, verb, modals) >= 0 &&
           frames_in_class(reader, view, verb, "misdeeds");
}

const char *frames_blames_nobody(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    const struct entry *entry = frame->entry;
    if (frame->act != ACT_ACCUSE)
        return NULL;
    if (is_raised_by_thing(view, frame))
        return "a thing raises it, and nobody is told to";
    if (is_anger_to_come(view, frame))
        return "it has angered nobody yet";
    if (is_none_at_all(view, frame))
        return "there is none of it";
    if (entry->if_blaming && view_negation(view, frame->head) >= 0)
        return "who does not say so blames nobody";
    if (!blames_subject(entry))
        return NULL;
    if (is_deed(view, frame))
        return "it tells a deed and judges nobody";
    if (is_misdeed_to_come(reader, view, frame->head))
        return "nobody has done it yet";
    if (!entry->if_negated && says_it_is_not(view, frame))
        return "it says that somebody is not to be blamed";
    if (frames_is_question(view, frame->head) || is_not_said(view, frame->head))
        return "nobody says that it is so";
    return is_teller(reader, view, frame->head, view_subject(view, frame->head)) ? "who speaks blames nobody else" : NULL;
}
