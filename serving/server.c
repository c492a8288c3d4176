/* The server: connections from libmicrohttpd become requests; what is at hand is answered at once, the rest by a lane. */
#include <stdio.h>
#include <stdlib.h>

#include "serving/inner.h"

enum { BODY_MOST = 8 << 20, KEY_MOST = 16 << 10 };

static enum MHD_Result send_answer(struct request *request, struct answer *answer)
{
    visitors_mark(&request->serving->visitors, request->connection, VISITOR_IS_ANSWERED);
    enum MHD_Result result = MHD_queue_response(request->connection, answer->status, answer->response);
    answer_drop(answer);
    return result;
}

static enum MHD_Result send_problem(struct request *request, unsigned status, const char *title, const char *detail)
{
    return send_answer(request, answer_problem(status, title, detail));
}

/* Or that the client has it. Takes the answer. */
static enum MHD_Result send_known(struct request *request, struct answer *answer)
{
    return send_answer(request, answer_or_unchanged(answer, request->connection));
}

/* With its length, so that no value looks like a further parameter. */
static enum MHD_Result add_to_key(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    const char *given = value ? value : "";
    buffer_print(context, "\n%s=%zu:%s", name, strlen(given), given);
    return MHD_YES;
}

/* An unknown parameter is told: a misspelled filter would otherwise give everything. */
struct checking {
    const struct route *route;
    char unknown[64];
};

static enum MHD_Result check_parameter(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct checking *checking = context;
    if (!routes_takes(checking->route, text_of(name)))
        snprintf(checking->unknown, sizeof checking->unknown, "%s", name);
    return MHD_YES;
}

/* What goes through much of the ledger: a command about no single thing, or the book of a past day. */
static bool is_slow(struct request *request)
{
    bool is_past = request_value(request, "as_of").length || request_value(request, "known_by").length;
    return request->route == &routes[ROUTE_QUEUE] || routes_sums_up(request->route) ||
           (!request->id.length && (request->route->command || is_past));
}

static struct lane *lane_of(struct request *request)
{
    struct serving *serving = request->serving;
    bool is_write = !strcmp(request->route->method, "POST");
    return is_write ? &serving->writing : is_slow(request) ? &serving->slow : &serving->quick;
}

void server_begin_key(struct request *request, const char *path)
{
    buffer_init(&request->key, KEY_MOST);
    buffer_add_string(&request->key, request->is_compressed ? "z" : "-");
    buffer_add_string(&request->key, path);
}

/* By address and parameters, and in which form; empty where that is too long. */
static void make_key(struct request *request, const char *path)
{
    server_begin_key(request, path);
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, add_to_key, &request->key);
    bool is_passing = request->route == &routes[ROUTE_LEASES] || request->route == &routes[ROUTE_ME]; /* not the ledger's to tell */
    if (request->key.full || is_passing)
        request->key.length = 0;
}

/* `is_renewing` (or NULL): this request may be the one that has it made anew. */
static struct answer *find_kept(struct request *request, bool *is_renewing)
{
    struct cache *cache = &request->serving->cache;
    struct wanted wanted = { .key = buffer_text(&request->key), .at_least = answer_stamp(request) };
    if (!wanted.key.length)
        return NULL;
    if (!cache_knows(cache, &wanted.stamp))
        wanted.stamp = -1;
    return cache_find(cache, &wanted, is_renewing);
}

static enum MHD_Result answer(struct request *request, const char *path)
{
    struct checking checking = { .route = request->route };
    struct answer *kept = NULL;
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, check_parameter, &checking);
    if (checking.unknown[0])
        return send_problem(request, MHD_HTTP_BAD_REQUEST, "unknown parameter", checking.unknown);
    if (strcmp(request->route->method, "POST")) {
        request->is_compressed = answer_may_compress(request->connection);
        make_key(request, path);
        kept = find_kept(request, &request->is_renewing);
    }
    if (kept)
        return send_known(request, kept);
    if (lane_put(lane_of(request), request))
        return MHD_YES;
    if (request->is_renewing && (kept = find_kept(request, NULL)))
        return send_known(request, kept);
    return send_problem(request, MHD_HTTP_SERVICE_UNAVAILABLE, "too busy",
                        "too many questions wait already; ask again in a moment");
}

static enum MHD_Result answer_api(struct request *request, const char *path, const char *method)
{
    bool is_path;
    request->route = routes_find(method, arena_copy(&request->arena, text_of(path)), &request->id, &is_path);
    if (!request->route)
        return send_problem(request, is_path ? MHD_HTTP_METHOD_NOT_ALLOWED : MHD_HTTP_NOT_FOUND,
                            is_path ? "method not allowed" : "no such route", "/openapi.json has every route");
    request->role = access_role(request->serving, request->connection, &request->name);
    if (request->role == ROLE_NONE)
        return send_problem(request, MHD_HTTP_UNAUTHORIZED, "who are you?", "send a token: Authorization: Bearer TOKEN");
    if (request->role < request->route->role)
        return send_problem(request, MHD_HTTP_FORBIDDEN, "not allowed", "this token's role may not do that");
    request->body = buffer_text(&request->arriving);
    return answer(request, path);
}

