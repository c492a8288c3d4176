/* Articles and statements made by hand, for tests of the ledger. */
#include <ctype.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/ledger_help.h"

static struct party_list read_parties(struct arena *arena, const char *list)
{
    struct party_list parties = { 0 };
    struct text rest = text_of(list);
    while (rest.length) {
        struct text code = text_cut(&rest, ';'), name = text_cut(&code, ':');
        ARENA_PUSH(arena, &parties, (struct party){ .text = name, .code = code });
    }
    return parties;
}

static uint32_t read_means(const char *list)
{
    uint32_t means = 0;
    struct text rest = text_of(list);
    while (rest.length)
        means |= 1u << record_means_of(text_cut(&rest, ';'));
    return means;
}

static void read_links(struct arena *arena, const char *list, struct statement *statement)
{
    struct text rest = text_of(list);
    while (rest.length) {
        struct text to = text_cut(&rest, ';'), kind = text_cut(&to, ' ');
        ARENA_PUSH(arena, &statement->links, (struct link){ (enum link_kind)record_link_of(kind), to.at[0] - '0' });
    }
}

static struct statement make_statement(struct arena *arena, const struct said *said, int n, size_t from, struct text sentence)
{
    struct statement statement = { .n = n, .act = (enum act)record_act_of(text_of(said->act)), .confidence = 750 };
    statement.status = said->status ? (enum status)record_status_of(text_of(said->status)) : STATUS_ACTUAL;
    statement.sentence = (struct span){ from, from + sentence.length };
    statement.sentence_text = sentence;
    statement.trigger = (struct span){ from, from + 4 };
    statement.trigger_text = text_slice(sentence, 0, 4);
    statement.actors = read_parties(arena, said->actors);
    statement.recipients = read_parties(arena, said->recipients);
    statement.object_text = text_of(said->object);
    statement.means = read_means(said->means);
    statement.amount_text = text_of(said->amount);
    if (said->condition) {
        struct text words = text_of(said->condition);
        statement.has_condition = true;
        statement.condition = (enum condition)record_condition_of(text_cut(&words, ':'));
        statement.condition_text = words;
    }
    read_links(arena, said->links, &statement);
    return statement;
}

struct report report_make(struct arena *arena, const char *id, const char *published, const struct said *said, size_t count)
{
    struct report report = { .article = { .id = text_of(id), .title = arena_print(arena, "Title of %s", id),
                                          .publisher = TEXT("Daily Test"), .published = text_of(published) } };
    struct buffer text;
    char hash[65];
    buffer_init(&text, 0);
    for (size_t i = 0; i < count; i++)
        buffer_print(&text, "État %zu of %s: %s %s.\n\n", i + 1, id, said[i].actors, said[i].act);
    report.article.text = arena_copy(arena, buffer_text(&text));
    record_article_hash(&report.article, hash);
    struct text rest = report.article.text;
    for (size_t i = 0; i < count; i++) {
        struct text line = text_cut(&rest, '\n');
        size_t from = (size_t)(line.at - report.article.text.at);
        struct statement statement = make_statement(arena, &said[i], (int)i + 1, from, line);
        record_set_id(&statement, hash);
        ARENA_PUSH(arena, &report.statements, statement);
        text_cut(&rest, '\n');
    }
    buffer_release(&text);
    return report;
}

bool report_append(struct ledger *ledger, const struct report *report, enum ledger_outcome *outcome, struct error *err)
{
    return report_append_at(ledger, report, 1772366400000, outcome, err);
}

bool report_append_at(struct ledger *ledger, const struct report *report, long long learned_ms, enum ledger_outcome *outcome,
                      struct error *err)
{
    struct ledger_entry entry = { &report->article, &report->statements, "test", learned_ms };
    return ledger_append(ledger, &entry, outcome, err);
}

static bool is_on_server(const char *address)
{
    return strncmp(address, "postgresql:", 11) == 0;
}

static void demand(bool good, const char *sql, const char *message)
{
    if (good)
        return;
    fprintf(stderr, "%s: %s\n", sql, message);
    abort();
}

static void add_value(struct buffer *out, int column, const char *value)
{
    buffer_print(out, "%s%s", column ? "|" : "", value ? value : "-");
}

static sqlite3 *open_file(const char *path, int flags)
{
    sqlite3 *handle;
    demand(sqlite3_open_v2(path, &handle, flags, NULL) == SQLITE_OK, path, "does not open");
    sqlite3_busy_timeout(handle, LEDGER_WAIT_MS);
    return handle;
}

static void ask_file(const char *path, const char *sql, struct buffer *out)
{
    sqlite3 *handle = open_file(path, SQLITE_OPEN_READONLY);
    sqlite3_stmt *query;
    demand(sqlite3_prepare_v2(handle, sql, -1, &query, NULL) == SQLITE_OK, sql, sqlite3_errmsg(handle));
    while (sqlite3_step(query) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(query); i++)
            add_value(out, i, (const char *)sqlite3_column_text(query, i));
        buffer_add_char(out, '\n');
    }
    sqlite3_finalize(query);
    sqlite3_close(handle);
}

