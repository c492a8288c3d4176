/* Reads files of text cases, runs them, counts, and writes answers into them. */
#include <stdio.h>
#include <string.h>

#include "tests/cases.h"

/* Reads up to the next line that begins with `mark` or a title, or to the end; `*line` counts lines. */
static struct text take_until(struct text *rest, const char *mark, int *line)
{
    const char *from = rest->at;
    while (rest->length && !text_starts(*rest, text_of(mark)) && !text_starts(*rest, TEXT("== "))) {
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
    out->title = text_trim(text_slice(title, 3, title.length));
    out->content = take_until(rest, "---", line);
    out->input = text_trim(out->content);
    out->is_whole = text_starts(*rest, TEXT("---"));
    if (out->is_whole) {
        text_cut(rest, '\n');
        ++*line;
    }
    out->expected = text_trim(take_until(rest, "== ", line));
    return true;
}

/* Appends what is wrong with the answer to a case. */
static void compare(const struct cases_kind *kind, void *context, const struct test_case *test, struct arena *arena,
                    struct buffer *wrong)
{
    struct buffer out;
    buffer_init(&out, 0);
    kind->answer(context, test, arena, &out);
    struct text got = text_trim(buffer_text(&out));
    if (!text_equals(got, test->expected))
        buffer_print(wrong, "  expected:\n%.*s\n  got:\n%.*s\n", (int)test->expected.length, test->expected.at, (int)got.length,
                     got.at);
    buffer_release(&out);
}

static void run_case(struct cases *cases, const struct cases_kind *kind, void *context, const struct test_case *test,
                     struct arena *arena)
{
    struct buffer wrong;
    bool is_known = strstr(test->path, "failing/") != NULL;
    buffer_init(&wrong, 0);
    if (!test->is_whole)
        buffer_add_string(&wrong, "  a line of three hyphens, and what is expected behind it, are missing\n");
    else if (kind->answer)
        compare(kind, context, test, arena, &wrong);
    else
        kind->check(context, test, arena, &wrong);
    bool ok = !wrong.length;
    *(ok ? &cases->passed : is_known ? &cases->known_wrong : &cases->failed) += 1;
    if (ok && is_known)
        printf("%s:%d: %.*s: right by now, move it out of tests/failing\n", test->path, test->line, (int)test->title.length,
               test->title.at);
    else if (!ok && !is_known)
        printf("%s:%d: %.*s\n%.*s", test->path, test->line, (int)test->title.length, test->title.at, (int)wrong.length, wrong.at);
    buffer_release(&wrong);
    arena_reset(arena);
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
static void write_answers(const struct cases_kind *kind, void *context, const char *path, struct text whole, struct arena *arena,
                          struct buffer *out)
{
    struct test_case test = { .path = path };
    int line = 1;
    buffer_add(out, text_trim(take_until(&whole, "== ", &line)));
    buffer_add_string(out, out->length ? "\n\n" : "");
    while (next_case(&whole, &line, &test)) {
        struct buffer got;
        buffer_init(&got, 0);
        kind->answer(context, &test, arena, &got);
        struct text answer = text_trim(buffer_text(&got));
        buffer_print(out, "== %.*s\n%.*s\n---\n%.*s%s\n", (int)test.title.length, test.title.at, (int)test.input.length,
                     test.input.at, (int)answer.length, answer.at, answer.length ? "\n" : "");
        buffer_release(&got);
        arena_reset(arena);
    }
}

static bool write_file(const char *path, struct text content)
{
    FILE *to = fopen(path, "wb");
    return to && fwrite(content.at, 1, content.length, to) == content.length && !fclose(to);
}

static void rewrite(struct cases *cases, const struct cases_kind *kind, void *context, const char *path, struct text whole,
                    struct arena *arena)
{
    struct buffer fresh;
    buffer_init(&fresh, 0);
    write_answers(kind, context, path, whole, arena, &fresh);
    struct text content = buffer_text(&fresh);
    if (content.length && !write_file(path, text_slice(content, 0, content.length - 1))) {
        fprintf(stderr, "%s: '%s' cannot be written\n", cases->program, path);
        cases->failed++;
    }
    buffer_release(&fresh);
}

bool cases_take_option(struct cases *cases, const char *argument)
{
    bool is_option = !strcmp(argument, "--rewrite");
    cases->rewrite |= is_option;
    return is_option;
}

void cases_run_file(struct cases *cases, const struct cases_kind *kind, void *context, const char *path)
{
    struct buffer bytes;
    struct arena arena = { 0 };
    struct test_case test = { .path = path };
    int line = 1, count = 0;
    buffer_init(&bytes, 0);
    bool found = read_file(path, &bytes), writes = cases->rewrite && kind->answer;
    struct text rest = buffer_text(&bytes);
    if (found && writes)
        rewrite(cases, kind, context, path, rest, &arena);
    else
        for (; next_case(&rest, &line, &test); count++)
            run_case(cases, kind, context, &test, &arena);
    if (!found || (!writes && !count)) {
        printf("%s: no cases\n", path);
        cases->failed++;
    }
    buffer_release(&bytes);
    arena_release(&arena);
}

int cases_end(const struct cases *cases)
{
    printf("%d passed, %d failed, %d known wrong\n", cases->passed, cases->failed, cases->known_wrong);
    return cases->failed > 0;
}
