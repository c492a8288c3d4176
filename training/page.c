/* Learns from pages with their article's text marked how to tell it from furniture: the weights of source/html_weights.def.
 *
 *     troth-page PAGES TRUTH.json > weights.def      learns from all, and tells on standard error how well pages do that were
 *                                                    left out
 *     troth-page --check PAGES TRUTH.json            tells how well the program's own weights do, and how fast it is
 *
 * PAGES holds NAME.html.gz; TRUTH.json is {NAME: {"text": ...}}. Blocks are learned by logistic regression, twice: without and with
 * what their neighbours are; the second time with scores for the neighbours by weights that have not seen the page. Figures are
 * precision, recall and F1 over runs of four words, averaged over pages. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <utf8proc.h>
#include <zlib.h>

#include "source/html.h"
#include "source/inner.h"

enum { RUN = 4, FOLDS = 5, INNER_FOLDS = 4, PARTITIONS = 6, EPOCHS = 40, MOST_BYTES = 16 << 20, WORST = 10, ROUNDS_OF_SPEED = 5 };

static const double rate = 0.15;     /* of the first epoch; falls to a twentieth */
/* Of squared weights: of all weights, a page, so that what few pages show weighs little; and of those of one block, a block. */
static const double page_penalty = 0.1, block_penalty = 0.01;
static const double most_weight = 0.2; /* of one block, as a share of its page's text */

typedef unsigned long long word;

struct words {
    word *items;
    size_t count, room;
};

struct page {
    const char *name;
    struct text bytes, truth;
    struct html_blocks blocks;
    struct words gold;   /* of the truth */
    struct words *block; /* of each block */
    bool *is_article;
    double *weight;
};

struct pages {
    struct page *items;
    size_t count, room;
};

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "troth-page: %s '%s'\n", what, name);
    exit(3);
}

/* -- words -- */

static bool is_word_character(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c == '_' || (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

static void add_words(struct text text, struct arena *arena, struct words *words)
{
    size_t from = 0, at = 0, length;
    for (; at <= text.length; at += length ? length : 1) {
        uint32_t c = utf8_at(text, at, &length);
        if (at < text.length && is_word_character(c))
            continue;
        if (at > from)
            ARENA_PUSH(arena, words, text_hash(text_slice(text, from, at)));
        from = at + (length ? length : 1);
    }
}

/* The hash of `length` words; runs of different lengths differ. */
static word run_at(const struct words *words, size_t at, size_t length)
{
    word hash = length * 0x9e3779b97f4a7c15ull;
    for (size_t i = at; i < at + length; i++)
        hash = (hash ^ words->items[i]) * 0x100000001b3ull + (hash >> 29);
    return hash;
}

static int compare(const void *a, const void *b)
{
    word x = *(const word *)a, y = *(const word *)b;
    return x < y ? -1 : x > y;
}

/* All runs of RUN words (or the one shorter run that there is), sorted. */
static struct words runs_of(const struct words *words, size_t length, struct arena *arena)
{
    struct words runs = { 0 };
    if (words->count && words->count < length)
        ARENA_PUSH(arena, &runs, run_at(words, 0, words->count));
    for (size_t i = 0; i + length <= words->count; i++)
        ARENA_PUSH(arena, &runs, run_at(words, i, length));
    if (runs.count)
        qsort(runs.items, runs.count, sizeof *runs.items, compare);
    return runs;
}

static size_t count_common(const struct words *a, const struct words *b)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        common += a->items[i] == b->items[j];
        bool first = a->items[i] <= b->items[j], second = b->items[j] <= a->items[i];
        i += first;
        j += second;
    }
    return common;
}

static bool has(const struct words *sorted, word run)
{
    return sorted->count && bsearch(&run, sorted->items, sorted->count, sizeof run, compare);
}

/* -- which blocks are article -- */

static bool is_mostly_in(const struct words *words, const struct words *sorted, size_t length)
{
    size_t found = 0, count = words->count + 1 - length;
    for (size_t i = 0; i < count; i++)
        found += has(sorted, run_at(words, i, length));
    return 2 * found > count;
}

