/* troth-train: makes the model file from the treebanks.
 *
 *     troth-train ../shared/data model/english.model [--epochs N] [--width N] [--layers N] [--threads N] [--seed N] [--rate X]
 *
 * The same options, threads and data give the same model on the same kind of processor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/model.h"
#include "training/export.h"
#include "training/split_train.h"
#include "training/train.h"

struct wishes {
    const char *data, *model;
    int epochs, width, layers, threads, seed;
    float rate;
};

struct paths {
    const char *train[2], *dev;
};

static int usage(void)
{
    fputs("usage: troth-train DATA MODEL [--epochs N] [--width N] [--layers N] [--threads N] [--seed N] [--rate X]\n", stderr);
    return 2;
}

static bool parse(int argc, char **argv, struct wishes *wishes)
{
    const struct {
        const char *name;
        int *number;
    } numbers[] = { { "--epochs", &wishes->epochs }, { "--width", &wishes->width }, { "--layers", &wishes->layers },
                    { "--threads", &wishes->threads }, { "--seed", &wishes->seed } };
    int inputs = 0;
    for (int i = 1; i < argc; i++) {
        bool known = false;
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers && i + 1 < argc; k++)
            if (!strcmp(argv[i], numbers[k].name)) {
                *numbers[k].number = atoi(argv[++i]);
                known = *numbers[k].number > 0;
                break;
            }
        if (!known && !strcmp(argv[i], "--rate") && i + 1 < argc)
            known = (wishes->rate = (float)atof(argv[++i])) > 0;
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

static bool write_model(const char *path, const struct network *network, const struct numbering *numbering, const struct corpus *corpus,
                        struct buffer *split, struct error *err)
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
    const struct model_part parts[] = { { "about", TEXT("english 1") }, { "words", buffer_text(&made[WORDS]) }, { "tags", buffer_text(&made[TAGS]) },
                                        { "rules", buffer_text(&made[RULES]) }, { "lemmas", buffer_text(&made[LEMMAS]) },
                                        { "net", buffer_text(&made[NET]) }, { "split", buffer_text(split) } };
    bool ok = model_write(path, parts, sizeof parts / sizeof *parts, err);
    for (int i = 0; i < MADE; i++)
        buffer_release(&made[i]);
    return ok;
}

static bool train(const struct wishes *wishes, struct error *err)
{
    enum { BUCKETS = 16384, LEAST = 2, BATCH = 1000 };
    struct arena arena = { 0 };
    struct paths paths;
    struct corpus corpus = { 0 }, dev = { 0 };
    struct numbering numbering = { 0 };
    struct network network = { 0 };
    struct buffer split;
    buffer_init(&split, 0);
    find_paths(wishes, &arena, &paths);
    bool ok = split_train(paths.train, 2, &split, err) && corpus_read(&corpus, paths.train[0], err) &&
              corpus_read(&corpus, paths.train[1], err) && corpus_read(&dev, paths.dev, err);
    if (ok) {
        numbering_make(&numbering, &corpus, BUCKETS, LEAST);
        numbering_apply(&numbering, &corpus);
        numbering_apply(&numbering, &dev);
        struct shape shape = shape_of(wishes, &numbering);
        network_init(&network, &shape, (uint64_t)wishes->seed);
        const struct train_options options = { .epochs = wishes->epochs, .threads = wishes->threads, .batch_words = BATCH, .rate = wishes->rate,
                                               .dropout = { .15f, .25f, .3f, .3f }, .seed = (uint64_t)wishes->seed };
        train_run(&network, &numbering, &corpus, &dev, &options);
        ok = write_model(wishes->model, &network, &numbering, &corpus, &split, err);
        network_release(&network);
        numbering_release(&numbering);
    }
    corpus_release(&corpus);
    corpus_release(&dev);
    buffer_release(&split);
    arena_release(&arena);
    return ok;
}

int main(int argc, char **argv)
{
    struct wishes wishes = { .epochs = 20, .width = 320, .layers = 3, .threads = 2, .seed = 1, .rate = 2e-3f };
    struct error err = { 0 };
    if (!parse(argc, argv, &wishes))
        return usage();
    if (train(&wishes, &err))
        return 0;
    fprintf(stderr, "troth-train: %s\n", err.message);
    return error_status(err.code);
}
