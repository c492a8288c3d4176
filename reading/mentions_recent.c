/* What was named lately: a ring of notes beside the table, where pronouns and bare titles look for whom they mean. */
#include "reading/mentions_inner.h"

const struct note *recent_at(const struct finder *finder, int back)
{
    if (back >= finder->recent_count || back >= RECENT)
        return NULL;
    return &finder->recent[(finder->recent_count - 1 - back) % RECENT];
}

/* "A Chad-led coalition", "a Mali-backed bill": the name is part of an adjective. */
static bool is_joined(const struct finder *finder, int after)
{
    return after + 1 < finder->sentence->token_count && text_is(finder->sentence->tokens[after].form, "-");
}

void recent_add(struct finder *finder, const struct mention *mention, int mention_number, const struct found *found)
{
    if (found->is_pronoun && mention->entity < 0 && !mention->text.length)
        return;
    finder->recent[finder->recent_count++ % RECENT] = (struct note){
        .mention = mention_number, .entity = mention->entity, .sentence = mention->sentence, .token = mention->head,
        .paragraph = finder->sentence->is_title ? -1 : finder->sentence->paragraph, .kind = mention->kind, .gender = found->gender,
        .deprel = finder->sentence->tokens[mention->head].deprel, .plural = found->plural, .is_person = found->is_person,
        .is_quoted = finder->quoted[mention->head], .is_modifier = mention->is_modifier || is_joined(finder, mention->to),
        .is_public = mention->is_public };
}

const struct list_note *recent_list_at(const struct finder *finder, int back)
{
    if (back >= finder->list_count || back >= RECENT_LISTS)
        return NULL;
    return &finder->lists[(finder->list_count - 1 - back) % RECENT_LISTS];
}

static bool may_begin_list(const struct finder *finder, const struct mention *mention)
{
    if (mention->sentence != finder->index || mention->is_modifier || mention->is_pronoun || !mention->is_public)
        return false;
    if (mention->member_count > 1)
        return true;
    struct text next = mention->to < finder->sentence->token_count ? finder->sentence->tokens[mention->to].form
        : (struct text){ 0 };
    return text_is(next, ",") || text_is(next, "and");
}

static bool all_coded(const struct party_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].code.length)
            return false;
    return list->count >= 2;
}

void recent_lists(struct finder *finder)
{
    const struct mention_table *table = finder->out;
    size_t first = table->count, skip_to = 0;
    while (first > 0 && table->items[first - 1].sentence == finder->index)
        first--;
    for (size_t i = first; i < table->count; i++) {
        const struct mention *mention = &table->items[i];
        struct party_list list = { 0 };
        if (mention->span.from_byte < skip_to || !may_begin_list(finder, mention))
            continue;
        mentions_parties(table, finder->document, finder->index, mention->head, finder->arena, &list);
        if (!all_coded(&list))
            continue;
        uint8_t deprel = finder->sentence->tokens[mention->head].deprel;
        finder->lists[finder->list_count++ % RECENT_LISTS] = (struct list_note){
            .parties = list, .sentence = finder->index, .is_quoted = finder->quoted[mention->head],
            .is_subject = deprel == DEPREL_NSUBJ || deprel == DEPREL_NSUBJ_PASS };
        skip_to = list.items[list.count - 1].span.to_byte; /* the rest of a list begins none */
    }
}
