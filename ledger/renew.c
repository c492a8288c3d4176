/* What a review or a later reading does to the derived tables. */
#include "ledger/renew.h"

#include <limits.h>
#include <stdio.h>

#include "ledger/load.h"
#include "ledger/match.h"
#include "ledger/past.h"
#include "ledger/queue.h"
#include "ledger/reviews.h"
#include "ledger/rulings.h"
#include "ledger/standing.h"

const struct counting renew_all = { LLONG_MAX, LLONG_MAX };

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
static bool take_reviews(struct ledger *ledger, const struct loaded *loaded, long long upto, struct arena *arena,
                         struct gathered *gathered, struct error *err)
{
    struct statement_list *statements = arena_take(arena, sizeof *statements);
    statement_number *numbers = arena_take(arena, (loaded->count + 1) * sizeof *numbers);
    int *places = arena_take(arena, (loaded->count + 1) * sizeof *places);
    for (size_t i = 0; i < loaded->count; i++) {
        struct reviewed reviewed = { .statement = loaded->rows[i].statement };
        if (upto && !reviews_take(ledger, &loaded->rows[i], loaded->numbers[i], reviews_all, upto, arena, &reviewed, err))
            return false;
        if (reviewed.verdict == LEDGER_REJECTED)
            continue;
        numbers[statements->count] = loaded->numbers[i];
        ARENA_PUSH(arena, statements, reviewed.statement);
        places[i] = (int)statements->count;
    }
    renumber(statements, places);
    gathered->statements = statements;
    gathered->numbers = numbers;
    return true;
}

