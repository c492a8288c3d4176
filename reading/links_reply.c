/* Which statement another one answers: points for its parties, its place, and words that name it ("the sanctions", "the offer"). */
#include "reading/links_inner.h"

static bool is_one_of(enum act act, const enum act *acts)
{
    for (; *acts != ACT_COUNT; acts++)
        if (*acts == act)
            return true;
    return false;
}

/* What a reply usually answers, and what it may answer. */
struct answered {
    enum act reply;
    enum act usual[8], possible[10]; /* ended by ACT_COUNT */
};

static const struct answered all_answered[] = {
    { ACT_SUPPORT, { ACT_AGREE, ACT_CONCEDE, ACT_OFFER, ACT_PLEDGE, ACT_REQUEST, ACT_RETREAT, ACT_COUNT },
      { ACT_WITHDRAW, ACT_SANCTION, ACT_SUPPORT, ACT_AID, ACT_ASSAULT, ACT_DECLINE, ACT_THREATEN, ACT_ACCUSE, ACT_COUNT } },
    { ACT_ACCUSE, { ACT_SANCTION, ACT_WITHDRAW, ACT_THREATEN, ACT_PLEDGE, ACT_COUNT },
      { ACT_OFFER, ACT_COERCE, ACT_AGREE, ACT_SUPPORT, ACT_DECLINE, ACT_RETREAT, ACT_REQUEST, ACT_ACCUSE, ACT_COUNT } },
    { ACT_REJECT, { ACT_OFFER, ACT_REQUEST, ACT_COUNT },
      { ACT_PLEDGE, ACT_AGREE, ACT_ACCUSE, ACT_SANCTION, ACT_SUPPORT, ACT_COUNT } },
    { ACT_DECLINE, { ACT_REQUEST, ACT_COUNT }, { ACT_OFFER, ACT_SANCTION, ACT_THREATEN, ACT_ACCUSE, ACT_COUNT } },
    { ACT_CONCEDE, { ACT_REQUEST, ACT_COUNT }, { ACT_THREATEN, ACT_OFFER, ACT_COUNT } },
    { ACT_AGREE, { ACT_OFFER, ACT_COUNT }, { ACT_REQUEST, ACT_COUNT } },
    { ACT_PLEDGE, { ACT_REQUEST, ACT_COUNT }, { ACT_COUNT } },
    { ACT_OFFER, { ACT_COUNT }, { ACT_REQUEST, ACT_COUNT } },
    { ACT_WITHDRAW, { ACT_COUNT }, { ACT_REQUEST, ACT_COUNT } },
    { ACT_RETREAT, { ACT_COUNT }, { ACT_REQUEST, ACT_COUNT } },
    { ACT_THREATEN, { ACT_SANCTION, ACT_COUNT }, { ACT_PLEDGE, ACT_DECLINE, ACT_WITHDRAW, ACT_THREATEN, ACT_COUNT } },
    { ACT_SANCTION, { ACT_SANCTION, ACT_COUNT }, { ACT_COERCE, ACT_CLAIM, ACT_COUNT } },
    { ACT_CLAIM, { ACT_COUNT }, { ACT_ACCUSE, ACT_COUNT } },
    { ACT_ASSAULT, { ACT_COUNT }, { ACT_ASSAULT, ACT_COUNT } },
    { ACT_REQUEST, { ACT_COUNT }, { ACT_THREATEN, ACT_SANCTION, ACT_WITHDRAW, ACT_COUNT } },
};

static const struct answered *answered_by(enum act reply)
{
    for (size_t i = 0; i < sizeof all_answered / sizeof *all_answered; i++)
        if (all_answered[i].reply == reply)
            return &all_answered[i];
    return NULL;
}

