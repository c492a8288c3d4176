/* Finds phrases of the actor lexicon: keys, capitals, and which of several bearers of a name is meant. */
#include "reading/actors.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_key_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static bool is_ascii(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if ((unsigned char)form.at[i] >= 0x80)
            return false;
    return true;
}

size_t actors_key(struct text form, char *key, size_t length, size_t room, struct arena *arena)
{
    struct text folded = is_ascii(form) ? form : utf8_fold(form, arena);
    for (size_t i = 0; i < folded.length; i++) {
        unsigned char c = (unsigned char)folded.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        if (!is_key_byte(c))
            continue;
        if (length + 1 >= room)
            return 0;
        key[length++] = (char)c;
    }
    return length;
}

unsigned long long actors_begin(const struct actor_lexicon *lexicon, struct text key)
{
    unsigned look = text_sketch(key);
    if (!(lexicon->looks[look / 8] >> look % 8 & 1))
        return 0;
    unsigned long long hash = text_hash(key);
    __builtin_prefetch(&lexicon->places[hash & (lexicon->place_room - 1)]);
    return hash ? hash : 1;
}

void actors_fetch(const struct actor_lexicon *lexicon, unsigned long long begun)
{
    const struct phrase_place *place = begun ? &lexicon->places[begun & (lexicon->place_room - 1)] : NULL;
    if (place && place->slot && place->hash == begun >> 32)
        __builtin_prefetch(&lexicon->slots.items[place->slot - 1]);
}

const struct phrase_slot *actors_at(const struct actor_lexicon *lexicon, struct text key, unsigned long long begun)
{
    const struct phrase_place *place;
    if (!begun)
        return NULL;
    for (size_t at = begun; (place = &lexicon->places[at & (lexicon->place_room - 1)])->slot; at++) {
        const struct phrase_slot *slot = &lexicon->slots.items[place->slot - 1];
        if (place->hash == begun >> 32 && text_equals(slot->key, key))
            return slot;
    }
    return NULL;
}

const struct phrase_slot *actors_slot(const struct actor_lexicon *lexicon, struct text key)
{
    return actors_at(lexicon, key, actors_begin(lexicon, key));
}

static size_t skip_marks(struct text a, size_t at)
{
    while (at < a.length && (a.at[at] == '.' || a.at[at] == ' ' || a.at[at] == '-'))
        at++;
    return at;
}

static bool equals_without_dots(struct text a, struct text b)
{
    size_t i = 0, j = 0;
    for (;;) {
        i = skip_marks(a, i);
        j = skip_marks(b, j);
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.at[i++] != b.at[j++])
            return false;
    }
}

/* Letters beyond ASCII count as capitals: names that begin with one are rarely written small. */
static bool begins_with_capital(struct text surface)
{
    unsigned char c = surface.length ? (unsigned char)surface.at[0] : 'a';
    return !(c >= 'a' && c <= 'z');
}

static int count_words(struct text text)
{
    int count = 1;
    for (size_t i = 0; i < text.length; i++)
        count += text.at[i] == ' ' || text.at[i] == '-';
    return count;
}

/* "Israel is" has the letters of "Israelis": a small word of its own is no ending of a name that is written as one. */
static bool ends_in_small_word(const struct phrase *phrase, struct text surface)
{
    size_t at = surface.length;
    while (at && surface.at[at - 1] != ' ')
        at--;
    bool small = at && at < surface.length && surface.at[at] >= 'a' && surface.at[at] <= 'z';
    return small && count_words(surface) > count_words(phrase->surface);
}

static bool is_genitive(struct text surface)
{
    return text_ends(surface, TEXT("'s")) || text_ends(surface, TEXT("’s"));
}

/* "The minister's" has the letters of "ministers". */
static bool is_genitive_of_other(const struct phrase *phrase, struct text surface)
{
    return is_genitive(surface) && !is_genitive(phrase->surface);
}

bool actors_fits(const struct phrase *phrase, struct text surface)
{
    if ((phrase->actor && phrase->actor->replaced) || ends_in_small_word(phrase, surface) || is_genitive_of_other(phrase, surface))
        return false;
    if (phrase->exact)
        return equals_without_dots(phrase->surface, surface);
    return !phrase->capital || begins_with_capital(surface);
}

int actors_day(struct text published)
{
    int day = 0, digits = 0;
    for (size_t i = 0; i < published.length && digits < 8; i++) {
        if (published.at[i] == 'T' || published.at[i] == ' ')
            break;
        if (published.at[i] >= '0' && published.at[i] <= '9') {
            day = day * 10 + (published.at[i] - '0');
            digits++;
        }
    }
    for (; digits && digits < 8; digits++)
        day *= 10;
    return day;
}

/* How far the day lies outside the time in office, in the numbers that days are; an unknown day lies in everybody's. */
static int distance_to(const struct actor *actor, int day)
{
    if (!day)
        return 0;
    return day < actor->from_day ? actor->from_day - day : day > actor->to_day ? day - actor->to_day : 0;
}

const struct phrase *actors_choose(const struct phrase *first, struct text surface, int day)
{
    const struct phrase *best = NULL;
    for (const struct phrase *phrase = first; phrase; phrase = phrase->next) {
        if (!phrase->actor || phrase->form == FORM_ELSEWHERE || phrase->form == FORM_DEFINITE || !actors_fits(phrase, surface))
            continue;
        if (!best || (phrase->form == best->form && phrase->actor->kind == MENTION_PERSON &&
                      distance_to(phrase->actor, day) < distance_to(best->actor, day)))
            best = phrase;
    }
    return best;
}
