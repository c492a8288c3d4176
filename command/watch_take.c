/* What a watch does with an answer: a feed's entries become reports to fetch, a page waits to be read, trouble is told and waited
 * out. */
#include <stdio.h>
#include <stdlib.h>

#include "command/watch.h"

enum {
    DAY_MS = 24 * 3600 * 1000,
    FIRST_WAIT_MS = 5 * 60 * 1000, /* before a report is tried again; then four times as long each time */
    MOST_TRIES = 6,
    MOST_ENTRIES = 2000,           /* of one feed at a time */
    MOVED_BACK = 3,                /* failures after which the listed address is asked again */
    ENTRY_CEILING = 256 << 10,     /* bytes of a feed's own text of a report */
};

/* Trouble is told when it begins, changes and ends, not each time. */
static void tell_trouble(struct watch *watch, struct watched *watched, const char *word, const char *message)
{
    bool is_told = text_is(watched->trouble, message);
    watched->trouble = is_told ? watched->trouble : arena_copy(&watch->turn, text_of(message));
    if (!is_told)
        watch_log(watch, word, "%s", message);
    watch->tally.troubles++;
}

static void set_next(struct watched *watched, long long now, long long least_ms)
{
    long long wait = watched->every_ms;
    for (int i = 1; i < watched->failures && wait < DAY_MS; i++)
        wait *= 2;
    wait = wait > DAY_MS && watched->every_ms < DAY_MS ? DAY_MS : wait;
    watched->next_ms = now + wait > least_ms ? now + wait : least_ms;
}

static void take_trouble(struct watch *watch, struct watched *watched, const struct fetch_answer *answer, long long now)
{
    watched->failures += !answer->is_private; /* that was our own will, which may be another next time */
    set_next(watched, now, answer->retry_ms);
    if (answer->outcome == FETCH_UNREACHED && answer->retry_ms)
        watched->next_ms = answer->retry_ms;
    if (answer->outcome == FETCH_DENIED || answer->status == 410)
        watched->next_ms = now + DAY_MS;
    if (watched->now.length && watched->failures >= MOVED_BACK && answer->outcome != FETCH_UNREACHED) {
        watch_log(watch, "moved", "%s: is asked again, since %s does not answer well", watched->url.at, watched->now.at);
        watched->now = watched->etag = watched->modified = TEXT("");
    }
    const char *word = answer->outcome == FETCH_DENIED ? "denied" : answer->outcome == FETCH_REFUSED ? "refused" : "trouble";
    tell_trouble(watch, watched, word, answer->message);
}

/* `warning`: what is broken in what came, or empty. */
static void take_good(struct watch *watch, struct watched *watched, const struct fetch_answer *answer, struct text warning,
                      long long now)
{
    watched->failures = 0;
    if (warning.length)
        tell_trouble(watch, watched, "trouble", warning.at);
    else if (watched->trouble.length)
        watch_log(watch, "good", "%s: answers again", watched->url.at);
    watched->trouble = warning.length ? watched->trouble : TEXT("");
    set_next(watched, now, 0);
    if (!answer->moved.length || text_equals(answer->moved, watched->now))
        return;
    watched->now = arena_copy(&watch->turn, answer->moved);
    watch_log(watch, "moved", "%s: is now at %s", watched->url.at, watched->now.at);
}

/* Marks by which sites tell where a reader comes from: the same page with and without them is one. */
static bool is_mark(struct text pair)
{
    static const char *const marks[] = { "utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "at_medium=", "at_campaign=", "CMP=",
                                         "cmpid=" };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (text_starts(pair, text_of(marks[i])))
            return true;
    return false;
}

/* The address without such marks. */
static struct text key_of(struct text url, struct arena *arena)
{
    struct text query = url, path = text_cut(&query, '?');
    struct buffer key;
    char mark = '?';
    buffer_init(&key, 0);
    buffer_add(&key, path);
    while (query.length) {
        struct text pair = text_cut(&query, '&');
        if (is_mark(pair))
            continue;
        buffer_add_char(&key, mark);
        buffer_add(&key, pair);
        mark = '&';
    }
    struct text copy = arena_copy(arena, buffer_text(&key));
    buffer_release(&key);
    return copy;
}

static void add_field(struct buffer *line, const char *name, struct text value)
{
    buffer_print(line, "%s\"%s\": ", line->length > 1 ? ", " : "", name);
    buffer_add_json(line, value);
}

/* The feed's own text as a line of JSON Lines, for when its page cannot be had; empty where it has none, or only a summary of a
 * page. */
