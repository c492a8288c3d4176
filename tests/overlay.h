/* A lexicon folder of its own with one file in it, to be loaded over the real lexicon. */
#ifndef TROTH_TESTS_OVERLAY_H
#define TROTH_TESTS_OVERLAY_H

#include "base/base.h"

struct overlay {
    struct text folder, room, path; /* room: the folder of the file, `folder` or one in it */
};

/* Makes a new folder with the file "room/name" in it, or "name" where `room` is empty; texts end in NUL and live in `arena`. */
bool overlay_make(struct overlay *overlay, struct text room, struct text name, struct text content, struct arena *arena);
void overlay_remove(const struct overlay *overlay);

/* Appends how a message differs from the expected one; nothing where it does not. */
void overlay_compare(const char *message, struct text expected, struct buffer *wrong);

#endif
