/* Parties of a statement: actors, recipients, speaker, and whose pledge "the pledges" are. */
#include "reading/fields.h"

void fields_add_parties(const struct reading *reading, const struct view *view, int token, struct party_list *out)
{
    if (token >= 0)
        mentions_parties(&reading->mentions, reading->document, view->index, token, reading->arena, out);
}

static bool same_party(const struct party *a, const struct party *b)
{
    return a->code.length || b->code.length ? text_equals(a->code, b->code) && text_equals(a->text, b->text)
                                            : text_equals_nocase(a->text, b->text);
}

/* An "I" of whom nothing is known is nobody public: whoever wrote the column. */
void fields_add_party(const struct reading *reading, const struct party *party, struct party_list *out)
{
    if (!party->code.length && text_is(party->text, "I"))
        return;
    for (size_t i = 0; i < out->count; i++)
        if (same_party(&out->items[i], party))
            return;
    ARENA_PUSH(reading->arena, out, *party);
}

/* Where the last word of a name begins. */
static size_t last_word(struct text name)
{
    size_t at = name.length;
    while (at && name.at[at - 1] != ' ')
        at--;
    return at;
}

/* "Abe" beside "Shinzo Abe", "Sergei Lavrov" beside "Sergey Lavrov": one and the same. */
static bool is_surname_of(const struct party *part, const struct party *whole)
{
    size_t own = last_word(part->text), other = last_word(whole->text);
    struct text a = text_slice(part->text, own, part->text.length), b = text_slice(whole->text, other, whole->text.length);
    bool name = a.length && a.at[0] >= 'A' && a.at[0] <= 'Z';
    return other && name && part->code.length && text_equals(part->code, whole->code) && text_equals(a, b);
}

void fields_drop_repeated(struct party_list *list, const struct party_list *others)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool known = false;
        for (size_t k = 0; k < kept; k++)
            known |= same_party(&list->items[k], &list->items[i]) || is_surname_of(&list->items[i], &list->items[k]);
        for (size_t k = 0; others && k < others->count; k++)
            known |= same_party(&others->items[k], &list->items[i]);
        if (!known)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* "Me" and "us" as parties are who speaks. */
static void name_first_persons(const struct reading *reading, const struct view *view, int head, struct party_list *list)
{
    static const char *const words[] = { "I", "me", "we", "us", "We" };
    for (size_t i = 0; i < list->count; i++) {
        bool first = false;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            first |= text_is(list->items[i].text, words[k]);
        struct party speaker;
        if (first && !list->items[i].code.length && fields_speaker(reading, view->index, head, &speaker))
            list->items[i] = speaker;
    }
}

/* "The statement said", "said the editorial": whoever acted or spoke in what was told last is likely to have issued it. */
static bool issuer_of_text(const struct reading *reading, const struct attribution *around, struct party *speaker)
{
    static const char *const texts[] = { "statement", "communique", "communiqué", "declaration", "editorial", "commentary",
                                         "dispatch", "release" };
    const struct view *view = &reading->views[around->source_sentence];
    const struct statement *last = reading->kept && reading->kept->count ? &reading->kept->items[reading->kept->count - 1] : NULL;
    bool is_text = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        is_text |= view_is(view, around->source_token, texts[i]);
    if (!last || !is_text || view_child_word(view, around->source_token, DEPREL_DET, "the") < 0)
        return false;
    *speaker = last->speaker.code.length ? last->speaker : last->actors.items[0];
    return speaker->code.length > 0;
}

/* "According to a statement from Chad's ministry": whoever the text that speaks is from; NULL. */
static const struct mention *sender_of_text(const struct reading *reading, const struct attribution *around)
{
    static const char *const from[] = { "from", "by", NULL };
    const struct view *view = &reading->views[around->source_sentence];
    for (int c = view->first[around->source_token]; c >= 0; c = view->next[c]) {
        bool sends = view_rel(view, c) == DEPREL_NMOD_POSS
                  || (view_rel(view, c) == DEPREL_NMOD && view_has_any_case(view, c, from));
        if (sends && frames_is_public(&reading->reader, view, c))
            return mention_at(&reading->mentions, view->index, c);
    }
    return NULL;
}

