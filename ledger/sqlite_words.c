/* Search by words in SQLite: FTS5 over the sentences, which stand in the statements and nowhere else. To index them would cost a
 * third of adding, and most of what is added is never searched: so the first search afterwards brings the index up to date. */
#include "ledger/sqlite.h"

const char sqlite_words_drop[] = "DROP TRIGGER IF EXISTS statement_words_added; DROP TABLE IF EXISTS statement_words; "
                                 "DROP TABLE IF EXISTS statement_words_upto";

/* statement_words_upto: the last statement that the index holds. */
const char sqlite_words_index[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS statement_words USING fts5 (sentence, content = 'statements', content_rowid = 'statement', "
    "columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'); "
    "CREATE TABLE IF NOT EXISTS statement_words_upto (statement INTEGER NOT NULL); "
    "INSERT INTO statement_words_upto SELECT coalesce(max(statement), 0) FROM statements; "
    "INSERT INTO statement_words (statement_words) VALUES ('rebuild')";

const char sqlite_words_found[] = "SELECT w.rowid FROM statement_words w WHERE w.statement_words MATCH ?";

static const char follow[] =
    "INSERT INTO statement_words (rowid, sentence) SELECT statement, sentence FROM statements "
    "WHERE statement > (SELECT statement FROM statement_words_upto) ORDER BY statement; "
    "UPDATE statement_words_upto SET statement = (SELECT coalesce(max(statement), 0) FROM statements)";

/* A reader's own connection may not write. It sees what was indexed once it looks anew. */
static bool follow_beside(struct ledger *ledger, struct error *err)
{
    sqlite3 *writer = NULL;
    bool good = sqlite3_open_v2(ledger->path, &writer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
                sqlite3_busy_timeout(writer, (int)ledger->wait_ms) == SQLITE_OK &&
                sqlite3_exec(writer, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_exec(writer, follow, NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_exec(writer, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    if (!good)
        error_set(err, ERROR_LEDGER,
                  "%s: the index of words lacks what was added lately, and could not be written (%s); search once with leave to "
                  "write the file, or run troth rebuild", ledger->path, sqlite3_errmsg(writer));
    sqlite3_close(writer);
    return good && db_script(ledger, "COMMIT; BEGIN", err);
}

static bool follow_here(struct ledger *ledger, struct error *err)
{
    if (!sqlite3_get_autocommit(ledger->handle))
        return db_script(ledger, follow, err);
    if (!db_start(ledger, err))
        return false;
    if (db_script(ledger, follow, err) && db_finish(ledger, err))
        return true;
    db_undo(ledger);
    return false;
}

bool sqlite_words_follow(struct ledger *ledger, struct error *err)
{
    static const char behind[] = "SELECT (SELECT coalesce(max(statement), 0) FROM statements) > "
                                 "(SELECT statement FROM statement_words_upto)";
    long long is_behind = 0;
    struct query *query = db_make(ledger, text_of(behind), err);
    bool good = query && db_answer(ledger, query, &is_behind, err);
    db_end(query);
    if (!good || !is_behind)
        return good;
    return ledger->mode == LEDGER_READ ? follow_beside(ledger, err) : follow_here(ledger, err);
}
