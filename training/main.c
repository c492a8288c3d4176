/* troth-train: makes the model file from the treebanks and raw text.
 *
 *     troth-train ../shared/data model/english.model [--teachers N] [--teacher-epochs N] [--teacher-layers N] [--rounds N]
 *                 [--raw-step N] [--raw-share N] [--alone N] [--epochs N] [--width N] [--layers N] [--threads N] [--seed N]
 *                 [--rate X] [--keep FOLDER]
 *
 * First some teachers learn from the treebanks, then they mark raw text together, then the model's network learns from both
 * (after Weiss et al. 2015). With --rounds 2 as many networks of the model's own size learn so first, and what they mark together
 * is what the model learns from (born-again networks: Furlanello et al. 2018); those learn two thirds as long as the
 * model. --raw-step takes every so-manyeth article, --raw-share says how many raw words go with one of the treebanks', --alone how
 * many epochs at the end have the treebanks alone; with --teachers 0 there is nothing but the treebanks.
 * With --lists a model keeps its network, and only the ends of sentences and the list of lemmas are learned again.
 * With --keep what the teachers learned and marked is kept in a folder, and taken from there the next time. The same options,
 * threads and data give the same model on the same kind of processor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/model.h"
#include "language/split.h"
#include "training/export.h"
#include "training/judge.h"
#include "training/split_train.h"
#include "training/train.h"

enum { MOST_TEACHERS = 8 };

struct wishes {
    const char *data, *model, *kept;
    int teachers, teacher_epochs, teacher_layers, rounds, raw_step, raw_share, alone, epochs, width, layers, threads, seed;
    float rate;
    bool lists; /* only what is not the network */
};

struct paths {
    const char *train[2], *dev, *raw;
};

static int usage(void)
{
    fputs("usage: troth-train DATA MODEL [--teachers N] [--teacher-epochs N] [--teacher-layers N] [--rounds N]\n"
          "                   [--raw-step N] [--raw-share N] [--alone N] [--epochs N] [--width N] [--layers N]\n"
          "                   [--threads N] [--seed N] [--rate X] [--keep FOLDER]\n"
          "       troth-train DATA MODEL --lists\n", stderr);
    return 2;
}

static bool parse_number(const char *name, const char *value, struct wishes *wishes)
{
    const struct {
        const char *name;
        int *number, least;
    } numbers[] = { { "--teachers", &wishes->teachers, 0 }, { "--teacher-epochs", &wishes->teacher_epochs, 1 },
                    { "--teacher-layers", &wishes->teacher_layers, 1 }, { "--rounds", &wishes->rounds, 1 },
                    { "--raw-step", &wishes->raw_step, 1 }, { "--raw-share", &wishes->raw_share, 1 },
                    { "--alone", &wishes->alone, 0 },
                    { "--epochs", &wishes->epochs, 1 }, { "--width", &wishes->width, 32 }, { "--layers", &wishes->layers, 1 },
                    { "--threads", &wishes->threads, 1 }, { "--seed", &wishes->seed, 1 } };
    char *end;
    long number = strtol(value, &end, 10);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        if (!strcmp(name, numbers[k].name)) {
            *numbers[k].number = (int)number;
            return !*end && number >= numbers[k].least && number < 1 << 20;
        }
    return false;
}

static bool parse(int argc, char **argv, struct wishes *wishes)
{
    int inputs = 0;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--lists"))
            wishes->lists = true;
        else if (argv[i][0] != '-' && inputs < 2)
            *(inputs++ ? &wishes->model : &wishes->data) = argv[i];
        else if (i + 1 == argc)
            return false;
        else if (!strcmp(argv[i], "--rate") && (wishes->rate = strtof(argv[i + 1], NULL)) > 0)
            i++;
        else if (!strcmp(argv[i], "--keep"))
            wishes->kept = argv[++i];
        else if (parse_number(argv[i], argv[i + 1], wishes))
            i++;
        else
            return false;
    }
    return inputs == 2 && wishes->layers <= NETWORK_MAX_LAYERS && wishes->teacher_layers <= NETWORK_MAX_LAYERS &&
           wishes->width % 32 == 0 && wishes->teachers <= MOST_TEACHERS;
}

static void find_paths(const struct wishes *wishes, struct arena *arena, struct paths *paths)
{
    paths->train[0] = arena_print(arena, "%s/ud/train/en_ewt-ud-train.conllu.gz", wishes->data).at;
    paths->train[1] = arena_print(arena, "%s/ud/train/en_gum-ud-train.conllu.gz", wishes->data).at;
    paths->raw = arena_print(arena, "%s/raw/free.jsonl.gz", wishes->data).at;
    paths->dev = arena_print(arena, "%s/ud/dev/en_ewt-ud-dev.conllu", wishes->data).at;
}

static struct shape shape_of(const struct wishes *wishes, int layers, const struct numbering *numbering)
{
    struct shape shape = { .width = wishes->width, .layers = layers, .words = (int)numbering->vocabulary.count,
                           .buckets = (int)numbering->buckets, .upos = UPOS_COUNT, .xpos = (int)numbering->xpos.count,
                           .rules = (int)numbering->rules.count, .arc = 128, .label = 96, .labels = DEPREL_COUNT };
    shape_place(&shape);
    return shape;
}

