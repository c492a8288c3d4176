/* Opening the lexicon: its parts one after the other, and the version from their content. */
#include "reading/lexicon.h"

#include <stdio.h>
#include <stdlib.h>

static class_set class_bit(const struct words *words, const char *name)
{
    int number = words_class(words, text_of(name));
    class_set set = { 0 };
    if (number >= 0)
        classes_add(&set, number);
    return set;
}

static bool load_acts(struct lexicon *lexicon, const char *path, const char *overlay, struct error *err)
{
    struct words *words = &lexicon->words;
    struct arena *arena = &lexicon->arena;
    if (!words_load_classes(words, path, false, arena, err))
        return false;
    if (overlay && !words_load_classes(words, overlay, true, arena, err))
        return false;
    if (!acts_load(&lexicon->acts, words, path, false, arena, err))
        return false;
    if (overlay && !acts_load(&lexicon->acts, words, overlay, true, arena, err))
        return false;
    lexicon->transparent = class_bit(words, "transparent");
    lexicon->quantities = class_bit(words, "quantities");
    lexicon->papers = class_bit(words, "papers");
    lexicon->raising = class_bit(words, "raising");
    lexicon->planning = class_bit(words, "planning");
    return true;
}

static bool load(struct lexicon *lexicon, const char *path, const char *overlay, struct error *err)
{
    char digits[9];
    struct arena *arena = &lexicon->arena;
    if (!load_acts(lexicon, path, overlay, err))
        return false;
    const char *actors = arena_print(arena, "%s/actors", path).at;
    const char *more_actors = overlay ? arena_print(arena, "%s/actors", overlay).at : NULL;
    if (!(lexicon->actors = actors_load(actors, more_actors, arena, err)))
        return false;
    if (!(lexicon->details = details_load(path, overlay, arena, err)))
        return false;
    if (!(lexicon->quotes = quotes_load(path, overlay, arena, err)))
        return false;
    if (!confidence_load(&lexicon->confidence, path, overlay, arena, err))
        return false;
    if (!confidence_load_recipients(&lexicon->recipients, path, overlay, arena, err))
        return false;
    if (!lexicon_digest(path, overlay, digits, arena, err))
        return false;
    snprintf(lexicon->version, sizeof lexicon->version, "lexicon %s", digits);
    return true;
}

struct lexicon *lexicon_open(const char *path, const char *overlay, struct error *err)
{
    struct lexicon *lexicon = memory_take(sizeof *lexicon);
    *lexicon = (struct lexicon){ 0 };
    if (load(lexicon, path, overlay, err))
        return lexicon;
    lexicon_free(lexicon);
    return NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    arena_release(&lexicon->arena);
    free(lexicon);
}

const char *lexicon_version(const struct lexicon *lexicon)
{
    return lexicon->version;
}
