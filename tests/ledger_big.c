/* A large ledger as years of news make one: the same for the same seed. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/ledger_big.h"
#include "tests/ledger_random.h"

enum {
    STATES = 200, BODIES = 97, GROUPS = 100, /* actors with a code, with an acronym, with a name alone */
    ACTORS = STATES + BODIES + GROUPS,
    GIANTS = 10, LONG = 90,                  /* commitments with histories of thousands, of hundreds */
    FIRST_DAY = 16071, DAYS = 4380,          /* since 1970: twelve years from 2014 on */
};

/* One commitment: whose, and which of them. */
struct owed {
    unsigned short actor, index;
};

struct big {
    unsigned statements;
    struct owed *owed;    /* [commitment] */
    unsigned *told;       /* [told_count] commitments, as they are told of */
    unsigned told_count, told_room;
};

static void shuffle(unsigned *items, unsigned count, unsigned long long *seed)
{
    for (unsigned i = count; i > 1; i--) {
        unsigned k = random_below(seed, i), item = items[i - 1];
        items[i - 1] = items[k];
        items[k] = item;
    }
}

static void tell(struct big *big, unsigned commitment, unsigned times)
{
    while (times--) {
        if (big->told_count == big->told_room) {
            big->told_room = big->told_room ? 2 * big->told_room : 1024;
            big->told = memory_resize(big->told, big->told_room * sizeof *big->told);
        }
        big->told[big->told_count++] = commitment;
    }
}

/* How often each commitment is told of. */
static void tell_all(struct big *big, unsigned commitments, unsigned long long *seed)
{
    unsigned scale = commitments / 100; /* 2,000 of 200,000 */
    for (unsigned i = 0; i < commitments; i++) {
        unsigned usual = i < commitments / 10 ? 2 + random_below(seed, 13) : 1 + (random_below(seed, 3) == 0);
        unsigned some = scale / 20 + random_below(seed, scale / 10 + 1), many = scale / 2 + i * scale / 9;
        tell(big, i, i < GIANTS ? many : i < GIANTS + LONG ? some : usual);
    }
    shuffle(big->told, big->told_count, seed);
}

/* Great powers have a hundred times as many commitments as small ones. */
static void share_out(struct big *big, unsigned commitments)
{
    unsigned first = 0;
    double all = 0, sum = 0;
    for (int actor = 0; actor < ACTORS; actor++)
        all += 1.0 / (actor + 20);
    for (unsigned short actor = 0; actor < ACTORS; actor++) {
        sum += 1.0 / (actor + 20);
        unsigned last = actor == ACTORS - 1 ? commitments : (unsigned)(sum / all * commitments);
        for (unsigned i = first; i < last; i++)
            big->owed[i] = (struct owed){ actor, (unsigned short)(i - first) };
        first = last;
    }
}

struct big *big_new(unsigned statements)
{
    struct big *big = memory_take(sizeof *big);
    unsigned commitments = statements / 5;
    unsigned long long seed = 1914;
    *big = (struct big){ .statements = statements, .owed = memory_take((commitments + 1) * sizeof *big->owed) };
    share_out(big, commitments);
    for (unsigned i = commitments; i > 1; i--) {
        unsigned k = random_below(&seed, i);
        struct owed owed = big->owed[i - 1];
        big->owed[i - 1] = big->owed[k];
        big->owed[k] = owed;
    }
    tell_all(big, commitments, &seed);
    return big;
}

void big_free(struct big *big)
{
    if (!big)
        return;
    free(big->owed);
    free(big->told);
    free(big);
}

unsigned big_reports(const struct big *big)
{
    return big->statements / BIG_EACH;
}

