/* A stream of bytes taken by lines, or as they come. */
#include "source/lines.h"

#include <stdlib.h>
#include <string.h>

enum { SKIP_LIMIT = 1 << 30 }; /* bytes of one line: an endless one must not keep us for ever */

static void init(struct lines *lines, size_t ceiling)
{
    *lines = (struct lines){ .chunk = memory_take(LINES_CHUNK) };
    buffer_init(&lines->held, ceiling);
}

void lines_init_file(struct lines *lines, int file, size_t ceiling)
{
    init(lines, ceiling);
    stream_init_file(&lines->stream, file);
}

void lines_init_bytes(struct lines *lines, struct text bytes, size_t ceiling)
{
    init(lines, ceiling);
    stream_init_bytes(&lines->stream, bytes);
}

void lines_release(struct lines *lines)
{
    stream_release(&lines->stream);
    free(lines->chunk);
    buffer_release(&lines->held);
}

/* Reads once, behind what is there. */
static void read_more(struct lines *lines)
{
    ssize_t got = stream_read(&lines->stream, lines->chunk + lines->have, LINES_CHUNK - lines->have);
    lines->failed = got < 0;
    lines->ended = got <= 0;
    lines->have += got > 0 ? (size_t)got : 0;
}

bool lines_resume(struct lines *lines)
{
    lines->ended = !lines->failed || !stream_resume(&lines->stream);
    lines->failed = false;
    return !lines->ended;
}

static bool refill(struct lines *lines)
{
    if (lines->at < lines->have)
        return true;
    lines->at = lines->have = 0;
    if (!lines->ended)
        read_more(lines);
    return lines->have > 0;
}

struct text lines_peek(struct lines *lines)
{
    while (!lines->ended && lines->have < LINES_CHUNK)
        read_more(lines);
    return (struct text){ lines->chunk + lines->at, lines->have - lines->at };
}

static enum lines_result end_of(const struct lines *lines)
{
    return lines->failed ? LINES_FAILED : LINES_END;
}

/* Takes from the chunk up to and with the next line feed; `*whole` tells that there was one. */
static struct text take_part(struct lines *lines, bool *whole)
{
    const char *from = lines->chunk + lines->at, *feed = memchr(from, '\n', lines->have - lines->at);
    struct text part = { from, feed ? (size_t)(feed - from) : lines->have - lines->at };
    *whole = feed != NULL;
    lines->at += part.length + *whole;
    lines->bytes += part.length + *whole;
    return part;
}

/* Adds what fits: the beginning of a line that is too long is still of use. */
static void hold(struct buffer *held, struct text part)
{
    size_t room = held->ceiling - held->length;
    buffer_add(held, text_slice(part, 0, room));
    held->full |= part.length > room;
}

enum lines_result lines_next(struct lines *lines, struct text *line)
{
    bool whole;
    if (!refill(lines))
        return end_of(lines);
    lines->line++;
    *line = take_part(lines, &whole);
    if (whole)
        return LINES_GOT;
    size_t length = line->length;
    buffer_reset(&lines->held);
    hold(&lines->held, *line);
    while (!whole && refill(lines)) {
        struct text part = take_part(lines, &whole);
        hold(&lines->held, part);
        length += part.length;
        if (length > SKIP_LIMIT) {
            lines->ended = true;
            lines->at = lines->have;
        }
    }
    *line = buffer_text(&lines->held);
    return lines->held.full ? LINES_TOO_LONG : LINES_GOT;
}

enum lines_result lines_next_bytes(struct lines *lines, struct text *bytes)
{
    if (!refill(lines))
        return end_of(lines);
    *bytes = (struct text){ lines->chunk + lines->at, lines->have - lines->at };
    lines->bytes += bytes->length;
    lines->at = lines->have;
    return LINES_GOT;
}
