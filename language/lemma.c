/* Lemma rules: finding and applying them. */
#include "language/lemma.h"

#include <string.h>

enum { MOST_STRIP = 8, MOST_ENDING = 8 };

static size_t common_prefix(struct text a, struct text b)
{
    size_t n = 0;
    while (n < a.length && n < b.length && a.at[n] == b.at[n])
        n++;
    while (n && n < a.length && ((unsigned char)a.at[n] & 0xc0) == 0x80)
        n--;
    return n;
}

bool lemma_rule_of(struct text form, struct text lemma, struct lemma_rule *rule, struct arena *arena)
{
    struct text low = utf8_lower(form, arena);
    size_t kept = common_prefix(form, lemma), lowered = common_prefix(low, lemma);
    rule->letter_case = lowered > kept ? LEMMA_LOWER : LEMMA_KEEP;
    struct text start = rule->letter_case == LEMMA_LOWER ? low : form;
    size_t prefix = rule->letter_case == LEMMA_LOWER ? lowered : kept;
    if (start.length - prefix > MOST_STRIP || lemma.length - prefix > MOST_ENDING)
        return false;
    rule->strip = (uint8_t)(start.length - prefix);
    rule->ending = arena_copy(arena, text_slice(lemma, prefix, lemma.length));
    return true;
}

struct text lemma_apply(const struct lemma_rule *rule, struct text form, struct arena *arena)
{
    struct text start = rule->letter_case == LEMMA_LOWER ? utf8_lower(form, arena) : form;
    if (start.length < rule->strip || start.length - rule->strip + rule->ending.length == 0)
        return (struct text){ "", 0 };
    start.length -= rule->strip;
    if (start.length && utf8_check(start) < start.length)
        return (struct text){ "", 0 };
    if (!rule->ending.length)
        return start;
    char *made = arena_take(arena, start.length + rule->ending.length + 1);
    memcpy(made, start.at, start.length);
    memcpy(made + start.length, rule->ending.at, rule->ending.length);
    return (struct text){ made, start.length + rule->ending.length };
}

struct text lemma_key_in(struct text form, int upos, struct text tag, char *room)
{
    memcpy(room, form.at, form.length);
    room[form.length] = '\t';
    room[form.length + 1] = (char)('A' + upos);
    memcpy(room + form.length + 2, tag.at, tag.length);
    return (struct text){ room, form.length + 2 + tag.length };
}
