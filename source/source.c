/* A file or standard input gives its articles, one after another. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/inner.h"

static int open_file(const char *path, struct error *err)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        error_set(err, ERROR_SYSTEM, "cannot open '%s': %s", path, strerror(errno));
        return -1;
    }
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
        error_set(err, ERROR_SYSTEM, "'%s' is a folder; name the files in it, as in: %s/*", path, path);
        close(file);
        return -1;
    }
    return file;
}

static struct source *source_of(int file, const char *name)
{
    struct source *source = memory_take(sizeof *source);
    *source = (struct source){ .name = name };
    lines_init(&source->lines, file, SOURCE_CEILING);
    buffer_init(&source->held, SOURCE_CEILING);
    return source;
}

struct source *source_open(const char *path, struct error *err)
{
    bool is_standard = !strcmp(path, "-");
    int file = is_standard ? STDIN_FILENO : open_file(path, err);
    return file < 0 ? NULL : source_of(file, is_standard ? "standard input" : path);
}

/* Bytes become a file without a name, so that there is one way of reading. -1 and `err` when the system has no room for it. */
static int file_of(struct text bytes, const char *name, struct error *err)
{
    int file = memfd_create("troth", MFD_CLOEXEC);
    for (size_t done = 0; file >= 0 && done < bytes.length;) {
        ssize_t wrote = write(file, bytes.at + done, bytes.length - done);
        if (wrote < 0 && errno != EINTR) {
            close(file);
            file = -1;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    if (file < 0 || lseek(file, 0, SEEK_SET) < 0)
        error_set(err, ERROR_SYSTEM, "%s: cannot be kept in memory: %s", name, strerror(errno));
    return file;
}

struct source *source_open_text(struct text bytes, const char *name, struct error *err)
{
    int file = file_of(bytes, name, err);
    return file < 0 ? NULL : source_of(file, name);
}

void source_close(struct source *source)
{
    if (!source)
        return;
    lines_release(&source->lines);
    buffer_release(&source->held);
    free(source);
}

const char *source_name(const struct source *source)
{
    return source->name;
}

static int fail(struct error *err, enum error_code code, const struct source *source, int line, const char *message)
{
    error_at(err, code, source->name, line, 0, "%s", message);
    return -1;
}

int source_fail_read(struct source *source, struct error *err)
{
    source->is_over = true;
    error_at(err, ERROR_SYSTEM, source->name, source->lines.line, 0, "cannot be read further: %s", strerror(source->lines.failure));
    return -1;
}

int source_fail_large(struct source *source, int line, const char *what, struct error *err)
{
    error_at(err, ERROR_LIMIT, source->name, line, 0, "%s larger than %d MB is left out; cut it into smaller ones", what,
             SOURCE_CEILING >> 20);
    return -1;
}

/* Looks at the content once. Returns 1, or -1 and `err` when it is nothing that is read. */
static int look(struct source *source, struct error *err)
{
    size_t skip = 0;
    const char *why;
    struct text start = lines_peek(&source->lines);
    source->is_known = true;
    source->kind = kind_of(start, &skip, &why);
    source->lines.at += skip;
    if (source->kind != KIND_WRONG)
        return 1;
    source->is_over = true;
    return fail(err, ERROR_INPUT, source, 1, why);
}

static int end_of(struct source *source, struct error *err)
{
    source->is_over = true;
    return source->any ? 0 : fail(err, ERROR_INPUT, source, 0, "empty: there is no article in it");
}

/* The whole of a plain text is one article. */
static int next_plain(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    struct text bytes;
    enum lines_result result;
    source->is_over = true;
    while ((result = lines_next_bytes(&source->lines, &bytes)) == LINES_GOT && !source->held.full)
        buffer_add(&source->held, bytes);
    article->bytes = source->lines.bytes;
    article->line = 1;
    if (result == LINES_FAILED)
        return source_fail_read(source, err);
    if (source->held.full)
        return source_fail_large(source, 1, "an article", err);
    if (!text_trim(buffer_text(&source->held)).length)
        return end_of(source, err);
    struct text whole = arena_copy(arena, buffer_text(&source->held));
    source_take_plain(source_repair(whole, source->name, 1, arena, &article->warning), article);
    return 1;
}

/* One line of JSON Lines; empty ones are passed over. */
static int next_line(struct source *source, struct text *object, int *number, struct error *err)
{
    for (;;) {
        enum lines_result result = lines_next(&source->lines, object);
        *number = source->lines.line;
        if (result == LINES_END)
            return end_of(source, err);
        source->any = true;
        if (result == LINES_FAILED)
            return source_fail_read(source, err);
        if (result == LINES_TOO_LONG)
            return source_fail_large(source, *number, "a line", err);
        if (text_trim(*object).length)
            return 1;
    }
}

/* How deep in brackets the object is after `line`. A string ends with its line: JSON has none that goes on. */
static int depth_after(int depth, struct text line)
{
    bool in_string = false;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string)
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    }
    return depth;
}

