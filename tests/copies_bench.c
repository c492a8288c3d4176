/* Are edited copies of a report recognised, and nothing else?
 *
 * usage: copies_bench ARTICLES PLANTED LEDGER
 *
 * Adds ARTICLES invented articles to a new ledger, of which PLANTED are edited copies of earlier ones: another headline is
 * taken for granted, the dateline is another, up to half of the paragraphs are cut, up to a twelfth of the words are replaced, up
 * to three paragraphs of an outlet's own are added. Words are as frequent as in a language (Zipf), and all articles draw on the
 * same stock of agency phrases; one in five tells of the affair of an earlier article by its own words, but with the same quote.
 * Prints precision and recall of "is a copy of", where only the right source counts, and the seconds; exit status 1 under
 * precision 0.98 or recall 0.95. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/ledger_random.h"

enum { WORDS = 20000, PHRASES = 400, MOST_PARAGRAPHS = 16 };

/* Made by counting, so that article `number` can be made again when it is copied. */
struct maker {
    unsigned *first; /* [WORDS + 1] Zipf: where each word begins in 2^31 */
    struct buffer out;
};

static void make_words(struct maker *maker)
{
    double sum = 0, so_far = 0;
    maker->first = memory_take((WORDS + 1) * sizeof *maker->first);
    for (int i = 0; i < WORDS; i++)
        sum += 1.0 / (i + 2);
    for (int i = 0; i <= WORDS; i++) {
        maker->first[i] = (unsigned)(so_far / sum * 2147483647.0);
        so_far += 1.0 / (i + 2);
    }
}

/* A word of two to five syllables that belongs to its rank. */
static void add_word(struct maker *maker, unsigned rank)
{
    static const char *const syllables[] = { "ba", "ten", "ro", "mi", "sha", "lor", "ve", "du", "kin", "po", "ra", "nes",
                                            "gul", "ti", "wen", "o" };
    unsigned rest = rank * 7 + 3;
    for (unsigned i = 0; i < 2 || rest; i++, rest /= 16)
        buffer_add_string(&maker->out, syllables[rest % 16]);
}

static unsigned some_rank(struct maker *maker, unsigned long long *seed)
{
    unsigned at = random_below(seed, 2147483647u), low = 0, high = WORDS;
    while (high - low > 1) {
        unsigned middle = (low + high) / 2;
        *(maker->first[middle] <= at ? &low : &high) = middle;
    }
    return low;
}

static void add_words(struct maker *maker, unsigned long long *seed, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        add_word(maker, some_rank(maker, seed));
        buffer_add_char(&maker->out, ' ');
    }
}

/* One of the phrases that all articles share, six to fourteen words. */
static void add_phrase(struct maker *maker, unsigned which)
{
    unsigned long long seed = which * 977ull + 5;
    random_below(&seed, 2);
    add_words(maker, &seed, 6 + random_below(&seed, 9));
}

/* Two or three sentences, one in four of which is or begins with a phrase. */
static void add_paragraph(struct maker *maker, unsigned long long *seed)
{
    for (unsigned i = 2 + random_below(seed, 2); i > 0; i--) {
        if (!random_below(seed, 4))
            add_phrase(maker, random_below(seed, PHRASES));
        add_words(maker, seed, 8 + random_below(seed, 14));
        buffer_add_string(&maker->out, ". ");
    }
}

static void add_quote(struct maker *maker, unsigned affair)
{
    unsigned long long seed = affair * 31ull + 77;
    random_below(&seed, 2);
    add_words(maker, &seed, 30);
}

/* The paragraphs of original `number`, parted by line feeds; it may quote what another one of its affair quotes. */
static struct text original(struct maker *maker, unsigned number, struct arena *arena)
{
    unsigned long long seed = number * 2654435761ull + 99;
    random_below(&seed, 2);
    unsigned count = 5 + random_below(&seed, MOST_PARAGRAPHS - 5);
    bool is_echo = number && !random_below(&seed, 5);
    unsigned affair = is_echo ? number - 1 - random_below(&seed, number < 50 ? number : 50) : number;
    buffer_reset(&maker->out);
    for (unsigned i = 0; i < count; i++) {
        add_paragraph(maker, &seed);
        if (i == 1)
            add_quote(maker, affair);
        buffer_add_char(&maker->out, '\n');
    }
    return arena_copy(arena, buffer_text(&maker->out));
}

/* The paragraph with one word in `of` replaced, or dropped. */
static void add_edited(struct maker *maker, struct text paragraph, unsigned of, unsigned long long *seed)
{
    while (paragraph.length) {
        struct text word = text_cut(&paragraph, ' ');
        if (of && !random_below(seed, of)) {
            if (random_below(seed, 2))
                add_words(maker, seed, 1);
            continue;
        }
        buffer_add(&maker->out, word);
        buffer_add_char(&maker->out, ' ');
    }
}

