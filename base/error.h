/* What went wrong: a code, a message for people, and the place. A function that fails completes its error; one that succeeds
 * leaves it alone. */
#ifndef TROTH_BASE_ERROR_H
#define TROTH_BASE_ERROR_H

#include <stdbool.h>

enum error_code {
#define ERROR(name, status, meaning) ERROR_##name,
#include "base/error.def"
#undef ERROR
};

struct error {
    enum error_code code;
    char message[1024]; /* NUL-terminated, lower case, no full stop; begins with the place where there is one */
};

/* Completes `err` and returns false, so that a failing function can end with `return error_set(...)`. */
bool error_set(struct error *err, enum error_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts "file:line: " (or "file:line:column: ") before the message; line and column count from 1, 0 leaves them out. */
bool error_at(struct error *err, enum error_code code, const char *file, int line, int column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* The program's exit status for an error: 2 wrong use, 3 failed. */
int error_status(enum error_code code);

#endif
