/* The attributions of an article as records: token ranges become bytes of the text, sources get their codes. */
#include "reading/read.h"

struct maker {
    const struct document *document;
    const struct mention_table *mentions;
    struct arena *arena;
};

/* Stretches that touch but for blanks become one span, so that words over several sentences are one piece. */
static void add_span(struct arena *arena, struct text side, struct span span, struct span **items, size_t *count, size_t *room)
{
    struct span *last = *count ? &(*items)[*count - 1] : NULL;
    if (last && last->to_byte <= span.from_byte && !text_trim(text_slice(side, last->to_byte, span.from_byte)).length) {
        last->to_byte = span.to_byte;
        return;
    }
    *items = arena_grow(arena, *items, *count, room, sizeof **items);
    (*items)[(*count)++] = span;
}

#define ADD_SPANS(maker, list, out)                                                                                           \
    for (size_t at = 0; at < (list)->count; at++) {                                                                           \
        struct span span;                                                                                                     \
        if (span_of((maker), &(list)->items[at], in_title, &span))                                                            \
            add_span((maker)->arena, side, span, &(out)->items, &(out)->count, &(out)->room);                                 \
    }

/* False for an empty stretch, or one of the other side: title and text do not mix in a record. */
static bool span_of(const struct maker *maker, const struct stretch *stretch, bool in_title, struct span *span)
{
    const struct sentence *sentence = &maker->document->sentences[stretch->sentence];
    if (stretch->from >= stretch->to || sentence->is_title != in_title)
        return false;
    *span = (struct span){ sentence->tokens[stretch->from].span.from_byte, sentence->tokens[stretch->to - 1].span.to_byte };
    return true;
}

static bool make_quote(const struct maker *maker, const struct attribution *attribution, struct quote *out)
{
    if (!attribution->content.count)
        return false;
    bool in_title = maker->document->sentences[attribution->content.items[0].sentence].is_title;
    struct text side = in_title ? maker->document->title : maker->document->text;
    *out = (struct quote){ .in_title = in_title, .direct = attribution->direct };
    ADD_SPANS(maker, &attribution->source, &out->source);
    ADD_SPANS(maker, &attribution->cue, &out->cue);
    ADD_SPANS(maker, &attribution->content, &out->content);
    const struct mention *speaker = NULL;
    if (attribution->source_token >= 0)
        speaker = mention_at(maker->mentions, attribution->source_sentence, attribution->source_token);
    if (speaker)
        out->speaker = mention_party(speaker);
    return out->content.count > 0;
}

void reading_quotes(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                    struct arena *arena, struct quote_list *out)
{
    struct mention_table mentions;
    struct attribution_list attributions;
    struct quote quote;
    *out = (struct quote_list){ 0 };
    mentions_find(lexicon->actors, article, document, arena, &mentions);
    quotes_find(lexicon->quotes, &mentions, document, arena, &attributions);
    struct maker maker = { document, &mentions, arena };
    for (size_t i = 0; i < attributions.count; i++)
        if (!attributions.items[i].nested && make_quote(&maker, &attributions.items[i], &quote))
            ARENA_PUSH(arena, out, quote);
}
