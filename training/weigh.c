/* troth-weigh: learns lexicon/confidence.txt, how far each kind of frame can be trusted, from marked articles.
 *
 *     troth-weigh LEXICON MODEL GOLD [GOLD …] > lexicon/confidence.txt     learns, and tells on standard error how well it does
 *                                                                       on articles that it did not learn from (twenty parts)
 *     troth-weigh --read LEXICON MODEL GOLD                              prints the statements as JSON Lines
 *     troth-weigh --measure LEXICON MODEL GOLD …                         prints precision, recall and F1 of each folder, with the
 *                                                                       weights that the lexicon has
 *
 * A frame counts as right when the marks have a statement of its act and one of its actors in its sentence. Logistic regression
 * with a quadratic penalty (training/weights.h), features from reading/features.c. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "training/desk.h"

enum { PARTS = 20, LAST_STEP = 30 };
static const double SMALLEST = 0.015;

struct example {
    int features[CONFIDENCE_FEATURES];
    int count, article, rows; /* rows: actors, each counts once in the score */
    int right_rows;           /* those of them that the marks have */
    int sentence, head, rank;
    bool right;
};

/* The articles of one folder: [from, to). */
struct part {
    const char *path;
    int from, to;
    int wanted; /* rows of the marks */
};

struct job {
    struct desk desk;
    struct { struct example *items; size_t count, room; } examples;
    struct part all;
    struct { struct part *items; size_t count, room; } parts;
};

/* Gives every actor of ours that a marked statement confirms to it, each of both once. Returns how many of ours are confirmed. */
static int confirm(const struct gold_statement *theirs, bool *taken, const struct statement *ours, bool *right, struct arena *arena)
{
    int rows = 0;
    if (theirs->act != (int)ours->act || !gold_same_sentence(theirs->sentence, ours->sentence_text, arena))
        return 0;
    for (size_t a = 0; a < ours->actors.count; a++)
        for (size_t b = 0; b < theirs->actors.count && !right[a]; b++)
            if (!taken[b] && gold_same_actor(&ours->actors.items[a], &theirs->actors.items[b], arena)) {
                right[a] = taken[b] = true;
                rows++;
            }
    return rows;
}

/* Statements of ours, in the order of the text. */
struct read_list {
    const struct statement **items;
    size_t count, room;
};

/* How many actors of each of ours the marks have, rows[count]: first where the triggers share words, then wherever the sentence is
 * the same. */
static void find_right(const struct gold_article *marks, const struct read_list *list, int *rows, struct arena *arena)
{
    bool **taken = arena_take(arena, (marks->statements.count + 1) * sizeof *taken);
    bool **right = arena_take(arena, (list->count + 1) * sizeof *right);
    for (size_t i = 0; i < marks->statements.count; i++)
        taken[i] = arena_take(arena, marks->statements.items[i].actors.count + 1);
    for (size_t c = 0; c < list->count; c++)
        right[c] = arena_take(arena, list->items[c]->actors.count + 1);
    for (int alike = 1; alike >= 0; alike--)
        for (size_t c = 0; c < list->count; c++)
            for (size_t i = 0; i < marks->statements.count; i++) {
                const struct gold_statement *theirs = &marks->statements.items[i];
                if (!alike || gold_shared_words(theirs->trigger, list->items[c]->trigger_text, arena))
                    rows[c] += confirm(theirs, taken[i], list->items[c], right[c], arena);
            }
}

static void take_article(struct job *job, int article, struct arena *arena)
{
    const struct gold_article *marks = &job->desk.gold.articles.items[article];
    struct document document;
    struct reading reading;
    struct candidate_list candidates = { 0 };
    desk_prepare(&job->desk, &marks->article, arena, &document, &reading);
    read_candidates(&reading, &candidates);
    int *rows = arena_take(arena, (candidates.count + 1) * sizeof *rows);
    struct read_list list = { 0 };
    for (size_t i = 0; i < candidates.count; i++)
        ARENA_PUSH(arena, &list, &candidates.items[i].statement);
    find_right(marks, &list, rows, arena);
    for (size_t i = 0; i < candidates.count; i++) {
        const struct candidate *candidate = &candidates.items[i];
        struct example example = { .article = article, .rows = (int)candidate->statement.actors.count };
        example.right = rows[i] > 0;
        example.right_rows = rows[i];
        example.sentence = candidate->sentence;
        example.head = candidate->group;
        example.rank = frames_rank(&candidate->frame);
        for (int f = 0; f < candidate->features->count; f++)
            example.features[example.count++] = weights_number(&job->desk.names, candidate->features->names[f]);
        ARENA_PUSH(&job->desk.arena, &job->examples, example);
    }
}