/* `out` may be NULL. */
static void ask_server(const char *address, const char *sql, struct buffer *out)
{
    PGconn *connection = PQconnectdb(address);
    demand(PQstatus(connection) == CONNECTION_OK, address, PQerrorMessage(connection));
    PQclear(PQexec(connection, "SET client_min_messages = error"));
    PGresult *rows = PQexec(connection, sql);
    demand(PQresultStatus(rows) == PGRES_COMMAND_OK || PQresultStatus(rows) == PGRES_TUPLES_OK || PQresultStatus(rows) ==
           PGRES_EMPTY_QUERY, sql, PQerrorMessage(connection));
    for (int row = 0; out && row < PQntuples(rows); row++) {
        for (int i = 0; i < PQnfields(rows); i++)
            add_value(out, i, PQgetisnull(rows, row, i) ? NULL : PQgetvalue(rows, row, i));
        buffer_add_char(out, '\n');
    }
    PQclear(rows);
    PQfinish(connection);
}

void ledger_ask(const char *address, const char *sql, struct buffer *out)
{
    is_on_server(address) ? ask_server(address, sql, out) : ask_file(address, sql, out);
}

void ledger_change(const char *address, const char *sql)
{
    if (is_on_server(address)) {
        ask_server(address, sql, NULL);
        return;
    }
    sqlite3 *handle = open_file(address, SQLITE_OPEN_READWRITE);
    demand(sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK, sql, sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

void ledger_new_address(char address[LEDGER_ADDRESS_ROOM])
{
    static const char letters[] = "/tmp/troth-ledger-XXXXXX";
    const char *server = getenv("TROTH_TEST_POSTGRES");
    char folder[sizeof letters];
    strcpy(folder, letters);
    demand(mkdtemp(folder), folder, "cannot be made");
    if (server) { /* the folder's name is nobody else's */
        rmdir(folder);
        for (char *at = folder; *at; at++)
            *at = (char)tolower((unsigned char)*at);
        snprintf(address, LEDGER_ADDRESS_ROOM, "%s%coptions=-csearch_path%%3D%s", server, strchr(server, '?') ? '&' : '?',
                 strrchr(folder, '-') + 1);
    } else {
        snprintf(address, LEDGER_ADDRESS_ROOM, "%s/book.db", folder);
    }
}

bool ledger_is_on_server(void)
{
    return getenv("TROTH_TEST_POSTGRES");
}

void ledger_dump(const char *address, bool by_id, struct buffer *out)
{
    static const char *const whole[] = { "SELECT * FROM commitments ORDER BY id",
                                         "SELECT * FROM versions ORDER BY commitment, said, statement",
                                         "SELECT * FROM revisions ORDER BY commitment, said, revised_by, what",
                                         "SELECT * FROM disputes ORDER BY statement, disputed_by, system_from",
                                         "SELECT * FROM former_versions ORDER BY commitment, said, statement, system_from",
                                         "SELECT * FROM carried ORDER BY statement, earlier",
                                         "SELECT * FROM waiting ORDER BY statement",
                                         "SELECT * FROM reviewed ORDER BY statement",
                                         "SELECT * FROM reviewed_parties ORDER BY statement, role, position", NULL };
    static const char *const ids[] = {
        "SELECT c.id, state, is_disputed, is_revised, c.object, c.condition, c.amount, first_said, last_said, statements, "
        "articles, s.id FROM commitments c JOIN statements s USING (statement) ORDER BY c.id",
        "SELECT v.commitment, row_number() OVER (PARTITION BY v.commitment ORDER BY v.said, v.statement), effect, state, "
        "is_disputed, v.object, v.condition, v.amount, s.id, t.id FROM versions v "
        "JOIN statements s ON s.statement = v.statement JOIN statements t ON t.statement = v.stands_on ORDER BY 1, 2",
        "SELECT r.commitment, what, before, after, s.id, t.id FROM revisions r JOIN statements s ON s.statement = r.statement "
        "JOIN statements t ON t.statement = r.revised_by ORDER BY 1, 2, 5, 6",
        "SELECT s.id, t.id, rule FROM disputes d JOIN statements s ON s.statement = d.statement JOIN statements t "
        "ON t.statement = disputed_by ORDER BY 1, 2", NULL,
    };
    for (const char *const *sql = by_id ? ids : whole; *sql; sql++)
        ledger_ask(address, *sql, out);
}

/* The schema stands behind the last 'D', of %3D. */
static void drop_schema(const char *address)
{
    char sql[128];
    snprintf(sql, sizeof sql, "DROP SCHEMA IF EXISTS \"%s\" CASCADE", strrchr(address, 'D') + 1);
    ask_server(address, sql, NULL);
}

void ledger_remove(const char *address)
{
    char name[LEDGER_ADDRESS_ROOM];
    if (is_on_server(address)) {
        drop_schema(address);
        return;
    }
    for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", "-journal", NULL }; *end; end++) {
        snprintf(name, sizeof name, "%s%s", address, *end);
        unlink(name);
    }
}

void ledger_remove_place(const char *address)
{
    char folder[LEDGER_ADDRESS_ROOM];
    ledger_remove(address);
    if (is_on_server(address))
        return;
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(address, '/') - address), address);
    rmdir(folder);
}
