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

static bool is_wrong(const char *word)
{
    return strcmp(word, "added") && strcmp(word, "known") && strcmp(word, "news") && strcmp(word, "begins") && strcmp(word, "ends");
}

/* What feeds and servers say is printed with blanks in place of what could steer a terminal, and on one line. */
void watch_log(const struct watch *watch, const char *word, const char *format, ...)
{
    char time[32], *words;
    struct buffer out;
    struct tm moment;
    time_t seconds = (time_t)(watch_now(watch) / 1000);
    va_list list;
    if (watch->is_quiet && !is_wrong(word))
        return;
    va_start(list, format);
    int length = vasprintf(&words, format, list);
    va_end(list);
    if (length < 0)
        return;
    gmtime_r(&seconds, &moment);
    strftime(time, sizeof time, "%Y-%m-%d %H:%M:%S", &moment);
    buffer_init(&out, 0);
    buffer_print(&out, "%s  %-8s ", time, word);
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
