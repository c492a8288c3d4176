/* Reports that were read again, on their way out: as they were read at first and each time later, a line each. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_readings {
    struct exchange *exchange;
    struct arena arena, spare; /* spare: of the reading that goes out */
    struct { struct ledger_reading *items; size_t count, room; } all; /* by number */
    struct { long long *items; size_t count, room; } reports;         /* that have one, sorted */
};

static bool take(void *context, const struct ledger_reading *reading, struct error *err)
{
    struct outgoing_readings *readings = context;
    struct ledger_reading copy = *reading;
    copy.reader = arena_copy(&readings->arena, reading->reader);
    ARENA_PUSH(&readings->arena, &readings->all, copy);
    if (reading->place == 1)
        ARENA_PUSH(&readings->arena, &readings->reports, reading->report);
    return true;
}

static int by_value(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

struct outgoing_readings *readings_begin(struct exchange *exchange, struct error *err)
{
    struct outgoing_readings *readings = memory_take(sizeof *readings);
    *readings = (struct outgoing_readings){ .exchange = exchange };
    if (!ledger_readings(exchange->ledger, &exchange->filter->time, take, readings, err)) {
        readings_end(readings);
        return NULL;
    }
    if (readings->reports.count)
        qsort(readings->reports.items, readings->reports.count, sizeof *readings->reports.items, by_value);
    return readings;
}

void readings_end(struct outgoing_readings *readings)
{
    if (!readings)
        return;
    arena_release(&readings->arena);
    arena_release(&readings->spare);
    free(readings);
}

static int by_number(const void *a, const void *b)
{
    return by_value(&((const struct ledger_reading *)a)->number, &((const struct ledger_reading *)b)->number);
}

const struct ledger_reading *readings_by_number(const struct outgoing_readings *readings, long long number)
{
    const struct ledger_reading key = { .number = number };
    return readings->all.count ? bsearch(&key, readings->all.items, readings->all.count, sizeof key, by_number) : NULL;
}

static void add_statements(const struct ledger_read *read, struct text reader, struct buffer *out)
{
    struct record_writer writer = { .article = &read->article, .reader = reader.at, .has_places = true };
    json_member(out, "reader", reader);
    json_open(out, "statements", '[');
    for (size_t i = 0; i < read->count; i++) {
        buffer_add_string(out, i ? ", " : "");
        jsonl_add_statement(&writer, &read->rows[i].statement, read->rows[i].evidence, out);
        out->length--; /* the line's end */
    }
    buffer_add_string(out, "]}\n");
}

bool readings_write_first(struct outgoing_readings *readings, long long report, struct buffer *out, struct error *err)
{
    struct ledger_read read;
    if (!readings->reports.count ||
        !bsearch(&report, readings->reports.items, readings->reports.count, sizeof report, by_value))
        return true;
    arena_reset(&readings->spare);
    if (!ledger_read_as(readings->exchange->ledger, report, 0, &readings->spare, &read, err))
        return false;
    jsonl_add_article(&read.article, "\"first_reading\": true", out);
    out->length -= 2; /* the end of the object and of the line */
    add_statements(&read, read.reader, out);
    return true;
}

bool readings_write(struct outgoing_readings *readings, const struct ledger_reading *reading, struct buffer *out, struct error *err)
{
    struct ledger_read read;
    char hash[65];
    arena_reset(&readings->spare);
    if (!ledger_read_as(readings->exchange->ledger, reading->report, reading->number, &readings->spare, &read, err))
        return false;
    record_article_hash(&read.article, hash);
    buffer_print(out, "{\"reading\": %lld", reading->place);
    json_member(out, "hash", text_of(hash));
    json_member(out, "id", read.article.id);
    add_statements(&read, reading->reader, out);
    return true;
}
