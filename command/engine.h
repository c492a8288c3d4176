/* Model and lexicon, found and opened: what reads. */
#ifndef TROTH_COMMAND_ENGINE_H
#define TROTH_COMMAND_ENGINE_H

#include "base/base.h"
#include "command/options.h"
#include "language/language.h"
#include "reading/reading.h"

struct engine {
    struct language *language;
    struct lexicon *lexicon; /* NULL where it was not asked for */
    char reader[256];        /* "troth 0.1.0, english 1 (9f2c31ab), lexicon 5f0e1b22": the record's `reader` */
    bool is_borrowed;        /* from whoever opened it before the command ran */
};

/* Borrows the engine that the options bring, if they do; else opens the model of --model, else of the data folder, and the lexicon
 * there with --lexicon's folder over it, if `with_lexicon`. The data folder is $TROTH_DATA, else share/troth beside the folder of
 * the library or program, else the one that the build named: the source tree, or the place of an installation. */
bool engine_open(struct engine *engine, const struct options *options, bool with_lexicon, struct error *err);
void engine_close(struct engine *engine);

/* The path of `name` ("lexicon") in the data folder, in `path` of PATH_MAX bytes. */
bool engine_data_path(const struct options *options, const char *name, char *path, size_t room, struct error *err);

#endif
