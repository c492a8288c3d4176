/* Unit tests of the ledger: adding, adding again, states and histories, filters, rebuilding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ledger/amount.h"
#include "tests/ledger_random.h"

/* A new ledger. */
struct place {
    char path[LEDGER_ADDRESS_ROOM];
    struct ledger *ledger;
    struct arena arena;
};

static struct error err;

#define assert_good(call)                                                                                                         \
    do {                                                                                                                          \
        if (!(call))                                                                                                              \
            fail_msg("%s", err.message);                                                                                          \
    } while (0)

static int set_up(void **state)
{
    struct place *place = memory_take(sizeof *place);
    *place = (struct place){ 0 };
    ledger_new_address(place->path);
    place->ledger = ledger_open(place->path, LEDGER_WRITE, &err);
    *state = place;
    return place->ledger ? 0 : -1;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    ledger_close(place->ledger);
    ledger_remove_place(place->path);
    arena_release(&place->arena);
    free(place);
    return 0;
}

static enum ledger_outcome append(struct place *place, struct report report)
{
    enum ledger_outcome outcome;
    assert_good(report_append(place->ledger, &report, &outcome, &err));
    return outcome;
}

static struct ledger_counts count(struct place *place)
{
    struct ledger_counts counts;
    assert_good(ledger_count(place->ledger, &counts, &err));
    return counts;
}

/* One line a commitment: "DEU troops MDA declined". */
static bool print_commitment(void *context, const struct ledger_commitment *row, struct error *ignored)
{
    struct buffer *out = context;
    struct text who = row->actor_code.length ? row->actor_code : row->actor, whom = row->recipient_code.length ? row->recipient_code
                                                                                                               : row->recipient;
    struct text thing = row->means.length ? row->means : row->object;
    buffer_print(out, "%.*s|%.*s|%.*s|%.*s%s%s\n", (int)who.length, who.at, (int)thing.length, thing.at, (int)whom.length, whom.at,
                 (int)row->state.length, row->state.at, row->is_disputed ? " !" : "", row->is_revised ? " ~" : "");
    return true;
}

static void expect_book(struct place *place, struct ledger_filter filter, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 0);
    assert_good(ledger_commitments(place->ledger, &filter, print_commitment, &out, &err));
    assert_string_equal(out.at ? out.at : "", expected);
    buffer_release(&out);
}

static bool print_step(void *context, const struct ledger_statement *row, struct error *ignored)
{
    buffer_print(context, "%.*s %.*s: %.*s\n", (int)row->article.id.length, row->article.id.at, (int)row->effect.length,
                 row->effect.at, (int)row->state.length, row->state.at);
    return true;
}

static bool keep_id(void *context, const struct ledger_commitment *row, struct error *ignored)
{
    memcpy(context, row->id.at, 32);
    return true;
}

/* The history of the last commitment that fits. */
static void expect_history(struct place *place, struct ledger_filter filter, const char *expected)
{
    struct buffer out;
    char id[33] = "";
    buffer_init(&out, 0);
    assert_good(ledger_commitments(place->ledger, &filter, keep_id, id, &err));
    assert_good(ledger_history(place->ledger, text_of(id), NULL, print_step, &out, &err));
    assert_string_equal(out.at ? out.at : "", expected);
    buffer_release(&out);
}

static void adding(void **state)
{
    struct place *place = *state;
    struct report report = REPORT(&place->arena, "a1", "2026-02-10",
        { .act = "pledge", .actors = "Norway:NOR", .recipients = "Moldova:MDA", .means = "air", .object = "two radars",
          .amount = "two" },
        { .act = "decline", .actors = "Germany:DEU;Spain:ESP", .recipients = "Moldova:MDA", .means = "troops" },
        { .act = "claim", .actors = "Moscow:RUS", .object = "that all is well" });
    assert_int_equal(append(place, report), LEDGER_ADDED);
    struct ledger_counts counts = count(place);
    assert_int_equal(counts.articles, 1);
    assert_int_equal(counts.statements, 3);
    assert_int_equal(counts.commitments, 3);
    expect_book(place, (struct ledger_filter){ .id = TEXT("") },
                "DEU|troops|MDA|declined\nESP|troops|MDA|declined\nNOR|air|MDA|pledged\n");
}

static void adding_again(void **state)
{
    struct place *place = *state;
    struct report report = REPORT(&place->arena, "a1", "2026-02-10", { .act = "pledge", .actors = "Norway:NOR", .means = "air" });
    assert_int_equal(append(place, report), LEDGER_ADDED);
    assert_int_equal(append(place, report), LEDGER_KNOWN);
    report.article.publisher = TEXT("Evening Test");
    assert_int_equal(append(place, report), LEDGER_PRINTING);
    assert_int_equal(append(place, report), LEDGER_KNOWN);
    struct ledger_counts counts = count(place);
    assert_true(counts.articles == 1 && counts.printings == 1 && counts.statements == 1);
}

