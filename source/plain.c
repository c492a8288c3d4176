/* A plain text becomes an article; foreign bytes become UTF-8. */
#include "source/charset.h"
#include "source/inner.h"

enum { LONGEST_TITLE = 400 }; /* bytes; a longer first line is a paragraph of a text without a title */

static int count_wrong(struct text bytes)
{
    int count = 0;
    for (size_t i = 0, n; i < bytes.length; i += n ? n : 1) {
        n = utf8_length(bytes, i);
        count += !n;
    }
    return count;
}

static int count_lines(struct text bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes.length; i++)
        count += bytes.at[i] == '\n';
    return count;
}

struct text source_repair(struct text bytes, const char *name, int line, struct arena *arena, struct text *warning)
{
    size_t at = utf8_check(bytes);
    if (at == bytes.length)
        return bytes;
    int count = count_wrong(bytes);
    if (!warning->length)
        *warning = arena_print(arena, "%s:%d: %d byte%s no UTF-8 and read as U+FFFD; if the file has another encoding, "
                               "convert it first, as in: iconv -f WINDOWS-1252 -t UTF-8", name,
                               line + count_lines(text_slice(bytes, 0, at)), count, count == 1 ? " is" : "s are");
    return utf8_repair(bytes, arena);
}

void source_take_plain(struct text whole, struct source_article *article)
{
    struct text rest = text_trim(whole);
    struct text first = text_trim(text_cut(&rest, '\n'));
    if (first.length > LONGEST_TITLE) {
        article->article.text = text_trim(whole);
        return;
    }
    article->article.title = first;
    article->article.text = text_trim(rest);
}

/* Text from a server comes in the charset that it tells; what is wrong in it is told as for a file. */
bool source_take_text(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    int wrong;
    struct text whole = arena_copy(arena, given->bytes), charset = charset_of_type(given->type), decoded;
    if (charset.length && utf8_check(whole) < whole.length && charset_decode(whole, charset, arena, &decoded, &wrong))
        whole = decoded;
    article->article.url = given->url;
    source_take_plain(source_repair(whole, given->name, 1, arena, &article->warning), article);
    return true;
}
