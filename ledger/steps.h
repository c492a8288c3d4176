/* Rows of versions and statements as the rules of derive.h take them. */
#ifndef TROTH_LEDGER_STEPS_H
#define TROTH_LEDGER_STEPS_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* A step with its place in the order, and the version that was kept after it. */
struct placed {
    struct text said;
    struct step step;
    struct version kept;
    struct text system_from, since; /* when the book learned of the step; from when on it has held `kept` */
    bool is_corrected;              /* reviewers have corrected the statement: the step may say otherwise (reviews_step) */
};

struct placed_list {
    struct placed *items;
    size_t count, room;
};

/* The version in the first eleven columns of a row of SQL_VERSION_BEFORE, SQL_VERSION_BY, SQL_LAST_VERSION or SQL_STEPS; copied
 * into `arena`. */
struct version steps_version(struct query *query, struct arena *arena);

/* A whole row of SQL_STEPS or SQL_STEPS_BY. */
struct placed steps_placed(struct query *query, struct arena *arena);

#endif
