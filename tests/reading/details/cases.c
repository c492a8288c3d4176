/* Runs the cases of tests/reading/details: a sentence, its trigger and object, and the details expected. Prints "N passed, N
 * failed".
 *
 *     == a title
 *     act: pledge
 *     trigger: will send
 *     object: 5,000 troops                      (may be left out)
 *     before: Words of an earlier sentence.     (may be left out; the article's earlier text)
 *     France will send 5,000 troops once a truce holds.
 *     ---
 *     condition: ceasefire | once a truce holds
 *     when: -
 *
 * Only the fields told are compared; "-" is none. A sentence that begins with "title: " is the article's title. A file of the
 * name *.bad
 * tells of an overlay: the name of a lexicon file, its content, and after "---" the error's message. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "language/language.h"
#include "reading/details.h"
#include "reading/lexfile.h"

struct runner {
    const struct language *language;
    struct language_scratch *scratch;
    const struct detail_lexicon *lexicon;
    const char *folder;
    int passed, failed;
};

struct test {
    struct text title, act, trigger, object, before, sentence, expected;
    bool is_title;
};

static bool take_value(struct text line, const char *name, struct text *value)
{
    struct text key = text_of(name);
    if (!text_starts(line, key) || line.length <= key.length || line.at[key.length] != ':')
        return false;
    *value = text_trim(text_slice(line, key.length + 1, line.length));
    return true;
}

static bool next_test(struct text *rest, struct test *test)
{
    *test = (struct test){ 0 };
    while (rest->length && !text_starts(*rest, TEXT("== ")))
        text_cut(rest, '\n');
    if (!rest->length)
        return false;
    test->title = text_slice(text_cut(rest, '\n'), 3, 200);
    while (rest->length && !text_starts(*rest, TEXT("---"))) {
        struct text line = text_trim(text_cut(rest, '\n'));
        if (take_value(line, "act", &test->act) || take_value(line, "trigger", &test->trigger) || take_value(line, "object",
                &test->object)
            || take_value(line, "before", &test->before) || !line.length)
            continue;
        test->is_title = take_value(line, "title", &test->sentence);
        if (!test->is_title)
            test->sentence = line;
    }
    text_cut(rest, '\n');
    test->expected = text_slice(*rest, 0, text_find(*rest, TEXT("\n== ")));
    *rest = text_slice(*rest, test->expected.length, rest->length);
    text_cut(rest, '\n');
    return true;
}

static bool tokens_of(const struct sentence *sentence, struct text whole, struct text words, size_t after, int *from, int *to)
{
    struct text rest = text_slice(whole, after, whole.length);
    size_t start = after + text_find(rest, words), end = start + words.length;
    *from = *to = -1;
    for (int i = 0; i < sentence->token_count && end <= whole.length; i++) {
        const struct span span = sentence->tokens[i].span;
        if (span.from_byte < end && span.to_byte > start) {
            *from = *from < 0 ? i : *from;
            *to = i + 1;
        }
    }
    return *from >= 0 && words.length;
}

static int head_of(const struct sentence *sentence, int from, int to)
{
    for (int i = from; i < to; i++)
        if ((sentence->tokens[i].head < from || sentence->tokens[i].head >= to) && sentence->tokens[i].upos != UPOS_PUNCT)
            return i;
    return from;
}

static bool make_site(const struct test *test, const struct document *document, struct site *site)
{
    int number = document->sentence_count - 1, act = record_act_of(test->act), from, to;
    if (number < 0 || act < 0)
        return false;
    const struct sentence *sentence = &document->sentences[number];
    struct text whole = sentence->is_title ? document->title : document->text;
    *site = (struct site){ .document = document, .sentence = sentence, .sentence_index = number, .object = -1 };
    site->act = (enum act)act;
    if (!tokens_of(sentence, whole, test->trigger, sentence->span.from_byte, &from, &to))
        return false;
    site->trigger = head_of(sentence, from, to);
    if (tokens_of(sentence, whole, test->object, sentence->span.from_byte, &from, &to)) {
        site->object_from = from, site->object_to = to;
        site->object = head_of(sentence, from, to);
    }
    return !test->object.length || site->object >= 0;
}

static struct text words_of(const struct site *site, const struct detail *detail)
{
    struct text whole = site->sentence->is_title ? site->document->title : site->document->text;
    if (!detail->found)
        return TEXT("-");
    return text_slice(whole, site->sentence->tokens[detail->from].span.from_byte,
                      site->sentence->tokens[detail->to - 1].span.to_byte);
}

static struct text means_text(uint32_t bits, struct arena *arena)
{
    struct text all = TEXT("");
    for (int i = 0; i < MEANS_COUNT; i++)
        if (bits >> i & 1)
            all = arena_print(arena, "%.*s%s%s", (int)all.length, all.at, all.length ? ", " : "", record_means_text((enum means)i));
    return all.length ? all : TEXT("-");
}

static struct text field_of(const struct runner *runner, const struct site *site, struct text name, struct arena *arena)
{
    const struct detail_lexicon *lexicon = runner->lexicon;
    struct detail one = { 0 };
    if (text_is(name, "means"))
        return means_text(details_means(lexicon, site, NULL), arena);
    if (text_is(name, "status"))
        return text_of(record_status_text(details_status(lexicon, site, NULL)));
    if (text_is(name, "condition")) {
        one = details_condition(lexicon, site);
        struct text words = words_of(site, &one);
        return one.found ? arena_print(arena, "%s | %.*s", record_condition_text((enum condition)one.value), (int)words.length,
                                       words.at) : words;
    }
    if (text_is(name, "caveat"))
        one = details_caveat(lexicon, site);
    else if (text_is(name, "when"))
        one = details_when(lexicon, site);
    else if (text_is(name, "amount"))
        one = details_amount(lexicon, site);
    else
        return TEXT("(unknown field)");
    return words_of(site, &one);
}

static void check(struct runner *runner, const char *file, const struct test *test, const struct site *site, struct arena *arena)
{
    bool ok = true;
    for (struct text rest = test->expected; rest.length;) {
        struct text line = text_trim(text_cut(&rest, '\n')), value = line, name = text_cut(&value, ':');
        if (!line.length)
            continue;
        value = text_trim(value);
        struct text got = field_of(runner, site, name, arena);
        if (text_equals(got, value))
            continue;
        ok = false;
        printf("%s: %.*s: %.*s is '%.*s', not '%.*s'\n", file, (int)test->title.length, test->title.at, (int)name.length,
               name.at, (int)got.length,
               got.at, (int)value.length, value.at);
    }
    ok ? runner->passed++ : runner->failed++;
}

static void run_case(struct runner *runner, const char *file, const struct test *test)
{
    struct arena arena = { 0 };
    struct document document;
    struct site site;
    struct text text = test->is_title ? test->before : test->sentence;
    if (test->before.length && !test->is_title)
        text = arena_print(&arena, "%.*s\n\n%.*s", (int)test->before.length, test->before.at, (int)test->sentence.length,
                           test->sentence.at);
    language_read(runner->language, runner->scratch, test->is_title ? test->sentence : TEXT(""), text, &arena, &document);
    if (test->is_title && document.sentence_count)
        document.sentence_count = 1;
    if (make_site(test, &document, &site)) {
        check(runner, file, test, &site, &arena);
    } else {
        runner->failed++;
        printf("%s: %.*s: trigger or object are not in the last sentence\n", file, (int)test->title.length, test->title.at);
    }
    arena_release(&arena);
}

/* Writes the wrong file into a folder of its own and loads it as an overlay. */
static void run_bad(struct runner *runner, const char *file, const struct test *test, struct text content)
{
    char folder[] = "/tmp/details_test_XXXXXX";
    struct arena arena = { 0 };
    struct error err = { .message = "(no error)" };
    if (!mkdtemp(folder))
        return;
    struct text sub = arena_print(&arena, "%s/details", folder), path = arena_print(&arena, "%s/%.*s", sub.at,
                                                                                    (int)test->title.length, test->title.at);
    mkdir(sub.at, 0700);
    FILE *out = fopen(path.at, "wb");
    if (out) {
        fwrite(content.at, 1, content.length, out);
        fclose(out);
    }
    bool loaded = details_load(runner->folder, folder, &arena, &err);
    struct text expected = text_trim(test->expected), got = loaded ? TEXT("(no error)") : text_of(err.message);
    if (text_equals(expected, got)) {
        runner->passed++;
    } else {
        runner->failed++;
        printf("%s: %.*s: error is '%.*s', not '%.*s'\n", file, (int)test->title.length, test->title.at, (int)got.length, got.at,
               (int)expected.length, expected.at);
    }
    unlink(path.at);
    rmdir(sub.at);
    rmdir(folder);
    arena_release(&arena);
}

