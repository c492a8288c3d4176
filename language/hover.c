/* Finds what shows behind a name by its end and by the name that is told again at its beginning, a player by its words. */
#include "language/hover.h"

#include <string.h>

enum { MOST_WORDS = 120, LONGEST_NAME = 6 };

struct words {
    struct text items[MOST_WORDS];
    int count;
};

/* The last words of the paragraph before `end`, but none before `from`. */
static void words_before(struct text text, size_t from, size_t end, struct words *words)
{
    words->count = 0;
    for (size_t to = end; to > from && words->count < MOST_WORDS;) {
        while (to > from && text.at[to - 1] == ' ')
            to--;
        size_t at = to;
        while (at > from && text.at[at - 1] != ' ' && text.at[at - 1] != '\n')
            at--;
        if (at < to)
            words->items[words->count++] = text_slice(text, at, to);
        to = at;
        if (to > from && text.at[to - 1] == '\n')
            break;
    }
    for (int i = 0; i < words->count / 2; i++) {
        struct text word = words->items[i];
        words->items[i] = words->items[words->count - 1 - i];
        words->items[words->count - 1 - i] = word;
    }
}

/* "Jane", "(Jim)". */
static bool is_part_of_name(struct text word)
{
    size_t at = word.at[0] == '(' ? 1 : 0;
    return at < word.length && letter_is_large(word.at[at]);
}

/* "Roe" and "RoeSenate", but not "Roed". */
static bool begins_with(struct text word, struct text name)
{
    return text_starts(word, name) && (word.length == name.length || !letter_is_small(word.at[name.length]));
}

/* Whether the surname before word `at` is told once more behind it, after given names. */
static bool is_told_again(const struct words *words, int at)
{
    struct text name = words->items[at - 1];
    if (name.length < 2 || !letter_is_large(name.at[0]))
        return false;
    for (int i = at; i < words->count && i < at + LONGEST_NAME; i++) {
        if (begins_with(words->items[i], name))
            return i > at;
        if (!is_part_of_name(words->items[i]))
            return false;
    }
    return false;
}

/* Where it begins, if it ends at `end`; `end` where nothing of the kind stands before. */
static size_t begin_of(struct text text, size_t from, size_t end)
{
    struct words words;
    words_before(text, from, end, &words);
    for (int i = 2; i < words.count; i++) {
        if (!is_told_again(&words, i))
            continue;
        int at = i + 1 < words.count && is_told_again(&words, i + 1) ? i + 1 : i; /* the surname, not the given name */
        return (size_t)(words.items[at].at - text.at);
    }
    return end;
}

/* A copy to blank things out of, made when the first is found. */
struct copy {
    struct text text;
    char *made;
    struct arena *arena;
};

static void blank(struct copy *copy, size_t from, size_t to)
{
    if (!copy->made) {
        copy->made = arena_take(copy->arena, copy->text.length);
        memcpy(copy->made, copy->text.at, copy->text.length);
    }
    memset(copy->made + from, ' ', to - from);
}

static void hide_hovers(struct copy *copy)
{
    const struct text text = copy->text, last = TEXT(" MORE");
    size_t done = 0;
    for (size_t at = text_find(text, last); at < text.length;) {
        size_t end = at + last.length;
        bool is_last = end == text.length || (!letter_is_large(text.at[end]) && !letter_is_small(text.at[end]));
        size_t begin = is_last ? begin_of(text, done, at) : at;
        if (begin < at) {
            blank(copy, begin, end);
            done = end;
        }
        at = end + text_find(text_slice(text, end, text.length), last);
    }
}

/* "JUST WATCHED Chad bombs a port Replay More Videos ... MUST WATCH Chad bombs a port 02:12": all but the title of the video. */
static void hide_players(struct copy *copy)
{
    const struct text text = copy->text, first = TEXT("JUST WATCHED "), second = TEXT(" Replay More Videos");
    for (size_t at = text_find(text, first); at < text.length;) {
        size_t end = at + first.length, line = end;
        while (line < text.length && text.at[line] != '\n')
            line++;
        struct text rest = text_slice(text, end, line);
        size_t again = text_find(rest, second);
        if (again < rest.length) {
            blank(copy, at, end);
            blank(copy, end + again, line);
        }
        at = line + text_find(text_slice(text, line, text.length), first);
    }
}

struct text hover_hide(struct text text, struct arena *arena)
{
    struct copy copy = { .text = text, .arena = arena };
    hide_hovers(&copy);
    hide_players(&copy);
    return copy.made ? (struct text){ copy.made, text.length } : text;
}
