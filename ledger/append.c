/* Appending an article with its statements, whole or not at all. */
#include "ledger/chain.h"
#include "ledger/gather.h"
#include "ledger/group.h"
#include "ledger/insert.h"
#include "ledger/reviews.h"

static bool add_article(struct adding *adding, const struct ledger_entry *entry, const char *hash, struct text learned,
                        struct error *err)
{
    const struct article *report = entry->article;
    const char *versions = entry->reader ? entry->reader : "unknown";
    struct ledger *ledger = adding->ledger;
    struct seal *row = &adding->sealed[CHAIN_ARTICLES];
    long long reader;
    if (!insert_reader(ledger, versions, &reader, err) ||
        !insert_numbers(ledger, SQL_NEXT_ARTICLE, 1, &ledger->known.next_article, &adding->article, err))
        return false;
    seal_row(row, db_query(ledger, SQL_ADD_ARTICLE), 11);
    const struct text fields[] = { text_of(hash), report->id.length ? report->id : text_of(hash), report->title, report->publisher,
                                   report->published, report->url };
    seal_bind_number(row, 1, adding->article);
    for (int i = 0; i < 6; i++)
        seal_bind(row, i + 2, fields[i]);
    seal_bind_always(row, 8, report->text);
    seal_bind_number(row, 9, reader);
    seal_bind(row, 10, learned);
    seal_keep(row, 11, text_of(versions));
    return db_run(ledger, row->query, err);
}

/* Binds id, publisher, published and url from `place` on. */
static void bind_origin(struct query *query, int place, const struct article *article, const char *hash)
{
    db_bind(query, place, article->id.length ? article->id : text_of(hash));
    db_bind(query, place + 1, article->publisher);
    db_bind(query, place + 2, article->published);
    db_bind(query, place + 3, article->url);
}

/* The report is there: was it under this id, publisher, date and URL? */
static bool add_printing(struct ledger *ledger, long long number, const struct ledger_entry *entry, const char *hash,
                         struct text learned, enum ledger_outcome *outcome, struct error *err)
{
    struct query *query = db_query(ledger, SQL_PRINTING_IS_THERE);
    db_bind_number(query, 1, number);
    bind_origin(query, 2, entry->article, hash);
    int got = db_next(ledger, query, err);
    db_done(query);
    *outcome = got > 0 ? LEDGER_KNOWN : LEDGER_PRINTING;
    if (got)
        return got > 0;
    query = db_query(ledger, SQL_ADD_PRINTING);
    db_bind_number(query, 1, number);
    bind_origin(query, 2, entry->article, hash);
    db_bind(query, 6, learned);
    long long printing;
    return db_answer(ledger, query, &printing, err) &&
           chain_add(ledger, (struct link_of_chain){ .article = number, .printing = printing }, err);
}

/* 1: the report is there, 0: it is not, -1: failed. */
static int find_article(struct ledger *ledger, const char *hash, long long *article, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ARTICLE_BY_HASH);
    db_bind(query, 1, text_of(hash));
    int got = db_next(ledger, query, err);
    if (got > 0)
        *article = db_number(query, 0);
    db_done(query);
    return got;
}

static bool append_new(struct ledger *ledger, const struct ledger_entry *entry, const char *hash, struct text learned,
                       struct arena *arena, struct error *err)
{
    static const struct statement_list none = { 0 };
    const struct statement_list *statements = entry->statements ? entry->statements : &none;
    statement_number *numbers = arena_take(arena, (statements->count + 1) * sizeof *numbers);
    struct adding adding = { .ledger = ledger, .arena = arena };
    for (int i = 0; i < CHAIN_TABLES; i++)
        adding.sealed[i].arena = arena;
    if (!add_article(&adding, entry, hash, learned, err) ||
        !insert_statements(&adding, entry->article, statements, numbers, err) ||
        !chain_add_article(ledger, adding.article, adding.sealed, err))
        return false;
    struct gathered gathered = {
        .article = adding.article, .title = entry->article->title, .hash = text_of(hash), .statements = statements,
        .numbers = numbers, .said = gather_day(entry->article->published), .text = entry->article->text, .learned = learned,
        .upto = reviews_no_end,
    };
    return gather_article(ledger, &gathered, arena, err);
}

static bool append_in_transaction(struct ledger *ledger, const struct ledger_entry *entry, struct arena *arena,
                                  enum ledger_outcome *outcome, struct error *err)
{
    char hash[65];
    long long article;
    struct text learned = db_time(entry->learned_ms, arena);
    record_article_hash(entry->article, hash);
    int there = find_article(ledger, hash, &article, err);
    if (there < 0)
        return false;
    if (there)
        return add_printing(ledger, article, entry, hash, learned, outcome, err);
    *outcome = LEDGER_ADDED;
    return append_new(ledger, entry, hash, learned, arena, err);
}

/* Statements may come from anywhere: they must count 1, 2, 3 … and link to others of their own list. */
static bool check(const struct ledger_entry *entry, struct error *err)
{
    int count = entry->statements ? (int)entry->statements->count : 0;
    struct text id = entry->article->id;
    for (int i = 0; i < count; i++) {
        const struct statement *statement = &entry->statements->items[i];
        if (statement->n != i + 1)
            return error_set(err, ERROR_INPUT, "article '%.*s': statement %d has number %d; they must count 1, 2, 3",
                             (int)id.length, id.at, i + 1, statement->n);
        for (size_t k = 0; k < statement->links.count; k++)
            if (statement->links.items[k].to < 1 || statement->links.items[k].to > count || statement->links.items[k].to == i + 1)
                return error_set(err, ERROR_INPUT,
                                 "article '%.*s': statement %d links to statement %d, which is not another one of it",
                                 (int)id.length, id.at, i + 1, statement->links.items[k].to);
    }
    return true;
}

bool ledger_append(struct ledger *ledger, const struct ledger_entry *entry, enum ledger_outcome *outcome, struct error *err)
{
    struct arena arena = { 0 };
    if (!check(entry, err) || !group_enter(ledger, err))
        return false;
    bool good = append_in_transaction(ledger, entry, &arena, outcome, err);
    if (!good)
        group_drop(ledger);
    arena_release(&arena);
    return good && group_leave(ledger, err);
}
