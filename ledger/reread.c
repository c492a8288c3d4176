/* A later reading of a report: what it says otherwise is told, and it is appended beside the earlier ones. */
#include <string.h>

#include "ledger/chain.h"
#include "ledger/group.h"
#include "ledger/insert.h"
#include "ledger/load.h"
#include "ledger/match.h"
#include "ledger/renew.h"
#include "ledger/reviews.h"

static const char *const changes[] = { "gone", "new", "changed", "kept" };

const char *ledger_change_text(enum ledger_change change)
{
    return changes[change];
}

/* A report with what the book holds of it, and what it is now read as. */
struct rereading {
    struct ledger *ledger;
    const struct ledger_rereading *given;
    struct arena *arena;
    struct ledger_statement report;
    struct loaded loaded;         /* the reading that counts so far, spans in bytes */
    struct statement_list before; /* the same */
    enum ledger_verdict *verdicts; /* [before.count] */
    bool *is_vouched;             /* [before.count] a person confirmed or corrected it */
    struct statement_list after;  /* what is read now, with what a person vouches for */
    bool *is_kept;                /* [after.count] the reader sees it no more */
    struct match match;           /* of the two */
};

static bool load(struct rereading *work, struct error *err)
{
    struct load_counters counters = { { 0, 0 }, { 0, 0 } };
    if (!load_article(work->ledger, work->given->article, work->arena, &work->report, err) ||
        !load_reading(work->ledger, work->given->article, reviews_no_end, work->arena, &work->loaded, err))
        return false;
    work->verdicts = arena_take(work->arena, (work->loaded.count + 1) * sizeof *work->verdicts);
    work->is_vouched = arena_take(work->arena, (work->loaded.count + 1) * sizeof *work->is_vouched);
    for (size_t i = 0; i < work->loaded.count; i++) {
        struct review_list reviews;
        struct ledger_statement *row = &work->loaded.rows[i];
        row->article = work->report.article;
        load_bytes(row, &counters);
        ARENA_PUSH(work->arena, &work->before, row->statement);
        if (!reviews_load(work->ledger, work->loaded.numbers[i], reviews_all, reviews_no_end, work->arena, &reviews, err))
            return false;
        work->verdicts[i] = reviews_verdict(&reviews);
        work->is_vouched[i] = work->verdicts[i] == LEDGER_CONFIRMED || work->verdicts[i] == LEDGER_CORRECTED;
    }
    return true;
}

static bool stands_behind(const struct statement *a, const struct statement *b)
{
    if (a->in_title != b->in_title)
        return !a->in_title;
    return a->sentence.from_byte != b->sentence.from_byte ? a->sentence.from_byte > b->sentence.from_byte
                                                          : a->trigger.from_byte > b->trigger.from_byte;
}

/* Statements on their way into one list: where those that are read now, and those of before, have gone, from 1; 0: nowhere. */
struct merging {
    struct rereading *work;
    int *of_now, *of_before;
};

static void put(struct merging *merging, const struct statement *statement, bool is_kept, int *place)
{
    struct rereading *work = merging->work;
    work->is_kept[work->after.count] = is_kept;
    ARENA_PUSH(work->arena, &work->after, *statement);
    work->after.items[work->after.count - 1].n = *place = (int)work->after.count;
}

/* Evidence of what the reader sees no more. */
static void explain_kept(struct statement *statement, struct arena *arena)
{
    const struct evidence why = { .field = LOAD_KEPT, .because = TEXT("a person confirmed or corrected it in an earlier reading") };
    statement->evidence.items = NULL;
    statement->evidence.count = statement->evidence.room = 0;
    ARENA_PUSH(arena, &statement->evidence, why);
}

/* Links count within the list that a statement comes from; those to what has gone go too. */
static void relink(struct statement *statement, const int *places, struct arena *arena)
{
    struct statement linked = *statement;
    linked.links.items = NULL;
    linked.links.count = linked.links.room = 0;
    for (size_t i = 0; i < statement->links.count; i++) {
        struct link link = statement->links.items[i];
        link.to = places[link.to - 1];
        if (link.to && link.to != statement->n)
            ARENA_PUSH(arena, &linked.links, link);
    }
    *statement = linked;
}

/* What a person vouches for stays, though the reader sees it no more: at its place in the text. */
static void merge(struct rereading *work)
{
    const struct statement_list *now = work->given->statements;
    struct match match = match_statements(&work->before, now, work->arena);
    struct merging merging = { work, arena_take(work->arena, (now->count + 1) * sizeof(int)),
                               arena_take(work->arena, (work->before.count + 1) * sizeof(int)) };
    size_t next = 0;
    work->is_kept = arena_take(work->arena, (now->count + work->before.count + 1) * sizeof *work->is_kept);
    for (size_t i = 0; i < work->before.count; i++) {
        const struct statement *statement = &work->before.items[i];
        if (match.to[i] || !work->is_vouched[i])
            continue;
        for (; next < now->count && !stands_behind(&now->items[next], statement); next++)
            put(&merging, &now->items[next], false, &merging.of_now[next]);
        put(&merging, statement, true, &merging.of_before[i]);
    }
    for (; next < now->count; next++)
        put(&merging, &now->items[next], false, &merging.of_now[next]);
    for (size_t i = 0; i < work->before.count; i++)
        if (match.to[i])
            merging.of_before[i] = merging.of_now[match.to[i] - 1];
    for (size_t i = 0; i < work->after.count; i++) {
        relink(&work->after.items[i], work->is_kept[i] ? merging.of_before : merging.of_now, work->arena);
        if (work->is_kept[i])
            explain_kept(&work->after.items[i], work->arena);
    }
    work->match = match_statements(&work->before, &work->after, work->arena);
}

