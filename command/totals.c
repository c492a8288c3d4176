/* troth totals: money added up, exactly. */
#include <stdio.h>
#include <stdlib.h>

#include "base/near.h"
#include "command/command.h"
#include "command/query.h"
#include "command/table.h"

static const char *const parts[] = { "month", "actor", "recipient", "means", "act" }; /* in the order of enum ledger_by */

enum { PARTS = sizeof parts / sizeof *parts };

struct adding_up {
    struct query query;
    struct arena arena;
    struct buffer out;
    unsigned by;
    long long count;
};

/* "month,actor" */
static bool read_by(struct text list, unsigned *by, struct error *err)
{
    while (list.length) {
        struct text one = text_trim(text_cut(&list, ','));
        int found = -1;
        for (int i = 0; i < PARTS; i++)
            if (text_is(one, parts[i]))
                found = i;
        if (found < 0)
            return error_set(err, ERROR_USAGE, "--by: '%.*s' is none of month, actor, recipient, means, act", (int)one.length,
                             one.at);
        *by |= 1u << found;
    }
    return true;
}

/* Thousandths as a decimal number without needless zeros. */
static struct text number_of(long long thousandths, struct arena *arena)
{
    unsigned long long size = thousandths < 0 ? 0ull - (unsigned long long)thousandths : (unsigned long long)thousandths;
    struct text made = arena_print(arena, "%s%llu.%03llu", thousandths < 0 ? "-" : "", size / 1000, size % 1000);
    while (made.at[made.length - 1] == '0')
        made.length--;
    made.length -= made.at[made.length - 1] == '.';
    return made;
}

static void take_fields(const struct adding_up *all, const struct ledger_total *total, struct text fields[PARTS + 3], int *count,
                        struct arena *arena)
{
    const struct text values[] = { total->month, total->actor, total->recipient, total->means, total->act };
    *count = 0;
    for (int i = 0; i < PARTS; i++)
        if (all->by & 1u << i)
            fields[(*count)++] = values[i];
    fields[(*count)++] = total->currency;
    fields[(*count)++] = number_of(total->thousandths, arena);
    fields[(*count)++] = arena_print(arena, "%lld", total->statements);
}

static void name_fields(const struct adding_up *all, struct text fields[PARTS + 3], int *count)
{
    *count = 0;
    for (int i = 0; i < PARTS; i++)
        if (all->by & 1u << i)
            fields[(*count)++] = text_of(parts[i]);
    fields[(*count)++] = TEXT("currency");
    fields[(*count)++] = TEXT("total");
    fields[(*count)++] = TEXT("statements");
}

static void add_json(struct adding_up *all, const struct text *names, const struct text *fields, int count)
{
    for (int i = 0; i < count; i++) {
        buffer_print(&all->out, "%s\"%.*s\": ", i ? ", " : "{", (int)names[i].length, names[i].at);
        if (i >= count - 2)
            buffer_add(&all->out, fields[i]);
        else
            buffer_add_json(&all->out, fields[i]);
    }
    buffer_add_string(&all->out, "}\n");
}

static void add_page(struct adding_up *all, const struct text *fields, int count)
{
    buffer_add_string(&all->out, "  ");
    for (int i = 0; i < count - 3; i++)
        buffer_print(&all->out, "%-*.*s ", text_is(fields[i], "") ? 12 : 12 + (int)fields[i].length - (int)utf8_count(fields[i]),
                     (int)fields[i].length, fields[i].at);
    buffer_print(&all->out, "%22.*s %.*ss in %.*s statement%s\n", (int)fields[count - 2].length, fields[count - 2].at,
                 (int)fields[count - 3].length, fields[count - 3].at, (int)fields[count - 1].length, fields[count - 1].at,
                 text_is(fields[count - 1], "1") ? "" : "s");
}

static bool write_total(void *context, const struct ledger_total *total, struct error *err)
{
    struct adding_up *all = context;
    struct text fields[PARTS + 3], names[PARTS + 3];
    int count;
    all->count++;
    name_fields(all, names, &count);
    take_fields(all, total, fields, &count, &all->arena);
    if (all->query.form == FORM_CSV)
        buffer_add_csv_row(&all->out, fields, (size_t)count, "\n");
    else if (all->query.form == FORM_JSONL)
        add_json(all, names, fields, count);
    else
        add_page(all, fields, count);
    bool goes_on = output_write(buffer_text(&all->out));
    buffer_reset(&all->out);
    arena_reset(&all->arena);
    return goes_on;
}

static bool write_all(struct adding_up *all, struct error *err)
{
    struct text names[PARTS + 3];
    int count;
    name_fields(all, names, &count);
    if (all->query.form == FORM_CSV) {
        buffer_add_csv_row(&all->out, names, (size_t)count, "\n");
        output_write(buffer_text(&all->out));
        buffer_reset(&all->out);
    }
    bool good = ledger_totals(all->query.ledger, &all->query.filter, all->by, write_total, all, err) || err->code == ERROR_NONE;
    if (good && all->query.form == FORM_TABLE && !all->count)
        output_write(TEXT("no money in what fits\n"));
    return good;
}

int command_totals(const struct options *options, struct error *err)
{
    struct adding_up all = { .by = 0 };
    if (!read_by(text_of(options->value[OPTION_GROUP]), &all.by, err) || !query_open(&all.query, options, err))
        return error_status(err->code);
    buffer_init(&all.out, 0);
    bool good = write_all(&all, err);
    int status = good ? output_finish(err) : error_status(err->code);
    buffer_release(&all.out);
    arena_release(&all.arena);
    query_close(&all.query);
    return status;
}
