/* What a database does for the ledger: one table of functions for each. Only its driver calls a database's own library. */
#ifndef TROTH_LEDGER_DRIVER_H
#define TROTH_LEDGER_DRIVER_H

#include "ledger/db.h"

/* A driver's own begins with this. */
struct query {
    struct ledger *ledger;
};

/* Functions without a comment are those of db.h under the same name. */
struct driver {
    void (*show)(struct text address, struct buffer *out); /* without a password */

    /* Connects. `close` is called after a failure too. */
    bool (*open)(struct ledger *ledger, struct error *err);
    void (*close)(struct ledger *ledger);
    bool (*is_passing)(const struct ledger *ledger); /* whether what failed to open may succeed at once when tried again */

    bool (*set_wait)(struct ledger *ledger, struct error *err); /* to `wait_ms`; NULL: the driver looks there itself */
    bool (*map)(struct ledger *ledger, struct error *err);      /* NULL: there is no file that could be */

    bool has_steps; /* SAVEPOINT costs little; SQLite copies every page that is touched after one */
    bool is_far; /* every question costs a way there and back: better one that answers more */

    /* The version of the tables; 0 where there are none, false where there are those of another program. */
    bool (*read_version)(struct ledger *ledger, long long *version, struct error *err);

    /* Called once the version is known to be no newer than ours: readers see one moment from `open` on, writers are free again. */
    bool (*settle_in)(struct ledger *ledger, struct error *err);

    /* Writes whose ledger it is, and its version: what it says already, where it says so. */
    bool (*stamp)(struct ledger *ledger, int version, struct error *err);

    /* Scripts that make the appended tables, and that tell what they hold (NULL: the tables say it themselves); and a FROM that
     * gives the `name` of every table and view, and of the search's index. */
    const char *schema, *comments, *catalog;

    /* Makes everything derived anew, empty, with the search's index. */
    bool (*clear_derived)(struct ledger *ledger, struct error *err);

    /* Brings the search's index up to what the ledger holds; who reads sees the moment after that from then on. NULL: it always
     * is. */
    bool (*follow)(struct ledger *ledger, struct error *err);

    /* Search by words (search.c), whose index is called "statement_words" in `catalog`: a SELECT of the
     * numbers of statements that fit an expression, "?"; and how one is written: around words that follow each other, behind a
     * word's beginning, between two that must both be there, before one that must not, between others of which one must. */
    const char *found;
    struct { char quote; const char *begins, *both, *without, *either; } signs;

    struct query *(*make)(struct ledger *ledger, struct text sql, bool is_kept, struct error *err);
    void (*end)(struct query *query);
    void (*reset)(struct query *query); /* no rows, no values */
    void (*done)(struct query *query);
    void (*bind)(struct query *query, int place, struct text text);
    void (*bind_number)(struct query *query, int place, long long number);
    bool (*run)(struct ledger *ledger, struct query *query, struct error *err);
    int (*next)(struct ledger *ledger, struct query *query, struct error *err); /* of a query that could not be made: -1 */
    struct text (*text)(struct query *query, int column);
    bool (*is_null)(struct query *query, int column);
    long long (*number)(struct query *query, int column);
    int (*columns)(struct query *query);
    const char *(*name)(struct query *query, int column); /* of a row that is there; valid until the query ends */
    bool (*script)(struct ledger *ledger, const char *script, struct error *err);

    /* Fills an empty table with the rows of another ledger's query, which stands on its first one; NULL: they are inserted one by
     * one. */
    bool (*fill)(struct ledger *ledger, const char *table, struct ledger *from, struct query *rows, struct error *err);

    bool (*start)(struct ledger *ledger, struct error *err);
    bool (*look)(struct ledger *ledger, struct error *err); /* begins to read: one moment until `finish` */
    bool (*finish)(struct ledger *ledger, struct error *err);
    void (*undo)(struct ledger *ledger);
    bool (*hurry)(struct ledger *ledger, struct error *err);
    bool (*settle)(struct ledger *ledger, struct error *err);
};

extern const struct driver sqlite_driver, postgres_driver;

/* A script that drops everything derived. */
extern const char open_drop_derived[];

/* Is everything derived there, by our rules? Somebody may have dropped it, which is allowed, and another version derives
 * otherwise. */
bool open_has_derived(struct ledger *ledger, bool *answer, struct error *err);

#endif
