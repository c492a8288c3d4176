/* Who may be aimed at: the names of the sentence, of earlier statements and of the article, each once. */
#include "reading/aims.h"

#include "reading/signs.h"

struct text aims_key(const struct party *party)
{
    return party->code.length ? party->code : party->text;
}

bool aims_same(const struct party *a, const struct party *b)
{
    return a->code.length == b->code.length && text_equals_nocase(aims_key(a), aims_key(b));
}

bool aims_is_among(const struct party_list *list, const struct party *party)
{
    for (size_t i = 0; i < list->count; i++)
        if (aims_same(&list->items[i], party))
            return true;
    return false;
}

bool aims_share(const struct party_list *a, const struct party_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (aims_is_among(b, &a->items[i]))
            return true;
    return false;
}

static struct aim *new_aim(struct aims *aims, const struct party *party)
{
    if (aims->count == MOST_AIMS || !aims_key(party).length)
        return NULL;
    struct aim *aim = &aims->items[aims->count++];
    aim->party = *party;
    aim->token = -1;
    aim->own = false;
    aim->way_count = 0;
    return aim;
}

/* The aim of a party, a new one where it is not there yet; NULL when there are too many. Countrymen are told apart by name. */
static struct aim *aim_of(struct aims *aims, const struct party *party, bool own)
{
    for (int i = 1; i < aims->count; i++) {
        const struct party *other = &aims->items[i].party;
        if (own ? text_equals_nocase(other->text, party->text) : aims_same(other, party))
            return &aims->items[i];
    }
    return new_aim(aims, party);
}

void aims_describe(const struct aiming *aiming, struct aim *aim, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct sign sign = signs_make(aiming->reading->names, format, list);
    va_end(list);
    for (int i = 0; i < aim->way_count; i++)
        if (aim->ways[i] == sign.hash)
            return;
    if (aim->way_count < AIM_WAYS) {
        if (aiming->reading->names)
            aim->names[aim->way_count] = sign.name;
        aim->ways[aim->way_count++] = sign.hash;
    }
}

/* Somebody else of the actor's own state. */
static bool is_countryman(const struct aiming *aiming, const struct mention *mention)
{
    const struct mention *actor = mention_at(&aiming->reading->mentions, aiming->view->index, aiming->frame->actor);
    bool named = mention->kind == MENTION_PERSON || mention->kind == MENTION_BODY || mention->kind == MENTION_ORGANISATION;
    bool same = actor && actor->entity == mention->entity;
    if (!named || mention->is_pronoun || mention->is_modifier || mention->member_count || same)
        return false;
    for (size_t i = 0; i < aiming->statement->actors.count; i++) {
        struct text a = aiming->statement->actors.items[i].text, b = mention->text;
        if (text_find(a, b) < a.length || text_find(b, a) < b.length)
            return false;
    }
    return true;
}

static void add_name(const struct aiming *aiming, const struct mention *mention, int at, struct aims *out)
{
    struct party party = mention->member_count ? mention->members[0] : mention_party(mention);
    bool own = aims_is_among(&aiming->statement->actors, &party);
    if (own && !is_countryman(aiming, mention))
        return;
    struct aim *aim = aim_of(out, &party, own);
    if (!aim)
        return;
    if (own) {
        aim->own = true;
        aims_describe(aiming, aim, "own");
    }
    if (aim->token < 0 || (aim->token < aiming->frame->head && at > aiming->frame->head))
        aim->token = at;
    aims_add_grammar(aiming, aim, at);
}

/* "Will send 2,000 troops", "trucks rather than jets": what is given is given to others; but "will arm the rebels", "will arm
 * Chad". */
