/* Patterns over runs of tokens: matching them, and the index by their first word. */
#include "reading/details_patterns.h"

#include <string.h>

enum { LONGEST_WORD = 64 };

static struct text lower(struct text word, char *room)
{
    if (word.length > LONGEST_WORD)
        return (struct text){ 0 };
    for (size_t i = 0; i < word.length; i++)
        room[i] = word.at[i] >= 'A' && word.at[i] <= 'Z' ? (char)(word.at[i] + 32) : word.at[i];
    return (struct text){ room, word.length };
}

/* "troops" is its own lemma in some treebanks: a plural is the word as well. */
static struct text singular(struct text form)
{
    bool plural = form.length > 3 && (form.at[form.length - 1] | 32) == 's' && (form.at[form.length - 2] | 32) != 's';
    return plural ? text_slice(form, 0, form.length - 1) : form;
}

static bool is_word(const struct token *token, struct text word)
{
    return text_equals_nocase(token->form, word) || text_equals_nocase(token->lemma, word)
        || text_equals_nocase(singular(token->form), word);
}

static bool fits_part(const struct pattern *pattern, const struct sentence *sentence, int at, int end)
{
    enum upos first = (enum upos)sentence->tokens[at].upos, last = (enum upos)sentence->tokens[end - 1].upos;
    if (pattern->part == PATTERN_VERB)
        return first == UPOS_VERB || (sentence->tokens[at].form.length > 5 && text_ends(sentence->tokens[at].form, TEXT("ing")));
    return pattern->part != PATTERN_NOUN || last == UPOS_NOUN || last == UPOS_PROPN || last == UPOS_ADJ;
}

bool patterns_in_class(const struct patterns *patterns, int class, const struct token *token)
{
    if (class < 0)
        return false;
    const struct word_class *words = &patterns->classes.items[class];
    for (size_t i = 0; i < words->words.count; i++)
        if (is_word(token, words->words.items[i]))
            return true;
    return false;
}

static int digits_of(struct text form)
{
    int value = 0;
    if (!form.length || form.length > 6)
        return -1;
    for (size_t i = 0; i < form.length; i++) {
        if (form.at[i] < '0' || form.at[i] > '9')
            return -1;
        value = value * 10 + form.at[i] - '0';
    }
    return value;
}

static bool has_digit(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] >= '0' && form.at[i] <= '9')
            return true;
    return false;
}

bool patterns_is_number(const struct token *token)
{
    return token->upos == UPOS_NUM || (has_digit(token->form) && token->form.at[0] <= '9');
}

/* "21st", "3rd": the day's number with its ending. */
static int day_of(struct text form)
{
    if (form.length > 2 && form.at[form.length - 1] > '9')
        form.length -= 2;
    return digits_of(form);
}

static bool is_clock(struct text form)
{
    if (!form.length || form.length > 5 || form.at[0] < '0' || form.at[0] > '9')
        return false;
    for (size_t i = 0; i < form.length; i++)
        if (!((form.at[i] >= '0' && form.at[i] <= '9') || form.at[i] == ':' || form.at[i] == '.'))
            return false;
    return true;
}

static bool fits(const struct patterns *patterns, const struct element *element, const struct token *token)
{
    int number;
    switch (element->kind) {
    case ELEMENT_WORD:
        return is_word(token, element->word);
    case ELEMENT_CLASS:
        return patterns_in_class(patterns, element->class, token);
    case ELEMENT_NUMBER:
        return patterns_is_number(token);
    case ELEMENT_YEAR:
        number = digits_of(token->form);
        return number >= 1900 && number < 2200;
    case ELEMENT_DAY:
        number = day_of(token->form);
        return number >= 1 && number <= 31;
    case ELEMENT_CLOCK:
        return is_clock(token->form);
    case ELEMENT_COMMA:
        return text_is(token->form, ",");
    default:
        return token->upos != UPOS_PUNCT;
    }
}

static bool is_hyphen(const struct token *token)
{
    return text_is(token->form, "-") || text_is(token->form, "–") || text_is(token->form, "‑");
}

/* The part of a token between hyphens that begins at byte `offset`; `*next` is where the following one begins, 0: none. */
static struct text part_at(const struct token *token, size_t offset, size_t *next)
{
    struct text rest = text_slice(token->form, offset, token->form.length), part = text_cut(&rest, '-');
    *next = rest.length ? (size_t)(rest.at - token->form.at) : 0;
    return part;
}

