/* What the files of the source room share. */
#ifndef TROTH_SOURCE_INNER_H
#define TROTH_SOURCE_INNER_H

#include "source/kind.h"
#include "source/lines.h"
#include "source/source.h"

struct folder;
struct archive_state;
struct tongue_table;
struct feed_state;

struct source {
    char *name;        /* for people */
    char *copy;        /* bytes that are the source's own, or NULL */
    struct text url, type; /* as given with bytes; borrowed */
    struct lines lines;
    enum kind kind;
    int depth;         /* of sources in sources: a file of a folder, a record of an archive */
    bool is_record;    /* of an archive */
    bool is_known;     /* its kind has been looked at */
    bool is_converted; /* it was UTF-16 */
    bool is_over;      /* nothing further can come */
    bool any;          /* something was given, an article or a complaint */
    struct buffer held; /* an object over several lines; a stretch of raw text; a whole document */
    int held_line;     /* where it begins */
    struct text kept;  /* a line that was read and belongs to what comes next: the last one of `lines` */
    bool has_kept;
    int long_line;     /* a line of raw text that was left out, not yet told of; 0: none */
    struct folder *folder;     /* KIND_FOLDER */
    struct archive_state *archive; /* KIND_ARCHIVE */
    struct feed_state *feed;   /* KIND_FEED */
    struct source *inner;      /* what is being read of a folder or an archive, or NULL */
    struct arena lasting;
    const struct tongue_table *tongues; /* in `lasting`; NULL: no article was looked at yet */
};

enum {
    SOURCE_LARGEST_PAGE = 8 << 20,  /* bytes of one HTML page, as it is stored */
    SOURCE_LARGEST_FEED = 16 << 20,
    SOURCE_LARGEST_MAIL = 32 << 20, /* with what is attached */
    SOURCE_LARGEST_PDF = 64 << 20,
};

/* Repairs bytes that are no UTF-8 and tells of it in `*warning`, unless that holds something. `line`: where `bytes` begins. */
struct text source_repair(struct text bytes, const char *name, int line, struct arena *arena, struct text *warning);

/* One JSON object becomes an article. False and `err` (line and column in the file) when it is none. */
bool source_take_object(struct text object, const char *name, int line, struct arena *arena, struct source_article *article,
                        struct error *err);

/* Whole documents become an article each. False and `err` when they hold none. */
typedef bool source_take(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err);
source_take source_take_text, source_take_markdown, source_take_page, source_take_mail, source_take_pdf;

/* A plain text becomes an article: its first line the title, unless it is longer than a title can be. */
void source_take_plain(struct text whole, struct source_article *article);

/* The next object of either kind of JSON: as source_next_object, not repaired. */
int source_next_json(struct source *source, struct text *object, int *line, struct error *err);

/* The next article of a folder, an archive, a feed, a mailbox: as source_next. */
typedef int source_next_part(struct source *source, struct arena *arena, struct source_article *article, struct error *err);
source_next_part source_next_of_folder, source_next_of_archive, source_next_of_feed, source_next_of_mailbox;

/* Opens the next file of a folder as `inner`, where none is open: 1; 0 when there is none; -1 and `err` for one that cannot be
 * opened. */
int source_open_file(struct source *source, struct error *err);
void source_close_file(struct source *source);

/* Looks at the content once. Returns 1, or -1 and `err` when it is nothing that is read. */
int source_look(struct source *source, struct error *err);

/* Gathers all bytes that are left in `held`: 1, or -1 and `err`. */
int source_gather(struct source *source, size_t ceiling, struct error *err);

/* What next functions return at the end of the input: 0, or -1 and `err` when nothing came before. */
int source_end(struct source *source, struct error *err);

/* What next functions return for a failed read, and for something over the ceiling: -1, and `err`. */
int source_fail_read(struct source *source, struct error *err);
int source_fail_large(struct source *source, int line, const char *what, struct error *err);

/* Puts the line that was read last behind those that are held; `held_line` is the number of the first of them. */
void source_hold(struct source *source, struct text line);

/* The folder of a path, to be read file by file; the files within in the order of their names' bytes. NULL and `err`. */
struct folder *folder_open(const char *path, struct error *err);
void folder_close(struct folder *folder);
void archive_free(struct archive_state *archive);
void feed_free(struct feed_state *feed);

/* Opens a source within another one. */
struct source *source_open_inside(const struct source_bytes *given, int depth);
struct source *source_open_path(const char *path, int depth, struct error *err);

/* source_finish by a table that was made before. */
void source_finish_by(struct source_article *article, const struct tongue_table *tongues, struct arena *arena);

/* Tells the language of an article, blanks paragraphs in others, or sets it aside. */
void source_judge_language(struct source_article *article, const struct tongue_table *table, struct arena *arena);

#endif
