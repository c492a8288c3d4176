/* Mentions as parties of a statement: what stands at a token, and all that are coordinated with it. */
#include "reading/mentions.h"

enum { LONGEST_LIST = 80 }; /* mentions looked at behind the first */

const struct mention *mention_at(const struct mention_table *table, int sentence, int token)
{
    if (token < 0 || table->at[sentence][token] < 0)
        return NULL;
    return &table->items[table->at[sentence][token]];
}

struct party mention_party(const struct mention *mention)
{
    return (struct party){ .text = mention->text, .code = mention->code, .span = mention->span };
}

static bool is_there(const struct party_list *list, size_t from, const struct party *party)
{
    for (size_t i = from; i < list->count; i++)
        if (list->items[i].span.from_byte == party->span.from_byte && text_equals(list->items[i].code, party->code) &&
            text_equals(list->items[i].text, party->text))
            return true;
    return false;
}

static void add(struct party_list *out, size_t from, const struct mention *mention, struct arena *arena)
{
    for (int i = 0; i < mention->member_count; i++)
        if (!is_there(out, from, &mention->members[i]))
            ARENA_PUSH(arena, out, mention->members[i]);
    struct party party = mention_party(mention);
    if (!mention->member_count && !is_there(out, from, &party))
        ARENA_PUSH(arena, out, party);
}

static bool is_word(const struct sentence *sentence, int i, const char *word)
{
    return i < sentence->token_count && text_is(sentence->tokens[i].form, word);
}

/* Over "(OAS)" behind a name; `at` itself where nothing stands in parentheses. */
static int skip_acronym(const struct sentence *sentence, int at)
{
    enum { LONGEST = 3 };
    for (int i = at + 2; is_word(sentence, at, "(") && i <= at + 1 + LONGEST; i++)
        if (is_word(sentence, i, ")"))
            return i + 1;
    return at;
}

/* Over ", the", "and", "as well as" to where the next member of a list may begin; `from` when there is no such joint. */
static int skip_joint(const struct sentence *sentence, int from)
{
    int i = from;
    if (is_word(sentence, i, ","))
        i++;
    if (is_word(sentence, i, "and") || is_word(sentence, i, "or") || is_word(sentence, i, "&"))
        i++;
    if (i > from && (is_word(sentence, i, "the") || is_word(sentence, i, "The")))
        i++;
    return i;
}

/* Whether the mention depends as a member of a list does, and not as somebody else's subject or object. */
static bool depends_as_member(const struct sentence *sentence, const struct mention *mention)
{
    switch (sentence->tokens[mention->head].deprel) {
    case DEPREL_CONJ:
    case DEPREL_APPOS:
    case DEPREL_FLAT:
    case DEPREL_LIST:
    case DEPREL_DEP:
    case DEPREL_COMPOUND:
        return true;
    default:
        return false;
    }
}

static bool is_core(uint8_t deprel)
{
    return deprel == DEPREL_NSUBJ || deprel == DEPREL_NSUBJ_PASS || deprel == DEPREL_OBJ;
}

/* A verb has one subject: a second one beside the first goes on its list. Other words need "and" between them. */
static bool depends_alike(const struct sentence *sentence, const struct mention *last, const struct mention *next, int start)
{
    const struct token *a = &sentence->tokens[last->head], *b = &sentence->tokens[next->head];
    bool has_and = false;
    for (int i = last->to; i < start; i++)
        has_and |= text_is(sentence->tokens[i].form, "and");
    if (a->deprel == DEPREL_APPOS && a->head >= 0)
        a = &sentence->tokens[a->head];
    if (a->deprel == DEPREL_NSUBJ && b->deprel == DEPREL_NSUBJ)
        return true; /* subjects side by side, whatever verb the tree gives each */
    return (has_and || is_core(b->deprel)) && a->head == b->head && (a->deprel == b->deprel || (a->deprel == DEPREL_CONJ &&
                                                                                                is_core(b->deprel)));
}

static bool is_conjunct(const struct sentence *sentence, int token, int of)
{
    for (int steps = 0; steps < 32 && token >= 0 && token != of; steps++) {
        if (sentence->tokens[token].deprel != DEPREL_CONJ)
            return false;
        token = sentence->tokens[token].head;
    }
    return token == of;
}

static const struct mention *next_mention(const struct mention_table *table, const struct mention *mention)
{
    const struct mention *next = mention + 1;
    return next < table->items + table->count && next->sentence == mention->sentence ? next : NULL;
}

