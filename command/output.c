/* Standard output and standard error: written, checked, wrapped to the terminal. */
#include "command/output.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

enum { NARROWEST = 40, WIDEST = 160, NO_TERMINAL = 100 };

/* The one variable that is not handed from function to function. It belongs to its thread alone and is what standard output is to a
 * program, so that a command need not know whether a terminal or the library asked. */
static _Thread_local const struct output_sink *redirected;

const struct output_sink *output_redirect(const struct output_sink *sink)
{
    const struct output_sink *before = redirected;
    redirected = sink;
    return before;
}

bool output_write(struct text text)
{
    if (redirected)
        return !text.length || redirected->write(redirected->context, text);
    return !text.length || (!ferror(stdout) && fwrite(text.at, 1, text.length, stdout) == text.length);
}

/* Whoever reads our output has closed it, as `head` does. */
static bool is_reader_gone(void)
{
    struct pollfd out = { .fd = STDOUT_FILENO };
    return poll(&out, 1, 0) > 0 && out.revents & (POLLERR | POLLHUP);
}

int output_finish(struct error *err)
{
    if (redirected)
        return 0;
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed || errno == EPIPE || is_reader_gone())
        return 0;
    error_set(err, ERROR_SYSTEM, "cannot write to standard output: %s", errno ? strerror(errno) : "an earlier write failed");
    return error_status(err->code);
}

int output_width(void)
{
    struct winsize size;
    if (redirected || !isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col)
        return NO_TERMINAL;
    return size.ws_col < NARROWEST ? NARROWEST : size.ws_col > WIDEST ? WIDEST : size.ws_col;
}

bool output_has_colour(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return !redirected && isatty(STDOUT_FILENO) && !(no && *no) && term && *term && strcmp(term, "dumb") != 0;
}

static int columns_of(uint32_t point)
{
    if (point < 0xa0)
        return 1; /* a letter, or printed as a blank */
    int width = utf8proc_charwidth((utf8proc_int32_t)point);
    return width < 0 ? 0 : width;
}

int output_columns(struct text text)
{
    int columns = 0;
    for (size_t i = 0, n; i < text.length; i += n)
        columns += columns_of(utf8_at(text, i, &n));
    return columns;
}

/* Characters that move the cursor or turn the direction of writing could make a page say what the report does not. */
static bool is_unsafe(uint32_t point)
{
    bool steers = point < 0x20 || (point >= 0x7f && point < 0xa0);
    return steers || (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

static void add_safe(struct buffer *out, struct text text)
{
    for (size_t i = 0, n; i < text.length; i += n) {
        uint32_t point = utf8_at(text, i, &n);
        if (is_unsafe(point))
            buffer_add_char(out, ' ');
        else
            buffer_add(out, text_slice(text, i, i + n));
    }
}

void output_complain(const char *message)
{
    struct buffer line;
    struct error about = { .code = ERROR_NONE };
    if (redirected) {
        snprintf(about.message, sizeof about.message, "%s", message);
        redirected->complain(redirected->context, &about, false);
        return;
    }
    buffer_init(&line, 0);
    add_safe(&line, text_of(message));
    fprintf(stderr, "%stroth: %s\n", isatty(STDERR_FILENO) ? "\r\033[K" : "", line.at ? line.at : "");
    buffer_release(&line);
}

void output_refuse(const struct error *err)
{
    if (redirected)
        redirected->complain(redirected->context, err, true);
    else
        output_complain(err->message);
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A word that is wider than the line is cut where the line ends. */
static void add_word(struct buffer *out, struct text word, int indent, int width, int *column)
{
    for (size_t i = 0, n; i < word.length; i += n) {
        int columns = columns_of(utf8_at(word, i, &n));
        if (*column + columns > width && *column > indent) {
            buffer_print(out, "\n%*s", indent, "");
            *column = indent;
        }
        add_safe(out, text_slice(word, i, i + n));
        *column += columns;
    }
}

void output_wrap(struct buffer *out, struct text text, int indent, int width, int *column)
{
    for (size_t i = 0; i < text.length;) {
        size_t from = i, to;
        while (i < text.length && is_gap(text.at[i]))
            i++;
        bool gap = i > from;
        for (to = i; to < text.length && !is_gap(text.at[to]);)
            to++;
        struct text word = text_slice(text, i, to);
        int columns = output_columns(word);
        if (gap && *column > indent && *column + 1 + columns > width && columns) {
            buffer_print(out, "\n%*s", indent, "");
            *column = indent;
        } else if (gap && *column > indent) {
            buffer_add_char(out, ' ');
            ++*column;
        }
        add_word(out, word, indent, width, column);
        i = to;
    }
}

void output_cell(struct buffer *out, struct text text, int columns)
{
    int all = output_columns(text), used = 0;
    for (size_t i = 0, n; i < text.length; i += n) {
        int more = columns_of(utf8_at(text, i, &n));
        if (used + more > (all > columns ? columns - 1 : columns))
            break;
        add_safe(out, text_slice(text, i, i + n));
        used += more;
    }
    if (all > columns && columns > 0) {
        buffer_add_string(out, "…");
        used++;
    }
    buffer_print(out, "%*s", columns > used ? columns - used : 0, "");
}

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_init(struct progress *progress)
{
    *progress = (struct progress){ .started_ms = now_ms(), .is_on = !redirected && isatty(STDERR_FILENO) };
}

void progress_show(struct progress *progress, size_t articles, size_t bytes)
{
    long long now = progress->is_on ? now_ms() : 0;
    if (!progress->is_on || now - progress->started_ms < 1000 || now - progress->shown_ms < 200)
        return;
    long long seconds = (now - progress->started_ms) / 1000;
    fprintf(stderr, "\r\033[K%zu read, %.1f MB, %lld:%02lld", articles, (double)bytes / 1e6, seconds / 60, seconds % 60);
    fflush(stderr);
    progress->shown_ms = now;
    progress->is_shown = true;
}

void progress_clear(struct progress *progress)
{
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
    progress->is_shown = false;
}

long long output_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct text output_day(long long ms, struct arena *arena)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm day;
    gmtime_r(&seconds, &day);
    return arena_print(arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

bool output_read_file(const char *path, struct arena *arena, struct text *text, struct error *err)
{
    enum { MOST = 256 << 20 };
    char bytes[1 << 16];
    struct buffer all;
    bool is_standard = !strcmp(path, "-");
    FILE *file = is_standard ? stdin : fopen(path, "rb");
    if (!file)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
    buffer_init(&all, 0);
    for (size_t count; all.length < MOST && (count = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_add(&all, (struct text){ bytes, count });
    bool good = !ferror(file) || error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
    if (good && all.length >= MOST)
        good = error_set(err, ERROR_SYSTEM, "%s: has more than 256 MiB; take it in parts", path);
    if (!is_standard)
        fclose(file);
    if (good)
        *text = utf8_repair(buffer_text(&all), arena);
    if (good && text->at == buffer_text(&all).at)
        *text = arena_copy(arena, *text);
    buffer_release(&all);
    return good;
}
