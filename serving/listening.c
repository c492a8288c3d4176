/* Listening: an address of this machine, TLS where there is a certificate, and the bounds that every client is held to. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>

#include "serving/inner.h"

enum { HEADERS_MOST = 32 << 10, CONNECTIONS_MOST = 1000, IDLE_SECONDS = 20 };

/* "127.0.0.1", "::1", "0.0.0.0" */
static bool read_address(const struct serving_settings *settings, struct sockaddr_storage *address, bool *is_loopback,
                         struct error *err)
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

static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* "%41" becomes "A". "%00" stays as it is, since it would end the text. */
static size_t decode(void *context, struct MHD_Connection *connection, char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        int high = *from == '%' ? digit_of(from[1]) : -1, low = high < 0 ? -1 : digit_of(from[2]);
        if (low >= 0 && high + low > 0) {
            *to++ = (char)(high << 4 | low);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = 0;
    return (size_t)(to - text);
}

bool listening_start(struct serving *serving, const struct listening_calls *calls, struct error *err)
{
    const struct serving_settings *settings = &serving->settings;
    struct sockaddr_storage address;
    const char *cert = NULL, *key = NULL;
    if (!read_address(settings, &address, &serving->is_loopback, err))
        return false;
    if (!serving->is_loopback && !serving->tokens.count)
        return error_set(err, ERROR_USAGE,
                         "--listen %s: others could reach the ledger; say by --tokens FILE who may (doc/serve.md)",
                         settings->listen);
    if (!settings->cert != !settings->key)
        return error_set(err, ERROR_USAGE, "TLS needs both --tls-cert and --tls-key");
    if (settings->cert && (!read_pem(serving, settings->cert, &cert, err) || !read_pem(serving, settings->key, &key, err)))
        return false;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (cert ? MHD_USE_TLS : 0) |
                     (address.ss_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)cert }, { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)key },
                                    { MHD_OPTION_END, 0, NULL } };
    serving->daemon = MHD_start_daemon(
        flags, (uint16_t)settings->port, NULL, NULL, calls->handle, serving, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)settings->threads, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MOST,
        MHD_OPTION_NOTIFY_COMPLETED, calls->finish, NULL, MHD_OPTION_NOTIFY_CONNECTION, visitors_notify, &serving->visitors,
        MHD_OPTION_UNESCAPE_CALLBACK, decode, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_ARRAY, cert ? tls : &tls[2],
        MHD_OPTION_END);
    if (serving->daemon)
        return true;
    return error_set(err, ERROR_SYSTEM, "%s port %d: cannot listen there: %s; try another --port", settings->listen, settings->port,
                     strerror(errno));
}
