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
    bool headline = earlier->in_title && share(&later->recipients, &earlier->recipients);
    return objects || headline || (later->act == ACT_MEET && later->actors.count > 1);
}

static bool same_sentence(const struct statement *a, const struct statement *b)
{
    return a->in_title == b->in_title && a->sentence.from_byte == b->sentence.from_byte;
}

static bool has_word(struct text text, const char *word)
{
    while (text.length)
        if (text_equals_nocase(text_cut(&text, ' '), text_of(word)))
            return true;
    return false;
}

static bool may_be_same(const struct party_list *a, const struct party_list *b)
{
    return share(a, b) || (a->count && b->count && !a->items[0].code.length && !b->items[0].code.length);
}

/* What was promised is taken back; or, in one breath, something else is promised instead. */
static bool revises(const struct statement *later, const struct statement *earlier)
{
    bool gave = earlier->act == ACT_PLEDGE || earlier->act == ACT_OFFER;
    bool back = later->act == ACT_WITHDRAW && share(&later->actors, &earlier->actors) && (later->means & earlier->means);
    bool instead = later->act == ACT_PLEDGE && same_sentence(later, earlier) && may_be_same(&later->actors, &earlier->actors)
                && has_word(later->sentence_text, "instead");
    return gave && (back || instead);
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

static bool is_reply(enum act act)
{
    return act == ACT_SUPPORT || act == ACT_REJECT || act == ACT_DECLINE || act == ACT_CONCEDE || act == ACT_ACCUSE || act == ACT_AGREE;
}

static bool can_be_answered(const struct statement *reply, const struct statement *other)
{
    bool plan = other->act == ACT_PLEDGE || other->act == ACT_OFFER || other->act == ACT_REQUEST || other->act == ACT_AGREE;
    bool deed = other->act == ACT_WITHDRAW || other->act == ACT_SANCTION;
    return (plan && reply->act != ACT_ACCUSE) || (deed && (reply->act == ACT_ACCUSE || reply->act == ACT_SUPPORT));
}

/* What is told inside the object is what is answered: "rejected Trump's offer". */
static bool answers_object(const struct statement *reply, const struct statement *other)
{
    bool inside = same_sentence(reply, other) && reply->object.from_byte < reply->object.to_byte
               && other->trigger.from_byte >= reply->object.from_byte && other->trigger.to_byte <= reply->object.to_byte;
    return is_reply(reply->act) && can_be_answered(reply, other) && inside && !share(&reply->actors, &other->actors);
}

static bool answers(const struct statement *later, const struct statement *earlier)
{
    if (!is_reply(later->act) || !can_be_answered(later, earlier) || share(&later->actors, &earlier->actors) || later->act == ACT_AGREE)
        return false;
    return share(&later->recipients, &earlier->actors)
        || (share(&later->actors, &earlier->recipients) && share_words(later->object_text, earlier->object_text));
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

/* A statement told inside another's object, before or after it. */
static bool link_to_object(const struct reading *reading, struct statement_list *statements, size_t at)
{
    struct statement *reply = &statements->items[at];
    for (size_t i = 0; i < statements->count; i++)
        if (i != at && answers_object(reply, &statements->items[i])) {
            ARENA_PUSH(reading->arena, &reply->links, (struct link){ LINK_ANSWERS, statements->items[i].n });
            return true;
        }
    return false;
}

void links_find(const struct reading *reading, struct statement_list *statements)
{
    for (size_t i = 0; i < statements->count; i++) {
        link_to(reading, statements, i, LINK_RESTATES, restates, true);
        if (is_commitment(statements->items[i].act))
            link_to(reading, statements, i, LINK_REVISES, revises, false);
        link_to(reading, statements, i, LINK_DISPUTES, disputes, false);
        if (!link_to_object(reading, statements, i))
            link_to(reading, statements, i, LINK_ANSWERS, answers, false);
        link_to(reading, statements, i, LINK_FULFILS, fulfils, false);
        add_contradicted(reading, statements, &statements->items[i]);
    }
}
