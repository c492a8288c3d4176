/* Brings the commitments of a ledger into a case, in the ledger's order. */
#include <stdlib.h>
#include <string.h>

#include "weighing/case.h"

/* Under who promises it and who receives it. */
static void index_entry(struct making *making, const struct weighing_entry *entry, int number)
{
    if (entry->actor >= 0)
        ARENA_PUSH(making->arena, &making->who.items[entry->actor].entries, number);
    if (entry->recipient >= 0)
        ARENA_PUSH(making->arena, &making->who.items[entry->recipient].received, number);
}

static void add_entry(struct making *making, struct weighing_entry entry)
{
    struct text by = making->scenario->by;
    const struct ledger_commitment *row = entry.row;
    struct text day = by.length && row->when.length ? words_day(row->when, row->last_said, making->arena) : TEXT("");
    entry.belief = -1;
    entry.is_later = day.length && text_compare(day, by) > 0;
    index_entry(making, &entry, (int)making->out->entries.count);
    ARENA_PUSH(making->arena, &making->out->entries, entry);
}

void case_add(struct making *making, struct ledger_commitment *row)
{
    struct weighing_entry entry = { .row = row, .is_added = true };
    entry.actor = case_who(making, row->actor_code, row->actor);
    entry.recipient = case_who(making, row->recipient_code, row->recipient);
    add_entry(making, entry);
}

/* A row on its way in. */
struct arrival {
    struct ledger_commitment *row;
    int actor, recipient;
    unsigned long long place; /* by actor, means, recipient */
};

struct arrivals {
    struct making *making;
    struct arrival *items;
    size_t count, room;
};

/* Copies a text behind the others of its row, each with a zero behind it; moves on. */
static struct text pack(char **at, struct text text)
{
    struct text copy = { *at, text.length };
    if (!text.length)
        return TEXT("");
    memcpy(*at, text.at, text.length);
    *at += text.length + 1;
    return copy;
}

struct ledger_commitment *case_copy(struct making *making, const struct ledger_commitment *row)
{
    struct ledger_commitment *copy = arena_take(making->arena, sizeof *copy);
    struct text *const texts[] = {
        &copy->id, &copy->actor, &copy->actor_code, &copy->recipient, &copy->recipient_code, &copy->means, &copy->state,
        &copy->object, &copy->condition_class, &copy->condition, &copy->caveat, &copy->when, &copy->amount, &copy->first_said,
        &copy->last_said, &copy->statement, &copy->sentence, &copy->speaker, &copy->publisher, &copy->act,
    };
    size_t length = 0;
    *copy = *row;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        length += texts[i]->length ? texts[i]->length + 1 : 0;
    char *at = arena_take(making->arena, length + 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = pack(&at, *texts[i]);
    return copy;
}

static bool take_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct arrivals *arrivals = context;
    struct ledger_commitment *copy = case_copy(arrivals->making, row);
    struct arrival arrival = { .row = copy };
    arrival.actor = case_who(arrivals->making, copy->actor_code, copy->actor);
    arrival.recipient = case_who(arrivals->making, copy->recipient_code, copy->recipient);
    ARENA_PUSH(arrivals->making->arena, arrivals, arrival);
    return true;
}

/* Who is in the case, to be ranked. */
struct ranked {
    struct text key;
    int who;
};

static int by_actor(const void *a, const void *b)
{
    return ledger_compare_actors(((const struct ranked *)a)->key, ((const struct ranked *)b)->key);
}

static int by_recipient(const void *a, const void *b)
{
    return text_compare(((const struct ranked *)a)->key, ((const struct ranked *)b)->key);
}

/* [who] the place of each in an order. */
static unsigned *rank(struct making *making, int (*compare)(const void *, const void *))
{
    size_t count = making->who.count;
    struct ranked *sorted = arena_take(making->arena, (count + 1) * sizeof *sorted);
    unsigned *ranks = arena_take(making->arena, (count + 1) * sizeof *ranks);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct ranked){ making->keys.items[i], (int)i };
    if (count)
        qsort(sorted, count, sizeof *sorted, compare);
    for (size_t i = 0; i < count; i++)
        ranks[sorted[i].who] = (unsigned)i;
    return ranks;
}

/* By the names of means; none comes last. */
static unsigned rank_means(struct text means)
{
    unsigned rank = 0;
    for (int i = 0; i < MEANS_COUNT; i++)
        rank += !means.length || text_compare(text_of(record_means_text((enum means)i)), means) < 0;
    return rank;
}

static int by_place(const void *a, const void *b)
{
    const struct arrival *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return text_compare(x->row->id, y->row->id);
}

/* The order of ledger_commitments, by numbers instead of texts. */
static void sort_arrivals(struct arrivals *arrivals)
{
    enum { WHO_BITS = 28, MEANS_BITS = 6 };
    struct making *making = arrivals->making;
    const unsigned *actors = rank(making, by_actor), *recipients = rank(making, by_recipient);
    for (size_t i = 0; i < arrivals->count; i++) {
        struct arrival *one = &arrivals->items[i];
        unsigned recipient = one->recipient < 0 ? (1u << WHO_BITS) - 1 : recipients[one->recipient];
        one->place = one->actor < 0 ? 0 : actors[one->actor];
        one->place = one->place << MEANS_BITS | rank_means(one->row->means);
        one->place = one->place << WHO_BITS | recipient;
    }
    if (arrivals->count)
        qsort(arrivals->items, arrivals->count, sizeof *arrivals->items, by_place);
}

