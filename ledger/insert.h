/* Writes the rows of an article's statements, and who made them. */
#ifndef TROTH_LEDGER_INSERT_H
#define TROTH_LEDGER_INSERT_H

#include "ledger/chain.h"
#include "ledger/derive.h"

/* An article, or a later reading of one, on its way in, with the rows that its entry of the chain seals. */
struct adding {
    struct ledger *ledger;
    long long article;
    long long reading;     /* 0: its statements come with the article */
    int statements_before; /* of the article's earlier readings: `n` counts on from there */
    struct arena *arena;   /* borrowed, as are the seals' */
    struct seal sealed[CHAIN_TABLES];
};

/* The next number that `sql` gives, with `count` taken; asked once a transaction. */
bool insert_numbers(struct ledger *ledger, enum sql sql, size_t count, long long *known, long long *next, struct error *err);

/* Writes statements with their parties and links. `numbers` [statements->count] get theirs. */
bool insert_statements(struct adding *adding, const struct article *article, const struct statement_list *statements,
                       statement_number *numbers, struct error *err);

/* '["troops", "air"]': means as they are kept. */
struct text insert_means(uint32_t means, struct arena *arena);

/* The number of who made statements; a row of its own where that is new. */
bool insert_reader(struct ledger *ledger, const char *versions, long long *reader, struct error *err);

#endif
