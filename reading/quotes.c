/* Finds attributions: cues, then their sources and contents, by trees and by quotation marks. */
#include <string.h>

#include "reading/quotes_inner.h"

/* In the order of the text, joined where they meet. */
static void settle_content(struct cue *cue)
{
    for (size_t i = 1; i < cue->content.count; i++)
        for (size_t j = i; j && cue->content.items[j].from < cue->content.items[j - 1].from; j--) {
            struct run later = cue->content.items[j - 1];
            cue->content.items[j - 1] = cue->content.items[j];
            cue->content.items[j] = later;
        }
    size_t kept = 0;
    for (size_t i = 0; i < cue->content.count; i++) {
        struct run run = cue->content.items[i];
        if (kept && run.from <= cue->content.items[kept - 1].to)
            cue->content.items[kept - 1].to = run.to > cue->content.items[kept - 1].to ? run.to : cue->content.items[kept - 1].to;
        else
            cue->content.items[kept++] = run;
    }
    cue->content.count = kept;
}

/* Takes `hole` out of the content: no word has two parts in one attribution. */
static void cut_out(const struct page *page, struct cue *cue, struct run hole)
{
    size_t count = cue->content.count;
    for (size_t i = 0; i < count; i++) {
        struct run *run = &cue->content.items[i];
        if (hole.to <= run->from || run->to <= hole.from)
            continue;
        struct run after = { hole.to, run->to };
        run->to = hole.from > run->from ? hole.from : run->from;
        if (after.from < after.to && run->from < run->to)
            ARENA_PUSH(page->arena, &cue->content, after);
        else if (after.from < after.to)
            *run = after;
    }
    size_t kept = 0;
    for (size_t i = 0; i < cue->content.count; i++)
        if (cue->content.items[i].from < cue->content.items[i].to)
            cue->content.items[kept++] = cue->content.items[i];
    cue->content.count = kept;
}

#define ADD_STRETCHES(page, part, run_)                                                                                         \
    for (int at_ = (run_).from; at_ < (run_).to;) {                                                                             \
        int s_ = (page)->sentence[at_], end_ = (page)->base[s_ + 1] < (run_).to ? (page)->base[s_ + 1] : (run_).to;             \
        ARENA_PUSH((page)->arena, (part), (struct stretch){ s_, at_ - (page)->base[s_], end_ - (page)->base[s_] });             \
        at_ = end_;                                                                                                             \
    }

static bool is_direct(const struct page *page, const struct cue *cue)
{
    for (size_t i = 0; i < cue->content.count; i++)
        for (int t = cue->content.items[i].from; t < cue->content.items[i].to; t++)
            if (page->region[t] < 0 && page->tokens[t]->upos != UPOS_PUNCT)
                return false;
    return true;
}

static void add_attribution(const struct seeker *seeker, const struct cue *cue, struct attribution_list *out)
{
    const struct page *page = &seeker->page;
    struct attribution attribution = { .source_sentence = -1, .source_token = -1 };
    attribution.file = cue->entry->file;
    attribution.line = cue->entry->line;
    ADD_STRETCHES(page, &attribution.source, cue->source);
    ADD_STRETCHES(page, &attribution.cue, cue->span);
    for (size_t i = 0; i < cue->content.count; i++)
        ADD_STRETCHES(page, &attribution.content, cue->content.items[i]);
    if (cue->source_token >= 0) {
        attribution.source_sentence = page->sentence[cue->source_token];
        attribution.source_token = cue->source_token - page->base[attribution.source_sentence];
    }
    attribution.direct = is_direct(page, cue);
    attribution.told = cue->is_told || cue->is_inserted || attribution.direct;
    int region = page->region[cue->token];
    attribution.nested = region >= 0 && page->quoted.items[region].is_full;
    ARENA_PUSH(page->arena, out, attribution);
}

static int length_of(const struct attribution *attribution)
{
    int length = 0;
    for (size_t i = 0; i < attribution->content.count; i++)
        length += attribution->content.items[i].to - attribution->content.items[i].from;
    return length;
}

/* For every token the shortest content that holds it; of equals the later one, since it stands within the earlier. */
static int **index_contents(const struct page *page, const struct attribution_list *out, bool told)
{
    int *all = arena_take(page->arena, ((size_t)page->count + 1) * sizeof *all);
    int *lengths = arena_take(page->arena, (out->count + 1) * sizeof *lengths);
    int **index = arena_take(page->arena, ((size_t)page->document->sentence_count + 1) * sizeof *index);
    memset(all, -1, ((size_t)page->count + 1) * sizeof *all);
    for (int s = 0; s < page->document->sentence_count; s++)
        index[s] = all + page->base[s];
    for (size_t i = 0; i < out->count; i++) {
        int length = lengths[i] = length_of(&out->items[i]);
        for (size_t k = 0; k < out->items[i].content.count && (out->items[i].told || !told); k++) {
            struct stretch stretch = out->items[i].content.items[k];
            for (int t = stretch.from; t < stretch.to; t++) {
                int *at = &index[stretch.sentence][t];
                if (*at < 0 || length <= lengths[*at])
                    *at = (int)i;
            }
        }
    }
    return index;
}

