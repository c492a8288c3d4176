/* The source room: files and standard input become articles. It knows formats, furniture and which language a
 * text is in, and nothing further of language.
 *
 *     struct source *source = source_open("reports.jsonl", &err);
 *     struct source_article article;
 *     while ((got = source_next(source, &arena, &article, &err)) != 0)
 *         if (got < 0) complain(err); else if (article.aside.length) tell(article.aside); else use(&article);
 *     source_close(source);
 *
 * Formats, told apart by content (kind.h): JSON Lines, one article an object and line (`id`, `title`, `publisher`, `published`,
 * `url`, `text`, all but text may be missing); JSON objects over several lines each; web pages; feeds, an article an entry; web
 * archives (WARC), record by record; e-mails; PDF files; Markdown; else plain text, whose first line is the title (unless it is
 * longer than any title) and whose text is the rest, without the blanks around it. All of them may be compressed with gzip or zstd,
 * and a folder stands for the files in it. An article without an id gets the hash of its content. Input is read as a stream: memory
 * holds one article, of at most SOURCE_CEILING bytes of text, and the document it comes from (inner.h has the ceilings). */
#ifndef TROTH_SOURCE_SOURCE_H
#define TROTH_SOURCE_SOURCE_H

#include "base/base.h"
#include "record/record.h"
#include "source/csv.h"

enum { SOURCE_CEILING = 4 << 20 }; /* bytes of one article in the input: a very thick book. Reading it takes 300 times as much. */

/* A piece of a page: a paragraph of its article, or what stands around it. */
struct source_part {
    struct text text;
    const char *dropped; /* why it is no part of the article, for people; NULL: it is */
};

struct source_article {
    struct article article; /* as given; what is read from it counts in its title and text */
    struct text title, text; /* for reading: as long as the article's to the byte, with furniture blanked out */
    const char *file;       /* as it is told to people: "standard input" for "-"; lives as long as the path */
    int line;               /* where the article begins, from 1 */
    size_t bytes;           /* of input that it took */
    struct text warning;    /* for people, with file and line: what was repaired; empty when nothing was */
    struct text author;     /* as its page, feed or mail names them; empty: unknown */
    struct text language;   /* as its text is written: "en", "fr" (ISO 639-1); empty where it is too short to tell */
    struct { struct source_part *items; size_t count, room; } parts; /* of a web page: all that it shows, in its order */
    struct text aside;      /* not empty: the article must not be read, and this tells people why, with file and line */
};

struct source;

/* Opens a file, or standard input for "-". NULL and `err` (ERROR_SYSTEM) when it cannot be opened. */
struct source *source_open(const char *path, struct error *err);
void source_close(struct source *source);

/* The same for bytes in memory; they and the name, which people are told, are copied. */
struct source *source_open_text(struct text bytes, const char *name);

/* Bytes that are at hand already: a page or feed that was fetched, a record of an archive. */
struct source_bytes {
    struct text bytes; /* borrowed until the source is closed */
    const char *name;  /* for people: a file's name or an address */
    struct text url;   /* where they come from: the article's address where they name no better one; empty: unknown */
    struct text type;  /* as their server told it: "text/html; charset=koi8-r". Content decides; what it leaves open (the charset)
                        * is taken from here. Empty: unknown */
};

/* Opens such bytes in place of a file: a page gives one article, a feed one an entry. Never NULL. */
struct source *source_open_given(const struct source_bytes *given);

/* The same, with a copy of everything: nothing needs to outlive the call. */
struct source *source_open_copy(const struct source_bytes *given);

/* One entry of a feed, as the feed has it: title and author without markup, summary and content as HTML. */
struct source_entry {
    struct text title, url, guid;  /* url: absolute where the feed's own address is known; guid: the url where it has none */
    struct text published;         /* "2026-03-01T09:30:00Z", or a day alone; empty: unknown or no date */
    struct text author, language;  /* of the entry, or of the whole feed; language as told: "en-GB" */
    struct text summary, content;  /* content is empty where the feed gives a summary alone */
    int line;                      /* in the feed, from 1; 0: unknown */
};

struct source_feed {
    struct text title, url, language; /* url: of the pages that the feed is for */
    struct { struct source_entry *items; size_t count, room; } entries; /* in the order of the feed */
    struct text warning;              /* for people: what of it was broken and left out; empty when nothing was */
};

/* Reads RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom; everything lives in `arena`. False and `err` (ERROR_INPUT, ERROR_LIMIT) when it is
 * no feed. Entities are not expanded and nothing is fetched. */
bool source_read_feed(const struct source_bytes *given, struct arena *arena, struct source_feed *feed, struct error *err);

/* An entry as an article: its content, or the summary where there is none, as paragraphs. What is not said stays empty. */
void source_take_entry(const struct source_feed *feed, const struct source_entry *entry, struct arena *arena,
                       struct source_article *article);

/* The next article, whose parts live in `arena`. Returns 1; 0 at the end; -1 and `err` (file, line, column) for something that is
 * no article, or too large, or cannot be read: the next call goes on after it. */
int source_next(struct source *source, struct arena *arena, struct source_article *article, struct error *err);

/* The next stretch of raw text for `troth parse`: whole paragraphs (where `is_conllu`, whole sentences), about `want` bytes of
 * them, repaired to UTF-8. `*line` is where it begins. Returns as source_next. */
int source_next_raw(struct source *source, bool is_conllu, size_t want, struct arena *arena, struct text *raw, int *line,
                    struct text *warning, struct error *err);

/* Whether the content is JSON: 1, 0, or -1 and `err` when it is nothing that is read. */
int source_is_json(struct source *source, struct error *err);

/* Of a source that is JSON: the next object as text, valid until the next call, and the line on which it begins. Returns as
 * source_next; `*warning` tells what was repaired. */
int source_next_object(struct source *source, struct arena *arena, struct text *object, int *line, struct text *warning,
                       struct error *err);

/* Of a table: the next row that is not empty, in `arena`. Returns as source_next, but a quote that is never closed ends the
 * table. */
int source_next_row(struct source *source, struct arena *arena, struct csv_row *row, struct text *warning, struct error *err);

/* The name of the source for people. */
const char *source_name(const struct source *source);

/* Gives an article whose `article` alone is filled an id where it has none, and both its sides a form for reading, as source_next
 * does. One in another language is set aside. */
void source_finish(struct source_article *article, struct arena *arena);

/* A copy of `text` with every line of furniture (bylines, "Comments", "Read more: ...", credits, promotions) replaced by line
 * feeds, and blank lines and carriage returns by line feeds and blanks, byte for byte; `text` itself where there is nothing to
 * replace. */
struct text source_blank_furniture(struct text text, struct arena *arena);

#endif
