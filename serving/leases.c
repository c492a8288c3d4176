/* Who works on which statement: a lease of some minutes keeps two reviewers from the same one. It is a courtesy, forgotten when the
 * server ends; what counts is that a review made against an older state is refused (posting.c).
 *
 *     {"statement": "5f0e…", "by": "A. Analyst"}     takes it, and leaves the one before
 *     {"by": "A. Analyst"}                           leaves it */
#include <jansson.h>
#include <stdio.h>
#include <time.h>

#include "serving/inner.h"

enum { LEASE_SECONDS = 300 };

static const long long lease_us = LEASE_SECONDS * 1000000ll;

/* "2026-03-01T12:00:00Z" */
static void add_moment(struct buffer *out, long long until_us)
{
    char words[32];
    struct tm parts;
    time_t moment = time(NULL) + (time_t)((until_us - serving_now_us()) / 1000000);
    gmtime_r(&moment, &parts);
    strftime(words, sizeof words, "\"%Y-%m-%dT%H:%M:%SZ\"", &parts);
    buffer_add_string(out, words);
}

static void end_old(struct leases *leases, long long now_us)
{
    size_t kept = 0;
    for (size_t i = 0; i < leases->count; i++)
        if (leases->items[i].until_us > now_us)
            leases->items[kept++] = leases->items[i];
    leases->count = kept;
}

/* Of this statement, or of this reviewer. */
static struct lease *find(struct leases *leases, const char *statement, const char *name)
{
    for (size_t i = 0; i < leases->count; i++)
        if (!strcmp(statement ? leases->items[i].statement : leases->items[i].name, statement ? statement : name))
            return &leases->items[i];
    return NULL;
}

bool leases_list(struct request *request)
{
    struct leases *leases = &request->serving->leases;
    struct buffer *out = &request->out;
    buffer_add_string(out, "{\"leases\": [");
    pthread_mutex_lock(&leases->lock);
    end_old(leases, serving_now_us());
    for (size_t i = 0; i < leases->count; i++) {
        request_part(out);
        buffer_add_string(out, "{\"statement\": ");
        buffer_add_json(out, text_of(leases->items[i].statement));
        buffer_add_string(out, ", \"by\": ");
        buffer_add_json(out, text_of(leases->items[i].name));
        buffer_add_string(out, ", \"until\": ");
        add_moment(out, leases->items[i].until_us);
        buffer_add_char(out, '}');
    }
    pthread_mutex_unlock(&leases->lock);
    buffer_add_string(out, "]}\n");
    return true;
}

/* A reviewer has one statement at a time. Where another has it, that lease is copied to `other`. */
static bool take(struct leases *leases, const char *statement, const char *name, struct lease *other)
{
    pthread_mutex_lock(&leases->lock);
    end_old(leases, serving_now_us());
    struct lease *held = *statement ? find(leases, statement, NULL) : NULL, *own = find(leases, NULL, name);
    bool is_free = !held || held == own;
    if (!is_free)
        *other = *held;
    if (is_free && own && !*statement)
        *own = leases->items[--leases->count];
    if (is_free && *statement && !own && leases->count < LEASES_MOST)
        own = &leases->items[leases->count++];
    if (is_free && *statement && own) {
        *own = (struct lease){ .until_us = serving_now_us() + lease_us };
        snprintf(own->statement, sizeof own->statement, "%s", statement);
        snprintf(own->name, sizeof own->name, "%s", name);
    }
    pthread_mutex_unlock(&leases->lock);
    return is_free;
}

static void refuse(struct request *request, const struct lease *other)
{
    struct buffer *out = &request->out;
    request->status = MHD_HTTP_CONFLICT;
    buffer_print(out, "{\"type\": \"about:blank\", \"title\": \"somebody is at it\", \"status\": %d, \"detail\": ",
                 MHD_HTTP_CONFLICT);
    buffer_add_json(out, arena_print(&request->arena, "%s works on this statement", other->name));
    buffer_add_string(out, ", \"by\": ");
    buffer_add_json(out, text_of(other->name));
    buffer_add_string(out, ", \"until\": ");
    add_moment(out, other->until_us);
    buffer_add_string(out, "}\n");
}

/* The statement as it is now comes with the lease. */
static bool grant(struct request *request, const char *statement, struct error *err)
{
    if (!*statement) {
        buffer_add_string(&request->out, "{\"statement\": null}\n");
        return true;
    }
    struct worker *worker = workers_take(request->serving, err);
    if (!worker)
        return false;
    buffer_add_string(&request->out, "{\"until\": ");
    add_moment(&request->out, serving_now_us() + lease_us);
    buffer_add_string(&request->out, ", \"statement\": ");
    bool good = reviewing_one(request, worker->ledger, text_of(statement), err);
    workers_give(request->serving, worker);
    if (request->status != MHD_HTTP_OK)
        buffer_reset(&request->out);
    else
        buffer_add_string(&request->out, "}\n");
    return good;
}

static bool copy_name(const struct request *request, const json_t *root, char name[64], struct error *err)
{
    const json_t *given = json_object_get(root, "by");
    struct text found;
    if (!posting_name(request, text_of(json_is_string(given) ? json_string_value(given) : ""), &found, err))
        return false;
    snprintf(name, 64, "%.*s", (int)found.length, found.at);
    return true;
}

bool leases_take(struct request *request, struct error *err)
{
    json_error_t wrong;
    json_t *root = json_loadb(request->body.at, request->body.length, JSON_REJECT_DUPLICATES, &wrong);
    const json_t *id = json_object_get(root, "statement");
    char statement[65], name[64];
    struct lease other;
    snprintf(statement, sizeof statement, "%s", json_is_string(id) ? json_string_value(id) : "");
    bool good = json_is_object(root) ||
                error_set(err, ERROR_INPUT, "the body is no JSON object such as {\"statement\": \"5f0e…\", \"by\": \"…\"}");
    good = good && copy_name(request, root, name, err);
    json_decref(root);
    if (!good)
        return false;
    if (take(&request->serving->leases, statement, name, &other))
        return grant(request, statement, err);
    refuse(request, &other);
    return true;
}
