/* The values of rows that are being added, as the hash chain wants them. */
#include "ledger/seal.h"

void seal_row(struct seal *seal, struct query *query, int columns)
{
    seal->query = query;
    seal->row = seal->count;
    for (int i = 0; i < columns; i++)
        ARENA_PUSH(seal->arena, seal, (struct text){ NULL, 0 });
}

void seal_keep(struct seal *seal, int place, struct text text)
{
    seal->items[seal->row + (size_t)place - 1] = text.at ? text : TEXT("");
}

void seal_bind_always(struct seal *seal, int place, struct text text)
{
    db_bind_always(seal->query, place, text);
    seal_keep(seal, place, text);
}

void seal_bind(struct seal *seal, int place, struct text text)
{
    if (text.length)
        seal_bind_always(seal, place, text);
}

void seal_bind_number(struct seal *seal, int place, long long number)
{
    db_bind_number(seal->query, place, number);
    seal_keep(seal, place, arena_print(seal->arena, "%lld", number));
}
