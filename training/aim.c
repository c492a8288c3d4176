/* troth-aim: learns lexicon/recipients.txt, whom an act is directed at, from marked articles.
 *
 *     troth-aim LEXICON MODEL GOLD [GOLD …] > new.txt     learns, and tells on standard error how often it is right in articles
 *                                                       that it did not learn from (twenty parts, by turns)
 *
 * Of the aims of a frame (reading/aims.c) one is chosen: a conditional logit with a quadratic penalty (training/weights.h). An
 * aim is right whose choice gives one of the marked recipients; where the rules settle it there is nothing to learn. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/aims.h"
#include "training/desk.h"

enum { PARTS = 20 };
static const double SMALLEST = 0.03;

struct choice {
    int *features;
    int count;
    bool right, can_be_taken;
};

struct example {
    struct choice choices[MOST_AIMS];
    int count, article, act;
    bool can_be_right, is_settled;
};

struct job {
    struct desk desk;
    struct { struct example *items; size_t count, room; } examples;
    struct { bool *items; size_t count, room; } narrow; /* by feature: it tells of a single act or group */
};

/* How well a statement of ours is one of the marks: 0 not at all, more where the triggers share words. */
static int agreement(const struct gold_statement *theirs, const struct statement *ours, struct arena *arena)
{
    if (theirs->act != (int)ours->act || !gold_same_sentence(theirs->sentence, ours->sentence_text, arena))
        return 0;
    for (size_t a = 0; a < ours->actors.count; a++)
        for (size_t b = 0; b < theirs->actors.count; b++)
            if (gold_same_actor(&ours->actors.items[a], &theirs->actors.items[b], arena))
                return 1 + gold_shared_words(theirs->trigger, ours->trigger_text, arena);
    return 0;
}

static const struct gold_statement *mark_of(const struct gold_article *marks, const struct statement *ours, struct arena *arena)
{
    const struct gold_statement *best = NULL;
    int most = 1; /* a word of the trigger must be the same */
    for (size_t i = 0; i < marks->statements.count; i++) {
        int by = agreement(&marks->statements.items[i], ours, arena);
        if (by > most) {
            most = by;
            best = &marks->statements.items[i];
        }
    }
    return best;
}

/* Whether the choice of an aim gives one of the marked recipients, or nobody where nobody is marked. */
static bool is_right(const struct reading *reading, const struct candidate *own, const struct aims *aims, int aim,
                     const struct gold_statement *mark, struct arena *arena)
{
    struct statement copy = own->statement;
    copy.recipients = (struct party_list){ 0 };
    fields_take_aim(reading, &reading->views[own->sentence], aims, aim, &copy);
    for (size_t k = 0; k < copy.recipients.count; k++)
        for (size_t i = 0; i < mark->recipients.count; i++)
            if (gold_same_actor(&copy.recipients.items[k], &mark->recipients.items[i], arena))
                return true;
    return !copy.recipients.count && !mark->recipients.count;
}

static int number_of(struct job *job, struct text way, struct text ending, struct arena *arena)
{
    struct text name = arena_print(arena, "%.*s%.*s", (int)way.length, way.at, (int)ending.length, ending.at);
    int number = weights_number(&job->desk.names, name);
    if (number == (int)job->narrow.count)
        ARENA_PUSH(&job->desk.arena, &job->narrow, ending.length > 0);
    return number;
}

static void add_example(struct job *job, int article, const struct gold_statement *mark, const struct reading *reading,
                        const struct candidate *own, const struct aims *aims, struct arena *arena)
{
    struct example example = { .article = article, .act = mark->act, .count = aims->count, .is_settled = aims->is_settled };
    for (int i = 0; i < aims->count; i++) {
        struct choice *choice = &example.choices[i];
        choice->count = aims->items[i].way_count * AIM_NAMES;
        choice->features = arena_take(&job->desk.arena, (size_t)choice->count * sizeof *choice->features);
        for (int f = 0; f < choice->count; f++)
            choice->features[f] = number_of(job, aims->items[i].names[f / AIM_NAMES], aims->endings[f % AIM_NAMES], arena);
        choice->can_be_taken = !aims->items[i].own || !aims->only_others;
        choice->right = choice->can_be_taken && is_right(reading, own, aims, i, mark, arena);
        example.can_be_right |= choice->right;
    }
    ARENA_PUSH(&job->desk.arena, &job->examples, example);
}

static void take_article(struct job *job, int article, struct arena *arena)
{
    const struct gold_article *marks = &job->desk.gold.articles.items[article];
    struct document document;
    struct reading reading;
    struct candidate_list list = { 0 };
    struct statement_list kept = { 0 };
    struct aims *aims = arena_take(arena, sizeof *aims);
    desk_prepare(&job->desk, &marks->article, arena, &document, &reading);
    read_candidates(&reading, &list);
    reading.kept = &kept;
    for (size_t i = 0, done = 0; i < list.count; i++) {
        const struct candidate *own = &list.items[i];
        for (; list.items[done].sentence < own->sentence; done++)
            if (list.items[done].chosen)
                ARENA_PUSH(arena, &kept, list.items[done].statement);
        const struct gold_statement *mark = mark_of(marks, &own->statement, arena);
        if (!mark || own->frame.source == ACTOR_EARLIER) /* the rules tell whom an earlier pledge was made to */
            continue;
        aims_find(&reading, &reading.views[own->sentence], &own->frame, own->object, &own->statement, aims);
        add_example(job, article, mark, &reading, own, aims, arena);
    }
}

