/* troth import: statements made elsewhere, and rows of hand-kept tables, go into a ledger as reports. */
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/command.h"
#include "command/import_found.h"
#include "command/mapping.h"
#include "command/query.h"

/* The report that is being gathered, and where it goes. The ledger is opened when the first report is whole, so that nothing is
 * made where nothing could be read. */
struct importing {
    const char *path;
    struct ledger *ledger;
    struct mapping *mapping;   /* of tables */
    const char *reader;        /* who made statements that do not say it: "import kiel.map" */
    struct exchange_report report;
    struct text group;         /* of a table: what its rows share */
    bool has_report, is_spoilt; /* something of it could not be read, which was told */
    bool is_passing;           /* the report is in, and further lines of it tell of a later reading, which comes by itself */
    bool may_lack;             /* a line before it could not be read at all */
    struct arena arena, spare; /* of the report, and for what comes next */
    bool may_wait;             /* the input is no plain file: more of it may be long in coming */
    long long lines, refused;
    struct import_reviews reviews;
    struct import_marks marks;
    struct import_readings readings;
    struct { long long added, known, statements; } safe, open; /* open: not flushed yet */
};

static void complain(struct importing *importing, const struct error *why)
{
    output_refuse(why);
    importing->is_spoilt = true;
}

static bool open_ledger(struct importing *importing, struct error *err)
{
    if (importing->ledger)
        return true;
    importing->ledger = ledger_open(importing->path, LEDGER_WRITE, err);
    return importing->ledger && ledger_begin(importing->ledger, err);
}

/* What is flushed counts as done. */
static void settle(struct importing *importing)
{
    if (!ledger_is_safe(importing->ledger))
        return;
    importing->safe.added += importing->open.added;
    importing->safe.known += importing->open.known;
    importing->safe.statements += importing->open.statements;
    importing->open.added = importing->open.known = importing->open.statements = 0;
}

static bool append(struct importing *importing, const struct statement_list *statements, struct error *err)
{
    const struct exchange_report *report = &importing->report;
    const char *reader = report->reader.length ? report->reader.at : importing->reader;
    struct ledger_entry entry = { &report->article, statements, reader, output_now() };
    enum ledger_outcome outcome;
    bool good = ledger_append(importing->ledger, &entry, &outcome, err);
    if (good) {
        importing->open.added += outcome == LEDGER_ADDED;
        importing->open.known += outcome != LEDGER_ADDED;
        importing->open.statements += outcome == LEDGER_ADDED ? (long long)statements->count : 0;
    }
    good = good && (!importing->may_wait || ledger_flush(importing->ledger, err));
    settle(importing);
    return good;
}

/* A report is taken whole or not at all. */
static void refuse(struct importing *importing, const struct error *why)
{
    const struct exchange_report *report = &importing->report;
    struct text id = report->article.id.length ? report->article.id : report->article.title;
    if (why)
        output_refuse(why);
    if (!importing->mapping || importing->group.length)
        output_complain(arena_print(&importing->arena, "%s:%d: article '%.*s' is left out, with all its statements", report->file,
                                    report->first_line, (int)id.length, id.at).at);
    importing->refused++;
}

/* Ends the report. False and `err` only where nothing more can be done. */
static bool end_report(struct importing *importing, struct error *err)
{
    struct statement_list statements;
    struct exchange_report *report = &importing->report;
    struct error why;
    bool is_nothing = !importing->has_report || (!importing->is_spoilt && !report->rows.count && !report->article.text.length);
    bool good = true, lacks = importing->may_lack && report->rows.count && report->rows.items[0].statement.n > 1;
    if (lacks)
        error_at(&why, ERROR_INPUT, report->file, report->first_line, 0,
                 "n: the article may begin in a line that could not be read");
    if (!is_nothing && (importing->is_spoilt || lacks)) {
        refuse(importing, importing->is_spoilt ? NULL : &why);
    } else if (!is_nothing && !exchange_assemble(report, &importing->arena, &statements, &why)) {
        refuse(importing, &why);
    } else if (!is_nothing) {
        good = open_ledger(importing, err) && append(importing, &statements, err);
    }
    importing->has_report = importing->is_spoilt = importing->may_lack = false;
    importing->group = TEXT("");
    return good;
}

