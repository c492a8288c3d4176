/* The exchange room: reports with statements that were made elsewhere come in, and a ledger's statements and commitments go out in
 * the formats of other tools. doc/exchange.md has the mapping of every field. It knows nothing of reading.
 *
 *     struct exchange_line line;
 *     if (exchange_take(object, "theirs.jsonl", 7, &arena, &line, &err)) exchange_join(&report, &line, &arena, &err);
 *     ...
 *     if (exchange_assemble(&report, &arena, &statements, &err)) ... the report may be appended to a ledger
 *
 *     struct exchange job = { .ledger = ledger, .filter = &filter, .write = to_file, .to = file };
 *     if (exchange_run(&job, EXCHANGE_PLOVER, &err)) ... */
#ifndef TROTH_EXCHANGE_EXCHANGE_H
#define TROTH_EXCHANGE_EXCHANGE_H

#include "base/base.h"
#include "ledger/ledger.h"
#include "record/record.h"

/* ---- in ---- */

enum { EXCHANGE_TEXT_CEILING = 4 << 20 }; /* bytes of a text that is made of sentences */

/* Words that stand somewhere in the sentence: their place is still to be found. */
#define EXCHANGE_FIND ((struct span){ (size_t)-1, (size_t)-1 })

/* A statement on its way in. Its spans count code points of the article's text or title, are EXCHANGE_FIND, or from == to: none.
 * `statement.n` is 0 where it was not given. */
struct exchange_row {
    struct statement statement;
    int line; /* where it was read, for messages */
};

/* What one line holds: an article, and a statement of it or none. */
struct exchange_line {
    struct article article; /* `text` is empty where it was not given */
    struct text reader;
    bool has_article;       /* also when the line is refused: it tells which article suffers */
    bool has_statement;
    struct exchange_row row;
};

/* A report as it is gathered. All zeros but for `file` is an empty one. */
struct exchange_report {
    const char *file;
    int first_line, last_line;
    struct article article;
    struct text reader; /* who made the statements; empty: nobody said */
    struct { struct exchange_row *items; size_t count, room; } rows;
};

/* Reads a JSON object: the record of doc/inputs.md (a statement with its article), or an article with its text. Everything lives in
 * `arena`. False and `err` (ERROR_INPUT: file, line, field, way out) for what it cannot be. */
bool exchange_take(struct text object, const char *file, int line, struct arena *arena, struct exchange_line *out,
                   struct error *err);

/* Whether a line is about the article of a report: the same id, or where neither has one the same title, publisher, day and
 * address. */
bool exchange_is_of(const struct exchange_report *report, const struct exchange_line *line);

/* Adds a line to a report. False and `err` where it says something else of the article than the lines before it. */
bool exchange_join(struct exchange_report *report, const struct exchange_line *line, struct arena *arena, struct error *err);

/* What a line is, as `troth export --as jsonl --text` writes them: its first key tells. */
enum exchange_sort {
    EXCHANGE_RECORD,   /* a statement, or an article */
    EXCHANGE_PRINTING, /* an article, as it was met once more */
    EXCHANGE_REVIEW,
    EXCHANGE_MARK,
    EXCHANGE_FIRST_READING, /* a report with all its statements, as it was read before it was read again */
    EXCHANGE_READING,       /* all statements of a report as it was read again */
};

enum exchange_sort exchange_sort_of(struct text object);

/* A reading of a report that was read more than once. */
struct exchange_reading {
    long long number; /* 0: the one that the report came with; 1, 2, 3 … later ones */
    struct text hash; /* of a later one: that of the report */
    struct exchange_report report; /* of a later one without the article */
};

/* Reads one; everything lives in `arena`. False and `err` (ERROR_INPUT: file, line, field, way out). */
bool exchange_take_reading(struct text object, const char *file, int line, struct arena *arena, struct exchange_reading *out,
                           struct error *err);

