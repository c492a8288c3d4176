/* What the files of the source room share. */
#ifndef TROTH_SOURCE_INNER_H
#define TROTH_SOURCE_INNER_H

#include "source/kind.h"
#include "source/lines.h"
#include "source/source.h"

struct source {
    const char *name;  /* for people */
    struct lines lines;
    enum kind kind;
    bool is_known;     /* its kind has been looked at */
    bool is_over;      /* nothing further can come */
    bool any;          /* something was given, an article or a complaint */
    struct buffer held; /* an object over several lines; a stretch of raw text */
    int held_line;     /* where it begins */
    struct text kept;  /* a line that was read and belongs to what comes next: the last one of `lines` */
    bool has_kept;
    int long_line;     /* a line of raw text that was left out, not yet told of; 0: none */
};

/* Repairs bytes that are no UTF-8 and tells of it in `*warning`, unless that holds something. `line`: where `bytes` begins. */
struct text source_repair(struct text bytes, const char *name, int line, struct arena *arena, struct text *warning);

/* One JSON object becomes an article. False and `err` (line and column in the file) when it is none. */
bool source_take_object(struct text object, const char *name, int line, struct arena *arena, struct source_article *article,
                        struct error *err);

/* A plain text becomes an article: its first line the title, unless it is longer than a title can be. */
void source_take_plain(struct text whole, struct source_article *article);

/* What next functions return for a failed read, and for something over the ceiling: -1, and `err`. */
int source_fail_read(struct source *source, struct error *err);
int source_fail_large(struct source *source, int line, const char *what, struct error *err);

/* Gives an article without an id one, and both its sides a form for reading. */
void source_finish(struct source_article *article, struct arena *arena);

#endif
