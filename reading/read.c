/* The reading: sentences to frames, frames to statements, the unlikely ones left out. */
#include "reading/read.h"

#include <string.h>

enum { MOST_NAMES = 200 };

static void count_names(struct reading *reading)
{
    for (size_t m = 0; m < reading->mentions.count; m++) {
        const struct mention *mention = &reading->mentions.items[m];
        struct text name = mention->code.length ? mention->code : mention->text;
        size_t at = 0;
        while (at < reading->salience.count && !text_equals(reading->salience.items[at].name, name))
            at++;
        if (!mention->is_public || (at == reading->salience.count && at == MOST_NAMES))
            continue;
        if (at == reading->salience.count)
            ARENA_PUSH(reading->arena, &reading->salience, (struct salience){ .name = name, .is_code = mention->code.length > 0 });
        reading->salience.items[at].count++;
        reading->salience.items[at].in_title |= reading->document->sentences[mention->sentence].is_title;
    }
}

void read_prepare(struct reading *reading, const struct lexicon *lexicon, const struct article *article,
                  const struct document *document, struct arena *arena)
{
    *reading = (struct reading){ .lexicon = lexicon, .article = article, .document = document, .arena = arena, .names = arena };
    mentions_find(lexicon->actors, article, document, arena, &reading->mentions);
    quotes_find(lexicon->quotes, &reading->mentions, document, arena, &reading->attributions);
    struct text publisher = actors_code_of_publisher(lexicon->actors, article->publisher, article->published);
    reading->reader = (struct reader){ document, &lexicon->words, &reading->mentions, &reading->attributions,
                                       NULL, lexicon->transparent, lexicon->quantities, lexicon->papers, lexicon->raising,
                                       lexicon->planning,
                                       reading->mentions.issuers.count > 0 || publisher.length > 0, arena };
    reading->details = details_for(lexicon->details, document, arena);
    reading->views = arena_take(arena, ((size_t)document->sentence_count + 1) * sizeof *reading->views);
    for (int i = 0; i < document->sentence_count; i++)
        view_make(&reading->views[i], document, i, &lexicon->words, arena);
    reading->reader.views = reading->views;
    reading->frames = arena_take(arena, ((size_t)document->sentence_count + 1) * sizeof *reading->frames);
    count_names(reading);
}

static struct text because_of(const struct reading *reading, const struct view *view, const struct frame *frame)
{
    static const char *const meanings[] = {
#define SOURCE(name, text, meaning) meaning,
#include "reading/sources.def"
#undef SOURCE
    };
    struct text word = view_token(view, frame->head)->form;
    return arena_print(reading->arena, "%s ‘%.*s’", meanings[frame->source], (int)word.length, word.at);
}

/* Where in the tree a token stands, for people: "object of ‘accused’", "‘to’ at ‘send’". */
static struct text place_of(const struct reading *reading, const struct view *view, int at)
{
    const struct token *token = view_token(view, at);
    struct text head = token->head < 0 ? token->form : view_token(view, token->head)->form;
    for (int c = view->first[at]; c >= 0; c = view->next[c])
        if (view_rel(view, c) == DEPREL_CASE && view_token(view, c)->form.at[0] != '\'') {
            struct text word = view_token(view, c)->form;
            return arena_print(reading->arena, "‘%.*s’ at ‘%.*s’", (int)word.length, word.at, (int)head.length, head.at);
        }
    const char *what = "named with";
    switch (view_rel(view, at)) {
    case DEPREL_OBJ: case DEPREL_IOBJ: what = "object of"; break;
    case DEPREL_NSUBJ: case DEPREL_NSUBJ_PASS: what = "subject of"; break;
    case DEPREL_NMOD_POSS: what = "owner of"; break;
    default: break;
    }
    return arena_print(reading->arena, "%s ‘%.*s’", what, (int)head.length, head.at);
}

/* Who is aimed at: where the sentence names him, or that it does not. */
static void tell_recipient(const struct reading *reading, const struct view *view, const struct party *party,
                           struct statement *out)
{
    const struct mention *mention = NULL;
    for (int i = 0; i < view->count && !mention && party->span.from_byte < party->span.to_byte; i++)
        if (view_token(view, i)->span.from_byte >= party->span.from_byte)
            mention = mention_at(&reading->mentions, view->index, i);
    if (mention)
        fields_evidence(reading, out, "recipients", mention->file, mention->line, place_of(reading, view, mention->head),
                        party->span);
    else
        fields_evidence(reading, out, "recipients", TEXT(""), 0,
                        arena_print(reading->arena, "told elsewhere in the article: %.*s", (int)party->text.length,
                                    party->text.at), party->span);
}