static void run_file(struct runner *runner, const char *path)
{
    struct arena arena = { 0 };
    struct error err;
    struct lexfile file;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct text folder = text_slice(text_of(path), 0, slash ? (size_t)(slash - path) : 0);
    if (!lexfile_read(&file, folder.length ? arena_copy(&arena, folder).at : ".", name, &arena, &err)) {
        printf("%s\n", err.message);
        runner->failed++;
        return;
    }
    struct test test;
    for (struct text rest = file.content, start = rest; next_test(&rest, &test); start = rest) {
        if (!text_ends(text_of(path), TEXT(".bad"))) {
            run_case(runner, name, &test);
            continue;
        }
        while (start.length && !text_starts(start, TEXT("== ")))
            text_cut(&start, '\n');
        text_cut(&start, '\n');
        run_bad(runner, name, &test, text_slice(start, 0, text_find(start, TEXT("---\n"))));
    }
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    struct arena arena = { 0 };
    struct error err;
    if (argc < 4) {
        fprintf(stderr, "usage: details_test MODEL LEXICON FILE...\n");
        return 2;
    }
    struct language *language = language_open(argv[1], &err);
    struct runner runner = { .language = language, .folder = argv[2] };
    runner.lexicon = language ? details_load(argv[2], NULL, &arena, &err) : NULL;
    if (!runner.lexicon) {
        fprintf(stderr, "%s\n", err.message);
        return 3;
    }
    runner.scratch = language_scratch_new(language);
    for (int i = 3; i < argc; i++)
        run_file(&runner, argv[i]);
    printf("%d passed, %d failed\n", runner.passed, runner.failed);
    language_scratch_free(runner.scratch);
    language_free(language);
    arena_release(&arena);
    return runner.failed != 0;
}
