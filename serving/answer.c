/* Answers as they go out: content with the headers that keep a browser safe, compressed where that is worth it; problems. */
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "serving/inner.h"

enum { HEADERS_BYTES = 2048, /* that a response takes beside its content, with its headers, about */
       WORTH_COMPRESSING = 1024, COMPRESSION = 4, GZIP_WINDOW = 15 + 16 };

static const char policy[] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                             "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

static void add_headers(struct MHD_Response *response, const char *type)
{
    static const char *const headers[][2] = {
        { "Content-Security-Policy", policy },      { "X-Content-Type-Options", "nosniff" },
        { "X-Frame-Options", "DENY" },              { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Resource-Policy", "same-origin" }, { "Cache-Control", "no-cache" },
        { "Vary", "Accept-Encoding" },
    };
    MHD_add_response_header(response, "Content-Type", type);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

/* Takes `bytes`, of malloc. */
static struct answer *make(unsigned status, void *bytes, size_t length, const char *type)
{
    struct answer *answer = memory_take(sizeof *answer);
    *answer = (struct answer){ .status = status, .bytes = length + HEADERS_BYTES };
    atomic_init(&answer->uses, 1);
    answer->response = MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);
    add_headers(answer->response, type);
    return answer;
}

/* NULL where it would not be shorter. */
static void *compress_content(struct text content, size_t *length)
{
    z_stream stream = { 0 };
    if (deflateInit2(&stream, COMPRESSION, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    unsigned char *bytes = memory_take(content.length);
    stream.next_in = (unsigned char *)content.at;
    stream.avail_in = (unsigned)content.length;
    stream.next_out = bytes;
    stream.avail_out = (unsigned)content.length;
    int result = deflate(&stream, Z_FINISH);
    *length = stream.total_out;
    deflateEnd(&stream);
    if (result == Z_STREAM_END)
        return memory_resize(bytes, *length);
    free(bytes);
    return NULL;
}

static void *copy(struct text content)
{
    char *bytes = memory_take(content.length + 1);
    memcpy(bytes, content.at, content.length);
    return bytes;
}

struct answer *answer_new(unsigned status, struct text content, const char *type, bool is_compressed)
{
    bool is_worth = is_compressed && content.length >= WORTH_COMPRESSING && content.length < UINT32_MAX;
    size_t length = content.length;
    void *bytes = is_worth ? compress_content(content, &length) : NULL;
    bool is_shorter = bytes;
    struct answer *answer = make(status, bytes ? bytes : copy(content), is_shorter ? length : content.length, type);
    if (is_shorter)
        MHD_add_response_header(answer->response, "Content-Encoding", "gzip");
    if (status != MHD_HTTP_OK)
        return answer;
    char quoted[24];
    snprintf(answer->tag, sizeof answer->tag, "%016llx%s", text_hash(content), is_shorter ? "z" : "");
    snprintf(quoted, sizeof quoted, "\"%s\"", answer->tag);
    MHD_add_response_header(answer->response, "ETag", quoted);
    return answer;
}

struct answer *answer_problem(unsigned status, const char *title, const char *detail)
{
    struct buffer out;
    buffer_init(&out, 0);
    buffer_add_string(&out, "{\"type\": \"about:blank\", \"title\": ");
    buffer_add_json(&out, text_of(title));
    buffer_print(&out, ", \"status\": %u, \"detail\": ", status);
    buffer_add_json(&out, text_of(detail));
    buffer_add_string(&out, "}\n");
    struct answer *answer = answer_new(status, buffer_text(&out), "application/problem+json", false);
    buffer_release(&out);
    if (status == MHD_HTTP_UNAUTHORIZED)
        MHD_add_response_header(answer->response, "WWW-Authenticate", "Bearer");
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(answer->response, "Retry-After", "1");
    return answer;
}

struct answer *answer_use(struct answer *answer)
{
    atomic_fetch_add(&answer->uses, 1);
    return answer;
}

void answer_drop(struct answer *answer)
{
    if (!answer || atomic_fetch_sub(&answer->uses, 1) > 1)
        return;
    MHD_destroy_response(answer->response);
    free(answer);
}

/* "gzip, br", "*", but not "gzip;q=0". */
bool answer_may_compress(struct MHD_Connection *connection)
{
    struct text rest = text_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Encoding"));
    while (rest.length) {
        struct text weight = text_cut(&rest, ','), name = text_trim(text_cut(&weight, ';'));
        bool is_refused = text_starts(text_trim(weight), TEXT("q=0")) && text_find(weight, TEXT(".")) == weight.length;
        if (text_equals_nocase(name, TEXT("gzip")) || text_is(name, "*"))
            return !is_refused;
    }
    return false;
}

/* Browsers tell cookies apart by host, not by port: so the name is the ledger's, and servers of one ledger share it. */
void answer_name_stamp(struct serving *serving)
{
    struct buffer shown;
    char *file = realpath(serving->settings.ledger, NULL);
    buffer_init(&shown, 0);
    ledger_show(file ? file : serving->settings.ledger, &shown);
    snprintf(serving->stamp_name, sizeof serving->stamp_name, "troth-stamp-%016llx", text_hash(buffer_text(&shown)));
    buffer_release(&shown);
    free(file);
}

/* A cookie, so that every tab of a browser brings it; for longer than an answer of before the write can be kept. */
void answer_set_stamp(struct answer *answer, const struct serving *serving, long long stamp)
{
    char cookie[128];
    snprintf(cookie, sizeof cookie, "%s=%lld; Max-Age=60; Path=/; SameSite=Strict; HttpOnly", serving->stamp_name, stamp);
    MHD_add_response_header(answer->response, "Set-Cookie", cookie);
}

long long answer_stamp(const struct request *request)
{
    const char *given = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, request->serving->stamp_name);
    return given ? strtoll(given, NULL, 10) : 0;
}

static bool is_known(struct MHD_Connection *connection, const struct answer *answer)
{
    const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
    char quoted[24];
    snprintf(quoted, sizeof quoted, "\"%s\"", answer->tag);
    return known && *answer->tag && strstr(known, quoted);
}

static struct answer *unchanged(const char *tag)
{
    char quoted[24];
    snprintf(quoted, sizeof quoted, "\"%s\"", tag);
    struct answer *answer = make(MHD_HTTP_NOT_MODIFIED, copy(TEXT("")), 0, "application/json");
    MHD_add_response_header(answer->response, "ETag", quoted);
    return answer;
}

struct answer *answer_or_unchanged(struct answer *answer, struct MHD_Connection *connection)
{
    if (!is_known(connection, answer))
        return answer;
    struct answer *empty = unchanged(answer->tag);
    answer_drop(answer);
    return empty;
}
