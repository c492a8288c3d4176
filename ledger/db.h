/* What the room's files share: the open database and its prepared statements. SQLite itself is called in db.c and
 * open.c only: the place for a second database. */
#ifndef TROTH_LEDGER_DB_H
#define TROTH_LEDGER_DB_H

#include <sqlite3.h>

#include "base/base.h"
#include "ledger/ledger.h"

enum sql {
#define SQL(name, text) SQL_##name,
#include "ledger/sql.def"
#undef SQL
    SQL_COUNT
};

/* derived.sql: makes the derived tables and the views where they are not there. */
extern const char open_derived[];

/* Writes whose file it is, and its version: what it says already, where it says so. */
bool open_stamp(struct ledger *ledger, struct error *err);

struct query; /* one that is prepared */

struct ledger {
    sqlite3 *handle;
    char *path;
    enum ledger_mode mode;
    struct query *prepared[SQL_COUNT]; /* made when first used */
};

/* The prepared statement, reset and without values. NULL when it cannot be made; db_run and db_next then fail and tell why. */
struct query *db_query(struct ledger *ledger, enum sql sql);

/* Values count from 1. Texts are borrowed until the next reset; an empty text is null. */
void db_bind(struct query *query, int place, struct text text);
void db_bind_always(struct query *query, int place, struct text text); /* an empty text stays one */
void db_bind_number(struct query *query, int place, long long number);

/* Runs a query that gives no rows. */
bool db_run(struct ledger *ledger, struct query *query, struct error *err);

/* 1: a row; 0: no more (the query is reset); -1 and `err`. */
int db_next(struct ledger *ledger, struct query *query, struct error *err);

/* A column of the row, counted from 0; null gives the empty text. Valid until db_next. */
struct text db_text(struct query *query, int column);

/* How many columns a row has, and whether one is null. */
int db_columns(struct query *query);
bool db_is_null(struct query *query, int column);

/* A column as a number, null as 0; the key of the row that was added last; ends a query early. */
long long db_number(struct query *query, int column);
long long db_last(const struct ledger *ledger);
void db_done(struct query *query);

/* A query that is made for one use, not kept; NULL and `err` when it cannot be made. To be ended by db_end; NULL is no harm. */
struct query *db_make(struct ledger *ledger, struct text sql, struct error *err);
void db_end(struct query *query);

/* Runs a script without values or rows. */
bool db_script(struct ledger *ledger, const char *script, struct error *err);

/* Completes `err` from what SQLite says: file, problem, way out. Returns false. */
bool db_fail(const struct ledger *ledger, struct error *err);

/* "2026-03-01T12:00:00.000Z", from milliseconds since 1970. */
struct text db_time(long long ms, struct arena *arena);

/* A transaction. */
bool db_start(struct ledger *ledger, struct error *err);
bool db_finish(struct ledger *ledger, struct error *err);
void db_undo(struct ledger *ledger);

#endif
