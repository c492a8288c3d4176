/* What the files of the SQLite driver share. */
#ifndef TROTH_LEDGER_SQLITE_H
#define TROTH_LEDGER_SQLITE_H

#include <sqlite3.h>

#include "ledger/driver.h"

/* Completes `err` from what SQLite says: file, problem, way out. Returns false. */
bool sqlite_fail(const struct ledger *ledger, struct error *err);

/* sqlite_open.c: what driver.h says of them. */
bool sqlite_open(struct ledger *ledger, struct error *err);
void sqlite_close(struct ledger *ledger);
void sqlite_end_spares(struct ledger *ledger);
bool sqlite_is_passing(const struct ledger *ledger);
bool sqlite_read_version(struct ledger *ledger, long long *version, struct error *err);
bool sqlite_settle_in(struct ledger *ledger, struct error *err);
bool sqlite_stamp(struct ledger *ledger, int version, struct error *err);

/* A clock that only runs on: microseconds. */
long long sqlite_now_us(void);

/* The scripts schema.sql and derived.sql. */
extern const char sqlite_schema[], sqlite_derived[];

/* sqlite_words.c: what driver.h says of search, and a script that drops its index. */
extern const char sqlite_words_index[], sqlite_words_found[], sqlite_words_drop[];
bool sqlite_words_follow(struct ledger *ledger, struct error *err);

#endif
