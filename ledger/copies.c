/* Which reports are copies of one another: agency text that many print, edited or cut. */
#include "ledger/copies.h"
#include "ledger/past.h"
#include "ledger/sketch.h"

enum { CANDIDATES = 4 }; /* the limit of SQL_ALIKE */

/* Articles that share keys with the text, by the first of which they are copies. Returns how many, or -1 and `err`. */
static int find_candidates(struct ledger *ledger, const struct sketch *sketch, long long sources[CANDIDATES], struct error *err)
{
    struct query *query = db_query(ledger, SQL_ALIKE);
    int count = 0, got;
    for (int i = 0; i < sketch->key_count; i++)
        db_bind_number(query, i + 1, sketch->keys[i]);
    while ((got = db_next(ledger, query, err)) > 0 && count < CANDIDATES) {
        sources[count] = db_number(query, 0);
        bool is_new = true;
        for (int i = 0; i < count; i++)
            is_new &= sources[i] != sources[count];
        count += is_new;
    }
    db_done(query);
    return got < 0 ? -1 : count;
}

/* 1: the text is a copy of that article's; 0: it is not; -1 and `err`. */
static int compare_with(struct ledger *ledger, const struct sketch *sketch, long long source, struct arena *arena,
                        struct error *err)
{
    struct query *query = db_query(ledger, SQL_TEXT_OF);
    struct sketch other = { 0 };
    db_bind_number(query, 1, source);
    int got = db_next(ledger, query, err);
    if (got > 0)
        sketch_make(db_text(query, 0), arena, &other);
    db_done(query);
    sketch_sort(&other);
    return got <= 0 ? got : sketch_is_copy(sketch, &other);
}

static bool find_source(struct ledger *ledger, struct sketch *sketch, struct arena *arena, long long *source, struct error *err)
{
    long long sources[CANDIDATES];
    int count = find_candidates(ledger, sketch, sources, err), is_copy = 0;
    if (count > 0)
        sketch_sort(sketch);
    for (int i = 0; i < count && !is_copy; i++)
        if ((is_copy = compare_with(ledger, sketch, sources[i], arena, err)) > 0)
            *source = sources[i];
    return count >= 0 && is_copy >= 0;
}

static bool keep_copy(struct ledger *ledger, long long article, long long source, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ADD_COPY);
    db_bind_number(query, 1, article);
    db_bind_number(query, 2, source);
    return db_run(ledger, query, err);
}

static bool keep_keys(struct ledger *ledger, long long article, const struct sketch *sketch, struct error *err)
{
    for (int i = 0; i < sketch->key_count; i++) {
        struct query *query = db_query(ledger, SQL_ADD_PRINT);
        db_bind_number(query, 1, sketch->keys[i]);
        db_bind_number(query, 2, article);
        if (!db_run(ledger, query, err))
            return false;
    }
    return true;
}

bool copies_add(struct ledger *ledger, long long article, struct text text, struct arena *arena, long long *source,
                struct error *err)
{
    struct sketch sketch;
    sketch_make(text, arena, &sketch);
    *source = article;
    return (!sketch.key_count || find_source(ledger, &sketch, arena, source, err)) &&
           (*source == article || keep_copy(ledger, article, *source, err)) && keep_keys(ledger, article, &sketch, err);
}

int copies_carry(struct ledger *ledger, const char *commitment, long long article, long long source, struct error *err)
{
    struct query *query = db_query(ledger, SQL_IS_CARRIED);
    db_bind(query, 1, text_of(commitment));
    db_bind_number(query, 2, article);
    db_bind_number(query, 3, source);
    int got = db_next(ledger, query, err);
    db_done(query);
    return got;
}

static bool find_first(struct ledger *ledger, long long article, long long *source, struct error *err)
{
    struct query *query = db_query(ledger, SQL_SOURCE_OF);
    db_bind_number(query, 1, article);
    int got = db_next(ledger, query, err);
    *source = got > 0 ? db_number(query, 0) : article;
    db_done(query);
    return got >= 0;
}

bool ledger_printings(struct ledger *ledger, long long article, const struct ledger_time *time, ledger_printing_fn each,
                      void *context, struct error *err)
{
    struct arena arena = { 0 };
    struct past_bounds bounds = past_bounds_of(time ? time : &(struct ledger_time){ 0 }, &arena);
    long long source;
    int got = find_first(ledger, article, &source, err) ? 1 : -1;
    struct query *query = got > 0 ? db_query(ledger, SQL_PRINTINGS) : NULL;
    db_bind_number(query, 1, article);
    db_bind_number(query, 2, source);
    db_bind_always(query, 3, bounds.said);
    db_bind_always(query, 4, bounds.learned);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_printing row = { db_text(query, 0), db_text(query, 1), db_text(query, 2), db_text(query, 3) };
        got = each(context, &row, err) ? 1 : -1;
    }
    db_done(query);
    arena_release(&arena);
    return got == 0;
}
