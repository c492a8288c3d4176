/* Attributions as the rest of the reading uses them: token ranges, not bytes. */
#ifndef TROTH_READING_QUOTES_H
#define TROTH_READING_QUOTES_H

#include "reading/mentions.h"

struct quote_lexicon; /* verbs, nouns and phrases of saying, thinking, deciding: lexicon/quotes/ */

/* Tokens [from, to) of one sentence. */
struct stretch {
    int sentence, from, to;
};

struct attribution {
    struct { struct stretch *items; size_t count, room; } source, cue, content;
    int source_sentence, source_token; /* head of the source, -1 where there is none: look it up with mention_at */
    bool direct;                       /* content wholly between quotation marks */
    bool told;                         /* the content is a clause or quoted words, no thing that is judged, wanted or decided on */
    bool nested;                       /* itself part of somebody's words: "She said that **he denied it**" */
    struct text file;                  /* lexicon line of the cue */
    int line;
};

struct attribution_list {
    struct attribution *items; /* in the order of their cues */
    size_t count, room;
    int **around;              /* [sentence][token]: the innermost told attribution whose content holds the token; -1: none */
    int sentence_count;
};

const struct quote_lexicon *quotes_load(const char *folder, const char *overlay, struct arena *arena, struct error *err);

void quotes_find(const struct quote_lexicon *lexicon, const struct mention_table *mentions, const struct document *document,
                 struct arena *arena, struct attribution_list *out);

/* The innermost attribution that is told and whose content holds the token, or NULL: who says so. */
const struct attribution *quotes_around(const struct attribution_list *list, int sentence, int token);

#endif
