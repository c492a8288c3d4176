/* What only a server can do wrong: each error of opening a ledger on PostgreSQL, rights, and a server that goes away while a report
 * is being added. Runs beside a server of its own (tools/with_postgres.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/ledger_random.h"

static char address[LEDGER_ADDRESS_ROOM];
static struct error err;

static int set_up(void **state)
{
    ledger_new_address(address);
    return 0;
}

static int tear_down(void **state)
{
    ledger_remove_place(address);
    return 0;
}

static const char *folder(void)
{
    return getenv("TROTH_TEST_SERVER");
}

static void expect_refused_at(const char *where, enum ledger_mode mode, const char *problem, const char *way_out)
{
    struct ledger *ledger = ledger_open(where, mode, &err);
    assert_null(ledger);
    assert_int_equal(err.code, ERROR_LEDGER);
    if (strncmp(err.message, "postgresql://", 13) != 0 || !strstr(err.message, problem) || !strstr(err.message, way_out))
        fail_msg("'%s' instead of '%s ... %s'", err.message, problem, way_out);
}

static void change(const char *sql)
{
    ledger_change(getenv("TROTH_TEST_POSTGRES"), sql);
}

static struct ledger *make(unsigned from, unsigned to)
{
    struct arena arena = { 0 };
    enum ledger_outcome outcome;
    struct ledger *ledger = ledger_open(address, LEDGER_WRITE, &err);
    if (!ledger)
        fail_msg("%s", err.message);
    for (unsigned i = from; i < to; i++) {
        struct report report = report_random(&arena, i, 12);
        assert_true(report_append(ledger, &report, &outcome, &err));
    }
    arena_release(&arena);
    return ledger;
}

/* An address of the test's server with other parts. */
static const char *other(char room[LEDGER_ADDRESS_ROOM], const char *user, const char *database, const char *options)
{
    snprintf(room, LEDGER_ADDRESS_ROOM, "postgresql://%s@/%s?host=%s%s", user, database, folder(), options);
    return room;
}

static void not_there(void **state)
{
    char room[LEDGER_ADDRESS_ROOM];
    expect_refused_at("postgresql://troth@no-such-host.invalid/book", LEDGER_READ, "no-such-host.invalid",
                      "is the host's name right");
    expect_refused_at("postgresql://troth@localhost:1/book", LEDGER_READ, "Connection refused", "start the server");
    expect_refused_at("postgresql://troth@/book?host=/tmp/no/such/folder", LEDGER_READ, "No such file", "start the server");
    expect_refused_at("postgresql://troth@/book?hsot=here", LEDGER_READ, "hsot", "an address is postgresql://");
    expect_refused_at(other(room, "troth", "nothing", ""), LEDGER_WRITE, "\"nothing\" does not exist", "createdb");
    expect_refused_at(other(room, "stranger", "postgres", ""), LEDGER_WRITE, "\"stranger\" does not exist", "createuser");
    expect_refused_at(address, LEDGER_READ, "no ledger yet", "troth add FILE... --ledger postgresql://");
}

/* A password is asked for, and never printed. */
static void locked(void **state)
{
    char room[LEDGER_ADDRESS_ROOM];
    change("CREATE ROLE guarded LOGIN PASSWORD 'right'");
    expect_refused_at(other(room, "guarded:sesame", "postgres", "&password=sesame"), LEDGER_READ,
                      "password authentication failed", "~/.pgpass");
    assert_null(strstr(err.message, "sesame"));
    expect_refused_at(other(room, "guarded", "postgres", ""), LEDGER_READ, "no password supplied", "PGPASSWORD");
    change("DROP ROLE guarded");
}

