/* Who does what a passive tells without saying who: "was arrested in Chad", "the Chadian journalist was jailed", "four were shot
 * dead". */
#include "reading/fields.h"

static const struct mention *coded_at(const struct reading *reading, const struct view *view, int token)
{
    const struct mention *mention = token < 0 ? NULL : mention_at(&reading->mentions, view->index, token);
    return mention && mention->code.length ? mention : NULL;
}

/* Whether a code is that of a state, and of no organisation or group. */
static bool is_state(const struct mention *mention)
{
    return mention->kind == MENTION_STATE || mention->kind == MENTION_PERSON || mention->kind == MENTION_BODY;
}

/* "In Chad", "at an airport in Chad", "during a visit to Chad", "from a flat in Chad": the state where a deed was done; -1. */
static int place_below(const struct reading *reading, const struct view *view, int at, int depth)
{
    static const char *const cases[] = { "in", "at", "from", "during", "on", "outside", "near", "across",
                                         "inside", "under", NULL };
    static const char *const trips[] = { "visit", "trip", "flight", "journey", "return", "tour", NULL };
    for (int c = view->first[at]; c >= 0; c = view->next[c]) {
        bool fits = view_has_any_case(view, c, cases);
        fits |= depth && (view_has_case(view, c, TEXT("of")) || view_has_case(view, c, TEXT("after")));
        fits |= depth && view_is_any(view, at, trips) && view_has_case(view, c, TEXT("to"));
        enum deprel rel = view_rel(view, c);
        if (!fits || (rel != DEPREL_OBL && rel != DEPREL_NMOD))
            continue;
        const struct mention *mention = coded_at(reading, view, c);
        if (mention && mention->kind == MENTION_STATE)
            return c;
        int deeper = mention || depth > 2 ? -1 : place_below(reading, view, c, depth + 1);
        for (int k = mention ? -1 : view->first[c]; k >= 0 && deeper < 0; k = view->next[k])
            if (k < c && coded_at(reading, view, k) && coded_at(reading, view, k)->kind == MENTION_STATE)
                deeper = k; /* "in the Chadian capital" */
        if (deeper >= 0)
            return deeper;
    }
    return -1;
}

/* "Ten Malians held in Chad were freed", "a reporter who was jailed in Chad has been released": where those are held who are done
 * to; -1. */
static int place_of_victims(const struct reading *reading, const struct view *view, int verb)
{
    int victims = view_object(view, verb), place = -1;
    for (int c = victims < 0 ? -1 : view->first[victims]; c >= 0 && place < 0; c = view->next[c])
        if ((view_rel(view, c) == DEPREL_ACL || view_rel(view, c) == DEPREL_ACL_RELCL) &&
            frames_in_class(&reading->reader, view, c, "policing"))
            place = place_below(reading, view, c, 0);
    return place;
}

static int place_of_deed(const struct reading *reading, const struct view *view, int verb)
{
    int place = place_below(reading, view, verb, 0);
    for (int up = verb; place < 0 && view_rel(view, up) == DEPREL_CONJ && view_token(view, up)->head >= 0;) {
        up = view_token(view, up)->head;
        place = view_is_verb(view, up) ? place_below(reading, view, up, 0) : -1;
    }
    return place < 0 ? place_of_victims(reading, view, verb) : place;
}

/* Police, courts and ministries tell what their own state has done; embassies tell what was done to their people. */
static bool tells_own_deeds(const struct reading *reading, const struct view *view, int verb, struct party *party)
{
    static const char *const others[] = { "embassy", "consulate", "ambassador", "consul", "foreign",   "diplomat", "media", "news",
                                          "television", "tv",     "radio",      "broadcaster", "newspaper", "agency",   NULL };
    const struct attribution *around = quotes_around(&reading->attributions, view->index, verb);
    if (!around || around->source_token < 0 || !fields_speaker(reading, view->index, verb, party) || !party->code.length)
        return false;
    const struct mention *mention = mention_at(&reading->mentions, around->source_sentence, around->source_token);
    const struct view *there = &reading->views[around->source_sentence];
    bool own = mention && mention->kind == MENTION_BODY;
    for (int at = mention ? mention->from : 0; own && at < mention->to; at++)
        own = !view_is_any(there, at, others);
    return own;
}

