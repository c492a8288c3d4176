/* What stands before a title and belongs to it: articles, adjectives, quantities, the state whose it is. */
#include "language/dateline.h"
#include "reading/mentions_inner.h"

static const struct token *token_at(const struct finder *finder, int i)
{
    return &finder->sentence->tokens[i];
}

static bool is_genitive_mark(struct text form)
{
    static const char *const marks[] = { "'s", "’s", "'", "’", NULL };
    return text_is_any_nocase(form, marks);
}

static bool is_hyphen(struct text form)
{
    return text_is(form, "-") || text_is(form, "–") || text_is(form, "‑");
}

static bool is_opening(struct text form)
{
    return text_is(form, "“") || text_is(form, "\"") || text_is(form, "``");
}

bool left_is_article(struct text form, struct left *left)
{
    static const char *const definite[] = { "the", "this", "that", "these", "those", "both", "each", NULL };
    static const char *const indefinite[] = { "a", "an", NULL };
    if (text_is_any_nocase(form, definite))
        left->is_definite = true;
    else if (text_is_any_nocase(form, indefinite))
        left->is_indefinite = true;
    return left->is_definite || left->is_indefinite;
}

static bool is_possessive(struct text form)
{
    static const char *const words[] = { "his", "her", "its", "their", "our", "my", "your", "whose", NULL };
    return text_is_any_nocase(form, words);
}

/* How many there are; but not the "most" of "the most senior". */
static bool is_quantity(const struct finder *finder, int i)
{
    const struct token *token = token_at(finder, i), *next = token_at(finder, i + 1);
    bool compares = token->deprel == DEPREL_ADVMOD && token->head == i + 1 && next->upos == UPOS_ADJ && finder->owner[i + 1] < 0;
    if (compares && (text_is(token->form, "most") || text_is(token->form, "more")))
        return false;
    static const char *const words[] = { "all", "both", "some", "several", "many", "most", "other", "others", "every", "any",
                                         "few", "various", "more", NULL };
    return token->upos == UPOS_NUM || text_is_any_nocase(token->form, words);
}

/* Whether a name at the left is an argument of its own: "gave Ukraine troops", but not "told US officials" or "UK Prime
 * Minister". */
static bool is_own_argument(const struct finder *finder, const struct found *found, const struct left *left)
{
    const struct token *head = token_at(finder, found->head), *core = token_at(finder, left->to - 1);
    if (found->form == FORM_DEMONYM || found->kind == MENTION_BODY || left->is_genitive)
        return false;
    if (head->deprel == DEPREL_IOBJ)
        return true;
    return (head->deprel == DEPREL_OBJ || head->deprel == DEPREL_OBL) && core->head == head->head && core->deprel != head->deprel;
}

static bool may_modify(const struct finder *finder, const struct found *found, const struct left *left)
{
    if (!finder->sentence->is_capitals && found->from == 0 && found->to <= dateline_length(finder->sentence))
        return false; /* "LIMA Defence officials from Chad said": where it was written */
    return found->kind != MENTION_OTHER && (left->is_genitive || found->title == NULL || found->kind != MENTION_PERSON) &&
           !is_own_argument(finder, found, left);
}

/* "US and French", "US, UK and French": the found before the conjunction, or -1. */
static int coordinated_before(const struct finder *finder, int from)
{
    if (from < 2 || finder->owner[from - 2] < 0)
        return -1;
    struct text mark = token_at(finder, from - 1)->form;
    if (!text_is(mark, "and") && !text_is(mark, ",") && !text_is(mark, "or") && !text_is(mark, "&") && !is_hyphen(mark))
        return -1;
    if (is_hyphen(mark) && (token_at(finder, from - 1)->flags & TOKEN_SPACE_BEFORE))
        return -1; /* "Accra, Ghana - US envoys": where it was written */
    int number = finder->owner[from - 2];
    const struct found *found = &finder->found.items[number];
    if (found->kind > MENTION_GROUP || found->form == FORM_TITLE || !found->code.length)
        return -1;
    bool both_names = found->form == FORM_NAME && from < finder->sentence->token_count && finder->owner[from] >= 0 &&
                      finder->found.items[finder->owner[from]].form == FORM_NAME;
    return found->is_modifier || found->form == FORM_DEMONYM || both_names ? number : -1;
}