static bool is_given(const struct aiming *aiming, const struct mention *mention)
{
    bool gives = text_is(aims_group_of(aiming->frame->act), " <giving>");
    bool counted = !mention->code.length && !mention->is_pronoun &&
                   view_child_word(aiming->view, mention->head, DEPREL_DET, "the") < 0;
    const struct token *token = view_token(aiming->view, mention->head);
    bool is_lone = aiming->object < 0 && token->head == aiming->frame->head &&
                   view_child(aiming->view, mention->head, DEPREL_NUMMOD) >= 0; /* "promised 1,000 officers" */
    const struct reader *reader = &aiming->reading->reader;
    bool is_weapon = !mention->code.length && frames_in_class(reader, aiming->view, mention->head, "weapons");
    bool is_force = counted && frames_in_class(reader, aiming->view, mention->head, "forces"); /* "plans for additional forces" */
    return gives && (is_weapon || is_force || (counted && (is_lone || mention->head == aiming->object)));
}

/* A relative pronoun, somebody private outside what the trigger tells: nearly never whom it is directed at. */
static bool is_bystander(const struct aiming *aiming, const struct mention *mention, int at)
{
    bool outside = !view_inside(aiming->view, at, aiming->frame->head);
    return !mention->is_public && !mention->code.length && (mention->is_pronoun || outside);
}

/* "Urged action against Mali", "asked for sanctions on Mali": who is asked to act is not whom the act would be against. */
static bool is_target(const struct aiming *aiming, int at)
{
    const struct view *view = aiming->view;
    int up = view_token(view, at)->head;
    return aiming->frame->act == ACT_REQUEST && up > aiming->frame->head &&
           (view_has_case(view, at, TEXT("against")) || fields_against(aiming->reading, view, up) == at);
}

static void add_names(const struct aiming *aiming, struct aims *out)
{
    for (int at = 0; at < aiming->view->count; at++) {
        const struct mention *mention = mention_at(&aiming->reading->mentions, aiming->view->index, at);
        if (mention && mention->head == at && at != aiming->frame->actor && !is_given(aiming, mention) &&
            !is_bystander(aiming, mention, at) && !is_target(aiming, at))
            add_name(aiming, mention, at, out);
    }
}

static void add_list(const struct aiming *aiming, const char *way, const struct party_list *parties, struct aims *out)
{
    for (size_t i = 0; i < parties->count; i++) {
        bool own = aims_is_among(&aiming->statement->actors, &parties->items[i]);
        struct aim *aim = own ? NULL : aim_of(out, &parties->items[i], false);
        if (!aim)
            continue;
        aims_describe(aiming, aim, "%s", way);
        if (aim->token >= 0)
            aims_describe(aiming, aim, "%s named", way);
    }
}

/* Those whom earlier statements tell of: aimed at by the same actor, or aiming at it. */
static void add_told(const struct aiming *aiming, struct aims *out)
{
    const struct statement_list *kept = aiming->reading->kept;
    const struct party_list *actors = &aiming->statement->actors;
    bool same_act = false, same_actor = false, against = false;
    for (size_t i = kept->count; i-- > 0;) {
        const struct statement *old = &kept->items[i];
        bool ours = old->recipients.count && aims_share(&old->actors, actors);
        if (ours && !same_act && old->act == aiming->statement->act) {
            add_list(aiming, "same act", &old->recipients, out);
            same_act = true;
        }
        if (ours && !same_actor) {
            add_list(aiming, "same actor", &old->recipients, out);
            same_actor = true;
        }
        if (!against && aims_share(&old->recipients, actors)) {
            add_list(aiming, "against actor", &old->actors, out);
            against = true;
        }
    }
    if (kept->count) {
        add_list(aiming, "last actor", &kept->items[kept->count - 1].actors, out);
        add_list(aiming, "last recipient", &kept->items[kept->count - 1].recipients, out);
    }
}

/* The next name after `last` (-1: the first), by how often the article has it; -1. */
static int next_salient(const struct aiming *aiming, int last)
{
    const struct salience *items = aiming->reading->salience.items;
    int best = -1;
    for (int i = 0; i < (int)aiming->reading->salience.count; i++) {
        bool after = last < 0 || items[i].count < items[last].count || (items[i].count == items[last].count && i > last);
        struct party party = { .text = items[i].name, .code = items[i].is_code ? items[i].name : (struct text){ 0 } };
        if (after && !aims_is_among(&aiming->statement->actors, &party) && (best < 0 || items[i].count > items[best].count))
            best = i;
    }
    return best;
}

