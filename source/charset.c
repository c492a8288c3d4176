/* Bytes in any charset become UTF-8, by iconv. */
#include "source/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { LONGEST_NAME = 40, OUT_CHUNK = 4096 };

/* What is written under these names on the web and in mail. */
static const struct { const char *name, *meant; } meant[] = {
    { "ascii", "CP1252" }, { "us-ascii", "CP1252" }, { "iso-8859-1", "CP1252" }, { "iso8859-1", "CP1252" },
    { "iso_8859-1", "CP1252" }, { "latin1", "CP1252" }, { "latin-1", "CP1252" }, { "x-cp1252", "CP1252" },
    { "iso-8859-9", "CP1254" }, { "iso-8859-11", "CP874" }, { "tis-620", "CP874" }, { "gb2312", "GB18030" },
    { "gbk", "GB18030" }, { "x-gbk", "GB18030" }, { "gb_2312-80", "GB18030" }, { "ks_c_5601-1987", "CP949" },
    { "euc-kr", "CP949" }, { "shift_jis", "CP932" }, { "shift-jis", "CP932" }, { "x-sjis", "CP932" }, { "big5", "BIG5-HKSCS" },
    { "x-mac-roman", "MACINTOSH" }, { "unicode", "UTF-16" },
};

static bool is_utf8(struct text name)
{
    return !name.length || text_equals_nocase(name, TEXT("utf-8")) || text_equals_nocase(name, TEXT("utf8"));
}

/* iconv takes paths and options in a name; a charset's has neither. */
static bool is_plain_name(struct text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char c = name.at[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_letter && !strchr("-_.:+()", c))
            return false;
    }
    return name.length && name.length < LONGEST_NAME;
}

static iconv_t open_converter(struct text name)
{
    char plain[LONGEST_NAME + 1];
    if (!is_plain_name(name))
        return (iconv_t)-1;
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++)
        if (text_equals_nocase(name, text_of(meant[i].name)))
            return iconv_open("UTF-8", meant[i].meant);
    memcpy(plain, name.at, name.length);
    plain[name.length] = '\0';
    return iconv_open("UTF-8", plain);
}

/* One step; a byte that is no character is passed over. Returns false at the end. */
static bool convert(iconv_t converter, struct text *rest, struct buffer *out, int *wrong)
{
    char chunk[OUT_CHUNK], *to = chunk, *from = (char *)rest->at;
    size_t left = rest->length, room = sizeof chunk;
    size_t result = iconv(converter, &from, &left, &to, &room);
    int why = errno;
    buffer_add(out, (struct text){ chunk, (size_t)(to - chunk) });
    *rest = (struct text){ from, left };
    if (result != (size_t)-1 || why == E2BIG)
        return left > 0;
    buffer_add(out, TEXT("\xef\xbf\xbd"));
    ++*wrong;
    if (why == EINVAL || !left) /* cut off within a character */
        return false;
    iconv(converter, NULL, NULL, NULL, NULL);
    *rest = text_slice(*rest, 1, left);
    return rest->length > 0;
}

static struct text repair(struct text bytes, struct arena *arena, int *wrong)
{
    for (size_t i = utf8_check(bytes), n; i < bytes.length; i += n ? n : 1) {
        n = utf8_length(bytes, i);
        *wrong += !n;
    }
    return utf8_repair(bytes, arena);
}

bool charset_decode(struct text bytes, struct text name, struct arena *arena, struct text *utf8, int *wrong)
{
    struct buffer out;
    *wrong = 0;
    iconv_t converter = is_utf8(name) ? (iconv_t)-1 : open_converter(name);
    if (converter == (iconv_t)-1) {
        *utf8 = repair(bytes, arena, wrong);
        return is_utf8(name);
    }
    buffer_init(&out, 0);
    while (bytes.length && convert(converter, &bytes, &out, wrong))
        ;
    iconv_close(converter);
    *utf8 = utf8_repair(arena_copy(arena, buffer_text(&out)), arena);
    buffer_release(&out);
    return true;
}

struct text charset_of_type(struct text type)
{
    for (text_cut(&type, ';'); type.length;) {
        struct text parameter = text_trim(text_cut(&type, ';'));
        struct text key = text_trim(text_cut(&parameter, '=')), value = text_trim(parameter);
        if (!text_equals_nocase(key, TEXT("charset")))
            continue;
        bool quoted = value.length >= 2 && (value.at[0] == '"' || value.at[0] == '\'');
        return quoted ? text_trim(text_slice(value, 1, value.length - 1)) : value;
    }
    return TEXT("");
}

bool charset_is_false(struct text utf8, int wrong)
{
    int letters = 0;
    for (size_t i = 0; i < utf8.length; i++)
        letters += (unsigned char)utf8.at[i] >= 0xc0; /* begins a character of several bytes */
    return wrong > letters - wrong;
}
