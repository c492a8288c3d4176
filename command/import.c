/* troth import: rows of hand-kept tables become reports with statements in a ledger. */
#include "command/command.h"
#include "command/mapping.h"
#include "command/query.h"

struct importing {
    struct ledger *ledger;
    struct mapping *mapping;
    const char *reader; /* "import kiel.map" */
    long long rows, added, known, statements;
};

static bool import_row(struct importing *importing, const struct csv_row *row, const char *file, struct arena *arena,
                       struct error *err)
{
    struct article article;
    struct statement_list statements;
    enum ledger_outcome outcome;
    importing->rows++;
    if (!mapping_row(importing->mapping, row, file, arena, &article, &statements, err))
        return false;
    if (!statements.count)
        return true;
    struct ledger_entry entry = { &article, &statements, importing->reader, output_now() };
    if (!ledger_append(importing->ledger, &entry, &outcome, err))
        return false;
    importing->added += outcome == LEDGER_ADDED;
    importing->known += outcome != LEDGER_ADDED;
    importing->statements += outcome == LEDGER_ADDED ? (long long)statements.count : 0;
    return true;
}

static bool import_file(struct importing *importing, const char *file, struct error *err)
{
    struct arena whole = { 0 }, one = { 0 };
    struct text text;
    struct csv csv;
    struct csv_row row;
    int got = -1;
    if (output_read_file(file, &whole, &text, err)) {
        csv_open(&csv, text);
        got = csv_next(&csv, file, &whole, &row, err);
        if (got == 0)
            error_at(err, ERROR_INPUT, file, 1, 0, "is empty; a table begins with the names of its columns");
        got = got > 0 && mapping_bind(importing->mapping, &row, file, err) ? 1 : -1;
    }
    while (got > 0 && (got = csv_next(&csv, file, &one, &row, err)) > 0) {
        got = import_row(importing, &row, file, &one, err) ? 1 : -1;
        arena_reset(&one);
    }
    arena_release(&whole);
    arena_release(&one);
    return got == 0;
}

/* All of it shares one wait for the disk. Rows before a broken one are kept, and told. */
static bool import_all(struct importing *importing, const struct options *options, struct error *err)
{
    struct error late;
    bool good = ledger_begin(importing->ledger, err);
    for (int i = 0; good && i < options->input_count; i++)
        good = import_file(importing, options->inputs[i], err);
    if (ledger_commit(importing->ledger, &late))
        return good;
    if (good)
        *err = late;
    return false;
}

int command_import(const struct options *options, struct error *err)
{
    struct arena arena = { 0 };
    struct importing importing = { .rows = 0 };
    const char *map = options->value[OPTION_MAP];
    if (!map)
        error_set(err, ERROR_USAGE, "a table wants --map FILE, which tells how its rows become statements; trackers/README.md has "
                                    "more");
    importing.mapping = map ? mapping_open(map, &arena, err) : NULL;
    importing.ledger = importing.mapping ? ledger_open(query_path(options), LEDGER_WRITE, err) : NULL;
    struct text name = map ? text_of(map) : TEXT("");
    while (text_find(name, TEXT("/")) < name.length)
        text_cut(&name, '/');
    importing.reader = arena_print(&arena, "import %.*s", (int)name.length, name.at).at;
    bool good = importing.ledger && import_all(&importing, options, err);
    if (importing.ledger)
        output_write(arena_print(&arena, "%s: added %lld statement%s in %lld report%s from %lld row%s; %lld known already\n",
                                 query_path(options), importing.statements, importing.statements == 1 ? "" : "s", importing.added,
                                 importing.added == 1 ? "" : "s", importing.rows, importing.rows == 1 ? "" : "s", importing.known));
    ledger_close(importing.ledger);
    arena_release(&arena);
    int status = output_finish(good ? err : &(struct error){ .code = ERROR_NONE });
    return good ? status : error_status(err->code);
}