/* "Condemned the raid, saying that Chad must leave": the word above a token by which it is said; -1. */
static int cue_over(const struct view *view, const struct attribution *around, int token)
{
    for (int at = token, steps = 0; at >= 0 && steps < view->count; steps++) {
        for (size_t i = 0; i < around->cue.count; i++) {
            const struct stretch *cue = &around->cue.items[i];
            if (cue->sentence == view->index && at >= cue->from && at < cue->to)
                return at;
        }
        at = view_token(view, at)->head;
    }
    return -1;
}

bool fields_speaker(const struct reading *reading, int sentence, int token, struct party *speaker)
{
    const struct attribution *around = quotes_around(&reading->attributions, sentence, token);
    const struct view *view = &reading->views[sentence];
    if (!around || around->source_token < 0)
        return false;
    if (!around->direct && view_leaves_clause(view, token, cue_over(view, around, token)))
        return false;
    const struct mention *mention = mention_at(&reading->mentions, around->source_sentence, around->source_token);
    if (!mention)
        mention = sender_of_text(reading, around);
    if (!mention)
        return issuer_of_text(reading, around, speaker);
    *speaker = mention_party(mention);
    return speaker->text.length > 0;
}

/* "We" of words that nobody is named for: whoever published them, where that is somebody public. */
static bool publisher(const struct reading *reading, struct party *party)
{
    struct text name = reading->article->publisher;
    struct text code = actors_code_of_publisher(reading->lexicon->actors, name, reading->article->published);
    *party = (struct party){ .text = name, .code = code };
    return code.length > 0;
}

/* The "we" that acts: the subject of the trigger or the owner of its noun. */
static const struct mention *mention_of_we(const struct reading *reading, const struct view *view, int head)
{
    int we = view_subject(view, head);
    for (int c = view->first[head]; c >= 0 && !frames_is_we(view, we); c = view->next[c])
        if (view_rel(view, c) == DEPREL_NMOD_POSS)
            we = c;
    return frames_is_we(view, we) ? mention_at(&reading->mentions, view->index, we) : NULL;
}

/* Whether who speaks the words at a token is a private person, who is told of but does not act: "Adam Berg", "critics", "some",
 * "he" that stands for him, but not a "he" of whom nothing is known. */
static bool is_private(const struct reading *reading, const struct view *view, int token)
{
    const struct attribution *around = quotes_around(&reading->attributions, view->index, token);
    const struct mention *mention = mention_at(&reading->mentions, around->source_sentence, around->source_token);
    const struct view *where = &reading->views[around->source_sentence];
    if (!mention || mention->code.length || mention->member_count)
        return false;
    if (frames_is_anybody(where, mention->head) || frames_in_class(&reading->reader, where, mention->head, "onlookers"))
        return true;
    if (mention->is_public)
        return false;
    return !mention->is_pronoun || !text_equals_nocase(view_token(where, around->source_token)->form, mention->text);
}

/* "The Security Council," and "the Council adopted the following:" before a resolution's paragraphs, "1. Demands that …"; NULL. */
static const struct mention *who_resolves(const struct reading *reading, const struct view *view)
{
    for (size_t m = 0; m < reading->mentions.count && reading->mentions.items[m].sentence < view->index; m++) {
        const struct mention *mention = &reading->mentions.items[m];
        const struct view *before = &reading->views[mention->sentence];
        enum deprel rel = view_rel(before, mention->head);
        bool opens = view_is(before, before->count - 1, ":") || view_is(before, before->count - 1, ",");
        bool body = mention->kind == MENTION_ORGANISATION || mention->kind == MENTION_BODY;
        bool names = (rel == DEPREL_NSUBJ || rel == DEPREL_ROOT) && mention->code.length && !mention->is_modifier;
        if (opens && body && names && !before->sentence->is_title)
            return mention;
    }
    return NULL;
}