static void begin_report(struct importing *importing, const char *file, int line)
{
    struct arena old = importing->arena;
    importing->arena = importing->spare;
    importing->spare = old;
    arena_reset(&importing->arena);
    importing->report = (struct exchange_report){ .file = file, .first_line = line };
    importing->has_report = true;
    importing->is_passing = false;
}

/* A line that cannot be read may belong to the report before it, and to the one after it. */
static bool lose_line(struct importing *importing, const struct error *why, struct error *err)
{
    complain(importing, why);
    importing->refused += !importing->has_report;
    bool good = end_report(importing, err);
    importing->may_lack = true;
    return good;
}

/* A review, a mark or a later reading, of what came in before. What is wrong with the line itself is in `why`. */
static bool add_found(struct importing *importing, enum exchange_sort sort, struct text object, const char *file, int number,
                      struct arena *arena, struct error *why, struct error *err)
{
    struct ledger_review review;
    struct ledger_mark mark;
    struct exchange_reading reading;
    switch (sort) {
    case EXCHANGE_MARK:
        return exchange_take_mark(object, file, number, arena, &mark, why) &&
               import_mark_add(&importing->marks, importing->ledger, &mark, err);
    case EXCHANGE_REVIEW:
        return exchange_take_review(object, file, number, arena, &review, why) &&
               import_review_add(&importing->reviews, importing->ledger, &review, err);
    default:
        return exchange_take_reading(object, file, number, arena, &reading, why) &&
               import_reading_add(&importing->readings, importing->ledger, &reading, arena, err);
    }
}

/* What cannot be one of this ledger is told, and left out. */
static bool take_found(struct importing *importing, enum exchange_sort sort, struct text object, const char *file, int number,
                       struct error *err)
{
    struct arena arena = { 0 };
    struct error why = { 0 };
    if (!end_report(importing, err) || !open_ledger(importing, err))
        return false;
    bool is_in = add_found(importing, sort, object, file, number, &arena, &why, err);
    if (!is_in && err->code == ERROR_USAGE)
        error_at(&why, ERROR_INPUT, file, number, 0, "%s", err->message);
    if (!is_in && err->code == ERROR_INPUT)
        why = *err;
    if (why.code != ERROR_NONE) {
        *err = (struct error){ .code = ERROR_NONE };
        output_refuse(&why);
        importing->refused++;
    }
    arena_release(&arena);
    return err->code == ERROR_NONE;
}

/* A report as it was read at first, whole in one line. Where the line cannot be read, the lines behind it, of the last reading,
 * do. */
static bool take_first(struct importing *importing, struct text object, const char *file, int number, struct error *err)
{
    struct exchange_reading reading;
    struct error why;
    if (!end_report(importing, err))
        return false;
    begin_report(importing, file, number);
    if (!exchange_take_reading(object, file, number, &importing->arena, &reading, &why)) {
        importing->has_report = false;
        output_refuse(&why);
        importing->refused++;
        return true;
    }
    importing->report = reading.report;
    importing->is_passing = end_report(importing, err);
    return importing->is_passing;
}

/* Lines are read into the arena of the report that they belong to; the first one of a report is read twice for that. */
static bool take_object(struct importing *importing, bool is_printing, struct text object, const char *file, int number,
                        struct error *err)
{
    struct exchange_line line;
    struct error why, ignored;
    bool good = exchange_take(object, file, number, &importing->arena, &line, &why);
    if (!good && !line.has_article)
        return lose_line(importing, &why, err);
    if (importing->is_passing && !is_printing && exchange_is_of(&importing->report, &line))
        return true;
    if (!importing->has_report || is_printing || !exchange_is_of(&importing->report, &line)) {
        bool may_lack = importing->may_lack && !importing->has_report;
        if (!end_report(importing, err))
            return false;
        begin_report(importing, file, number);
        importing->may_lack = may_lack;
        exchange_take(object, file, number, &importing->arena, &line, &ignored);
        importing->report.article = line.article;
    }
    if (!good || !exchange_join(&importing->report, &line, &importing->arena, &why))
        complain(importing, &why);
    return true;
}

