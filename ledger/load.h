/* Rows become articles and statements again. */
#ifndef TROTH_LEDGER_LOAD_H
#define TROTH_LEDGER_LOAD_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* An article with its reader and the time when the book learned it; nothing else of `row` is changed. Everything lives in
 * `arena`. */
bool load_article(struct ledger *ledger, long long article, struct arena *arena, struct ledger_statement *row, struct error *err);

/* A statement without its article, spans in code points of that: see load_bytes. `*article` is the article's number. Of a later
 * reading, reader and learned_at are the reading's; else nothing is changed there. */
bool load_statement(struct ledger *ledger, statement_number number, struct arena *arena, struct ledger_statement *row,
                    long long *article, struct error *err);

/* How far the two sides of an article are counted, so that statements in the order of the text cost one walk through it. */
struct load_counters {
    struct utf8_counter title, text;
};

/* Turns the spans of a loaded statement from code points into bytes of its article. */
void load_bytes(struct ledger_statement *row, struct load_counters *counters);

/* The statements of an article as it was read last. */
struct loaded {
    struct ledger_statement *rows; /* [count] in their order, spans in code points */
    statement_number *numbers;     /* [count] */
    size_t count;
};

/* Of the readings up to this number the last one counts. Everything lives in `arena`. */
bool load_reading(struct ledger *ledger, long long article, long long reading, struct arena *arena, struct loaded *loaded,
                  struct error *err);

/* The field of the evidence that a statement has which its reader sees no more, but a person has vouched for; and whether it has
 * that. */
#define LOAD_KEPT "kept"
bool load_is_kept(const struct ledger_statement *row);

#endif
