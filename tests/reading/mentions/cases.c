/* Runs the cases of tests/reading/mentions (README.md there). Prints "N passed, N failed". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reading/lexfile.h"
#include "reading/mentions.h"

struct runner {
    struct language *language;
    struct language_scratch *scratch;
    const struct actor_lexicon *actors;
    const char *folder;
    int passed, failed, known;
    bool is_failing; /* cases of the file at hand are known to go wrong */
};

struct test {
    struct text name, title, publisher, published, text, expected, content;
};

struct read { /* an article as the room has read it */
    struct article article;
    struct document document;
    struct mention_table table;
    struct arena *arena;
};

static bool take_value(struct text line, const char *name, struct text *value)
{
    struct text key = text_of(name);
    if (!text_starts(line, key))
        return false;
    *value = text_trim(text_slice(line, key.length, line.length));
    return true;
}

static void take_line(struct test *test, struct text line, struct arena *arena)
{
    if (take_value(line, "title:", &test->title) || take_value(line, "publisher:", &test->publisher) ||
        take_value(line, "published:", &test->published) || !line.length)
        return;
    struct text old = test->text;
    test->text = arena_print(arena, "%.*s%s%.*s", (int)old.length, old.at, old.length ? "\n\n" : "", (int)line.length, line.at);
}

static bool next_test(struct text *rest, struct test *test, struct arena *arena)
{
    *test = (struct test){ .text = TEXT("") };
    while (rest->length && !text_starts(*rest, TEXT("== ")))
        text_cut(rest, '\n');
    if (!rest->length)
        return false;
    test->name = text_slice(text_cut(rest, '\n'), 3, 200);
    test->content = text_slice(*rest, 0, text_find(*rest, TEXT("---\n")));
    while (rest->length && !text_starts(*rest, TEXT("---")))
        take_line(test, text_trim(text_cut(rest, '\n')), arena);
    text_cut(rest, '\n');
    test->expected = text_slice(*rest, 0, text_find(*rest, TEXT("\n== ")));
    *rest = text_slice(*rest, test->expected.length, rest->length);
    text_cut(rest, '\n');
    return true;
}

static struct text words_of(const struct read *read, const struct mention *mention)
{
    const struct token *tokens = read->document.sentences[mention->sentence].tokens;
    const char *start = tokens[mention->from].form.at, *end = tokens[mention->to - 1].form.at + tokens[mention->to - 1].form.length;
    return (struct text){ start, (size_t)(end - start) };
}

/* The words without "#2", and which of their places is meant. */
static struct text take_number(struct text words, int *number)
{
    *number = 1;
    if (words.length > 2 && words.at[words.length - 2] == '#') {
        *number = words.at[words.length - 1] - '0';
        words.length -= 2;
    }
    return words;
}

static const struct mention *find(const struct read *read, struct text words)
{
    int number;
    words = take_number(words, &number);
    for (size_t i = 0; i < read->table.count; i++)
        if (text_equals(words_of(read, &read->table.items[i]), words) && --number == 0)
            return &read->table.items[i];
    return NULL;
}

static struct text code_or_dash(struct text code)
{
    return code.length ? code : TEXT("-");
}

static struct text parties_of(const struct read *read, const struct mention *mention)
{
    struct party_list list = { 0 };
    struct text all = { 0 };
    if (!mention)
        return TEXT("(no mention)");
    mentions_parties(&read->table, &read->document, mention->sentence, mention->head, read->arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        struct text code = code_or_dash(list.items[i].code);
        all = arena_print(read->arena, "%.*s%s%.*s", (int)all.length, all.length ? all.at : "", i ? ", " : "", (int)code.length,
                          code.at);
    }
    return all;
}

static struct text describe(const struct read *read, const struct mention *mention)
{
    if (!mention)
        return TEXT("no mention");
    struct text code = code_or_dash(mention->code);
    return arena_print(read->arena, "%s%s, '%.*s' = %.*s", mention->is_public ? "public" : "not public", mention->is_modifier
                       ? ", modifier" : "",
                       (int)mention->text.length, mention->text.at, (int)code.length, code.at);
}

/* "WORDS (TEXT) = CODE" or "WORDS < CODE". */
static bool check_mention(const struct read *read, struct text line, char mark, struct text *got)
{
    struct text code = line, words = text_trim(text_cut(&code, mark)), text = { 0 };
    code = text_trim(code);
    size_t open = text_find(words, TEXT(" ("));
    if (open < words.length && text_ends(words, TEXT(")"))) {
        text = text_slice(words, open + 2, words.length - 1);
        words = text_slice(words, 0, open);
    }
    const struct mention *mention = find(read, words);
    *got = describe(read, mention);
    return mention && text_equals(code_or_dash(mention->code), code) && (!text.length || text_equals(mention->text, text)) &&
           (mark == '<' ? mention->is_modifier : mention->is_public);
}