/* The mention that goes on a list after `last`: where the words are neighbours a wrong tree does not matter. */
static bool goes_on(const struct sentence *sentence, const struct mention *last, const struct mention *next)
{
    int end = skip_acronym(sentence, last->to), start = skip_joint(sentence, end);
    if (start == end || next->from < start || !(depends_as_member(sentence, next) || depends_alike(sentence, last, next,
                                                                                                        start)))
        return false;
    for (int i = start; i < next->from; i++)
        if (i != next->head && sentence->tokens[i].head != next->head &&
            (sentence->tokens[i].head < start || sentence->tokens[i].head >= next->to))
            return false;
    return true;
}

/* Whether a preposition governs the mention. "As", "after" and the like may as well open the clause whose subject it is, and
 * "between" has two at least. */
static bool has_case(const struct sentence *sentence, const struct mention *mention)
{
    static const char *const openers[] = { "as", "after", "before", "since", "until", "than", "like", "between" };
    for (int i = 0; i < mention->from; i++) {
        const struct token *token = &sentence->tokens[i];
        bool opens = token->head != mention->head || token->deprel != DEPREL_CASE;
        for (size_t k = 0; k < sizeof openers / sizeof *openers; k++)
            opens |= text_equals_nocase(token->form, text_of(openers[k]));
        if (!opens)
            return true;
    }
    return false;
}

/* ", together with our allies", ", especially Poland", "along with Chad": others who do it too, or some of those who do. */
static bool is_companion(const struct sentence *sentence, const struct mention *last, const struct mention *next)
{
    static const char *const openers[][2] = { { "together", "with" }, { "along", "with" }, { "alongside", NULL },
                                              { "including", NULL }, { "especially", NULL }, { "notably", NULL },
                                              { "particularly", NULL }, { "as", "well" } };
    enum { WIDEST = 4 };
    int at = last->to + is_word(sentence, last->to, ",");
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        if (!is_word(sentence, at, openers[i][0]) || (openers[i][1] && !is_word(sentence, at + 1, openers[i][1])))
            continue;
        int start = at + (openers[i][1] ? 2 : 1);
        for (int t = start; t < next->from; t++) { /* titles and "our" may stand before the name */
            uint8_t upos = sentence->tokens[t].upos;
            if (upos == UPOS_VERB || upos == UPOS_PUNCT || upos == UPOS_AUX)
                return false;
        }
        return next->from >= start && next->from <= start + WIDEST;
    }
    return false;
}

/* What joins two neighbours: 'a' for "and", ',' for a comma, 'b' for both, ' ' for anything else. */
static char joint_of(const struct sentence *sentence, const struct mention *left, const struct mention *right)
{
    int start = skip_joint(sentence, left->to), begin = right->from;
    bool comma = is_word(sentence, left->to, ","), and = is_word(sentence, left->to + comma, "and");
    for (int i = start; i < begin; i++) /* a title may stand before the name */
        if (sentence->tokens[i].upos != UPOS_PROPN && sentence->tokens[i].upos != UPOS_NOUN && sentence->tokens[i].upos != UPOS_ADJ)
            return ' ';
    if (start == left->to || start > begin)
        return ' ';
    return comma ? and ? 'b' : ',' : and ? 'a' : ' ';
}

/* Whether the mention cannot belong to a list of subjects that stands behind it: a verb or preposition before has it. */
static bool is_taken(const struct sentence *sentence, const struct mention *mention, const struct mention *last)
{
    const struct token *token = &sentence->tokens[mention->head];
    bool object = token->deprel == DEPREL_OBJ || token->deprel == DEPREL_IOBJ;
    return has_case(sentence, mention) ||
        (object && token->head >= 0 && token->head < mention->from && sentence->tokens[last->head].deprel != DEPREL_OBJ);
}

/* Where a list begins whose last member the tree took for the whole: "the US, Norway and Chile met", in a headline "US, Chile
 * meet". The tree may have lost its way, so that neighbours count for more than relations; but a list that begins as the object
 * of something else is none ("talks with Chile, Peru and Norway said"). */
