/* Features of the boundary model: the tokens around a place, their shapes, and the state of the sentence that may end there. */
#include <string.h>

#include "language/split_chars.h"
#include "language/split_features.h"
#include "language/split_words.h"

enum {
    CLASS_NONE, /* outside the paragraph */
    CLASS_STOP, CLASS_ASK, CLASS_DOTS, CLASS_COMMA, CLASS_COLON, CLASS_SEMICOLON, CLASS_DASH, CLASS_RULE,
    CLASS_QUOTE_OPEN, CLASS_QUOTE_CLOSE, CLASS_QUOTE_FREE, CLASS_BRACKET_OPEN, CLASS_BRACKET_CLOSE, CLASS_BULLET, CLASS_SYMBOL,
    CLASS_EMOTICON, CLASS_ADDRESS, CLASS_NUMBER, CLASS_ITEM, CLASS_INITIAL, CLASS_ABBREVIATION, CLASS_TITLE, CLASS_CAPITAL,
    CLASS_CAPITALS, CLASS_LOWER, CLASS_CLITIC, CLASS_MIXED, CLASS_OPENER, CLASS_DATE,
};

static uint32_t mix(uint32_t hash, uint32_t more)
{
    hash = (hash ^ more) * 0x9e3779b1u;
    return hash ^ hash >> 15;
}

static uint32_t hash_word(struct text form, size_t from)
{
    uint32_t hash = 2166136261u;
    for (size_t at = from; at < form.length;) {
        size_t mark = split_apostrophe(form, at);
        unsigned char c = mark ? '\'' : (unsigned char)form.at[at];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
        at += mark ? mark : 1;
    }
    return hash ^ hash >> 16;
}

/* Runs of the same kind count once; marks stand for themselves. */
static uint32_t hash_shape(struct text form)
{
    uint32_t hash = 7, last = 0;
    for (size_t at = 0, length; at < form.length && at < 24; at += length) {
        unsigned kind = split_char_at(form, at, &length);
        uint32_t sign = kind & SPLIT_UPPER ? 'X' : kind & SPLIT_LETTER ? 'x' : kind & SPLIT_DIGIT ? 'd' : 0;
        if (!sign)
            sign = utf8_at(form, at, &length);
        if (sign != last)
            hash = mix(hash, sign);
        last = sign;
    }
    return hash;
}

static bool is_rule(struct text form)
{
    return form.length > 1 && strchr("-=*_~+#<>|", form.at[0]) && form.at[1] == form.at[0];
}

static uint8_t mark_class(struct text form, bool opens)
{
    size_t length;
    uint32_t point = utf8_at(form, 0, &length);
    bool single = length == form.length;
    switch (point) {
    case '.': return single ? CLASS_STOP : strpbrk((char[]){ form.at[form.length - 1], '\0' }, "!?") ? CLASS_ASK : CLASS_DOTS;
    case '!': case '?': return CLASS_ASK;
    case 0x2026: return CLASS_DOTS;
    case ',': return CLASS_COMMA;
    case ':': return single ? CLASS_COLON : CLASS_EMOTICON;
    case ';': return single ? CLASS_SEMICOLON : CLASS_EMOTICON;
    case '-': case 0x2013: case 0x2014: return form.length > 3 ? CLASS_RULE : CLASS_DASH;
    case '"': case '\'': return opens ? CLASS_QUOTE_OPEN : CLASS_QUOTE_CLOSE;
    case 0x201c: case '`': case 0x201e: case 0xab: return CLASS_QUOTE_OPEN;
    case 0x201d: case 0xbb: return CLASS_QUOTE_CLOSE;
    case 0x2018: return opens ? CLASS_QUOTE_OPEN : CLASS_QUOTE_CLOSE;
    case 0x2019: return CLASS_QUOTE_CLOSE;
    case '(': case '[': case '{': return single ? CLASS_BRACKET_OPEN : CLASS_SYMBOL;
    case ')': case ']': case '}': return CLASS_BRACKET_CLOSE;
    case 0x2022: case 0xb7: case 0x25aa: case 0x25cf: return CLASS_BULLET;
    case '<': return single ? CLASS_BRACKET_OPEN : CLASS_RULE;
    case '>': return single ? CLASS_BRACKET_CLOSE : CLASS_RULE;
    }
    return is_rule(form) ? CLASS_RULE : form.length > 3 ? CLASS_EMOTICON : CLASS_SYMBOL;
}