static bool write_json(void *context, const struct ledger_statement *row, struct error *ignored)
{
    record_write_statement(&row->article, &row->statement, "test", context);
    return true;
}

/* What comes out is what went in, to the byte, spans behind characters of two bytes included. */
static void giving_back(void **state)
{
    struct place *place = *state;
    struct buffer before, after;
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    struct report report = REPORT(&place->arena, "a1", "2026-02-10",
        { .act = "pledge", .actors = "Norway:NOR;some of them", .recipients = "Moldova:MDA", .means = "air;funding;other",
          .object = "two radars", .condition = "approval:if parliament agrees", .amount = "two", .status = "future" },
        { .act = "deny", .actors = "Moscow:RUS", .links = "disputes 1;answers 1" });
    report.statements.items[1].speaker = (struct party){ TEXT("Ingrid Solheim"), TEXT("NOR"), { 3, 9 } };
    append(place, report);
    for (size_t i = 0; i < report.statements.count; i++)
        record_write_statement(&report.article, &report.statements.items[i], "test", &before);
    assert_good(ledger_statements(place->ledger, &(struct ledger_filter){ .id = TEXT("") }, write_json, &after, &err));
    assert_string_equal(before.at, after.at);
    buffer_release(&before);
    buffer_release(&after);
}

static const struct said radars = { .act = "pledge", .actors = "Norway:NOR", .recipients = "Moldova:MDA", .means = "air",
                                    .object = "two radars", .amount = "two" };

/* Pledged, told again, made conditional, disputed, delivered in part, promised again. */
static void following(void **state)
{
    struct place *place = *state;
    struct said on_condition = radars, delivery = radars, again = radars;
    on_condition.condition = "approval:only after parliament agrees";
    delivery.act = "aid";
    delivery.amount = "the first";
    again.amount = "the second";
    append(place,
           REPORT(&place->arena, "a1", "2026-02-10", radars,
                  { .act = "pledge", .actors = "Norway:NOR", .means = "air", .links = "restates 1" }));
    append(place, REPORT(&place->arena, "a2", "2026-02-17", on_condition));
    append(place,
           REPORT(&place->arena, "a3", "2026-03-24", radars, { .act = "deny", .actors = "Russia:RUS", .links = "disputes 1" }));
    append(place, REPORT(&place->arena, "a4", "2026-06-09", delivery, again));
    expect_history(place, (struct ledger_filter){ .actor = TEXT("NOR") },
                   "a1 pledge: pledged\na1 restated: pledged\na2 revised: conditional\na3 repeated: conditional\n"
                   "a3 disputed: disputed\na4 aid: fulfilled in part\na4 repeated: fulfilled in part\n");
    expect_book(place, (struct ledger_filter){ .state = TEXT("disputed") }, "NOR|air|MDA|fulfilled in part ! ~\n");
    expect_book(place, (struct ledger_filter){ .state = TEXT("pledged") }, "");
}

/* The same amount is the whole, unless the words call it a part. */
static void giving(void **state)
{
    struct place *place = *state;
    struct said whole = radars, part = radars;
    whole.act = part.act = "aid";
    part.object = "the first of two radars";
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    append(place, REPORT(&place->arena, "a2", "2026-05-10", part));
    expect_book(place, (struct ledger_filter){ .actor = TEXT("NOR") }, "NOR|air|MDA|fulfilled in part\n");
    append(place, REPORT(&place->arena, "a3", "2026-06-10", whole));
    expect_book(place, (struct ledger_filter){ .actor = TEXT("NOR") }, "NOR|air|MDA|fulfilled\n");
}

static void turning(void **state)
{
    struct place *place = *state;
    struct said refusal = radars, maybe = radars, open = radars;
    refusal.act = "decline";
    maybe.status = "possible";
    open.act = "decline";
    open.status = "negated";
    append(place, REPORT(&place->arena, "a1", "2026-01-01", maybe));
    append(place, REPORT(&place->arena, "a2", "2026-01-02", refusal));
    append(place, REPORT(&place->arena, "a3", "2026-01-03", maybe));
    append(place, REPORT(&place->arena, "a4", "2026-01-04", open));
    append(place, REPORT(&place->arena, "a5", "2026-01-05", radars));
    append(place, REPORT(&place->arena, "a6", "2026-01-06", refusal));
    expect_history(place, (struct ledger_filter){ .actor = TEXT("NOR") },
                   "a1 pledge: possible\na2 decline: declined\na3 repeated: declined\na4 decline: possible\na5 pledge: pledged\n"
                   "a6 revised: withdrawn\n");
}

/* Troops that turn into training: the first thing is revised, by a statement on another thing. */
static void revising_elsewhere(void **state)
{
    struct place *place = *state;
    append(place, REPORT(&place->arena, "a1", "2026-02-10",
        { .act = "pledge", .actors = "all 22", .recipients = "Moldova:MDA", .means = "troops", .object = "troops" },
        { .act = "pledge", .actors = "some of them", .recipients = "Moldova:MDA", .means = "training", .object = "training",
          .links = "revises 1" }));
    expect_book(place, (struct ledger_filter){ .id = TEXT("") },
                "all 22|troops|MDA|revised ~\nsome of them|training|MDA|pledged\n");
}

