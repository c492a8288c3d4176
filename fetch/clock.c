/* What time it is, and, for tests, a time that runs faster. */
#include <stdio.h>
#include <time.h>

#include "fetch/fetch.h"

long long fetch_clock_now(const struct fetch_clock *clock)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long long ms = (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    return clock->speed > 1 ? clock->begins_ms + (ms - clock->begins_ms) * clock->speed : ms;
}

bool fetch_clock_parse(const char *words, struct fetch_clock *clock)
{
    int used = 0;
    bool good = sscanf(words, "%d@%lld%n", &clock->speed, &clock->begins_ms, &used) == 2 && !words[used];
    return good && clock->speed >= 1 && clock->speed <= 100000 && clock->begins_ms >= 0;
}
