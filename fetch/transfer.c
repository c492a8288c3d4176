/* One request by libcurl: what is asked, what may come back and how much of it, and to whom a connection is made. */
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>

#include "fetch/inner.h"

enum {
    MOST_HEAD = 128 << 10, /* bytes of all headers together */
    MOST_FIELD = 4096,     /* of one that is kept */
    SLOWEST_BYTES_S = 1,
};

/* The address is looked at where the connection is made: after names were looked up, whatever the page said. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *transfer = context;
    if (!transfer->allows_private && !address_is_public(&address->addr)) {
        transfer->is_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Bytes as they come out of the unpacking, so that what was packed small is bounded as well. */
static size_t take_body(char *bytes, size_t one, size_t count, void *context)
{
    struct transfer *transfer = context;
    buffer_add(&transfer->body, (struct text){ bytes, count });
    transfer->is_too_large |= transfer->body.full;
    return transfer->is_too_large ? 0 : count;
}

static void keep(struct buffer *field, struct text value)
{
    buffer_reset(field);
    buffer_add(field, text_trim(value));
}

/* A status line begins a new head (after a 100 Continue): what stood in the one before it does not count. */
static void forget_head(struct transfer *transfer)
{
    buffer_reset(&transfer->location);
    buffer_reset(&transfer->etag);
    buffer_reset(&transfer->modified);
    buffer_reset(&transfer->type);
    buffer_reset(&transfer->retry);
}

static size_t take_header(char *bytes, size_t one, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct text value = { bytes, count }, name = text_cut(&value, ':');
    struct { const char *name; struct buffer *field; } fields[] = {
        { "location", &transfer->location }, { "etag", &transfer->etag }, { "last-modified", &transfer->modified },
        { "content-type", &transfer->type }, { "retry-after", &transfer->retry },
    };
    transfer->head_bytes += count;
    if (transfer->head_bytes > MOST_HEAD) {
        transfer->is_too_large = true;
        return 0;
    }
    if (count > 5 && !strncasecmp(bytes, "HTTP/", 5))
        forget_head(transfer);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (text_equals_nocase(name, text_of(fields[i].name)))
            keep(fields[i].field, value);
    return count;
}

/* What a server told us is told back to it; what could begin a header of its own is not. */
static void add_header(struct transfer *transfer, const char *name, struct text value)
{
    struct buffer line;
    if (!value.length || memchr(value.at, '\n', value.length) || memchr(value.at, '\r', value.length))
        return;
    buffer_init(&line, 0);
    buffer_print(&line, "%s: %.*s", name, (int)value.length, value.at);
    transfer->headers = curl_slist_append(transfer->headers, line.at);
    buffer_release(&line);
}

/* Only http, no redirects behind our back, no proxy but the one that is given, no cookies, no passwords of the home folder. */
static void set_bounds(CURL *easy, const struct fetch_settings *settings, struct transfer *transfer)
{
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, settings->proxy ? settings->proxy : "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)settings->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)settings->timeout_ms / 3);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST_BYTES_S);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)settings->timeout_ms / 2000 + 1);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)transfer->ceiling);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    if (!settings->proxy) {
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
    }
}

static void set_takers(CURL *easy, struct transfer *transfer)
{
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->problem);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
}

struct transfer *transfer_new(const struct fetch_settings *settings, const char *url, struct text etag, struct text modified,
                              size_t ceiling, void *owner)
{
    struct transfer *transfer = memory_take(sizeof *transfer);
    *transfer = (struct transfer){ .easy = curl_easy_init(), .ceiling = ceiling, .owner = owner };
    transfer->allows_private = settings->allows_private;
    buffer_init(&transfer->body, ceiling);
    struct buffer *fields[] = { &transfer->location, &transfer->etag, &transfer->modified, &transfer->type, &transfer->retry };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        buffer_init(fields[i], MOST_FIELD);
    add_header(transfer, "If-None-Match", etag);
    add_header(transfer, "If-Modified-Since", modified);
    add_header(transfer, "Accept", TEXT("text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8"));
    set_bounds(transfer->easy, settings, transfer);
    set_takers(transfer->easy, transfer);
    curl_easy_setopt(transfer->easy, CURLOPT_USERAGENT, settings->agent);
    curl_easy_setopt(transfer->easy, CURLOPT_URL, url);
    return transfer;
}

void transfer_free(struct transfer *transfer)
{
    if (!transfer)
        return;
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    struct buffer *fields[] = { &transfer->body,     &transfer->location, &transfer->etag,
                                &transfer->modified, &transfer->type,     &transfer->retry };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        buffer_release(fields[i]);
    free(transfer);
}

void transfer_explain(const struct transfer *transfer, CURLcode code, struct buffer *out)
{
    if (transfer->is_private)
        buffer_add_string(out, "leads to a private address; where that is meant, say --private");
    else if (transfer->is_too_large || code == CURLE_FILESIZE_EXCEEDED)
        buffer_print(out, "is larger than %zu MB", transfer->ceiling >> 20 ? transfer->ceiling >> 20 : 1);
    else if (code == CURLE_OPERATION_TIMEDOUT)
        buffer_add_string(out, "took too long to answer");
    else if (code == CURLE_PARTIAL_FILE)
        buffer_add_string(out, "was cut off before its end");
    else if (code == CURLE_BAD_CONTENT_ENCODING)
        buffer_add_string(out, "is packed in a way that is broken or not known");
    else
        buffer_print(out, "%s%s%s", curl_easy_strerror(code), *transfer->problem ? ": " : "", transfer->problem);
}
