/* A hash chain over everything appended. */
#include "ledger/chain.h"

#include <stdio.h>
#include <string.h>

/* The values of an entry, kept apart; an empty value and none are two things. */
struct values {
    struct arena arena;
    struct text *items;
    size_t count, room;
};

static void add_value(struct values *values, bool is_null, struct text value)
{
    ARENA_PUSH(&values->arena, values, is_null ? TEXT("-") : TEXT("="));
    if (!is_null)
        ARENA_PUSH(&values->arena, values, value);
}

static bool add_rows(struct ledger *ledger, enum sql sql, long long key, struct values *values, struct error *err)
{
    struct query *query = db_query(ledger, sql);
    int got;
    db_bind_number(query, 1, key);
    while ((got = db_next(ledger, query, err)) > 0)
        for (int i = 0; i < db_columns(query); i++)
            add_value(values, db_is_null(query, i), arena_copy(&values->arena, db_text(query, i)));
    return got == 0;
}

/* An article or a later reading, with its statements, their parties and links. */
static bool add_statements(struct ledger *ledger, const enum sql rows[CHAIN_TABLES], long long key, struct values *values,
                           struct error *err)
{
    for (int i = 0; i < CHAIN_TABLES; i++)
        if (!add_rows(ledger, rows[i], key, values, err))
            return false;
    return true;
}

static bool add_article(struct ledger *ledger, long long article, struct values *values, struct error *err)
{
    static const enum sql rows[CHAIN_TABLES] = { SQL_CHAIN_ARTICLE, SQL_CHAIN_STATEMENTS, SQL_CHAIN_PARTIES, SQL_CHAIN_LINKS };
    return add_statements(ledger, rows, article, values, err);
}

static bool add_reading(struct ledger *ledger, long long reading, struct values *values, struct error *err)
{
    static const enum sql rows[CHAIN_TABLES] = { SQL_CHAIN_READING, SQL_CHAIN_LATER_STATEMENTS, SQL_CHAIN_LATER_PARTIES,
                                                 SQL_CHAIN_LATER_LINKS };
    return add_statements(ledger, rows, reading, values, err);
}

/* SHA-256 over the hash before, then all rows of the entry. */
static bool hash_entry(struct ledger *ledger, struct text before, struct link_of_chain link, char hash[65], struct error *err)
{
    struct values values = { 0 };
    ARENA_PUSH(&values.arena, &values, before);
    bool good = link.reading    ? add_reading(ledger, link.reading, &values, err)
                : link.review   ? add_rows(ledger, SQL_CHAIN_REVIEW, link.review, &values, err)
                : link.mark     ? add_rows(ledger, SQL_CHAIN_MARK, link.mark, &values, err)
                : link.printing ? add_rows(ledger, SQL_CHAIN_PRINTING, link.printing, &values, err)
                                : add_article(ledger, link.article, &values, err);
    if (good)
        record_hash(values.items, values.count, hash);
    arena_release(&values.arena);
    return good;
}

static void bind_known(struct query *query, int place, long long number)
{
    if (number)
        db_bind_number(query, place, number);
}

/* The hash of the last entry; empty where there is none. */
static bool find_head(struct ledger *ledger, char head[65], struct error *err)
{
    if (ledger->known.has_head) {
        memcpy(head, ledger->known.head, 65);
        return true;
    }
    struct query *query = db_query(ledger, SQL_CHAIN_HEAD);
    int got = db_next(ledger, query, err);
    *head = 0;
    if (got > 0)
        snprintf(head, 65, "%.64s", db_text(query, 0).at);
    db_done(query);
    return got >= 0;
}

static bool add_entry(struct ledger *ledger, struct link_of_chain link, const char hash[65], struct error *err)
{
    struct query *query = db_query(ledger, SQL_ADD_CHAIN);
    bind_known(query, 1, link.article);
    bind_known(query, 2, link.printing);
    bind_known(query, 3, link.mark);
    bind_known(query, 4, link.review);
    bind_known(query, 5, link.reading);
    db_bind(query, 6, text_of(hash));
    ledger->known.has_head = true;
    memcpy(ledger->known.head, hash, 65);
    return db_run(ledger, query, err);
}

bool chain_add(struct ledger *ledger, struct link_of_chain link, struct error *err)
{
    char before[65], hash[65];
    return find_head(ledger, before, err) && hash_entry(ledger, text_of(before), link, hash, err) &&
           add_entry(ledger, link, hash, err);
}

