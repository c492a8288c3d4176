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

/* The lexicon's entry of a name, in `*is_body` whether it is that of an organ. */
static const struct actor *find_actor(const struct directory *directory, struct text name, bool *is_body)
{
    enum { LONGEST_KEY = 128 };
    char key[LONGEST_KEY];
    struct arena arena = { 0 };
    struct text whole = { key, actors_key(name, key, 0, sizeof key, &arena) };
    const struct phrase_slot *slot = whole.length ? actors_slot(directory->actors, text_hash(whole), whole) : NULL;
    const struct phrase *phrase = slot ? slot->first : NULL;
    while (phrase && (!phrase->actor || phrase->form == FORM_ELSEWHERE || !actors_fits(phrase, name)))
        phrase = phrase->next;
    arena_release(&arena);
    *is_body = phrase && phrase->form == FORM_BODY;
    return phrase ? phrase->actor : NULL;
}

static enum directory_kind kind_of(const struct actor *actor)
{
    switch (actor->kind) {
    case MENTION_STATE: return DIRECTORY_STATE;
    case MENTION_ORGANISATION: return DIRECTORY_ORGANISATION;
    case MENTION_GROUP: return DIRECTORY_GROUP;
    case MENTION_PERSON: return DIRECTORY_PERSON;
    default: return DIRECTORY_UNKNOWN;
    }
}

enum directory_kind directory_kind(const struct directory *directory, struct text name, struct text code)
{
    bool is_body = false;
    const struct actor *actor = find_actor(directory, name.length ? name : directory_name(directory, code), &is_body);
    return !actor ? DIRECTORY_UNKNOWN : is_body ? DIRECTORY_BODY : kind_of(actor);
}