static void tell_why(const struct reading *reading, const struct view *view, const struct frame *frame, struct statement *out)
{
    const struct entry *entry = frame->entry;
    struct text because = arena_print(reading->arena, "%s ‘%.*s’", acts_kind_text(entry->kind), (int)entry->words.length,
                                      entry->words.at);
    fields_evidence(reading, out, "act", entry->file, entry->line, because, out->trigger);
    const struct mention *actor = frames_actor(&reading->reader, view, frame);
    fields_evidence(reading, out, "actors", actor ? actor->file : (struct text){ 0 }, actor ? actor->line : 0,
                    because_of(reading, view, frame), actor ? actor->span : out->trigger);
    for (size_t i = 0; i < out->recipients.count; i++)
        tell_recipient(reading, view, &out->recipients.items[i], out);
    if (out->speaker.text.length) {
        const struct attribution *around = quotes_around(&reading->attributions, view->index, frame->head);
        fields_evidence(reading, out, "speaker", around->file, around->line, out->speaker.text, out->speaker.span);
    }
}

static void tell_object(const struct view *view, struct range words, struct statement *out)
{
    out->object = fields_span(view, words);
    out->object_text = fields_text(view, words);
}

/* "two boats on Monday", "two boats only if Peru pays": a day or a condition at the object's end is no part of what is given.
 * False: there is none, or nothing else is told. */
static bool leave_detail(const struct view *view, const struct statement *out, struct span detail, struct range *words)
{
    int to = words->to;
    if (detail.to_byte <= detail.from_byte || detail.to_byte != out->object.to_byte)
        return false;
    while (to > words->from && view_token(view, to - 1)->span.from_byte >= detail.from_byte)
        to--;
    while (to > words->from && (view_token(view, to - 1)->upos == UPOS_PUNCT || view_token(view, to - 1)->upos == UPOS_ADV))
        to--;
    if (to == words->from || to == words->to)
        return false;
    words->to = to;
    return true;
}

/* Whether who speaks says what its own state may or can do: "Chad could close the road, its commander said". */
static bool is_own_possibility(const struct view *view, const struct frame *frame, const struct statement *statement)
{
    static const char *const modals[] = { "could", "may", "might", "can", NULL };
    bool own = statement->speaker.code.length && statement->actors.count == 1 &&
               text_equals(statement->speaker.code, statement->actors.items[0].code);
    return own && view_any_auxiliary(view, frame->head, modals) >= 0 && view_negation(view, frame->head) < 0 &&
           view_auxiliary(view, frame->head, "have") < 0;
}

/* Who says what harm it could do threatens with it, who says what it could give offers it. */
static void take_own_possibility(const struct view *view, struct frame *frame, struct statement *out)
{
    bool harms = frame->act == ACT_ASSAULT || frame->act == ACT_COERCE;
    if ((!harms && frame->act != ACT_AID) || !is_own_possibility(view, frame, out))
        return;
    frame->act = out->act = harms ? ACT_THREATEN : ACT_OFFER;
    out->status = STATUS_ACTUAL;
}

/* "Officials said Norway may send jets": what is still to be given is promised, perhaps. */
static void take_coming_gift(const struct view *view, struct frame *frame, struct statement *out)
{
    static const char *const modals[] = { "could", "may", "might", NULL };
    bool may = frame->act == ACT_AID && out->status == STATUS_POSSIBLE && view_any_auxiliary(view, frame->head, modals) >= 0;
    if (may && view_auxiliary(view, frame->head, "have") < 0)
        frame->act = out->act = ACT_PLEDGE;
}