/* Blocks of fewer words than a run has count where a neighbour does. */
static void mark_short(struct page *page, const struct words sorted[RUN + 1])
{
    for (size_t i = 0; i < page->blocks.count; i++) {
        size_t count = page->block[i].count;
        bool beside = (i && page->is_article[i - 1]) || (i + 1 < page->blocks.count && page->is_article[i + 1]);
        if (count && count < RUN && beside)
            page->is_article[i] = has(&sorted[count], run_at(&page->block[i], 0, count));
    }
}

/* Takes back the marks of short links that stand apart from the long blocks of the article: its words in menus. */
static void unmark_links(struct page *page)
{
    enum { LONG = 16 }; /* words that stand in no menu */
    size_t first = page->blocks.count, last = 0;
    for (size_t i = 0; i < page->blocks.count; i++)
        if (page->is_article[i] && page->block[i].count >= LONG) {
            first = i < first ? i : first;
            last = i;
        }
    for (size_t i = 0; i < page->blocks.count; i++)
        if ((i < first || i > last) && html_has(&page->blocks.items[i], FEATURE_LINKS_ALL))
            page->is_article[i] = false;
}

static void mark(struct page *page, struct arena *arena)
{
    struct words sorted[RUN + 1];
    size_t count = page->blocks.count;
    add_words(page->truth, arena, &page->gold);
    for (size_t length = 1; length <= RUN; length++)
        sorted[length] = runs_of(&page->gold, length, arena);
    page->block = arena_take(arena, (count + 1) * sizeof *page->block);
    page->is_article = arena_take(arena, count + 1);
    page->weight = arena_take(arena, (count + 1) * sizeof *page->weight);
    for (size_t i = 0; i < count; i++) {
        add_words(page->blocks.items[i].text, arena, &page->block[i]);
        double share = (double)(page->block[i].count + 1) / (double)(page->gold.count + 1);
        page->weight[i] = share < most_weight ? share : most_weight;
        page->is_article[i] = page->block[i].count >= RUN && is_mostly_in(&page->block[i], &sorted[RUN], RUN);
    }
    mark_short(page, sorted);
    unmark_links(page);
}

/* -- learning -- */

/* The features of a block as a list; at the first stage without what its neighbours are. Returns how many. */
static int list_features(const struct html_block *block, int stage, int list[FEATURE_COUNT])
{
    int count = 0, end = stage ? FEATURE_COUNT : FEATURE_BACK2_LOW;
    for (int set = 0; set < FEATURE_SETS; set++)
        for (unsigned long long bits = block->features[set]; bits; bits &= bits - 1)
            if (64 * set + __builtin_ctzll(bits) < end)
                list[count++] = 64 * set + __builtin_ctzll(bits);
    return count;
}

/* A step towards what the marks say of one block. */
static void learn_block(const struct page *page, size_t i, int stage, double step, double w[FEATURE_COUNT])
{
    int list[FEATURE_COUNT], count = list_features(&page->blocks.items[i], stage, list);
    double total = 0;
    for (int k = 0; k < count; k++)
        total += w[list[k]];
    double gradient = ((page->is_article[i] ? 1 : 0) - 1 / (1 + exp(-total))) * page->weight[i] * 100;
    gradient = gradient > 3 ? 3 : gradient < -3 ? -3 : gradient;
    for (int k = 0; k < count; k++)
        w[list[k]] += step * (gradient - block_penalty * w[list[k]]);
}

