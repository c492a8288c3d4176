/* What becomes of a request when its transfer is over: an answer, a redirect that is followed, a host that is left alone. */
#include "fetch/inner.h"

enum { MOST_REDIRECTS = 10, MOST_ROBOTS_REDIRECTS = 5 };

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool was_there(const struct job *job, struct text url)
{
    for (size_t i = 0; i < job->seen.count; i++)
        if (text_equals(job->seen.items[i], url))
            return true;
    return false;
}

/* Goes on to where the answer points. Where it points in a circle, too often, or where we may not go, the job is answered. */
static void follow(struct fetch *fetch, struct job *job, int status, struct text location)
{
    size_t most = job->robots_of ? MOST_ROBOTS_REDIRECTS : MOST_REDIRECTS;
    struct text from = job->url.whole;
    ARENA_PUSH(&job->arena, &job->seen, from);
    if (!location.length) {
        job_answer(fetch, job, FETCH_FAILED, "redirects (status %d) and does not say where", status);
        return;
    }
    if (!job_aim(fetch, job, arena_copy(&job->arena, location), from))
        return;
    job->only_moved &= status == 301 || status == 308;
    if (job->only_moved)
        job->answer.moved = job->url.whole;
    if (was_there(job, job->url.whole))
        job_answer(fetch, job, FETCH_REFUSED, "redirects in a circle");
    else if (job->seen.count > most)
        job_answer(fetch, job, FETCH_REFUSED, "redirects more than %zu times", most);
}

/* Whoever waits for this robots.txt cannot go on without it. */
static void answer_waiting(struct fetch *fetch, struct site *site, const struct job *robots)
{
    for (struct job *job = fetch->jobs; job; job = job->next) {
        if (job->robots_of || job->site != site || job->is_answered || job->is_running)
            continue;
        job->answer.retry_ms = site->host->closed_ms;
        job->answer.status = robots->answer.status;
        job->answer.is_private = robots->answer.is_private;
        job_answer(fetch, job, robots->answer.outcome, "waits for the site's robots.txt: %s", robots->answer.message);
    }
}

/* RFC 9309, 2.3.1: what is there is followed, where there is none all is allowed, where it cannot be had nothing is. */
void job_end_robots(struct fetch *fetch, struct job *job, long long now)
{
    struct site *site = job->robots_of;
    const struct fetch_answer *answer = &job->answer;
    bool is_cut = job->transfer && job->transfer->is_too_large;
    if (answer->outcome == FETCH_GOT || is_cut) {
        hosts_learn(&fetch->hosts, site, buffer_text(&job->transfer->body), now);
    } else if ((answer->outcome == FETCH_FAILED && answer->status >= 300 && answer->status < 500 && answer->status != 429) ||
               (answer->outcome == FETCH_REFUSED && job->seen.count)) {
        hosts_learn(&fetch->hosts, site, TEXT(""), now);
    } else if (!hosts_make_do(site, now)) {
        if (site->host->closed_ms <= now && answer->outcome != FETCH_REFUSED)
            hosts_close(&fetch->hosts, site->host, 0, true, now);
        answer_waiting(fetch, site, job);
    }
}

/* No answer of HTTP came, or not all of it. */
static void fail(struct fetch *fetch, struct job *job, CURLcode code, long long now)
{
    struct buffer why;
    struct host *host = job->site->host;
    bool ours = job->transfer->is_private || job->transfer->is_too_large || code == CURLE_FILESIZE_EXCEEDED;
    buffer_init(&why, 0);
    transfer_explain(job->transfer, code, &why);
    if (!ours) {
        hosts_close(&fetch->hosts, host, 0, false, now);
        job->answer.retry_ms = host->closed_ms;
    }
    job->answer.is_private = job->transfer->is_private;
    job_answer(fetch, job, ours ? FETCH_REFUSED : FETCH_UNREACHED, "%s", why.at);
    buffer_release(&why);
}

static struct text kept(struct job *job, const struct buffer *field)
{
    return utf8_repair(arena_copy(&job->arena, buffer_text(field)), &job->arena);
}

static void take_good(struct fetch *fetch, struct job *job)
{
    const struct transfer *transfer = job->transfer;
    job->answer.etag = kept(job, &transfer->etag);
    job->answer.modified = kept(job, &transfer->modified);
    job->answer.type = kept(job, &transfer->type);
    job->answer.body = buffer_text(&transfer->body);
    job_answer(fetch, job, FETCH_GOT, "%s", "");
}

/* A status that is neither good nor a redirect. Too busy (429, 503) is said for the whole host. */
static void take_bad(struct fetch *fetch, struct job *job, int status, long long now)
{
    struct host *host = job->site->host;
    long long until = retry_after(buffer_text(&job->transfer->retry), now);
    bool is_busy = status == 429 || status == 503;
    if (is_busy)
        hosts_close(&fetch->hosts, host, until, true, now);
    job->answer.retry_ms = is_busy ? host->closed_ms : until;
    job_answer(fetch, job, FETCH_FAILED, "the server answers with status %d%s", status,
               status == 404 ? " (not there)" : status == 410 ? " (gone for good)" : status == 429 ? " (too many requests)"
               : status == 403 || status == 401 ? " (not for us)" : status >= 500 ? " (trouble of its own)" : "");
}

static void take_status(struct fetch *fetch, struct job *job, int status, long long now)
{
    struct transfer *transfer = job->transfer;
    bool is_conditional = job->request.etag.length || job->request.modified.length;
    job->answer.status = status;
    if (status != 429 && status != 503)
        hosts_good(&fetch->hosts, job->site->host);
    if (status == 200)
        take_good(fetch, job);
    else if (status == 304 && is_conditional)
        job_answer(fetch, job, FETCH_SAME, "%s", "");
    else if (is_redirect(status))
        follow(fetch, job, status, buffer_text(&transfer->location));
    else
        take_bad(fetch, job, status, now);
}

void job_finish(struct fetch *fetch, struct job *job, CURLcode code)
{
    long long now = fetch_clock_now(&fetch->settings.clock);
    struct transfer *transfer = job->transfer;
    long status = 0;
    hosts_rest(&fetch->hosts, job->site, now);
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK)
        fail(fetch, job, code, now);
    else
        take_status(fetch, job, (int)status, now);
    if (job->is_answered && job->robots_of)
        job_end_robots(fetch, job, now);
    if (!job->is_answered) {
        transfer_free(transfer);
        job->transfer = NULL;
    }
}
