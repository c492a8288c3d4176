/* What the files of the PostgreSQL driver share. */
#ifndef TROTH_LEDGER_POSTGRES_H
#define TROTH_LEDGER_POSTGRES_H

#include <libpq-fe.h>

#include "ledger/driver.h"

/* What a ledger's handle points to. Queries go out in pipeline mode: what changes rows is sent without a wait for its answer. */
struct postgres {
    PGconn *connection;
    bool in_transaction;
    int unanswered;       /* queries whose answers were not looked at yet */
    unsigned failures;    /* after one it is not known what is prepared: everything is prepared again under another name */
    unsigned names;       /* of prepared queries and cursors, given so far */
    char lock[96];        /* SQL that takes the write lock until the transaction ends */
};

struct postgres *postgres_of(const struct ledger *ledger);

/* Completes `err` from an answer, or from the connection where `answer` is NULL: server, problem, way out. Returns false. */
bool postgres_fail(const struct ledger *ledger, const PGresult *answer, struct error *err);

/* The same for a connection that did not come about. */
bool postgres_fail_to_connect(const struct ledger *ledger, struct error *err);

/* postgres_sql.c: the room's SQL as PostgreSQL wants it, appended, and how many values it has. */
int postgres_translate(struct text sql, struct buffer *out);

/* Gets the answers to everything that was sent, and ends the pipeline: for what is no query of one. PQenterPipelineMode begins it
 * anew. */
bool postgres_leave_pipeline(struct ledger *ledger, struct error *err);

/* postgres_copy.c: what driver.h says of it. */
bool postgres_fill(struct ledger *to, const char *table, struct ledger *from, struct query *rows, struct error *err);

/* postgres_open.c: what driver.h says of them. */
void postgres_show(struct text address, struct buffer *out);
bool postgres_open(struct ledger *ledger, struct error *err);
bool postgres_set_wait(struct ledger *ledger, struct error *err);
void postgres_close(struct ledger *ledger);
bool postgres_read_version(struct ledger *ledger, long long *version, struct error *err);
bool postgres_settle_in(struct ledger *ledger, struct error *err);
bool postgres_stamp(struct ledger *ledger, int version, struct error *err);

/* The scripts schema.sql and derived.sql as PostgreSQL wants them (tools/postgres_sql.py). */
extern const char postgres_schema[], postgres_comments[], postgres_derived[];

/* postgres_words.c: what driver.h says of search, and a script that drops its index. */
extern const char postgres_words_index[], postgres_words_found[], postgres_words_drop[];

/* A FROM that gives the `name` of every table and view of the ledger's schema. */
#define POSTGRES_CATALOG                                                                                                         \
    "(SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "             \
    "WHERE n.nspname = current_schema() AND (c.relkind IN ('r', 'p', 'v', 'm', 'f') OR c.relname = 'statement_words') "            \
    "AND NOT EXISTS "                                                                                                            \
    "(SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS catalog"

/* Commits wait for the disk again, as the server is set, and at least for its own. */
#define POSTGRES_WAIT                                                                                                            \
    "RESET synchronous_commit; SELECT set_config('synchronous_commit', 'on', false) "                                            \
    "WHERE current_setting('synchronous_commit') = 'off'"

#endif
