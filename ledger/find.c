/* What has an id, or the beginning of one; how much the ledger holds. */
#include <ctype.h>
#include <string.h>

#include "ledger/db.h"

/* Up to two ids that begin with `prefix`, into `ids`; how many, or -1. */
static int list_ids(struct ledger *ledger, enum sql sql, struct text prefix, char ids[2][65], struct error *err)
{
    struct query *query = db_query(ledger, sql);
    int count = 0, got;
    db_bind_always(query, 1, prefix);
    while ((got = db_next(ledger, query, err)) > 0 && count < 2) {
        struct text id = db_text(query, 0);
        size_t length = id.length < 64 ? id.length : 64;
        memcpy(ids[count], id.at, length);
        ids[count++][length] = 0;
    }
    db_done(query);
    return got < 0 ? -1 : count;
}

static bool is_hex(struct text prefix)
{
    for (size_t i = 0; i < prefix.length; i++)
        if (!isdigit((unsigned char)prefix.at[i]) && !(prefix.at[i] >= 'a' && prefix.at[i] <= 'f'))
            return false;
    return prefix.length > 0 && prefix.length <= 32;
}

bool ledger_find(struct ledger *ledger, struct text prefix, enum ledger_kind *kind, char id[65], struct error *err)
{
    char ids[4][65];
    *kind = LEDGER_NOTHING;
    if (!is_hex(prefix))
        return true;
    int commitments = list_ids(ledger, SQL_FIND_COMMITMENT, prefix, ids, err);
    if (commitments < 0)
        return false;
    int statements = list_ids(ledger, SQL_FIND_STATEMENT, prefix, ids + commitments, err);
    if (statements < 0)
        return false;
    if (commitments + statements > 1)
        return error_set(err, ERROR_USAGE, "'%.*s' begins several ids, %s and %s among them; give more of it", (int)prefix.length,
                         prefix.at, ids[0], ids[1]);
    if (commitments + statements == 0)
        return true;
    *kind = commitments ? LEDGER_COMMITMENT : LEDGER_STATEMENT;
    strcpy(id, ids[0]);
    return true;
}

bool ledger_count(struct ledger *ledger, struct ledger_counts *counts, struct error *err)
{
    struct query *query = db_query(ledger, SQL_COUNTS);
    if (db_next(ledger, query, err) <= 0)
        return false;
    *counts = (struct ledger_counts){ db_number(query, 0), db_number(query, 1), db_number(query, 2),
                                      db_number(query, 3), db_number(query, 4), db_number(query, 5) };
    db_done(query);
    return true;
}
