/* Opening a ledger: which database is it, is its schema one that we know, and is everything derived there? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ledger/chain.h"
#include "ledger/driver.h"

enum {
    VERSION = 4, /* of the tables in schema.sql; 1 had no chain, 2 no reviews, 3 no later readings */
    RULES = 13,  /* of the rules and tables that are derived: the number in derived.sql */
};

static bool read_number(struct ledger *ledger, const char *sql, long long *number, struct error *err)
{
    struct query *query = db_make(ledger, text_of(sql), err);
    bool good = query && db_answer(ledger, query, number, err);
    db_end(query);
    return good;
}

static bool read_version(struct ledger *ledger, struct error *err)
{
    if (!ledger->driver->read_version(ledger, &ledger->version, err))
        return false;
    return ledger->version <= VERSION ||
           error_set(err, ERROR_LEDGER,
                     "%s: was made by a newer troth (schema %lld; this one knows up to %d); install the newer one", ledger->path,
                     ledger->version, VERSION);
}

/* Columns that older versions had not. A ledger of the first has no chain, and gets it whole. */
static bool add_columns(struct ledger *ledger, struct error *err)
{
    static const struct { int before; const char *script; } columns[] = {
        { 3, "ALTER TABLE chain ADD COLUMN review INTEGER REFERENCES reviews (review)" },
        { 4, "ALTER TABLE chain ADD COLUMN reading INTEGER REFERENCES readings (reading)" },
    };
    for (size_t i = 0; ledger->version > 1 && i < sizeof columns / sizeof *columns; i++)
        if (ledger->version < columns[i].before && !db_script(ledger, columns[i].script, err))
            return false;
    return !ledger->version || ledger->version > 3 ||
           db_script(ledger, "ALTER TABLE statements ADD COLUMN reading INTEGER REFERENCES readings (reading)", err);
}

static bool make_tables(struct ledger *ledger, struct error *err)
{
    return db_script(ledger, ledger->driver->schema, err) && add_columns(ledger, err) &&
           (!ledger->driver->comments || db_script(ledger, ledger->driver->comments, err)) && chain_all(ledger, err) &&
           ledger->driver->stamp(ledger, VERSION, err);
}

/* What is derived by other rules may have other columns: it is made anew, and filled by a rebuild. */
static bool make_derived(struct ledger *ledger, struct error *err)
{
    bool is_whole;
    return open_has_derived(ledger, &is_whole, err) && (is_whole || db_clear_derived(ledger, err));
}

/* Makes the tables, or those that an older version had not. Two programs may make the same ledger at once: the version is looked at
 * again once the write lock is held. */
static bool make_schema(struct ledger *ledger, struct error *err)
{
    if (!db_start(ledger, err))
        return false;
    if (read_version(ledger, err) && (ledger->version == VERSION || make_tables(ledger, err)) &&
        make_derived(ledger, err) && db_finish(ledger, err)) {
        ledger->version = VERSION;
        return true;
    }
    db_undo(ledger);
    return false;
}

const char open_drop_derived[] = ""
#define DERIVED_TABLE(name) "DROP TABLE IF EXISTS " name "; "
#define DERIVED_VIEW(name) "DROP VIEW IF EXISTS " name "; "
#include "ledger/derived_names.inc"
#undef DERIVED_TABLE
#undef DERIVED_VIEW
    ;

bool open_has_derived(struct ledger *ledger, bool *answer, struct error *err)
{
#define DERIVED_VIEW DERIVED_TABLE
#define DERIVED_TABLE(name) ", '" name "'"
    static const char names[] = "'statement_words'"
#include "ledger/derived_names.inc"
        ;
#undef DERIVED_TABLE
#define DERIVED_TABLE(name) +1
    static const int expected = 1 /* the search's index */
#include "ledger/derived_names.inc"
        ;
#undef DERIVED_TABLE
#undef DERIVED_VIEW
    char sql[sizeof names + 400];
    long long count = 0, rules = 0;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE name IN (%s)", ledger->driver->catalog, names);
    if (!read_number(ledger, sql, &count, err) ||
        (count == expected && !read_number(ledger, "SELECT coalesce(max(rules), 0) FROM derivation", &rules, err)))
        return false;
    *answer = rules == RULES;
    return true;
}