static bool fits_text(const struct patterns *patterns, const struct element *element, struct text part)
{
    struct token one = { .form = part, .lemma = part };
    return part.length && (element->kind == ELEMENT_WORD || element->kind == ELEMENT_CLASS) && fits(patterns, element, &one);
}

/* What is looked for at token `at`, and the best that was found. */
struct search {
    const struct patterns *patterns;
    const struct sentence *sentence;
    int at, to;
    uint32_t acts;
    uint64_t second; /* looks of what may stand second; all bits where a hyphen makes it hard to tell */
    bool anything; /* for the marks: whatever begins here, also what a test of its words or a narrower range would leave out */
    const struct pattern *best;
    int end;
};

/* Where the elements from `from` on end when they begin at byte `offset` of token `at`; -1: they do not match. */
static int match_from(const struct search *search, const struct pattern *pattern, int from, int at, size_t offset)
{
    if (from == pattern->count)
        return offset ? -1 : at;
    const struct element *element = &pattern->elements[from];
    const struct token *token = at < search->to ? &search->sentence->tokens[at] : NULL;
    int end = -1;
    size_t next;
    if (token && !offset && fits(search->patterns, element, token))
        end = match_from(search, pattern, from + 1, at + 1, 0);
    if (end < 0 && token && (offset || memchr(token->form.at, '-', token->form.length))
        && fits_text(search->patterns, element, part_at(token, offset, &next)))
        end = match_from(search, pattern, from + 1, next ? at : at + 1, next);
    if (end < 0 && token && from && !offset && is_hyphen(token))
        end = match_from(search, pattern, from, at + 1, 0);
    if (end < 0 && element->optional)
        end = match_from(search, pattern, from + 1, at, offset);
    return end;
}

static void try_chain(struct search *search, struct pattern_chain chain, struct text word)
{
    const struct patterns *patterns = search->patterns;
    const char *same = NULL; /* the text of a link that was found to be the word */
    for (int link = chain.from; link < chain.to; link++) {
        const struct pattern_link *one = &patterns->links[link];
        if ((!(one->second & search->second) && one->second != ~(uint64_t)0) || !(one->acts & search->acts))
            continue;
        if (word.length && one->word.at != same && !text_equals(one->word, word))
            continue;
        same = one->word.at;
        const struct pattern *pattern = &patterns->list.items[one->pattern];
        int end = match_from(search, pattern, 0, search->at, 0);
        if (end > search->at && !search->anything && !fits_part(pattern, search->sentence, search->at, end))
            continue;
        if (end > search->end || (end == search->end && search->best && pattern < search->best)) {
            search->best = pattern;
            search->end = end;
        }
    }
}

static struct pattern_chain chain_of(const struct patterns *patterns, struct text word)
{
    return patterns->slot_count ? patterns->slots[text_hash(word) & (patterns->slot_count - 1)] : (struct pattern_chain){ 0 };
}

static bool may_begin(const struct patterns *patterns, unsigned look)
{
    return patterns->starts[look / 8] >> look % 8 & 1;
}

static bool has_more(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] == '-' || (form.at[i] >= '0' && form.at[i] <= '9'))
            return true;
    return false;
}

static struct token_looks looks_of(const struct token *token)
{
    return (struct token_looks){ { (uint16_t)pattern_look(token->form), (uint16_t)pattern_look(token->lemma),
                                   (uint16_t)pattern_look(singular(token->form)) },
                                 token->upos == UPOS_NUM || has_more(token->form) };
}

static const struct token_looks *looks_in(const struct pattern_marks *marks, const struct sentence *sentence, int at)
{
    struct token_looks **row = &marks->looks->rows[sentence - marks->document->sentences];
    if (!*row) {
        *row = arena_take(marks->looks->arena, (size_t)sentence->token_count * sizeof **row);
        for (int i = 0; i < sentence->token_count; i++)
            (*row)[i] = looks_of(&sentence->tokens[i]);
    }
    return &(*row)[at];
}

