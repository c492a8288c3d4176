/* PostgreSQL through libpq: prepared queries, values, rows, transactions. */
#include <assert.h>
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/postgres.h"

enum {
    VALUES_MOST = 64,
    UNANSWERED_MOST = 64, /* far from where two full sockets would wait for each other */
    FETCHED = 500,        /* rows that a cursor gives at once */
    TEXT_FORM = 0, BINARY_FORM = 1
};

struct postgres_query {
    struct query query;
    char *sql;
    char name[32];       /* of the prepared query, or of the cursor */
    bool is_kept;
    bool is_asked;       /* rows are there, or were */
    bool has_cursor;
    unsigned prepared_at; /* the count of failures, plus one, when it was prepared; 0: never */
    int count;           /* of values */
    const char *values[VALUES_MOST]; /* NULL: null */
    int lengths[VALUES_MOST], forms[VALUES_MOST];
    uint64_t numbers[VALUES_MOST]; /* as they are sent */
    PGresult *rows;
    int row;
};

struct postgres *postgres_of(const struct ledger *ledger)
{
    return ledger->handle;
}

static PGconn *connection_of(const struct ledger *ledger)
{
    return postgres_of(ledger)->connection;
}

static struct postgres_query *own(struct query *query)
{
    return (struct postgres_query *)query;
}

/* A wrong query is told when it first runs. */
static struct query *make(struct ledger *ledger, struct text sql, bool is_kept, struct error *err)
{
    struct postgres_query *query = memory_take(sizeof *query);
    struct buffer translated;
    buffer_init(&translated, 0);
    *query = (struct postgres_query){ .query = { ledger }, .is_kept = is_kept };
    query->count = postgres_translate(sql, &translated);
    assert(query->count <= VALUES_MOST);
    query->sql = memory_take(translated.length + 1);
    memcpy(query->sql, translated.at, translated.length + 1);
    buffer_release(&translated);
    for (int i = 0; i < query->count; i++)
        query->forms[i] = BINARY_FORM; /* text in binary needs no NUL at its end */
    return &query->query;
}

static void done(struct query *query)
{
    PQclear(own(query)->rows);
    own(query)->rows = NULL;
    own(query)->is_asked = false;
}

static void reset(struct query *query)
{
    done(query);
    memset(own(query)->values, 0, sizeof own(query)->values);
}

static void bind(struct query *query, int place, struct text text)
{
    own(query)->values[place - 1] = text.at;
    own(query)->lengths[place - 1] = (int)text.length;
}

static void bind_number(struct query *query, int place, long long number)
{
    struct postgres_query *of = own(query);
    of->numbers[place - 1] = htobe64((uint64_t)number);
    of->values[place - 1] = (const char *)&of->numbers[place - 1];
    of->lengths[place - 1] = sizeof of->numbers[0];
}

/* Looks at everything that was not answered yet. `*last` gets the rows of the last query, where it is not NULL. */
static bool collect(struct ledger *ledger, PGresult **last, struct error *err)
{
    struct postgres *postgres = postgres_of(ledger);
    bool good = PQpipelineSync(postgres->connection), is_over = !good;
    PGresult *rows = NULL;
    if (!good)
        postgres_fail(ledger, NULL, err);
    for (int empty = 0; !is_over && empty < 2;) { /* each answer ends in a NULL; two of them: nothing comes any more */
        PGresult *answer = PQgetResult(postgres->connection);
        ExecStatusType status = PQresultStatus(answer);
        empty = answer ? 0 : empty + 1;
        is_over = status == PGRES_PIPELINE_SYNC;
        if (answer && status == PGRES_FATAL_ERROR && good)
            good = postgres_fail(ledger, answer, err);
        if (status == PGRES_TUPLES_OK) {
            PQclear(rows);
            rows = answer;
        } else {
            PQclear(answer);
        }
    }
    if (good && !is_over)
        good = postgres_fail(ledger, NULL, err);
    postgres->unanswered = 0;
    postgres->failures += !good;
    if (good && last)
        *last = rows;
    else
        PQclear(rows);
    return good;
}

static bool send(struct ledger *ledger, const char *sql, struct error *err)
{
    postgres_of(ledger)->unanswered++;
    return PQsendQueryParams(connection_of(ledger), sql, 0, NULL, NULL, NULL, NULL, TEXT_FORM) || postgres_fail(ledger, NULL, err);
}