/* A line that begins an object although the one before it is not over: that one is broken, and the new one must not be lost. */
static bool begins_anew(const struct source *source, struct text line)
{
    return source->held.length && line.length && line.at[0] == '{';
}

/* Gathers the lines of one object in `held`. Returns 1; 0 at the end of the input; -1 and `err`. */
static int gather_object(struct source *source, struct error *err)
{
    struct text line;
    int depth = 0;
    buffer_reset(&source->held);
    for (;;) {
        enum lines_result result = source->has_kept ? LINES_GOT : lines_next(&source->lines, &line);
        if (source->has_kept)
            line = source->kept;
        source->has_kept = false;
        if (result == LINES_END)
            return source->held.length ? 1 : 0;
        if (result == LINES_FAILED)
            return source_fail_read(source, err);
        if (begins_anew(source, line)) {
            source->kept = line;
            source->has_kept = true;
            return 1;
        }
        if (!source->held.length && !text_trim(line).length)
            continue;
        if (!source->held.length)
            source->held_line = source->lines.line;
        buffer_add(&source->held, line);
        buffer_add_char(&source->held, '\n');
        source->held.full |= result == LINES_TOO_LONG;
        depth = depth_after(depth, line);
        if (depth <= 0)
            return source->held.full ? source_fail_large(source, source->held_line, "an object", err) : 1;
    }
}

/* One object of either kind of JSON. */
static int next_object(struct source *source, struct text *object, int *line, struct error *err)
{
    if (source->kind == KIND_LINES)
        return next_line(source, object, line, err);
    int got = gather_object(source, err);
    *line = source->held_line;
    if (got == 0)
        return end_of(source, err);
    source->any = true;
    *object = buffer_text(&source->held);
    return got;
}

static int next_of_kind(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    struct text object;
    if (!source->is_known && look(source, err) < 0)
        return -1;
    if (source->kind != KIND_LINES && source->kind != KIND_OBJECTS)
        return next_plain(source, arena, article, err);
    int got = next_object(source, &object, &article->line, err);
    return got <= 0 ? got : source_take_object(object, source->name, article->line, arena, article, err) ? 1 : -1;
}

int source_is_json(struct source *source, struct error *err)
{
    if (!source->is_known && look(source, err) < 0)
        return -1;
    return source->kind == KIND_LINES || source->kind == KIND_OBJECTS;
}

int source_next_object(struct source *source, struct arena *arena, struct text *object, int *line, struct text *warning,
                       struct error *err)
{
    *warning = TEXT("");
    int got = source->is_over ? 0 : next_object(source, object, line, err);
    if (got > 0)
        *object = source_repair(*object, source->name, *line, arena, warning);
    return got;
}

/* Lines are put together until no quoted field is open. */
int source_next_row(struct source *source, struct arena *arena, struct csv_row *row, struct text *warning, struct error *err)
{
    enum csv_place place = CSV_AT_FIELD;
    struct text line;
    enum lines_result result = LINES_GOT;
    *warning = TEXT("");
    buffer_reset(&source->held);
    while (!source->is_over && (!source->held.length || place == CSV_IN_QUOTES) && !source->held.full &&
           (result = lines_next(&source->lines, &line)) == LINES_GOT) {
        if (!source->held.length && !text_trim(line).length)
            continue;
        if (!source->held.length)
            source->held_line = source->lines.line;
        buffer_add(&source->held, line);
        buffer_add_char(&source->held, '\n');
        place = csv_follow(place, line);
    }
    if (result == LINES_FAILED)
        return source_fail_read(source, err);
    if (source->held.full || result == LINES_TOO_LONG) {
        source->is_over = true;
        const char *what = place == CSV_IN_QUOTES ? "a row in which a quote is perhaps never closed and that is" : "a row";
        return source_fail_large(source, source->held_line, what, err);
    }
    struct text whole = source_repair(arena_copy(arena, buffer_text(&source->held)), source->name, source->held_line, arena,
                                      warning);
    struct csv csv;
    csv_open(&csv, whole);
    csv.line = source->held_line;
    return csv_next(&csv, source->name, arena, row, err);
}

int source_next(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    size_t before = source->lines.bytes;
    if (source->is_over)
        return 0;
    *article = (struct source_article){ .file = source->name };
    int got = next_of_kind(source, arena, article, err);
    article->bytes = source->lines.bytes - before;
    if (got > 0)
        source_finish(article, arena);
    return got;
}
