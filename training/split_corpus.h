/* Treebanks as running text: paragraphs, and where their sentences end. */
#ifndef TROTH_TRAINING_SPLIT_CORPUS_H
#define TROTH_TRAINING_SPLIT_CORPUS_H

#include "base/base.h"

struct split_paragraph {
    struct text text;
    size_t *ends; /* [end_count], rising: the byte after each sentence's last */
    size_t end_count;
};

struct split_corpus {
    struct arena arena;
    struct split_paragraph *items;
    size_t count, room;
};

/* Appends the paragraphs of a CoNLL-U file, gzipped or not: "# newpar" and "# newdoc" begin one, "# text" and SpaceAfter=No
 * tell how its sentences were written. */
bool split_corpus_read(struct split_corpus *corpus, const char *path, struct error *err);
void split_corpus_release(struct split_corpus *corpus);

#endif