/* Those whom the article names most, and whether its title does: a report need not say again whom all of it is about. */
static void add_salient(const struct aiming *aiming, struct aims *out)
{
    static const char *const ways[] = { "named most", "named second", "named third" };
    int at = -1;
    for (size_t rank = 0; rank < sizeof ways / sizeof *ways && (at = next_salient(aiming, at)) >= 0; rank++) {
        const struct salience *one = &aiming->reading->salience.items[at];
        struct party party = { .text = one->name, .code = one->is_code ? one->name : (struct text){ 0 } };
        struct party_list list = { .items = &party, .count = 1 };
        add_list(aiming, ways[rank], &list, out);
        if (one->in_title)
            add_list(aiming, "titled", &list, out);
    }
}

static void add_meant(const struct aiming *aiming, struct aims *out)
{
    const struct statement *meant = aiming->object < 0 ? NULL : fields_meant_by(aiming->reading, aiming->view, aiming->object);
    if (meant) {
        add_list(aiming, "meant actor", &meant->actors, out);
        add_list(aiming, "meant recipient", &meant->recipients, out);
    }
}

/* "Declined to send jets to Chad": of a giving verb's own "to" or indirect object there is no doubt. */
static bool is_told(const struct aiming *aiming, const struct party_list *by_rule)
{
    int verb = aiming->object;
    if (verb >= 0 && !view_is_verb(aiming->view, verb))
        verb = view_token(aiming->view, verb)->head;
    if (by_rule->count != 1 || !text_is(aims_group_of(aiming->frame->act), " <giving>") || verb < 0 ||
        !view_is_verb(aiming->view, verb) || !frames_in_class(&aiming->reading->reader, aiming->view, verb, "giving"))
        return false;
    for (int c = aiming->view->first[verb]; c >= 0; c = aiming->view->next[c]) {
        bool to = view_rel(aiming->view, c) == DEPREL_OBL && view_has_case(aiming->view, c, TEXT("to"));
        struct span span = view_token(aiming->view, c)->span;
        const struct party *party = &by_rule->items[0];
        bool is_it = span.from_byte < party->span.to_byte && party->span.from_byte < span.to_byte;
        if (is_it && (to || view_rel(aiming->view, c) == DEPREL_IOBJ))
            return true;
    }
    return false;
}

/* "Joined the sanctions against Chad": nor of whom the harm is against. */
static bool is_against(const struct aiming *aiming)
{
    const struct entry *entry = aiming->frame->entry;
    bool against = aiming->object >= 0 && fields_against(aiming->reading, aiming->view, aiming->object) >= 0;
    for (int i = 0; i < entry->slot_count; i++)
        against |= frames_is_for_recipient(aiming->frame, i) && text_is(entry->slots[i].prep, "against");
    return against && text_is(aims_group_of(aiming->frame->act), " <harm>");
}

/* Whether a name of the sentence tells what is given, and to nobody. */
static bool names_gift(const struct aiming *aiming, const struct party *party)
{
    for (int at = 0; at < aiming->view->count; at++) {
        const struct mention *mention = mention_at(&aiming->reading->mentions, aiming->view->index, at);
        if (mention && mention->head == at && mention->span.from_byte == party->span.from_byte && is_given(aiming, mention))
            return true;
    }
    return false;
}

static void drop_gifts(const struct aiming *aiming, struct party_list *parties)
{
    size_t kept = 0;
    for (size_t i = 0; i < parties->count; i++)
        if (!names_gift(aiming, &parties->items[i]))
            parties->items[kept++] = parties->items[i];
    parties->count = kept;
}

