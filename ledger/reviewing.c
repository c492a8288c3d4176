/* Appends reviews, and does to the book what they say. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "ledger/chain.h"
#include "ledger/correct.h"
#include "ledger/renew.h"
#include "ledger/reviews.h"
#include "ledger/rulings.h"

/* The reviews that are appended together. */
struct reviewing {
    struct ledger *ledger;
    struct text learned;
    struct text own; /* the commitment that the first split has made */
    struct arena *arena;
};

static bool find_statement(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    struct query *query = db_query(work->ledger, SQL_STATEMENTS_BY_ID);
    db_bind_always(query, 1, review->statement);
    int got = db_next(work->ledger, query, err);
    if (got > 0)
        review->statement_number = db_number(query, 0);
    db_done(query);
    if (got == 0)
        error_set(err, ERROR_USAGE, "no statement has the id '%.*s' now; `troth list` prints those that are there",
                  (int)review->statement.length, review->statement.at);
    return got > 0;
}

static bool find_retracted(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    struct ledger_review about;
    if (!reviews_one(work->ledger, review->retracts, work->arena, &about, err))
        return false;
    if (about.kind == LEDGER_REVIEW_RETRACT || about.retracted_by)
        return error_set(err, ERROR_USAGE, "review %lld %s; review anew what holds", about.number,
                         about.retracted_by ? "was taken back before" : "takes another back itself");
    review->statement_number = about.statement_number;
    review->commitment = about.commitment;
    review->target = about.target;
    return true;
}

static bool check_commitment(struct reviewing *work, struct text id, struct error *err)
{
    struct query *query = db_query(work->ledger, SQL_HAS_COMMITMENT);
    db_bind_always(query, 1, id);
    int got = db_next(work->ledger, query, err);
    db_done(query);
    if (got == 0)
        error_set(err, ERROR_USAGE, "no commitment has the id '%.*s'; `troth book` prints them", (int)id.length, id.at);
    return got > 0;
}

/* What an id has come to by the merges before. */
static bool follow(struct reviewing *work, struct text *id, struct error *err)
{
    char held[33];
    if (!check_commitment(work, *id, err))
        return false;
    snprintf(held, sizeof held, "%.*s", (int)id->length, id->at);
    if (!rulings_merged(work->ledger, reviews_no_end, held, err))
        return false;
    *id = arena_copy(work->arena, text_of(held));
    return true;
}

static bool find_merge(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    if (!follow(work, &review->commitment, err) || !follow(work, &review->target, err))
        return false;
    return !text_equals(review->commitment, review->target) ||
           error_set(err, ERROR_USAGE, "the two are one commitment already: %.*s", (int)review->target.length, review->target.at);
}

/* The commitment that a statement leaves: the one that was named, or its only one. */
static bool find_left(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    struct query *query = db_query(work->ledger, SQL_OWN_COMMITMENTS_OF);
    struct text left = TEXT("");
    int got, count = 0;
    db_bind_number(query, 1, review->statement_number);
    while ((got = db_next(work->ledger, query, err)) > 0) {
        count++;
        if (!review->commitment.length || text_equals(review->commitment, db_text(query, 0)))
            left = arena_copy(work->arena, db_text(query, 0));
    }
    if (got < 0)
        return false;
    if (!left.length || (!review->commitment.length && count > 1))
        return error_set(err, ERROR_USAGE, "statement %.*s %s", (int)review->statement.length, review->statement.at,
                         !count ? "belongs to no commitment"
                         : review->commitment.length ? "does not belong to that commitment; `troth show` tells to which it does"
                                                     : "belongs to several commitments; say by --commitment which it shall leave");
    review->commitment = left;
    return true;
}

static bool find_split(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    if (!find_left(work, review, err))
        return false;
    if (review->target.length)
        return follow(work, &review->target, err) &&
               (!text_equals(review->target, review->commitment) ||
                error_set(err, ERROR_USAGE, "statement %.*s belongs to that commitment already", (int)review->statement.length,
                          review->statement.at));
    if (!work->own.length) {
        char hash[65];
        const struct text parts[] = { TEXT("split"), review->commitment, review->statement };
        record_hash(parts, 3, hash);
        work->own = arena_copy(work->arena, text_slice(text_of(hash), 0, 32));
    }
    review->target = work->own;
    return true;
}

