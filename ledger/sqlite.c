/* SQLite: prepared statements, values, transactions. */
#include <stdlib.h>
#include <time.h>

#include "ledger/sqlite.h"

struct sqlite_query {
    struct query query;
    sqlite3_stmt *statement;
    bool may_be_spare;
};

static sqlite3_stmt *own(struct query *query)
{
    return ((struct sqlite_query *)query)->statement;
}

/* One that was made for one use and has ended: making the same again would take readers a fifth of their time. NULL: none. */
static struct query *take_spare(struct ledger *ledger, struct text sql)
{
    for (int i = 0; i < SPARES; i++) {
        struct query *query = ledger->spares[i];
        if (!query || !text_is(sql, sqlite3_sql(own(query))))
            continue;
        ledger->spares[i] = NULL;
        return query;
    }
    return NULL;
}

static struct query *make(struct ledger *ledger, struct text sql, bool is_kept, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    bool may_be_spare = !is_kept && ledger->mode == LEDGER_READ;
    unsigned flags = is_kept || may_be_spare ? SQLITE_PREPARE_PERSISTENT : 0;
    struct query *spare = may_be_spare ? take_spare(ledger, sql) : NULL;
    if (spare)
        return spare;
    if (sqlite3_prepare_v3(ledger->handle, sql.at, (int)sql.length, flags, &statement, NULL) != SQLITE_OK) {
        sqlite_fail(ledger, err);
        return NULL;
    }
    struct sqlite_query *query = memory_take(sizeof *query);
    *query = (struct sqlite_query){ { ledger }, statement, may_be_spare };
    return &query->query;
}

static void finalize(struct query *query)
{
    if (query)
        sqlite3_finalize(own(query));
    free(query);
}

void sqlite_end_spares(struct ledger *ledger)
{
    for (int i = 0; i < SPARES; i++)
        finalize(ledger->spares[i]);
}

static void done(struct query *query)
{
    sqlite3_reset(own(query));
}

static void reset(struct query *query)
{
    sqlite3_reset(own(query));
    sqlite3_clear_bindings(own(query));
}

/* In place of the one that has been spare longest, or was used again. */
static void end(struct query *query)
{
    struct ledger *ledger = query->ledger;
    if (!((struct sqlite_query *)query)->may_be_spare) {
        finalize(query);
        return;
    }
    reset(query);
    finalize(ledger->spares[ledger->spare_place]);
    ledger->spares[ledger->spare_place] = query;
    ledger->spare_place = (ledger->spare_place + 1) % SPARES;
}

