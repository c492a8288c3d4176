/* An article's tokens in one row: dependents, subtrees, and the nominals that sources and contents are made of. */
#include <string.h>

#include "reading/quotes_inner.h"

static int *take_ints(struct arena *arena, int count)
{
    int *ints = arena_take_unset(arena, ((size_t)count + 1) * sizeof *ints);
    memset(ints, -1, ((size_t)count + 1) * sizeof *ints);
    return ints;
}

static void lay_out(struct page *page)
{
    const struct document *document = page->document;
    int at = 0;
    for (int s = 0; s < document->sentence_count; s++) {
        page->base[s] = at;
        const struct sentence *sentence = &document->sentences[s];
        for (int t = 0; t < sentence->token_count; t++, at++) {
            const struct token *token = &sentence->tokens[t];
            page->tokens[at] = token;
            page->sentence[at] = s;
            bool inside = token->head >= 0 && token->head < sentence->token_count && token->head != t;
            page->head[at] = inside ? page->base[s] + token->head : -1;
        }
    }
    page->base[document->sentence_count] = at;
}

/* Every token is reached from its first descendant on the left, and from its last on the right, once. */
static void measure_subtrees(struct page *page)
{
    for (int i = 0; i < page->count; i++)
        for (int at = i; at >= 0 && page->left[at] < 0; at = page->head[at])
            page->left[at] = i;
    for (int i = page->count - 1; i >= 0; i--)
        for (int at = i; at >= 0 && page->right[at] < 0; at = page->head[at])
            page->right[at] = i;
    for (int i = page->count - 1; i >= 0; i--)
        if (page->head[i] >= 0) {
            page->sibling[i] = page->child[page->head[i]];
            page->child[page->head[i]] = i;
        }
}

void page_init(struct page *page, const struct document *document, struct arena *arena)
{
    *page = (struct page){ .document = document, .arena = arena };
    for (int s = 0; s < document->sentence_count; s++)
        page->count += document->sentences[s].token_count;
    page->tokens = arena_take_unset(arena, ((size_t)page->count + 1) * sizeof *page->tokens);
    page->base = take_ints(arena, document->sentence_count + 1);
    page->sentence = take_ints(arena, page->count);
    page->head = take_ints(arena, page->count);
    page->child = take_ints(arena, page->count);
    page->sibling = take_ints(arena, page->count);
    page->left = take_ints(arena, page->count);
    page->right = take_ints(arena, page->count);
    page->region = take_ints(arena, page->count);
    lay_out(page);
    measure_subtrees(page);
}

int page_child(const struct page *page, int token, enum deprel deprel)
{
    for (int child = page->child[token]; child >= 0; child = page->sibling[child])
        if (page->tokens[child]->deprel == deprel)
            return child;
    return -1;
}

static bool is_lower(struct text form, const char *lower)
{
    size_t i = 0;
    for (; i < form.length && lower[i]; i++) {
        char c = form.at[i] >= 'A' && form.at[i] <= 'Z' ? (char)(form.at[i] + 32) : form.at[i];
        if (c != lower[i])
            return false;
    }
    return i == form.length && !lower[i];
}

bool page_is(const struct page *page, int token, const char *lower)
{
    return token >= 0 && token < page->count && is_lower(page->tokens[token]->form, lower);
}

bool page_lemma_is(const struct page *page, int token, const char *lemma)
{
    return token >= 0 && token < page->count && is_lower(page->tokens[token]->lemma, lemma);
}

bool page_is_finite(const struct page *page, int token)
{
    struct text tag = page->tokens[token]->xpos;
    return text_is(tag, "VBD") || text_is(tag, "VBZ") || text_is(tag, "VBP") || text_is(tag, "MD");
}

/* What only a verb has on its right: a clause, "out", words behind a colon. */
static bool governs_clause(const struct page *page, int token)
{
    if (page_child(page, token, DEPREL_CCOMP) > token || page_child(page, token, DEPREL_COMPOUND_PRT) > token)
        return true;
    return page_is(page, token + 1, "that") || (page_is(page, token + 1, ":") && page->region[token + 2] >= 0);
}

bool page_is_verb_as_noun(const struct page *page, int token)
{
    const struct token *word = page->tokens[token];
    int case_mark = page_child(page, token, DEPREL_CASE), name = page_child(page, token, DEPREL_COMPOUND);
    if (text_is(word->xpos, "NN") && case_mark == token - 1)
        return case_mark >= 0 && text_is(page->tokens[case_mark]->xpos, "TO");
    if (!text_is(word->xpos, "NNS") || page_child(page, token, DEPREL_COP) >= 0 || page_child(page, token, DEPREL_DET) >= 0 ||
        case_mark >= 0)
        return false;
    bool beside = name >= 0 && page->right[name] == token - 1 && page_same_sentence(page, token + 2, token);
    beside = beside && governs_clause(page, token);
    return beside || page_child(page, token, DEPREL_NSUBJ) >= 0 || page_child(page, token, DEPREL_COMPOUND_PRT) > token;
}

struct text page_clause_tag(const struct page *page, int verb)
{
    static const enum deprel helpers[] = { DEPREL_AUX, DEPREL_AUX_PASS, DEPREL_COP };
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        int helper = page_child(page, verb, helpers[i]);
        if (helper >= 0)
            return page->tokens[helper]->xpos;
    }
    return page->tokens[verb]->xpos;
}