static bool print_revision(void *context, const struct ledger_revision *row, struct error *ignored)
{
    buffer_print(context, "%.*s %.*s: %.*s > %.*s\n", (int)row->said.length, row->said.at, (int)row->what.length, row->what.at,
                 (int)row->before.length, row->before.at, (int)row->after.length, row->after.at);
    return true;
}

static void amounts(void **state)
{
    static const struct { const char *words; long long thousandths; } cases[] = {
        { "0.002645 billion euros", 2645000000 }, { "1.2345 tonnes", 1234 }, { "0.25", 250 },
        { "300 million euros", 300000000000 }, { "€300m", 300000000000 },   { "$1.5 billion", 1500000000000 }, { "1,500", 1500000 },
        { "twenty-six nations", 26000 },       { "a dozen tanks", 12000 },  { "two mobile units", 2000 },      { "0.5", 500 },
        { "two hundred soldiers", 200000 },    { "about 90 tonnes", 90000 }, { "half", 0 },                     { "", 0 },
        { "50 tanks and 20 trucks", 50000 },   { "both units", 2000 },      { "a million", 1000000000 },       { "m", 0 },
        { "99999999999999999999999 trillion", INT64_MAX }, { "1.2.3", 1200 }, { "one of two", 1000 },
        { "€2 bn", 2000000000000 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct amount amount = amount_of(text_of(cases[i].words));
        if (amount.thousandths != cases[i].thousandths || amount.is_number != (cases[i].thousandths != 0))
            fail_msg("'%s' gave %lld", cases[i].words, amount.thousandths);
    }
    assert_true(amount_is_same(TEXT("€2bn"), TEXT("2 billion euros")) && !amount_differs(TEXT("€2bn"), TEXT("2 billion euros")));
    assert_true(amount_differs(TEXT("50 tanks"), TEXT("60 tanks")) && !amount_differs(TEXT("€1bn"), TEXT("$1.1bn")));
    assert_true(!amount_differs(TEXT("the first"), TEXT("two")) && !amount_is_same(TEXT("the first"), TEXT("two")));
    assert_true(amount_is_part(TEXT("the first of two radars")) && amount_is_part(TEXT("an initial batch")));
    assert_true(amount_is_part(TEXT("Half of the shells")) && !amount_is_part(TEXT("the two radars")));
    assert_true(!amount_is_part(TEXT("first aid kits")) && !amount_is_part(TEXT("some tents")) && !amount_is_part(TEXT("")));
}

static void currencies(void **state)
{
    static const struct { const char *words, *name, *code; } cases[] = {
        { "$5bn", "dollar", "USD" },        { "US$5bn", "dollar", "USD" },       { "A$80m", "AUD", "AUD" },
        { "5 million Canadian dollars", "CAD", "CAD" }, { "80 million kroner", "krone", NULL },
        { "80 million Norwegian kroner", "NOK", "NOK" }, { "2 billion Danish crowns", "DKK", "DKK" },
        { "3 billion kronor", "SEK", "SEK" }, { "10 million zlotys", "zloty", "PLN" }, { "₴40 million", "hryvnia", "UAH" },
        { "6 million Swiss francs", "CHF", "CHF" }, { "9 million pesos", "peso", NULL }, { "EUR 3 million", "euro", "EUR" },
        { "eur3m", "euro", "EUR" },         { "500 European soldiers", "", NULL }, { "two sekunder", "", NULL },
        { "wonder 5", "", NULL },           { "5 billion won", "won", "KRW" },   { "7 radars", "", NULL },
        { "£2m", "pound", "GBP" },          { "4 million Egyptian pounds", "EGP", "EGP" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text name = amount_of(text_of(cases[i].words)).currency;
        const char *code = name.length ? ledger_currency_code(name) : NULL;
        if (!text_is(name, cases[i].name) || !code != !cases[i].code || (code && strcmp(code, cases[i].code)))
            fail_msg("'%s' gave %.*s", cases[i].words, (int)name.length, name.at);
    }
    assert_true(!amount_is_same(TEXT("A$5m"), TEXT("$5m")) && amount_is_same(TEXT("A$5m"), TEXT("5 million Australian dollars")));
}

/* A headline without the condition, told again with it, changes what an earlier report said; other words for the amount do not. */
static void comparing_articles(void **state)
{
    struct place *place = *state;
    struct said headline = radars, again = radars, told = radars;
    headline.amount = NULL;
    again.condition = "approval:if parliament agrees";
    again.amount = "2 units";
    again.links = "restates 1";
    told.amount = "the two units";
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    append(place, REPORT(&place->arena, "a2", "2026-02-11", headline, again));
    append(place, REPORT(&place->arena, "a3", "2026-02-12", told));
    expect_history(place, (struct ledger_filter){ .actor = TEXT("NOR") },
                   "a1 pledge: pledged\na2 repeated: pledged\na2 revised: conditional\na3 repeated: conditional\n");
}

static void comparing(void **state)
{
    struct place *place = *state;
    struct said more = radars;
    struct buffer out;
    char id[33] = "";
    more.amount = "three";
    more.condition = "others:if others join";
    buffer_init(&out, 0);
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    append(place, REPORT(&place->arena, "a2", "2026-02-11", more));
    assert_good(ledger_commitments(place->ledger, &(struct ledger_filter){ .id = TEXT("") }, keep_id, id, &err));
    assert_good(ledger_revisions(place->ledger, text_of(id), NULL, print_revision, &out, &err));
    assert_string_equal(out.at, "2026-02-11 amount: two > three\n2026-02-11 condition:  > if others join\n");
    buffer_release(&out);
}

static bool print_dispute(void *context, const struct ledger_dispute *row, struct error *ignored)
{
    buffer_print(context, "%.*s: %.*s, %.*s\n", (int)row->rule.length, row->rule.at, (int)row->statement.actors.length,
                 row->statement.actors.at, (int)row->disputed_by.actors.length, row->disputed_by.actors.at);
    return true;
}

static void disputing(void **state)
{
    struct place *place = *state;
    struct buffer out;
    buffer_init(&out, 0);
    append(place, REPORT(&place->arena, "a1", "2026-02-10",
        { .act = "claim", .actors = "Russia:RUS", .recipients = "Norway:NOR", .object = "that the plan is dead" },
        { .act = "deny", .actors = "Oslo:NOR" }, { .act = "claim", .actors = "Chad:TCD" },
        { .act = "deny", .actors = "Kenya:KEN", .links = "disputes 3" }, { .act = "deny", .actors = "Fiji:FJI" }));
    assert_good(ledger_disputes(place->ledger, &(struct ledger_filter){ .id = TEXT("") }, TEXT(""), print_dispute, &out, &err));
    assert_string_equal(out.at, "denial: RUS, NOR\nlink: TCD, KEN\n");
    buffer_reset(&out);
    assert_good(ledger_disputes(place->ledger, &(struct ledger_filter){ .actor = TEXT("KEN") }, TEXT(""), print_dispute, &out,
                                &err));
    assert_string_equal(out.at, "link: TCD, KEN\n");
    buffer_release(&out);
}

/* A withdrawal that stands inside a claim falls with it. */
static void disputing_inside(void **state)
{
    struct place *place = *state;
    struct report report = REPORT(&place->arena, "a2", "2026-02-11", { .act = "claim", .actors = "Russia:RUS" },
        { .act = "withdraw", .actors = "Norway:NOR", .recipients = "Moldova:MDA", .means = "air" },
        { .act = "deny", .actors = "Norway:NOR", .links = "disputes 1" });
    report.statements.items[1].sentence = report.statements.items[0].sentence;
    report.statements.items[1].speaker = (struct party){ .text = TEXT("Moscow"), .code = TEXT("RUS") };
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    append(place, report);
    expect_history(place, (struct ledger_filter){ .actor = TEXT("NOR") },
                   "a1 pledge: pledged\na2 revised: withdrawn\na2 disputed: disputed\n");
}

/* What a statement leaves out comes from the one it tells again, or from the article where that is of one mind. */
static void lending(void **state)
{
    struct place *place = *state;
    append(place, REPORT(&place->arena, "a1", "2026-02-10",
        { .act = "pledge", .actors = "Norway:NOR", .recipients = "Moldova:MDA", .means = "air" },
        { .act = "aid", .actors = "Oslo:NOR", .links = "fulfils 1" }, { .act = "pledge", .actors = "Oslo:NOR", .means = "air" },
        { .act = "pledge", .actors = "Oslo:NOR" }));
    expect_book(place, (struct ledger_filter){ .id = TEXT("") }, "NOR|air|MDA|fulfilled in part\n");
}

/* An article about Moldova: what is promised to nobody in particular is promised to it. Without the name in the title it is not. */
static void lending_the_topic(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < 2; i++) {
        struct report report = REPORT(&place->arena, i ? "a2" : "a1", "2026-02-10",
            { .act = "pledge", .actors = "Norway:NOR", .recipients = "Moldova:MDA", .means = "air" },
            { .act = "pledge", .actors = i ? "Chad:TCD" : "Spain:ESP", .means = "troops" });
        report.article.title = i ? TEXT("Of the summit") : TEXT("Guarantees for Moldova");
        append(place, report);
    }
    expect_book(place, (struct ledger_filter){ .means = TEXT("troops") }, "ESP|troops|MDA|pledged\nTCD|troops||pledged\n");
}

/* "Some" are others in each article, "some allies" may be the same. */
static void telling_apart(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < 2; i++)
        append(place, REPORT(&place->arena, i ? "a2" : "a1", "2026-02-10", { .act = "pledge", .actors = "Some", .means = "air" },
            { .act = "pledge", .actors = "some allies", .means = "air" }));
    expect_book(place, (struct ledger_filter){ .id = TEXT("") },
                "Some|air||pledged\nSome|air||pledged\nsome allies|air||pledged\n");
}

