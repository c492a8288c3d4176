/* Finds the last day of a date in words. */
#include <ctype.h>
#include <stdio.h>

#include "weighing/words.h"

static const char *const months[] = {
#define MONTH(name) name,
#include "base/calendar.def"
};

static int month_of(struct text lower)
{
    for (int i = 0; i < 12; i++) {
        size_t at = text_find(lower, text_of(months[i]));
        bool is_word = at < lower.length && (!at || !isalpha((unsigned char)lower.at[at - 1])) &&
                       (at + strlen(months[i]) == lower.length || !isalpha((unsigned char)lower.at[at + strlen(months[i])]));
        if (is_word)
            return i + 1;
    }
    return 0;
}

/* The first number of exactly so many digits (1 stands for one or two) from `*at` on; 0 where there is none. */
static int number_of(struct text lower, size_t digits)
{
    for (size_t at = 0; at < lower.length;) {
        size_t end = at;
        int value = 0;
        while (end < lower.length && isdigit((unsigned char)lower.at[end]) && end - at < 9)
            value = value * 10 + (lower.at[end++] - '0');
        if (end > at && (end - at == digits || (digits == 1 && end - at == 2)))
            return value;
        at = end > at ? end : at + 1;
    }
    return 0;
}

static int last_day(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

static bool is_written_out(struct text when)
{
    if (when.length < 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? when.at[i] != '-' : !isdigit((unsigned char)when.at[i]))
            return false;
    return true;
}

struct text words_day(struct text when, struct text said, struct arena *arena)
{
    for (size_t at = 0; at + 10 <= when.length; at++)
        if (is_written_out(text_slice(when, at, when.length)))
            return text_slice(when, at, at + 10);
    struct text lower = utf8_lower(when, arena);
    int month = month_of(lower), year = number_of(lower, 4), day = month ? number_of(lower, 1) : 0, said_year = number_of(said, 4);
    int said_month = said.length >= 7 ? (said.at[5] - '0') * 10 + (said.at[6] - '0') : 0;
    if (!month && !year)
        return TEXT("");
    if (!year) /* "by the end of June", said in September, is of the next year */
        year = said_year + (month < said_month);
    if (!year)
        return TEXT("");
    month = month ? month : 12;
    day = day >= 1 && day <= last_day(year, month) ? day : last_day(year, month);
    return arena_print(arena, "%04d-%02d-%02d", year, month, day);
}
