/* Denials of what others say, changes of what one said oneself, and promises kept. */
#include "reading/links_inner.h"

static bool has_any(struct text sentence, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = text_find(sentence, text_of(words[i]));
        bool begins = at < sentence.length && (!at || sentence.at[at - 1] == ' ' || (unsigned char)sentence.at[at - 1] >= 0x80);
        if (begins)
            return true;
    }
    return false;
}

/* "Moscow denied it", "denied the claim", "denied", "called the claim absurd": what was said last is meant. */
static bool points_back(struct text object)
{
    static const char *const words[] = { "it", "this", "that", "them", "claim", "accusation", "allegation", "charge", "report",
                                         "which", "account", "version", "assertion", "finding", "suggestion" };
    struct text last = object;
    while (last.length && text_find(last, TEXT(" ")) < last.length)
        text_cut(&last, ' ');
    if (!object.length)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts(last, text_of(words[i])) && last.length <= text_of(words[i]).length + 1)
            return true;
    return false;
}

static bool is_deed(enum act act)
{
    switch (act) {
    case ACT_ASSAULT: case ACT_COERCE: case ACT_MOBILIZE: case ACT_AID:
        return true;
    default:
        return false;
    }
}

static bool has_name_of(const struct party_list *parties, const struct party *party)
{
    for (size_t i = 0; i < parties->count; i++)
        if (links_same_name(&parties->items[i], party))
            return true;
    return false;
}

/* "The border was shelled, Chad said", "was in talks with them, officials said": what another tells of who then denies it. */
static bool is_told_of(const struct statement *later, const struct statement *earlier)
{
    enum { NEXT = 2, ENOUGH = 2 };
    bool by_another = earlier->speaker.text.length && !has_name_of(&later->actors, &earlier->speaker);
    bool harmless = earlier->act == ACT_MEET || earlier->act == ACT_OFFER || earlier->act == ACT_AGREE;
    if ((!is_deed(earlier->act) && !harmless) || !by_another || later->n < earlier->n ||
        !links_share(&later->actors, &earlier->actors))
        return false;
    struct link_words denied, told;
    links_words(later->object_text, &denied);
    links_words(earlier->sentence_text, &told);
    bool at_once = later->n - earlier->n <= NEXT && points_back(later->object_text) && later->object_text.length;
    bool same = !harmless && links_share_words(later->object_text, earlier->object_text);
    return at_once || same || links_common(&denied, &told) >= ENOUGH;
}

/* "Said that Chadian tanks had crossed": Chad is named in it. */
static bool is_spoken_of(struct text words, const struct party_list *parties)
{
    for (size_t i = 0; i < parties->count; i++)
        if (links_share_words(words, parties->items[i].text))
            return true;
    return false;
}

/* "The minister denied it, while senators said that it was a sham": two of one state, and not the same. */
static bool are_of_one_state(const struct statement *a, const struct statement *b)
{
    for (size_t i = 0; i < a->actors.count; i++)
        for (size_t k = 0; k < b->actors.count; k++)
            if (links_same_name(&a->actors.items[i], &b->actors.items[k]))
                return false;
    bool of_another = b->recipients.count && !links_share(&a->actors, &b->recipients);
    return links_share(&a->actors, &b->actors) && !of_another;
}

bool links_dispute(const struct statement *later, const struct statement *earlier)
{
    if (later->act == ACT_DENY && is_told_of(later, earlier))
        return true;
    bool denies = later->act == ACT_DENY && (earlier->act == ACT_CLAIM || earlier->act == ACT_ACCUSE);
    if (denies && links_same_sentence(later, earlier) && are_of_one_state(later, earlier))
        return true;
    bool rejects = later->act == ACT_REJECT && earlier->act == ACT_CLAIM;
    bool denies_denial = later->act == ACT_DENY && earlier->act == ACT_DENY && later->object_text.length;
    if (denies_denial && !links_share(&later->actors, &earlier->actors) && points_back(later->object_text))
        return true;
    if ((!denies && !rejects) || links_share(&later->actors, &earlier->actors))
        return false;
    bool mutual = links_share(&later->recipients, &earlier->actors) || links_share(&later->actors, &earlier->recipients) ||
                  (later->n - earlier->n == 1 && is_spoken_of(earlier->object_text, &later->actors));
    bool named = points_back(later->object_text) || points_back(later->trigger_text)
              || links_share_words(later->object_text, earlier->object_text);
    return denies ? mutual || named || links_same_sentence(later, earlier) : mutual && named;
}

static bool may_be_same(const struct party_list *a, const struct party_list *b)
{
    return links_share(a, b) || (a->count && b->count && !a->items[0].code.length && !b->items[0].code.length);
}

static bool is_given(enum act act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_SUPPORT || act == ACT_CLAIM || act == ACT_THREATEN;
}

/* Nouns that name what was said when it is taken back. */
static struct text nouns_of(enum act act)
{
    switch (act) {
    case ACT_THREATEN:
        return TEXT("threat ultimatum warning");
    case ACT_PLEDGE:
        return TEXT("pledge promise commitment");
    case ACT_OFFER:
        return TEXT("offer proposal invitation");
    case ACT_CLAIM:
        return TEXT("claim remark assertion");
    default:
        return (struct text){ 0 };
    }
}

