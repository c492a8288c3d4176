/* A writer is killed at random moments, again and again: what it was told is added must be there, whole, and nothing by halves.
 *
 * usage: ledger_kill [ROUNDS] */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/ledger_random.h"

enum { STATEMENTS = 12 };

static char path[LEDGER_ADDRESS_ROOM];
static int passed, failed;

static void check(bool good, int round, const char *what)
{
    passed += good;
    failed += !good;
    if (!good)
        printf("round %d: %s\n", round, what);
}

enum { FLUSHED = 5 }; /* reports at once, in a group */

/* Appends report after report and tells the number of the last that is safe; in every other round in groups, without a wait for the
 * disk. */
static void write_forever(unsigned from, bool in_group, int tell)
{
    struct arena arena = { 0 };
    struct error err;
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    if (ledger && in_group && !ledger_begin(ledger, &err))
        _exit(1);
    for (unsigned number = from; ledger; number++) {
        struct report report = report_random(&arena, number, STATEMENTS);
        enum ledger_outcome outcome;
        if (!report_append(ledger, &report, &outcome, &err) || (number % FLUSHED == 0 && !ledger_flush(ledger, &err)) ||
            ((!in_group || ledger_is_safe(ledger)) && write(tell, &number, sizeof number) != sizeof number))
            break;
        arena_reset(&arena);
    }
    fprintf(stderr, "writer: %s\n", err.message);
    _exit(1);
}

/* Lets a writer live for a while. Returns the number of the last report that it was told is safe, or `before`. */
static unsigned live_and_die(unsigned before, bool in_group, unsigned microseconds)
{
    int ends[2];
    unsigned number;
    if (pipe(ends) != 0)
        abort();
    pid_t writer = fork();
    if (writer == 0) {
        close(ends[0]);
        write_forever(before + 1, in_group, ends[1]);
    }
    close(ends[1]);
    nanosleep(&(struct timespec){ 0, (long)microseconds * 1000 }, NULL);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    while (read(ends[0], &number, sizeof number) == sizeof number)
        before = number;
    close(ends[0]);
    return before;
}

/* Is report `number` there as it was made? 1: yes, 0: not at all, -1: otherwise. */
static int find_report(struct ledger *ledger, unsigned number)
{
    struct arena arena = { 0 };
    struct report report = report_random(&arena, number, STATEMENTS);
    struct buffer answer;
    char hash[65], sql[600], expected[64];
    buffer_init(&answer, 0);
    record_article_hash(&report.article, hash);
    snprintf(sql, sizeof sql, "SELECT count(DISTINCT article), count(DISTINCT s.statement), count(p.statement) FROM articles a "
             "LEFT JOIN statements s USING (article) LEFT JOIN parties p ON p.statement = s.statement WHERE a.hash = '%s'", hash);
    ledger_ask(path, sql, &answer);
    size_t parties = 0;
    for (size_t i = 0; i < report.statements.count; i++)
        parties += report.statements.items[i].actors.count + report.statements.items[i].recipients.count;
    snprintf(expected, sizeof expected, "1|%zu|%zu\n", report.statements.count, parties);
    int found = strcmp(answer.at, expected) == 0 ? 1 : strcmp(answer.at, "0|0|0\n") == 0 ? 0 : -1;
    buffer_release(&answer);
    arena_release(&arena);
    return found;
}

static bool is_answer(const char *sql, const char *expected)
{
    struct buffer answer;
    buffer_init(&answer, 0);
    ledger_ask(path, sql, &answer);
    bool good = strcmp(answer.at ? answer.at : "", expected) == 0;
    if (!good)
        printf("%s: %s", sql, answer.at ? answer.at : "");
    buffer_release(&answer);
    return good;
}

/* Returns the number of the last report that is there: those that were flushed just then may be more than were told. */
static unsigned look(int round, unsigned before, unsigned told)
{
    struct error err;
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    check(ledger != NULL, round, "the ledger does not open");
    if (!ledger)
        return told;
    if (!ledger_is_on_server()) {
        check(is_answer("PRAGMA integrity_check", "ok\n"), round, "integrity");
        check(is_answer("PRAGMA foreign_key_check", ""), round, "foreign keys");
    }
    bool all_there = true;
    for (unsigned number = before + 1; number <= told; number++)
        all_there &= find_report(ledger, number) == 1;
    check(all_there, round, "a report that was told as added is missing or not whole");
    unsigned last = told;
    int next;
    while ((next = find_report(ledger, last + 1)) == 1)
        last++;
    check(next >= 0, round, "the report that was being added is there by halves");
    check(last <= told + FLUSHED, round, "reports are there that nobody can have flushed");
    check(find_report(ledger, last + 2) == 0, round, "a report is there that nobody added");
    ledger_close(ledger);
    return last;
}

static void check_derived(int round)
{
    struct buffer before, after;
    struct error err;
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    ledger_dump(path, false, &before);
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    check(ledger && ledger_rebuild(ledger, &err), round, "the ledger cannot be rebuilt");
    ledger_close(ledger);
    ledger_dump(path, false, &after);
    check(strcmp(before.at, after.at) == 0, round, "a rebuild gives other rows");
    buffer_release(&before);
    buffer_release(&after);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 40;
    unsigned longest = ledger_is_on_server() ? 250000 : 60000; /* a server is slower to open */
    unsigned long long seed = 7;
    unsigned last = 0;
    ledger_new_address(path);
    struct error err;
    ledger_close(ledger_open(path, LEDGER_WRITE, &err));
    for (int round = 0; round < rounds; round++) {
        unsigned told = live_and_die(last, round % 2, 1000 + random_below(&seed, longest));
        last = look(round, last, told);
    }
    check_derived(rounds);
    printf("%u reports added over %d kills\n%d passed, %d failed\n", last, rounds, passed, failed);
    ledger_remove_place(path);
    return failed != 0;
}
