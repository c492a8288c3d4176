/* Finds the words that signal attribution, and the auxiliaries, negations, adverbs and particles that belong to them. */
#include <string.h>

#include "reading/quotes_inner.h"

static bool is_verb_tag(const struct token *token)
{
    bool finite = text_is(token->xpos, "VBD") || text_is(token->xpos, "VBZ") || text_is(token->xpos, "VBP");
    return token->upos == UPOS_VERB || finite;
}

static bool fits_kind(const struct page *page, int token, enum quotes_kind kind)
{
    const struct token *word = page->tokens[token];
    switch (kind) {
    case QUOTES_VERB: case QUOTES_LIGHT:
        return (is_verb_tag(word) && word->deprel != DEPREL_AMOD) || page_is_verb_as_noun(page, token);
    case QUOTES_NOUN: case QUOTES_DOCUMENT:
        return word->upos == UPOS_NOUN && !is_verb_tag(word) && !page_is_verb_as_noun(page, token);
    case QUOTES_ADJECTIVE:
        return word->upos == UPOS_ADJ || text_is(word->xpos, "VBN") || word->upos == UPOS_ADV || text_is(word->xpos, "IN");
    case QUOTES_ADVERB:
        return word->upos == UPOS_ADV;
    case QUOTES_MARKER:
        return true;
    case QUOTES_HELPER: case QUOTES_WITHIN: case QUOTES_TELLER:
        return false;
    }
    return false;
}

/* On the word itself, or as the preposition of what depends on it, but for adverbs right behind it: not the "on" of
 * "called for boats on the ground". */
static bool depends_on(const struct page *page, int token, int word)
{
    int head = page->head[token];
    if (head == word || head < 0 || page->head[head] != word)
        return head == word;
    for (int i = word + 1; i < token; i++)
        if (page->tokens[i]->upos != UPOS_ADV)
            return false;
    return true;
}

enum { REACH = 4 }; /* how many words may stand between the words of one entry: "made it very clear" */

/* The other words of an entry stand right behind the first one, or depend on it within reach. Returns the last, -1: not there. */
static int match_words(const struct page *page, const struct quotes_entry *entry, int token)
{
    int last = token;
    for (int w = 1; w < entry->word_count; w++) {
        int found = -1;
        for (int i = last + 1; i <= last + (entry->kind == QUOTES_MARKER ? 1 : REACH) && i < page->count && found < 0; i++) {
            if (!page_same_sentence(page, i, token))
                break;
            bool same = text_equals_nocase(page->tokens[i]->lemma, entry->words[w]) ||
                        text_equals_nocase(page->tokens[i]->form, entry->words[w]);
            if (same && (i == last + 1 || depends_on(page, i, token)))
                found = i;
        }
        if (found < 0)
            return -1;
        last = found;
    }
    return last;
}

/* What a regular form may be of: "shouted" → "shout", "shoute"; the lemmas of rare verbs are guesses. */
static const struct { const char *ending, *instead; } ENDINGS[] = {
    { "ied", "y" }, { "ies", "y" }, { "ed", "" }, { "ed", "e" }, { "ing", "" }, { "ing", "e" }, { "es", "" }, { "s", "" },
};

static const struct quotes_entry *match_key(const struct seeker *seeker, int token, struct text key, int *last)
{
    const struct page *page = &seeker->page;
    for (int at = quotes_lookup(seeker->lexicon, key); at >= 0; at = seeker->lexicon->entries.items[at].next) {
        const struct quotes_entry *entry = &seeker->lexicon->entries.items[at];
        if (entry->kind == QUOTES_LIGHT || entry->kind == QUOTES_DOCUMENT || !fits_kind(page, token, entry->kind))
            continue;
        *last = match_words(page, entry, token);
        if (*last >= 0)
            return entry;
    }
    return NULL;
}

enum { LONGEST_FORM = 32, SHORTEST_STEM = 3 };

/* A form with another ending, in `room`; empty where it ends otherwise, or is too long or too short. */
static struct text with_ending(struct text form, struct text ending, struct text instead, char room[LONGEST_FORM + 1])
{
    if (form.length > LONGEST_FORM || !text_ends(form, ending) || form.length < ending.length + SHORTEST_STEM)
        return (struct text){ 0 };
    size_t stem = form.length - ending.length;
    memcpy(room, form.at, stem);
    memcpy(room + stem, instead.at, instead.length);
    return (struct text){ room, stem + instead.length };
}

