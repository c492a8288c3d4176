/* Writes what /openapi.json answers, when the manual is built: api_description VERSION FILE. */
#include <stdio.h>

#include "serving/inner.h"

int main(int argc, char **argv)
{
    struct buffer json;
    FILE *out = argc == 3 ? fopen(argv[2], "w") : NULL;
    if (!out) {
        fputs("usage: api_description VERSION FILE\n", stderr);
        return 2;
    }
    buffer_init(&json, 0);
    routes_describe(argv[1], &json);
    fwrite(json.at, 1, json.length, out);
    buffer_release(&json);
    return fclose(out) == 0 ? 0 : 3;
}