static bool take_line(struct importing *importing, struct text object, const char *file, int number, struct error *err)
{
    enum exchange_sort sort = exchange_sort_of(object);
    switch (sort) {
    case EXCHANGE_FIRST_READING:
        return take_first(importing, object, file, number, err);
    case EXCHANGE_RECORD:
    case EXCHANGE_PRINTING:
        return take_object(importing, sort == EXCHANGE_PRINTING, object, file, number, err);
    default:
        return take_found(importing, sort, object, file, number, err);
    }
}

static bool import_objects(struct importing *importing, struct source *source, struct error *err)
{
    struct arena repaired = { 0 };
    struct text object, warning;
    struct error why;
    int line = 0, got;
    bool good = true;
    while (good && (got = source_next_object(source, &repaired, &object, &line, &warning, &why)) != 0) {
        importing->lines++;
        if (warning.length)
            output_complain(warning.at);
        good = got < 0 ? lose_line(importing, &why, err) : take_line(importing, object, source_name(source), line, err);
        arena_reset(&repaired);
    }
    arena_release(&repaired);
    return good && end_report(importing, err);
}

/* `arena` holds the row. */
static bool take_row(struct importing *importing, const struct csv_row *row, const char *file, struct arena *arena,
                     struct error *err)
{
    struct exchange_line line;
    struct error why;
    struct text group = mapping_group(importing->mapping, row, arena);
    if (!importing->has_report || !group.length || !text_equals(group, importing->group)) {
        if (!end_report(importing, err))
            return false;
        begin_report(importing, file, row->line);
        importing->group = mapping_group(importing->mapping, row, &importing->arena);
    }
    if (!mapping_row(importing->mapping, row, file, &importing->arena, &line, &importing->report, &why))
        complain(importing, &why);
    return group.length || end_report(importing, err);
}

static bool import_table(struct importing *importing, struct source *source, struct error *err)
{
    const char *file = source_name(source);
    struct arena arena = { 0 };
    struct text warning;
    struct csv_row row;
    int got = source_next_row(source, &arena, &row, &warning, err);
    if (got == 0)
        error_at(err, ERROR_INPUT, file, 1, 0, "is empty; a table begins with the names of its columns");
    bool good = got > 0 && mapping_bind(importing->mapping, &row, file, err);
    for (arena_reset(&arena); good && (got = source_next_row(source, &arena, &row, &warning, err)) > 0; arena_reset(&arena)) {
        importing->lines++;
        if (warning.length)
            output_complain(warning.at);
        good = take_row(importing, &row, file, &arena, err);
    }
    importing->is_spoilt |= got < 0;
    arena_release(&arena);
    struct error late;
    bool ended = end_report(importing, good && got == 0 ? err : &late);
    return good && got == 0 && ended;
}

/* A pipe or a terminal. */
static bool is_stream(const char *path)
{
    struct stat status;
    int got = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &status) : stat(path, &status);
    return got == 0 && !S_ISREG(status.st_mode);
}

/* What a file is, its content tells. */
static bool import_file(struct importing *importing, const struct options *options, int number, struct error *err)
{
    struct source *source = pipeline_input(options, number, err);
    importing->may_wait = !options->given && is_stream(options->inputs[number]);
    int is_json = source ? source_is_json(source, err) : -1;
    bool good = false;
    if (is_json > 0 && importing->mapping)
        error_set(err, ERROR_USAGE, "%s: is JSON, and --map is for tables; leave --map out", source_name(source));
    else if (is_json == 0 && !importing->mapping)
        error_set(err, ERROR_USAGE, "%s: is no JSON Lines, and a table wants --map FILE, which tells how its rows become "
                                    "statements; "
                  "trackers/README.md has more", source_name(source));
    else if (is_json >= 0)
        good = is_json ? import_objects(importing, source, err) : import_table(importing, source, err);
    source_close(source);
    return good;
}

static const char *plural(long long count)
{
    return count == 1 ? "" : "s";
}