static const struct quotes_entry *match_stems(const struct seeker *seeker, int token, int *last)
{
    struct text form = seeker->page.tokens[token]->form;
    char room[LONGEST_FORM + 1];
    if (seeker->page.tokens[token]->upos != UPOS_VERB)
        return NULL;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        struct text instead = text_of(ENDINGS[i].instead), word = with_ending(form, text_of(ENDINGS[i].ending), instead, room);
        if (!word.length)
            continue;
        const struct quotes_entry *entry = match_key(seeker, token, word, last);
        bool doubled = !entry && !instead.length && room[word.length - 1] == room[word.length - 2];
        if (doubled) /* "slammed" */
            entry = match_key(seeker, token, text_slice(word, 0, word.length - 1), last);
        if (entry)
            return entry;
    }
    return NULL;
}

static const struct quotes_entry *match(const struct seeker *seeker, int token, int *last)
{
    const struct token *word = seeker->page.tokens[token];
    const struct quotes_entry *entry = match_key(seeker, token, word->lemma, last);
    if (!entry && !text_equals(word->form, word->lemma))
        entry = match_key(seeker, token, word->form, last);
    return entry ? entry : match_stems(seeker, token, last);
}

static bool belongs_before(const struct page *page, int child)
{
    switch (page->tokens[child]->deprel) {
    case DEPREL_AUX: case DEPREL_AUX_PASS: case DEPREL_COP:
        return true;
    case DEPREL_ADVMOD:
        return page->child[child] < 0;
    case DEPREL_MARK:
        return page_is(page, child, "to");
    default:
        return false;
    }
}

static bool belongs_always(const struct page *page, int adverb)
{
    return page_is(page, adverb, "not") || page_is(page, adverb, "also") || page_is(page, adverb, "never");
}

/* Grows over the dependents that stand in one row before the cue: "has repeatedly said", "did not say". */
static int cue_from(const struct page *page, int token)
{
    int from = token;
    while (from > 0 && page_same_sentence(page, from - 1, token) && page->head[from - 1] == token && belongs_before(page, from - 1))
        from--;
    while (from < token && page->tokens[from]->deprel == DEPREL_ADVMOD && page->left[token] == from && !belongs_always(page, from))
        from++; /* "Later said": the adverb opens the sentence */
    return from;
}

static bool belongs_after(const struct page *page, int token, int head)
{
    const struct token *word = page->tokens[token];
    if (page->head[token] != head)
        return false;
    if (word->deprel == DEPREL_COMPOUND_PRT)
        return true;
    size_t length = word->form.length;
    bool manner = length > 3 && word->form.at[length - 2] == 'l' && word->form.at[length - 1] == 'y';
    return word->deprel == DEPREL_ADVMOD && manner && page->child[token] < 0;
}

/* "tried to explain", "is likely to say": the words above an infinitive that only say how far it came belong to it. */
static void join_helpers(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    for (int at = cue->token; page_is(page, cue->span.from, "to") && page->tokens[at]->deprel == DEPREL_XCOMP;) {
        int above = page->head[at], from = above < 0 ? above : cue_from(page, above);
        bool beside = above >= 0 && above + 1 == cue->span.from;
        if (!beside || !quotes_has_kind(seeker->lexicon, page->tokens[above]->lemma, QUOTES_HELPER))
            return;
        cue->span.from = from;
        at = above;
    }
}

enum { LONGEST_WITHIN = 4 };

/* "said in a statement": where it was said belongs to the cue as well. */
static void join_within(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    if (!(cue->entry->frames & FRAME_QUOTE) || cue->entry->kind != QUOTES_VERB || !page_is(page, cue->span.to, "in"))
        return;
    for (int i = cue->span.to + 1; i <= cue->span.to + LONGEST_WITHIN && page_same_sentence(page, i, cue->token); i++)
        if (page->head[i] == cue->token && quotes_has_kind(seeker->lexicon, page->tokens[i]->lemma, QUOTES_WITHIN)) {
            cue->span.to = i + 1;
            return;
        }
}

static void settle_span(const struct page *page, struct cue *cue, int last)
{
    cue->span = (struct run){ cue_from(page, cue->token), last + 1 };
    while (page_same_sentence(page, cue->span.to, cue->token) && belongs_after(page, cue->span.to, cue->token))
        cue->span.to++;
}

