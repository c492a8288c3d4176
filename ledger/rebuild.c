/* Drops everything derived and derives it again from the appended tables: articles and reviews in the order in which they came. */
#include "ledger/load.h"
#include "ledger/renew.h"

/* A review, and the last article that came before it. */
struct renewal {
    long long number, last_article;
    struct text learned;
};

struct coming {
    struct { long long *items; size_t count, room; } articles;
    struct { struct renewal *items; size_t count, room; } renewals;
};

static bool list_all(struct ledger *ledger, struct arena *arena, struct coming *coming, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ARTICLES);
    int got;
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, &coming->articles, db_number(query, 0));
    if (got < 0)
        return false;
    query = db_query(ledger, SQL_RENEWALS);
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, &coming->renewals,
                   (struct renewal){ db_number(query, 0), db_number(query, 2), arena_copy(arena, db_text(query, 1)) });
    return got == 0;
}

static bool derive_all(struct ledger *ledger, const struct coming *coming, struct arena *arena, struct error *err)
{
    size_t reviewed = 0;
    bool good = true;
    for (size_t i = 0; good && i <= coming->articles.count; i++) {
        bool is_end = i == coming->articles.count;
        for (; good && reviewed < coming->renewals.count; reviewed++) {
            const struct renewal *next = &coming->renewals.items[reviewed];
            if (!is_end && next->last_article >= coming->articles.items[i])
                break;
            good = renew(ledger, next->number, next->learned, arena, err);
            arena_reset(arena);
        }
        if (!good || is_end)
            break;
        struct gathered article;
        long long upto = reviewed ? coming->renewals.items[reviewed - 1].number : 0;
        good = renew_load(ledger, coming->articles.items[i], upto, arena, &article, err) &&
               gather_article(ledger, &article, arena, err);
        arena_reset(arena);
    }
    return good;
}

bool ledger_rebuild(struct ledger *ledger, struct error *err)
{
    struct arena arena = { 0 }, one = { 0 };
    struct coming coming = { .articles = { 0 } };
    if (!db_start(ledger, err))
        return false;
    bool good = db_clear_derived(ledger, err) && list_all(ledger, &arena, &coming, err) && derive_all(ledger, &coming, &one, err) &&
                db_finish(ledger, err);
    if (!good)
        db_undo(ledger);
    arena_release(&one);
    arena_release(&arena);
    return good;
}