static bool prepare(struct ledger *ledger, struct postgres_query *query, struct error *err)
{
    struct postgres *postgres = postgres_of(ledger);
    if (query->prepared_at == postgres->failures + 1)
        return true;
    query->prepared_at = postgres->failures + 1;
    snprintf(query->name, sizeof query->name, "q%u", ++postgres->names);
    postgres->unanswered++;
    return PQsendPrepare(postgres->connection, query->name, query->sql, 0, NULL) || postgres_fail(ledger, NULL, err);
}

static bool send_kept(struct ledger *ledger, struct postgres_query *query, struct error *err)
{
    if (!prepare(ledger, query, err))
        return false;
    postgres_of(ledger)->unanswered++;
    return PQsendQueryPrepared(connection_of(ledger), query->name, query->count, query->values, query->lengths, query->forms,
                               TEXT_FORM) || postgres_fail(ledger, NULL, err);
}

static bool fetch(struct ledger *ledger, struct postgres_query *query, struct error *err)
{
    char sql[64];
    snprintf(sql, sizeof sql, "FETCH %d FROM %s", FETCHED, query->name);
    return send(ledger, sql, err);
}

/* A query for one use may give any number of rows: in a transaction they come by and by. */
static bool send_once(struct ledger *ledger, struct postgres_query *query, struct error *err)
{
    struct postgres *postgres = postgres_of(ledger);
    struct buffer sql;
    buffer_init(&sql, 0);
    query->has_cursor = postgres->in_transaction;
    if (query->has_cursor) {
        snprintf(query->name, sizeof query->name, "c%u", ++postgres->names);
        buffer_print(&sql, "DECLARE %s NO SCROLL CURSOR FOR ", query->name);
    }
    buffer_add_string(&sql, query->sql);
    postgres->unanswered++;
    bool good = PQsendQueryParams(postgres->connection, sql.at, query->count, NULL, query->values, query->lengths, query->forms,
                                  TEXT_FORM) || postgres_fail(ledger, NULL, err);
    buffer_release(&sql);
    return good && (!query->has_cursor || fetch(ledger, query, err));
}

/* In a transaction the answer is waited for by the next query that has one. */
static bool run(struct ledger *ledger, struct query *query, struct error *err)
{
    struct postgres *postgres = postgres_of(ledger);
    if (!send_kept(ledger, own(query), err))
        return false;
    return (postgres->in_transaction && postgres->unanswered < UNANSWERED_MOST) || collect(ledger, NULL, err);
}

static bool ask(struct ledger *ledger, struct postgres_query *query, struct error *err)
{
    bool is_sent = query->is_kept ? send_kept(ledger, query, err) : send_once(ledger, query, err);
    if (!is_sent || !collect(ledger, &query->rows, err))
        return false;
    query->is_asked = true;
    query->row = -1;
    return true;
}

/* Takes away a cursor that has given all its rows, or gets more of them. */
static bool ask_on(struct ledger *ledger, struct postgres_query *query, struct error *err)
{
    bool is_full = PQntuples(query->rows) == FETCHED;
    PQclear(query->rows);
    query->rows = NULL;
    query->row = 0;
    return !is_full || (fetch(ledger, query, err) && collect(ledger, &query->rows, err));
}

static int next(struct ledger *ledger, struct query *query, struct error *err)
{
    struct postgres_query *of = own(query);
    if (!of->is_asked && !ask(ledger, of, err))
        return -1;
    if (++of->row < PQntuples(of->rows))
        return 1;
    if (of->has_cursor && !ask_on(ledger, of, err))
        return -1;
    if (of->has_cursor && PQntuples(of->rows) > 0)
        return 1;
    done(query);
    return 0;
}

static struct text column_text(struct query *query, int column)
{
    struct postgres_query *of = own(query);
    return (struct text){ PQgetvalue(of->rows, of->row, column), (size_t)PQgetlength(of->rows, of->row, column) };
}

static bool is_null(struct query *query, int column)
{
    return PQgetisnull(own(query)->rows, own(query)->row, column);
}

static long long number(struct query *query, int column)
{
    return strtoll(PQgetvalue(own(query)->rows, own(query)->row, column), NULL, 10);
}

static const char *name(struct query *query, int column)
{
    return PQfname(own(query)->rows, column);
}

static int columns(struct query *query)
{
    return PQnfields(own(query)->rows);
}

static void end(struct query *query)
{
    struct postgres_query *of = own(query);
    char sql[64];
    if (of->has_cursor && of->is_asked && postgres_of(query->ledger)->in_transaction) {
        struct error ignored;
        snprintf(sql, sizeof sql, "CLOSE %s", of->name);
        send(query->ledger, sql, &ignored);
    }
    PQclear(of->rows);
    free(of->sql);
    free(of);
}

