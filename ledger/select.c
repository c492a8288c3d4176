/* A query made of the parts that a filter asks for, with its values bound. */
#include <assert.h>

#include "ledger/select.h"

void select_init(struct selection *selection, struct ledger *ledger, const char *head)
{
    *selection = (struct selection){ .ledger = ledger };
    buffer_init(&selection->sql, 0);
    buffer_add_string(&selection->sql, head);
}

void select_release(struct selection *selection)
{
    buffer_release(&selection->sql);
}

void select_string(struct selection *selection, const char *part)
{
    buffer_add_string(&selection->sql, part);
}

void select_add(struct selection *selection, const char *part, struct text value)
{
    if (!value.length)
        return;
    assert(selection->count < SELECT_VALUES);
    selection->values[selection->count++] = value;
    buffer_add_string(&selection->sql, " AND ");
    for (; *part; part++) {
        buffer_add_char(&selection->sql, *part);
        if (*part == '?')
            buffer_print(&selection->sql, "%d", selection->count);
    }
}

bool select_code(struct ledger *ledger, struct text who, struct arena *arena, struct text *code, struct error *err)
{
    struct query *query = db_query(ledger, SQL_CODE);
    *code = TEXT("");
    db_bind_always(query, 1, who);
    int got = db_next(ledger, query, err);
    if (got > 0)
        *code = arena_copy(arena, db_text(query, 0));
    db_done(query);
    return got >= 0;
}

bool select_party(struct selection *selection, struct text who, const char *by_code, const char *by_name, struct arena *arena,
                  struct error *err)
{
    struct text code;
    if (!who.length)
        return true;
    if (!select_code(selection->ledger, who, arena, &code, err))
        return false;
    select_add(selection, code.length ? by_code : by_name, code.length ? code : who);
    return true;
}

bool select_are_few(struct ledger *ledger, enum sql counting, struct text value, bool *answer, struct error *err)
{
    enum { FEW = 4096 };
    long long count = 0;
    struct query *query = db_query(ledger, counting);
    db_bind_always(query, 1, value);
    db_bind_number(query, 2, FEW);
    bool good = db_answer(ledger, query, &count, err);
    *answer = count < FEW;
    return good;
}

struct query *select_query(struct selection *selection, struct error *err)
{
    struct query *query = db_make(selection->ledger, buffer_text(&selection->sql), err);
    for (int i = 0; query && i < selection->count; i++)
        db_bind(query, i + 1, selection->values[i]);
    return query;
}