static bool is_passive(const struct page *page, int token)
{
    const struct token *word = page->tokens[token];
    int auxiliary = page_child(page, token, DEPREL_AUX_PASS), subject = page_child(page, token, DEPREL_NSUBJ_PASS);
    int before = subject >= 0 && subject == token - 1 ? page->left[subject] - 1 : -1;
    if (auxiliary < 0 && before >= 0 && page->region[before] >= 0)
        return false; /* '…," the premier tweeted' */
    if (auxiliary >= 0 || subject >= 0)
        return true;
    return text_is(word->xpos, "VBN") && page_child(page, token, DEPREL_AUX) < 0 && page_child(page, token, DEPREL_NSUBJ) < 0 &&
           word->deprel != DEPREL_CONJ;
}

/* A colon is a cue where a name alone stands before it: "Okafor: We will not pay". */
static const struct quotes_entry COLON = { .kind = QUOTES_MARKER, .next = -1 };

enum { LONGEST_HEADING = 7 };

/* "Kenya: Floods close the port": a place before a colon is where it happened, and says nothing; but "Kenya: We will not pay". */
static bool ends_in_place(const struct sentence *sentence, int colon)
{
    static const char *const own[] = { "we", "our", "us", NULL };
    for (int i = colon + 1; i < sentence->token_count; i++)
        if (text_is_any(sentence->tokens[i].lemma, own))
            return false;
    for (int i = 0; i < sentence->name_count; i++)
        if (sentence->names[i].to == colon)
            return sentence->names[i].kind == NAME_PLACE;
    return false;
}

/* "Chadian minister", "UN aid chief": whose office it is to speak, with nothing but words of its kind before it. */
static bool is_teller(const struct seeker *seeker, int from, int colon)
{
    const struct page *page = &seeker->page;
    bool small = false;
    for (int i = from; i < colon; i++) {
        small |= page->tokens[i]->upos == UPOS_ADP || page->tokens[i]->upos == UPOS_CCONJ || page->tokens[i]->upos == UPOS_PUNCT;
        small |= page->tokens[i]->upos == UPOS_DET;
    }
    return !small && colon - from > 1 && quotes_has_kind(seeker->lexicon, page->tokens[colon - 1]->lemma, QUOTES_TELLER);
}

static bool is_heading(const struct seeker *seeker, int from, int colon)
{
    const struct page *page = &seeker->page;
    bool named = false;
    for (int i = from; i < colon; i++) {
        uint8_t upos = page->tokens[i]->upos;
        bool clause = upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_PRON || upos == UPOS_SCONJ;
        if (clause || upos == UPOS_ADV || upos == UPOS_NUM)
            return false;
        named |= upos == UPOS_PROPN;
    }
    if (is_teller(seeker, from, colon))
        return true;
    char first = page->tokens[colon - 1]->form.at[0];
    bool is_name = page->tokens[colon - 1]->upos == UPOS_PROPN || (colon - 1 > from && first >= 'A' && first <= 'Z');
    return named && is_name && page->tokens[from]->upos != UPOS_ADP;
}

static void find_heading(struct seeker *seeker, int sentence)
{
    struct page *page = &seeker->page;
    int from = page->base[sentence], to = page->base[sentence + 1];
    const struct sentence *whole = &page->document->sentences[sentence];
    if (!whole->is_title && !whole->opens_paragraph)
        return;
    for (int i = from + 1; i + 3 < to && i - from <= LONGEST_HEADING; i++) {
        if (!page_is(page, i, ":") || seeker->cue_at[i] >= 0 || !is_heading(seeker, from, i) || ends_in_place(whole, i - from))
            continue;
        struct cue cue = { .entry = &COLON, .token = i, .span = { i, i + 1 }, .source = { from, i }, .source_token = i - 1 };
        cue.is_told = true;
        ARENA_PUSH(page->arena, &cue.content, (struct run){ i + 1, page_sentence_to(page, i) });
        seeker->cue_at[i] = (int)seeker->cues.count;
        ARENA_PUSH(page->arena, &seeker->cues, cue);
        return;
    }
}

