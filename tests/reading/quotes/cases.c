/* quotes_cases MODEL LEXICON [--rewrite] FILE...: runs the text cases of attributions, see README.md. */
#include <stdio.h>

#include "reading/quotes.h"
#include "tests/cases.h"

struct run {
    const struct language *language;
    const struct quote_lexicon *lexicon;
    struct language_scratch *scratch;
};

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

static void answer(void *context, const struct test_case *test, struct arena *arena, struct buffer *out)
{
    const struct run *run = context;
    struct document document;
    struct attribution_list list;
    language_read(run->language, run->scratch, TEXT(""), test->input, arena, &document);
    quotes_find(run->lexicon, NULL, &document, arena, &list);
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

int main(int argc, char **argv)
{
    struct cases cases = { .program = "quotes_cases" };
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
    const struct cases_kind kind = { .answer = answer };
    for (int i = 3; i < argc; i++)
        if (!cases_take_option(&cases, argv[i]))
            cases_run_file(&cases, &kind, &run, argv[i]);
    language_scratch_free(run.scratch);
    language_free(language);
    arena_release(&arena);
    return cases_end(&cases);
}