/* In their order. */
static void add_arrivals(struct arrivals *arrivals)
{
    sort_arrivals(arrivals);
    for (size_t i = 0; i < arrivals->count; i++)
        add_entry(arrivals->making, (struct weighing_entry){ .row = arrivals->items[i].row, .actor = arrivals->items[i].actor,
                                                             .recipient = arrivals->items[i].recipient });
}

/* Adds the commitments that fit. */
static bool take_rows(struct making *making, struct ledger *ledger, const struct ledger_filter *filter)
{
    struct arrivals arrivals = { .making = making };
    if (!ledger_commitments(ledger, filter, take_row, &arrivals, making->err))
        return false;
    add_arrivals(&arrivals);
    return true;
}

static int by_number(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

/* Each once; returns how many. */
static size_t sort_articles(long long *articles, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(articles, count, sizeof *articles, by_number);
    for (size_t i = 0; i < count; i++)
        if (!kept || articles[kept - 1] != articles[i])
            articles[kept++] = articles[i];
    return kept;
}

bool *case_are_for(struct making *making, int recipient)
{
    size_t count = making->out->entries.count, reports = 0;
    const struct weighing_entry *entries = making->out->entries.items;
    long long *articles = arena_take(making->arena, (count + 1) * sizeof *articles);
    bool *are_for = arena_take(making->arena, count + 1);
    for (size_t i = 0; i < count; i++)
        if (entries[i].recipient == recipient && entries[i].row->article)
            articles[reports++] = entries[i].row->article;
    if (reports)
        qsort(articles, reports, sizeof *articles, by_number);
    for (size_t i = 0; i < count; i++)
        are_for[i] = entries[i].recipient == recipient ||
                     (entries[i].recipient < 0 && reports &&
                      bsearch(&entries[i].row->article, articles, reports, sizeof *articles, by_number));
    return are_for;
}

/* Forgets everything that is not for the scenario's recipient. */
static bool keep_recipient(struct making *making)
{
    struct directive place = { .place = { "--for", 0 } };
    struct weighing_case *out = making->out;
    size_t kept = 0, all = out->entries.count;
    int recipient;
    if (!case_find_who(making, &place, making->scenario->recipient, &recipient))
        return false;
    const bool *are_for = case_are_for(making, recipient);
    for (size_t i = 0; i < making->who.count; i++)
        making->who.items[i].entries.count = making->who.items[i].received.count = 0;
    for (size_t i = 0; i < all; i++) {
        if (!are_for[i])
            continue;
        struct weighing_entry entry = out->entries.items[i];
        index_entry(making, &entry, (int)kept);
        out->entries.items[kept++] = entry;
    }
    out->entries.count = kept;
    return true;
}

static bool is_now(const struct ledger_filter *filter)
{
    return !filter->time.as_of.length && !filter->time.known_by.length;
}

/* Of the reports that are there already, those for nobody in particular. */
static bool take_nobodys(struct making *making, struct ledger *ledger)
{
    struct arrivals arrivals = { .making = making };
    size_t count = making->out->entries.count;
    long long *articles = arena_take(making->arena, (count + 1) * sizeof *articles);
    for (size_t i = 0; i < count; i++)
        articles[i] = making->out->entries.items[i].row->article;
    size_t reports = sort_articles(articles, count);
    if (!ledger_commitments_in(ledger, articles, reports, true, take_row, &arrivals, making->err))
        return false;
    add_arrivals(&arrivals);
    return true;
}

/* Those for the scenario's recipient, and those of the same reports for nobody in particular. */
static bool load_recipient(struct making *making, struct ledger *ledger, struct ledger_filter *filter)
{
    if (is_now(filter) && !case_names(making, ledger))
        return false;
    struct text code = case_code(making, making->scenario->recipient);
    filter->recipient = code.length ? code : making->scenario->recipient;
    if (!take_rows(making, ledger, filter))
        return false;
    filter->recipient = TEXT("");
    filter->has_no_recipient = true;
    return is_now(filter) ? take_nobodys(making, ledger) : take_rows(making, ledger, filter);
}

/* Those that `if` bears on, where that can be told; else all. */
static bool load_all(struct making *making, struct ledger *ledger, const struct ledger_filter *filter)
{
    struct arrivals arrivals = { .making = making };
    int got = is_now(filter) && making->scenario->is_near ? case_near(making, ledger, take_row, &arrivals) : 0;
    if (got > 0)
        add_arrivals(&arrivals);
    return got ? got > 0 : take_rows(making, ledger, filter);
}

bool case_load(struct making *making, struct ledger *ledger)
{
    const struct scenario *scenario = making->scenario;
    struct ledger_filter filter = { .time = { scenario->as_of, scenario->known_by }, .is_brief = true };
    bool has_recipient = scenario->recipient.length;
    if (ledger && !scenario->is_alone &&
        !(has_recipient ? load_recipient(making, ledger, &filter) : load_all(making, ledger, &filter)))
        return false;
    return !has_recipient || keep_recipient(making);
}