/* The same of a merge or split: nobody else has reviewed its commitments or their statements since. */
static bool are_as_seen(struct reviewing *work, const struct ledger_review *review, struct error *err)
{
    const struct text both[] = { review->commitment, review->target };
    long long last = 0;
    for (int i = 0; i < 2; i++) {
        long long number = 0;
        if (both[i].length && !ledger_last_review(work->ledger, both[i], &(struct ledger_time){ 0 }, &number, err))
            return false;
        last = number > last ? number : last;
    }
    return last == review->seen || error_set(err, ERROR_CHANGED,
                                             "commitment %.*s was reviewed meanwhile (review %lld); look at it again",
                                             (int)review->commitment.length, review->commitment.at, last);
}

/* What was looked at comes first: what is wrong with the rest may come of what others have done since. */
static bool find_ruled(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    bool is_split = review->kind == LEDGER_REVIEW_SPLIT;
    if (is_split && (!find_statement(work, review, err) || (!review->commitment.length && !find_left(work, review, err))))
        return false;
    if (review->is_checked && !are_as_seen(work, review, err))
        return false;
    return is_split ? find_split(work, review, err) : find_merge(work, review, err);
}

/* What was looked at is still what stands there: nobody else has reviewed the statement since. */
static bool is_as_seen(struct reviewing *work, const struct ledger_review *review, struct error *err)
{
    long long last;
    struct query *query = db_query(work->ledger, SQL_LAST_REVIEW_OF);
    db_bind_number(query, 1, review->statement_number);
    if (!db_answer(work->ledger, query, &last, err))
        return false;
    return last == review->seen || error_set(err, ERROR_CHANGED,
                                             "statement %.*s was reviewed meanwhile (review %lld); look at it again",
                                             (int)review->statement.length, review->statement.at, last);
}

static bool check(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    if (!text_trim(review->reviewed_by).length)
        return error_set(err, ERROR_USAGE, "a review needs its reviewer's name; give it by --by");
    if (review->kind == LEDGER_REVIEW_RETRACT)
        return find_retracted(work, review, err);
    if (review->kind == LEDGER_REVIEW_MERGE || review->kind == LEDGER_REVIEW_SPLIT)
        return find_ruled(work, review, err);
    if (!find_statement(work, review, err) || (review->is_checked && !is_as_seen(work, review, err)))
        return false;
    if (review->kind == LEDGER_REVIEW_COMMENT && !review->note.length)
        return error_set(err, ERROR_USAGE, "a comment needs words; give them by --note");
    return review->kind != LEDGER_REVIEW_CORRECT || correct_check(review->field, review->value, work->arena, &review->value, err);
}

static bool insert(struct reviewing *work, struct ledger_review *review, struct error *err)
{
    struct query *query = db_query(work->ledger, SQL_ADD_REVIEW);
    db_bind(query, 1, text_of(ledger_review_text(review->kind)));
    if (review->statement_number)
        db_bind_number(query, 2, review->statement_number);
    if (review->kind == LEDGER_REVIEW_CORRECT) {
        db_bind(query, 3, text_of(ledger_review_field_text(review->field)));
        db_bind(query, 4, review->value);
    }
    db_bind(query, 5, review->commitment);
    db_bind(query, 6, review->target);
    if (review->retracts)
        db_bind_number(query, 7, review->retracts);
    db_bind(query, 8, review->note);
    db_bind(query, 9, text_trim(review->reviewed_by));
    db_bind(query, 10, work->learned);
    return db_answer(work->ledger, query, &review->number, err);
}

static bool add_all(struct reviewing *work, const struct ledger_review *reviews, size_t count, long long *first, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        struct ledger_review review = reviews[i];
        if (!check(work, &review, err) || !insert(work, &review, err) ||
            !chain_add(work->ledger, (struct link_of_chain){ .review = review.number }, err) ||
            !renew(work->ledger, (struct counting){ review.number, LLONG_MAX }, work->learned, work->arena, err))
            return false;
        if (i == 0)
            *first = review.number;
    }
    return true;
}

bool ledger_add_reviews(struct ledger *ledger, const struct ledger_review *reviews, size_t count, long long learned_ms,
                        long long *first, struct error *err)
{
    struct arena arena = { 0 };
    struct reviewing work = { .ledger = ledger, .arena = &arena };
    if (!db_start(ledger, err))
        return false;
    bool good = renew_time(ledger, learned_ms, &arena, &work.learned, err) && add_all(&work, reviews, count, first, err) &&
                db_finish(ledger, err);
    if (!good)
        db_undo(ledger);
    arena_release(&arena);
    return good;
}
