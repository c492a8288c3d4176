/* The lexicon of details, loaded; and caveats: words that limit how, where or for what something may be used. */
#include "reading/details_inner.h"

enum { CAVEAT_CLAUSE = 1 };

/* WORDS | phrase or clause | ACTS */
static bool read_caveat(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    if (file->field_count < 2 || (!text_is(file->fields[1], "phrase") && !text_is(file->fields[1], "clause")))
        return lexfile_fail(file, file->field_count > 1 ? file->fields[1] : file->fields[0], err,
                            "a caveat is 'phrase' or 'clause'");
    pattern->flags = text_is(file->fields[1], "clause") ? CAVEAT_CLAUSE : 0;
    return file->field_count < 3 || patterns_acts(file, patterns, file->fields[2], &pattern->acts, err);
}

bool caveats_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "caveats.txt", read_caveat, arena, err);
}

const struct detail_lexicon *details_load(const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    struct detail_lexicon *lexicon = arena_take(arena, sizeof *lexicon);
    bool ok = means_load(lexicon, folder, overlay, arena, err) && openers_load(&lexicon->openers, folder, overlay, arena, err)
           && conditions_load(&lexicon->conditions, folder, overlay, arena, err) && caveats_load(&lexicon->caveats, folder,
                   overlay, arena, err)
           && times_load(&lexicon->times, folder, overlay, arena, err) && amounts_load(&lexicon->amounts, folder, overlay, arena,
                                                                                       err)
           && statuses_load(&lexicon->statuses, folder, overlay, arena, err);
    return ok ? lexicon : NULL;
}

const struct detail_lexicon *details_for(const struct detail_lexicon *lexicon, const struct document *document, struct arena *arena)
{
    struct detail_lexicon *own = arena_take(arena, sizeof *own);
    struct document_looks *looks = patterns_looks(document, arena);
    *own = (struct detail_lexicon){
        patterns_for(&lexicon->means, document, looks, arena), lexicon->defaults,
        patterns_for(&lexicon->openers, document, looks, arena),
        patterns_for(&lexicon->conditions, document, looks, arena), patterns_for(&lexicon->caveats, document, looks, arena),
        patterns_for(&lexicon->times, document, looks, arena), patterns_for(&lexicon->amounts, document, looks, arena),
        patterns_for(&lexicon->statuses, document, looks, arena),
        arena_take(arena, ((size_t)document->sentence_count + 1) * sizeof *own->told),
    };
    return own;
}

/* The words from `from` to the end of what hangs on the first of them, or to the next comma where the tree says nothing. */
static int end_of_caveat(const struct sentence *sentence, int from, int to)
{
    int top = to < sentence->token_count ? to : to - 1, left, right;
    while (sentence->tokens[top].head >= from && sentence->tokens[top].head < sentence->token_count
           && sentence->tokens[top].head != top)
        top = sentence->tokens[top].head;
    tree_edges(sentence, top, &left, &right);
    while (right > to && sentence->tokens[right - 1].upos == UPOS_PUNCT)
        right--;
    return right;
}

struct detail details_caveat(const struct detail_lexicon *lexicon, const struct site *site)
{
    const struct sentence *sentence = site->sentence;
    for (int i = 0, end; i < sentence->token_count; i++) {
        const struct pattern *pattern = patterns_at(&lexicon->caveats, sentence, i, sentence->token_count, site_act(site), &end);
        if (!pattern)
            continue;
        int to = end_of_caveat(sentence, i, end), anchor = sentence->tokens[i].head;
        bool inside = site->trigger >= i && site->trigger < to;
        if (!inside && i > site->trigger && tree_same_clause(site, anchor))
            return detail_at(i, to, pattern);
        i = end - 1;
    }
    return (struct detail){ 0 };
}
