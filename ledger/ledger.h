/* The ledger room: statements go in and are kept for good; commitments and their histories are derived from them. It knows nothing
 * of text analysis and can be filled from anybody's statements.
 *
 *     struct ledger *ledger = ledger_open("book.db", LEDGER_WRITE, &err);
 *     struct ledger_entry entry = { .article = &article, .statements = &list, .reader = "by hand", .learned_ms = now };
 *     enum ledger_outcome outcome;
 *     if (ledger_append(ledger, &entry, &outcome, &err)) ... from here on the article survives a kill
 *     ledger_close(ledger);
 *
 * A ledger is a SQLite file or a schema of a PostgreSQL database, with the same tables (doc/ledger.md has every one of them and
 * every column). Appended tables are the truth; derived ones can be dropped and come back the same by ledger_rebuild. One thread
 * uses a struct ledger at a time; several programs may use one ledger: readers never wait, a writer waits for another
 * (ledger_set_wait). */
#ifndef TROTH_LEDGER_LEDGER_H
#define TROTH_LEDGER_LEDGER_H

#include "base/base.h"
#include "record/record.h"

enum { LEDGER_WAIT_MS = 30000 };

enum ledger_mode {
    LEDGER_READ,  /* the file must be there; it is not changed, and seen as it was when it was opened, whoever writes meanwhile */
    LEDGER_WRITE, /* made if it is not there */
    LEDGER_MEND,  /* the ledger must be there, for writing: what is derived may be missing, and is made again */
};

struct ledger;

/* Opens a ledger: a file, or postgresql://user@host:port/database?options. NULL and `err` (ERROR_LEDGER; file or server and a way
 * out in the message) when the folder, file, server or database is missing, may not be read or written, is no SQLite file, belongs
 * to another program, was made by a newer version, is of an older server than PostgreSQL 15, or is locked for too long. */
struct ledger *ledger_open(const char *address, enum ledger_mode mode, struct error *err);

/* How long a writer waits for another before it fails; LEDGER_WAIT_MS until this is called. False and `err` when the server is
 * gone. */
bool ledger_set_wait(struct ledger *ledger, unsigned ms, struct error *err);

/* For a reader that stays while others write: a file's pages are read where the system keeps them, up to SQLite's limit of 2 GB,
 * instead of being copied anew after each write (mmap; two fifths less time). A file that somebody cuts short then ends the program
 * by SIGBUS, where a reader without it has an error. Of PostgreSQL nothing is mapped. */
bool ledger_map(struct ledger *ledger, struct error *err);

/* What to call it in a message: the file, or the server's address without a password. Lives as long as the ledger. The same of an
 * address, appended. */
const char *ledger_name(const struct ledger *ledger);
void ledger_show(const char *address, struct buffer *out);

/* For one that is kept open for reading, question after question: lets go of the moment that it sees, so that whoever writes need
 * not keep it; and wakes it, to see the ledger as it is then. False and `err` when the server went away, or the file was moved or
 * replaced: then it can only be closed. */
bool ledger_rest(struct ledger *ledger, struct error *err);
bool ledger_wake(struct ledger *ledger, struct error *err);

/* What a group has not flushed is dropped. NULL is no harm. */
void ledger_close(struct ledger *ledger);

/* What is appended: an article and everything read from it. All borrowed until the call returns. */
struct ledger_entry {
    const struct article *article;
    const struct statement_list *statements; /* NULL or empty: an article in which nothing was found */
    const char *reader;                      /* versions of program, model and lexicon, or who made the statements */
    long long learned_ms;                    /* when the book learns it: milliseconds since 1970, UTC */
};

enum ledger_outcome {
    LEDGER_ADDED,    /* the article and its statements are new */
    LEDGER_PRINTING, /* title and text were there; that they were printed elsewhere (id, publisher, date or URL differ) is new */
    LEDGER_KNOWN,    /* everything was there: nothing was written */
};

/* Appends one article, whole or not at all. Articles with the same title and text are the same report. Outside of a group it is
 * safe on the disk when the call returns true. False and `err`: ERROR_INPUT when the statements contradict
 * themselves (a link to a statement that is not there), else ERROR_LEDGER; nothing of the article was kept, the rest stands (in a
 * group: if ledger_is_safe says so). */
