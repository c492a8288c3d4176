/* Commitments in brief: their order, and the words that were left out. */
#include <ctype.h>

#include "ledger/db.h"

/* ASCII case ignored, as SQL's lower() does. */
static int compare_nocase(struct text a, struct text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    for (size_t i = 0; i < shorter; i++) {
        int x = tolower((unsigned char)a.at[i]), y = tolower((unsigned char)b.at[i]);
        if (x != y)
            return x - y;
    }
    return a.length < b.length ? -1 : a.length > b.length;
}

int ledger_compare_actors(struct text a, struct text b)
{
    int order = text_equals(a, b) ? 0 : compare_nocase(a, b);
    return order ? order : text_compare(a, b);
}

bool ledger_complete(struct ledger *ledger, struct ledger_commitment *row, struct arena *arena, struct error *err)
{
    if (!row->is_brief)
        return true;
    struct query *query = db_query(ledger, SQL_WORDS_OF);
    db_bind_always(query, 1, row->id);
    int got = db_next(ledger, query, err);
    if (got > 0) {
        row->sentence = arena_copy(arena, db_text(query, 0));
        row->speaker = arena_copy(arena, db_text(query, 1));
        row->publisher = arena_copy(arena, db_text(query, 2));
        row->is_brief = false;
    }
    db_done(query);
    return got >= 0;
}