/* "Dropped the threat", "has broken that promise", "ruled that out": the words for what one gave, or "that", stand in its place. */
static bool takes_back(const struct statement *later, const struct statement *earlier)
{
    enum { FARTHEST = 3 };
    static const char *const pronouns[] = { "it", "this", "that", "which" };
    bool takes = later->act == ACT_WITHDRAW || later->act == ACT_CONCEDE || later->act == ACT_DECLINE;
    if (!takes || later->n < earlier->n || later->n - earlier->n > FARTHEST || !links_share(&later->actors, &earlier->actors))
        return false;
    if (later->act == ACT_DECLINE && !later->object_text.length)
        return later->n - earlier->n == 1;
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (text_equals_nocase(later->object_text, text_of(pronouns[i])))
            return later->n - earlier->n == 1;
    struct text nouns = nouns_of(earlier->act);
    return links_share_words(later->object_text, nouns) || links_share_words(later->trigger_text, nouns);
}

/* In one breath: what was promised is taken back or other than before. */
bool links_revise(const struct statement *later, const struct statement *earlier)
{
    static const char *const signs[] = { "instead", "backed down", "backed off", "backtrack", "retract", "clarif", "previously",
                                         "originally", "walked back", "revers", "first announced", "first made", "softened" };
    bool changes = later->act == ACT_WITHDRAW || later->act == ACT_CONCEDE || later->act == earlier->act;
    if (is_given(earlier->act) && takes_back(later, earlier))
        return true;
    if (!changes || !is_given(earlier->act))
        return false;
    bool back = later->act == ACT_WITHDRAW && (earlier->act == ACT_PLEDGE || earlier->act == ACT_OFFER);
    if (links_same_sentence(later, earlier) && may_be_same(&later->actors, &earlier->actors)
        && has_any(later->sentence_text, signs, sizeof signs / sizeof *signs))
        return true;
    return back && links_share(&later->actors, &earlier->actors) && links_share_words(later->object_text, earlier->object_text);
}

/* "Clarified that only two would be sent": words that tell that somebody's later word is not his earlier one. */
bool links_turn(const struct statement *later, const struct statement *earlier)
{
    enum { FARTHEST = 3 };
    static const char *const signs[] = { "clarif", "backtrack", "backpedal", "back-pedal", "walked back", "walking back",
                                         "has since", "have since", "reversed course", "changed course", "changed its mind",
                                         "changed his mind", "scaled back", "watered down", "later explained", "later conceded",
                                         "later admitted", "later acknowledged" };
    bool said = later->act == ACT_DECLINE || later->act == ACT_WITHDRAW || later->act == ACT_CONCEDE || is_given(later->act);
    bool before = is_given(earlier->act) || earlier->act == ACT_DECLINE || earlier->act == ACT_DENY;
    struct text told = text_slice(later->sentence_text, 0, later->trigger.to_byte - later->sentence.from_byte);
    if (links_same_sentence(later, earlier))
        return links_revise(later, earlier);
    return said && before && !earlier->in_title && later->n > earlier->n && later->n - earlier->n <= FARTHEST &&
           links_share(&later->actors, &earlier->actors) && has_any(told, signs, sizeof signs / sizeof *signs);
}

/* Whether they have a word in common that is no name. */
static bool share_nouns(struct text a, struct text b)
{
    struct link_words x, y;
    links_words(a, &x);
    links_words(b, &y);
    for (int i = 0; i < x.count; i++) {
        struct link_words one = { .items = { x.items[i] }, .count = 1 };
        if (x.items[i].at[0] >= 'a' && links_common(&one, &y) > 0)
            return true;
    }
    return false;
}

/* "Pledged 20 tents", "delivered the tents". */
static bool gives_what_is_known(const struct statement *later, const struct statement *earlier)
{
    bool known = text_starts(later->object_text, TEXT("the ")) || text_starts(later->object_text, TEXT("those "));
    bool elsewhere = earlier->recipients.count && later->recipients.count && !links_share(&later->recipients, &earlier->recipients);
    return known && !elsewhere && later->n > earlier->n && share_nouns(later->object_text, earlier->object_text);
}

bool links_fulfil(const struct statement *later, const struct statement *earlier)
{
    static const char *const signs[] = { "promise kept", "delivering on", "deliver on", "delivered on", "follow through",
                                         "followed through", "following through", "honoring", "honouring", "honored", "honoured",
                                         "fulfil", "as promised", "as pledged", "as agreed", "as threatened", "made good on",
                                         "making good on", "keeping its", "kept its", "keeping his", "kept his", "keeping their",
                                         "kept their", "lived up to", "living up to", "backing up" };
    bool deed = later->act == ACT_AID || later->act == ACT_RETREAT || later->act == ACT_COOPERATE || later->act == ACT_MEET
             || later->act == ACT_MOBILIZE;
    bool promise = earlier->act == ACT_PLEDGE || earlier->act == ACT_CONCEDE || earlier->act == ACT_AGREE;
    bool blow = later->act == ACT_ASSAULT || later->act == ACT_SANCTION || later->act == ACT_COERCE || later->act == ACT_WITHDRAW;
    bool kept = (deed && promise) || (blow && earlier->act == ACT_THREATEN);
    if (!kept || later->status != STATUS_ACTUAL || !links_share(&later->actors, &earlier->actors))
        return false;
    bool lets = later->act == ACT_RETREAT && earlier->act == ACT_CONCEDE &&
                links_share_words(later->object_text, earlier->object_text);
    return lets || (deed && gives_what_is_known(later, earlier))
        || has_any(later->sentence_text, signs, sizeof signs / sizeof *signs);
}
