/* Mail's wrappings (RFC 2045 to 2047): heads, encoded words, quoted-printable, base64, parts in parts. Only for the source
 * room. */
#ifndef TROTH_SOURCE_MIME_H
#define TROTH_SOURCE_MIME_H

#include "base/base.h"

enum {
    MIME_DEEPEST = 20,      /* parts in parts; deeper ones are passed over */
    MIME_MOST_PARTS = 1000,
};

/* A message or part: fields, and what stands behind the blank line. Borrowed. */
struct mime_part {
    struct text head, body;
};

/* Parts a text at its first blank line. */
struct mime_part mime_split(struct text whole);

/* The first field of that name, lines put together; empty where there is none. */
struct text mime_field(struct text head, const char *name, struct arena *arena);

/* A field with its encoded words ("=?koi8-r?B?…?=") decoded, as well-formed UTF-8. */
struct text mime_words(struct text value, struct arena *arena);

/* The value of a parameter ("boundary", "charset") of such a field; empty where there is none. */
struct text mime_parameter(struct text value, const char *name, struct arena *arena);

/* The body with its transfer encoding undone. What is damaged gives what can be understood. */
struct text mime_bytes(const struct mime_part *part, struct arena *arena);

/* The text parts of a message in their order, as UTF-8; attachments are passed over. */
struct mime_texts {
    struct buffer plain, html; /* of all parts; the caller inits and releases them */
    int parts, deeper;         /* looked at; passed over because they lay too deep */
    int attached;
    bool one_page; /* given: of several HTML parts the first alone is wanted */
};
void mime_gather(const struct mime_part *part, int depth, struct arena *arena, struct mime_texts *texts);

#endif
