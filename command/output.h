/* What the program prints: results to standard output, with every failed write noticed, and people's terminal known. */
#ifndef TROTH_COMMAND_OUTPUT_H
#define TROTH_COMMAND_OUTPUT_H

#include "base/base.h"

/* Where the results and complaints of one thread go in place of the standard streams: the library answers its callers so.
 * `refused`: an input that is left out; else message is only a warning. False from `write` stops the work. */
struct output_sink {
    bool (*write)(void *context, struct text text);
    void (*complain)(void *context, const struct error *about, bool refused);
    void *context;
};

/* From now on what this thread writes goes to `sink` (NULL: to the standard streams), until it is set back to what is returned. */
const struct output_sink *output_redirect(const struct output_sink *sink);

/* Writes to standard output. False once a write has failed; what failed is told by output_finish. */
bool output_write(struct text text);

/* Flushes standard output. Returns the exit status: 0, or 3 and `err` when something could not be written (disk full). A reader who
 * went away is no error. */
int output_finish(struct error *err);

/* Prints "troth: MESSAGE" on standard error, after whatever progress line stands there. */
void output_complain(const char *message);

/* The same of an input that is left out because of an error. */
void output_refuse(const struct error *err);

/* Columns of the terminal on standard output, 100 where there is none; at least 40, at most 160. */
int output_width(void);

/* Whether standard output is a terminal that takes colours and NO_COLOR is not set. */
bool output_has_colour(void);

/* Columns that a text takes on a terminal (wide and combining characters counted as such). */
int output_columns(struct text text);

/* Appends `text` wrapped at blanks to lines of at most `width` columns, each further line begun with `indent` blanks; `*column` is
 * where the line stands before and after. Control characters are printed as blanks, so that no report can steer a terminal. */
void output_wrap(struct buffer *out, struct text text, int indent, int width, int *column);

/* Appends `text` cut or padded with blanks to exactly `columns` columns; what is cut ends in "…". */
void output_cell(struct buffer *out, struct text text, int columns);

/* A line on standard error that tells how far a long work is: on a terminal alone, after a second, at most five times a second. */
struct progress {
    long long started_ms, shown_ms;
    bool is_on, is_shown;
};
void progress_init(struct progress *progress);
void progress_show(struct progress *progress, size_t articles, size_t bytes);
void progress_clear(struct progress *progress);

/* A whole file of at most 256 MiB, or standard input for "-", in `arena`; false and `err` (ERROR_SYSTEM). */
bool output_read_file(const char *path, struct arena *arena, struct text *text, struct error *err);

/* Milliseconds since 1970, and the day in UTC, "2026-03-01". */
long long output_now(void);
struct text output_day(long long ms, struct arena *arena);

#endif