bool ledger_append(struct ledger *ledger, const struct ledger_entry *entry, enum ledger_outcome *outcome, struct error *err);

/* A group of appends shares transactions and one wait for the disk, for speed. Each article is still there whole or not at all, but
 * others see it, and it survives a kill, only from the next flush on; a loss of power from ledger_commit on. The ledger flushes by
 * itself every 512 articles, or when a group has kept other writers waiting for a quarter of a second and one more is appended.
 * Whoever waits for something else (more input, say) flushes before, since others may not write until then. */
bool ledger_begin(struct ledger *ledger, struct error *err);
bool ledger_flush(struct ledger *ledger, struct error *err);
bool ledger_commit(struct ledger *ledger, struct error *err);

/* Whether all that was appended since ledger_begin is flushed and nothing of it was lost. Where a flush fails (a full disk), all
 * since the last one is lost: it was never there. */
bool ledger_is_safe(const struct ledger *ledger);

/* A report that the book holds; texts as long as the arena that they were given, or during the callback. */
struct ledger_report {
    long long number; /* the article's in this ledger */
    struct article article;
    struct text reader; /* who made its statements last */
    long long readings; /* later ones, which it has beside that with which it came */
};

/* The report of the lowest number above `after`. 1: there is one; 0: there is none; -1 and `err`. */
int ledger_next_report(struct ledger *ledger, long long after, struct arena *arena, struct ledger_report *report,
                       struct error *err);

/* The report whose title and text have this hash (record_article_hash). 1: it is there; 0: it is not; -1 and `err`. */
int ledger_find_report(struct ledger *ledger, struct text hash, struct arena *arena, struct ledger_report *report,
                       struct error *err);

/* A later reading of a report: by another model, lexicon or person. All borrowed until the call returns. */
struct ledger_rereading {
    long long article;                       /* its number in this ledger */
    const struct statement_list *statements; /* all that it is read as now */
    const char *reader;
    long long learned_ms;
};

/* What a later reading changes. */
enum ledger_change {
    LEDGER_GONE,    /* a statement is read no more */
    LEDGER_NEW,     /* one is read that was not */
    LEDGER_CHANGED, /* one says something else */
    LEDGER_KEPT,    /* one is read no more, and stays, since a person confirmed or corrected it */
    LEDGER_CHANGE_COUNT
};

const char *ledger_change_text(enum ledger_change change); /* "gone", "new" ... */

struct ledger_changed_field {
    const char *field;         /* of a review (ledger/fields.def), "trigger", "links" or "places" */
    struct text before, after; /* as ledger_review_field_value has them */
};

enum ledger_verdict { LEDGER_UNREVIEWED, LEDGER_CONFIRMED, LEDGER_CORRECTED, LEDGER_REJECTED };

/* Valid during the callback. */
struct ledger_difference {
    enum ledger_change change;
    const struct article *article;
    const struct statement *before, *after; /* NULL where there is none */
    enum ledger_verdict verdict;            /* what the reviews of `before` come to */
    const struct ledger_changed_field *fields; /* [field_count] of LEDGER_CHANGED */
    size_t field_count;
};

typedef bool (*ledger_difference_fn)(void *context, const struct ledger_difference *difference, struct error *err);

/* Takes a later reading of a report, whole or not at all: from now on its statements count and not the earlier ones, which stay for
 * questions about the past. Reviews of a statement count for the same one of the later reading: that with the same words. What a
 * person confirmed or corrected is kept where it is read no more. Where nothing but confidence and evidence differ, nothing is
 * appended, and `*is_new` is false. `each` is called for every difference, in the order of the text; where it returns false nothing
 * is appended. A trial tells, and appends nothing. Groups, false and `err` are as with ledger_append. */
bool ledger_reread(struct ledger *ledger, const struct ledger_rereading *rereading, bool is_trial, ledger_difference_fn each,
                   void *context, bool *is_new, struct error *err);

/* Drops everything derived and derives it again, in one transaction. */
bool ledger_rebuild(struct ledger *ledger, struct error *err);

