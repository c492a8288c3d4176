/* The files named on the command line become pieces: articles, or stretches of raw text. */
#include "command/fetching.h"
#include "command/output.h"
#include "command/pipeline.h"

enum { STRETCH = 32 << 10 }; /* bytes of raw text that one thread parses at a time */

struct inputs {
    const struct options *options;
    int at;                /* of the next input */
    struct source *source; /* the one that is open, or NULL */
};

/* Takes one piece from the open source: as source_next. */
typedef int (*take_fn)(struct inputs *inputs, struct piece *piece);

static int take_article(struct inputs *inputs, struct piece *piece)
{
    int got = source_next(inputs->source, &piece->arena, &piece->source, &piece->err);
    piece->article = &piece->source.article;
    piece->line = piece->source.line;
    piece->bytes = piece->source.bytes;
    return got;
}

static int take_raw(struct inputs *inputs, struct piece *piece)
{
    bool is_conllu = inputs->options->value[OPTION_CONLLU] != NULL;
    int got = source_next_raw(inputs->source, is_conllu, STRETCH, &piece->arena, &piece->raw, &piece->line, &piece->source.warning,
                              &piece->err);
    piece->bytes = piece->raw.length;
    return got;
}

int pipeline_input_count(const struct options *options)
{
    return options->given ? 1 : options->input_count;
}

/* Commands that take --private take addresses in place of files. */
static bool takes_addresses(const struct options *options)
{
    return option_entries[OPTION_PRIVATE].commands >> options->command & 1;
}

static struct source *open_address(const struct options *options, const char *address, struct error *err)
{
    struct arena arena = { 0 };
    struct buffer body;
    struct fetch_answer answer;
    struct source *source = NULL;
    if (fetching_input(options, address, &arena, &body, &answer, err)) {
        source = source_open_copy(&(struct source_bytes){ .bytes = answer.body, .name = address, .url = answer.url,
                                                          .type = answer.type });
        buffer_release(&body);
    }
    arena_release(&arena);
    return source;
}

struct source *pipeline_input(const struct options *options, int number, struct error *err)
{
    const struct options_given *given = options->given;
    if (given)
        return source_open_text(given->bytes, given->name);
    const char *input = options->inputs[number];
    return takes_addresses(options) && fetch_is_url(input) ? open_address(options, input, err) : source_open(input, err);
}

/* Goes through the inputs until one gives a piece. A file that cannot be opened is a broken piece. */
static int next_piece(struct inputs *inputs, struct piece *piece, take_fn take)
{
    for (;;) {
        if (!inputs->source) {
            if (inputs->at == pipeline_input_count(inputs->options))
                return 0;
            inputs->source = pipeline_input(inputs->options, inputs->at++, &piece->err);
            if (!inputs->source)
                return 1;
        }
        int got = take(inputs, piece);
        piece->file = arena_copy(&piece->arena, text_of(source_name(inputs->source))).at;
        if (got)
            return 1;
        source_close(inputs->source);
        inputs->source = NULL;
    }
}

static int next_article(void *source, struct piece *piece)
{
    return next_piece(source, piece, take_article);
}

static int next_raw(void *source, struct piece *piece)
{
    return next_piece(source, piece, take_raw);
}

static int run(struct pipeline *pipeline, int (*next)(void *source, struct piece *piece), struct error *err)
{
    struct inputs inputs = { .options = pipeline->options };
    pipeline->next = next;
    pipeline->source = &inputs;
    int status = pipeline_run(pipeline, err);
    source_close(inputs.source);
    return status;
}

int pipeline_articles(struct pipeline *pipeline, struct error *err)
{
    return run(pipeline, next_article, err);
}

int pipeline_raw(struct pipeline *pipeline, struct error *err)
{
    return run(pipeline, next_raw, err);
}

void pipeline_read(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    const struct source_article *source = &piece->source;
    const struct engine *engine = pipeline->engine;
    language_read(engine->language, scratch, source->title, source->text, &piece->arena, &piece->document);
    reading_read(engine->lexicon, piece->article, &piece->document, &piece->arena, &piece->statements);
}

void pipeline_read_quotes(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    const struct source_article *source = &piece->source;
    const struct engine *engine = pipeline->engine;
    language_read(engine->language, scratch, source->title, source->text, &piece->arena, &piece->document);
    reading_quotes(engine->lexicon, piece->article, &piece->document, &piece->arena, &piece->quotes);
}

bool pipeline_print(void *context, struct piece *piece, struct error *err)
{
    return output_write(buffer_text(&piece->out));
}
