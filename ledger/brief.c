/* Commitments in brief: their order, and the words that were left out. */
#include <ctype.h>

#include "ledger/db.h"

static struct text party(struct text code, struct text name)
{
    return code.length ? code : name;
}

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

/* What is not there comes last. */
static int compare_known(struct text a, struct text b)
{
    return !a.length != !b.length ? !a.length - !b.length : text_compare(a, b);
}

int ledger_compare(const struct ledger_commitment *a, const struct ledger_commitment *b)
{
    struct text actor = party(a->actor_code, a->actor), other = party(b->actor_code, b->actor);
    int order = text_equals(actor, other) ? 0 : compare_nocase(actor, other);
    if (!order)
        order = text_compare(actor, other);
    if (!order)
        order = compare_known(a->means, b->means);
    if (!order)
        order = compare_known(party(a->recipient_code, a->recipient), party(b->recipient_code, b->recipient));
    return order ? order : text_compare(a->id, b->id);
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
