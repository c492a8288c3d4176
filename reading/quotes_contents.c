/* Finds what is attributed, as the tree tells it: clauses, infinitives, objects and prepositions of a cue. */
#include "reading/quotes_inner.h"

static bool names_preposition(const struct quotes_entry *entry, struct text preposition)
{
    for (int i = 0; i < entry->preposition_count; i++)
        if (text_equals_nocase(entry->prepositions[i], preposition))
            return true;
    return false;
}

/* The preposition before a nominal, or before a gerund; -1: none. */
static int preposition_of(const struct page *page, int token)
{
    int mark = page_child(page, token, DEPREL_CASE);
    return mark >= 0 ? mark : page_child(page, token, DEPREL_MARK);
}

static bool is_infinitive(const struct page *page, int token)
{
    int mark = page_child(page, token, DEPREL_MARK);
    return text_is(page->tokens[token]->xpos, "VB") && mark >= 0 && page_is(page, mark, "to");
}

/* But not "is building", "should be building". */
static bool is_gerund(const struct page *page, int token)
{
    return text_is(page->tokens[token]->xpos, "VBG") && page_child(page, token, DEPREL_AUX) < 0;
}

/* "a claim denied by Lind": told of the claim, and not what it says. */
static bool is_participle(const struct page *page, int token)
{
    return text_is(page->tokens[token]->xpos, "VBN") && page_child(page, token, DEPREL_AUX) < 0 &&
           page_child(page, token, DEPREL_AUX_PASS) < 0 && page_child(page, token, DEPREL_NSUBJ) < 0 &&
           page_child(page, token, DEPREL_NSUBJ_PASS) < 0;
}

