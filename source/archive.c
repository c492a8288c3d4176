/* Records of web archives are framed: a head of named fields, a blank line, as many bytes as the head says, two line ends. */
#include "source/archive.h"

#include <string.h>

enum { LARGEST_HEAD = 64 << 10, TRAILER = 4 };

static struct text window(const struct archive *archive)
{
    struct text all = buffer_text(&archive->bytes);
    return text_slice(all, archive->at, all.length);
}

static void use(struct archive *archive, size_t count)
{
    archive->at += count;
    archive->place += count;
}

/* Moves what is not used to the beginning, so that there is room. */
static void make_room(struct archive *archive)
{
    struct text rest = window(archive);
    if (!archive->at)
        return;
    memmove(archive->bytes.at, rest.at, rest.length);
    archive->bytes.length = rest.length;
    archive->at = 0;
}

/* Reads once more. False at the end, for damage (`*failed`), or where the window is full. */
static bool read_more(struct archive *archive, bool *failed)
{
    struct text bytes;
    if (archive->is_ended)
        return false;
    make_room(archive);
    if (archive->bytes.length + LINES_CHUNK > archive->bytes.ceiling)
        return false;
    enum lines_result result = lines_next_bytes(archive->lines, &bytes);
    *failed = result == LINES_FAILED;
    if (result == LINES_GOT)
        buffer_add(&archive->bytes, bytes);
    archive->is_ended = result == LINES_END;
    return result == LINES_GOT;
}

static bool want(struct archive *archive, size_t count, bool *failed)
{
    while (window(archive).length < count)
        if (!read_more(archive, failed))
            return false;
    return true;
}

/* "WARC/1.0" and "WARC/1.1" with a line end. */
static bool is_start(struct text text)
{
    return text_starts(text, TEXT("WARC/")) && text.length > 9 && text.at[5] >= '0' && text.at[5] <= '9' &&
           (text.at[8] == '\r' || text.at[8] == '\n');
}

/* The place of the next record's beginning at or after `from`, which begins a line; text.length when there is none. */
static size_t find_start(struct text text, size_t from)
{
    for (size_t at = from; at < text.length; at++) {
        if (is_start(text_slice(text, at, text.length)) && (!at || text.at[at - 1] == '\n'))
            return at;
        at += text_find(text_slice(text, at, text.length), TEXT("\n"));
    }
    return text.length;
}

/* Goes to the next beginning of a record behind the window's first byte; false at the end. */
static bool skip_to_start(struct archive *archive, bool *failed)
{
    for (size_t from = 1;;) {
        struct text rest = window(archive);
        size_t at = find_start(rest, from);
        if (at < rest.length) {
            use(archive, at);
            return true;
        }
        /* A beginning may be cut off by the window's end. */
        size_t keep = rest.length < 16 ? rest.length : 16;
        use(archive, rest.length - keep);
        from = 0;
        if (!read_more(archive, failed)) {
            use(archive, window(archive).length);
            return false;
        }
    }
}

/* Where the head ends, behind its blank line; 0 where it does not within the limit. */
static size_t head_length(struct archive *archive, bool *failed)
{
    for (;;) {
        struct text rest = text_slice(window(archive), 0, LARGEST_HEAD + 1);
        size_t crlf = text_find(rest, TEXT("\r\n\r\n")), lf = text_find(rest, TEXT("\n\n"));
        if (crlf < rest.length && crlf < lf)
            return crlf + 4;
        if (lf < rest.length)
            return lf + 2;
        if (rest.length > LARGEST_HEAD || !read_more(archive, failed))
            return 0;
    }
}

static bool take_length(struct text value, unsigned long long *length)
{
    *length = 0;
    if (!value.length || value.length > 15)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        if (value.at[i] < '0' || value.at[i] > '9')
            return false;
        *length = 10 * *length + (unsigned long long)(value.at[i] - '0');
    }
    return true;
}

