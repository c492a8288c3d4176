/* Every error of the ledger, provoked once: what is told, and that nothing is lost. Writers that wait, readers that do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ledger/db.h"
#include "tests/ledger_random.h"

static char folder[LEDGER_ADDRESS_ROOM], path[LEDGER_ADDRESS_ROOM]; /* no folder on a server */
static struct error err;

static int set_up(void **state)
{
    ledger_new_address(path);
    snprintf(folder, sizeof folder, "%.*s", ledger_is_on_server() ? 0 : (int)(strrchr(path, '/') - path), path);
    return 0;
}

static int tear_down(void **state)
{
    chmod(folder, 0700);
    ledger_remove_place(path);
    return 0;
}

static void write_file(const char *bytes)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

static void change_file(const char *sql)
{
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static void make(unsigned reports)
{
    struct arena arena = { 0 };
    enum ledger_outcome outcome;
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    assert_non_null(ledger);
    for (unsigned i = 0; i < reports; i++) {
        struct report report = report_random(&arena, i, 12);
        assert_true(report_append(ledger, &report, &outcome, &err));
    }
    ledger_close(ledger);
    arena_release(&arena);
}

/* Opening fails with a message that begins with the file and has these words. */
static void expect_refused(enum ledger_mode mode, const char *words)
{
    struct ledger *ledger = ledger_open(path, mode, &err);
    assert_null(ledger);
    assert_int_equal(err.code, ERROR_LEDGER);
    if (strncmp(err.message, path, strlen(path)) != 0 || !strstr(err.message, words))
        fail_msg("'%s' instead of '%s'", err.message, words);
}

static void missing(void **state)
{
    expect_refused(LEDGER_READ, "there is no such ledger; make one with: troth add");
    char good[LEDGER_ADDRESS_ROOM];
    strcpy(good, path);
    snprintf(path, sizeof path, "%.200s/no/book.db", folder);
    expect_refused(LEDGER_WRITE, "mkdir -p");
    strcpy(path, folder);
    expect_refused(LEDGER_WRITE, "is a folder");
    strcpy(path, good);
}

static void no_database(void **state)
{
    write_file("These are only words, and many of them: this file was never a database at all, and will not be one now.\n");
    expect_refused(LEDGER_READ, "no SQLite file");
    expect_refused(LEDGER_WRITE, "no SQLite file");
}

static void empty_file(void **state)
{
    write_file("");
    expect_refused(LEDGER_READ, "is empty");
    make(1);
    ledger_close(ledger_open(path, LEDGER_READ, &err));
}

static void foreign(void **state)
{
    change_file("CREATE TABLE birds (name TEXT)");
    expect_refused(LEDGER_READ, "of another program");
    expect_refused(LEDGER_WRITE, "of another program");
}

static void newer(void **state)
{
    make(1);
    change_file("PRAGMA user_version = 99");
    expect_refused(LEDGER_READ, "newer troth (schema 99");
    expect_refused(LEDGER_WRITE, "install the newer one");
}

static void damaged(void **state)
{
    make(40);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    for (long at = 4096; at < 40 * 4096; at += 4096) {
        fseek(file, at, SEEK_SET);
        fputs("no page of any tree", file);
    }
    fclose(file);
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    struct arena arena = { 0 };
    struct report report = report_random(&arena, 1000, 12);
    enum ledger_outcome outcome;
    if (ledger)
        assert_false(report_append(ledger, &report, &outcome, &err));
    assert_non_null(strstr(err.message, "damaged"));
    ledger_close(ledger);
    arena_release(&arena);
}

/* In a process of its own, without the powers of root, and with its own limits. Returns its exit status. */
static int in_child(int (*work)(void))
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(99);
        _exit(work());
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int complain(const char *words)
{
    if (strstr(err.message, words))
        return 0;
    fprintf(stderr, "'%s' instead of '%s'\n", err.message, words);
    return 1;
}

static int open_locked_file(void)
{
    if (ledger_open(path, LEDGER_WRITE, &err))
        return 1;
    return complain("may not be written");
}

static int open_hidden_file(void)
{
    return ledger_open(path, LEDGER_READ, &err) != NULL || complain("may not be read");
}

static int open_in_locked_folder(void)
{
    return ledger_open(path, LEDGER_READ, &err) != NULL || complain("copy the ledger");
}

static void forbidden(void **state)
{
    make(3);
    chmod(folder, 0777);
    chmod(path, 0444);
    assert_int_equal(in_child(open_locked_file), 0);
    chmod(path, 0000);
    assert_int_equal(in_child(open_hidden_file), 0);
    chmod(path, 0644);
    chmod(folder, 0555);
    assert_int_equal(in_child(open_in_locked_folder), 0);
}

/* A file may only grow so far, as on a full disk: what was added stays, and goes on when there is room again. */
static int fill_disk(void)
{
    struct arena arena = { 0 };
    enum ledger_outcome outcome;
    unsigned added = 0;
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = { 1500000, RLIM_INFINITY };
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    if (!ledger || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 1;
    for (;; added++) {
        struct report report = report_random(&arena, added, 12);
        if (!report_append(ledger, &report, &outcome, &err))
            break;
    }
    if (complain("the disk is full, over a quota") || added < 3)
        return 2;
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &limit);
    struct report report = report_random(&arena, added, 12);
    struct ledger_counts counts;
    if (!report_append(ledger, &report, &outcome, &err) || !ledger_count(ledger, &counts, &err))
        return 3;
    ledger_close(ledger);
    arena_release(&arena);
    return counts.articles == added + 1 ? 0 : 4;
}

static void full_disk(void **state)
{
    chmod(folder, 0777);
    assert_int_equal(in_child(fill_disk), 0);
    struct buffer answer;
    buffer_init(&answer, 0);
    ledger_ask(path, "PRAGMA integrity_check", &answer);
    assert_string_equal(answer.at, "ok\n");
    buffer_release(&answer);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Another program that holds the pen for so long. */
static pid_t hold(int milliseconds)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
        if (!ledger || !db_start(ledger, &err))
            _exit(1);
        if (write(ready[1], "x", 1) != 1)
            _exit(1);
        nanosleep(&(struct timespec){ milliseconds / 1000, milliseconds % 1000 * 1000000L }, NULL);
        db_undo(ledger);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

static void waiting(void **state)
{
    struct arena arena = { 0 };
    struct report report = report_random(&arena, 77, 12);
    enum ledger_outcome outcome;
    make(2);
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    pid_t other = hold(400);
    assert_true(report_append(ledger, &report, &outcome, &err));
    waitpid(other, NULL, 0);
    ledger_close(ledger);
    arena_release(&arena);
}

static void waiting_too_long(void **state)
{
    struct arena arena = { 0 };
    struct report report = report_random(&arena, 77, 12);
    struct ledger_counts counts;
    enum ledger_outcome outcome;
    make(2);
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    assert_true(ledger_set_wait(ledger, 2000, &err));
    pid_t other = hold(30000);
    double from = now();
    struct ledger *reader = ledger_open(path, LEDGER_READ, &err);
    assert_non_null(reader);
    assert_true(ledger_count(reader, &counts, &err) && counts.articles == 2);
    assert_true(now() - from < 2);
    ledger_close(reader);
    assert_false(report_append(ledger, &report, &outcome, &err));
    assert_non_null(strstr(err.message, "another program has been writing for more than 2 seconds"));
    kill(other, SIGKILL);
    waitpid(other, NULL, 0);
    assert_true(report_append(ledger, &report, &outcome, &err));
    ledger_close(ledger);
    arena_release(&arena);
}

/* Looks again and again while others write: what is derived always fits what was appended. Ends when killed. */
static void read_together(void)
{
    static const char sql[] = "SELECT CASE WHEN (SELECT sum(statements) FROM commitments) IS NOT DISTINCT FROM "
                              "(SELECT sum(is_own) FROM versions) THEN 1 ELSE 0 END, "
                              "(SELECT count(*) FROM versions WHERE effect = ''), "
                              "(SELECT count(*) FROM articles a WHERE NOT EXISTS "
                              "(SELECT 1 FROM statements s WHERE s.article = a.article))";
    for (;;) {
        struct buffer answer;
        buffer_init(&answer, 0);
        if (ledger_is_on_server() || (access(path, R_OK) == 0 && access(folder, R_OK) == 0)) {
            struct ledger *ledger = ledger_open(path, LEDGER_READ, &err);
            if (!ledger && !strstr(err.message, "is empty"))
                _exit(fprintf(stderr, "%s\n", err.message) > 0 ? 2 : 3);
            if (ledger)
                ledger_ask(path, sql, &answer);
            ledger_close(ledger);
        }
        if (answer.length && strcmp(answer.at, "1|0|0\n") != 0)
            _exit(fprintf(stderr, "a reader saw %s", answer.at) > 0 ? 4 : 3);
        buffer_release(&answer);
    }
}

enum { WRITERS = 4, EACH = 20 };

/* A program that appends reports in one transaction; two writers each have the same reports. */
static void write_together(unsigned writer)
{
    struct arena arena = { 0 };
    enum ledger_outcome outcome;
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    if (ledger)
        ledger_begin(ledger, &err);
    for (unsigned i = 0; ledger && i < EACH; i++) {
        struct report report = report_random(&arena, writer / 2 * 1000 + i, 12);
        if (report_append(ledger, &report, &outcome, &err))
            continue;
        fprintf(stderr, "%s\n", err.message);
        _exit(2);
    }
    if (ledger && ledger_commit(ledger, &err))
        _exit(0);
    fprintf(stderr, "%s\n", err.message);
    _exit(1);
}

/* Every report is there once, and what is derived is what a rebuild derives. */
static void check_together(void)
{
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    struct ledger_counts counts;
    struct buffer before, after;
    assert_true(ledger_count(ledger, &counts, &err));
    assert_int_equal(counts.articles, WRITERS / 2 * EACH);
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    ledger_dump(path, false, &before);
    assert_true(ledger_rebuild(ledger, &err));
    ledger_dump(path, false, &after);
    assert_string_equal(before.at, after.at);
    ledger_close(ledger);
    buffer_release(&before);
    buffer_release(&after);
}

/* Several writers at once on a file that is not there yet: no error, nothing lost or doubled. */
static void writing_together(void **state)
{
    pid_t writers[WRITERS], readers[2];
    int status;
    fflush(NULL);
    for (int r = 0; r < 2; r++)
        if ((readers[r] = fork()) == 0)
            read_together();
    for (unsigned w = 0; w < WRITERS; w++)
        if ((writers[w] = fork()) == 0)
            write_together(w);
    for (int w = 0; w < WRITERS; w++) {
        waitpid(writers[w], &status, 0);
        assert_int_equal(status, 0);
    }
    for (int r = 0; r < 2; r++) {
        kill(readers[r], SIGKILL);
        waitpid(readers[r], &status, 0);
        assert_true(WIFSIGNALED(status));
    }
    check_together();
}

/* What is a file's own is tested on files; ledger_server_test.c has what is a server's own. */
int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest of_files[] = {
        TEST(missing), TEST(no_database), TEST(empty_file), TEST(foreign), TEST(newer), TEST(damaged), TEST(forbidden),
        TEST(full_disk),
    };
    const struct CMUnitTest of_both[] = { TEST(waiting), TEST(waiting_too_long), TEST(writing_together) };
    int failed = ledger_is_on_server() ? 0 : cmocka_run_group_tests(of_files, NULL, NULL);
    return failed + cmocka_run_group_tests(of_both, NULL, NULL);
}
