/* Days as pages write them become ISO 8601. */
#include "source/html.h"

static const char *const months[] = {
#define MONTH(name) name,
#include "base/calendar.def"
};

struct day {
    int year, month, day;
};

static bool is_digit(struct text text, size_t at)
{
    return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

static bool is_letter(struct text text, size_t at)
{
    return at < text.length && (text.at[at] | 32) >= 'a' && (text.at[at] | 32) <= 'z';
}

/* A number of `least` to `most` digits, which no further digit follows; -1 where there is none. */
static int take_number(struct text text, size_t *at, int least, int most)
{
    int value = 0, count = 0;
    size_t from = *at;
    while (count < most && is_digit(text, *at)) {
        value = 10 * value + text.at[(*at)++] - '0';
        count++;
    }
    if (count >= least && !is_digit(text, *at))
        return value;
    *at = from;
    return -1;
}

static bool take_mark(struct text text, size_t *at, const char *marks)
{
    if (*at >= text.length || !text.at[*at] || !strchr(marks, text.at[*at]))
        return false;
    ++*at;
    return true;
}

static bool is_day(const struct day *day)
{
    static const int lengths[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return day->year >= 1900 && day->year < 2100 && day->month >= 1 && day->month <= 12 && day->day >= 1 &&
           day->day <= lengths[day->month - 1];
}

/* "2026-03-05", "2026/3/5", "2026.03.05" */
static bool take_year_first(struct text text, size_t *at, struct day *day)
{
    const char marks[] = "-/.";
    day->year = take_number(text, at, 4, 4);
    if (day->year < 0 || !take_mark(text, at, marks))
        return false;
    char mark[] = { text.at[*at - 1], '\0' };
    day->month = take_number(text, at, 1, 2);
    if (day->month < 0 || !take_mark(text, at, mark))
        return false;
    day->day = take_number(text, at, 1, 2);
    return is_day(day);
}

/* "20260305", as in addresses */
static bool take_run(struct text text, size_t *at, struct day *day)
{
    int run = take_number(text, at, 8, 8);
    *day = (struct day){ run / 10000, run / 100 % 100, run % 100 };
    return run > 0 && is_day(day);
}

/* "5.3.2026", and "25/3/2026" where only one order is possible */
static bool take_year_last(struct text text, size_t *at, struct day *day)
{
    int first = take_number(text, at, 1, 2);
    if (first < 0 || !take_mark(text, at, "./-"))
        return false;
    char mark[] = { text.at[*at - 1], '\0' };
    int second = take_number(text, at, 1, 2);
    if (second < 0 || !take_mark(text, at, mark))
        return false;
    *day = (struct day){ take_number(text, at, 4, 4), second, first };
    if (mark[0] != '.' && second > 12)
        *day = (struct day){ day->year, first, second };
    return (mark[0] == '.' || first > 12 || second > 12 || first == second) && is_day(day);
}

static void skip_marks(struct text text, size_t *at)
{
    while (*at < text.length &&
           (text.at[*at] == ' ' || text.at[*at] == ',' || text.at[*at] == '.' || text.at[*at] == '-' || text.at[*at] == '\t'))
        ++*at;
}

static bool follows(struct text text, size_t at, struct text word)
{
    return at + word.length <= text.length && text_equals_nocase(text_slice(text, at, at + word.length), word);
}

/* A month's name, whole or cut to three letters ("Sept" too). */
static int take_month(struct text text, size_t *at)
{
    for (int month = 0; month < 12; month++) {
        struct text name = text_of(months[month]);
        if (!follows(text, *at, text_slice(name, 0, 3)))
            continue;
        size_t to = *at + 3;
        if (follows(text, *at, name))
            to = *at + name.length;
        else if (month == 8 && follows(text, to, TEXT("t")))
            to++;
        if (is_letter(text, to))
            return 0;
        *at = to;
        return month + 1;
    }
    return 0;
}

static void skip_ordinal(struct text text, size_t *at)
{
    static const char *const ordinals[] = { "st", "nd", "rd", "th" };
    for (int i = 0; i < 4; i++)
        if (follows(text, *at, text_of(ordinals[i]))) {
            *at += 2;
            return;
        }
}

/* "March 5, 2026", "5th of March 2026", "Thu Mar 05 2026" */
static bool take_words(struct text text, size_t *at, struct day *day)
{
    day->day = take_number(text, at, 1, 2);
    skip_ordinal(text, at);
    skip_marks(text, at);
    if (day->day >= 0 && follows(text, *at, TEXT("of ")))
        *at += 3;
    day->month = take_month(text, at);
    if (!day->month)
        return false;
    skip_marks(text, at);
    if (day->day < 0) {
        day->day = take_number(text, at, 1, 2);
        skip_ordinal(text, at);
        skip_marks(text, at);
    }
    day->year = take_number(text, at, 4, 4);
    return is_day(day);
}

/* The length of "T09:30:00.000+02:00" behind a day; 0 where there is none. */
static size_t time_length(struct text text)
{
    size_t at = 1;
    if (text.length < 6 || (text.at[0] != 'T' && text.at[0] != ' ') || take_number(text, &at, 2, 2) > 23 ||
        !take_mark(text, &at, ":"))
        return 0;
    int minutes = take_number(text, &at, 2, 2);
    if (minutes < 0 || minutes > 59)
        return 0;
    if (take_mark(text, &at, ":") && take_number(text, &at, 2, 2) < 0)
        return 0;
    if (take_mark(text, &at, "."))
        while (is_digit(text, at))
            at++;
    return at;
}

static size_t zone_length(struct text text)
{
    size_t at = 1;
    if (text_starts(text, TEXT("Z")))
        return 1;
    if (!text_starts(text, TEXT("+")) && !text_starts(text, TEXT("-")))
        return 0;
    if (take_number(text, &at, 4, 4) >= 0)
        return at;
    if (take_number(text, &at, 2, 2) < 0 || !take_mark(text, &at, ":") || take_number(text, &at, 2, 2) < 0)
        return 0;
    return at;
}

/* The time of day goes on only in full, with its zone. */
static struct text with_time(const struct day *day, struct text rest, struct arena *arena)
{
    size_t time = time_length(rest), zone = time ? zone_length(text_slice(rest, time, rest.length)) : 0;
    struct text date = arena_print(arena, "%04d-%02d-%02d", day->year, day->month, day->day);
    if (!zone)
        return date;
    size_t point = text_find(text_slice(rest, 0, time), TEXT("."));
    struct text hour = text_slice(rest, 1, point), where = text_slice(rest, time, time + zone);
    bool has_colon = where.length != 5;
    return arena_print(arena, "%.*sT%.*s%s%.*s%s%.*s", (int)date.length, date.at, (int)hour.length, hour.at,
                       hour.length == 5 ? ":00" : "", has_colon ? (int)where.length : 3, where.at, has_colon ? "" : ":",
                       has_colon ? 0 : 2, where.at + 3);
}

struct text html_day(struct text text, struct arena *arena)
{
    typedef bool take(struct text text, size_t *at, struct day *day);
    take *const ways[] = { take_year_first, take_run, take_year_last, take_words };
    struct day day;
    for (size_t from = 0; from + 8 <= text.length; from++) {
        if ((!is_digit(text, from) && !is_letter(text, from)) || (from && (is_digit(text, from - 1) || is_letter(text, from - 1))))
            continue;
        for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
            size_t at = from;
            if (ways[i](text, &at, &day) && !is_digit(text, at))
                return with_time(&day, text_slice(text, at, text.length), arena);
        }
    }
    return TEXT("");
}