bool chain_add_article(struct ledger *ledger, long long article, const struct seal sealed[CHAIN_TABLES], struct error *err)
{
    struct values values = { 0 };
    char before[65], hash[65];
    if (!find_head(ledger, before, err))
        return false;
    ARENA_PUSH(&values.arena, &values, text_of(before));
    for (int i = 0; i < CHAIN_TABLES; i++)
        for (size_t k = 0; k < sealed[i].count; k++)
            add_value(&values, !sealed[i].items[k].at, sealed[i].items[k]);
    record_hash(values.items, values.count, hash);
    arena_release(&values.arena);
    return add_entry(ledger, (struct link_of_chain){ .article = article }, hash, err);
}

/* The columns of a link from `column` on. */
static struct link_of_chain read_link(struct query *query, int column)
{
    return (struct link_of_chain){ db_number(query, column), db_number(query, column + 1), db_number(query, column + 2),
                                   db_number(query, column + 3), db_number(query, column + 4) };
}

bool chain_all(struct ledger *ledger, struct error *err)
{
    struct arena arena = { 0 };
    struct { struct link_of_chain *items; size_t count, room; } links = { 0 };
    struct query *query = db_query(ledger, SQL_UNSEALED);
    int got;
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(&arena, &links, read_link(query, 0));
    for (size_t i = 0; got == 0 && i < links.count; i++)
        got = chain_add(ledger, links.items[i], err) ? 0 : -1;
    arena_release(&arena);
    return got == 0;
}

/* "article 4", "printing 2", "mark 1", "review 3", "reading 5" */
static const char *name_of(struct link_of_chain link, char room[40])
{
    if (link.review || link.reading)
        snprintf(room, 40, "%s %lld", link.review ? "review" : "reading", link.review ? link.review : link.reading);
    else
        snprintf(room, 40, "%s %lld", link.mark ? "mark" : link.printing ? "printing" : "article",
                 link.mark ? link.mark : link.printing ? link.printing : link.article);
    return room;
}

/* What one entry of the chain says, against what the tables say. */
static bool check_entry(struct ledger *ledger, long long entry, struct link_of_chain link, struct text hash, char before[65],
                        struct error *err)
{
    char found[65], name[40];
    if (!hash_entry(ledger, text_of(before), link, found, err))
        return false;
    if (!text_is(hash, found))
        return error_set(err, ERROR_LEDGER,
                         "%s: entry %lld (%s) is not what was appended: it was changed, or something before it was "
                         "taken away; bring back a copy", ledger->path, entry, name_of(link, name));
    strcpy(before, found);
    return true;
}

static bool check_unsealed(struct ledger *ledger, struct error *err)
{
    char name[40];
    struct query *query = db_query(ledger, SQL_UNSEALED);
    int got = db_next(ledger, query, err);
    if (got > 0)
        error_set(err, ERROR_LEDGER, "%s: %s was put in by another program, outside of the chain; bring back a copy", ledger->path,
                  name_of(read_link(query, 0), name));
    db_done(query);
    return got == 0;
}

/* Ledgers of the first version have none until something is added; those of the second seal no reviews, and those of the third no
 * later readings. */
static bool has_chain(const struct ledger *ledger, struct error *err)
{
    return ledger->version > 3 || error_set(err, ERROR_LEDGER, "%s: was made by an older troth%s; any `troth add` %s", ledger->path,
                                            ledger->version > 1 ? "" : " and has no chain yet",
                                            ledger->version > 1 ? "brings it up to date" : "begins it");
}

bool ledger_verify(struct ledger *ledger, struct text expected, struct ledger_chain *chain, struct error *err)
{
    *chain = (struct ledger_chain){ .has_expected = !expected.length };
    if (!has_chain(ledger, err))
        return false;
    struct query *query = db_query(ledger, SQL_CHAIN);
    int got;
    while ((got = db_next(ledger, query, err)) > 0) {
        long long entry = db_number(query, 0);
        if (entry != chain->entries + 1)
            got = error_set(err, ERROR_LEDGER, "%s: entry %lld of the chain is missing; bring back a copy", ledger->path,
                            chain->entries + 1) - 1;
        else
            got = check_entry(ledger, entry, read_link(query, 1), db_text(query, 6), chain->head, err) ? 1 : -1;
        if (got < 0)
            break;
        chain->entries = entry;
        chain->has_expected |= expected.length && text_is(expected, chain->head);
    }
    db_done(query);
    return got == 0 && check_unsealed(ledger, err);
}
