/* Names and codes of actors, for those who ask: filters of the command line, names for people. */
#include <stdlib.h>

#include "reading/actors.h"
#include "reading/reading.h"

struct directory {
    struct arena arena;
    const struct actor_lexicon *actors;
};

struct directory *directory_open(const char *path, const char *overlay, struct error *err)
{
    struct directory *directory = memory_take(sizeof *directory);
    *directory = (struct directory){ 0 };
    const char *folder = arena_print(&directory->arena, "%s/actors", path).at;
    const char *over = overlay ? arena_print(&directory->arena, "%s/actors", overlay).at : NULL;
    directory->actors = actors_load(folder, over, &directory->arena, err);
    if (directory->actors)
        return directory;
    directory_free(directory);
    return NULL;
}

void directory_free(struct directory *directory)
{
    if (!directory)
        return;
    arena_release(&directory->arena);
    free(directory);
}

struct text directory_code(const struct directory *directory, struct text name)
{
    return actors_code_of(directory->actors, name, TEXT(""));
}

struct text directory_name(const struct directory *directory, struct text code)
{
    for (size_t i = 0; code.length && i < directory->actors->actors.count; i++) {
        const struct actor *actor = directory->actors->actors.items[i];
        bool is_whole = actor->kind == MENTION_STATE || actor->kind == MENTION_ORGANISATION || actor->kind == MENTION_GROUP;
        if (is_whole && !actor->replaced && text_equals(actor->code, code))
            return actor->canonical;
    }
    return TEXT("");
}
