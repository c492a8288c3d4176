/* Drops everything derived and derives it again from the appended tables, article by article as it was added. */
#include "ledger/gather.h"
#include "ledger/load.h"

struct dated {
    long long article;
    struct text title, hash, said;
};

struct dated_list {
    struct dated *items;
    size_t count, room;
};

static bool list_articles(struct ledger *ledger, struct arena *arena, struct dated_list *list, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ARTICLES);
    int got;
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, list, (struct dated){ db_number(query, 0), arena_copy(arena, db_text(query, 1)),
                                                arena_copy(arena, db_text(query, 2)),
                                                arena_copy(arena, gather_day(db_text(query, 3))) });
    return got == 0;
}

static bool gather_again(struct ledger *ledger, const struct dated *dated, struct arena *arena, struct error *err)
{
    struct statement_list statements;
    statement_number *numbers;
    if (!load_statements(ledger, dated->article, arena, &statements, &numbers, err))
        return false;
    struct ledger_statement row;
    if (!load_article(ledger, dated->article, arena, &row, err))
        return false;
    struct gathered article = { dated->article, dated->title, dated->hash, dated->said, &statements, numbers, row.article.text,
                                row.learned_at };
    return gather_article(ledger, &article, arena, err);
}

static bool derive_all(struct ledger *ledger, struct error *err)
{
    struct arena arena = { 0 }, one = { 0 };
    struct dated_list articles = { 0 };
    bool good = list_articles(ledger, &arena, &articles, err);
    for (size_t i = 0; good && i < articles.count; i++) {
        good = gather_again(ledger, &articles.items[i], &one, err);
        arena_reset(&one);
    }
    arena_release(&one);
    arena_release(&arena);
    return good;
}

bool ledger_rebuild(struct ledger *ledger, struct error *err)
{
    if (!db_start(ledger, err))
        return false;
    if (db_clear_derived(ledger, err) && derive_all(ledger, err) && db_finish(ledger, err))
        return true;
    db_undo(ledger);
    return false;
}