/* Counts the rows that are wanted of a folder's articles. */
static void count_wanted(const struct job *job, struct part *part)
{
    for (int i = part->from; i < part->to; i++)
        for (size_t s = 0; s < job->desk.gold.articles.items[i].statements.count; s++)
            part->wanted += (int)job->desk.gold.articles.items[i].statements.items[s].actors.count;
}

static double probability(const struct example *example, const double *weights)
{
    double sum = 0;
    for (int f = 0; f < example->count; f++)
        sum += weights[example->features[f]];
    return 1 / (1 + exp(-sum));
}

static bool is_kept_out(const struct example *example, int left_out)
{
    return example->article % PARTS == left_out;
}

static void add_slopes(const void *context, int left_out, const double *weights, double *slopes)
{
    const struct job *job = context;
    for (size_t e = 0; e < job->examples.count; e++) {
        const struct example *example = &job->examples.items[e];
        if (is_kept_out(example, left_out))
            continue;
        double off = probability(example, weights) - example->right;
        for (int f = 0; f < example->count; f++)
            slopes[example->features[f]] += off;
    }
}

static void count_features(const void *context, int left_out, int *counts)
{
    const struct job *job = context;
    for (size_t e = 0; e < job->examples.count; e++)
        for (int f = 0; f < job->examples.items[e].count && !is_kept_out(&job->examples.items[e], left_out); f++)
            counts[job->examples.items[e].features[f]]++;
}

/* Learns from all examples but those of part `left_out` (-1: from all). */
static void learn(const struct job *job, int left_out, double *weights)
{
    static const struct weights_method method = { .rounds = 120, .rare = 6, .unpunished = 0, .penalty = 16,
                                                  .count_features = count_features, .add_slopes = add_slopes };
    weights_learn(&method, job, left_out, job->desk.names.count, weights);
}

static bool same_sentence(const struct example *a, const struct example *b)
{
    return a->article == b->article && a->sentence == b->sentence;
}

/* Whether no other of its group is likelier; those of one sentence stand side by side. */
static bool is_likeliest(const struct job *job, const double *probabilities, size_t e)
{
    const struct example *items = job->examples.items;
    for (size_t i = e; i-- > 0 && same_sentence(&items[i], &items[e]);)
        if (items[i].head == items[e].head
            && (probabilities[i] > probabilities[e] || (probabilities[i] == probabilities[e] && items[i].rank >= items[e].rank)))
            return false;
    for (size_t i = e + 1; i < job->examples.count && same_sentence(&items[i], &items[e]); i++)
        if (items[i].head == items[e].head
            && (probabilities[i] > probabilities[e] || (probabilities[i] == probabilities[e] && items[i].rank > items[e].rank)))
            return false;
    return true;
}

/* F1 over rows of articles [from, to) when everything from `threshold` up is kept. */
static double f1_at(const struct job *job, const double *probabilities, double threshold, const struct part *part,
                    double *precision, double *recall)
{
    int kept = 0, right = 0;
    for (size_t e = 0; e < job->examples.count; e++) {
        const struct example *example = &job->examples.items[e];
        if (example->article < part->from || example->article >= part->to)
            continue;
        if (probabilities[e] >= threshold && is_likeliest(job, probabilities, e)) {
            kept += example->rows;
            right += example->right_rows;
        }
    }
    *precision = kept ? (double)right / kept : 0;
    *recall = part->wanted ? (double)right / part->wanted : 0;
    return right ? 2.0 * right / (kept + part->wanted) : 0;
}

