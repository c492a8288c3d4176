/* A file, a folder, standard input or bytes in memory give their articles, one after another. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/charset.h"
#include "source/inner.h"
#include "source/tongue.h"

static struct source *source_new(const char *name, int depth)
{
    struct source *source = memory_take(sizeof *source);
    *source = (struct source){ .name = memory_take(strlen(name) + 1), .depth = depth };
    strcpy(source->name, name);
    buffer_init(&source->held, SOURCE_CEILING);
    return source;
}

static struct source *open_folder(const char *path, int depth, struct error *err)
{
    struct folder *folder = folder_open(path, err);
    if (!folder)
        return NULL;
    struct source *source = source_new(path, depth);
    source->folder = folder;
    source->kind = KIND_FOLDER;
    source->is_known = true;
    lines_init_bytes(&source->lines, TEXT(""), SOURCE_CEILING);
    return source;
}

struct source *source_open_path(const char *path, int depth, struct error *err)
{
    struct stat about;
    bool is_standard = !depth && !strcmp(path, "-");
    int file = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        error_set(err, ERROR_SYSTEM, "cannot open '%s': %s", path, strerror(errno));
        return NULL;
    }
    if (!is_standard && fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
        close(file);
        return open_folder(path, depth, err);
    }
    struct source *source = source_new(is_standard ? "standard input" : path, depth);
    lines_init_file(&source->lines, file, SOURCE_CEILING);
    return source;
}

struct source *source_open(const char *path, struct error *err)
{
    return source_open_path(path, 0, err);
}

struct source *source_open_inside(const struct source_bytes *given, int depth)
{
    struct source *source = source_new(given->name, depth);
    source->url = given->url;
    source->type = given->type;
    lines_init_bytes(&source->lines, given->bytes, SOURCE_CEILING);
    return source;
}

struct source *source_open_given(const struct source_bytes *given)
{
    return source_open_inside(given, 0);
}

/* Appends `text` at `*end` and gives where it now stands. */
static struct text put(char **end, struct text text)
{
    char *at = *end;
    if (text.length)
        memcpy(at, text.at, text.length);
    *end += text.length;
    return (struct text){ at, text.length };
}

struct source *source_open_copy(const struct source_bytes *given)
{
    char *copy = memory_take(given->bytes.length + given->url.length + given->type.length), *end = copy;
    struct source_bytes own = { .name = given->name };
    own.bytes = put(&end, given->bytes);
    own.url = put(&end, given->url);
    own.type = put(&end, given->type);
    struct source *source = source_open_given(&own);
    source->copy = copy;
    return source;
}

struct source *source_open_text(struct text bytes, const char *name)
{
    return source_open_copy(&(struct source_bytes){ .bytes = bytes, .name = name });
}

void source_close(struct source *source)
{
    if (!source)
        return;
    source_close(source->inner);
    folder_close(source->folder);
    archive_free(source->archive);
    feed_free(source->feed);
    lines_release(&source->lines);
    buffer_release(&source->held);
    arena_release(&source->lasting);
    free(source->copy);
    free(source->name);
    free(source);
}

const char *source_name(const struct source *source)
{
    return source->inner ? source_name(source->inner) : source->name;
}

int source_fail_read(struct source *source, struct error *err)
{
    char why[sizeof source->lines.stream.failure];
    strcpy(why, source->lines.stream.failure);
    source->is_over = !lines_resume(&source->lines);
    error_at(err, ERROR_SYSTEM, source->name, source->lines.line, 0, "%s: %s",
             source->is_over ? "cannot be read further" : "a part cannot be read and is left out", why);
    return -1;
}

void source_hold(struct source *source, struct text line)
{
    if (!source->held.length)
        source->held_line = source->lines.line;
    buffer_add(&source->held, line);
    buffer_add_char(&source->held, '\n');
}

int source_fail_large(struct source *source, int line, const char *what, struct error *err)
{
    error_at(err, ERROR_LIMIT, source->name, line, 0, "%s larger than %zu MB is left out; cut it into smaller ones", what,
             source->held.ceiling >> 20);
    return -1;
}

/* The whole of it is converted and takes the place of what was stored. */
static int convert(struct source *source, struct error *err)
{
    struct arena arena = { 0 };
    struct text utf8;
    int wrong;
    if (source_gather(source, SOURCE_LARGEST_FEED, err) < 0)
        return -1;
    charset_decode(buffer_text(&source->held), TEXT("UTF-16"), &arena, &utf8, &wrong);
    source->copy = memory_take(utf8.length);
    memcpy(source->copy, utf8.at, utf8.length);
    lines_release(&source->lines);
    lines_init_bytes(&source->lines, (struct text){ source->copy, utf8.length }, SOURCE_CEILING);
    arena_release(&arena);
    buffer_reset(&source->held);
    source->is_known = source->is_over = false;
    source->is_converted = true;
    source->type = TEXT("application/octet-stream; charset=utf-8"); /* whatever it says of itself */
    return source_look(source, err);
}

