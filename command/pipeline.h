/* Inputs are read with several threads and delivered in the order of the input, with bounded memory: the same for any number of
 * threads.
 *
 *                 ┌─▶ work ─┐
 *     next ─▶ ring┼─▶ work ─┼─▶ deliver      next and deliver run on the calling thread, in order; work on any thread
 *                 └─▶ work ─┘
 *
 * For a command that reads articles and does something with their statements:
 *
 *     static bool append(void *context, struct piece *piece, struct error *err) { ... piece->article, piece->statements ... }
 *
 *     struct pipeline pipeline = { .engine = &engine, .options = options, .context = me };
 *     pipeline.work = pipeline_read;
 *     pipeline.deliver = append;
 *     return pipeline_articles(&pipeline, err); */
#ifndef TROTH_COMMAND_PIPELINE_H
#define TROTH_COMMAND_PIPELINE_H

#include "base/base.h"
#include "command/engine.h"
#include "command/options.h"
#include "language/language.h"
#include "record/record.h"
#include "source/source.h"

/* One article on its way, or one stretch of raw input. Whatever its parts hold lives in its arena until it has been delivered. */
struct piece {
    struct arena arena;
    struct source_article source;     /* as the source room gave it */
    const struct article *article;    /* &source.article */
    struct document document;         /* filled by pipeline_read and pipeline_read_quotes */
    struct statement_list statements; /* filled by pipeline_read */
    struct quote_list quotes;         /* filled by pipeline_read_quotes */
    struct buffer out;                /* what work has printed, for deliver to write */
    struct error err;                 /* code ERROR_NONE, or what is wrong with this piece */
    struct text raw;                  /* raw input, where it is no article */
    const char *file;
    int line;
    long long number;                 /* of a ledger's report: its number there */
    size_t bytes;                     /* of input, for progress and the ring's ceiling */
};

struct pipeline {
    const struct engine *engine;
    const struct options *options; /* inputs and --threads */
    void *context;
    /* Fills the next piece from the inputs: 1, 0 at the end. A broken piece has its `err` set. */
    int (*next)(void *source, struct piece *piece);
    void *source;
    /* Runs on any thread; may only use its arguments. `context` is shared and must not be changed. */
    void (*work)(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece);
    /* Runs on the calling thread, in the order of the input, for each piece without error. False and `err` stop the work. */
    bool (*deliver)(void *context, struct piece *piece, struct error *err);
    /* Called, where given, after what was ready has been delivered, before more is waited for: input may be slow. False and `err`
     * stop the work. */
    bool (*rest)(void *context, struct error *err);
};

/* Runs `next`, `work` and `deliver` until the input ends. Complains about broken pieces and goes on. Returns the exit status: 0, or
 * 3 when a piece was broken, or when `deliver` failed and `err` says why. */
int pipeline_run(const struct pipeline *pipeline, struct error *err);

/* The same for the articles of options->inputs. */
int pipeline_articles(struct pipeline *pipeline, struct error *err);

/* The same for stretches of raw text, or of CoNLL-U with --conllu. */
int pipeline_raw(struct pipeline *pipeline, struct error *err);

/* How many inputs there are, and opening one of them: a file, or what is in memory. */
int pipeline_input_count(const struct options *options);
struct source *pipeline_input(const struct options *options, int number, struct error *err);

/* Kinds of work: reads the article's statements; its attributions. */
void pipeline_read(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece);
void pipeline_read_quotes(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece);

/* A kind of delivery: what work has printed goes to standard output. */
bool pipeline_print(void *context, struct piece *piece, struct error *err);

#endif
