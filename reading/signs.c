/* The hash of a name is made of its parts, so that most names are never written. */
#include "reading/signs.h"

static unsigned long long add_number(unsigned long long hash, int number)
{
    char room[16];
    int at = 16;
    unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;
    do
        room[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        room[--at] = '-';
    return text_hash_more(hash, (struct text){ room + at, (size_t)(16 - at) });
}

/* Adds what a mark of a format stands for: a text for %s and %.*s, a number's digits for %d. `*format` stands behind the '%'. */
static unsigned long long add_piece(unsigned long long hash, const char **format, va_list *list)
{
    if (**format == '.') {
        int length = va_arg(*list, int);
        *format += 3;
        return text_hash_more(hash, (struct text){ va_arg(*list, const char *), (size_t)length });
    }
    if (*(*format)++ != 's')
        return add_number(hash, va_arg(*list, int));
    for (const char *at = va_arg(*list, const char *); *at; at++)
        hash = text_hash_byte(hash, *at);
    return hash;
}

struct sign signs_make(struct arena *names, const char *format, va_list list)
{
    struct sign sign = { .hash = text_hash((struct text){ 0 }) };
    va_list again;
    va_copy(again, list);
    if (names)
        sign.name = arena_print_list(names, format, list);
    while (*format) {
        char c = *format++;
        sign.hash = c == '%' ? add_piece(sign.hash, &format, &again) : text_hash_byte(sign.hash, c);
    }
    va_end(again);
    return sign;
}