static void learn(const struct pages *pages, const bool *use, int stage, int weights[FEATURE_COUNT])
{
    double w[FEATURE_COUNT] = { 0 }, mean[FEATURE_COUNT] = { 0 };
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        double step = rate / (1 + 19.0 * epoch / EPOCHS);
        for (size_t k = 0; k < pages->count; k++) {
            size_t p = (k * 37 + (size_t)epoch * 11) % pages->count;
            for (size_t i = 0; use[p] && i < pages->items[p].blocks.count; i++)
                learn_block(&pages->items[p], i, stage, step, w);
            for (int f = 0; use[p] && f < FEATURE_COUNT; f++)
                w[f] -= step * page_penalty * w[f];
            for (int f = 0; epoch >= EPOCHS / 2 && f < FEATURE_COUNT; f++)
                mean[f] += w[f] / (double)(pages->count * (EPOCHS - EPOCHS / 2));
        }
    }
    for (int f = 0; f < FEATURE_COUNT; f++)
        weights[f] = (int)lround(mean[f] * 1000);
}

static void forget_neighbours(struct page *page)
{
    for (size_t i = 0; i < page->blocks.count; i++)
        for (int f = FEATURE_BACK2_LOW; f < FEATURE_COUNT; f++)
            page->blocks.items[i].features[f / 64] &= ~(1ull << f % 64);
}

/* Weights of both stages from the pages that are used. */
static void learn_both(const struct pages *pages, const bool *use, int weights[2][FEATURE_COUNT])
{
    bool *inner = malloc(pages->count);
    for (size_t fold = 0; fold < INNER_FOLDS; fold++) {
        for (size_t p = 0; p < pages->count; p++)
            inner[p] = use[p] && p / FOLDS % INNER_FOLDS != fold;
        learn(pages, inner, 0, weights[0]);
        for (size_t p = 0; p < pages->count; p++)
            if (use[p] && !inner[p]) {
                forget_neighbours(&pages->items[p]);
                html_judge_first(&pages->items[p].blocks, weights[0]);
            }
    }
    learn(pages, use, 1, weights[1]);
    learn(pages, use, 0, weights[0]);
    free(inner);
}

/* -- figures -- */

struct row {
    double f1;
    const struct page *page;
    double precision, recall; /* below 0: there is nothing to divide by */
};

struct figures {
    double precision, recall, f1, worst; /* worst: mean F1 of the worst tenth */
};

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return x->f1 < y->f1 ? -1 : x->f1 > y->f1 ? 1 : strcmp(x->page->name, y->page->name);
}

static struct row score_page(const struct page *page)
{
    struct arena arena = { 0 };
    struct words found = { 0 };
    for (size_t i = 0; i < page->blocks.count; i++)
        if (page->blocks.items[i].is_kept)
            add_words(page->blocks.items[i].text, &arena, &found);
    struct words gold = runs_of(&page->gold, RUN, &arena), got = runs_of(&found, RUN, &arena);
    double common = (double)count_common(&gold, &got);
    struct row row = { .page = page };
    row.precision = got.count ? common / (double)got.count : -1;
    row.recall = gold.count ? common / (double)gold.count : -1;
    row.f1 = common > 0 ? 2 * common / (double)(gold.count + got.count) : 0;
    arena_release(&arena);
    return row;
}

static size_t tenth_of(size_t count)
{
    return count < 10 ? 1 : (count + 5) / 10;
}

/* Sorts the rows, the worst first. */
static struct figures sum_up(struct row *rows, size_t count)
{
    struct figures sum = { 0 };
    double precisions = 0, recalls = 0;
    for (size_t p = 0; p < count; p++) {
        sum.precision += rows[p].precision < 0 ? 0 : rows[p].precision;
        sum.recall += rows[p].recall < 0 ? 0 : rows[p].recall;
        precisions += rows[p].precision >= 0;
        recalls += rows[p].recall >= 0;
    }
    qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t p = 0; p < tenth_of(count) && p < count; p++)
        sum.worst += rows[p].f1 / (double)tenth_of(count);
    sum.precision /= precisions;
    sum.recall /= recalls;
    sum.f1 = 2 * sum.precision * sum.recall / (sum.precision + sum.recall);
    return sum;
}

static void tell_rows(const struct row *rows, size_t count)
{
    for (size_t p = 0; p < WORST + tenth_of(count) && p < count; p++)
        fprintf(stderr, "  %.3f  precision %.3f  recall %.3f  %s\n", rows[p].f1, rows[p].precision, rows[p].recall,
                rows[p].page->name);
}

