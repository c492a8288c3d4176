/* The entries of a feed become articles. */
#include <stdlib.h>

#include "source/html.h"
#include "source/inner.h"

struct feed_state {
    struct arena arena;
    struct source_feed feed;
    size_t at; /* the next entry */
};

void feed_free(struct feed_state *state)
{
    if (state)
        arena_release(&state->arena);
    free(state);
}

/* Reads the whole feed once. */
static int open_feed(struct source *source, struct error *err)
{
    if (source->feed)
        return 1;
    if (source_gather(source, SOURCE_LARGEST_FEED, err) < 0)
        return -1;
    struct source_bytes given = { buffer_text(&source->held), source->name, source->url, source->type };
    source->feed = memory_take(sizeof *source->feed);
    *source->feed = (struct feed_state){ 0 };
    source->is_over = !source_read_feed(&given, &source->feed->arena, &source->feed->feed, err);
    return source->is_over ? -1 : 1;
}

void source_take_entry(const struct source_feed *feed, const struct source_entry *entry, struct arena *arena,
                       struct source_article *article)
{
    struct text markup = entry->content.length ? entry->content : entry->summary;
    article->article.title = arena_copy(arena, entry->title);
    article->article.url = arena_copy(arena, entry->url);
    article->article.published = arena_copy(arena, entry->published);
    article->article.publisher = arena_copy(arena, feed->title);
    article->author = arena_copy(arena, entry->author);
    article->article.text = html_paragraphs(markup, arena);
    article->line = entry->line ? entry->line : 1;
}

int source_next_of_feed(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    if (open_feed(source, err) < 0)
        return -1;
    struct feed_state *state = source->feed;
    bool is_first = !state->at;
    if (state->at == state->feed.entries.count)
        return source_end(source, err);
    const struct source_entry *entry = &state->feed.entries.items[state->at++];
    source->any = true;
    source_take_entry(&state->feed, entry, arena, article);
    if (is_first)
        article->warning = arena_copy(arena, state->feed.warning);
    if (article->article.title.length || article->article.text.length)
        return 1;
    error_at(err, ERROR_INPUT, source->name, entry->line, 0, "this entry of the feed has neither title nor text");
    return -1;
}
