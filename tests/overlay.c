/* Makes and removes lexicon folders of one file. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/overlay.h"

static bool write_file(const char *path, struct text content)
{
    FILE *to = fopen(path, "wb");
    return to && fwrite(content.at, 1, content.length, to) == content.length && !fclose(to);
}

bool overlay_make(struct overlay *overlay, struct text room, struct text name, struct text content, struct arena *arena)
{
    struct text folder = arena_print(arena, "/tmp/overlay-XXXXXX");
    *overlay = (struct overlay){ .folder = folder, .room = folder, .path = folder };
    if (!mkdtemp((char *)folder.at))
        return false;
    if (room.length) {
        overlay->room = arena_print(arena, "%s/%.*s", folder.at, (int)room.length, room.at);
        mkdir(overlay->room.at, 0700);
    }
    overlay->path = arena_print(arena, "%s/%.*s", overlay->room.at, (int)name.length, name.at);
    return write_file(overlay->path.at, content);
}

void overlay_remove(const struct overlay *overlay)
{
    unlink(overlay->path.at);
    rmdir(overlay->room.at);
    rmdir(overlay->folder.at);
}

void overlay_compare(const char *message, struct text expected, struct buffer *wrong)
{
    if (!text_is(expected, message))
        buffer_print(wrong, "  expected: %.*s\n  got: %s\n", (int)expected.length, expected.at, message);
}
