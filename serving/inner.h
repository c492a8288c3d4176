/* What the room's files share: workers, requests, answers. For room-mates only. */
#ifndef TROTH_SERVING_INNER_H
#define TROTH_SERVING_INNER_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "ledger/ledger.h"
#include "serving/serving.h"

enum role { ROLE_NONE, ROLE_READ, ROLE_REVIEW, ROLE_ADMIN };

enum route_name {
#define ROUTE(name, method, path, role, command, parameters, summary) ROUTE_##name,
#include "serving/routes.def"
#undef ROUTE
    ROUTE_COUNT
};

struct route {
    const char *method, *path;
    enum role role;
    const char *command, *parameters, *summary;
};

extern const struct route routes[ROUTE_COUNT];

/* The route of a method and path, or NULL; `*id` gets what stands for {id}. `*is_path`: some route has this path. */
const struct route *routes_find(const char *method, struct text path, struct text *id, bool *is_path);
bool routes_takes(const struct route *route, struct text parameter);
bool routes_sums_up(const struct route *route); /* the whole ledger: then it takes a while */
/* Whether the answer is about many things: then it holds for a moment whatever is added meanwhile, but for who added it. */
bool routes_holds(const struct route *route);
bool routes_writes(const struct route *route); /* into the ledger */
void routes_describe(const char *version, struct buffer *out); /* OpenAPI 3.1 */

/* A file of the page. */
struct asset {
    const char *path, *type;
    const char *content;
    size_t length;
};
int assets_find(const char *path); /* its place, for files and addresses of views; that of the description of the API; or -1 */
int assets_count(void);            /* the description, which is the last, is not counted */
const struct asset *assets_at(int place);

/* A connection to the ledger. While a request has it, it sees one moment of the ledger. */
struct worker {
    struct ledger *ledger;
    long long stamp; /* of that moment */
    struct worker *next;
};

/* What goes out: made once, for any number of requests at once. */
struct answer {
    atomic_int uses;
    struct MHD_Response *response;
    unsigned status;
    size_t bytes; /* of memory, about */
    char tag[20]; /* of the content: "1f0c…", and "z" where it is compressed; empty: of none that can be asked for again */
};

enum { CACHE_SLOTS = 8192, CACHE_BYTES = 64 << 20, CACHED_MOST = 2 << 20 };

struct cached {
    char *key;
    unsigned long long hash;
    long long stamp;    /* of the ledger for which it was made */
    bool holds;         /* for HOLDS_US after it was true */
    long long until_us; /* until when it is good enough, whatever was added since */
    bool is_renewed;    /* somebody is at it */
    size_t bytes;       /* that it takes, with its key */
    struct answer *answer;
};

enum { HOLDS_US = 500000 };

/* A kept answer that is wanted. */
struct wanted {
    struct text key;
    long long stamp;    /* that the ledger has; -1: not known */
    long long at_least; /* of the ledger for which it was made: what the visitor wrote is in there */
};

/* Answers that were given, for as long as the ledger has nothing new, or a little longer, and no more than CACHE_BYTES of them. */
struct cache {
    pthread_mutex_t lock;   /* of what follows */
    long long stamp;        /* that the ledger had last */
    long long looked_us;    /* when somebody found this stamp there */
    long long not_before_us; /* who looked before may have missed what was written since */
    size_t bytes, hand;
    struct cached slots[CACHE_SLOTS];
};

/* A statement that a reviewer works on. */
struct lease {
    char statement[65], name[64];
    long long until_us; /* serving_now_us */
};

enum { LEASES_MOST = 512 };

struct leases {
    pthread_mutex_t lock; /* of what follows */
    struct lease items[LEASES_MOST];
    size_t count;
};

struct token {
    enum role role;
    struct text name;
    char hash[65];
};

struct request;

enum { LANE_THREADS_MOST = 64, LANE_WAITING_MOST = 512 };

/* Requests that wait in line for some threads. */
struct lane {
    struct serving *serving;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t has_work;
    struct request *first, *last;
    struct request *answered[LANE_THREADS_MOST]; /* by each thread, or NULL */
    int waiting, placed, thread_count;
    bool is_over;
    pthread_t threads[LANE_THREADS_MOST];
};

/* A connection of a client, and since when it has been at what it does. */
struct visitor {
    struct MHD_Connection *connection;
    long long since_us;
    enum { VISITOR_ASKS, VISITOR_WAITS, VISITOR_IS_ANSWERED } what;
    struct visitor *next, *before;
};

/* Clients that are all too slow are turned out. */
struct visitors {
    pthread_mutex_t lock;
    pthread_cond_t is_woken;
    pthread_t thread;
    bool is_on, is_over;
    struct visitor *first;
};

struct serving {
    struct MHD_Daemon *daemon;
    struct serving_settings settings;
    struct serving_host host;
    bool is_loopback;
    char stamp_name[32]; /* of the cookie */
    struct arena arena;
    struct { struct token *items; size_t count, room; } tokens;
    struct cache cache;
    struct lane quick, slow, writing; /* what takes a moment never waits behind what takes seconds */
    struct visitors visitors;
    struct leases leases;
    struct { pthread_t thread; bool is_on; atomic_bool is_over; } warming;
    struct answer **assets;  /* [2 * place + is_compressed] */
    pthread_mutex_t lock;    /* of what follows */
    struct worker *idle;
};

