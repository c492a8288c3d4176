/* SQLite: prepared statements, values, transactions, and what to tell people when something fails. */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ledger/db.h"

static const char *const texts[] = {
#define SQL(name, text) text,
#include "ledger/sql.def"
#undef SQL
};

/* A query is SQLite's own. */
static sqlite3_stmt *own(struct query *query)
{
    return (sqlite3_stmt *)query;
}

struct query *db_query(struct ledger *ledger, enum sql sql)
{
    struct query **query = &ledger->prepared[sql];
    if (!*query && sqlite3_prepare_v3(ledger->handle, texts[sql], -1, SQLITE_PREPARE_PERSISTENT, (sqlite3_stmt **)query,
                                     NULL) != SQLITE_OK)
        return NULL;
    sqlite3_reset(own(*query));
    sqlite3_clear_bindings(own(*query));
    return *query;
}

void db_bind(struct query *query, int place, struct text text)
{
    if (query && text.length)
        sqlite3_bind_text64(own(query), place, text.at, text.length, SQLITE_STATIC, SQLITE_UTF8);
}

void db_bind_always(struct query *query, int place, struct text text)
{
    if (query)
        sqlite3_bind_text64(own(query), place, text.at ? text.at : "", text.length, SQLITE_STATIC, SQLITE_UTF8);
}

void db_bind_number(struct query *query, int place, long long number)
{
    if (query)
        sqlite3_bind_int64(own(query), place, number);
}

int db_next(struct ledger *ledger, struct query *query, struct error *err)
{
    int result = query ? sqlite3_step(own(query)) : SQLITE_ERROR;
    if (result == SQLITE_ROW)
        return 1;
    if (result != SQLITE_DONE)
        db_fail(ledger, err);
    if (query)
        sqlite3_reset(own(query));
    return result == SQLITE_DONE ? 0 : -1;
}

bool db_run(struct ledger *ledger, struct query *query, struct error *err)
{
    int result = db_next(ledger, query, err);
    if (result > 0)
        sqlite3_reset(own(query));
    return result >= 0;
}

struct text db_text(struct query *query, int column)
{
    const char *at = (const char *)sqlite3_column_text(own(query), column);
    return at ? (struct text){ at, (size_t)sqlite3_column_bytes(own(query), column) } : (struct text){ "", 0 };
}

int db_columns(struct query *query)
{
    return sqlite3_column_count(own(query));
}

bool db_is_null(struct query *query, int column)
{
    return sqlite3_column_type(own(query), column) == SQLITE_NULL;
}

bool db_script(struct ledger *ledger, const char *script, struct error *err)
{
    return sqlite3_exec(ledger->handle, script, NULL, NULL, NULL) == SQLITE_OK || db_fail(ledger, err);
}

static bool tell(const struct ledger *ledger, struct error *err, const char *what)
{
    return error_set(err, ERROR_LEDGER, "%s: %s", ledger->path, what);
}

/* Readers and writers keep small files beside the ledger. */
static bool fail_without_leave(const struct ledger *ledger, struct error *err)
{
    if (ledger->mode == LEDGER_READ)
        return tell(ledger, err,
                    "a ledger can only be read where its folder may be written; allow that with chmod, or copy the ledger to a "
                    "folder of your own");
    return tell(ledger, err, "may not be written; allow it with chmod (file and folder), or name another ledger");
}

/* What SQLite could not do with the file itself. A quota is told as a failed write, and so is a broken disk. */
static bool fail_in_file(const struct ledger *ledger, struct error *err)
{
    switch (sqlite3_extended_errcode(ledger->handle)) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
        return tell(ledger, err,
                    "could not be written: the disk is full, over a quota, or broken; what was told as added is safe; make room "
                    "and add the rest again");
    default:
        return error_set(err, ERROR_LEDGER,
                         "%s: could not be read or written (%s, code %d); what was told as added is safe; look to the disk, "
                         "then try again", ledger->path, sqlite3_errmsg(ledger->handle),
                         sqlite3_extended_errcode(ledger->handle));
    }
}

bool db_fail(const struct ledger *ledger, struct error *err)
{
    switch (sqlite3_extended_errcode(ledger->handle) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, ERROR_LEDGER,
                         "%s: another program has been writing for more than %d seconds; try again when it is done",
                         ledger->path, LEDGER_WAIT_MS / 1000);
    case SQLITE_READONLY:
        return fail_without_leave(ledger, err);
    case SQLITE_CANTOPEN:
        return access(ledger->path, R_OK) == 0 ? fail_without_leave(ledger, err) : fail_in_file(ledger, err);
    case SQLITE_FULL:
        return tell(ledger, err, "the disk is full; what was told as added is safe; make room and add the rest again");
    case SQLITE_IOERR:
        return fail_in_file(ledger, err);
    case SQLITE_NOTADB:
        return tell(ledger, err, "is no ledger (no SQLite file); name another file");
    case SQLITE_CORRUPT:
        return error_set(err, ERROR_LEDGER,
                         "%s: the file is damaged; bring back a copy, or save what can be read with: sqlite3 %s .recover",
                         ledger->path, ledger->path);
    case SQLITE_TOOBIG:
        return tell(ledger, err, "an article is too large for a ledger");
    default:
        return tell(ledger, err, sqlite3_errmsg(ledger->handle));
    }
}

long long db_number(struct query *query, int column)
{
    return sqlite3_column_int64(own(query), column);
}

long long db_last(const struct ledger *ledger)
{
    return sqlite3_last_insert_rowid(ledger->handle);
}

struct query *db_make(struct ledger *ledger, struct text sql, struct error *err)
{
    sqlite3_stmt *query = NULL;
    if (sqlite3_prepare_v2(ledger->handle, sql.at, (int)sql.length, &query, NULL) != SQLITE_OK)
        db_fail(ledger, err);
    return (struct query *)query;
}

void db_end(struct query *query)
{
    sqlite3_finalize(own(query));
}

void db_done(struct query *query)
{
    if (query)
        sqlite3_reset(own(query));
}

bool db_start(struct ledger *ledger, struct error *err)
{
    return db_run(ledger, db_query(ledger, SQL_BEGIN), err);
}

bool db_finish(struct ledger *ledger, struct error *err)
{
    return db_run(ledger, db_query(ledger, SQL_COMMIT), err);
}

void db_undo(struct ledger *ledger)
{
    struct error ignored;
    if (!sqlite3_get_autocommit(ledger->handle)) /* a full disk has made SQLite undo it already */
        db_run(ledger, db_query(ledger, SQL_ROLLBACK), &ignored);
}

struct text db_time(long long ms, struct arena *arena)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm day;
    gmtime_r(&seconds, &day);
    return arena_print(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday, day.tm_hour,
                       day.tm_min, day.tm_sec, (int)(ms % 1000));
}
