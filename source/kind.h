/* What kind of content a source has, told by its first bytes. For the source room alone. */
#ifndef TROTH_SOURCE_KIND_H
#define TROTH_SOURCE_KIND_H

#include "base/base.h"

enum kind {
    KIND_TEXT,
    KIND_MARKDOWN,
    KIND_LINES,   /* JSON Lines */
    KIND_OBJECTS, /* JSON objects over several lines each */
    KIND_PAGE,    /* HTML */
    KIND_FEED,    /* RSS, Atom */
    KIND_ARCHIVE, /* WARC */
    KIND_MAIL,
    KIND_MAILBOX, /* letters one after another */
    KIND_PDF,
    KIND_FOLDER,
    KIND_UTF16,   /* text of some kind, to be converted and looked at again */
    KIND_WRONG,   /* nothing that is read */
    KIND_COUNT
};

/* `type` is a Content-Type where one is known, else empty; it helps where content leaves it open. `*skip` gets the bytes of a byte
 * order mark. For KIND_WRONG `*why` says what it is and a way out. */
enum kind kind_of(struct text start, struct text type, size_t *skip, const char **why);

/* A kind for people: "a web page". */
const char *kind_name(enum kind kind);

#endif
