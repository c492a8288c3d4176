/* Connecting to a PostgreSQL server: is it there, is it new enough, is what its schema holds a ledger? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/postgres.h"

enum { OLDEST_SERVER = 150000, APPLICATION = 0x54726f74 }; /* "Trot", as in a SQLite file */

const char postgres_schema[] =
#include "ledger/schema_postgres.inc"
    ;
const char postgres_comments[] =
#include "ledger/schema_comments.inc"
    ;
const char postgres_derived[] =
#include "ledger/derived_postgres.inc"
#include "ledger/derived_comments.inc"
    ;

/* "?host=/tmp&password=secret" without what nobody should read. */
static void show_options(struct text options, struct buffer *out)
{
    char mark = '?';
    while (options.length) {
        struct text option = text_cut(&options, '&');
        if (text_starts(option, TEXT("password=")) || text_starts(option, TEXT("sslpassword=")))
            continue;
        buffer_add_char(out, mark);
        buffer_add(out, option);
        mark = '&';
    }
}

/* postgresql://user:password@host:port/database?options */
void postgres_show(struct text address, struct buffer *out)
{
    struct text rest = address, scheme = text_slice(rest, 0, text_find(rest, TEXT("://")) + 3);
    rest = text_slice(rest, scheme.length, rest.length);
    struct text place = text_cut(&rest, '?'), host = place;
    size_t slash = text_find(place, TEXT("/")), user = 0;
    for (size_t i = 0; i < slash; i++)
        user = place.at[i] == '@' ? i : user;
    buffer_add(out, scheme);
    if (user) {
        struct text who = text_slice(place, 0, user);
        buffer_add(out, text_cut(&who, ':'));
        host = text_slice(place, user, place.length);
    }
    buffer_add(out, host);
    show_options(rest, out);
}

static void say_nothing(void *context, const PGresult *notice)
{
}

static bool check_server(struct ledger *ledger, PGconn *connection, struct error *err)
{
    int version = PQserverVersion(connection);
    const char *encoding = PQparameterStatus(connection, "server_encoding");
    if (version < OLDEST_SERVER)
        return error_set(err, ERROR_LEDGER, "%s: the server is PostgreSQL %d, and a ledger needs %d or newer; use another server",
                         ledger->path, version / 10000, OLDEST_SERVER / 10000);
    return (encoding && strcmp(encoding, "UTF8") == 0) ||
           error_set(err, ERROR_LEDGER, "%s: the database's encoding is %s, and a ledger needs UTF8; make one with: createdb "
                     "--encoding UTF8 --template template0 NAME", ledger->path, encoding ? encoding : "unknown");
}

static bool ask_number(struct ledger *ledger, const char *sql, long long *number, struct error *err)
{
    struct query *query = db_make(ledger, text_of(sql), err);
    bool good = query && db_answer(ledger, query, number, err);
    db_end(query);
    return good;
}

/* One ledger has one write lock: ledgers in two schemas do not wait for each other. */
static bool name_lock(struct ledger *ledger, struct error *err)
{
    long long schema;
    if (!ask_number(ledger, "SELECT coalesce((SELECT oid::bigint FROM pg_catalog.pg_namespace "
                    "WHERE nspname = current_schema()), 0)", &schema, err))
        return false;
    snprintf(postgres_of(ledger)->lock, sizeof postgres_of(ledger)->lock, "SELECT pg_advisory_xact_lock(%d, %d)", APPLICATION,
             (int)(unsigned)schema);
    return true;
}

/* Plans are made for all rows of a cursor, since all are read. Readers see one moment. */
static bool set_up(struct ledger *ledger, struct error *err)
{
    char sql[512];
    snprintf(sql, sizeof sql, "SET lock_timeout = %u; SET cursor_tuple_fraction = 1; SET idle_in_transaction_session_timeout = 0; "
             POSTGRES_WAIT, ledger->wait_ms);
    if (!db_script(ledger, sql, err))
        return false;
    if (ledger->mode != LEDGER_READ)
        return true;
    postgres_of(ledger)->in_transaction = true;
    return db_script(ledger, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err);
}

bool postgres_set_wait(struct ledger *ledger, struct error *err)
{
    char sql[64];
    snprintf(sql, sizeof sql, "SET lock_timeout = %u", ledger->wait_ms);
    return db_script(ledger, sql, err);
}

bool postgres_open(struct ledger *ledger, struct error *err)
{
    /* What stands before the address is a default, what stands behind it is not up to it. */
    const char *const keys[] = { "fallback_application_name", "connect_timeout", "dbname", "client_encoding", NULL };
    const char *const values[] = { "troth", "10", ledger->address, "UTF8", NULL };
    struct postgres *postgres = memory_take(sizeof *postgres);
    *postgres = (struct postgres){ .connection = PQconnectdbParams(keys, values, true) };
    ledger->handle = postgres;
    if (PQstatus(postgres->connection) != CONNECTION_OK)
        return postgres_fail_to_connect(ledger, err);
    PQsetNoticeReceiver(postgres->connection, say_nothing, NULL);
    return check_server(ledger, postgres->connection, err) &&
           (PQenterPipelineMode(postgres->connection) || postgres_fail(ledger, NULL, err)) && set_up(ledger, err) &&
           name_lock(ledger, err);
}

void postgres_close(struct ledger *ledger)
{
    struct postgres *postgres = postgres_of(ledger);
    if (postgres)
        PQfinish(postgres->connection);
    free(postgres);
}

/* Tables of an extension are nobody's; any other says that the schema is in use. */
bool postgres_read_version(struct ledger *ledger, long long *version, struct error *err)
{
    long long own = 0, all = 0;
    *version = 0;
    if (!ask_number(ledger, "SELECT count(*) FROM " POSTGRES_CATALOG " WHERE name IN ('ledger', 'readers', 'articles', 'chain')",
                    &own, err) ||
        !ask_number(ledger, "SELECT count(*) FROM " POSTGRES_CATALOG, &all, err))
        return false;
    if (own == 4)
        return ask_number(ledger, "SELECT max(version) FROM ledger", version, err);
    return !all || error_set(err, ERROR_LEDGER, "%s: the schema holds tables of another program, and no ledger; name another "
                             "database, or a schema of the ledger's own by ?options=-csearch_path%%3Dbook", ledger->path);
}

/* A schema that the address names and that is not there yet is made, like a file. Two programs may make it at once: the second
 * of them then finds the name taken. */
static bool make_namespace(struct ledger *ledger, struct error *err)
{
    static const char sql[] =
        "DO $$ DECLARE place text := trim(split_part(current_setting('search_path'), ',', 1)); "
        "BEGIN place := CASE WHEN place LIKE '\"%' THEN trim(place, '\"') ELSE lower(place) END; "
        "IF current_schema() IS NULL AND place NOT IN ('', '$user') THEN "
        "EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', place); END IF; EXCEPTION WHEN unique_violation THEN NULL; END $$";
    return db_script(ledger, sql, err) && name_lock(ledger, err);
}

bool postgres_settle_in(struct ledger *ledger, struct error *err)
{
    return ledger->mode != LEDGER_WRITE || ledger->version || make_namespace(ledger, err);
}

bool postgres_stamp(struct ledger *ledger, int version, struct error *err)
{
    char sql[96];
    snprintf(sql, sizeof sql, "DELETE FROM ledger; INSERT INTO ledger (version) VALUES (%d)", version);
    return db_script(ledger, sql, err);
}
