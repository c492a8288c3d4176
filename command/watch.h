/* What the files of `troth watch` share: the sources, the state that outlives the program, and what is done with answers.
 *
 *     SOURCES.txt ──▶ fetch ──▶ take ──▶ state: reports to fetch, pages to read ──▶ add ──▶ ledger
 *
 * Everything that must not be lost or done twice is in the state first: a page is kept there from when it was fetched until the
 * ledger has it, so that a kill in between makes the same bytes be read again, which the ledger knows. */
#ifndef TROTH_COMMAND_WATCH_H
#define TROTH_COMMAND_WATCH_H

#include "command/command.h"
#include "fetch/fetch.h"
#include "ledger/ledger.h"

enum watched_kind { WATCHED_NEW, WATCHED_FEED, WATCHED_PAGE };

/* A feed or page that is listed, with what is known of it. */
struct watched {
    struct text url;            /* as it is listed, in normal form: its key in the state */
    struct text publisher;      /* as listed; empty: as the pages or the feed say */
    long long every_ms;
    struct text now;            /* where it has moved for good; empty: nowhere */
    struct text etag, modified; /* of the copy that was taken */
    struct text trouble;        /* what the log says of it now; empty: none */
    enum watched_kind kind;
    long long next_ms;
    int failures;               /* one after another */
    bool is_asked;
    char *kept;                 /* on the heap: where now, etag, modified and trouble stand */
};

struct watched_list {
    struct arena arena;
    struct watched *items;
    size_t count, room;
};

/* Reads a list of sources: an address a line, then `every=30m` and `publisher="Name"` where they are wanted; # begins a comment.
 * Wrong lines are complained of, with file and line, and left out; `*wrong` counts them. False and `err` where the file cannot be
 * read, or names nothing. */
bool watched_read(const char *path, long long every_ms, struct watched_list *list, int *wrong, struct error *err);

void watched_release(struct watched_list *list);

/* "90s", "30m", "6h", "1d" in milliseconds, from ten seconds to thirty days; 0 where it is none. */
long long watched_time(struct text words);

/* A report that a feed names. */
struct report {
    long long id;
    struct text key, url, host; /* key: the address without marks of campaigns, else the feed's id of it */
    struct text title, published, publisher; /* as the feed has them */
    struct text page;           /* the feed's own text of it as a page; empty: none */
    int tries;
    long long first_ms;
};

struct report_list {
    struct report *items;
    size_t count, room;
};

/* A page that was fetched and is not read yet. */
struct page {
    long long id, report; /* report 0: a page that is listed itself */
    struct text url, type, body, title, published, publisher;
};

struct state;

/* Opens or makes the file. NULL and `err` (ERROR_SYSTEM) where it cannot be, is another program's, or another watch has it. */
struct state *state_open(const char *path, struct error *err);
void state_close(struct state *state);

/* What follows is kept by state_commit, whole or not at all. A failure inside is told there: false and `err` (ERROR_SYSTEM). */
void state_begin(struct state *state);
bool state_commit(struct state *state, struct error *err);

void state_load_source(struct state *state, struct watched *watched, struct arena *arena);
void state_save_source(struct state *state, const struct watched *watched);

/* Whether the report was not known yet; now it is. `refused`: it is never fetched. */
bool state_add_report(struct state *state, const struct report *report, bool refused, long long now_ms);

/* Reports that may be fetched now, at most one a host, longest waiting first; and the first moment after now
 * at which one may be. */
void state_due_reports(struct state *state, long long now_ms, struct arena *arena, struct report_list *list);
long long state_next_report(struct state *state, long long now_ms);
bool state_report(struct state *state, long long id, struct arena *arena, struct report *report);

void state_postpone(struct state *state, long long report, int tries, long long next_ms);
void state_give_up(struct state *state, long long report);

/* Keeps a page to be read; its report, if any, is no longer fetched. */
void state_keep_page(struct state *state, const struct page *page);
bool state_next_page(struct state *state, long long after, struct arena *arena, struct page *page);
void state_drop_page(struct state *state, long long up_to); /* all up to this one */

/* Forgets reports that no feed has named for half a year. */
void state_forget(struct state *state, long long now_ms);

struct fetch_memory state_memory(struct state *state);

struct watch {
    const struct options *options;
    struct fetch_settings settings;
    struct fetch *fetch;
    struct state *state;
    struct watched_list sources;
    struct engine engine;
    struct language_scratch *scratch;
    struct ledger *ledger;      /* NULL while it cannot be had */
    long long ledger_ms;        /* when it is tried again */
    bool is_once, is_quiet;
    struct buffer *held;        /* not NULL: lines of the log are gathered here until what they tell is safe */
    struct { long long *items; size_t count, room; } asked; /* reports under way */
    struct arena arena;         /* of `asked` */
    struct arena turn;          /* of what is needed until an answer is dealt with */
    struct { long long polled, same, added, known, aside, troubles; } tally;
};

long long watch_now(const struct watch *watch);

enum { WATCH_MOMENT = 32 }; /* bytes */
/* "2026-03-01 12:00:08", in UTC. */
void watch_moment(long long ms, char moment[WATCH_MOMENT]);

/* A line of the log on standard output: the time, what it is ("added"), and the rest. With --quiet only what is wrong is told. */
void watch_log(const struct watch *watch, const char *word, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Does what an answer asks for. False and `err` where the state cannot be kept. */
bool watch_take_source(struct watch *watch, struct watched *watched, const struct fetch_answer *answer, struct error *err);
bool watch_take_report(struct watch *watch, long long report, const struct fetch_answer *answer, struct error *err);

/* Reads the pages that are waiting and adds them to the ledger. One that cannot be written is tried again later. */
bool watch_add_pages(struct watch *watch, struct error *err);

#endif