/* "The Chadian journalist", "a student from Chad", "Lind, an opposition leader in Chad": whose people the words belong to. */
static const struct mention *nation_of(const struct reading *reading, const struct view *view, int noun)
{
    const struct mention *own = coded_at(reading, view, noun);
    if (own && is_state(own))
        return own;
    for (int c = view->first[noun]; c >= 0; c = view->next[c]) {
        const struct mention *mention = coded_at(reading, view, c);
        enum deprel rel = view_rel(view, c);
        bool before = c < noun && (rel == DEPREL_AMOD || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD_POSS ||
                                   rel == DEPREL_NMOD_DESC);
        if (mention && mention->kind == MENTION_STATE && before)
            return mention;
        bool is_whole = rel == DEPREL_NMOD && view_has_case(view, c, TEXT("of")); /* "offices of a Chadian group" */
        if (rel == DEPREL_APPOS || is_whole || (before && rel != DEPREL_AMOD))
            if ((mention = nation_of(reading, view, c)))
                return mention;
    }
    return NULL;
}

/* The same of whoever the words stand for, wherever the article tells of him. */
static const struct mention *nation_of_entity(const struct reading *reading, const struct view *view, int noun)
{
    const struct mention *nation = nation_of(reading, view, noun);
    const struct mention *own = mention_at(&reading->mentions, view->index, noun);
    for (size_t m = 0; !nation && own && own->entity >= 0 && m < reading->mentions.count; m++) {
        const struct mention *other = &reading->mentions.items[m];
        if (other->entity == own->entity && other->sentence <= view->index)
            nation = nation_of(reading, &reading->views[other->sentence], other->head);
    }
    return nation;
}

/* The state that the article tells of most; its title counts for more. */
static const struct mention *state_of_story(const struct reading *reading)
{
    enum { LEAST = 3, IN_TITLE = 3 };
    const struct mention *best = NULL;
    int most = LEAST - 1;
    for (size_t m = 0; m < reading->mentions.count; m++) {
        const struct mention *mention = &reading->mentions.items[m];
        for (size_t s = 0; mention->kind == MENTION_STATE && s < reading->salience.count; s++) {
            const struct salience *name = &reading->salience.items[s];
            int count = name->count + (name->in_title ? IN_TITLE : 0);
            if (name->is_code && count > most && text_equals(name->name, mention->code)) {
                best = mention;
                most = count;
            }
        }
    }
    return best;
}

static bool is_victim(const struct mention *victim, struct text code)
{
    return victim && text_equals(victim->code, code);
}

/* Who was told last, not long before, to have done one of these acts (a bit for each), but none of the victims. */
static bool last_doer(const struct reading *reading, unsigned acts, const struct mention *victim, struct party *party)
{
    enum { FARTHEST = 8 };
    for (size_t i = reading->kept->count; i-- > 0 && reading->kept->count - i <= FARTHEST;) {
        const struct statement *old = &reading->kept->items[i];
        struct text code = old->actors.items[0].code;
        if (!(acts >> old->act & 1) || !code.length || is_victim(victim, code))
            continue;
        *party = old->actors.items[0];
        return true;
    }
    return false;
}

/* Who was told last to have attacked somebody, in this sentence or not long before, but none of the victims. */
static bool last_attacker(const struct reading *reading, const struct view *view, const struct frame *frame,
                          const struct mention *victim, struct party *party)
{
    const struct frame_list *here = &reading->frames[view->index];
    for (size_t i = 0; i < here->count; i++) {
        const struct frame *other = &here->items[i];
        bool named = other->source == ACTOR_SUBJECT || other->source == ACTOR_AGENT || other->source == ACTOR_MODIFIER
                  || other->source == ACTOR_OWNER;
        const struct mention *mention = named && other->act == ACT_ASSAULT && !other->loose && other->head != frame->head
            ? coded_at(reading, view, other->actor) : NULL;
        if (mention && !is_victim(victim, mention->code)) {
            *party = mention_party(mention);
            return true;
        }
    }
    return last_doer(reading, 1u << ACT_ASSAULT, victim, party);
}

/* "Ten soldiers were hurt, the Chadian army said": who tells of it; NULL. */
static const struct mention *teller_at(const struct reading *reading, const struct view *view, int verb)
{
    const struct mention *teller = frames_teller(&reading->reader, view, verb);
    return teller && teller->code.length ? teller : NULL;
}

/* Soldiers and police of no other state are those of who tells of them. */
static bool are_guards(const struct reading *reading, const struct view *view, int victims)
{
    static const char *const guards[] = { "officer", "policeman", "serviceman", "member", NULL };
    return victims >= 0 && (frames_in_class(&reading->reader, view, victims, "forces") || view_is_any(view, victims, guards));
}

