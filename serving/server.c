/* The server: connections from libmicrohttpd become requests, and answers go out with their headers. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>

#include "serving/inner.h"

enum { BODY_MOST = 8 << 20, HEADERS_MOST = 32 << 10, CONNECTIONS_MOST = 1000, IDLE_SECONDS = 20 };

/* A body on its way in. */
struct arriving {
    struct buffer body;
    bool is_begun;
};

static const char policy[] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
                             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

static struct MHD_Response *make_response(struct text content, const char *type, bool is_kept)
{
    enum MHD_ResponseMemoryMode mode = is_kept ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY;
    struct MHD_Response *response = MHD_create_response_from_buffer(content.length, (void *)content.at, mode);
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Content-Security-Policy", policy);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "X-Frame-Options", "DENY");
    MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(response, "Cache-Control", "no-cache");
    return response;
}

static enum MHD_Result send_and_drop(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response)
{
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

/* RFC 9457. */
static enum MHD_Result send_problem(struct MHD_Connection *connection, unsigned status, const char *title, const char *detail)
{
    struct buffer out;
    buffer_init(&out, 0);
    buffer_add_string(&out, "{\"type\": \"about:blank\", \"title\": ");
    buffer_add_json(&out, text_of(title));
    buffer_print(&out, ", \"status\": %u, \"detail\": ", status);
    buffer_add_json(&out, text_of(detail));
    buffer_add_string(&out, "}\n");
    struct MHD_Response *response = make_response(buffer_text(&out), "application/problem+json", false);
    buffer_release(&out);
    if (status == MHD_HTTP_UNAUTHORIZED)
        MHD_add_response_header(response, "WWW-Authenticate", "Bearer");
    return send_and_drop(connection, status, response);
}

/* The answer's name: the same bytes have the same one. */
static void name_answer(struct text content, char etag[24])
{
    snprintf(etag, 24, "\"%016llx\"", text_hash(content));
}

static bool has_already(struct MHD_Connection *connection, const char *etag)
{
    const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
    return known && strstr(known, etag);
}

static enum MHD_Result send_unchanged(struct MHD_Connection *connection, const char *etag)
{
    struct MHD_Response *response = make_response(TEXT(""), "application/json", true);
    MHD_add_response_header(response, "ETag", etag);
    return send_and_drop(connection, MHD_HTTP_NOT_MODIFIED, response);
}

static enum MHD_Result send_asset(struct MHD_Connection *connection, const struct asset *asset)
{
    struct text content = { asset->content, asset->length };
    char etag[24];
    name_answer(content, etag);
    if (has_already(connection, etag))
        return send_unchanged(connection, etag);
    struct MHD_Response *response = make_response(content, asset->type, true);
    MHD_add_response_header(response, "ETag", etag);
    return send_and_drop(connection, MHD_HTTP_OK, response);
}

static enum MHD_Result add_to_key(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    buffer_print(context, "\n%s=%s", name, value ? value : "");
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

static unsigned status_of(enum error_code code)
{
    return code == ERROR_USAGE || code == ERROR_INPUT ? MHD_HTTP_BAD_REQUEST
           : code == ERROR_LIMIT                      ? MHD_HTTP_CONTENT_TOO_LARGE
                                                      : MHD_HTTP_INTERNAL_SERVER_ERROR;
}

static enum MHD_Result send_answer(struct request *request, struct text key)
{
    struct text content = buffer_text(&request->out);
    char etag[24];
    name_answer(content, etag);
    struct MHD_Response *response = make_response(content, request->type, false);
    MHD_add_response_header(response, "ETag", etag);
    enum MHD_Result result = has_already(request->connection, etag)
                                 ? send_unchanged(request->connection, etag)
                                 : MHD_queue_response(request->connection, MHD_HTTP_OK, response);
    if (!key.length || content.length > CACHED_MOST) {
        MHD_destroy_response(response);
        return result;
    }
    pthread_mutex_lock(&request->serving->lock);
    cache_keep(request->serving, key, response, etag);
    pthread_mutex_unlock(&request->serving->lock);
    return result;
}

static enum MHD_Result send_made(struct request *request, struct text key)
{
    struct error err = { .code = ERROR_NONE };
    buffer_init(&request->out, 0);
    bool good = answers_make(request, &err);
    enum MHD_Result result =
        !good ? send_problem(request->connection, status_of(err.code), "the question could not be answered", err.message)
        : request->status == MHD_HTTP_NOT_FOUND
            ? send_problem(request->connection, MHD_HTTP_NOT_FOUND, "not there", "the ledger has nothing of this id")
            : send_answer(request, key);
    buffer_release(&request->out);
    return result;
}

/* An answer that was given before, if the ledger has not changed: a worker is looked at first, since it notices. */
static bool send_kept(struct request *request, struct text key, enum MHD_Result *result)
{
    struct error ignored;
    char etag[24];
    struct worker *worker = workers_take(request->serving, false, &ignored);
    pthread_mutex_lock(&request->serving->lock);
    struct MHD_Response *response = cache_find(request->serving, key, etag);
    bool is_known = response && has_already(request->connection, etag);
    if (response && !is_known)
        *result = MHD_queue_response(request->connection, MHD_HTTP_OK, response);
    pthread_mutex_unlock(&request->serving->lock);
    workers_give(request->serving, worker);
    if (is_known)
        *result = send_unchanged(request->connection, etag);
    return response;
}

static enum MHD_Result answer(struct request *request, const char *path)
{
    struct buffer key;
    enum MHD_Result result;
    bool is_read = strcmp(request->route->method, "POST");
    struct checking checking = { .route = request->route };
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, check_parameter, &checking);
    if (checking.unknown[0])
        return send_problem(request->connection, MHD_HTTP_BAD_REQUEST, "unknown parameter", checking.unknown);
    buffer_init(&key, 16 << 10);
    if (is_read) {
        buffer_add_string(&key, path);
        MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, add_to_key, &key);
    }
    if (!is_read || key.full || !send_kept(request, buffer_text(&key), &result))
        result = send_made(request, key.full ? TEXT("") : buffer_text(&key));
    buffer_release(&key);
    return result;
}

