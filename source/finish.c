/* The last touches to an article: an id where it has none, and both sides made ready for reading. */
#include "source/inner.h"
#include "source/tongue.h"

enum { ID_DIGITS = 32 };

static void give_id(struct article *article, struct arena *arena)
{
    char hash[65];
    if (article->id.length)
        return;
    record_article_hash(article, hash);
    article->id = arena_copy(arena, (struct text){ hash, ID_DIGITS });
}

static bool is_word(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* The next byte of a word at or after `*at`, in small letters; 0 at the end. */
static unsigned char next_of_word(struct text text, size_t *at)
{
    while (*at < text.length && !is_word((unsigned char)text.at[*at]))
        ++*at;
    if (*at == text.length)
        return 0;
    unsigned char c = (unsigned char)text.at[(*at)++];
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

static bool same_words(struct text a, struct text b)
{
    size_t i = 0, j = 0;
    unsigned char c, d;
    do {
        c = next_of_word(a, &i);
        d = next_of_word(b, &j);
    } while (c && c == d);
    return c == d;
}

/* Many pages repeat the title over the text: read twice, it would tell everything twice. */
static void blank_second_title(struct source_article *article, struct arena *arena)
{
    struct text rest = article->text, first = { "", 0 };
    while (rest.length && !first.length)
        first = text_trim(text_cut(&rest, '\n'));
    if (!article->title.length || !first.length || !same_words(article->title, first))
        return;
    struct text copy = arena_copy(arena, article->text);
    char *from = (char *)copy.at + (first.at - article->text.at);
    for (size_t i = 0; i < first.length; i++)
        from[i] = '\n';
    article->text = copy;
}

void source_finish(struct source_article *article, struct arena *arena)
{
    source_finish_by(article, tongue_table(arena), arena);
}

void source_finish_by(struct source_article *article, const struct tongue_table *tongues, struct arena *arena)
{
    give_id(&article->article, arena);
    article->title = source_blank_furniture(article->article.title, arena);
    if (!text_trim(article->title).length)
        article->title = article->article.title;
    article->text = source_blank_furniture(article->article.text, arena);
    blank_second_title(article, arena);
    source_judge_language(article, tongues, arena);
}
