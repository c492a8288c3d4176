/* Fuzz target of the source room: any bytes, as any server may have called them, give sound articles or complaints, and end. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "source/source.h"

enum { MOST_PIECES = 200000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void check(const struct source_article *article)
{
    const struct text parts[] = { article->article.id, article->article.title, article->article.publisher,
    article->article.published,
                                  article->article.url, article->article.text, article->title, article->text, article->author,
                                  article->language, article->aside, article->warning };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        must(utf8_check(parts[i]) == parts[i].length, "a part is no UTF-8");
    for (size_t i = 0; i < article->parts.count; i++)
        must(utf8_check(article->parts.items[i].text) == article->parts.items[i].text.length, "a piece of a page is no UTF-8");
    must(article->title.length == article->article.title.length && article->text.length == article->article.text.length,
         "what is read is not as long as what was given");
    must(article->article.id.length > 0, "an article has no id");
}

static void read_all(const struct source_bytes *given)
{
    struct arena arena = { 0 };
    struct source *source = source_open_given(given);
    struct source_article article;
    struct error err = { .code = ERROR_NONE };
    int got = 1;
    for (int pieces = 0; got && pieces < MOST_PIECES; pieces++) {
        got = source_next(source, &arena, &article, &err);
        must(got >= 0 || err.code != ERROR_NONE, "a complaint says nothing");
        if (got > 0)
            check(&article);
        arena_reset(&arena);
    }
    must(got == 0, "it does not end");
    source_close(source);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source_bytes given = { .bytes = { (const char *)data, size }, .name = "bytes", .url = TEXT("https://example.org/a/") };
    read_all(&given);
    given.type = size % 2 ? TEXT("text/html; charset=koi8-r") : TEXT("text/plain; charset=\"utf-16\"");
    read_all(&given);
    return 0;
}