static bool check_absent(const struct read *read, struct text words, struct text *got)
{
    int number;
    const struct mention *mention = find(read, words);
    words = take_number(words, &number);
    *got = mention ? describe(read, mention) : TEXT("the words are not in the text");
    struct text title = read->article.title, text = read->article.text;
    bool is_there = text_find(text, words) < text.length || text_find(title, words) < title.length;
    return is_there && (!mention || !mention->is_public);
}

static bool check_line(const struct runner *runner, const struct read *read, struct text line, struct text *got)
{
    if (line.at[0] == '!')
        return check_absent(read, text_trim(text_slice(line, 1, line.length)), got);
    if (line.at[0] == '?') {
        struct text code = text_slice(line, 1, line.length), words = text_trim(text_cut(&code, '='));
        *got = code_or_dash(actors_code_of(runner->actors, words, read->article.published));
        return text_equals(*got, text_trim(code));
    }
    size_t colon = text_find(line, TEXT(" : "));
    if (colon < line.length) {
        *got = parties_of(read, find(read, text_trim(text_slice(line, 0, colon))));
        return text_equals(*got, text_trim(text_slice(line, colon + 3, line.length)));
    }
    return check_mention(read, line, text_find(line, TEXT(" < ")) < line.length ? '<' : '=', got);
}

static void count(struct runner *runner, const char *file, const struct test *test, bool ok)
{
    if (runner->is_failing && ok)
        printf("%s: %.*s: passes now; move it to tests/reading/mentions\n", file, (int)test->name.length, test->name.at);
    if (runner->is_failing)
        runner->known += !ok;
    else if (ok)
        runner->passed++;
    else
        runner->failed++;
}

static void run_case(struct runner *runner, const char *file, const struct test *test)
{
    struct arena arena = { 0 };
    struct read read = { .arena = &arena, .article = { .title = test->title.length ? test->title : TEXT(""),
                                                       .publisher = test->publisher,
                                                       .published = test->published, .text = test->text } };
    language_read(runner->language, runner->scratch, read.article.title, read.article.text, &arena, &read.document);
    mentions_find(runner->actors, &read.article, &read.document, &arena, &read.table);
    bool ok = true;
    for (struct text rest = test->expected; rest.length;) {
        struct text line = text_trim(text_cut(&rest, '\n')), got = { 0 };
        if (!line.length || check_line(runner, &read, line, &got))
            continue;
        ok = false;
        if (!runner->is_failing)
            printf("%s: %.*s: '%.*s': %.*s\n", file, (int)test->name.length, test->name.at, (int)line.length, line.at,
                   (int)got.length, got.at);
    }
    count(runner, file, test, ok);
    arena_release(&arena);
}

/* Writes the wrong file into a folder of its own and loads it as an overlay. */
static void run_bad(struct runner *runner, const char *file, const struct test *test)
{
    char folder[] = "/tmp/mentions_test_XXXXXX";
    struct arena arena = { 0 };
    struct error err = { .message = "(no error)" };
    if (!mkdtemp(folder))
        return;
    struct text path = arena_print(&arena, "%s/%.*s", folder, (int)test->name.length, test->name.at);
    FILE *out = fopen(path.at, "wb");
    if (out) {
        fwrite(test->content.at, 1, test->content.length, out);
        fclose(out);
    }
    bool loaded = actors_load(runner->folder, folder, &arena, &err) != NULL;
    struct text expected = text_trim(test->expected), got = loaded ? TEXT("(no error)") : text_of(err.message);
    bool ok = text_equals(expected, got);
    if (!ok)
        printf("%s: %.*s: error is '%.*s', not '%.*s'\n", file, (int)test->name.length, test->name.at, (int)got.length, got.at,
               (int)expected.length, expected.at);
    count(runner, file, test, ok);
    unlink(path.at);
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
    runner->is_failing = strstr(path, "failing/") != NULL;
    for (struct text rest = file.content; next_test(&rest, &test, &arena);) {
        if (text_ends(text_of(path), TEXT(".bad")))
            run_bad(runner, name, &test);
        else
            run_case(runner, name, &test);
    }
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    struct arena arena = { 0 };
    struct error err;
    if (argc < 4) {
        fprintf(stderr, "usage: mentions_cases MODEL LEXICON FILE...\n");
        return 2;
    }
    struct runner runner = { .language = language_open(argv[1], &err) };
    runner.folder = arena_print(&arena, "%s/actors", argv[2]).at;
    runner.actors = runner.language ? actors_load(runner.folder, NULL, &arena, &err) : NULL;
    if (!runner.actors) {
        fprintf(stderr, "%s\n", err.message);
        return 3;
    }
    runner.scratch = language_scratch_new(runner.language);
    for (int i = 3; i < argc; i++)
        run_file(&runner, argv[i]);
    if (runner.known)
        printf("%d known to go wrong\n", runner.known);
    printf("%d passed, %d failed\n", runner.passed, runner.failed);
    language_scratch_free(runner.scratch);
    language_free(runner.language);
    arena_release(&arena);
    return runner.failed != 0;
}
