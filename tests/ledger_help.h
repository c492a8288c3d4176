/* Articles and statements made by hand, for tests of the ledger. */
#ifndef TROTH_TESTS_LEDGER_HELP_H
#define TROTH_TESTS_LEDGER_HELP_H

#include "ledger/ledger.h"

/* What a statement of a test says; all that is not given is empty. Names are parted by ";", a code stands behind a colon:
 * "Germany:DEU;Spain:ESP". Means and links too: "air;arms", "revises 1". */
struct said {
    const char *act, *actors, *recipients, *means, *object, *condition, *amount, *links, *status;
};

/* An article with these statements, whose sentences are made of them; everything lives in `arena`. */
struct report {
    struct article article;
    struct statement_list statements;
};
struct report report_make(struct arena *arena, const char *id, const char *published, const struct said *said, size_t count);

#define REPORT(arena, id, published, ...)                                                                                         \
    report_make((arena), (id), (published), (const struct said[]){ __VA_ARGS__ },                                                \
                sizeof((const struct said[]){ __VA_ARGS__ }) / sizeof(struct said))

/* Appends it, learned at noon of 2026-03-01, or at another time: milliseconds since 1970. */
bool report_append(struct ledger *ledger, const struct report *report, enum ledger_outcome *outcome, struct error *err);
bool report_append_at(struct ledger *ledger, const struct report *report, long long learned_ms, enum ledger_outcome *outcome,
                      struct error *err);

/* An address for a ledger that is not there yet: a file in a folder of its own, or, where TROTH_TEST_POSTGRES has the address of a
 * server (tools/with_postgres.py), a schema of its own there. */
enum { LEDGER_ADDRESS_ROOM = 256 };
void ledger_new_address(char address[LEDGER_ADDRESS_ROOM]);
bool ledger_is_on_server(void);

/* Removes a ledger and the files that SQLite keeps beside it; and the folder too. */
void ledger_remove(const char *address);
void ledger_remove_place(const char *address);

/* Appends every row of the derived tables, for comparing; `by_id`: with ids in place of the numbers that depend on the order of
 * adding, and without the names of actors and recipients, which the first to be added gives. */
void ledger_dump(const char *address, bool by_id, struct buffer *out);

/* Appends the rows of a query that is asked past the ledger room, a line each: "1|two|-". */
void ledger_ask(const char *address, const char *sql, struct buffer *out);

/* Runs a script past the ledger room, as somebody with another tool would. */
void ledger_change(const char *address, const char *sql);

#endif
