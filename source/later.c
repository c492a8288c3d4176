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
