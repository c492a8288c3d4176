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
    PLACE_PART = 16,  /* modifies its subject or object: "no pledges were made" */
    PLACE_CASE = 64,  /* the preposition of a trigger that is a noun: "ahead of the talks" */
    PLACE_HEADLINE = 128, /* the infinitive of a headline whose subject the trigger is: "Talks to begin" */
    PLACE_CORE = 256, /* its subject or object itself: "promised nothing" */
    PLACE_ABOVE = 32, /* the verb or noun that a whole clause depends on: "fears that Iran will leave" */
};

static bool read_place(const struct lexfile *file, struct text list, struct pattern *pattern, struct error *err)
{
    static const struct { const char *text; uint32_t flag; } places[] = { { "aux", PLACE_AUX }, { "over", PLACE_OVER },
        { "beside", PLACE_BESIDE }, { "title", PLACE_TITLE }, { "part", PLACE_PART }, { "case", PLACE_CASE }, { "headline",
                PLACE_HEADLINE },
        { "above", PLACE_ABOVE }, { "core", PLACE_CORE } };
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

/* The words that the trigger is told through, itself first: "announce", "expected". */
struct chain {
    int at[MOST_STEPS];
    int count;
    int own;   /* how many stand below a coordination: negation is not shared */
    int above; /* what governs the whole clause, -1: nothing */
};

static bool is_light(const struct detail_lexicon *lexicon, const struct token *token)
{
    return patterns_in_class(&lexicon->statuses, patterns_class(&lexicon->statuses, TEXT("light")), token);
}

static bool has_subject(const struct sentence *sentence, int verb)
{
    return tree_child(sentence, verb, DEPREL_NSUBJ) >= 0 || tree_child(sentence, verb, DEPREL_NSUBJ_PASS) >= 0;
}

/* Whether the words at `at` are told through their head. */
static bool goes_up(const struct detail_lexicon *lexicon, const struct sentence *sentence, int at)
{
    enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
    int head = sentence->tokens[at].head;
    if (head < 0)
        return false;
    if (rel == DEPREL_XCOMP || rel == DEPREL_CSUBJ || (rel == DEPREL_CCOMP && !has_subject(sentence, at)))
        return true;
    if (rel == DEPREL_CONJ)
        return !has_subject(sentence, at) && tree_child(sentence, at, DEPREL_AUX) < 0;
    bool done = rel == DEPREL_ACL && text_is(sentence->tokens[at].xpos, "VBN"); /* "jets promised by Chad have not arrived" */
    if (tree_is_verb(sentence, at))
        return (rel == DEPREL_ACL && head < at && !done) || (rel == DEPREL_ADVCL && tree_is(sentence, at - 1, "to")
                                                    && !has_subject(sentence, at));
    if (rel == DEPREL_OBJ)
        return is_light(lexicon, &sentence->tokens[head]);
    return rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || (rel == DEPREL_NMOD && tree_is(sentence, tree_marker(sentence, at),
            "of"));
}

static void chain_of(const struct detail_lexicon *lexicon, const struct site *site, struct chain *chain)
{
    const struct sentence *sentence = site->sentence;
    int at = site->trigger;
    *chain = (struct chain){ .own = MOST_STEPS, .above = -1 };
    while (chain->count < MOST_STEPS) {
        chain->at[chain->count++] = at;
        if (!goes_up(lexicon, sentence, at))
            break;
        if (sentence->tokens[at].deprel == DEPREL_CONJ && chain->own == MOST_STEPS)
            chain->own = chain->count;
        at = sentence->tokens[at].head;
    }
    enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
    if (rel == DEPREL_CCOMP || rel == DEPREL_ACL)
        chain->above = sentence->tokens[at].head;
}

static bool in_chain(const struct chain *chain, int count, int token)
{
    for (int i = 0; i < chain->count && i < count; i++)
        if (chain->at[i] == token)
            return true;
    return false;
}

/* Whether token `i` of a pattern stands where the pattern wants it. */
static bool stands_at(const struct sentence *sentence, uint32_t places, int i, const struct chain *chain, int count)
{
    const struct token *one = &sentence->tokens[i];
    bool aux = one->deprel == DEPREL_AUX || one->deprel == DEPREL_AUX_PASS || one->deprel == DEPREL_COP;
    bool modifies = one->deprel == DEPREL_ADVMOD || one->deprel == DEPREL_AMOD || one->deprel == DEPREL_DET
        || one->deprel == DEPREL_CASE
                 || one->deprel == DEPREL_NMOD || one->deprel == DEPREL_OBL || one->deprel == DEPREL_CC
                     || one->deprel == DEPREL_CC_PRECONJ;
    if ((places & PLACE_AUX) && aux && in_chain(chain, count, one->head))
        return true;
    if ((places & PLACE_OVER) && in_chain(chain, count, i))
        return true;
    if ((places & PLACE_BESIDE) && modifies && in_chain(chain, count, one->head))
        return true;
    if ((places & PLACE_CASE) && one->head == chain->at[0] && one->deprel == DEPREL_CASE)
        return true;
    if ((places & PLACE_ABOVE) && i == chain->above)
        return true;
    int noun = places & PLACE_CORE ? i : -1;
    if ((places & PLACE_PART) && (one->deprel == DEPREL_DET || one->deprel == DEPREL_CC_PRECONJ))
        noun = one->head;
    if (noun < 0)
        return false;
    enum deprel part = (enum deprel)sentence->tokens[noun].deprel;
    bool core = part == DEPREL_NSUBJ || part == DEPREL_NSUBJ_PASS || part == DEPREL_OBJ;
    return core && in_chain(chain, count, sentence->tokens[noun].head);
}

/* "Talks to begin in Oslo": the infinitive of a headline whose subject the trigger is. */
static bool is_to_come(const struct site *site, int to)
{
    const struct sentence *sentence = site->sentence;
    int verb = sentence->tokens[to].head;
    if (sentence->tokens[to].deprel != DEPREL_MARK || verb < 0 || tree_is_verb(sentence, site->trigger))
        return false;
    return to > site->trigger && (sentence->tokens[verb].head == site->trigger || sentence->tokens[site->trigger].head == verb);
}

static bool stands(const struct site *site, const struct pattern *pattern, int from, int to, const struct chain *chain)
{
    int count = pattern->value == STATUS_NEGATED ? chain->own : chain->count;
    for (int i = from; i < to; i++)
        if (stands_at(site->sentence, pattern->flags, i, chain, count))
            return true;
    bool title = site->sentence->is_title;
    return title && (((pattern->flags & PLACE_TITLE) && to == site->trigger) || ((pattern->flags & PLACE_HEADLINE)
                                                                                 && is_to_come(site, from)));
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
    struct chain chain;
    chain_of(lexicon, site, &chain);
    int from = site->trigger > 3 * WINDOW ? site->trigger - 3 * WINDOW : 0;
    int to = site->trigger + 2 * WINDOW < sentence->token_count ? site->trigger + 2 * WINDOW : sentence->token_count;
    const struct pattern *best = NULL;
    int best_from = 0, best_to = 0;
    for (int i = from, end; i < to; i++) {
        const struct pattern *pattern = patterns_at(&lexicon->statuses, sentence, i, to, site_act(site), &end);
        if (!pattern)
            continue;
        bool near = (pattern->flags & (PLACE_AUX | PLACE_OVER)) && i < site->trigger && touches(site, end)
            && sentence->tokens[i].upos != UPOS_NOUN;
        if ((near || stands(site, pattern, i, end, &chain)) && (!best || pattern < best))
            best = pattern, best_from = i, best_to = end;
    }
    if (why)
        *why = best ? detail_at(best_from, best_to, best) : (struct detail){ 0 };
    return best ? (enum status)best->value : STATUS_ACTUAL;
}
