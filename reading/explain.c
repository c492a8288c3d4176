/* Why a sentence was read as it was: its tree, who is named in it, every entry tried and what became of it. */
#include "reading/explain.h"

#define SHOW(text) (int)(text).length, (text).at

static void write_tree(const struct view *view, struct buffer *out)
{
    buffer_add_string(out, "\ntree\n");
    for (int i = 0; i < view->count; i++) {
        const struct token *token = view_token(view, i);
        buffer_print(out, "  %3d  %-18.*s %-14.*s %-5s %-5.*s %-12s %d\n", i + 1, SHOW(token->form), SHOW(token->lemma),
                     language_upos_text((enum upos)token->upos), SHOW(token->xpos),
                     language_deprel_text((enum deprel)token->deprel), token->head + 1);
    }
}

static void write_mentions(const struct reading *reading, int sentence, struct buffer *out)
{
    int named = 0;
    for (size_t i = 0; i < reading->mentions.count; i++) {
        const struct mention *mention = &reading->mentions.items[i];
        if (mention->sentence != sentence)
            continue;
        if (!named++)
            buffer_add_string(out, "\nnamed\n");
        buffer_print(out, "  %3d  %.*s", mention->head + 1, SHOW(mention->text));
        if (mention->code.length)
            buffer_print(out, " [%.*s]", SHOW(mention->code));
        buffer_print(out, "%s%s", mention->is_public ? "" : ", not public", mention->is_modifier ? ", before a noun" : "");
        if (mention->file.length)
            buffer_print(out, ", lexicon/%.*s:%d", SHOW(mention->file), mention->line);
        buffer_add_char(out, '\n');
    }
    if (!named)
        buffer_add_string(out, "\nnamed: nobody\n");
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
    buffer_add_string(out, "\nentries tried\n");
    for (int i = 0; i < view->count; i++) {
        const struct word *words[2] = { view->lemma[i], view->form[i] != view->lemma[i] ? view->form[i] : NULL };
        for (int w = 0; w < 2; w++)
            for (size_t e = 0; words[w] && e < words[w]->entry_count; e++)
                write_attempt(reading, view, words[w]->entries[e].entry, i, out);
    }
}

/* The chosen candidate of the same group, or NULL. */
static const struct candidate *winner_of(const struct candidate_list *list, const struct candidate *loser)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].sentence == loser->sentence && list->items[i].group == loser->group && list->items[i].chosen)
            return &list->items[i];
    return NULL;
}

/* Why the statement is given or left out, where its confidence alone does not tell. */
static void write_verdict(const struct candidate_list *list, const struct candidate *candidate, int threshold, struct buffer *out)
{
    bool unlikely = candidate->statement.confidence < threshold;
    const struct candidate *winner = candidate->chosen ? NULL : winner_of(list, candidate);
    if (candidate->chosen)
        buffer_add_string(out, unlikely ? ": unlikely, given since so short a text tells nothing likelier" : ": given");
    else if (unlikely)
        buffer_print(out, ": too unlikely, left out (from %d on it would be given)", threshold);
    else if (winner)
        buffer_print(out, ": left out, %s is likelier here", record_act_text(winner->statement.act));
    else
        buffer_add_string(out, ": left out, another statement speaks of it or tells the same");
    buffer_add_char(out, '\n');
}

static void write_candidate(const struct reading *reading, const struct candidate_list *list, struct candidate *candidate,
                            int most, struct buffer *out)
{
    const struct statement *statement = &candidate->statement;
    if (!candidate->chosen)
        read_complete(reading, candidate);
    buffer_print(out, "  %s ‘%.*s’, confidence %d of 1000", record_act_text(statement->act), SHOW(statement->trigger_text),
                 statement->confidence);
    write_verdict(list, candidate, reading->lexicon->confidence.threshold, out);
    for (size_t i = 0; i < statement->evidence.count; i++) {
        const struct evidence *evidence = &statement->evidence.items[i];
        buffer_print(out, "      %s: %.*s", evidence->field, SHOW(evidence->because));
        if (evidence->file.length)
            buffer_print(out, ", lexicon/%.*s:%d", SHOW(evidence->file), evidence->line);
        buffer_add_char(out, '\n');
    }
    explain_signs(reading, candidate, most, 6, out);
}

/* How many candidates of the same sentence are likelier, or as likely and stand before it. */
static int rank_of(const struct candidate_list *list, size_t at)
{
    int rank = 0;
    const struct candidate *own = &list->items[at];
    for (size_t i = 0; i < list->count; i++) {
        int by = list->items[i].statement.confidence - own->statement.confidence;
        rank += list->items[i].sentence == own->sentence && (by > 0 || (!by && i < at));
    }
    return rank;
}

static void write_candidates(const struct reading *reading, struct candidate_list *list, int sentence, bool everything,
                             struct buffer *out)
{
    enum { LIKELIEST = 4, SIGNS = 4 };
    int shown = 0, left_out = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct candidate *candidate = &list->items[i];
        if (candidate->sentence != sentence)
            continue;
        if (!everything && !candidate->chosen && rank_of(list, i) >= LIKELIEST) {
            left_out++;
            continue;
        }
        if (!shown++)
            buffer_add_string(out, "\nweighed, with what spoke most for it and against it (hundredths of a logit,\n"
                                   "lexicon/confidence.txt, where [its name] stands)\n");
        write_candidate(reading, list, candidate, everything ? CONFIDENCE_FEATURES : SIGNS, out);
    }
    if (left_out)
        buffer_print(out, "  and %d less likely (--everything)\n", left_out);
}

static void write_given(const struct candidate_list *list, int sentence, struct buffer *out)
{
    int given = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].sentence == sentence && list->items[i].chosen)
            buffer_print(out, "%s %s", given++ ? "," : "read:", record_act_text(list->items[i].statement.act));
    buffer_add_string(out, given ? "\n" : "read: nothing\n");
}

void reading_explain(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                     int sentence, bool everything, struct arena *arena, struct buffer *out)
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
    write_given(&candidates, sentence, out);
    write_mentions(&reading, sentence, out);
    write_candidates(&reading, &candidates, sentence, everything, out);
    explain_words(&reading, view, &candidates, out);
    if (!everything)
        return;
    write_tree(view, out);
    write_attempts(&reading, view, out);
}

/* The candidate that became the statement; NULL. */
static const struct candidate *candidate_of(const struct candidate_list *list, const struct statement *statement)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct statement *own = &list->items[i].statement;
        if (list->items[i].chosen && own->act == statement->act && own->in_title == statement->in_title &&
            own->trigger.from_byte == statement->trigger.from_byte && own->trigger.to_byte == statement->trigger.to_byte)
            return &list->items[i];
    }
    return NULL;
}

void reading_explain_confidence(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                                const struct statement *statement, struct arena *arena, struct buffer *out)
{
    enum { SIGNS = 6 };
    struct reading reading;
    struct candidate_list candidates = { 0 };
    read_prepare(&reading, lexicon, article, document, arena);
    read_candidates(&reading, &candidates);
    const struct candidate *candidate = candidate_of(&candidates, statement);
    if (candidate)
        explain_signs(&reading, candidate, SIGNS, 2, out);
}
