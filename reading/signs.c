/* The hash of a name is made of its parts, so that most names are never written. */
#include "reading/signs.h"

/* What a mark of a format stands for: a text for %s and %.*s, a number's digits in `room` for %d. `*format` stands behind the
 * '%'. */
static struct text piece_of(const char **format, va_list *list, char room[16])
{
    if (**format == '.') {
        int length = va_arg(*list, int);
        *format += 3;
        return (struct text){ va_arg(*list, const char *), (size_t)length };
    }
    if (*(*format)++ == 's')
        return text_of(va_arg(*list, const char *));
    int number = va_arg(*list, int), at = 16;
    unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;
    do
        room[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        room[--at] = '-';
    return (struct text){ room + at, (size_t)(16 - at) };
}

struct sign signs_make(struct arena *names, const char *format, va_list list)
{
    struct sign sign = { .hash = text_hash((struct text){ 0 }) };
    va_list again;
    char room[16];
    va_copy(again, list);
    if (names)
        sign.name = arena_print_list(names, format, list);
    while (*format) {
        const char *from = format;
        while (*format && *format != '%')
            format++;
        sign.hash = text_hash_more(sign.hash, (struct text){ from, (size_t)(format - from) });
        if (*format++)
            sign.hash = text_hash_more(sign.hash, piece_of(&format, &again, room));
        else
            break;
    }
    va_end(again);
    return sign;
}