static void filtering(void **state)
{
    struct place *place = *state;
    append(place,
           REPORT(&place->arena, "a1", "2026-02-10", radars,
                  { .act = "decline", .actors = "Carlo Benvenuti:ITA", .means = "troops" }));
    append(place,
           REPORT(&place->arena, "a2", "2026-03-10",
                  { .act = "offer", .actors = "Russia:RUS", .recipients = "Ukraine:UKR", .object = "talks in Oslo" }));
    expect_book(place, (struct ledger_filter){ .actor = TEXT("ita") }, "ITA|troops||declined\n");
    expect_book(place, (struct ledger_filter){ .actor = TEXT("benv") }, "ITA|troops||declined\n");
    expect_book(place, (struct ledger_filter){ .actor = TEXT("us") }, "");
    expect_book(place, (struct ledger_filter){ .recipient = TEXT("UKR") }, "RUS|talks in Oslo|UKR|conditional\n");
    expect_book(place, (struct ledger_filter){ .act = TEXT("decline") }, "ITA|troops||declined\n");
    expect_book(place, (struct ledger_filter){ .means = TEXT("air") }, "NOR|air|MDA|pledged\n");
    expect_book(place, (struct ledger_filter){ .since = TEXT("2026-03-01") }, "RUS|talks in Oslo|UKR|conditional\n");
    expect_book(place, (struct ledger_filter){ .until = TEXT("2026-02-10"), .means = TEXT("air") }, "NOR|air|MDA|pledged\n");
    expect_book(place, (struct ledger_filter){ .words = TEXT("TALKS") }, "RUS|talks in Oslo|UKR|conditional\n");
    expect_book(place, (struct ledger_filter){ .actor = TEXT("' OR 1 --") }, "");
}

