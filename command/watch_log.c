/* The log of a watch: a line an event, for people. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "command/watch.h"

long long watch_now(const struct watch *watch)
{
    return fetch_clock_now(&watch->settings.clock);
}

void watch_moment(long long ms, char moment[WATCH_MOMENT])
{
    struct tm parts;
    time_t seconds = (time_t)(ms / 1000);
    gmtime_r(&seconds, &parts);
    strftime(moment, WATCH_MOMENT, "%Y-%m-%d %H:%M:%S", &parts);
}

static bool is_wrong(const char *word)
{
    static const char *const usual[] = { "added", "known", "news", "begins", "ends", "waits" };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (!strcmp(word, usual[i]))
            return false;
    return true;
}

/* What feeds and servers say is printed with blanks in place of what could steer a terminal, and on one line. */
void watch_log(const struct watch *watch, const char *word, const char *format, ...)
{
    char moment[WATCH_MOMENT], *words;
    struct buffer out;
    va_list list;
    if (watch->is_quiet && !is_wrong(word))
        return;
    va_start(list, format);
    int length = vasprintf(&words, format, list);
    va_end(list);
    if (length < 0)
        return;
    watch_moment(watch_now(watch), moment);
    buffer_init(&out, 0);
    buffer_print(&out, "%s  %-8s ", moment, word);
    output_cell(&out, text_of(words), output_columns(text_of(words)));
    buffer_add_char(&out, '\n');
    if (watch->held) {
        buffer_add(watch->held, buffer_text(&out));
    } else {
        output_write(buffer_text(&out));
        fflush(stdout);
    }
    buffer_release(&out);
    free(words);
}