static struct text own_text(const struct source_feed *feed, const struct source_entry *entry, const struct report *report,
                            struct arena *arena)
{
    struct source_article own = { .file = "" };
    struct buffer line;
    if (!entry->content.length && report->url.length)
        return TEXT("");
    source_take_entry(feed, entry, arena, &own);
    if (!own.article.text.length || own.article.text.length > ENTRY_CEILING)
        return TEXT("");
    buffer_init(&line, 0);
    buffer_add_char(&line, '{');
    add_field(&line, "title", own.article.title);
    add_field(&line, "url", report->url);
    add_field(&line, "text", own.article.text);
    buffer_add_string(&line, "}\n");
    struct text copy = arena_copy(arena, buffer_text(&line));
    buffer_release(&line);
    return copy;
}

/* An entry without an address is told by its id, and read from the feed. */
static bool take_plain_entry(struct watch *watch, const struct watched *watched, struct report *report, struct text guid,
                             long long now,
                             struct arena *arena)
{
    if (!guid.length || !report->page.length)
        return false;
    report->key = arena_print(arena, "%s %.*s", watched->url.at, (int)guid.length, guid.at);
    if (!state_add_report(watch->state, report, true, now))
        return false;
    state_keep_page(watch->state, &(struct page){ .type = TEXT("application/json"), .body = report->page, .url = watched->url,
                                                  .published = report->published, .publisher = report->publisher });
    return true;
}

/* Whether the entry is news. An address that is not fetched (a file, another scheme) is told once. */
static bool take_entry(struct watch *watch, const struct watched *watched, const struct source_feed *feed,
                       const struct source_entry *entry,
                       struct text base, long long now, struct arena *arena)
{
    struct fetch_url url = { 0 };
    struct error why;
    struct report report = { .title = entry->title, .published = entry->published };
    report.publisher = watched->publisher.length ? watched->publisher : feed->title;
    if (!entry->url.length) {
        report.page = own_text(feed, entry, &report, arena);
        return take_plain_entry(watch, watched, &report, entry->guid, now, arena);
    }
    bool good = fetch_url_parse(entry->url, base, arena, &url, &why);
    report.url = good ? url.whole : entry->url;
    report.host = url.host;
    report.key = good ? key_of(url.whole, arena) : entry->url;
    report.page = good ? own_text(feed, entry, &report, arena) : TEXT("");
    bool is_new = state_add_report(watch->state, &report, !good, now);
    if (is_new && !good)
        watch_log(watch, "refused", "%s names %s", watched->url.at, why.message);
    return is_new && good;
}

/* A feed of which something is broken is asked for whole the next time: what is missing may be there then. */
static void take_feed(struct watch *watch, struct watched *watched, const struct source_feed *feed,
                      const struct fetch_answer *answer,
                      long long now, struct arena *arena)
{
    int news = 0;
    for (size_t i = 0; i < feed->entries.count && i < MOST_ENTRIES; i++)
        news += take_entry(watch, watched, feed, &feed->entries.items[i], answer->url, now, arena);
    watched->kind = WATCHED_FEED;
    take_good(watch, watched, answer, feed->warning, now);
    bool is_whole = !feed->warning.length;
    watched->etag = is_whole ? arena_copy(&watch->turn, answer->etag) : TEXT("");
    watched->modified = is_whole ? arena_copy(&watch->turn, answer->modified) : TEXT("");
    if (news)
        watch_log(watch, "news", "%s: %d new of %zu", watched->url.at, news, feed->entries.count);
}

/* What comes as XML, or came as a feed before, is meant to be one. */
static bool is_meant_as_feed(const struct watched *watched, const struct fetch_answer *answer)
{
    struct text start = text_trim(text_slice(answer->body, 0, 64));
    bool is_xml = text_find(answer->type, TEXT("xml")) < answer->type.length &&
        text_find(answer->type, TEXT("html")) == answer->type.length;
    return watched->kind == WATCHED_FEED || is_xml || text_starts(start, TEXT("<?xml")) || text_starts(start, TEXT("<rss"));
}

/* A body that is a feed, a page, or neither. */
static void take_body(struct watch *watch, struct watched *watched, const struct fetch_answer *answer, long long now,
                      struct arena *arena)
{
    struct source_feed feed = { 0 };
    struct error why;
    struct source_bytes given = { .bytes = answer->body, .name = watched->url.at, .url = answer->url, .type = answer->type };
    if (source_read_feed(&given, arena, &feed, &why)) {
        take_feed(watch, watched, &feed, answer, now, arena);
        return;
    }
    if (is_meant_as_feed(watched, answer)) {
        struct fetch_answer bad = { .outcome = FETCH_FAILED };
        snprintf(bad.message, sizeof bad.message, "%.500s", why.message);
        take_trouble(watch, watched, &bad, now);
        return;
    }
    watched->kind = WATCHED_PAGE;
    take_good(watch, watched, answer, TEXT(""), now);
    watched->etag = arena_copy(&watch->turn, answer->etag);
    watched->modified = arena_copy(&watch->turn, answer->modified);
    state_keep_page(watch->state, &(struct page){ .url = answer->url, .type = answer->type, .body = answer->body,
                                                  .publisher = watched->publisher });
}

