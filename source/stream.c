/* The bytes of a file, of standard input or of memory, unpacked where they are compressed. */
#include "source/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>
#include <zstd.h>

enum {
    RAW_CHUNK = 64 << 10,
    MAGIC_LENGTH = 4,       /* bytes that tell a packing */
    FREE_OUTPUT = 64 << 20, /* bytes: a ratio is looked at only behind them */
    MOST_RATIO = 400,       /* bytes given for one stored; text has 3 to 40, the same line again and again up to 1000 */
    GZIP_ONLY = 16,         /* added to zlib's window size: a gzip header, and no other */
    LARGEST_WINDOW = 27,    /* zstd's own default: 2^27 bytes */
    MOST_RESUMES = 1000,    /* damaged places that are passed over in one input */
};

enum packing { PACKING_GZIP, PACKING_ZSTD };

struct unpacking {
    enum packing packing;
    z_stream gzip;
    ZSTD_DCtx *zstd;
    bool in_member;             /* a member or frame has begun and is not over */
    size_t member_place;        /* where, in the file */
    unsigned long long in, out; /* bytes */
    bool is_bomb;
    int resumes;
};

static const struct {
    struct text magic;
    const char *name;
} packings[] = {
    [PACKING_GZIP] = { { "\x1f\x8b\x08", 3 }, "gzip" },
    [PACKING_ZSTD] = { { "\x28\xb5\x2f\xfd", 4 }, "zstd" },
};

static int packing_of(struct text start)
{
    for (int i = 0; i < (int)(sizeof packings / sizeof packings[0]); i++)
        if (text_starts(start, packings[i].magic))
            return i;
    return -1;
}

const char *stream_packing(struct text start)
{
    int packing = packing_of(start);
    return packing < 0 ? NULL : packings[packing].name;
}

void stream_init_file(struct stream *stream, int file)
{
    *stream = (struct stream){ .file = file, .raw = memory_take(RAW_CHUNK) };
}

void stream_init_bytes(struct stream *stream, struct text bytes)
{
    *stream = (struct stream){ .file = -1, .whole = bytes, .memory = bytes, .raw = memory_take(RAW_CHUNK) };
}

static void unpacking_free(struct unpacking *unpacking)
{
    if (!unpacking)
        return;
    if (unpacking->packing == PACKING_GZIP)
        inflateEnd(&unpacking->gzip);
    ZSTD_freeDCtx(unpacking->zstd);
    free(unpacking);
}

void stream_release(struct stream *stream)
{
    if (stream->file > STDIN_FILENO)
        close(stream->file);
    unpacking_free(stream->unpacking);
    free(stream->raw);
}

static ssize_t read_file(int file, char *to, size_t room)
{
    ssize_t got;
    do
        got = read(file, to, room);
    while (got < 0 && errno == EINTR);
    return got;
}

static ssize_t read_memory(struct text *memory, char *to, size_t room)
{
    struct text part = text_slice(*memory, 0, room);
    if (part.length)
        memcpy(to, part.at, part.length);
    *memory = text_slice(*memory, part.length, memory->length);
    return (ssize_t)part.length;
}

static ssize_t fail(struct stream *stream, const char *why)
{
    snprintf(stream->failure, sizeof stream->failure, "%s", why);
    return -1;
}

static ssize_t read_stored(struct stream *stream, char *to, size_t room)
{
    if (stream->ended)
        return 0;
    ssize_t got = stream->file >= 0 ? read_file(stream->file, to, room) : read_memory(&stream->memory, to, room);
    stream->ended = got <= 0;
    return got < 0 ? fail(stream, strerror(errno)) : got;
}

/* Puts what is left of `raw` to its beginning and reads once behind it. Returns what the reading gave. */
static ssize_t fill_raw(struct stream *stream)
{
    size_t left = stream->raw_have - stream->raw_at;
    memmove(stream->raw, stream->raw + stream->raw_at, left);
    stream->raw_at = 0;
    stream->raw_have = left;
    ssize_t got = read_stored(stream, stream->raw + left, RAW_CHUNK - left);
    stream->raw_have += got > 0 ? (size_t)got : 0;
    return got;
}

static struct text raw_of(const struct stream *stream)
{
    return (struct text){ stream->raw + stream->raw_at, stream->raw_have - stream->raw_at };
}

static void use_raw(struct stream *stream, size_t count)
{
    stream->raw_at += count;
    stream->raw_place += count;
}

/* Waits for so many bytes in `raw`. False when fewer are to come. */
static bool have_raw(struct stream *stream, size_t count)
{
    while (stream->raw_have - stream->raw_at < count)
        if (fill_raw(stream) <= 0)
            return false;
    return true;
}

static struct unpacking *unpacking_new(enum packing packing)
{
    struct unpacking *unpacking = memory_take(sizeof *unpacking);
    *unpacking = (struct unpacking){ .packing = packing };
    bool good = true;
    if (packing == PACKING_GZIP)
        good = inflateInit2(&unpacking->gzip, MAX_WBITS + GZIP_ONLY) == Z_OK;
    else
        good = (unpacking->zstd = ZSTD_createDCtx()) &&
               !ZSTD_isError(ZSTD_DCtx_setParameter(unpacking->zstd, ZSTD_d_windowLogMax, LARGEST_WINDOW));
    if (good)
        return unpacking;
    unpacking_free(unpacking);
    return NULL;
}

/* Looks at the first bytes, once. */
static bool look(struct stream *stream)
{
    stream->is_known = true;
    if (!have_raw(stream, MAGIC_LENGTH) && stream->failure[0])
        return false;
    int packing = packing_of(raw_of(stream));
    if (packing < 0)
        return true;
    stream->unpacking = unpacking_new((enum packing)packing);
    return stream->unpacking || fail(stream, "there is no memory to unpack it") == 0;
}

