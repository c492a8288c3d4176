/* What to tell people when PostgreSQL fails: server, problem, way out. */
#include <string.h>

#include "ledger/postgres.h"

static bool tell(const struct ledger *ledger, struct error *err, const char *what)
{
    return error_set(err, ERROR_LEDGER, "%s: %s", ledger->path, what);
}

/* What the library or the server says, in one line: blanks and line feeds become one blank each. */
static struct text in_one_line(const char *message, char *room, size_t most)
{
    size_t length = 0;
    for (const char *at = message; *at && length + 1 < most; at++) {
        bool is_blank = strchr(" \t\r\n", *at);
        if (!is_blank || (length && room[length - 1] != ' '))
            room[length++] = is_blank ? ' ' : *at;
    }
    room[length] = 0;
    return text_trim((struct text){ room, length });
}

/* Nobody knows whether a commit on its way was still done. */
static bool fail_gone(const struct ledger *ledger, struct error *err)
{
    return tell(ledger, err, "the server went away; what was told as added stands, and what was on its way is there whole or not "
                "at all; when the server runs again, add the rest again: reports that are there are passed over");
}

static bool fail_otherwise(const struct ledger *ledger, const PGresult *answer, const char *code, struct error *err)
{
    char room[600];
    const char *message = answer ? PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    if (!message)
        message = answer ? PQresultErrorMessage(answer) : PQerrorMessage(postgres_of(ledger)->connection);
    struct text line = in_one_line(message, room, sizeof room);
    return error_set(err, ERROR_LEDGER, "%s: the server says: %.*s%s%s%s; what was told as added stands", ledger->path,
                     (int)line.length, line.at, code ? " (code " : "", code ? code : "", code ? ")" : "");
}

/* By the code of the error (PostgreSQL's manual, appendix A), which is the same in every language. */
static bool fail_by_code(const struct ledger *ledger, const PGresult *answer, const char *code, struct error *err)
{
    static const struct { const char *code, *what; } known[] = {
        { "53100", "the server's disk is full; what was told as added is safe; make room and add the rest again" },
        { "25006", "the server is a copy that can only be read; name the one that it copies" },
        { "42501", NULL },
        { "3F000", "the address names no schema that is there; name one by ?options=-csearch_path%3Dbook, or make it with: CREATE "
                   "SCHEMA" },
        { "22021", "a text has a character that PostgreSQL does not keep (code 0); take it out of the report" },
        { "54000", "an article is too large for a ledger" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(code, known[i].code) == 0 && known[i].what)
            return tell(ledger, err, known[i].what);
    if (strcmp(code, "55P03") == 0)
        return error_set(err, ERROR_LEDGER,
                         "%s: another program has been writing for more than %u seconds; try again when it is done", ledger->path,
                         ledger->wait_ms / 1000);
    if (strcmp(code, "42501") == 0)
        return error_set(err, ERROR_LEDGER, "%s: %s; let the ledger's owner grant it (doc/team.md tells which rights are needed)",
                         ledger->path, PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY));
    return fail_otherwise(ledger, answer, code, err);
}

bool postgres_fail(const struct ledger *ledger, const PGresult *answer, struct error *err)
{
    const char *code = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : NULL;
    bool is_stopping = code && (strncmp(code, "57P0", 4) == 0 || strncmp(code, "08", 2) == 0);
    /* The library makes an answer of its own, without a code, for what was under way when the connection broke, and says a moment
     * later that it is broken. */
    bool is_cut = answer && !code && PQresultStatus(answer) == PGRES_FATAL_ERROR;
    if (is_stopping || is_cut || PQstatus(postgres_of(ledger)->connection) == CONNECTION_BAD)
        return fail_gone(ledger, err);
    return code ? fail_by_code(ledger, answer, code, err) : fail_otherwise(ledger, answer, NULL, err);
}

/* What can be done about it. The library gives no code here, only words; of another language nothing is known. */
static const char *way_out(const char *message)
{
    static const struct { const char *words, *way; } known[] = {
        { "could not translate host name", "is the host's name right, and the network there?" },
        { "password authentication failed", "give the right one in ~/.pgpass or PGPASSWORD" },
        { "no password supplied", "give it in ~/.pgpass or PGPASSWORD" },
        { "no pg_hba.conf entry", "let the server's administrator allow it in pg_hba.conf" },
        { "role \"", "name a user that is there: postgresql://USER@HOST/DATABASE, or make it with: createuser" },
        { "database \"", "make it with createdb, or name another one" },
        { "Connection refused", "start the server, or name its host and port: postgresql://HOST:PORT/DATABASE" },
        { "No such file or directory", "start the server, or name its host: postgresql://HOST/DATABASE" },
        { "timeout expired", "is the server running, and let through by what stands between?" },
        { "starting up", "try again in a moment" },
        { "too many clients", "try again when others are done, or let the administrator raise max_connections" },
        { "invalid", "an address is postgresql://USER@HOST:PORT/DATABASE, and what it leaves out is PostgreSQL's usual" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(message, known[i].words))
            return known[i].way;
    return "is the server running, and are host, port, user and database right?";
}

bool postgres_fail_to_connect(const struct ledger *ledger, struct error *err)
{
    char room[600];
    const char *message = PQerrorMessage(postgres_of(ledger)->connection);
    struct text line = in_one_line(message, room, sizeof room);
    return error_set(err, ERROR_LEDGER, "%s: cannot be opened: %.*s; %s", ledger->path, (int)line.length, line.at,
                     way_out(message));
}