/* Brings everything that `from` holds, open for reading, into `to`, a ledger in which there is nothing yet: table by table, as it
 * is, with what was derived, in one transaction. Of PostgreSQL, by COPY. */
bool ledger_transfer(struct ledger *to, struct ledger *from, struct error *err);

/* The hash chain over everything appended. */
struct ledger_chain {
    long long entries;
    char head[65];     /* hash of the last entry: noted elsewhere, it shows later that all before it is still there */
    bool has_expected; /* the expected hash is one of the chain's, or none was expected */
};

/* Computes the chain again from the tables. False and `err` (ERROR_LEDGER: which entry) when something appended was changed, taken
 * away or put in by others. `expected`: a head of before, or empty. */
bool ledger_verify(struct ledger *ledger, struct text expected, struct ledger_chain *chain, struct error *err);

/* The two times of a question, as in SQL:2011. The answer is what a ledger would say that holds only the reports said and learned
 * by then; with `known_by` in the past it stays the same for ever. */
struct ledger_time {
    struct text as_of;    /* valid time: what had been said by the end of this day, "2026-03-01"; empty: everything */
    struct text known_by; /* system time: what the book held by the end of this day or stretch, "2026-03-01" or the beginning of
                             "2026-03-01T12:00:00.000Z"; empty: everything */
};

typedef bool (*ledger_report_fn)(void *context, const struct ledger_report *row, struct error *err);

/* Calls `each` for the reports by then, in which nothing was read among them, numbered above `after` and, where it is not 0, below
 * `before`; in order. */
bool ledger_reports(struct ledger *ledger, long long after, long long before, const struct ledger_time *time, ledger_report_fn each,
                    void *context, struct error *err);

/* Calls `each` for every time that a report was met again to the letter by then: with the report's number, without its title and
 * text. By report, in the order of adding. */
bool ledger_reprints(struct ledger *ledger, const struct ledger_time *time, ledger_report_fn each, void *context,
                     struct error *err);

/* A later reading of a report, as it stands in the book. Valid during the callback. */
struct ledger_reading {
    long long number, report; /* in this ledger */
    long long place;          /* among the later readings of the report: 1, 2, 3 … */
    long long last_article;   /* the last report that was there by then */
    struct text reader;
};

typedef bool (*ledger_reading_fn)(void *context, const struct ledger_reading *reading, struct error *err);

/* Calls `each` for every later reading that was known by then, as they were appended. */
bool ledger_readings(struct ledger *ledger, const struct ledger_time *time, ledger_reading_fn each, void *context,
                     struct error *err);

/* A report as one of its readings has it. Everything lives in the arena that was given. */
struct ledger_read {
    struct article article;
    struct text reader;            /* of the reading with which the report came */
    struct ledger_statement *rows; /* [count] as the reader has them: no reviews */
    size_t count;
};

/* `reading`: the number of a later one, or 0: that with which the report came. What stayed only since a person vouched for it is
 * left out; the others keep their `n`. */
bool ledger_read_as(struct ledger *ledger, long long report, long long reading, struct arena *arena, struct ledger_read *read,
                    struct error *err);

/* What somebody saw of the world. */
enum ledger_mark_kind {
    LEDGER_MARK_MET,       /* a condition came about */
    LEDGER_MARK_ENDED,     /* it holds no longer */
    LEDGER_MARK_DELIVERED, /* what a commitment promised was given, verified */
    LEDGER_MARK_RETRACTED, /* another mark was wrong */
    LEDGER_MARK_COUNT
};

const char *ledger_mark_text(enum ledger_mark_kind kind); /* "met", "ended", "delivered", "retracted" */
int ledger_mark_of(struct text name); /* -1: none of them */

struct ledger_mark {
    enum ledger_mark_kind kind;
    struct text condition_class;       /* of met and ended: a name of record/conditions.def */
    struct text recipient, commitment; /* only for commitments to this code, or with this whole id; empty: for all */
    long long retracts;                /* of a retraction: the mark's number */
    struct text on;                    /* the day on which it happened, "2026-03-01"; of a retraction that of the mark */
    struct text source, note, marked_by;
    long long number, retracted_by; /* when listed: its own number; of the mark that took it back, or 0 */
    struct text learned_at;         /* when listed */
};