static bool prepare_writing(struct ledger *ledger, struct error *err)
{
    bool was_there = ledger->version, is_whole = false;
    return open_has_derived(ledger, &is_whole, err) && (ledger->version == VERSION || make_schema(ledger, err)) &&
           (!was_there || is_whole || ledger_rebuild(ledger, err));
}

static bool prepare_reading(struct ledger *ledger, struct error *err)
{
    bool is_whole = false;
    if (!open_has_derived(ledger, &is_whole, err))
        return false;
    return is_whole || error_set(err, ERROR_LEDGER,
                                 "%s: derived tables are missing, or were made by another troth; `troth rebuild` makes them again",
                                 ledger->path);
}

static bool is_there(const struct ledger *ledger, struct error *err)
{
    return ledger->version || ledger->mode == LEDGER_WRITE ||
           error_set(err, ERROR_LEDGER, "%s: is empty, and no ledger yet; fill it with: troth add FILE... --ledger %s",
                     ledger->path, ledger->path);
}

static bool open_ledger(struct ledger *ledger, struct error *err)
{
    return ledger->driver->open(ledger, err) && read_version(ledger, err) && is_there(ledger, err) &&
           ledger->driver->settle_in(ledger, err) &&
           (ledger->mode == LEDGER_READ ? prepare_reading(ledger, err) : prepare_writing(ledger, err));
}

static const struct driver *driver_of(struct text address)
{
    bool is_postgres = text_starts(address, TEXT("postgresql://")) || text_starts(address, TEXT("postgres://"));
    return is_postgres ? &postgres_driver : &sqlite_driver;
}

void ledger_show(const char *address, struct buffer *out)
{
    driver_of(text_of(address))->show(text_of(address), out);
}

static char *copy(const char *string)
{
    char *copy = memory_take(strlen(string) + 1);
    return strcpy(copy, string);
}

static struct ledger *new_ledger(const char *address, enum ledger_mode mode)
{
    struct ledger *ledger = memory_take(sizeof *ledger);
    struct buffer shown;
    *ledger = (struct ledger){ .driver = driver_of(text_of(address)), .mode = mode, .address = copy(address),
                                .wait_ms = LEDGER_WAIT_MS };
    buffer_init(&shown, 0);
    ledger_show(address, &shown);
    ledger->path = copy(shown.length ? shown.at : "");
    buffer_release(&shown);
    return ledger;
}

static struct ledger *open_once(const char *address, enum ledger_mode mode, bool *is_passing, struct error *err)
{
    struct ledger *ledger = new_ledger(address, mode);
    if (open_ledger(ledger, err))
        return ledger;
    *is_passing = ledger->driver->is_passing(ledger);
    ledger_close(ledger);
    return NULL;
}

const char *ledger_name(const struct ledger *ledger)
{
    return ledger->path;
}

struct ledger *ledger_open(const char *address, enum ledger_mode mode, struct error *err)
{
    enum { ATTEMPTS = 5, PAUSE_NS = 20000000 };
    for (int attempt = 1;; attempt++) {
        bool is_passing = false;
        struct ledger *ledger = open_once(address, mode, &is_passing, err);
        if (ledger || !is_passing || attempt == ATTEMPTS)
            return ledger;
        nanosleep(&(struct timespec){ 0, attempt * PAUSE_NS }, NULL);
    }
}

bool ledger_set_wait(struct ledger *ledger, unsigned ms, struct error *err)
{
    ledger->wait_ms = ms;
    return !ledger->driver->set_wait || ledger->driver->set_wait(ledger, err);
}

bool ledger_map(struct ledger *ledger, struct error *err)
{
    return !ledger->driver->map || ledger->driver->map(ledger, err);
}

bool ledger_rest(struct ledger *ledger, struct error *err)
{
    return ledger->driver->finish(ledger, err);
}

bool ledger_wake(struct ledger *ledger, struct error *err)
{
    ledger->known = (struct known){ 0 };
    return ledger->driver->look(ledger, err);
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    for (int i = 0; i < SQL_COUNT; i++)
        db_end(ledger->prepared[i]);
    ledger->driver->close(ledger);
    free(ledger->address);
    free(ledger->path);
    free(ledger);
}
