/* Four writers and four readers on one ledger at once: no error, nothing lost or doubled, and each reader sees one moment.
 *
 * usage: ledger_together SECONDS [LEDGER]     without LEDGER: a new one, which is removed again */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/ledger_random.h"

enum { WRITERS = 4, READERS = 4, STATEMENTS = 12, STRIDE = 1000000 };

static char address[LEDGER_ADDRESS_ROOM];
static int passed, failed;

static void check(bool good, const char *what)
{
    passed += good;
    failed += !good;
    if (!good)
        printf("%s\n", what);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static _Noreturn void give_up(const char *who, const char *why)
{
    fprintf(stderr, "%s: %s\n", who, why);
    _exit(1);
}

static struct ledger *open_ledger(const char *who, enum ledger_mode mode)
{
    struct error err;
    struct ledger *ledger = ledger_open(address, mode, &err);
    if (!ledger)
        give_up(who, err.message);
    return ledger;
}

/* Two writers each have the same reports; of these two one appends in groups. Tells how many reports it went through. */
static void write_until(double end, unsigned writer, int tell)
{
    struct arena arena = { 0 };
    struct error err;
    struct ledger *ledger = open_ledger("writer", LEDGER_WRITE);
    unsigned long long seed = writer;
    unsigned count = 0;
    bool in_group = writer % 2, good = !in_group || ledger_begin(ledger, &err);
    for (; good && now() < end; count++) {
        struct report report = report_random(&arena, writer / 2 * STRIDE + count, STATEMENTS);
        enum ledger_outcome outcome;
        good = report_append(ledger, &report, &outcome, &err) &&
               (!in_group || random_below(&seed, 8) || ledger_flush(ledger, &err));
        arena_reset(&arena);
    }
    if (!good || (in_group && !ledger_commit(ledger, &err)))
        give_up("writer", err.message);
    ledger_close(ledger);
    if (write(tell, &count, sizeof count) != sizeof count)
        give_up("writer", "nobody listens");
    _exit(0);
}

/* What a reader adds up of one moment. */
struct moment {
    struct ledger *ledger;
    struct arena arena;
    struct ledger_counts counts;
    struct ledger_chain chain;
    long long commitments, statements, own; /* own: statements of commitments */
    struct text id, state;                  /* one of the commitments */
    int id_statements, id_steps;
    unsigned long long *seed;
};

static bool add_commitment(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct moment *moment = context;
    moment->commitments++;
    moment->own += row->statements;
    if (random_below(moment->seed, (unsigned)moment->commitments) == 0) {
        moment->id = arena_copy(&moment->arena, row->id);
        moment->state = arena_copy(&moment->arena, row->state);
        moment->id_statements = row->statements;
    }
    return true;
}

static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    ((struct moment *)context)->statements++;
    return true;
}

static bool add_step(void *context, const struct ledger_statement *row, struct error *err)
{
    struct moment *moment = context;
    moment->id_steps++;
    moment->statements += text_equals(row->state, moment->state);
    return true;
}

static void expect(bool good, const char *what)
{
    if (!good)
        give_up("reader", what);
}

/* The book: all commitments are there, and one of them has the history that it says. */
static bool look_at_book(struct moment *moment, struct error *err)
{
    struct ledger_time later = { TEXT("2999-01-01"), TEXT("2999-01-01") };
    struct ledger_filter all = { .act = TEXT("") };
    if (!ledger_commitments(moment->ledger, &all, add_commitment, moment, err))
        return false;
    expect(moment->commitments == moment->counts.commitments, "the book has other commitments than are counted");
    moment->statements = 0;
    if (!moment->commitments || !ledger_history(moment->ledger, moment->id, NULL, add_step, moment, err))
        return !moment->commitments;
    expect(moment->id_steps >= moment->id_statements && moment->statements > 0, "a history is not that of its commitment");
    struct ledger_filter past = { .id = moment->id, .time = later };
    long long before = moment->own;
    moment->own = 0;
    if (!ledger_commitments(moment->ledger, &past, add_commitment, moment, err))
        return false;
    expect(moment->own == moment->id_statements, "a commitment as of a later day is another one");
    moment->own = before;
    return true;
}

