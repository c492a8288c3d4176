/* language_cases MODEL [--rewrite] FILE...: runs the text cases of the language room, see README.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/model.h"
#include "tests/cases.h"
#include "tests/language/answers.h"

/* What the case is about, by the beginning of the file's name. */
static bool is_about(const char *path, const char *kind)
{
    const char *slash = strrchr(path, '/');
    return !strncmp(slash ? slash + 1 : path, kind, strlen(kind));
}

static void answer(void *engine, const struct test_case *test, struct arena *arena, struct buffer *out)
{
    if (is_about(test->path, "tokens"))
        answer_tokens(engine, test->input, arena, out);
    else if (is_about(test->path, "sentences"))
        answer_sentences(engine, test->input, arena, out);
    else
        answer_names(engine, test->input, arena, out);
}

static void check(void *engine, const struct test_case *test, struct arena *arena, struct buffer *wrong)
{
    answer_trees(engine, test->input, test->expected, arena, wrong);
}

static const struct cases_kind answered = { .answer = answer }, claimed = { .check = check };

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
    struct cases cases = { .program = "language_cases" };
    struct engine engine = { 0 };
    struct arena arena = { 0 };
    struct model *model = NULL;
    struct error err;
    if (argc < 3) {
        fputs("usage: language_cases MODEL [--rewrite] FILE...\n", stderr);
        return 2;
    }
    if (!open_engine(&engine, argv[1], &model, &arena, &err)) {
        fprintf(stderr, "language_cases: %s\n", err.message);
        return 3;
    }
    for (int i = 2; i < argc; i++)
        if (!cases_take_option(&cases, argv[i]))
            cases_run_file(&cases, is_about(argv[i], "trees") ? &claimed : &answered, &engine, argv[i]);
    language_scratch_free(engine.scratch);
    language_free((struct language *)engine.language);
    model_free(model);
    arena_release(&arena);
    return cases_end(&cases);
}