/* Whether a pattern may begin at the token: a quick look at what patterns_at looks up, as most words begin none. */
static bool may_begin_at(const struct patterns *patterns, const struct token_looks *looks)
{
    return may_begin(patterns, looks->of[0]) || may_begin(patterns, looks->of[1]) || may_begin(patterns, looks->of[2])
        || looks->has_more;
}

/* What match_from may take for the second word of a pattern that begins at the token. */
static uint64_t looks_second(const struct search *search)
{
    const struct token *token = &search->sentence->tokens[search->at], *next = token + 1;
    bool parts = memchr(token->form.at, '-', token->form.length);
    if (parts || search->at + 1 >= search->to)
        return parts ? ~(uint64_t)0 : 0;
    if (is_hyphen(next) || memchr(next->form.at, '-', next->form.length))
        return ~(uint64_t)0;
    return words_look(next->form) | words_look(next->lemma) | words_look(singular(next->form));
}

static void find_longest(struct search *search)
{
    const struct patterns *patterns = search->patterns;
    const struct token *token = &search->sentence->tokens[search->at];
    search->second = looks_second(search);
    char form_room[LONGEST_WORD], lemma_room[LONGEST_WORD];
    struct text form = lower(token->form, form_room), lemma = lower(token->lemma, lemma_room);
    if (form.length)
        try_chain(search, chain_of(patterns, form), form);
    if (lemma.length && !text_equals(form, lemma))
        try_chain(search, chain_of(patterns, lemma), lemma);
    struct text one = singular(form);
    if (one.length < form.length && !text_equals(one, lemma))
        try_chain(search, chain_of(patterns, one), one);
    size_t next;
    struct text part = form.length ? part_at(&(struct token){ .form = form }, 0, &next) : form;
    if (part.length && part.length < form.length)
        try_chain(search, chain_of(patterns, part), part);
    if (patterns->numeric.from < patterns->numeric.to && patterns_is_number(token))
        try_chain(search, patterns->numeric, (struct text){ 0 });
}

static enum pattern_mark mark_of(const struct patterns *patterns, const struct sentence *sentence, int at)
{
    if (!may_begin_at(patterns, looks_in(patterns->marks, sentence, at)))
        return MARK_NONE;
    struct search search = { .patterns = patterns, .sentence = sentence, .at = at, .to = sentence->token_count, .acts = ~0u,
                             .anything = true, .end = at };
    find_longest(&search);
    return search.best ? MARK_SOME : MARK_NONE;
}

bool patterns_mark(const struct patterns *patterns, const struct sentence *sentence, int at)
{
    struct pattern_marks *marks = patterns->marks;
    if (!marks) {
        struct token_looks looks = looks_of(&sentence->tokens[at]);
        return may_begin_at(patterns, &looks);
    }
    uint8_t **row = &marks->rows[sentence - marks->document->sentences];
    if (!*row)
        *row = arena_take(marks->arena, (size_t)sentence->token_count);
    (*row)[at] = (uint8_t)mark_of(patterns, sentence, at);
    return (*row)[at] == MARK_SOME;
}

const struct pattern *patterns_longest(const struct patterns *patterns, const struct sentence *sentence, int at, int to,
                                       uint32_t acts, int *end)
{
    struct search search = { .patterns = patterns, .sentence = sentence, .at = at, .to = to, .acts = acts, .end = at };
    find_longest(&search);
    *end = search.end;
    return search.best;
}

struct document_looks *patterns_looks(const struct document *document, struct arena *arena)
{
    struct document_looks *looks = arena_take(arena, sizeof *looks);
    *looks = (struct document_looks){ arena_take(arena, ((size_t)document->sentence_count + 1) * sizeof *looks->rows), arena };
    return looks;
}

struct patterns patterns_for(const struct patterns *patterns, const struct document *document, struct document_looks *looks,
                             struct arena *arena)
{
    struct patterns own = *patterns;
    own.marks = arena_take(arena, sizeof *own.marks);
    uint8_t **marks = arena_take(arena, ((size_t)document->sentence_count + 1) * sizeof *marks);
    *own.marks = (struct pattern_marks){ document, marks, looks, arena };
    return own;
}

int patterns_class(const struct patterns *patterns, struct text name)
{
    for (size_t i = 0; i < patterns->classes.count; i++)
        if (text_equals(patterns->classes.items[i].name, name))
            return (int)i;
    return -1;
}