/* One step of unpacking. Returns what it gave, perhaps 0; -1 for damage. */
static ssize_t inflate_step(struct stream *stream, char *to, size_t room)
{
    z_stream *gzip = &stream->unpacking->gzip;
    struct text raw = raw_of(stream);
    gzip->next_in = (Bytef *)raw.at;
    gzip->avail_in = (uInt)raw.length;
    gzip->next_out = (Bytef *)to;
    gzip->avail_out = (uInt)room;
    int result = inflate(gzip, Z_NO_FLUSH);
    use_raw(stream, raw.length - gzip->avail_in);
    stream->unpacking->in_member = result != Z_STREAM_END;
    if (result == Z_STREAM_END)
        inflateReset(gzip);
    else if (result != Z_OK && result != Z_BUF_ERROR)
        return -1;
    return (ssize_t)(room - gzip->avail_out);
}

static ssize_t zstd_step(struct stream *stream, char *to, size_t room)
{
    struct text raw = raw_of(stream);
    ZSTD_inBuffer in = { raw.at, raw.length, 0 };
    ZSTD_outBuffer out = { to, room, 0 };
    size_t result = ZSTD_decompressStream(stream->unpacking->zstd, &out, &in);
    use_raw(stream, in.pos);
    stream->unpacking->in_member = result != 0;
    return ZSTD_isError(result) ? -1 : (ssize_t)out.pos;
}

static ssize_t fail_at(struct stream *stream, const char *why)
{
    const char *name = packings[stream->unpacking->packing].name;
    snprintf(stream->failure, sizeof stream->failure, "its %s data %s, at byte %zu of the file", name, why, stream->raw_place);
    return -1;
}

/* Zeros may fill the end of what was copied from a tape or a disk. */
static bool has_only_zeros(struct text raw)
{
    for (size_t i = 0; i < raw.length; i++)
        if (raw.at[i])
            return false;
    return true;
}

/* Between two members: whether another one follows. 1, 0 at the end, -1. */
static int next_member(struct stream *stream)
{
    if (!have_raw(stream, MAGIC_LENGTH) && stream->failure[0])
        return -1;
    struct text raw = raw_of(stream);
    if (has_only_zeros(raw)) {
        use_raw(stream, raw.length);
        return raw.length ? next_member(stream) : 0;
    }
    if (packing_of(raw) == (int)stream->unpacking->packing)
        return 1;
    use_raw(stream, 1); /* whoever resumes looks behind it */
    return (int)fail_at(stream, "is followed by something else");
}

static ssize_t unpack(struct stream *stream, char *to, size_t room)
{
    struct unpacking *unpacking = stream->unpacking;
    for (;;) {
        int more = unpacking->in_member ? 1 : next_member(stream);
        if (more <= 0)
            return more;
        size_t before = stream->raw_place;
        if (!unpacking->in_member)
            unpacking->member_place = before;
        ssize_t got = unpacking->packing == PACKING_GZIP ? inflate_step(stream, to, room) : zstd_step(stream, to, room);
        unpacking->in += stream->raw_place - before;
        if (got < 0)
            return fail_at(stream, "is damaged");
        unpacking->out += (unsigned long long)got;
        if (unpacking->out > FREE_OUTPUT && unpacking->out / MOST_RATIO > unpacking->in) {
            unpacking->is_bomb = true;
            return fail_at(stream, "unpacks to over 400 times its size, as no report does");
        }
        if (got > 0)
            return got;
        if (unpacking->in_member && stream->raw_at == stream->raw_have && fill_raw(stream) <= 0)
            return stream->failure[0] ? -1 : fail_at(stream, "ends too early");
    }
}

ssize_t stream_read(struct stream *stream, char *to, size_t room)
{
    stream->failure[0] = '\0';
    if (!stream->is_known && !look(stream))
        return -1;
    if (stream->unpacking)
        return stream->unpacking->is_bomb ? 0 : unpack(stream, to, room);
    if (stream->raw_at == stream->raw_have)
        return read_stored(stream, to, room);
    struct text raw = raw_of(stream);
    ssize_t got = read_memory(&raw, to, room);
    use_raw(stream, (size_t)got);
    return got;
}

/* Passes over raw bytes up to the next beginning of a member. */
static bool find_member(struct stream *stream)
{
    struct text magic = packings[stream->unpacking->packing].magic;
    while (have_raw(stream, magic.length)) {
        struct text raw = raw_of(stream);
        size_t at = text_find(raw, magic);
        use_raw(stream, at < raw.length ? at : raw.length - magic.length + 1);
        if (at < raw.length)
            return true;
    }
    return false;
}

/* Goes back in a file or memory, to where a member was cut off and another one begins. Input that cannot go back stays where
 * it is. */
static void go_back(struct stream *stream, size_t place)
{
    if (stream->file >= 0 && lseek(stream->file, (off_t)place, SEEK_SET) < 0)
        return;
    stream->memory = text_slice(stream->whole, place, stream->whole.length);
    stream->raw_at = stream->raw_have = 0;
    stream->raw_place = place;
    stream->ended = false;
}

bool stream_resume(struct stream *stream)
{
    struct unpacking *unpacking = stream->unpacking;
    stream->failure[0] = '\0';
    if (!unpacking || unpacking->is_bomb || unpacking->resumes++ == MOST_RESUMES)
        return false;
    if (unpacking->packing == PACKING_GZIP)
        inflateReset(&unpacking->gzip);
    else
        ZSTD_DCtx_reset(unpacking->zstd, ZSTD_reset_session_only);
    if (unpacking->in_member)
        go_back(stream, unpacking->member_place + 1);
    unpacking->in_member = false;
    return find_member(stream);
}
