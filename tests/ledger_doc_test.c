/* The manual's pages of the ledger: every query on the first runs and finds something, and every table, view and column is on the
 * second.
 *
 * usage: ledger_doc_test doc/ledger.md tables.md */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/ledger_random.h"

static int passed, failed;

static void check(bool good, const char *what)
{
    passed += good;
    failed += !good;
    if (!good)
        printf("%s\n", what);
}

static void read_file(const char *path, struct buffer *out)
{
    FILE *file = fopen(path, "r");
    char bytes[4096];
    size_t count;
    if (!file) {
        perror(path);
        exit(1);
    }
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_add(out, (struct text){ bytes, count });
    fclose(file);
}

static void run_query(const char *address, struct text sql)
{
    struct buffer rows, query;
    buffer_init(&rows, 0);
    buffer_init(&query, 0);
    buffer_add(&query, sql);
    ledger_ask(address, query.at, &rows);
    buffer_add_string(&query, "finds nothing");
    check(rows.length, query.at);
    buffer_release(&query);
    buffer_release(&rows);
}

/* What stands between "```sql" and "```". */
static void run_queries(const char *address, struct text page)
{
    for (;;) {
        struct text begin = TEXT("```sql\n"), end = TEXT("```");
        size_t from = text_find(page, begin);
        if (from == page.length)
            return;
        page = text_slice(page, from + begin.length, page.length);
        size_t to = text_find(page, end);
        run_query(address, text_slice(page, 0, to));
        page = text_slice(page, to, page.length);
    }
}

/* Each name as it stands in code: `name`. */
static void check_names(const char *address, struct text page)
{
    static const char in_file[] = /* without FTS5's own tables */
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'statement_words_%' "
        "UNION SELECT c.name FROM sqlite_schema s, pragma_table_info(s.name) c "
        "WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'statement_words_%'";
    static const char on_server[] = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() "
                                    "UNION SELECT column_name FROM information_schema.columns "
                                    "WHERE table_schema = current_schema()";
    struct buffer names;
    buffer_init(&names, 0);
    ledger_ask(address, ledger_is_on_server() ? on_server : in_file, &names);
    for (struct text rest = buffer_text(&names), name; rest.length;) {
        char quoted[96], what[128];
        name = text_cut(&rest, '\n');
        snprintf(quoted, sizeof quoted, "`%.*s`", (int)name.length, name.at);
        snprintf(what, sizeof what, "%s is not on the page", quoted);
        check(text_find(page, text_of(quoted)) < page.length, what);
    }
    check(names.length, "there are no tables");
    buffer_release(&names);
}

static void make(const char *path)
{
    struct arena arena = { 0 };
    struct error err;
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    for (unsigned number = 0; number < 100; number++) {
        struct report report = report_random(&arena, number, 12);
        enum ledger_outcome outcome;
        if (!ledger || !report_append(ledger, &report, &outcome, &err)) {
            printf("%s\n", err.message);
            exit(1);
        }
    }
    const struct ledger_mark met = { .kind = LEDGER_MARK_MET, .condition_class = TEXT("ceasefire"), .recipient = TEXT("UKR"),
                                     .on = TEXT("2026-01-20") };
    long long number;
    if (!ledger_add_mark(ledger, &met, 1772366400000, &number, &err))
        exit(1);
    ledger_close(ledger);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    char address[LEDGER_ADDRESS_ROOM];
    struct buffer page, tables;
    if (argc < 3)
        return 1;
    ledger_new_address(address);
    buffer_init(&page, 0);
    buffer_init(&tables, 0);
    read_file(argv[1], &page);
    read_file(argv[2], &tables);
    make(address);
    run_queries(address, buffer_text(&page));
    check_names(address, buffer_text(&tables));
    buffer_release(&page);
    buffer_release(&tables);
    ledger_remove_place(address);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
