/* What commands that fetch share: how, from the options. */
#ifndef TROTH_COMMAND_FETCHING_H
#define TROTH_COMMAND_FETCHING_H

#include "command/options.h"
#include "fetch/fetch.h"

/* From --agent, --delay, --timeout, --at-once, --proxy and --private. A test sets the clock by TROTH_WATCH_CLOCK
 * (fetch_clock_parse). False and `err` (ERROR_USAGE). */
bool fetching_settings(const struct options *options, struct fetch_settings *settings, struct error *err);

/* Fetches an address that stands in place of a file; `body` and the texts in `arena` are the caller's. */
bool fetching_input(const struct options *options, const char *address, struct arena *arena, struct buffer *body,
                    struct fetch_answer *answer, struct error *err);

#endif