/* The probability of every example as learned from the articles of the other parts. */
static void hold_out(const struct job *job, double *weights, double *held_out)
{
    for (int part = 0; part < PARTS; part++) {
        learn(job, part, weights);
        for (size_t e = 0; e < job->examples.count; e++)
            if (is_kept_out(&job->examples.items[e], part))
                held_out[e] = probability(&job->examples.items[e], weights);
    }
}

/* Half of the best F1, in thousandths: where probabilities are what they say, F1 is best from there up (Lipton, Elkan,
 * Narayanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014). The best threshold of these articles lies
 * higher and is chance; articles that nobody has looked at are read less well, and the worse they are read, the lower theirs. */
static int choose_threshold(const struct job *job, const double *held_out)
{
    double best = 0, precision, recall;
    for (int step = 5; step < LAST_STEP; step++)
        best = fmax(best, f1_at(job, held_out, step * 0.02, &job->all, &precision, &recall));
    return (int)lround(500 * best);
}

/* Expected calibration error of what is kept, in ten bins, and how many of those with 0.8 or more are right. */
static void tell_calibration(const struct job *job, const double *held_out, double threshold)
{
    enum { BINS = 10, SURE = 8 };
    double sum[BINS] = { 0 }, error = 0;
    int right[BINS] = { 0 }, count[BINS] = { 0 }, all = 0, sure = 0, sure_right = 0;
    for (size_t e = 0; e < job->examples.count; e++) {
        if (held_out[e] < threshold || !is_likeliest(job, held_out, e))
            continue;
        int bin = (int)fmin(BINS * held_out[e], BINS - 1);
        sum[bin] += held_out[e];
        right[bin] += job->examples.items[e].right;
        count[bin]++;
        all++;
    }
    for (int bin = 0; bin < BINS; bin++) {
        error += fabs(sum[bin] - right[bin]);
        sure += bin >= SURE ? count[bin] : 0;
        sure_right += bin >= SURE ? right[bin] : 0;
    }
    fprintf(stderr, "calibration error %.3f; of %d with confidence 0.8 or more right: %.3f\n", all ? error / all : 0, sure,
            sure ? (double)sure_right / sure : 0);
}

static void tell(const struct job *job, const double *held_out, int threshold)
{
    double precision, recall, f1;
    int right = 0;
    for (size_t e = 0; e < job->examples.count; e++)
        right += job->examples.items[e].right_rows;
    fprintf(stderr, "rows that some frame has right: %d\n", right);
    f1 = f1_at(job, held_out, 0, &job->all, &precision, &recall);
    fprintf(stderr, "all frames: precision %.3f recall %.3f F1 %.3f\n", precision, recall, f1);
    f1 = f1_at(job, held_out, threshold / 1000.0, &job->all, &precision, &recall);
    fprintf(stderr, "held out, from %d thousandths: precision %.3f recall %.3f F1 %.3f\n", threshold, precision, recall, f1);
    for (size_t i = 0; i < job->parts.count && job->parts.count > 1; i++) {
        f1 = f1_at(job, held_out, threshold / 1000.0, &job->parts.items[i], &precision, &recall);
        fprintf(stderr, "  %s: precision %.3f recall %.3f F1 %.3f\n", job->parts.items[i].path, precision, recall, f1);
    }
    tell_calibration(job, held_out, threshold / 1000.0);
}

static void print_weights(const struct job *job, const double *weights, int threshold)
{
    printf("# How far each kind of frame can be trusted: weights of features in hundredths of a logit, learned by troth-weigh.\n"
           "# The features are made in reading/features.c. Statements below the threshold (thousandths) are left out.\n"
           "threshold | %d\n", threshold);
    weights_print(&job->desk.names, weights, SMALLEST);
}

