/* quotes_errors LEXICON: every error of lexicon/quotes is provoked once, with its place, through an overlay. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reading/quotes.h"

static const struct wrong_line { const char *line, *message; } wrong_lines[] = {
    { "say", "quotes/verbs.txt:1:1: an entry has words, a kind and mostly frames, parted by '|'" },
    { "say | verb | that | quote", "quotes/verbs.txt:1:1: an entry has words, a kind and mostly frames, parted by '|'" },
    { "say | vreb | quote", "quotes/verbs.txt:1:7: unknown kind 'vreb'; did you mean 'verb'?" },
    { "say | verb | qoute", "quotes/verbs.txt:1:14: unknown frame 'qoute'; a preposition is written '+qoute'" },
    { "Say | verb | that", "quotes/verbs.txt:1:1: 'Say' is no word in small letters" },
    { "a b c d | verb | that", "quotes/verbs.txt:1:7: more than 3 words" },
    { " | verb | that", "quotes/verbs.txt:1:2: no word before '|'" },
    { "say | verb | +a +b +c +d +e +f +g +h +i +j +k", "quotes/verbs.txt:1:44: more than 10 prepositions" },
};

static bool write_line(const char *path, const char *line)
{
    FILE *file = fopen(path, "w");
    return file && fprintf(file, "%s\n", line) > 0 && !fclose(file);
}

static bool fails_with(const char *lexicon, const char *overlay, const char *message)
{
    struct arena arena = { 0 };
    struct error err = { 0 };
    bool ok = !quotes_load(lexicon, overlay, &arena, &err) && !strcmp(err.message, message);
    if (!ok)
        printf("expected: %s\n  got: %s\n", message, err.message);
    arena_release(&arena);
    return ok;
}

/* An overlay without files of this room changes nothing, and a good line is taken. */
static bool loads(const char *lexicon, const char *overlay)
{
    struct arena arena = { 0 };
    struct error err = { 0 };
    bool ok = quotes_load(lexicon, overlay, &arena, &err) != NULL;
    if (!ok)
        printf("expected no error\n  got: %s\n", err.message);
    arena_release(&arena);
    return ok;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/quotes-XXXXXX", inner[64], path[96];
    int passed = 0, failed = 0;
    if (argc != 2 || !mkdtemp(folder))
        return 2;
    snprintf(inner, sizeof inner, "%s/quotes", folder);
    snprintf(path, sizeof path, "%s/verbs.txt", inner);
    *(loads(argv[1], folder) ? &passed : &failed) += 1;
    mkdir(inner, 0700);
    for (size_t i = 0; i < sizeof wrong_lines / sizeof *wrong_lines; i++) {
        bool ok = write_line(path, wrong_lines[i].line) && fails_with(argv[1], folder, wrong_lines[i].message);
        *(ok ? &passed : &failed) += 1;
    }
    *(write_line(path, "say | verb | quote") && loads(argv[1], folder) ? &passed : &failed) += 1;
    unlink(path);
    rmdir(inner);
    rmdir(folder);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