/* "We" are who speaks; in words of nobody's those in whose name the document speaks, or who published it. */
static void add_we(const struct reading *reading, const struct view *view, int head, struct party_list *out)
{
    struct party party;
    const struct mention *mention = mention_of_we(reading, view, head);
    if (fields_speaker(reading, view->index, head, &party)) {
        if (!is_private(reading, view, head))
            fields_add_party(reading, &party, out);
        return;
    }
    struct text tag = view_token(view, head)->xpos;
    if (!mention && view_subject(view, head) < 0 && (text_is(tag, "VBZ") || text_is(tag, "NNS")))
        mention = who_resolves(reading, view);
    for (int i = 0; mention && i < mention->member_count; i++)
        fields_add_party(reading, &mention->members[i], out);
    if (!out->count && mention && mention->is_public && mention->code.length)
        fields_add_party(reading, &(struct party){ .text = mention->text, .code = mention->code, .span = mention->span }, out);
    if (!out->count && publisher(reading, &party))
        fields_add_party(reading, &party, out);
}

/* Who says it: whom the text names for it, else those who issue the statement together, else its publisher. */
static void add_speaker(const struct reading *reading, const struct view *view, int head, struct party_list *out)
{
    struct party party;
    const struct party_list *issuers = &reading->mentions.issuers;
    bool is_said = fields_speaker(reading, view->index, head, &party);
    for (size_t i = 0; !is_said && i < issuers->count; i++)
        fields_add_party(reading, &issuers->items[i], out);
    bool acts = is_said ? !is_private(reading, view, head) : !issuers->count && publisher(reading, &party);
    if (acts)
        fields_add_party(reading, &party, out);
}

static bool is_plan(uint16_t act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_AGREE;
}

static bool is_name_of_plan(struct text lemma)
{
    static const char *const names[] = { "pledge", "promise", "commitment", "guarantee", "offer", "proposal", "plan", "deal",
                                         "agreement" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(lemma, names[i]))
            return true;
    return false;
}

static bool may_be_meant(const struct statement *old, struct text lemma, bool named)
{
    bool object = old->object_text.length && text_find(old->object_text, lemma) < old->object_text.length;
    bool given = old->act == ACT_AID || old->act == ACT_WITHDRAW;
    return (is_plan(old->act) && (object || named)) || (given && object);
}

/* "The promises" of several are those that several made, told first; otherwise the last one before that has such an object, or
 * the last pledge. */
const struct statement *fields_meant_by(const struct reading *reading, const struct view *view, int noun)
{
    struct text lemma = view_token(view, noun)->lemma;
    const struct statement_list *kept = reading->kept;
    bool named = is_name_of_plan(lemma), many = text_is(view_token(view, noun)->xpos, "NNS");
    for (size_t i = 0; i < kept->count && many; i++) {
        const struct statement *old = &kept->items[i];
        bool several = old->actors.count > 1 || (old->actors.count && !old->actors.items[0].code.length);
        if (several && old->status == STATUS_ACTUAL && may_be_meant(old, lemma, named))
            return old;
    }
    for (size_t i = kept->count; i-- > 0;)
        if (may_be_meant(&kept->items[i], lemma, named))
            return &kept->items[i];
    return NULL;
}

static int count_coded(const struct party_list *list)
{
    int count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].code.length > 0;
    return count;
}

static bool has_party(const struct party_list *list, const struct party *party)
{
    for (size_t i = 0; i < list->count; i++)
        if (party->code.length && text_equals(list->items[i].code, party->code))
            return true;
    return false;
}

/* "The talks", "a deal": the meeting or agreement of several that was told last; with `side`, one that it took part in; with
 * `count`, one of so many. */