/* What the rules find is one more sign, a weighty one. */
static void add_by_rule(const struct aiming *aiming, struct aims *out)
{
    struct statement copy = *aiming->statement;
    copy.recipients = (struct party_list){ 0 };
    const char *step = fields_by_rule(aiming->reading, aiming->view, aiming->frame, aiming->object, &copy);
    drop_gifts(aiming, &copy.recipients);
    bool nobody = true;
    for (size_t i = 0; i < copy.recipients.count; i++)
        nobody &= aims_is_among(&aiming->statement->actors, &copy.recipients.items[i]);
    add_list(aiming, arena_print(aiming->reading->arena, "rule %s", step).at, &copy.recipients, out);
    add_list(aiming, "rule", &copy.recipients, out);
    if (nobody)
        aims_describe(aiming, &out->items[0], "rule nobody");
    out->by_rule = copy.recipients;
    out->is_settled = text_is(text_of(step), "meant") || text_is(text_of(step), "private") || is_told(aiming, &copy.recipients) ||
                      ((text_is(text_of(step), "within") || text_is(text_of(step), "slots")) && is_against(aiming));
}

struct text aims_group_of(uint16_t act)
{
    switch (act) {
    case ACT_PLEDGE: case ACT_AID: case ACT_OFFER: case ACT_DECLINE: case ACT_WITHDRAW: case ACT_CONCEDE: case ACT_RETREAT:
        return TEXT(" <giving>");
    case ACT_THREATEN: case ACT_SANCTION: case ACT_ASSAULT: case ACT_COERCE: case ACT_MOBILIZE: case ACT_PROTEST:
        return TEXT(" <harm>");
    case ACT_REJECT: case ACT_DENY: case ACT_SUPPORT: case ACT_CLAIM:
        return TEXT(" <reply>");
    case ACT_MEET: case ACT_AGREE: case ACT_COOPERATE:
        return TEXT(" <together>");
    default:
        return TEXT(" <other>");
    }
}

/* "Congress blamed the White House": acts that somebody may direct at his own state. Nobody meets, arms or sanctions it. */
static bool may_be_own(uint16_t act)
{
    switch (act) {
    case ACT_PLEDGE: case ACT_REQUEST: case ACT_ACCUSE: case ACT_SUPPORT: case ACT_THREATEN: case ACT_DECLINE: case ACT_REJECT:
    case ACT_DENY: case ACT_CLAIM: case ACT_WITHDRAW: case ACT_PROTEST: case ACT_COERCE: case ACT_ASSAULT:
        return true;
    default:
        return false;
    }
}

void aims_find(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
               const struct statement *statement, struct aims *out)
{
    struct aiming aiming = { reading, view, frame, statement, object };
    out->items[0] = (struct aim){ .token = -1 };
    out->endings[0] = TEXT("");
    out->endings[1] = arena_print(reading->arena, " %s", record_act_text((enum act)frame->act));
    out->endings[2] = aims_group_of(frame->act);
    out->count = 1;
    out->only_others = !may_be_own(frame->act);
    add_names(&aiming, out);
    add_meant(&aiming, out);
    add_told(&aiming, out);
    add_salient(&aiming, out);
    aims_add_history(&aiming, out);
    add_by_rule(&aiming, out);
    aims_add_nobody(&aiming, &out->items[0]);
}

static int sum_of(const struct confidence *weights, const struct aim *aim, const struct text_ending endings[AIM_NAMES])
{
    unsigned long long hashes[AIM_WAYS * AIM_NAMES];
    int count = 0;
    for (int w = 0; w < aim->way_count; w++)
        for (int n = 0; n < AIM_NAMES; n++)
            hashes[count++] = text_hash_ending(aim->ways[w], endings[n]);
    return confidence_sum(weights, hashes, count);
}

int aims_best(const struct confidence *weights, const struct aims *aims)
{
    int best = 0, most = 0;
    struct text_ending endings[AIM_NAMES];
    for (int n = 0; n < AIM_NAMES; n++)
        endings[n] = text_ending_of(aims->endings[n]);
    for (int i = 0; i < aims->count; i++) {
        if (aims->items[i].own && aims->only_others)
            continue;
        int sum = sum_of(weights, &aims->items[i], endings);
        if (i && sum <= most)
            continue;
        best = i;
        most = sum;
    }
    return best;
}
