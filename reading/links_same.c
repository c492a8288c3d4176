/* Whether two statements tell the same act: points for what they have in common, in hundredths of a logit, fitted to marked
 * articles and then rounded. */
#include "reading/links_inner.h"

/* Some acts are told in many ways by one article, each its own (help, pledges, visits); others are mostly one act told again. */
static int points_of_act(enum act act)
{
    switch (act) {
    case ACT_AID:
        return -120;
    case ACT_PLEDGE: case ACT_MEET:
        return -50;
    case ACT_ACCUSE: case ACT_REQUEST: case ACT_SUPPORT:
        return -20;
    case ACT_THREATEN: case ACT_ASSAULT: case ACT_REJECT: case ACT_AGREE: case ACT_COOPERATE:
        return 80;
    case ACT_WITHDRAW:
        return 110;
    default:
        return 0;
    }
}

/* "awards grants" in the title is "plans to award grants" in the text: acts that are told for one another. */
static bool is_near(enum act a, enum act b)
{
    static const enum act pairs[][2] = { { ACT_PLEDGE, ACT_AID }, { ACT_CONCEDE, ACT_RETREAT }, { ACT_THREATEN, ACT_SANCTION },
                                         { ACT_MOBILIZE, ACT_COOPERATE } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if ((a == pairs[i][0] && b == pairs[i][1]) || (a == pairs[i][1] && b == pairs[i][0]))
            return true;
    return false;
}

static void add_names(const struct party_list *parties, struct link_words *names)
{
    struct link_words words;
    for (size_t i = 0; i < parties->count; i++) {
        links_words(parties->items[i].text, &words);
        for (int k = 0; k < words.count; k++)
            links_add(names, words.items[k]);
    }
}

static void tell(struct telling *out)
{
    const struct statement *statement = out->statement;
    if (out->is_told)
        return;
    out->is_told = true;
    out->names.count = 0;
    out->names.begins = 0;
    add_names(&statement->actors, &out->names);
    add_names(&statement->recipients, &out->names);
    links_words(statement->object_text, &out->object);
    links_words(statement->sentence_text, &out->sentence);
    links_tell_signs(out);
}

/* Both name the same parties, so that the words of their names tell nothing. */
static void leave_names(struct link_words *sentence, const struct telling *later, const struct telling *earlier)
{
    links_leave(sentence, &later->names);
    links_leave(sentence, &earlier->names);
}

/* How much of what the objects say stands in the other's sentence. */
static int points_of_objects(const struct telling *later, const struct telling *earlier, const struct link_words *one,
                             const struct link_words *other)
{
    static const int points_of_quarter[] = { -55, 0, 35, 25 };
    int all = later->object.count + earlier->object.count;
    int told = links_common(&later->object, other) + links_common(&earlier->object, one);
    if (!all)
        return 0;
    return points_of_quarter[told >= all ? 3 : told * 4 / all];
}

static int points_of_means(const struct statement *later, const struct statement *earlier)
{
    if (!later->means || !earlier->means)
        return later->means || earlier->means ? -65 : 25;
    return later->means == earlier->means ? 85 : later->means & earlier->means ? 10 : -60;
}

static bool has_party(const struct party_list *list, struct party *party)
{
    const struct party_list one = { .items = party, .count = 1 };
    return links_share(&one, list);
}

static int points_of_actors(const struct statement *later, const struct statement *earlier)
{
    size_t shared = 0;
    for (size_t i = 0; i < later->actors.count; i++)
        shared += has_party(&earlier->actors, &later->actors.items[i]);
    bool many = later->actors.count > 1;
    if (shared < later->actors.count)
        return many ? -100 : 0;
    if (later->actors.count == earlier->actors.count)
        return many ? 50 : -30;
    return many ? 55 : 20;
}

/* A quote repeats what the sentence before it tells, the first sentence what the title tells. */
static int points_of_place(const struct statement *later, const struct statement *earlier)
{
    enum { NEXT = 300, TITLE = 95, ADJACENT = 90, SAME = -40 }; /* bytes from one sentence to the next or the one behind it */
    int apart = later->n - earlier->n, points = (apart < 4 ? 0 : apart < 9 ? 35 : -35) + (earlier->in_title ? TITLE : 0);
    if (links_same_sentence(later, earlier))
        return points + SAME;
    size_t from = earlier->in_title ? 0 : earlier->sentence.from_byte;
    return points + (later->sentence.from_byte < from + NEXT ? ADJACENT : 0);
}

/* Titles and summaries tell with many of the same words: their share of the shorter sentence's. */
static int points_of_sentences(const struct link_words *later, const struct link_words *earlier)
{
    enum { ALL_SHARED = 125 };
    int fewer = later->count < earlier->count ? later->count : earlier->count;
    return fewer ? ALL_SHARED * links_common(later, earlier) / fewer : 0;
}

/* What is likely misread is a poor witness, and may be no statement to begin with. */
static int points_of_confidence(const struct statement *later, const struct statement *earlier)
{
    enum { POOR = 420, UNSURE = 550, SURE = 700, LATER_UNSURE = -40 };
    int first = earlier->confidence;
    return (first < POOR ? -60 : first < UNSURE ? -15 : first < SURE ? 5 : 30) + (later->confidence < UNSURE ? LATER_UNSURE : 0);
}

/* What is told by the same name, not only by the same state. */
static bool same_name(const struct statement *later, const struct statement *earlier)
{
    for (size_t i = 0; i < later->actors.count; i++)
        for (size_t k = 0; k < earlier->actors.count; k++)
            if (text_equals_nocase(later->actors.items[i].text, earlier->actors.items[k].text))
                return true;
    return false;
}

static bool same_time(const struct statement *later, const struct statement *earlier)
{
    return links_share_words(later->when_text, earlier->when_text);
}

/* What words the two have in common. */
static int points_of_words(const struct telling *later, const struct telling *earlier)
{
    struct link_words one = later->sentence, other = earlier->sentence;
    leave_names(&one, later, earlier);
    leave_names(&other, later, earlier);
    int points = points_of_objects(later, earlier, &one, &other) + links_signs(later, earlier);
    return points + (links_same_sentence(later->statement, earlier->statement) ? 0 : points_of_sentences(&one, &other));
}

/* "Urged Peru", then "urged Bolivia". */
static bool other_recipients(const struct statement *later, const struct statement *earlier)
{
    return later->recipients.count && earlier->recipients.count && !links_share(&later->recipients, &earlier->recipients);
}

static bool all_among(const struct party_list *some, const struct statement *statement)
{
    for (size_t i = 0; i < some->count; i++)
        if (!has_party(&statement->actors, &some->items[i]) && !has_party(&statement->recipients, &some->items[i]))
            return false;
    return true;
}

static bool tells_all_of(const struct statement *statement, const struct statement *other)
{
    return all_among(&other->actors, statement) && all_among(&other->recipients, statement);
}

static bool tells_of_call(const struct statement *statement)
{
    return links_share_words(statement->trigger_text, TEXT("phone telephone call conversation"));
}

/* "The talks", "Monday's call", "their meeting": known from before. */
static bool is_known(const struct statement *statement)
{
    static const char *const leads[] = { "the ", "this ", "that ", "these ", "his ", "her ", "their ", "'s ", "\xE2\x80\x99s " };
    struct text before = text_slice(statement->sentence_text, 0, statement->trigger.from_byte - statement->sentence.from_byte);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (text_ends(before, text_of(leads[i])))
            return true;
    return false;
}

/* The same who met, whoever is told to have met whom. */
static int points_of_meeting(const struct statement *later, const struct statement *earlier)
{
    enum { SAME_PARTIES = 60, KNOWN = 40, CALL = 40 };
    if (later->act != ACT_MEET || earlier->act != ACT_MEET || later->actors.count + later->recipients.count < 2 ||
        !tells_all_of(later, earlier) || !tells_all_of(earlier, later))
        return 0;
    return SAME_PARTIES + (is_known(later) ? KNOWN : 0) + (tells_of_call(later) && tells_of_call(earlier) ? CALL : 0);
}

int links_sameness(struct telling *telling, struct telling *before)
{
    enum { BASE = -205, NEEDED = 125, OTHER_ACT = -100, OTHER_STATUS = -120, SAME_TIME = 75, SAME_NAME = 40,
           OTHER_RECIPIENTS = -60 };
    const struct statement *later = telling->statement, *earlier = before->statement;
    bool same = later->act == earlier->act;
    if ((!same && !is_near(later->act, earlier->act)) || !links_share(&later->actors, &earlier->actors))
        return -1000;
    tell(telling);
    tell(before);
    return BASE + NEEDED + points_of_act(later->act) + points_of_words(telling, before) + points_of_means(later, earlier)
         + points_of_actors(later, earlier) + points_of_place(later, earlier) + points_of_confidence(later, earlier)
         + points_of_meeting(later, earlier) + (same ? 0 : OTHER_ACT) + (other_recipients(later, earlier) ? OTHER_RECIPIENTS : 0)
         + (same_name(later, earlier) ? SAME_NAME : 0)
         + (same_time(later, earlier) ? SAME_TIME : 0) + (later->status == earlier->status ? 0 : OTHER_STATUS);
}
