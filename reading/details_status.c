/* Status of an act from auxiliaries, governing words, adverbs and negation. */
#include "reading/details_inner.h"

#include "record/record.h"

enum { WINDOW = 10, MOST_STEPS = 12 };

/* Where the words of a pattern stand; the flags of a pattern. */
enum status_place {
    PLACE_AUX = 1,    /* an auxiliary of the trigger or of what governs it */
    PLACE_OVER = 2,   /* governs the trigger: "is expected to announce", "the possibility of sending" */
    PLACE_BESIDE = 4, /* modifies the trigger or what governs it: "planned talks" */
    PLACE_TITLE = 8,  /* before the trigger, in a headline alone: "Leaders to meet" */
    PLACE_PLAIN = 16, /* ... only where no negation stands by it */
};

static bool read_place(const struct lexfile *file, struct text list, struct pattern *pattern, struct error *err)
{
    static const struct { const char *text; uint32_t flag; } places[] = { { "aux", PLACE_AUX }, { "over", PLACE_OVER },
        { "beside", PLACE_BESIDE }, { "title", PLACE_TITLE } };
    for (struct text rest = list; rest.length;) {
        struct text word = text_trim(text_cut(&rest, ' '));
        bool known = !word.length;
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            if (text_is(word, places[i].text)) {
                pattern->flags |= places[i].flag;
                known = true;
            }
        if (!known)
            return lexfile_fail(file, word, err, "unknown place '%.*s'", (int)word.length, word.at);
    }
    return true;
}

/* WORDS | PLACE | STATUS | ACTS */
static bool read_status(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    if (file->field_count < 3)
        return lexfile_fail(file, file->fields[0], err, "place and status are missing");
    int status = record_status_of(file->fields[2]);
    if (status < 0)
        return lexfile_fail(file, file->fields[2], err, "unknown status '%.*s'", (int)file->fields[2].length, file->fields[2].at);
    pattern->value = (uint32_t)status;
    if (!read_place(file, file->fields[1], pattern, err))
        return false;
    return file->field_count < 4 || patterns_acts(file, patterns, file->fields[3], &pattern->acts, err);
}

bool statuses_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "status.txt", read_status, arena, err);
}

/* The words above the trigger that it is told through, itself first: "is", "expected" over "announce". */
static int chain_of(const struct site *site, int chain[MOST_STEPS])
{
    const struct sentence *sentence = site->sentence;
    int count = 0;
    for (int at = site->trigger; at >= 0 && count < MOST_STEPS;) {
        chain[count++] = at;
        enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
        int head = sentence->tokens[at].head;
        bool open = rel == DEPREL_XCOMP || rel == DEPREL_CSUBJ || (rel == DEPREL_CCOMP && tree_child(sentence, at, DEPREL_NSUBJ) < 0);
        bool noun = !tree_is_verb(sentence, at) && (rel == DEPREL_OBJ || rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_OBL || rel == DEPREL_NMOD);
        bool of_noun = tree_is_verb(sentence, at) && rel == DEPREL_ACL && head < at;
        bool shared = rel == DEPREL_CONJ && tree_child(sentence, at, DEPREL_NSUBJ) < 0 && tree_child(sentence, at, DEPREL_AUX) < 0
                   && tree_child(sentence, at, DEPREL_NSUBJ_PASS) < 0;
        if (!open && !noun && !of_noun && !shared)
            break;
        at = head;
    }
    return count;
}

static bool in_chain(const int *chain, int count, int token)
{
    for (int i = 0; i < count; i++)
        if (chain[i] == token)
            return true;
    return false;
}

static bool stands(const struct site *site, const struct pattern *pattern, int from, int to, const int *chain, int count)
{
    const struct sentence *sentence = site->sentence;
    for (int i = from; i < to; i++) {
        const struct token *one = &sentence->tokens[i];
        bool aux = one->deprel == DEPREL_AUX || one->deprel == DEPREL_AUX_PASS || one->deprel == DEPREL_COP;
        bool adverb = one->deprel == DEPREL_ADVMOD || one->deprel == DEPREL_AMOD || one->deprel == DEPREL_DET || one->deprel == DEPREL_NMOD;
        if ((pattern->flags & PLACE_AUX) && aux && in_chain(chain, count, one->head))
            return true;
        if ((pattern->flags & PLACE_OVER) && in_chain(chain + 1, count - 1, i))
            return true;
        if ((pattern->flags & PLACE_BESIDE) && adverb && in_chain(chain, count, one->head))
            return true;
    }
    return (pattern->flags & PLACE_TITLE) && sentence->is_title && to == site->trigger;
}

/* Whether only adverbs, auxiliaries and quotation marks stand between the pattern and the trigger. */
static bool touches(const struct site *site, int to)
{
    for (int i = to; i < site->trigger; i++) {
        enum upos upos = (enum upos)site->sentence->tokens[i].upos;
        if (upos != UPOS_ADV && upos != UPOS_AUX && upos != UPOS_PUNCT && upos != UPOS_PART)
            return false;
        if (text_is(site->sentence->tokens[i].form, ","))
            return false;
    }
    return to <= site->trigger;
}

enum status details_status(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    const struct sentence *sentence = site->sentence;
    int chain[MOST_STEPS], count = chain_of(site, chain);
    int from = site->trigger > 3 * WINDOW ? site->trigger - 3 * WINDOW : 0;
    int to = site->trigger + WINDOW < sentence->token_count ? site->trigger + WINDOW : sentence->token_count;
    const struct pattern *best = NULL;
    int best_from = 0, best_to = 0;
    for (int i = from, end; i < to; i++) {
        const struct pattern *pattern = patterns_at(&lexicon->statuses, sentence, i, to, site_act(site), &end);
        if (!pattern)
            continue;
        bool near = (pattern->flags & (PLACE_AUX | PLACE_OVER)) && i < site->trigger && touches(site, end);
        if ((near || stands(site, pattern, i, end, chain, count)) && (!best || pattern < best))
            best = pattern, best_from = i, best_to = end;
    }
    if (why)
        *why = best ? detail_at(best_from, best_to, best) : (struct detail){ 0 };
    return best ? (enum status)best->value : STATUS_ACTUAL;
}
