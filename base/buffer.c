/* Buffers that grow up to a ceiling, and JSON strings written into them. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/print.h"
#include "base/utf8.h"

void buffer_init(struct buffer *buffer, size_t ceiling)
{
    *buffer = (struct buffer){ .ceiling = ceiling };
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->at);
    buffer_init(buffer, buffer->ceiling);
}

void buffer_reset(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->full = false;
    if (buffer->at)
        buffer->at[0] = '\0';
}

static bool make_room(struct buffer *buffer, size_t more)
{
    if (buffer->ceiling && more > buffer->ceiling - buffer->length) {
        buffer->full = true;
        return false;
    }
    size_t need = buffer->length + more + 1;
    if (need > buffer->room) {
        buffer->room = need > buffer->room * 2 ? need + 64 : buffer->room * 2;
        buffer->at = memory_resize(buffer->at, buffer->room);
    }
    return true;
}

void buffer_add(struct buffer *buffer, struct text text)
{
    if (!make_room(buffer, text.length))
        return;
    if (text.length)
        memcpy(buffer->at + buffer->length, text.at, text.length);
    buffer->length += text.length;
    buffer->at[buffer->length] = '\0';
}

void buffer_add_string(struct buffer *buffer, const char *string)
{
    buffer_add(buffer, text_of(string));
}

void buffer_add_char(struct buffer *buffer, char c)
{
    buffer_add(buffer, (struct text){ &c, 1 });
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    char room[256]; /* most are shorter, and printed once */
    int length = print_into(room, sizeof room, format, list);
    if (length > 0 && (size_t)length < sizeof room) {
        buffer_add(buffer, (struct text){ room, (size_t)length });
    } else if (length > 0 && make_room(buffer, (size_t)length)) {
        vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
    va_end(list);
}

static void add_escaped(struct buffer *buffer, unsigned char c)
{
    static const char *const short_form[] = { ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r" };
    if (c == '"')
        buffer_add_string(buffer, "\\\"");
    else if (c == '\\')
        buffer_add_string(buffer, "\\\\");
    else if (c <= '\r' && short_form[c])
        buffer_add_string(buffer, short_form[c]);
    else
        buffer_print(buffer, "\\u%04x", c);
}

void buffer_add_json(struct buffer *buffer, struct text text)
{
    buffer_add_char(buffer, '"');
    size_t plain = 0;
    for (size_t i = 0; i < text.length;) {
        unsigned char c = (unsigned char)text.at[i];
        size_t length = c < 0x80 ? 1 : utf8_length(text, i);
        if (length && c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) {
            i += length;
            continue;
        }
        buffer_add(buffer, text_slice(text, plain, i));
        if (length)
            add_escaped(buffer, c);
        else
            buffer_add_string(buffer, "\xef\xbf\xbd");
        plain = ++i;
    }
    buffer_add(buffer, text_slice(text, plain, text.length));
    buffer_add_char(buffer, '"');
}

void buffer_add_json_or_null(struct buffer *buffer, struct text text)
{
    if (text.length)
        buffer_add_json(buffer, text);
    else
        buffer_add_string(buffer, "null");
}

/* Blanks around a field belong to it, but many programs cut them off where it stands without quotes. */
static bool must_be_quoted(struct text field)
{
    bool quoted = text_trim(field).length < field.length;
    for (size_t i = 0; i < field.length && !quoted; i++)
        quoted = field.at[i] == ',' || field.at[i] == '"' || field.at[i] == '\n' || field.at[i] == '\r';
    return quoted;
}

static void add_csv_field(struct buffer *buffer, struct text field)
{
    if (!must_be_quoted(field)) {
        buffer_add(buffer, field);
        return;
    }
    buffer_add_char(buffer, '"');
    for (size_t quote; (quote = text_find(field, TEXT("\""))) < field.length; field = text_slice(field, quote + 1, field.length)) {
        buffer_add(buffer, text_slice(field, 0, quote + 1));
        buffer_add_char(buffer, '"');
    }
    buffer_add(buffer, field);
    buffer_add_char(buffer, '"');
}

void buffer_add_csv_row(struct buffer *buffer, const struct text *fields, size_t count, const char *line_end)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_add_char(buffer, ',');
        add_csv_field(buffer, fields[i]);
    }
    buffer_add_string(buffer, line_end);
}

struct text buffer_text(const struct buffer *buffer)
{
    return (struct text){ buffer->at ? buffer->at : "", buffer->length };
}
