/* Which commitments a statement belongs to: one for each of its actors, things and recipients. */
#include <string.h>

#include "ledger/derive.h"
#include "ledger/identity.h"

/* Words before a name that tell nothing apart. */
static const char *const openers[] = { "the ", "a ", "an ", "its ", "their ", "his ", "her ", "our ", "more ", "further " };

static struct text without_opener(struct text folded)
{
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (text_starts(folded, text_of(openers[i])))
            return text_slice(folded, strlen(openers[i]), folded.length);
    return folded;
}

static struct text words_key(struct text words, struct arena *arena)
{
    return without_opener(text_trim(utf8_fold(words, arena)));
}

/* The letter before keeps a code apart from a name that is spelt the same. */
static struct text party_key(const struct party *party, struct arena *arena)
{
    if (!party)
        return TEXT("");
    if (party->code.length)
        return arena_print(arena, "c%.*s", (int)party->code.length, party->code.at);
    struct text key = words_key(party->text, arena);
    return arena_print(arena, "n%.*s", (int)key.length, key.at);
}

/* Asked very often: names are folded only where they must be, and leave nothing behind. */
bool identity_same_party(const struct party *a, const struct party *b)
{
    if (a->code.length || b->code.length)
        return text_equals(a->code, b->code);
    if (text_equals_nocase(a->text, b->text))
        return true;
    struct arena arena = { 0 };
    bool is_same = text_equals(words_key(a->text, &arena), words_key(b->text, &arena));
    arena_release(&arena);
    return is_same;
}

static bool names_thing(const struct statement *statement)
{
    return statement->means || statement->object_text.length;
}

static bool names_recipient(const struct statement *statement)
{
    return statement->recipients.count > 0;
}

static const struct statement *statement_n(const struct statement_list *statements, int n)
{
    return n >= 1 && (size_t)n <= statements->count ? &statements->items[n - 1] : NULL;
}

/* How far, in statements, an article is searched for what a statement leaves out: no hostile article may take quadratic time. */
enum { NEAR = 200 };

static size_t near_from(size_t index)
{
    return index > NEAR ? index - NEAR : 0;
}

static size_t near_to(const struct statement_list *statements, size_t index)
{
    return index + NEAR < statements->count ? index + NEAR : statements->count;
}

/* Whether `later` tells more of `earlier`: of the same thing where `same` is asked for, else of the same recipient. */
static bool is_tied(const struct statement *later, const struct statement *earlier, bool same)
{
    for (size_t i = 0; i < later->links.count; i++) {
        const struct link *link = &later->links.items[i];
        if (link->to != earlier->n)
            continue;
        if (link->kind == LINK_RESTATES || link->kind == LINK_FULFILS || (link->kind == LINK_REVISES && !same))
            return true;
    }
    return false;
}

/* The statement to which `of` is tied and which names what it leaves out: what it links to first, then what links to it. */
static const struct statement *lender(const struct statement_list *statements, const struct statement *of,
                                      bool (*names)(const struct statement *), bool same)
{
    for (size_t i = 0; i < of->links.count; i++) {
        const struct statement *target = statement_n(statements, of->links.items[i].to);
        if (target && names(target) && is_tied(of, target, same))
            return target;
    }
    size_t index = (size_t)(of - statements->items);
    for (size_t i = near_from(index); i < near_to(statements, index); i++)
        if (names(&statements->items[i]) && is_tied(&statements->items[i], of, same))
            return &statements->items[i];
    return NULL;
}

static bool has_actor(const struct statement *statement, const struct party *actor)
{
    for (size_t i = 0; i < statement->actors.count; i++)
        if (identity_same_party(&statement->actors.items[i], actor))
            return true;
    return false;
}

/* The one recipient that the article names for this actor and these means; NULL where it names none, or several. */
static const struct party *only_recipient(const struct statement_list *statements, size_t index, const struct party *actor,
                                          uint32_t means)
{
    const struct party *only = NULL;
    for (size_t i = near_from(index); i < near_to(statements, index); i++) {
        const struct statement *other = &statements->items[i];
        if (!derive_binds(other->act) || !(other->means & means) || !has_actor(other, actor))
            continue;
        for (size_t k = 0; k < other->recipients.count; k++) {
            if (only && !identity_same_party(only, &other->recipients.items[k]))
                return NULL;
            only = &other->recipients.items[k];
        }
    }
    return only;
}

