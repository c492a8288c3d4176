/* Where model and lexicon are, and opening them. */
#include "command/engine.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Something of ours, by whose address the system tells which file this code is in. */
static const struct engine no_engine;

/* Cuts the last part off a path; false when there is none. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

/* "folder/name" in `path`; false where it does not fit `room` or cannot be read. */
static bool join(char *path, size_t room, const char *folder, const char *name)
{
    size_t before = strlen(folder), after = strlen(name);
    if (before + after + 2 > room)
        return false;
    memcpy(path, folder, before);
    path[before] = '/';
    memcpy(path + before + 1, name, after + 1);
    return access(path, R_OK) == 0;
}

/* share/troth beside the folder of `file`, or beside the one above that: lib/x86_64-linux-gnu/libtroth.so.1. */
static bool path_beside(char *file, const char *name, char *path, size_t room)
{
    char folder[PATH_MAX + 16];
    for (int up = 0; go_up(file) && up < 3; up++) {
        snprintf(folder, sizeof folder, "%s/share/troth", file);
        if (up && join(path, room, folder, name))
            return true;
    }
    return false;
}

/* Beside the library that this code was loaded from, or beside the running program, where an installation has it. */
static bool installed_path(const char *name, char *path, size_t room)
{
    char file[PATH_MAX];
    Dl_info about;
    bool is_library = dladdr(&no_engine, &about) && about.dli_fname && strstr(about.dli_fname, ".so") &&
                      realpath(about.dli_fname, file);
    if (is_library && path_beside(file, name, path, room))
        return true;
    ssize_t length = readlink("/proc/self/exe", file, sizeof file - 1);
    if (length <= 0)
        return false;
    file[length] = '\0';
    return path_beside(file, name, path, room);
}

bool engine_data_path(const struct options *options, const char *name, char *path, size_t room, struct error *err)
{
    const char *usual = getenv("TROTH_DATA"), *given = options->data ? options->data : usual && *usual ? usual : NULL;
    if (given && join(path, room, given, name))
        return true;
    if (given)
        return error_set(err, ERROR_SYSTEM, "there is no '%s' in '%s'%s", name, given,
                         options->data ? "" : ", which TROTH_DATA names");
    if (installed_path(name, path, room) || join(path, room, TROTH_DATA_FOLDER, name))
        return true;
    return error_set(err, ERROR_SYSTEM, "'%s' is neither beside the program nor in '%s'; set TROTH_DATA to the folder with it",
                     name, TROTH_DATA_FOLDER);
}

static bool open_model(struct engine *engine, const struct options *options, struct error *err)
{
    char path[PATH_MAX];
    const char *given = options->value[OPTION_MODEL];
    if (!given && !engine_data_path(options, "model/english.model", path, sizeof path, err))
        return false;
    engine->language = language_open(given ? given : path, err);
    return engine->language != NULL;
}

static bool open_lexicon(struct engine *engine, const struct options *options, struct error *err)
{
    char path[PATH_MAX];
    if (!engine_data_path(options, "lexicon", path, sizeof path, err))
        return false;
    engine->lexicon = lexicon_open(path, options->value[OPTION_LEXICON], err);
    return engine->lexicon != NULL;
}

bool engine_open(struct engine *engine, const struct options *options, bool with_lexicon, struct error *err)
{
    *engine = (struct engine){ 0 };
    if (options->engine) {
        *engine = *options->engine;
        engine->is_borrowed = true;
        return true;
    }
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
    if (!engine->is_borrowed) {
        lexicon_free(engine->lexicon);
        language_free(engine->language);
    }
    *engine = (struct engine){ 0 };
}
