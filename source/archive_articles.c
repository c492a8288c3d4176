/* The pages of a web archive become articles. */
#include <stdlib.h>
#include <string.h>

#include "source/archive.h"
#include "source/inner.h"

struct archive_state {
    struct archive archive;
    struct arena arena;  /* of the record that is read */
};

void archive_free(struct archive_state *state)
{
    if (!state)
        return;
    arena_release(&state->arena);
    buffer_release(&state->archive.bytes);
    free(state);
}

static bool starts_nocase(struct text text, const char *prefix)
{
    return text.length >= strlen(prefix) && text_equals_nocase(text_slice(text, 0, strlen(prefix)), text_of(prefix));
}

/* Pictures, styles and scripts are told apart by the server's word and are no reports. */
static bool may_be_report(struct text type)
{
    static const char *const types[] = { "text/html", "application/xhtml", "text/plain", "text/markdown", "application/rss",
                                         "application/atom",
                                         "application/rdf", "application/xml", "text/xml", "application/pdf", "message/rfc822" };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (starts_nocase(type, types[i]))
            return true;
    return !type.length;
}

/* What of a record is a report: an answer with status 200, or the bytes of a resource or conversion. */
static bool report_of(const struct archive_record *record, struct arena *arena, struct http_answer *answer)
{
    *answer = (struct http_answer){ 0 };
    if (text_equals_nocase(record->type, TEXT("response")))
        return http_read(record->body, arena, answer) && answer->status == 200 && may_be_report(answer->type);
    if (!text_equals_nocase(record->type, TEXT("resource")) && !text_equals_nocase(record->type, TEXT("conversion")))
        return false;
    *answer = (struct http_answer){ 200, record->media, record->body };
    return may_be_report(record->media);
}

static bool is_web_address(struct text url)
{
    return starts_nocase(url, "http://") || starts_nocase(url, "https://");
}

static int open_record(struct source *source, const struct archive_record *record)
{
    struct archive_state *state = source->archive;
    struct http_answer answer;
    arena_reset(&state->arena);
    if (!report_of(record, &state->arena, &answer) || !text_trim(answer.body).length)
        return 0;
    struct text url = utf8_repair(arena_copy(&state->arena, record->url), &state->arena);
    struct source_bytes given = {
        .bytes = arena_copy(&state->arena, answer.body),
        .name = arena_print(&state->arena, "%s: %.*s (record at byte %llu)", source->name,
                            (int)(url.length < 300 ? url.length : 300), url.at, record->place).at,
        .url = is_web_address(url) ? url : TEXT(""),
        .type = arena_copy(&state->arena, answer.type),
    };
    source->inner = source_open_inside(&given, source->depth + 1);
    source->inner->is_record = true;
    return 1;
}

static int complain(struct source *source, const struct archive_record *record, const char *why, struct error *err)
{
    error_at(err, ERROR_INPUT, source->name, 0, 0, "at byte %llu of the archive: %s; it is left out", record->place, why);
    return -1;
}

/* Opens the next record that is a report: 1; 0 at the end; -1 and `err`. */
static int next_record(struct source *source, struct error *err)
{
    struct archive_record record;
    const char *why;
    for (;;) {
        enum archive_result result = archive_next(&source->archive->archive, &record, &why);
        source->any |= result != ARCHIVE_END;
        switch (result) {
        case ARCHIVE_END: return 0;
        case ARCHIVE_GOT:
            if (open_record(source, &record))
                return 1;
            break;
        case ARCHIVE_LARGE: break; /* a film or a picture: no report is as large */
        case ARCHIVE_BROKEN: return complain(source, &record, why, err);
        case ARCHIVE_FAILED: return source_fail_read(source, err);
        }
        if (source->is_over)
            return 0;
    }
}

static void open_archive(struct source *source)
{
    if (source->archive)
        return;
    source->archive = memory_take(sizeof *source->archive);
    *source->archive = (struct archive_state){ .archive = { .lines = &source->lines } };
    buffer_init(&source->archive->archive.bytes, ARCHIVE_LARGEST + 4 * LINES_CHUNK);
}

int source_next_of_archive(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    open_archive(source);
    if (source->is_record) {
        source->is_over = true;
        error_at(err, ERROR_INPUT, source->name, 0, 0, "an archive in an archive is left out");
        return -1;
    }
    for (;;) {
        int opened = source->inner ? 1 : source->is_over ? 0 : next_record(source, err);
        if (opened == 0)
            return source_end(source, err);
        if (opened < 0)
            return -1;
        int got = source_next(source->inner, arena, article, err);
        if (got)
            return got;
        source_close_file(source);
    }
}
