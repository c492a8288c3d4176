/* What the files of the fetch room share. */
#ifndef TROTH_FETCH_INNER_H
#define TROTH_FETCH_INNER_H

#include <curl/curl.h>
#include <sys/socket.h>

#include "fetch/fetch.h"

/* Whether an address is of the public internet (the registries of IANA for special purposes; RFC 6890). */
bool address_is_public(const struct sockaddr *address);

/* Whether the host of an address is told to be not public by its looks alone: a number, "localhost" and what ends in it. */
bool address_looks_private(struct text host);

/* The moment up to which a Retry-After asks to wait (seconds, or a date), at most a week from now; 0 where it says nothing. */
long long retry_after(struct text value, long long now_ms);

/* The rules of a robots.txt for one agent. Texts live in the arena that it was parsed into. */
struct robots_rule {
    struct text path; /* normal form of its escapes; may hold * and end in $ */
    bool allows;
};

struct robots {
    struct { struct robots_rule *items; size_t count, room; } rules;
    long long delay_ms; /* Crawl-delay, at most an hour; 0: none */
};

/* Reads at most the first 500 KiB. `agent`: the product token, "troth"; rules for it alone count where there are any, else those
 * for "*". */
void robots_parse(struct text file, struct text agent, struct arena *arena, struct robots *robots);

/* Whether `path` (with its query) may be asked for: the longest rule that matches decides, and of two as long the one
 * that allows. */
bool robots_allows(const struct robots *robots, struct text path);

/* One request on its way. */
struct transfer {
    CURL *easy;
    struct curl_slist *headers;
    struct buffer body, location, etag, modified, type, retry; /* bounded; of the last answer's head */
    size_t head_bytes;
    size_t ceiling;      /* of the body */
    bool is_private;     /* the connection was refused since the address is not public */
    bool is_too_large;
    bool allows_private;
    char problem[CURL_ERROR_SIZE];
    void *owner;
};

/* Makes a request ready to be added to a multi handle; get it back by CURLINFO_PRIVATE. */
struct transfer *transfer_new(const struct fetch_settings *settings, const char *url, struct text etag, struct text modified,
                              size_t ceiling, void *owner);
void transfer_free(struct transfer *transfer);

/* Appends in plain words why a transfer ended with `code`. */
void transfer_explain(const struct transfer *transfer, CURLcode code, struct buffer *out);

/* A host is left alone between two requests, and for longer where it has trouble. */
struct host {
    struct text name;
    long long free_ms;   /* not before, out of politeness */
    long long closed_ms; /* not before, since it asked for that or could not be reached */
    int failures;        /* one after another, without an answer in between */
    bool is_busy;
    struct host *next;
};

enum robots_stage { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN };

/* What one robots.txt is for. */
struct site {
    struct text origin;
    struct host *host;
    enum robots_stage stage;
    long long copy_ms;   /* when the copy of its robots.txt was got; 0: there is none */
    long long stale_ms;  /* when it is asked for again */
    struct robots robots;
    struct arena rules;  /* of the robots */
    int users;           /* requests on their way */
    struct site *next;
};

struct hosts {
    const struct fetch_settings *settings;
    struct text agent;   /* the product token */
    long long began_ms;
    struct host *hosts;
    struct site *sites;
    int site_count;
};

/* The site of an address, made where it is new, with what the memory holds of it and its host. */
struct site *hosts_site(struct hosts *hosts, const struct fetch_url *url, long long now_ms);

/* A request to the host is over: the next one waits. */
void hosts_rest(struct hosts *hosts, struct site *site, long long now_ms);

/* The host answered as it should. */
void hosts_good(struct hosts *hosts, struct host *host);

/* The host is left alone until `until_ms`; where that is 0, for half a minute, a minute, two … up to an hour, or, where it
 * `asked` for less to do, up to a day. */
void hosts_close(struct hosts *hosts, struct host *host, long long until_ms, bool asked, long long now_ms);

/* Takes a robots.txt for a day; `file` empty: everything may be asked for. */
void hosts_learn(struct hosts *hosts, struct site *site, struct text file, long long now_ms);

/* The robots.txt could not be had. The copy at hand serves for another hour, if it is no older than 30 days; else false. */
bool hosts_make_do(struct site *site, long long now_ms);

void hosts_release(struct hosts *hosts);

/* One address that somebody asked for, or a robots.txt. */
struct job {
    struct arena arena;
    struct fetch_request request;
    struct fetch_url url;      /* as it is asked for now */
    struct site *site;         /* of `url`; NULL where it is refused */
    struct site *robots_of;    /* not NULL: a robots.txt, for this site */
    struct { struct text *items; size_t count, room; } seen; /* addresses that redirected us */
    bool only_moved;           /* all redirects so far were for good */
    struct transfer *transfer; /* not NULL: under way, or just done */
    bool is_answered, is_running;
    struct fetch_answer answer;
    struct job *next;
};

struct fetch {
    struct fetch_settings settings;
    struct hosts hosts;
    CURLM *multi;
    struct job *jobs, **last; /* in the order of asking */
    struct job *given;        /* whose answer the caller looks at */
    int running, pending;     /* pending: without robots.txt */
};

/* Completes a job's answer, in words that begin with the address. */
void job_answer(struct fetch *fetch, struct job *job, enum fetch_outcome outcome, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Takes the address that the job is to ask for next; where that is refused the job is answered. */
bool job_aim(struct fetch *fetch, struct job *job, struct text words, struct text base);

/* A transfer is over: the job is answered, or goes on to where it was sent. */
void job_finish(struct fetch *fetch, struct job *job, CURLcode code);

/* The same for a robots.txt that is answered: its site knows its rules, or whoever waits for them is answered too. */
void job_end_robots(struct fetch *fetch, struct job *job, long long now_ms);

#endif
