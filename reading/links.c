/* Links between the statements of one article: the same told again, revised, disputed, answered, carried out. */
#include "reading/read.h"

static bool same_party(const struct party *a, const struct party *b)
{
    if (a->code.length || b->code.length)
        return text_equals(a->code, b->code);
    return a->text.length && text_equals_nocase(a->text, b->text);
}

static bool share(const struct party_list *a, const struct party_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (same_party(&a->items[i], &b->items[k]))
                return true;
    return false;
}

static bool agree_or_empty(const struct party_list *a, const struct party_list *b)
{
    return !a->count || !b->count || share(a, b);
}

static bool is_word(struct text word)
{
    return word.length > 3;
}

/* Whether the objects have a word of some length in common. */
static bool share_words(struct text a, struct text b)
{
    while (a.length) {
        struct text word = text_cut(&a, ' ');
        for (struct text rest = b; is_word(word) && rest.length;)
            if (text_equals_nocase(text_cut(&rest, ' '), word))
                return true;
    }
    return false;
}

static bool is_commitment(enum act act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_AGREE || act == ACT_AID || act == ACT_DECLINE || act == ACT_WITHDRAW;
}

static bool restates(const struct statement *later, const struct statement *earlier)
{
    if (later->act != earlier->act || !share(&later->actors, &earlier->actors) || later->status != earlier->status)
        return false;
    if (!agree_or_empty(&later->recipients, &earlier->recipients))
        return false;
    if (later->means && earlier->means)
        return (later->means & earlier->means) != 0;
    bool objects = share_words(later->object_text, earlier->object_text);
    return objects || (earlier->in_title && share(&later->recipients, &earlier->recipients)) || (later->act == ACT_MEET && later->actors.count > 1);
}

/* A later word of the same actor on the same thing that goes the other way. */
static bool revises(const struct statement *later, const struct statement *earlier)
{
    bool turns = (earlier->act == ACT_PLEDGE || earlier->act == ACT_OFFER || earlier->act == ACT_AID)
              && (later->act == ACT_WITHDRAW || later->act == ACT_DECLINE);
    bool back = earlier->act == ACT_DECLINE && (later->act == ACT_PLEDGE || later->act == ACT_CONCEDE);
    return (turns || back) && share(&later->actors, &earlier->actors) && (later->means & earlier->means);
}

/* "Moscow denied it", "denied the claim", "denied": what was said last is meant. */
static bool points_back(struct text object)
{
    static const char *const words[] = { "it", "this", "that", "them", "claim", "accusation", "allegation", "charge", "report", "which" };
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

static bool disputes(const struct statement *later, const struct statement *earlier)
{
    if (later->act != ACT_DENY && !(later->act == ACT_REJECT && earlier->act == ACT_CLAIM))
        return false;
    bool can = earlier->act == ACT_CLAIM || earlier->act == ACT_ACCUSE;
    bool about = share(&later->recipients, &earlier->actors) || share(&later->actors, &earlier->recipients)
              || share_words(later->object_text, earlier->object_text)
              || points_back(later->object_text) || later->sentence.from_byte == earlier->sentence.from_byte;
    return can && !share(&later->actors, &earlier->actors) && about;
}

static bool answers(const struct statement *later, const struct statement *earlier)
{
    bool reply = later->act == ACT_SUPPORT || later->act == ACT_REJECT || later->act == ACT_DECLINE || later->act == ACT_CONCEDE;
    bool call = earlier->act == ACT_PLEDGE || earlier->act == ACT_OFFER || earlier->act == ACT_REQUEST || earlier->act == ACT_AGREE;
    return reply && call && !share(&later->actors, &earlier->actors)
        && (share(&later->recipients, &earlier->actors) || (share(&later->actors, &earlier->recipients) && share_words(later->object_text, earlier->object_text)));
}

static bool fulfils(const struct statement *later, const struct statement *earlier)
{
    return later->act == ACT_AID && earlier->act == ACT_PLEDGE && later->status == STATUS_ACTUAL && share(&later->actors, &earlier->actors)
        && share(&later->recipients, &earlier->recipients) && (later->means & earlier->means);
}

typedef bool link_test(const struct statement *later, const struct statement *earlier);

/* Each kind links to the nearest earlier statement that it holds of; "restates" to the first. */
static void link_to(const struct reading *reading, struct statement_list *statements, size_t at, enum link_kind kind, link_test *holds,
                    bool to_first)
{
    struct statement *later = &statements->items[at];
    for (size_t i = 0; i < at; i++) {
        const struct statement *earlier = &statements->items[to_first ? i : at - 1 - i];
        if (holds(later, earlier)) {
            ARENA_PUSH(reading->arena, &later->links, (struct link){ kind, earlier->n });
            return;
        }
    }
}

/* Whom a denial contradicts is told by the claim, where its own words do not. */
static void add_contradicted(const struct reading *reading, struct statement_list *statements, struct statement *later)
{
    for (size_t i = 0; i < later->links.count; i++) {
        const struct statement *earlier = &statements->items[later->links.items[i].to - 1];
        if (later->links.items[i].kind == LINK_DISPUTES && !later->recipients.count)
            for (size_t a = 0; a < earlier->actors.count; a++)
                ARENA_PUSH(reading->arena, &later->recipients, earlier->actors.items[a]);
    }
}

void links_find(const struct reading *reading, struct statement_list *statements)
{
    for (size_t i = 1; i < statements->count; i++) {
        link_to(reading, statements, i, LINK_RESTATES, restates, true);
        if (is_commitment(statements->items[i].act))
            link_to(reading, statements, i, LINK_REVISES, revises, false);
        link_to(reading, statements, i, LINK_DISPUTES, disputes, false);
        link_to(reading, statements, i, LINK_ANSWERS, answers, false);
        link_to(reading, statements, i, LINK_FULFILS, fulfils, false);
        add_contradicted(reading, statements, &statements->items[i]);
    }
}
