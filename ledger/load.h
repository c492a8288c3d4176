/* Rows become articles and statements again. */
#ifndef TROTH_LEDGER_LOAD_H
#define TROTH_LEDGER_LOAD_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* An article with its reader and the time when the book learned it; nothing else of `row` is changed. Everything lives in
 * `arena`. */
bool load_article(struct ledger *ledger, long long article, struct arena *arena, struct ledger_statement *row, struct error *err);

/* A statement without its article, spans in code points of that: see load_bytes. `*article` is the article's number. */
bool load_statement(struct ledger *ledger, statement_number number, struct arena *arena, struct ledger_statement *row,
                    long long *article, struct error *err);

/* How far the two sides of an article are counted, so that statements in the order of the text cost one walk through it. */
struct load_counters {
    struct utf8_counter title, text;
};

/* Turns the spans of a loaded statement from code points into bytes of its article. */
void load_bytes(struct ledger_statement *row, struct load_counters *counters);

/* All statements of an article, spans in code points, and their numbers. */
bool load_statements(struct ledger *ledger, long long article, struct arena *arena, struct statement_list *statements,
                     statement_number **numbers, struct error *err);

#endif
