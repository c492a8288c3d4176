/* Mail's wrappings are taken off. */
#include "source/mime.h"

#include <string.h>

#include "source/charset.h"

static struct text without_return(struct text line)
{
    return text_ends(line, TEXT("\r")) ? text_slice(line, 0, line.length - 1) : line;
}

struct mime_part mime_split(struct text whole)
{
    struct text rest = whole;
    while (rest.length) {
        struct text line = without_return(text_cut(&rest, '\n'));
        if (!line.length)
            return (struct mime_part){ text_slice(whole, 0, (size_t)(line.at - whole.at)), rest };
    }
    return (struct mime_part){ whole, text_slice(whole, whole.length, whole.length) };
}

/* Lines that begin with a blank go on with the one before. */
struct text mime_field(struct text head, const char *name, struct arena *arena)
{
    struct text wanted = text_of(name);
    while (head.length) {
        struct text value = without_return(text_cut(&head, '\n')), key = text_cut(&value, ':');
        if (!text_equals_nocase(text_trim(key), wanted))
            continue;
        struct buffer out;
        buffer_init(&out, 64 << 10);
        buffer_add(&out, text_trim(value));
        while (head.length && (head.at[0] == ' ' || head.at[0] == '\t')) {
            buffer_add_char(&out, ' ');
            buffer_add(&out, text_trim(text_cut(&head, '\n')));
        }
        struct text whole = arena_copy(arena, text_trim(buffer_text(&out)));
        buffer_release(&out);
        return whole;
    }
    return TEXT("");
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* A sign that is followed by no number stands for itself. In words, underscores are blanks. */
static struct text unquote(struct text given, bool in_words, struct arena *arena)
{
    char *to = (char *)arena_copy(arena, given).at;
    size_t length = 0;
    for (size_t i = 0; i < given.length; i++) {
        char c = given.at[i];
        size_t feed = i + 1;
        while (c == '=' && feed < given.length && strchr(" \t\r", given.at[feed]) && given.at[feed])
            feed++;
        int high = i + 2 < given.length ? hex_digit(given.at[i + 1]) : -1, low = high >= 0 ? hex_digit(given.at[i + 2]) : -1;
        if (c == '=' && !in_words && (feed >= given.length || given.at[feed] == '\n')) {
            i = feed;
        } else if (c == '=' && low >= 0) {
            to[length++] = (char)(high * 16 + low);
            i += 2;
        } else {
            to[length++] = in_words && c == '_' ? ' ' : c;
        }
    }
    return (struct text){ to, length };
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* What is no digit is passed over. */
static struct text unbase(struct text given, struct arena *arena)
{
    char *to = (char *)arena_copy(arena, given).at;
    size_t length = 0;
    unsigned bits = 0;
    int waiting = 0; /* bits that are no byte yet */
    for (size_t i = 0; i < given.length; i++) {
        int digit = base64_digit(given.at[i]);
        if (digit < 0)
            continue;
        bits = (bits << 6 | (unsigned)digit) & 0xffff;
        waiting += 6;
        if (waiting >= 8)
            to[length++] = (char)(bits >> (waiting -= 8) & 0xff);
    }
    return (struct text){ to, length };
}

/* One encoded word at the beginning: how many bytes it has, 0 where it is none. */
static size_t word_at(struct text text, struct arena *arena, struct text *word)
{
    struct text rest = text_slice(text, 2, text.length);
    if (!text_starts(text, TEXT("=?")))
        return 0;
    struct text charset = text_cut(&rest, '?'), encoding = text_cut(&rest, '?');
    size_t end = text_find(rest, TEXT("?="));
    int wrong;
    if (end == rest.length || encoding.length != 1 || !charset.length)
        return 0;
    struct text inside = text_slice(rest, 0, end), language = charset;
    charset = text_cut(&language, '*');
    struct text bytes = (encoding.at[0] | 32) == 'b' ? unbase(inside, arena) : unquote(inside, true, arena);
    charset_decode(bytes, charset, arena, word, &wrong);
    return (size_t)(rest.at + end + 2 - text.at);
}

struct text mime_words(struct text value, struct arena *arena)
{
    struct buffer out;
    bool after_word = false;
    buffer_init(&out, 64 << 10);
    for (size_t at = 0; at < value.length;) {
        struct text rest = text_slice(value, at, value.length), word;
        size_t blanks = 0;
        while (after_word && blanks < rest.length && (rest.at[blanks] == ' ' || rest.at[blanks] == '\t'))
            blanks++;
        size_t length = word_at(text_slice(rest, blanks, rest.length), arena, &word);
        if (length)
            buffer_add(&out, word); /* blanks between two encoded words are none */
        else
            buffer_add_char(&out, rest.at[0]);
        after_word = length > 0;
        at += length ? blanks + length : 1;
    }
    struct text whole = utf8_repair(arena_copy(arena, buffer_text(&out)), arena);
    buffer_release(&out);
    return whole;
}

/* Up to the next semicolon outside of quotes. */
static struct text cut_parameter(struct text *rest)
{
    bool quoted = false;
    size_t to = 0;
    for (; to < rest->length && (quoted || rest->at[to] != ';'); to++)
        if (rest->at[to] == '"')
            quoted = !quoted;
    struct text part = text_slice(*rest, 0, to);
    *rest = text_slice(*rest, to + 1, rest->length);
    return text_trim(part);
}

struct text mime_parameter(struct text value, const char *name, struct arena *arena)
{
    cut_parameter(&value);
    while (value.length) {
        struct text given = cut_parameter(&value), key = text_trim(text_cut(&given, '='));
        given = text_trim(given);
        if (!text_equals_nocase(key, text_of(name)))
            continue;
        bool quoted = given.length >= 2 && given.at[0] == '"' && given.at[given.length - 1] == '"';
        return quoted ? text_slice(given, 1, given.length - 1) : given;
    }
    return TEXT("");
}

struct text mime_bytes(const struct mime_part *part, struct arena *arena)
{
    struct text encoding = mime_field(part->head, "Content-Transfer-Encoding", arena);
    if (text_equals_nocase(encoding, TEXT("base64")))
        return unbase(part->body, arena);
    if (text_equals_nocase(encoding, TEXT("quoted-printable")))
        return unquote(part->body, false, arena);
    return part->body;
}

static bool starts_nocase(struct text text, const char *prefix)
{
    return text.length >= strlen(prefix) && text_equals_nocase(text_slice(text, 0, strlen(prefix)), text_of(prefix));
}

/* The next part between two lines of the boundary, `*rest` at its beginning. False at the end. */
static bool next_part(struct text *rest, struct text boundary, struct text *part)
{
    struct text left = *rest;
    while (left.length) {
        struct text line = text_trim(text_cut(&left, '\n'));
        if (!text_starts(line, TEXT("--")) || !text_starts(text_slice(line, 2, line.length), boundary))
            continue;
        *part = text_slice(*rest, 0, (size_t)(line.at - rest->at));
        bool is_last = line.length >= boundary.length + 4 && text_ends(line, TEXT("--"));
        *rest = is_last ? TEXT("") : left;
        return true;
    }
    *part = *rest; /* a message that was cut off */
    *rest = TEXT("");
    return part->length > 0;
}

static void gather_parts(const struct mime_part *whole, struct text boundary, int depth, struct arena *arena,
                         struct mime_texts *texts)
{
    struct text rest = whole->body, part;
    if (!next_part(&rest, boundary, &part)) /* what stands before the first line is for nobody */
        return;
    while (texts->parts < MIME_MOST_PARTS && rest.length && next_part(&rest, boundary, &part)) {
        struct mime_part inner = mime_split(part);
        mime_gather(&inner, depth + 1, arena, texts);
    }
}

static void add_text(const struct mime_part *part, struct text type, struct arena *arena, struct buffer *out)
{
    struct text utf8, bytes = mime_bytes(part, arena), charset = mime_parameter(type, "charset", arena);
    int wrong = 0;
    if (utf8_check(bytes) == bytes.length && !starts_nocase(charset, "utf-16") && !starts_nocase(charset, "iso-2022") &&
        !starts_nocase(charset, "utf-7"))
        utf8 = bytes;
    else
        charset_decode(bytes, charset.length ? charset : TEXT("windows-1252"), arena, &utf8, &wrong);
    if (starts_nocase(charset, "utf-8") && charset_is_false(utf8, wrong))
        charset_decode(bytes, TEXT("windows-1252"), arena, &utf8, &wrong);
    buffer_add_string(out, out->length ? "\n\n" : "");
    buffer_add(out, utf8);
}

void mime_gather(const struct mime_part *part, int depth, struct arena *arena, struct mime_texts *texts)
{
    struct text type = mime_field(part->head, "Content-Type", arena), boundary = mime_parameter(type, "boundary", arena);
    struct text disposition = mime_field(part->head, "Content-Disposition", arena);
    texts->parts++;
    if (depth > MIME_DEEPEST)
        texts->deeper++;
    else if (starts_nocase(disposition, "attachment"))
        texts->attached++;
    else if (starts_nocase(type, "multipart/") && boundary.length)
        gather_parts(part, boundary, depth, arena, texts);
    else if (starts_nocase(type, "text/html") && texts->one_page && texts->html.length)
        texts->attached++;
    else if (starts_nocase(type, "text/html"))
        add_text(part, type, arena, &texts->html);
    else if (!type.length || starts_nocase(type, "text/plain"))
        add_text(part, type, arena, &texts->plain);
    else if (starts_nocase(type, "message/rfc822")) {
        struct mime_part inner = mime_split(part->body);
        mime_gather(&inner, depth + 1, arena, texts);
    } else
        texts->attached++;
}
