/* Requests wait for robots.txt and for their host's turn, run a few at a time, and are answered. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "fetch/inner.h"

enum { ROBOTS_CEILING = 512 << 10, LONGEST_POLL_MS = 60000 };

static long long now_of(const struct fetch *fetch)
{
    return fetch_clock_now(&fetch->settings.clock);
}

struct fetch *fetch_new(const struct fetch_settings *settings, struct error *err)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        error_set(err, ERROR_SYSTEM, "the library that fetches (libcurl) cannot be started");
        return NULL;
    }
    struct fetch *fetch = memory_take(sizeof *fetch);
    *fetch = (struct fetch){ .settings = *settings, .multi = curl_multi_init() };
    struct text agent = text_of(settings->agent);
    fetch->last = &fetch->jobs;
    fetch->hosts = (struct hosts){ .settings = &fetch->settings, .agent = text_cut(&agent, '/'), .began_ms = now_of(fetch) };
    curl_multi_setopt(fetch->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)FETCH_MOST_AT_ONCE);
    curl_multi_setopt(fetch->multi, CURLMOPT_MAXCONNECTS, (long)settings->at_once);
    return fetch;
}

static void free_job(struct job *job)
{
    if (!job)
        return;
    transfer_free(job->transfer);
    arena_release(&job->arena);
    free(job);
}

void fetch_free(struct fetch *fetch)
{
    if (!fetch)
        return;
    while (fetch->jobs) {
        struct job *job = fetch->jobs;
        fetch->jobs = job->next;
        if (job->is_running)
            curl_multi_remove_handle(fetch->multi, job->transfer->easy);
        free_job(job);
    }
    free_job(fetch->given);
    curl_multi_cleanup(fetch->multi);
    hosts_release(&fetch->hosts);
    free(fetch);
    curl_global_cleanup();
}

void job_answer(struct fetch *fetch, struct job *job, enum fetch_outcome outcome, const char *format, ...)
{
    struct fetch_answer *answer = &job->answer;
    struct text url = job->url.whole.length ? job->url.whole : job->request.url;
    enum { SHOWN = 200 };
    char why[sizeof answer->message - SHOWN - 8];
    va_list list;
    va_start(list, format);
    vsnprintf(why, sizeof why, format, list);
    va_end(list);
    int shown = url.length > SHOWN ? SHOWN : (int)url.length;
    snprintf(answer->message, sizeof answer->message, "%.*s%s: %s", shown, url.at, url.length > SHOWN ? "..." : "", why);
    answer->outcome = outcome;
    answer->number = job->request.number;
    answer->url = job->url.whole;
    job->is_answered = true;
}

bool job_aim(struct fetch *fetch, struct job *job, struct text words, struct text base)
{
    struct error err;
    struct site *before = job->site;
    job->site = NULL;
    if (before)
        before->users--;
    if (!fetch_url_parse(words, base, &job->arena, &job->url, &err)) {
        job_answer(fetch, job, FETCH_REFUSED, "sends us to %s", err.message);
        if (!job->seen.count)
            snprintf(job->answer.message, sizeof job->answer.message, "%.500s", err.message);
        return false;
    }
    if (!fetch->settings.allows_private && address_looks_private(job->url.host)) {
        job->answer.is_private = true;
        job_answer(fetch, job, FETCH_REFUSED, "is a private address; where that is meant, say --private");
        return false;
    }
    job->site = hosts_site(&fetch->hosts, &job->url, now_of(fetch));
    job->site->users++;
    return true;
}

static struct job *add_job(struct fetch *fetch)
{
    struct job *job = memory_take(sizeof *job);
    *job = (struct job){ .only_moved = true };
    *fetch->last = job;
    fetch->last = &job->next;
    return job;
}

void fetch_ask(struct fetch *fetch, const struct fetch_request *request)
{
    struct job *job = add_job(fetch);
    job->request = (struct fetch_request){ .url = arena_copy(&job->arena, request->url),
                                           .etag = arena_copy(&job->arena, request->etag),
                                           .modified = arena_copy(&job->arena, request->modified), .number = request->number };
    fetch->pending++;
    job_aim(fetch, job, job->request.url, TEXT(""));
}

int fetch_pending(const struct fetch *fetch)
{
    return fetch->pending;
}

bool fetch_is_busy(const struct fetch *fetch, struct text host)
{
    for (const struct job *job = fetch->jobs; job; job = job->next)
        if (!job->robots_of && job->site && text_equals(job->site->host->name, host))
            return true;
    return false;
}

static void ask_robots(struct fetch *fetch, struct site *site)
{
    struct job *job = add_job(fetch);
    struct text url = arena_print(&job->arena, "%s/robots.txt", site->origin.at);
    site->stage = ROBOTS_ASKED;
    job->robots_of = site;
    job->request.url = url;
    job_aim(fetch, job, url, TEXT(""));
}

static void start(struct fetch *fetch, struct job *job)
{
    size_t ceiling = job->robots_of ? ROBOTS_CEILING : FETCH_CEILING;
    job->transfer = transfer_new(&fetch->settings, job->url.whole.at, job->request.etag, job->request.modified, ceiling, job);
    job->site->host->is_busy = true;
    job->is_running = true;
    fetch->running++;
    curl_multi_add_handle(fetch->multi, job->transfer->easy);
}

/* Whether robots.txt lets the job go on now; it may have to be asked for first, or the job is answered. */
static bool passes_robots(struct fetch *fetch, struct job *job, long long now)
{
    struct site *site = job->site;
    if (job->robots_of || fetch->settings.skips_robots)
        return true;
    if (site->stage == ROBOTS_ASKED)
        return false;
    if (site->stage == ROBOTS_UNKNOWN || site->stale_ms <= now) {
        ask_robots(fetch, site);
        return false;
    }
    if (robots_allows(&site->robots, job->url.path))
        return true;
    job_answer(fetch, job, FETCH_DENIED, "the site's robots.txt does not want it to be fetched by programs");
    return false;
}