/* An adjective, noun, participle or adverb that belongs to the title. Flat first: a tree may be wrong, neighbours are not. */
static bool is_modifier_word(const struct finder *finder, int i, const struct left *left)
{
    const struct token *token = token_at(finder, i);
    bool inside = token->head > i && token->head < left->to;
    switch (token->upos) {
    case UPOS_ADJ:
        return true;
    case UPOS_NOUN:
    case UPOS_PROPN:
        return inside && token->deprel != DEPREL_NSUBJ && token->deprel != DEPREL_OBJ;
    case UPOS_VERB:
    case UPOS_ADV:
        return inside && (token->deprel == DEPREL_AMOD || token->deprel == DEPREL_ADVMOD || token->deprel == DEPREL_COMPOUND);
    default:
        return false;
    }
}

static void take_country(const struct finder *finder, struct left *left, int number)
{
    left->country = number;
    left->from = finder->found.items[number].wide_from < left->from ? finder->found.items[number].wide_from : left->from;
    int partner = coordinated_before(finder, left->from);
    /* "Chad and Mali's ministers", but not "Chad and Mali's minister" */
    bool several = text_is(token_at(finder, left->to - 1)->xpos, "NNS");
    if (partner >= 0 && (!left->is_genitive || several)) {
        left->partner = partner;
        while (partner >= 0) {
            left->from = finder->found.items[partner].from;
            partner = coordinated_before(finder, left->from);
        }
    }
}

/* Over adjectives and the like, and over "US-led", "Moscow-backed": there the name modifies the participle, not the title. */
static bool step_over_words(const struct finder *finder, struct left *left, int i)
{
    bool joins = is_hyphen(token_at(finder, i)->form) && !(token_at(finder, i)->flags & TOKEN_SPACE_BEFORE);
    if (joins && i > 0 && token_at(finder, i + 1)->upos != UPOS_PUNCT) {
        int before = finder->owner[i - 1];
        left->from = before >= 0 ? finder->found.items[before].from : i - 1;
        return true;
    }
    if (!is_modifier_word(finder, i, left))
        return false;
    left->from = i;
    return true;
}

/* One step to the left; false where the nominal begins. */
static bool step_left(const struct finder *finder, struct left *left)
{
    int i = left->from - 1;
    const struct token *token = token_at(finder, i);
    int number = finder->owner[i];
    if (number >= 0) {
        if (left->country >= 0 || left->has_quantity || !may_modify(finder, &finder->found.items[number], left))
            return false;
        take_country(finder, left, number);
        return true;
    }
    if (is_genitive_mark(token->form) && left->country < 0 && i > 0 && finder->owner[i - 1] >= 0) {
        left->is_genitive = true;
        left->from = i;
        return true;
    }
    if (is_possessive(token->form)) {
        left->possessor = i;
        return false;
    }
    if (left_is_article(token->form, left) || (is_opening(token->form) && i > 0 && left_is_article(token_at(finder, i - 1)->form,
                                                                                                   left)))
        return false;
    if (is_quantity(finder, i)) {
        left->has_quantity = true;
        left->from = i;
        return true;
    }
    return step_over_words(finder, left, i);
}

struct left left_look(const struct finder *finder, int core, int to)
{
    struct left left = { .core = core, .to = to, .from = core, .country = -1, .partner = -1, .possessor = -1 };
    while (left.from > 0 && core - left.from < WIDEST_NOMINAL && step_left(finder, &left))
        ;
    if (left.is_genitive && left.country < 0)
        left.from = core; /* the genitive's owner is nobody known */
    return left;
}

static bool is_quantity_of(struct text form)
{
    static const char *const words[] = { "dozens", "scores", "hundreds", "number", "group", "majority", "most", "some", "many",
                                         "all", "one", "two", "three",
                                         "four", "five", "several", "both", "none", "part", "any", "each", "handful", "couple",
                                             "rest", "few", "half",
                                         "coalition", "members", "member", "representatives", "series", NULL };
    return text_is_any_nocase(form, words);
}

/* "dozens of countries", "a number of allies": the head is the quantity. */
int left_quantity(const struct finder *finder, int from)
{
    int i = from - 1;
    struct left ignored = { 0 };
    if (i > 0 && (left_is_article(token_at(finder, i)->form, &ignored) || is_possessive(token_at(finder, i)->form)))
        i--;
    if (i < 1 || !text_is(token_at(finder, i)->form, "of") || !is_quantity_of(token_at(finder, i - 1)->form))
        return from;
    int owner = finder->owner[i - 1]; /* "Dozens" at the head of a sentence may look like a name */
    return owner < 0 || finder->found.items[owner].kind == MENTION_OTHER ? i - 1 : from;
}
