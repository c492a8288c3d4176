/* quotes_cases MODEL LEXICON [--rewrite] FILE...: runs the text cases of attributions, see README.md. */
#include <stdio.h>
#include <string.h>

#include "reading/quotes.h"

struct test_case {
    struct text title, input, expected;
    int line; /* of the title */
};

struct run {
    const struct language *language;
    const struct quote_lexicon *lexicon;
    struct language_scratch *scratch;
    struct arena arena;
    bool rewrite;
    int passed, failed, known_wrong;
};

/* Reads up to the next line that begins with `mark`, or to the end; `*line` counts lines. */
static struct text take_until(struct text *rest, const char *mark, int *line)
{
    const char *from = rest->at;
    while (rest->length && !text_starts(*rest, text_of(mark))) {
        text_cut(rest, '\n');
        ++*line;
    }
    return (struct text){ from, (size_t)(rest->at - from) };
}

static bool next_case(struct text *rest, int *line, struct test_case *out)
{
    take_until(rest, "== ", line);
    if (!rest->length)
        return false;
    out->line = (*line)++;
    struct text title = text_cut(rest, '\n');
    out->title = text_slice(title, 3, title.length);
    out->input = text_trim(take_until(rest, "---", line));
    text_cut(rest, '\n');
    ++*line;
    out->expected = text_trim(take_until(rest, "== ", line));
    return true;
}

static struct span span_of(const struct document *document, const struct stretch *stretch)
{
    const struct token *tokens = document->sentences[stretch->sentence].tokens;
    return (struct span){ tokens[stretch->from].span.from_byte, tokens[stretch->to - 1].span.to_byte };
}

static void add_words(struct buffer *out, struct text words)
{
    for (size_t i = 0; i < words.length; i++)
        if (words.at[i] != '\n' || (i && words.at[i - 1] != '\n'))
            buffer_add_char(out, words.at[i] == '\n' ? ' ' : words.at[i]);
}

/* The words of a part; pieces with other words between them are parted by " … ". */
static void add_part(struct buffer *out, const struct document *document, const struct stretch *items, size_t count)
{
    struct span span = { 0, 0 };
    for (size_t i = 0; i < count; i++) {
        struct span next = span_of(document, &items[i]);
        bool touches = i && !text_trim(text_slice(document->text, span.to_byte, next.from_byte)).length;
        if (touches) {
            span.to_byte = next.to_byte;
            continue;
        }
        if (i)
            add_words(out, text_slice(document->text, span.from_byte, span.to_byte));
        buffer_add_string(out, i ? " … " : "");
        span = next;
    }
    add_words(out, count ? text_slice(document->text, span.from_byte, span.to_byte) : TEXT("-"));
}

static void answer(struct run *run, struct text input, struct buffer *out)
{
    struct document document;
    struct attribution_list list;
    language_read(run->language, run->scratch, TEXT(""), input, &run->arena, &document);
    quotes_find(run->lexicon, NULL, &document, &run->arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct attribution *attribution = &list.items[i];
        if (attribution->nested)
            continue;
        add_part(out, &document, attribution->source.items, attribution->source.count);
        buffer_add_string(out, " | ");
        add_part(out, &document, attribution->cue.items, attribution->cue.count);
        buffer_add_string(out, " | ");
        add_part(out, &document, attribution->content.items, attribution->content.count);
        buffer_add_char(out, '\n');
    }
    if (!out->length)
        buffer_add_string(out, "nothing");
}

static void run_case(struct run *run, const char *path, const struct test_case *test)
{
    struct buffer out;
    buffer_init(&out, 0);
    answer(run, test->input, &out);
    struct text got = text_trim(buffer_text(&out));
    bool ok = text_equals(got, test->expected), is_known = strstr(path, "failing/") != NULL;
    *(ok ? &run->passed : is_known ? &run->known_wrong : &run->failed) += 1;
    if (ok && is_known)
        printf("%s:%d: right by now, move it to tests/reading/quotes\n", path, test->line);
    else if (!ok && !is_known)
        printf("%s:%d: %.*s\n  expected:\n%.*s\n  got:\n%.*s\n", path, test->line, (int)test->title.length, test->title.at,
               (int)test->expected.length, test->expected.at, (int)got.length, got.at);
    buffer_release(&out);
    arena_reset(&run->arena);
}

static bool read_file(const char *path, struct buffer *out)
{
    FILE *from = fopen(path, "rb");
    char piece[4096];
    size_t length;
    if (!from)
        return false;
    while ((length = fread(piece, 1, sizeof piece, from)))
        buffer_add(out, (struct text){ piece, length });
    fclose(from);
    return true;
}

/* The file again, with the program's answers in the place of what was expected. */
static void rewrite(struct run *run, const char *path, struct text whole)
{
    struct buffer fresh;
    struct test_case test;
    struct text rest = whole;
    int line = 1;
    buffer_init(&fresh, 0);
    buffer_add(&fresh, text_trim(take_until(&rest, "== ", &line)));
    buffer_add_string(&fresh, fresh.length ? "\n\n" : "");
    while (next_case(&rest, &line, &test)) {
        struct buffer got;
        buffer_init(&got, 0);
        answer(run, test.input, &got);
        buffer_print(&fresh, "== %.*s\n%.*s\n---\n", (int)test.title.length, test.title.at, (int)test.input.length, test.input.at);
        buffer_add(&fresh, text_trim(buffer_text(&got)));
        buffer_add_string(&fresh, "\n\n");
        buffer_release(&got);
        arena_reset(&run->arena);
    }
    FILE *to = fopen(path, "wb");
    if (!to || fwrite(fresh.at, 1, fresh.length - 1, to) != fresh.length - 1 || fclose(to))
        fprintf(stderr, "quotes_cases: '%s' cannot be written\n", path);
    buffer_release(&fresh);
}

static void run_file(struct run *run, const char *path)
{
    struct buffer bytes;
    struct test_case test;
    int line = 1, before = run->passed + run->failed + run->known_wrong;
    buffer_init(&bytes, 0);
    bool found = read_file(path, &bytes);
    struct text rest = buffer_text(&bytes);
    if (run->rewrite)
        rewrite(run, path, rest);
    else
        while (next_case(&rest, &line, &test))
            run_case(run, path, &test);
    if (!found || (!run->rewrite && before == run->passed + run->failed + run->known_wrong)) {
        printf("%s: no cases\n", path);
        run->failed++;
    }
    buffer_release(&bytes);
}

int main(int argc, char **argv)
{
    struct run run = { 0 };
    struct arena arena = { 0 };
    struct error err;
    if (argc < 4) {
        fputs("usage: quotes_cases MODEL LEXICON [--rewrite] FILE...\n", stderr);
        return 2;
    }
    struct language *language = language_open(argv[1], &err);
    run.lexicon = language ? quotes_load(argv[2], NULL, &arena, &err) : NULL;
    if (!run.lexicon) {
        fprintf(stderr, "quotes_cases: %s\n", err.message);
        language_free(language);
        arena_release(&arena);
        return 3;
    }
    run.language = language;
    run.scratch = language_scratch_new(language);
    for (int i = 3; i < argc; i++)
        if (!strcmp(argv[i], "--rewrite"))
            run.rewrite = true;
        else
            run_file(&run, argv[i]);
    if (!run.rewrite)
        printf("%d passed, %d failed, %d known wrong\n", run.passed, run.failed, run.known_wrong);
    language_scratch_free(run.scratch);
    language_free(language);
    arena_release(&arena);
    arena_release(&run.arena);
    return !run.rewrite && run.failed > 0;
}