static const struct statement *last_joint(const struct reading *reading, const struct party *side, int act, int count)
{
    enum { FARTHEST = 20 };
    for (size_t i = reading->kept->count; i-- > 0 && reading->kept->count - i <= FARTHEST;) {
        const struct statement *old = &reading->kept->items[i];
        bool off = old->act == ACT_WITHDRAW && (old->means & (1u << MEANS_TALKS)); /* "cancelled the talks with Chad" */
        bool fits = (act < 0 ? frames_is_joint((uint16_t)old->act) : (int)old->act == act) || (off && act != ACT_COOPERATE);
        int named = count_coded(&old->actors) + count_coded(&old->recipients);
        if (fits && (count ? named == count : named > 1)
            && (!side || has_party(&old->actors, side)))
            return old;
    }
    return NULL;
}

/* "The deal with Chad": the other side is the one with which it was told before. */
static void add_other_side(const struct reading *reading, const struct frame *frame, struct party_list *out)
{
    enum { MOST = 3 };
    bool alone = frame->entry->kind == ENTRY_NOUN && frame->source == ACTOR_PARTIES && out->count == 1;
    const struct statement *meant = alone && frames_is_joint(frame->act) ? last_joint(reading, &out->items[0], -1, 0) : NULL;
    for (size_t i = 0; meant && meant->actors.count <= MOST && i < meant->actors.count; i++)
        if (!has_party(out, &meant->actors.items[i]))
            fields_add_party(reading, &meant->actors.items[i], out);
}

/* "A deal has been reached with Chad, the rebels said": of the two who agreed, one is who tells of it. */
static void add_teller(const struct reading *reading, const struct view *view, const struct frame *frame, struct party_list *out)
{
    struct party teller;
    bool alone = frame->passive && frame->source == ACTOR_PARTIES && out->count == 1 && frames_is_joint(frame->act);
    if (alone && fields_speaker(reading, view->index, frame->head, &teller) && !is_private(reading, view, frame->head) &&
        !has_party(out, &teller))
        fields_add_party(reading, &teller, out);
}

/* "Told Lind in a call", "assured Chad during the talks": who is spoken to takes part. */
static void add_spoken_to(const struct reading *reading, const struct view *view, const struct frame *frame, struct party_list *out)
{
    int verb = view_token(view, frame->head)->head;
    bool within = frame->entry->kind == ENTRY_NOUN && frame->source == ACTOR_VERB && frame->act == ACT_MEET
               && view_rel(view, frame->head) == DEPREL_OBL && verb >= 0 && frames_role(frame, ROLE_ACTOR) < 0;
    int object = within ? view_child(view, verb, DEPREL_IOBJ) : -1;
    if (within && object < 0)
        object = view_child(view, verb, DEPREL_OBJ);
    if (object >= 0 && frames_is_public(&reading->reader, view, object))
        fields_add_parties(reading, view, object, out);
}

/* "Norway joined Chad in condemning the raid": who is joined in a deed does it too. */
static void add_joined(const struct reading *reading, const struct view *view, const struct frame *frame, struct party_list *out)
{
    int up = view_token(view, frame->head)->head;
    bool within = up >= 0 && up < frame->head && view_is(view, up, "join")
               && view_child_word(view, frame->head, DEPREL_MARK, "in") >= 0;
    int object = within ? view_child(view, up, DEPREL_OBJ) : -1;
    if (frames_is_public(&reading->reader, view, object))
        fields_add_parties(reading, view, object, out);
}

/* The two states that a sentence names before a token, where there are just two; returns false for fewer or more. */
static bool two_before(const struct reading *reading, const struct view *view, int token, struct party_list *out)
{
    struct party found[2];
    int count = 0;
    for (int at = 0; at < token; at++) {
        const struct mention *mention = mention_at(&reading->mentions, view->index, at);
        if (!mention || !mention->is_public || !mention->code.length || mention->head != at)
            continue;
        bool known = false;
        for (int i = 0; i < count; i++)
            known |= text_equals(found[i].code, mention->code);
        if (!known && count == 2)
            return false;
        if (!known)
            found[count++] = mention_party(mention);
    }
    for (int i = 0; count == 2 && i < count; i++)
        fields_add_party(reading, &found[i], out);
    return count == 2;
}

