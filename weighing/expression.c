/* Reads expressions: names joined by "and", "or", "not", brackets, and "at least 2 of (a, b, c)". */
#include "weighing/scenario.h"

enum { DEEPEST = 200 };

struct reading {
    struct text rest, whole;
    struct place place;
    struct arena *arena;
    struct error *err;
    int depth;
};

static struct expression *fail(struct reading *reading, const char *what)
{
    error_at(reading->err, ERROR_INPUT, reading->place.file, reading->place.line, 0,
             "%s in '%.*s'; write names joined by 'and', 'or', "
             "'not', brackets, or 'at least 2 of (a, b, c)'",
             what, (int)reading->whole.length, reading->whole.at);
    return NULL;
}

static bool is_mark(char c)
{
    return c == '(' || c == ')' || c == ',';
}

/* The next word without taking it: a mark, a name in quotes, or what stands up to a blank or mark. */
static struct text peek(struct reading *reading)
{
    reading->rest = text_trim(reading->rest);
    struct text rest = reading->rest;
    size_t end = 0;
    if (!rest.length)
        return rest;
    if (is_mark(*rest.at))
        return text_slice(rest, 0, 1);
    if (*rest.at == '"') {
        for (end = 1; end < rest.length && rest.at[end] != '"'; end++)
            ;
        return text_slice(rest, 0, end + 1);
    }
    while (end < rest.length && !is_mark(rest.at[end]) && rest.at[end] != ' ' && rest.at[end] != '\t')
        end++;
    return text_slice(rest, 0, end);
}

static bool take(struct reading *reading, const char *word)
{
    struct text next = peek(reading);
    if (!text_equals_nocase(next, text_of(word)))
        return false;
    reading->rest = text_slice(reading->rest, next.length, reading->rest.length);
    return true;
}

static struct expression *make(struct reading *reading, enum expression_kind kind)
{
    struct expression *made = arena_take(reading->arena, sizeof *made);
    made->kind = kind;
    return made;
}

struct parts {
    struct expression **items;
    size_t count, room;
};

static struct expression *gather(struct reading *reading, const struct parts *parts, long long need)
{
    struct expression *made = make(reading, EXPRESSION_AT_LEAST);
    made->parts = parts->items;
    made->count = (int)parts->count;
    made->need = need;
    return made;
}

static struct expression *read_or(struct reading *reading);

/* "2 of (a, b, c)", after "at least". */
static struct expression *read_at_least(struct reading *reading)
{
    struct parts parts = { 0 };
    struct text number = peek(reading);
    long long need = 0;
    for (size_t i = 0; i < number.length; i++) {
        if (number.at[i] < '0' || number.at[i] > '9' || need > 1000000)
            return fail(reading, "'at least' takes a whole number");
        need = need * 10 + (number.at[i] - '0');
    }
    reading->rest = text_slice(reading->rest, number.length, reading->rest.length);
    if (!number.length || !take(reading, "of") || !take(reading, "("))
        return fail(reading, "'at least' wants a number, 'of' and names in brackets");
    do {
        struct expression *part = read_or(reading);
        if (!part)
            return NULL;
        ARENA_PUSH(reading->arena, &parts, part);
    } while (take(reading, ","));
    return take(reading, ")") ? gather(reading, &parts, need) : fail(reading, "a bracket is not closed");
}

static struct expression *read_name(struct reading *reading)
{
    struct text word = peek(reading);
    if (!word.length)
        return fail(reading, "a name is missing at the end");
    if (is_mark(*word.at) || text_equals_nocase(word, TEXT("and")) || text_equals_nocase(word, TEXT("or")))
        return fail(reading, "a name is missing");
    reading->rest = text_slice(reading->rest, word.length, reading->rest.length);
    struct expression *made = make(reading, EXPRESSION_NAME);
    made->name = *word.at == '"' ? text_slice(word, 1, word.length - 1) : word;
    return made;
}

static struct expression *read_one(struct reading *reading)
{
    if (take(reading, "not")) {
        struct parts parts = { 0 };
        struct expression *part = ++reading->depth > DEEPEST ? fail(reading, "too deep") : read_one(reading);
        if (!part)
            return NULL;
        ARENA_PUSH(reading->arena, &parts, part);
        struct expression *made = gather(reading, &parts, 0);
        made->kind = EXPRESSION_NOT;
        reading->depth--;
        return made;
    }
    if (take(reading, "at"))
        return take(reading, "least") ? read_at_least(reading) : fail(reading, "'at' without 'least'");
    if (!take(reading, "("))
        return read_name(reading);
    struct expression *inside = read_or(reading);
    if (!inside)
        return NULL;
    return take(reading, ")") ? inside : fail(reading, "a bracket is not closed");
}

static struct expression *read_and(struct reading *reading)
{
    struct parts parts = { 0 };
    do {
        struct expression *part = read_one(reading);
        if (!part)
            return NULL;
        ARENA_PUSH(reading->arena, &parts, part);
    } while (take(reading, "and"));
    return parts.count == 1 ? parts.items[0] : gather(reading, &parts, (long long)parts.count);
}

static struct expression *read_or(struct reading *reading)
{
    struct parts parts = { 0 };
    if (++reading->depth > DEEPEST)
        return fail(reading, "too deep");
    do {
        struct expression *part = read_and(reading);
        if (!part)
            return NULL;
        ARENA_PUSH(reading->arena, &parts, part);
    } while (take(reading, "or"));
    reading->depth--;
    return parts.count == 1 ? parts.items[0] : gather(reading, &parts, 1);
}

bool expression_read(struct text words, struct place place, struct arena *arena, struct expression **out, struct error *err)
{
    struct reading reading = { .rest = words, .whole = words, .place = place, .arena = arena, .err = err };
    *out = read_or(&reading);
    if (*out && peek(&reading).length)
        *out = fail(&reading, "something is left over");
    return *out;
}
