/* What was named lately: a ring of notes beside the table, where pronouns and bare titles look for whom they mean. */
#include "reading/mentions_inner.h"

const struct note *recent_at(const struct finder *finder, int back)
{
    if (back >= finder->recent_count || back >= RECENT)
        return NULL;
    return &finder->recent[(finder->recent_count - 1 - back) % RECENT];
}

void recent_add(struct finder *finder, const struct mention *mention, int mention_number, const struct found *found)
{
    if (found->is_pronoun && mention->entity < 0 && !mention->text.length)
        return;
    finder->recent[finder->recent_count++ % RECENT] = (struct note){
        .mention = mention_number, .entity = mention->entity, .sentence = mention->sentence, .token = mention->head,
        .paragraph = finder->sentence->is_title ? -1 : finder->sentence->paragraph, .kind = mention->kind, .gender = found->gender,
        .deprel = finder->sentence->tokens[mention->head].deprel, .plural = found->plural, .is_person = found->is_person,
        .is_quoted = finder->quoted[mention->head], .is_modifier = mention->is_modifier, .is_public = mention->is_public };
}