/* Who did the same act last, not far before; NULL when nobody. */
static const struct statement *last_of_act(const struct reading *reading, int act)
{
    enum { FARTHEST = 20 };
    for (size_t i = reading->kept->count; i-- > 0 && reading->kept->count - i <= FARTHEST;)
        if ((int)reading->kept->items[i].act == act)
            return &reading->kept->items[i];
    return NULL;
}

/* "The three nations": how many they are; 0 where it is not told. */
static int number_of(const struct view *view, int group)
{
    static const char *const numbers[] = { "three", "four", "five", "six", "seven", "eight" };
    for (size_t i = 0; group >= 0 && i < sizeof numbers / sizeof *numbers; i++)
        if (view_child_word(view, group, DEPREL_NUMMOD, numbers[i]) >= 0)
            return (int)i + 3;
    return 0;
}

/* Those whom "the leaders", "both sides" mean: the two named before in the sentence, or those who met or agreed last. */
static void add_group(const struct reading *reading, const struct view *view, const struct frame *frame, struct party_list *out)
{
    int count = number_of(view, frame->actor);
    const struct statement *meant = count > 2 ? last_joint(reading, NULL, frame->act, count) : NULL;
    if (!meant && count > 2)
        meant = last_joint(reading, NULL, -1, count);
    if (!meant)
        meant = last_joint(reading, NULL, -1, 0);
    if (two_before(reading, view, frame->actor, out))
        return;
    for (size_t i = 0; meant && i < meant->actors.count; i++)
        fields_add_party(reading, &meant->actors.items[i], out);
    if (!meant)
        fields_add_parties(reading, view, frame->actor, out);
}

/* Whether two names before a noun are of one kind for the tree: side by side under the noun, one under the other, or the noun a
 * second to the first of them. */
static bool is_paired(const struct view *view, int name, int actor, int noun)
{
    int up = view_token(view, name)->head, beside = view_token(view, actor)->head;
    return up == actor || beside == name || up == beside || (name < actor && view_rel(view, noun) == DEPREL_CONJ
                                                              && view_token(view, noun)->head == name);
}

/* "EU and US bans", "French and British warnings": both act, and the tree may leave but one of them before the noun. */
static void add_paired_name(const struct reading *reading, const struct view *view, const struct frame *frame,
                            struct party_list *out)
{
    int actor = frame->actor;
    if (frame->source != ACTOR_MODIFIER || actor > frame->head)
        return;
    for (int name = actor - 2; name <= actor + 2; name += 4) {
        bool joined = name >= 0 && name < frame->head && view_is(view, (name + actor) / 2, "and");
        const struct mention *mention = joined ? mention_at(&reading->mentions, view->index, name) : NULL;
        if (mention && mention->code.length && is_paired(view, name, actor, frame->head)) {
            struct party party = mention_party(mention);
            fields_add_party(reading, &party, out);
        }
    }
}

/* Who told last of giving something, else who did anything last: "The money would be available in June". */
static const struct statement *last_giver(const struct reading *reading)
{
    enum { FARTHEST = 6 };
    size_t count = reading->kept->count;
    for (size_t back = 1; back <= count && back <= FARTHEST; back++) {
        const struct statement *old = &reading->kept->items[count - back];
        if (old->act == ACT_PLEDGE || old->act == ACT_OFFER || old->act == ACT_AID)
            return old;
    }
    return count ? &reading->kept->items[count - 1] : NULL;
}