/* A request to a host that is left alone is answered at once, so that nobody waits for hours. */
static bool is_closed(struct fetch *fetch, struct job *job, long long now)
{
    struct host *host = job->site->host;
    if (host->closed_ms <= now)
        return false;
    job->answer.retry_ms = host->closed_ms;
    job_answer(fetch, job, FETCH_LATER, "its host is left alone for %lld more seconds", (host->closed_ms - now + 999) / 1000);
    if (job->robots_of)
        job_end_robots(fetch, job, now);
    return true;
}

static bool has_turn(const struct host *host, long long now)
{
    return !host->is_busy && host->free_ms <= now;
}

static void start_ready(struct fetch *fetch, long long now)
{
    for (struct job *job = fetch->jobs; job && fetch->running < fetch->settings.at_once; job = job->next)
        if (!job->is_answered && !job->is_running && !is_closed(fetch, job, now) && passes_robots(fetch, job, now) &&
            has_turn(job->site->host, now))
            start(fetch, job);
}

static void finish_done(struct fetch *fetch)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(fetch->multi, &left))) {
        struct transfer *transfer;
        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        struct job *job = transfer->owner;
        curl_multi_remove_handle(fetch->multi, transfer->easy);
        fetch->running--;
        job->is_running = false;
        job_finish(fetch, job, code);
    }
}

static struct job *take_out(struct fetch *fetch, struct job **at)
{
    struct job *job = *at;
    *at = job->next;
    if (fetch->last == &job->next)
        fetch->last = at;
    if (job->site)
        job->site->users--;
    job->site = NULL;
    return job;
}

/* The first job that is answered, taken off the list; those of robots.txt are for nobody. */
static bool take_answer(struct fetch *fetch, struct fetch_answer *answer)
{
    free_job(fetch->given);
    fetch->given = NULL;
    for (struct job **at = &fetch->jobs; *at;) {
        if (!(*at)->is_answered) {
            at = &(*at)->next;
            continue;
        }
        struct job *job = take_out(fetch, at);
        if (job->robots_of) {
            free_job(job);
            continue;
        }
        fetch->pending--;
        fetch->given = job;
        *answer = job->answer;
        return true;
    }
    return false;
}

/* When something can happen that the network does not tell of. */
static long long next_moment(const struct fetch *fetch, long long until)
{
    for (const struct job *job = fetch->jobs; job && fetch->running < fetch->settings.at_once; job = job->next) {
        bool waits = !job->is_answered && !job->is_running && !job->site->host->is_busy;
        bool for_robots = !job->robots_of && !fetch->settings.skips_robots && job->site->stage == ROBOTS_ASKED;
        if (waits && !for_robots && job->site->host->free_ms < until)
            until = job->site->host->free_ms;
    }
    return until;
}

/* Waits for the network, for `until`, or for `wakes`; true for the last. */
static bool wait_for(struct fetch *fetch, long long until, long long now, int wakes)
{
    struct curl_waitfd extra = { .fd = wakes, .events = CURL_WAIT_POLLIN };
    int speed = fetch->settings.clock.speed > 1 ? fetch->settings.clock.speed : 1, running;
    long long ms = (until - now + speed - 1) / speed;
    ms = ms < 0 ? 0 : ms > LONGEST_POLL_MS ? LONGEST_POLL_MS : ms;
    curl_multi_poll(fetch->multi, wakes >= 0 ? &extra : NULL, wakes >= 0, (int)ms, NULL);
    curl_multi_perform(fetch->multi, &running);
    finish_done(fetch);
    return wakes >= 0 && extra.revents & CURL_WAIT_POLLIN;
}

enum fetch_event fetch_next(struct fetch *fetch, long long until_ms, int wakes, struct fetch_answer *answer)
{
    int running;
    for (;;) {
        long long now = now_of(fetch);
        start_ready(fetch, now);
        if (take_answer(fetch, answer))
            return FETCH_ANSWER;
        if (now >= until_ms)
            return FETCH_TIME;
        curl_multi_perform(fetch->multi, &running);
        if (wait_for(fetch, next_moment(fetch, until_ms), now, wakes))
            return FETCH_SIGNAL;
    }
}