/* "tweeted Monday": a day is no object. */
static bool is_day(const struct page *page, int token)
{
    static const char *const days[] = {
#define WEEKDAY(name) name,
#include "base/calendar.def"
        "today", "yesterday"
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (page_is(page, token, days[i]))
            return true;
    return false;
}

/* Right behind the cue, or parted from it by nothing but a day: "promised on Tuesday to". */
static bool stands_behind(const struct page *page, const struct cue *cue, int token)
{
    int at = cue->span.to;
    at += page_is(page, at, "on") || page_is(page, at, "last") || page_is(page, at, "late") || page_is(page, at, "early");
    at += is_day(page, at);
    return token == cue->span.to || (token == at && is_day(page, at - 1));
}

/* "When asked by a guest if they won", which the tree takes for a condition. */
static bool is_asked(const struct page *page, const struct cue *cue, int child)
{
    int mark = page_child(page, child, DEPREL_MARK);
    bool asks = page_lemma_is(page, cue->token, "ask") || page_lemma_is(page, cue->token, "wonder");
    return child > cue->token && mark >= 0 && (page_is(page, mark, "whether") || (asks && page_is(page, mark, "if")));
}

/* 'she said, adding, "…"': what a participle behind a comma tells, and all behind it, is no part of what she said before. */
static bool is_apart(const struct page *page, int child)
{
    int left = page->left[child];
    bool comma = page_is(page, left, ",") || (page_is(page, left - 1, ",") && left == child);
    return is_gerund(page, child) && comma && page_child(page, child, DEPREL_NSUBJ) < 0 &&
           page_child(page, child, DEPREL_MARK) < 0;
}

/* What part of a content a dependent may be. */
enum part { PART_NONE, PART_CLAUSE, PART_OBJECT, PART_PREPOSITION };

static enum part clause_part(const struct page *page, const struct cue *cue, int child)
{
    uint16_t frames = cue->entry->frames;
    if (is_infinitive(page, child) && page_child(page, child, DEPREL_NSUBJ) < 0)
        return frames & FRAME_TO ? PART_CLAUSE : PART_NONE;
    if (is_gerund(page, child) && page_child(page, child, DEPREL_NSUBJ) < 0) {
        int mark = preposition_of(page, child);
        if (mark >= 0 && names_preposition(cue->entry, page->tokens[mark]->form))
            return PART_PREPOSITION;
        return frames & FRAME_ING ? PART_CLAUSE : PART_NONE;
    }
    return frames & FRAME_THAT ? PART_CLAUSE : PART_NONE;
}

/* "told reporters that no deal …": the clause which the tree hangs on the addressee. */
static int clause_of_addressee(const struct page *page, const struct cue *cue, int child)
{
    if (!(cue->entry->frames & FRAME_PERSON) || !(cue->entry->frames & FRAME_THAT))
        return -1;
    for (int at = child + 1; at <= page->right[child]; at++)
        if (page_is(page, at, "that") && text_is(page->tokens[at]->xpos, "IN"))
            return at;
    return -1;
}

/* Whether one of the entry's prepositions stands behind the cue. */
static bool has_named_preposition(const struct page *page, const struct cue *cue)
{
    for (int child = page->child[cue->token]; child >= 0; child = page->sibling[child]) {
        int mark = child > cue->token ? preposition_of(page, child) : -1;
        if (mark >= 0 && names_preposition(cue->entry, page->tokens[mark]->form))
            return true;
    }
    return false;
}

static bool takes_object(const struct page *page, const struct cue *cue)
{
    if (!(cue->entry->frames & FRAME_OBJ) || !(cue->entry->frames & FRAME_BESIDE))
        return cue->entry->frames & FRAME_OBJ;
    return cue->by_document || has_named_preposition(page, cue);
}

static enum part part_of(const struct page *page, const struct cue *cue, int child)
{
    uint16_t frames = cue->entry->frames;
    int mark;
    switch (page->tokens[child]->deprel) {
    case DEPREL_CCOMP:
        return clause_part(page, cue, child);
    case DEPREL_ACL:
        return cue->entry->kind == QUOTES_NOUN && !is_participle(page, child) ? clause_part(page, cue, child) : PART_NONE;
    case DEPREL_XCOMP: {
        enum part part = clause_part(page, cue, child);
        bool predicate = part == PART_NONE && frames & (FRAME_OBJ | FRAME_RAISE) && !is_infinitive(page, child);
        return predicate ? PART_OBJECT : part;
    }
    case DEPREL_PARATAXIS: /* "He was blunt, he said: nobody had asked": what a comma parts is a clause of its own */
        if (!(frames & FRAME_QUOTE))
            return PART_NONE;
        return page->region[child] >= 0 || page_is(page, page->left[child] - 1, ":") ? PART_CLAUSE : PART_NONE;
    case DEPREL_OBJ:
        return takes_object(page, cue) && !is_day(page, child) ? PART_OBJECT : PART_NONE;
    case DEPREL_IOBJ:
        if (clause_of_addressee(page, cue, child) >= 0)
            return PART_CLAUSE;
        return frames & FRAME_OBJ && !(frames & FRAME_PERSON) ? PART_OBJECT : PART_NONE;
    case DEPREL_ADVCL:
        if (frames & FRAME_TO && is_infinitive(page, child) && stands_behind(page, cue, page->left[child]))
            return PART_CLAUSE; /* "promised to double" */
        if (is_asked(page, cue, child))
            return PART_CLAUSE;
        /* fall through */
    case DEPREL_OBL: case DEPREL_NMOD:
        mark = preposition_of(page, child);
        return mark >= 0 && names_preposition(cue->entry, page->tokens[mark]->form) ? PART_PREPOSITION : PART_NONE;
    default:
        return PART_NONE;
    }
}

static struct run part_run(const struct page *page, const struct cue *cue, int child, enum part part)
{
    int clause = clause_of_addressee(page, cue, child);
    if (clause >= 0 && part != PART_PREPOSITION && clause - page->left[child] < 6)
        return (struct run){ clause, page->right[child] + 1 };
    if (part == PART_OBJECT && page->tokens[child]->deprel != DEPREL_XCOMP)
        return page_nominal(page, child);
    int mark = page_child(page, child, DEPREL_MARK);
    if (part == PART_CLAUSE && mark > page->left[child] && page_is(page, mark, "that"))
        return (struct run){ mark, page->right[child] + 1 }; /* "found last week that" */
    return (struct run){ page->left[child], page->right[child] + 1 };
}

static struct run trimmed(const struct page *page, struct run run)
{
    while (run.to > run.from && page->tokens[run.to - 1]->upos == UPOS_PUNCT && page->region[run.to - 1] < 0 &&
           !page_is(page, run.to - 1, ")"))
        run.to--;
    while (run.from < run.to && page->tokens[run.from]->upos == UPOS_PUNCT && page->region[run.from] < 0 &&
           !page_is(page, run.from, "("))
        run.from++;
    return run;
}

/* Quoted words that a content begins or ends in belong to it whole, unless the cue itself stands in them. */
static struct run with_marks(const struct page *page, const struct cue *cue, struct run run)
{
    int first = page->region[run.from], last = page->region[run.to - 1], own = page->region[cue->token];
    if (first >= 0 && first != own && page->quoted.items[first].run.from < run.from)
        run.from = page->quoted.items[first].run.from;
    if (last >= 0 && last != own && page->quoted.items[last].run.to > run.to)
        run.to = page->quoted.items[last].run.to;
    return run;
}

/* A full stop that stands alone ends what is told, though the sentence was not cut there: 'he hoped so. "We shall see," …'. */
static struct run to_full_stop(const struct page *page, struct run run)
{
    for (int i = run.from + 1; i + 1 < run.to; i++) {
        int region = page->region[i];
        bool closes = region >= 0 && region != page->region[i + 1] && page->region[i + 1] < 0;
        if (region < 0 && page_is(page, i, "."))
            run.to = i;
        else if (closes && (page_is(page, i - 1, ".") || page_is(page, i - 1, "?") || page_is(page, i - 1, "!")))
            run.to = i + 1;
    }
    return run;
}

static void add_content(const struct page *page, struct cue *cue, struct run run)
{
    if (run.from >= cue->span.to)
        run = to_full_stop(page, run);
    if (run.to - run.from > QUOTES_WINDOW && run.from < cue->token)
        run.from = run.to - QUOTES_WINDOW;
    if (run.to - run.from > QUOTES_WINDOW)
        run.to = run.from + QUOTES_WINDOW;
    run = trimmed(page, run);
    if (run.from >= run.to)
        return;
    run = with_marks(page, cue, run);
    ARENA_PUSH(page->arena, &cue->content, run);
}

/* "warned of", "called for": the preposition right behind the cue belongs to it. */
static struct run without_preposition(const struct page *page, struct cue *cue, struct run run)
{
    if (run.from == cue->span.to && names_preposition(cue->entry, page->tokens[run.from]->form)) {
        cue->span.to++;
        run.from++;
    }
    return run;
}

enum { LONGEST_ADJUNCT = 16 };

static bool opens_clause(const struct page *page, int token)
{
    enum deprel deprel = page->tokens[token]->deprel;
    return page_is(page, token, "that") && deprel != DEPREL_DET && deprel != DEPREL_NSUBJ && deprel != DEPREL_OBJ;
}

/* "said in the suit that the pier leaks": what looks like a relative clause of the adjunct, and tells what was said; but not "said
 * in a letter that was lost", nor "The pier leaks, she said in a letter that he wrote". */
static bool seems_relative(const struct page *page, const struct cue *cue, int token)
{
    int opens = cue->source.from < cue->span.from && cue->source.to > 0 ? cue->source.from : cue->span.from;
    bool pronoun = text_is(page->tokens[token]->xpos, "WDT") || text_is(page->tokens[token]->xpos, "IN");
    if (!pronoun || page->tokens[token]->deprel == DEPREL_DET || page_is_finite(page, token + 1))
        return false;
    for (int i = page_sentence_from(page, token); i < opens && page_is(page, opens - 1, ","); i++)
        if (page_is_finite(page, i))
            return false;
    return true;
}

/* "that" behind adjuncts of a verb of saying, where the tree hangs its clause elsewhere: "said on Friday in Oslo that …". */
static int clause_after_adjuncts(const struct page *page, const struct cue *cue)
{
    for (int i = cue->span.to; i < cue->span.to + LONGEST_ADJUNCT && page_same_sentence(page, i, cue->token); i++) {
        bool that = page->region[i] < 0 && page_is(page, i, "that");
        if (that && ((opens_clause(page, i) && text_is(page->tokens[i]->xpos, "IN")) || seems_relative(page, cue, i)))
            return i;
        if (that && opens_clause(page, i))
            return -1;
        bool adds = text_is(page->tokens[i]->xpos, "VBG") && page_is(page, i - 1, ",");
        const struct quoted *quoted = page->region[i] < 0 ? NULL : &page->quoted.items[page->region[i]];
        if ((page_is_finite(page, i) && !quoted) || (quoted && quoted->is_full) || adds)
            return -1; /* ", adding that" is said by another word, but 'on the show "This Day" that' */
        i = quoted ? quoted->run.to - 1 : i;
    }
    return -1;
}

/* "asked on the radio who leads the party": a question which the tree hangs on an adjunct. Empty: there is none. */
static struct run question_behind(const struct page *page, const struct cue *cue)
{
    struct run run = { 0, 0 };
    bool asks = page_lemma_is(page, cue->token, "ask") || page_lemma_is(page, cue->token, "wonder");
    for (int i = cue->span.to; asks && i < cue->span.to + LONGEST_ADJUNCT && page_same_sentence(page, i, cue->token); i++) {
        if (page->tokens[i]->upos == UPOS_PUNCT || page_is_finite(page, i))
            return run;
        bool opens = page->tokens[i]->xpos.at[0] == 'W' || page_is(page, i, "whether") || page_is(page, i, "if");
        if (!opens)
            continue;
        int top = page->head[i];
        while (top > i && !page_is_finite(page, top) && page->head[top] > i)
            top = page->head[top];
        return top > i ? (struct run){ i, page->right[top] + 1 } : run;
    }
    return run;
}

/* A clause behind a verb of saying which the tree does not make its own. */
static struct run clause_behind(const struct page *page, const struct cue *cue)
{
    struct run run = { cue->span.to, cue->span.to };
    if (!(cue->entry->frames & FRAME_THAT) || !page_same_sentence(page, run.from, cue->token))
        return (struct run){ 0, 0 };
    int to = page_sentence_to(page, cue->token), that = clause_after_adjuncts(page, cue);
    to = to - run.from > QUOTES_WINDOW ? run.from + QUOTES_WINDOW : to;
    bool says = cue->entry->frames & FRAME_QUOTE && !cue->is_passive && cue->source_token >= 0 && cue->source_token < cue->token;
    if (that >= 0 && (says || that == run.from))
        return (struct run){ that, to };
    if (!says || page->tokens[run.from]->upos == UPOS_PUNCT || page->tokens[run.from]->upos == UPOS_ADP ||
        page->tokens[run.from]->upos == UPOS_SCONJ)
        return (struct run){ 0, 0 };
    for (run.to = run.from; run.to < to; run.to++)
        if (page_is_finite(page, run.to) && page->region[run.to] < 0)
            return (struct run){ run.from, to };
    return (struct run){ 0, 0 };
}

/* "It seems the pier will close": the clause that follows, wherever the tree hangs it. */
static struct run clause_that_seems(const struct page *page, const struct cue *cue)
{
    int at = cue->span.to, top = at;
    bool seems = cue->entry->frames & FRAME_RAISE && cue->entry->frames & FRAME_THAT && page_is(page, cue->span.from - 1, "it");
    if (!seems || !page_same_sentence(page, at, cue->token) || page->tokens[at]->upos == UPOS_PUNCT)
        return (struct run){ 0, 0 };
    while (page->head[top] > at)
        top = page->head[top];
    struct run run = { at, page->right[top] + 1 };
    for (int i = at; i < run.to; i++)
        if (page_is_finite(page, i))
            return run;
    return (struct run){ 0, 0 };
}

/* "his claim in an interview that he had resigned": the "that" behind adjuncts of the noun, or of its verb; -1: there is none. */
static int clause_of_noun(const struct page *page, const struct cue *cue, int from)
{
    for (int i = from; i < from + LONGEST_ADJUNCT && page_same_sentence(page, i, cue->token); i++) {
        if (page->region[i] != page->region[cue->token] || page->tokens[i]->upos == UPOS_PUNCT || page_is_finite(page, i))
            return -1;
        if (page_is(page, i, "that") && text_is(page->tokens[i]->xpos, "IN") && page->tokens[i]->deprel != DEPREL_DET)
            return page->head[i] > i && !page_is_finite(page, i + 1) ? i : -1;
    }
    return -1;
}

/* What stands right behind the cue, wherever the tree hangs it: "concern about the law", "calls by doctors for a pause". */
static struct run words_behind(const struct page *page, struct cue *cue)
{
    int at = cue->span.to;
    if (cue->entry->kind == QUOTES_NOUN && cue->source.from >= at && cue->source.from <= at + 1 && cue->source.to > at)
        at = cue->source.to;
    if (!page_same_sentence(page, at, cue->token) || page->head[at] <= at)
        return (struct run){ 0, 0 };
    int head = page->head[at];
    struct run run = { at, page->right[head] + 1 };
    if (cue->entry->frames & FRAME_TO && page_is(page, at, "to") && is_infinitive(page, head))
        return run;
    bool takes_clause = cue->entry->kind == QUOTES_NOUN && cue->entry->frames & FRAME_THAT;
    if (takes_clause && opens_clause(page, at) && text_is(page->tokens[at]->xpos, "IN")) {
        cue->is_told = true;
        return run;
    }
    if (takes_clause) {
        int that = clause_of_noun(page, cue, at);
        if (that >= 0) {
            cue->is_told = true;
            return (struct run){ that, page->right[page->head[that]] + 1 };
        }
    }
    bool leads = page->tokens[at]->upos == UPOS_ADP || is_gerund(page, head) /* "no sign of giving up" */
              || page->tokens[at + 1]->xpos.at[0] == 'W' || page_is(page, at + 1, "whether"); /* "doubts about whether" */
    if (!names_preposition(cue->entry, page->tokens[at]->form) || !leads)
        return (struct run){ 0, 0 };
    return without_preposition(page, cue, run);
}

/* "before", "because": with a finite clause they tell when or why it was said. */
static bool opens_reason(const struct page *page, int mark)
{
    static const char *const marks[] = { "after", "before", "because", "by", "since", "until", "during", "amid",
                                         "while", "when", "despite", "following", "ahead", "throughout", "through" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (page_is(page, mark, marks[i]))
            return true;
    return false;
}

/* "thanked them at a rally", "in recent weeks": where or when somebody spoke, and nothing that is spoken of. */
static bool is_occasion(const struct page *page, int token)
{
    static const char *const nouns[] = {
        "interview", "speech", "rally", "conference", "debate", "appearance", "statement", "address", "show", "floor", "hall",
        "tweet", "post", "remark", "letter", "meeting", "hearing", "program", "page", "print", "stage", "past", "week", "month",
        "year", "day", "night",
    };
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (page_lemma_is(page, token, nouns[i]))
            return true;
    return false;
}

/* "attacked them on Friday", "praised it after she lost": when, where and why somebody spoke is the reporter's. */
static bool is_of_telling(const struct page *page, int child)
{
    int mark = preposition_of(page, child);
    bool clause = page->tokens[child]->deprel == DEPREL_ADVCL;
    if (opens_reason(page, mark) || (clause && page_is(page, mark, "as") && page->head[mark] == child))
        return true;
    if (clause)
        return mark < 0 && text_is(page->tokens[child]->xpos, "VBD");
    bool place = page_is(page, mark, "in") || page_is(page, mark, "on") || page_is(page, mark, "at");
    if ((place || page_is(page, mark, "for") || page_is(page, mark, "from")) && is_occasion(page, child))
        return true;
    return place && (is_day(page, child) || page->tokens[child]->upos == UPOS_PROPN || page->tokens[child]->upos == UPOS_NUM);
}

/* Adverbs that tell of the telling: "praised them again". A comma stands before what is told of neither. */
static bool is_of_telling_adverb(const struct page *page, int token)
{
    static const char *const words[] = { "now", "again", "later", "too", "recently", "repeatedly", "earlier", "ago", "then", "also",
                                         "here", "there", "early", "publicly", "first", "instead", "however", "as", "more",
                                         "aside", "either", "," };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (page_is(page, token, words[i]))
            return true;
    return false;
}

/* "viewed them favorably" */
static bool is_manner(const struct page *page, const struct cue *cue, int child)
{
    bool adverb = page->tokens[child]->deprel == DEPREL_ADVMOD && page->tokens[child]->upos == UPOS_ADV;
    return adverb && cue->entry->frames & FRAME_OBJ && !is_of_telling_adverb(page, page->left[child]) &&
           !is_of_telling_adverb(page, child);
}

/* "a better harbour, including a new pier": the examples belong to what they are examples of. */
static int with_examples(const struct page *page, int to)
{
    int word = to + 1;
    bool opens = page_is(page, word, "including") || page_is(page, word, "particularly") || page_is(page, word, "especially");
    if (!opens || !page_is(page, to, ",") || !page_same_sentence(page, to - 1, word))
        return to;
    return page->head[word] > word ? page->right[page->head[word]] + 1 : to;
}

/* What follows an object and depends on the cue is mostly told of the object: "praised them for their patience". */
static int with_adjuncts(const struct page *page, const struct cue *cue, struct run run)
{
    int to = run.to;
    for (int child = page->child[cue->token]; child >= 0; child = page->sibling[child]) {
        if (child < to || page->left[child] != to)
            continue;
        enum deprel deprel = page->tokens[child]->deprel;
        bool adjunct = deprel == DEPREL_OBL || deprel == DEPREL_XCOMP || deprel == DEPREL_ADVCL || deprel == DEPREL_CCOMP;
        adjunct |= is_manner(page, cue, child);
        if (!adjunct || is_of_telling(page, child))
            break;
        to = page->right[child] + 1;
    }
    return with_examples(page, to);
}

/* "said it had been tired and left early": a second verb with no subject, which says nothing, goes on with what is told. */
static bool goes_on(const struct seeker *seeker, const struct cue *cue, int verb, int from)
{
    const struct page *page = &seeker->page;
    int other = seeker->cue_at[verb];
    bool says = other >= 0 && seeker->cues.items[other].entry->frames & FRAME_QUOTE;
    return cue->entry->frames & FRAME_QUOTE && !says && page_is_finite(page, verb) && page->left[verb] == from &&
           page_child(page, verb, DEPREL_NSUBJ) < 0;
}

/* "claimed that prices have gone down and wages have gone up": a second clause in the tense of what is told, and not in that of the
 * telling. */
static bool is_parallel(const struct page *page, const struct cue *cue, int verb, int from)
{
    struct text tag = page_clause_tag(page, verb);
    int told = -1;
    for (int child = page->child[cue->token]; child >= 0 && child < from; child = page->sibling[child])
        if (child > cue->token && page->tokens[child]->deprel == DEPREL_CCOMP)
            told = child;
    bool joined = page_is(page, page->left[verb], "and") || page_is(page, page->left[verb], "but");
    return told >= 0 && joined && cue->entry->frames & FRAME_QUOTE && page->left[verb] - from <= 1 &&
           text_equals(page_clause_tag(page, told), tag) && !text_equals(page_clause_tag(page, cue->token), tag);
}

/* "said that it rained, and that nobody came": the tree hangs the second clause beside the verb of saying. */
static int with_conjuncts(const struct seeker *seeker, const struct cue *cue, struct run run)
{
    const struct page *page = &seeker->page;
    int to = run.to;
    for (int child = page->child[cue->token]; child >= 0 && cue->is_told; child = page->sibling[child]) {
        if (child < to || page->tokens[child]->deprel != DEPREL_CONJ)
            continue;
        int mark = page_child(page, child, DEPREL_MARK);
        bool told = page->left[child] - to <= 1 && mark >= 0 && page_is(page, mark, "that");
        if (!told && !goes_on(seeker, cue, child, to) && !is_parallel(page, cue, child, to))
            break;
        to = page->right[child] + 1;
    }
    return to;
}

/* Whether the words that stand right behind a content complete its last noun: "the hope" of …, that …, to …. A name or a pronoun
 * is complete. */
static bool completes(const struct seeker *seeker, int word)
{
    static const char *const words[] = { "of", "to", "that", "for", "about", "over" };
    const struct page *page = &seeker->page;
    int top = page->head[word];
    bool is_noun = page->tokens[word - 1]->upos == UPOS_NOUN;
    for (size_t i = 0; is_noun && i < sizeof words / sizeof *words; i++)
        if (page_is(page, word, words[i]))
            return top > word && page->left[top] == word && seeker->cue_at[top] < 0 && !is_of_telling(page, top);
    return false;
}

/* 'called her answer "a disgrace"', "asked about his part in the deal": what the tree hangs elsewhere, though no mark parts it from
 * the words before it. */
static int over_gap(const struct seeker *seeker, const struct cue *cue, int to)
{
    const struct page *page = &seeker->page;
    if (!page_same_sentence(page, to, cue->token) || to <= cue->span.to)
        return to;
    int region = page->region[to];
    bool opens = region >= 0 && region != page->region[cue->token] && page->quoted.items[region].run.from == to;
    if (opens && (cue->entry->kind == QUOTES_VERB || !page->quoted.items[region].is_full))
        return page->quoted.items[region].run.to;
    return completes(seeker, to) ? page->right[page->head[to]] + 1 : to;
}

/* The content right of the cue runs from its first part to the end of the last; an addressee before a clause is left out. */
static void content_behind(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    struct run run = { 0, 0 };
    bool addressee = false;
    if (cue->entry->frames & FRAME_PERSON)
        for (int child = page->child[cue->token]; child >= 0; child = page->sibling[child])
            addressee |= child > cue->token && page->tokens[child]->deprel == DEPREL_CCOMP && !is_infinitive(page, child);
    for (int child = page->child[cue->token]; child >= 0; child = page->sibling[child]) {
        if (page->right[child] < cue->span.to || child < cue->token)
            continue;
        if (seeker->cue_at[child] >= 0 && is_apart(page, child))
            break;
        enum part part = part_of(page, cue, child);
        bool is_object = part == PART_OBJECT && page->tokens[child]->deprel != DEPREL_XCOMP;
        if (part == PART_NONE || (is_object && addressee))
            continue;
        struct run more = part_run(page, cue, child, part);
        cue->is_told |= part == PART_CLAUSE && !is_infinitive(page, child) && !is_gerund(page, child);
        if (more.from < cue->span.to)
            more.from = cue->span.to;
        if (!run.to)
            run = without_preposition(page, cue, more);
        run.to = more.to > run.to ? more.to : run.to;
    }
    if (run.to) {
        run.to = with_adjuncts(page, cue, run);
        run.to = with_conjuncts(seeker, cue, run);
        run.to = over_gap(seeker, cue, run.to);
    } else {
        run = words_behind(page, cue);
    }
    if (!run.to)
        run = clause_that_seems(page, cue);
    if (!run.to)
        run = question_behind(page, cue);
    if (!run.to) {
        run = clause_behind(page, cue);
        cue->is_told |= run.to > 0;
    }
    if (run.to)
        add_content(page, cue, run);
}

/* "Haddad, who believes that the pact is dead, flew home": a relative clause ends where a comma stands before a finite verb. */
static void end_relative(const struct page *page, struct cue *cue)
{
    int who = cue->source_token;
    bool relative = who > 0 && (page_is(page, who, "who") || page_is(page, who, "which")) && page_is(page, who - 1, ",");
    if (!relative || !cue->content.count)
        return;
    struct run *run = &cue->content.items[cue->content.count - 1];
    for (int i = run->from; i + 1 < run->to; i++)
        if (page_is(page, i, ",") && page_is_finite(page, i + 1) && page->region[i] < 0)
            run->to = i;
}

/* "hopes to sail, raising": a clause that a comma parts from an infinitive or the words of a preposition is the reporter's. */
static void end_phrase(const struct page *page, struct cue *cue)
{
    if (!cue->content.count || cue->is_told)
        return;
    struct run *run = &cue->content.items[cue->content.count - 1];
    for (int i = run->from + 1; i + 1 < run->to; i++) {
        int top = page_is(page, i, ",") && page->region[i] < 0 ? i + 1 : -1;
        while (top >= 0 && page->head[top] > i && page->left[page->head[top]] >= i)
            top = page->head[top];
        bool apart = top >= 0 && page->head[top] >= 0 && page->head[top] < i;
        if (apart && (page->tokens[top]->deprel == DEPREL_ADVCL || page->tokens[top]->deprel == DEPREL_ACL_RELCL))
            run->to = i;
    }
}

static void put_first(const struct page *page, struct cue *cue, struct run run)
{
    ARENA_PUSH(page->arena, &cue->content, run);
    for (size_t i = cue->content.count - 1; i > 0; i--) {
        struct run other = cue->content.items[i - 1];
        cue->content.items[i - 1] = cue->content.items[i];
        cue->content.items[i] = other;
    }
}

/* The passive's subject is what is attributed: "the plan was criticised", "he is expected to". */
static void content_of_passive(const struct page *page, struct cue *cue)
{
    int subject = page_child(page, cue->token, DEPREL_NSUBJ_PASS);
    bool told = cue->entry->frames & FRAME_PERSON && cue->content.count;
    bool told_of_noun = subject < 0 && page->tokens[cue->token]->deprel == DEPREL_ACL;
    if (told_of_noun && (cue->source_token >= 0 || cue->content.count)) /* but not "goods offered" */
        subject = page->head[cue->token];
    if (subject < 0 || subject > cue->token || told || page_is(page, subject, "it") || page_is(page, subject, "there"))
        return;
    if (!takes_object(page, cue) && !(cue->entry->frames & FRAME_TO && cue->content.count))
        return;
    struct run run = page_nominal(page, subject);
    if (run.to > cue->span.from)
        run.to = cue->span.from;
    if (run.from >= run.to)
        return;
    put_first(page, cue, run);
}

/* "The road seems to be closed": the subject belongs to what seems so. */
static void content_of_raising(const struct page *page, struct cue *cue)
{
    int subject = page_child(page, cue->token, DEPREL_NSUBJ);
    if (!cue->content.count || subject < 0 || subject > cue->token)
        return;
    if (page_is(page, subject, "it") || page_is(page, subject, "there"))
        return;
    struct run run = page_nominal(page, subject);
    run.to = run.to > cue->span.from ? cue->span.from : run.to;
    if (run.from < run.to)
        put_first(page, cue, run);
}

static bool is_relative_pronoun(const struct page *page, int token)
{
    return page_is(page, token, "which") || page_is(page, token, "whom");
}

/* "the harbour that she hopes to close": an infinitive whose object is the noun before it. */
static bool leaves_gap(const struct page *page, const struct cue *cue)
{
    int from = cue->content.items[0].from;
    if (cue->content.count > 1 || from != cue->span.to || !page_is(page, from, "to") || cue->entry->frames & FRAME_RAISE)
        return false;
    int verb = page->head[from];
    return verb > from && is_infinitive(page, verb) && page_child(page, verb, DEPREL_OBJ) < 0 &&
           page_child(page, verb, DEPREL_CCOMP) < 0 && page_child(page, verb, DEPREL_COP) < 0 && !page_is(page, verb, "be");
}

/* "a plan that she proposed": the noun is what is attributed. */
static void content_of_relative(const struct page *page, struct cue *cue)
{
    bool open = cue->content.count ? leaves_gap(page, cue) : takes_object(page, cue);
    if (!open || page->tokens[cue->token]->deprel != DEPREL_ACL_RELCL || cue->is_passive)
        return;
    int noun = page->head[cue->token];
    if (noun < 0 || noun > cue->token || page_child(page, noun, DEPREL_DET) == noun)
        return;
    int object = page_child(page, cue->token, DEPREL_OBJ);
    if (cue->source_token < 0 || cue->source_token <= noun || (object >= 0 && object > cue->token))
        return;
    if (page_is(page, cue->source.from - 1, ",")) /* "…, she said": inserted, and no relative clause */
        return;
    struct run run = page_nominal(page, noun);
    for (int i = noun + 1; i < cue->source.from; i++)
        if (is_relative_pronoun(page, i))
            run = (struct run){ i, i + 1 }; /* ", which she denies": it stands for what is said before */
    if (run.to > cue->source.from)
        run.to = cue->source.from;
    if (run.to > noun)
        add_content(page, cue, run);
}

/* The clause around a phrase that tells whose word it is, on both sides. */
static void content_around(const struct page *page, struct cue *cue, struct run phrase, int governor)
{
    int from = page_sentence_from(page, cue->token), to = page_sentence_to(page, cue->token);
    for (int at = governor; at >= 0; at = page->head[at]) {
        enum deprel deprel = page->tokens[at]->deprel;
        bool own_clause = deprel == DEPREL_ACL_RELCL || deprel == DEPREL_CONJ || deprel == DEPREL_PARATAXIS;
        if (!own_clause || page->left[at] >= phrase.from || phrase.to >= to)
            continue; /* at the end of the sentence it is all of it that is told */
        from = page->left[at];
        while (from < at && (page->tokens[from]->upos == UPOS_CCONJ || page_is(page, from, ",")))
            from++;
        to = page->right[at] + 1 < to ? page->right[at] + 1 : to;
        break;
    }
    cue->is_inserted = cue->is_told = true;
    if (from < phrase.from)
        add_content(page, cue, (struct run){ from, phrase.from });
    if (phrase.to < to)
        add_content(page, cue, (struct run){ phrase.to, to });
}

/* "according to" */
static void content_of_marker(const struct page *page, struct cue *cue)
{
    struct run phrase = { cue->span.from, cue->source.to > cue->span.to ? cue->source.to : cue->span.to };
    content_around(page, cue, phrase, cue->source_token >= 0 ? page->head[cue->source_token] : page->head[cue->token]);
}

/* "In Lind's view, the pier is too short": what somebody thinks, as the clause around tells it. */
static void content_of_view(const struct page *page, struct cue *cue)
{
    static const char *const nouns[] = { "view", "opinion", "judgment", "judgement", "mind" };
    int mark = page_child(page, cue->token, DEPREL_CASE), owner = page_child(page, cue->token, DEPREL_NMOD_POSS);
    bool fits = false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        fits |= page_lemma_is(page, cue->token, nouns[i]);
    bool apart = mark >= 0 && (page_is(page, cue->span.to, ",") || page_is(page, mark - 1, ","));
    if (!fits || cue->content.count || owner < mark || !page_is(page, mark, "in") || !apart)
        return;
    content_around(page, cue, (struct run){ mark, cue->span.to }, page->head[cue->token]);
}

/* "is reportedly leaving": the clause of the word that the adverb belongs to. */
static void content_of_adverb(const struct page *page, struct cue *cue)
{
    int head = page->head[cue->token];
    if (head < 0)
        return;
    struct run run = { page->left[head], page->right[head] + 1 };
    int to = page_sentence_to(page, cue->token);
    run.to = run.to > to ? to : run.to;
    if (run.from < cue->span.from)
        add_content(page, cue, (struct run){ run.from, cue->span.from });
    if (cue->span.to < run.to)
        add_content(page, cue, (struct run){ cue->span.to, run.to });
}

/* "Half of them said so" */
static void content_of_so(const struct page *page, struct cue *cue)
{
    bool says = cue->entry->kind == QUOTES_VERB && cue->entry->frames & FRAME_THAT && cue->source_token >= 0;
    if (says && !cue->content.count && page_is(page, cue->span.to, "so") && page_same_sentence(page, cue->span.to, cue->token))
        ARENA_PUSH(page->arena, &cue->content, ((struct run){ cue->span.to, cue->span.to + 1 }));
}

/* "Her claim is that the dam leaks": the clause that the noun is said to be. */
static void content_of_copula(const struct page *page, struct cue *cue)
{
    int clause = page->head[cue->token];
    enum deprel deprel = page->tokens[cue->token]->deprel;
    bool is_subject = deprel == DEPREL_NSUBJ || deprel == DEPREL_NSUBJ_OUTER;
    if (cue->entry->kind != QUOTES_NOUN || cue->content.count || clause < 0 || !is_subject)
        return;
    int mark = page_child(page, clause, DEPREL_MARK), copula = page_child(page, clause, DEPREL_COP);
    if (copula < cue->token || mark < copula || !(page_is(page, mark, "that") || page_is(page, mark, "whether")))
        return;
    cue->span.to = copula + 1;
    cue->is_told = true;
    add_content(page, cue, (struct run){ mark, page->right[clause] + 1 });
}

void contents_find(struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    if (cue->content.count)
        return; /* found with the source */
    if (cue->entry->kind == QUOTES_MARKER) {
        content_of_marker(page, cue);
        return;
    }
    if (cue->entry->kind == QUOTES_ADVERB) {
        content_of_adverb(page, cue);
        return;
    }
    content_behind(seeker, cue);
    content_of_so(page, cue);
    content_of_copula(page, cue);
    if (cue->entry->kind == QUOTES_NOUN)
        content_of_view(page, cue);
    end_relative(page, cue);
    end_phrase(page, cue);
    if (cue->is_passive)
        content_of_passive(page, cue);
    if (cue->entry->frames & FRAME_RAISE)
        content_of_raising(page, cue);
    content_of_relative(page, cue);
}