static enum MHD_Result dispatch(struct request *request, const char *path, const char *method)
{
    struct serving *serving = request->serving;
    bool is_write = strcmp(method, "GET") && strcmp(method, "HEAD");
    if (!access_is_own(serving, request->connection, is_write))
        return send_problem(request, MHD_HTTP_FORBIDDEN, "from elsewhere",
                            "a request must name this machine as its host; one that writes needs the header X-Troth: 1");
    if (!strncmp(path, "/api/", 5))
        return answer_api(request, path, method);
    if (is_write)
        return send_problem(request, MHD_HTTP_METHOD_NOT_ALLOWED, "method not allowed", "pages are only read");
    int place = assets_find(path);
    if (place < 0)
        return send_problem(request, MHD_HTTP_NOT_FOUND, "no such page", path);
    return send_known(request, answer_use(serving->assets[2 * place + answer_may_compress(request->connection)]));
}

/* A body whose length is told in two ways: whoever stands between may see another end of the request. */
static bool is_ambiguous(struct MHD_Connection *connection)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Transfer-Encoding") &&
           MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
}

/* Called when a request begins, for each piece of its body, when it is whole, and once more when a lane has answered it. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **kept)
{
    struct request *request = *kept;
    if (!request) {
        *kept = request = memory_take(sizeof *request);
        *request = (struct request){ .serving = context, .connection = connection, .type = "application/json",
                                     .status = MHD_HTTP_OK };
        buffer_init(&request->arriving, BODY_MOST);
        if (is_ambiguous(connection))
            return send_problem(request, MHD_HTTP_BAD_REQUEST, "two lengths",
                                "a request has Content-Length or Transfer-Encoding, not both");
        return MHD_YES;
    }
    if (*upload_size) {
        buffer_add(&request->arriving, (struct text){ upload, *upload_size });
        *upload_size = 0;
        return MHD_YES;
    }
    if (request->answer) {
        struct answer *made = request->answer;
        request->answer = NULL;
        return send_answer(request, made);
    }
    visitors_mark(&request->serving->visitors, connection, VISITOR_WAITS);
    if (request->arriving.full)
        return send_problem(request, MHD_HTTP_CONTENT_TOO_LARGE, "too large",
                            "a body may have 8 MiB; add larger files by troth add");
    return dispatch(request, url, method);
}

static void finish(void *context, struct MHD_Connection *connection, void **kept, enum MHD_RequestTerminationCode why)
{
    struct request *request = *kept;
    if (!request)
        return;
    visitors_mark(&request->serving->visitors, connection, VISITOR_ASKS);
    answer_drop(request->answer);
    buffer_release(&request->arriving);
    buffer_release(&request->key);
    arena_release(&request->arena);
    free(request);
    *kept = NULL;
}

/* What never changes is made once: the page's files, and behind them the description of the API. */
static void make_assets(struct serving *serving)
{
    int count = assets_count();
    struct buffer description;
    buffer_init(&description, 0);
    routes_describe(serving->host.version, &description);
    serving->assets = memory_take(2 * (size_t)(count + 1) * sizeof *serving->assets);
    for (int i = 0; i < 2 * count + 2; i++) {
        const struct asset *asset = i / 2 < count ? assets_at(i / 2) : NULL;
        struct text content = asset ? (struct text){ asset->content, asset->length } : buffer_text(&description);
        serving->assets[i] = answer_new(MHD_HTTP_OK, content, asset ? asset->type : "application/json", i % 2);
    }
    buffer_release(&description);
}

static void drop_assets(struct serving *serving)
{
    for (int i = 0; serving->assets && i < 2 * assets_count() + 2; i++)
        answer_drop(serving->assets[i]);
    free(serving->assets);
}

/* A ledger that is not there is told now. */
static bool look(struct serving *serving, struct error *err)
{
    struct worker *worker = workers_take(serving, err);
    workers_give(serving, worker);
    return worker;
}

struct serving *serving_start(const struct serving_settings *settings, const struct serving_host *host, struct error *err)
{
    enum { SLOW_THREADS = 4, WRITING_THREADS = 2 };
    static const struct listening_calls calls = { handle, finish };
    struct serving *serving = memory_take(sizeof *serving);
    memset(serving, 0, sizeof *serving);
    serving->settings = *settings;
    serving->host = *host;
    pthread_mutex_init(&serving->lock, NULL);
    cache_init(&serving->cache);
    pthread_mutex_init(&serving->leases.lock, NULL);
    make_assets(serving);
    answer_name_stamp(serving);
    if (access_read_tokens(serving, err) && look(serving, err) && visitors_start(&serving->visitors, err) &&
        lane_start(&serving->quick, serving, settings->threads, err) && lane_start(&serving->slow, serving, SLOW_THREADS, err) &&
        lane_start(&serving->writing, serving, WRITING_THREADS, err) && listening_start(serving, &calls, err) &&
        warming_start(serving, err))
        return serving;
    serving_stop(serving);
    return NULL;
}

int serving_port(const struct serving *serving)
{
    return MHD_get_daemon_info(serving->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void serving_stop(struct serving *serving)
{
    if (!serving)
        return;
    warming_stop(serving);
    lane_stop(&serving->quick);
    lane_stop(&serving->slow);
    lane_stop(&serving->writing);
    if (serving->daemon)
        MHD_stop_daemon(serving->daemon);
    visitors_stop(&serving->visitors);
    drop_assets(serving);
    cache_release(&serving->cache);
    workers_release(serving);
    pthread_mutex_destroy(&serving->leases.lock);
    pthread_mutex_destroy(&serving->lock);
    arena_release(&serving->arena);
    free(serving);
}