/* "Chad fired eighty rockets": of one who has been told to have attacked more than once, it is no test. */
static void take_volley(const struct reading *reading, const struct view *view, struct frame *frame, struct statement *out)
{
    static const char *const shots[] = { "fire", "launch", "lob", "unleash", NULL };
    bool shoots = frame->act == ACT_MOBILIZE && frame->entry->kind == ENTRY_VERB && view_is_any(view, frame->head, shots);
    for (int i = 0; i < frame->entry->slot_count; i++)
        shoots &= frame->entry->slots[i].name != SLOT_PREP || frame->fillers[i] < 0;
    int attacks = 0;
    for (size_t k = 0; shoots && k < reading->kept->count; k++) {
        const struct statement *old = &reading->kept->items[k];
        struct text code = old->actors.items[0].code;
        attacks += old->act == ACT_ASSAULT && old->status == STATUS_ACTUAL && code.length > 0 &&
                   text_equals(code, out->actors.items[0].code);
    }
    if (attacks >= 2)
        frame->act = out->act = ACT_ASSAULT;
}

/* "Trump and Donald Trump". */
static bool is_same_person(struct text one, struct text other)
{
    return text_find(one, other) < one.length || text_find(other, one) < other.length;
}

enum { ISO_LETTERS = 3 }; /* in the code of a state; members of an organisation do agree */

/* "The ministry works with the prime minister's office": a state that does something with itself. Its parties and leaders may
 * agree: "Democrats and Republicans agreed on the bill". */
static bool is_with_itself(const struct statement *statement)
{
    const struct party_list *actors = &statement->actors;
    bool agrees = statement->act == ACT_AGREE && actors->items[0].code.length == ISO_LETTERS;
    bool same = actors->count > 1 && actors->items[0].code.length > 0;
    for (size_t i = 1; i < actors->count && same; i++)
        same = text_equals(actors->items[i].code, actors->items[0].code) &&
               (!agrees || is_same_person(actors->items[i].text, actors->items[0].text));
    return (agrees || statement->act == ACT_COOPERATE) && same;
}

/* Whether whom the words name for the act to be directed at is of the actor's own state or body. */
static bool is_among_themselves(const struct reading *reading, const struct view *view, const struct frame *frame,
                                const struct statement *statement)
{
    struct text own = statement->actors.items[0].code;
    for (int i = 0; own.length && i < frame->entry->slot_count; i++) {
        bool taken = frame->fillers[i] >= 0 && (frame->entry->slots[i].role == ROLE_RECIPIENT || frame->as_recipient[i]);
        const struct mention *mention = taken ? mention_at(&reading->mentions, view->index, frame->fillers[i]) : NULL;
        if (mention)
            return text_equals(mention->code, own);
    }
    return false;
}

static bool is_named_person(const struct reading *reading, const struct view *view, int at)
{
    const struct mention *mention = at < 0 ? NULL : mention_at(&reading->mentions, view->index, at);
    return mention && mention->kind == MENTION_PERSON && !mention->member_count && view_token(view, at)->upos == UPOS_PROPN;
}

/* "Lind's attack on Lund": both are named. */
static bool is_among_persons(const struct reading *reading, const struct view *view, const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].name != SLOT_SUBJ && is_named_person(reading, view, frame->fillers[i]))
            return is_named_person(reading, view, frame->actor);
    return false;
}

/* "The senator attacked the president": a politician, and no army, attacks his own in words, and other politicians. */
static void take_quarrel(const struct reading *reading, const struct view *view, struct frame *frame, struct statement *out)
{
    const struct mention *actor = frames_actor(&reading->reader, view, frame);
    if (frame->act == ACT_ASSAULT && view_is(view, frame->head, "attack") && actor && actor->kind == MENTION_PERSON &&
        (is_among_themselves(reading, view, frame, out) || is_among_persons(reading, view, frame)))
        frame->act = out->act = ACT_ACCUSE;
}

/* "Aides warned the president that it would rain": nobody threatens his own. */
static bool is_advice(const struct reading *reading, const struct view *view, const struct frame *frame,
                      const struct statement *statement)
{
    static const char *const warns[] = { "warn", "caution", "alert", NULL };
    return frame->act == ACT_THREATEN && view_is_any(view, frame->head, warns) &&
           is_among_themselves(reading, view, frame, statement);
}

