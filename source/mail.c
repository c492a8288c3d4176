/* An e-mail (a newsletter, a press release) becomes an article, and so does a page that a browser saved as one (MHTML). */
#include <string.h>

#include "source/html.h"
#include "source/inner.h"
#include "source/mime.h"

enum { SHORT_PLAIN = 400 }; /* bytes: a plain part that is shorter often says only that there is a page to be seen */

/* "Ministry of Trade <press@example.org>" gives the name, an address alone what stands behind its at sign. */
static struct text sender_of(struct text from, struct arena *arena)
{
    struct text name = text_trim(text_slice(from, 0, text_find(from, TEXT("<"))));
    while (name.length >= 2 && name.at[0] == '"' && name.at[name.length - 1] == '"')
        name = text_trim(text_slice(name, 1, name.length - 1));
    size_t at = text_find(from, TEXT("@"));
    if (name.length && text_find(name, TEXT("@")) == name.length)
        return html_squeeze(name, arena);
    size_t to = at + 1;
    while (to < from.length && !strchr("> ,;", from.at[to]))
        to++;
    return text_slice(from, at + 1, to);
}

static struct text between_angles(struct text value)
{
    size_t open = text_find(value, TEXT("<")), close = text_find(value, TEXT(">"));
    return open < close && close < value.length ? text_slice(value, open + 1, close) : value;
}

/* Lines of the letter that is answered are somebody else's, a signature follows "-- ". */
static struct text tidy(struct text plain, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, 0);
    while (plain.length) {
        struct text line = text_cut(&plain, '\n');
        if (text_ends(line, TEXT("\r")))
            line.length--;
        if (text_is(line, "-- "))
            break;
        if (!text_starts(line, TEXT(">")))
            buffer_add(&out, line);
        buffer_add_char(&out, '\n');
    }
    struct text tidied = arena_copy(arena, text_trim(buffer_text(&out)));
    buffer_release(&out);
    return tidied;
}

/* Both forms of a letter say the same, as a rule; the plain one has less around it. */
static struct text text_of_letter(const struct mime_texts *texts, struct arena *arena)
{
    struct text plain = tidy(buffer_text(&texts->plain), arena);
    if (!texts->html.length || plain.length > SHORT_PLAIN)
        return plain;
    struct text html = html_paragraphs(arena_copy(arena, buffer_text(&texts->html)), arena);
    return html.length > plain.length ? html : plain;
}

/* A browser puts a page and its pictures into a letter that tells where the page was; the first HTML part is the page. */
static bool take_saved_page(const struct mime_part *letter, struct text url, const struct source_bytes *given, struct arena *arena,
                            struct source_article *article, struct error *err)
{
    struct mime_texts texts = { .one_page = true };
    buffer_init(&texts.plain, SOURCE_CEILING);
    buffer_init(&texts.html, SOURCE_LARGEST_PAGE);
    mime_gather(letter, 0, arena, &texts);
    struct source_bytes page = { arena_copy(arena, buffer_text(&texts.html)), given->name, url, TEXT("text/html; charset=utf-8") };
    bool full = texts.html.full;
    buffer_release(&texts.plain);
    buffer_release(&texts.html);
    if (full)
        return error_at(err, ERROR_LIMIT, given->name, 0, 0, "a page of over %d MB is left out", SOURCE_LARGEST_PAGE >> 20);
    return source_take_page(&page, arena, article, err);
}

bool source_take_mail(const struct source_bytes *given, struct arena *arena, struct source_article *article, struct error *err)
{
    struct mime_texts texts = { 0 };
    struct mime_part letter = mime_split(text_trim(given->bytes));
    struct text saved_from = utf8_repair(mime_field(letter.head, "Snapshot-Content-Location", arena), arena);
    if (saved_from.length)
        return take_saved_page(&letter, saved_from, given, arena, article, err);
    buffer_init(&texts.plain, SOURCE_CEILING);
    buffer_init(&texts.html, SOURCE_CEILING);
    mime_gather(&letter, 0, arena, &texts);
    article->article.title = html_squeeze(mime_words(mime_field(letter.head, "Subject", arena), arena), arena);
    article->article.publisher = sender_of(mime_words(mime_field(letter.head, "From", arena), arena), arena);
    article->article.published = html_day(mime_field(letter.head, "Date", arena), arena);
    article->article.url = utf8_repair(between_angles(mime_field(letter.head, "Archived-At", arena)), arena);
    article->article.id = utf8_repair(between_angles(mime_field(letter.head, "Message-ID", arena)), arena);
    article->article.text = utf8_repair(text_of_letter(&texts, arena), arena);
    if (texts.deeper && !article->warning.length)
        article->warning = arena_print(arena, "%s: parts in parts deeper than %d are left out", given->name, MIME_DEEPEST);
    bool full = texts.plain.full || texts.html.full;
    buffer_release(&texts.plain);
    buffer_release(&texts.html);
    if (full)
        return error_at(err, ERROR_LIMIT, given->name, 0, 0, "a letter with over %d MB of text is left out", SOURCE_CEILING >> 20);
    if (article->article.text.length)
        return true;
    return error_at(err, ERROR_INPUT, given->name, 1, 0, "%s",
                    texts.attached ? "this e-mail has no text, only what is attached; save that and read it"
                                   : "this e-mail has no text");
}
