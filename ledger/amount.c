/* Amounts in words, compared as numbers. */
#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "ledger/amount.h"
#include "ledger/ledger.h"

struct number_word {
    const char *word;
    long long value;
};

static const struct number_word numbers[] = {
    { "one", 1 },        { "two", 2 },       { "three", 3 },     { "four", 4 },      { "five", 5 },    { "six", 6 },
    { "seven", 7 },
    { "eight", 8 },      { "nine", 9 },      { "ten", 10 },      { "eleven", 11 },   { "twelve", 12 }, { "thirteen", 13 },
    { "fourteen", 14 },  { "fifteen", 15 },  { "sixteen", 16 },  { "seventeen", 17 }, { "eighteen", 18 }, { "nineteen", 19 },
    { "twenty", 20 },    { "thirty", 30 },   { "forty", 40 },    { "fifty", 50 },    { "sixty", 60 },  { "seventy", 70 },
    { "eighty", 80 },    { "ninety", 90 },   { "both", 2 },      { "single", 1 },
};

/* "a dozen" and "a million" are numbers by themselves. */
static const struct number_word scales[] = {
    { "hundred", 100 },     { "dozen", 12 },           { "k", 1000 },          { "thousand", 1000 }, { "m", 1000000 },
    { "mn", 1000000 },      { "mln", 1000000 },        { "million", 1000000 }, { "b", 1000000000 },  { "bn", 1000000000 },
    { "bln", 1000000000 },  { "billion", 1000000000 }, { "tn", 1000000000000 }, { "trillion", 1000000000000 },
};

static const struct { const char *sign, *unit; } units[] = {
#define UNIT(sign, unit) { sign, unit },
#define CURRENCY(unit, words, name, code)
#include "ledger/currencies.def"
#undef CURRENCY
#undef UNIT
};

static const struct { const char *unit, *words, *name, *code; } currencies[] = {
#define UNIT(sign, unit)
#define CURRENCY(unit, words, name, code) { unit, words, name, code },
#include "ledger/currencies.def"
#undef CURRENCY
#undef UNIT
};

static long long find(const struct number_word *list, size_t count, struct text word)
{
    for (size_t i = 0; i < count; i++)
        if (text_is(word, list[i].word))
            return list[i].value;
    return 0;
}

#define FIND(list, word) find((list), sizeof(list) / sizeof *(list), (word))

static long long multiply(long long a, long long b)
{
    return a > LLONG_MAX / b ? LLONG_MAX : a * b;
}

/* The number of `words`, and how many of its digits stand behind the point: "0.002645" is 2645 with six. */
struct digits {
    long long value;
    int decimals;
};

/* "1,500" is 1500 and "1.5" one and a half: a comma parts thousands, a point what is less than one. What is beyond nine decimals,
 * or beyond all numbers, is left out. */
static struct digits read_digits(struct text words, size_t *at)
{
    enum { MOST_DECIMALS = 9 };
    struct digits digits = { 0, 0 };
    bool is_fraction = false;
    for (; *at < words.length; ++*at) {
        char c = words.at[*at];
        bool has_room = digits.value <= (LLONG_MAX - 9) / 10 && digits.decimals < MOST_DECIMALS;
        if (isdigit((unsigned char)c) && has_room) {
            digits.value = digits.value * 10 + (c - '0');
            digits.decimals += is_fraction;
        } else if (isdigit((unsigned char)c) && !is_fraction) {
            digits.value = LLONG_MAX;
        } else if (isdigit((unsigned char)c)) {
            continue;
        } else if (c == '.' && !is_fraction && *at + 1 < words.length && isdigit((unsigned char)words.at[*at + 1])) {
            is_fraction = true;
        } else if (c != ',' || *at + 1 >= words.length || !isdigit((unsigned char)words.at[*at + 1])) {
            break;
        }
    }
    return digits;
}

/* Shifts a number by decimals: as exact as thousandths can be. */
static long long without_decimals(long long thousandths, int *decimals)
{
    for (; *decimals > 0 && thousandths % 10 == 0; --*decimals)
        thousandths /= 10;
    return thousandths;
}

static struct text read_word(struct text words, size_t *at)
{
    size_t from = *at;
    while (*at < words.length && isalpha((unsigned char)words.at[*at]))
        ++*at;
    return text_slice(words, from, *at);
}

static bool is_letter(struct text words, size_t at)
{
    return at < words.length && (isalpha((unsigned char)words.at[at]) || (unsigned char)words.at[at] >= 0x80);
}

/* Where `word` stands in `words` from `at` on; a word of letters must begin there: "us$5" has no "s$5". words.length: nowhere. */
static size_t find_word(struct text words, struct text word, size_t at)
{
    for (const char *next; at < words.length && (next = memchr(words.at + at, word.at[0], words.length - at)); at++) {
        at = (size_t)(next - words.at);
        bool is_inside = is_letter(word, 0) && at && is_letter(words, at - 1);
        if (!is_inside && text_starts(text_slice(words, at, words.length), word))
            return at;
    }
    return words.length;
}

