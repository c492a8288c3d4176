/* Broken files of every kind go through the source room: seeds are cut, joined and damaged at random (always the same way), and
 * what comes out must be well formed, as long for reading as it is, and end. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "source/source.h"

enum { ROUNDS = 3000, LONGEST = 1 << 16, MOST_PIECES = 100000 };

static const char *const seeds[] = {
    "A report\n\nBy Ana Ruiz\n\nFrance pledged 50 tanks.\r\n\r\nComments\n\nshort link\n",
    "{\"id\": \"a\", \"title\": \"T\", \"text\": \"Norway will send ships.\\n\\nRead more: x\"}\n"
    "{\"id\": 7, \"text\": \"\\ud83d\\ude00 \\ud83d\"}\n",
    "{\n  \"id\": \"a\",\n  \"text\": \"a brace { and \\\" a quote\"\n}\n{\n  \"text\": \"b\"\n}\n",
    "\xef\xbb\xbf" "Gr\xc3\xbc\xc3\x9f" "e \xf0\x9f\x98\x80 \xe2\x80\x94 \xff\xfe\n\nText \xc3",
    "[\n{\"text\": \"x\"}\n]\n",
    "# sent_id = 1\n1\tShips\t_\t_\t_\t_\t_\t_\t_\t_\n2\tsail\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
};
enum { SEED_COUNT = sizeof seeds / sizeof seeds[0] };

struct random {
    unsigned long long state;
};

static unsigned next_random(struct random *random, unsigned below)
{
    random->state = random->state * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(random->state >> 33) % below;
}

static void damage(struct random *random, struct buffer *bytes)
{
    static const char odd[] = "{}[]\"\\\n\r\0 \t\xff\xc3\xe2ua,:0-By(";
    for (unsigned n = next_random(random, 6); n && bytes->length; n--) {
        size_t at = next_random(random, (unsigned)bytes->length);
        if (next_random(random, 2))
            bytes->at[at] = odd[next_random(random, sizeof odd - 1)];
        else
            bytes->at[at] = (char)next_random(random, 256);
    }
}

static void make(struct random *random, struct buffer *bytes)
{
    buffer_reset(bytes);
    for (unsigned parts = 1 + next_random(random, 4); parts; parts--) {
        struct text seed = text_of(seeds[next_random(random, SEED_COUNT)]);
        size_t from = next_random(random, 3) ? 0 : next_random(random, (unsigned)seed.length);
        size_t to = next_random(random, 3) ? seed.length : next_random(random, (unsigned)seed.length + 1);
        for (unsigned times = next_random(random, 40) ? 1 : 200; times; times--)
            buffer_add(bytes, text_slice(seed, from, to));
    }
    damage(random, bytes);
}

static bool is_sound(const struct source_article *article)
{
    const struct text parts[] = { article->article.id, article->article.title, article->article.publisher,
                                  article->article.published, article->article.url, article->article.text, article->title,
                                  article->text };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (utf8_check(parts[i]) != parts[i].length)
            return false;
    return article->article.id.length && article->title.length == article->article.title.length &&
           article->text.length == article->article.text.length && article->line > 0;
}

static bool read_articles(struct source *source, struct arena *arena)
{
    struct source_article article;
    struct error err = { .code = ERROR_NONE };
    for (int pieces = 0, got; pieces < MOST_PIECES; pieces++) {
        got = source_next(source, arena, &article, &err);
        if (!got)
            return true;
        if (got > 0 ? !is_sound(&article) : err.code == ERROR_NONE)
            return false;
    }
    return false;
}

static bool read_raw(struct source *source, bool is_conllu, struct arena *arena)
{
    struct text raw, warning;
    struct error err = { .code = ERROR_NONE };
    for (int pieces = 0, got, line; pieces < MOST_PIECES; pieces++) {
        got = source_next_raw(source, is_conllu, 64, arena, &raw, &line, &warning, &err);
        if (!got)
            return true;
        if (got > 0 ? !raw.length || utf8_check(raw) != raw.length : err.code == ERROR_NONE)
            return false;
    }
    return false;
}

static bool check(const struct buffer *bytes, unsigned kind, struct arena *arena)
{
    char path[64];
    struct error err;
    int file = memfd_create("bytes", 0);
    if (file < 0 || write(file, bytes->at ? bytes->at : "", bytes->length) != (ssize_t)bytes->length)
        return false;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    struct source *source = source_open(path, &err);
    bool ok = source && (kind ? read_raw(source, kind == 2, arena) : read_articles(source, arena));
    source_close(source);
    close(file);
    arena_reset(arena);
    return ok;
}

/* One kind of reading: 0 articles, 1 raw text, 2 CoNLL-U. */
static bool run(unsigned kind, struct buffer *bytes, struct arena *arena)
{
    struct random random = { 20260301 + kind };
    for (unsigned i = 0; i < ROUNDS; i++) {
        make(&random, bytes);
        if (check(bytes, kind, arena))
            continue;
        printf("kind %u, round %u went wrong: %.*s\n", kind, i, (int)(bytes->length < 400 ? bytes->length : 400), bytes->at);
        return false;
    }
    return true;
}

int main(void)
{
    struct arena arena = { 0 };
    struct buffer bytes;
    int passed = 0;
    buffer_init(&bytes, LONGEST);
    for (unsigned kind = 0; kind < 3; kind++)
        passed += run(kind, &bytes, &arena);
    printf("%d passed, %d failed\n", passed, 3 - passed);
    buffer_release(&bytes);
    arena_release(&arena);
    return passed < 3;
}