static bool write_model(const char *path, const struct network *network, const struct numbering *numbering,
                        const struct corpus *corpus, struct buffer *split, struct error *err)
{
    enum { WORDS, TAGS, RULES, LEMMAS, NET, MADE };
    struct buffer made[MADE];
    for (int i = 0; i < MADE; i++)
        buffer_init(&made[i], 0);
    export_words(numbering, &made[WORDS]);
    export_tags(numbering, &made[TAGS]);
    export_rules(numbering, &made[RULES]);
    export_lemmas(corpus, &made[LEMMAS]);
    export_network(network, &made[NET]);
    const struct model_part parts[] = { { "about", TEXT("english 1") }, { "words", buffer_text(&made[WORDS]) },
                                        { "tags", buffer_text(&made[TAGS]) },
                                        { "rules", buffer_text(&made[RULES]) }, { "lemmas", buffer_text(&made[LEMMAS]) },
                                        { "net", buffer_text(&made[NET]) }, { "split", buffer_text(split) } };
    bool ok = model_write(path, parts, sizeof parts / sizeof *parts, err);
    for (int i = 0; i < MADE; i++)
        buffer_release(&made[i]);
    return ok;
}

/* Everything that is read and learned on the way to a model. */
struct work {
    struct arena arena;
    struct paths paths;
    struct corpus corpus, dev;
    struct raw raw;
    struct numbering numbering;
    struct network teachers[MOST_TEACHERS], network;
    struct buffer split;
};

static bool read_treebanks(struct work *w, struct error *err)
{
    return corpus_read(&w->corpus, w->paths.train[0], ORIGIN_EWT, err) &&
           corpus_read(&w->corpus, w->paths.train[1], ORIGIN_GUM, err);
}

static bool read_all(struct work *w, const struct wishes *wishes, struct error *err)
{
    struct split_model *split;
    find_paths(wishes, &w->arena, &w->paths);
    return split_train(w->paths.train, 2, &w->split, err) && split_model_read(buffer_text(&w->split), &w->arena, &split, err) &&
           read_treebanks(w, err) && corpus_read(&w->dev, w->paths.dev, ORIGIN_EWT, err) &&
           (!wishes->teachers || raw_read(&w->raw, w->paths.raw, wishes->raw_step, split, err));
}

/* Numbers all words; those of raw text get a number of their own only if `least_raw` says how often they must stand there. */
static void number_all(struct work *w, int least_raw)
{
    enum { BUCKETS = 16384 };
    const struct vocabulary_wish wish = { .least_trees = 2, .least_raw = least_raw, .extra = raw_count(&w->raw, &w->arena),
                                          .extra_count = least_raw ? w->raw.forms.count : 0 };
    numbering_release(&w->numbering);
    numbering_make(&w->numbering, &w->corpus, BUCKETS, &wish);
    numbering_apply(&w->numbering, &w->corpus);
    numbering_apply(&w->numbering, &w->dev);
    raw_number(&w->raw, &w->numbering);
    fprintf(stderr, "%zu words in the vocabulary\n", w->numbering.vocabulary.count);
}

static const char *kept_path(struct work *w, const struct wishes *wishes, const char *name, int round, int number)
{
    return wishes->kept ? arena_print(&w->arena, "%s/%s%d-%d", wishes->kept, name, round, number).at : NULL;
}

/* The model learns longest, a teacher that was taught two thirds as long. */
enum kind { PLAIN, TAUGHT, MODEL };

static struct train_options options_of(const struct wishes *wishes, enum kind kind, int seed)
{
    struct train_options options = { .epochs = wishes->teacher_epochs, .threads = wishes->threads, .batch_words = 1000,
                                     .rate = wishes->rate, .dropout = { .1f, .17f, .2f, .2f },
                                     .last_dropout = { .04f, .06f, .08f, .08f }, .seed = (uint64_t)seed };
    if (kind != PLAIN) {
        options.epochs = kind == MODEL ? wishes->epochs : (2 * wishes->epochs + 1) / 3;
        options.batch_words = wishes->teachers ? 700 : 1000;
        options.raw_share = wishes->raw_share;
        options.alone = wishes->alone;
    }
    return options;
}

static void start(struct work *w, const struct wishes *wishes, struct network *network, enum kind kind, int seed)
{
    struct shape shape = shape_of(wishes, kind == PLAIN ? wishes->teacher_layers : wishes->layers, &w->numbering);
    shape.origins = kind == PLAIN ? 0 : ORIGIN_COUNT;
    network_release(network);
    network_init(network, &shape, (uint64_t)seed);
}

static void learn(struct work *w, const struct wishes *wishes, struct network *network, enum kind kind, int seed)
{
    const struct train_options options = options_of(wishes, kind, seed);
    train_run(network, &w->numbering, &w->corpus, kind != PLAIN && wishes->teachers ? &w->raw : NULL, &w->dev, &options);
}