/* "Were killed in clashes with rebels", "was wounded in a gun battle with the army": those on the other side; NULL. */
static const struct mention *other_side(const struct reading *reading, const struct view *view, int verb)
{
    static const char *const cases[] = { "in", "during", "after", NULL }, *const sides[] = { "with", "against", NULL };
    for (int c = view->first[verb]; c >= 0; c = view->next[c]) {
        bool fight = view_has_any_case(view, c, cases) && (frames_in_class(&reading->reader, view, c, "attacks") ||
                                                           frames_in_class(&reading->reader, view, c, "strife"));
        for (int k = fight ? view->first[c] : -1; k >= 0; k = view->next[k])
            if (view_has_any_case(view, k, sides) && frames_is_public(&reading->reader, view, k))
                return mention_at(&reading->mentions, view->index, k);
    }
    return NULL;
}

/* "Ten were hurt in Chad", "ten were hurt, the Chadian governor said": likely by others than those of the place, or than who tells
 * of it; an army tells of its own deeds. */
static bool last_foreign_attacker(const struct reading *reading, const struct view *view, const struct frame *frame, int victims,
                                  struct party *party)
{
    const struct reader *reader = &reading->reader;
    int place = place_below(reading, view, frame->head, 0), over = place < 0 ? -1 : view_token(view, place)->head;
    if (victims < 0 || frames_in_class(reader, view, victims, "attacks") || frames_in_class(reader, view, victims, "weapons"))
        return false;
    if (over >= 0 && (frames_in_class(reader, view, over, "attacks") || frames_in_class(reader, view, over, "weapons")))
        return false; /* "in a Chadian raid" */
    const struct mention *home = place >= 0 ? coded_at(reading, view, place) : teller_at(reading, view, frame->head);
    return home && (place >= 0 || home->kind == MENTION_PERSON) && last_attacker(reading, view, frame, home, party);
}

/* Whoever is named beside the noun of a raid as who carried it out; NULL. */
static const struct mention *raider_at(const struct reading *reading, const struct view *view, int raid)
{
    const struct frame_list *here = &reading->frames[view->index];
    for (size_t i = 0; raid >= 0 && i < here->count; i++) {
        const struct frame *frame = &here->items[i];
        if (frame->head == raid && frame->act == ACT_ASSAULT && frame->actor >= 0 && frame->source != ACTOR_VERB)
            return coded_at(reading, view, frame->actor);
    }
    return NULL;
}

/* The attack that a noun hangs on: "a raid on the town by gunmen, in which …"; -1. */
static int attack_over(const struct reading *reading, const struct view *view, int noun)
{
    enum { FARTHEST = 4 };
    for (int steps = 0; noun >= 0 && steps < FARTHEST; steps++) {
        if (frames_in_class(&reading->reader, view, noun, "attacks"))
            return noun;
        enum deprel rel = view_rel(view, noun);
        bool within = rel == DEPREL_NMOD || rel == DEPREL_OBL || rel == DEPREL_COMPOUND || rel == DEPREL_NMOD_UNMARKED;
        noun = within ? view_token(view, noun)->head : -1;
    }
    return -1;
}

/* "The raid, in which ten were killed and two taken hostage": the noun that the clause of a verb is told of; -1. */
static int told_in_clause_of(const struct view *view, int verb)
{
    enum { FARTHEST = 4 };
    for (int steps = 0; steps < FARTHEST && view_token(view, verb)->head >= 0; steps++) {
        enum deprel rel = view_rel(view, verb);
        if (rel == DEPREL_ACL_RELCL)
            return view_token(view, verb)->head;
        if (rel != DEPREL_CONJ && rel != DEPREL_AMOD)
            return -1;
        verb = view_token(view, verb)->head;
    }
    return -1;
}

/* "The raid, in which ten were taken hostage", "were kidnapped in the raid": during what; -1. */
static int raid_around(const struct reading *reading, const struct view *view, int verb)
{
    static const char *const cases[] = { "in", "during", "after", "since", NULL };
    for (int c = view->first[verb]; c >= 0; c = view->next[c])
        if (view_has_any_case(view, c, cases) && frames_in_class(&reading->reader, view, c, "attacks"))
            return c;
    return attack_over(reading, view, told_in_clause_of(view, verb));
}

/* Whom the raid was on; NULL. */
static const struct mention *raided(const struct reading *reading, const struct view *view, int raid)
{
    for (int c = raid < 0 ? -1 : view->first[raid]; c >= 0; c = view->next[c])
        if (coded_at(reading, view, c) && (view_has_case(view, c, TEXT("on")) || view_has_case(view, c, TEXT("in"))))
            return coded_at(reading, view, c);
    return NULL;
}

