/* Puts a running `troth serve` under load: many connections at once, the questions that pages ask, and how long each answer took.
 *
 *     serve_load PORT SECONDS [CONNECTIONS [REQUESTS-A-SECOND]]
 *
 * The mix, of a hundred: the board 10, how the book grew 5, counts 5, first pages of the list 10, pages of an actor's and a means'
 * commitments 20, commitments 30, statements 10, articles 10; which of each is drawn anew every time from a thousand or so that the
 * ledger has. With a rate, requests go out on time, and an answer's time counts from when its request should have gone. Prints one
 * line; exit status 1 where any answer was neither 200 nor whole. */
#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"

enum { CONNECTIONS_MOST = 1024, PATHS_MOST = 4096, TIMES_MOST = 1 << 24 };

struct paths {
    char *items[PATHS_MOST];
    int count;
};

enum kind { BOARD, GROWTH, COUNTS, LIST, FILTERED, COMMITMENT, STATEMENT, ARTICLE, KINDS };
static const int share[KINDS] = { 10, 5, 5, 10, 20, 30, 10, 10 };

struct client {
    int socket;
    struct buffer in;
    size_t wanted;   /* bytes of the whole answer; 0: not known yet */
    bool is_asking;
    double asked_at;
};

struct load {
    int port, connections, epoll, turn; /* turn: of the connection that asks next, so that none is silent until it is closed */
    double rate, seconds, next_at;
    struct paths paths[KINDS];
    struct client clients[CONNECTIONS_MOST];
    unsigned long long seed;
    float *times_ms;
    int time_count, wrong;
    double bytes;
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static unsigned draw(struct load *load, unsigned below)
{
    load->seed = load->seed * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)((load->seed >> 33) % below);
}

static int open_socket(const struct load *load)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)load->port) };
    int on = 1, one = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(one, (struct sockaddr *)&address, sizeof address)) {
        fprintf(stderr, "serve_load: nothing listens on port %d: %s\n", load->port, strerror(errno));
        exit(3);
    }
    setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return one;
}

static void send_request(int to, const char *path)
{
    char request[2048];
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);
    if (send(to, request, (size_t)length, MSG_NOSIGNAL) != length) {
        fprintf(stderr, "serve_load: the server closed a connection\n");
        exit(3);
    }
}

/* How long the answer is that has begun to arrive; 0 where that is not said yet. */
static size_t length_of(struct text in)
{
    size_t head = text_find(in, TEXT("\r\n\r\n")), at = text_find(in, TEXT("Content-Length: "));
    return head == in.length || at > head ? 0 : head + 4 + (size_t)strtoull(in.at + at + 16, NULL, 10);
}

/* One answer, waited for. */
static json_t *ask(const struct load *load, const char *path)
{
    char bytes[1 << 16];
    int one = open_socket(load);
    ssize_t got;
    size_t wanted = 0;
    struct buffer in;
    buffer_init(&in, 0);
    send_request(one, path);
    while ((!wanted || in.length < wanted) && (got = recv(one, bytes, sizeof bytes, 0)) > 0) {
        buffer_add(&in, (struct text){ bytes, (size_t)got });
        wanted = length_of(buffer_text(&in));
    }
    close(one);
    size_t head = text_find(buffer_text(&in), TEXT("\r\n\r\n"));
    json_t *json = head < in.length ? json_loadb(in.at + head + 4, in.length - head - 4, 0, NULL) : NULL;
    if (!json) {
        fprintf(stderr, "serve_load: %s: %.200s\n", path, in.length ? in.at : "no answer");
        exit(3);
    }
    buffer_release(&in);
    return json;
}

