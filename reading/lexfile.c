/* Lexicon files: lines to entries, and errors with their place. */
#include "reading/lexfile.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MAX_LEXICON_FILE = 64 * 1024 * 1024 };

static bool read_all(FILE *from, const char *path, struct buffer *into, struct error *err)
{
    char piece[65536];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, from)) > 0)
        buffer_add(into, (struct text){ piece, got });
    if (ferror(from))
        return error_set(err, ERROR_SYSTEM, "%s: cannot be read: %s", path, strerror(errno));
    if (into->full)
        return error_set(err, ERROR_LIMIT, "%s: larger than %d MB", path, MAX_LEXICON_FILE >> 20);
    return true;
}

static int line_of(struct text content, size_t at)
{
    int line = 1;
    for (size_t i = 0; i < at; i++)
        line += content.at[i] == '\n';
    return line;
}

bool lexfile_read(struct lexfile *file, const char *folder, const char *name, struct arena *arena, struct error *err)
{
    struct text path = arena_print(arena, "%s/%s", folder, name);
    FILE *from = fopen(path.at, "rb");
    if (!from)
        return error_set(err, ERROR_SYSTEM, "%s: cannot be opened: %s", path.at, strerror(errno));
    struct buffer bytes;
    buffer_init(&bytes, MAX_LEXICON_FILE);
    bool ok = read_all(from, path.at, &bytes, err);
    fclose(from);
    *file = (struct lexfile){ .name = arena_copy(arena, text_of(name)), .content = arena_copy(arena, buffer_text(&bytes)) };
    file->rest = file->content;
    buffer_release(&bytes);
    size_t bad = utf8_check(file->content);
    if (ok && bad < file->content.length)
        ok = error_at(err, ERROR_LEXICON, file->name.at, line_of(file->content, bad), 0, "not well-formed UTF-8");
    return ok;
}

static struct text without_comment(struct text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] == '#' && (!i || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return text_slice(line, 0, i);
    return line;
}

int lexfile_next(struct lexfile *file, struct error *err)
{
    while (file->rest.length) {
        file->whole = without_comment(text_cut(&file->rest, '\n'));
        file->line++;
        if (!text_trim(file->whole).length)
            continue;
        file->field_count = 0;
        for (struct text rest = file->whole; rest.length || !file->field_count;) {
            if (file->field_count == LEXFILE_FIELDS)
                return lexfile_fail(file, rest, err, "more than %d fields", LEXFILE_FIELDS) ? 1 : -1;
            file->fields[file->field_count++] = text_trim(text_cut(&rest, '|'));
        }
        return 1;
    }
    return 0;
}

bool lexfile_fail(const struct lexfile *file, struct text at, struct error *err, const char *format, ...)
{
    char message[800];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    bool inside = at.at >= file->whole.at && at.at <= file->whole.at + file->whole.length;
    int column = inside ? 1 + (int)utf8_count((struct text){ file->whole.at, (size_t)(at.at - file->whole.at) }) : 0;
    return error_at(err, ERROR_LEXICON, file->name.at, file->line, column, "%s", message);
}

bool lexfile_variant(struct text *list, struct text *variant)
{
    while (list->length) {
        *variant = text_trim(text_cut(list, ','));
        if (variant->length)
            return true;
    }
    return false;
}

const char *lexfile_nearest(struct text wrong, const char *const *names, int count)
{
    return near_name(wrong, names, count);
}
