/* Commitments in brief: their order, and the words that were left out. */
#include <ctype.h>
#include <stdlib.h>

#include "ledger/many.h"

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

/* Rows by the statement on which they stand. */
static int by_ground(const void *a, const void *b)
{
    const struct ledger_commitment *x = *(struct ledger_commitment *const *)a, *y = *(struct ledger_commitment *const *)b;
    return x->ground < y->ground ? -1 : x->ground > y->ground;
}

static const char words_of[] =
    "SELECT s.statement, s.sentence, (SELECT p.text FROM parties p WHERE p.statement = s.statement AND p.role = 'speaker'), "
    "a.publisher FROM statements s JOIN articles a USING (article) WHERE s.statement IN # ORDER BY s.statement";

/* Gives the words of a statement to all rows that stand on it; returns the first row behind these. */
static size_t take_words(struct query *query, struct ledger_commitment *const *rows, size_t from, size_t count, struct arena *arena)
{
    long long ground = db_number(query, 0);
    struct text sentence = arena_copy(arena, db_text(query, 1)), speaker = arena_copy(arena, db_text(query, 2)),
                publisher = arena_copy(arena, db_text(query, 3));
    while (from < count && rows[from]->ground < ground)
        from++;
    for (; from < count && rows[from]->ground == ground; from++) {
        rows[from]->sentence = sentence;
        rows[from]->speaker = speaker;
        rows[from]->publisher = publisher;
        rows[from]->is_brief = false;
    }
    return from;
}

/* Sorted ones. */
static bool complete_sorted(struct ledger *ledger, struct ledger_commitment *const *rows, size_t count, struct arena *arena,
                            struct error *err)
{
    long long *grounds = memory_take((count + 1) * sizeof *grounds);
    struct many many;
    size_t at = 0, all = 0;
    int got;
    for (size_t i = 0; i < count; i++)
        if (!i || rows[i]->ground != rows[i - 1]->ground)
            grounds[all++] = rows[i]->ground;
    many_init(&many, ledger, words_of, grounds, NULL, all, err);
    while ((got = many_next(&many, err)) > 0)
        at = take_words(many.query, rows, at, count, arena);
    many_release(&many);
    free(grounds);
    return got == 0;
}

bool ledger_complete(struct ledger *ledger, struct ledger_commitment *const *rows, size_t count, struct arena *arena,
                     struct error *err)
{
    struct ledger_commitment **brief = memory_take((count + 1) * sizeof *brief);
    size_t briefs = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i]->is_brief)
            brief[briefs++] = rows[i];
    if (briefs)
        qsort(brief, briefs, sizeof *brief, by_ground);
    bool good = !briefs || complete_sorted(ledger, brief, briefs, arena, err);
    free(brief);
    return good;
}
