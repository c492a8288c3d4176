/* The manual's page of the ledger: every query on it runs and finds something, and every table, view and column is on it.
 *
 * usage: ledger_doc_test doc/ledger.md */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static void run_query(sqlite3 *handle, struct text sql)
{
    sqlite3_stmt *query = NULL;
    struct buffer what;
    buffer_init(&what, 0);
    int result = sqlite3_prepare_v2(handle, sql.at, (int)sql.length, &query, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(query);
    buffer_print(&what, "%.*s%s", (int)sql.length, sql.at, result == SQLITE_DONE ? "finds nothing" : sqlite3_errmsg(handle));
    check(result == SQLITE_ROW, what.at);
    sqlite3_finalize(query);
    buffer_release(&what);
}

/* What stands between "```sql" and "```". */
static void run_queries(sqlite3 *handle, struct text page)
{
    for (;;) {
        struct text begin = TEXT("```sql\n"), end = TEXT("```");
        size_t from = text_find(page, begin);
        if (from == page.length)
            return;
        page = text_slice(page, from + begin.length, page.length);
        size_t to = text_find(page, end);
        run_query(handle, text_slice(page, 0, to));
        page = text_slice(page, to, page.length);
    }
}

/* Each name as it stands in code: `name`. */
static void check_names(sqlite3 *handle, struct text page)
{
    static const char sql[] = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
                              "UNION SELECT c.name FROM sqlite_schema s, pragma_table_info(s.name) c "
                              "WHERE s.type IN ('table', 'view')";
    sqlite3_stmt *query;
    if (sqlite3_prepare_v2(handle, sql, -1, &query, NULL) != SQLITE_OK)
        abort();
    while (sqlite3_step(query) == SQLITE_ROW) {
        char name[96], what[128];
        snprintf(name, sizeof name, "`%s`", (const char *)sqlite3_column_text(query, 0));
        snprintf(what, sizeof what, "%s is not on the page", name);
        check(text_find(page, text_of(name)) < page.length, what);
    }
    sqlite3_finalize(query);
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
    char path[] = "/tmp/troth-doc-XXXXXX";
    struct buffer page;
    sqlite3 *handle;
    int file = mkstemp(path);
    if (argc < 2 || file < 0)
        return 1;
    close(file);
    buffer_init(&page, 0);
    read_file(argv[1], &page);
    make(path);
    if (sqlite3_open(path, &handle) != SQLITE_OK)
        return 1;
    run_queries(handle, buffer_text(&page));
    check_names(handle, buffer_text(&page));
    sqlite3_close(handle);
    buffer_release(&page);
    unlink(path);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
