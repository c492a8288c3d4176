/* The bytes of a file, of standard input or of memory, unpacked where they are compressed (gzip with any number of members, zstd
 * with any number of frames). For the source room alone.
 *
 * A stream holds a fixed amount of memory whatever comes. What unpacks to very many times its size is a failure, and so is damage;
 * behind a damaged member the stream can go on at the next one. */
#ifndef TROTH_SOURCE_STREAM_H
#define TROTH_SOURCE_STREAM_H

#include <sys/types.h>

#include "base/base.h"

struct unpacking;

struct stream {
    int file;                    /* -1: memory */
    struct text whole, memory;   /* borrowed; what of it was not used yet */
    struct unpacking *unpacking; /* NULL where nothing is compressed, or the beginning was not looked at yet */
    char *raw;                   /* bytes as they are stored, before unpacking */
    size_t raw_at, raw_have;     /* what of `raw` is still to be used: [raw_at, raw_have) */
    size_t raw_place;            /* in the file, of raw_at */
    bool is_known, ended;        /* the beginning was looked at; nothing is left to be read */
    char failure[160];           /* why the last stream_read failed, for people */
};

/* Takes over the open file. */
void stream_init_file(struct stream *stream, int file);
/* Borrows `bytes` until the release. */
void stream_init_bytes(struct stream *stream, struct text bytes);
void stream_release(struct stream *stream);

/* At most `room` bytes into `to`. Returns how many, at least 1; 0 at the end; -1 for a failure, which `failure` tells: then
 * stream_resume, or nothing further. */
ssize_t stream_read(struct stream *stream, char *to, size_t room);

/* After a failure: goes on behind the damage, at the next member or frame. False when there is none. */
bool stream_resume(struct stream *stream);

/* What a beginning is compressed with: "gzip", "zstd", or NULL. */
const char *stream_packing(struct text start);

#endif
