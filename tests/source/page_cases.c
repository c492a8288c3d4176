/* page_cases [--rewrite] FILE...: pages and what is to be understood of them, see README.md. */
#include <stdio.h>

#include "source/source.h"
#include "tests/cases.h"

enum { DAY = 10, WORDS = 40 }; /* bytes of a date; bytes of the text at both ends */

static void add_line(struct buffer *out, const char *name, struct text value)
{
    if (value.length)
        buffer_print(out, "%s: %.*s\n", name, (int)value.length, value.at);
}

/* From the beginning of a word. */
static struct text last_words(struct text text)
{
    size_t at = text.length > WORDS ? text.length - WORDS : 0;
    while (at && at < text.length && text.at[at - 1] != ' ' && text.at[at - 1] != '\n')
        at++;
    return text_slice(text, at, text.length);
}

static struct text first_words(struct text text)
{
    size_t at = text.length > WORDS ? WORDS : text.length;
    while (at && at < text.length && text.at[at] != ' ' && text.at[at] != '\n')
        at--;
    return text_slice(text, 0, at);
}

static int count_paragraphs(struct text text)
{
    int count = text.length > 0;
    for (size_t i = 0; i + 1 < text.length; i++)
        count += text.at[i] == '\n' && text.at[i + 1] == '\n';
    return count;
}

static void answer(void *context, const struct test_case *test, struct arena *arena, struct buffer *out)
{
    struct source_article article;
    struct error err = { 0 };
    struct source *source = source_open_given(&(struct source_bytes){ .bytes = test->content, .name = "page" });
    if (source_next(source, arena, &article, &err) > 0) {
        add_line(out, "title", article.article.title);
        add_line(out, "publisher", article.article.publisher);
        add_line(out, "published", text_slice(article.article.published, 0, DAY));
        add_line(out, "author", article.author);
        add_line(out, "url", article.article.url);
        add_line(out, "first", first_words(article.article.text));
        add_line(out, "last", last_words(article.article.text));
        buffer_print(out, "paragraphs: %d\n", count_paragraphs(article.article.text));
    } else {
        buffer_print(out, "%s\n", err.message);
    }
    source_close(source);
}

int main(int argc, char **argv)
{
    struct cases cases = { .program = "page_cases" };
    const struct cases_kind kind = { .answer = answer };
    if (argc < 2) {
        fputs("usage: page_cases [--rewrite] FILE...\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc; i++)
        if (!cases_take_option(&cases, argv[i]))
            cases_run_file(&cases, &kind, NULL, argv[i]);
    return cases_end(&cases);
}