static void learn_all(struct job *job)
{
    struct arena arena = { 0 };
    for (size_t i = 0; i < job->desk.gold.articles.count; i++, arena_reset(&arena))
        take_article(job, (int)i, &arena);
    arena_release(&arena);
    fprintf(stderr, "%zu articles, %zu frames, %zu features, %d rows wanted\n", job->desk.gold.articles.count, job->examples.count,
            job->desk.names.count, job->all.wanted);
    double *weights = memory_take((job->desk.names.count + 1) * sizeof *weights);
    double *held_out = memory_take((job->examples.count + 1) * sizeof *held_out);
    hold_out(job, weights, held_out);
    int threshold = choose_threshold(job, held_out);
    tell(job, held_out, threshold);
    learn(job, -1, weights);
    print_weights(job, weights, threshold);
    free(weights);
    free(held_out);
}

/* What a reader of the article gets. */
static void read_article(const struct job *job, const struct article *article, struct arena *arena, struct statement_list *out)
{
    struct document document;
    language_read(job->desk.language, job->desk.scratch, article->title, article->text, arena, &document);
    reading_read(job->desk.lexicon, article, &document, arena, out);
}

static void read_all(struct job *job)
{
    struct arena arena = { 0 };
    struct buffer out;
    buffer_init(&out, 0);
    for (size_t i = 0; i < job->desk.gold.articles.count; i++, arena_reset(&arena)) {
        const struct article *article = &job->desk.gold.articles.items[i].article;
        struct statement_list statements;
        read_article(job, article, &arena, &statements);
        for (size_t s = 0; s < statements.count; s++)
            record_write_statement(article, &statements.items[s], lexicon_version(job->desk.lexicon), &out);
    }
    fwrite(out.at, 1, out.length, stdout);
    buffer_release(&out);
    arena_release(&arena);
}

/* Adds an article's rows to those given and those of them that are right. */
static void measure_article(const struct job *job, const struct gold_article *marks, int *given, int *right, struct arena *arena)
{
    struct statement_list statements;
    struct read_list list = { 0 };
    read_article(job, &marks->article, arena, &statements);
    for (size_t i = 0; i < statements.count; i++)
        ARENA_PUSH(arena, &list, &statements.items[i]);
    int *rows = arena_take(arena, (list.count + 1) * sizeof *rows);
    find_right(marks, &list, rows, arena);
    for (size_t i = 0; i < list.count; i++) {
        *given += (int)list.items[i]->actors.count;
        *right += rows[i];
    }
}

static void measure_all(struct job *job)
{
    struct arena arena = { 0 };
    for (size_t p = 0; p < job->parts.count; p++) {
        const struct part *part = &job->parts.items[p];
        int given = 0, right = 0;
        for (int i = part->from; i < part->to; i++, arena_reset(&arena))
            measure_article(job, &job->desk.gold.articles.items[i], &given, &right, &arena);
        printf("%s: precision %.3f recall %.3f F1 %.3f\n", part->path, given ? (double)right / given : 0,
               part->wanted ? (double)right / part->wanted : 0, right ? 2.0 * right / (given + part->wanted) : 0);
    }
    arena_release(&arena);
}

static bool open_all(struct job *job, int count, char **paths, struct error *err)
{
    struct gold *gold = &job->desk.gold;
    if (!desk_open(&job->desk, paths[0], paths[1], err))
        return false;
    for (int i = 2; i < count; i++) {
        struct part part = { .path = paths[i], .from = (int)gold->articles.count };
        if (!gold_read(gold, paths[i], &job->desk.arena, err))
            return false;
        part.to = (int)gold->articles.count;
        count_wanted(job, &part);
        job->all.to = part.to;
        job->all.wanted += part.wanted;
        ARENA_PUSH(&job->desk.arena, &job->parts, part);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct job job = { 0 };
    struct error err;
    bool read = argc > 1 && !strcmp(argv[1], "--read"), measure = argc > 1 && !strcmp(argv[1], "--measure");
    int options = read || measure;
    if (argc < 4 + options) {
        fprintf(stderr, "usage: troth-weigh [--read | --measure] LEXICON MODEL GOLD...\n");
        return 2;
    }
    bool ok = open_all(&job, argc - 1 - options, argv + 1 + options, &err);
    if (ok)
        (read ? read_all : measure ? measure_all : learn_all)(&job);
    else
        fprintf(stderr, "troth-weigh: %s\n", err.message);
    desk_close(&job.desk);
    return ok ? 0 : error_status(err.code);
}
