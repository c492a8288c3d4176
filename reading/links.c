/* Links between the statements of one article: the same told again, revised, disputed, answered, carried out. */
#include "reading/links_inner.h"

bool links_same_name(const struct party *a, const struct party *b)
{
    return text_equals_nocase(a->text, b->text) || links_share_words(a->text, b->text);
}

bool links_same_party(const struct party *a, const struct party *b)
{
    if (a->code.length || b->code.length)
        return text_equals(a->code, b->code);
    return links_same_name(a, b);
}

bool links_share(const struct party_list *a, const struct party_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (links_same_party(&a->items[i], &b->items[k]))
                return true;
    return false;
}

bool links_same_sentence(const struct statement *a, const struct statement *b)
{
    return a->in_title == b->in_title && a->sentence.from_byte == b->sentence.from_byte;
}

static void add(const struct reading *reading, struct statement *from, enum link_kind kind, int to)
{
    ARENA_PUSH(reading->arena, &from->links, (struct link){ kind, to });
}

/* The first telling of what a statement tells again. */
static int first_telling(const struct statement *statement)
{
    for (size_t i = 0; i < statement->links.count; i++)
        if (statement->links.items[i].kind == LINK_RESTATES)
            return statement->links.items[i].to;
    return statement->n;
}

/* What is answered, revised or kept in one breath, or at once, is meant itself; what stands farther off, by its first telling. */
static int target_of(const struct statement *from, const struct statement *to)
{
    return links_same_sentence(from, to) || links_replies_at_once(from, to) ? to->n : first_telling(to);
}

/* The act told again is that of the earlier statement that is most alike. */
static bool link_same(const struct reading *reading, struct statement_list *statements, struct telling *tellings,
                      size_t at)
{
    struct statement *later = &statements->items[at];
    int best = 0, to = 0;
    for (size_t i = 0; i < at; i++) {
        int points = links_sameness(&tellings[at], &tellings[i]);
        if (points > best) {
            best = points;
            to = first_telling(&statements->items[i]);
        }
    }
    if (best > 0)
        add(reading, later, LINK_RESTATES, to);
    return best > 0;
}

/* What is answered may stand behind the answer in its sentence: "rejected Trump's offer". */
static bool link_answer(const struct reading *reading, struct statement_list *statements, size_t at)
{
    struct statement *reply = &statements->items[at];
    int best = 0, to = 0;
    for (size_t i = 0; i < statements->count; i++) {
        int points = i == at ? 0 : links_answer(reply, &statements->items[i]);
        if (points > best) {
            best = points;
            to = target_of(reply, &statements->items[i]);
        }
    }
    if (best > 0 && to != reply->n)
        add(reading, reply, LINK_ANSWERS, to);
    return best > 0;
}

/* "Chad rejects Mali's offer" answers the offer, however often that is told. */
static bool answers_beside(const struct statement_list *statements, size_t at)
{
    const struct statement *reply = &statements->items[at];
    for (size_t i = 0; i < statements->count; i++)
        if (i != at && links_same_sentence(reply, &statements->items[i]) && links_answer(reply, &statements->items[i]))
            return true;
    return false;
}

typedef bool link_test(const struct statement *later, const struct statement *earlier);

/* The nearest earlier statement that the test holds of, or a later one of the same sentence that would not do the same to this
 * one. */
static bool link_nearest(const struct reading *reading, struct statement_list *statements, size_t at, enum link_kind kind,
                         link_test *holds)
{
    struct statement *later = &statements->items[at];
    for (size_t i = at; i-- > 0;)
        if (holds(later, &statements->items[i])) {
            add(reading, later, kind, target_of(later, &statements->items[i]));
            return true;
        }
    for (size_t i = at + 1; i < statements->count && links_same_sentence(later, &statements->items[i]); i++)
        if (holds(later, &statements->items[i]) && !holds(&statements->items[i], later)) {
            add(reading, later, kind, statements->items[i].n);
            return true;
        }
    return false;
}

/* Whom a denial contradicts, or a reply answers, is told by the claim or offer, where its own words do not. */
static void add_addressed(const struct reading *reading, struct statement_list *statements, struct statement *later)
{
    for (size_t i = 0; i < later->links.count; i++) {
        const struct statement *earlier = &statements->items[later->links.items[i].to - 1];
        bool addresses = later->links.items[i].kind == LINK_DISPUTES || later->act == ACT_REJECT || later->act == ACT_ACCUSE;
        if (addresses && !later->recipients.count && !links_share(&later->actors, &earlier->actors))
            for (size_t a = 0; a < earlier->actors.count; a++)
                ARENA_PUSH(reading->arena, &later->recipients, earlier->actors.items[a]);
    }
}

/* "Denied it again": a denial, refusal or praise told again is of the same claim or offer. */
static bool link_again(const struct reading *reading, struct statement_list *statements, struct statement *later)
{
    const struct statement *first = &statements->items[first_telling(later) - 1];
    bool replies = later->act == ACT_DENY || later->act == ACT_REJECT || later->act == ACT_DECLINE || later->act == ACT_SUPPORT;
    size_t before = later->links.count;
    for (size_t i = 0; replies && first->act == later->act && i < first->links.count; i++) {
        struct link link = first->links.items[i];
        if ((link.kind == LINK_DISPUTES || link.kind == LINK_ANSWERS) && link.to != later->n)
            add(reading, later, link.kind, link.to);
    }
    return later->links.count > before;
}

/* What tells an act again has no further link but to what it answers beside it, or what the first telling replies to, and links
 * go to the first telling. */
void links_find(const struct reading *reading, struct statement_list *statements)
{
    struct telling *tellings = arena_take_unset(reading->arena, (statements->count + 1) * sizeof *tellings);
    for (size_t i = 0; i < statements->count; i++) {
        tellings[i].statement = &statements->items[i];
        tellings[i].is_told = false;
    }
    for (size_t i = 0; i < statements->count; i++) {
        if (link_nearest(reading, statements, i, LINK_REVISES, links_turn))
            continue;
        bool again = link_same(reading, statements, tellings, i);
        if (again && (link_again(reading, statements, &statements->items[i]) || !answers_beside(statements, i)))
            continue;
        bool found = !again && (link_nearest(reading, statements, i, LINK_DISPUTES, links_dispute)
                                || link_nearest(reading, statements, i, LINK_REVISES, links_revise)
                                || link_nearest(reading, statements, i, LINK_FULFILS, links_fulfil));
        if (found || link_answer(reading, statements, i))
            add_addressed(reading, statements, &statements->items[i]);
    }
}
