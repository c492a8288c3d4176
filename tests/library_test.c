/* The library as a caller sees it: answers, errors with their places, callers that stop, threads that share. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "library/troth.h"

static const char reports[] = "{\"id\": \"a\", \"title\": \"Notes\", \"published\": \"2026-03-01\", "
                              "\"text\": \"Norway pledged 40 tanks to Ukraine.\"}\n"
                              "{\"id\": \"b\", \"text\": \n"
                              "{\"id\": \"c\", \"title\": \"More\", \"published\": \"2026-03-02\", "
                              "\"text\": \"Spain declined to send troops to Ukraine.\"}\n";

struct seen {
    struct troth_text lines;
    struct troth_error problem;
    int problems, calls, most; /* most: calls of `lines` before it stops; 0: it does not */
};

static bool take(void *context, const char *bytes, size_t length)
{
    struct seen *seen = context;
    seen->calls++;
    return troth_collect(&seen->lines, bytes, length) && (!seen->most || seen->calls < seen->most);
}

static void note(void *context, const struct troth_error *problem)
{
    struct seen *seen = context;
    seen->problems++;
    seen->problem = *problem;
}

static struct troth_input input_of(const char *text)
{
    return (struct troth_input){ .size = sizeof(struct troth_input), .bytes = text, .length = strlen(text), .name = "memory" };
}

static struct troth *open_troth(void)
{
    struct troth_error err;
    struct troth *troth = troth_open(NULL, &err);
    assert_non_null(troth);
    return troth;
}

static void test_a_broken_article_is_told_and_the_rest_is_read(void **state)
{
    struct troth *troth = open_troth();
    struct troth_input input = input_of(reports);
    struct seen seen = { .lines = TROTH_TEXT };
    struct troth_error err;
    assert_true(troth_read(troth, &input, &(struct troth_answer){ take, note, &seen }, &err));
    assert_int_equal(seen.problems, 1);
    assert_int_equal(seen.problem.kind, TROTH_BROKEN);
    assert_string_equal(seen.problem.file, "memory");
    assert_int_equal(seen.problem.line, 2);
    assert_non_null(strstr(seen.lines.bytes, "\"act\": \"pledge\""));
    assert_non_null(strstr(seen.lines.bytes, "\"act\": \"decline\""));
    assert_non_null(strstr(seen.lines.bytes, troth_reader(troth)));
    troth_text_release(&seen.lines);
    troth_close(troth);
}

static void test_a_caller_can_stop(void **state)
{
    struct troth *troth = open_troth();
    struct troth_input input = input_of(reports);
    struct seen seen = { .lines = TROTH_TEXT, .most = 1 };
    struct troth_error err;
    assert_false(troth_read(troth, &input, &(struct troth_answer){ take, NULL, &seen }, &err));
    assert_int_equal(err.kind, TROTH_STOPPED);
    assert_int_equal(seen.calls, 1);
    troth_text_release(&seen.lines);
    troth_close(troth);
}

static void test_settings_that_are_wrong(void **state)
{
    struct troth_error err;
    struct troth_settings settings = TROTH_SETTINGS;
    settings.model = "nowhere.model";
    assert_null(troth_open(&settings, &err));
    assert_true(err.kind == TROTH_MODEL || err.kind == TROTH_SYSTEM);
    assert_non_null(strstr(err.message, "nowhere.model"));
    settings = (struct troth_settings)TROTH_SETTINGS;
    settings.data = "/nonexistent";
    assert_null(troth_open(&settings, &err));
    assert_int_equal(err.kind, TROTH_SYSTEM);
    assert_null(troth_ledger_open("/nonexistent/book.db", TROTH_ASK, NULL, &err));
    assert_int_equal(err.kind, TROTH_LEDGER);
}

/* A folder with one wrong line. */
static void write_lexicon(const char *folder)
{
    char path[256];
    snprintf(path, sizeof path, "mkdir -p %s/acts && echo 'verb = ' > %s/acts/pledge.txt", folder, folder);
    assert_int_equal(system(path), 0);
}

static void test_a_lexicon_with_a_mistake_has_its_place(void **state)
{
    struct troth_error err;
    struct troth_settings settings = TROTH_SETTINGS;
    const char *folder = *state;
    write_lexicon(folder);
    settings.lexicon = folder;
    assert_null(troth_open(&settings, &err));
    assert_int_equal(err.kind, TROTH_LEXICON);
    assert_non_null(strstr(err.file, "acts/pledge.txt"));
    assert_int_equal(err.line, 1);
}

/* An open ledger of this name in a folder, with the reports in it. */
static struct troth_ledger *new_ledger(struct troth *troth, const char *folder, const char *name)
{
    char path[96];
    struct troth_error err;
    struct seen seen = { .lines = TROTH_TEXT };
    struct troth_input input = input_of(reports);
    snprintf(path, sizeof path, "%s/%s.db", folder, name);
    struct troth_ledger *ledger = troth_ledger_open(path, TROTH_KEEP, NULL, &err);
    assert_non_null(ledger);
    assert_true(troth_ledger_add(ledger, troth, &input, &(struct troth_answer){ take, note, &seen }, &err));
    assert_non_null(strstr(seen.lines.bytes, "\"added\": 2, \"statements\": 2"));
    troth_text_release(&seen.lines);
    return ledger;
}