/* Appends a mark, and gives the commitments that it bears on their state: a conditional one is due once its class of conditions was
 * met and has not ended since; one that was delivered on or after the day of what was last promised is fulfilled. False and `err`:
 * ERROR_USAGE for a class, commitment or mark that is not there, or that cannot be retracted; else ERROR_LEDGER; nothing was
 * kept. */
bool ledger_add_mark(struct ledger *ledger, const struct ledger_mark *mark, long long learned_ms, long long *number,
                     struct error *err);

typedef bool (*ledger_mark_fn)(void *context, const struct ledger_mark *mark, struct error *err);

/* Calls `each` for every mark that had happened and was known by then, as they were appended. */
bool ledger_marks(struct ledger *ledger, const struct ledger_time *time, ledger_mark_fn each, void *context, struct error *err);

/* What a reviewer can correct of a statement: ledger/fields.def. */
enum ledger_review_field {
#define FIELD(name, text, meaning) LEDGER_REVIEW_FIELD_##name,
#include "ledger/fields.def"
#undef FIELD
    LEDGER_REVIEW_FIELD_COUNT
};

const char *ledger_review_field_text(enum ledger_review_field field); /* "act", "condition_class" */
const char *const *ledger_review_field_names(void);                   /* LEDGER_REVIEW_FIELD_COUNT of them */
int ledger_review_field_of(struct text name);                         /* or -1 */

/* What a field of a statement says, in the form in which it is corrected: "troops, air", "Norway (NOR); some allies"; empty where
 * it says nothing. Lives in `arena`, or is borrowed from the statement. */
struct text ledger_review_field_value(const struct statement *statement, enum ledger_review_field field, struct arena *arena);

enum ledger_review_kind {
    LEDGER_REVIEW_CONFIRM, /* the statement is right as it stands */
    LEDGER_REVIEW_CORRECT, /* one field should say something else */
    LEDGER_REVIEW_REJECT,  /* it is no statement: it leaves the book */
    LEDGER_REVIEW_COMMENT, /* something to note; changes nothing */
    LEDGER_REVIEW_MERGE,   /* a commitment is the same as another: its statements, those to come too, count there */
    LEDGER_REVIEW_SPLIT,   /* a statement belongs to another commitment */
    LEDGER_REVIEW_RETRACT, /* another review was wrong */
    LEDGER_REVIEW_COUNT
};

const char *ledger_review_text(enum ledger_review_kind kind); /* "confirm", "correct" ... */
int ledger_review_of(struct text name);                       /* or -1 */

/* What somebody found on looking over a statement or commitments. */
struct ledger_review {
    enum ledger_review_kind kind;
    struct text statement;          /* whole id; of a merge empty */
    enum ledger_review_field field; /* of a correction */
    struct text value;              /* of a correction; empty: the field should say nothing */
    struct text commitment, target; /* whole ids of merge and split: what loses statements, and what gets them. Of a split, an empty
                                       commitment is the only one of the statement, an empty target a commitment of its own: that of
                                       the first of the splits that are appended together */
    long long retracts;             /* of a retraction: the review's number; nothing else is needed then */
    struct text note, reviewed_by;
    bool is_checked;                /* appended only where `seen` is still the last review of its statement (0: none), whoever wrote
                                       it; of a merge or split, that of its commitments: ledger_last_review, the later one of two */
    long long seen;
    long long number, retracted_by; /* when listed: its own number; of the review that took it back, or 0 */
    long long statement_number;     /* when listed: the statement's in this ledger, or 0 */
    long long last_article;         /* when listed: the last report that was there by then */
    struct text learned_at;         /* when listed */
};

typedef bool (*ledger_found_fn)(void *context, long long mark, long long review, long long reading, struct error *err);

/* Calls `each` for every mark, review and later reading in the order of appending, which times do not tell: with the number of one,
 * 0 for the others. */
bool ledger_found(struct ledger *ledger, ledger_found_fn each, void *context, struct error *err);