static void expect_acts(struct place *place)
{
    expect_book(place, (struct ledger_filter){ .act = TEXT("decline") }, "ITA|troops||declined\n");
    expect_book(place, (struct ledger_filter){ .act = TEXT("decline"), .most = 5 }, "ITA|troops||declined\n");
    expect_book(place, (struct ledger_filter){ .act = TEXT("decline"), .since = TEXT("2026-02-11"), .most = 5 }, "");
    expect_book(place, (struct ledger_filter){ .act = TEXT("pledge"), .most = 5 }, "NOR|air|MDA|pledged\n");
    expect_book(place, (struct ledger_filter){ .act = TEXT("meet"), .most = 5 }, "");
}

/* Statements with an act are looked for in one way where they are few, and in another where they are many. Days are asked of the
 * first and the last report, and of those between. */
static void filtering_pages(void **state)
{
    struct place *place = *state;
    append(place,
           REPORT(&place->arena, "a1", "2026-02-10", radars,
                  { .act = "decline", .actors = "Carlo Benvenuti:ITA", .means = "troops" }));
    append(place, REPORT(&place->arena, "a2", "2026-04-10", { .act = "pledge", .actors = "Norway:NOR", .recipients = "Moldova:MDA",
                                                              .means = "air", .object = "two radars" }));
    expect_acts(place);
    expect_book(place, (struct ledger_filter){ .since = TEXT("2026-02-11"), .most = 5 }, "NOR|air|MDA|pledged\n");
    expect_book(place, (struct ledger_filter){ .until = TEXT("2026-02-10"), .most = 1 }, "NOR|air|MDA|pledged\n");
    expect_book(place, (struct ledger_filter){ .since = TEXT("2026-04-11"), .most = 5 }, "");
    expect_book(place, (struct ledger_filter){ .until = TEXT("2026-02-09"), .most = 5 }, "");
    expect_book(place, (struct ledger_filter){ .since = TEXT("2026-02-11"), .until = TEXT("2026-04-09"), .most = 5 }, "");
    ledger_change(place->path, "INSERT INTO statements "
                               "(statement, id, article, n, act, status, means, sentence, confidence, in_title) "
                               "WITH RECURSIVE more (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM more WHERE n < 4300) "
                               "SELECT n, 'more' || n, 1, n, 'decline', 'actual', '[]', '', 0, 0 FROM more");
    expect_acts(place);
}

/* How many commitments a search by words finds, by a day where one is given. */
static int searched(struct place *place, const char *words, const char *as_of)
{
    struct buffer out;
    int lines = 0;
    const struct ledger_filter filter = { .search = text_of(words), .time.as_of = text_of(as_of) };
    buffer_init(&out, 0);
    assert_good(ledger_commitments(place->ledger, &filter, print_commitment, &out, &err));
    for (size_t i = 0; i < out.length; i++)
        lines += out.at[i] == '\n';
    buffer_release(&out);
    return lines;
}

