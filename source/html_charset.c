/* The charset of a page: by byte order mark, by being UTF-8, by what server and page declare, by its language, else windows-1252.
 */
#include "source/html.h"

#include "source/charset.h"
#include "source/inner.h"

enum { DECLARED_WITHIN = 4096, LONGEST_NAME = 40 }; /* bytes */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-_.:+", c));
}

/* The value behind `key` and "=", with or without quotes, in the first bytes. */
static struct text declared(struct text start, const char *key)
{
    struct text word = text_of(key);
    for (size_t at = text_find(start, word); at < start.length; at += text_find(text_slice(start, at, start.length), word)) {
        at += word.length;
        while (at < start.length && strchr(" \t\r\n=\"'", start.at[at]) && start.at[at])
            at++;
        size_t to = at;
        while (to < start.length && to - at < LONGEST_NAME && is_name_byte(start.at[to]))
            to++;
        if (to > at)
            return text_slice(start, at, to);
    }
    return TEXT("");
}

static struct text declared_charset(struct text bytes)
{
    struct text start = text_slice(bytes, 0, DECLARED_WITHIN);
    struct text name = text_starts(text_trim(start), TEXT("<?xml"))
                           ? declared(text_slice(start, 0, text_find(start, TEXT("?>"))), "encoding")
                           : TEXT("");
    const char *const keys[] = { "charset", "CHARSET", "Charset" };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !name.length; i++)
        name = declared(start, keys[i]);
    return name;
}

/* What pages of a language that declare nothing are usually written in. */
static struct text usual_charset(struct text bytes)
{
    static const struct { const char *language, *charset; } usual[] = {
        { "ru", "windows-1251" }, { "uk", "windows-1251" }, { "bg", "windows-1251" }, { "ko", "euc-kr" }, { "ja", "shift_jis" },
        { "zh", "gb18030" }, { "pl", "windows-1250" }, { "cs", "windows-1250" }, { "hu", "windows-1250" }, { "el", "windows-1253" },
        { "tr", "windows-1254" }, { "he", "windows-1255" }, { "ar", "windows-1256" }, { "th", "windows-874" },
    };
    struct text language = declared(text_slice(bytes, 0, DECLARED_WITHIN), "lang=");
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (language.length >= 2 && text_equals_nocase(text_slice(language, 0, 2), text_of(usual[i].language)))
            return text_of(usual[i].charset);
    return TEXT("windows-1252");
}

static bool is_unicode(struct text name)
{
    return name.length >= 3 && text_equals_nocase(text_slice(name, 0, 3), TEXT("utf"));
}

struct text html_decode(const struct source_bytes *given, struct arena *arena, struct text *warning)
{
    struct text bytes = given->bytes, utf8, name = charset_of_type(given->type);
    int wrong = 0;
    bool is_marked = text_starts(bytes, TEXT("\xff\xfe")) || text_starts(bytes, TEXT("\xfe\xff"));
    if (text_starts(bytes, TEXT("\xef\xbb\xbf")))
        bytes = text_slice(bytes, 3, bytes.length);
    if (!name.length)
        name = declared_charset(bytes);
    /* Pages that are UTF-8 and say something else are more than those which are so by chance. ISO-2022 has no byte above 127. */
    bool is_utf8 = !is_marked && utf8_check(bytes) == bytes.length && text_find(bytes, TEXT("\x1b")) == bytes.length;
    if (is_utf8 || (name.length && is_unicode(name) && !is_marked))
        name = TEXT("utf-8");
    else if (is_marked)
        name = TEXT("utf-16");
    else if (!name.length)
        name = usual_charset(bytes);
    if (!charset_decode(bytes, name, arena, &utf8, &wrong))
        charset_decode(bytes, usual_charset(bytes), arena, &utf8, &wrong);
    if (text_is(name, "utf-8") && charset_is_false(utf8, wrong)) {
        name = usual_charset(bytes);
        charset_decode(bytes, name, arena, &utf8, &wrong);
        if (!wrong && !warning->length)
            *warning = arena_print(arena, "%s: is not in utf-8, as it says, and is read as %.*s", given->name, (int)name.length,
                                   name.at);
    }
    if (wrong && !warning->length)
        *warning = arena_print(arena, "%s: %d byte%s no %.*s and read as U+FFFD", given->name, wrong, wrong == 1 ? " is" : "s are",
                               (int)name.length, name.at);
    return utf8;
}
