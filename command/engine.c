/* Where model and lexicon are, and opening them. */
#include "command/engine.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Cuts the last part off a path; false when there is none. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

static bool join(char *path, size_t room, const char *folder, const char *name)
{
    int length = snprintf(path, room, "%s/%s", folder, name);
    return length > 0 && (size_t)length < room && access(path, R_OK) == 0;
}

/* share/troth beside the folder of the running program, where an installation has it. */
static bool installed_path(const char *name, char *path, size_t room)
{
    char program[PATH_MAX], folder[PATH_MAX + 16];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    if (!go_up(program) || !go_up(program))
        return false;
    snprintf(folder, sizeof folder, "%s/share/troth", program);
    return join(path, room, folder, name);
}

bool engine_data_path(const char *name, char *path, size_t room, struct error *err)
{
    const char *given = getenv("TROTH_DATA");
    if (given && *given) {
        if (join(path, room, given, name))
            return true;
        return error_set(err, ERROR_SYSTEM, "there is no '%s' in '%s', which TROTH_DATA names", name, given);
    }
    if (installed_path(name, path, room) || join(path, room, TROTH_SOURCE_FOLDER, name))
        return true;
    return error_set(err, ERROR_SYSTEM, "'%s' is neither beside the program nor in '%s'; set TROTH_DATA to the folder with it",
                     name, TROTH_SOURCE_FOLDER);
}

static bool open_model(struct engine *engine, const struct options *options, struct error *err)
{
    char path[PATH_MAX];
    const char *given = options->value[OPTION_MODEL];
    if (!given && !engine_data_path("model/english.model", path, sizeof path, err))
        return false;
    engine->language = language_open(given ? given : path, err);
    return engine->language != NULL;
}

static bool open_lexicon(struct engine *engine, const struct options *options, struct error *err)
{
    char path[PATH_MAX];
    if (!engine_data_path("lexicon", path, sizeof path, err))
        return false;
    engine->lexicon = lexicon_open(path, options->value[OPTION_LEXICON], err);
    return engine->lexicon != NULL;
}

bool engine_open(struct engine *engine, const struct options *options, bool with_lexicon, struct error *err)
{
    *engine = (struct engine){ 0 };
    if (!open_model(engine, options, err) || (with_lexicon && !open_lexicon(engine, options, err))) {
        engine_close(engine);
        return false;
    }
    snprintf(engine->reader, sizeof engine->reader, "troth %s, %s%s%s", TROTH_VERSION, language_version(engine->language),
             engine->lexicon ? ", " : "", engine->lexicon ? lexicon_version(engine->lexicon) : "");
    return true;
}

void engine_close(struct engine *engine)
{
    lexicon_free(engine->lexicon);
    language_free(engine->language);
    *engine = (struct engine){ 0 };
}