/* An attribution whose cue stands in the content of another is part of what that one says. */
static void mark_nested(const struct page *page, struct attribution_list *out)
{
    int **inside = index_contents(page, out, false);
    for (size_t i = 0; i < out->count; i++) {
        const struct stretch *cue = out->items[i].cue.items;
        int around = inside[cue->sentence][cue->from];
        out->items[i].nested |= around >= 0 && around != (int)i;
    }
}

/* "voiced concern about": where the noun has its own content, its light verb is no cue beside it. */
static void drop_light_verbs(struct seeker *seeker)
{
    for (size_t i = 0; i < seeker->cues.count; i++) {
        const struct cue *cue = &seeker->cues.items[i];
        int other = seeker->cue_at[cue->span.from];
        if (cue->entry->kind == QUOTES_NOUN && cue->content.count && other >= 0 && other != (int)i)
            seeker->cues.items[other].is_dropped = true;
    }
}

/* "declined to say whether", "seemed to suggest that": one cue, whose source is that of its first verb. */
static void join_cues(struct seeker *seeker)
{
    const struct page *page = &seeker->page;
    uint16_t says = FRAME_QUOTE | FRAME_THAT;
    for (size_t i = 0; i < seeker->cues.count; i++) {
        struct cue *cue = &seeker->cues.items[i];
        int above = page->head[cue->token], other = above >= 0 ? seeker->cue_at[above] : -1;
        bool fits = cue->entry->kind == QUOTES_VERB && (cue->entry->frames & says) == says && cue->content.count;
        if (!fits || other < 0 || page->tokens[cue->token]->deprel != DEPREL_XCOMP || !page_is(page, cue->span.from, "to"))
            continue;
        struct cue *first = &seeker->cues.items[other];
        if (first->span.to != cue->span.from || first->is_passive || first->entry->kind == QUOTES_NOUN)
            continue;
        first->is_dropped = true;
        cue->span.from = first->span.from;
        if (first->source.to > first->source.from) {
            cue->source = first->source;
            cue->source_token = first->source_token;
        }
    }
}

/* "a group called Harbour Watch": a name, which nobody is said to have given. */
static bool is_naming(const struct page *page, const struct cue *cue)
{
    static const char *const verbs[] = { "call", "name", "title", "dub", "entitle" };
    bool names = cue->is_passive && page->tokens[cue->token]->deprel == DEPREL_ACL && cue->source.to <= cue->source.from;
    int next = cue->span.to;
    if (!names || !page_same_sentence(page, next, cue->token) || page->tokens[next]->upos == UPOS_PUNCT)
        return false;
    next += page->tokens[next]->upos == UPOS_DET;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (page_lemma_is(page, cue->token, verbs[i]))
            return page_same_sentence(page, next, cue->token) && page->tokens[next]->upos == UPOS_PROPN;
    return false;
}

/* "Do you back the pact?", "if you want to pay": whoever reads it, who has said nothing. */
static bool is_reader(const struct page *page, const struct cue *cue)
{
    bool reader = cue->source.to == cue->source.from + 1 && page_is(page, cue->source.from, "you");
    return reader && text_is(page->tokens[cue->token]->xpos, "VB");
}

void quotes_find(const struct quote_lexicon *lexicon, const struct mention_table *mentions, const struct document *document,
                 struct arena *arena, struct attribution_list *out)
{
    struct seeker seeker = { .lexicon = lexicon };
    (void)mentions;
    *out = (struct attribution_list){ 0 };
    page_init(&seeker.page, document, arena);
    seeker.cue_at = arena_take(arena, ((size_t)seeker.page.count + 1) * sizeof *seeker.cue_at);
    memset(seeker.cue_at, -1, ((size_t)seeker.page.count + 1) * sizeof *seeker.cue_at);
    marks_find(&seeker.page);
    cues_find(&seeker);
    for (size_t i = 0; i < seeker.cues.count; i++) {
        if (seeker.cues.items[i].content.count)
            continue; /* a heading, found whole */
        sources_find(&seeker, &seeker.cues.items[i]);
        contents_find(&seeker, &seeker.cues.items[i]);
    }
    join_cues(&seeker);
    direct_find(&seeker);
    drop_light_verbs(&seeker);
    for (size_t i = 0; i < seeker.cues.count; i++) {
        struct cue *cue = &seeker.cues.items[i];
        settle_content(cue);
        cut_out(&seeker.page, cue, cue->span);
        bool by = cue->is_passive && page_is(&seeker.page, cue->source.from - 1, "by");
        cut_out(&seeker.page, cue, (struct run){ cue->source.from - by, cue->source.to });
        bool known = cue->source.to > cue->source.from || !(cue->entry->frames & FRAME_NEEDS_SOURCE);
        known = known && !is_naming(&seeker.page, cue) && !is_reader(&seeker.page, cue);
        if (!cue->is_dropped && cue->content.count && known)
            add_attribution(&seeker, cue, out);
    }
    mark_nested(&seeker.page, out);
    out->around = index_contents(&seeker.page, out, true);
    out->sentence_count = document->sentence_count;
}

const struct attribution *quotes_around(const struct attribution_list *list, int sentence, int token)
{
    if (sentence < 0 || sentence >= list->sentence_count || list->around[sentence][token] < 0)
        return NULL;
    return &list->items[list->around[sentence][token]];
}
