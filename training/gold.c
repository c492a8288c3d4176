/* Marked articles: JSON to articles and statements, and the scorer's two comparisons. */
#include "training/gold.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct text string_of(const json_t *object, const char *key, struct arena *arena)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value))
        return (struct text){ 0 };
    return arena_copy(arena, (struct text){ json_string_value(value), json_string_length(value) });
}

static void read_parties(const json_t *array, struct party_list *out, struct arena *arena)
{
    size_t i;
    const json_t *object;
    json_array_foreach(array, i, object) {
        struct party party = { .text = string_of(object, "text", arena), .code = string_of(object, "code", arena) };
        ARENA_PUSH(arena, out, party);
    }
}

static void read_statement(struct gold_article *article, const json_t *object, struct arena *arena)
{
    struct gold_statement statement = { .act = record_act_of(string_of(object, "act", arena)),
                                        .sentence = string_of(object, "sentence", arena),
                                        .trigger = string_of(object, "trigger", arena) };
    read_parties(json_object_get(object, "actors"), &statement.actors, arena);
    read_parties(json_object_get(object, "recipients"), &statement.recipients, arena);
    ARENA_PUSH(arena, &article->statements, statement);
}

static bool read_article(struct gold *gold, const char *path, struct arena *arena, struct error *err)
{
    json_error_t problem;
    json_t *root = json_load_file(path, 0, &problem);
    if (!root)
        return error_at(err, ERROR_SYSTEM, path, problem.line, problem.column, "%s", problem.text);
    struct gold_article article = { 0 };
    article.article = (struct article){ string_of(root, "id", arena), string_of(root, "title", arena),
                                        string_of(root, "publisher", arena), string_of(root, "published", arena),
                                        string_of(root, "url", arena), string_of(root, "text", arena) };
    size_t i;
    const json_t *object;
    json_array_foreach(json_object_get(root, "statements"), i, object)
        read_statement(&article, object, arena);
    ARENA_PUSH(arena, &gold->articles, article);
    json_decref(root);
    return true;
}

static int is_json(const struct dirent *entry)
{
    return text_ends(text_of(entry->d_name), TEXT(".json"));
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

bool gold_read(struct gold *gold, const char *folder, struct arena *arena, struct error *err)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_json, by_bytes);
    if (count < 0)
        return error_set(err, ERROR_SYSTEM, "%s: cannot be read: %s", folder, strerror(errno));
    bool ok = true;
    for (int i = 0; i < count; i++) {
        ok = ok && read_article(gold, arena_print(arena, "%s/%s", folder, names[i]->d_name).at, arena, err);
        free(names[i]);
    }
    free(names);
    return ok;
}

struct word_list {
    struct text *items;
    size_t count, room;
};

static int compare_words(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* The words of a text, folded and sorted. */
static struct word_list words_of(struct text text, struct arena *arena)
{
    struct word_list words = { 0 };
    struct text folded = utf8_fold(text, arena);
    size_t from = 0;
    for (size_t i = 0; i <= folded.length; i++) {
        unsigned char c = i < folded.length ? (unsigned char)folded.at[i] : ' ';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            continue;
        if (i > from)
            ARENA_PUSH(arena, &words, text_slice(folded, from, i));
        from = i + 1;
    }
    if (words.count)
        qsort(words.items, words.count, sizeof *words.items, compare_words);
    return words;
}

static size_t common(const struct word_list *a, const struct word_list *b)
{
    size_t i = 0, k = 0, both = 0;
    while (i < a->count && k < b->count) {
        int order = text_compare(a->items[i], b->items[k]);
        both += !order;
        i += order <= 0;
        k += order >= 0;
    }
    return both;
}

bool gold_same_sentence(struct text a, struct text b, struct arena *arena)
{
    struct word_list x = words_of(a, arena), y = words_of(b, arena);
    size_t small = x.count < y.count ? x.count : y.count;
    return small && common(&x, &y) * 5 >= small * 4;
}

int gold_shared_words(struct text a, struct text b, struct arena *arena)
{
    struct word_list x = words_of(a, arena), y = words_of(b, arena);
    return (int)common(&x, &y);
}

bool gold_same_actor(const struct party *a, const struct party *b, struct arena *arena)
{
    if (a->code.length || b->code.length)
        return text_equals(a->code, b->code);
    struct word_list x = words_of(a->text, arena), y = words_of(b->text, arena);
    size_t small = x.count < y.count ? x.count : y.count;
    return small && common(&x, &y) * 2 >= small;
}
