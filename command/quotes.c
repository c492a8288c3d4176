/* `troth quotes`: who said, believed or decided what, as JSON Lines. */
#include "command/command.h"

static void read_quotes(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    struct record_writer writer = { .article = piece->article };
    pipeline_read_quotes(pipeline, scratch, piece);
    for (size_t i = 0; i < piece->quotes.count; i++)
        record_writer_quote(&writer, &piece->quotes.items[i], &piece->out);
}

int command_quotes(const struct options *options, struct error *err)
{
    struct engine engine;
    if (!engine_open(&engine, options, true, err))
        return error_status(err->code);
    struct pipeline pipeline = { .engine = &engine, .options = options, .work = read_quotes, .deliver = pipeline_print };
    int status = pipeline_articles(&pipeline, err), end = output_finish(err);
    engine_close(&engine);
    return status ? status : end;
}