/* Titles and what else comes before a name or number and ends no sentence. */
static bool is_title(struct text form)
{
    static const char *const titles[] = { "mr.", "mrs.", "ms.", "dr.", "prof.", "gen.", "lt.", "col.", "maj.", "capt.", "sgt.",
        "gov.", "sen.", "rep.", "rev.", "st.", "pres.", "adm.", "brig.", "cmdr.", "hon.", "no.", "nos.", "vs.", "art.", "fig.",
        "vol.", "jan.", "feb.", "apr.", "aug.", "sept.", "oct.", "nov.", "dec.", "messrs.", "supt.", "insp.", "amb.", "e.g.",
        "i.e.", NULL };
    return split_is_one_of(form, titles);
}

static uint8_t stopped_class(struct text form)
{
    if (is_title(form))
        return CLASS_TITLE;
    return form.length == 2 ? CLASS_INITIAL : CLASS_ABBREVIATION;
}

/* Words that are written large only where a sentence begins, and days and months, which do so anywhere. */
static uint8_t capital_class(struct text form)
{
    static const char *const openers[] = { "the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we",
        "you", "his", "her", "its", "their", "our", "my", "there", "here", "and", "but", "or", "so", "yet", "if", "when",
        "while", "where", "who", "what", "why", "how", "as", "at", "in", "on", "for", "from", "to", "with", "by", "after",
        "before", "since", "although", "though", "because", "however", "some", "many", "most", "all", "no", "not", "both",
        "each", "every", "one", "then", "now", "also", "is", "are", "was", "were", "do", "does", "did", "nobody", "nothing",
        "meanwhile", "earlier", "later", "instead", "still", "even", "only", "other", "others", "another", "until", "under",
        "during", "despite", "among", "according", "yes", "please", "let", NULL };
    static const char *const dates[] = {
#define WEEKDAY(name) name,
#define MONTH(name) name,
#include "base/calendar.def"
        NULL
    };
    if (split_is_one_of(form, openers))
        return CLASS_OPENER;
    bool is_date = split_is_one_of(form, dates) && !split_is(form, "may"); /* "May" is a name and a verb, too */
    return is_date ? CLASS_DATE : CLASS_CAPITAL;
}

static uint8_t letters_class(struct text form, unsigned first)
{
    size_t length, at = 0;
    bool upper = false, lower = false;
    while (at < form.length) {
        unsigned kind = split_char_at(form, at, &length);
        upper = upper || (at && kind & SPLIT_UPPER);
        lower = lower || kind & SPLIT_LOWER;
        at += length;
    }
    if (memchr(form.at, '@', form.length) || memchr(form.at, '/', form.length))
        return CLASS_ADDRESS;
    if (!upper)
        return first & SPLIT_UPPER ? capital_class(form) : CLASS_LOWER;
    return first & SPLIT_UPPER && !lower ? CLASS_CAPITALS : CLASS_MIXED;
}

static uint8_t class_of(const struct token *token, bool opens)
{
    struct text form = token->form;
    size_t length;
    unsigned first = split_char_at(form, 0, &length);
    if (split_is_abbreviation(form))
        return stopped_class(form);
    if (first & SPLIT_DIGIT)
        return form.at[form.length - 1] == '.' ? CLASS_ITEM : CLASS_NUMBER;
    if (token->flags & TOKEN_MULTIWORD_GOES_ON)
        return CLASS_CLITIC;
    if (first & SPLIT_LETTER)
        return letters_class(form, first);
    return split_apostrophe(form, 0) && form.length > length ? CLASS_CLITIC : mark_class(form, opens);
}

