/* Whether two statements tell the same act: points for what they have in common, in hundredths of a logit, fitted to marked
 * articles and then rounded. */
#include "reading/links_inner.h"

/* Some acts are told in many ways by one article, each its own (help, pledges, visits); others are mostly one act told again. */
static int points_of_act(enum act act)
{
    switch (act) {
    case ACT_AID:
        return -200;
    case ACT_PLEDGE: case ACT_MEET:
        return -95;
    case ACT_CLAIM: case ACT_REQUEST: case ACT_SANCTION: case ACT_MOBILIZE:
        return -55;
    case ACT_DENY: case ACT_COERCE: case ACT_ASSAULT: case ACT_SUPPORT: case ACT_THREATEN:
        return 40;
    case ACT_COOPERATE: case ACT_REJECT: case ACT_WITHDRAW:
        return 125;
    default:
        return -10;
    }
}

static int points_of_objects(const struct statement *later, const struct statement *earlier)
{
    struct link_words a, b;
    int numbers;
    links_words(later->object_text, &a);
    links_words(earlier->object_text, &b);
    if (!a.count || !b.count)
        return a.count || b.count ? -5 : 25;
    int common = links_common(&a, &b, &numbers), fewer = a.count < b.count ? a.count : b.count;
    int points = common * 3 >= fewer * 2 ? 125 : common * 3 >= fewer ? -30 : -85;
    return points + (common >= 2 ? 45 : 0) + (common >= 3 ? 65 : 0) + (numbers ? 80 : 0);
}

static int points_of_means(const struct statement *later, const struct statement *earlier)
{
    if (!later->means || !earlier->means)
        return later->means || earlier->means ? -115 : -25;
    return later->means == earlier->means ? 105 : later->means & earlier->means ? 20 : -155;
}

static int points_of_parties(const struct statement *later, const struct statement *earlier)
{
    bool whole = later->actors.count == earlier->actors.count;
    for (size_t i = 0; i < later->actors.count; i++) {
        struct party_list one = { .items = &later->actors.items[i], .count = 1 };
        whole &= links_share(&one, &earlier->actors);
    }
    bool many = later->actors.count > 1 && earlier->actors.count > 1;
    int actors = whole ? (many ? 85 : -15) : many ? -85 : -70;
    if (!later->recipients.count || !earlier->recipients.count)
        return actors + (later->recipients.count || earlier->recipients.count ? -90 : 45);
    return actors + (links_share(&later->recipients, &earlier->recipients) ? 0 : -95);
}

static int points_of_place(const struct statement *later, const struct statement *earlier)
{
    enum { LEAD = 400 }; /* bytes: the first paragraph tells what the title told */
    int apart = later->n - earlier->n, points = apart == 1 ? 10 : apart < 4 ? -5 : apart < 9 ? -15 : -55;
    if (earlier->in_title)
        points += 60 + (!later->in_title && later->sentence.from_byte < LEAD ? 130 : 0);
    return points - (links_same_sentence(later, earlier) ? 85 : 0);
}

/* Titles and summaries tell with many of the same words. */
static int points_of_sentences(const struct statement *later, const struct statement *earlier)
{
    struct link_words a, b;
    if (links_same_sentence(later, earlier))
        return 0;
    links_words(later->sentence_text, &a);
    links_words(earlier->sentence_text, &b);
    int common = links_common(&a, &b, NULL);
    return common >= 8 ? 120 : common >= 6 ? 60 : common >= 4 ? 25 : common >= 2 ? 0 : -20;
}

/* What is likely misread is a poor witness. */
static int points_of_confidence(const struct statement *later, const struct statement *earlier)
{
    enum { UNSURE = 600, SURE = 800 }; /* thousandths */
    return (later->confidence < UNSURE ? -60 : later->confidence >= SURE ? 30 : 0) + (earlier->confidence < UNSURE ? -25 : 0);
}

int links_sameness(const struct statement *later, const struct statement *earlier)
{
    enum { BASE = -15, NEEDED = 120, OTHER_STATUS = -260, SAME_TRIGGER = 85, SAME_TIME = 140 };
    struct link_words a, b;
    if (later->act != earlier->act || !links_share(&later->actors, &earlier->actors))
        return -1000;
    int points = BASE + NEEDED + points_of_act(later->act) + points_of_objects(later, earlier) + points_of_means(later, earlier)
               + points_of_parties(later, earlier) + points_of_place(later, earlier) + points_of_sentences(later, earlier)
               + points_of_confidence(later, earlier);
    links_words(later->trigger_text, &a);
    links_words(earlier->trigger_text, &b);
    points += links_common(&a, &b, NULL) ? SAME_TRIGGER : 0;
    links_words(later->when_text, &a);
    links_words(earlier->when_text, &b);
    points += links_common(&a, &b, NULL) ? SAME_TIME : 0;
    return points + (later->status == earlier->status ? 0 : OTHER_STATUS);
}
