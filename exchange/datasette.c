/* Metadata with which Datasette shows a ledger: what each table, view and column holds, and the manual's queries. All of it comes
 * from the comments of the schema and from doc/ledger.md, by tools/describe_sql.py. */
#include "exchange/inner.h"

enum described { DESCRIBED_TABLE, DESCRIBED_COLUMN, DESCRIBED_QUERY };

/* A table and its comment; a column's table, name and comment; a query's title and words. */
static const struct { enum described kind; const char *a, *b, *c; } described[] = {
#define TABLE(name, comment) { DESCRIBED_TABLE, name, comment, NULL },
#define VIEW(name, comment) { DESCRIBED_TABLE, name, comment, NULL },
#define COLUMN(table, name, comment) { DESCRIBED_COLUMN, table, name, comment },
#define QUERY(title, sql) { DESCRIBED_QUERY, title, sql, NULL },
#include "exchange/described.inc"
#undef TABLE
#undef VIEW
#undef COLUMN
#undef QUERY
};
enum { DESCRIBED_COUNT = sizeof described / sizeof *described };

/* By what people narrow a table down, and how it is ordered at first. */
static const struct { const char *table, *facets[4], *newest_by; } shown[] = {
    { "statements", { "act", "status", "condition_class" }, NULL },
    { "parties", { "role", "code" }, NULL },
    { "links", { "kind" }, NULL },
    { "articles", { "publisher" }, "published" },
    { "marks", { "kind", "condition_class" }, "on" },
    { "commitments", { "state", "actor_code", "means", "recipient_code" }, "last_said" },
    { "revisions", { "what" }, "said" },
    { "versions", { "effect", "state" }, "said" },
    { "statement_list", { "act", "status", "condition_class", "publisher" }, "published" },
    { "book", { "state", "actor", "recipient" }, "last_said" },
    { "history", { "effect", "state", "publisher" }, "valid_from" },
    { "dispute_list", { "rule", "publisher" }, "published" },
};

static void add_shown(const char *table, struct buffer *out)
{
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (!text_is(text_of(table), shown[i].table))
            continue;
        json_open(out, "facets", '[');
        for (int k = 0; k < 4 && shown[i].facets[k]; k++)
            json_item(out, text_of(shown[i].facets[k]));
        json_close(out, ']');
        json_member(out, "sort_desc", text_of(shown[i].newest_by));
    }
}

/* Confidence is kept in thousandths; Datasette prints the unit behind the number. */
static void add_units(const char *table, struct buffer *out)
{
    if (!text_is(text_of(table), "statements"))
        return;
    json_open(out, "units", '{');
    json_member(out, "confidence", TEXT("permille"));
    json_close(out, '}');
}

static void add_table(int at, struct buffer *out)
{
    const char *table = described[at].a;
    json_open(out, table, '{');
    json_member(out, "description", text_of(described[at].b));
    json_open(out, "columns", '{');
    for (int i = at + 1; i < DESCRIBED_COUNT && described[i].kind == DESCRIBED_COLUMN; i++)
        json_member(out, described[i].b, text_of(described[i].c));
    json_close(out, '}');
    add_shown(table, out);
    add_units(table, out);
    json_close(out, '}');
}

/* "Who went back on a promise, and when?" is the address who-went-back-on-a-promise-and-when. */
static struct text address_of(const char *title, struct arena *arena)
{
    struct text lower = utf8_lower(text_of(title), arena);
    char *made = arena_take(arena, lower.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < lower.length; i++) {
        char c = lower.at[i];
        bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_word)
            made[length++] = c;
        else if (length && made[length - 1] != '-')
            made[length++] = '-';
    }
    length -= length && made[length - 1] == '-';
    made[length] = '\0';
    return (struct text){ made, length };
}

static void add_query(int at, struct arena *arena, struct buffer *out)
{
    json_open(out, address_of(described[at].a, arena).at, '{');
    json_member(out, "title", text_of(described[at].a));
    json_member(out, "sql", text_of(described[at].b));
    json_close(out, '}');
}

static void add_database(struct exchange *exchange, struct arena *arena, struct buffer *out)
{
    buffer_add_json(out, exchange->database);
    buffer_add_string(out, ": {");
    json_member(out, "title", TEXT("A book of who promised what"));
    json_member(out, "description",
                TEXT("Statements of news reports and official papers, the commitments that they come to, and their histories. "
                     "The view \"book\" has a row for each commitment, \"statement_list\" one for each statement."));
    json_open(out, "tables", '{');
    for (int i = 0; i < DESCRIBED_COUNT; i++)
        if (described[i].kind == DESCRIBED_TABLE)
            add_table(i, out);
    json_close(out, '}');
    json_open(out, "queries", '{');
    for (int i = 0; i < DESCRIBED_COUNT; i++)
        if (described[i].kind == DESCRIBED_QUERY)
            add_query(i, arena, out);
    buffer_add_string(out, "}}");
}

bool datasette_run(struct exchange *exchange, struct error *err)
{
    struct arena arena = { 0 };
    struct buffer out;
    buffer_init(&out, 0);
    buffer_add_char(&out, '{');
    json_member(&out, "title", TEXT("Troth: who promised what"));
    json_member(&out, "about", TEXT("troth, which reads reports and keeps the book on promises"));
    json_open(&out, "databases", '{');
    add_database(exchange, &arena, &out);
    buffer_add_string(&out, "}}\n");
    exchange->rows = 1;
    bool good = run_flush(exchange, &out, err);
    buffer_release(&out);
    arena_release(&arena);
    return good;
}
