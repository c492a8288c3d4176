/* What kind of content a source has, told by its first bytes. For the source room alone. */
#ifndef TROTH_SOURCE_KIND_H
#define TROTH_SOURCE_KIND_H

#include "base/base.h"

enum kind {
    KIND_TEXT,
    KIND_LINES,   /* JSON Lines */
    KIND_OBJECTS, /* JSON objects over several lines each */
    KIND_WRONG,   /* nothing that is read */
};

/* `*skip` gets the bytes of a byte order mark. For KIND_WRONG `*why` says what it is and a way out. */
enum kind kind_of(struct text start, size_t *skip, const char **why);

#endif
