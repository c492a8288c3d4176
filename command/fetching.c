/* How commands fetch: what the options say, and what holds without them. */
#include "command/fetching.h"

#include <stdlib.h>

enum { AT_ONCE = 8, DELAY_S = 2, TIMEOUT_S = 60 };

static int number_or(const struct options *options, enum option option, int otherwise)
{
    return options->number[option] ? options->number[option] : otherwise;
}

bool fetching_settings(const struct options *options, struct fetch_settings *settings, struct error *err)
{
    const char *agent = options->value[OPTION_AGENT], *clock = getenv("TROTH_WATCH_CLOCK");
    int delay = number_or(options, OPTION_DELAY, DELAY_S), timeout = number_or(options, OPTION_TIMEOUT, TIMEOUT_S);
    *settings = (struct fetch_settings){ .agent = agent ? agent : "troth/" TROTH_VERSION, .proxy = options->value[OPTION_PROXY] };
    settings->allows_private = options->value[OPTION_PRIVATE] != NULL;
    settings->at_once = number_or(options, OPTION_AT_ONCE, AT_ONCE);
    settings->delay_ms = delay * 1000LL;
    settings->timeout_ms = timeout > 3600 ? 3600 * 1000 : timeout * 1000;
    if (settings->at_once > FETCH_MOST_AT_ONCE)
        return error_set(err, ERROR_USAGE, "--at-once takes at most %d", FETCH_MOST_AT_ONCE);
    if (agent && (!*agent || strpbrk(agent, "\r\n")))
        return error_set(err, ERROR_USAGE,
                         "--agent takes a name on one line, as in --agent 'press-watch/1.0 (mailto:desk@news.example)'");
    return !clock || fetch_clock_parse(clock, &settings->clock) ||
           error_set(err, ERROR_USAGE, "TROTH_WATCH_CLOCK is SPEED@MILLISECONDS, not '%s'", clock);
}

bool fetching_input(const struct options *options, const char *address, struct arena *arena, struct buffer *body,
                    struct fetch_answer *answer, struct error *err)
{
    struct fetch_settings settings;
    return fetching_settings(options, &settings, err) && fetch_one(&settings, text_of(address), arena, body, answer, err);
}