/* "Varmol", of an actor's number and what kind of name it is. */
static struct text make_name(unsigned actor, unsigned kind, struct arena *arena)
{
    static const char *const heads[] = { "Var", "Bel", "Kor", "San", "Tir", "Mol", "Est", "Nor", "Pal", "Dru", "Zan", "Lith",
                                         "Or", "Gal" };
    static const char *const middles[] = { "da", "me", "vi", "ro", "lun", "ka", "ste", "ri", "no" };
    static const char *const tails[] = { "nia", "stan", "land", "burg", "via", "mar", "dor", "que", "sk", "ton", "les" };
    unsigned n = actor * 4 + kind;
    return arena_print(arena, "%s%s%s", heads[n % 14], middles[n / 14 % 9], tails[(n / 126 + n) % 11]);
}

/* An actor as a report names it: the state, its capital, one of those who speak for it. */
static struct party make_party(unsigned actor, unsigned long long *seed, struct arena *arena)
{
    static const char *const first_names[] = { "Ingrid", "Tomas", "Amara", "Wei", "Lucia", "Omar", "Petra", "Idris" };
    struct party party = { .text = make_name(actor, 0, arena) };
    if (actor >= STATES + BODIES) {
        party.text = arena_print(arena, "%s Relief Council", party.text.at);
        return party;
    }
    unsigned kind = random_below(seed, 4);
    if (actor >= STATES) {
        party.code = arena_print(arena, "O%c%cU", 'A' + actor / 26 % 26, 'A' + actor % 26);
        party.text = kind ? party.code : arena_print(arena, "%s Union", party.text.at);
        return party;
    }
    party.code = arena_print(arena, "%c%c%c", 'A' + actor / 26 % 26, 'A' + actor % 26, 'A' + (actor * 7) % 26);
    if (kind == 1)
        party.text = make_name(actor, 1, arena);
    if (kind == 2)
        party.text = arena_print(arena, "%s %s", first_names[(actor + random_below(seed, 2)) % 8], make_name(actor, 2, arena).at);
    return party;
}

/* What a sentence is made of. */
struct telling {
    enum act act;
    const char *verb;
};

static const struct telling binding[] = {
    { ACT_PLEDGE, "pledged" }, { ACT_PLEDGE, "promised" }, { ACT_AID, "delivered" },          { ACT_AID, "sent" },
    { ACT_OFFER, "offered" },  { ACT_PLEDGE, "vowed" },    { ACT_DECLINE, "declined to give" }, { ACT_WITHDRAW, "suspended" },
};
static const struct telling others[] = {
    { ACT_MEET, "met to discuss" },           { ACT_REQUEST, "called for" },
    { ACT_ACCUSE, "criticised delays in" },   { ACT_SUPPORT, "welcomed" },
    { ACT_CLAIM, "claimed to have settled" }, { ACT_REJECT, "rejected the plan for" },
    { ACT_MEET, "negotiated over" },
};

static const struct { enum means means; const char *object, *unit; } things[] = {
    { MEANS_TROOPS, "peacekeepers in the border districts", "%u soldiers" },
    { MEANS_AIR, "air patrols over the coast", "%u jets" },
    { MEANS_NAVAL, "ships to clear the mines", "%u ships" },
    { MEANS_ARMS, "armoured vehicles and spare parts", "%u vehicles" },
    { MEANS_TRAINING, "courses for engineers and medics", "%u places" },
    { MEANS_INTELLIGENCE, "pictures from its satellites", "%u pictures" },
    { MEANS_FUNDING, "loans for schools and roads", "€%u million" },
    { MEANS_HUMANITARIAN, "tents, flour and medicine", "%u tonnes" },
    { MEANS_GUARANTEE, "a guarantee of its borders", "%u years" },
    { MEANS_TALKS, "a table at which to talk", "%u rounds" },
    { MEANS_CEASEFIRE, "a halt to the shelling", "%u days" },
    { MEANS_MEMBERSHIP, "a seat in the union", "%u votes" },
    { MEANS_TERRITORY, "a retreat from the valley", "%u villages" },
    { MEANS_SANCTIONS, "an end to the tariffs", "%u percent" },
    { MEANS_TRADE, "grain and gas at fixed prices", "%u shipments" },
    { MEANS_NUCLEAR, "entry for inspectors", "%u sites" },
    { MEANS_CLIMATE, "new forests along the river", "%u hectares" },
    { MEANS_PRISONERS, "the return of the detained", "%u prisoners" },
    { MEANS_REFORM, "a law on elections", "%u laws" },
};
enum { THINGS = sizeof things / sizeof *things };

