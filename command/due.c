/* troth due: what falls due if something happens, what still waits, what was declined. */
#include "command/command.h"
#include "command/weighed.h"

struct due {
    struct weighed weighed;
    const bool *is_near; /* [entries] it belongs to what was asked for */
    enum verdict verdict;
};

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
    bool good = weighed_open_near(&due.weighed, options, err);
    if (good) {
        due.is_near = weighing_case_near(&due.weighed.made, &due.weighed.arena);
        good = write_answer(&due, err);
    }
    int status = good ? output_finish(err) : error_status(err->code);
    weighed_close(&due.weighed);
    return status;
}