long long serving_now_us(void);

/* workers.c: a worker that sees the ledger as it is now; NULL and `err`. */
struct worker *workers_take(struct serving *serving, struct error *err);
void workers_give(struct serving *serving, struct worker *worker);
void workers_release(struct serving *serving);

/* answer.c: content with its headers, compressed on demand; a problem (RFC 9457); nothing, as it is unchanged. Each for one use. */
struct answer *answer_new(unsigned status, struct text content, const char *type, bool is_compressed);
struct answer *answer_problem(unsigned status, const char *title, const char *detail);
void answer_name_stamp(struct serving *serving); /* for the ledger that is served, before anybody asks */
/* Of the ledger with what the visitor wrote: he brings it back; what he brings, or 0. */
void answer_set_stamp(struct answer *answer, const struct serving *serving, long long stamp);
long long answer_stamp(const struct request *request);
struct answer *answer_or_unchanged(struct answer *answer, struct MHD_Connection *connection); /* takes it: the client may have it */
struct answer *answer_use(struct answer *answer); /* once more */
void answer_drop(struct answer *answer);          /* a use less; NULL is no harm */
/* Whether the client can take compressed content. */
bool answer_may_compress(struct MHD_Connection *connection);

/* cache.c: the stamp that somebody found a moment ago, false where it must be looked for again. */
bool cache_knows(struct cache *cache, long long *stamp);
void cache_look(struct cache *cache, long long stamp, long long looked_us); /* the ledger had this stamp, or a newer one, then */
void cache_forget(struct cache *cache);                                     /* something was written */
/* For one use, or NULL. `is_renewing` (or NULL) becomes true where there is one that will soon be too old, and this visitor is to
 * have it made anew; the others have it meanwhile. */
struct answer *cache_find(struct cache *cache, const struct wanted *wanted, bool *is_renewing);
void cache_keep(struct cache *cache, const struct wanted *wanted, bool holds, struct answer *answer);
void cache_init(struct cache *cache);
void cache_release(struct cache *cache);

/* lanes.c: threads that make answers. A request in a lane is suspended; it comes back to the server with its answer. */
bool lane_start(struct lane *lane, struct serving *serving, int threads, struct error *err);
bool lane_put(struct lane *lane, struct request *request); /* false: too many wait */
void lane_stop(struct lane *lane);                         /* all who wait are answered first */
struct answer *lanes_ask(struct request *request);         /* of a moment of the ledger, for one use */

/* listening.c */
struct listening_calls {
    MHD_AccessHandlerCallback handle;
    MHD_RequestCompletedCallback finish;
};
bool listening_start(struct serving *serving, const struct listening_calls *calls, struct error *err);

/* warming.c: a thread that answers ahead. server.c: the key of a question without parameters, to which those can be added */
bool warming_start(struct serving *serving, struct error *err);
void warming_stop(struct serving *serving);
void server_begin_key(struct request *request, const char *path);

/* visitors.c */
bool visitors_start(struct visitors *visitors, struct error *err);
void visitors_stop(struct visitors *visitors);
void visitors_notify(void *context, struct MHD_Connection *connection, void **kept, enum MHD_ConnectionNotificationCode what);
void visitors_mark(struct visitors *visitors, struct MHD_Connection *connection, int what);

/* A request that is being answered. */
struct request {
    struct serving *serving;
    struct MHD_Connection *connection;
    const struct route *route;
    struct text id, body, name; /* name: of the token */
    enum role role;
    struct ledger *ledger; /* to ask, of a route that only reads */
    struct arena arena;
    struct buffer out;
    const char *type;  /* of the answer */
    unsigned status;
    struct buffer arriving, key; /* the body; what the answer is kept by, empty: it is not */
    bool is_compressed, is_renewing;
    struct answer *answer;
    struct request *next;
};

struct text request_value(struct request *request, const char *name);
int request_number(struct request *request, const char *name, int usual, int most); /* from 1 */
bool request_filter(struct request *request, struct ledger_filter *filter, struct error *err);
void request_part(struct buffer *out);        /* a comma between two parts of a list */
bool request_absent(struct request *request); /* the answer is that it is not there; true */

/* reviewing.c: the queue, reviews and who makes them. posting.c: a review that came in, and what somebody else did meanwhile.
 * leases.c */
bool reviewing_answer(struct request *request, struct error *err);
/* appends it; 404 where it is not there */
bool reviewing_one(struct request *request, struct ledger *ledger, struct text id, struct error *err);
bool posting_review(struct request *request, struct error *err);
bool leases_list(struct request *request);
bool leases_take(struct request *request, struct error *err);
/* Whose word it is: the token's name, where there are tokens; else the one that the body gives. */
bool posting_name(const struct request *request, struct text given, struct text *name, struct error *err);

/* Answers by the route; false and `err`. */
bool answers_make(struct request *request, struct error *err);

/* Who asks, by the token that a request brings; without tokens everybody may do everything, and has no name. */
enum role access_role(const struct serving *serving, struct MHD_Connection *connection, struct text *name);
bool access_read_tokens(struct serving *serving, struct error *err);
/* Whether a request comes from this page or a program, and not from a page of somebody else. */
bool access_is_own(const struct serving *serving, struct MHD_Connection *connection, bool is_write);

#endif
