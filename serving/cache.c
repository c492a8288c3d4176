/* Answers kept until the ledger changes, or a little longer, within a bound of memory. */
#include <stdlib.h>

#include "serving/inner.h"

enum { FRESH_US = 100000 };

static void drop(struct cache *cache, struct cached *cached)
{
    if (!cached->answer)
        return;
    cache->bytes -= cached->answer->bytes;
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

/* Where the key's answer is, or where it can be put: one of a few places, better one that is free or holds what nobody will get. */
static struct cached *place_of(struct cache *cache, struct text key, unsigned long long hash)
{
    enum { PLACES = 4 };
    struct cached *best = &cache->slots[(hash + hash / CACHE_SLOTS % PLACES) % CACHE_SLOTS];
    for (unsigned i = 0; i < PLACES; i++) {
        struct cached *cached = &cache->slots[(hash + i) % CACHE_SLOTS];
        if (cached->answer && cached->hash == hash && text_is(key, cached->key))
            return cached;
        if (!cached->answer || cached->stamp != cache->stamp)
            best = cached;
    }
    return best;
}

struct answer *cache_find(struct cache *cache, struct text key, long long stamp)
{
    unsigned long long hash = text_hash(key);
    pthread_mutex_lock(&cache->lock);
    struct cached *cached = place_of(cache, key, hash);
    bool is_there = cached->answer && cached->hash == hash && text_is(key, cached->key);
    bool is_good = is_there && (cached->stamp == stamp || serving_now_us() < cached->until_us);
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

void cache_keep(struct cache *cache, struct text key, long long stamp, long long lasts_us, struct answer *answer)
{
    unsigned long long hash = text_hash(key);
    if (answer->bytes > CACHED_MOST)
        return;
    pthread_mutex_lock(&cache->lock);
    struct cached *cached = place_of(cache, key, hash);
    drop(cache, cached);
    make_room(cache, answer->bytes);
    cached->key = memory_take(key.length + 1);
    memcpy(cached->key, key.at, key.length);
    cached->key[key.length] = 0;
    cached->hash = hash;
    cached->stamp = stamp;
    cached->until_us = lasts_us ? serving_now_us() + lasts_us : 0;
    cached->answer = answer_use(answer);
    cache->bytes += answer->bytes;
    pthread_mutex_unlock(&cache->lock);
}