static enum MHD_Result answer_api(struct serving *serving, struct MHD_Connection *connection, const char *path, const char *method,
                                  struct text body)
{
    struct request request = { .serving = serving, .connection = connection, .body = body, .type = "application/json",
                               .status = MHD_HTTP_OK };
    bool is_path;
    request.route = routes_find(method, text_of(path), &request.id, &is_path);
    if (!request.route)
        return send_problem(connection, is_path ? MHD_HTTP_METHOD_NOT_ALLOWED : MHD_HTTP_NOT_FOUND,
                            is_path ? "method not allowed" : "no such route", "/openapi.json has every route");
    enum role role = access_role(serving, connection);
    if (role == ROLE_NONE)
        return send_problem(connection, MHD_HTTP_UNAUTHORIZED, "who are you?", "send a token: Authorization: Bearer TOKEN");
    if (role < request.route->role)
        return send_problem(connection, MHD_HTTP_FORBIDDEN, "not allowed", "this token's role may not do that");
    enum MHD_Result result = answer(&request, path);
    arena_release(&request.arena);
    return result;
}

static enum MHD_Result describe(struct serving *serving, struct MHD_Connection *connection)
{
    struct buffer out;
    buffer_init(&out, 0);
    routes_describe(serving->host.version, &out);
    struct MHD_Response *response = make_response(buffer_text(&out), "application/json", false);
    buffer_release(&out);
    return send_and_drop(connection, MHD_HTTP_OK, response);
}

static enum MHD_Result dispatch(struct serving *serving, struct MHD_Connection *connection, const char *path, const char *method,
                                struct text body)
{
    bool is_write = strcmp(method, "GET") && strcmp(method, "HEAD");
    if (!access_is_own(serving, connection, is_write))
        return send_problem(connection, MHD_HTTP_FORBIDDEN, "from elsewhere",
                            "a request must name this machine as its host; one that writes needs the header X-Troth: 1");
    if (!strncmp(path, "/api/", 5))
        return answer_api(serving, connection, path, method, body);
    if (is_write)
        return send_problem(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "method not allowed", "pages are only read");
    if (!strcmp(path, "/openapi.json"))
        return describe(serving, connection);
    const struct asset *asset = assets_find(path);
    return asset ? send_asset(connection, asset) : send_problem(connection, MHD_HTTP_NOT_FOUND, "no such page", path);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **kept)
{
    struct arriving *arriving = *kept;
    if (!arriving) {
        *kept = arriving = memory_take(sizeof *arriving);
        buffer_init(&arriving->body, BODY_MOST);
        return MHD_YES;
    }
    if (*upload_size) {
        buffer_add(&arriving->body, (struct text){ upload, *upload_size });
        *upload_size = 0;
        return MHD_YES;
    }
    if (arriving->body.full)
        return send_problem(connection, MHD_HTTP_CONTENT_TOO_LARGE, "too large", "a body may have 8 MiB; add larger files by troth add");
    return dispatch(context, connection, url, method, buffer_text(&arriving->body));
}