/* What the reviews of a statement come to (enum ledger_verdict): the last that was not taken back counts, comments aside. */
const char *ledger_verdict_text(enum ledger_verdict verdict); /* "confirmed"; empty for none */

/* Appends reviews, all or none, and makes the book hold what they say: statements as they were corrected, none that were rejected,
 * commitments merged and split. `first` gets the number of the first; they count on from it. A retraction brings back what was.
 * False and `err`: ERROR_USAGE where an id is not there, a value is none of its field, the reviewer's name is missing, a merge
 * changes nothing, or a retraction takes back nothing that can be; ERROR_CHANGED where a checked one comes too late; else
 * ERROR_LEDGER; nothing was kept. */
bool ledger_add_reviews(struct ledger *ledger, const struct ledger_review *reviews, size_t count, long long learned_ms,
                        long long *first, struct error *err);

typedef bool (*ledger_review_fn)(void *context, const struct ledger_review *review, struct error *err);

/* Calls `each` for every review that was known by then, as they were appended: all, or the merges and splits of the commitment with
 * this whole id. Those of a statement come with it (struct ledger_statement). */
bool ledger_reviews(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_review_fn each,
                    void *context, struct error *err);

/* The number of the last review that was known by then of the commitment with this whole id or of a statement that bore on it; 0:
 * none. */
bool ledger_last_review(struct ledger *ledger, struct text commitment, const struct ledger_time *time, long long *number,
                        struct error *err);

/* What to look for. Everything that is not empty must fit. */
struct ledger_filter {
    struct ledger_time time;
    struct text id;               /* a whole id, or its beginning */
    struct text actor, recipient; /* a code ("FRA"), or a part of a name, ASCII case ignored */
    struct text article;          /* of statements: the report's own id */
    struct text statement;        /* of commitments: the whole id of a statement that bears on it */
    struct text act, means;       /* names as in record/ */
    struct text state;            /* of commitments; "disputed" and "revised": also those that once were */
    struct text condition;        /* of commitments: a class of record/conditions.def */
    bool has_no_recipient;        /* of commitments: only those for nobody in particular */
    struct text since, until;     /* days of publication, "2026-03-01", both included */
    struct text words;            /* a part of the sentence (statements) or of the object (commitments), ASCII case ignored */
    /* words of the sentence, as ledger/search.h tells; of commitments: of any statement that bears on it */
    struct text search;
    bool is_appended;             /* of statements: in the order of appending, not by day */
    bool has_rejected;            /* of statements: those too that reviewers rejected */
    bool is_brief;                /* of commitments: they may come in any order, and in brief */
    int most;                     /* of commitments, from 1: at most so many, the last said first, and by id where `time` asks for
                                     the past */
    struct text after;            /* only those behind this place: of commitments, with `most`, "2026-03-01~id" of the last one of
                                     the page before; of statements by day, "2026-03-01~article's number~n"; of disputes their
                                     `place` */
};

/* A statement as the ledger holds it. Valid during the callback. */
struct ledger_statement {
    struct article article; /* with its text */
    long long number;       /* the article's in this ledger: the same for statements of one article, which follow each other */
    struct statement statement;
    struct text reader, learned_at; /* learned_at: "2026-03-01T12:00:00.000Z" */
    struct text evidence;           /* why each field is as it is: JSON (doc/ledger.md), or empty; statement.evidence stays empty */
    struct text effect, state;      /* in a commitment's history: what it did ("pledge", "revised", …), and the state after it */
    bool is_own;                    /* there: the actor's own act on this thing; else it only revises or disputes one */
    enum ledger_verdict verdict;    /* what its reviews come to; `statement` is as they corrected it */
    const struct ledger_review *reviews; /* [review_count] as they were appended, retracted ones too */
    size_t review_count;
    const struct statement *machine; /* the reader's own reading where reviewers corrected it; else NULL */
    unsigned conflicts;             /* bits 1 << enum ledger_review_field: a later reading gives these otherwise than the one that a
                                       person looked at, and otherwise than the person; and the bit below */
    long long reading;              /* the later reading that it is of: its number; 0: the report came with it */
    struct text superseded_at;      /* where it was asked for by its id: when a later reading took its place; else empty */
    int weight;                     /* in the queue for review: how much it matters, see there */
};