static const struct mention *first_of_list(const struct mention_table *table, const struct sentence *sentence,
                                           const struct mention *last)
{
    const struct mention *first = last, *sure = last;
    bool has_and = false;
    for (const struct mention *before = last; before > table->items;) {
        before--;
        if (before->sentence != last->sentence)
            break;
        if (before->is_modifier || before->to > first->from)
            continue;
        char joint = joint_of(sentence, before, first);
        bool joins = joint == 'a' || (joint == 'b' && !has_and) || (joint == ',' && (has_and || sentence->is_title));
        if (!joins || !before->is_public)
            break;
        if (is_taken(sentence, before, last))
            return sure;
        has_and |= joint != ',';
        first = before;
        if (is_core(sentence->tokens[before->head].deprel))
            sure = before;
    }
    return first;
}

/* "Chad, but not Mali, signed": "not" stands right before the name, its article and adjectives. */
static bool is_left_out(const struct sentence *sentence, const struct mention *next)
{
    int at = next->from - 1;
    while (at > 0 && (sentence->tokens[at].upos == UPOS_DET || sentence->tokens[at].upos == UPOS_ADJ))
        at--;
    return at > 0 && is_word(sentence, at, "not") && !is_word(sentence, at + 1, "only");
}

/* "Democrats and Republicans": two of one state's bodies, each with a name of its own. */
static bool is_another(const struct sentence *sentence, const struct mention *last, const struct mention *next)
{
    bool bodies = last->kind != MENTION_PERSON && next->kind != MENTION_PERSON;
    return bodies && sentence->tokens[next->head].deprel == DEPREL_CONJ && !text_equals(next->text, last->text);
}

/* "Chad-Niger talks": whom a hyphen joins to what stands before a noun; NULL. */
static const struct mention *hyphened(const struct mention_table *table, const struct sentence *sentence,
                                      const struct mention *second)
{
    const struct mention *first = second > table->items ? second - 1 : NULL;
    bool joined = first && second->is_modifier && first->sentence == second->sentence && first->to + 1 == second->from
               && (is_word(sentence, first->to, "-") || is_word(sentence, first->to, "–"));
    return joined && first->is_public && first->code.length && second->code.length ? first : NULL;
}

/* "Chad's and Niger's ministers": whose ministers act beside those of the second state; NULL. */
static const struct mention *first_owner(const struct mention_table *table, const struct sentence *sentence,
                                         const struct mention *second)
{
    const struct mention *first = second > table->items ? second - 1 : NULL;
    bool owned = first && first->sentence == second->sentence && first->is_modifier && first->code.length &&
                 sentence->tokens[first->head].deprel == DEPREL_NMOD_POSS && sentence->tokens[first->head].head == second->head;
    if (!owned || !text_is(sentence->tokens[second->head].xpos, "NNS"))
        return NULL;
    int and = first->to + (is_word(sentence, first->to, "'s") || is_word(sentence, first->to, "’s"));
    return is_word(sentence, and, "and") && second->from == and + 1 ? first : NULL;
}

bool mentions_are_hyphened(const struct mention_table *table, const struct document *document, int sentence, int token)
{
    const struct mention *mention = mention_at(table, sentence, token);
    return mention && hyphened(table, &document->sentences[sentence], mention);
}

int mentions_parties(const struct mention_table *table, const struct document *document, int sentence_number, int token,
                     struct arena *arena, struct party_list *out)
{
    const struct mention *first = mention_at(table, sentence_number, token), *last = first;
    const struct sentence *sentence = &document->sentences[sentence_number];
    size_t before = out->count;
    if (!first)
        return 0;
    if (hyphened(table, sentence, first))
        add(out, before, hyphened(table, sentence, first), arena);
    if (first_owner(table, sentence, first))
        add(out, before, first_owner(table, sentence, first), arena);
    for (const struct mention *one = first_of_list(table, sentence, first); one <= first; one++)
        if (!one->is_modifier || one == first)
            add(out, before, one, arena);
    int seen = 0;
    for (const struct mention *next = next_mention(table, first); next && seen < LONGEST_LIST; next = next_mention(table, next),
         seen++) {
        if (next->head == first->head || next->is_modifier || next->from < first->to)
            continue;
        if (!is_conjunct(sentence, next->head, first->head) && !goes_on(sentence, last, next)
            && !is_companion(sentence, last, next))
            continue;
        if (!next->is_public || is_left_out(sentence, next))
            continue;
        bool is_same = next->entity >= 0 && next->entity == last->entity;
        if (is_same && !is_another(sentence, last, next)) { /* "Macron, the French president, and Merz" */
            last = next;
            continue;
        }
        add(out, before, next, arena);
        last = next;
    }
    return (int)(out->count - before);
}
