/* Details of a statement, read off by the details of the lexicon, and what gave each field. */
#include "reading/fields.h"

void fields_evidence(const struct reading *reading, struct statement *out, const char *field, struct text file, int line,
                     struct text because, struct span span)
{
    ARENA_PUSH(reading->arena, &out->evidence, (struct evidence){ field, file, line, because, span });
}

static void keep(const struct reading *reading, const struct view *view, const char *field, const struct detail *detail,
                 struct span *span, struct text *text, struct statement *out)
{
    struct range words = { detail->from, detail->to };
    if (!detail->found)
        return;
    *span = fields_span(view, words);
    *text = fields_text(view, words);
    fields_evidence(reading, out, field, detail->file, detail->line, *text, *span);
}

static bool has_means(uint16_t act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_DECLINE || act == ACT_WITHDRAW || act == ACT_AID || act == ACT_AGREE
        || act == ACT_REQUEST || act == ACT_REJECT || act == ACT_THREATEN || act == ACT_SANCTION || act == ACT_MOBILIZE;
}

static struct site site_of(const struct view *view, const struct frame *frame, int object, struct range words)
{
    return (struct site){ view->document, view->sentence, view->index, frame->head, object, words.from, words.to,
                          (enum act)frame->act };
}

void fields_status(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                   struct range words, struct statement *out)
{
    struct site site = site_of(view, frame, object, words);
    struct detail why = { 0 };
    out->status = details_status(reading->details, &site, &why);
    if (why.found)
        fields_evidence(reading, out, "status", why.file, why.line, fields_text(view, (struct range){ why.from, why.to }),
                        fields_span(view, (struct range){ why.from, why.to }));
    bool refusal = frame->entry->if_negated || frame->act != frame->entry->act || frame->entry->kind == ENTRY_IMPERATIVE;
    if (refusal && out->status == STATUS_NEGATED)
        out->status = STATUS_ACTUAL;
}

void fields_details(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                    struct range words, struct statement *out)
{
    const struct detail_lexicon *lexicon = reading->details;
    struct site site = site_of(view, frame, object, words);
    struct detail condition = details_condition(lexicon, &site), when = details_when(lexicon, &site);
    struct detail amount = details_amount(lexicon, &site);
    out->has_condition = condition.found;
    out->condition = (enum condition)condition.value;
    keep(reading, view, "condition", &condition, &out->condition_span, &out->condition_text, out);
    keep(reading, view, "when", &when, &out->when, &out->when_text, out);
    keep(reading, view, "amount", &amount, &out->amount, &out->amount_text, out);
}

void fields_contents(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                     struct range words, struct statement *out)
{
    const struct detail_lexicon *lexicon = reading->details;
    struct site site = site_of(view, frame, object, words);
    struct detail why = { 0 }, caveat = details_caveat(lexicon, &site);
    if (has_means(frame->act))
        out->means = details_means(lexicon, &site, &why);
    if (why.found)
        fields_evidence(reading, out, "means", why.file, why.line, fields_text(view, (struct range){ why.from, why.to }),
                        fields_span(view, (struct range){ why.from, why.to }));
    keep(reading, view, "caveat", &caveat, &out->caveat, &out->caveat_text, out);
}
