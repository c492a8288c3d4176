/* Drops everything derived and derives it again from the appended tables: articles, reviews and later readings in the order in
 * which
 * they came. */
#include "ledger/load.h"
#include "ledger/renew.h"

/* A review or a later reading, and the last article that came before it. */
struct renewal {
    long long number, last_article;
    struct text learned;
    bool is_reading;
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
                   (struct renewal){ db_number(query, 0), db_number(query, 2), arena_copy(arena, db_text(query, 1)),
                                     db_number(query, 3) != 0 });
    return got == 0;
}

/* Does what came behind the articles so far, before `article`; 0: all that is left. */
static bool renew_up_to(struct ledger *ledger, const struct coming *coming, long long article, size_t *next,
                        struct counting *counting,
                        struct arena *arena, struct error *err)
{
    bool good = true;
    for (; good && *next < coming->renewals.count; ++*next) {
        const struct renewal *renewal = &coming->renewals.items[*next];
        if (article && renewal->last_article >= article)
            break;
        *(renewal->is_reading ? &counting->reading : &counting->review) = renewal->number;
        good = renewal->is_reading ? renew_reading(ledger, renewal->number, renewal->learned, *counting, arena, err)
                                   : renew(ledger, *counting, renewal->learned, arena, err);
        arena_reset(arena);
    }
    return good;
}

static bool derive_all(struct ledger *ledger, const struct coming *coming, struct arena *arena, struct error *err)
{
    struct counting counting = { 0, 0 };
    size_t next = 0;
    for (size_t i = 0; i < coming->articles.count; i++) {
        struct gathered article;
        long long number = coming->articles.items[i];
        bool good = renew_up_to(ledger, coming, number, &next, &counting, arena, err) &&
                    renew_load(ledger, number, counting, arena, &article, err) && gather_article(ledger, &article, arena, err);
        arena_reset(arena);
        if (!good)
            return false;
    }
    return renew_up_to(ledger, coming, 0, &next, &counting, arena, err);
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
