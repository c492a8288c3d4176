/* `troth parse`: raw text or CoNLL-U becomes trees. */
#include "command/command.h"

/* A file is one document, however many stretches it has. */
static void parse_text(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    static const struct text newdoc = { "# newdoc\n", 9 };
    struct text none = { "", 0 };
    struct buffer out;
    buffer_init(&out, 0);
    language_read(pipeline->engine->language, scratch, none, piece->raw, &piece->arena, &piece->document);
    language_write_conllu(&piece->document, &out);
    bool goes_on = piece->line > 1 && text_starts(buffer_text(&out), newdoc);
    buffer_add(&piece->out, text_slice(buffer_text(&out), goes_on ? newdoc.length : 0, out.length));
    buffer_release(&out);
}

/* The words of a sentence without the comments that go before them: the file's own are kept. */
static void add_words(const struct sentence *sentence, struct buffer *out)
{
    struct document one = { .sentences = (struct sentence *)sentence, .sentence_count = 1 };
    struct buffer all;
    buffer_init(&all, 0);
    language_write_conllu(&one, &all);
    struct text rest = buffer_text(&all);
    while (text_starts(rest, TEXT("# ")))
        text_cut(&rest, '\n');
    buffer_add(out, rest);
    buffer_release(&all);
}

static void parse_conllu(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    struct text rest = piece->raw, comments;
    struct sentence sentence;
    int line = piece->line - 1;
    while (language_next_conllu(&rest, &line, piece->file, &piece->arena, &sentence, &comments, &piece->err) > 0) {
        language_parse(pipeline->engine->language, scratch, &piece->arena, &sentence);
        buffer_add(&piece->out, comments);
        if (comments.length)
            buffer_add_char(&piece->out, '\n');
        add_words(&sentence, &piece->out);
    }
}

int command_parse(const struct options *options, struct error *err)
{
    struct engine engine;
    if (!engine_open(&engine, options, false, err))
        return error_status(err->code);
    struct pipeline pipeline = { .engine = &engine, .options = options, .deliver = pipeline_print };
    pipeline.work = options->value[OPTION_CONLLU] ? parse_conllu : parse_text;
    int status = pipeline_raw(&pipeline, err), end = output_finish(err);
    engine_close(&engine);
    return status ? status : end;
}
