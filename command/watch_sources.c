/* The list of sources that a watch is given. */
#include <stdlib.h>

#include "command/watch.h"

enum { SHORTEST_S = 10, LONGEST_S = 30 * 24 * 3600 };

long long watched_time(struct text words)
{
    static const struct { char unit; long long seconds; } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
    long long number = 0;
    if (words.length < 2 || words.length > 9)
        return 0;
    for (size_t i = 0; i + 1 < words.length; i++) {
        if (words.at[i] < '0' || words.at[i] > '9')
            return 0;
        number = number * 10 + (words.at[i] - '0');
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        long long seconds = number * units[i].seconds;
        if (words.at[words.length - 1] == units[i].unit)
            return seconds < SHORTEST_S || seconds > LONGEST_S ? 0 : seconds * 1000;
    }
    return 0;
}

/* The next word of a line; what stands in quotes belongs together. */
static struct text next_word(struct text *rest)
{
    bool in_quotes = false;
    size_t i = 0;
    *rest = text_trim(*rest);
    for (; i < rest->length && (in_quotes || (rest->at[i] != ' ' && rest->at[i] != '\t')); i++)
        in_quotes ^= rest->at[i] == '"';
    struct text word = text_slice(*rest, 0, i);
    *rest = text_slice(*rest, i, rest->length);
    return word;
}

static struct text without_quotes(struct text value)
{
    bool quoted = value.length >= 2 && value.at[0] == '"' && value.at[value.length - 1] == '"';
    return quoted ? text_slice(value, 1, value.length - 1) : value;
}

/* "every=2h" or "publisher=..."; NULL, or what is wrong with it. */
static const char *take_setting(struct text word, struct watched *watched)
{
    struct text value = word, key = text_cut(&value, '=');
    if (text_is(key, "publisher")) {
        watched->publisher = without_quotes(value);
        return NULL;
    }
    if (!text_is(key, "every"))
        return "after the address only every=TIME and publisher=\"NAME\" are known";
    watched->every_ms = watched_time(value);
    return watched->every_ms ? NULL : "every= takes a time from 10s to 30d, as in every=30m";
}

static bool is_there(const struct watched_list *list, struct text url)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equals(list->items[i].url, url))
            return true;
    return false;
}

/* False and `err` for a line that is wrong. */
static bool take_line(struct text line, const char *path, int number, long long every_ms, struct watched_list *list,
                      struct error *err)
{
    struct watched watched = { .every_ms = every_ms };
    struct fetch_url url;
    struct error why;
    struct text rest = line, word = next_word(&rest);
    if (!word.length || word.at[0] == '#')
        return true;
    if (!fetch_url_parse(word, TEXT(""), &list->arena, &url, &why))
        return error_at(err, ERROR_INPUT, path, number, 0, "%s", why.message);
    watched.url = url.whole;
    if (is_there(list, watched.url))
        return error_at(err, ERROR_INPUT, path, number, 0, "this address is listed twice: %s", url.whole.at);
    while ((word = next_word(&rest)).length && word.at[0] != '#') {
        const char *wrong = take_setting(word, &watched);
        if (wrong)
            return error_at(err, ERROR_INPUT, path, number, 0, "%s", wrong);
    }
    ARENA_PUSH(&list->arena, list, watched);
    return true;
}

bool watched_read(const char *path, long long every_ms, struct watched_list *list, int *wrong, struct error *err)
{
    struct text rest;
    struct error why;
    int number = 0;
    *list = (struct watched_list){ 0 };
    *wrong = 0;
    bool good = output_read_file(path, &list->arena, &rest, err);
    while (good && rest.length) {
        if (take_line(text_trim(text_cut(&rest, '\n')), path, ++number, every_ms, list, &why))
            continue;
        output_complain(why.message);
        ++*wrong;
    }
    if (good && !list->count)
        good = error_at(err, ERROR_INPUT, path, 0, 0, "names no source; write the address of a feed or page on a line each");
    if (!good)
        watched_release(list);
    return good;
}

void watched_release(struct watched_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].kept);
    arena_release(&list->arena);
    *list = (struct watched_list){ 0 };
}