static void add_path(struct paths *paths, const char *form, const char *value)
{
    char path[1024];
    if (!value || strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") < strlen(value))
        return; /* it would have to be encoded */
    snprintf(path, sizeof path, "%s%s", form, value);
    if (paths->count < PATHS_MOST && (!paths->count || strcmp(paths->items[paths->count - 1], path)))
        paths->items[paths->count++] = strdup(path);
}

static const char *string_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* Every pair of an actor and a means that the board has. */
static void learn_fields(struct load *load)
{
    json_t *board = ask(load, "/api/v1/board"), *field;
    size_t i;
    json_array_foreach(json_object_get(board, "fields"), i, field) {
        char form[256];
        const char *means = string_of(field, "means");
        snprintf(form, sizeof form, "/api/v1/commitments?means=%s&actor=", means ? means : "");
        add_path(&load->paths[FILTERED], form, string_of(field, "actor"));
    }
    json_decref(board);
}

/* Commitments of some fields all over the board, and the statements on which they stand. */
static void learn_commitments(struct load *load)
{
    enum { LISTS = 40 };
    for (int list = 0; list < LISTS && load->paths[FILTERED].count; list++) {
        json_t *page = ask(load, load->paths[FILTERED].items[list * load->paths[FILTERED].count / LISTS]), *row;
        size_t i;
        json_array_foreach(json_object_get(page, "commitments"), i, row) {
            add_path(&load->paths[COMMITMENT], "/api/v1/commitments/", string_of(row, "id"));
            add_path(&load->paths[STATEMENT], "/api/v1/statements/", string_of(json_object_get(row, "statement"), "id"));
        }
        json_decref(page);
    }
}

static void learn_articles(struct load *load)
{
    json_t *page = ask(load, "/api/v1/statements?limit=1000"), *row;
    size_t i;
    json_array_foreach(json_object_get(page, "statements"), i, row)
        add_path(&load->paths[ARTICLE], "/api/v1/article?id=", string_of(json_object_get(row, "article"), "id"));
    json_decref(page);
}

static void learn(struct load *load)
{
    add_path(&load->paths[BOARD], "/api/v1/board", "");
    add_path(&load->paths[GROWTH], "/api/v1/growth", "");
    add_path(&load->paths[COUNTS], "/api/v1/counts", "");
    add_path(&load->paths[LIST], "/api/v1/commitments", "");
    add_path(&load->paths[LIST], "/api/v1/commitments?state=pledged", "");
    learn_fields(load);
    learn_commitments(load);
    learn_articles(load);
}

static const char *choose(struct load *load)
{
    for (;;) {
        int kind = 0, place = (int)draw(load, 100);
        while (place >= share[kind])
            place -= share[kind++];
        struct paths *paths = &load->paths[kind];
        if (paths->count)
            return paths->items[draw(load, (unsigned)paths->count)];
    }
}

/* With a rate, not before its turn; then it counts from its turn. */
static void ask_next(struct load *load, double now)
{
    struct client *client = &load->clients[load->turn];
    if (load->rate > 0 && now < load->next_at)
        return;
    load->turn = (load->turn + 1) % load->connections;
    if (client->is_asking)
        return;
    client->asked_at = load->rate > 0 ? load->next_at : now;
    load->next_at += load->rate > 0 ? 1 / load->rate : 0;
    client->is_asking = true;
    client->wanted = 0;
    client->in.length = 0;
    send_request(client->socket, choose(load));
}

static void end_answer(struct load *load, struct client *client)
{
    bool good = text_starts(buffer_text(&client->in), TEXT("HTTP/1.1 200"));
    if (!good && load->wrong++ < 3)
        fprintf(stderr, "serve_load: %.300s\n", client->in.length ? client->in.at : "the connection was closed");
    if (load->time_count < TIMES_MOST)
        load->times_ms[load->time_count++] = (float)((now_s() - client->asked_at) * 1000);
    load->bytes += (double)client->in.length;
    client->is_asking = false;
}

static void take(struct load *load, struct client *client)
{
    char bytes[1 << 16];
    ssize_t got = recv(client->socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        client->in.length = 0;
        if (client->is_asking)
            end_answer(load, client);
        close(client->socket);
        client->socket = open_socket(load);
        epoll_ctl(load->epoll, EPOLL_CTL_ADD, client->socket, &(struct epoll_event){ EPOLLIN, { .ptr = client } });
        return;
    }
    buffer_add(&client->in, (struct text){ bytes, (size_t)got });
    client->wanted = client->wanted ? client->wanted : length_of(buffer_text(&client->in));
    if (client->wanted && client->in.length >= client->wanted)
        end_answer(load, client);
}

static void run(struct load *load)
{
    double began = now_s(), now;
    load->next_at = began;
    while ((now = now_s()) < began + load->seconds) {
        struct epoll_event events[64];
        for (int i = 0; i < load->connections; i++)
            ask_next(load, now);
        int count = epoll_wait(load->epoll, events, 64, load->rate > 0 ? 1 : 10);
        for (int i = 0; i < count; i++)
            take(load, events[i].data.ptr);
    }
    load->seconds = now - began;
}

static int compare_times(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static double time_of(const struct load *load, double part)
{
    int place = (int)(part * load->time_count);
    return load->time_count ? load->times_ms[place < load->time_count ? place : load->time_count - 1] : 0;
}

static void begin(struct load *load)
{
    load->epoll = epoll_create1(EPOLL_CLOEXEC);
    load->times_ms = memory_take(TIMES_MOST * sizeof *load->times_ms);
    for (int i = 0; i < load->connections; i++) {
        struct client *client = &load->clients[i];
        client->socket = open_socket(load);
        buffer_init(&client->in, 0);
        epoll_ctl(load->epoll, EPOLL_CTL_ADD, client->socket, &(struct epoll_event){ EPOLLIN, { .ptr = client } });
    }
}

static void end(struct load *load)
{
    for (int i = 0; i < load->connections; i++) {
        close(load->clients[i].socket);
        buffer_release(&load->clients[i].in);
    }
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < load->paths[kind].count; i++)
            free(load->paths[kind].items[i]);
    free(load->times_ms);
    close(load->epoll);
}

int main(int argc, char **argv)
{
    struct load *load = memory_take(sizeof *load);
    *load = (struct load){ .port = argc > 1 ? atoi(argv[1]) : 0, .seconds = argc > 2 ? atof(argv[2]) : 0, .seed = 2014,
                           .connections = argc > 3 ? atoi(argv[3]) : 64, .rate = argc > 4 ? atof(argv[4]) : 0 };
    if (load->port < 1 || load->seconds <= 0 || load->connections < 1 || load->connections > CONNECTIONS_MOST) {
        fputs("usage: serve_load PORT SECONDS [CONNECTIONS [REQUESTS-A-SECOND]]\n", stderr);
        return 2;
    }
    learn(load);
    begin(load);
    run(load);
    qsort(load->times_ms, (size_t)load->time_count, sizeof *load->times_ms, compare_times);
    printf("%d answers, %.0f a second, half in %.2f ms, 99 of 100 in %.1f ms, all in %.0f ms, %.1f MB a second, %d wrong\n",
           load->time_count, load->time_count / load->seconds, time_of(load, 0.5), time_of(load, 0.99), time_of(load, 1),
           load->bytes / load->seconds / 1e6, load->wrong);
    int status = load->wrong || !load->time_count;
    end(load);
    free(load);
    return status;
}
