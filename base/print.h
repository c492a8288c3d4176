/* Printing of the plainest formats, without the C library's generality: most texts made while reading are made of words alone. */
#ifndef TROTH_BASE_PRINT_H
#define TROTH_BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/* Writes at most `size` bytes, the last of them NUL, and returns the length, both as vsnprintf does. What "%s" and "%.*s" alone
 * make, and fits, is written here; all else by vsnprintf. `list` is used up. */
int print_into(char *room, size_t size, const char *format, va_list list) __attribute__((format(printf, 3, 0)));

#endif
