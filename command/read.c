/* `troth read`: reports become statements, as JSON Lines or as a page for people. */
#include "command/command.h"
#include "command/page.h"

static void read_lines(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    struct record_writer writer = { .article = piece->article, .reader = pipeline->engine->reader };
    pipeline_read(pipeline, scratch, piece);
    for (size_t i = 0; i < piece->statements.count; i++)
        record_writer_statement(&writer, &piece->statements.items[i], &piece->out);
}

static void read_page(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    pipeline_read(pipeline, scratch, piece);
    page_write(piece->article, &piece->statements, pipeline->context, &piece->arena, &piece->out);
}

int command_read(const struct options *options, struct error *err)
{
    struct engine engine;
    struct page_form form = { output_width(), output_has_colour() };
    if (!engine_open(&engine, options, true, err))
        return error_status(err->code);
    struct pipeline pipeline = { .engine = &engine, .options = options, .context = &form, .deliver = pipeline_print };
    pipeline.work = options->value[OPTION_TABLE] ? read_page : read_lines;
    int status = pipeline_articles(&pipeline, err), end = output_finish(err);
    engine_close(&engine);
    return status ? status : end;
}
