/* What is known of hosts and sites: when they may be asked again, and what their robots.txt wants. */
#include <stdio.h>
#include <stdlib.h>

#include "fetch/inner.h"

enum {
    MOST_SITES = 512, /* in memory; more are forgotten, those that rest first */
    DAY_MS = 24 * 3600 * 1000,
    HOUR_MS = 3600 * 1000,
    FIRST_WAIT_MS = 30 * 1000,
};

static struct text key_of(const char *kind, struct text name, struct arena *arena)
{
    return arena_print(arena, "%s %.*s", kind, (int)name.length, name.at);
}

static bool load(const struct hosts *hosts, const char *kind, struct text name, struct arena *arena, struct text *value)
{
    const struct fetch_memory *memory = &hosts->settings->memory;
    return memory->load && memory->load(memory->context, key_of(kind, name, arena), arena, value);
}

static void save(const struct hosts *hosts, const char *kind, struct text name, struct text value)
{
    const struct fetch_memory *memory = &hosts->settings->memory;
    struct arena arena = { 0 };
    if (memory->load)
        memory->save(memory->context, key_of(kind, name, &arena), value);
    arena_release(&arena);
}

static char *copy_of(struct text text)
{
    char *copy = memory_take(text.length + 1);
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    return copy;
}

/* A program that begins anew does not know when it asked last: it waits as if that were just now. */
static struct host *host_of(struct hosts *hosts, struct text name)
{
    struct arena arena = { 0 };
    struct text value;
    for (struct host *host = hosts->hosts; host; host = host->next)
        if (text_equals(host->name, name))
            return host;
    struct host *host = memory_take(sizeof *host);
    *host = (struct host){ .name = { copy_of(name), name.length }, .next = hosts->hosts };
    host->free_ms = hosts->began_ms + hosts->settings->delay_ms;
    if (load(hosts, "host", name, &arena, &value))
        sscanf(value.at, "%lld %d", &host->closed_ms, &host->failures);
    arena_release(&arena);
    hosts->hosts = host;
    return host;
}

static void take_rules(struct hosts *hosts, struct site *site, struct text file)
{
    arena_release(&site->rules);
    robots_parse(file, hosts->agent, &site->rules, &site->robots);
    site->stage = ROBOTS_KNOWN;
}

/* What the rules ask for holds from the request before them. */
static void rest_from(struct site *site, long long ms)
{
    long long rested_ms = ms + site->robots.delay_ms;
    site->host->free_ms = site->host->free_ms > rested_ms ? site->host->free_ms : rested_ms;
}

/* A copy of before: when it was got, a line feed, and the file. */
static void recall_robots(struct hosts *hosts, struct site *site)
{
    struct arena arena = { 0 };
    struct text value;
    if (load(hosts, "robots", site->origin, &arena, &value)) {
        struct text file = value, when = text_cut(&file, '\n');
        site->copy_ms = atoll(arena_copy(&arena, when).at);
        site->stale_ms = site->copy_ms + DAY_MS;
        take_rules(hosts, site, file);
        rest_from(site, hosts->began_ms);
    }
    arena_release(&arena);
}

static void free_site(struct site *site)
{
    arena_release(&site->rules);
    free((char *)site->origin.at);
    free(site);
}

/* The list is in the order of making; the oldest that nobody uses goes. */
static void forget_one(struct hosts *hosts)
{
    struct site **oldest = NULL;
    for (struct site **at = &hosts->sites; *at; at = &(*at)->next)
        if (!(*at)->users && (*at)->stage != ROBOTS_ASKED)
            oldest = at;
    if (!oldest)
        return;
    struct site *site = *oldest;
    *oldest = site->next;
    hosts->site_count--;
    free_site(site);
}

static bool has_site(const struct hosts *hosts, const struct host *host)
{
    for (const struct site *site = hosts->sites; site; site = site->next)
        if (site->host == host)
            return true;
    return false;
}

static void forget_hosts(struct hosts *hosts, long long now_ms)
{
    for (struct host **at = &hosts->hosts; *at;) {
        struct host *host = *at;
        if (host->is_busy || host->free_ms > now_ms || has_site(hosts, host)) {
            at = &host->next;
            continue;
        }
        *at = host->next;
        free((char *)host->name.at);
        free(host);
    }
}

struct site *hosts_site(struct hosts *hosts, const struct fetch_url *url, long long now_ms)
{
    for (struct site *site = hosts->sites; site; site = site->next)
        if (text_equals(site->origin, url->origin))
            return site;
    if (hosts->site_count >= MOST_SITES) {
        forget_one(hosts);
        forget_hosts(hosts, now_ms);
    }
    struct site *site = memory_take(sizeof *site);
    *site = (struct site){ .origin = { copy_of(url->origin), url->origin.length }, .host = host_of(hosts, url->host),
                           .next = hosts->sites };
    hosts->sites = site;
    hosts->site_count++;
    recall_robots(hosts, site);
    return site;
}

void hosts_rest(struct hosts *hosts, struct site *site, long long now_ms)
{
    long long asked = site->robots.delay_ms, own = hosts->settings->delay_ms;
    site->host->is_busy = false;
    site->host->free_ms = now_ms + (asked > own ? asked : own);
}

static void save_host(struct hosts *hosts, const struct host *host)
{
    char value[64];
    int length = snprintf(value, sizeof value, "%lld %d", host->closed_ms, host->failures);
    save(hosts, "host", host->name, (struct text){ value, (size_t)length });
}

void hosts_good(struct hosts *hosts, struct host *host)
{
    if (!host->failures && !host->closed_ms)
        return;
    host->failures = 0;
    host->closed_ms = 0;
    save_host(hosts, host);
}

void hosts_close(struct hosts *hosts, struct host *host, long long until_ms, bool asked, long long now_ms)
{
    long long most = asked ? DAY_MS : HOUR_MS, wait = FIRST_WAIT_MS;
    for (int i = 0; i < host->failures && wait < most; i++)
        wait *= 2;
    host->failures++;
    host->closed_ms = until_ms > now_ms ? until_ms : now_ms + (wait < most ? wait : most);
    save_host(hosts, host);
}

void hosts_learn(struct hosts *hosts, struct site *site, struct text file, long long now_ms)
{
    struct buffer value;
    buffer_init(&value, 0);
    buffer_print(&value, "%lld\n", now_ms);
    buffer_add(&value, file);
    save(hosts, "robots", site->origin, buffer_text(&value));
    buffer_release(&value);
    site->copy_ms = now_ms;
    site->stale_ms = now_ms + DAY_MS;
    take_rules(hosts, site, file);
    rest_from(site, now_ms);
}

bool hosts_make_do(struct site *site, long long now_ms)
{
    bool has_copy = site->copy_ms && now_ms - site->copy_ms < 30LL * DAY_MS;
    site->stage = has_copy ? ROBOTS_KNOWN : ROBOTS_UNKNOWN;
    site->stale_ms = now_ms + HOUR_MS;
    return has_copy;
}

void hosts_release(struct hosts *hosts)
{
    while (hosts->sites) {
        struct site *site = hosts->sites;
        hosts->sites = site->next;
        free_site(site);
    }
    while (hosts->hosts) {
        struct host *host = hosts->hosts;
        hosts->hosts = host->next;
        free((char *)host->name.at);
        free(host);
    }
}
