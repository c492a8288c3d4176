/* What a statement leaves out, and what the rest of its article tells of it. */
#include "ledger/amount.h"
#include "ledger/derive.h"
#include "ledger/lend.h"
#include "ledger/things.h"

bool lend_names_thing(const struct statement *statement)
{
    return statement->means || statement->object_text.length;
}

bool lend_names_recipient(const struct statement *statement)
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
const struct statement *lend_statement(const struct statement_list *statements, const struct statement *of,
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

static bool has_party(const struct party_list *list, const struct party *party)
{
    for (size_t i = 0; i < list->count; i++)
        if (identity_same_party(&list->items[i], party))
            return true;
    return false;
}

/* Puts `one` where nobody stood; false where somebody else did. */
static bool is_only(const struct party **only, const struct party *one)
{
    if (*only && !identity_same_party(*only, one))
        return false;
    *only = one;
    return true;
}

static const uint32_t any_means = ~0u;

/* The one recipient that the article names for these means: of this actor, or of anybody where `actor` is NULL; NULL where it
 * names none, or several. */
static const struct party *only_recipient(const struct statement_list *statements, size_t index, const struct party *actor,
                                          uint32_t means)
{
    const struct party *only = NULL;
    for (size_t i = near_from(index); i < near_to(statements, index); i++) {
        const struct statement *other = &statements->items[i];
        if (!derive_binds(other->act) || !(other->means & means) || (actor && !has_party(&other->actors, actor)))
            continue;
        for (size_t k = 0; k < other->recipients.count; k++)
            if (!is_only(&only, &other->recipients.items[k]))
                return NULL;
    }
    return only;
}

/* The one who binds itself towards this actor on the same means: "Hamas will free ten hostages for Israel; Israel offered …" */
static const struct party *counterpart(const struct statement_list *statements, size_t index, const struct party *actor,
                                       uint32_t means)
{
    const struct party *only = NULL;
    for (size_t i = near_from(index); i < near_to(statements, index); i++) {
        const struct statement *other = &statements->items[i];
        if (!derive_binds(other->act) || !(other->means & means) || !has_party(&other->recipients, actor))
            continue;
        for (size_t k = 0; k < other->actors.count; k++)
            if (!is_only(&only, &other->actors.items[k]))
                return NULL;
    }
    return only;
}

const struct party *lend_recipient(const struct identity_article *article, size_t index, const struct party *actor, int means)
{
    uint32_t classes = means >= 0 ? 1u << means : 0;
    const struct party *only = only_recipient(article->statements, index, actor, classes);
    if (!only && article->topic && !identity_same_party(article->topic, actor))
        only = article->topic;
    if (!only)
        only = only_recipient(article->statements, index, actor, any_means);
    if (!only)
        only = counterpart(article->statements, index, actor, classes);
    if (!only)
        only = only_recipient(article->statements, index, NULL, classes);
    return only && identity_same_party(only, actor) ? NULL : only;
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

const struct party *lend_topic(const struct statement_list *statements, struct text title)
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

/* Kinds of the other statements on this class: of this actor, or of anybody where `actor` is NULL. */
static uint64_t kinds_near(const struct identity_article *article, size_t index, const struct party *actor, int means)
{
    uint64_t kinds = 0;
    for (size_t i = near_from(index); i < near_to(article->statements, index); i++) {
        const struct statement *other = &article->statements->items[i];
        if (!article->kinds[i] || (actor && !has_party(&other->actors, actor)))
            continue;
        for (int kind = 0; kind < KIND_COUNT; kind++)
            if (article->kinds[i] & (uint64_t)1 << kind && things_is_of((enum kind)kind, (enum means)means))
                kinds |= (uint64_t)1 << kind;
    }
    return kinds;
}

static bool is_one(uint64_t kinds)
{
    return kinds && !(kinds & (kinds - 1));
}

uint64_t lend_kind(const struct identity_article *article, size_t index, const struct party *actor, int means)
{
    if (!things_is_pointer(article->statements->items[index].object_text))
        return 0;
    uint64_t own = kinds_near(article, index, actor, means), any = own ? own : kinds_near(article, index, NULL, means);
    return is_one(any) ? any : 0;
}

/* "The two countries", "both", "all three": how many; 0 for anything else. */
static size_t counted(const struct party *group, struct arena *arena)
{
    static const char *const nouns[] = { "countries", "nations", "states", "governments", "sides", "parties", "neighbours",
                                         "neighbors",
                                         "capitals", "leaders", "ministers", "presidents", "powers", "allies", "partners" };
    struct text words = group->code.length ? TEXT("") : utf8_fold(group->text, arena);
    struct amount amount = amount_of(words);
    bool has_noun = text_is(words, "both");
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        has_noun |= text_ends(words, text_of(nouns[i]));
    bool is_known = text_starts(words, TEXT("the ")) || text_starts(words, TEXT("both")) || text_starts(words, TEXT("all "));
    return has_noun && is_known && amount.is_number && amount.thousandths <= 9000 ? (size_t)(amount.thousandths / 1000) : 0;
}

static bool all_are_coded(const struct party_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].code.length)
            return false;
    return true;
}

static void add_parties(const struct party_list *from, struct arena *arena, struct party_list *out)
{
    for (size_t i = 0; i < from->count; i++)
        if (from->items[i].code.length && !has_party(out, &from->items[i]))
            ARENA_PUSH(arena, out, from->items[i]);
}

/* Those of whom a group of `count` was said before: the actors of one statement, or its actors and recipients together. */
static bool is_group(const struct statement *statement, size_t count, struct arena *arena, struct party_list *out)
{
    *out = (struct party_list){ 0 };
    if (!all_are_coded(&statement->actors))
        return false;
    add_parties(&statement->actors, arena, out);
    if (out->count == count)
        return true;
    add_parties(&statement->recipients, arena, out);
    return out->count == count && all_are_coded(&statement->recipients);
}

struct party_list lend_actors(const struct identity_article *article, size_t index, struct arena *arena)
{
    const struct statement *statement = &article->statements->items[index];
    struct party_list out;
    size_t count = statement->actors.count == 1 ? counted(&statement->actors.items[0], arena) : 0;
    if (count < 2)
        return statement->actors;
    for (size_t i = index; i > near_from(index); i--)
        if (is_group(&article->statements->items[i - 1], count, arena, &out))
            return out;
    for (size_t i = index + 1; i < near_to(article->statements, index); i++)
        if (is_group(&article->statements->items[i], count, arena, &out))
            return out;
    return statement->actors;
}