static void tell(const struct pages *pages, const char *what)
{
    struct row *rows = malloc(pages->count * sizeof *rows);
    for (size_t p = 0; p < pages->count; p++)
        rows[p] = score_page(&pages->items[p]);
    struct figures sum = sum_up(rows, pages->count);
    fprintf(stderr, "%s: precision %.4f, recall %.4f, F1 %.4f; the worst tenth %.4f on average\n", what, sum.precision, sum.recall,
            sum.f1, sum.worst);
    tell_rows(rows, pages->count);
    free(rows);
}

static void judge_with(struct page *page, const int weights[2][FEATURE_COUNT])
{
    forget_neighbours(page);
    html_judge(&page->blocks, weights);
}

/* -- pages that were left out -- */

struct place {
    word order;
    size_t page;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->order < y->order ? -1 : x->order > y->order ? 1 : x->page < y->page ? -1 : x->page > y->page;
}

/* The part of each page: another partition for each number, and the same on every machine. */
static void part_pages(const struct pages *pages, unsigned long long partition, int part[])
{
    struct place *places = malloc(pages->count * sizeof *places);
    char number[32];
    snprintf(number, sizeof number, "%llu", partition);
    for (size_t p = 0; p < pages->count; p++)
        places[p] = (struct place){ text_hash_more(text_hash(text_of(number)), text_of(pages->items[p].name)), p };
    qsort(places, pages->count, sizeof *places, compare_places);
    for (size_t p = 0; p < pages->count; p++)
        part[places[p].page] = (int)(p % FOLDS);
    free(places);
}

/* Scores each page by weights learned from the pages of the other parts. */
static void score_parts(const struct pages *pages, const int part[], struct row *rows)
{
    int weights[2][FEATURE_COUNT];
    bool *use = malloc(pages->count);
    for (int fold = 0; fold < FOLDS; fold++) {
        for (size_t p = 0; p < pages->count; p++)
            use[p] = part[p] != fold;
        learn_both(pages, use, weights);
        for (size_t p = 0; p < pages->count; p++)
            if (!use[p]) {
                judge_with(&pages->items[p], (const int (*)[FEATURE_COUNT])weights);
                rows[p] = score_page(&pages->items[p]);
            }
    }
    free(use);
}

/* Pages are few, and which ones are learned from matters: figures are means over several partitions. */
static void cross_validate(const struct pages *pages)
{
    struct row *rows = malloc(pages->count * sizeof *rows), *means = calloc(pages->count, sizeof *means);
    int *part = malloc(pages->count * sizeof *part);
    struct figures mean = { 0 };
    for (int partition = 0; partition < PARTITIONS; partition++) {
        part_pages(pages, (unsigned long long)partition, part);
        score_parts(pages, part, rows);
        for (size_t p = 0; p < pages->count; p++) {
            means[p].page = rows[p].page;
            means[p].f1 += rows[p].f1 / PARTITIONS;
            means[p].precision += rows[p].precision / PARTITIONS;
            means[p].recall += rows[p].recall / PARTITIONS;
        }
        struct figures sum = sum_up(rows, pages->count);
        fprintf(stderr, "  partition %d: F1 %.4f; the worst tenth %.4f\n", partition + 1, sum.f1, sum.worst);
        mean.precision += sum.precision / PARTITIONS;
        mean.recall += sum.recall / PARTITIONS;
        mean.f1 += sum.f1 / PARTITIONS;
        mean.worst += sum.worst / PARTITIONS;
    }
    fprintf(stderr, "pages that were left out: precision %.4f, recall %.4f, F1 %.4f; the worst tenth %.4f on average\n",
            mean.precision, mean.recall, mean.f1, mean.worst);
    qsort(means, pages->count, sizeof *means, compare_rows);
    tell_rows(means, pages->count);
    free(part);
    free(means);
    free(rows);
}

/* -- reading -- */

