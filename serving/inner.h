/* What the room's files share: workers, requests, answers. For room-mates only. */
#ifndef TROTH_SERVING_INNER_H
#define TROTH_SERVING_INNER_H

#include <microhttpd.h>
#include <pthread.h>

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
void routes_describe(const char *version, struct buffer *out); /* OpenAPI 3.1 */

/* A file of the page. */
struct asset {
    const char *path, *type;
    const char *content;
    size_t length;
};
const struct asset *assets_find(const char *path);

/* A connection to the ledger, used by one request at a time; it sees the ledger as it was when it was opened. */
struct worker {
    struct ledger *ledger;
    long long opened_ms;
    struct worker *next;
};

enum { CACHE_SLOTS = 1024, CACHED_MOST = 256 << 10 };

struct cached {
    char *key;
    unsigned long long hash;
    struct MHD_Response *response;
    char etag[24];
};

struct token {
    enum role role;
    char hash[65];
};

struct serving {
    struct MHD_Daemon *daemon;
    struct serving_settings settings;
    struct serving_host host;
    bool is_loopback;
    struct arena arena;
    struct { struct token *items; size_t count, room; } tokens;
    pthread_mutex_t lock;   /* of what follows */
    struct worker *idle;
    long long stamp;        /* of the ledger when the cache was begun */
    struct cached cache[CACHE_SLOTS];
};

/* A worker that sees the ledger no older than half a second; NULL and `err`. `is_fresh`: opened now. */
struct worker *workers_take(struct serving *serving, bool is_fresh, struct error *err);
void workers_give(struct serving *serving, struct worker *worker);
void workers_release(struct serving *serving);

/* A response kept for the same address, with a reference of its own; NULL where there is none. */
struct MHD_Response *cache_find(struct serving *serving, struct text key, char etag[24]);
void cache_keep(struct serving *serving, struct text key, struct MHD_Response *response, const char *etag);
void cache_clear(struct serving *serving); /* with the lock held */

/* A request that is being answered. */
struct request {
    struct serving *serving;
    struct MHD_Connection *connection;
    const struct route *route;
    struct text id, body;
    struct arena arena;
    struct buffer out;
    const char *type;  /* of the answer */
    unsigned status;
};

struct text request_value(struct request *request, const char *name);

/* Answers by the route; false and `err`. */
bool answers_make(struct request *request, struct error *err);

/* Who asks, by the token that a request brings. */
enum role access_role(const struct serving *serving, struct MHD_Connection *connection);
bool access_read_tokens(struct serving *serving, struct error *err);
/* Whether a request comes from this page or a program, and not from a page of somebody else. */
bool access_is_own(const struct serving *serving, struct MHD_Connection *connection, bool is_write);

#endif