#define LEDGER_CONFLICT_GONE (1u << 31) /* a person vouched for the statement, and a later reading has it no more */

typedef bool (*ledger_statement_fn)(void *context, const struct ledger_statement *row, struct error *err);

/* Statements that reviewers rejected by then come only where the filter asks for their id. Calls `each` for every statement that
 * fits, by day of publication (where the filter wants it so, not by day), then in the order of appending. Stops when it returns
 * false, and returns false then. */
bool ledger_statements(struct ledger *ledger, const struct ledger_filter *filter, ledger_statement_fn each, void *context,
                       struct error *err);

/* Calls `each` for statements that nobody has reviewed yet, or of which a later reading contradicts the reviewer, those that matter
 * most first, then by day and in the order of appending: `most` of them behind the first `from`. The weight is what the reader is
 * not sure of (a hundredth of it each: 0 to 100), 50 more where it is disputed or disputes, 5 for every digit of its amount, and
 * 100 for such a contradiction. The filter's time is left aside: the queue is for now. */
bool ledger_review_queue(struct ledger *ledger, const struct ledger_filter *filter, size_t from, size_t most,
                         ledger_statement_fn each, void *context, struct error *err);

/* How far a book has been looked over. */
struct ledger_progress {
    long long statements, open, confirmed, corrected, rejected; /* by the last review that counts */
};

/* What one reviewer did that was not taken back: how many statements. Valid during the callback. */
struct ledger_reviewer {
    struct text name;
    long long confirmed, corrected, rejected, commented;
    struct text last; /* when: "2026-03-01T12:00:00.000Z" */
};

typedef bool (*ledger_reviewer_fn)(void *context, const struct ledger_reviewer *reviewer, struct error *err);

/* Calls `each` for every reviewer, by name. */
bool ledger_review_progress(struct ledger *ledger, struct ledger_progress *progress, ledger_reviewer_fn each, void *context,
                            struct error *err);

/* Puts what reviewers found into a statement's JSON object that ends `out`, with or without a line's end: "verdict", "machine" (the
 * reader's own reading, field by field, where it was corrected) and "reviews"; before them "superseded_at", where a later reading
 * has taken its place, and "conflicts", the names of fields of which a later reading contradicts the reviewer. Nothing where there
 * is none of it. */
void ledger_write_reviewed(const struct ledger_statement *row, struct buffer *out);

/* A commitment: what the statements of one actor on one thing for one recipient come to. Valid during the callback; an empty
 * text is null. */
struct ledger_commitment {
    struct text id;                                         /* 32 hex digits, from the identity: the same in every ledger */
    struct text actor, actor_code, recipient, recipient_code;
    struct text means;                                      /* one class; empty where the object's words stand for it */
    struct text state;                                      /* a name of ledger/states.def */
    struct text object, condition_class, condition, caveat, when, amount; /* as they stand now */
    struct text first_said, last_said;                      /* days of publication */
    struct text statement, sentence, speaker, publisher;    /* id, words, source and outlet of the statement it stands on */
    struct text act;                                        /* of that statement, with its reader's confidence in thousandths */
    int confidence;
    long long ground, article;                              /* its number in this ledger, and its article's */
    int statements, articles, sources;                      /* how many carry it; sources: those that are no copies of others */
    bool is_disputed, is_revised;                           /* now or once */
    bool is_brief;                                          /* sentence, speaker and publisher were left out: ledger_complete */
};

typedef bool (*ledger_commitment_fn)(void *context, const struct ledger_commitment *row, struct error *err);

/* The same for commitments: by actor, means, recipient, then id. */
bool ledger_commitments(struct ledger *ledger, const struct ledger_filter *filter, ledger_commitment_fn each, void *context,
                        struct error *err);

/* The order of actors there, by code or else name, ASCII case ignored at first: below, equal to or above zero. Recipients are in
 * the order of bytes; no means and no recipient come last. */
int ledger_compare_actors(struct text a, struct text b);

