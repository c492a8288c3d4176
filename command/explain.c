/* `troth explain`: which lexicon entry and which words gave each field of a statement, and what was tried in a sentence. */
#include <stdio.h>

#include "command/command.h"

/* The article that is asked for, read. */
struct reading_of {
    struct engine engine;
    struct arena arena;
    struct source_article source;
    struct document document;
    struct statement_list statements;
    struct language_scratch *scratch;
};

static bool take_article(const struct options *options, struct reading_of *reading, struct error *err)
{
    const char *wanted = options->value[OPTION_ARTICLE];
    struct source *source = pipeline_input(options, 0, err);
    int got = source ? 0 : -1;
    while (source && (got = source_next(source, &reading->arena, &reading->source, err)) > 0)
        if (!wanted || text_is(reading->source.article.id, wanted))
            break;
        else
            arena_reset(&reading->arena);
    const char *name = source ? source_name(source) : "";
    if (got == 0)
        error_set(err, ERROR_INPUT, "%s: no article has the id '%s'", name, wanted ? wanted : "");
    if (got > 0 && reading->source.warning.length)
        output_complain(reading->source.warning.at);
    if (got > 0 && reading->source.aside.length)
        output_complain(reading->source.aside.at);
    source_close(source);
    return got > 0;
}

static void read_article(struct reading_of *reading)
{
    const struct source_article *source = &reading->source;
    reading->scratch = language_scratch_new(reading->engine.language);
    language_read(reading->engine.language, reading->scratch, source->title, source->text, &reading->arena, &reading->document);
    reading_read(reading->engine.lexicon, &source->article, &reading->document, &reading->arena, &reading->statements);
}

static void add_wrapped(struct buffer *out, struct text text, int indent)
{
    int column = indent;
    buffer_print(out, "%*s", indent, "");
    output_wrap(out, text, indent, output_width(), &column);
    buffer_add_char(out, '\n');
}

static struct text words_of(const struct reading_of *reading, const struct statement *statement, struct span span)
{
    const struct article *article = &reading->source.article;
    return text_slice(statement->in_title ? article->title : article->text, span.from_byte, span.to_byte);
}

/* "act         because ...            acts/pledge.txt:41" */
static void add_evidence(const struct reading_of *reading, const struct statement *statement, const struct evidence *evidence,
                         struct buffer *out)
{
    struct text words = words_of(reading, statement, evidence->span);
    struct buffer line;
    buffer_init(&line, 0);
    buffer_print(&line, "%.*s", (int)evidence->because.length, evidence->because.at);
    if (evidence->span.from_byte < evidence->span.to_byte)
        buffer_print(&line, "%s“%.*s”", line.length ? "; words: " : "", (int)words.length, words.at);
    if (evidence->file.length)
        buffer_print(&line, "; lexicon/%.*s:%d", (int)evidence->file.length, evidence->file.at, evidence->line);
    int column = 14;
    output_cell(out, text_of(evidence->field), 12);
    buffer_add_string(out, "  ");
    output_wrap(out, buffer_text(&line), 14, output_width(), &column);
    buffer_add_char(out, '\n');
    buffer_release(&line);
}

static bool explain_statement(struct reading_of *reading, int n, struct buffer *out, struct error *err)
{
    if ((size_t)n > reading->statements.count)
        return error_set(err, ERROR_NONE, "there is no statement %d; the article has %zu", n, reading->statements.count);
    const struct statement *statement = &reading->statements.items[n - 1];
    buffer_print(out, "Statement %d: %s, %s, confidence %d.%03d\n\n", statement->n, record_act_text(statement->act),
                 record_status_text(statement->status), statement->confidence / 1000, statement->confidence % 1000);
    add_wrapped(out, statement->sentence_text, 2);
    buffer_add_char(out, '\n');
    for (size_t i = 0; i < statement->evidence.count; i++)
        add_evidence(reading, statement, &statement->evidence.items[i], out);
    buffer_add_string(out, "\nconfidence: what spoke most for it and against it (hundredths of a logit; lexicon/confidence.txt)\n");
    reading_explain_confidence(reading->engine.lexicon, &reading->source.article, &reading->document, statement, &reading->arena,
                               out);
    return true;
}

static bool explain_sentence(struct reading_of *reading, int n, bool everything, struct buffer *out, struct error *err)
{
    if (n > reading->document.sentence_count)
        return error_set(err, ERROR_NONE, "there is no sentence %d; the article has %d", n, reading->document.sentence_count);
    reading_explain(reading->engine.lexicon, &reading->source.article, &reading->document, n - 1, everything,
                    &reading->arena, out);
    return true;
}

static void list_sentences(const struct reading_of *reading, struct buffer *out)
{
    const struct document *document = &reading->document;
    for (int i = 0; i < document->sentence_count; i++) {
        const struct sentence *sentence = &document->sentences[i];
        int column = 5;
        buffer_print(out, "%3d  ", i + 1);
        struct text side = sentence->is_title ? document->title : document->text;
        output_wrap(out, text_slice(side, sentence->span.from_byte, sentence->span.to_byte), 5, output_width(), &column);
        buffer_add_char(out, '\n');
        for (size_t s = 0; s < reading->statements.count; s++) {
            const struct statement *statement = &reading->statements.items[s];
            if (statement->in_title == sentence->is_title && statement->sentence.from_byte == sentence->span.from_byte)
                buffer_print(out, "     → statement %d: %s\n", statement->n, record_act_text(statement->act));
        }
    }
}

/* Exit status 1: what is asked for is not there. */
static int explain(const struct options *options, struct reading_of *reading, struct error *err)
{
    struct buffer out;
    bool found = true;
    buffer_init(&out, 0);
    read_article(reading);
    if (options->number[OPTION_STATEMENT])
        found = explain_statement(reading, options->number[OPTION_STATEMENT], &out, err);
    if (found && options->number[OPTION_SENTENCE])
        found = explain_sentence(reading, options->number[OPTION_SENTENCE], options->value[OPTION_EVERYTHING] != NULL, &out,
                                 err);
    if (!options->number[OPTION_STATEMENT] && !options->number[OPTION_SENTENCE])
        list_sentences(reading, &out);
    if (!found)
        output_complain(err->message);
    output_write(buffer_text(&out));
    buffer_release(&out);
    language_scratch_free(reading->scratch);
    int end = output_finish(err);
    return end ? end : found ? 0 : 1;
}

int command_explain(const struct options *options, struct error *err)
{
    struct reading_of reading = { 0 };
    if (!engine_open(&reading.engine, options, true, err))
        return error_status(err->code);
    int status = take_article(options, &reading, err) ? explain(options, &reading, err) : error_status(err->code);
    arena_release(&reading.arena);
    engine_close(&reading.engine);
    return status;
}
