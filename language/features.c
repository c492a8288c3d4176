/* Hashed pieces of a word's form. */
#include "language/features.h"

#include <string.h>
#include <utf8proc.h>

/* Lower-cases at most LONGEST_FORM bytes, whole characters only; `starts` gets where each begins. Curly quotes become straight
 * ones. */
static size_t lower_form(struct text form, char lower[LONGEST_FORM], uint8_t starts[LONGEST_FORM + 1], size_t *length)
{
    size_t points = 0, at = 0;
    for (size_t i = 0, n; i < form.length && at + 4 <= LONGEST_FORM; i += n) {
        uint32_t point = utf8_at(form, i, &n);
        starts[points++] = (uint8_t)at;
        if (point < 0x80)
            lower[at++] = (char)(point >= 'A' && point <= 'Z' ? point + 32 : point);
        else if (point == 0x2018 || point == 0x2019)
            lower[at++] = '\'';
        else if (point == 0x201c || point == 0x201d)
            lower[at++] = '"';
        else
            at += (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)point), (utf8proc_uint8_t *)lower + at);
    }
    starts[points] = (uint8_t)at;
    *length = at;
    return points;
}

static char shape_of(uint32_t point)
{
    if (point < 0x80) {
        if (point >= 'A' && point <= 'Z')
            return 'X';
        if (point >= 'a' && point <= 'z')
            return 'x';
        return point >= '0' && point <= '9' ? 'd' : (char)point;
    }
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)point);
    return kind == UTF8PROC_CATEGORY_LU ? 'X' : kind == UTF8PROC_CATEGORY_LL ? 'x' : kind == UTF8PROC_CATEGORY_LO ? 'o' : 'p';
}

/* "Xxx-dd": runs are cut to two. */
static size_t shape_form(struct text form, char shape[LONGEST_FORM])
{
    size_t at = 0;
    for (size_t i = 0, n; i < form.length && at < 10; i += n) {
        char c = shape_of(utf8_at(form, i, &n));
        if (at < 2 || shape[at - 1] != c || shape[at - 2] != c)
            shape[at++] = c;
    }
    return at;
}

static uint32_t bucket(unsigned kind, const char *at, size_t length, uint32_t buckets)
{
    uint32_t h = 2166136261u ^ kind * 0x9e3779b1u;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)at[i]) * 16777619u;
    h ^= h >> 15, h *= 0x2c1b3c6du, h ^= h >> 12, h *= 0x297a2d39u, h ^= h >> 15;
    return h & (buckets - 1);
}

void features_of(struct text form, uint32_t buckets, uint32_t feature[FEATURE_COUNT], char lower[LONGEST_FORM],
                 size_t *lower_length)
{
    uint8_t starts[LONGEST_FORM + 1];
    char shape[LONGEST_FORM];
    size_t length, points = lower_form(form, lower, starts, &length);
    unsigned k = 0;
    for (size_t n = 1; n <= 3; n++, k++)
        feature[k] = bucket(k, lower, starts[n < points ? n : points], buckets);
    for (size_t n = 1; n <= 4; n++, k++) {
        size_t from = starts[n < points ? points - n : 0];
        feature[k] = bucket(k, lower + from, length - from, buckets);
    }
    feature[k] = bucket(k, shape, shape_form(form, shape), buckets);
    *lower_length = length;
}
