/* Errors: filling in the message and its place. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    err->code = code;
    vsnprintf(err->message, sizeof err->message, format, list);
    va_end(list);
    return false;
}

bool error_at(struct error *err, enum error_code code, const char *file, int line, int column, const char *format, ...)
{
    va_list list;
    int used;
    if (column > 0)
        used = snprintf(err->message, sizeof err->message, "%s:%d:%d: ", file, line, column);
    else if (line > 0)
        used = snprintf(err->message, sizeof err->message, "%s:%d: ", file, line);
    else
        used = snprintf(err->message, sizeof err->message, "%s: ", file);
    if (used < 0 || used >= (int)sizeof err->message)
        used = 0;
    va_start(list, format);
    err->code = code;
    vsnprintf(err->message + used, sizeof err->message - (size_t)used, format, list);
    va_end(list);
    return false;
}

int error_status(enum error_code code)
{
    static const int status[] = {
#define ERROR(name, number, meaning) number,
#include "base/error.def"
#undef ERROR
    };
    return status[code];
}
