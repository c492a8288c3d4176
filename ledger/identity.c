/* Which commitments a statement belongs to: one for each of its actors, things and recipients. */
#include <string.h>

#include "ledger/derive.h"
#include "ledger/lend.h"
#include "ledger/things.h"

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
    struct text addition, amount; /* labels of things.h */
};

/* What is promised: a class of means and a kind within it. */
struct thing {
    int means; /* -1: the object's words stand for it */
    int kind;  /* -1: the class as a whole */
    uint64_t kinds;
};

/* Allies are called after whom they help: "Kyiv's allies" and "Ukraine's allies" are one group where the recipient is the same.
 * Words for states are one word. */
static struct text group_key(struct text name, struct arena *arena)
{
    static const char *const states[] = { " nations", " states", " governments" };
    struct text key = words_key(name, arena), rest = key, first = text_cut(&rest, ' ');
    if ((text_ends(first, TEXT("'s")) || text_ends(first, TEXT("s'"))) && rest.length)
        key = rest;
    size_t of = text_find(key, TEXT("s of "));
    if (of < key.length)
        key = text_slice(key, 0, of + 1);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_ends(key, text_of(states[i])))
            return arena_print(arena, "%.*s countries", (int)(key.length - strlen(states[i])), key.at);
    return key;
}

static struct text actor_key(const struct party *actor, const struct party *recipient, struct arena *arena)
{
    if (actor->code.length || !recipient)
        return party_key(actor, arena);
    struct text key = group_key(actor->text, arena);
    return arena_print(arena, "n%.*s", (int)key.length, key.at);
}

/* The parts of a name's hash; those at the end are there only where there is something to tell apart. */
static void set_name(const struct origin *from, const struct identity *identity, int kind, struct text label, char name[33],
                     struct arena *arena)
{
    const struct party *actor = identity->actor;
    struct text parts[7] = {
        actor_key(actor, identity->recipient, arena), is_vague(actor, arena) ? from->article->hash : TEXT(""),
        identity->means >= 0 ? TEXT("means") : TEXT("words"),
        identity->means >= 0 ? text_of(record_means_text((enum means)identity->means)) : words_key(from->thing->object_text, arena),
        party_key(identity->recipient, arena),
    };
    size_t count = 5;
    if (kind >= 0 || label.length)
        parts[count++] = kind >= 0 ? text_of(things_kind_text((enum kind)kind)) : TEXT("");
    if (label.length)
        parts[count++] = label;
    char hex[65];
    record_hash(parts, count, hex);
    memcpy(name, hex, 32);
    name[32] = 0;
}

static void set_names(const struct origin *from, const struct identity *identity, int kind, struct identity_names *names,
                      struct arena *arena)
{
    struct text label = from->addition.length ? from->addition : from->amount;
    set_name(from, identity, kind, TEXT(""), names->plain, arena);
    if (label.length)
        set_name(from, identity, kind, label, names->added, arena);
}

static void add_identity(const struct origin *from, const struct party *actor, struct thing thing, const struct party *recipient,
                         struct arena *arena, struct identity_list *out)
{
    struct identity identity = { .actor = actor, .recipient = recipient, .means = thing.means, .addition = from->addition,
                                 .kind = thing.kind, .kinds = thing.kinds };
    set_names(from, &identity, -1, &identity.whole, arena);
    if (thing.kind >= 0)
        set_names(from, &identity, thing.kind, &identity.own, arena);
    memcpy(identity.id, thing.kind >= 0 ? identity.own.plain : identity.whole.plain, sizeof identity.id);
    if (out->count < IDENTITIES_MOST && !identity_find(out, identity.id))
        ARENA_PUSH(arena, out, identity);
}

static void add_recipients(const struct origin *from, const struct party *actor, struct thing thing, struct arena *arena,
                           struct identity_list *out)
{
    for (size_t i = 0; i < from->recipients->count; i++)
        add_identity(from, actor, thing, &from->recipients->items[i], arena, out);
    if (!from->recipients->count)
        add_identity(from, actor, thing, lend_recipient(from->article, from->index, actor, thing.means), arena, out);
}

/* A class of means as the kinds of it that the object names, or as a whole. */
static void add_kinds(const struct origin *from, const struct party *actor, int means, struct arena *arena,
                      struct identity_list *out)
{
    uint64_t kinds = things_kinds(from->thing->object_text, 1u << means);
    if (!kinds)
        kinds = lend_kind(from->article, (size_t)(from->thing - from->article->statements->items), actor, means);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kinds & (uint64_t)1 << kind)
            add_recipients(from, actor, (struct thing){ (int)things_home((enum kind)kind, (enum means)means), kind, kinds }, arena,
                           out);
    if (!kinds)
        add_recipients(from, actor, (struct thing){ means, -1, 0 }, arena, out);
}

/* "other" says less than the object's words. */
static void add_things(const struct origin *from, const struct party *actor, struct arena *arena, struct identity_list *out)
{
    uint32_t classes = from->thing->means & ~(1u << MEANS_OTHER);
    if (!classes)
        classes = things_class(from->thing->object_text);
    for (int means = 0; means < MEANS_COUNT; means++)
        if (classes & 1u << means)
            add_kinds(from, actor, means, arena, out);
    if (!classes)
        add_recipients(from, actor, (struct thing){ from->thing->object_text.length ? -1 : MEANS_OTHER, -1, 0 }, arena, out);
}

struct identity_article identity_article(const struct statement_list *statements, struct text title, struct text hash,
                                         struct arena *arena)
{
    uint64_t *kinds = arena_take(arena, (statements->count + 1) * sizeof *kinds);
    for (size_t i = 0; i < statements->count; i++)
        if (derive_binds(statements->items[i].act))
            kinds[i] = things_kinds(statements->items[i].object_text, statements->items[i].means);
    return (struct identity_article){ statements, hash, lend_topic(statements, title), kinds };
}

static bool is_addition(const struct statement *statement)
{
    struct arena arena = { 0 };
    bool is = derive_binds(statement->act) && things_addition(statement->object_text, statement->amount_text, &arena).length > 0;
    arena_release(&arena);
    return is;
}

void identity_of(const struct identity_article *article, size_t index, struct arena *arena, struct identity_list *out)
{
    const struct statement_list *statements = article->statements;
    const struct statement *statement = &statements->items[index], *thing = statement, *to = statement, *added = statement;
    if (!derive_binds(statement->act))
        return;
    if (!lend_names_thing(statement) && !(thing = lend_statement(statements, statement, lend_names_thing, true)))
        return;
    if (!lend_names_recipient(statement) && !(to = lend_statement(statements, statement, lend_names_recipient, false)))
        to = statement;
    if (!is_addition(statement) && !(added = lend_statement(statements, statement, is_addition, true)))
        added = statement;
    struct origin from = { article, index, thing, &to->recipients,
                           things_addition(added->object_text, added->amount_text, arena),
                           things_amount(statement->object_text, statement->amount_text, arena) };
    struct party_list actors = lend_actors(article, index, arena);
    for (size_t i = 0; i < actors.count; i++)
        add_things(&from, &actors.items[i], arena, out);
}

const struct identity *identity_find(const struct identity_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}