bool renew_load(struct ledger *ledger, long long article, struct counting counting, struct arena *arena, struct gathered *gathered,
                struct error *err)
{
    struct ledger_statement row;
    struct loaded loaded;
    if (!load_reading(ledger, article, counting.reading, arena, &loaded, err) || !load_article(ledger, article, arena, &row, err) ||
        !take_reviews(ledger, &loaded, counting.review, arena, gathered, err))
        return false;
    char *hash = arena_take(arena, 65);
    record_article_hash(&row.article, hash);
    *gathered = (struct gathered){
        .article = article, .title = row.article.title, .hash = text_of(hash), .said = gather_day(row.article.published),
        .statements = gathered->statements, .numbers = gathered->numbers, .text = row.article.text, .learned = row.learned_at,
        .upto = counting.review,
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

/* Takes the article out of its commitments and disputes. What held for no time at all need not be kept as a dispute, but as a
 * place: it tells where the statements were first. */
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
    struct past past = { .statements = 0 };
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

/* Lists tell anew what the reviews of an article's statements come to, and which of them wait. */
static bool renew_lists(struct ledger *ledger, long long article, struct counting counting, struct arena *arena, struct error *err)
{
    struct loaded loaded;
    struct ledger_statement report;
    if (!queue_drop(ledger, article, err) || !standing_drop(ledger, article, err) ||
        !load_article(ledger, article, arena, &report, err) ||
        !load_reading(ledger, article, counting.reading, arena, &loaded, err))
        return false;
    struct text said = gather_day(report.article.published);
    for (size_t i = 0; i < loaded.count; i++) {
        struct reviewed reviewed;
        const struct ledger_statement *row = &loaded.rows[i];
        if (!reviews_take(ledger, row, loaded.numbers[i], reviews_all, counting.review, arena, &reviewed, err) ||
            !queue_keep(ledger, row, loaded.numbers[i], &reviewed, said, err) ||
            !standing_keep(ledger, row, loaded.numbers[i], &reviewed, arena, err))
            return false;
    }
    return true;
}

static bool renew_article(struct ledger *ledger, long long article, struct counting counting, struct text learned,
                          struct arena *arena, struct error *err)
{
    struct id_list before = { 0 };
    struct gathered gathered;
    if (!renew_load(ledger, article, counting, arena, &gathered, err))
        return false;
    gathered.learned = learned;
    struct query *query = db_query(ledger, SQL_FIRST_OF);
    db_bind_number(query, 1, article);
    return db_answer(ledger, query, &gathered.first, err) && commitments_of(ledger, article, arena, &before, err) &&
           take_out(ledger, article, learned, err) && gather_article(ledger, &gathered, arena, err) &&
           settle_down(ledger, &gathered, &before, arena, err) && renew_lists(ledger, article, counting, arena, err);
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

/* Whether a review changes nothing but what waits: a confirmation of what nobody had rejected. */
static bool is_mere(struct ledger *ledger, const struct ledger_review *about, long long number, struct arena *arena, bool *is,
                    struct error *err)
{
    struct review_list before;
    *is = false;
    if (about->kind != LEDGER_REVIEW_CONFIRM || about->number != number)
        return true;
    if (!reviews_load(ledger, about->statement_number, reviews_all, number - 1, arena, &before, err))
        return false;
    *is = reviews_verdict(&before) != LEDGER_REJECTED;
    return true;
}

bool renew(struct ledger *ledger, struct counting counting, struct text learned, struct arena *arena, struct error *err)
{
    struct ledger_review about;
    struct article_list articles = { 0 };
    bool is_waiting_only;
    if (!reviews_one(ledger, counting.review, arena, &about, err) ||
        (about.kind == LEDGER_REVIEW_RETRACT && !reviews_one(ledger, about.retracts, arena, &about, err)))
        return false;
    if (about.kind == LEDGER_REVIEW_COMMENT)
        return true;
    if (!is_mere(ledger, &about, counting.review, arena, &is_waiting_only, err) ||
        !(about.kind == LEDGER_REVIEW_MERGE ? articles_of_merge(ledger, &about, counting.review, arena, &articles, err)
                                            : article_of(ledger, &about, arena, &articles, err)))
        return false;
    for (size_t i = 0; i < articles.count; i++)
        if (!(is_waiting_only ? renew_lists(ledger, articles.items[i], counting, arena, err)
                              : renew_article(ledger, articles.items[i], counting, learned, arena, err)))
            return false;
    return true;
}

/* Reviews of `earlier` count for the statement too, where there are any. */
static bool carry(struct ledger *ledger, statement_number statement, statement_number earlier, struct error *err)
{
    struct query *query = db_query(ledger, SQL_CARRY);
    db_bind_number(query, 1, statement);
    db_bind_number(query, 2, earlier);
    return db_run(ledger, query, err);
}

static struct statement_list list_of(const struct loaded *loaded, struct arena *arena)
{
    struct statement_list list = { 0 };
    for (size_t i = 0; i < loaded->count; i++)
        ARENA_PUSH(arena, &list, loaded->rows[i].statement);
    return list;
}

bool renew_reading(struct ledger *ledger, long long reading, struct text learned, struct counting counting, struct arena *arena,
                   struct error *err)
{
    struct loaded was, is;
    long long article;
    struct query *query = db_query(ledger, SQL_ARTICLE_OF_READING);
    db_bind_number(query, 1, reading);
    if (!db_answer(ledger, query, &article, err) || !load_reading(ledger, article, reading - 1, arena, &was, err) ||
        !load_reading(ledger, article, reading, arena, &is, err))
        return false;
    struct statement_list before = list_of(&was, arena), after = list_of(&is, arena);
    struct match match = match_statements(&before, &after, arena);
    for (size_t i = 0; i < was.count; i++)
        if (match.to[i] && !carry(ledger, is.numbers[match.to[i] - 1], was.numbers[i], err))
            return false;
    counting.reading = reading;
    return renew_article(ledger, article, counting, learned, arena, err);
}

bool renew_time(struct ledger *ledger, long long learned_ms, struct arena *arena, struct text *learned, struct error *err)
{
    struct query *query = db_query(ledger, SQL_LAST_LEARNED);
    *learned = db_time(learned_ms, arena);
    int got = db_next(ledger, query, err);
    if (got > 0 && text_compare(db_text(query, 0), *learned) > 0)
        *learned = arena_copy(arena, db_text(query, 0));
    db_done(query);
    return got >= 0;
}