static struct span find_in(struct text sentence, size_t from, struct text words)
{
    size_t at = words.length ? text_find(sentence, words) : sentence.length;
    return at == sentence.length ? (struct span){ 0, 0 } : (struct span){ from + at, from + at + words.length };
}

static void add_evidence(struct statement *s, struct arena *arena)
{
    struct text file = arena_print(arena, "acts/%s.txt", record_act_text(s->act));
    struct text because = arena_print(arena, "verb ‘%.*s’", (int)s->trigger_text.length, s->trigger_text.at);
    const struct evidence all[] = {
        { "act", file, 12, because, s->trigger },
        { "actors", TEXT("actors/states.txt"), 40, TEXT("subject of the verb"), s->actors.items[0].span },
        { "means", TEXT("means.txt"), 7, TEXT("class by head noun of the object"), s->object },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ARENA_PUSH(arena, &s->evidence, all[i]);
}

/* The sentence of a statement whose fields are set, and where in it they stand. */
static void place(struct statement *s, struct text sentence, size_t from, struct arena *arena)
{
    s->sentence_text = sentence;
    s->sentence = (struct span){ from, from + sentence.length };
    s->trigger = find_in(sentence, from, s->trigger_text);
    s->object = find_in(sentence, from, s->object_text);
    s->amount = find_in(sentence, from, s->amount_text);
    s->condition_span = find_in(sentence, from, s->condition_text);
    s->actors.items[0].span = find_in(sentence, from, s->actors.items[0].text);
    s->recipients.items[0].span = find_in(sentence, from, s->recipients.items[0].text);
    s->speaker.span = find_in(sentence, from, s->speaker.text);
    add_evidence(s, arena);
}

/* The fields of statement `index` of all, on a commitment or (`owed` NULL) on none. */
static void choose(struct statement *s, const struct owed *owed, unsigned long long *seed, struct arena *arena)
{
    unsigned actor = owed ? owed->actor : random_below(seed, ACTORS), k = owed ? owed->index : random_below(seed, 7000);
    struct telling telling = owed ? binding[random_below(seed, 8)] : others[random_below(seed, 7)];
    unsigned thing = k % THINGS, recipient = (actor + 1 + k / THINGS * 7) % ACTORS;
    s->act = telling.act;
    s->trigger_text = text_of(telling.verb);
    s->means = 1u << things[thing].means;
    s->object_text = text_of(things[thing].object);
    ARENA_PUSH(arena, &s->actors, make_party(actor, seed, arena));
    ARENA_PUSH(arena, &s->recipients, make_party(recipient, seed, arena));
    bool has_amount = random_below(seed, 3) == 0;
    s->amount_text = has_amount ? arena_print(arena, things[thing].unit, 10 * (1 + random_below(seed, 40))) : TEXT("");
    if (random_below(seed, 2) == 0)
        s->speaker = make_party(actor, seed, arena);
    s->has_condition = owed && random_below(seed, 5) == 0;
    s->condition = CONDITION_CEASEFIRE;
    s->condition_text = s->has_condition ? TEXT("once a ceasefire is in place") : TEXT("");
    s->status = random_below(seed, 20) == 0 ? STATUS_POSSIBLE : STATUS_ACTUAL;
    s->confidence = 400 + (int)random_below(seed, 600);
}

static struct text print_sentence(const struct statement *s, struct arena *arena)
{
    const char *part = s->amount_text.length ? " (" : "", *end = s->amount_text.length ? ")" : "";
    struct text speaker = s->speaker.text.length ? arena_print(arena, ", %s said", s->speaker.text.at) : TEXT("");
    return arena_print(arena, "%s %s %s%s%s%s for %s%s%s%s.", s->actors.items[0].text.at, s->trigger_text.at, s->object_text.at,
                       part, s->amount_text.at, end, s->recipients.items[0].text.at, s->has_condition ? " " : "",
                       s->condition_text.at, speaker.at);
}

/* Now and then a denial of the statement before, a change of it, or the same once more. */
static void tie(struct statement *s, unsigned long long *seed, struct arena *arena)
{
    unsigned draw = random_below(seed, 100);
    if (s->n == 1 || draw >= 5)
        return;
    if (draw < 2 && !s->has_condition) {
        s->act = ACT_DENY;
        s->trigger_text = TEXT("denied");
    }
    enum link_kind kind = s->act == ACT_DENY ? LINK_DISPUTES : draw < 4 ? LINK_RESTATES : LINK_REVISES;
    ARENA_PUSH(arena, &s->links, (struct link){ kind, s->n - 1 });
}

static struct text print_day(unsigned day, struct arena *arena)
{
    time_t seconds = (time_t)day * 86400;
    struct tm date;
    gmtime_r(&seconds, &date);
    return arena_print(arena, "%04d-%02d-%02d", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday);
}

static unsigned day_of(const struct big *big, unsigned number)
{
    return FIRST_DAY + (unsigned)((unsigned long long)number * DAYS / big_reports(big));
}

void big_day(const struct big *big, unsigned number, char day[11])
{
    struct arena arena = { 0 };
    snprintf(day, 11, "%s", print_day(day_of(big, number), &arena).at);
    arena_release(&arena);
}

/* Which commitment statement `index` of all tells of; NULL: of none. */
static const struct owed *owed_by(const struct big *big, unsigned index)
{
    unsigned long long count = big->told_count, all = big->statements;
    unsigned long long before = index * count / all, after = (index + 1ull) * count / all;
    return after > before ? &big->owed[big->told[before]] : NULL;
}

static void add_statement(const struct big *big, unsigned index, struct report *report, struct buffer *text,
                          unsigned long long *seed, struct arena *arena)
{
    static const char filler[] = "Officials from both sides had spent the week going over maps and lists, and little of what was "
                                 "said behind the doors came out. People in the market spoke of prices, of the harvest, and of how "
                                 "long the winter had been.";
    struct statement statement = { .n = (int)report->statements.count + 1 };
    choose(&statement, owed_by(big, index), seed, arena);
    tie(&statement, seed, arena);
    struct text sentence = print_sentence(&statement, arena);
    place(&statement, sentence, text->length, arena);
    buffer_print(text, "%s\n\n%s\n\n", sentence.at, filler);
    ARENA_PUSH(arena, &report->statements, statement);
}

struct report big_report(const struct big *big, unsigned number, struct arena *arena, long long *learned_ms)
{
    unsigned long long seed = number * 2654435761ull + 77;
    unsigned day = day_of(big, number), late = random_below(&seed, 20) == 0 ? random_below(&seed, 730) : 0;
    unsigned said = day >= FIRST_DAY + late ? day - late : FIRST_DAY;
    static const char *const outlets[] = { "Daily Courier", "Evening Post", "Wire Service", "The Observer", "Radio Nine" };
    struct report report = { .article = { .id = arena_print(arena, "r%u", number), .publisher = text_of(outlets[number % 5]),
                                          .published = print_day(said, arena),
                                          .url = arena_print(arena, "https://example.org/r%u", number) } };
    struct buffer text;
    char hash[65];
    buffer_init(&text, 0);
    for (unsigned i = 0; i < BIG_EACH; i++)
        add_statement(big, number * BIG_EACH + i, &report, &text, &seed, arena);
    report.article.text = arena_copy(arena, buffer_text(&text));
    const struct statement *first = report.statements.items;
    report.article.title = arena_print(arena, "Day %u: %s and %s", number, first[0].actors.items[0].text.at,
                                       first[1].actors.items[0].text.at);
    buffer_release(&text);
    record_article_hash(&report.article, hash);
    for (size_t i = 0; i < report.statements.count; i++)
        record_set_id(&report.statements.items[i], hash);
    *learned_ms = (long long)day * 86400000 + 43200000 + number % 1000;
    return report;
}