/* "Chad began a campaign to destroy the rebels after a raid on its capital": whom those do harm who were raided; NULL. */
static const struct mention *hit_back_at(const struct reading *reading, const struct view *view, const struct mention *raided_one)
{
    const struct frame_list *here = &reading->frames[view->index];
    for (size_t i = 0; raided_one && i < here->count; i++) {
        const struct frame *frame = &here->items[i];
        const struct mention *actor = frame->act == ACT_ASSAULT ? coded_at(reading, view, frame->actor) : NULL;
        if (!actor || !is_victim(raided_one, actor->code))
            continue;
        for (int k = 0; k < frame->entry->slot_count; k++) {
            const struct mention *enemy = coded_at(reading, view, frame->fillers[k]);
            if (enemy && !is_state(enemy) && !is_victim(raided_one, enemy->code))
                return enemy;
        }
    }
    return NULL;
}

/* Whose raid it was in which somebody was killed or taken, but none of the victims; NULL. */
static const struct mention *raider_of(const struct reading *reading, const struct view *view, int verb,
                                       const struct mention *victim)
{
    int raid = raid_around(reading, view, verb);
    const struct mention *raider = raider_at(reading, view, raid);
    int before = raider ? -1 : told_in_clause_of(view, verb);
    if (before >= 0 && view_has_case(view, before, TEXT("by"))) /* "a raid by gunmen, in which" */
        raider = coded_at(reading, view, before);
    if (!raider)
        raider = hit_back_at(reading, view, raided(reading, view, raid));
    return raider && is_victim(victim, raider->code) ? NULL : raider;
}

/* An attacker is who was told last to have attacked others, or whose police tells of it. */
static bool find_attacker(const struct reading *reading, const struct view *view, const struct frame *frame,
                          const struct mention *victim, struct party *party)
{
    int killed = frame->passive ? view_subject(view, frame->head) : -1;
    bool foes = killed >= 0 && frames_in_class(&reading->reader, view, killed, "foes"); /* "two gunmen were killed" */
    const struct mention *other = killed < 0 ? NULL : other_side(reading, view, frame->head);
    if (!other && killed >= 0)
        other = raider_of(reading, view, frame->head, victim);
    if (other && !is_victim(victim, other->code)) {
        *party = mention_party(other);
        return true;
    }
    bool told = (victim || foes) && tells_own_deeds(reading, view, frame->head, party);
    if (!victim && !foes && are_guards(reading, view, killed))
        victim = teller_at(reading, view, frame->head);
    if (told && !is_victim(victim, party->code))
        return true;
    bool foreign = !victim && !foes && last_foreign_attacker(reading, view, frame, killed, party);
    return foreign || last_attacker(reading, view, frame, victim, party);
}

/* A captor is whose raid it was, or who was told last to have attacked or captured others; neither the place nor the people of
 * the captives tell. */
static bool find_captor(const struct reading *reading, const struct view *view, const struct frame *frame,
                        const struct mention *victim, struct party *party)
{
    const struct mention *raider = raider_of(reading, view, frame->head, victim);
    if (raider) {
        *party = mention_party(raider);
        return true;
    }
    if (!victim)
        victim = raided(reading, view, raid_around(reading, view, frame->head));
    return last_attacker(reading, view, frame, victim, party) || last_doer(reading, 1u << ACT_COERCE, victim, party);
}

/* "Were told to leave": it may be anybody who told them so. */
static bool is_told_to(const struct frame *frame)
{
    for (int i = 0; i < frame->entry->slot_count; i++)
        if (frame->entry->slots[i].name == SLOT_XCOMP && frame->fillers[i] >= 0)
            return true;
    return false;
}

/* "Two Chadians were arrested", "a Chadian citizen was jailed": people called by their state alone are abroad. */
static bool are_foreigners(const struct reading *reading, const struct view *view, int victims)
{
    static const char *const abroad[] = { "citizen", "national", "tourist", "traveller", "traveler", "expatriate", NULL };
    if (victims >= 0 && view_is_any(view, victims, abroad))
        return true;
    const struct mention *own = victims < 0 ? NULL : coded_at(reading, view, victims);
    return own && own->kind == MENTION_STATE;
}

/* "Chad arrested two Malian reporters. One Malian was held for a week": whoever was told last to have held somebody is another
 * state than that of who is held now. */