/* Nouns that name an act when one speaks of it again. */
static struct text nouns_of(enum act act)
{
    switch (act) {
    case ACT_SANCTION:
        return TEXT("sanctions tariffs measures penalties levies restrictions expulsion embargo decision move step");
    case ACT_PLEDGE:
        return TEXT("pledge promise commitment plan decision move deployment package announcement");
    case ACT_OFFER:
        return TEXT("offer proposal plan initiative overture idea suggestion invitation");
    case ACT_REQUEST:
        return TEXT("call demand request appeal pressure proposal plea ultimatum idea suggestion");
    case ACT_WITHDRAW:
        return TEXT("decision withdrawal move pullout exit cancellation announcement step");
    case ACT_ACCUSE:
        return TEXT("accusation charge claim allegation criticism remark comment statement finding case lawsuit");
    case ACT_AGREE:
        return TEXT("deal agreement accord pact");
    case ACT_THREATEN:
        return TEXT("threat warning");
    case ACT_CONCEDE: case ACT_RETREAT:
        return TEXT("decision move release step concession apology");
    case ACT_COERCE:
        return TEXT("annexation move arrest ban seizure detention");
    case ACT_DECLINE:
        return TEXT("refusal decision");
    case ACT_SUPPORT:
        return TEXT("support backing");
    default:
        return (struct text){ 0 };
    }
}

/* "Accepted the offer": where no object was found, the few words behind the trigger, up to a stop. */
static struct text object_of(const struct statement *reply)
{
    enum { MOST_BYTES = 24 };
    size_t from = reply->trigger.to_byte - reply->sentence.from_byte, length = reply->sentence_text.length;
    if (reply->object_text.length || from >= length)
        return reply->object_text;
    struct text rest = text_slice(reply->sentence_text, from, from + MOST_BYTES < length ? from + MOST_BYTES : length);
    struct text first = text_cut(&rest, ' ');
    bool known = text_starts(rest, TEXT("the ")) || text_starts(rest, TEXT("it"));
    size_t end = 0;
    while (end < rest.length && rest.at[end] != ',' && rest.at[end] != '.')
        end++;
    return first.length || !known ? (struct text){ 0 } : text_slice(rest, 0, end);
}

/* Whoever imposes or threatens tariffs names his own. */
static bool names_act(const struct statement *reply, enum act act)
{
    return reply->act != ACT_SANCTION && reply->act != ACT_THREATEN && links_share_words(object_of(reply), nouns_of(act));
}

/* "Called the decision a mistake": the act stands in the trigger, and the object is what it is called. */
static bool calls_act(const struct statement *reply, enum act act)
{
    struct text behind_verb = reply->trigger_text;
    text_cut(&behind_verb, ' ');
    return reply->act == ACT_ACCUSE && links_share_words(behind_verb, nouns_of(act));
}

/* "Asked it to return the ship", "would not return it": what is granted or refused is what was asked. */
static bool speaks_of_the_same(const struct statement *reply, const struct statement *other)
{
    return links_share_words(reply->object_text, other->object_text) || links_share_words(reply->trigger_text, other->object_text);
}

/* "It", "that", "the plan": what was told before is meant. */
static bool points_back(struct text object)
{
    static const char *const starts[] = { "it", "this", "that", "them", "they" };
    static const char *const things[] = { "move", "decision", "step", "plan", "proposal", "idea", "remarks", "measures", "offer",
                                          "demand", "request", "appeal", "call", "ultimatum", "threat", "promise", "pledge",
                                          "invitation", "apology", "initiative", "case" };
    struct text rest = object, first = text_cut(&rest, ' '), second = text_cut(&rest, ' ');
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_equals_nocase(first, text_of(starts[i])))
            return true;
    for (size_t i = 0; i < sizeof things / sizeof *things && text_equals_nocase(first, TEXT("the")); i++)
        if (text_equals_nocase(second, text_of(things[i])))
            return true;
    return false;
}

static size_t distance(size_t a, size_t b)
{
    return a < b ? b - a : a - b;
}

/* "Chad closed the border in response to Niger's tariffs", "retaliatory tariffs": the words tell which is the reply of two that
 * are aimed at each other, or what it is a reply to, right behind them. */
