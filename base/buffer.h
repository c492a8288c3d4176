/* A buffer owns bytes that grow, up to a ceiling given when it is made. */
#ifndef TROTH_BASE_BUFFER_H
#define TROTH_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct buffer {
    char *at; /* NULL or NUL-terminated */
    size_t length, room, ceiling;
    bool full; /* something was left out because of the ceiling */
};

/* A buffer that takes at most `ceiling` bytes; 0 means as many as there is memory. */
void buffer_init(struct buffer *buffer, size_t ceiling);
void buffer_release(struct buffer *buffer);
void buffer_reset(struct buffer *buffer);

/* What does not fit under the ceiling is left out whole, and `full` is set. */
void buffer_add(struct buffer *buffer, struct text text);
void buffer_add_string(struct buffer *buffer, const char *string);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_print(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends `text` as a JSON string with its quotes (RFC 8259); bytes that are no UTF-8 become U+FFFD. */
void buffer_add_json(struct buffer *buffer, struct text text);
void buffer_add_json_or_null(struct buffer *buffer, struct text text); /* null where it is empty */

/* Appends a row of CSV fields (RFC 4180), parted by commas and quoted where they must be; `line_end` is "\n" or "\r\n". */
void buffer_add_csv_row(struct buffer *buffer, const struct text *fields, size_t count, const char *line_end);

struct text buffer_text(const struct buffer *buffer);

#endif
