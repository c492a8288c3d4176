/* A ledger that was brought into another database is the same: every row, the chain, what words find; and it can be added to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/ledger_events.h"

enum { REPORTS = 60, EVENTS = 40 };

static const long long first_ms = 1772366400000, hour_ms = 3600000;

static void demand(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "ledger_transfer_test: %s\n", what);
    exit(1);
}

static struct ledger *open_ledger(const char *address, enum ledger_mode mode)
{
    struct error err;
    struct ledger *ledger = ledger_open(address, mode, &err);
    demand(ledger, ledger ? "" : err.message);
    return ledger;
}

static void add_report(struct ledger *ledger, const struct report *report, unsigned hour)
{
    struct error err;
    enum ledger_outcome outcome;
    bool good = report_append_at(ledger, report, first_ms + hour * hour_ms, &outcome, &err);
    demand(good, good ? "" : err.message);
}

/* Reports, a printing, a mark, reviews; texts with every sign that means something to COPY. */
static void fill(const char *address, struct arena *arena)
{
    struct error err;
    struct report reports[REPORTS];
    struct event events[EVENTS];
    unsigned long long seed = 7;
    long long mark;
    struct ledger *ledger = open_ledger(address, LEDGER_WRITE);
    for (unsigned i = 0; i < REPORTS; i++) {
        reports[i] = report_random(arena, i, 8);
        reports[i].article.publisher = i % 3 ? TEXT("A\\N\tB\\\r\nC\x01\xc3\xa9") : TEXT("");
        add_report(ledger, &reports[i], i);
    }
    reports[3].article.id = TEXT("again");
    add_report(ledger, &reports[3], REPORTS);
    struct ledger_mark seen = { .kind = LEDGER_MARK_MET, .condition_class = TEXT("ceasefire"), .on = TEXT("2026-03-02"),
                                .note = TEXT("a\\.\nb") };
    demand(ledger_add_mark(ledger, &seen, first_ms, &mark, &err), err.message);
    for (int i = 0; i < EVENTS; i++) {
        events[i] = event_some(ledger, reports, REPORTS - 1, events, i, true, &seed, arena);
        demand(event_apply(ledger, events, i, first_ms + (REPORTS + i) * hour_ms, &err), err.message);
    }
    ledger_close(ledger);
}

static bool bring(const char *source, const char *target, struct error *err)
{
    struct ledger *from = open_ledger(source, LEDGER_READ), *to = open_ledger(target, LEDGER_WRITE);
    bool good = ledger_transfer(to, from, err);
    ledger_close(from);
    ledger_close(to);
    return good;
}

static void demand_same(const char *one, const char *other)
{
    static const char *const appended[] = {
        "SELECT * FROM readers ORDER BY 1", "SELECT * FROM articles ORDER BY 1", "SELECT * FROM printings ORDER BY 1",
        "SELECT * FROM statements ORDER BY 1", "SELECT * FROM parties ORDER BY 1, 2, 3", "SELECT * FROM links ORDER BY 1, 2",
        "SELECT * FROM marks ORDER BY 1", "SELECT * FROM reviews ORDER BY 1", "SELECT * FROM chain ORDER BY 1",
        "SELECT * FROM prints ORDER BY 1, 2", "SELECT * FROM copies ORDER BY 1", "SELECT * FROM things ORDER BY 1, 2",
        "SELECT * FROM readings ORDER BY 1", "SELECT * FROM carried ORDER BY 1, 2", "SELECT * FROM waiting ORDER BY 1",
    };
    struct buffer rows[2];
    const char *const addresses[] = { one, other };
    for (int i = 0; i < 2; i++) {
        buffer_init(&rows[i], 0);
        for (size_t k = 0; k < sizeof appended / sizeof *appended; k++)
            ledger_ask(addresses[i], appended[k], &rows[i]);
        ledger_dump(addresses[i], false, &rows[i]);
    }
    demand(rows[0].length > 10000 && text_equals(buffer_text(&rows[0]), buffer_text(&rows[1])), "the rows differ");
    buffer_release(&rows[0]);
    buffer_release(&rows[1]);
}

static bool count_row(void *context, const struct ledger_statement *row, struct error *err)
{
    ++*(int *)context;
    return true;
}

/* The chain holds, words are found, and another report comes to the commitments that are there. */
static void demand_usable(const char *address, struct arena *arena)
{
    struct error err;
    struct ledger_chain chain;
    int found = 0;
    struct ledger *ledger = open_ledger(address, LEDGER_WRITE);
    struct ledger_filter filter = { .search = TEXT("ukraine OR air OR troops OR germany OR norway") };
    demand(ledger_verify(ledger, TEXT(""), &chain, &err), err.message);
    demand(chain.entries > REPORTS, "the chain is short");
    demand(ledger_statements(ledger, &filter, count_row, &found, &err), err.message);
    demand(found > 0, "no statement is found by its words");
    struct report later = report_random(arena, REPORTS + 1, 8);
    add_report(ledger, &later, 2 * REPORTS);
    demand(ledger_verify(ledger, TEXT(""), &chain, &err), err.message);
    ledger_close(ledger);
}

int main(void)
{
    struct arena arena = { 0 };
    struct error err;
    char file[LEDGER_ADDRESS_ROOM], target[LEDGER_ADDRESS_ROOM], back[LEDGER_ADDRESS_ROOM + 8];
    ledger_new_address(target); /* on the server, where there is one */
    unsetenv("TROTH_TEST_POSTGRES");
    ledger_new_address(file);
    snprintf(back, sizeof back, "%s.back", file);
    fill(file, &arena);
    demand(bring(file, target, &err), err.message);
    demand_same(file, target);
    demand(bring(target, back, &err), err.message);
    demand_same(file, back);
    demand(!bring(file, target, &err) && strstr(err.message, "already"), "a ledger that holds something is overwritten");
    demand_usable(target, &arena);
    ledger_remove(back);
    ledger_remove_place(target);
    ledger_remove_place(file);
    arena_release(&arena);
    printf("3 passed, 0 failed\n");
    return 0;
}