bool page_same_sentence(const struct page *page, int a, int b)
{
    return a >= 0 && b >= 0 && a < page->count && b < page->count && page->sentence[a] == page->sentence[b];
}

bool page_same_paragraph(const struct page *page, int a, int b)
{
    if (a < 0 || b < 0 || a >= page->count || b >= page->count)
        return false;
    const struct sentence *x = &page->document->sentences[page->sentence[a]], *y = &page->document->sentences[page->sentence[b]];
    return x->paragraph == y->paragraph && x->is_title == y->is_title;
}

int page_sentence_from(const struct page *page, int token)
{
    return page->base[page->sentence[token]];
}

static bool is_stop(const struct page *page, int token)
{
    return page_is(page, token, ".") || page_is(page, token, "?") || page_is(page, token, "!") || page_is(page, token, ";") ||
           page_is(page, token, ":");
}

int page_sentence_to(const struct page *page, int token)
{
    int from = page_sentence_from(page, token), to = page->base[page->sentence[token] + 1];
    while (to > from && is_stop(page, to - 1))
        to--;
    return to;
}

bool page_is_under(const struct page *page, int token, int ancestor)
{
    /* Subtrees nearly always are runs, so most answers come from the ends alone. */
    if (token < page->left[ancestor] || token > page->right[ancestor])
        return false;
    while (token >= 0 && token != ancestor)
        token = page->head[token];
    return token == ancestor;
}

static bool opens_nominal(const struct page *page, int child)
{
    switch (page->tokens[child]->deprel) {
    case DEPREL_CASE: case DEPREL_PUNCT: case DEPREL_MARK: case DEPREL_CC: case DEPREL_COP: case DEPREL_AUX: case DEPREL_NSUBJ:
    case DEPREL_ADVCL: case DEPREL_DISCOURSE: case DEPREL_PARATAXIS: case DEPREL_OBL: case DEPREL_EXPL: case DEPREL_NSUBJ_PASS:
    case DEPREL_AUX_PASS: case DEPREL_CSUBJ: case DEPREL_OBL_UNMARKED: case DEPREL_CCOMP: case DEPREL_NSUBJ_OUTER:
        return false;
    case DEPREL_ADVMOD: /* "even", "about", "only" belong to it, "now" does not: only right before its words */
        return child + 1 == page->head[child] || page->sibling[child] == child + 1;
    default:
        return true;
    }
}

static bool goes_on_nominal(const struct page *page, int child, int end)
{
    bool comma = page_is(page, end, ",") || page_is(page, end, "-") || page_is(page, end, "--") || page_is(page, end, "–") ||
                 page_is(page, end, "—");
    switch (page->tokens[child]->deprel) {
    case DEPREL_ACL: case DEPREL_ACL_RELCL: case DEPREL_NMOD:
        return !comma;
    case DEPREL_APPOS: case DEPREL_CONJ: case DEPREL_FLAT: case DEPREL_COMPOUND: case DEPREL_AMOD: case DEPREL_NUMMOD:
    case DEPREL_FIXED: case DEPREL_NMOD_POSS: case DEPREL_NMOD_DESC: case DEPREL_NMOD_UNMARKED: case DEPREL_CASE: case DEPREL_DEP:
    case DEPREL_LIST: case DEPREL_GOESWITH: case DEPREL_CC:
        return true;
    case DEPREL_PARATAXIS:
        return page_is(page, end, "(");
    case DEPREL_ADVMOD:
        return !comma && child == end;
    default:
        return false;
    }
}

enum { DEEPEST_NOMINAL = 24 };

/* The end of the nominal of `head`, without relative clauses and additions that stand behind a comma. */
static int nominal_end(const struct page *page, int head, int depth)
{
    int end = head + 1;
    for (int child = page->child[head]; child >= 0; child = page->sibling[child]) {
        if (child < head || page->tokens[child]->deprel == DEPREL_PUNCT)
            continue;
        if (!goes_on_nominal(page, child, end))
            break;
        enum deprel deprel = page->tokens[child]->deprel;
        bool clause = deprel == DEPREL_ACL || deprel == DEPREL_ACL_RELCL || depth == DEEPEST_NOMINAL;
        int to = clause ? page->right[child] + 1 : nominal_end(page, child, depth + 1);
        end = to > end ? to : end;
        while (page_is(page, end, ")") || (page_is(page, end, ",") && deprel == DEPREL_APPOS && page->sibling[child] >= 0 &&
                                           page->tokens[page->sibling[child]]->deprel == DEPREL_FLAT))
            end++;
    }
    return end;
}

struct run page_nominal(const struct page *page, int head)
{
    int from = head;
    for (int child = page->child[head]; child >= 0 && child < head; child = page->sibling[child])
        if (opens_nominal(page, child)) {
            from = page->left[child];
            break;
        }
    int to = nominal_end(page, head, 0);
    while (to > head + 1 && (page_is(page, to - 1, ",") || page_is(page, to - 1, "-") || page_is(page, to - 1, "—")))
        to--;
    return (struct run){ from, to };
}
