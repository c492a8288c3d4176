/* What the room's files share: the open database and its queries. Which database it is, only the drivers know (driver.h).
 *
 * Queries are SQL that SQLite (3.40 on) and PostgreSQL (15 on) take in the same sense:
 *
 *     values           ?1, ?2 ... ; a value has one type, that of its column: INTEGER or TEXT
 *     yes and no       integers 0 and 1, asked for by `= 1`; WHERE true
 *     null             IS NOT DISTINCT FROM; NULLS FIRST where an ordered column may be null; CAST(NULL AS INTEGER) in a UNION
 *     what is there    ON CONFLICT DO NOTHING, ON CONFLICT (columns) DO UPDATE
 *     numbers of rows  DB_NEXT, and RETURNING with db_answer; the write lock is held until the transaction ends
 *     texts            compared and ordered by bytes; lower() and upper() change ASCII only
 *     names            the PostgreSQL driver knows INTEGER, instr and group_concat, and gives them their names there
 *
 * and nothing else that only one of the two has: no rowid, OR IGNORE, IS with a value, max of two, json_each, COLLATE. */
#ifndef TROTH_LEDGER_DB_H
#define TROTH_LEDGER_DB_H

#include "base/base.h"
#include "ledger/ledger.h"

/* SQL: the number of the next row, 1, 2, 3 ... without a gap. */
#define DB_NEXT(key, table) "(SELECT coalesce(max(" key "), 0) + 1 FROM " table ")"

enum sql {
#define SQL(name, text) SQL_##name,
#include "ledger/sql.def"
#undef SQL
    SQL_COUNT
};

struct query; /* one that is prepared */

enum { SPARES = 16 };

/* Appends that share a transaction: group.h. */
struct group {
    bool is_on;    /* between ledger_begin and ledger_commit */
    bool is_open;  /* the transaction is under way */
    bool has_lost; /* something that was appended could not be committed */
    int count;     /* articles of the transaction */
    long long since_ms;
};

/* What the transaction under way has asked once and need not ask again, since nobody else writes meanwhile. All zeros: nothing. */
struct known {
    bool has_head, has_reader, has_marks_answer;
    char head[65];          /* of the chain; empty where there is none */
    char versions[256];     /* of the reader with this number */
    long long reader;
    long long next_article, next_statement; /* 0: not known */
    int has_marks;
};

struct ledger {
    const struct driver *driver;
    void *handle;      /* the driver's own */
    char *address;     /* as it was given */
    char *path;        /* the same for messages, without a password */
    enum ledger_mode mode;
    long long version; /* of its tables when it was opened; 0: there were none */
    struct group group;
    struct known known;
    unsigned wait_ms;
    long long waiting_since_us, writing_since_us; /* the SQLite driver's own, with the two that follow */
    struct query *spares[SPARES];
    int spare_place;
    struct query *prepared[SQL_COUNT]; /* made when first used */
};

/* The prepared statement, reset and without values. NULL when it cannot be made; db_run and db_next then fail and tell why. */
struct query *db_query(struct ledger *ledger, enum sql sql);

/* Values count from 1. Texts are borrowed until the next reset; an empty text is null. */
void db_bind(struct query *query, int place, struct text text);
void db_bind_always(struct query *query, int place, struct text text); /* an empty text stays one */
void db_bind_number(struct query *query, int place, long long number);

/* Runs a query whose rows do not matter. In a transaction the driver may send it later: then a failure is told by another query, or
 * by db_finish at the latest. */
bool db_run(struct ledger *ledger, struct query *query, struct error *err);

/* 1: a row; 0: no more (the query is reset); -1 and `err`. */
int db_next(struct ledger *ledger, struct query *query, struct error *err);

/* A column of the row, counted from 0; null gives the empty text. Valid until db_next. */
struct text db_text(struct query *query, int column);

/* How many columns a row has, and whether one is null. */
int db_columns(struct query *query);
bool db_is_null(struct query *query, int column);

/* A column as a number, null as 0; ends a query early. */
long long db_number(struct query *query, int column);
void db_done(struct query *query);

/* Runs a query that gives one number, such as a row's by RETURNING. */
bool db_answer(struct ledger *ledger, struct query *query, long long *number, struct error *err);

/* A query that is made for one use, not kept; NULL and `err` when it cannot be made. To be ended by db_end; NULL is no harm. */
struct query *db_make(struct ledger *ledger, struct text sql, struct error *err);
void db_end(struct query *query);

/* Runs a script without values or rows. */
bool db_script(struct ledger *ledger, const char *script, struct error *err);

/* Makes everything derived anew, empty. */
bool db_clear_derived(struct ledger *ledger, struct error *err);

/* From now on commits do not wait for the disk; and they do again, after one that takes everything before it there too. */
bool db_hurry(struct ledger *ledger, struct error *err);
bool db_settle(struct ledger *ledger, struct error *err);

/* "2026-03-01T12:00:00.000Z", from milliseconds since 1970. */
struct text db_time(long long ms, struct arena *arena);

/* A transaction with the write lock. What a group has so far is committed before. */
bool db_start(struct ledger *ledger, struct error *err);
bool db_finish(struct ledger *ledger, struct error *err);
void db_undo(struct ledger *ledger);

#endif
