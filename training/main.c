/* troth-train: makes the model file from the treebanks.
 *
 *     troth-train ../shared/data model/english.model [--rounds N] [--epochs N] [--width N] [--layers N] [--threads N] [--seed N]
 *                 [--rate X] [--tree-rate X] [--keep FILE]
 *
 * Words are learned first, --rounds times over the raw articles (0: not at all), then trees, --epochs times over the treebanks.
 * With --keep what the words gave is kept in a file, and taken from there the next time. The same options, threads and data give
 * the same model on the same kind of processor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/model.h"
#include "language/split.h"
#include "training/export.h"
#include "training/split_train.h"
#include "training/train.h"

struct wishes {
    const char *data, *model, *kept;
    int rounds, epochs, width, layers, threads, seed;
    float rate, tree_rate;
    bool ends; /* only the ends of sentences */
};

struct paths {
    const char *train[2], *dev, *raw;
};

static int usage(void)
{
    fputs("usage: troth-train DATA MODEL [--rounds N] [--epochs N] [--width N] [--layers N] [--threads N] [--seed N] [--rate X] "
          "[--tree-rate X] [--keep FILE]\n"
          "       troth-train DATA MODEL --ends\n", stderr);
    return 2;
}

static bool parse(int argc, char **argv, struct wishes *wishes)
{
    const struct {
        const char *name;
        int *number;
    } numbers[] = { { "--rounds", &wishes->rounds }, { "--epochs", &wishes->epochs }, { "--width", &wishes->width },
                    { "--layers", &wishes->layers }, { "--threads", &wishes->threads }, { "--seed", &wishes->seed } };
    int inputs = 0;
    for (int i = 1; i < argc; i++) {
        bool known = !strcmp(argv[i], "--ends");
        wishes->ends = wishes->ends || known;
        for (size_t k = 0; !known && k < sizeof numbers / sizeof *numbers && i + 1 < argc; k++)
            if (!strcmp(argv[i], numbers[k].name)) {
                *numbers[k].number = atoi(argv[++i]);
                known = *numbers[k].number > 0 || (numbers[k].number == &wishes->rounds && !strcmp(argv[i], "0"));
                break;
            }
        if (!known && !strcmp(argv[i], "--rate") && i + 1 < argc)
            known = (wishes->rate = (float)atof(argv[++i])) > 0;
        else if (!known && !strcmp(argv[i], "--tree-rate") && i + 1 < argc)
            known = (wishes->tree_rate = (float)atof(argv[++i])) > 0;
        else if (!known && !strcmp(argv[i], "--keep") && i + 1 < argc)
            known = (wishes->kept = argv[++i]) != NULL;
        else if (!known && argv[i][0] != '-' && inputs < 2)
            known = (inputs++ ? (wishes->model = argv[i]) : (wishes->data = argv[i])) != NULL;
        if (!known)
            return false;
    }
    return inputs == 2 && wishes->layers <= NETWORK_MAX_LAYERS && wishes->width % 32 == 0;
}

static void find_paths(const struct wishes *wishes, struct arena *arena, struct paths *paths)
{
    paths->train[0] = arena_print(arena, "%s/ud/train/en_ewt-ud-train.conllu.gz", wishes->data).at;
    paths->train[1] = arena_print(arena, "%s/ud/train/en_gum-ud-train.conllu.gz", wishes->data).at;
    paths->raw = arena_print(arena, "%s/raw/free.jsonl.gz", wishes->data).at;
    paths->dev = arena_print(arena, "%s/ud/dev/en_ewt-ud-dev.conllu", wishes->data).at;
}

