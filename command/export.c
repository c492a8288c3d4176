/* troth export: a ledger's statements and commitments in the formats of other tools. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/command.h"
#include "command/query.h"
#include "exchange/exchange.h"

/* Where an export goes: a file that takes its name when it is whole, so that nothing half written is ever found there. */
struct sink {
    FILE *file;
    char *path, *part;
};

static bool fail(const struct sink *sink, struct error *err)
{
    return error_set(err, ERROR_SYSTEM, "cannot write '%s': %s", sink->path, strerror(errno));
}

static bool write_file(void *to, struct text piece, struct error *err)
{
    struct sink *sink = to;
    return !piece.length || fwrite(piece.at, 1, piece.length, sink->file) == piece.length || fail(sink, err);
}

/* What could not be written to standard output is told by output_finish; a reader who went away is no error. */
static bool write_standard(void *to, struct text piece, struct error *err)
{
    return output_write(piece);
}

static enum exchange_kind who(void *names, struct text code, struct text *name)
{
    static const enum exchange_kind kinds[] = {
        [DIRECTORY_UNKNOWN] = EXCHANGE_UNKNOWN,           [DIRECTORY_STATE] = EXCHANGE_STATE,
        [DIRECTORY_ORGANISATION] = EXCHANGE_ORGANISATION, [DIRECTORY_GROUP] = EXCHANGE_GROUP,
        [DIRECTORY_BODY] = EXCHANGE_BODY,                 [DIRECTORY_PERSON] = EXCHANGE_PERSON,
    };
    enum exchange_kind kind = kinds[directory_kind(names, *name, code)];
    struct text known = directory_name(names, code);
    if (known.length && (kind == EXCHANGE_STATE || kind == EXCHANGE_ORGANISATION || kind == EXCHANGE_GROUP))
        *name = known;
    return kind;
}

static bool read_format(const struct options *options, enum exchange_format *format, struct error *err)
{
    const char *names[EXCHANGE_FORMATS], *given = options->value[OPTION_AS];
    for (int i = 0; i < EXCHANGE_FORMATS; i++)
        names[i] = exchange_format_text((enum exchange_format)i);
    if (!given)
        return error_set(err, ERROR_USAGE, "'troth export' wants --as FORMAT; there are csv, jsonl, plover, iati, claims, ftm and "
                                           "datasette");
    for (*format = 0; *format < EXCHANGE_FORMATS; ++*format)
        if (!strcmp(given, names[*format]))
            break;
    const char *near = near_name(text_of(given), names, EXCHANGE_FORMATS);
    if (*format == EXCHANGE_FORMATS && near)
        return error_set(err, ERROR_USAGE, "--as: unknown format '%s'; did you mean '%s'?", given, near);
    if (*format == EXCHANGE_FORMATS)
        return error_set(err, ERROR_USAGE, "--as: unknown format '%s'; there are csv, jsonl, plover, iati, claims, ftm and "
                                           "datasette", given);
    bool wants = options->value[OPTION_COMMITMENTS];
    return !wants || exchange_file_name(*format, true) || error_set(err, ERROR_USAGE, "--commitments: %s has none; leave it out",
                                                                    given);
}

/* "XM-EXAMPLE-1=Harbour Survey" */
static bool read_reporter(const struct options *options, struct exchange *job, struct error *err)
{
    const char *given = options->value[OPTION_REPORTER];
    struct text name = text_of(given ? given : "TROTH=A book kept with troth"), ref = text_trim(text_cut(&name, '='));
    job->reporter_ref = ref;
    job->reporter = text_trim(name);
    return (ref.length && job->reporter.length) ||
           error_set(err, ERROR_USAGE, "--reporter: '%s' is no identifier and name; write it as XM-EXAMPLE-1=Harbour Survey",
                     given);
}

/* "book" of "/data/book.db": as Datasette calls it. */
static bool read_database(const char *path, enum exchange_format format, struct exchange *job, struct error *err)
{
    const char *slash = strrchr(path, '/');
    struct text name = text_of(slash ? slash + 1 : path);
    size_t end = name.length;
    for (size_t i = 1; i < name.length; i++)
        end = name.at[i] == '.' ? i : end;
    job->database = text_slice(name, 0, end);
    bool is_server = text_starts(text_of(path), TEXT("postgres://")) || text_starts(text_of(path), TEXT("postgresql://"));
    return format != EXCHANGE_DATASETTE || !is_server ||
           error_set(err, ERROR_USAGE, "--as datasette: Datasette shows SQLite files, and this ledger is on a server; export it as "
                                       "jsonl --text "
                     "and import that into a file");
}

static void tell_lost(const struct exchange *job, enum exchange_format format, struct arena *arena)
{
    const char *lost = exchange_format_lost(format);
    if (job->left_out && lost)
        output_complain(arena_print(arena, "left out: %lld %s", job->left_out, lost).at);
}

static bool export_file(struct exchange *job, enum exchange_format format, const char *path, struct arena *arena, struct error *err)
{
    struct sink sink = { .path = (char *)path, .part = (char *)arena_print(arena, "%s.part", path).at };
    sink.file = fopen(sink.part, "wb");
    if (!sink.file)
        return fail(&sink, err);
    job->write = write_file;
    job->to = &sink;
    bool good = exchange_run(job, format, err);
    if (fclose(sink.file) != 0 && good)
        good = fail(&sink, err);
    if (good && rename(sink.part, path) != 0)
        good = fail(&sink, err);
    if (!good)
        unlink(sink.part);
    return good;
}

/* Everything that the format has, each under its usual name. */
static bool export_folder(struct exchange *job, enum exchange_format format, const char *folder, struct arena *arena,
                          struct error *err)
{
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return error_set(err, ERROR_SYSTEM, "cannot make the folder '%s': %s", folder, strerror(errno));
    bool ends = folder[strlen(folder) - 1] == '/', good = true;
    for (int i = 0; good && i < 2; i++) {
        const char *name = exchange_file_name(format, i);
        job->is_commitments = i;
        if (name)
            good = export_file(job, format, arena_print(arena, "%s%s%s", folder, ends ? "" : "/", name).at, arena, err);
    }
    return good;
}

static bool export_to(struct exchange *job, enum exchange_format format, const char *path, struct arena *arena, struct error *err)
{
    struct stat about;
    job->write = write_standard;
    if (!path)
        return exchange_run(job, format, err) || err->code == ERROR_NONE;
    bool is_folder = path[strlen(path) - 1] == '/' || (stat(path, &about) == 0 && S_ISDIR(about.st_mode));
    return is_folder ? export_folder(job, format, path, arena, err) : export_file(job, format, path, arena, err);
}

int command_export(const struct options *options, struct error *err)
{
    struct exchange job = { .is_commitments = options->value[OPTION_COMMITMENTS], .has_text = options->value[OPTION_TEXT] };
    enum exchange_format format;
    struct query query;
    struct arena arena = { 0 };
    if (!read_format(options, &format, err) || !read_reporter(options, &job, err) ||
        !read_database(query_path(options), format, &job, err) || !query_open(&query, options, err))
        return error_status(err->code);
    query.filter.is_appended = true;
    job.ledger = query.ledger;
    job.filter = &query.filter;
    job.names = query.directory;
    job.who = query.directory ? who : NULL;
    bool good = export_to(&job, format, options->value[OPTION_OUTPUT], &arena, err);
    int status = good ? output_finish(err) : error_status(err->code);
    if (good)
        tell_lost(&job, format, &arena);
    arena_release(&arena);
    query_close(&query);
    return status;
}