int source_look(struct source *source, struct error *err)
{
    size_t skip = 0;
    const char *why;
    if (source->is_known)
        return 1;
    struct text start = lines_peek(&source->lines);
    source->is_known = true;
    source->kind = kind_of(start, source->type, &skip, &why);
    source->lines.at += skip;
    if (source->kind == KIND_UTF16 && !source->is_converted)
        return convert(source, err);
    if (source->kind != KIND_WRONG)
        return 1;
    source->is_over = true;
    error_at(err, ERROR_INPUT, source->name, 1, 0, "%s", why);
    return -1;
}

int source_end(struct source *source, struct error *err)
{
    source->is_over = true;
    if (source->any)
        return 0;
    error_at(err, ERROR_INPUT, source->name, 0, 0, "empty: there is no article in it");
    return -1;
}

int source_gather(struct source *source, size_t ceiling, struct error *err)
{
    struct text bytes;
    enum lines_result result;
    source->is_over = true;
    source->held.ceiling = ceiling;
    while ((result = lines_next_bytes(&source->lines, &bytes)) == LINES_GOT && !source->held.full)
        buffer_add(&source->held, bytes);
    if (result == LINES_FAILED) {
        source_fail_read(source, err);
        source->is_over = true; /* what is left of a document is none */
        return -1;
    }
    return source->held.full ? source_fail_large(source, 1, "an article", err) : 1;
}

/* Kinds of which the whole of an input is one article. */
static const struct {
    source_take *take;
    size_t ceiling; /* bytes */
} wholes[KIND_COUNT] = {
    [KIND_TEXT] = { source_take_text, SOURCE_CEILING },
    [KIND_MARKDOWN] = { source_take_markdown, SOURCE_CEILING },
    [KIND_PAGE] = { source_take_page, SOURCE_LARGEST_PAGE },
    [KIND_MAIL] = { source_take_mail, SOURCE_LARGEST_MAIL },
    [KIND_PDF] = { source_take_pdf, SOURCE_LARGEST_PDF },
};

static int next_whole(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    int got = source_gather(source, wholes[source->kind].ceiling, err);
    article->bytes = source->lines.bytes;
    article->line = 1;
    if (got < 0)
        return got;
    if (!text_trim(buffer_text(&source->held)).length)
        return source_end(source, err);
    struct source_bytes given = { buffer_text(&source->held), source->name, arena_copy(arena, source->url), source->type };
    return wholes[source->kind].take(&given, arena, article, err) ? 1 : -1;
}

static int next_object(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    struct text object;
    int got = source_next_json(source, &object, &article->line, err);
    return got <= 0 ? got : source_take_object(object, source->name, article->line, arena, article, err) ? 1 : -1;
}

static int next_of_kind(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    if (source_look(source, err) < 0)
        return -1;
    switch (source->kind) {
    case KIND_LINES:
    case KIND_OBJECTS: return next_object(source, arena, article, err);
    case KIND_FOLDER: return source_next_of_folder(source, arena, article, err);
    case KIND_ARCHIVE: return source_next_of_archive(source, arena, article, err);
    case KIND_FEED: return source_next_of_feed(source, arena, article, err);
    case KIND_MAILBOX: return source_next_of_mailbox(source, arena, article, err);
    default: return next_whole(source, arena, article, err);
    }
}

int source_is_json(struct source *source, struct error *err)
{
    if (source_look(source, err) < 0)
        return -1;
    return source->kind == KIND_LINES || source->kind == KIND_OBJECTS;
}

int source_next_object(struct source *source, struct arena *arena, struct text *object, int *line, struct text *warning,
                       struct error *err)
{
    *warning = TEXT("");
    int got = source->is_over ? 0 : source_next_json(source, object, line, err);
    if (got > 0)
        *object = source_repair(*object, source->name, *line, arena, warning);
    return got;
}

int source_next(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    size_t before = source->lines.bytes;
    if (source->is_over && !source->inner)
        return 0;
    *article = (struct source_article){ .file = arena_copy(arena, text_of(source->name)).at };
    int got = next_of_kind(source, arena, article, err);
    if (!source->inner)
        article->bytes = source->lines.bytes - before;
    if (got > 0 && article->article.text.length > SOURCE_CEILING) {
        error_at(err, ERROR_LIMIT, article->file, article->line, 0, "an article with over %d MB of text is left out",
                 SOURCE_CEILING >> 20);
        return -1;
    }
    if (got > 0 && !article->text.at) {
        source->tongues = source->tongues ? source->tongues : tongue_table(&source->lasting);
        source_finish_by(article, source->tongues, arena);
    }
    return got;
}
