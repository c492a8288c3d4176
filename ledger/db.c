/* Queries and transactions, whichever database it is. */
#include <time.h>

#include "ledger/driver.h"
#include "ledger/group.h"

static const char *const texts[] = {
#define SQL(name, text) text,
#include "ledger/sql.def"
#undef SQL
};

struct query *db_query(struct ledger *ledger, enum sql sql)
{
    struct query **query = &ledger->prepared[sql];
    struct error told_later;
    if (!*query)
        *query = ledger->driver->make(ledger, text_of(texts[sql]), true, &told_later);
    if (*query)
        ledger->driver->reset(*query);
    return *query;
}

void db_bind(struct query *query, int place, struct text text)
{
    if (text.length)
        db_bind_always(query, place, text);
}

void db_bind_always(struct query *query, int place, struct text text)
{
    if (query)
        query->ledger->driver->bind(query, place, text.at ? text : TEXT(""));
}

void db_bind_number(struct query *query, int place, long long number)
{
    if (query)
        query->ledger->driver->bind_number(query, place, number);
}

bool db_run(struct ledger *ledger, struct query *query, struct error *err)
{
    return ledger->driver->run(ledger, query, err);
}

int db_next(struct ledger *ledger, struct query *query, struct error *err)
{
    return ledger->driver->next(ledger, query, err);
}

struct text db_text(struct query *query, int column)
{
    return query->ledger->driver->text(query, column);
}

int db_columns(struct query *query)
{
    return query->ledger->driver->columns(query);
}

bool db_is_null(struct query *query, int column)
{
    return query->ledger->driver->is_null(query, column);
}

long long db_number(struct query *query, int column)
{
    return query->ledger->driver->number(query, column);
}

void db_done(struct query *query)
{
    if (query)
        query->ledger->driver->done(query);
}

bool db_answer(struct ledger *ledger, struct query *query, long long *number, struct error *err)
{
    int got = db_next(ledger, query, err);
    if (got == 0)
        return error_set(err, ERROR_LEDGER, "%s: a question has no answer; was the ledger changed by hand?", ledger->path);
    if (got < 0)
        return false;
    *number = db_number(query, 0);
    while ((got = db_next(ledger, query, err)) > 0)
        ;
    return got == 0;
}

struct query *db_make(struct ledger *ledger, struct text sql, struct error *err)
{
    return ledger->driver->make(ledger, sql, false, err);
}

void db_end(struct query *query)
{
    if (query)
        query->ledger->driver->end(query);
}

bool db_script(struct ledger *ledger, const char *script, struct error *err)
{
    return ledger->driver->script(ledger, script, err);
}

bool db_clear_derived(struct ledger *ledger, struct error *err)
{
    return ledger->driver->clear_derived(ledger, err);
}

bool db_start(struct ledger *ledger, struct error *err)
{
    ledger->known = (struct known){ 0 };
    return group_flush(ledger, err) && ledger->driver->start(ledger, err);
}

bool db_finish(struct ledger *ledger, struct error *err)
{
    return ledger->driver->finish(ledger, err);
}

void db_undo(struct ledger *ledger)
{
    ledger->known = (struct known){ 0 };
    ledger->driver->undo(ledger);
}

bool db_hurry(struct ledger *ledger, struct error *err)
{
    return ledger->driver->hurry(ledger, err);
}

bool db_settle(struct ledger *ledger, struct error *err)
{
    return ledger->driver->settle(ledger, err);
}

struct text db_time(long long ms, struct arena *arena)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm day;
    gmtime_r(&seconds, &day);
    return arena_print(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday, day.tm_hour,
                       day.tm_min, day.tm_sec, (int)(ms % 1000));
}
