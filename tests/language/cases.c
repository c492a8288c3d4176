/* language_cases MODEL [--rewrite] FILE...: runs the text cases of the language room, see README.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/model.h"
#include "tests/language/answers.h"

struct test_case {
    struct text title, input, expected;
    int line; /* of the title */
};

struct run {
    struct engine engine;
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

/* What the case is about, by the beginning of the file's name. */
static bool is_about(const char *path, const char *kind)
{
    const char *slash = strrchr(path, '/');
    return !strncmp(slash ? slash + 1 : path, kind, strlen(kind));
}

static void answer(struct run *run, const char *path, const struct test_case *test, struct buffer *out)
{
    if (is_about(path, "tokens"))
        answer_tokens(&run->engine, test->input, &run->arena, out);
    else if (is_about(path, "sentences"))
        answer_sentences(&run->engine, test->input, &run->arena, out);
    else if (is_about(path, "names"))
        answer_names(&run->engine, test->input, &run->arena, out);
    else
        answer_trees(&run->engine, test->input, test->expected, &run->arena, out);
}

static void tell(const char *path, const struct test_case *test, struct text got)
{
    printf("%s:%d: %.*s\n  expected:\n%.*s\n  got:\n%.*s\n", path, test->line, (int)test->title.length, test->title.at,
           (int)test->expected.length, test->expected.at, (int)got.length, got.at);
}

static void run_case(struct run *run, const char *path, const struct test_case *test)
{
    struct buffer out;
    buffer_init(&out, 0);
    answer(run, path, test, &out);
    struct text got = text_trim(buffer_text(&out));
    bool ok = is_about(path, "trees") ? !got.length : text_equals(got, test->expected);
    bool is_known = strstr(path, "failing/") != NULL;
    *(ok ? &run->passed : is_known ? &run->known_wrong : &run->failed) += 1;
    if (ok && is_known)
        printf("%s:%d: right by now, move it to tests/language\n", path, test->line);
    else if (!ok && !is_known)
        tell(path, test, got);
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
    if (fresh.length)
        buffer_add_string(&fresh, "\n\n");
    while (next_case(&rest, &line, &test)) {
        buffer_print(&fresh, "== %.*s\n%.*s\n---\n", (int)test.title.length, test.title.at, (int)test.input.length, test.input.at);
        answer(run, path, &test, &fresh);
        buffer_add_char(&fresh, '\n');
        arena_reset(&run->arena);
    }
    FILE *to = fopen(path, "wb");
    if (!to || fwrite(fresh.at, 1, fresh.length - 1, to) != fresh.length - 1 || fclose(to))
        fprintf(stderr, "language_cases: '%s' cannot be written\n", path);
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
    if (run->rewrite && !is_about(path, "trees"))
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

static bool open_engine(struct engine *engine, const char *path, struct model **model, struct arena *arena, struct error *err)
{
    struct text section;
    struct split_model *split;
    struct language *language = language_open(path, err);
    if (!language)
        return false;
    *model = model_open(path, err);
    if (!*model || !model_section(*model, "split", &section, err) || !split_model_read(section, arena, &split, err))
        return false;
    *engine = (struct engine){ language, language_scratch_new(language), split };
    return true;
}

int main(int argc, char **argv)
{
    struct run run = { 0 };
    struct arena arena = { 0 };
    struct model *model = NULL;
    struct error err;
    if (argc < 3) {
        fputs("usage: language_cases MODEL [--rewrite] FILE...\n", stderr);
        return 2;
    }
    if (!open_engine(&run.engine, argv[1], &model, &arena, &err)) {
        fprintf(stderr, "language_cases: %s\n", err.message);
        return 3;
    }
    for (int i = 2; i < argc; i++)
        if (!strcmp(argv[i], "--rewrite"))
            run.rewrite = true;
        else
            run_file(&run, argv[i]);
    if (!run.rewrite)
        printf("%d passed, %d failed, %d known wrong\n", run.passed, run.failed, run.known_wrong);
    language_scratch_free(run.engine.scratch);
    language_free((struct language *)run.engine.language);
    model_free(model);
    arena_release(&arena);
    arena_release(&run.arena);
    return !run.rewrite && run.failed > 0;
}