static bool look_at_all(struct moment *moment, struct error *err)
{
    struct ledger_counts again;
    struct ledger_filter all = { .act = TEXT("") };
    if (!ledger_count(moment->ledger, &moment->counts, err) || !look_at_book(moment, err))
        return false;
    moment->statements = 0;
    if (!ledger_statements(moment->ledger, &all, add_statement, moment, err))
        return false;
    expect(moment->statements == moment->counts.statements, "there are other statements than are counted");
    if (!ledger_verify(moment->ledger, TEXT(""), &moment->chain, err) || !ledger_count(moment->ledger, &again, err))
        return false;
    expect(moment->chain.entries == moment->counts.articles + moment->counts.printings, "the chain has other entries than reports");
    expect(memcmp(&again, &moment->counts, sizeof again) == 0, "what a reader sees has changed under its eyes");
    return true;
}

/* Looks again and again, each time at a new moment. Tells how often. */
static void read_until(double end, unsigned reader, int tell)
{
    struct error err;
    unsigned long long seed = 100 + reader;
    long long articles = 0;
    unsigned count = 0;
    for (; now() < end; count++) {
        struct moment moment = { .ledger = open_ledger("reader", LEDGER_READ), .seed = &seed };
        if (!look_at_all(&moment, &err))
            give_up("reader", err.message);
        expect(moment.counts.articles >= articles, "reports have gone");
        articles = moment.counts.articles;
        ledger_close(moment.ledger);
        arena_release(&moment.arena);
    }
    if (write(tell, &count, sizeof count) != sizeof count)
        give_up("reader", "nobody listens");
    _exit(0);
}

/* A process, and what it tells at its end. */
struct worker {
    pid_t process;
    int ear;
};

static struct worker start(double end, unsigned number)
{
    int ends[2];
    fflush(NULL);
    if (pipe(ends) != 0)
        abort();
    struct worker worker = { fork(), ends[0] };
    if (worker.process == 0) {
        close(ends[0]);
        if (number < WRITERS)
            write_until(end, number, ends[1]);
        read_until(end, number, ends[1]);
    }
    close(ends[1]);
    return worker;
}

static unsigned finish(struct worker worker)
{
    unsigned told = 0;
    int status;
    bool has_told = read(worker.ear, &told, sizeof told) == sizeof told;
    waitpid(worker.process, &status, 0);
    close(worker.ear);
    check(has_told && WIFEXITED(status) && WEXITSTATUS(status) == 0, "a writer or reader failed");
    return told;
}

/* Every report is there once, sealed, and what is derived is what a rebuild derives. */
static void check_end(const unsigned count[WRITERS])
{
    struct error err;
    struct ledger_counts counts = { 0 };
    struct ledger_chain chain;
    struct buffer before, after;
    long long expected = 0;
    struct ledger *ledger = open_ledger("end", LEDGER_WRITE);
    for (int pair = 0; pair < WRITERS; pair += 2)
        expected += count[pair] > count[pair + 1] ? count[pair] : count[pair + 1];
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    check(ledger_count(ledger, &counts, &err) && counts.articles == expected, "reports were lost or doubled");
    check(ledger_verify(ledger, TEXT(""), &chain, &err), "the chain is broken");
    ledger_dump(address, false, &before);
    check(ledger_rebuild(ledger, &err), "the ledger cannot be rebuilt");
    ledger_dump(address, false, &after);
    check(strcmp(before.at, after.at) == 0, "a rebuild gives other rows");
    ledger_close(ledger);
    buffer_release(&before);
    buffer_release(&after);
}

int main(int argc, char **argv)
{
    double seconds = argc > 1 ? atof(argv[1]) : 2;
    struct worker workers[WRITERS + READERS];
    unsigned count[WRITERS], views = 0;
    bool is_ours = argc < 3;
    if (is_ours)
        ledger_new_address(address);
    else
        snprintf(address, sizeof address, "%s", argv[2]);
    ledger_close(open_ledger("start", LEDGER_WRITE));
    double end = now() + seconds;
    for (unsigned i = 0; i < WRITERS + READERS; i++)
        workers[i] = start(end, i);
    for (unsigned i = 0; i < WRITERS; i++)
        count[i] = finish(workers[i]);
    for (unsigned i = WRITERS; i < WRITERS + READERS; i++)
        views += finish(workers[i]);
    check_end(count);
    printf("%u, %u, %u and %u reports by four writers, %u views by four readers in %.0f s\n%d passed, %d failed\n", count[0],
           count[1], count[2], count[3], views, seconds, passed, failed);
    if (is_ours)
        ledger_remove_place(address);
    return failed != 0;
}
