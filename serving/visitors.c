/* Clients that send a request byte by byte, or take its answer so, are turned out: a pause alone is no measure, since they make
 * none. */
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "serving/inner.h"

enum {
    ASKING_MOST_S = 60,    /* for a request, from its connection or the answer before */
    ANSWERED_MOST_S = 600, /* for an answer */
    ROUND_S = 5
};

static void turn_out(struct visitor *visitor, long long now_us)
{
    static const long long most_s[] = { [VISITOR_ASKS] = ASKING_MOST_S, [VISITOR_IS_ANSWERED] = ANSWERED_MOST_S };
    if (visitor->what == VISITOR_WAITS || now_us - visitor->since_us < most_s[visitor->what] * 1000000)
        return;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(visitor->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info)
        shutdown(info->connect_fd, SHUT_RDWR); /* the server notices, and closes it */
}

static void *go_round(void *context)
{
    struct visitors *visitors = context;
    pthread_mutex_lock(&visitors->lock);
    while (!visitors->is_over) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += ROUND_S;
        pthread_cond_timedwait(&visitors->is_woken, &visitors->lock, &until);
        long long now_us = serving_now_us();
        for (struct visitor *visitor = visitors->first; visitor; visitor = visitor->next)
            turn_out(visitor, now_us);
    }
    pthread_mutex_unlock(&visitors->lock);
    return NULL;
}

bool visitors_start(struct visitors *visitors, struct error *err)
{
    pthread_mutex_init(&visitors->lock, NULL);
    pthread_cond_init(&visitors->is_woken, NULL);
    visitors->is_on = !pthread_create(&visitors->thread, NULL, go_round, visitors);
    return visitors->is_on || error_set(err, ERROR_SYSTEM, "no more threads can be started; allow more processes (ulimit -u)");
}

void visitors_stop(struct visitors *visitors)
{
    if (!visitors->is_on)
        return;
    pthread_mutex_lock(&visitors->lock);
    visitors->is_over = true;
    pthread_cond_signal(&visitors->is_woken);
    pthread_mutex_unlock(&visitors->lock);
    pthread_join(visitors->thread, NULL);
    pthread_cond_destroy(&visitors->is_woken);
    pthread_mutex_destroy(&visitors->lock);
}

static void arrive(struct visitors *visitors, struct visitor *visitor)
{
    visitor->next = visitors->first;
    if (visitors->first)
        visitors->first->before = visitor;
    visitors->first = visitor;
}

static void leave(struct visitors *visitors, struct visitor *visitor)
{
    if (visitor->before)
        visitor->before->next = visitor->next;
    else
        visitors->first = visitor->next;
    if (visitor->next)
        visitor->next->before = visitor->before;
}

void visitors_notify(void *context, struct MHD_Connection *connection, void **kept, enum MHD_ConnectionNotificationCode what)
{
    struct visitors *visitors = context;
    pthread_mutex_lock(&visitors->lock);
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        struct visitor *visitor = memory_take(sizeof *visitor);
        *visitor = (struct visitor){ .connection = connection, .since_us = serving_now_us() };
        arrive(visitors, visitor);
        *kept = visitor;
    } else {
        leave(visitors, *kept);
        free(*kept);
        *kept = NULL;
    }
    pthread_mutex_unlock(&visitors->lock);
}

void visitors_mark(struct visitors *visitors, struct MHD_Connection *connection, int what)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct visitor *visitor = info ? info->socket_context : NULL;
    if (!visitor)
        return;
    pthread_mutex_lock(&visitors->lock);
    visitor->what = what;
    visitor->since_us = serving_now_us();
    pthread_mutex_unlock(&visitors->lock);
}
