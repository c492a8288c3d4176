/* Which words of a sentence might have told an act, what they lacked, and a line that would let them tell one. */
#include "reading/explain.h"

#define SHOW(text) (int)(text).length, (text).at

enum { MOST_NEAR = 4, MOST_MORE = 6, MOST_LINES = 3 };

/* The entries that a word has here, as far as the word's class and place let them match. */
struct attempts {
    const struct entry *near[MOST_NEAR], *more[MOST_MORE]; /* something stands otherwise; another word of the entry is not there */
    const char *why[MOST_NEAR];
    int near_count, more_count, left_out;
    bool matched;
};

static bool is_among(const struct entry *const *entries, int count, const struct entry *entry, bool of_act)
{
    for (int i = 0; i < count; i++)
        if ((!of_act || entries[i]->act == entry->act) && text_equals(entries[i]->words, entry->words))
            return true;
    return false;
}

/* A verb that would tell something under "will", or with another noun, is far from it: many verbs would. */
static bool is_far(const struct entry *entry, const char *why)
{
    return entry->kind == ENTRY_WILL || entry->kind == ENTRY_MODAL || text_is(text_of(why), "its object is none of the nouns") ||
           text_is(text_of(why), "the verb has no object");
}

static void take_attempt(const struct entry *entry, const char *why, struct attempts *out)
{
    bool lacks_word = text_is(text_of(why), "a further word of the entry is missing");
    if (is_far(entry, why) || is_among(out->near, out->near_count, entry, true) ||
        is_among(out->more, out->more_count, entry, false))
        return;
    if (lacks_word && out->more_count < MOST_MORE)
        out->more[out->more_count++] = entry;
    else if (!lacks_word && out->near_count < MOST_NEAR) {
        out->why[out->near_count] = why;
        out->near[out->near_count++] = entry;
    } else
        out->left_out++;
}

static void try_entries(const struct reading *reading, const struct view *view, const struct word *word, int token,
                        struct attempts *out)
{
    for (size_t e = 0; word && e < word->entry_count; e++) {
        const struct entry *entry = word->entries[e].entry;
        const char *why = "";
        struct frame frame;
        if (!frames_kinds(&reading->reader, view, token, 1u << entry->kind) || entry->dropped)
            continue;
        if (frames_match(&reading->reader, view, entry, token, &frame, &why))
            out->matched |= entry->act != ACTS_NONE;
        else
            take_attempt(entry, why, out);
    }
}

static void write_attempts(const struct view *view, int token, const struct attempts *attempts, struct buffer *out)
{
    struct text form = view_token(view, token)->form;
    for (int i = 0; i < attempts->near_count; i++) {
        const struct entry *entry = attempts->near[i];
        buffer_print(out, "  ‘%.*s’ as %s, lexicon/%.*s:%d: %s\n", SHOW(form),
                     entry->act == ACTS_NONE ? "no act" : record_act_text((enum act)entry->act), SHOW(entry->file), entry->line,
                     attempts->why[i]);
    }
    if (attempts->more_count)
        buffer_print(out, "  ‘%.*s’ has entries with further words, which are not here:", SHOW(form));
    for (int i = 0; i < attempts->more_count; i++)
        buffer_print(out, "%s ‘%.*s’", i ? "," : "", SHOW(attempts->more[i]->words));
    buffer_add_string(out, attempts->more_count ? "\n" : "");
    if (attempts->left_out)
        buffer_print(out, "  ‘%.*s’ has %d more (--everything)\n", SHOW(form), attempts->left_out);
}

/* Words that may tell of something, and name nobody. */
static bool is_content(const struct reading *reading, const struct view *view, int token)
{
    enum upos upos = (enum upos)view_token(view, token)->upos;
    bool tells = upos == UPOS_VERB || upos == UPOS_NOUN || upos == UPOS_ADJ;
    return tells && !mention_at(&reading->mentions, view->index, token);
}

/* Whether a candidate of the sentence has the word as its trigger: it is told of with the candidates. */
static bool is_weighed(const struct candidate_list *candidates, int sentence, int token)
{
    for (size_t i = 0; i < candidates->count; i++) {
        const struct candidate *candidate = &candidates->items[i];
        if (candidate->sentence == sentence && (candidate->frame.head == token || candidate->frame.helper == token))
            return true;
    }
    return false;
}