static bool strikes_back(const struct statement *reply, const struct statement *other)
{
    enum { BEHIND = 60 };
    struct text sentence = reply->sentence_text;
    if (!links_same_sentence(reply, other) || links_share(&reply->actors, &other->actors))
        return false;
    size_t from = reply->sentence.from_byte, mine = reply->trigger.from_byte - from, theirs = other->trigger.from_byte - from;
    size_t to = text_find(sentence, TEXT("n response to ")), back = text_find(sentence, TEXT("etaliat"));
    bool mutual = links_share(&reply->recipients, &other->actors) && links_share(&reply->actors, &other->recipients);
    if (to < sentence.length)
        return theirs > to && (mutual ? mine < to || mine > theirs : mine < to && theirs < to + BEHIND);
    if (!mutual)
        return false;
    return back < sentence.length && distance(mine, back) < distance(theirs, back);
}

/* "Responding to the sanctions, Chad warned that …": the sentence names what it replies to. */
static bool names_what_it_replies_to(const struct statement *reply, const struct statement *other)
{
    static const char *const leads[] = { "eacting to ", "esponding to ", "n response to ", "n reaction to ", "n reply to " };
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t at = text_find(reply->sentence_text, text_of(leads[i]));
        if (at == reply->sentence_text.length)
            continue;
        struct text rest = text_slice(reply->sentence_text, at, reply->sentence_text.length);
        return links_share_words(text_cut(&rest, ','), nouns_of(other->act));
    }
    return false;
}

/* "Chad replied that …" behind what was said to Chad. */
bool links_replies_at_once(const struct statement *reply, const struct statement *other)
{
    enum { FARTHEST = 2 };
    static const char *const verbs[] = { " responded", " replied", " retorted", " hit back", " shot back", " in return",
                                         " reciprocated", " countered" };
    static const char *const ends[] = { " in response.", " in response,", " in retaliation.", " in retaliation,", " in return." };
    if (other->n >= reply->n || reply->n - other->n > FARTHEST || links_same_sentence(reply, other) ||
        !links_share(&reply->actors, &other->recipients))
        return false;
    struct text told = text_slice(reply->sentence_text, 0, reply->trigger.to_byte - reply->sentence.from_byte);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_find(told, text_of(verbs[i])) < told.length)
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_find(reply->sentence_text, text_of(ends[i])) < reply->sentence_text.length)
            return true;
    bool harms = reply->act == ACT_THREATEN || (reply->act == ACT_ASSAULT && links_share(&reply->recipients, &other->actors));
    return harms && text_find(reply->sentence_text, TEXT("etaliat")) < reply->sentence_text.length;
}

static bool judges(const struct statement *reply)
{
    return reply->act == ACT_ACCUSE || reply->act == ACT_REJECT || reply->act == ACT_SUPPORT;
}

/* Who answers is another: another party, or, where he judges an act that he names, another person of the same state. */
static bool is_other(const struct statement *reply, const struct statement *other)
{
    if (!links_share(&reply->actors, &other->actors))
        return true;
    for (size_t i = 0; i < reply->actors.count; i++)
        for (size_t k = 0; k < other->actors.count; k++)
            if (links_same_name(&reply->actors.items[i], &other->actors.items[k]))
                return false;
    return judges(reply) && names_act(reply, other->act);
}

/* "Asked it to leave", "it refused": nothing need be named. */
static bool says_nothing_else(const struct statement *reply, const struct statement *other)
{
    bool yields = reply->act == ACT_DECLINE || reply->act == ACT_CONCEDE || reply->act == ACT_AGREE;
    bool points = points_back(reply->object_text) && (yields || reply->act == ACT_PLEDGE);
    return reply->n - other->n == 1 && (points || (yields && !reply->object_text.length));
}

