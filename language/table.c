/* Open addressing with linear steps, at most half full. */
#include "language/table.h"

void table_make(struct table *table, const struct text *keys, size_t count, struct arena *arena)
{
    size_t size = 2;
    while (size < count * 2)
        size *= 2;
    *table = (struct table){ keys, arena_take(arena, size * sizeof *table->slots), size };
    for (size_t i = 0; i < count; i++) {
        size_t at = text_hash(keys[i]) & (size - 1);
        while (table->slots[at])
            at = (at + 1) & (size - 1);
        table->slots[at] = (int32_t)i + 1;
    }
}

int32_t table_find(const struct table *table, struct text key)
{
    size_t at = text_hash(key) & (table->size - 1);
    while (table->slots[at] && !text_equals(table->keys[table->slots[at] - 1], key))
        at = (at + 1) & (table->size - 1);
    return table->slots[at] - 1;
}
