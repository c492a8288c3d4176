/* Languages of short texts: each line of a file is a code, a tab and a text that is written in it. */
#include <stdio.h>
#include <string.h>

#include "source/tongue.h"

static bool check(const struct tongue_table *table, const char *file, int number, struct text line)
{
    struct text text = line, code = text_cut(&text, '\t');
    struct tongue tongue = tongue_of(table, text);
    const char *got = tongue.code ? tongue.code : "too little to tell";
    if (text_is(code, got))
        return true;
    printf("%s:%d: %.*s is expected, and it is %s\n", file, number, (int)code.length, code.at, got);
    return false;
}

int main(int count, char **arguments)
{
    struct arena arena = { 0 };
    char line[4096];
    int passed = 0, failed = 0, number = 0;
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    const struct tongue_table *table = tongue_table(&arena);
    while (file && fgets(line, sizeof line, file)) {
        number++;
        if (line[0] != '#')
            ++*(check(table, arguments[1], number, text_trim(text_of(line))) ? &passed : &failed);
    }
    if (file)
        fclose(file);
    arena_release(&arena);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
