/* The code for words alone, without a text around them: "French foreign ministry", "Kyiv", a publisher's name. */
#include "reading/mentions_inner.h"

#include <string.h>

enum { MOST_WORDS = 24 };

struct words {
    struct text items[MOST_WORDS];
    int count;
};

static bool is_break(char c)
{
    return c == ' ' || c == '-' || c == ',' || c == '/' || c == '(' || c == ')' || c == '\t' || c == '\n';
}

static struct words split_words(struct text text)
{
    struct words words = { .count = 0 };
    size_t at = 0;
    while (at < text.length && words.count < MOST_WORDS) {
        while (at < text.length && is_break(text.at[at]))
            at++;
        size_t from = at;
        while (at < text.length && !is_break(text.at[at]))
            at++;
        struct text word = text_slice(text, from, at);
        if (word.length)
            words.items[words.count++] = word;
    }
    return words;
}

static struct text join(const struct words *words, int from, int to)
{
    struct text first = words->items[from], last = words->items[to - 1];
    return (struct text){ first.at, (size_t)(last.at + last.length - first.at) };
}

/* "France" of "France's". */
static struct text without_s(struct text word)
{
    if (text_ends(word, TEXT("'s")) || text_ends(word, TEXT("’s")))
        word.length -= text_ends(word, TEXT("'s")) ? 2 : 4;
    return word;
}

static const struct title *title_in(const struct phrase_slot *slot)
{
    for (const struct phrase *phrase = slot->first; phrase; phrase = phrase->next)
        if (phrase->title)
            return phrase->title;
    return NULL;
}

static const struct phrase_slot *slot_of(const struct actor_lexicon *lexicon, struct text word, char *key, size_t before,
                                         size_t *length, struct arena *arena)
{
    *length = actors_key(word, key, before, LONGEST_KEY, arena);
    struct text whole = { key, *length };
    return *length > before ? actors_slot(lexicon, whole) : NULL;
}

/* The slot of `key` with the word added to it: with its 's, as in "People's Party", or without, as in "France's", though names
 * begin with "Frances". */
static const struct phrase_slot *slot_with(const struct actor_lexicon *lexicon, struct text word, char *key, size_t *length,
                                           struct arena *arena)
{
    size_t before = *length;
    const struct phrase_slot *bare = slot_of(lexicon, without_s(word), key, before, length, arena);
    if (bare && bare->first && bare->first->actor)
        return bare;
    size_t bare_length = *length;
    const struct phrase_slot *slot = slot_of(lexicon, word, key, before, length, arena);
    if (!slot)
        *length = bare_length;
    return slot ? slot : bare;
}

/* The longest name or title that begins at a word; `*to` is where it ends. */
static bool longest_at(const struct actor_lexicon *lexicon, const struct words *words, int from, int day, struct arena *arena,
                       const struct actor **actor, const struct title **title, int *to)
{
    char key[LONGEST_KEY];
    size_t length = 0;
    const struct phrase_slot *slot;
    *actor = NULL;
    *title = NULL;
    for (int i = from; i < words->count && (slot = slot_with(lexicon, words->items[i], key, &length, arena)); i++) {
        const struct phrase *phrase = actors_choose(slot->first, without_s(join(words, from, i + 1)), day);
        const struct title *found = phrase ? NULL : title_in(slot);
        if (phrase || found) {
            *actor = phrase ? phrase->actor : NULL;
            *title = found;
            *to = i + 1;
        }
    }
    return *actor || *title;
}

static bool is_filler(struct text word)
{
    static const char *const fillers[] = { "the", "of", "for", "a", "an", "and", "’s", "'s", "its", "office", "press", "official",
                                           NULL };
    for (int i = 0; fillers[i]; i++)
        if (text_equals_nocase(word, text_of(fillers[i])))
            return true;
    return false;
}

/* Whose the words are: the first name with a code, unless a title makes it somebody else's ("NATO allies"). `whole`: every word
 * must be
 * a name, a title or a filler, so that "Washington Times" is nobody. */
const struct actor *code_of_words(const struct actor_lexicon *lexicon, struct text text, int day, bool whole, struct arena *arena)
{
    struct words words = split_words(text);
    const struct actor *best = NULL;
    bool is_others = false, has_strange = false;
    for (int i = 0; i < words.count;) {
        const struct actor *actor;
        const struct title *title;
        int to = i + 1;
        if (longest_at(lexicon, &words, i, day, arena, &actor, &title, &to)) {
            if (!best && actor && actor->kind != MENTION_OTHER)
                best = actor;
            has_strange |= actor && actor->kind == MENTION_OTHER;
            is_others |= title && (title->kind == TITLE_COLLECTIVE || title->kind == TITLE_PRIVATE);
        } else {
            has_strange |= !is_filler(words.items[i]);
        }
        i = to;
    }
    return is_others || (whole && has_strange) ? NULL : best;
}

static struct text code_of_name(const struct actor_lexicon *actors, struct text name, struct text published, bool whole)
{
    struct arena arena = { 0 };
    const struct actor *actor = code_of_words(actors, name, actors_day(published), whole, &arena);
    arena_release(&arena);
    return actor ? actor->code : (struct text){ 0 };
}

struct text actors_code_of(const struct actor_lexicon *actors, struct text name, struct text published)
{
    return code_of_name(actors, name, published, false);
}

/* Who only tells the news says nothing in his own name, whosever he is: an agency's "we" and "must" are others' words. */
bool actors_tell_news(struct text name)
{
    static const char *const words[] = { "news", "agency", "press", "tv", "television", "radio", "times", "post", "daily", NULL };
    struct words parts = split_words(name);
    for (int i = 0; i < parts.count; i++)
        for (int k = 0; words[k]; k++)
            if (text_equals_nocase(parts.items[i], text_of(words[k])))
                return true;
    return false;
}

struct text actors_code_of_publisher(const struct actor_lexicon *actors, struct text name, struct text published)
{
    return actors_tell_news(name) ? (struct text){ 0 } : code_of_name(actors, name, published, true);
}
