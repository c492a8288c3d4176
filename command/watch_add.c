/* Pages that were fetched are read and added to the ledger; only then are they forgotten here. */
#include <stdio.h>

#include "command/query.h"
#include "command/watch.h"

enum {
    AT_A_TIME = 16,          /* pages that share one wait for the disk */
    MOST_TEXT = 512 << 10,   /* bytes of a report: reading takes 300 times as much memory */
    LEDGER_AGAIN_MS = 60000,
};

/* Where the page itself does not say, the feed does. */
static void fill(struct article *article, const struct page *page)
{
    if (!article->title.length)
        article->title = page->title;
    if (!article->published.length)
        article->published = page->published;
    if (!article->publisher.length)
        article->publisher = page->publisher;
    if (!article->url.length)
        article->url = page->url;
}

static void tell_added(struct watch *watch, const struct piece *piece, enum ledger_outcome outcome)
{
    size_t count = piece->statements.count;
    struct text title = piece->article->title, url = piece->article->url;
    watch->tally.added += outcome == LEDGER_ADDED;
    watch->tally.known += outcome != LEDGER_ADDED;
    watch_log(watch, outcome == LEDGER_ADDED ? "added" : "known", "%zu statement%s, \"%.*s\", %.*s", count, count == 1 ? "" : "s",
              (int)title.length, title.at, (int)url.length, url.at);
}

/* Reads one article and appends it. */
static bool add_article(struct watch *watch, struct piece *piece, const struct page *page, struct error *err)
{
    struct pipeline pipeline = { .engine = &watch->engine, .options = watch->options };
    struct article *article = &piece->source.article;
    enum ledger_outcome outcome;
    const char *wrong = piece->source.aside.length ? piece->source.aside.at
                        : article->text.length > MOST_TEXT ? "is longer than a report that a watch reads (512 KB)" : NULL;
    if (wrong) {
        watch->tally.aside++;
        watch_log(watch, "aside", "%.*s: %s", (int)page->url.length, page->url.at, wrong);
        return true;
    }
    fill(article, page);
    piece->article = article;
    pipeline_read(&pipeline, watch->scratch, piece);
    struct ledger_entry entry = { article, &piece->statements, watch->engine.reader, watch_now(watch) };
    if (!ledger_append(watch->ledger, &entry, &outcome, err))
        return false;
    tell_added(watch, piece, outcome);
    return true;
}

/* All articles of a page: nearly always one. What is no article is told, and left out. */
static bool add_page(struct watch *watch, const struct page *page, struct error *err)
{
    struct piece piece = { 0 };
    struct source_bytes given = { .bytes = page->body, .name = page->url.at, .url = page->url, .type = page->type };
    struct source *source = source_open_given(&given);
    bool good = true;
    for (int got; good && (got = source_next(source, &piece.arena, &piece.source, &piece.err)) != 0;) {
        if (got > 0)
            good = add_article(watch, &piece, page, err);
        else
            watch_log(watch, "aside", "%s", piece.err.message);
    }
    source_close(source);
    arena_release(&piece.arena);
    return good;
}

static bool open_ledger(struct watch *watch, struct error *err)
{
    if (!watch->ledger)
        watch->ledger = ledger_open(query_path(watch->options), LEDGER_WRITE, err);
    return watch->ledger != NULL;
}

/* Adds up to AT_A_TIME pages; `*last` is that of the last one, 0 where there was none. */
static bool add_some(struct watch *watch, long long *last, struct error *err)
{
    struct arena arena = { 0 };
    struct page page;
    *last = 0;
    bool good = true;
    for (int i = 0; good && i < AT_A_TIME && state_next_page(watch->state, *last, &arena, &page); i++) {
        good = (*last || (open_ledger(watch, err) && ledger_begin(watch->ledger, err))) && add_page(watch, &page, err);
        *last = page.id;
        arena_reset(&arena);
    }
    arena_release(&arena);
    return good && (!*last || ledger_commit(watch->ledger, err));
}

/* A ledger that cannot be written now is closed and tried again: the pages wait. */
static void put_off(struct watch *watch, const struct error *why)
{
    watch_log(watch, "trouble", "%s; tried again in a minute", why->message);
    watch->tally.troubles++;
    ledger_close(watch->ledger);
    watch->ledger = NULL;
    watch->ledger_ms = watch_now(watch) + LEDGER_AGAIN_MS;
}

/* Lines of the log wait until the ledger has flushed what they tell. `*last` is 0 where there was nothing to add, or it was put
 * off. */
static bool add_batch(struct watch *watch, long long *last, struct error *err)
{
    struct error why;
    struct buffer held;
    buffer_init(&held, 0);
    watch->held = &held;
    bool good = add_some(watch, last, &why);
    watch->held = NULL;
    if (good)
        output_write(buffer_text(&held));
    buffer_release(&held);
    fflush(stdout);
    if (!good) {
        put_off(watch, &why);
        *last = 0;
    }
    if (!*last)
        return true;
    state_begin(watch->state);
    state_drop_page(watch->state, *last);
    return state_commit(watch->state, err);
}

bool watch_add_pages(struct watch *watch, struct error *err)
{
    long long last = 1;
    bool good = true;
    if (watch->ledger_ms > watch_now(watch))
        return true;
    watch->ledger_ms = 0;
    while (good && last)
        good = add_batch(watch, &last, err);
    return good;
}