/* Whom it is said to, and who says it, where he grants or refuses what he was asked before. */
static int points_of_parties(const struct statement *reply, const struct statement *other)
{
    bool meant = !other->recipients.count && points_back(reply->object_text); /* "Chad has promised to do that" */
    bool asked = other->act == ACT_REQUEST && other->n < reply->n && !judges(reply) && !links_same_sentence(reply, other) &&
                 (meant || links_share(&reply->actors, &other->recipients)) &&
                 (speaks_of_the_same(reply, other) || says_nothing_else(reply, other));
    if (links_share(&reply->recipients, &other->actors))
        return asked ? 4 : 2;
    return asked ? 4 : reply->recipients.count && judges(reply) ? -2 : 0;
}

/* "Said that Chad had fired on a convoy": what one tells of is no word of another's that one answers. */
static bool tells(const struct statement *reply)
{
    static const char *const verbs[] = { "said", "says", "say", "saying", "told", "tells", "added", "claims" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_equals_nocase(reply->trigger_text, text_of(verbs[i])))
            return true;
    return false;
}

static int points_of_place(const struct statement *reply, const struct statement *other)
{
    enum { FAR = 8 };
    bool inside = reply->object.from_byte < reply->object.to_byte && other->trigger.from_byte >= reply->object.from_byte
               && other->trigger.to_byte <= reply->object.to_byte;
    if (links_same_sentence(reply, other))
        return 2 + (!inside ? 0 : tells(reply) ? -4 : 2);
    return other->in_title ? 1 : reply->n - other->n > FAR ? -1 : 0;
}

/* What may be no statement to begin with is answered by nobody. */
static int points_of_confidence(const struct statement *reply, const struct statement *other)
{
    enum { POOR = 420 };
    return reply->confidence < POOR || other->confidence < POOR ? -1 : 0;
}

/* "Chad backs the truce; Mali calls for talks": what stands with the trigger, between semicolons. */
static struct text part_of(const struct statement *statement)
{
    struct text sentence = statement->sentence_text;
    size_t trigger = statement->trigger.from_byte - statement->sentence.from_byte, from = 0, to = 0;
    while (to < sentence.length && (to < trigger || sentence.at[to] != ';')) {
        to++;
        if (to <= trigger && sentence.at[to - 1] == ';')
            from = to;
    }
    return text_slice(sentence, from, to);
}

/* "Chad rejects Mali's proposal" in the title: the text tells what was proposed. */
static bool is_told_below(const struct statement *reply, const struct statement *other)
{
    bool of_him = links_share(&reply->recipients, &other->actors);
    for (size_t i = 0; i < other->actors.count; i++)
        of_him |= links_share_words(reply->object_text, other->actors.items[i].text);
    bool named = names_act(reply, other->act) || (judges(reply) && links_share_words(part_of(reply), nouns_of(other->act)));
    return reply->in_title && !other->in_title && of_him && named;
}

static int points_of_naming(const struct statement *reply, const struct statement *other)
{
    if (calls_act(reply, other->act))
        return 4;
    if (links_replies_at_once(reply, other))
        return 5;
    bool addressed = links_share(&reply->actors, &other->recipients);
    if (is_told_below(reply, other))
        return 3 + addressed;
    return names_act(reply, other->act) || names_what_it_replies_to(reply, other) ? 3 + addressed : 0;
}

int links_answer(const struct statement *reply, const struct statement *other)
{
    enum { NEEDED = 5, SURE = 10 };
    const struct answered *answered = answered_by(reply->act);
    if (strikes_back(reply, other))
        return SURE;
    bool usual = answered && is_one_of(other->act, answered->usual);
    if (!answered || (!usual && !is_one_of(other->act, answered->possible)) || !is_other(reply, other) ||
        strikes_back(other, reply))
        return 0;
    if (other->n > reply->n && !links_same_sentence(reply, other) && !is_told_below(reply, other))
        return 0;
    int points = points_of_parties(reply, other) + usual + points_of_place(reply, other) + (points_back(object_of(reply)) ? 1 : 0)
               + points_of_naming(reply, other) + points_of_confidence(reply, other);
    return points < NEEDED ? 0 : points;
}
