/* The files of a folder and of the folders in it are read one after another, in the order of their names' bytes. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "source/inner.h"

enum {
    DEEPEST = 40,        /* folders in folders */
    LONGEST_PATH = 4096, /* bytes */
};

/* One folder's names, in order, and how far they are read. */
struct level {
    struct arena arena;
    struct text *names; /* [count]; NUL-terminated */
    size_t count, at;
    size_t path_length; /* of the folder, with its last slash */
};

struct folder {
    char path[LONGEST_PATH]; /* of what is looked at */
    struct level levels[DEEPEST];
    int depth; /* how many levels are open */
};

static int by_bytes(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* Hidden names are somebody else's: version control, half-written files. */
static bool list(struct level *level, DIR *directory)
{
    struct { struct text *items; size_t count, room; } names = { 0 };
    struct dirent *entry;
    while ((errno = 0, entry = readdir(directory)))
        if (entry->d_name[0] != '.')
            ARENA_PUSH(&level->arena, &names, arena_copy(&level->arena, text_of(entry->d_name)));
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, by_bytes);
    level->names = names.items;
    level->count = names.count;
    return !errno;
}

/* Opens the folder that `path` names. */
static bool enter(struct folder *folder, struct error *err)
{
    size_t length = strlen(folder->path);
    if (folder->depth == DEEPEST || length + 2 > LONGEST_PATH)
        return error_set(err, ERROR_LIMIT, "'%s': folders deeper than %d are left out", folder->path, DEEPEST);
    DIR *directory = opendir(folder->path);
    if (!directory)
        return error_set(err, ERROR_SYSTEM, "cannot open '%s': %s", folder->path, strerror(errno));
    struct level *level = &folder->levels[folder->depth++];
    *level = (struct level){ .path_length = length };
    if (folder->path[length - 1] != '/')
        folder->path[level->path_length++] = '/';
    folder->path[level->path_length] = '\0';
    bool good = list(level, directory);
    closedir(directory);
    return good || error_set(err, ERROR_SYSTEM, "'%s' cannot be read further: %s", folder->path, strerror(errno));
}

struct folder *folder_open(const char *path, struct error *err)
{
    struct folder *folder = memory_take(sizeof *folder);
    folder->depth = 0;
    if (strlen(path) >= LONGEST_PATH)
        error_set(err, ERROR_LIMIT, "'%.60s…': the path is too long", path);
    else if (strcpy(folder->path, path), enter(folder, err))
        return folder;
    folder_close(folder);
    return NULL;
}

void folder_close(struct folder *folder)
{
    while (folder && folder->depth)
        arena_release(&folder->levels[--folder->depth].arena);
    free(folder);
}

/* Goes to the next path. False when there is none. */
static bool next_path(struct folder *folder)
{
    while (folder->depth) {
        struct level *level = &folder->levels[folder->depth - 1];
        if (level->at < level->count) {
            struct text name = level->names[level->at++];
            snprintf(folder->path + level->path_length, LONGEST_PATH - level->path_length, "%s", name.at);
            return true;
        }
        arena_release(&level->arena);
        folder->depth--;
    }
    return false;
}

/* Opens the next file. 1; 0 when there is none; -1 and `err` for one that cannot be opened. Links are followed to files, not to
 * folders: they could lead round in a circle. Devices, sockets and pipes are no reports. */
static int next_file(struct source *source, struct error *err)
{
    struct folder *folder = source->folder;
    struct stat about, target;
    while (next_path(folder)) {
        if (lstat(folder->path, &about) < 0 || stat(folder->path, &target) < 0) {
            error_set(err, ERROR_SYSTEM, "cannot open '%s': %s", folder->path, strerror(errno));
            return -1;
        }
        if (S_ISDIR(about.st_mode) && !enter(folder, err))
            return -1;
        if (!S_ISREG(target.st_mode))
            continue;
        source->inner = source_open_path(folder->path, source->depth + 1, err);
        return source->inner ? 1 : -1;
    }
    return 0;
}

int source_open_file(struct source *source, struct error *err)
{
    int opened = source->inner ? 1 : next_file(source, err);
    source->any |= opened != 0;
    return opened;
}

void source_close_file(struct source *source)
{
    source_close(source->inner);
    source->inner = NULL;
}

int source_next_of_folder(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    for (int opened; (opened = source_open_file(source, err)) != 0; source_close_file(source)) {
        int got = opened < 0 ? opened : source_next(source->inner, arena, article, err);
        if (got)
            return got;
    }
    return source_end(source, err);
}
