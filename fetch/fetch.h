/* The fetch room: addresses become bytes, politely. It knows HTTP, robots.txt and whom it may ask; nothing of what the bytes are.
 *
 *     struct fetch *fetch = fetch_new(&settings, &err);
 *     fetch_ask(fetch, &(struct fetch_request){ .url = url, .number = 7 });
 *     while (fetch_next(fetch, until_ms, &answer) == FETCH_ANSWER)
 *         if (answer.outcome == FETCH_GOT) use(answer.body); else tell(answer.message);
 *     fetch_free(fetch);
 *
 * Between two requests to one host lies settings.delay_ms, or what its robots.txt asks for where that is more; a host has one
 * request at a time. robots.txt is read (RFC 9309), kept for a day, and followed, by redirects too. A host that says that it is
 * too busy (429, 503), or that cannot be reached, is left alone for as long as it asks for, else for longer each time. Addresses
 * that are not public (loopback, private networks, link-local and the like) are never connected to unless settings.allows_private:
 * it is the address that is connected to that counts, after names were looked up and redirects followed. Bodies are bounded after
 * they were unpacked. */
#ifndef TROTH_FETCH_FETCH_H
#define TROTH_FETCH_FETCH_H

#include "base/base.h"

enum {
    FETCH_CEILING = 8 << 20,       /* bytes of a body, unpacked */
    FETCH_URL_BYTES = 2048,        /* of an address */
    FETCH_MOST_AT_ONCE = 64,
};

/* Milliseconds since 1970, UTC. A test makes `speed` of them pass in one of the system's; then `begins_ms` is when both agree. */
struct fetch_clock {
    long long begins_ms;
    int speed; /* 1 in earnest */
};
long long fetch_clock_now(const struct fetch_clock *clock);

/* "432@1764115200000": speed and begin. False where it is something else. */
bool fetch_clock_parse(const char *words, struct fetch_clock *clock);

/* An address, taken apart. All texts live in the arena that it was given. */
struct fetch_url {
    struct text whole;  /* as it is asked for: absolute, without fragment, the default port left out */
    struct text origin; /* "https://example.org", "http://example.org:8080": what one robots.txt is for */
    struct text host;   /* "example.org", "[2001:db8::1]" */
    struct text path;   /* with the query: what rules of a robots.txt are matched with */
};

/* Takes `words` apart, against `base` where they are relative (empty: they must be absolute). False and `err` (ERROR_INPUT) for
 * what is no address, is neither http nor https, has a name and password in it, or is longer than FETCH_URL_BYTES. */
bool fetch_url_parse(struct text words, struct text base, struct arena *arena, struct fetch_url *url, struct error *err);

/* Whether an input names an address: it begins with http:// or https://, in any case. */
bool fetch_is_url(const char *input);

/* Where what is known of hosts outlives the program. Keys and values are texts of any content. */
struct fetch_memory {
    /* False where there is nothing under this key. */
    bool (*load)(void *context, struct text key, struct arena *arena, struct text *value);
    void (*save)(void *context, struct text key, struct text value);
    void *context;
};

struct fetch_settings {
    const char *agent;          /* "troth/0.1.0 (mailto:…)"; what stands before the first "/" is what robots.txt calls it by */
    const char *proxy;          /* NULL: none, whatever the environment says */
    int at_once;                /* requests under way, 1 to FETCH_MOST_AT_ONCE */
    long long delay_ms;         /* between two requests to a host */
    int timeout_ms;             /* for all of a request, in the system's time; connecting has a third of it */
    bool allows_private;        /* also addresses that are not public */
    bool skips_robots;          /* somebody asks for this one page: robots.txt is for programs that wander */
    struct fetch_clock clock;
    struct fetch_memory memory; /* load NULL: none */
};

struct fetch_request {
    struct text url;
    struct text etag, modified; /* of the copy at hand; where there is none newer the answer is FETCH_SAME; empty: none */
    long long number;           /* the caller's own, given back */
};

enum fetch_outcome {
    FETCH_GOT,       /* 200, and the whole body */
    FETCH_SAME,      /* 304: nothing newer than etag and modified */
    FETCH_LATER,     /* was not asked: the host wants to be left alone until retry_ms, or robots.txt could not be had */
    FETCH_UNREACHED, /* no connection, cut off, too slow, bad TLS; retry_ms is when the host is next tried */
    FETCH_FAILED,    /* the server answered something else: status; retry_ms where it named a time, else 0 */
    FETCH_DENIED,    /* robots.txt does not want it */
    FETCH_REFUSED,   /* we do not want it: scheme, private address, too large, redirects without end */
};

/* Everything is valid until the next call of fetch_next. */
struct fetch_answer {
    enum fetch_outcome outcome;
    long long number;
    int status;                 /* of HTTP; 0: none came */
    struct text url;            /* that answered, after redirects */
    struct text moved;          /* where the request's address has moved for good (301, 308); empty: nowhere */
    struct text etag, modified, type;
    struct text body;
    bool is_private;            /* FETCH_REFUSED for a private address, which the settings do not allow */
    long long retry_ms;         /* not before this moment; 0: not said */
    char message[512];          /* for people, beginning with the address, where the outcome is neither FETCH_GOT nor FETCH_SAME */
};

struct fetch;

/* NULL and `err` (ERROR_SYSTEM) where the library cannot be had. What `settings` points to must outlive it. */
struct fetch *fetch_new(const struct fetch_settings *settings, struct error *err);
void fetch_free(struct fetch *fetch);

/* Asks for an address; what comes of it, errors too, is told by fetch_next. Copies what it needs. */
void fetch_ask(struct fetch *fetch, const struct fetch_request *request);

/* How many are asked for and not answered; of those, how many on this host. */
int fetch_pending(const struct fetch *fetch);
bool fetch_is_busy(const struct fetch *fetch, struct text host);

enum fetch_event { FETCH_ANSWER, FETCH_TIME, FETCH_SIGNAL };

/* Works until one request is answered, until the clock says `until_ms`, or until the descriptor `wakes` (-1: none) can be read. */
enum fetch_event fetch_next(struct fetch *fetch, long long until_ms, int wakes, struct fetch_answer *answer);

/* One address, now, without robots.txt or delay; its body is in `body`, which the caller releases, the rest of the answer in
 * `arena`. False and `err` (ERROR_INPUT with the answer's message) unless it was got. */
bool fetch_one(const struct fetch_settings *settings, struct text url, struct arena *arena, struct buffer *body,
               struct fetch_answer *answer, struct error *err);

#endif