/* The verb that "Slams" or "Tries" in a headline may be, of one word and with something to say or to judge; NULL: none. */
static const struct quotes_entry *verb_of_plural(const struct seeker *seeker, struct text form)
{
    static const struct { const char *ending, *instead; } plurals[] = { { "ies", "y" }, { "es", "" }, { "s", "" } };
    char room[LONGEST_FORM + 1];
    for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++) {
        struct text word = with_ending(form, text_of(plurals[i].ending), text_of(plurals[i].instead), room);
        int at = word.length ? quotes_lookup(seeker->lexicon, word) : -1;
        for (; at >= 0; at = seeker->lexicon->entries.items[at].next) {
            const struct quotes_entry *entry = &seeker->lexicon->entries.items[at];
            if (entry->kind == QUOTES_VERB && entry->word_count == 1)
                return entry;
        }
    }
    return NULL;
}

/* Of a headline: nobody but a name or a noun can stand before its verb, and the words are all of one nominal. */
static bool may_head_line(const struct page *page, int token)
{
    switch (page->tokens[token]->upos) {
    case UPOS_PROPN: case UPOS_NOUN: case UPOS_ADJ: case UPOS_ADV: case UPOS_DET: case UPOS_NUM: case UPOS_PART:
        return true;
    default:
        return page_is(page, token, "-");
    }
}

static bool has_finite_verb(const struct page *page, int from, int to)
{
    for (int i = from; i < to; i++)
        if (page_is_finite(page, i))
            return true;
    return false;
}

/* "Chadian Minister Slams Pact With Mali": a headline without any verb has one that was taken for a noun or a name. */
static void find_headline(struct seeker *seeker, int sentence)
{
    struct page *page = &seeker->page;
    int from = page->base[sentence], to = page_sentence_to(page, from);
    if ((sentence && !page->document->sentences[sentence].is_title) || has_finite_verb(page, from, to))
        return;
    for (int i = from; i + 1 < to && i - from <= LONGEST_HEADING && may_head_line(page, i); i++) {
        struct text tag = page->tokens[i]->xpos;
        bool fits = i > from && (text_is(tag, "NNS") || text_is(tag, "NNPS") || text_is(tag, "NNP"));
        uint8_t next = page->tokens[i + 1]->upos;
        const struct quotes_entry *entry = fits && next != UPOS_PUNCT ? verb_of_plural(seeker, page->tokens[i]->form) : NULL;
        if (!entry || page->tokens[i - 1]->upos == UPOS_PART || page->tokens[i - 1]->upos == UPOS_ADJ)
            continue;
        struct cue cue = { .entry = entry, .token = i, .span = { i, i + 1 }, .source = { from, i }, .source_token = i - 1 };
        cue.has_subject = true;
        ARENA_PUSH(page->arena, &cue.content, (struct run){ i + 1, to });
        seeker->cue_at[i] = (int)seeker->cues.count;
        ARENA_PUSH(page->arena, &seeker->cues, cue);
        return;
    }
}

enum { LONGEST_LABEL = 4, SHORTEST_LABEL = 2 };

static bool is_capitals(struct text form)
{
    for (size_t k = 0; k < form.length; k++)
        if ((form.at[k] < 'A' || form.at[k] > 'Z') && form.at[k] != '.' && form.at[k] != '-')
            return false;
    return form.length >= SHORTEST_LABEL;
}

/* A transcript may stand in quotation marks. */
static int turn_from(const struct page *page, int sentence)
{
    int from = page->base[sentence];
    bool marked = page->region[from] >= 0 && page->tokens[from]->upos == UPOS_PUNCT;
    return from + (marked && from + 1 < page->base[sentence + 1]);
}

/* "Lind", "Q", "Question". */
static bool is_label(struct text form)
{
    return is_capitals(form) || (form.length && form.at[0] >= 'A' && form.at[0] <= 'Z');
}

/* The colon behind a name with which a sentence opens its paragraph; -1. */
static int turn_colon(const struct page *page, int sentence)
{
    if (sentence < 0 || sentence >= page->document->sentence_count || !page->document->sentences[sentence].opens_paragraph)
        return -1;
    int from = turn_from(page, sentence), to = page->base[sentence + 1], at = from;
    while (at + 1 < to && at - from < LONGEST_LABEL && is_label(page->tokens[at]->form))
        at++;
    return at > from && page_is(page, at, ":") ? at : -1;
}

static bool asks(const struct page *page, int sentence)
{
    const struct sentence *asked = &page->document->sentences[sentence];
    return text_is(asked->tokens[asked->token_count - 1].form, "?");
}

