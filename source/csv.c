/* Tables of comma-separated values. */
#include "source/csv.h"

void csv_open(struct csv *csv, struct text text)
{
    bool has_mark = text.length >= 3 && text_starts(text, TEXT("\xef\xbb\xbf"));
    *csv = (struct csv){ has_mark ? text_slice(text, 3, text.length) : text, 1 };
}

static bool is_end(char c)
{
    return c == ',' || c == '\n' || c == '\r';
}

/* What stands between quotes, `at` behind the first. False when they are never closed. */
static bool read_quoted(struct csv *csv, size_t *at, struct arena *arena, struct text *field)
{
    struct text rest = csv->rest;
    struct { char *items; size_t count, room; } made = { 0 };
    for (; *at < rest.length; ++*at) {
        bool is_quote = rest.at[*at] == '"', is_double = is_quote && *at + 1 < rest.length && rest.at[*at + 1] == '"';
        if (is_quote && !is_double) {
            ++*at;
            *field = (struct text){ made.count ? made.items : "", made.count };
            return true;
        }
        *at += is_double;
        csv->line += rest.at[*at] == '\n';
        ARENA_PUSH(arena, &made, rest.at[*at]);
    }
    return false;
}

static bool read_field(struct csv *csv, size_t *at, struct arena *arena, struct text *field)
{
    size_t from = *at;
    if (from < csv->rest.length && csv->rest.at[from] == '"') {
        ++*at;
        return read_quoted(csv, at, arena, field);
    }
    while (*at < csv->rest.length && !is_end(csv->rest.at[*at]))
        ++*at;
    *field = text_trim(text_slice(csv->rest, from, *at));
    return true;
}

/* A doubled quote closes and opens again, which comes to the same. */
enum csv_place csv_follow(enum csv_place place, struct text line)
{
    if (place != CSV_IN_QUOTES)
        place = CSV_AT_FIELD;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (place == CSV_IN_QUOTES)
            place = c == '"' ? CSV_AFTER_QUOTES : CSV_IN_QUOTES;
        else if (c == '"' && (place == CSV_AT_FIELD || (place == CSV_AFTER_QUOTES && line.at[i - 1] == '"')))
            place = CSV_IN_QUOTES;
        else if (c == ',')
            place = CSV_AT_FIELD;
        else if (place == CSV_AT_FIELD)
            place = CSV_IN_FIELD;
    }
    return place;
}

/* Passes over the end of a line, and over empty lines. */
static void pass_lines(struct csv *csv, size_t at)
{
    for (; at < csv->rest.length && (csv->rest.at[at] == '\n' || csv->rest.at[at] == '\r'); at++)
        csv->line += csv->rest.at[at] == '\n';
    csv->rest = text_slice(csv->rest, at, csv->rest.length);
}

int csv_next(struct csv *csv, const char *file, struct arena *arena, struct csv_row *row, struct error *err)
{
    struct { struct text *items; size_t count, room; } fields = { 0 };
    size_t at = 0;
    pass_lines(csv, 0);
    if (!csv->rest.length)
        return 0;
    int line = csv->line;
    for (bool more = true; more;) {
        struct text field;
        if (!read_field(csv, &at, arena, &field)) {
            error_at(err, ERROR_INPUT, file, line, 0, "a quote is opened and never closed");
            csv->rest.length = 0;
            return -1;
        }
        ARENA_PUSH(arena, &fields, field);
        while (at < csv->rest.length && !is_end(csv->rest.at[at]))
            at++; /* what stands behind a closing quote */
        more = at < csv->rest.length && csv->rest.at[at] == ',';
        at += more;
    }
    *row = (struct csv_row){ fields.items, (int)fields.count, line };
    pass_lines(csv, at);
    return 1;
}
