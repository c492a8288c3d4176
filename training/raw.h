/* Raw text: articles split into sentences, each word kept as the number of its form. */
#ifndef TROTH_TRAINING_RAW_H
#define TROTH_TRAINING_RAW_H

#include "language/split.h"
#include "training/corpus.h"

/* What networks agree on of a word; as in struct word. */
struct mark {
    int16_t upos, xpos, rule, head, deprel;
};

struct raw {
    struct arena arena;
    struct { struct text *items; int32_t *counts; size_t count, room; } forms;
    struct word *words;     /* [forms.count], after raw_number */
    int32_t *tokens;        /* [token_count]: forms */
    size_t token_count, token_room;
    struct mark *marks;     /* [token_count] or NULL: not marked yet */
    size_t *from;           /* [sentence_count + 1] */
    size_t sentence_count, sentence_room;
    int32_t *table;         /* finds a form: number + 1 */
    size_t table_size;
};

/* Appends every `step`th article (title, text) of a gzipped file of JSON Lines. */
bool raw_read(struct raw *raw, const char *path, int step, const struct split_model *split, struct error *err);
void raw_release(struct raw *raw);

/* The words with their counts, for a vocabulary; [forms.count], lives in `arena`. */
struct counted *raw_count(const struct raw *raw, struct arena *arena);

/* Numbers the forms, once the vocabulary is complete. */
void raw_number(struct raw *raw, const struct numbering *numbering);

/* Marks kept in a file, for the same articles on the same machine. raw_load_marks: false when there is no file of this size. */
bool raw_save_marks(const struct raw *raw, const char *path, struct error *err);
bool raw_load_marks(struct raw *raw, const char *path);

/* Some sentences as the trainer takes them. */
struct raw_batch {
    struct example *items;
    const struct example **examples;
    struct word *words;
    int count, room, word_room;
};

/* Takes sentences order[*at … end - 1] until there are `most` words; returns how many words there are. */
int raw_fill(const struct raw *raw, const size_t *order, size_t *at, size_t end, int most, struct raw_batch *batch);
void raw_batch_release(struct raw_batch *batch);

#endif
