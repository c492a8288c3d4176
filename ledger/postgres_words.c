/* Search by words in PostgreSQL: an index over the sentences, by the same rules as SQLite's (stems of Porter's, no word left
 * out). */
#include "ledger/postgres.h"

#define ACCENTED \
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆ" \
    "ćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐő" \
    "ŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſǍǎǐǑǒǓǔǦǧǨǩǪǫȘșȚț"
#define PLAIN \
    "aaaaaaceeeeiiiinooooouuuuyaaaaaaceeeeiiiinooooouuuuyyaaaaaac" \
    "cccccccddeeeeeeeeeegggggggghhiiiiiiiiijjkkllllllnnnnnnoooooo" \
    "rrrrrrssssssssttttuuuuuuuuuuuuwwyyyzzzzzzsaaioouuggkkoosstt"

/* SQL: a sentence's words. What differs by its accents only is the same; translate() is slow, and few sentences have any. */
#define WORDS \
    "to_tsvector('statement_words', CASE WHEN sentence ~ '[\u00c0-\u021b]' " \
    "THEN translate(sentence, '" ACCENTED "', '" PLAIN "') ELSE sentence END)"
#define HERE "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace n JOIN pg_catalog."

const char postgres_words_drop[] =
    "DROP INDEX IF EXISTS statement_words; DROP TEXT SEARCH CONFIGURATION IF EXISTS statement_words; "
    "DROP TEXT SEARCH DICTIONARY IF EXISTS statement_words";

/* Compounds are found by their parts, as in SQLite; a configuration knows no IF NOT EXISTS. */
const char postgres_words_index[] =
    "DO $$ BEGIN "
    "IF " HERE "pg_ts_dict d ON d.dictnamespace = n.oid "
    "WHERE n.nspname = current_schema() AND d.dictname = 'statement_words') THEN "
    "CREATE TEXT SEARCH DICTIONARY statement_words (TEMPLATE = snowball, LANGUAGE = porter); END IF; "
    "IF " HERE "pg_ts_config c ON c.cfgnamespace = n.oid "
    "WHERE n.nspname = current_schema() AND c.cfgname = 'statement_words') THEN "
    "CREATE TEXT SEARCH CONFIGURATION statement_words (PARSER = default); "
    "ALTER TEXT SEARCH CONFIGURATION statement_words ADD MAPPING FOR asciiword, word, numword, hword_asciipart, hword_part, "
    "hword_numpart WITH statement_words; "
    "ALTER TEXT SEARCH CONFIGURATION statement_words ADD MAPPING FOR int, uint, float, sfloat, version, host, email, url, "
    "url_path, file WITH simple; END IF; END $$; "
    "CREATE INDEX IF NOT EXISTS statement_words ON statements USING gin (" WORDS ")";

const char postgres_words_found[] =
    "SELECT w.statement FROM statements w WHERE " WORDS " @@ to_tsquery('statement_words', ?)";