/* How many commitments of one actor with one means are in one state. Valid during the callback. */
struct ledger_field {
    struct text actor, means, state; /* the actor's code, else its name; empty means: none fits */
    long long commitments;
};

typedef bool (*ledger_field_fn)(void *context, const struct ledger_field *field, struct error *err);

/* Calls `each` for every field of the board by then, the actors with most commitments first; at most `actors` of them. Of a past
 * moment the whole book is gone through once: a few times as long as of now. What reviews or a delivery have changed is taken back
 * one by one. */
bool ledger_board(struct ledger *ledger, const struct ledger_time *time, int actors, ledger_field_fn each, void *context,
                  struct error *err);

/* How the book grew. Valid during the callback. */
struct ledger_growth {
    struct text day;       /* "2026-03-01" */
    long long commitments; /* first said on this day */
};

typedef bool (*ledger_growth_fn)(void *context, const struct ledger_growth *row, struct error *err);

/* Calls `each` for every day by then on which something was said for the first time, in order. */
bool ledger_growth(struct ledger *ledger, const struct ledger_time *time, ledger_growth_fn each, void *context, struct error *err);

/* A number that is another one once anything was appended: it tells in microseconds whether an answer of before still holds. */
bool ledger_stamp(struct ledger *ledger, long long *stamp, struct error *err);

/* Fills in what rows in brief leave out, as texts in `arena`; nothing where they are whole. */
bool ledger_complete(struct ledger *ledger, struct ledger_commitment *const *rows, size_t count, struct arena *arena,
                     struct error *err);

/* On what a commitment depends as the book stands now. Valid during the callback. */
struct ledger_wait {
    struct text condition_class, condition; /* an offer without a condition waits for a "request", in no words */
    struct text recipient;                  /* the code, else the name; empty: for nobody in particular */
    long long ground;                       /* the number of the statement on which it stands */
};

typedef bool (*ledger_wait_fn)(void *context, const struct ledger_wait *wait, struct error *err);

/* Calls `each` for every commitment that depends on something, in any order. */
bool ledger_waits(struct ledger *ledger, ledger_wait_fn each, void *context, struct error *err);

/* Fills `articles` [count] with the numbers of the articles of these statements, sorted, each once; `*found` is how many. */
bool ledger_articles_of(struct ledger *ledger, const long long *statements, size_t count, long long *articles, size_t *found,
                        struct error *err);

/* Calls `each` for every commitment for one of these recipients (codes, or names where there is none), or that stands on a
 * statement of one of these articles, as the book stands now: in any order, in brief. */
bool ledger_commitments_for(struct ledger *ledger, const struct text *recipients, size_t count, ledger_commitment_fn each,
                            void *context, struct error *err);
bool ledger_commitments_in(struct ledger *ledger, const long long *articles, size_t count, bool has_no_recipient,
                           ledger_commitment_fn each, void *context, struct error *err);

typedef bool (*ledger_name_fn)(void *context, struct text code, struct text name, struct error *err);

/* Calls `each` for every name of an actor or recipient of commitments, with its code where it has one. */
bool ledger_names(struct ledger *ledger, ledger_name_fn each, void *context, struct error *err);

/* The statements of the commitment with this whole id, in the order in which they count, with what each did; by then, or all of
 * them where `time` is NULL. */
bool ledger_history(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_statement_fn each,
                    void *context, struct error *err);

/* Another place where a report was printed: the same to the letter, or an edited or cut copy. Valid during the callback. */
struct ledger_printing {
    struct text id, publisher, published, url;
};

typedef bool (*ledger_printing_fn)(void *context, const struct ledger_printing *row, struct error *err);

/* Calls `each` for every other place where an article (its number in this ledger) was printed by then, by day and publisher; NULL
 * as time: all. */
bool ledger_printings(struct ledger *ledger, long long article, const struct ledger_time *time, ledger_printing_fn each,
                      void *context, struct error *err);

/* What changed from one statement to a later one of a commitment. Valid during the callback. */
struct ledger_revision {
    struct text what;          /* "act", "amount", "condition", or "thing": other means instead, by a link `revises` */
    struct text before, after; /* in words */
    struct text statement, revised_by; /* ids */
    struct text said;                  /* day of publication of the later one */
};