static void add_actors(const struct reading *reading, const struct view *view, struct frame *frame, struct statement *out)
{
    struct party party;
    int subject = frame->source == ACTOR_EARLIER ? view_subject(view, frame->head) : -1;
    const struct statement *meant = subject >= 0 ? fields_meant_by(reading, view, subject) : NULL;
    if (frame->source == ACTOR_EARLIER && !meant) {
        bool said = fields_speaker(reading, view->index, frame->head, &party), gives = frame->act == ACT_AID;
        frame->source = said && !gives ? ACTOR_SPEAKER : ACTOR_LAST; /* who tells of a gift may be who got it */
        bool any = reading->kept->count && !gives && frame->act != ACT_WITHDRAW;
        meant = any ? last_giver(reading) : NULL;
    }
    switch (frame->source) {
    case ACTOR_WE:
        add_we(reading, view, frame->head, &out->actors);
        break;
    case ACTOR_SPEAKER:
        add_speaker(reading, view, frame->head, &out->actors);
        break;
    case ACTOR_GROUP:
        add_group(reading, view, frame, &out->actors);
        break;
    case ACTOR_JOINT:
        meant = last_joint(reading, NULL, frame->act, 0);
        if (!meant)
            meant = last_joint(reading, NULL, -1, 0);
        for (size_t i = 0; meant && i < meant->actors.count; i++)
            fields_add_party(reading, &meant->actors.items[i], &out->actors);
        for (size_t i = 0; meant && out->actors.count < 2 && i < meant->recipients.count; i++)
            fields_add_party(reading, &meant->recipients.items[i], &out->actors);
        break;
    case ACTOR_SAME:
        if (fields_punisher(reading, view, frame, &party)) {
            fields_add_party(reading, &party, &out->actors);
            break;
        }
        meant = last_of_act(reading, frame->act == ACT_CONCEDE || frame->act == ACT_RETREAT ? ACT_SANCTION : frame->act);
        for (size_t i = 0; meant && i < meant->actors.count; i++)
            fields_add_party(reading, &meant->actors.items[i], &out->actors);
        break;
    case ACTOR_REPEATER:
        if (fields_repeater(reading, view, frame, &party))
            fields_add_party(reading, &party, &out->actors);
        break;
    case ACTOR_DOER:
        if (fields_doer(reading, view, frame, &party))
            fields_add_party(reading, &party, &out->actors);
        break;
    case ACTOR_EARLIER: case ACTOR_LAST:
        for (size_t i = 0; meant && i < meant->actors.count; i++)
            fields_add_party(reading, &meant->actors.items[i], &out->actors);
        for (size_t i = 0; meant && frame->source == ACTOR_EARLIER && i < meant->recipients.count; i++)
            fields_add_party(reading, &meant->recipients.items[i], &out->recipients);
        break;
    default:
        fields_add_parties(reading, view, frame->actor, &out->actors);
        add_paired_name(reading, view, frame, &out->actors);
        add_teller(reading, view, frame, &out->actors);
        add_other_side(reading, frame, &out->actors);
        add_spoken_to(reading, view, frame, &out->actors);
        add_joined(reading, view, frame, &out->actors);
    }
}

/* The force of a state that was named last before a mention; NULL. */
static const struct mention *last_force(const struct reading *reading, const struct mention *mention)
{
    for (size_t m = (size_t)(mention - reading->mentions.items); m-- > 0;) {
        const struct mention *old = &reading->mentions.items[m];
        if (old->kind == MENTION_BODY && old->code.length && old->is_public &&
            frames_in_class(&reading->reader, &reading->views[old->sentence], old->head, "forces"))
            return old;
    }
    return NULL;
}

/* "The Chadian army said troops had opened fire": troops of whom an army or police tells are its own, others those
 * of the force named last. */