/* Values of the record's head; addresses stand between angle brackets in some archives. */
static bool take_head(struct text head, struct archive_record *record, unsigned long long *length)
{
    bool has_length = false;
    while (head.length) {
        struct text value = text_trim(text_cut(&head, '\n')), key = text_cut(&value, ':');
        value = text_trim(value);
        if (text_equals_nocase(key, TEXT("WARC-Type")))
            record->type = value;
        else if (text_equals_nocase(key, TEXT("WARC-Target-URI")))
            record->url = text_starts(value, TEXT("<")) ? text_slice(value, 1, value.length - 1) : value;
        else if (text_equals_nocase(key, TEXT("WARC-Date")))
            record->date = value;
        else if (text_equals_nocase(key, TEXT("Content-Type")))
            record->media = value;
        else if (text_equals_nocase(key, TEXT("Content-Length")))
            has_length = take_length(value, length);
    }
    return has_length;
}

/* A record over the ceiling goes by as a stream. */
static enum archive_result pass_over(struct archive *archive, unsigned long long left, bool *failed, const char **why)
{
    for (;;) {
        size_t have = window(archive).length, part = have < left ? have : (size_t)left;
        use(archive, part);
        left -= part;
        if (!left)
            return ARCHIVE_LARGE;
        if (!read_more(archive, failed)) {
            *why = "the head of a record promises more bytes than there are";
            return *failed ? ARCHIVE_FAILED : ARCHIVE_BROKEN;
        }
    }
}

/* Whether another record, or the end, follows where the head said. */
static bool is_followed(struct archive *archive, size_t end, bool *failed)
{
    want(archive, end + TRAILER + 10, failed);
    struct text behind = text_trim(text_slice(window(archive), end, end + TRAILER + 10));
    return !behind.length || text_starts(behind, text_slice(TEXT("WARC/"), 0, behind.length));
}

static enum archive_result fail_at(struct archive *archive, const char *what, bool failed, const char **why)
{
    bool again = false;
    *why = what;
    if (failed) {
        use(archive, window(archive).length); /* what of a damaged member was unpacked is no whole record */
        return ARCHIVE_FAILED;
    }
    skip_to_start(archive, &again);
    return ARCHIVE_BROKEN;
}

static enum archive_result take_record(struct archive *archive, struct archive_record *record, const char **why)
{
    bool failed = false;
    unsigned long long length = 0;
    size_t head = head_length(archive, &failed);
    if (!head)
        return fail_at(archive, "the head of a record does not end", failed, why);
    if (!take_head(text_slice(window(archive), 0, head), record, &length))
        return fail_at(archive, "a record's head has no length", failed, why);
    if (head + length + TRAILER + LINES_CHUNK * 2 > archive->bytes.ceiling) {
        *record = (struct archive_record){ .place = record->place };
        use(archive, head);
        return pass_over(archive, length, &failed, why);
    }
    if (!want(archive, head + (size_t)length, &failed) || !is_followed(archive, head + (size_t)length, &failed))
        return fail_at(archive, "a record is not as long as its head says", failed && window(archive).length < head + length, why);
    struct text rest = window(archive);
    take_head(text_slice(rest, 0, head), record, &length); /* reading may have moved it */
    record->body = text_slice(rest, head, head + (size_t)length);
    use(archive, head + (size_t)length);
    return ARCHIVE_GOT;
}

enum archive_result archive_next(struct archive *archive, struct archive_record *record, const char **why)
{
    bool failed = false;
    *record = (struct archive_record){ 0 };
    *why = "";
    for (;;) {
        struct text rest = window(archive);
        size_t blanks = 0;
        while (blanks < rest.length && strchr("\r\n", rest.at[blanks]) && rest.at[blanks])
            blanks++;
        use(archive, blanks);
        if (window(archive).length >= 10 || !read_more(archive, &failed))
            break;
    }
    record->place = archive->place;
    if (failed)
        return fail_at(archive, "", true, why);
    if (!window(archive).length)
        return ARCHIVE_END;
    if (!is_start(window(archive)))
        return fail_at(archive, "what should be a record is none", false, why);
    return take_record(archive, record, why);
}