/* The teachers of a round differ only by chance. */
static bool learn_teachers(struct work *w, const struct wishes *wishes, int round, struct error *err)
{
    enum kind kind = round > 1 ? TAUGHT : PLAIN;
    for (int k = 0; k < wishes->teachers; k++) {
        const char *kept = kept_path(w, wishes, "teacher", round, k + 1);
        int seed = wishes->seed + round * MOST_TEACHERS + k;
        start(w, wishes, &w->teachers[k], kind, seed);
        if (kept && network_load(&w->teachers[k], kept))
            continue;
        fprintf(stderr, "round %d, teacher %d\n", round, k + 1);
        learn(w, wishes, &w->teachers[k], kind, seed);
        if (kept && !network_save(&w->teachers[k], kept, err))
            return false;
    }
    return true;
}

/* The teachers mark raw text, or marks are taken that were kept from before. */
static bool mark_raw(struct work *w, const struct wishes *wishes, int round, struct error *err)
{
    const char *kept = kept_path(w, wishes, "marks", round, wishes->teachers);
    if (kept && raw_load_marks(&w->raw, kept))
        return true;
    struct train_score s = train_measure(w->teachers, wishes->teachers, &w->dev);
    fprintf(stderr, "teachers together  upos %.2f  xpos %.2f  rule %.2f  uas %.2f  las %.2f\n", s.upos, s.xpos, s.rule, s.uas,
            s.las);
    judge_mark_raw(w->teachers, wishes->teachers, &w->raw, wishes->threads);
    fprintf(stderr, "%zu raw words marked\n", w->raw.token_count);
    return !kept || raw_save_marks(&w->raw, kept, err);
}

static void release(struct work *w)
{
    for (int k = 0; k < MOST_TEACHERS; k++)
        network_release(&w->teachers[k]);
    network_release(&w->network);
    numbering_release(&w->numbering);
    corpus_release(&w->corpus);
    corpus_release(&w->dev);
    raw_release(&w->raw);
    buffer_release(&w->split);
    arena_release(&w->arena);
}

static bool train(const struct wishes *wishes, struct error *err)
{
    enum { LEAST_RAW = 6 };
    struct work w = { 0 };
    buffer_init(&w.split, 0);
    bool ok = read_all(&w, wishes, err);
    for (int round = 1; ok && round <= wishes->rounds && wishes->teachers; round++) {
        number_all(&w, round > 1 ? LEAST_RAW : 0);
        ok = learn_teachers(&w, wishes, round, err) && mark_raw(&w, wishes, round, err);
    }
    if (ok) {
        number_all(&w, wishes->teachers ? LEAST_RAW : 0);
        int seed = wishes->seed + wishes->teachers + 1;
        start(&w, wishes, &w.network, MODEL, seed);
        learn(&w, wishes, &w.network, MODEL, seed);
        ok = write_model(wishes->model, &w.network, &w.numbering, &w.corpus, &w.split, err);
    }
    release(&w);
    return ok;
}

/* Learns what is not the network, the ends of sentences and the list of lemmas, and puts it into a model that there is. */
static bool train_lists(const struct wishes *wishes, struct error *err)
{
    enum { KEPT = 5 };
    struct model_part parts[KEPT + 2] = { { .name = "about" }, { .name = "words" }, { .name = "tags" }, { .name = "rules" },
                                          { .name = "net" },   { .name = "lemmas" }, { .name = "split" } };
    struct work w = { 0 };
    struct buffer lemmas;
    buffer_init(&w.split, 0);
    buffer_init(&lemmas, 0);
    find_paths(wishes, &w.arena, &w.paths);
    struct model *old = model_open(wishes->model, err);
    bool ok = old && split_train(w.paths.train, 2, &w.split, err) && read_treebanks(&w, err);
    if (ok)
        export_lemmas(&w.corpus, &lemmas);
    for (int i = 0; ok && i < KEPT; i++)
        ok = model_section(old, parts[i].name, &parts[i].bytes, err);
    parts[KEPT].bytes = buffer_text(&lemmas);
    parts[KEPT + 1].bytes = buffer_text(&w.split);
    ok = ok && model_write(wishes->model, parts, KEPT + 2, err);
    model_free(old);
    buffer_release(&lemmas);
    release(&w);
    return ok;
}

int main(int argc, char **argv)
{
    struct wishes wishes = { .teachers = 4, .teacher_epochs = 16, .teacher_layers = 4, .rounds = 1, .raw_step = 2, .raw_share = 2,
                             .alone = 4, .epochs = 24, .width = 320, .layers = 6, .threads = 2, .seed = 1, .rate = 2e-3f };
    struct error err = { 0 };
    if (!parse(argc, argv, &wishes))
        return usage();
    if (wishes.lists ? train_lists(&wishes, &err) : train(&wishes, &err))
        return 0;
    fprintf(stderr, "troth-train: %s\n", err.message);
    return error_status(err.code);
}
