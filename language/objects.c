/* Finds pairs of objects that touch each other, and names the first. */
#include "language/objects.h"

/* Verbs whose second object is said of the first. */
static bool makes(const struct token *verb)
{
    static const char *const makers[] = { "appoint", "brand", "call", "choose", "consider", "crown", "declare", "deem", "dub",
                                          "elect", "find", "judge", "keep", "label", "leave", "make", "name", "nominate",
                                          "proclaim", "pronounce", "render", "see", "term", "think", "title", "vote", NULL };
    for (const char *const *maker = makers; *maker; maker++)
        if (text_is(verb->lemma, *maker))
            return true;
    return false;
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

void objects_settle(struct sentence *sentence)
{
    struct token *tokens = sentence->tokens;
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
