/* Finds pairs of objects that touch each other, and names the first. */
#include "language/objects.h"

#include "language/hang.h"
#include "language/names_inner.h"

/* Verbs whose second object is said of the first. */
static bool makes(const struct token *verb)
{
    static const char *const makers[] = { "appoint", "brand", "call", "choose", "consider", "crown", "declare", "deem", "dub",
                                          "elect", "find", "judge", "keep", "label", "leave", "make", "name", "nominate",
                                          "proclaim", "pronounce", "render", "see", "term", "think", "title", "vote", NULL };
    return text_is_any(verb->lemma, makers);
}

static bool is_under(const struct sentence *sentence, int token, int top)
{
    for (int steps = 0; token >= 0 && steps < sentence->token_count; steps++, token = sentence->tokens[token].head)
        if (token == top)
            return true;
    return false;
}

/* Whether all between two objects belongs to the first, and then to the second. */
static bool touch(const struct sentence *sentence, int first, int second)
{
    int at = first + 1;
    while (at < second && is_under(sentence, at, first))
        at++;
    while (at < second && is_under(sentence, at, second))
        at++;
    return at == second;
}

/* Whether a name stands before a number or article of the noun that it is taken to belong to. Digits may be the name's own
 * ("Leopard 2 tanks"), but not a place's. */
static bool is_before_number(const struct sentence *sentence, int at)
{
    const struct token *token = &sentence->tokens[at], *next = token + 1;
    bool is_letters = next->form.at[0] > '9', is_place = names_is_location(sentence->tokens, at, at + 1);
    bool counts = next->head == token->head && (next->deprel == DEPREL_NUMMOD || next->deprel == DEPREL_DET);
    bool is_joined = next->head == at && next->upos == UPOS_NUM;
    bool is_other = (counts && (is_letters || is_place)) || (is_joined && is_place);
    return is_other && token->upos == UPOS_PROPN && token->deprel == DEPREL_COMPOUND;
}

/* "promised Cape Verde two boats": a name stands before no number or article of its own noun, so that it is whom the verb gives
 * to. */
static void part_from_object(struct sentence *sentence)
{
    struct token *tokens = sentence->tokens;
    for (int i = 1; i + 1 < sentence->token_count; i++) {
        int from = i, object = tokens[i].head, verb = object < 0 ? -1 : tokens[object].head;
        if (object < i || verb < 0 || tokens[object].deprel != DEPREL_OBJ || !is_before_number(sentence, i))
            continue;
        while (from > 0 && tokens[from - 1].upos == UPOS_PROPN &&
               (tokens[from - 1].head == object || tokens[from - 1].head == verb))
            from--;
        if (verb != from - 1)
            continue;
        for (int k = from; k < i; k++)
            token_hang(&tokens[k], i, DEPREL_COMPOUND);
        if (tokens[i + 1].head == i)
            token_hang(&tokens[i + 1], object, DEPREL_NUMMOD);
        token_hang(&tokens[i], verb, DEPREL_IOBJ);
    }
}

void objects_settle(struct sentence *sentence)
{
    struct token *tokens = sentence->tokens;
    part_from_object(sentence);
    for (int i = 0, next; i < sentence->token_count; i++) {
        int verb = tokens[i].head;
        bool is_name = tokens[i].upos == UPOS_PROPN || tokens[i].upos == UPOS_PRON;
        if (tokens[i].deprel != DEPREL_OBJ || verb < 0 || verb > i || !is_name || makes(&tokens[verb]))
            continue;
        for (next = i + 1; next < sentence->token_count && tokens[next].head != verb; next++)
            ;
        bool has_second = next < sentence->token_count && tokens[next].deprel == DEPREL_OBJ &&
                          (tokens[next].upos == UPOS_NOUN || tokens[next].upos == UPOS_NUM);
        if (has_second && touch(sentence, i, next))
            tokens[i].deprel = DEPREL_IOBJ;
    }
}
