/* Answers kept until the ledger changes, or a little longer, within a bound of memory. */
#include <stdlib.h>

#include "serving/inner.h"

enum { FRESH_US = 100000, RENEWED_US = HOLDS_US / 2 };

static void drop(struct cache *cache, struct cached *cached)
{
    if (!cached->answer)
        return;
    cache->bytes -= cached->bytes;
    answer_drop(cached->answer);
    free(cached->key);
    *cached = (struct cached){ 0 };
}

void cache_init(struct cache *cache)
{
    pthread_mutex_init(&cache->lock, NULL);
}

void cache_release(struct cache *cache)
{
    for (int i = 0; i < CACHE_SLOTS; i++)
        drop(cache, &cache->slots[i]);
    pthread_mutex_destroy(&cache->lock);
}

bool cache_knows(struct cache *cache, long long *stamp)
{
    pthread_mutex_lock(&cache->lock);
    bool is_fresh = cache->looked_us && serving_now_us() - cache->looked_us < FRESH_US;
    *stamp = cache->stamp;
    pthread_mutex_unlock(&cache->lock);
    return is_fresh;
}

void cache_look(struct cache *cache, long long stamp, long long looked_us)
{
    pthread_mutex_lock(&cache->lock);
    if (looked_us >= cache->looked_us && looked_us >= cache->not_before_us) {
        cache->stamp = stamp;
        cache->looked_us = looked_us;
    }
    pthread_mutex_unlock(&cache->lock);
}

void cache_forget(struct cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    cache->looked_us = 0;
    cache->not_before_us = serving_now_us();
    pthread_mutex_unlock(&cache->lock);
}

static bool is_of(const struct cached *cached, struct text key, unsigned long long hash)
{
    return cached->answer && cached->hash == hash && text_is(key, cached->key);
}

/* Where the key's answer is, or where it can be put: one of a few places, better one that is free or holds what nobody will get. */
static struct cached *place_of(struct cache *cache, struct text key, unsigned long long hash, long long now_us)
{
    enum { PLACES = 4 };
    struct cached *best = &cache->slots[(hash + hash / CACHE_SLOTS % PLACES) % CACHE_SLOTS];
    for (unsigned i = 0; i < PLACES; i++) {
        struct cached *cached = &cache->slots[(hash + i) % CACHE_SLOTS];
        if (is_of(cached, key, hash))
            return cached;
        if (!cached->answer || (cached->stamp != cache->stamp && now_us >= cached->until_us))
            best = cached;
    }
    return best;
}

/* What was true a moment ago will do for another. */
static void hold_on(const struct cache *cache, struct cached *cached)
{
    if (cached->holds && cached->stamp == cache->stamp && cache->looked_us + HOLDS_US > cached->until_us)
        cached->until_us = cache->looked_us + HOLDS_US;
}

/* The first who comes when half of its time is over has it made anew. */
static bool must_renew(struct cached *cached, long long now_us)
{
    bool is_due = !cached->is_renewed && now_us >= cached->until_us - RENEWED_US;
    cached->is_renewed |= is_due;
    return is_due;
}

struct answer *cache_find(struct cache *cache, const struct wanted *wanted, bool *is_renewing)
{
    unsigned long long hash = text_hash(wanted->key);
    long long now_us = serving_now_us();
    pthread_mutex_lock(&cache->lock);
    struct cached *cached = place_of(cache, wanted->key, hash, now_us);
    bool is_there = is_of(cached, wanted->key, hash) && cached->stamp >= wanted->at_least;
    if (is_there)
        hold_on(cache, cached);
    bool is_true = is_there && cached->stamp == wanted->stamp, is_good = is_true || (is_there && now_us < cached->until_us);
    if (is_true)
        cached->is_renewed = false;
    if (is_good && !is_true && is_renewing && must_renew(cached, now_us)) {
        *is_renewing = true;
        is_good = false;
    }
    struct answer *answer = is_good ? answer_use(cached->answer) : NULL;
    pthread_mutex_unlock(&cache->lock);
    return answer;
}

/* Room is made from wherever the hand stands, which goes round. */
static void make_room(struct cache *cache, size_t bytes)
{
    for (int i = 0; i < CACHE_SLOTS && cache->bytes + bytes > CACHE_BYTES; i++) {
        drop(cache, &cache->slots[cache->hand]);
        cache->hand = (cache->hand + 1) % CACHE_SLOTS;
    }
}

static char *copy_key(struct text key)
{
    char *copy = memory_take(key.length + 1);
    memcpy(copy, key.at, key.length);
    copy[key.length] = 0;
    return copy;
}

/* One that is newer stays, so that nobody who saw it sees an older one; newer than the ledger is one of a file that was put
 * aside. */
void cache_keep(struct cache *cache, const struct wanted *wanted, bool holds, struct answer *answer)
{
    unsigned long long hash = text_hash(wanted->key);
    long long now_us = serving_now_us();
    size_t bytes = answer->bytes + wanted->key.length;
    if (bytes > CACHED_MOST)
        return;
    pthread_mutex_lock(&cache->lock);
    struct cached *cached = place_of(cache, wanted->key, hash, now_us);
    bool is_newer = is_of(cached, wanted->key, hash) && cached->stamp > wanted->stamp && cached->stamp <= cache->stamp;
    if (!is_newer) {
        drop(cache, cached);
        make_room(cache, bytes);
        *cached = (struct cached){ .key = copy_key(wanted->key), .hash = hash, .stamp = wanted->stamp, .holds = holds,
                                   .until_us = holds ? now_us + HOLDS_US : 0, .bytes = bytes, .answer = answer_use(answer) };
        cache->bytes += bytes;
    }
    pthread_mutex_unlock(&cache->lock);
}
