/* What belongs to a question about a condition: what falls due by it or hangs on it, and what stands beside that. */
#include <stdlib.h>

#include "ledger/ledger.h"
#include "weighing/weighing.h"

static bool is_asked(const struct weighing_entry *entry, bool is_hanging)
{
    return entry->verdict == VERDICT_FALLS_DUE ||
           (is_hanging && entry->verdict != VERDICT_DECLINED && entry->verdict != VERDICT_GIVEN);
}

/* What may stand beside it: what still waits waits for something else, and what is given is done. */
static bool is_side(const struct weighing_entry *entry)
{
    return entry->verdict != VERDICT_WAITS && entry->verdict != VERDICT_CIRCLE && entry->verdict != VERDICT_GIVEN;
}

static int by_number(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

struct asked {
    bool *recipients;    /* [who] something for it is asked about */
    long long *articles; /* [count] of what is asked about */
    size_t count;
};

static size_t count_recipients(const struct weighing_case *weighed)
{
    int most = -1;
    for (size_t i = 0; i < weighed->entries.count; i++)
        most = weighed->entries.items[i].recipient > most ? weighed->entries.items[i].recipient : most;
    return (size_t)most + 1;
}

static struct asked find_asked(const struct weighing_case *weighed, struct arena *arena, bool *is_near)
{
    const bool *hanging = weighing_case_hanging(weighed, arena);
    struct asked asked = { arena_take(arena, count_recipients(weighed) + 1),
                           arena_take(arena, (weighed->entries.count + 1) * sizeof *asked.articles), 0 };
    for (size_t i = 0; i < weighed->entries.count; i++) {
        const struct weighing_entry *entry = &weighed->entries.items[i];
        if (!(is_near[i] = is_asked(entry, hanging[i])))
            continue;
        asked.articles[asked.count++] = entry->row->article;
        if (entry->recipient >= 0)
            asked.recipients[entry->recipient] = true;
    }
    if (asked.count)
        qsort(asked.articles, asked.count, sizeof *asked.articles, by_number);
    return asked;
}

static bool is_beside(const struct asked *asked, const struct weighing_entry *entry)
{
    if (!is_side(entry))
        return false;
    if (entry->recipient >= 0)
        return asked->recipients[entry->recipient];
    return asked->count && bsearch(&entry->row->article, asked->articles, asked->count, sizeof *asked->articles, by_number);
}

const bool *weighing_case_near(const struct weighing_case *weighed, struct arena *arena)
{
    bool *is_near = arena_take(arena, weighed->entries.count + 1);
    const struct asked asked = find_asked(weighed, arena, is_near);
    for (size_t i = 0; i < weighed->entries.count; i++)
        is_near[i] |= is_beside(&asked, &weighed->entries.items[i]);
    return is_near;
}
