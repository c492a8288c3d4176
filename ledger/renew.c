/* What a review does to the derived tables. */
#include "ledger/renew.h"

#include <stdio.h>

#include "ledger/load.h"
#include "ledger/past.h"
#include "ledger/reviews.h"
#include "ledger/rulings.h"

/* Links count from 1 in the list without what was left out: `places` [link.to - 1] has the new place, 0 for none. */
static void renumber(struct statement_list *statements, const int *places)
{
    for (size_t i = 0; i < statements->count; i++) {
        struct statement *statement = &statements->items[i];
        size_t kept = 0;
        statement->n = (int)i + 1;
        for (size_t k = 0; k < statement->links.count; k++) {
            struct link link = statement->links.items[k];
            link.to = places[link.to - 1];
            if (link.to)
                statement->links.items[kept++] = link;
        }
        statement->links.count = kept;
    }
}

/* Makes the statements say what reviewers found. */
static bool take_reviews(struct ledger *ledger, long long upto, struct arena *arena, struct statement_list *statements,
                         statement_number *numbers, struct error *err)
{
    int *places = arena_take(arena, (statements->count + 1) * sizeof *places);
    size_t kept = 0;
    for (size_t i = 0; i < statements->count; i++) {
        struct review_list reviews;
        if (!reviews_load(ledger, numbers[i], reviews_all, upto, arena, &reviews, err))
            return false;
        if (reviews_verdict(&reviews) == LEDGER_REJECTED)
            continue;
        reviews_apply(&reviews, arena, &statements->items[i]);
        statements->items[kept] = statements->items[i];
        numbers[kept] = numbers[i];
        places[i] = (int)++kept;
    }
    statements->count = kept;
    renumber(statements, places);
    return true;
}

bool renew_load(struct ledger *ledger, long long article, long long upto, struct arena *arena, struct gathered *gathered,
                struct error *err)
{
    struct statement_list *statements = arena_take(arena, sizeof *statements);
    statement_number *numbers;
    struct ledger_statement row;
    if (!load_statements(ledger, article, arena, statements, &numbers, err) || !load_article(ledger, article, arena, &row, err) ||
        (upto && !take_reviews(ledger, upto, arena, statements, numbers, err)))
        return false;
    char *hash = arena_take(arena, 65);
    record_article_hash(&row.article, hash);
    *gathered = (struct gathered){
        .article = article, .title = row.article.title, .hash = text_of(hash), .said = gather_day(row.article.published),
        .statements = statements, .numbers = numbers, .text = row.article.text, .learned = row.learned_at, .upto = upto,
    };
    return true;
}

struct id_list {
    const char **items;
    size_t count, room;
};

static bool load_ids(struct ledger *ledger, struct query *query, struct arena *arena, struct id_list *ids, struct error *err)
{
    int got;
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, ids, arena_copy(arena, db_text(query, 0)).at);
    return got == 0;
}

static bool commitments_of(struct ledger *ledger, long long article, struct arena *arena, struct id_list *ids, struct error *err)
{
    struct query *query = db_query(ledger, SQL_COMMITMENTS_OF);
    db_bind_number(query, 1, article);
    return load_ids(ledger, query, arena, ids, err);
}

static bool run(struct ledger *ledger, enum sql sql, long long article, struct text learned, struct error *err)
{
    struct query *query = db_query(ledger, sql);
    db_bind_number(query, 1, article);
    if (learned.length)
        db_bind(query, 2, learned);
    return db_run(ledger, query, err);
}

/* Takes the article out of its commitments and disputes. What held for no time at all need not be kept as a dispute, but as a place:
 * it tells where the statements were first. */
static bool take_out(struct ledger *ledger, long long article, struct text learned, struct error *err)
{
    const struct text none = TEXT("");
    return run(ledger, SQL_KEEP_FORMER, article, learned, err) && run(ledger, SQL_DROP_REVISIONS_OF, article, none, err) &&
           run(ledger, SQL_DROP_VERSIONS_OF, article, none, err) && run(ledger, SQL_DROP_DISPUTES_OF, article, learned, err) &&
           run(ledger, SQL_END_DISPUTES_OF, article, learned, err);
}

