/* Why a sentence was read as it was: its tree, who is named in it, every entry tried and what became of it. */
#include "reading/read.h"

#define SHOW(text) (int)(text).length, (text).at

static void write_tree(const struct view *view, struct buffer *out)
{
    buffer_add_string(out, "tree\n");
    for (int i = 0; i < view->count; i++) {
        const struct token *token = view_token(view, i);
        buffer_print(out, "  %3d  %-18.*s %-14.*s %-5s %-5.*s %-12s %d\n", i + 1, SHOW(token->form), SHOW(token->lemma),
                     language_upos_text((enum upos)token->upos), SHOW(token->xpos),
                     language_deprel_text((enum deprel)token->deprel), token->head + 1);
    }
}

static void write_mentions(const struct reading *reading, int sentence, struct buffer *out)
{
    buffer_add_string(out, "named\n");
    for (size_t i = 0; i < reading->mentions.count; i++) {
        const struct mention *mention = &reading->mentions.items[i];
        if (mention->sentence != sentence)
            continue;
        buffer_print(out, "  %3d  %.*s [%.*s]%s%s", mention->head + 1, SHOW(mention->text), SHOW(mention->code),
                     mention->is_public ? "" : ", not public", mention->is_modifier ? ", before a noun" : "");
        if (mention->file.length)
            buffer_print(out, ", %.*s:%d", SHOW(mention->file), mention->line);
        buffer_add_char(out, '\n');
    }
}

static void write_attempt(const struct reading *reading, const struct view *view, const struct entry *entry, int token,
                          struct buffer *out)
{
    struct frame frame;
    const char *why = "matched";
    bool matched = frames_match(&reading->reader, view, entry, token, &frame, &why);
    const char *act = entry->act == ACTS_NONE ? "no act" : record_act_text((enum act)entry->act);
    buffer_print(out, "  %3d  %-9s %-7s %.*s, %.*s:%d: %s\n", token + 1, act, acts_kind_text(entry->kind), SHOW(entry->words),
                 SHOW(entry->file), entry->line, matched ? frame.loose ? "matched loosely" : "matched" : why);
}

/* Entries of another kind of word than the token's are many and say nothing, and are left out. */
static void write_attempts(const struct reading *reading, const struct view *view, struct buffer *out)
{
    buffer_add_string(out, "entries tried\n");
    for (int i = 0; i < view->count; i++) {
        const struct word *words[2] = { view->lemma[i], view->form[i] != view->lemma[i] ? view->form[i] : NULL };
        for (int w = 0; w < 2; w++)
            for (size_t e = 0; words[w] && e < words[w]->entries.count; e++)
                write_attempt(reading, view, words[w]->entries.items[e].entry, i, out);
    }
}

/* Why the statement is given or left out, where its confidence alone does not tell. */
static const char *verdict(const struct candidate *candidate, int threshold)
{
    bool unlikely = candidate->statement.confidence < threshold;
    if (candidate->chosen)
        return unlikely ? ": unlikely, given since so short a text tells nothing likelier" : "";
    return unlikely ? ": too unlikely, left out" : ": another act is likelier here";
}

static void write_candidate(const struct reading *reading, struct candidate *candidate, struct buffer *out)
{
    const struct statement *statement = &candidate->statement;
    if (!candidate->chosen)
        read_complete(reading, candidate);
    const struct confidence *confidence = &reading->lexicon->confidence;
    buffer_print(out, "  %s ‘%.*s’, confidence %d of 1000%s\n", record_act_text(statement->act), SHOW(statement->trigger_text),
                 statement->confidence, verdict(candidate, confidence->threshold));
    for (size_t i = 0; i < statement->evidence.count; i++) {
        const struct evidence *evidence = &statement->evidence.items[i];
        buffer_print(out, "      %s: %.*s", evidence->field, SHOW(evidence->because));
        if (evidence->file.length)
            buffer_print(out, ", %.*s:%d", SHOW(evidence->file), evidence->line);
        buffer_add_char(out, '\n');
    }
    for (int i = 0; i < candidate->features->count; i++) {
        int weight = confidence_weight(confidence, candidate->features->hashes[i]);
        if (weight > 20 || weight < -20)
            buffer_print(out, "      %+5d %.*s\n", weight, SHOW(candidate->features->names[i]));
    }
}

void reading_explain(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                     int sentence, struct arena *arena, struct buffer *out)
{
    struct reading reading;
    struct candidate_list candidates = { 0 };
    if (sentence < 0 || sentence >= document->sentence_count)
        return;
    read_prepare(&reading, lexicon, article, document, arena);
    read_candidates(&reading, &candidates);
    const struct view *view = &reading.views[sentence];
    struct text words = fields_text(view, (struct range){ 0, view->count });
    buffer_print(out, "sentence %d: %.*s\n", sentence + 1, SHOW(words));
    write_tree(view, out);
    write_mentions(&reading, sentence, out);
    write_attempts(&reading, view, out);
    buffer_add_string(out, "statements\n");
    for (size_t i = 0; i < candidates.count; i++)
        if (candidates.items[i].sentence == sentence)
            write_candidate(&reading, &candidates.items[i], out);
}
