/* Reports that no statement brings along: those in which nothing was read, and those met again under another id, publisher, date or
 * address. */
#include <stdlib.h>

#include "exchange/inner.h"

struct outgoing_reports {
    struct exchange *exchange;
    struct outgoing *found;
    struct arena arena, held; /* held: of the last report that went out, where it was met again */
    struct { struct ledger_report *items; size_t count, room; } again; /* by report */
    size_t next;                                                       /* of `again` */
    long long last;             /* report that went out */
    struct article last_article; /* its title and text, in `held` */
    struct buffer *out;
};

static bool take_again(void *context, const struct ledger_report *row, struct error *err)
{
    struct outgoing_reports *reports = context;
    struct ledger_report copy = *row;
    struct text *const texts[] = { &copy.article.id, &copy.article.publisher, &copy.article.published, &copy.article.url };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&reports->arena, *texts[i]);
    ARENA_PUSH(&reports->arena, &reports->again, copy);
    return true;
}

struct outgoing_reports *reports_begin(struct exchange *exchange, struct outgoing *found, struct error *err)
{
    struct outgoing_reports *reports = memory_take(sizeof *reports);
    *reports = (struct outgoing_reports){ .exchange = exchange, .found = found };
    if (ledger_reprints(exchange->ledger, &exchange->filter->time, take_again, reports, err))
        return reports;
    reports_end(reports);
    return NULL;
}

void reports_end(struct outgoing_reports *reports)
{
    if (!reports)
        return;
    arena_release(&reports->arena);
    arena_release(&reports->held);
    free(reports);
}

/* The printings of the last report that went out, behind its statements. */
static void end_last(struct outgoing_reports *reports)
{
    for (; reports->next < reports->again.count && reports->again.items[reports->next].number <= reports->last; reports->next++) {
        struct article article = reports->again.items[reports->next].article;
        article.title = reports->last_article.title;
        article.text = reports->last_article.text;
        if (reports->again.items[reports->next].number == reports->last)
            jsonl_add_article(&article, "\"printing\": true", reports->out);
    }
    arena_reset(&reports->held);
}

static void begin_next(struct outgoing_reports *reports, long long number, const struct article *article)
{
    end_last(reports);
    reports->last = number;
    if (reports->next < reports->again.count && reports->again.items[reports->next].number == number)
        reports->last_article = (struct article){ .title = arena_copy(&reports->held, article->title),
                                                  .text = arena_copy(&reports->held, article->text) };
}

static bool write_bare(void *context, const struct ledger_report *row, struct error *err)
{
    struct outgoing_reports *reports = context;
    struct buffer reader;
    begin_next(reports, row->number, &row->article);
    if (!found_write(reports->found, row->number, reports->out, err) ||
        !found_write_first(reports->found, row->number, reports->out, err))
        return false;
    buffer_init(&reader, 0);
    json_member(&reader, "reader", row->reader);
    jsonl_add_article(&row->article, reader.at, reports->out);
    buffer_release(&reader);
    return run_flush(reports->exchange, reports->out, err);
}

bool reports_before(struct outgoing_reports *reports, long long number, const struct article *article, struct buffer *out,
                    struct error *err)
{
    const struct ledger_time *time = &reports->exchange->filter->time;
    bool may_be_some = !number || number > reports->last + 1;
    reports->out = out;
    if (may_be_some && !ledger_reports(reports->exchange->ledger, reports->last, number, time, write_bare, reports, err))
        return false;
    if (number)
        begin_next(reports, number, article);
    else
        end_last(reports);
    return true;
}
