/* Reports made at random, the same for the same seed. */
#include "tests/ledger_random.h"

unsigned random_below(unsigned long long *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(*seed >> 33) % below;
}

#define PICK(seed, list) (list)[random_below((seed), sizeof(list) / sizeof *(list))]

static struct said random_said(struct arena *arena, unsigned long long *seed, unsigned index)
{
    static const char *const acts[] = { "pledge", "pledge", "offer", "decline", "withdraw", "aid", "claim", "deny", "request" };
    static const char *const actors[] = { "Norway:NOR", "Oslo:NOR", "Germany:DEU;Spain:ESP", "Russia:RUS", "some allies", "some",
                                          "Chad:TCD" };
    static const char *const recipients[] = { "Moldova:MDA", "Ukraine:UKR", "Norway:NOR", NULL, "Haiti:HTI;Fiji:FJI" };
    static const char *const means[] = { "air", "troops", "funding;training", NULL, "other", "talks" };
    static const char *const objects[] = { "two radars", "the money", NULL, "soldiers" };
    static const char *const conditions[] = { NULL, NULL, "approval:if parliament agrees", "others:if others join",
                                              "ceasefire:once it is quiet" };
    static const char *const amounts[] = { NULL, "two", "three", "€2bn" };
    static const char *const links[] = { "restates", "revises", "disputes", "answers", "fulfils" };
    static const char *const statuses[] = { "actual", "actual", "actual", "future", "possible", "negated" };
    struct said said = { PICK(seed, acts), PICK(seed, actors), PICK(seed, recipients), PICK(seed, means), PICK(seed, objects),
                         PICK(seed, conditions), PICK(seed, amounts), NULL, PICK(seed, statuses) };
    if (index && random_below(seed, 2))
        said.links = arena_print(arena, "%s %u", PICK(seed, links), 1 + random_below(seed, index < 9 ? index : 9)).at;
    return said;
}

struct report report_random(struct arena *arena, unsigned number, unsigned most)
{
    unsigned long long seed = number * 2654435761ull + 12345;
    struct said said[64];
    random_below(&seed, 2);
    unsigned count = 1 + random_below(&seed, most), day = random_below(&seed, 40);
    for (unsigned i = 0; i < count; i++)
        said[i] = random_said(arena, &seed, i);
    const char *published = day ? arena_print(arena, "2026-%02u-%02u", 1 + day / 28, 1 + day % 28).at : "";
    struct report report = report_make(arena, arena_print(arena, "r%u", number).at, published, said, count);
    if (random_below(&seed, 3) == 0)
        report.article.title = arena_print(arena, "Notes %u on Moldova", number);
    return report;
}