/* Whether the title has the name of a party with this code, as any of the statements gives it. */
static bool is_in_title(const struct party_list *parties, struct text code, struct text title)
{
    for (size_t i = 0; i < parties->count; i++)
        if (text_equals(parties->items[i].code, code) && parties->items[i].text.length &&
            text_find(title, parties->items[i].text) < title.length)
            return true;
    return false;
}

static bool title_names(const struct statement_list *statements, struct text code, struct text title)
{
    for (size_t i = 0; i < statements->count; i++)
        if (is_in_title(&statements->items[i].recipients, code, title) || is_in_title(&statements->items[i].actors, code, title))
            return true;
    return false;
}

const struct party *identity_topic(const struct statement_list *statements, struct text title)
{
    const struct party *topic = NULL;
    for (size_t i = 0; i < statements->count; i++) {
        const struct party_list *recipients = &statements->items[i].recipients;
        for (size_t k = 0; k < recipients->count && derive_binds(statements->items[i].act); k++) {
            const struct party *one = &recipients->items[k];
            if (topic && one->code.length && !text_equals(topic->code, one->code))
                return NULL;
            if (one->code.length)
                topic = one;
        }
    }
    return topic && title_names(statements, topic->code, title) ? topic : NULL;
}

/* Words that stand for somebody whom only the article knows. */
static bool is_vague(const struct party *actor, struct arena *arena)
{
    static const char *const words[] = { "all", "another", "anyone", "both", "each", "few", "he", "i", "it", "many", "most", "one",
                                         "others",
                                         "she", "several", "some", "some of them", "somebody", "someone", "they", "those", "we",
                                         "who" };
    struct text folded = text_trim(utf8_fold(actor->text, arena));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!actor->code.length && text_is(folded, words[i]))
            return true;
    return false;
}

/* Where the parts of a statement's identities come from. */
struct origin {
    const struct identity_article *article;
    size_t index;
    const struct statement *thing;
    const struct party_list *recipients;
};

/* An empty text for the article where the actor is known by more than "some". */
static void add_identity(const struct origin *from, const struct party *actor, int means, const struct party *recipient,
                         struct arena *arena, struct identity_list *out)
{
    struct identity identity = { .actor = actor, .recipient = recipient, .means = means };
    const struct text parts[] = {
        party_key(actor, arena), is_vague(actor, arena) ? from->article->hash : TEXT(""),
        means >= 0 ? TEXT("means") : TEXT("words"),
        means >= 0 ? text_of(record_means_text(means)) : words_key(from->thing->object_text, arena), party_key(recipient, arena),
    };
    char hex[65];
    record_hash(parts, sizeof parts / sizeof *parts, hex);
    memcpy(identity.id, hex, 32);
    if (out->count < IDENTITIES_MOST && !identity_find(out, identity.id))
        ARENA_PUSH(arena, out, identity);
}

static void add_recipients(const struct origin *from, const struct party *actor, int means, struct arena *arena,
                           struct identity_list *out)
{
    const struct party *only = NULL, *topic = from->article->topic;
    for (size_t i = 0; i < from->recipients->count; i++)
        add_identity(from, actor, means, &from->recipients->items[i], arena, out);
    if (from->recipients->count)
        return;
    if (means >= 0)
        only = only_recipient(from->article->statements, from->index, actor, 1u << means);
    if (!only && topic && !identity_same_party(topic, actor))
        only = topic;
    add_identity(from, actor, means, only, arena, out);
}

/* "other" says less than the object's words. */
static void add_things(const struct origin *from, const struct party *actor, struct arena *arena, struct identity_list *out)
{
    uint32_t classes = from->thing->means & ~(1u << MEANS_OTHER);
    for (int means = 0; means < MEANS_COUNT; means++)
        if (classes & 1u << means)
            add_recipients(from, actor, means, arena, out);
    if (!classes)
        add_recipients(from, actor, from->thing->object_text.length ? -1 : MEANS_OTHER, arena, out);
}

void identity_of(const struct identity_article *article, size_t index, struct arena *arena, struct identity_list *out)
{
    const struct statement_list *statements = article->statements;
    const struct statement *statement = &statements->items[index], *thing = statement, *to = statement;
    if (!derive_binds(statement->act))
        return;
    if (!names_thing(statement) && !(thing = lender(statements, statement, names_thing, true)))
        return;
    if (!names_recipient(statement) && !(to = lender(statements, statement, names_recipient, false)))
        to = statement;
    struct origin from = { article, index, thing, &to->recipients };
    for (size_t i = 0; i < statement->actors.count; i++)
        add_things(&from, &statement->actors.items[i], arena, out);
}

const struct identity *identity_find(const struct identity_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}
