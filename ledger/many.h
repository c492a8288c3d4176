/* A question about a long list of numbers or texts, asked for some of them at a time. */
#ifndef TROTH_LEDGER_MANY_H
#define TROTH_LEDGER_MANY_H

#include "ledger/db.h"

enum { MANY_AT_ONCE = 64 };

struct many {
    struct ledger *ledger;
    const long long *numbers; /* [count], or */
    const struct text *texts; /* [count] none of them empty */
    size_t count, asked;
    struct query *query;      /* its row, after many_next */
    bool is_running;
};

/* In `sql` every "#" stands for the list, in brackets. The values are borrowed until many_release. */
void many_init(struct many *many, struct ledger *ledger, const char *sql, const long long *numbers, const struct text *texts,
               size_t count, struct error *err);
void many_release(struct many *many);

/* 1: a row; 0: no more; -1 and `err`, where the query could not be made too. */
int many_next(struct many *many, struct error *err);

#endif
