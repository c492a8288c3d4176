/* Records of web archives (WARC 1.0 and 1.1, ISO 28500) as a stream. For the source room alone. */
#ifndef TROTH_SOURCE_ARCHIVE_H
#define TROTH_SOURCE_ARCHIVE_H

#include "source/lines.h"

enum {
    ARCHIVE_LARGEST = 9 << 20, /* bytes of one record that is taken, head and all; a larger one is passed over */
};

/* A window on the stream: [at, length) of `bytes` was read and not used. */
struct archive {
    struct lines *lines;
    struct buffer bytes;
    size_t at;
    unsigned long long place; /* in the unpacked archive, of `at` */
    bool is_ended;
};

/* One record. Borrowed until the next call. */
struct archive_record {
    struct text type, url, date, body, media; /* media: the record's own Content-Type */
    unsigned long long place;                 /* in the unpacked archive */
};

enum archive_result { ARCHIVE_END, ARCHIVE_GOT, ARCHIVE_LARGE, ARCHIVE_BROKEN, ARCHIVE_FAILED };

/* The next record. ARCHIVE_LARGE: `record` has no body. ARCHIVE_BROKEN: one that is no record, or whose length lies, was passed
 * over; `*why` tells. ARCHIVE_FAILED: `lines` tells why; the next call goes on behind the damage. */
enum archive_result archive_next(struct archive *archive, struct archive_record *record, const char **why);

/* An HTTP response: its status, the Content-Type, and the body with transfer and content codings undone, in `arena`. False when it
 * is none, or its body is damaged or larger than a record may be. */
struct http_answer {
    int status;
    struct text type, body;
};
bool http_read(struct text bytes, struct arena *arena, struct http_answer *answer);

#endif