/* "OKAFOR: We will not pay. We cannot." and "LIND: Why?" in the next paragraph: each turn of a transcript is said whole. A name in
 * small letters may be a list's ("Chad: two dead"), where nobody asks. */
static bool find_turn(struct seeker *seeker, int sentence)
{
    struct page *page = &seeker->page;
    int colon = turn_colon(page, sentence), last = sentence, first = sentence - 1;
    if (colon < 0)
        return false;
    while (last + 1 < page->document->sentence_count && !page->document->sentences[last + 1].opens_paragraph)
        last++;
    while (first > 0 && !page->document->sentences[first].opens_paragraph)
        first--;
    bool before = turn_colon(page, first) >= 0, behind = turn_colon(page, last + 1) >= 0;
    bool loud = is_capitals(page->tokens[turn_from(page, sentence)]->form);
    if (!(before && (loud || asks(page, sentence - 1))) && !(behind && (loud || asks(page, last))))
        return false;
    struct cue cue = { .entry = &COLON, .token = colon, .span = { colon, colon + 1 } };
    cue.source = (struct run){ turn_from(page, sentence), colon };
    int region = page->region[colon], end = page_sentence_to(page, page->base[last]);
    if (end <= colon + 1)
        return false;
    for (int i = page->base[sentence]; i <= colon; i++)
        page->region[i] = -1; /* the label stands before what is said */
    if (region >= 0)
        page->quoted.items[region].run.from = colon + 1;
    cue.source_token = colon - 1;
    cue.is_told = true;
    ARENA_PUSH(page->arena, &cue.content, (struct run){ colon + 1, end });
    seeker->cue_at[colon] = (int)seeker->cues.count;
    ARENA_PUSH(page->arena, &seeker->cues, cue);
    return true;
}

static bool is_dash(const struct page *page, int token)
{
    return page_is(page, token, "—") || page_is(page, token, "–") || page_is(page, token, "-") || page_is(page, token, "--")
        || page_is(page, token, "―");
}

/* "No ships sail in May: ministry", "…: Oman": behind a colon a title names who says so, where the words are a name's or his
 * whose office it is to speak. */
static bool is_signing_colon(const struct seeker *seeker, int from, int colon, int to)
{
    const struct page *page = &seeker->page;
    const struct token *last = page->tokens[to - 1];
    bool is_mark = page_is(page, colon, ":") && !(page->tokens[colon]->flags & TOKEN_SPACE_BEFORE), is_told = false;
    for (int i = from; i < colon; i++)
        is_told |= page->tokens[i]->upos == UPOS_VERB;
    return is_mark && is_told && (last->upos == UPOS_PROPN || quotes_has_kind(seeker->lexicon, last->lemma, QUOTES_TELLER));
}

/* A title may end with who says so: "No ships sail in May — ministry". */
static void find_signature(struct seeker *seeker, int sentence)
{
    enum { SHORTEST_CONTENT = 3 };
    struct page *page = &seeker->page;
    int from = page->base[sentence], to = page->base[sentence + 1], mark = to - 1;
    if (!page->document->sentences[sentence].is_title)
        return;
    while (mark > from && to - mark <= LONGEST_HEADING && !is_dash(page, mark) && !page_is(page, mark, ":"))
        mark--;
    bool spaced = mark + 1 < to && page->tokens[mark + 1]->flags & page->tokens[mark]->flags & TOKEN_SPACE_BEFORE;
    bool signs = (is_dash(page, mark) && spaced) || (mark + 1 < to && is_signing_colon(seeker, from, mark, to));
    if (mark < from + SHORTEST_CONTENT || !signs || seeker->cue_at[mark] >= 0)
        return;
    for (int i = mark + 1; i < to; i++)
        if (page->tokens[i]->upos != UPOS_PROPN && page->tokens[i]->upos != UPOS_NOUN && page->tokens[i]->upos != UPOS_ADJ)
            return;
    struct cue cue = { .entry = &COLON, .token = mark, .span = { mark, mark + 1 }, .source = { mark + 1, to } };
    cue.source_token = to - 1;
    cue.is_told = true;
    ARENA_PUSH(page->arena, &cue.content, (struct run){ from, mark });
    seeker->cue_at[mark] = (int)seeker->cues.count;
    ARENA_PUSH(page->arena, &seeker->cues, cue);
}

