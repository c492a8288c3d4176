/* How fast the language room reads: raw text to trees and names on one core, the model loaded.
 *
 *     language_bench MODEL FOLDER [TIMES]
 *
 * FOLDER holds articles as JSON files with title and text. Prints words a second of each of TIMES (5) runs and their median, the
 * time from the program's start to the first sentence, and the peak of resident memory. */
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "language/language.h"

enum { MOST_TIMES = 99 };

struct articles {
    struct arena arena;
    struct text *items; /* title and text by turns */
    size_t count, room;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void add(struct articles *articles, const json_t *value)
{
    struct text text = { json_string_value(value), json_string_length(value) };
    ARENA_PUSH(&articles->arena, articles, utf8_repair(arena_copy(&articles->arena, json_is_string(value) ? text : TEXT("")),
                                                       &articles->arena));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool read_folder(struct articles *articles, const char *folder)
{
    struct dirent **names;
    int count = scandir(folder, &names, NULL, by_name);
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        json_t *article = json_load_file(path, 0, NULL);
        if (json_is_object(article)) {
            add(articles, json_object_get(article, "title"));
            add(articles, json_object_get(article, "text"));
        }
        json_decref(article);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return articles->count > 0;
}

static long read_all(const struct language *language, struct language_scratch *scratch, const struct articles *articles,
                     struct arena *arena)
{
    long words = 0;
    for (size_t i = 0; i < articles->count; i += 2) {
        struct document document;
        language_read(language, scratch, articles->items[i], articles->items[i + 1], arena, &document);
        for (int s = 0; s < document.sentence_count; s++)
            words += document.sentences[s].token_count;
        arena_reset(arena);
    }
    return words;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(const struct language *language, struct language_scratch *scratch, const struct articles *articles, int times)
{
    struct arena arena = { 0 };
    double speed[MOST_TIMES];
    long words = 0;
    for (int i = 0; i < times; i++) {
        double start = now();
        words = read_all(language, scratch, articles, &arena);
        speed[i] = (double)words / (now() - start);
    }
    qsort(speed, (size_t)times, sizeof *speed, by_size);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu articles, %ld words; %.0f words a second (%.0f to %.0f, %d runs); peak %.0f MB\n", articles->count / 2, words,
           speed[times / 2], speed[0], speed[times - 1], times, (double)usage.ru_maxrss / 1024);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    struct articles articles = { 0 };
    struct error err = { 0 };
    int times = argc > 3 ? atoi(argv[3]) : 5;
    if (argc < 3 || times < 1 || times > MOST_TIMES || !read_folder(&articles, argv[2])) {
        fputs("usage: language_bench MODEL FOLDER [TIMES]   (FOLDER with articles as JSON files)\n", stderr);
        return 2;
    }
    double start = now();
    struct language *language = language_open(argv[1], &err);
    if (!language) {
        fprintf(stderr, "language_bench: %s\n", err.message);
        return error_status(err.code);
    }
    struct language_scratch *scratch = language_scratch_new(language);
    struct arena arena = { 0 };
    struct document document;
    language_read(language, scratch, TEXT(""), TEXT("The minister said that aid would follow."), &arena, &document);
    printf("%s: %.1f ms to the first sentence\n", language_version(language), (now() - start) * 1e3);
    measure(language, scratch, &articles, times);
    arena_release(&arena);
    arena_release(&articles.arena);
    language_scratch_free(scratch);
    language_free(language);
    return 0;
}