/* The sentences of these reports begin with the actor's name. */
static void searching(void **state)
{
    struct place *place = *state;
    append(place, REPORT(&place->arena, "a1", "2026-02-10",
                         { .act = "pledge", .actors = "long-range radars of Törnä:NOR", .means = "air" },
                         { .act = "decline", .actors = "40,000 troops of Rome:ITA", .means = "troops" }));
    append(place, REPORT(&place->arena, "a2", "2026-03-10",
                         { .act = "pledge", .actors = "range finders:FIN", .means = "air" }));
    const struct { const char *words, *as_of; int found; } cases[] = {
        { "radar", "", 1 },           { "RADARS", "", 1 },             { "radar torna", "", 1 },         { "radar troops", "", 0 },
        { "radar OR troops", "", 2 }, { "rad*", "", 1 },               { "rad", "", 0 },
        { "\"long range\"", "", 1 },
        { "\"range long\"", "", 0 },  { "troops -40", "", 0 },         { "troops -radar", "", 1 },       { "40,000", "", 1 },
        { "finder", "", 1 },          { "finder", "2026-03-01", 0 },   { "radar", "2026-03-01", 1 },     { "x'\"; radar", "", 0 },
        { "range", "", 2 },           { "range -\"long range\"", "", 1 },
    };
    for (int round = 0; round < 2; round++) { /* as it was added, and as it is made again */
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            if (searched(place, cases[i].words, cases[i].as_of) != cases[i].found)
                fail_msg("'%s' finds %d", cases[i].words, searched(place, cases[i].words, cases[i].as_of));
        assert_good(ledger_rebuild(place->ledger, &err));
    }
    const struct ledger_filter nothing = { .search = TEXT("-radar") };
    assert_false(ledger_commitments(place->ledger, &nothing, print_commitment, NULL, &err));
    assert_int_equal(err.code, ERROR_USAGE);
}

static void finding(void **state)
{
    struct place *place = *state;
    enum ledger_kind kind;
    char id[65], whole[33] = "";
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    assert_good(ledger_commitments(place->ledger, &(struct ledger_filter){ .id = TEXT("") }, keep_id, whole, &err));
    assert_good(ledger_find(place->ledger, text_slice(text_of(whole), 0, 8), &kind, id, &err));
    assert_true(kind == LEDGER_COMMITMENT && strcmp(id, whole) == 0);
    for (const char *const *none = (const char *const[]){ "", "zz", "0123456789abcdef0", "%", "'", NULL }; *none; none++) {
        assert_good(ledger_find(place->ledger, text_of(*none), &kind, id, &err));
        assert_int_equal(kind, LEDGER_NOTHING);
    }
    for (int i = 0; i < 40; i++)
        append(place, REPORT(&place->arena, arena_print(&place->arena, "b%d", i).at, "2026-02-10", radars));
    bool is_ambiguous = false;
    for (int digit = 0; digit < 16; digit++)
        if (!ledger_find(place->ledger, text_slice(TEXT("0123456789abcdef"), (size_t)digit, (size_t)digit + 1), &kind, id, &err))
            is_ambiguous = err.code == ERROR_USAGE;
    assert_true(is_ambiguous);
}

