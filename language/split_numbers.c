/* Numbers as tokens: what belongs to a number and what is a word of its own after it. */
#include <string.h>

#include "language/split_chars.h"
#include "language/split_words.h"

/* Units that the treebanks part from their number when they are written together ("5|pm", "10|km", "$3|bn"). Capitals count. */
static const char *const units[] = {
    "am", "pm", "AM", "PM", "k", "K", "m", "M", "b", "B", "bn", "BN", "Bn", "mn", "tn", "trn", "mm", "MM", "cm", "km", "kms",
    "kg", "g", "mg", "lb", "lbs", "oz", "ft", "in", "yd", "mi", "ml", "l", "hr", "hrs", "h", "min", "mins", "sec", "secs",
    "ms", "yr", "yrs", "mo", "x", "GB", "MB", "TB", "KB", "kb", "Gb", "Mb", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW",
    "kWh", "MWh", "GWh", "TWh", "kV", "V", "mph", "kph", "kmh", "p", "c", "C", "F", "nm", "kt", "Mt", "t", "ha", "sq", "dpi",
    "fps", "days", "day", "hours", "hour", "minutes", "miles", "million", "billion", "trillion", "percent", "euros", "euro",
    "bps", "bpd", "bcm", "mcm", "A", NULL
};

static const char *const decades_and_ordinals[] = { "s", "st", "nd", "rd", "th", NULL };

static bool is_digit(struct text text, size_t at, size_t end)
{
    return at < end && text.at[at] >= '0' && text.at[at] <= '9';
}

static size_t count_digits(struct text text, size_t at, size_t end)
{
    size_t count = 0;
    while (is_digit(text, at + count, end))
        count++;
    return count;
}

static size_t count_letters(struct text text, size_t at, size_t end)
{
    size_t from = at, length;
    while (at < end && split_char_at(text, at, &length) & SPLIT_LETTER)
        at += length;
    return at - from;
}

static int value_of(struct text text, size_t at, size_t digits)
{
    int value = 0;
    for (size_t i = 0; i < digits && i < 4; i++)
        value = value * 10 + (text.at[at + i] - '0');
    return value;
}

/* "1/2", "9/11" and "11/28/2000", "16/11/2004", but not "19/20": what could be a date or a half stays whole. */
static size_t slashed(struct text text, size_t at, size_t end)
{
    size_t first = count_digits(text, at, end), second, third;
    if (!first || first > 2 || at + first >= end || text.at[at + first] != '/')
        return 0;
    second = count_digits(text, at + first + 1, end);
    if (!second || second > 2)
        return 0;
    size_t length = first + 1 + second;
    int a = value_of(text, at, first), b = value_of(text, at + first + 1, second);
    if (at + length < end && text.at[at + length] == '/') {
        third = count_digits(text, at + length + 1, end);
        return (third == 2 || third == 4) && a <= 31 && b <= 31 ? length + 1 + third : 0;
    }
    bool is_round_the_clock = a == 24 && b == 7;
    return is_round_the_clock || (a >= 1 && a <= 12 && b >= 1 && b <= 31) ? length : 0;
}

/* Telephone numbers, postal codes, dates: "713-555-0142", "555-0142", "3-5213", "77015-0027", "12-20-2000"; not
 * "1996-2000" or "10-12". */
static size_t hyphened(struct text text, size_t at, size_t end)
{
    size_t first = count_digits(text, at, end), length = first, last = first;
    int groups = 1;
    while (at + length < end && (text.at[at + length] == '-' || text.at[at + length] == '.') &&
           is_digit(text, at + length + 1, end)) {
        last = count_digits(text, at + length + 1, end);
        length += 1 + last;
        groups++;
    }
    if (memchr(text.at + at, '-', length) == NULL)
        return 0;
    if (groups >= 3)
        return length;
    return last == 4 && (first == 1 || first == 3 || first == 5) ? length : 0;
}

/* Groups of three after commas, any digits after points and colons. */
static size_t grouped(struct text text, size_t at, size_t end)
{
    size_t length = count_digits(text, at, end);
    while (at + length < end) {
        char mark = text.at[at + length];
        size_t digits = count_digits(text, at + length + 1, end);
        if (!digits || (mark != '.' && mark != ':' && mark != ',') || (mark == ',' && digits != 3))
            break;
        length += 1 + digits;
    }
    return length;
}

size_t split_unit(struct text text, size_t at, size_t end)
{
    size_t letters = count_letters(text, at, end);
    if (!letters || is_digit(text, at + letters, end))
        return 0;
    for (const char *const *unit = units; *unit; unit++)
        if (text_is(text_slice(text, at, at + letters), *unit))
            return letters;
    return 0;
}

size_t split_number(struct text text, size_t at, size_t end)
{
    if (!is_digit(text, at, end))
        return at + 1 < end && text.at[at] == '.' && is_digit(text, at + 1, end) ? 1 + grouped(text, at + 1, end) : 0;
    size_t length = hyphened(text, at, end);
    if (length)
        return length;
    length = slashed(text, at, end);
    if (!length)
        length = grouped(text, at, end);
    size_t letters = count_letters(text, at + length, end);
    struct text after = text_slice(text, at + length, at + length + letters);
    if (letters && split_is_one_of(after, decades_and_ordinals))
        return length + letters;
    size_t mark = split_apostrophe(text, at + length);
    bool is_decade = mark && at + length + mark < end && text.at[at + length + mark] == 's' &&
                     !count_letters(text, at + length + mark + 1, end);
    return is_decade ? length + mark + 1 : length;
}
