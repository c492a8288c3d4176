/* Reports as they were added, whether or not anything was read in them. */
#include <limits.h>

#include "ledger/db.h"
#include "ledger/load.h"
#include "ledger/past.h"

static struct ledger_report report_of(struct query *query)
{
    return (struct ledger_report){
        .number = db_number(query, 0),
        .article = { .id = db_text(query, 1), .title = db_text(query, 2), .publisher = db_text(query, 3),
                     .published = db_text(query, 4), .url = db_text(query, 5), .text = db_text(query, 6) },
        .reader = db_text(query, 7), .readings = db_number(query, 8),
    };
}

/* The report that a query finds, copied. */
static int take_one(struct ledger *ledger, struct query *query, struct arena *arena, struct ledger_report *report,
                    struct error *err)
{
    int got = db_next(ledger, query, err);
    if (got > 0) {
        *report = report_of(query);
        struct text *const fields[] = { &report->article.id, &report->article.title, &report->article.publisher,
                                        &report->article.published, &report->article.url, &report->article.text, &report->reader };
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            *fields[i] = arena_copy(arena, *fields[i]);
    }
    db_done(query);
    return got;
}

int ledger_next_report(struct ledger *ledger, long long after, struct arena *arena, struct ledger_report *report, struct error *err)
{
    struct query *query = db_query(ledger, SQL_NEXT_REPORT);
    db_bind_number(query, 1, after);
    return take_one(ledger, query, arena, report, err);
}

int ledger_find_report(struct ledger *ledger, struct text hash, struct arena *arena, struct ledger_report *report,
                       struct error *err)
{
    struct query *query = db_query(ledger, SQL_REPORT_BY_HASH);
    db_bind_always(query, 1, hash);
    return take_one(ledger, query, arena, report, err);
}

/* Whoever asks for rows, and in which form. */
struct asking {
    ledger_report_fn report;
    ledger_reading_fn reading;
    void *context;
};

static bool give_row(const struct asking *asking, struct query *query, struct error *err)
{
    if (asking->report) {
        const struct ledger_report row = report_of(query);
        return asking->report(asking->context, &row, err);
    }
    const struct ledger_reading row = { .number = db_number(query, 0), .report = db_number(query, 1), .place = db_number(query, 2),
                                        .last_article = db_number(query, 3), .reader = db_text(query, 4) };
    return asking->reading(asking->context, &row, err);
}

static bool give(struct ledger *ledger, struct query *query, const struct ledger_time *time, const struct asking *asking,
                 struct error *err)
{
    struct arena arena = { 0 };
    struct past_bounds bounds = past_bounds_of(time, &arena);
    int got = 1;
    db_bind_always(query, 1, bounds.said);
    db_bind_always(query, 2, bounds.learned);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0)
        got = give_row(asking, query, err) ? 1 : -1;
    db_done(query);
    arena_release(&arena);
    return got == 0;
}

bool ledger_reports(struct ledger *ledger, long long after, long long before, const struct ledger_time *time, ledger_report_fn each,
                    void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_REPORTS);
    db_bind_number(query, 3, after);
    db_bind_number(query, 4, before ? before : LLONG_MAX);
    return give(ledger, query, time, &(struct asking){ .report = each, .context = context }, err);
}

bool ledger_reprints(struct ledger *ledger, const struct ledger_time *time, ledger_report_fn each, void *context, struct error *err)
{
    return give(ledger, db_query(ledger, SQL_REPRINTS), time, &(struct asking){ .report = each, .context = context }, err);
}

bool ledger_readings(struct ledger *ledger, const struct ledger_time *time, ledger_reading_fn each, void *context,
                     struct error *err)
{
    return give(ledger, db_query(ledger, SQL_READINGS), time, &(struct asking){ .reading = each, .context = context }, err);
}

bool ledger_read_as(struct ledger *ledger, long long report, long long reading, struct arena *arena, struct ledger_read *read,
                    struct error *err)
{
    struct load_counters counters = { { 0, 0 }, { 0, 0 } };
    struct ledger_statement first = { 0 };
    struct loaded loaded;
    if (!load_article(ledger, report, arena, &first, err) || !load_reading(ledger, report, reading, arena, &loaded, err))
        return false;
    *read = (struct ledger_read){ .article = first.article, .reader = first.reader, .rows = loaded.rows };
    for (size_t i = 0; i < loaded.count; i++) {
        struct ledger_statement row = loaded.rows[i];
        if (load_is_kept(&row))
            continue;
        row.article = first.article;
        load_bytes(&row, &counters);
        read->rows[read->count++] = row;
    }
    return true;
}