static void wrong_encoding(void **state)
{
    char room[LEDGER_ADDRESS_ROOM];
    change("CREATE DATABASE narrow ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    expect_refused_at(other(room, "troth", "narrow", ""), LEDGER_WRITE, "encoding is LATIN1", "createdb --encoding UTF8");
    change("DROP DATABASE narrow");
}

static void foreign(void **state)
{
    char room[LEDGER_ADDRESS_ROOM];
    change("CREATE SCHEMA birds; CREATE TABLE birds.eggs (count int)");
    other(room, "troth", "postgres", "&options=-csearch_path%3Dbirds");
    expect_refused_at(room, LEDGER_READ, "tables of another program", "a schema of the ledger's own");
    expect_refused_at(room, LEDGER_WRITE, "tables of another program", "name another database");
    change("DROP SCHEMA birds CASCADE");
}

static void newer(void **state)
{
    ledger_close(make(0, 1));
    ledger_change(address, "UPDATE ledger SET version = 99");
    expect_refused_at(address, LEDGER_READ, "newer troth (schema 99", "install the newer one");
    expect_refused_at(address, LEDGER_WRITE, "newer troth (schema 99", "install the newer one");
}

/* The rights that the manual tells: one who may read, one who may add. */
static void rights(void **state)
{
    char sql[2048], room[LEDGER_ADDRESS_ROOM], options[128];
    const char *schema = strrchr(address, 'D') + 1;
    ledger_close(make(0, 5));
    snprintf(sql, sizeof sql, "CREATE ROLE looks LOGIN; CREATE ROLE adds LOGIN; "
             "GRANT USAGE ON SCHEMA \"%s\" TO looks, adds; GRANT SELECT ON ALL TABLES IN SCHEMA \"%s\" TO looks; "
             "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \"%s\" TO adds", schema, schema, schema);
    change(sql);
    snprintf(options, sizeof options, "&options=-csearch_path%%3D%s", schema);
    struct arena arena = { 0 };
    struct report report = report_random(&arena, 5, 12);
    struct ledger_counts counts;
    enum ledger_outcome outcome;
    struct ledger *ledger = ledger_open(other(room, "looks", "postgres", options), LEDGER_READ, &err);
    assert_true(ledger && ledger_count(ledger, &counts, &err) && counts.articles == 5);
    ledger_close(ledger);
    ledger = ledger_open(room, LEDGER_WRITE, &err);
    assert_false(ledger && report_append(ledger, &report, &outcome, &err));
    assert_true(strstr(err.message, "permission denied") && strstr(err.message, "grant it"));
    ledger_close(ledger);
    ledger = ledger_open(other(room, "adds", "postgres", options), LEDGER_WRITE, &err);
    assert_true(ledger && report_append(ledger, &report, &outcome, &err) && ledger_rebuild(ledger, &err));
    ledger_close(ledger);
    arena_release(&arena);
    change("DROP OWNED BY looks, adds; DROP ROLE looks, adds");
}

/* A failed report leaves nothing, and the next one goes on. */
static void refused_text(void **state)
{
    struct arena arena = { 0 };
    struct ledger *ledger = make(0, 3);
    struct report report = report_random(&arena, 3, 12), good = report_random(&arena, 4, 12);
    struct ledger_counts counts;
    enum ledger_outcome outcome;
    report.article.text = TEXT("zero\0here");
    assert_false(report_append(ledger, &report, &outcome, &err));
    assert_non_null(strstr(err.message, "take it out of the report"));
    if (!report_append(ledger, &good, &outcome, &err))
        fail_msg("%s", err.message);
    assert_true(ledger_count(ledger, &counts, &err) && counts.articles == 4);
    ledger_close(ledger);
    arena_release(&arena);
}

/* Who reads sees what was there, also while everything derived is derived again. */
static void reading_through_rebuild(void **state)
{
    struct ledger *writer = make(0, 20), *reader = ledger_open(address, LEDGER_READ, &err);
    struct ledger_counts before, after;
    assert_non_null(reader);
    assert_true(ledger_count(writer, &before, &err));
    ledger_close(make(20, 25));
    if (!ledger_rebuild(writer, &err))
        fail_msg("%s", err.message);
    assert_true(ledger_count(reader, &after, &err));
    assert_memory_equal(&before, &after, sizeof before);
    ledger_close(reader);
    ledger_close(writer);
}

static void server(const char *what)
{
    char program[LEDGER_ADDRESS_ROOM];
    snprintf(program, sizeof program, "%s/%s", folder(), what);
    assert_int_equal(system(program), 0);
}

/* Appends until it fails, tells the number of each report that is safe, and at last why it failed. */
static void write_until_failure(unsigned from, int tell)
{
    struct arena arena = { 0 };
    enum ledger_outcome outcome;
    struct ledger *ledger = ledger_open(address, LEDGER_WRITE, &err);
    for (unsigned number = from; ledger; number++) {
        struct report report = report_random(&arena, number, 12);
        if (!report_append(ledger, &report, &outcome, &err) || write(tell, &number, sizeof number) != sizeof number)
            break;
        arena_reset(&arena);
    }
    if (!ledger || strstr(err.message, "the server went away"))
        _exit(0);
    fprintf(stderr, "%s\n", err.message);
    _exit(1);
}

/* The server stops as by a loss of power while reports are added. Returns the last number that was told. */
static unsigned add_and_stop(unsigned before, unsigned microseconds)
{
    int ends[2], status;
    unsigned number;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t writer = fork();
    if (writer == 0)
        write_until_failure(before + 1, ends[1]);
    close(ends[1]);
    nanosleep(&(struct timespec){ 0, (long)microseconds * 1000 }, NULL);
    server("stop");
    waitpid(writer, &status, 0);
    assert_int_equal(status, 0);
    while (read(ends[0], &number, sizeof number) == sizeof number)
        before = number;
    close(ends[0]);
    return before;
}

static void going_away(void **state)
{
    unsigned long long seed = 3;
    unsigned last = 0;
    struct ledger_chain chain;
    struct buffer before, after;
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    ledger_close(make(0, 1));
    for (int round = 0; round < 6; round++) {
        unsigned told = add_and_stop(last, 100000 + random_below(&seed, 300000));
        server("start");
        struct ledger *ledger = make(0, told + 1); /* all of them are known, or it fails */
        struct ledger_counts counts;
        assert_true(ledger_count(ledger, &counts, &err));
        assert_in_range(counts.articles, told + 1, told + 2);
        if (!ledger_verify(ledger, TEXT(""), &chain, &err))
            fail_msg("%s", err.message);
        last = (unsigned)counts.articles - 1;
        ledger_close(ledger);
    }
    print_message("%u reports added while the server stopped 6 times\n", last);
    ledger_dump(address, false, &before);
    struct ledger *ledger = ledger_open(address, LEDGER_WRITE, &err);
    assert_true(ledger && ledger_rebuild(ledger, &err));
    ledger_close(ledger);
    ledger_dump(address, false, &after);
    assert_string_equal(before.at, after.at);
    buffer_release(&before);
    buffer_release(&after);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(not_there), TEST(locked),       TEST(wrong_encoding),          TEST(foreign),   TEST(newer),
        TEST(rights),    TEST(refused_text), TEST(reading_through_rebuild), TEST(going_away),
    };
    if (!ledger_is_on_server()) {
        printf("skipped: no server\n");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
