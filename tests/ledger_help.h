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

/* Removes a ledger and the files that SQLite keeps beside it. */
void ledger_remove(const char *path);

/* Appends every row of the derived tables, for comparing; `by_id`: with ids in place of the numbers that depend on the order of
 * adding, and without the names of actors and recipients, which the first to be added gives. */
void ledger_dump(const char *path, bool by_id, struct buffer *out);

/* The only value of a query, as text in `out`. */
void ledger_ask(const char *path, const char *sql, struct buffer *out);

#endif