static void weigh(const struct example *example, const double *weights, double *shares)
{
    double most = -1e9, sum = 0;
    for (int i = 0; i < example->count; i++) {
        shares[i] = 0;
        for (int f = 0; f < example->choices[i].count; f++)
            shares[i] += weights[example->choices[i].features[f]];
        most = fmax(most, shares[i]);
    }
    for (int i = 0; i < example->count; i++)
        sum += shares[i] = example->choices[i].can_be_taken ? exp(shares[i] - most) : 0;
    for (int i = 0; i < example->count; i++)
        shares[i] /= sum;
}

static bool is_kept_out(const struct example *example, int left_out)
{
    return example->article % PARTS == left_out || !example->can_be_right || example->is_settled;
}

static void add_slopes(const void *context, int left_out, const double *weights, double *slopes)
{
    const struct job *job = context;
    double shares[MOST_AIMS];
    for (size_t e = 0; e < job->examples.count; e++) {
        const struct example *example = &job->examples.items[e];
        double right = 0;
        if (is_kept_out(example, left_out))
            continue;
        weigh(example, weights, shares);
        for (int i = 0; i < example->count; i++)
            right += example->choices[i].right ? shares[i] : 0;
        for (int i = 0; i < example->count; i++)
            for (int f = 0; f < example->choices[i].count; f++)
                slopes[example->choices[i].features[f]] += shares[i] - (example->choices[i].right ? shares[i] / right : 0);
    }
}

static void count_features(const void *context, int left_out, int *counts)
{
    const struct job *job = context;
    for (size_t e = 0; e < job->examples.count; e++)
        for (int i = 0; i < job->examples.items[e].count && !is_kept_out(&job->examples.items[e], left_out); i++)
            for (int f = 0; f < job->examples.items[e].choices[i].count; f++)
                counts[job->examples.items[e].choices[i].features[f]]++;
}

/* Learns from all examples but those of part `left_out` (-1: from all). */
static void learn(const struct job *job, int left_out, double *weights)
{
    const struct weights_method method = { .rounds = 80, .rare = 2, .unpunished = -1, .penalty = 20, .narrow = job->narrow.items,
                                     .count_features = count_features, .add_slopes = add_slopes };
    weights_learn(&method, job, left_out, job->desk.names.count, weights);
}

static bool chooses_right(const struct example *example, const double *weights)
{
    double shares[MOST_AIMS];
    int best = 0;
    weigh(example, weights, shares);
    for (int i = 1; i < example->count; i++)
        if (shares[i] > shares[best])
            best = i;
    return example->choices[best].right;
}

static void tell_held_out(const struct job *job, double *weights)
{
    int right[ACT_COUNT] = { 0 }, all[ACT_COUNT] = { 0 }, can = 0, sum = 0;
    for (int part = 0; part < PARTS; part++) {
        learn(job, part, weights);
        for (size_t e = 0; e < job->examples.count; e++) {
            const struct example *example = &job->examples.items[e];
            if (example->article % PARTS != part)
                continue;
            all[example->act]++;
            right[example->act] += chooses_right(example, weights);
            can += example->can_be_right;
        }
    }
    for (int act = 0; act < ACT_COUNT; act++) {
        sum += right[act];
        fprintf(stderr, "%-10s %4d of %4d\n", record_act_text((enum act)act), right[act], all[act]);
    }
    size_t count = job->examples.count;
    fprintf(stderr, "held out: %d of %zu right, %.3f; among the aims: %d\n", sum, count, sum / (double)count, can);
}

static void print_weights(const struct job *job, const double *weights)
{
    printf("# Whom an act is directed at: weights of what speaks for each aim, in hundredths of a logit, learned by troth-aim.\n"
           "# The features are made in reading/aims.c, aims_features.c and aims_history.c.\n");
    weights_print(&job->desk.names, weights, SMALLEST);
}

static void learn_all(struct job *job)
{
    struct arena arena = { 0 };
    for (size_t i = 0; i < job->desk.gold.articles.count; i++, arena_reset(&arena))
        take_article(job, (int)i, &arena);
    arena_release(&arena);
    fprintf(stderr, "%zu articles, %zu choices, %zu features\n", job->desk.gold.articles.count,
            job->examples.count, job->desk.names.count);
    double *weights = memory_take((job->desk.names.count + 1) * sizeof *weights);
    tell_held_out(job, weights);
    learn(job, -1, weights);
    print_weights(job, weights);
    free(weights);
}

static bool open_all(struct job *job, int count, char **paths, struct error *err)
{
    if (!desk_open(&job->desk, paths[0], paths[1], err))
        return false;
    job->desk.lexicon->recipients.room = 0; /* what was learned before must not show in what was told before */
    for (int i = 2; i < count; i++)
        if (!gold_read(&job->desk.gold, paths[i], &job->desk.arena, err))
            return false;
    return true;
}

int main(int argc, char **argv)
{
    struct job job = { 0 };
    struct error err;
    if (argc < 4) {
        fprintf(stderr, "usage: troth-aim LEXICON MODEL GOLD...\n");
        return 2;
    }
    bool ok = open_all(&job, argc - 1, argv + 1, &err);
    if (ok)
        learn_all(&job);
    else
        fprintf(stderr, "troth-aim: %s\n", err.message);
    desk_close(&job.desk);
    return ok ? 0 : error_status(err.code);
}