static bool is_held_abroad(const struct reading *reading, const struct mention *nation)
{
    for (size_t i = reading->kept->count; nation && i-- > 0;) {
        const struct statement *old = &reading->kept->items[i];
        struct text code = old->actors.items[0].code;
        if (old->act != ACT_COERCE || !code.length)
            continue;
        return !text_equals(code, nation->code);
    }
    return false;
}

/* Without a place, who jails is the state of who is jailed; of foreigners, of those set free and of those of no state, who was
 * told last to have jailed or punished, or the state that the report is about. */
static bool find_jailer(const struct reading *reading, const struct view *view, const struct frame *frame, int victims,
                        const struct mention *nation, struct party *party)
{
    bool abroad = are_foreigners(reading, view, victims) || is_held_abroad(reading, nation);
    bool frees = frame->act == ACT_RETREAT;
    if ((!nation || abroad || frees) &&
        last_doer(reading, 1u << ACT_COERCE | 1u << ACT_SANCTION, abroad ? nation : NULL, party))
        return true;
    const struct mention *jailer = nation && !abroad ? nation : state_of_story(reading);
    if (!jailer || (abroad && is_victim(nation, jailer->code)))
        return false;
    *party = mention_party(jailer);
    return true;
}

/* "Ten were killed and two taken hostage": the parser may hang the captives elsewhere. */
static bool is_kidnapping(const struct reading *reading, const struct view *view, int verb)
{
    static const char *const captives[] = { "hostage", "captive", "prisoner", NULL };
    bool takes = view_is(view, verb, "take") && verb + 1 < view->count && view_is_any(view, verb + 1, captives);
    return takes || frames_in_class(&reading->reader, view, verb, "kidnapping");
}

bool fields_doer(const struct reading *reading, const struct view *view, const struct frame *frame, struct party *party)
{
    int subject = view_object(view, frame->head);
    if (!frame->passive)
        subject = view_subject(view, frame->head);
    const struct mention *nation = subject < 0 ? NULL : nation_of_entity(reading, view, subject);
    if (frame->act == ACT_ASSAULT)
        return find_attacker(reading, view, frame, frame->passive ? nation : NULL, party);
    if (is_kidnapping(reading, view, frame->head))
        return find_captor(reading, view, frame, nation, party);
    if (frames_in_class(&reading->reader, view, frame->head, "uprooting")) /* neither the place nor its people have done it */
        return last_attacker(reading, view, frame, nation, party);
    int place = is_told_to(frame) ? -1 : place_of_deed(reading, view, frame->head);
    if (place >= 0) {
        *party = mention_party(coded_at(reading, view, place));
        return true;
    }
    if (tells_own_deeds(reading, view, frame->head, party))
        return true;
    if (view_is(view, frame->head, "expel") && fields_punisher(reading, view, frame, party))
        return true; /* foreign ministries tell of that */
    if (is_told_to(frame))
        return false;
    return find_jailer(reading, view, frame, subject, nation, party);
}

bool fields_punisher(const struct reading *reading, const struct view *view, const struct frame *frame, struct party *party)
{
    int punished = frame->act == ACT_SANCTION && frame->passive ? view_object(view, frame->head) : -1;
    if (punished < 0 || !fields_speaker(reading, view->index, frame->head, party) || !party->code.length)
        return false;
    for (int i = 0; i < frame->entry->slot_count; i++) {
        const struct mention *victim = nation_of_entity(reading, view, frame->fillers[i] < 0 ? punished : frame->fillers[i]);
        if (is_victim(victim, party->code))
            return false;
    }
    return true;
}

static bool is_directed_at(const struct statement *old, struct text code)
{
    for (size_t i = 0; i < old->recipients.count; i++)
        if (text_equals(old->recipients.items[i].code, code))
            return true;
    return false;
}

bool fields_repeater(const struct reading *reading, const struct view *view, const struct frame *frame, struct party *party)
{
    for (int i = 0; i < frame->entry->slot_count; i++) {
        const struct mention *victim = coded_at(reading, view, frame->fillers[i]);
        for (size_t k = reading->kept->count; victim && k-- > 0;) {
            const struct statement *old = &reading->kept->items[k];
            struct text code = old->actors.items[0].code;
            bool done = old->act == (enum act)frame->act && old->status == STATUS_ACTUAL && code.length;
            if (!done || is_victim(victim, code) || !is_directed_at(old, victim->code))
                continue;
            *party = old->actors.items[0];
            return true;
        }
    }
    return false;
}