static struct shape shape_of(const struct wishes *wishes, const struct numbering *numbering)
{
    struct shape shape = { .width = wishes->width, .layers = wishes->layers, .words = (int)numbering->vocabulary.count,
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
    struct network network;
    struct buffer split;
};

static bool read_all(struct work *w, const struct wishes *wishes, struct error *err)
{
    struct split_model *split;
    find_paths(wishes, &w->arena, &w->paths);
    return split_train(w->paths.train, 2, &w->split, err) && split_model_read(buffer_text(&w->split), &w->arena, &split, err) &&
           corpus_read(&w->corpus, w->paths.train[0], err) && corpus_read(&w->corpus, w->paths.train[1], err) &&
           corpus_read(&w->dev, w->paths.dev, err) && (!wishes->rounds || raw_read(&w->raw, w->paths.raw, split, err));
}

static void number_all(struct work *w)
{
    enum { BUCKETS = 16384 };
    const struct vocabulary_wish wish = { .least_trees = 2, .least_raw = 20, .extra = raw_count(&w->raw, &w->arena),
                                          .extra_count = w->raw.forms.count };
    numbering_make(&w->numbering, &w->corpus, BUCKETS, &wish);
    numbering_apply(&w->numbering, &w->corpus);
    numbering_apply(&w->numbering, &w->dev);
    raw_number(&w->raw, &w->numbering);
}

/* First words of raw text, as often as wished, or a network kept from before. */
static bool learn_words(struct work *w, const struct wishes *wishes, struct error *err)
{
    enum { BATCH = 2500 };
    if (wishes->kept && network_load(&w->network, wishes->kept))
        return true;
    if (!wishes->rounds)
        return true;
    const struct train_options options = { .epochs = wishes->rounds, .threads = wishes->threads, .batch_words = BATCH,
                                           .rate = wishes->rate, .dropout = { .input = .2f, .word = .25f, .layer = .1f },
                                           .seed = (uint64_t)wishes->seed };
    struct guesser guesser;
    guesser_init(&guesser, &w->network, &w->numbering, (uint64_t)wishes->seed);
    train_words(&w->network, &w->numbering, &guesser, &w->raw, &options);
    guesser_release(&guesser);
    return !wishes->kept || network_save(&w->network, wishes->kept, err);
}

static void learn_trees(struct work *w, const struct wishes *wishes)
{
    enum { BATCH = 1000 };
    const struct train_options options = { .epochs = wishes->epochs, .threads = wishes->threads, .batch_words = BATCH,
                                           .rate = wishes->tree_rate, .heads_first = wishes->rounds ? 1 : 0,
                                           .dropout = { .15f, .25f, .3f, .3f }, .seed = (uint64_t)wishes->seed };
    train_run(&w->network, &w->numbering, &w->corpus, &w->dev, &options);
}

static void release(struct work *w)
{
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
    struct work w = { 0 };
    buffer_init(&w.split, 0);
    bool ok = read_all(&w, wishes, err);
    if (ok) {
        number_all(&w);
        struct shape shape = shape_of(wishes, &w.numbering);
        fprintf(stderr, "%ld words in trees, %zu raw, %zu in the vocabulary, %ld weights\n", w.corpus.word_count, w.raw.token_count,
                w.numbering.vocabulary.count, shape.count);
        network_init(&w.network, &shape, (uint64_t)wishes->seed);
        ok = learn_words(&w, wishes, err);
        if (ok)
            learn_trees(&w, wishes);
        ok = ok && write_model(wishes->model, &w.network, &w.numbering, &w.corpus, &w.split, err);
    }
    release(&w);
    return ok;
}

/* Learns the ends of sentences alone and puts them into a model that there is; what else is in it stays. */
static bool train_ends(const struct wishes *wishes, struct error *err)
{
    enum { KEPT = 6 };
    struct model_part parts[KEPT + 1] = { { .name = "about" }, { .name = "words" }, { .name = "tags" }, { .name = "rules" },
                                          { .name = "lemmas" }, { .name = "net" }, { .name = "split" } };
    struct work w = { 0 };
    buffer_init(&w.split, 0);
    find_paths(wishes, &w.arena, &w.paths);
    struct model *old = model_open(wishes->model, err);
    bool ok = old && split_train(w.paths.train, 2, &w.split, err);
    for (int i = 0; ok && i < KEPT; i++)
        ok = model_section(old, parts[i].name, &parts[i].bytes, err);
    parts[KEPT].bytes = buffer_text(&w.split);
    ok = ok && model_write(wishes->model, parts, KEPT + 1, err);
    model_free(old);
    buffer_release(&w.split);
    arena_release(&w.arena);
    return ok;
}

int main(int argc, char **argv)
{
    struct wishes wishes = { .rounds = 0, .epochs = 16, .width = 320, .layers = 4, .threads = 2, .seed = 1, .rate = 2e-3f,
                             .tree_rate = 2e-3f };
    struct error err = { 0 };
    if (!parse(argc, argv, &wishes))
        return usage();
    if (wishes.ends ? train_ends(&wishes, &err) : train(&wishes, &err))
        return 0;
    fprintf(stderr, "troth-train: %s\n", err.message);
    return error_status(err.code);
}
