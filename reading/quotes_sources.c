/* Finds who is the source of a cue: the subject of a verb, the by-phrase of a passive, the owner of a noun. */
#include "reading/quotes_inner.h"

enum { HIGHEST = 6 }; /* how many verbs up a missing subject is looked for */

/* Nothing but words of one clause stands between a subject and its verb. */
static bool is_beside(const struct page *page, int subject, int verb)
{
    for (int i = subject + 1; i < verb; i++)
        if (page->tokens[i]->upos == UPOS_PUNCT)
            return false;
    return true;
}

/* "Lind and Berg both said", "Lind, himself an envoy, said": a word that only stresses the subject before it. */
static bool is_stressing(const struct page *page, int token)
{
    static const char *const words[] = { "both", "all", "each", "himself", "herself", "themselves", "itself" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (page_is(page, token, words[i]))
            return page->child[token] < 0;
    return false;
}

/* The subject, the nearest where the tree has two: 'The plan "is dead," said the envoy'. */
static int subject_of(const struct page *page, int token)
{
    int best = -1, distance = 0;
    for (int child = page->child[token]; child >= 0 && child < token; child = page->sibling[child])
        if (page->tokens[child]->deprel == DEPREL_NSUBJ && is_beside(page, child, token))
            best = best >= 0 && is_stressing(page, child) ? best : child; /* of a name that the tree took apart, the last word */
    if (best >= 0)
        return best;
    for (int child = page->child[token]; child >= 0; child = page->sibling[child]) {
        if (page->tokens[child]->deprel != DEPREL_NSUBJ && page->tokens[child]->deprel != DEPREL_NSUBJ_OUTER)
            continue;
        if (best >= 0 && is_stressing(page, child))
            continue;
        int away = child < token ? token - child : child - token;
        if (best < 0 || away < distance) {
            best = child;
            distance = away;
        }
    }
    return best;
}

static int with_case(const struct page *page, int token, const char *preposition)
{
    for (int child = page->child[token]; child >= 0; child = page->sibling[child]) {
        enum deprel deprel = page->tokens[child]->deprel;
        if (deprel != DEPREL_OBL && deprel != DEPREL_NMOD && deprel != DEPREL_OBL_AGENT)
            continue;
        int mark = page_child(page, child, DEPREL_CASE);
        if (mark >= 0 && page_is(page, mark, preposition))
            return child;
    }
    return -1;
}

static int agent_of(const struct page *page, int token)
{
    int agent = page_child(page, token, DEPREL_OBL_AGENT);
    return agent >= 0 ? agent : with_case(page, token, "by");
}

/* "was named the winner of the race by the court", "the bill, opposed by Lee": a by-phrase that the tree hangs on a noun. */
static int hung_agent(const struct page *page, const struct cue *cue)
{
    if (page_is(page, cue->span.to, "about") || page_is(page, cue->span.to, "of")) /* "was told of the house by the river" */
        return -1;
    for (int by = cue->span.to; page_same_sentence(page, by, cue->token); by++) {
        bool quoted = page->region[by] >= 0 && page->region[by] != page->region[cue->token]; /* 'called "madness" by Lind' */
        if ((page->tokens[by]->upos == UPOS_PUNCT && !quoted) || page_is_finite(page, by))
            return -1;
        int agent = page->head[by];
        if (!page_is(page, by, "by") || agent < by)
            continue;
        bool hangs = page->tokens[agent]->deprel == DEPREL_NMOD && page->tokens[agent]->upos != UPOS_NUM;
        return hangs && (by == cue->span.to || page_is_under(page, agent, cue->token)) ? agent : -1;
    }
    return -1;
}

static int object_of(const struct page *page, int token)
{
    int object = page_child(page, token, DEPREL_OBJ);
    return object >= 0 ? object : page_child(page, token, DEPREL_IOBJ);
}

static bool is_passive_verb(const struct page *page, int token)
{
    return page_child(page, token, DEPREL_AUX_PASS) >= 0 || page_child(page, token, DEPREL_NSUBJ_PASS) >= 0;
}

/* "has a history of blaming", "took time to thank", "is the first to say": a clause that fills a noun has the subject of the
 * noun's verb, or of the noun itself; -1: it is the noun that does it, or nobody. `at` climbs to where to look on. */
static int filler_subject(const struct page *page, int noun, int clause, int *at)
{
    bool has_mark = page_child(page, clause, DEPREL_MARK) >= 0;
    bool is_thing = page->tokens[noun]->upos == UPOS_NOUN && page->tokens[noun]->deprel == DEPREL_OBJ;
    bool gerund = text_is(page->tokens[clause]->xpos, "VBG");
    gerund = gerund && (has_mark || is_thing || page_child(page, clause, DEPREL_CASE) >= 0);
    bool infinitive = text_is(page->tokens[clause]->xpos, "VB") && has_mark;
    if (!gerund && !infinitive)
        return -1;
    int verb = page->head[noun], subject = -1;
    bool fills = page->tokens[noun]->deprel == DEPREL_OBJ || page->tokens[noun]->deprel == DEPREL_OBL;
    if (verb >= 0 && fills) {
        subject = subject_of(page, verb);
        *at = verb;
    } else if (infinitive && page_child(page, noun, DEPREL_COP) >= 0) {
        subject = subject_of(page, noun);
    } else if (gerund) {
        *at = noun;
    }
    return subject;
}

/* ", calling it a mistake", "- saying": a participle that a comma or dash parts from what stands before it. */
static bool is_loose_participle(const struct page *page, int token)
{
    static const char *const marks[] = { ",", "-", "--", "–", "—" };
    enum deprel deprel = page->tokens[token]->deprel;
    bool fits = deprel == DEPREL_ADVCL || deprel == DEPREL_ACL || deprel == DEPREL_CSUBJ;
    fits = fits && text_is(page->tokens[token]->xpos, "VBG");
    int before = token - 1;
    while (fits && page_same_sentence(page, before, token) && page->head[before] == token && page->tokens[before]->upos == UPOS_ADV)
        before--;
    bool closes = before > 0 && page->region[before] >= 0 && page->region[before] != page->region[token];
    before -= closes && page->tokens[before]->upos == UPOS_PUNCT; /* '"a mistake," adding' */
    for (size_t i = 0; fits && i < sizeof marks / sizeof *marks; i++)
        if (page_same_sentence(page, before, token) && page_is(page, before, marks[i]))
            return true;
    return false;
}

/* The highest clause that a loose participle can belong to: "He said that the plan would fail, calling it a mistake" tells what
 * he called it, though the tree hangs it on the nearest verb. */
static int loosened(const struct page *page, int token)
{
    int best = token;
    for (int at = token; page->head[at] >= 0; at = page->head[at]) {
        enum deprel deprel = page->tokens[at]->deprel;
        bool within = deprel == DEPREL_CCOMP || deprel == DEPREL_ACL || deprel == DEPREL_ACL_RELCL;
        int head = page->head[at];
        if ((at != token || deprel == DEPREL_ACL) && within && head < token && page->region[head] == page->region[token])
            best = head;
    }
    return best;
}

/* "with a third saying", "with many worried": where the tree hangs "with" on the word itself, the nominal between; -1. */
static int subject_after_mark(const struct page *page, int token, int last)
{
    int with = -1;
    for (int child = page->child[token]; child >= 0 && child < last; child = page->sibling[child])
        if (page_is(page, child, "with"))
            with = child;
    uint8_t upos = page->tokens[last]->upos;
    bool named = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM || upos == UPOS_ADJ;
    if (with < 0 || !named)
        return -1;
    int top = last;
    while (page->head[top] > with && page->head[top] < token)
        top = page->head[top];
    return top;
}

/* "with the mayor saying": the nominal between "with" and a participle; -1: there is none. */
static int subject_after_with(const struct page *page, int token)
{
    int last = token - 1;
    while (page_same_sentence(page, last, token) && page->head[last] == token &&
           (page->tokens[last]->upos == UPOS_ADV || is_stressing(page, last)))
        last--;
    bool stands = page_same_sentence(page, last, token) && page->tokens[last]->upos != UPOS_PUNCT;
    int marked = stands ? subject_after_mark(page, token, last) : -1;
    if (marked >= 0 || !stands || !text_is(page->tokens[token]->xpos, "VBG"))
        return marked;
    int top = last;
    while (page->head[top] >= 0 && page->head[top] < token && page->left[top] <= last && page_child(page, top, DEPREL_CASE) < 0)
        top = page->head[top];
    int mark = page_child(page, top, DEPREL_CASE);
    bool fits = mark >= 0 && page_is(page, mark, "with") && (page->right[top] == last || page->head[token] == top);
    return fits ? top : -1;
}

/* "led him to say", "gave the mayor a chance to say": the object of a verb that makes somebody do something; -1. */
static int caused_subject(const struct page *page, int token)
{
    static const char *const causes[] = { "lead", "drive", "push", "prompt", "force", "cause", "send", "inspire", "spur", "move" };
    int head = page->head[token];
    enum deprel deprel = page->tokens[token]->deprel;
    bool infinitive = text_is(page->tokens[token]->xpos, "VB") && page_child(page, token, DEPREL_MARK) >= 0;
    if (head < 0 || !infinitive)
        return -1;
    if (deprel == DEPREL_ACL && page->tokens[head]->deprel == DEPREL_OBJ && page->head[head] >= 0)
        return page_child(page, page->head[head], DEPREL_IOBJ);
    for (size_t i = 0; i < sizeof causes / sizeof *causes && deprel == DEPREL_ADVCL; i++)
        if (page_lemma_is(page, head, causes[i]))
            return page_child(page, head, DEPREL_OBJ);
    return -1;
}

/* "lamented the state of the roads and criticised", "asked them to stay and said": the nearest verb of the same form before a
 * coordinate one that the tree hangs on a noun, or on a verb of another form; -1: it hangs well. */
static int parallel_verb(const struct page *page, int token)
{
    int head = page->head[token], first = page_sentence_from(page, token);
    struct text tag = page_clause_tag(page, token);
    bool joined = page->tokens[token]->deprel == DEPREL_CONJ && page_child(page, token, DEPREL_CC) >= 0;
    if (head < 0 || head > token || !joined || text_is(tag, "VB") || text_is(tag, "MD") ||
        text_equals(page_clause_tag(page, head), tag))
        return -1;
    for (int i = head; i >= first; i--) {
        if (!text_equals(page->tokens[i]->xpos, tag) || page->region[i] != page->region[token])
            continue;
        enum deprel deprel = page->tokens[i]->deprel;
        bool helps = deprel == DEPREL_AUX || deprel == DEPREL_AUX_PASS || deprel == DEPREL_COP;
        return helps ? page->head[i] : i;
    }
    return -1;
}

/* Who is the subject of a verb that has none of its own: that of the verb which governs it, or the noun that it tells about. */
static int inherited_subject(const struct page *page, int token)
{
    int given = subject_after_with(page, token);
    if (given < 0)
        given = caused_subject(page, token);
    if (given >= 0 && given < token)
        return given;
    int parallel = parallel_verb(page, token);
    int shared = parallel < 0 ? -1 : subject_of(page, parallel);
    if (shared >= 0 && shared < token)
        return shared;
    int at = token, first = token;
    while (page->tokens[first]->deprel == DEPREL_CONJ && page->head[first] >= 0 && page->head[first] < first)
        first = page->head[first]; /* ", calling it a mistake and asking" */
    bool is_loose = is_loose_participle(page, first);
    if (is_loose && page->tokens[first]->deprel == DEPREL_CSUBJ) /* ", saying the gains would end": of what it tells */
        while (page->head[at] > token)
            at = page->head[at];
    if (is_loose) {
        int above = loosened(page, first);
        while (above != first && above >= 0 && subject_of(page, above) < 0)
            above = page->head[above];
        if (above >= 0 && above != first && above < first)
            return subject_of(page, above);
    }
    for (int step = 0; step < HIGHEST; step++) {
        int head = page->head[at];
        if (head < 0)
            return -1;
        enum deprel deprel = page->tokens[at]->deprel;
        if (deprel == DEPREL_ACL) {
            int clause = at, subject = filler_subject(page, head, clause, &at);
            if (subject >= 0 || at == clause)
                return subject >= 0 ? subject : head;
            continue;
        }
        if (deprel == DEPREL_XCOMP) {
            int object = object_of(page, head);
            if (object >= 0 && object < at && !is_loose)
                return object;
        } else if (deprel != DEPREL_CONJ && deprel != DEPREL_ADVCL && deprel != DEPREL_CCOMP && deprel != DEPREL_PARATAXIS &&
                   deprel != DEPREL_DEP) {
            return -1;
        }
        if (is_passive_verb(page, head)) {
            int passive = page_child(page, head, DEPREL_NSUBJ_PASS);
            if (passive >= 0)
                return passive;
        }
        int subject = subject_of(page, head);
        if (subject >= 0)
            return subject;
        at = head;
    }
    return -1;
}

static bool is_expletive(const struct page *page, int token)
{
    return page->tokens[token]->deprel == DEPREL_EXPL || page_is(page, token, "there");
}

/* "Park Geun-hye": the parts of a name stand together whatever the tree makes of them. */
static bool is_name_before(const struct page *page, int from)
{
    if (from < 2 || !page_same_sentence(page, from - 1, from))
        return false;
    bool joined = !(page->tokens[from]->flags & TOKEN_SPACE_BEFORE);
    if (page_is(page, from - 1, "-"))
        return joined && !(page->tokens[from - 1]->flags & TOKEN_SPACE_BEFORE);
    bool hyphen = page_is(page, from, "-") && joined;
    return page->tokens[from - 1]->upos == UPOS_PROPN && (hyphen || page->tokens[from]->upos == UPOS_PROPN);
}

/* "Harbour owner and pilot" beside "Ann Lee said": where the tree makes two subjects of a title and a name, the title, with nothing
 * but words of a nominal between the two; -1. */
static int subject_beside(const struct page *page, int from, int head)
{
    int verb = page->head[head];
    if (page->tokens[head]->upos != UPOS_PROPN)
        return -1;
    for (int child = verb < 0 ? -1 : page->child[verb]; child >= 0 && child < from; child = page->sibling[child]) {
        if (page->tokens[child]->deprel != DEPREL_NSUBJ || page->right[child] + 1 != from)
            continue;
        for (int i = page->left[child]; i < from; i++)
            if (page_is_finite(page, i) || page_is(page, i, ",") || page->region[i] != page->region[head])
                return -1;
        return child;
    }
    return -1;
}

static void set_source(const struct page *page, struct cue *cue, int head)
{
    if (head < 0 || is_expletive(page, head))
        return;
    cue->source_token = head;
    cue->source = page_nominal(page, head);
    if (text_is(page->tokens[head]->xpos, "PRP")) /* "Besides, she said" */
        cue->source.from = head;
    int before = cue->source.from - 1;
    if (page_same_sentence(page, before, head) && page->tokens[before]->upos == UPOS_DET && page->head[before] == page->head[head])
        cue->source.from = before; /* hung beside its noun */
    while (is_name_before(page, cue->source.from))
        cue->source.from--;
    while (page_same_sentence(page, cue->source.to, head) && cue->source.to != cue->token && is_name_before(page, cue->source.to))
        cue->source.to++;
    int other = cue->source.from - 1;
    bool beside = page_same_sentence(page, other, head) && page->head[other] == page->head[head];
    if (!beside || page->tokens[other]->deprel != DEPREL_NSUBJ)
        other = subject_beside(page, cue->source.from, head);
    if (other >= 0)
        cue->source.from = page_nominal(page, other).from; /* two subjects side by side are one */
    if (page_is(page, cue->source.to - 1, "than") && cue->source.to < cue->span.from && is_beside(page, head, cue->span.from))
        cue->source.to = cue->span.from; /* "More than six in ten said" */
    if (head < cue->token && cue->source.to > cue->span.from) {
        cue->source.to = cue->span.from;
        if (head >= cue->source.to)
            cue->source = (struct run){ head, head + 1 };
    }
    if (head > cue->token && cue->source.from < cue->span.to)
        cue->source.from = cue->span.to <= head ? cue->span.to : head;
}

static bool has_entry(const struct seeker *seeker, int token, enum quotes_kind kind)
{
    return quotes_has_kind(seeker->lexicon, seeker->page.tokens[token]->lemma, kind);
}

static void join_span(struct cue *cue, int token)
{
    cue->span.from = token < cue->span.from ? token : cue->span.from;
    cue->span.to = token >= cue->span.to ? token + 1 : cue->span.to;
}

/* "The minister's letter warned": he is the source, and the letter belongs to the cue. "He issued a statement saying": likewise. */
static void prefer_person(const struct seeker *seeker, struct cue *cue, int head)
{
    const struct page *page = &seeker->page;
    if (head < 0 || !has_entry(seeker, head, QUOTES_DOCUMENT)) {
        set_source(page, cue, head);
        return;
    }
    cue->by_document = true;
    int owner = page_child(page, head, DEPREL_NMOD_POSS);
    int verb = page->head[head];
    bool told = page->tokens[cue->token]->deprel == DEPREL_ACL && page->tokens[head]->deprel == DEPREL_OBJ && verb >= 0 &&
                has_entry(seeker, verb, QUOTES_LIGHT);
    int subject = told ? subject_of(page, verb) : -1;
    if (subject >= 0) {
        set_source(page, cue, subject);
        join_span(cue, verb);
    } else if (owner >= 0 && cue->span.from == head + 1) {
        set_source(page, cue, owner);
        cue->source.to = head;
        join_span(cue, head);
    } else {
        set_source(page, cue, head);
    }
}

static bool is_nominal(const struct page *page, int token)
{
    uint8_t upos = page->tokens[token]->upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM;
}

static bool is_finite(const struct page *page, int token)
{
    struct text tag = page->tokens[token]->xpos;
    return text_is(tag, "VBD") || text_is(tag, "VBZ") || text_is(tag, "VBP");
}

static bool is_break(const struct page *page, int token)
{
    return token < 0 || page->tokens[token]->upos == UPOS_PUNCT;
}

static bool is_clause_head(const struct page *page, int token)
{
    return is_finite(page, token) || text_is(page->tokens[token]->xpos, "VB");
}

/* Climbs to the top of the nominal that a token of [from, to) stands in; a verb is nobody. */
static int top_within(const struct page *page, int token, int from, int to)
{
    while (page->head[token] >= from && page->head[token] < to && !is_clause_head(page, page->head[token]))
        token = page->head[token];
    return token;
}

/* The comma that opens the words under a token, within them or right before; -1: none. */
static int comma_before(const struct page *page, int token)
{
    int left = page->left[token];
    return page_is(page, left, ",") ? left : page_is(page, left - 1, ",") ? left - 1 : -1;
}

enum { LONGEST_SOURCE = 28 };

/* Whether tokens [from, to) can be somebody: no clause, no adjunct, and a nominal among them. */
static bool can_be_source(const struct page *page, int from, int to)
{
    if (from >= to || to - from > LONGEST_SOURCE)
        return false;
    if (page->tokens[from]->upos == UPOS_ADP || page->tokens[from]->upos == UPOS_SCONJ ||
        (page->tokens[from]->upos == UPOS_VERB && page->tokens[from]->deprel != DEPREL_AMOD))
        return false;
    bool named = false;
    for (int i = from; i < to; i++) {
        if (text_is(page->tokens[i]->xpos, "WP") || text_is(page->tokens[i]->xpos, "WDT"))
            return false;
        if (is_finite(page, i) && !page_is_under(page, i, from) && page->tokens[i]->deprel != DEPREL_ACL_RELCL)
            return false;
        named |= is_nominal(page, i) && page->tokens[i]->deprel != DEPREL_OBL_UNMARKED;
    }
    return named && page->tokens[from]->deprel != DEPREL_OBL_UNMARKED;
}

static int first_top(const struct page *page, int from, int to)
{
    for (int i = from; i < to; i++)
        if (is_nominal(page, i))
            return top_within(page, i, from, to);
    return -1;
}

/* "more than half", "one in four", "at least six": the words around a number. */
static bool is_in_quantity(const struct page *page, int token)
{
    static const char *const words[] = { "more", "less", "fewer", "least", "nearly", "about", "almost", "roughly", "some" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (page_is(page, token, words[i]) || (i < 3 && page_is(page, token, "than") && page_is(page, token - 1, words[i])))
            return true;
    bool between = page_same_sentence(page, token - 1, token + 1) && page->tokens[token - 1]->upos == UPOS_NUM;
    return (page_is(page, token, "in") && between && page->tokens[token + 1]->upos == UPOS_NUM) ||
           (page_is(page, token, "at") && page_same_sentence(page, token, token + 1) && page_is(page, token + 1, "least"));
}

/* "But he said", "Later, Lind said": what stands before who says it. */
static bool is_opener(const struct page *page, int token)
{
    uint8_t upos = page->tokens[token]->upos;
    bool asks = page->tokens[token]->xpos.at[0] == 'W'; /* "when Lind asked" */
    return (upos == UPOS_PUNCT || upos == UPOS_CCONJ || (upos == UPOS_ADV && !asks)) && !is_in_quantity(page, token);
}

/* Behind conjunctions and adverbs that open the sentence. */
static int first_of_nominal(const struct page *page, int from)
{
    for (;; from++) {
        uint8_t upos = page->tokens[from]->upos;
        bool opens = upos == UPOS_ADV || upos == UPOS_CCONJ || upos == UPOS_ADP || upos == UPOS_SCONJ;
        if (is_in_quantity(page, from) || !opens)
            return from;
    }
}

/* '…," Ann Lee, the mayor of Oslo, said': all between the closing mark and the verb; empty where that is nobody. */
static struct run words_after_marks(const struct page *page, const struct cue *cue)
{
    int first = page_sentence_from(page, cue->token), from = cue->span.from;
    while (from > first && page->region[from - 1] < 0 && cue->span.from - from <= LONGEST_SOURCE)
        from--;
    bool closed = from > 0 && page->region[from - 1] >= 0 && page->quoted.items[page->region[from - 1]].run.to == from &&
                  page_same_paragraph(page, from - 1, cue->token);
    struct run run = { from, cue->span.from };
    bool joined = run.to > run.from && page->tokens[run.to - 1]->upos == UPOS_CCONJ; /* 'called it "old" in May and said' */
    while (run.to > run.from && is_break(page, run.to - 1))
        run.to--;
    while (run.from < run.to && is_opener(page, run.from))
        run.from++;
    for (int i = run.from + 2; i < run.to && page_is(page, cue->span.from - 1, ","); i++)
        if (text_is(page->tokens[i]->xpos, "WP") && page_is(page, i - 1, ","))
            run.to = i - 1; /* "Ann Lee, who was there, said" */
    int top = first_top(page, run.from, run.to);
    closed &= !joined && top >= 0 && !(page->tokens[top]->deprel == DEPREL_OBL_UNMARKED && page->tokens[top]->upos == UPOS_NOUN);
    return closed && can_be_source(page, run.from, run.to) ? run : (struct run){ from, from };
}

/* '…, a spokeswoman, Ann Lee, said': who is named between commas, and what stands before. -1: no such thing. */
static int subject_between_commas(const struct page *page, const struct cue *cue)
{
    int last = cue->span.from - 2;
    if (last < page_sentence_from(page, cue->token) || !page_is(page, last + 1, ",") || !is_nominal(page, last))
        return -1;
    int name = last;
    while (page->head[name] >= 0 && page->head[name] < name && page->tokens[name]->deprel != DEPREL_APPOS)
        name = page->head[name];
    int comma = page->tokens[name]->deprel == DEPREL_APPOS ? comma_before(page, name) : -1;
    return comma > 0 && page->head[name] == comma - 1 ? comma - 1 : -1;
}

/* An inserted clause that the tree took apart: '…," the tall man said', '…," said Ann Lee, who …'. -1: no such thing. */
static int nearby_subject(const struct page *page, const struct cue *cue, struct run *whole)
{
    if (!is_finite(page, cue->token))
        return -1;
    int first = page_sentence_from(page, cue->token), last = page->base[page->sentence[cue->token] + 1];
    int from = cue->span.from, to = cue->span.to;
    while (from > first && !is_break(page, from - 1) && cue->span.from - from <= LONGEST_SOURCE)
        from--;
    if (from < cue->span.from && is_nominal(page, cue->span.from - 1) && can_be_source(page, from, cue->span.from)) {
        *whole = (struct run){ first_of_nominal(page, from), cue->span.from };
        return top_within(page, cue->span.from - 1, from, cue->span.from);
    }
    struct run after = words_after_marks(page, cue);
    if (after.to > after.from)
        return first_top(page, after.from, after.to);
    after.from = subject_between_commas(page, cue);
    if (after.from >= 0)
        return after.from;
    bool has_clause = false; /* "said they knew nothing" */
    while (to < last && !is_break(page, to) && to - cue->span.to <= LONGEST_SOURCE)
        has_clause |= page_is_finite(page, to++);
    bool opens = cue->span.from == first && !page_is(page, to, ":"); /* "Asked about the price, …" */
    if (from < cue->span.from || to == cue->span.to || to - cue->span.to > LONGEST_SOURCE || opens || has_clause)
        return -1;
    return page->tokens[cue->span.to]->upos == UPOS_ADP ? -1 : first_top(page, cue->span.to, to);
}

/* "a day after Joe Lee said": the nominal right before a finite verb, where the tree gives it no subject. */
static int nominal_before(const struct page *page, const struct cue *cue, struct run *whole)
{
    int first = page_sentence_from(page, cue->token), from = cue->span.from;
    if (!is_finite(page, cue->token) || page->tokens[cue->token]->deprel == DEPREL_ACL)
        return -1;
    if (from == first || !is_nominal(page, from - 1))
        return -1;
    while (from > first && cue->span.from - from < LONGEST_SOURCE) {
        uint8_t upos = page->tokens[from - 1]->upos;
        bool modifies = upos == UPOS_ADJ || upos == UPOS_DET || upos == UPOS_PART;
        if (page->tokens[from - 1]->xpos.at[0] == 'W' && !page_is(page, from - 2, "of"))
            break; /* "which voters say", but "some of whom say" */
        if (!modifies && !is_nominal(page, from - 1) && !page_is(page, from - 1, "of") && !is_in_quantity(page, from - 1))
            break;
        from--;
    }
    *whole = (struct run){ first_of_nominal(page, from), cue->span.from };
    /* "built a quay and on Friday said" */
    bool adjunct = from > first && (page_is(page, from - 1, "on") || page_is(page, from - 1, "in"));
    return adjunct ? -1 : top_within(page, cue->span.from - 1, from, cue->span.from);
}

static bool is_across_marks(const struct page *page, int a, int b)
{
    return a >= 0 && page->region[a] != page->region[b] &&
           ((page->region[a] >= 0 && page->quoted.items[page->region[a]].is_full) ||
            (page->region[b] >= 0 && page->quoted.items[page->region[b]].is_full));
}

/* "The dam, the governor said, will hold": what looks like an apposition is the source, since no comma closes it. */
static int split_apposition(const struct page *page, const struct cue *cue, int head)
{
    if (head < 0 || head > cue->token || !(cue->entry->frames & FRAME_QUOTE) || !is_finite(page, cue->token))
        return head;
    for (int child = page->child[head]; child >= 0; child = page->sibling[child])
        if (child > head && page->tokens[child]->deprel == DEPREL_APPOS && page->right[child] + 1 == cue->span.from &&
            comma_before(page, child) >= 0 && !page_is(page, cue->span.from - 1, ","))
            return child;
    return head;
}

/* '…," replied Lind', '…," read one', 'Said Lind, "…': who stands behind the verb, which the tree takes for a participle or an
 * infinitive, or him for its object. Empty: nobody does. */
static struct run inverted_subject(const struct page *page, const struct cue *cue)
{
    struct run run = { cue->span.to, cue->span.to };
    int before = cue->span.from - 1, first = page_sentence_from(page, cue->token);
    uint8_t upos = run.to < page->count ? page->tokens[run.to]->upos : UPOS_PUNCT;
    bool starts = upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_DET || upos == UPOS_NUM || upos == UPOS_ADJ;
    bool closed = before >= first && page->region[before] >= 0 && page->region[before] != page->region[cue->token] &&
                  page->quoted.items[page->region[before]].is_full;
    bool opens = before < first && text_is(page->tokens[cue->token]->xpos, "VBD") && page_lemma_is(page, cue->token, "say");
    bool bare = cue->span.from == cue->token && !text_is(page->tokens[cue->token]->xpos, "VBG");
    if (!(cue->entry->frames & FRAME_QUOTE) || !starts || !(closed || opens) || !bare || subject_of(page, cue->token) >= 0)
        return run;
    while (page_same_sentence(page, run.to, cue->token) && !is_break(page, run.to))
        if (page_is_finite(page, run.to++))
            return (struct run){ cue->span.to, cue->span.to };
    if (run.to - run.from > LONGEST_SOURCE)
        run.to = run.from;
    return run;
}

/* "Asked whether it would rain, he laughed", "he laughed when asked": a participle, and nobody is named who asked. */
static bool is_bare_participle(const struct page *page, const struct cue *cue)
{
    enum deprel deprel = page->tokens[cue->token]->deprel;
    if (!text_is(page->tokens[cue->token]->xpos, "VBD") || subject_of(page, cue->token) >= 0)
        return false;
    bool opens = cue->span.from == page_sentence_from(page, cue->token);
    bool has_when = page_same_sentence(page, cue->span.from - 1, cue->token) && page_is(page, cue->span.from - 1, "when");
    return (deprel == DEPREL_ADVCL && (opens || has_when)) || (deprel == DEPREL_CCOMP && opens);
}

static void source_of_verb(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    if (cue->entry->frames & FRAME_RAISE || is_bare_participle(page, cue))
        return;
    struct run inverted = inverted_subject(page, cue);
    if (inverted.from < inverted.to) {
        int top = first_top(page, inverted.from, inverted.to);
        set_source(page, cue, top >= 0 ? top : inverted.from);
        cue->is_passive = false;
        cue->has_subject = true;
        return;
    }
    struct run after = cue->entry->frames & FRAME_QUOTE ? words_after_marks(page, cue) : (struct run){ 0, 0 };
    if (after.from < after.to && page_child(page, cue->token, DEPREL_AUX_PASS) < 0)
        cue->is_passive = false; /* '…," Lee, who was there, said': a past that looks like a participle */
    int between = cue->is_passive && page_child(page, cue->token, DEPREL_AUX_PASS) < 0 ? subject_between_commas(page, cue) : -1;
    if (between >= 0 && cue->entry->frames & FRAME_QUOTE) { /* "Lee, the mayor, tweeted": likewise */
        cue->is_passive = false;
        cue->has_subject = true;
        set_source(page, cue, between);
        return;
    }
    if (cue->is_passive) {
        int agent = agent_of(page, cue->token);
        set_source(page, cue, agent >= 0 ? agent : hung_agent(page, cue));
        return;
    }
    struct run whole = { 0, 0 };
    int head = subject_of(page, cue->token);
    if (head < 0)
        head = page_child(page, cue->token, DEPREL_NSUBJ_PASS);
    if (head < 0 && (is_finite(page, cue->token) || text_is(page->tokens[cue->token]->xpos, "NNS"))) /* "the airline plans to" */
        head = page_child(page, cue->token, DEPREL_COMPOUND);
    int mark = head >= 0 && head < cue->token ? page_child(page, head, DEPREL_CASE) : -1;
    if (mark >= 0 && mark < head && page_is(page, mark, "on")) /* "and on Friday said": no subject, whatever the tree says */
        head = -1;
    if (is_across_marks(page, head, cue->token))
        head = -1;
    if (head < 0 && cue->entry->frames & FRAME_QUOTE)
        head = nearby_subject(page, cue, &whole);
    if (head < 0 && cue->entry->frames & FRAME_QUOTE)
        head = nominal_before(page, cue, &whole);
    cue->has_subject = head >= 0;
    int above = page->head[cue->token];
    if (head < 0 && above >= 0 && above + 2 == cue->span.from && page_lemma_is(page, above, "go") && page_is(page, above + 1, "on"))
        join_span(cue, above); /* "went on to say" */
    bool tells = above >= 0 && (has_entry(seeker, above, QUOTES_DOCUMENT) || has_entry(seeker, above, QUOTES_TELLER));
    if (head < 0 && tells && page->tokens[cue->token]->deprel == DEPREL_ACL && text_is(page->tokens[cue->token]->xpos, "VBG") &&
        page->head[above] >= 0 && page->tokens[above]->deprel == DEPREL_OBJ)
        head = above; /* "issued a statement saying", "met an official urging them" */
    if (head < 0)
        head = inherited_subject(page, cue->token);
    if (!is_across_marks(page, head, cue->token))
        prefer_person(seeker, cue, split_apposition(page, cue, head));
    if (head >= whole.from && head < whole.to && whole.from < cue->source.from && !cue->by_document)
        cue->source = whole;
    bool apart = page_is(page, cue->source.from - 1, ",") && !page_is(page, cue->span.from - 1, ","); /* "was dead, Lind said" */
    if (head >= after.from && head < after.to && !apart)
        cue->source = after;
}

static bool names_preposition(const struct quotes_entry *entry, const char *preposition)
{
    for (int i = 0; i < entry->preposition_count; i++)
        if (text_is(entry->prepositions[i], preposition))
            return true;
    return false;
}

/* "Republican criticism of the plan", "the Treasury demand that": who is named right before the noun; -1. */
static int named_before(const struct page *page, const struct cue *cue)
{
    int name = cue->span.from - 1;
    if (cue->span.from != cue->token || !page_same_sentence(page, name, cue->token) || page->head[name] != cue->token)
        return -1;
    char first = page->tokens[name]->form.at[0];
    bool capital = first >= 'A' && first <= 'Z' && name > page_sentence_from(page, cue->token);
    bool named = page->tokens[name]->upos == UPOS_PROPN || (page->tokens[name]->upos == UPOS_ADJ && capital);
    enum deprel deprel = page->tokens[name]->deprel;
    return named && (deprel == DEPREL_COMPOUND || deprel == DEPREL_AMOD) ? name : -1;
}

static int owner_of_noun(const struct page *page, const struct cue *cue)
{
    int owner = page_child(page, cue->token, DEPREL_NMOD_POSS);
    static const char *const by[] = { "by", "from", "among", "of" };
    for (int i = 0; i < 4 && owner < 0; i++)
        if (!names_preposition(cue->entry, by[i]))
            owner = with_case(page, cue->token, by[i]);
    if (owner < 0 && page_same_sentence(page, cue->span.to, cue->token) && page_is(page, cue->span.to, "by") &&
        page->head[cue->span.to] > cue->span.to)
        owner = page->head[cue->span.to];
    return owner;
}

/* "voiced concern", "has plans", "made a promise": the subject is the source, and the verb belongs to the cue. */
static int giver_of_noun(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    int verb = page->head[cue->token];
    if (verb < 0 || page->tokens[cue->token]->deprel != DEPREL_OBJ || verb > cue->token || !has_entry(seeker, verb, QUOTES_LIGHT))
        return -1;
    if (page_lemma_is(page, verb, "have") && page_is(page, cue->span.to, "of"))
        return -1; /* "the house has a view of the sea" */
    int subject = subject_of(page, verb);
    if (subject < 0)
        subject = inherited_subject(page, verb);
    if (subject >= 0 && subject < verb)
        join_span(cue, verb);
    return subject;
}

/* "The mayor stepped up her attacks on": whom a pronoun before the noun stands for, where the noun is the object of what he does;
 * -1: nobody is named before it. */
static int doer_of_noun(const struct page *page, const struct cue *cue, int owner)
{
    int verb = page->head[cue->token];
    bool is_object = verb >= 0 && verb < owner && page->tokens[cue->token]->deprel == DEPREL_OBJ;
    if (!is_object || !text_is(page->tokens[owner]->xpos, "PRP$"))
        return -1;
    int subject = subject_of(page, verb);
    if (subject < 0)
        subject = inherited_subject(page, verb);
    return subject < verb ? subject : -1;
}

/* "won the endorsement of the dockers": they endorse whoever won it, who is what is attributed; -1: nobody is said to win it. */
static int supporter_of(const struct page *page, struct cue *cue)
{
    static const char *const nouns[] = { "endorsement", "backing", "approval", "blessing", "praise" };
    static const char *const verbs[] = { "win", "earn", "secure", "receive", "gain", "draw", "get", "have", "land", "enjoy",
                                         "pick", "collect", "lose", "seek", "attract", "score" };
    int verb = page->head[cue->token], supporter = with_case(page, cue->token, "of");
    bool fits = false, gains = false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        fits |= page_lemma_is(page, cue->token, nouns[i]);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        gains |= page_lemma_is(page, verb, verbs[i]);
    bool is_object = verb >= 0 && verb < cue->token && page->tokens[cue->token]->deprel == DEPREL_OBJ;
    if (!fits || !gains || !is_object || supporter < 0 || page_child(page, verb, DEPREL_AUX_PASS) >= 0)
        return -1;
    int subject = subject_of(page, verb);
    if (subject < 0)
        subject = inherited_subject(page, verb);
    if (subject < 0 || subject > verb)
        return -1;
    struct run run = page_nominal(page, subject);
    ARENA_PUSH(page->arena, &cue->content, ((struct run){ run.from, run.to < verb ? run.to : subject + 1 }));
    return supporter;
}

/* "voted in favour of", "is in support of", "waits in hopes of": whoever does what the phrase goes with; -1: nobody is named. */
static int taker_of_noun(const struct page *page, const struct cue *cue)
{
    int mark = page_child(page, cue->token, DEPREL_CASE), verb = page->head[cue->token];
    bool is_phrase = mark == cue->token - 1 && page_is(page, mark, "in");
    int subject = is_phrase ? subject_of(page, cue->token) : -1;
    if (subject >= 0 || !is_phrase || verb < 0 || verb > mark || page->tokens[verb]->upos != UPOS_VERB)
        return subject;
    subject = subject_of(page, verb);
    if (subject < 0)
        subject = inherited_subject(page, verb);
    return subject < verb ? subject : -1;
}

static void source_of_noun(const struct seeker *seeker, struct cue *cue)
{
    int owner = owner_of_noun(&seeker->page, cue);
    int doer = owner >= 0 ? doer_of_noun(&seeker->page, cue, owner) : -1;
    if (doer >= 0) {
        set_source(&seeker->page, cue, doer);
        cue->span.from = owner < cue->span.from ? owner + 1 : cue->span.from;
        return;
    }
    int supporter = supporter_of(&seeker->page, cue);
    if (supporter >= 0) {
        set_source(&seeker->page, cue, supporter);
        cue->span.to += page_is(&seeker->page, cue->span.to, "of");
        return;
    }
    int giver = owner >= 0 ? owner : giver_of_noun(seeker, cue);
    if (giver < 0)
        giver = named_before(&seeker->page, cue);
    set_source(&seeker->page, cue, giver >= 0 ? giver : taker_of_noun(&seeker->page, cue));
    if (owner >= 0 && cue->source.to < cue->span.from && cue->source.to > 0)
        cue->span.from = cue->source.to; /* "their **stated intention** to": what stands between belongs to the cue */
}

static void source_of_adjective(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    int head = subject_of(page, cue->token);
    if (head < 0)
        head = page_child(page, cue->token, DEPREL_NSUBJ_PASS);
    if (head < 0)
        head = inherited_subject(page, cue->token);
    if (head < 0 && page->tokens[cue->token]->deprel == DEPREL_AMOD && page->head[cue->token] < cue->token)
        head = page->head[cue->token]; /* "investors hungry for growth" */
    set_source(page, cue, head);
}

/* "according to the ministry": what the marker stands before. */
static void source_of_marker(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    int head = page->head[cue->token];
    if (head < cue->span.to) { /* the tree does not make it a preposition: the next nominal */
        head = cue->span.to;
        while (page_same_sentence(page, head, cue->token) && page->head[head] > head && page->head[head] - cue->token < 12)
            head = page->head[head];
    }
    if (!page_same_sentence(page, head, cue->token) || head < cue->span.to)
        return;
    bool bare = page->child[head] == cue->token && page->sibling[cue->token] < 0 && text_is(page->tokens[head]->xpos, "NN");
    if (!bare) /* "according to plan" */
        set_source(page, cue, head);
}

enum { LONGEST_RELATIVE = 40 };

static bool opens_relative(const struct page *page, int at)
{
    return page_is(page, at, ",") &&
           (page_is(page, at + 1, "who") || page_is(page, at + 1, "which") || page_is(page, at + 1, "whose") ||
            page_is(page, at + 1, "including"));
}

/* Where the relative clause that begins with the comma at `from` ends: by the tree, before marks at the latest. */
static int relative_end(const struct page *page, int from, int source)
{
    int last = page_sentence_to(page, source), to = source >= 0 && page->right[source] > from + 1 ? page->right[source] + 1 : last;
    for (int i = from + 1; i < to; i++)
        if (page->region[i] >= 0)
            return page_is(page, i - 1, ",") ? i - 1 : i;
    return to < last ? to : last;
}

/* A clause with a cue of its own tells what its subject says besides. */
static bool has_cue(const struct seeker *seeker, int from, int to)
{
    for (int i = from; i < to; i++)
        if (seeker->cue_at[i] >= 0)
            return true;
    return false;
}

/* "Ann Lee, who was there, said", 'said Ann Lee, who was there': the clause is part of who said it, as is "including Bo Dahl".
 * One who is known by a surname alone needs none, nor does, behind the verb, "the mayor". */
static void add_relative(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    int from = cue->source.to, to;
    bool is_name = page->tokens[cue->source.from]->upos == UPOS_PROPN;
    bool is_known = is_name ? cue->source.to == cue->source.from + 1 : from > cue->span.from;
    bool has_none = cue->source.to == cue->source.from || is_known;
    if (has_none || !page_same_sentence(page, from, cue->token) || !opens_relative(page, from))
        return;
    if (from < cue->span.from) {
        to = cue->span.from - 1;
        if (!page_is(page, to, ","))
            return;
    } else {
        to = relative_end(page, from, cue->source_token);
    }
    if (from + 2 < to && to - from < LONGEST_RELATIVE && !(from > cue->span.from && has_cue(seeker, from, to)))
        cue->source.to = to;
}

/* Where an apposition that begins behind the comma at `from` ends, wherever the tree hangs it: "said Bo Dahl, a pilot from Oslo, on
 * Monday"; `from`: there is none. */
static int apposition_end(const struct seeker *seeker, int from)
{
    const struct page *page = &seeker->page;
    int first = from + 1, to = first, last = page_sentence_to(page, from);
    uint8_t upos = first < last ? page->tokens[first]->upos : UPOS_PUNCT;
    bool opens = upos == UPOS_DET || upos == UPOS_NUM || upos == UPOS_NOUN || upos == UPOS_ADJ, named = upos == UPOS_NUM;
    opens |= page_is(page, first, "of") || (upos == UPOS_VERB && page->tokens[first]->deprel == DEPREL_AMOD);
    if (!opens || page_is(page, first, "this") || page_is(page, first, "last") || page_is(page, first, "next"))
        return from;
    for (; to < last && page->region[to] < 0; to++) {
        upos = page->tokens[to]->upos;
        if (page_is_finite(page, to) || seeker->cue_at[to] >= 0 || to - from > LONGEST_SOURCE)
            return opens_relative(page, to - 2) ? to - 2 : from;
        bool breaks = upos == UPOS_VERB || upos == UPOS_SCONJ || (upos == UPOS_ADP && !page_is(page, to, "of"));
        if (breaks && to > first && page_is(page, to - 1, ","))
            return named ? to - 1 : from;
        named |= upos == UPOS_NOUN || (upos == UPOS_PROPN && page_is(page, first, "of"));
    }
    return named ? to - page_is(page, to - 1, ",") : from;
}

/* "said the lord of Bergen", "said a pilot close to the king": what the tree hangs on the verb. */
static int complement_end(const struct page *page, int to)
{
    bool joins = page_is(page, to, "of") || page->tokens[to - 1]->upos == UPOS_ADJ;
    int head = page_same_sentence(page, to - 1, to) && page->tokens[to]->upos == UPOS_ADP && joins ? page->head[to] : -1;
    return head > to ? page_nominal(page, head).to : to;
}

/* "said Bo Dahl, a pilot from Bergen": who he is belongs to whoever is named in full behind the verb. */
static void add_apposition(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    bool behind = cue->source.from == cue->span.to && cue->entry->frames & FRAME_QUOTE;
    if (behind)
        cue->source.to = complement_end(page, cue->source.to);
    int from = cue->source.to;
    bool is_name = cue->source.to - cue->source.from > 1 && page->tokens[cue->source.from]->upos == UPOS_PROPN;
    if (behind && is_name && page_same_sentence(page, from, cue->token) && page_is(page, from, ","))
        cue->source.to = apposition_end(seeker, from);
}

/* "In a note that he wrote to the board, he said": a pronoun behind a comma speaks alone. */
static void keep_pronoun(const struct page *page, struct cue *cue)
{
    int last = cue->source.to - 1;
    bool is_within = last > cue->source.from && last < cue->span.from;
    if (is_within && page_is(page, last - 1, ",") && text_is(page->tokens[last]->xpos, "PRP"))
        cue->source.from = last;
}

void sources_find(struct seeker *seeker, struct cue *cue)
{
    switch (cue->entry->kind) {
    case QUOTES_VERB:
        source_of_verb(seeker, cue);
        keep_pronoun(&seeker->page, cue);
        add_apposition(seeker, cue);
        add_relative(seeker, cue);
        break;
    case QUOTES_NOUN:
        source_of_noun(seeker, cue);
        break;
    case QUOTES_ADJECTIVE:
        source_of_adjective(seeker, cue);
        break;
    case QUOTES_MARKER:
        source_of_marker(seeker, cue);
        break;
    default:
        break;
    }
}
