/* UTF-8: stepping, checking, counting, folding. */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

static bool is_tail(struct text text, size_t at)
{
    return at < text.length && ((unsigned char)text.at[at] & 0xc0) == 0x80;
}

size_t utf8_length(struct text text, size_t at)
{
    if (at >= text.length)
        return 0;
    unsigned char c = (unsigned char)text.at[at];
    if (c < 0x80)
        return 1;
    unsigned char second = at + 1 < text.length ? (unsigned char)text.at[at + 1] : 0;
    if (c >= 0xc2 && c <= 0xdf)
        return is_tail(text, at + 1) ? 2 : 0;
    if (c >= 0xe0 && c <= 0xef) {
        bool overlong = c == 0xe0 && second < 0xa0, surrogate = c == 0xed && second > 0x9f;
        return !overlong && !surrogate && is_tail(text, at + 1) && is_tail(text, at + 2) ? 3 : 0;
    }
    if (c >= 0xf0 && c <= 0xf4) {
        bool overlong = c == 0xf0 && second < 0x90, beyond = c == 0xf4 && second > 0x8f;
        return !overlong && !beyond && is_tail(text, at + 1) && is_tail(text, at + 2) && is_tail(text, at + 3) ? 4 : 0;
    }
    return 0;
}

uint32_t utf8_at(struct text text, size_t at, size_t *length)
{
    size_t n = utf8_length(text, at);
    const unsigned char *p = (const unsigned char *)text.at + at;
    *length = n ? n : at < text.length;
    switch (n) {
    case 1: return p[0];
    case 2: return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
    case 3: return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    case 4: return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 | (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
    default: return at < text.length ? 0xfffd : 0;
    }
}

/* How many bytes from `at` on are ASCII for certain, eight at a time. */
static size_t ascii_run(struct text text, size_t at)
{
    const uint64_t high = 0x8080808080808080ull;
    size_t from = at;
    for (uint64_t eight; at + sizeof eight <= text.length; at += sizeof eight) {
        memcpy(&eight, text.at + at, sizeof eight);
        if (eight & high)
            break;
    }
    return at - from;
}

size_t utf8_check(struct text text)
{
    size_t at = 0;
    while (at < text.length) {
        at += ascii_run(text, at);
        size_t n = at == text.length ? 0 : (unsigned char)text.at[at] < 0x80 ? 1 : utf8_length(text, at);
        if (!n)
            break;
        at += n;
    }
    return at;
}

size_t utf8_count(struct text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

struct text utf8_repair(struct text text, struct arena *arena)
{
    size_t at = utf8_check(text);
    if (at == text.length)
        return text;
    char *made = arena_take(arena, text.length * 3 + 1);
    size_t length = 0;
    for (struct text rest = text; rest.length; rest = text_slice(rest, at + 1, rest.length)) {
        at = utf8_check(rest);
        memcpy(made + length, rest.at, at);
        length += at;
        if (at == rest.length)
            break;
        memcpy(made + length, "\xef\xbf\xbd", 3);
        length += 3;
    }
    return (struct text){ made, length };
}

static struct text each_point(struct text text, struct arena *arena, uint32_t (*change)(uint32_t))
{
    char *made = arena_take(arena, text.length * 3 + 1); /* a changed character may be longer, never over three times */
    size_t length = 0;
    for (size_t i = 0, n; i < text.length; i += n) {
        uint32_t point = change(utf8_at(text, i, &n));
        length += (size_t)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)made + length);
    }
    return (struct text){ made, length };
}

static uint32_t lower_point(uint32_t point)
{
    if (point < 0x80)
        return point >= 'A' && point <= 'Z' ? point + 32 : point;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)point);
}

struct text utf8_lower(struct text text, struct arena *arena)
{
    return each_point(text, arena, lower_point);
}

static uint32_t straight_quote(uint32_t point)
{
    switch (point) {
    case 0x2018: case 0x2019: case 0x02bc: return '\'';
    case 0x201c: case 0x201d: return '"';
    case 0x2010: case 0x2011: return '-';
    default: return lower_point(point);
    }
}

static bool is_ascii(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

struct text utf8_fold(struct text text, struct arena *arena)
{
    struct text low = each_point(text, arena, straight_quote);
    if (is_ascii(low))
        return low;
    char *made = arena_take(arena, low.length * 4 + 1);
    size_t length = 0;
    for (size_t i = 0, n; i < low.length; i += n) {
        utf8proc_int32_t parts[32];
        int boundclass = 0;
        utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)utf8_at(low, i, &n), parts, 32,
                                                         UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundclass);
        for (utf8proc_ssize_t k = 0; k < count && k < 32 && length + 4 <= low.length * 4; k++)
            length += (size_t)utf8proc_encode_char(parts[k], (utf8proc_uint8_t *)made + length);
    }
    return (struct text){ made, length };
}

/* From wherever is nearer: the last place, or the beginning. */
size_t utf8_point_of(struct utf8_counter *counter, struct text text, size_t byte)
{
    if (byte > text.length)
        byte = text.length;
    if (byte < counter->byte && counter->byte - byte > byte)
        *counter = (struct utf8_counter){ 0, 0 };
    if (byte < counter->byte)
        counter->point -= utf8_count(text_slice(text, byte, counter->byte));
    else
        counter->point += utf8_count(text_slice(text, counter->byte, byte));
    counter->byte = byte;
    return counter->point;
}

size_t utf8_byte_of(struct utf8_counter *counter, struct text text, size_t point)
{
    while (counter->point > point) {
        while (counter->byte > 0 && ((unsigned char)text.at[--counter->byte] & 0xc0) == 0x80)
            ;
        counter->point--;
    }
    while (counter->point < point && counter->byte < text.length) {
        size_t length = utf8_length(text, counter->byte);
        counter->byte += length ? length : 1;
        counter->point++;
    }
    return counter->byte;
}