/* Whether the word lies in what a chosen statement tells of. */
static bool is_read(const struct view *view, const struct candidate_list *candidates, int token)
{
    for (size_t i = 0; i < candidates->count; i++) {
        const struct candidate *candidate = &candidates->items[i];
        const struct frame *frame = &candidate->frame;
        if (candidate->sentence != view->index || !candidate->chosen)
            continue;
        for (int s = 0; s < frame->entry->slot_count; s++)
            if (frame->fillers[s] >= 0 && frame->entry->slots[s].name != SLOT_SUBJ && view_inside(view, token, frame->fillers[s]))
                return true;
        if (frame->head == token)
            return true;
    }
    return false;
}

/* "obj=R to=R", from what stands around the verb; each slot once. */
static void write_slots(const struct reading *reading, const struct view *view, int verb, struct buffer *out)
{
    static const struct { enum deprel relation; const char *slot; } slots[] = {
        { DEPREL_OBJ, "obj" }, { DEPREL_IOBJ, "iobj" }, { DEPREL_XCOMP, "xcomp" }, { DEPREL_CCOMP, "that" },
    };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        int filler = view_child(view, verb, slots[i].relation);
        if (filler >= 0)
            buffer_print(out, " %s=%s", slots[i].slot, frames_is_public(&reading->reader, view, filler) ? "R" : "O");
    }
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        int marked = view_rel(view, c) == DEPREL_OBL ? view_child(view, c, DEPREL_CASE) : -1;
        if (marked >= 0 && frames_is_public(&reading->reader, view, c))
            buffer_print(out, " %.*s=R", SHOW(view_token(view, marked)->lemma));
    }
}

/* The line that would let a verb tell an act: "kick off | verb | obj=O". */
static void write_line(const struct reading *reading, const struct view *view, int verb, struct buffer *out)
{
    int particle = view_child(view, verb, DEPREL_COMPOUND_PRT);
    buffer_print(out, "    %.*s", SHOW(view_token(view, verb)->lemma));
    if (particle >= 0)
        buffer_print(out, " %.*s", SHOW(view_token(view, particle)->lemma));
    buffer_add_string(out, " | verb |");
    write_slots(reading, view, verb, out);
    buffer_add_char(out, '\n');
}

/* Lines for the verbs that tell nothing here and whose subject is somebody public. */
static void write_change(const struct reading *reading, const struct view *view, const struct candidate_list *candidates,
                         struct buffer *out)
{
    int lines = 0, verbs = 0;
    for (int i = 0; i < view->count && lines < MOST_LINES; i++) {
        bool is_open = view_token(view, i)->upos == UPOS_VERB && !frames_in_class(&reading->reader, view, i, "saying");
        if (!is_open || is_read(view, candidates, i) || is_weighed(candidates, view->index, i))
            continue;
        verbs++;
        int subject = view_is_passive(view, i) ? view_agent(view, i) : view_subject(view, i);
        if (subject < 0 || !frames_is_public(&reading->reader, view, subject))
            continue;
        if (!lines++)
            buffer_add_string(out, "\nto have an act read here, a line such as these in lexicon/acts/ACT.txt, or in acts/ACT.txt\n"
                                   "of a folder of your own (--lexicon); what it says: lexicon/acts/README.md\n");
        write_line(reading, view, i, out);
    }
    if (verbs && !lines)
        buffer_add_string(out, "\nno verb that tells nothing has somebody public as its subject; who is public:\n"
                               "lexicon/actors/README.md\n");
}

void explain_words(const struct reading *reading, const struct view *view, const struct candidate_list *candidates,
                   struct buffer *out)
{
    int told = 0, unknown = 0;
    for (int i = 0; i < view->count; i++) {
        struct attempts attempts = { .matched = false };
        if (!is_content(reading, view, i) || is_weighed(candidates, view->index, i))
            continue;
        try_entries(reading, view, view->lemma[i], i, &attempts);
        if (view->form[i] != view->lemma[i])
            try_entries(reading, view, view->form[i], i, &attempts);
        if (attempts.near_count + attempts.more_count && !told++)
            buffer_add_string(out, "\nother words that may tell of an act, and why they do not\n");
        write_attempts(view, i, &attempts, out);
    }
    for (int i = 0; i < view->count; i++) {
        bool has_entry = (view->lemma[i] && view->lemma[i]->entry_count) || (view->form[i] && view->form[i]->entry_count);
        if (!is_content(reading, view, i) || has_entry || is_weighed(candidates, view->index, i))
            continue;
        buffer_print(out, "%s %.*s", unknown++ ? "," : "\nwords without an entry of an act:", SHOW(view_token(view, i)->form));
    }
    buffer_add_string(out, unknown ? "\n" : "");
    write_change(reading, view, candidates, out);
}