static void tell_json(const struct importing *importing)
{
    struct buffer name, out;
    buffer_init(&name, 0);
    buffer_init(&out, 0);
    ledger_show(importing->path, &name);
    buffer_add_string(&out, "{\"ledger\": ");
    buffer_add_json(&out, buffer_text(&name));
    buffer_print(&out, ", \"lines\": %lld, \"added\": %lld, \"statements\": %lld, \"known\": %lld, \"reviews\": %lld, "
                 "\"marks\": %lld, \"readings\": %lld, \"left_out\": %lld}\n",
                 importing->lines, importing->safe.added, importing->safe.statements, importing->safe.known,
                 importing->reviews.added, importing->marks.added, importing->readings.added, importing->refused);
    output_write(buffer_text(&out));
    buffer_release(&name);
    buffer_release(&out);
}

static void tell(const struct importing *importing, bool is_table)
{
    struct buffer out;
    buffer_init(&out, 0);
    ledger_show(importing->path, &out);
    buffer_print(&out, ": added %lld statement%s in %lld report%s from %lld %s%s; %lld known already",
                 importing->safe.statements, plural(importing->safe.statements), importing->safe.added,
                 plural(importing->safe.added), importing->lines, is_table ? "row" : "line", plural(importing->lines),
                 importing->safe.known);
    if (importing->reviews.added || importing->reviews.known)
        buffer_print(&out, "; %lld review%s, %lld known already", importing->reviews.added, plural(importing->reviews.added),
                     importing->reviews.known);
    if (importing->marks.added || importing->marks.known)
        buffer_print(&out, "; %lld mark%s, %lld known already", importing->marks.added, plural(importing->marks.added),
                     importing->marks.known);
    if (importing->readings.added || importing->readings.known)
        buffer_print(&out, "; %lld later reading%s, %lld known already", importing->readings.added,
                     plural(importing->readings.added), importing->readings.known);
    if (importing->refused)
        buffer_print(&out, ", %lld left out", importing->refused);
    buffer_add_char(&out, '\n');
    if (importing->lines)
        output_write(buffer_text(&out));
    buffer_release(&out);
}

/* All of it shares one wait for the disk. What was taken before an input that cannot be read is kept, and told. */
static bool import_all(struct importing *importing, const struct options *options, struct error *err)
{
    struct error late;
    bool good = true;
    for (int i = 0; good && i < pipeline_input_count(options); i++)
        good = import_file(importing, options, i, err);
    bool is_committed = !importing->ledger || ledger_commit(importing->ledger, &late);
    if (importing->ledger)
        settle(importing);
    if (is_committed)
        return good;
    if (good)
        *err = late;
    return false;
}

/* A mapping that is no file here may be one of those that came with the program. */
static const char *find_map(const struct options *options, const char *map, struct arena *arena)
{
    char path[PATH_MAX];
    struct error ignored;
    const char *name = arena_print(arena, "trackers/%s", map).at;
    bool is_shipped = !strchr(map, '/') && access(map, F_OK) != 0 && engine_data_path(options, name, path, sizeof path, &ignored);
    return is_shipped ? arena_copy(arena, text_of(path)).at : map;
}

static const char *reader_name(const char *map, struct arena *arena)
{
    struct text name = text_of(map);
    while (text_find(name, TEXT("/")) < name.length)
        text_cut(&name, '/');
    return map ? arena_print(arena, "import %.*s", (int)name.length, name.at).at : "import";
}

int command_import(const struct options *options, struct error *err)
{
    struct arena arena = { 0 };
    const char *map = options->value[OPTION_MAP];
    struct importing importing = { .path = query_path(options), .reader = reader_name(map, &arena) };
    importing.mapping = map ? mapping_open(find_map(options, map, &arena), &arena, err) : NULL;
    bool good = (!map || importing.mapping) && import_all(&importing, options, err);
    if (options->value[OPTION_JSONL])
        tell_json(&importing);
    else
        tell(&importing, map != NULL);
    ledger_close(importing.ledger);
    import_reviews_release(&importing.reviews);
    import_marks_release(&importing.marks);
    arena_release(&importing.arena);
    arena_release(&importing.spare);
    arena_release(&arena);
    int status = output_finish(good ? err : &(struct error){ .code = ERROR_NONE });
    return !good ? error_status(err->code) : status ? status : importing.refused ? error_status(ERROR_INPUT) : 0;
}
