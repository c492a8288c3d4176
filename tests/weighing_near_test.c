/* A question about a condition is answered the same from what it needs of a ledger as from all of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/ledger_random.h"
#include "weighing/weighing.h"

enum { LEDGERS = 12, REPORTS = 25, STATEMENTS = 9 };

#define PICK(seed, list) (list)[random_below((seed), sizeof(list) / sizeof *(list))]

static const char *const conditions[] = {
    NULL, NULL, NULL, "ceasefire:once a ceasefire holds", "approval:if parliament agrees",
    "others:if at least two other nations join",
    "others:if Norway and Chad provide troops", "others:if others join", "other:once the truce holds and parliament agrees",
    "approval:if parliament agrees and the fighting stops", "others:in exchange for lower duties",
    "agreement:once a deal is signed",
    "ceasefire:unless the truce fails", "others:if Haiti or some allies join",
};

static struct report report_of(struct arena *arena, unsigned long long *seed, unsigned number)
{
    static const char *const acts[] = { "pledge", "pledge", "pledge", "offer", "decline", "aid", "withdraw" };
    static const char *const actors[] = { "Norway:NOR", "Oslo:NOR", "Germany:DEU;Spain:ESP", "26 nations", "some allies",
                                          "Chad:TCD", "Haiti:HTI", "USA:USA" };
    static const char *const recipients[] = { "Moldova:MDA", "Ukraine:UKR", "Fiji:FJI", "the islands", NULL, NULL,
                                              "Haiti:HTI;Fiji:FJI" };
    static const char *const means[] = { "air", "troops", "funding;training", NULL };
    static const char *const statuses[] = { "actual", "actual", "actual", "possible" };
    struct said said[STATEMENTS] = { 0 };
    unsigned count = 1 + random_below(seed, STATEMENTS);
    for (unsigned i = 0; i < count; i++)
        said[i] = (struct said){ .act = PICK(seed, acts), .actors = PICK(seed, actors), .recipients = PICK(seed, recipients),
                                 .means = PICK(seed, means), .object = "words for it", .condition = PICK(seed, conditions),
                                 .status = PICK(seed, statuses) };
    return report_make(arena, arena_print(arena, "r%u", number).at, "2026-03-01", said, count);
}

static void stop(const struct error *err)
{
    fprintf(stderr, "%s\n", err->message);
    exit(3);
}

static void fill(const char *address, unsigned long long *seed)
{
    struct error err;
    struct ledger *ledger = ledger_open(address, LEDGER_WRITE, &err);
    if (!ledger)
        stop(&err);
    for (unsigned i = 0; i < REPORTS; i++) {
        struct arena arena = { 0 };
        struct report report = report_of(&arena, seed, i);
        enum ledger_outcome outcome;
        if (!report_append(ledger, &report, &outcome, &err))
            stop(&err);
        arena_release(&arena);
    }
    ledger_close(ledger);
}

/* The words of everything near are looked up together. */
static void complete(struct ledger *ledger, const struct weighing_case *made, const bool *near, struct arena *arena)
{
    struct ledger_commitment **rows = arena_take(arena, (made->entries.count + 1) * sizeof *rows);
    struct error err;
    size_t count = 0;
    for (size_t i = 0; i < made->entries.count; i++)
        if (near[i])
            rows[count++] = made->entries.items[i].row;
    if (!ledger_complete(ledger, rows, count, arena, &err))
        stop(&err);
}

/* What is told of everything near: whose it is, how it stands, what it lacks, in which words. */
static struct text answer(struct ledger *ledger, const char *condition, const char *without, bool is_near, size_t *entries,
                          struct arena *arena)
{
    enum { MOST = 6 };
    const struct weighing_names names = { 0 };
    struct scenario *scenario = scenario_new(arena, NULL, NULL);
    struct weighing_case made;
    struct error err;
    struct buffer out;
    buffer_init(&out, 0);
    if (is_near)
        scenario_set_near(scenario);
    if (!scenario_add(scenario, "--if", 0, "if", text_of(condition), &err) ||
        (without && !scenario_add(scenario, "--without", 0, "without", text_of(without), &err)))
        stop(&err);
    if (!weighing_case_make(ledger, scenario, &names, arena, &made, &err))
        return arena_print(arena, "%s", err.message);
    const bool *near = weighing_case_near(&made, arena);
    complete(ledger, &made, near, arena);
    for (size_t i = 0; i < made.entries.count; i++) {
        const struct weighing_entry *entry = &made.entries.items[i];
        int lacks[MOST], count = near[i] ? weighing_case_lacks(&made, (int)i, lacks, MOST) : 0;
        if (near[i])
            buffer_print(&out, "\n%.*s %s %s%.*s", (int)entry->row->id.length, entry->row->id.at,
                         weighing_verdict_text(entry->verdict), entry->row->is_brief ? "in brief " : "",
                         (int)entry->row->sentence.length, entry->row->sentence.at);
        for (int j = 0; j < count && j < MOST; j++) {
            const struct assumption *assumption = &made.weighing.assumptions.items[lacks[j]];
            buffer_print(&out, "; %.*s (%.*s)", (int)assumption->name.length, assumption->name.at,
                         assumption->kind == ASSUMPTION_CONDITION ? 0 : (int)assumption->words.length, assumption->words.at);
        }
    }
    *entries = made.entries.count;
    struct text text = arena_copy(arena, buffer_text(&out));
    buffer_release(&out);
    return text;
}

/* Whether both tell the same; an unrelated promise that contradicts itself is only met by who looks at all. */
static bool is_same(struct text near, struct text whole)
{
    struct text contradicts = TEXT("contradicts itself");
    struct text brief = TEXT("in brief");
    return (text_equals(near, whole) && text_find(near, brief) == near.length) || text_find(whole, contradicts) < whole.length;
}

int main(void)
{
    static const char *const asked[] = { "ceasefire", "not ceasefire", "approval", "request", "ceasefire@MDA", "approval@NOR",
                                         "agreement", "others", "ceasefire,approval@TCD" };
    unsigned long long seed = 20260301;
    size_t passed = 0, failed = 0, near_entries = 0, all_entries = 0;
    for (int i = 0; i < LEDGERS; i++) {
        char address[LEDGER_ADDRESS_ROOM];
        struct error err;
        ledger_new_address(address);
        fill(address, &seed);
        struct ledger *ledger = ledger_open(address, LEDGER_READ, &err);
        if (!ledger)
            stop(&err);
        for (size_t j = 0; j < 2 * sizeof asked / sizeof *asked; j++) {
            struct arena arena = { 0 };
            size_t near = 0, all = 0;
            const char *condition = asked[j / 2], *without = j % 2 ? "NOR" : NULL;
            struct text some = answer(ledger, condition, without, true, &near, &arena),
                        whole = answer(ledger, condition, without, false, &all, &arena);
            bool good = is_same(some, whole);
            passed += good;
            failed += !good;
            near_entries += near;
            all_entries += all;
            if (!good)
                printf("ledger %d, if %s:%s\nand not:%s\n", i, condition, some.at, whole.at);
            arena_release(&arena);
        }
        ledger_close(ledger);
        ledger_remove_place(address);
    }
    printf("near: %zu of %zu commitments were needed\n%zu passed, %zu failed\n", near_entries, all_entries, passed, failed);
    return failed != 0 || near_entries >= all_entries;
}