static size_t tail_from(struct text form)
{
    return form.length > 3 ? form.length - 3 : 0;
}

static bool is_glued(const struct token *token)
{
    return !(token->flags & TOKEN_SPACE_BEFORE);
}

/* Whether stops are followed by capitals here, or, as in careless writing, not. */
static uint32_t style_of(const struct split_atom *atoms, size_t count)
{
    uint32_t stops = 0, careless = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        bool ends = atoms[i].class == CLASS_STOP || atoms[i].class == CLASS_ASK;
        stops += ends;
        careless += ends && atoms[i + 1].class == CLASS_LOWER;
    }
    uint32_t size = count < 8 ? 0 : count < 20 ? 1 : count < 60 ? 2 : 3;
    uint32_t sort = !stops ? 0 : careless * 4 > stops ? 1 : 2;
    bool is_closed = count && (atoms[count - 1].class == CLASS_STOP || atoms[count - 1].class == CLASS_ASK ||
                               atoms[count - 1].class == CLASS_QUOTE_CLOSE);
    return size * 6 + sort * 2 + is_closed;
}

/* Two apostrophes are a quotation mark, however it is written. */
static struct token as_mark(struct token token)
{
    if (text_is(token.form, "''"))
        token.form = text_of("\"");
    return token;
}

uint32_t split_atoms(const struct token *tokens, size_t count, struct split_atom *atoms)
{
    for (size_t i = 0; i < count; i++) {
        struct token token = as_mark(tokens[i]);
        bool next_glued = i + 1 < count && is_glued(&tokens[i + 1]);
        bool opens = !is_glued(&tokens[i]) && next_glued;
        atoms[i] = (struct split_atom){
            .word = hash_word(token.form, 0),
            .tail = hash_word(token.form, tail_from(token.form)),
            .shape = hash_shape(token.form),
            .class = class_of(&token, opens),
            .glued = is_glued(&tokens[i]),
            .goes_on = (tokens[i].flags & TOKEN_MULTIWORD_GOES_ON) != 0,
        };
    }
    return style_of(atoms, count);
}

bool split_may_end(const struct split_view *view, size_t at)
{
    const struct split_atom *next = &view->atoms[at + 1];
    bool closes = next->class == CLASS_QUOTE_CLOSE || next->class == CLASS_BRACKET_CLOSE;
    bool goes_on = next->class == CLASS_STOP || next->class == CLASS_ASK || next->class == CLASS_COMMA;
    return !next->goes_on && !(next->glued && (closes || goes_on));
}

void split_view_open(struct split_view *view, size_t at)
{
    view->first = at;
    view->quotes = view->brackets = 0;
}

void split_view_pass(struct split_view *view, size_t at)
{
    switch (view->atoms[at].class) {
    case CLASS_QUOTE_OPEN: view->quotes = 1; break;
    case CLASS_QUOTE_CLOSE: view->quotes = 0; break;
    case CLASS_BRACKET_OPEN: view->brackets += view->brackets < 3; break;
    case CLASS_BRACKET_CLOSE: view->brackets -= view->brackets > 0; break;
    }
}

static uint32_t bucket(size_t count)
{
    static const size_t bounds[] = { 1, 2, 3, 4, 6, 8, 12, 18, 30, 50, 80, 0 };
    uint32_t b = 0;
    while (bounds[b] && count > bounds[b])
        b++;
    return b;
}

/* Where the hashes go. A feature's number in the list is part of its hash. */
struct sink {
    uint32_t *features;
    uint32_t count;
};

static void put(struct sink *sink, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    sink->features[sink->count] = mix(mix(mix(mix(sink->count + 1, a), b), c), d);
    sink->count++;
}

/* The atoms around a place; [3] is the token before it, [4] the one after. */
enum { AROUND = 8, LEFT = 3, RIGHT = 4 };