static void test_questions_and_their_errors(void **state)
{
    struct troth *troth = open_troth();
    struct troth_ledger *ledger = new_ledger(troth, *state, "book");
    struct troth_error err;
    struct seen seen = { .lines = TROTH_TEXT };
    struct troth_answer answer = { take, note, &seen };
    const char *const norway[] = { "--actor", "Norway" }, *const wrong[] = { "--act", "plege" }, *const id[] = { "ffffffffff" };
    assert_true(troth_ledger_ask(ledger, "book", norway, 2, &answer, &err));
    assert_non_null(strstr(seen.lines.bytes, "\"state\": \"pledged\""));
    assert_false(troth_ledger_ask(ledger, "list", wrong, 2, &answer, &err));
    assert_int_equal(err.kind, TROTH_USAGE);
    assert_non_null(strstr(err.message, "pledge"));
    assert_false(troth_ledger_ask(ledger, "show", id, 1, &answer, &err));
    assert_int_equal(err.kind, TROTH_ABSENT);
    assert_false(troth_ledger_ask(ledger, "boook", NULL, 0, &answer, &err));
    assert_int_equal(err.kind, TROTH_USAGE);
    troth_text_release(&seen.lines);
    troth_ledger_close(ledger);
    troth_close(troth);
}

static void test_what_was_read_can_be_taken_from_memory(void **state)
{
    struct troth *troth = open_troth();
    struct troth_ledger *first = new_ledger(troth, *state, "first"), *second = new_ledger(troth, *state, "second");
    struct troth_error err;
    struct seen records = { .lines = TROTH_TEXT }, told = { .lines = TROTH_TEXT };
    assert_true(troth_ledger_ask(first, "list", NULL, 0, &(struct troth_answer){ take, note, &records }, &err));
    struct troth_input input = input_of(records.lines.bytes);
    assert_true(troth_ledger_take(second, "import", NULL, 0, &input, &(struct troth_answer){ take, note, &told }, &err));
    /* the same reports were read into it */
    assert_non_null(strstr(told.lines.bytes, "\"known\": 2, \"reviews\": 0, \"marks\": 0, \"readings\": 0, \"left_out\": 0"));
    troth_text_release(&records.lines);
    troth_text_release(&told.lines);
    troth_ledger_close(first);
    troth_ledger_close(second);
    troth_close(troth);
}

struct reader {
    const struct troth *troth;
    struct troth_text lines;
    int threads;
};

static void *read_in_thread(void *given)
{
    struct reader *reader = given;
    struct troth_error err;
    struct troth_input input = input_of(reports);
    input.threads = reader->threads;
    for (int i = 0; i < 5; i++)
        assert_true(troth_read(reader->troth, &input, &(struct troth_answer){ troth_collect, NULL, &reader->lines }, &err));
    return NULL;
}

static void test_threads_share_a_model(void **state)
{
    enum { COUNT = 4 };
    struct troth *troth = open_troth();
    struct reader readers[COUNT];
    pthread_t threads[COUNT];
    for (int i = 0; i < COUNT; i++) {
        readers[i] = (struct reader){ troth, TROTH_TEXT, 1 + i % 2 };
        assert_int_equal(pthread_create(&threads[i], NULL, read_in_thread, &readers[i]), 0);
    }
    for (int i = 0; i < COUNT; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < COUNT; i++) {
        assert_string_equal(readers[i].lines.bytes, readers[0].lines.bytes);
        if (i)
            troth_text_release(&readers[i].lines);
    }
    troth_text_release(&readers[0].lines);
    troth_close(troth);
}

static void test_trees_and_quotes(void **state)
{
    struct troth *troth = open_troth();
    struct troth_error err;
    struct seen trees = { .lines = TROTH_TEXT }, quotes = { .lines = TROTH_TEXT };
    struct troth_input input = input_of("Harbours\n\nThe minister said that the harbour must be opened.\n");
    assert_true(troth_parse(troth, &input, &(struct troth_answer){ take, note, &trees }, &err));
    assert_non_null(strstr(trees.lines.bytes, "\tminister\t"));
    assert_true(troth_quotes(troth, &input, &(struct troth_answer){ take, note, &quotes }, &err));
    assert_non_null(strstr(quotes.lines.bytes, "\"cue\""));
    troth_text_release(&trees.lines);
    troth_text_release(&quotes.lines);
    troth_close(troth);
}

/* One folder for all tests, which goes with them. */
static int make_folder(void **state)
{
    char *folder = strdup("/tmp/troth-library-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[96];
    snprintf(command, sizeof command, "rm -r %s", (const char *)*state);
    free(*state);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_broken_article_is_told_and_the_rest_is_read),
        cmocka_unit_test(test_a_caller_can_stop),
        cmocka_unit_test(test_settings_that_are_wrong),
        cmocka_unit_test(test_a_lexicon_with_a_mistake_has_its_place),
        cmocka_unit_test(test_questions_and_their_errors),
        cmocka_unit_test(test_what_was_read_can_be_taken_from_memory),
        cmocka_unit_test(test_threads_share_a_model),
        cmocka_unit_test(test_trees_and_quotes),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
