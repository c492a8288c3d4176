/* The short way for words, the long one for the rest. */
#include "base/print.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Adds `count` bytes if a NUL still fits behind them. */
static bool add(char *room, size_t size, size_t *length, const char *from, size_t count)
{
    if (count >= size - *length)
        return false;
    if (count)
        memcpy(room + *length, from, count);
    *length += count;
    return true;
}

/* The argument of the directive behind '%'; returns where the format goes on, or NULL if it is neither "%s" nor "%.*s", or there is
 * no room. */
static const char *add_word(char *room, size_t size, size_t *length, const char *at, va_list *list)
{
    int most = -1;
    if (at[0] == '.' && at[1] == '*') {
        most = va_arg(*list, int);
        at += 2;
    }
    if (*at != 's')
        return NULL;
    const char *word = va_arg(*list, const char *);
    size_t count = most < 0 ? strlen(word) : most ? strnlen(word, (size_t)most) : 0;
    return add(room, size, length, word, count) ? at + 1 : NULL;
}

static bool print_words(char *room, size_t size, size_t *length, const char *format, va_list *list)
{
    while (*format) {
        const char *end = strchrnul(format, '%');
        if (!add(room, size, length, format, (size_t)(end - format)))
            return false;
        format = *end ? add_word(room, size, length, end + 1, list) : end;
        if (!format)
            return false;
    }
    room[*length] = '\0';
    return true;
}

int print_into(char *room, size_t size, const char *format, va_list list)
{
    size_t length = 0;
    va_list again;
    va_copy(again, list);
    bool done = size && print_words(room, size, &length, format, &again);
    va_end(again);
    return done ? (int)length : vsnprintf(room, size, format, list);
}