bool postgres_leave_pipeline(struct ledger *ledger, struct error *err)
{
    return collect(ledger, NULL, err) && (PQexitPipelineMode(connection_of(ledger)) || postgres_fail(ledger, NULL, err));
}

/* Several statements at once go outside of the pipeline. */
static bool script(struct ledger *ledger, const char *text, struct error *err)
{
    PGconn *connection = connection_of(ledger);
    if (!postgres_leave_pipeline(ledger, err))
        return false;
    PGresult *answer = PQexec(connection, text);
    ExecStatusType status = PQresultStatus(answer);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || postgres_fail(ledger, answer, err);
    PQclear(answer);
    return (PQenterPipelineMode(connection) || !good || postgres_fail(ledger, NULL, err)) && good;
}

static void undo(struct ledger *ledger)
{
    struct postgres *postgres = postgres_of(ledger);
    struct error ignored;
    collect(ledger, NULL, &ignored);
    if (send(ledger, "ROLLBACK", &ignored))
        collect(ledger, NULL, &ignored);
    postgres->in_transaction = false;
}

/* Each query sees what was committed before it, so that all of them see what was there when the lock was got. */
static bool start(struct ledger *ledger, struct error *err)
{
    struct postgres *postgres = postgres_of(ledger);
    if (ledger->mode == LEDGER_READ)
        return error_set(err, ERROR_LEDGER, "%s: is open for reading only", ledger->path);
    postgres->in_transaction = true;
    if (send(ledger, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", err) && send(ledger, postgres->lock, err) &&
        collect(ledger, NULL, err))
        return true;
    undo(ledger);
    return false;
}

static bool look(struct ledger *ledger, struct error *err)
{
    if (!send(ledger, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err) || !collect(ledger, NULL, err))
        return false;
    postgres_of(ledger)->in_transaction = true;
    return true;
}

static bool finish(struct ledger *ledger, struct error *err)
{
    if (!send(ledger, "COMMIT", err) || !collect(ledger, NULL, err))
        return false;
    postgres_of(ledger)->in_transaction = false;
    return true;
}

/* What is committed survives this program, and within a second the server too. */
static bool hurry(struct ledger *ledger, struct error *err)
{
    return script(ledger, "SET synchronous_commit = off", err);
}

/* A commit that changed something and waits takes everything before it to the disk. */
static bool settle(struct ledger *ledger, struct error *err)
{
    return script(ledger, POSTGRES_WAIT, err) && script(ledger, "UPDATE derivation SET rules = rules", err);
}

/* Everything derived but the row that tells by which rules. */
static bool take_rows(struct ledger *ledger, struct error *err)
{
    static const char *const tables[] = {
#define DERIVED_TABLE(name) name,
#define DERIVED_VIEW(name)
#include "ledger/derived_names.inc"
#undef DERIVED_TABLE
#undef DERIVED_VIEW
    };
    bool good = true;
    for (size_t i = 0; good && i < sizeof tables / sizeof *tables; i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
        good = strcmp(tables[i], "derivation") == 0 || send(ledger, sql, err);
    }
    return good;
}

/* Readers still see what was there, so only rows are taken away, and tables where they are not as we make them. */
static bool clear_derived(struct ledger *ledger, struct error *err)
{
    bool is_whole;
    if (!open_has_derived(ledger, &is_whole, err))
        return false;
    if (is_whole)
        return take_rows(ledger, err);
    return script(ledger, open_drop_derived, err) && script(ledger, postgres_words_drop, err) &&
           script(ledger, postgres_derived, err) && script(ledger, postgres_words_index, err);
}

static bool is_passing(const struct ledger *ledger)
{
    return false;
}

const struct driver postgres_driver = {
    .has_steps = true, .is_far = true,
    .show = postgres_show,
    .open = postgres_open, .close = postgres_close, .is_passing = is_passing, .set_wait = postgres_set_wait,
    .read_version = postgres_read_version, .settle_in = postgres_settle_in, .stamp = postgres_stamp,
    .schema = postgres_schema, .comments = postgres_comments, .catalog = POSTGRES_CATALOG, .clear_derived = clear_derived,
    .found = postgres_words_found,
    .signs = { .quote = '\'', .begins = ":*", .both = " & ", .without = " & !", .either = " | " },
    .make = make, .end = end, .reset = reset, .done = done, .bind = bind, .bind_number = bind_number,
    .run = run, .next = next, .text = column_text, .is_null = is_null, .number = number, .columns = columns, .name = name,
    .script = script, .fill = postgres_fill,
    .start = start, .look = look, .finish = finish, .undo = undo, .hurry = hurry, .settle = settle,
};