static bool is_as_before(const struct rereading *work)
{
    bool is_same = work->before.count == work->after.count;
    for (size_t i = 0; is_same && i < work->before.count; i++)
        is_same = work->match.to[i] == (int)i + 1 && load_is_kept(&work->loaded.rows[i]) == work->is_kept[i] &&
                  match_is_same(&work->match, i);
    return is_same;
}

/* Tells of one pair, or of one that has no other; nothing where it says the same. */
static bool tell(const struct rereading *work, size_t before, size_t after, ledger_difference_fn each, void *context,
                 struct error *err)
{
    struct arena arena = { 0 };
    struct ledger_changed_field fields[MATCH_FIELDS];
    struct ledger_difference difference = { .change = LEDGER_CHANGED, .article = &work->report.article, .fields = fields };
    if (before)
        difference.before = &work->before.items[before - 1];
    if (after)
        difference.after = &work->after.items[after - 1];
    difference.verdict = before ? work->verdicts[before - 1] : LEDGER_UNREVIEWED;
    if (!before || !after)
        difference.change = before ? LEDGER_GONE : LEDGER_NEW;
    else if (work->is_kept[after - 1] && !load_is_kept(&work->loaded.rows[before - 1]))
        difference.change = LEDGER_KEPT;
    else
        difference.field_count = match_fields(&work->match, before - 1, &arena, fields);
    bool is_change = difference.change != LEDGER_CHANGED || difference.field_count;
    bool good = !is_change || each(context, &difference, err);
    arena_release(&arena);
    return good;
}

/* In the order of the text, what is gone before what came behind it. */
static bool tell_all(const struct rereading *work, ledger_difference_fn each, void *context, struct error *err)
{
    size_t told = 0;
    for (size_t i = 0; i < work->after.count; i++) {
        for (; told < work->before.count && !stands_behind(&work->before.items[told], &work->after.items[i]); told++)
            if (!work->match.to[told] && !tell(work, told + 1, 0, each, context, err))
                return false;
        if (!tell(work, (size_t)work->match.from[i], i + 1, each, context, err))
            return false;
    }
    for (; told < work->before.count; told++)
        if (!work->match.to[told] && !tell(work, told + 1, 0, each, context, err))
            return false;
    return true;
}

static bool insert_reading(struct rereading *work, struct adding *adding, struct text learned, struct error *err)
{
    long long reader;
    if (!insert_reader(work->ledger, work->given->reader, &reader, err))
        return false;
    struct query *query = db_query(work->ledger, SQL_STATEMENTS_BEFORE);
    long long count;
    db_bind_number(query, 1, adding->article);
    if (!db_answer(work->ledger, query, &count, err))
        return false;
    adding->statements_before = (int)count;
    query = db_query(work->ledger, SQL_ADD_READING);
    db_bind_number(query, 1, adding->article);
    db_bind_number(query, 2, reader);
    db_bind_number(query, 3, count);
    db_bind(query, 4, learned);
    return db_answer(work->ledger, query, &adding->reading, err);
}

static bool append(struct rereading *work, struct error *err)
{
    struct text learned;
    struct adding adding = { .ledger = work->ledger, .article = work->given->article, .arena = work->arena };
    for (int i = 0; i < CHAIN_TABLES; i++)
        adding.sealed[i].arena = work->arena;
    statement_number *numbers = arena_take(work->arena, (work->after.count + 1) * sizeof *numbers);
    return renew_time(work->ledger, work->given->learned_ms, work->arena, &learned, err) &&
           insert_reading(work, &adding, learned, err) &&
           insert_statements(&adding, &work->report.article, &work->after, numbers, err) &&
           chain_add(work->ledger, (struct link_of_chain){ .reading = adding.reading }, err) &&
           renew_reading(work->ledger, adding.reading, learned, renew_all, work->arena, err);
}

static bool reread(struct rereading *work, bool is_trial, ledger_difference_fn each, void *context, bool *is_new, struct error *err)
{
    if (!load(work, err))
        return false;
    merge(work);
    *is_new = !is_as_before(work);
    return !*is_new || (tell_all(work, each, context, err) && (is_trial || append(work, err)));
}

bool ledger_reread(struct ledger *ledger, const struct ledger_rereading *rereading, bool is_trial, ledger_difference_fn each,
                   void *context, bool *is_new, struct error *err)
{
    struct arena arena = { 0 };
    struct rereading work = { .ledger = ledger, .given = rereading, .arena = &arena };
    if (!is_trial && !group_enter(ledger, err))
        return false;
    bool good = reread(&work, is_trial, each, context, is_new, err);
    if (!good && !is_trial)
        group_drop(ledger);
    arena_release(&arena);
    return good && (is_trial || group_leave(ledger, err));
}
