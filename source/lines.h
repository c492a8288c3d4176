/* A stream of bytes taken by lines, or as they come. For the source room alone. */
#ifndef TROTH_SOURCE_LINES_H
#define TROTH_SOURCE_LINES_H

#include "base/base.h"
#include "source/stream.h"

enum { LINES_CHUNK = 64 << 10 };

enum lines_result { LINES_END, LINES_GOT, LINES_TOO_LONG, LINES_FAILED };

struct lines {
    struct stream stream;
    char *chunk;          /* LINES_CHUNK bytes */
    size_t at, have;      /* what of the chunk is still to be given: [at, have) */
    bool ended;           /* nothing is left to be read, or reading has failed */
    bool failed;          /* `stream.failure` tells why */
    int line;             /* of what was given last, from 1 */
    size_t bytes;         /* given so far */
    struct buffer held;   /* a line that goes over the end of the chunk; at most `ceiling` bytes */
};

/* Takes over an open file, or borrows bytes. A line may have `ceiling` bytes. */
void lines_init_file(struct lines *lines, int file, size_t ceiling);
void lines_init_bytes(struct lines *lines, struct text bytes, size_t ceiling);
void lines_release(struct lines *lines);

/* After LINES_FAILED: goes on behind the damage. False when nothing further can come. */
bool lines_resume(struct lines *lines);

/* The first bytes, up to a chunk, without taking them: what tells a kind of content. Waits for them. */
struct text lines_peek(struct lines *lines);

/* The next line, without its line feed, valid until the next call. Of a line over the ceiling, which is skipped up to a limit,
 * `*line` holds the beginning; where it does not end within the limit, nothing further is given. */
enum lines_result lines_next(struct lines *lines, struct text *line);

/* The next bytes as they come, at most a chunk. `line` does not count then. */
enum lines_result lines_next_bytes(struct lines *lines, struct text *bytes);

#endif
