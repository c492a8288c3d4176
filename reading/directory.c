/* Names and codes of actors, for those who ask: filters of the command line, names for people. */
#include <stdlib.h>

#include "reading/actors.h"
#include "reading/reading.h"

struct directory {
    struct arena arena;
    const struct actor_lexicon *actors;
    struct { const struct actor **items; size_t count, room; } coded; /* those that a code may stand for, by code */
};

/* Of one code, the first in the lexicon comes first. */
static int by_code(const void *a, const void *b)
{
    const struct actor *x = *(const struct actor *const *)a, *y = *(const struct actor *const *)b;
    int order = text_compare(x->code, y->code);
    return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static bool is_coded(const struct actor *actor)
{
    bool is_whole = actor->kind == MENTION_STATE || actor->kind == MENTION_ORGANISATION || actor->kind == MENTION_GROUP;
    return is_whole && !actor->replaced && actor->code.length;
}

static void index_codes(struct directory *directory)
{
    for (size_t i = 0; i < directory->actors->actors.count; i++)
        if (is_coded(directory->actors->actors.items[i]))
            ARENA_PUSH(&directory->arena, &directory->coded, directory->actors->actors.items[i]);
    if (directory->coded.count)
        qsort(directory->coded.items, directory->coded.count, sizeof *directory->coded.items, by_code);
}

struct directory *directory_open(const char *path, const char *overlay, struct error *err)
{
    struct directory *directory = memory_take(sizeof *directory);
    *directory = (struct directory){ 0 };
    const char *folder = arena_print(&directory->arena, "%s/actors", path).at;
    const char *over = overlay ? arena_print(&directory->arena, "%s/actors", overlay).at : NULL;
    directory->actors = actors_load(folder, over, &directory->arena, err);
    if (!directory->actors) {
        directory_free(directory);
        return NULL;
    }
    index_codes(directory);
    return directory;
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
    size_t from = 0, to = code.length ? directory->coded.count : 0;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (text_compare(directory->coded.items[middle]->code, code) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    bool is_there = from < directory->coded.count && code.length && text_equals(directory->coded.items[from]->code, code);
    return is_there ? directory->coded.items[from]->canonical : TEXT("");
}

/* The lexicon's entry of a name, in `*is_body` whether it is that of an organ. */
static const struct actor *find_actor(const struct directory *directory, struct text name, bool *is_body)
{
    enum { LONGEST_KEY = 128 };
    char key[LONGEST_KEY];
    struct arena arena = { 0 };
    struct text whole = { key, actors_key(name, key, 0, sizeof key, &arena) };
    const struct phrase_slot *slot = whole.length ? actors_slot(directory->actors, whole) : NULL;
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
