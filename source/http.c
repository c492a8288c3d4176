/* HTTP responses as archives keep them: head, transfer coding (chunked), content coding (gzip, zstd). */
#include <string.h>

#include "source/archive.h"

static struct text line_of(struct text *rest)
{
    return text_trim(text_cut(rest, '\n'));
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Many archives say chunked of a body that they have put together already: where the first chunk is none, all is the body. */
static struct text without_chunks(struct text body, struct arena *arena)
{
    struct buffer out;
    struct text rest = body;
    buffer_init(&out, ARCHIVE_LARGEST);
    while (rest.length) {
        struct text line = line_of(&rest);
        size_t size = 0, i = 0;
        for (; i < line.length && i < 7 && hex_digit(line.at[i]) >= 0; i++)
            size = size * 16 + (size_t)hex_digit(line.at[i]);
        if (!i || !size || size > rest.length)
            break;
        buffer_add(&out, text_slice(rest, 0, size));
        rest = text_slice(rest, size, rest.length);
        line_of(&rest);
    }
    struct text whole = out.length ? arena_copy(arena, buffer_text(&out)) : body;
    buffer_release(&out);
    return whole;
}

/* Bodies that were unpacked already are no failure; what is cut off gives what there is. */
static bool unpack(struct text *body, struct arena *arena)
{
    if (!stream_packing(*body))
        return true;
    struct stream stream;
    struct buffer out;
    char chunk[16 << 10];
    ssize_t got;
    buffer_init(&out, ARCHIVE_LARGEST);
    stream_init_bytes(&stream, *body);
    while ((got = stream_read(&stream, chunk, sizeof chunk)) > 0 && !out.full)
        buffer_add(&out, (struct text){ chunk, (size_t)got });
    bool good = !out.full && out.length;
    *body = arena_copy(arena, buffer_text(&out));
    stream_release(&stream);
    buffer_release(&out);
    return good;
}

bool http_read(struct text bytes, struct arena *arena, struct http_answer *answer)
{
    bool is_chunked = false;
    struct text rest = bytes, line = line_of(&rest);
    *answer = (struct http_answer){ 0 };
    if (!text_starts(line, TEXT("HTTP/")))
        return false;
    text_cut(&line, ' ');
    line = text_trim(line);
    for (size_t i = 0; i < 3 && i < line.length && line.at[i] >= '0' && line.at[i] <= '9'; i++)
        answer->status = answer->status * 10 + line.at[i] - '0';
    while (rest.length && (line = line_of(&rest)).length) {
        struct text value = line, key = text_cut(&value, ':');
        if (text_equals_nocase(key, TEXT("Content-Type")))
            answer->type = text_trim(value);
        else if (text_equals_nocase(key, TEXT("Transfer-Encoding")))
            is_chunked = text_find(value, TEXT("chunked")) < value.length;
    }
    answer->body = is_chunked ? without_chunks(rest, arena) : rest;
    return unpack(&answer->body, arena);
}