static bool make_statement(const struct reading *reading, const struct view *view, struct candidate *candidate)
{
    struct frame *frame = &candidate->frame;
    struct statement *out = &candidate->statement;
    struct range *words = &candidate->object_words;
    candidate->object = -1;
    *out = (struct statement){ .act = (enum act)frame->act, .in_title = view->sentence->is_title,
                               .sentence = view->sentence->span };
    out->sentence_text = fields_text(view, (struct range){ 0, view->count });
    fields_trigger(view, frame, reading->arena, out);
    if (fields_object(reading, view, frame, &candidate->object, words))
        tell_object(view, *words, out);
    fields_status(reading, view, frame, candidate->object, *words, out);
    if (!fields_parties(reading, view, frame, out) || is_with_itself(out) || is_advice(reading, view, frame, out))
        return false;
    take_quarrel(reading, view, frame, out);
    take_own_possibility(view, frame, out);
    take_coming_gift(view, frame, out);
    take_volley(reading, view, frame, out);
    fields_details(reading, view, frame, candidate->object, *words, out);
    return true;
}

/* Who is aimed at, and of the object what is neither that nor a day nor a condition. */
static void tell_whom(const struct reading *reading, const struct view *view, struct candidate *candidate)
{
    struct statement *out = &candidate->statement;
    struct range *words = &candidate->object_words;
    fields_recipients(reading, view, &candidate->frame, candidate->object, out);
    if (candidate->object < 0 && fields_object_instead(reading, view, &candidate->frame, out, &candidate->object, words))
        tell_object(view, *words, out);
    if (candidate->object < 0)
        return;
    if (fields_leave_recipient(view, candidate->object, out, words))
        tell_object(view, *words, out);
    if (leave_detail(view, out, out->when, words) || leave_detail(view, out, out->condition_span, words))
        tell_object(view, *words, out);
}

/* Many candidates are made and few are kept, so what nothing hangs on is told of these alone: whom, why, means, caveat. */
void read_complete(const struct reading *reading, struct candidate *candidate)
{
    const struct view *view = &reading->views[candidate->sentence];
    struct statement *out = &candidate->statement;
    struct statement before = *out;
    memset(&out->evidence, 0, sizeof out->evidence);
    tell_whom(reading, view, candidate);
    tell_why(reading, view, &candidate->frame, out);
    fields_contents(reading, view, &candidate->frame, candidate->object, candidate->object_words, out);
    for (size_t i = 0; i < before.evidence.count; i++)
        ARENA_PUSH(reading->arena, &out->evidence, before.evidence.items[i]);
}

/* "Met Sela, who has vowed to help": what a comma parts from the noun is told by itself. */
static bool in_aside(const struct view *view, int inner, int outer)
{
    for (int at = inner, steps = 0; at >= 0 && at != outer && steps < view->count; steps++) {
        int before = view->left[at] - (view_rel(view, view->left[at]) == DEPREL_PUNCT ? 0 : 1);
        if (view_rel(view, at) == DEPREL_ACL_RELCL && before >= 0 && view_is(view, before, ","))
            return true;
        at = view_token(view, at)->head;
    }
    return false;
}

/* The narrowest frame in one of whose slots the frame lies. */
static const struct frame *frame_around(const struct view *view, const struct frame_list *frames, const struct frame *inner,
                                        int *slot)
{
    const struct frame *best = NULL;
    int width = view->count + 1;
    for (size_t i = 0; i < frames->count; i++) {
        const struct frame *outer = &frames->items[i];
        for (int s = 0; outer != inner && s < outer->entry->slot_count; s++) {
            int filler = outer->fillers[s];
            if (filler < 0 || outer->entry->slots[s].name == SLOT_SUBJ || !view_inside(view, inner->head, filler)
                || view_leaves_clause(view, inner->head, filler) || in_aside(view, inner->head, filler))
                continue;
            if (view->right[filler] - view->left[filler] < width) {
                width = view->right[filler] - view->left[filler];
                *slot = outer->entry->slots[s].name;
                best = outer;
            }
        }
    }
    return best;
}

/* Whether an earlier sentence tells the same act of the same actor, likely or not: what is kept must not depend on what was
 * kept. */
static bool told_before(const struct reading *reading, const struct statement *statement)
{
    for (size_t i = 0; i < reading->told.count; i++) {
        const struct told *old = &reading->told.items[i];
        if (old->act == statement->act && text_equals(old->code, statement->actors.items[0].code))
            return true;
    }
    return false;
}

