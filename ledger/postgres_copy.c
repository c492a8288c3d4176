/* Fills tables of a PostgreSQL ledger by COPY, which takes rows several times faster than INSERT does. */
#include <string.h>

#include "ledger/postgres.h"
#include "ledger/transfer.h"

enum { SENT_BYTES = 1 << 18 }; /* what is sent at a time */

/* A value in COPY's text format: tabs part values, line feeds part rows. */
static void add_value(struct text value, struct buffer *out)
{
    size_t from = 0;
    for (size_t i = 0; i < value.length; i++) {
        char letter = value.at[i];
        if (!memchr("\n\r\t\\", letter, 4))
            continue;
        buffer_add(out, text_slice(value, from, i));
        buffer_add_char(out, '\\');
        buffer_add_char(out, letter == '\n' ? 'n' : letter == '\r' ? 'r' : letter == '\t' ? 't' : letter);
        from = i + 1;
    }
    buffer_add(out, text_slice(value, from, value.length));
}

static void add_row(struct query *row, struct buffer *out)
{
    int columns = db_columns(row);
    for (int i = 0; i < columns; i++) {
        if (i)
            buffer_add_char(out, '\t');
        if (db_is_null(row, i))
            buffer_add_string(out, "\\N");
        else
            add_value(db_text(row, i), out);
    }
    buffer_add_char(out, '\n');
}

static bool send_rows(struct ledger *to, struct ledger *from, struct query *rows, struct error *err)
{
    PGconn *connection = postgres_of(to)->connection;
    struct buffer out;
    int got = 1;
    bool good = true;
    buffer_init(&out, 0);
    while (good && got > 0) {
        add_row(rows, &out);
        got = db_next(from, rows, err);
        if (got >= 0 && (got == 0 || out.length >= SENT_BYTES)) {
            good = PQputCopyData(connection, out.at, (int)out.length) > 0 || postgres_fail(to, NULL, err);
            buffer_reset(&out);
        }
    }
    buffer_release(&out);
    return good && got == 0;
}

/* The server's answer to a COPY that has begun, or could not begin; `err` stays as it is where something was wrong before. */
static bool end_copy(struct ledger *to, bool was_good, struct error *err)
{
    PGconn *connection = postgres_of(to)->connection;
    PGresult *answer;
    bool good = PQputCopyEnd(connection, was_good ? NULL : "the rows could not be read") > 0;
    while ((answer = PQgetResult(connection))) {
        if (PQresultStatus(answer) != PGRES_COMMAND_OK && good && was_good)
            good = postgres_fail(to, answer, err);
        PQclear(answer);
    }
    return good && was_good;
}

static bool copy_rows(struct ledger *to, const char *sql, struct ledger *from, struct query *rows, struct error *err)
{
    PGconn *connection = postgres_of(to)->connection;
    PGresult *answer = PQexec(connection, sql);
    bool has_begun = PQresultStatus(answer) == PGRES_COPY_IN;
    if (!has_begun)
        postgres_fail(to, answer, err);
    PQclear(answer);
    return has_begun && end_copy(to, send_rows(to, from, rows, err), err);
}

/* COPY is no query of a pipeline. */
bool postgres_fill(struct ledger *to, const char *table, struct ledger *from, struct query *rows, struct error *err)
{
    PGconn *connection = postgres_of(to)->connection;
    struct buffer sql;
    buffer_init(&sql, 0);
    buffer_print(&sql, "COPY %s (", table);
    transfer_columns(rows, true, &sql);
    buffer_add_string(&sql, ") FROM STDIN");
    bool good = postgres_leave_pipeline(to, err) && copy_rows(to, sql.at, from, rows, err);
    buffer_release(&sql);
    bool is_back = PQenterPipelineMode(connection);
    return good && (is_back || postgres_fail(to, NULL, err));
}
