/* Kinds that are told apart already and taken apart next. */
#include "source/inner.h"

static bool refuse(const struct source_bytes *given, struct error *err)
{
    return error_at(err, ERROR_INPUT, given->name, 1, 0, "this is an e-mail or a PDF; save the article's text as plain text first");
}
bool source_take_mail(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    return refuse(given, err);
}
bool source_take_pdf(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    return refuse(given, err);
}
static int refuse_part(struct source *source, struct error *err)
{
    source->is_over = true;
    error_at(err, ERROR_INPUT, source->name, 1, 0, "this is a feed or an archive; save the article's text as plain text first");
    return -1;
}
int source_next_of_archive(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    return refuse_part(source, err);
}
int source_next_of_feed(struct source *source, struct arena *arena, struct source_article *article, struct error *err)
{
    return refuse_part(source, err);
}
void archive_free(struct archive *archive)
{
}
void feed_free(struct feed_state *feed)
{
}
