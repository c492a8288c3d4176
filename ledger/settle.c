/* Settles to which of the names of identity.h a statement belongs, by what reports of its day or before have named.
 *
 * Both answers, as of a day and as known by a moment, are right without asking again: they leave out later days, or what was
 * added later, and neither of them counts here. */
#include <string.h>

#include "ledger/settle.h"
#include "ledger/things.h"

/* 1: a report has told of the commitment by then; 0: none has; -1 and `err`. */
static int was_said(struct ledger *ledger, const struct pending_list *pending, const char *commitment, struct text said,
                    struct error *err)
{
    if (pending_find(pending, commitment))
        return 1;
    struct query *query = db_query(ledger, SQL_WAS_SAID);
    db_bind(query, 1, text_of(commitment));
    db_bind_always(query, 2, said);
    int got = db_next(ledger, query, err);
    db_done(query);
    return got;
}

/* What was named as part of a commitment by then. */
struct named {
    uint64_t kinds;
    bool has_addition; /* the one that is asked for */
};

static bool find_named(struct ledger *ledger, const char *commitment, struct text said, struct text addition, struct named *named,
                       struct error *err)
{
    struct query *query = db_query(ledger, SQL_THINGS);
    int got;
    *named = (struct named){ 0, false };
    db_bind(query, 1, text_of(commitment));
    db_bind_always(query, 2, said);
    while ((got = db_next(ledger, query, err)) > 0) {
        struct text thing = db_text(query, 0);
        named->has_addition |= addition.length && text_equals(thing, addition);
        for (int kind = 0; kind < KIND_COUNT; kind++)
            if (text_is(thing, things_kind_text((enum kind)kind)))
                named->kinds |= (uint64_t)1 << kind;
    }
    return got == 0;
}

static bool keep_named(struct ledger *ledger, const char *commitment, struct text thing, struct text said, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ADD_THING);
    db_bind(query, 1, text_of(commitment));
    db_bind(query, 2, thing);
    db_bind_always(query, 3, said);
    return db_run(ledger, query, err);
}

/* The kind that was named first has the name of the whole class, and so has what names no kind; another kind has its own. */
static bool choose_names(struct ledger *ledger, const struct identity *identity, struct text said,
                         const struct identity_names **names, struct error *err)
{
    struct named named;
    *names = &identity->whole;
    if (identity->kind < 0)
        return true;
    if (!find_named(ledger, identity->whole.plain, said, TEXT(""), &named, err))
        return false;
    if (named.kinds && !(named.kinds & identity->kinds))
        *names = &identity->own;
    return true;
}

/* Nothing can be added where there was nothing: then the addition is the first. An amount that was announced as an addition stays
 * that addition's. 1: it is an addition; 0: it is none; -1 and `err`. */
static int is_added(struct ledger *ledger, const struct pending_list *pending, const struct identity *identity,
                    const struct identity_names *names, struct text said, struct error *err)
{
    struct named named;
    if (!names->added[0])
        return 0;
    if (!identity->addition.length)
        return was_said(ledger, pending, names->added, said, err);
    int was = was_said(ledger, pending, names->plain, said, err);
    if (was <= 0)
        return was;
    return find_named(ledger, names->plain, said, identity->addition, &named, err) ? !named.has_addition : -1;
}

bool settle_identity(struct ledger *ledger, const struct pending_list *pending, struct identity *identity, struct text said,
                     struct error *err)
{
    const struct identity_names *names;
    if (!choose_names(ledger, identity, said, &names, err))
        return false;
    int added = is_added(ledger, pending, identity, names, said, err);
    if (added < 0)
        return false;
    memcpy(identity->id, added ? names->added : names->plain, sizeof identity->id);
    struct text kind = identity->kind < 0 ? TEXT("") : text_of(things_kind_text((enum kind)identity->kind));
    return (!kind.length || keep_named(ledger, identity->id, kind, said, err)) &&
           (!identity->addition.length || keep_named(ledger, identity->id, identity->addition, said, err));
}

int settle_again(struct ledger *ledger, statement_number statement, struct identity *identity, struct error *err)
{
    struct query *query = db_query(ledger, SQL_FIRST_PLACE);
    db_bind_number(query, 1, statement);
    db_bind_always(query, 2, text_of(identity->whole.plain));
    db_bind_always(query, 3, text_of(identity->whole.added));
    db_bind_always(query, 4, text_of(identity->own.plain));
    db_bind_always(query, 5, text_of(identity->own.added));
    int got = db_next(ledger, query, err);
    if (got > 0) { /* one of the four, which are as long */
        struct text id = db_text(query, 0);
        memcpy(identity->id, id.at, id.length < sizeof identity->id ? id.length : sizeof identity->id - 1);
    }
    db_done(query);
    return got;
}
