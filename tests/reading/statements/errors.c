/* lexicon_errors LEXICON: every error of the acts, the classes and the confidence file is provoked once, with its place. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reading/reading.h"

struct wrong_line {
    const char *file, *line, *message;
};

static const struct wrong_line wrong_lines[] = {
    { "acts/pledge.txt", "pledge", "acts/pledge.txt:1:1: an entry has words and a kind, parted by '|'" },
    { "acts/pledge.txt", "pledge | vreb | obj=R!", "acts/pledge.txt:1:10: unknown kind 'vreb'; did you mean 'verb'?" },
    { "acts/pledge.txt", "pledge | verb | ojb=R!", "acts/pledge.txt:1:17: unknown slot 'ojb'; did you mean 'obj'?" },
    { "acts/pledge.txt", "pledge | verb | wiht=R!", "acts/pledge.txt:1:17: unknown slot 'wiht'; did you mean 'with'?" },
    { "acts/pledge.txt", "pledge | verb | obj=X", "acts/pledge.txt:1:21: unknown value 'X'; it is R, O, RO, W, A, @class or any" },
    { "acts/pledge.txt", "pledge | verb | obj=O@adi", "acts/pledge.txt:1:23: unknown class 'adi'; did you mean 'aid'?" },
    { "acts/pledge.txt", "pledge | verb | subj=", "acts/pledge.txt:1:17: slot 'subj' has no value" },
    { "acts/pledge.txt", "pledge | verb | maybe", "acts/pledge.txt:1:17: 'maybe' is no slot: a slot is a name, '=' and a value" },
    { "acts/pledge.txt", "pledge | verb | at=O by=O for=O in=O of=O on=O to=O up=O via=O",
      "acts/pledge.txt:1:58: more than 8 slots" },
    { "acts/pledge.txt", "give | light |", "acts/pledge.txt:1:8: a light verb needs its nouns" },
    { "acts/pledge.txt", "a b c d e f | verb |", "acts/pledge.txt:1:1: more than 5 words" },
    { "acts/pledge.txt", "@zzzzz | will |", "acts/pledge.txt:1:2: unknown class 'zzzzz'" },
    { "classes/aid.txt", "a b c", "classes/aid.txt:1:1: a word of a class has one part or two" },
    { "confidence.txt", "threshold", "confidence.txt:1:1: a line has a feature and its weight, parted by '|'" },
    { "confidence.txt", "threshold | many", "confidence.txt:1:13: 'many' is no whole number of at most six digits" },
};

static bool write_line(const char *folder, const struct wrong_line *wrong)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, wrong->file);
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    fprintf(file, "%s\n", wrong->line);
    return !fclose(file);
}

static void forget(const char *folder, const struct wrong_line *wrong)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, wrong->file);
    unlink(path);
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/lexicon-XXXXXX", inner[64];
    int passed = 0, failed = 0;
    if (argc != 2 || !mkdtemp(folder))
        return 2;
    const char *const folders[] = { "acts", "classes" };
    for (int i = 0; i < 2; i++) {
        snprintf(inner, sizeof inner, "%s/%s", folder, folders[i]);
        mkdir(inner, 0700);
    }
    for (size_t i = 0; i < sizeof wrong_lines / sizeof *wrong_lines; i++) {
        struct error err = { 0 };
        write_line(folder, &wrong_lines[i]);
        struct lexicon *lexicon = lexicon_open(argv[1], folder, &err);
        bool ok = !lexicon && !strcmp(err.message, wrong_lines[i].message);
        if (!ok)
            printf("‘%s’ gives ‘%s’, and should ‘%s’\n", wrong_lines[i].line, err.message, wrong_lines[i].message);
        *(ok ? &passed : &failed) += 1;
        lexicon_free(lexicon);
        forget(folder, &wrong_lines[i]);
    }
    for (int i = 0; i < 2; i++) {
        snprintf(inner, sizeof inner, "%s/%s", folder, folders[i]);
        rmdir(inner);
    }
    rmdir(folder);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