static struct text edited_copy(struct maker *maker, struct text whole, unsigned long long *seed, struct arena *arena)
{
    struct text paragraphs[MOST_PARAGRAPHS];
    unsigned count = 0, of = 12 + random_below(seed, 60), added = random_below(seed, 4);
    while (whole.length && count < MOST_PARAGRAPHS)
        paragraphs[count++] = text_cut(&whole, '\n');
    unsigned kept = count - random_below(seed, count / 2 + 1);
    unsigned first = random_below(seed, 3) ? 0 : random_below(seed, count - kept + 1);
    buffer_reset(&maker->out);
    add_words(maker, seed, 3); /* dateline */
    for (unsigned i = first; i < first + kept; i++) {
        add_edited(maker, paragraphs[i], of, seed);
        buffer_add_string(&maker->out, "\n\n");
        if (added && !random_below(seed, 3)) {
            add_paragraph(maker, seed);
            added--;
        }
    }
    return arena_copy(arena, buffer_text(&maker->out));
}

static void stop(const struct error *err)
{
    fprintf(stderr, "copies_bench: %s\n", err->message);
    exit(3);
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct plan {
    unsigned articles, planted;
    unsigned *source; /* [articles] of a planted copy, counted from 1 as the ledger does; 0: none */
    double adding;
};

static void append(struct ledger *ledger, unsigned number, struct text text, struct plan *plan, struct arena *arena)
{
    struct error err;
    enum ledger_outcome outcome;
    struct article article = { .id = arena_print(arena, "a%u", number), .title = arena_print(arena, "Report %u", number),
                               .publisher = TEXT("Bench"), .published = TEXT("2026-03-01"), .text = text };
    struct ledger_entry entry = { &article, NULL, "bench", 1772366400000 };
    double from = seconds();
    if (!ledger_append(ledger, &entry, &outcome, &err))
        stop(&err);
    plan->adding += seconds() - from;
}

/* Copies are spread evenly among the articles; each is of an earlier original. */
static void add_all(struct ledger *ledger, struct maker *maker, struct plan *plan)
{
    struct arena arena = { 0 };
    unsigned every = plan->articles / plan->planted;
    unsigned long long seed = 4711;
    for (unsigned i = 0; i < plan->articles; i++) {
        bool is_copy = i % every == every - 1;
        unsigned of = is_copy ? random_below(&seed, i) : i;
        if (is_copy && of % every == every - 1)
            of--;
        struct text text = original(maker, of, &arena);
        plan->source[i] = is_copy ? of + 1 : 0;
        append(ledger, i, is_copy ? edited_copy(maker, text, &seed, &arena) : text, plan, &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static bool report(const char *path, const struct plan *plan)
{
    struct buffer rows;
    unsigned planted = 0, found = 0, right = 0;
    buffer_init(&rows, 0);
    ledger_ask(path, "SELECT article, source FROM copies ORDER BY article", &rows);
    for (unsigned i = 0; i < plan->articles; i++)
        planted += plan->source[i] > 0;
    for (struct text rest = buffer_text(&rows); rest.length; found++) {
        struct text source = text_cut(&rest, '\n'), article = text_cut(&source, '|');
        right += plan->source[atoi(article.at) - 1] == (unsigned)atoi(source.at);
    }
    buffer_release(&rows);
    double precision = found ? (double)right / found : 1, recall = planted ? (double)right / planted : 1;
    printf("%u articles, %u planted copies, %u found: precision %.4f, recall %.4f, %.2f s of processor time for adding\n",
           plan->articles, planted, found, precision, recall, plan->adding);
    bool good = precision >= 0.98 && recall >= 0.95;
    printf("%d passed, %d failed\n", good, !good);
    return good;
}

int main(int argc, char **argv)
{
    struct error err;
    struct maker maker = { 0 };
    struct plan plan = { .articles = argc > 3 ? (unsigned)atoi(argv[1]) : 0, .planted = argc > 3 ? (unsigned)atoi(argv[2]) : 0 };
    if (!plan.planted || plan.planted > plan.articles / 2) {
        fputs("usage: copies_bench ARTICLES PLANTED LEDGER\n", stderr);
        return 2;
    }
    ledger_remove(argv[3]);
    struct ledger *ledger = ledger_open(argv[3], LEDGER_WRITE, &err);
    if (!ledger || !ledger_begin(ledger, &err))
        stop(&err);
    plan.source = memory_take(plan.articles * sizeof *plan.source);
    make_words(&maker);
    buffer_init(&maker.out, 0);
    add_all(ledger, &maker, &plan);
    if (!ledger_commit(ledger, &err))
        stop(&err);
    ledger_close(ledger);
    bool good = report(argv[3], &plan);
    ledger_remove(argv[3]);
    buffer_release(&maker.out);
    free(maker.first);
    free(plan.source);
    return good ? 0 : 1;
}
