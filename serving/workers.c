/* Connections to the ledger that requests take in turn. They stay open, with what they have prepared; between two requests they
 * let go of what they saw, so that nobody who writes has to keep it for them. */
#include <stdlib.h>
#include <time.h>

#include "serving/inner.h"

long long serving_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000ll + now.tv_nsec / 1000;
}

static void end_worker(struct worker *worker)
{
    ledger_close(worker->ledger);
    free(worker);
}

static bool look(struct serving *serving, struct worker *worker, long long looked_us, struct error *err)
{
    if (!ledger_stamp(worker->ledger, &worker->stamp, err))
        return false;
    cache_look(&serving->cache, worker->stamp, looked_us);
    return true;
}

static struct worker *make_worker(struct serving *serving, struct error *err)
{
    struct worker *worker = memory_take(sizeof *worker);
    long long now_us = serving_now_us();
    *worker = (struct worker){ .ledger = ledger_open(serving->settings.ledger, LEDGER_READ, err) };
    if (worker->ledger && ledger_map(worker->ledger, err) && look(serving, worker, now_us, err))
        return worker;
    end_worker(worker);
    return NULL;
}

static struct worker *take_idle(struct serving *serving)
{
    pthread_mutex_lock(&serving->lock);
    struct worker *worker = serving->idle;
    if (worker)
        serving->idle = worker->next;
    pthread_mutex_unlock(&serving->lock);
    return worker;
}

/* One whose server went away, or whose file was put aside, is replaced. */
struct worker *workers_take(struct serving *serving, struct error *err)
{
    struct worker *worker;
    struct error ignored;
    while ((worker = take_idle(serving))) {
        long long now_us = serving_now_us();
        if (ledger_wake(worker->ledger, &ignored) && look(serving, worker, now_us, &ignored))
            return worker;
        end_worker(worker);
    }
    return make_worker(serving, err);
}

void workers_give(struct serving *serving, struct worker *worker)
{
    struct error ignored;
    if (!worker)
        return;
    if (!ledger_rest(worker->ledger, &ignored)) {
        end_worker(worker);
        return;
    }
    pthread_mutex_lock(&serving->lock);
    worker->next = serving->idle;
    serving->idle = worker;
    pthread_mutex_unlock(&serving->lock);
}

void workers_release(struct serving *serving)
{
    struct worker *worker;
    while ((worker = take_idle(serving)))
        end_worker(worker);
}
