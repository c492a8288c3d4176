/* mentions_cases MODEL LEXICON FILE...: runs the text cases of who is named in an article, see README.md. */
#include <stdio.h>

#include "reading/mentions.h"
#include "tests/cases.h"
#include "tests/overlay.h"

struct run {
    struct language *language;
    struct language_scratch *scratch;
    const struct actor_lexicon *actors;
    const char *folder;
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

static void take_line(struct article *article, struct text line, struct arena *arena)
{
    if (take_value(line, "title:", &article->title) || take_value(line, "publisher:", &article->publisher) ||
        take_value(line, "published:", &article->published) || !line.length)
        return;
    struct text old = article->text;
    article->text = arena_print(arena, "%.*s%s%.*s", (int)old.length, old.at, old.length ? "\n\n" : "", (int)line.length, line.at);
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

static bool check_line(const struct run *run, const struct read *read, struct text line, struct text *got)
{
    if (line.at[0] == '!')
        return check_absent(read, text_trim(text_slice(line, 1, line.length)), got);
    if (line.at[0] == '?') {
        struct text code = text_slice(line, 1, line.length), words = text_trim(text_cut(&code, '='));
        *got = code_or_dash(actors_code_of(run->actors, words, read->article.published));
        return text_equals(*got, text_trim(code));
    }
    size_t colon = text_find(line, TEXT(" : "));
    if (colon < line.length) {
        *got = parties_of(read, find(read, text_trim(text_slice(line, 0, colon))));
        return text_equals(*got, text_trim(text_slice(line, colon + 3, line.length)));
    }
    return check_mention(read, line, text_find(line, TEXT(" < ")) < line.length ? '<' : '=', got);
}

static void check(void *context, const struct test_case *test, struct arena *arena, struct buffer *wrong)
{
    const struct run *run = context;
    struct read read = { .arena = arena, .article = { .title = TEXT(""), .text = TEXT("") } };
    for (struct text rest = test->input; rest.length;)
        take_line(&read.article, text_trim(text_cut(&rest, '\n')), arena);
    language_read(run->language, run->scratch, read.article.title, read.article.text, arena, &read.document);
    mentions_find(run->actors, &read.article, &read.document, arena, &read.table);
    for (struct text rest = test->expected; rest.length;) {
        struct text line = text_trim(text_cut(&rest, '\n')), got = { 0 };
        if (line.length && !check_line(run, &read, line, &got))
            buffer_print(wrong, "  '%.*s': %.*s\n", (int)line.length, line.at, (int)got.length, got.at);
    }
}

static void check_bad(void *context, const struct test_case *test, struct arena *arena, struct buffer *wrong)
{
    const struct run *run = context;
    struct error err = { .message = "(no error)" };
    struct overlay overlay;
    if (overlay_make(&overlay, TEXT(""), test->title, test->content, arena))
        actors_load(run->folder, overlay.folder.at, arena, &err);
    overlay_compare(err.message, test->expected, wrong);
    overlay_remove(&overlay);
}

int main(int argc, char **argv)
{
    struct cases cases = { .program = "mentions_cases" };
    struct arena arena = { 0 };
    struct error err;
    if (argc < 4) {
        fputs("usage: mentions_cases MODEL LEXICON FILE...\n", stderr);
        return 2;
    }
    struct run run = { .language = language_open(argv[1], &err), .folder = arena_print(&arena, "%s/actors", argv[2]).at };
    run.actors = run.language ? actors_load(run.folder, NULL, &arena, &err) : NULL;
    if (!run.actors) {
        fprintf(stderr, "mentions_cases: %s\n", err.message);
        return 3;
    }
    run.scratch = language_scratch_new(run.language);
    const struct cases_kind good = { .check = check }, bad = { .check = check_bad };
    for (int i = 3; i < argc; i++)
        cases_run_file(&cases, text_ends(text_of(argv[i]), TEXT(".bad")) ? &bad : &good, &run, argv[i]);
    language_scratch_free(run.scratch);
    language_free(run.language);
    arena_release(&arena);
    return cases_end(&cases);
}
