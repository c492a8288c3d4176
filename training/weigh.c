/* troth-weigh: learns lexicon/confidence.txt, how far each kind of frame can be trusted, from marked articles.
 *
 *     troth-weigh LEXICON MODEL GOLD [GOLD …] > lexicon/confidence.txt     learns, and tells on standard error how well it does on
 *                                                                       articles that it did not learn from (five parts, by turns)
 *     troth-weigh --read LEXICON MODEL GOLD                              prints the statements as JSON Lines
 *
 * A frame counts as right when the marks have a statement of its act and actor in its sentence. Logistic regression with a
 * quadratic penalty (iRprop-: Igel, Hüsken, Neurocomputing 2003), features from reading/features.c. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/language.h"
#include "reading/read.h"
#include "training/gold.h"

enum { PARTS = 5, ROUNDS = 120, RARE = 2, LAST_STEP = 30 };
static const double PENALTY = 5, SMALLEST = 0.03, NEARLY = 0.995;

struct example {
    int features[CONFIDENCE_FEATURES];
    int count, article, rows; /* rows: actors, each counts once in the score */
    int sentence, head, rank;
    bool right;
};

struct job {
    struct lexicon *lexicon;
    struct language *language;
    struct language_scratch *scratch;
    struct gold gold;
    struct arena arena;
    struct { struct example *items; size_t count, room; } examples;
    struct { struct text *items; size_t count, room; } names; /* of features, by number */
    int wanted; /* rows of the marks */
};

/* Numbers of features by name: open addressing over `names`. */
struct numbers {
    int *slots; /* number + 1; 0: free */
    size_t room;
};

static int number_of(struct job *job, struct numbers *numbers, struct text name)
{
    size_t at = text_hash(name) & (numbers->room - 1);
    while (numbers->slots[at] && !text_equals(job->names.items[numbers->slots[at] - 1], name))
        at = (at + 1) & (numbers->room - 1);
    if (!numbers->slots[at]) {
        ARENA_PUSH(&job->arena, &job->names, arena_copy(&job->arena, name));
        numbers->slots[at] = (int)job->names.count;
    }
    return numbers->slots[at] - 1;
}

/* How well a marked statement confirms ours: 0 not at all, more where the triggers share words. */
static int confirms(const struct gold_statement *theirs, const struct statement *ours, struct arena *arena)
{
    if (theirs->act != (int)ours->act || !gold_same_sentence(theirs->sentence, ours->sentence_text, arena))
        return 0;
    for (size_t a = 0; a < ours->actors.count; a++)
        for (size_t b = 0; b < theirs->actors.count; b++)
            if (gold_same_actor(&ours->actors.items[a], &theirs->actors.items[b], arena))
                return 1 + gold_shared_words(theirs->trigger, ours->trigger_text, arena);
    return 0;
}

/* Each marked statement confirms one of ours: the one whose trigger is most alike. */
static void find_right(const struct gold_article *marks, const struct candidate_list *candidates, bool *right, struct arena *arena)
{
    for (size_t i = 0; i < marks->statements.count; i++) {
        int best = 0, at = -1;
        for (size_t c = 0; c < candidates->count; c++) {
            int by = right[c] ? 0 : confirms(&marks->statements.items[i], &candidates->items[c].statement, arena);
            if (by > best) {
                best = by;
                at = (int)c;
            }
        }
        if (at >= 0)
            right[at] = true;
    }
}

