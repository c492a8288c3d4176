/* One address that somebody asked for by name, fetched while they wait. */
#include "fetch/fetch.h"

bool fetch_one(const struct fetch_settings *settings, struct text url, struct arena *arena, struct buffer *body,
               struct fetch_answer *answer, struct error *err)
{
    struct fetch_settings own = *settings;
    own.skips_robots = true;
    own.delay_ms = 0;
    own.at_once = 1;
    struct fetch *fetch = fetch_new(&own, err);
    if (!fetch)
        return false;
    fetch_ask(fetch, &(struct fetch_request){ .url = url });
    while (fetch_next(fetch, fetch_clock_now(&own.clock) + 1000, -1, answer) != FETCH_ANSWER)
        ;
    bool good = answer->outcome == FETCH_GOT || error_set(err, ERROR_INPUT, "%s", answer->message);
    if (good) {
        buffer_init(body, FETCH_CEILING);
        buffer_add(body, answer->body);
        answer->url = arena_copy(arena, answer->url);
        answer->type = arena_copy(arena, answer->type);
        answer->body = buffer_text(body);
        answer->etag = answer->modified = answer->moved = TEXT("");
    }
    fetch_free(fetch);
    return good;
}
