/* What kind of content a source has, told by its first bytes. */
#include "source/kind.h"

enum { LOOKED_AT = 8000 }; /* bytes, as Git does to tell binary files */

static const struct {
    const char *start;
    size_t length;
    const char *why;
} wrong_starts[] = {
#define START(start, why) { start, sizeof(start) - 1, why },
    START("%PDF-", "this is a PDF; make text of it first: pdftotext FILE.pdf - | troth read -")
    START("\x1f\x8b", "this is compressed with gzip; unpack it first: zcat FILE.gz | troth read -")
    START("BZh", "this is compressed with bzip2; unpack it first: bzcat FILE.bz2 | troth read -")
    START("\xfd" "7zXZ", "this is compressed with xz; unpack it first: xzcat FILE.xz | troth read -")
    START("\x28\xb5\x2f\xfd", "this is compressed with zstd; unpack it first: zstdcat FILE.zst | troth read -")
    START("PK\x03\x04", "this is a ZIP archive or an office document; unpack it or save it as plain text first")
    START("\xd0\xcf\x11\xe0", "this is an office document; save it as plain text first")
    START("{\\rtf", "this is rich text (RTF); save it as plain text first")
    START("\xff\xfe", "this is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 FILE | troth read -")
    START("\xfe\xff", "this is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 FILE | troth read -")
#undef START
};

static const char *const web_starts[] = { "<!doctype", "<html", "<?xml", "<rss", "<head", "<body" };

static bool starts_nocase(struct text text, struct text prefix)
{
    return text.length >= prefix.length && text_equals_nocase(text_slice(text, 0, prefix.length), prefix);
}

static const char *wrong_content(struct text start)
{
    for (size_t i = 0; i < sizeof wrong_starts / sizeof wrong_starts[0]; i++)
        if (text_starts(start, (struct text){ wrong_starts[i].start, wrong_starts[i].length }))
            return wrong_starts[i].why;
    for (size_t i = 0; i < sizeof web_starts / sizeof web_starts[0]; i++)
        if (starts_nocase(text_trim(start), text_of(web_starts[i])))
            return "this is a web page or XML; save the article's text as plain text or JSON Lines first";
    struct text looked_at = text_slice(start, 0, LOOKED_AT);
    if (text_find(looked_at, (struct text){ "", 1 }) < looked_at.length)
        return "this is binary, not text";
    return NULL;
}

enum kind kind_of(struct text start, size_t *skip, const char **why)
{
    *why = wrong_content(start);
    if (*why)
        return KIND_WRONG;
    *skip = text_starts(start, TEXT("\xef\xbb\xbf")) ? 3 : 0;
    struct text rest = text_trim(text_slice(start, *skip, start.length));
    if (rest.length && rest.at[0] == '[' && text_starts(text_trim(text_slice(rest, 1, rest.length)), TEXT("{"))) {
        *why = "this is one JSON array; write an article a line: jq -c '.[]' FILE | troth read -";
        return KIND_WRONG;
    }
    if (!text_starts(rest, TEXT("{")))
        return KIND_TEXT;
    struct text first = text_trim(text_cut(&rest, '\n'));
    return text_is(first, "{") ? KIND_OBJECTS : KIND_LINES;
}
