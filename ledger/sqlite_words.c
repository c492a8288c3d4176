/* Search by words in SQLite: FTS5 over the sentences, which stand in the statements and nowhere else. */
#include "ledger/sqlite.h"

const char sqlite_words_drop[] = "DROP TRIGGER IF EXISTS statement_words_added; DROP TABLE IF EXISTS statement_words";

const char sqlite_words_index[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS statement_words USING fts5 (sentence, content = 'statements', content_rowid = 'statement', "
    "columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'); "
    "CREATE TRIGGER IF NOT EXISTS statement_words_added AFTER INSERT ON statements BEGIN "
    "INSERT INTO statement_words (rowid, sentence) VALUES (new.statement, new.sentence); END; "
    "INSERT INTO statement_words (statement_words) VALUES ('rebuild')";

const char sqlite_words_found[] = "SELECT w.rowid FROM statement_words w WHERE w.statement_words MATCH ?";