/* Read a review and a mark, whose `number` and `retracts` count where the line comes from; everything lives in `arena`. False and
 * `err` (ERROR_INPUT: file, line, field, way out) for what it cannot be; whether ids are there the ledger tells. */
bool exchange_take_mark(struct text object, const char *file, int line, struct arena *arena, struct ledger_mark *out,
                        struct error *err);
bool exchange_take_review(struct text object, const char *file, int line, struct arena *arena, struct ledger_review *out,
                          struct error *err);

/* Makes a whole of a report: orders and numbers its statements, makes a text of the sentences where none was given (each at its
 * place, all else blank), checks every span against the text, finds the places of words that have none, and gives ids to what has
 * none. Everything lives in `arena`. False and `err` (ERROR_INPUT: file, line, field, way out). */
bool exchange_assemble(struct exchange_report *report, struct arena *arena, struct statement_list *statements, struct error *err);

/* Lists in a field of a table, "France | FRA; Spain | ESP", in which "\;", "\|", "\\" and a blank behind "\" stand for themselves:
 * the part before the next `mark`, which is cut from `*rest`; and a part as it is meant, without blanks around it, in `arena`. */
struct text exchange_cut(struct text *rest, char mark);
struct text exchange_plain(struct text part, struct arena *arena);

/* ---- out ---- */

enum exchange_format {
#define FORMAT(name, text, statements, commitments, meaning, lost) EXCHANGE_##name,
#include "exchange/formats.def"
#undef FORMAT
    EXCHANGE_FORMATS
};

const char *exchange_format_text(enum exchange_format format); /* "csv", … */

/* What a format cannot say and leaves out; NULL: it says everything. */
const char *exchange_format_lost(enum exchange_format format);

/* The usual name of the file with a format's statements or commitments; NULL where it has none. */
const char *exchange_file_name(enum exchange_format format, bool is_commitments);

/* What a party is, for formats that tell it. EXCHANGE_UNKNOWN: a person or an organ, nobody knows. */
enum exchange_kind { EXCHANGE_UNKNOWN, EXCHANGE_STATE, EXCHANGE_ORGANISATION, EXCHANGE_GROUP, EXCHANGE_BODY, EXCHANGE_PERSON };

/* Answers what the party with this name and code is; where it is a whole state, organisation or group, `*name` becomes the name
 * that its code is known by. */
typedef enum exchange_kind (*exchange_who_fn)(void *names, struct text code, struct text *name);

/* Writes a piece. False and `err` end the export. */
typedef bool (*exchange_write_fn)(void *to, struct text piece, struct error *err);

/* What is to go out, and where to. */
struct exchange {
    struct ledger *ledger;
    const struct ledger_filter *filter;
    exchange_write_fn write;
    void *to;
    exchange_who_fn who;        /* NULL: only by the form of the code */
    void *names;
    bool is_commitments;        /* of CSV and JSON Lines: commitments, not statements */
    bool has_text;              /* of CSV, JSON Lines and FollowTheMoney: with the articles' texts */
    struct text database;       /* of Datasette: the ledger's name there */
    struct text reporter_ref, reporter; /* of IATI: identifier and name of the organisation that publishes the file */
    long long rows, left_out;   /* afterwards: what was written, and what the format cannot say */
};

/* Commitments as CSV, for whoever prints them one by one: the names of the columns, and a row. `line_end` is "\n" or "\r\n". */
void exchange_add_commitment_head(const char *line_end, struct buffer *out);
void exchange_add_commitment(const struct ledger_commitment *row, const char *line_end, struct buffer *out);

/* The same for statements, without the articles' texts. */
void exchange_add_statement_head(struct buffer *out);
void exchange_add_statement(const struct ledger_statement *row, struct buffer *out);

/* Writes everything that fits the filter in a format; memory does not grow with how much that is. False and `err`. */
bool exchange_run(struct exchange *exchange, enum exchange_format format, struct error *err);

#endif
