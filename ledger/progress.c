/* How far a book has been looked over, and by whom. */
#include "ledger/db.h"

static bool count_verdicts(struct ledger *ledger, struct ledger_progress *progress, struct error *err)
{
    struct query *query = db_query(ledger, SQL_VERDICTS);
    int got;
    while ((got = db_next(ledger, query, err)) > 0) {
        struct text kind = db_text(query, 0);
        long long *count = text_is(kind, "confirm")   ? &progress->confirmed
                           : text_is(kind, "correct") ? &progress->corrected
                                                      : &progress->rejected;
        *count = db_number(query, 1);
    }
    return got == 0;
}

static bool give_reviewers(struct ledger *ledger, ledger_reviewer_fn each, void *context, struct error *err)
{
    struct query *query = db_query(ledger, SQL_REVIEWERS);
    int got = 1;
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_reviewer reviewer = { db_text(query, 0), db_number(query, 1), db_number(query, 2),
                                            db_number(query, 3), db_number(query, 4), db_text(query, 5) };
        got = each(context, &reviewer, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}

bool ledger_review_progress(struct ledger *ledger, struct ledger_progress *progress, ledger_reviewer_fn each, void *context,
                            struct error *err)
{
    struct ledger_counts counts;
    *progress = (struct ledger_progress){ 0 };
    if (!ledger_count(ledger, &counts, err) || !count_verdicts(ledger, progress, err))
        return false;
    progress->statements = counts.statements;
    progress->open = counts.statements - progress->confirmed - progress->corrected - progress->rejected;
    return give_reviewers(ledger, each, context, err);
}
