/* Connections to the ledger that requests take in turn, and answers kept until the ledger changes. */
#include <stdlib.h>
#include <time.h>

#include "serving/inner.h"

enum { OLDEST_MS = 500 };

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

static void end_worker(struct worker *worker)
{
    ledger_close(worker->ledger);
    free(worker);
}

/* What was kept is forgotten when something was appended since. */
static bool notice(struct serving *serving, struct worker *worker, struct error *err)
{
    long long stamp;
    if (!ledger_stamp(worker->ledger, &stamp, err))
        return false;
    pthread_mutex_lock(&serving->lock);
    if (stamp != serving->stamp)
        cache_clear(serving);
    serving->stamp = stamp;
    pthread_mutex_unlock(&serving->lock);
    return true;
}

static struct worker *make_worker(struct serving *serving, struct error *err)
{
    struct worker *worker = memory_take(sizeof *worker);
    *worker = (struct worker){ .opened_ms = now_ms() };
    worker->ledger = ledger_open(serving->settings.ledger, LEDGER_READ, err);
    if (worker->ledger && notice(serving, worker, err))
        return worker;
    end_worker(worker);
    return NULL;
}

struct worker *workers_take(struct serving *serving, bool is_fresh, struct error *err)
{
    for (;;) {
        pthread_mutex_lock(&serving->lock);
        struct worker *worker = serving->idle;
        if (worker)
            serving->idle = worker->next;
        pthread_mutex_unlock(&serving->lock);
        if (!worker)
            return make_worker(serving, err);
        if (!is_fresh && now_ms() - worker->opened_ms < OLDEST_MS)
            return worker;
        end_worker(worker);
    }
}

void workers_give(struct serving *serving, struct worker *worker)
{
    if (!worker)
        return;
    pthread_mutex_lock(&serving->lock);
    worker->next = serving->idle;
    serving->idle = worker;
    pthread_mutex_unlock(&serving->lock);
}

void workers_release(struct serving *serving)
{
    while (serving->idle) {
        struct worker *worker = serving->idle;
        serving->idle = worker->next;
        end_worker(worker);
    }
}

static void drop(struct cached *cached)
{
    free(cached->key);
    if (cached->response)
        MHD_destroy_response(cached->response);
    *cached = (struct cached){ 0 };
}

void cache_clear(struct serving *serving)
{
    for (int i = 0; i < CACHE_SLOTS; i++)
        drop(&serving->cache[i]);
}

/* A response in use outlives its place here: the one who takes it queues it, which counts as a use, while the lock is held. */
struct MHD_Response *cache_find(struct serving *serving, struct text key, char etag[24])
{
    unsigned long long hash = text_hash(key);
    struct cached *cached = &serving->cache[hash % CACHE_SLOTS];
    if (!cached->response || cached->hash != hash || !text_is(key, cached->key))
        return NULL;
    memcpy(etag, cached->etag, sizeof cached->etag);
    return cached->response;
}

void cache_keep(struct serving *serving, struct text key, struct MHD_Response *response, const char *etag)
{
    unsigned long long hash = text_hash(key);
    struct cached *cached = &serving->cache[hash % CACHE_SLOTS];
    drop(cached);
    cached->key = memory_take(key.length + 1);
    memcpy(cached->key, key.at, key.length);
    cached->key[key.length] = 0;
    cached->hash = hash;
    cached->response = response;
    memcpy(cached->etag, etag, sizeof cached->etag);
}