static void take_article(struct job *job, struct numbers *numbers, int article, struct arena *arena)
{
    const struct gold_article *marks = &job->gold.articles.items[article];
    struct document document;
    struct reading reading;
    struct candidate_list candidates = { 0 };
    language_read(job->language, job->scratch, marks->article.title, marks->article.text, arena, &document);
    read_prepare(&reading, job->lexicon, &marks->article, &document, arena);
    read_candidates(&reading, &candidates);
    bool *right = arena_take(arena, candidates.count + 1);
    find_right(marks, &candidates, right, arena);
    for (size_t i = 0; i < candidates.count; i++) {
        const struct candidate *candidate = &candidates.items[i];
        struct example example = { .article = article, .rows = (int)candidate->statement.actors.count };
        example.right = right[i];
        example.sentence = candidate->sentence;
        example.head = candidate->group;
        example.rank = frames_rank(&candidate->frame);
        for (int f = 0; f < candidate->features.count; f++)
            example.features[example.count++] = number_of(job, numbers, candidate->features.names[f]);
        ARENA_PUSH(&job->arena, &job->examples, example);
    }
    for (size_t i = 0; i < marks->statements.count; i++)
        job->wanted += (int)marks->statements.items[i].actors.count;
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

/* The slope of the loss in every weight. */
static void find_slopes(const struct job *job, int left_out, const int *counts, const double *weights, double *slopes)
{
    for (size_t n = 0; n < job->names.count; n++)
        slopes[n] = n ? PENALTY * weights[n] : 0;
    for (size_t e = 0; e < job->examples.count; e++) {
        const struct example *example = &job->examples.items[e];
        if (is_kept_out(example, left_out))
            continue;
        double off = probability(example, weights) - example->right;
        for (int f = 0; f < example->count; f++)
            slopes[example->features[f]] += off;
    }
    for (size_t n = 0; n < job->names.count; n++)
        if (counts[n] < RARE)
            slopes[n] = 0;
}

static void count_features(const struct job *job, int left_out, int *counts)
{
    for (size_t e = 0; e < job->examples.count; e++)
        for (int f = 0; f < job->examples.items[e].count && !is_kept_out(&job->examples.items[e], left_out); f++)
            counts[job->examples.items[e].features[f]]++;
}

/* Learns from all examples but those of part `left_out` (-1: from all). Every weight goes down its slope by a step of its own,
 * which grows while the slope keeps its sign. */
static void learn(const struct job *job, int left_out, double *weights)
{
    size_t features = job->names.count;
    struct arena arena = { 0 };
    double *steps = arena_take(&arena, features * sizeof *steps), *slopes = arena_take(&arena, features * sizeof *slopes);
    double *before = arena_take(&arena, features * sizeof *before);
    int *counts = arena_take(&arena, features * sizeof *counts);
    count_features(job, left_out, counts);
    for (size_t n = 0; n < features; n++) {
        weights[n] = 0;
        steps[n] = 0.02;
    }
    for (int round = 0; round < ROUNDS; round++) {
        find_slopes(job, left_out, counts, weights, slopes);
        for (size_t n = 0; n < features; n++) {
            double same = slopes[n] * before[n];
            steps[n] = same > 0 ? fmin(steps[n] * 1.2, 0.5) : same < 0 ? fmax(steps[n] * 0.5, 1e-6) : steps[n];
            before[n] = same < 0 ? 0 : slopes[n];
            weights[n] -= before[n] > 0 ? steps[n] : before[n] < 0 ? -steps[n] : 0;
        }
    }
    arena_release(&arena);
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

/* F1 over rows when everything from `threshold` up is kept. */
static double f1_at(const struct job *job, const double *probabilities, double threshold, double *precision, double *recall)
{
    int kept = 0, right = 0;
    for (size_t e = 0; e < job->examples.count; e++)
        if (probabilities[e] >= threshold && is_likeliest(job, probabilities, e)) {
            kept += job->examples.items[e].rows;
            right += job->examples.items[e].right * job->examples.items[e].rows;
        }
    *precision = kept ? (double)right / kept : 0;
    *recall = (double)right / job->wanted;
    return right ? 2.0 * right / (kept + job->wanted) : 0;
}

/* The threshold with the best mean over a window, since single peaks are chance; of those nearly as good the highest, for a reader
 * trusts what is right more than what is complete. */
static int choose_threshold(struct job *job, double *weights)
{
    double *held_out = memory_take(job->examples.count * sizeof *held_out), precision, recall, best = 0;
    for (int part = 0; part < PARTS; part++) {
        learn(job, part, weights);
        for (size_t e = 0; e < job->examples.count; e++)
            if (job->examples.items[e].article % PARTS == part)
                held_out[e] = probability(&job->examples.items[e], weights);
    }
    double windows[LAST_STEP] = { 0 };
    for (int step = 5; step < LAST_STEP - 3; step++) {
        for (int near = step - 3; near <= step + 3; near++)
            windows[step] += f1_at(job, held_out, near * 0.02, &precision, &recall);
        best = windows[step] > best ? windows[step] : best;
    }
    int chosen = 0;
    for (int step = 5; step < LAST_STEP - 3; step++)
        if (windows[step] >= NEARLY * best)
            chosen = 20 * step;
    int right = 0;
    for (size_t e = 0; e < job->examples.count; e++)
        right += job->examples.items[e].right * job->examples.items[e].rows;
    fprintf(stderr, "rows that some frame has right: %d\n", right);
    best = f1_at(job, held_out, 0, &precision, &recall);
    fprintf(stderr, "all frames: precision %.3f recall %.3f F1 %.3f\n", precision, recall, best);
    best = f1_at(job, held_out, chosen / 1000.0, &precision, &recall);
    fprintf(stderr, "held out, from %d thousandths: precision %.3f recall %.3f F1 %.3f\n", chosen, precision, recall, best);
    free(held_out);
    return chosen;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void print_weights(const struct job *job, const double *weights, int threshold)
{
    char **lines = memory_take((job->names.count + 1) * sizeof *lines);
    size_t count = 0;
    printf("# How far each kind of frame can be trusted: weights of features in hundredths of a logit, learned by troth-weigh.\n"
           "# The features are made in reading/features.c. Statements below the threshold (thousandths) are left out.\n"
           "threshold | %d\n", threshold);
    for (size_t i = 0; i < job->names.count; i++)
        if (fabs(weights[i]) >= SMALLEST &&
            asprintf(&lines[count], "%s | %d", job->names.items[i].at, (int)lround(100 * weights[i])) > 0)
            count++;
    qsort(lines, count, sizeof *lines, by_bytes);
    for (size_t i = 0; i < count; i++) {
        puts(lines[i]);
        free(lines[i]);
    }
    free(lines);
}

static void learn_all(struct job *job)
{
    struct numbers numbers = { .room = 1 << 18 };
    numbers.slots = arena_take(&job->arena, numbers.room * sizeof *numbers.slots);
    struct arena arena = { 0 };
    for (size_t i = 0; i < job->gold.articles.count; i++, arena_reset(&arena))
        take_article(job, &numbers, (int)i, &arena);
    arena_release(&arena);
    fprintf(stderr, "%zu articles, %zu frames, %zu features, %d rows wanted\n", job->gold.articles.count, job->examples.count,
            job->names.count, job->wanted);
    double *weights = memory_take((job->names.count + 1) * sizeof *weights);
    int threshold = choose_threshold(job, weights);
    learn(job, -1, weights);
    print_weights(job, weights, threshold);
    free(weights);
}

static void read_all(struct job *job)
{
    struct arena arena = { 0 };
    struct buffer out;
    buffer_init(&out, 0);
    for (size_t i = 0; i < job->gold.articles.count; i++, arena_reset(&arena)) {
        const struct article *article = &job->gold.articles.items[i].article;
        struct document document;
        struct statement_list statements;
        language_read(job->language, job->scratch, article->title, article->text, &arena, &document);
        reading_read(job->lexicon, article, &document, &arena, &statements);
        for (size_t s = 0; s < statements.count; s++)
            record_write_statement(article, &statements.items[s], lexicon_version(job->lexicon), &out);
    }
    fwrite(out.at, 1, out.length, stdout);
    buffer_release(&out);
    arena_release(&arena);
}

static bool open_all(struct job *job, int count, char **paths, struct error *err)
{
    if (!(job->lexicon = lexicon_open(paths[0], NULL, err)) || !(job->language = language_open(paths[1], err)))
        return false;
    job->scratch = language_scratch_new(job->language);
    for (int i = 2; i < count; i++)
        if (!gold_read(&job->gold, paths[i], &job->arena, err))
            return false;
    return true;
}

int main(int argc, char **argv)
{
    struct job job = { 0 };
    struct error err;
    bool read = argc > 1 && !strcmp(argv[1], "--read");
    if (argc < 4 + read) {
        fprintf(stderr, "usage: troth-weigh [--read] LEXICON MODEL GOLD...\n");
        return 2;
    }
    bool ok = open_all(&job, argc - 1 - read, argv + 1 + read, &err);
    if (ok)
        (read ? read_all : learn_all)(&job);
    else
        fprintf(stderr, "troth-weigh: %s\n", err.message);
    language_scratch_free(job.scratch);
    language_free(job.language);
    lexicon_free(job.lexicon);
    arena_release(&job.arena);
    return ok ? 0 : error_status(err.code);
}