/* "We have lost everything." — Anna Berg, a farmer: a name behind a dash signs the quoted words that it ends. */
static void find_signed(struct seeker *seeker, const struct quoted *quoted)
{
    enum { LONGEST_NAME = 14 };
    struct page *page = &seeker->page;
    int dash = quoted->run.to, from = dash + 1, to = from;
    bool signs = quoted->is_full && from < page->count && is_dash(page, dash) && page_same_paragraph(page, dash - 1, from);
    if (!signs || seeker->cue_at[dash] >= 0 || page->tokens[from]->upos != UPOS_PROPN)
        return;
    for (; to < page->count && page_same_paragraph(page, dash, to); to++) {
        uint8_t upos = page->tokens[to]->upos;
        if (to - from == LONGEST_NAME || upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_PRON || page->region[to] >= 0)
            return;
    }
    while (to > from && page->tokens[to - 1]->upos == UPOS_PUNCT)
        to--;
    struct cue cue = { .entry = &COLON, .token = dash, .span = { dash, dash + 1 }, .source = { from, to }, .source_token = from };
    cue.is_told = true;
    ARENA_PUSH(page->arena, &cue.content, quoted->run);
    seeker->cue_at[dash] = (int)seeker->cues.count;
    ARENA_PUSH(page->arena, &seeker->cues, cue);
}

enum { LONGEST_OPENING = 16 };

/* The poll of "In a poll released on Monday, half chose the mayor"; -1: the sentence opens with none. `comma` gets its comma. */
static int opening_poll(const struct page *page, int from, int to, int *comma)
{
    int head = page->head[from];
    if (!page_is(page, from, "in") || page->region[from] >= 0 || head < from)
        return -1;
    for (*comma = head + 1; *comma < to && *comma <= from + LONGEST_OPENING; ++*comma)
        if (page_is(page, *comma, ","))
            return page_lemma_is(page, head, "poll") || page_lemma_is(page, head, "survey") ? head : -1;
    return -1;
}

/* What a poll tells needs no verb of saying. */
static void find_poll(struct seeker *seeker, int sentence)
{
    struct page *page = &seeker->page;
    int from = page->base[sentence], to = page_sentence_to(page, from), comma = from;
    int poll = opening_poll(page, from, to, &comma);
    if (poll < 0 || comma + 1 >= to || seeker->cue_at[from] >= 0)
        return;
    struct cue cue = { .entry = &COLON, .token = from, .span = { from, from + 1 }, .source = { from + 1, comma } };
    cue.source_token = poll;
    cue.is_told = true;
    ARENA_PUSH(page->arena, &cue.content, (struct run){ comma + 1, to });
    seeker->cue_at[from] = (int)seeker->cues.count;
    ARENA_PUSH(page->arena, &seeker->cues, cue);
}

void cues_find(struct seeker *seeker)
{
    struct page *page = &seeker->page;
    size_t quoted = 0;
    for (int i = 0, sentence = -1; i < page->count; i++) {
        int last;
        if (page->sentence[i] != sentence) {
            sentence = page->sentence[i];
            if (!find_turn(seeker, sentence))
                find_heading(seeker, sentence);
            find_headline(seeker, sentence);
            find_signature(seeker, sentence);
            find_poll(seeker, sentence);
        }
        while (quoted < page->quoted.count && page->quoted.items[quoted].run.to < i)
            quoted++;
        if (quoted < page->quoted.count && page->quoted.items[quoted].run.to == i)
            find_signed(seeker, &page->quoted.items[quoted]);
        const struct quotes_entry *entry = match(seeker, i, &last);
        if (seeker->cue_at[i] >= 0)
            continue;
        bool is_within = seeker->cues.count && seeker->cues.items[seeker->cues.count - 1].span.to > i;
        if (!entry || (is_within && (entry->kind == QUOTES_NOUN || entry->kind == QUOTES_ADJECTIVE)))
            continue;
        struct cue cue = { .entry = entry, .token = i, .source_token = -1 };
        cue.is_passive = entry->kind == QUOTES_VERB && is_passive(page, i);
        settle_span(page, &cue, last);
        join_helpers(seeker, &cue);
        join_within(seeker, &cue);
        seeker->cue_at[i] = (int)seeker->cues.count;
        ARENA_PUSH(page->arena, &seeker->cues, cue);
    }
}