static void finish(void *context, struct MHD_Connection *connection, void **kept, enum MHD_RequestTerminationCode why)
{
    struct arriving *arriving = *kept;
    if (arriving)
        buffer_release(&arriving->body);
    free(arriving);
    *kept = NULL;
}

/* "127.0.0.1", "::1", "0.0.0.0" */
static bool read_address(const struct serving_settings *settings, struct sockaddr_storage *address, bool *is_loopback, struct error *err)
{
    struct sockaddr_in *four = (struct sockaddr_in *)address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, settings->listen, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons((uint16_t)settings->port);
        *is_loopback = ntohl(four->sin_addr.s_addr) >> 24 == 127;
        return true;
    }
    if (inet_pton(AF_INET6, settings->listen, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons((uint16_t)settings->port);
        *is_loopback = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
        return true;
    }
    return error_set(err, ERROR_USAGE, "--listen: '%s' is no address such as 127.0.0.1 or ::1", settings->listen);
}

static bool read_pem(struct serving *serving, const char *path, const char **content, struct error *err)
{
    char bytes[64 << 10];
    FILE *file = fopen(path, "re");
    size_t length = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
    if (file)
        fclose(file);
    if (!length)
        return error_set(err, ERROR_SYSTEM, "%s: cannot be read; TLS needs a certificate and its key as PEM files", path);
    *content = arena_copy(&serving->arena, (struct text){ bytes, length }).at;
    return true;
}

static bool listen_on(struct serving *serving, struct error *err)
{
    const struct serving_settings *settings = &serving->settings;
    struct sockaddr_storage address;
    const char *cert = NULL, *key = NULL;
    if (!read_address(settings, &address, &serving->is_loopback, err))
        return false;
    if (!serving->is_loopback && !serving->tokens.count)
        return error_set(err, ERROR_USAGE, "--listen %s: others could reach the ledger; say by --tokens FILE who may (doc/serve.md)",
                         settings->listen);
    if (!settings->cert != !settings->key)
        return error_set(err, ERROR_USAGE, "TLS needs both --tls-cert and --tls-key");
    if (settings->cert && (!read_pem(serving, settings->cert, &cert, err) || !read_pem(serving, settings->key, &key, err)))
        return false;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | (cert ? MHD_USE_TLS : 0) | (address.ss_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)cert }, { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)key },
                                    { MHD_OPTION_END, 0, NULL } };
    serving->daemon = MHD_start_daemon(
        flags, (uint16_t)settings->port, NULL, NULL, handle, serving, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)settings->threads, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MOST,
        MHD_OPTION_NOTIFY_COMPLETED, finish, NULL, MHD_OPTION_ARRAY, cert ? tls : &tls[2], MHD_OPTION_END);
    if (serving->daemon)
        return true;
    return error_set(err, ERROR_SYSTEM, "%s port %d: cannot listen there: %s; try another --port", settings->listen, settings->port,
                     strerror(errno));
}

/* A ledger that is not there is told now. */
static bool look(struct serving *serving, struct error *err)
{
    struct worker *worker = workers_take(serving, true, err);
    workers_give(serving, worker);
    return worker;
}

struct serving *serving_start(const struct serving_settings *settings, const struct serving_host *host, struct error *err)
{
    struct serving *serving = memory_take(sizeof *serving);
    memset(serving, 0, sizeof *serving);
    serving->settings = *settings;
    serving->host = *host;
    pthread_mutex_init(&serving->lock, NULL);
    if (access_read_tokens(serving, err) && look(serving, err) && listen_on(serving, err))
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
    if (serving->daemon)
        MHD_stop_daemon(serving->daemon);
    cache_clear(serving);
    workers_release(serving);
    pthread_mutex_destroy(&serving->lock);
    arena_release(&serving->arena);
    free(serving);
}
