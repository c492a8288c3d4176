/* Stories: a few short reports on one affair, with their statements and the commitments they belong to given by hand; README.md
 * has the form of the files. */
#ifndef TROTH_TESTS_STORY_H
#define TROTH_TESTS_STORY_H

#include "base/base.h"
#include "record/record.h"

/* A statement as it is given by hand. */
struct story_mark {
    int line;      /* of the file, from 1 */
    int paragraph; /* of the report: 0 is its title */
    uint32_t groups; /* bit 0: it belongs to commitment A, bit 1: to B … */
    struct text words; /* the line that gives it */
};

struct story_report {
    struct article article;
    struct statement_list statements;
    struct { struct story_mark *items; size_t count, room; } marks; /* [statement] */
};

struct story {
    struct text title;
    int line;
    struct { struct story_report *items; size_t count, room; } reports;
};

struct story_list {
    struct story *items;
    size_t count, room;
};

/* Reads the stories of a file whose whole content `text` is. Everything lives in `arena` or is borrowed from `text`. False and
 * `err` (ERROR_INPUT, with file and line) where a line cannot be understood. */
bool story_read(const char *path, struct text text, struct arena *arena, struct story_list *stories, struct error *err);

#endif
