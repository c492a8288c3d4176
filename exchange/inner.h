/* What the files of the exchange room share. */
#ifndef TROTH_EXCHANGE_INNER_H
#define TROTH_EXCHANGE_INNER_H

#include "exchange/exchange.h"

/* The object of a line, to be released (json_decref); NULL and `err` where it is none. `may_have_nul`: its words may hold
 * U+0000. */
struct json_t *take_load(struct text object, bool may_have_nul, const char *file, int line, struct error *err);

/* Appends a part of a list so that exchange_cut gives it back. */
void lists_add(struct text part, struct buffer *out);

/* Writes what `out` holds, and empties it. */
bool run_flush(struct exchange *exchange, struct buffer *out, struct error *err);

/* Reviews, by number. NULL and `err`; NULL is no harm to reviews_end. */
struct outgoing_reviews;
struct outgoing_reviews *reviews_begin(struct exchange *exchange, bool have_merges, bool have_readings, struct error *err);
void reviews_end(struct outgoing_reviews *outgoing);
size_t reviews_count(const struct outgoing_reviews *outgoing);
const struct ledger_review *reviews_at(const struct outgoing_reviews *outgoing, size_t place);
void reviews_note(struct outgoing_reviews *outgoing, const struct ledger_statement *row);               /* as found_note */
/* nothing for one that stays behind */
void reviews_write(const struct outgoing_reviews *outgoing, size_t place, struct buffer *out);

/* Marks. */
struct outgoing_marks;
struct outgoing_marks *marks_begin(struct exchange *exchange, struct error *err);
void marks_end(struct outgoing_marks *marks);
const struct ledger_mark *marks_by_number(const struct outgoing_marks *marks, long long number); /* NULL: it came later */

/* Reports that were read again. */
struct outgoing_readings;
struct outgoing_readings *readings_begin(struct exchange *exchange, struct error *err);
void readings_end(struct outgoing_readings *readings);
/* NULL: it came later */
const struct ledger_reading *readings_by_number(const struct outgoing_readings *readings, long long number);
bool readings_write_first(struct outgoing_readings *readings, long long report, struct buffer *out, struct error *err);
bool readings_write(struct outgoing_readings *readings, const struct ledger_reading *reading, struct buffer *out,
                    struct error *err);

/* All of these, where everything goes out; of the statements that a filter leaves only the reviews. */
struct outgoing;
struct outgoing *found_begin(struct exchange *exchange, struct error *err);
void found_end(struct outgoing *outgoing);
bool found_is_whole(const struct outgoing *outgoing); /* nothing is left out by a filter */

/* Notes the reviews of a statement that goes out; appends, as lines, how a report was read at first, where it was read again later;
 * and what came before report `before` did (0: all that is left). */
void found_note(struct outgoing *outgoing, const struct ledger_statement *row);
bool found_write_first(struct outgoing *outgoing, long long report, struct buffer *out, struct error *err);
bool found_write(struct outgoing *outgoing, long long before, struct buffer *out, struct error *err);

/* Reports without a statement that goes out, and reports met again, where everything goes out: as lines, those before report
 * `number`, which comes next (0: all that are left). */
struct outgoing_reports;
struct outgoing_reports *reports_begin(struct exchange *exchange, struct outgoing *found, struct error *err);
void reports_end(struct outgoing_reports *reports);
bool reports_before(struct outgoing_reports *reports, long long number, const struct article *article, struct buffer *out,
                    struct error *err);

/* A line: an article as `troth add` and `troth import` take it, with `more` members before its own where that is not NULL. */
void jsonl_add_article(const struct article *article, const char *more, struct buffer *out);

/* A line: a statement with its evidence, as another ledger takes it. */
void jsonl_add_statement(struct record_writer *writer, const struct statement *statement, struct text evidence, struct buffer *out);

/* The formats; each writes all of its output. */
bool csv_run(struct exchange *exchange, struct error *err);
bool jsonl_run(struct exchange *exchange, struct error *err);
bool plover_run(struct exchange *exchange, struct error *err);
bool iati_run(struct exchange *exchange, struct error *err);
bool claims_run(struct exchange *exchange, struct error *err);
bool ftm_run(struct exchange *exchange, struct error *err);
bool datasette_run(struct exchange *exchange, struct error *err);

/* JSON, with commas where they are due: keys of objects, items of lists. An empty value writes nothing at all. */
void json_open(struct buffer *out, const char *key, char bracket); /* key: NULL in a list */
void json_close(struct buffer *out, char bracket);
void json_item(struct buffer *out, struct text value);
void json_member(struct buffer *out, const char *key, struct text value);

/* XML: words with everything escaped that has a meaning there; an element whose only content is a narrative, `attributes` with a
 * blank before each. */
void xml_add(struct text text, struct buffer *out);
void xml_narrative(int indent, const char *name, const char *attributes, struct text words, struct buffer *out);

/* Who a party is, by the names of the export or the form of its code. */
enum exchange_kind who_is(const struct exchange *exchange, struct text code, struct text *name);

/* "FR" for "FRA"; NULL where the code is that of no state. */
const char *who_country(struct text code);

/* Money of an amount in words: the ISO 4217 code of its currency, and thousandths. False where the words measure no money. */
bool money_of(struct text amount, const char **currency, long long *thousandths);

/* "1500000" or "0.25". */
void money_print(long long thousandths, struct buffer *out);

/* The day of "2026-03-01T…"; the first one of a month or year, "2026-03" or "2026". Empty where it is no date. */
struct text day_of(struct text published, struct arena *arena);

#endif