static void weigh(const struct reading *reading, const struct view *view, const struct frame_list *frames,
                  const struct frame *original, struct candidate *out)
{
    const struct statement *statement = &out->statement;
    const struct frame *frame = &out->frame;
    struct circumstances known = { .view = view, .frame = frame, .words = &reading->lexicon->words, .object = out->object };
    known.around = frame_around(view, frames, original, &known.around_slot);
    known.actor = frames_actor(&reading->reader, view, frame);
    known.attribution = quotes_around(&reading->attributions, view->index, frame->head);
    known.has_speaker = statement->speaker.text.length > 0;
    known.actor_is_speaker = known.has_speaker && text_equals(statement->speaker.text, statement->actors.items[0].text);
    known.own_side = known.has_speaker && !known.actor_is_speaker && statement->speaker.code.length &&
                     text_equals(statement->speaker.code, statement->actors.items[0].code);
    known.status = (int)statement->status;
    known.told_before = told_before(reading, statement);
    known.statement = statement;
    struct features own, *features = reading->names ? arena_take(reading->names, sizeof *features) : &own;
    confidence_features(&known, reading->names, features);
    out->features = reading->names ? features : NULL;
    out->statement.confidence = confidence_of(&reading->lexicon->confidence, features);
}

static void read_sentence(struct reading *reading, int sentence, struct candidate_list *out, struct statement_list *kept)
{
    const struct view *view = &reading->views[sentence];
    struct frame_list *frames = &reading->frames[sentence];
    size_t from = out->count;
    frames_find(&reading->reader, view, frames);
    for (size_t f = 0; f < frames->count; f++) {
        struct candidate candidate = { .sentence = sentence, .frame = frames->items[f] };
        if (!make_statement(reading, view, &candidate))
            continue;
        weigh(reading, view, frames, &frames->items[f], &candidate);
        ARENA_PUSH(reading->arena, out, candidate);
    }
    read_choose(reading, view, out, from);
    for (size_t i = from; i < out->count; i++)
        if (!out->items[i].frame.loose && !told_before(reading, &out->items[i].statement)) {
            const struct statement *statement = &out->items[i].statement;
            ARENA_PUSH(reading->arena, &reading->told, (struct told){ statement->act, statement->actors.items[0].code });
        }
    for (size_t i = from; i < out->count; i++) {
        struct candidate *candidate = &out->items[i];
        candidate->chosen &= candidate->statement.confidence >= reading->lexicon->confidence.threshold;
        if (candidate->chosen)
            read_complete(reading, candidate);
    }
    for (size_t i = from; i < out->count; i++)
        if (out->items[i].chosen)
            ARENA_PUSH(reading->arena, kept, out->items[i].statement);
}

enum { FEW_SENTENCES = 2, LEAST = 240 }; /* whoever gives but a sentence or two wants to know what they tell, however unsure */

/* Where a short text has nothing likely, its likeliest statement is kept; its confidence tells that it is unsure. What is less
 * likely than LEAST thousandths is chance, and better left out. */
static void keep_likeliest(const struct reading *reading, struct candidate_list *list)
{
    struct candidate *best = NULL;
    for (size_t i = 0; i < list->count; i++) {
        struct candidate *candidate = &list->items[i];
        if (candidate->chosen || reading->document->sentence_count > FEW_SENTENCES)
            return;
        if (!best || candidate->statement.confidence > best->statement.confidence)
            best = candidate;
    }
    best = best && best->statement.confidence >= LEAST ? best : NULL;
    if (best) {
        best->chosen = true;
        read_complete(reading, best);
    }
}

void read_candidates(struct reading *reading, struct candidate_list *out)
{
    struct statement_list *kept = arena_take(reading->arena, sizeof *kept);
    reading->kept = kept;
    for (int i = 0; i < reading->document->sentence_count; i++)
        read_sentence(reading, i, out, kept);
    keep_likeliest(reading, out);
}

void reading_read(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                  struct arena *arena, struct statement_list *out)
{
    char hash[65];
    struct reading reading;
    struct candidate_list candidates = { 0 };
    *out = (struct statement_list){ 0 };
    read_prepare(&reading, lexicon, article, document, arena);
    reading.names = NULL;
    read_candidates(&reading, &candidates);
    record_article_hash(article, hash);
    for (size_t i = 0; i < candidates.count; i++) {
        struct statement *statement = &candidates.items[i].statement;
        if (!candidates.items[i].chosen)
            continue;
        statement->n = (int)out->count + 1;
        ARENA_PUSH(arena, out, *statement);
    }
    record_set_ids(out->items, out->count, hash);
    links_find(&reading, out);
}