static void lend_code_of_teller(const struct reading *reading, const struct view *view, const struct frame *frame,
                                struct party_list *actors)
{
    const struct mention *actor = frames_actor(&reading->reader, view, frame);
    const struct attribution *around = quotes_around(&reading->attributions, view->index, frame->head);
    bool bare = actor && actor->kind == MENTION_BODY && !actor->code.length && actors->count == 1 && !actors->items[0].code.length
             && actor->to - actor->from == 1 /* no "rebel forces" */
             && frames_in_class(&reading->reader, view, frame->actor, "forces");
    const struct mention *teller = bare && around && around->source_token >= 0
        ? mention_at(&reading->mentions, around->source_sentence, around->source_token) : NULL;
    if (!teller || teller->kind != MENTION_BODY || !teller->code.length)
        teller = bare ? last_force(reading, actor) : NULL;
    if (teller)
        actors->items[0].code = teller->code;
}

/* Whether the list has somebody of the same code: "Trump's Alaska meeting" has one American. */
static bool is_among(const struct reading *reading, const struct view *view, int token, const struct party_list *list)
{
    const struct mention *mention = mention_at(&reading->mentions, view->index, token);
    for (size_t i = 0; i < list->count; i++)
        if (mention && mention->code.length && text_equals(mention->code, list->items[i].code))
            return true;
    return false;
}

/* "Iran-US talks", "Macron's meeting": all the names before a noun of something done together take part in it. */
static void add_names_before(const struct reading *reading, const struct view *view, const struct frame *frame,
                             struct statement *out)
{
    bool named = frame->source == ACTOR_MODIFIER || frame->source == ACTOR_OWNER || frame->source == ACTOR_VERB;
    if (!named || !frames_is_joint(frame->act) || frame->entry->kind != ENTRY_NOUN)
        return;
    for (int c = view->first[frame->head]; c >= 0; c = view->next[c]) {
        enum deprel rel = view_rel(view, c);
        bool before = rel == DEPREL_COMPOUND || rel == DEPREL_AMOD || rel == DEPREL_NMOD_POSS || rel == DEPREL_NMOD_DESC;
        before &= !frames_is_destination(&reading->reader, view, frame, frame->head, c);
        const struct mention *scene = before ? mention_at(&reading->mentions, view->index, c) : NULL;
        before &= !(scene && scene->is_seat && frame->source == ACTOR_VERB); /* "Lind is in Oslo meeting with Berg" */
        if (before && c != frame->actor && frames_is_public(&reading->reader, view, c) && !is_among(reading, view, c, &out->actors))
            fields_add_parties(reading, view, c, &out->actors);
        for (int inner = before ? view->first[c] : -1; inner >= 0; inner = view->next[inner])
            if (view_rel(view, inner) == DEPREL_COMPOUND && frames_is_public(&reading->reader, view, inner))
                fields_add_parties(reading, view, inner, &out->actors);
    }
}

/* "He and Angela Merkel would present": a second name between "and" and the verb, where the parser hangs it elsewhere. */
static void add_name_after_and(const struct reading *reading, const struct view *view, const struct frame *frame,
                               struct statement *out)
{
    int actor = frame->actor, and = actor < 0 ? -1 : view->right[actor];
    const struct mention *own = actor < 0 ? NULL : mention_at(&reading->mentions, view->index, actor);
    if (own && own->to > actor)
        and = own->to;
    if (frame->source != ACTOR_SUBJECT || frame->passive || and < 0 || and + 1 >= frame->head || !view_is(view, and, "and"))
        return;
    const struct mention *second = mention_at(&reading->mentions, view->index, and + 1);
    bool whole = second && second->is_public && second->from == and + 1 && second->to <= frame->head &&
                 !view_is_passive(view, frame->head);
    for (int at = whole ? second->to : frame->head; at < frame->head && whole; at++)
        whole = view_token(view, at)->head == frame->head;
    if (whole)
        fields_add_parties(reading, view, second->head, &out->actors);
}

/* "Chad, Niger sign a pact": in a headline a comma joins those who act. */
static void add_name_beside(const struct reading *reading, const struct view *view, const struct frame *frame,
                            struct statement *out)
{
    bool acts = frame->source == ACTOR_SUBJECT || frame->source == ACTOR_BEFORE || frame->source == ACTOR_SHARED;
    if (acts)
        fields_add_parties(reading, view, frames_name_beside(&reading->reader, view, frame->actor), &out->actors);
}

