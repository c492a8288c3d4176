/* troth due: what falls due if something happens, what still waits, what was declined. */
#include <stdlib.h>

#include "command/command.h"
#include "command/weighed.h"

struct due {
    struct weighed weighed;
    bool *is_near; /* [entries] it belongs to what was asked for */
    enum verdict verdict;
};

/* What falls due by the assumption, or hangs on it. */
static bool is_asked(const struct weighing_case *made, int entry, const bool *hanging)
{
    enum verdict verdict = made->entries.items[entry].verdict;
    return verdict == VERDICT_FALLS_DUE || (verdict != VERDICT_DECLINED && verdict != VERDICT_GIVEN && hanging[entry]);
}

static int by_number(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

/* Others belong to it that are for the same recipient, or stand in the same report and name no recipient. */
static void find_near(struct due *due)
{
    const struct weighing_case *made = &due->weighed.made;
    size_t count = made->entries.count, articles = 0;
    long long *asked_articles = arena_take(&due->weighed.arena, (count + 1) * sizeof *asked_articles);
    bool *is_recipient = arena_take(&due->weighed.arena, 2 * count + 2); /* there are at most two parties an entry */
    const bool *hanging = weighing_case_hanging(made, &due->weighed.arena);
    due->is_near = arena_take(&due->weighed.arena, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct weighing_entry *entry = &made->entries.items[i];
        if (!(due->is_near[i] = is_asked(made, (int)i, hanging)))
            continue;
        asked_articles[articles++] = entry->row->article;
        if (entry->recipient >= 0 && (size_t)entry->recipient < 2 * count + 2)
            is_recipient[entry->recipient] = true;
    }
    qsort(asked_articles, articles, sizeof *asked_articles, by_number);
    for (size_t i = 0; i < count; i++) {
        const struct weighing_entry *entry = &made->entries.items[i];
        bool is_same_report = bsearch(&entry->row->article, asked_articles, articles, sizeof *asked_articles, by_number);
        bool is_side = entry->verdict != VERDICT_WAITS && entry->verdict != VERDICT_CIRCLE && entry->verdict != VERDICT_GIVEN;
        due->is_near[i] |=
            is_side &&
            (entry->recipient >= 0 ? (size_t)entry->recipient < 2 * count + 2 && is_recipient[entry->recipient] : is_same_report);
    }
}

static bool has_verdict(void *context, int entry)
{
    const struct due *due = context;
    return due->is_near[entry] && due->weighed.made.entries.items[entry].verdict == due->verdict;
}

static bool is_any(void *context, int entry)
{
    return ((const struct due *)context)->is_near[entry];
}

static void write_page(struct due *due)
{
    static const struct { enum verdict verdict; const char *title; } sections[] = {
        { VERDICT_FALLS_DUE, "Falls due" },
        { VERDICT_WAITS, "Still lacks something" },
        { VERDICT_CIRCLE, "Waits in a circle" },
        { VERDICT_OWED, "Owed already" },
        { VERDICT_LATER, "Only later" },
        { VERDICT_CONTESTED, "Disputed or changed" },
        { VERDICT_POSSIBLE, "Only possible" },
        { VERDICT_LOST, "Lost" },
        { VERDICT_DECLINED, "Declined or taken back" },
    };
    int falls = 0;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        due->verdict = sections[i].verdict;
        int count = weighed_section(&due->weighed, sections[i].title, has_verdict, due);
        falls += i ? 0 : count;
    }
    if (!falls)
        buffer_add_string(&due->weighed.out, "\nnothing falls due by it\n");
}

static bool write_answer(struct due *due, struct error *err)
{
    switch (due->weighed.query.form) {
    case FORM_TABLE:
        write_page(due);
        break;
    case FORM_SVG:
        chart_add(&due->weighed, NULL, is_any, due);
        break;
    case FORM_CSV:
    case FORM_JSONL:
        weighed_rows(&due->weighed, is_any, due);
    }
    if (!weighed_is_whole(&due->weighed, err))
        return false;
    output_write(buffer_text(&due->weighed.out));
    return true;
}

int command_due(const struct options *options, struct error *err)
{
    struct due due = { .verdict = VERDICT_FALLS_DUE };
    if (!options->value[OPTION_IF])
        return error_set(err, ERROR_USAGE, "'troth due' wants --if and a condition, as in 'troth due --if ceasefire'"),
               error_status(err->code);
    bool good = weighed_open(&due.weighed, options, NULL, NULL, err);
    if (good) {
        find_near(&due);
        good = write_answer(&due, err);
    }
    int status = good ? output_finish(err) : error_status(err->code);
    weighed_close(&due.weighed);
    return status;
}
