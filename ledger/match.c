/* Which statements of two readings of one article are the same, and what differs between them. */
#include "ledger/match.h"

#include <string.h>

typedef bool (*alike_fn)(const struct statement *a, const struct statement *b);

static bool is_same_span(struct span a, struct span b)
{
    return a.from_byte == b.from_byte && a.to_byte == b.to_byte;
}

static bool is_of_sentence(const struct statement *a, const struct statement *b)
{
    return a->in_title == b->in_title && is_same_span(a->sentence, b->sentence);
}

static bool has_id(const struct statement *a, const struct statement *b)
{
    return strcmp(a->id, b->id) == 0;
}

static bool has_trigger(const struct statement *a, const struct statement *b)
{
    return a->in_title == b->in_title && a->trigger.from_byte < a->trigger.to_byte && is_same_span(a->trigger, b->trigger);
}

static bool has_part_of_trigger(const struct statement *a, const struct statement *b)
{
    return a->in_title == b->in_title && a->trigger.from_byte < b->trigger.to_byte && b->trigger.from_byte < a->trigger.to_byte;
}

static bool has_act(const struct statement *a, const struct statement *b)
{
    return is_of_sentence(a, b) && a->act == b->act;
}

/* The first that is left is the nearest: both are in the order of the text. */
static void pair(struct match *match, alike_fn is_alike)
{
    for (size_t i = 0; i < match->before->count; i++)
        for (size_t k = 0; k < match->after->count && !match->to[i]; k++)
            if (!match->from[k] && is_alike(&match->before->items[i], &match->after->items[k])) {
                match->to[i] = (int)k + 1;
                match->from[k] = (int)i + 1;
            }
}

/* How many of a list are of the statement's sentence and have no partner. */
static size_t left_of(const struct statement_list *list, const int *partners, const struct statement *statement)
{
    size_t left = 0;
    for (size_t i = 0; i < list->count; i++)
        left += !partners[i] && is_of_sentence(&list->items[i], statement);
    return left;
}

static void pair_last(struct match *match)
{
    for (size_t i = 0; i < match->before->count; i++) {
        const struct statement *statement = &match->before->items[i];
        if (match->to[i] || left_of(match->before, match->to, statement) != 1 || left_of(match->after, match->from, statement) != 1)
            continue;
        for (size_t k = 0; k < match->after->count; k++)
            if (!match->from[k] && is_of_sentence(statement, &match->after->items[k])) {
                match->to[i] = (int)k + 1;
                match->from[k] = (int)i + 1;
            }
    }
}

struct match match_statements(const struct statement_list *before, const struct statement_list *after, struct arena *arena)
{
    static const alike_fn rules[] = { has_id, has_trigger, has_part_of_trigger, has_act };
    struct match match = { before, after, arena_take(arena, (before->count + 1) * sizeof *match.to),
                           arena_take(arena, (after->count + 1) * sizeof *match.from) };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        pair(&match, rules[i]);
    pair_last(&match);
    return match;
}

static bool is_same_party(const struct party *a, const struct party *b)
{
    return text_equals(a->text, b->text) && text_equals(a->code, b->code) && is_same_span(a->span, b->span);
}

static bool has_places(const struct party_list *a, const struct party_list *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!is_same_party(&a->items[i], &b->items[i]))
            return false;
    return a->count == b->count;
}

static bool stands_there(const struct statement *a, const struct statement *b)
{
    return is_of_sentence(a, b) && text_equals(a->sentence_text, b->sentence_text) && is_same_span(a->trigger, b->trigger) &&
           is_same_span(a->object, b->object) && is_same_span(a->condition_span, b->condition_span) &&
           is_same_span(a->caveat, b->caveat) && is_same_span(a->when, b->when) && is_same_span(a->amount, b->amount) &&
           has_places(&a->actors, &b->actors) && has_places(&a->recipients, &b->recipients) &&
           is_same_party(&a->speaker, &b->speaker);
}

static bool has_links(const struct match *match, const struct statement *before, const struct statement *after)
{
    for (size_t i = 0; i < before->links.count && i < after->links.count; i++)
        if (before->links.items[i].kind != after->links.items[i].kind ||
            match->to[before->links.items[i].to - 1] != after->links.items[i].to)
            return false;
    return before->links.count == after->links.count;
}

/* "restates 5f0e1b22; disputes 7a3fb371" */
static struct text links_value(const struct statement_list *list, const struct statement *statement, struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < statement->links.count; i++)
        all = arena_print(arena, "%.*s%s%s %.8s", (int)all.length, all.at, i ? "; " : "",
                          record_link_text(statement->links.items[i].kind), list->items[statement->links.items[i].to - 1].id);
    return all;
}

static void add(struct ledger_changed_field *fields, size_t *count, const char *name, struct text before, struct text after)
{
    fields[(*count)++] = (struct ledger_changed_field){ name, before, after };
}

size_t match_fields(const struct match *match, size_t place, struct arena *arena, struct ledger_changed_field fields[MATCH_FIELDS])
{
    const struct statement *before = &match->before->items[place], *after = &match->after->items[match->to[place] - 1];
    size_t count = 0;
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        struct text was = ledger_review_field_value(before, (enum ledger_review_field)i, arena);
        struct text is = ledger_review_field_value(after, (enum ledger_review_field)i, arena);
        if (!text_equals(was, is))
            add(fields, &count, ledger_review_field_text((enum ledger_review_field)i), was, is);
    }
    if (!text_equals(before->trigger_text, after->trigger_text))
        add(fields, &count, "trigger", before->trigger_text, after->trigger_text);
    if (!has_links(match, before, after))
        add(fields, &count, "links", links_value(match->before, before, arena), links_value(match->after, after, arena));
    if (!count && !stands_there(before, after))
        add(fields, &count, "places", before->sentence_text, after->sentence_text);
    return count;
}

bool match_is_same(const struct match *match, size_t place)
{
    struct arena arena = { 0 };
    struct ledger_changed_field fields[MATCH_FIELDS];
    bool is_same = match->to[place] && !match_fields(match, place, &arena, fields);
    arena_release(&arena);
    return is_same;
}