/* What is remembered of a source moves to a block of its own, and the one before it goes. */
static void keep_texts(struct watched *watched)
{
    struct text *texts[] = { &watched->now, &watched->etag, &watched->modified, &watched->trouble };
    enum { COUNT = sizeof texts / sizeof texts[0] };
    size_t room = COUNT;
    for (int i = 0; i < COUNT; i++)
        room += texts[i]->length;
    char *block = memory_take(room), *at = block;
    for (int i = 0; i < COUNT; i++) {
        if (texts[i]->length)
            memcpy(at, texts[i]->at, texts[i]->length);
        at[texts[i]->length] = '\0';
        texts[i]->at = at;
        at += texts[i]->length + 1;
    }
    free(watched->kept);
    watched->kept = block;
}

bool watch_take_source(struct watch *watch, struct watched *watched, const struct fetch_answer *answer, struct error *err)
{
    long long now = watch_now(watch);
    watched->is_asked = false;
    watch->tally.polled += answer->outcome == FETCH_GOT || answer->outcome == FETCH_SAME;
    watch->tally.same += answer->outcome == FETCH_SAME;
    state_begin(watch->state);
    if (answer->outcome == FETCH_GOT)
        take_body(watch, watched, answer, now, &watch->turn);
    else if (answer->outcome == FETCH_SAME)
        take_good(watch, watched, answer, TEXT(""), now);
    else if (answer->outcome == FETCH_LATER)
        watched->next_ms = answer->retry_ms > now ? answer->retry_ms : now + watched->every_ms;
    else
        take_trouble(watch, watched, answer, now);
    state_save_source(watch->state, watched);
    keep_texts(watched);
    arena_reset(&watch->turn);
    return state_commit(watch->state, err);
}

/* Where the page cannot be had, the feed's own text of it is read, if there is one. */
static void give_up(struct watch *watch, const struct report *report, const struct fetch_answer *answer)
{
    const char *word = answer->outcome == FETCH_DENIED ? "denied" : answer->outcome == FETCH_REFUSED ? "refused" : "given up";
    watch_log(watch, word, "%s%s", answer->message, report->page.length ? "; the feed's own text is taken" : "");
    if (!report->page.length) {
        state_give_up(watch->state, report->id);
        return;
    }
    state_keep_page(watch->state, &(struct page){ .report = report->id, .url = report->url, .type = TEXT("application/json"),
                                                  .body = report->page, .title = report->title, .published = report->published,
                                                  .publisher = report->publisher });
}

/* Whether it is worth another try, and when. */
static long long next_try(const struct report *report, const struct fetch_answer *answer, int tries, long long now)
{
    bool is_over = answer->outcome == FETCH_DENIED || answer->outcome == FETCH_REFUSED || answer->status == 410 ||
                   (answer->outcome == FETCH_FAILED && tries >= MOST_TRIES) || now - report->first_ms > 7LL * DAY_MS;
    long long wait = FIRST_WAIT_MS;
    if (is_over)
        return 0;
    if (answer->outcome == FETCH_LATER || answer->outcome == FETCH_UNREACHED)
        return answer->retry_ms > now ? answer->retry_ms : now + FIRST_WAIT_MS;
    for (int i = 1; i < tries && wait < DAY_MS; i++)
        wait *= 4;
    return now + wait > answer->retry_ms ? now + wait : answer->retry_ms;
}

static void take_failure(struct watch *watch, const struct report *report, const struct fetch_answer *answer)
{
    int tries = report->tries + (answer->outcome == FETCH_FAILED && answer->status != 429 && answer->status != 503);
    long long now = watch_now(watch), next = next_try(report, answer, tries, now);
    if (next)
        state_postpone(watch->state, report->id, tries, next);
    else
        give_up(watch, report, answer);
    if (next && answer->outcome != FETCH_LATER && !report->tries)
        watch_log(watch, "trouble", "%s; it is tried again", answer->message);
}

static void forget_asked(struct watch *watch, long long id)
{
    for (size_t i = 0; i < watch->asked.count; i++)
        if (watch->asked.items[i] == id)
            watch->asked.items[i--] = watch->asked.items[--watch->asked.count];
}

bool watch_take_report(struct watch *watch, long long id, const struct fetch_answer *answer, struct error *err)
{
    struct arena arena = { 0 };
    struct report report;
    forget_asked(watch, id);
    state_begin(watch->state);
    if (state_report(watch->state, id, &arena, &report)) {
        struct page page = { .report = id, .url = answer->url, .type = answer->type, .body = answer->body, .title = report.title,
                             .published = report.published, .publisher = report.publisher };
        if (answer->outcome == FETCH_GOT)
            state_keep_page(watch->state, &page);
        else
            take_failure(watch, &report, answer);
    }
    arena_release(&arena);
    return state_commit(watch->state, err);
}
