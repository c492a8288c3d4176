/* The reading of an article step by step, for the files that need more than its statements: explanation, training. */
#ifndef TROTH_READING_READ_H
#define TROTH_READING_READ_H

#include "reading/fields.h"

/* A frame that became a statement, before the unlikely ones are left out. Several acts may stand at one head. */
struct candidate {
    int sentence;
    struct frame frame;
    struct statement statement;
    int object; /* head token of the object, -1 */
    struct range object_words;
    struct features *features; /* NULL where the reading keeps no names */
    int group;   /* only one candidate of a group is chosen: those at one head, and the same act told by a verb that it carries */
    bool chosen; /* likely enough, and no other act at the same head is likelier */
};

struct candidate_list {
    struct candidate *items;
    size_t count, room;
};

/* Finds mentions and attributions, makes the views. The names of signs are kept unless `reading->names` is then made NULL. */
void read_prepare(struct reading *reading, const struct lexicon *lexicon, const struct article *article,
                  const struct document *document, struct arena *arena);

/* All candidates of the article in the order of the text, with their confidence and features. Those that are not chosen lack means,
 * caveat and evidence. */
void read_candidates(struct reading *reading, struct candidate_list *out);

/* Chooses, among the candidates from `from` on, which are those of one sentence, the ones that are told; the threshold is not asked
 * yet, but by what another makes superfluous. */
void read_choose(const struct reading *reading, const struct view *view, struct candidate_list *list, size_t from);

/* Fills what a candidate lacks that was not chosen. */
void read_complete(const struct reading *reading, struct candidate *candidate);

/* Numbers the statements and links those that restate, revise, dispute, answer or fulfil an earlier one. */
void links_find(const struct reading *reading, struct statement_list *statements);

#endif
