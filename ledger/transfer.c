/* Brings a whole ledger into another, empty one, be it of the same database or not: every table, row by row, as it is. */
#include "ledger/transfer.h"

#include <string.h>

#include "ledger/driver.h"

/* Everything that may refer to another table's rows stands behind it. */
static const char *const derived[] = {
#define DERIVED_TABLE(name) name,
#define DERIVED_VIEW(name)
#include "ledger/derived_names.inc"
#undef DERIVED_TABLE
#undef DERIVED_VIEW
}, *const appended[] = {
#define APPENDED_TABLE(name) name,
#include "ledger/schema_names.inc"
#undef APPENDED_TABLE
};

/* 1, 2, 3 ... for `count` columns, or their names: "?1, ?2", "\"id\", \"when\"". */
void transfer_columns(struct query *rows, bool is_named, struct buffer *out)
{
    const struct driver *driver = rows->ledger->driver;
    for (int i = 0; i < db_columns(rows); i++)
        if (is_named)
            buffer_print(out, "%s\"%s\"", i ? ", " : "", driver->name(rows, i));
        else
            buffer_print(out, "%s?%d", i ? ", " : "", i + 1);
}

static bool insert_row(struct ledger *to, struct query *into, struct query *row, struct error *err)
{
    int columns = db_columns(row);
    to->driver->reset(into);
    for (int i = 0; i < columns; i++)
        if (!db_is_null(row, i))
            db_bind_always(into, i + 1, db_text(row, i));
    return db_run(to, into, err);
}

static struct query *make_insert(struct ledger *to, const char *table, struct query *row, struct error *err)
{
    struct buffer sql;
    buffer_init(&sql, 0);
    buffer_print(&sql, "INSERT INTO %s (", table);
    transfer_columns(row, true, &sql);
    buffer_add_string(&sql, ") VALUES (");
    transfer_columns(row, false, &sql);
    buffer_add_char(&sql, ')');
    struct query *query = db_make(to, buffer_text(&sql), err);
    buffer_release(&sql);
    return query;
}

/* The first row of `rows` is there. */
static bool insert_all(struct ledger *to, const char *table, struct ledger *from, struct query *rows, struct error *err)
{
    struct query *into = make_insert(to, table, rows, err);
    bool good = into != NULL;
    int got = 1;
    while (good && got > 0)
        good = insert_row(to, into, rows, err) && (got = db_next(from, rows, err)) >= 0;
    db_end(into);
    return good;
}

static bool bring_table(struct ledger *to, const char *table, struct ledger *from, struct error *err)
{
    char sql[64] = "SELECT * FROM ";
    strncat(sql, table, sizeof sql - strlen(sql) - 1);
    struct query *rows = db_make(from, text_of(sql), err);
    int got = rows ? db_next(from, rows, err) : -1;
    bool (*fill)(struct ledger *, const char *, struct ledger *, struct query *, struct error *) =
        to->driver->fill ? to->driver->fill : insert_all;
    bool good = got >= 0 && (!got || fill(to, table, from, rows, err));
    db_end(rows);
    return good;
}

/* Both lists begin with what was made last. The row that tells by which rules things are derived is there already. */
static bool bring_all(struct ledger *to, struct ledger *from, struct error *err)
{
    bool good = true;
    for (size_t i = sizeof appended / sizeof *appended; good && i-- > 0;)
        good = bring_table(to, appended[i], from, err);
    for (size_t i = sizeof derived / sizeof *derived; good && i-- > 0;)
        good = strcmp(derived[i], "derivation") == 0 || bring_table(to, derived[i], from, err);
    return good;
}

static bool count_rows(struct ledger *ledger, const char *sql, long long *count, struct error *err)
{
    struct query *query = db_make(ledger, text_of(sql), err);
    bool good = query && db_answer(ledger, query, count, err);
    db_end(query);
    return good;
}

/* Marks and reviews are entries of the chain too. */
static bool check(struct ledger *to, const struct ledger *from, struct error *err)
{
    long long entries = 0;
    if (from->version != to->version)
        return error_set(err, ERROR_LEDGER, "%s: was made by an older troth; any `troth add` brings it up to date", from->path);
    return count_rows(to, "SELECT count(*) FROM chain", &entries, err) &&
           (!entries || error_set(err, ERROR_LEDGER, "%s: holds %lld entries already; name a new ledger, or add to this one with: "
                                  "troth export --as jsonl --text --ledger %s | troth import - --ledger %s",
                                  to->path, entries, from->path, to->path));
}

bool ledger_transfer(struct ledger *to, struct ledger *from, struct error *err)
{
    if (!db_start(to, err))
        return false;
    if (check(to, from, err) && bring_all(to, from, err) && db_finish(to, err))
        return true;
    db_undo(to);
    return false;
}
