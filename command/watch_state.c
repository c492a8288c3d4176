/* What a watch knows, in a SQLite file: sources, reports that feeds have named, pages that wait to be read, and hosts. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "command/watch.h"

/* application_id: "trwa". */
static const char schema[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
    " PRAGMA application_id = 1953658721; PRAGMA user_version = 1;"
    "CREATE TABLE IF NOT EXISTS source (url TEXT PRIMARY KEY, now TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,"
    " trouble TEXT NOT NULL, kind INTEGER NOT NULL, next_ms INTEGER NOT NULL, failures INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, host TEXT NOT NULL,"
    " title TEXT NOT NULL, published TEXT NOT NULL, publisher TEXT NOT NULL, page TEXT NOT NULL, stage INTEGER NOT NULL,"
    " tries INTEGER NOT NULL, next_ms INTEGER NOT NULL, first_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL);"
    "CREATE INDEX IF NOT EXISTS report_due ON report (host, next_ms) WHERE stage = 0;"
    "CREATE INDEX IF NOT EXISTS report_seen ON report (seen_ms) WHERE stage > 0;"
    "CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY, report INTEGER NOT NULL, url TEXT NOT NULL, type TEXT NOT NULL,"
    " title TEXT NOT NULL, published TEXT NOT NULL, publisher TEXT NOT NULL, body BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS memory (key TEXT PRIMARY KEY, value TEXT NOT NULL); COMMIT;";

enum { APPLICATION = 1953658721, STAGE_WAITS = 0, STAGE_FETCHED = 1, STAGE_GIVEN_UP = 2 };

struct state {
    sqlite3 *db;
    int lock;        /* a descriptor of the file beside it whose lock says that a watch is at work */
    bool has_failed;
    char why[256];   /* of the first failure since state_begin */
};

static void fail(struct state *state)
{
    if (!state->has_failed)
        snprintf(state->why, sizeof state->why, "%s", sqlite3_errmsg(state->db));
    state->has_failed = true;
}

static void do_simply(struct state *state, const char *sql)
{
    if (sqlite3_exec(state->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(state);
}

/* A statement with its values: t a struct text, b bytes as one, n a long long. NULL after a failure. */
static sqlite3_stmt *ask(struct state *state, const char *sql, const char *kinds, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list list;
    if (state->has_failed || sqlite3_prepare_v2(state->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail(state);
        return NULL;
    }
    va_start(list, kinds);
    for (int i = 0; kinds[i]; i++) {
        if (kinds[i] == 'n') {
            sqlite3_bind_int64(statement, i + 1, va_arg(list, long long));
            continue;
        }
        struct text text = va_arg(list, struct text);
        const char *at = text.at ? text.at : "";
        if (kinds[i] == 'b')
            sqlite3_bind_blob(statement, i + 1, at, (int)text.length, SQLITE_TRANSIENT);
        else
            sqlite3_bind_text(statement, i + 1, at, (int)text.length, SQLITE_TRANSIENT);
    }
    va_end(list);
    return statement;
}

/* Whether there is a row (further row); where there is none the statement is over. */
static bool row_of(struct state *state, sqlite3_stmt *statement)
{
    int result = statement ? sqlite3_step(statement) : SQLITE_DONE;
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        fail(state);
    sqlite3_finalize(statement);
    return false;
}

static void finish(struct state *state, sqlite3_stmt *statement)
{
    while (row_of(state, statement))
        ;
}

static struct text text_at(sqlite3_stmt *statement, int column, struct arena *arena)
{
    const char *at = sqlite3_column_blob(statement, column);
    return arena_copy(arena, (struct text){ at ? at : "", (size_t)sqlite3_column_bytes(statement, column) });
}

/* A lock of the file system goes with the program that holds it, however that ends. */
static int take_lock(const char *path, struct error *err)
{
    char name[4096];
    snprintf(name, sizeof name, "%s.lock", path);
    int lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) {
        error_set(err, ERROR_SYSTEM, "cannot open '%s': %s", name, strerror(errno));
        return -1;
    }
    if (flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    error_set(err, ERROR_SYSTEM, "%s: another watch is at work with this state; end it, or give this one its own with --state",
              path);
    close(lock);
    return -1;
}

static bool is_ours(struct state *state)
{
    long long application = -1, tables = -1;
    sqlite3_stmt *statement = ask(state, "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id",
                                  "");
    if (row_of(state, statement)) {
        application = sqlite3_column_int64(statement, 0);
        tables = sqlite3_column_int64(statement, 1);
        finish(state, statement);
    }
    return application == APPLICATION || (!application && !tables);
}

struct state *state_open(const char *path, struct error *err)
{
    int lock = take_lock(path, err);
    if (lock < 0)
        return NULL;
    struct state *state = memory_take(sizeof *state);
    *state = (struct state){ .lock = lock };
    if (sqlite3_open_v2(path, &state->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        fail(state);
    bool ours = is_ours(state);
    if (ours)
        do_simply(state, schema);
    if (ours && !state->has_failed)
        return state;
    if (state->has_failed)
        error_set(err, ERROR_SYSTEM, "%s: the state of the watch cannot be kept here: %s", path, state->why);
    else
        error_set(err, ERROR_SYSTEM, "%s: this is no state of a watch; give another file with --state", path);
    state_close(state);
    return NULL;
}

void state_close(struct state *state)
{
    if (!state)
        return;
    sqlite3_close(state->db);
    close(state->lock);
    free(state);
}

void state_begin(struct state *state)
{
    do_simply(state, "BEGIN IMMEDIATE");
}

bool state_commit(struct state *state, struct error *err)
{
    if (!state->has_failed)
        do_simply(state, "COMMIT");
    if (!state->has_failed)
        return true;
    return error_set(err, ERROR_SYSTEM, "%s: the state of the watch cannot be kept: %s", sqlite3_db_filename(state->db, "main"),
                     state->why);
}

void state_load_source(struct state *state, struct watched *watched, struct arena *arena)
{
    sqlite3_stmt *row = ask(state, "SELECT now, etag, modified, trouble, kind, next_ms, failures FROM source WHERE url = ?", "t",
                            watched->url);
    if (!row_of(state, row))
        return;
    watched->now = text_at(row, 0, arena);
    watched->etag = text_at(row, 1, arena);
    watched->modified = text_at(row, 2, arena);
    watched->trouble = text_at(row, 3, arena);
    watched->kind = (enum watched_kind)sqlite3_column_int(row, 4);
    watched->next_ms = sqlite3_column_int64(row, 5);
    watched->failures = sqlite3_column_int(row, 6);
    finish(state, row);
}

void state_save_source(struct state *state, const struct watched *watched)
{
    finish(state, ask(state, "INSERT OR REPLACE INTO source (url, now, etag, modified, trouble, kind, next_ms, failures)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "tttttnnn", watched->url, watched->now, watched->etag,
                      watched->modified,
                      watched->trouble, (long long)watched->kind, watched->next_ms, (long long)watched->failures));
}

bool state_add_report(struct state *state, const struct report *report, bool refused, long long now_ms)
{
    finish(state, ask(state, "INSERT OR IGNORE INTO report (key, url, host, title, published, publisher, page, stage, tries,"
                             " next_ms, first_ms, seen_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)", "tttttttnnnn",
                      report->key, report->url, report->host,
                      report->title, report->published, report->publisher, report->page,
                      (long long)(refused ? STAGE_GIVEN_UP : STAGE_WAITS), now_ms, now_ms, now_ms));
    if (!state->has_failed && sqlite3_changes(state->db))
        return true;
    const long long day_ms = 24 * 3600 * 1000;
    finish(state, ask(state, "UPDATE report SET seen_ms = ? WHERE key = ? AND seen_ms < ?", "ntn", now_ms, report->key,
                      now_ms - day_ms));
    return false;
}

/* From a row of the columns that REPORT names. */
#define REPORT "SELECT id, key, url, host, title, published, publisher, page, tries, first_ms FROM report "

static struct report report_of(sqlite3_stmt *row, struct arena *arena)
{
    return (struct report){ .id = sqlite3_column_int64(row, 0), .key = text_at(row, 1, arena), .url = text_at(row, 2, arena),
                            .host = text_at(row, 3, arena), .title = text_at(row, 4, arena), .published = text_at(row, 5, arena),
                            .publisher = text_at(row, 6, arena), .page = text_at(row, 7, arena),
                            .tries = sqlite3_column_int(row, 8),
                            .first_ms = sqlite3_column_int64(row, 9) };
}

void state_due_reports(struct state *state, long long now_ms, struct arena *arena, struct report_list *list)
{
    sqlite3_stmt *row = ask(state, REPORT "WHERE id IN (SELECT id FROM (SELECT id, min(next_ms) AS due FROM report WHERE stage = 0"
                                          " GROUP BY host) WHERE due <= ? ORDER BY due, id LIMIT 256) ORDER BY next_ms, id", "n",
                            now_ms);
    while (row_of(state, row))
        ARENA_PUSH(arena, list, report_of(row, arena));
}

long long state_next_report(struct state *state, long long now_ms)
{
    long long next = 0;
    sqlite3_stmt *row = ask(state, "SELECT min(next_ms) FROM report WHERE stage = 0 AND next_ms > ?", "n", now_ms);
    if (row_of(state, row)) {
        next = sqlite3_column_int64(row, 0);
        finish(state, row);
    }
    return next;
}

bool state_report(struct state *state, long long id, struct arena *arena, struct report *report)
{
    sqlite3_stmt *row = ask(state, REPORT "WHERE id = ?", "n", id);
    if (!row_of(state, row))
        return false;
    *report = report_of(row, arena);
    finish(state, row);
    return true;
}

void state_postpone(struct state *state, long long report, int tries, long long next_ms)
{
    finish(state, ask(state, "UPDATE report SET tries = ?, next_ms = ? WHERE id = ?", "nnn", (long long)tries, next_ms, report));
}

static void set_stage(struct state *state, long long report, long long stage)
{
    finish(state, ask(state, "UPDATE report SET stage = ?, page = '' WHERE id = ?", "nn", stage, report));
}

void state_give_up(struct state *state, long long report)
{
    set_stage(state, report, STAGE_GIVEN_UP);
}

void state_keep_page(struct state *state, const struct page *page)
{
    finish(state, ask(state, "INSERT INTO page (report, url, type, title, published, publisher, body)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)", "ntttttb",
                      page->report, page->url, page->type, page->title, page->published, page->publisher, page->body));
    if (page->report)
        set_stage(state, page->report, STAGE_FETCHED);
}

bool state_next_page(struct state *state, long long after, struct arena *arena, struct page *page)
{
    sqlite3_stmt *row = ask(state, "SELECT id, report, url, type, title, published, publisher, body FROM page"
                                   " WHERE id > ? ORDER BY id LIMIT 1",
                            "n", after);
    if (!row_of(state, row))
        return false;
    *page = (struct page){ .id = sqlite3_column_int64(row, 0), .report = sqlite3_column_int64(row, 1),
                           .url = text_at(row, 2, arena),
                           .type = text_at(row, 3, arena), .title = text_at(row, 4, arena), .published = text_at(row, 5, arena),
                           .publisher = text_at(row, 6, arena), .body = text_at(row, 7, arena) };
    finish(state, row);
    return true;
}

void state_drop_page(struct state *state, long long up_to)
{
    finish(state, ask(state, "DELETE FROM page WHERE id <= ?", "n", up_to));
}

void state_forget(struct state *state, long long now_ms)
{
    const long long half_a_year_ms = 183LL * 24 * 3600 * 1000;
    finish(state, ask(state, "DELETE FROM report WHERE stage > 0 AND seen_ms < ?", "n", now_ms - half_a_year_ms));
}

static bool load(void *context, struct text key, struct arena *arena, struct text *value)
{
    struct state *state = context;
    sqlite3_stmt *row = ask(state, "SELECT value FROM memory WHERE key = ?", "t", key);
    if (!row_of(state, row))
        return false;
    *value = text_at(row, 0, arena);
    finish(state, row);
    return true;
}

static void save(void *context, struct text key, struct text value)
{
    struct state *state = context;
    finish(state, ask(state, "INSERT OR REPLACE INTO memory (key, value) VALUES (?, ?)", "tt", key, value));
}

struct fetch_memory state_memory(struct state *state)
{
    return (struct fetch_memory){ .load = load, .save = save, .context = state };
}
