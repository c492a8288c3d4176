/* details_cases MODEL LEXICON FILE...: runs the text cases of details, see README.md. */
#include <stdio.h>

#include "language/language.h"
#include "reading/details.h"
#include "tests/cases.h"
#include "tests/overlay.h"

struct run {
    const struct language *language;
    struct language_scratch *scratch;
    const struct detail_lexicon *lexicon;
    const char *folder;
};

struct input { /* of a case, taken apart */
    struct text act, trigger, object, before, sentence;
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

static struct input take_apart(struct text lines)
{
    struct input input = { 0 };
    while (lines.length) {
        struct text line = text_trim(text_cut(&lines, '\n'));
        if (take_value(line, "act", &input.act) || take_value(line, "trigger", &input.trigger)
            || take_value(line, "object", &input.object) || take_value(line, "before", &input.before) || !line.length)
            continue;
        input.is_title = take_value(line, "title", &input.sentence);
        if (!input.is_title)
            input.sentence = line;
    }
    return input;
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

static bool make_site(const struct input *input, const struct document *document, struct site *site)
{
    int number = document->sentence_count - 1, act = record_act_of(input->act), from, to;
    if (number < 0 || act < 0)
        return false;
    const struct sentence *sentence = &document->sentences[number];
    struct text whole = sentence->is_title ? document->title : document->text;
    *site = (struct site){ .document = document, .sentence = sentence, .sentence_index = number, .object = -1 };
    site->act = (enum act)act;
    if (!tokens_of(sentence, whole, input->trigger, sentence->span.from_byte, &from, &to))
        return false;
    site->trigger = head_of(sentence, from, to);
    if (tokens_of(sentence, whole, input->object, sentence->span.from_byte, &from, &to)) {
        site->object_from = from, site->object_to = to;
        site->object = head_of(sentence, from, to);
    }
    return !input->object.length || site->object >= 0;
}

static struct text words_of(const struct site *site, const struct detail *detail)
{
    struct text whole = site->sentence->is_title ? site->document->title : site->document->text;
    if (!detail->found)
        return TEXT("-");
    return text_slice(whole, site->sentence->tokens[detail->from].span.from_byte,
                      site->sentence->tokens[detail->to - 1].span.to_byte);
}

static struct text field_of(const struct run *run, const struct site *site, struct text name, struct arena *arena)
{
    const struct detail_lexicon *lexicon = run->lexicon;
    struct detail one = { 0 };
    if (text_is(name, "means")) {
        struct text all = record_means_list(details_means(lexicon, site, NULL), ", ", arena);
        return all.length ? all : TEXT("-");
    }
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

static void check_lines(const struct run *run, struct text lines, const struct site *site, struct arena *arena,
                        struct buffer *wrong)
{
    while (lines.length) {
        struct text value = text_trim(text_cut(&lines, '\n')), name = text_cut(&value, ':'), got;
        if (!name.length)
            continue;
        value = text_trim(value);
        got = field_of(run, site, name, arena);
        if (!text_equals(got, value))
            buffer_print(wrong, "  %.*s is '%.*s', not '%.*s'\n", (int)name.length, name.at, (int)got.length, got.at,
                         (int)value.length, value.at);
    }
}

static void read_input(const struct run *run, const struct input *input, struct arena *arena, struct document *document)
{
    struct text title = input->is_title ? input->sentence : TEXT(""), text = input->is_title ? input->before : input->sentence;
    if (input->before.length && !input->is_title)
        text = arena_print(arena, "%.*s\n\n%.*s", (int)input->before.length, input->before.at, (int)input->sentence.length,
                           input->sentence.at);
    language_read(run->language, run->scratch, title, text, arena, document);
    if (input->is_title && document->sentence_count)
        document->sentence_count = 1;
}

static void check(void *context, const struct test_case *test, struct arena *arena, struct buffer *wrong)
{
    const struct run *run = context;
    struct input input = take_apart(test->input);
    struct document document;
    struct site site;
    read_input(run, &input, arena, &document);
    if (make_site(&input, &document, &site))
        check_lines(run, test->expected, &site, arena, wrong);
    else
        buffer_add_string(wrong, "  trigger or object are not in the last sentence\n");
}

static void check_bad(void *context, const struct test_case *test, struct arena *arena, struct buffer *wrong)
{
    const struct run *run = context;
    struct error err = { .message = "(no error)" };
    struct overlay overlay;
    if (overlay_make(&overlay, TEXT("details"), test->title, test->content, arena))
        details_load(run->folder, overlay.folder.at, arena, &err);
    overlay_compare(err.message, test->expected, wrong);
    overlay_remove(&overlay);
}

int main(int argc, char **argv)
{
    struct cases cases = { .program = "details_cases" };
    struct arena arena = { 0 };
    struct error err;
    if (argc < 4) {
        fputs("usage: details_cases MODEL LEXICON FILE...\n", stderr);
        return 2;
    }
    struct language *language = language_open(argv[1], &err);
    struct run run = { .language = language, .folder = argv[2] };
    run.lexicon = language ? details_load(argv[2], NULL, &arena, &err) : NULL;
    if (!run.lexicon) {
        fprintf(stderr, "details_cases: %s\n", err.message);
        return 3;
    }
    run.scratch = language_scratch_new(language);
    const struct cases_kind good = { .check = check }, bad = { .check = check_bad };
    for (int i = 3; i < argc; i++)
        cases_run_file(&cases, text_ends(text_of(argv[i]), TEXT(".bad")) ? &bad : &good, &run, argv[i]);
    language_scratch_free(run.scratch);
    language_free(language);
    arena_release(&arena);
    return cases_end(&cases);
}