static struct text read_page(const char *folder, const char *name, struct arena *arena)
{
    char path[4096];
    struct buffer all;
    char *chunk = arena_take(arena, 1 << 16);
    int got;
    snprintf(path, sizeof path, "%s/%s.html.gz", folder, name);
    gzFile file = gzopen(path, "rb");
    if (!file)
        fail("cannot open", path);
    buffer_init(&all, MOST_BYTES);
    while ((got = gzread(file, chunk, 1 << 16)) > 0)
        buffer_add(&all, (struct text){ chunk, (size_t)got });
    gzclose(file);
    struct text bytes = arena_copy(arena, buffer_text(&all));
    buffer_release(&all);
    return bytes;
}

static void take_page(const char *folder, const char *name, const json_t *truth, struct arena *arena, struct page *page)
{
    struct html_tree tree;
    struct html_facts facts = { 0 };
    struct text warning = TEXT("");
    page->name = name;
    page->truth = text_of(json_string_value(json_object_get(truth, "text")));
    page->bytes = read_page(folder, name, arena);
    struct source_bytes given = { .bytes = page->bytes, .name = name };
    html_tree_read(html_decode(&given, arena, &warning), arena, &tree);
    html_facts_gather(&tree, arena, &facts);
    html_blocks_gather(&tree, arena, &page->blocks);
    html_features_fill(&tree, &facts, arena, &page->blocks);
    mark(page, arena);
}

static void print_weights(const int weights[2][FEATURE_COUNT])
{
    static const char *const names[] = {
#define FEATURE(name, meaning) #name,
#include "source/html_features.def"
#undef FEATURE
    };
    puts("/* Learned by training/page.c: WEIGHTS(FEATURE, without, with what the neighbours are), thousandths of log odds. */");
    for (int f = 0; f < FEATURE_COUNT; f++)
        printf("WEIGHTS(%s, %d, %d)\n", names[f], weights[0][f], weights[1][f]);
}

/* How fast whole pages in memory become articles, on one core. */
static void measure(const struct pages *pages)
{
    struct arena arena = { 0 };
    struct timespec from, to;
    size_t done = 0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (int round = 0; round < ROUNDS_OF_SPEED; round++)
        for (size_t p = 0; p < pages->count; p++, done++) {
            struct source_bytes given = { .bytes = pages->items[p].bytes, .name = pages->items[p].name };
            struct source_article article = { .line = 1 };
            struct error err = { 0 };
            source_take_page(&given, &arena, &article, &err);
            arena_reset(&arena);
        }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    fprintf(stderr, "%.0f pages a second\n",
            (double)done / ((double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec)));
    arena_release(&arena);
}

int main(int count, char **words)
{
    struct arena arena = { 0 };
    struct pages pages = { 0 };
    int weights[2][FEATURE_COUNT];
    bool check = count == 4 && !strcmp(words[1], "--check");
    if (count != 3 && !check)
        return fprintf(stderr, "usage: troth-page [--check] PAGES TRUTH.json\n"), 2;
    json_error_t why;
    json_t *truth = json_load_file(words[count - 1], 0, &why), *value;
    const char *name;
    if (!truth)
        fail(why.text, words[count - 1]);
    json_object_foreach(truth, name, value) {
        struct page page = { 0 };
        take_page(words[count - 2], name, value, &arena, &page);
        ARENA_PUSH(&arena, &pages, page);
    }
    if (check) {
        for (size_t p = 0; p < pages.count; p++)
            judge_with(&pages.items[p], html_weights);
        tell(&pages, "as built");
        measure(&pages);
    } else {
        bool *use = memset(malloc(pages.count), true, pages.count);
        cross_validate(&pages);
        learn_both(&pages, use, weights);
        for (size_t p = 0; p < pages.count; p++)
            judge_with(&pages.items[p], (const int (*)[FEATURE_COUNT])weights);
        tell(&pages, "pages that were learned from");
        print_weights((const int (*)[FEATURE_COUNT])weights);
        free(use);
    }
    json_decref(truth);
    arena_release(&arena);
    return 0;
}