static void bind(struct query *query, int place, struct text text)
{
    sqlite3_bind_text64(own(query), place, text.at, text.length, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_number(struct query *query, int place, long long number)
{
    sqlite3_bind_int64(own(query), place, number);
}

static int next(struct ledger *ledger, struct query *query, struct error *err)
{
    int result = query ? sqlite3_step(own(query)) : SQLITE_ERROR;
    if (result == SQLITE_ROW)
        return 1;
    if (result != SQLITE_DONE)
        sqlite_fail(ledger, err);
    if (query)
        sqlite3_reset(own(query));
    return result == SQLITE_DONE ? 0 : -1;
}

static bool run(struct ledger *ledger, struct query *query, struct error *err)
{
    int result = next(ledger, query, err);
    if (result > 0)
        sqlite3_reset(own(query));
    return result >= 0;
}

static struct text column_text(struct query *query, int column)
{
    const char *at = (const char *)sqlite3_column_text(own(query), column);
    return at ? (struct text){ at, (size_t)sqlite3_column_bytes(own(query), column) } : (struct text){ "", 0 };
}

static bool is_null(struct query *query, int column)
{
    return sqlite3_column_type(own(query), column) == SQLITE_NULL;
}

static long long number(struct query *query, int column)
{
    return sqlite3_column_int64(own(query), column);
}

static const char *name(struct query *query, int column)
{
    return sqlite3_column_name(own(query), column);
}

static int columns(struct query *query)
{
    return sqlite3_column_count(own(query));
}

static bool script(struct ledger *ledger, const char *text, struct error *err)
{
    return sqlite3_exec(ledger->handle, text, NULL, NULL, NULL) == SQLITE_OK || sqlite_fail(ledger, err);
}

long long sqlite_now_us(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static bool start(struct ledger *ledger, struct error *err)
{
    bool good = script(ledger, "BEGIN IMMEDIATE", err);
    ledger->writing_since_us = sqlite_now_us();
    return good;
}

/* Nobody stands in line for the write lock: who waits looks now and then whether it is free. So whoever has held it for a while
 * leaves it for a moment, a fifteenth of that while. */
static void let_others_in(const struct ledger *ledger)
{
    enum { WORTH_US = 1000, SHARE = 15, MOST_US = 2000 };
    long long held_us = sqlite_now_us() - ledger->writing_since_us, pause_us = held_us / SHARE;
    if (held_us >= WORTH_US)
        nanosleep(&(struct timespec){ 0, (pause_us < MOST_US ? pause_us : MOST_US) * 1000 }, NULL);
}

static bool finish(struct ledger *ledger, struct error *err)
{
    bool good = script(ledger, "COMMIT", err);
    if (ledger->mode != LEDGER_READ)
        let_others_in(ledger);
    return good;
}

/* Who goes on reading a file that was put aside would never see what the one in its place says. */
static bool look(struct ledger *ledger, struct error *err)
{
    int has_moved = 0;
    sqlite3_file_control(ledger->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
    if (has_moved)
        return error_set(err, ERROR_LEDGER, "%s: the file was moved or replaced while it was open; open it again", ledger->path);
    return script(ledger, "BEGIN", err);
}

static void undo(struct ledger *ledger)
{
    struct error ignored;
    if (!sqlite3_get_autocommit(ledger->handle)) /* a full disk has made SQLite undo it already */
        script(ledger, "ROLLBACK", &ignored);
}

static bool map(struct ledger *ledger, struct error *err)
{
    return script(ledger, "PRAGMA mmap_size = 1099511627776", err);
}

/* What is committed survives the program, but not yet the machine. A longer log is moved into the file less often. */
static bool hurry(struct ledger *ledger, struct error *err)
{
    return script(ledger, "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = -1", err);
}

/* One commit that waits for the disk takes everything before it there too, since all of it stands in one log. */
static bool settle(struct ledger *ledger, struct error *err)
{
    return script(ledger, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 16000000",
                  err) &&
           sqlite_stamp(ledger, (int)ledger->version, err);
}

static bool clear_derived(struct ledger *ledger, struct error *err)
{
    return script(ledger, open_drop_derived, err) && script(ledger, sqlite_words_drop, err) &&
           script(ledger, sqlite_derived, err) && script(ledger, sqlite_words_index, err);
}

static void show(struct text address, struct buffer *out)
{
    buffer_add(out, address);
}

const struct driver sqlite_driver = {
    .show = show,
    .open = sqlite_open, .close = sqlite_close, .is_passing = sqlite_is_passing, .read_version = sqlite_read_version,
    .settle_in = sqlite_settle_in, .stamp = sqlite_stamp,
    .schema = sqlite_schema, .catalog = "sqlite_schema",
    .clear_derived = clear_derived,
    .follow = sqlite_words_follow, .found = sqlite_words_found,
    .signs = { .quote = '"', .begins = " *", .both = " AND ", .without = " NOT ", .either = " OR " },
    .make = make, .end = end, .reset = reset, .done = done, .bind = bind, .bind_number = bind_number,
    .run = run, .next = next, .text = column_text, .is_null = is_null, .number = number, .columns = columns,
    .name = name, .script = script,
    .start = start, .look = look, .finish = finish, .undo = undo, .hurry = hurry, .settle = settle, .map = map,
};