static void contradicting(void **state)
{
    struct place *place = *state;
    enum ledger_outcome outcome;
    struct report wrong = REPORT(&place->arena, "a1", "2026-02-10",
                                 { .act = "pledge", .actors = "Norway:NOR", .means = "air", .links = "restates 7" });
    assert_false(report_append(place->ledger, &wrong, &outcome, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(count(place).articles, 0);
}

static void grouping(void **state)
{
    struct place *place = *state;
    enum ledger_outcome outcome;
    struct report wrong = REPORT(&place->arena, "bad", "2026-02-10",
                                 { .act = "pledge", .actors = "Norway:NOR", .links = "restates 7" });
    assert_good(ledger_begin(place->ledger, &err));
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    assert_false(report_append(place->ledger, &wrong, &outcome, &err));
    append(place, REPORT(&place->arena, "a2", "2026-02-10", radars));
    assert_good(ledger_commit(place->ledger, &err));
    assert_int_equal(count(place).articles, 2);
    append(place, REPORT(&place->arena, "a3", "2026-02-10", radars));
    assert_int_equal(count(place).articles, 3);
}

/* A reader sees the ledger as it was when it was opened. */
static void looking(void **state)
{
    struct place *place = *state;
    struct ledger_counts counts;
    append(place, REPORT(&place->arena, "a1", "2026-02-10", radars));
    struct ledger *reader = ledger_open(place->path, LEDGER_READ, &err);
    assert_non_null(reader);
    append(place, REPORT(&place->arena, "a2", "2026-02-11", radars));
    assert_good(ledger_count(reader, &counts, &err));
    assert_int_equal(counts.articles, 1);
    ledger_close(reader);
    assert_non_null(reader = ledger_open(place->path, LEDGER_READ, &err));
    assert_good(ledger_count(reader, &counts, &err));
    assert_int_equal(counts.articles, 2);
    struct report report = REPORT(&place->arena, "a3", "2026-02-12", radars);
    enum ledger_outcome outcome;
    assert_false(report_append(reader, &report, &outcome, &err));
    ledger_close(reader);
}

/* Random histories: a rebuild gives the same rows, and so does adding in another order, but for numbers and names. */
static void rebuilding(void **state)
{
    struct place *place = *state;
    struct buffer before, after;
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    for (unsigned number = 0; number < 60; number++)
        append(place, report_random(&place->arena, number, 12));
    ledger_dump(place->path, false, &before);
    assert_good(ledger_rebuild(place->ledger, &err));
    ledger_dump(place->path, false, &after);
    assert_true(before.length > 10000);
    assert_string_equal(before.at, after.at);
    buffer_release(&before);
    buffer_release(&after);
}

/* Does `damage` to a ledger of ten reports, opens it again with `open` and compares what is derived with what was. */
static void mend(struct place *place, const char *damage, void (*open)(struct place *place))
{
    struct buffer before, after;
    buffer_init(&before, 0);
    buffer_init(&after, 0);
    for (unsigned number = 0; number < 10; number++)
        append(place, report_random(&place->arena, number, 12));
    ledger_dump(place->path, false, &before);
    ledger_close(place->ledger);
    ledger_change(place->path, damage);
    open(place);
    ledger_dump(place->path, false, &after);
    assert_string_equal(before.at, after.at);
    buffer_release(&before);
    buffer_release(&after);
}

static void open_again(struct place *place)
{
    assert_non_null(place->ledger = ledger_open(place->path, LEDGER_WRITE, &err));
}

static void open_after_reader(struct place *place)
{
    assert_null(ledger_open(place->path, LEDGER_READ, &err));
    assert_non_null(strstr(err.message, "makes them again"));
    assert_non_null(place->ledger = ledger_open(place->path, LEDGER_MEND, &err));
}

/* What was derived by another program's rules is derived again by ours. */
static void replacing(void **state)
{
    mend(*state, "UPDATE derivation SET rules = 0; DROP VIEW history; DROP VIEW book; DROP TABLE versions; "
         "CREATE TABLE versions (old TEXT); DELETE FROM commitments", open_again);
}

static void dropping(void **state)
{
    mend(*state, "DROP VIEW history; DROP VIEW book; DROP TABLE versions; DROP TABLE commitments", open_after_reader);
}

static void damage_and_verify(struct place *place, const char *damage, bool is_good)
{
    struct ledger_chain chain;
    ledger_change(place->path, damage);
    if (is_good) {
        assert_good(ledger_verify(place->ledger, TEXT(""), &chain, &err));
    } else if (ledger_verify(place->ledger, TEXT(""), &chain, &err)) {
        fail_msg("%s: not noticed", damage);
    }
}

/* Whatever is changed, taken away or put in is noticed; what is put right again is not. */
static void sealing(void **state)
{
    struct place *place = *state;
    struct ledger_chain chain, later;
    static const char *const changes[][2] = {
        { "UPDATE statements SET sentence = 'x' || sentence WHERE statement = 3",
          "UPDATE statements SET sentence = substr(sentence, 2) WHERE statement = 3" },
        { "UPDATE statements SET confidence = confidence + 1 WHERE statement = 5",
          "UPDATE statements SET confidence = confidence - 1 WHERE statement = 5" },
        { "UPDATE parties SET role = 'recipient', position = 99 WHERE statement = 2 AND role = 'actor' AND position = 1",
          "UPDATE parties SET role = 'actor', position = 1 WHERE statement = 2 AND position = 99" },
        { "UPDATE articles SET published = '1999-01-01' || published WHERE article = 4",
          "UPDATE articles SET published = substr(published, 11) WHERE article = 4" },
        { "UPDATE readers SET versions = 'me'", "UPDATE readers SET versions = 'test'" },
        { "INSERT INTO printings (printing, article, id, learned_at) VALUES (1, 1, 'other', '2026')", "DELETE FROM printings" },
        { "UPDATE chain SET entry = 999 WHERE entry = 6", "UPDATE chain SET entry = 6 WHERE entry = 999" },
        { "CREATE TABLE kept AS SELECT * FROM links; UPDATE links SET kind = 'answers' WHERE kind = 'revises'",
          "DELETE FROM links; INSERT INTO links SELECT * FROM kept; DROP TABLE kept" },
    };
    for (unsigned number = 0; number < 12; number++) {
        struct report report = report_random(&place->arena, number, 12);
        if (number == 3)
            report.article.published = TEXT("2026-02-02");
        append(place, report);
    }
    damage_and_verify(place, "", true);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        damage_and_verify(place, changes[i][0], false);
        damage_and_verify(place, changes[i][1], true);
    }
    assert_good(ledger_verify(place->ledger, TEXT(""), &chain, &err));
    assert_int_equal(chain.entries, 12);
    append(place, report_random(&place->arena, 77, 12));
    assert_good(ledger_verify(place->ledger, text_of(chain.head), &later, &err));
    assert_true(later.entries == 13 && later.has_expected);
    assert_good(ledger_verify(place->ledger, TEXT("12ab"), &later, &err));
    assert_false(later.has_expected);
    damage_and_verify(place, "DELETE FROM chain WHERE entry = 13; DELETE FROM chain WHERE entry = 12", false);
}

/* What a ledger of the third version had not. */
#define NO_READINGS                                                                                                              \
    "DROP VIEW statement_list; ALTER TABLE statements DROP COLUMN reading; UPDATE derivation SET rules = 6; "

/* A ledger of the first version gets its chain when it is next opened for writing. */
static void upgrading(void **state)
{
    struct place *place = *state;
    struct ledger_chain chain;
    if (ledger_is_on_server())
        skip(); /* there are none on PostgreSQL */
    mend(place, NO_READINGS "DROP TABLE chain; DROP TABLE readings; DROP TABLE reviews; PRAGMA user_version = 1", open_again);
    assert_good(ledger_verify(place->ledger, TEXT(""), &chain, &err));
    assert_int_equal(chain.entries, 10);
}

/* One of the second version keeps its chain, and learns of reviews. */
static void upgrading_further(void **state)
{
    struct place *place = *state;
    struct ledger_chain before, after;
    if (ledger_is_on_server())
        skip(); /* there are none on PostgreSQL */
    for (unsigned number = 20; number < 25; number++)
        append(place, report_random(&place->arena, number, 12));
    assert_good(ledger_verify(place->ledger, TEXT(""), &before, &err));
    mend(place, NO_READINGS "ALTER TABLE chain DROP COLUMN review; ALTER TABLE chain DROP COLUMN reading; DROP TABLE readings; "
         "DROP TABLE reviews; PRAGMA user_version = 2", open_again);
    assert_good(ledger_verify(place->ledger, text_of(before.head), &after, &err));
    assert_true(after.has_expected);
    assert_int_equal(after.entries, before.entries + 10); /* mend adds reports too */
}

/* One of the third keeps its chain and its reviews, and learns of later readings. */
static void upgrading_to_readings(void **state)
{
    struct place *place = *state;
    struct ledger_chain before, after;
    char damage[512];
    for (unsigned number = 20; number < 25; number++)
        append(place, report_random(&place->arena, number, 12));
    assert_good(ledger_verify(place->ledger, TEXT(""), &before, &err));
    snprintf(damage, sizeof damage, NO_READINGS "ALTER TABLE chain DROP COLUMN reading; DROP TABLE readings; %s",
             ledger_is_on_server() ? "UPDATE ledger SET version = 3" : "PRAGMA user_version = 3");
    mend(place, damage, open_again);
    assert_good(ledger_verify(place->ledger, text_of(before.head), &after, &err));
    assert_true(after.has_expected);
    assert_int_equal(after.entries, before.entries + 10); /* mend adds reports too */
}

/* Reports of a day stand in the order of adding, so only whole days are moved. */
static int by_day_backwards(const void *a, const void *b)
{
    const struct report *x = a, *y = b;
    int days = -text_compare(x->article.published, y->article.published);
    return days ? days : text_compare(x->article.id, y->article.id);
}

static void reordering(void **state)
{
    struct place *place = *state;
    struct buffer forward, backward;
    struct report reports[60];
    buffer_init(&forward, 0);
    buffer_init(&backward, 0);
    for (unsigned number = 0; number < 60; number++)
        reports[number] = report_random(&place->arena, number, 12);
    qsort(reports, 60, sizeof *reports, by_day_backwards);
    for (int i = 0; i < 60; i++)
        append(place, reports[i]);
    ledger_dump(place->path, true, &backward);
    ledger_close(place->ledger);
    ledger_remove(place->path);
    assert_non_null(place->ledger = ledger_open(place->path, LEDGER_WRITE, &err));
    for (int from = 60, to; from > 0; from = to) {
        for (to = from - 1; to > 0 && text_equals(reports[to - 1].article.published, reports[from - 1].article.published);)
            to--;
        for (int i = to; i < from; i++)
            append(place, reports[i]);
    }
    ledger_dump(place->path, true, &forward);
    assert_string_equal(forward.at, backward.at);
    buffer_release(&forward);
    buffer_release(&backward);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(adding), TEST(adding_again), TEST(giving_back), TEST(following), TEST(giving), TEST(turning), TEST(revising_elsewhere),
        TEST(comparing), TEST(amounts), TEST(currencies), TEST(comparing_articles), TEST(disputing),
        TEST(disputing_inside), TEST(lending),
        TEST(lending_the_topic), TEST(telling_apart), TEST(filtering), TEST(filtering_pages), TEST(searching),
        TEST(finding), TEST(contradicting), TEST(grouping), TEST(looking), TEST(rebuilding), TEST(dropping), TEST(replacing),
        TEST(sealing), TEST(upgrading), TEST(upgrading_further), TEST(upgrading_to_readings), TEST(reordering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
