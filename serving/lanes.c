/* Threads that make answers, so that connections are served meanwhile: requests wait in line for them, suspended. */
#include <limits.h>
#include <string.h>

#include "serving/inner.h"

static unsigned status_of(enum error_code code)
{
    return code == ERROR_USAGE || code == ERROR_INPUT ? MHD_HTTP_BAD_REQUEST
           : code == ERROR_LIMIT                      ? MHD_HTTP_CONTENT_TOO_LARGE
                                                      : MHD_HTTP_INTERNAL_SERVER_ERROR;
}

static struct answer *failed(const struct error *err)
{
    return answer_problem(status_of(err->code), "the question could not be answered", err->message);
}

static struct answer *ask(struct request *request)
{
    struct error err = { .code = ERROR_NONE };
    buffer_init(&request->out, 0);
    bool good = answers_make(request, &err);
    bool is_told = request->status != MHD_HTTP_OK && request->out.length; /* a problem with more to it than a sentence */
    struct answer *answer =
        !good ? failed(&err)
        : is_told ? answer_new(request->status, buffer_text(&request->out), "application/problem+json", false)
        : request->status != MHD_HTTP_OK
            ? answer_problem(request->status, "not there", "the ledger has nothing of this id")
            : answer_new(MHD_HTTP_OK, buffer_text(&request->out), request->type, request->is_compressed);
    buffer_release(&request->out);
    return answer;
}

/* Of a moment of the ledger: an answer that was given of the same one, or lately, is given again. */
struct answer *lanes_ask(struct request *request)
{
    struct serving *serving = request->serving;
    struct error err = { .code = ERROR_NONE };
    struct worker *worker = workers_take(serving, &err);
    if (!worker)
        return failed(&err);
    long long seen = answer_stamp(request);
    bool is_newest = request->is_renewing || seen > worker->stamp;
    const struct wanted wanted = { buffer_text(&request->key), worker->stamp, is_newest ? worker->stamp : seen };
    struct answer *answer = wanted.key.length ? cache_find(&serving->cache, &wanted, NULL) : NULL;
    if (!answer) {
        request->ledger = worker->ledger;
        answer = ask(request);
        if (wanted.key.length && answer->status == MHD_HTTP_OK)
            cache_keep(&serving->cache, &wanted, routes_holds(request->route), answer);
    }
    workers_give(serving, worker);
    return answer;
}

/* Who wrote sees it in all that he asks next, whatever is kept. Where its stamp cannot be told, he sees nothing that was kept. */
static struct answer *ask_to_write(struct request *request)
{
    struct serving *serving = request->serving;
    struct error ignored;
    struct answer *answer = ask(request);
    if (!routes_writes(request->route))
        return answer;
    cache_forget(&serving->cache);
    struct worker *worker = workers_take(serving, &ignored);
    answer_set_stamp(answer, serving, worker ? worker->stamp : LLONG_MAX);
    workers_give(serving, worker);
    return answer;
}

static void make_answer(struct request *request)
{
    bool is_write = !strcmp(request->route->method, "POST");
    struct answer *answer = is_write ? ask_to_write(request) : lanes_ask(request);
    request->answer = is_write ? answer : answer_or_unchanged(answer, request->connection);
}

/* Whether somebody answers the same question: then its answer is soon at hand. */
static bool is_at_it(const struct lane *lane, const struct request *request)
{
    struct text key = buffer_text(&request->key);
    for (int i = 0; key.length && i < lane->placed; i++)
        if (lane->answered[i] && text_equals(key, buffer_text(&lane->answered[i]->key)))
            return true;
    return false;
}

/* The first in line that nobody is at, or NULL. */
static struct request *pick(struct lane *lane)
{
    struct request *before = NULL, *request = lane->first;
    while (request && is_at_it(lane, request)) {
        before = request;
        request = request->next;
    }
    if (!request)
        return NULL;
    *(before ? &before->next : &lane->first) = request->next;
    if (request == lane->last)
        lane->last = before;
    lane->waiting--;
    return request;
}

/* The next, for the thread of this place; NULL: there is none, and there will be none. */
static struct request *take(struct lane *lane, struct request **place)
{
    pthread_mutex_lock(&lane->lock);
    while (!(*place = pick(lane)) && (lane->first || !lane->is_over))
        pthread_cond_wait(&lane->has_work, &lane->lock);
    pthread_mutex_unlock(&lane->lock);
    return *place;
}

/* Those who ask the same are answered next. */
static void leave(struct lane *lane, struct request **place)
{
    pthread_mutex_lock(&lane->lock);
    *place = NULL;
    if (lane->first)
        pthread_cond_broadcast(&lane->has_work);
    pthread_mutex_unlock(&lane->lock);
}

static void *work(void *context)
{
    struct lane *lane = context;
    struct request *request;
    pthread_mutex_lock(&lane->lock);
    struct request **place = &lane->answered[lane->placed++];
    pthread_mutex_unlock(&lane->lock);
    while ((request = take(lane, place))) {
        make_answer(request);
        leave(lane, place);
        MHD_resume_connection(request->connection);
    }
    return NULL;
}

bool lane_put(struct lane *lane, struct request *request)
{
    pthread_mutex_lock(&lane->lock);
    bool has_room = !lane->is_over && lane->waiting < LANE_WAITING_MOST;
    if (has_room) {
        MHD_suspend_connection(request->connection);
        request->next = NULL;
        if (lane->first)
            lane->last->next = request;
        else
            lane->first = request;
        lane->last = request;
        lane->waiting++;
        pthread_cond_signal(&lane->has_work);
    }
    pthread_mutex_unlock(&lane->lock);
    return has_room;
}

bool lane_start(struct lane *lane, struct serving *serving, int threads, struct error *err)
{
    lane->serving = serving;
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->has_work, NULL);
    for (; lane->thread_count < threads && lane->thread_count < LANE_THREADS_MOST; lane->thread_count++)
        if (pthread_create(&lane->threads[lane->thread_count], NULL, work, lane))
            return error_set(err, ERROR_SYSTEM, "no more threads can be started; allow more processes (ulimit -u)");
    return true;
}

void lane_stop(struct lane *lane)
{
    if (!lane->serving)
        return;
    pthread_mutex_lock(&lane->lock);
    lane->is_over = true;
    pthread_cond_broadcast(&lane->has_work);
    pthread_mutex_unlock(&lane->lock);
    for (int i = 0; i < lane->thread_count; i++)
        pthread_join(lane->threads[i], NULL);
    pthread_cond_destroy(&lane->has_work);
    pthread_mutex_destroy(&lane->lock);
}