typedef bool (*ledger_revision_fn)(void *context, const struct ledger_revision *row, struct error *err);

bool ledger_revisions(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_revision_fn each,
                      void *context, struct error *err);

/* One side of a dispute. */
struct ledger_side {
    struct text id, act, actors, sentence, said, publisher; /* actors: codes, else names: "DEU, ESP" */
    /* what its reader had of the fields that reviewers corrected: "act: aid; actors: Spain (ESP)"; else empty */
    struct text machine;
};

/* Something said, and somebody who says that it is untrue. Valid during the callback. */
struct ledger_dispute {
    struct text rule; /* "link" or "denial" */
    struct ledger_side statement, disputed_by;
    struct text place; /* where the next page begins */
};

typedef bool (*ledger_dispute_fn)(void *context, const struct ledger_dispute *row, struct error *err);

/* Every dispute in which a statement fits the filter's actor (either side), since, until and time; where `commitment` is not empty,
 * only those about it. By day of the first; of those behind the filter's `after`, where it is not empty, the first `most`, where
 * that is not 0. */
bool ledger_disputes(struct ledger *ledger, const struct ledger_filter *filter, struct text commitment, ledger_dispute_fn each,
                     void *context, struct error *err);

/* An amount in words as a number: "€2bn" gives 2000000000000 thousandths and "euro", "50 tanks" 50000 and an empty currency. False
 * where there is no number. */
bool ledger_amount(struct text words, long long *thousandths, struct text *currency);

/* The ISO 4217 code of a currency by that name: "EUR" for "euro". NULL for none, or where several states have one ("krone"). */
const char *ledger_currency_code(struct text name);

/* Money added up. */
enum ledger_by { LEDGER_BY_MONTH = 1, LEDGER_BY_ACTOR = 2, LEDGER_BY_RECIPIENT = 4, LEDGER_BY_MEANS = 8, LEDGER_BY_ACT = 16 };

struct ledger_total {
    struct text month, actor, recipient, means, act; /* empty where it is not told apart by that; several actors: "DEU, ESP" */
    struct text currency;                            /* "euro", "dollar", … */
    long long thousandths, statements;               /* the sum, a thousand times, and of how many statements */
};

typedef bool (*ledger_total_fn)(void *context, const struct ledger_total *total, struct error *err);

/* Adds up the amounts of money of all statements that fit (filter as for ledger_statements), told apart by the bits of enum
 * ledger_by and by currency; in that order. Statements that tell one of their article again (`restates`) are left out. Sums are
 * exact; one beyond 64 bits is an error. */
bool ledger_totals(struct ledger *ledger, const struct ledger_filter *filter, unsigned by, ledger_total_fn each, void *context,
                   struct error *err);

enum ledger_kind { LEDGER_NOTHING, LEDGER_STATEMENT, LEDGER_COMMITMENT };

/* What has this id, or the only thing whose id begins so. `id` gets the whole id. LEDGER_NOTHING is no error. An ambiguous
 * beginning is one (ERROR_USAGE). */
bool ledger_find(struct ledger *ledger, struct text prefix, enum ledger_kind *kind, char id[65], struct error *err);

struct ledger_counts {
    long long articles, printings, statements, commitments, disputes, revisions;
};
bool ledger_count(struct ledger *ledger, struct ledger_counts *counts, struct error *err);

/* Appends a commitment as a JSON object without a line feed: id, actor, means, recipient, state, disputed, revised, object,
 * condition, caveat, when, amount, first_said, last_said, statements, articles, sources, statement. */
void ledger_write_commitment(const struct ledger_commitment *row, struct buffer *out);

/* The same for a change, a dispute and a mark. */
void ledger_write_revision(const struct ledger_revision *row, struct buffer *out);
void ledger_write_dispute(const struct ledger_dispute *row, struct buffer *out);
void ledger_write_review(const struct ledger_review *review, struct buffer *out);
void ledger_write_mark(const struct ledger_mark *mark, struct buffer *out);

#endif