/* How many statements, articles and sources carry a commitment now, and from when to when. */
static bool recount(struct ledger *ledger, const char *commitment, struct arena *arena, struct error *err)
{
    const struct past_bounds all = { reviews_all, reviews_all };
    struct past past = { .steps = 0 };
    long long sources;
    if (!past_count(ledger, text_of(commitment), &all, arena, &past, err))
        return false;
    struct query *query = db_query(ledger, SQL_SOURCES_BY);
    db_bind(query, 1, text_of(commitment));
    db_bind(query, 2, all.said);
    db_bind(query, 3, all.learned);
    if (!db_answer(ledger, query, &sources, err))
        return false;
    query = db_query(ledger, SQL_RECOUNT);
    db_bind(query, 1, text_of(commitment));
    db_bind_number(query, 2, past.statements);
    db_bind_number(query, 3, past.articles);
    db_bind(query, 4, past.first_said);
    db_bind(query, 5, past.last_said);
    db_bind_number(query, 6, sources);
    return db_run(ledger, query, err) && versions_refresh(ledger, commitment, arena, err);
}

/* What the article has left, and where it is now. */
static bool settle_down(struct ledger *ledger, const struct gathered *article, const struct id_list *before, struct arena *arena,
                        struct error *err)
{
    struct id_list after = { 0 };
    struct version came_to;
    for (size_t i = 0; i < before->count; i++)
        if (!versions_renew(ledger, before->items[i], article, arena, &came_to, err) ||
            !recount(ledger, before->items[i], arena, err))
            return false;
    if (!commitments_of(ledger, article->article, arena, &after, err))
        return false;
    for (size_t i = 0; i < after.count; i++)
        if (!recount(ledger, after.items[i], arena, err))
            return false;
    return true;
}

static bool renew_article(struct ledger *ledger, long long article, long long number, struct text learned, struct arena *arena,
                          struct error *err)
{
    struct id_list before = { 0 };
    struct gathered gathered;
    if (!renew_load(ledger, article, number, arena, &gathered, err))
        return false;
    gathered.learned = learned;
    struct query *query = db_query(ledger, SQL_FIRST_OF);
    db_bind_number(query, 1, article);
    return db_answer(ledger, query, &gathered.first, err) && commitments_of(ledger, article, arena, &before, err) &&
           take_out(ledger, article, learned, err) && gather_article(ledger, &gathered, arena, err) &&
           settle_down(ledger, &gathered, &before, arena, err);
}

struct article_list {
    long long *items;
    size_t count, room;
};

static bool articles_in(struct ledger *ledger, const char *commitment, struct arena *arena, struct article_list *list,
                        struct error *err)
{
    struct query *query = db_query(ledger, SQL_ARTICLES_IN);
    int got;
    db_bind(query, 1, text_of(commitment));
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, list, db_number(query, 0));
    return got == 0;
}

/* The reports of a merge: those of the commitment, and of what it has come to by an earlier ruling. */
static bool articles_of_merge(struct ledger *ledger, const struct ledger_review *about, long long number, struct arena *arena,
                              struct article_list *list, struct error *err)
{
    char held[33] = "";
    snprintf(held, sizeof held, "%.*s", (int)about->target.length, about->target.at);
    return articles_in(ledger, arena_copy(arena, about->commitment).at, arena, list, err) &&
           (number == about->number ||
            (rulings_merged(ledger, number, held, err) && articles_in(ledger, held, arena, list, err)));
}

static bool article_of(struct ledger *ledger, const struct ledger_review *about, struct arena *arena, struct article_list *list,
                       struct error *err)
{
    struct query *query = db_query(ledger, SQL_ARTICLE_OF_STATEMENT);
    long long article;
    db_bind_number(query, 1, about->statement_number);
    if (!db_answer(ledger, query, &article, err))
        return false;
    ARENA_PUSH(arena, list, article);
    return true;
}

bool renew(struct ledger *ledger, long long number, struct text learned, struct arena *arena, struct error *err)
{
    struct ledger_review about;
    struct article_list articles = { 0 };
    if (!reviews_one(ledger, number, arena, &about, err) ||
        (about.kind == LEDGER_REVIEW_RETRACT && !reviews_one(ledger, about.retracts, arena, &about, err)))
        return false;
    if (about.kind == LEDGER_REVIEW_COMMENT)
        return true;
    if (about.kind == LEDGER_REVIEW_CONFIRM && about.number == number) {
        struct review_list before;
        if (!reviews_load(ledger, about.statement_number, reviews_all, number - 1, arena, &before, err))
            return false;
        if (reviews_verdict(&before) != LEDGER_REJECTED)
            return true;
    }
    if (!(about.kind == LEDGER_REVIEW_MERGE ? articles_of_merge(ledger, &about, number, arena, &articles, err)
                                            : article_of(ledger, &about, arena, &articles, err)))
        return false;
    for (size_t i = 0; i < articles.count; i++)
        if (!renew_article(ledger, articles.items[i], number, learned, arena, err))
            return false;
    return true;
}
