/* Reads the files named on the command line and prints their statements, as `troth read` does. */
#include <stdio.h>
#include <troth.h>

static bool print(void *context, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, stdout) == length;
}

static void complain(void *context, const struct troth_error *problem)
{
    fprintf(stderr, "%s\n", problem->message);
}

int main(int argc, char **argv)
{
    struct troth_error err;
    struct troth *troth = troth_open(NULL, &err);
    struct troth_input input = { .size = sizeof input, .paths = (const char *const *)argv + 1, .path_count = (size_t)argc - 1 };
    struct troth_answer answer = { print, complain, NULL };
    bool good = troth && troth_read(troth, &input, &answer, &err);
    if (!good)
        complain(NULL, &err);
    troth_close(troth);
    return good ? 0 : 3;
}