/* "The Chad-Niger pact": the second name, where the parser took both for one. */
static void add_hyphened(const struct reading *reading, const struct view *view, const struct frame *frame, struct statement *out)
{
    const struct mention *first = frames_actor(&reading->reader, view, frame);
    int hyphen = first && frames_is_joint(frame->act) ? first->to : view->count;
    bool joined = hyphen + 1 < view->count && (view_is(view, hyphen, "-") || view_is(view, hyphen, "–"));
    const struct mention *second = joined ? mention_at(&reading->mentions, view->index, hyphen + 1) : NULL;
    if (second && second->code.length && second->from == hyphen + 1) {
        struct party party = mention_party(second);
        fields_add_party(reading, &party, &out->actors);
    }
}

/* A crowd that protests is no mention, but acts. */
static void add_crowd(const struct reading *reading, const struct view *view, const struct frame *frame, struct statement *out)
{
    if (out->actors.count || frame->actor < 0 || frame->act != ACT_PROTEST)
        return;
    int noun = frame->actor;
    for (int c = view->first[noun]; c >= 0 && noun == frame->actor; c = view->next[c])
        if (c > noun && view_rel(view, c) == DEPREL_NMOD && view_has_case(view, c, TEXT("of")))
            noun = c; /* "thousands of farmers" */
    struct range words = { view->left[frame->actor], noun + 1 };
    while (words.from < frame->actor && view_rel(view, words.from) == DEPREL_CASE && !view_is(view, words.from, "at"))
        words.from++; /* "pictures of people waving flags", but "at least 100 farmers" */
    struct party crowd = { .text = fields_text(view, words), .span = fields_span(view, words) };
    fields_add_party(reading, &crowd, &out->actors);
}

/* "Iranians marched through the capital", "Malian students marched": they march, and not their state. */
static void forget_state_of_crowd(const struct reading *reading, const struct view *view, const struct frame *frame,
                                  struct party_list *actors)
{
    const struct mention *mention = frame->act == ACT_PROTEST && frame->actor >= 0
        ? mention_at(&reading->mentions, view->index, frame->actor) : NULL;
    bool crowd = mention && (mention->is_people || (mention->kind == MENTION_COLLECTIVE &&
                                                   frames_in_class(&reading->reader, view, frame->actor, "crowds")));
    for (size_t i = 0; crowd && i < actors->count; i++)
        actors->items[i].code = (struct text){ 0 };
}

/* "Which", "that", "many": words that name nobody, where the report does not tell whom they stand for. */
static void drop_unnamed(struct party_list *list)
{
    static const char *const words[] = { "which", "that", "who", "whom", "many", "few", NULL };
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].code.length || !text_is_any_nocase(list->items[i].text, words))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

bool fields_parties(const struct reading *reading, const struct view *view, struct frame *frame, struct statement *out)
{
    add_actors(reading, view, frame, out);
    add_crowd(reading, view, frame, out);
    add_names_before(reading, view, frame, out);
    add_name_after_and(reading, view, frame, out);
    add_name_beside(reading, view, frame, out);
    add_hyphened(reading, view, frame, out);
    if (frame->source != ACTOR_PARTIES && !frames_is_refused_to_others(frame))
        for (int i = 0; i < frame->entry->slot_count; i++)
            if (frame->entry->slots[i].role == ROLE_ACTOR)
                fields_add_parties(reading, view, frame->fillers[i], &out->actors);
    name_first_persons(reading, view, frame->head, &out->actors);
    lend_code_of_teller(reading, view, frame, &out->actors);
    forget_state_of_crowd(reading, view, frame, &out->actors);
    fields_drop_repeated(&out->actors, NULL);
    drop_unnamed(&out->actors);
    fields_speaker(reading, view->index, frame->head, &out->speaker);
    return out->actors.count > 0;
}