static bool has_unit(struct text words, struct text sign)
{
    bool is_word = isalpha((unsigned char)sign.at[0]);
    for (size_t at = find_word(words, sign, 0); at < words.length; at = find_word(words, sign, at + 1)) {
        size_t end = at + sign.length;
        if (!is_word || !is_letter(words, end + (end < words.length && words.at[end] == 's')))
            return true;
    }
    return false;
}

static struct text currency_of(struct text words)
{
    const char *unit = NULL;
    for (size_t i = 0; i < sizeof units / sizeof *units && !unit; i++)
        if (has_unit(words, text_of(units[i].sign)))
            unit = units[i].unit;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies && unit; i++)
        if (!strcmp(currencies[i].unit, unit) &&
            (!currencies[i].words[0] || find_word(words, text_of(currencies[i].words), 0) < words.length))
            return text_of(currencies[i].name);
    return TEXT("");
}

const char *ledger_currency_code(struct text name)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (text_is(name, currencies[i].name))
            return currencies[i].code[0] ? currencies[i].code : NULL;
    return NULL;
}

/* One step through the words. Returns false once the number is complete. `*decimals`: by how many digits `amount` is still too
 * large. */
static bool take_word(struct text words, size_t *at, struct amount *amount, bool *is_in_tens, int *decimals)
{
    if (isdigit((unsigned char)words.at[*at])) {
        if (amount->is_number)
            return false;
        struct digits digits = read_digits(words, at);
        *decimals = digits.decimals;
        *amount = (struct amount){ .is_number = true, .thousandths = without_decimals(multiply(digits.value, 1000), decimals) };
        return true;
    }
    struct text word = read_word(words, at);
    long long number = FIND(numbers, word), scale = FIND(scales, word);
    if (number && amount->is_number && !(*is_in_tens && number < 10))
        return false;
    if (number)
        amount->thousandths += number * 1000;
    else if (scale && (amount->is_number || word.length > 3))
        amount->thousandths = without_decimals(multiply(amount->is_number ? amount->thousandths : 1000, scale), decimals);
    else if (word.length && amount->is_number && !scale && !text_is(word, "and"))
        return false;
    amount->is_number |= number || (scale && word.length > 3);
    if (word.length)
        *is_in_tens = number >= 20;
    else
        ++*at;
    return true;
}

struct amount amount_of(struct text words)
{
    struct arena arena = { 0 };
    struct amount amount = { .is_number = false };
    bool is_in_tens = false;
    int decimals = 0;
    struct text lower = utf8_lower(words, &arena);
    for (size_t at = 0; at < lower.length;)
        if (!take_word(lower, &at, &amount, &is_in_tens, &decimals))
            break;
    for (; decimals > 0; decimals--)
        amount.thousandths /= 10;
    amount.currency = currency_of(lower);
    arena_release(&arena);
    return amount;
}

bool ledger_amount(struct text words, long long *thousandths, struct text *currency)
{
    struct amount amount = amount_of(words);
    *thousandths = amount.thousandths;
    *currency = amount.currency;
    return amount.is_number;
}

static bool is_comparable(struct amount a, struct amount b)
{
    return a.is_number && b.is_number && (text_equals(a.currency, b.currency) || !a.currency.length || !b.currency.length);
}

bool amount_is_same(struct text a, struct text b)
{
    struct amount x = amount_of(a), y = amount_of(b);
    return text_equals_nocase(a, b) || (is_comparable(x, y) && x.thousandths == y.thousandths);
}

bool amount_differs(struct text a, struct text b)
{
    struct amount x = amount_of(a), y = amount_of(b);
    return is_comparable(x, y) && x.thousandths != y.thousandths;
}

bool amount_is_part(struct text words)
{
    static const char *const articles[] = { "the", "a", "an", NULL };
    static const char *const beginnings[] = { "first", "initial", NULL };
    static const char *const loads[] = { "batch",  "tranche", "shipment",    "consignment", "instalment", "installment", "delivery",
                                         "convoy", "load",    "part",        "group",       "cargo",      NULL };
    static const char *const parts[] = { "first", "one",  "two",     "three", "some",    "part",   "half",    "several", "most",
                                         "many",  "bulk", "few",     "third", "quarter", "couple", "portion", NULL };
    struct text rest = words, word = text_cut(&rest, ' ');
    if (text_is_any_nocase(word, articles))
        word = text_cut(&rest, ' ');
    struct text next = text_cut(&rest, ' ');
    return (text_is_any_nocase(word, parts) && text_equals_nocase(next, TEXT("of"))) ||
           (text_is_any_nocase(word, beginnings) && text_is_any_nocase(next, loads));
}