static void put_neighbours(struct sink *sink, const struct split_atom *const *a)
{
    const struct split_atom *l = a[LEFT], *r = a[RIGHT], *l1 = a[LEFT - 1], *r1 = a[RIGHT + 1];
    put(sink, l->word, 0, 0, 0);
    put(sink, r->word, r->glued, 0, 0);
    put(sink, l->shape, r->shape, 0, 0);
    put(sink, l->word, r->word, 0, 0);
    put(sink, l->word, r->class, r->glued, 0);
    put(sink, l->class, r->word, r->shape, 0);
    put(sink, l->class, r->word, r1->class, r1->glued);
    put(sink, l->class, r->word, r1->word, 0);
    put(sink, l1->word, l->word, 0, 0);
    put(sink, l1->word, l->class, r->class, 0);
    put(sink, l1->word, l->class, r->shape, 0);
    put(sink, l->tail, r->class, 0, 0);
    put(sink, l->tail, r->tail, 0, 0);
    put(sink, l1->tail, l->class, r->tail, 0);
    put(sink, l->class, r->class, r1->word, 0);
    put(sink, r->shape, r1->shape, 0, 0);
    put(sink, l1->shape, l->shape, r->class, 0);
}

static void put_classes(struct sink *sink, const struct split_atom *const *a)
{
    uint32_t l = a[LEFT]->class, r = (uint32_t)a[RIGHT]->class << 1 | a[RIGHT]->glued, lr = l << 8 | r;
    uint32_t r1 = (uint32_t)a[RIGHT + 1]->class << 1 | a[RIGHT + 1]->glued;
    put(sink, lr, 0, 0, 0);
    put(sink, lr, r1, 0, 0);
    put(sink, lr, a[LEFT - 1]->class, 0, 0);
    put(sink, lr, a[LEFT - 1]->class, r1, 0);
    put(sink, lr, a[LEFT - 1]->class, a[LEFT - 2]->class, 0);
    put(sink, lr, r1, a[RIGHT + 2]->class, 0);
    put(sink, lr, r1, a[RIGHT + 2]->class, a[RIGHT + 3]->class);
    put(sink, lr, a[LEFT - 1]->class, a[LEFT - 2]->class, r1);
    put(sink, l, a[LEFT - 1]->class, a[LEFT - 2]->class, a[LEFT - 3]->class);
}

static void put_state(struct sink *sink, const struct split_view *view, size_t at, const struct split_atom *const *a)
{
    uint32_t lr = (uint32_t)a[LEFT]->class << 8 | (uint32_t)a[RIGHT]->class << 1 | a[RIGHT]->glued;
    uint32_t state = (uint32_t)view->quotes << 2 | (uint32_t)view->brackets;
    uint32_t age = bucket(at + 1 - view->first), left = bucket(view->count - at - 1);
    const struct split_atom *first = &view->atoms[view->first];
    put(sink, lr, state, 0, 0);
    put(sink, lr, state, a[LEFT - 1]->class, a[RIGHT + 1]->class);
    put(sink, lr, age, 0, 0);
    put(sink, lr, age, a[LEFT - 1]->class, 0);
    put(sink, lr, left, 0, 0);
    put(sink, lr, age, left, 0);
    put(sink, lr, view->style, 0, 0);
    put(sink, lr, view->style, age, 0);
    put(sink, lr, first->class, age, 0);
    put(sink, lr, first->word, 0, 0);
    put(sink, a[RIGHT]->word, view->style, a[LEFT]->class, 0);
    put(sink, 0, 0, 0, 0);
}

int split_features(const struct split_view *view, size_t at, uint32_t *features)
{
    static const struct split_atom outside = { .class = CLASS_NONE };
    const struct split_atom *around[AROUND];
    for (size_t i = 0; i < AROUND; i++) {
        size_t place = at + i - LEFT; /* wraps to a large number before the paragraph */
        around[i] = place < view->count ? &view->atoms[place] : &outside;
    }
    struct sink sink = { features, 0 };
    put_neighbours(&sink, around);
    put_classes(&sink, around);
    put_state(&sink, view, at, around);
    return (int)sink.count;
}
