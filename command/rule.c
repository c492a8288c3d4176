/* troth merge and troth split: a person overrules which statements make one commitment. */
#include "command/command.h"
#include "command/query.h"
#include "command/reviewing.h"

enum { SPLITS_MOST = 256 };

static bool merge(const struct query *query, const struct options *options, struct error *err)
{
    char from[65], into[65];
    if (options->input_count != 2)
        return error_set(err, ERROR_USAGE, "'troth merge' wants two commitments: the one that ends, and the one that takes it in");
    struct ledger_review review = { .kind = LEDGER_REVIEW_MERGE };
    if (!reviewing_find(query, options->inputs[0], LEDGER_COMMITMENT, from, err) ||
        !reviewing_find(query, options->inputs[1], LEDGER_COMMITMENT, into, err))
        return false;
    review.commitment = text_of(from);
    review.target = text_of(into);
    return reviewing_add(query, options, &review, 1, err);
}

/* The whole id of an option's commitment; empty where it was not given. */
static bool find_option(const struct query *query, const struct options *options, enum option option, char id[65],
                        struct text *found, struct error *err)
{
    *found = TEXT("");
    if (!options->value[option])
        return true;
    if (!reviewing_find(query, options->value[option], LEDGER_COMMITMENT, id, err))
        return false;
    *found = text_of(id);
    return true;
}

static bool split(const struct query *query, const struct options *options, struct error *err)
{
    struct ledger_review reviews[SPLITS_MOST];
    char ids[SPLITS_MOST][65], from_id[65], into_id[65];
    struct text from, into;
    size_t count = (size_t)options->input_count;
    if (!count || count > SPLITS_MOST)
        return error_set(err, ERROR_USAGE, "'troth split' wants one to %d statements; `troth history COMMITMENT` prints their ids",
                         SPLITS_MOST);
    if (!find_option(query, options, OPTION_COMMITMENT, from_id, &from, err) ||
        !find_option(query, options, OPTION_INTO, into_id, &into, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!reviewing_find(query, options->inputs[i], LEDGER_STATEMENT, ids[i], err))
            return false;
        reviews[i] = (struct ledger_review){ .kind = LEDGER_REVIEW_SPLIT, .statement = text_of(ids[i]), .commitment = from,
                                             .target = into };
    }
    return reviewing_add(query, options, reviews, count, err);
}

static int rule(const struct options *options, bool (*record)(const struct query *, const struct options *, struct error *),
                struct error *err)
{
    struct query query;
    if (!query_open(&query, options, err))
        return error_status(err->code);
    bool good = options->value[OPTION_RETRACT] ? reviewing_retract(&query, options, err) : record(&query, options, err);
    query_close(&query);
    return good ? output_finish(err) : error_status(err->code);
}

int command_merge(const struct options *options, struct error *err)
{
    return rule(options, merge, err);
}

int command_split(const struct options *options, struct error *err)
{
    return rule(options, split, err);
}
